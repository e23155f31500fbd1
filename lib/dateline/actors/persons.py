"""Who are the people?  Persons with their titles, offices and countries, and their surnames.

"German Chancellor Olaf Scholz" and "Jan Kubis, the U.N. envoy to Iraq" say who somebody is; later
in the article a surname has to be enough.
"""

from typing import NamedTuple

from spacy.tokens import Doc, Span, Token

from dateline.lexicon import listed
from dateline.names import Name, actor_slug, known_actors, name_table, roles
from dateline.theatre import Theatre

OFFICIAL_SECTORS = {"GOV", "MIL", "COP", "LEG", "SPY"}
NOT_OWNERS = {"to", "in", "at", "on", "near", "against", "with"}
CLAUSE_STARTS = {*",—–;:()“", '"', "who", "whose", "which", "that", "and"}


class Person(NamedTuple):
    """A naming of a person: the entity, the start of its title, and who it is."""

    ent: Span
    start: int
    actor_id: str
    facts: dict


def find_persons(doc: Doc, ents: list[Span], home: str | None) -> list[Person]:
    """Namings of persons in the order of the article, surnames resolved to full names.

    `home` is the country that the article is about: a bare "President" is its president.
    """
    theatre = doc.user_data["theatre"]
    table = name_table(theatre)
    known = known_actors(theatre)
    owners = {span.start: name for span, name in doc.user_data["names"]}
    ids: dict[str, str] = {}
    people = [ent for ent in ents if ent.label_ == "PERSON"]
    people = [ent for ent in people if not _is_no_person(ent, people, theatre)]
    for ent in people:  # full names first, so that a headline's surname finds its bearer
        if _is_full_name(ent) or ent.text in table:
            name = table.get(ent.text)
            actor_id = name.actor_id if name and name.actor_id else actor_slug(ent.text)
            ids.setdefault(ent.text, actor_id)
            ids.setdefault(ent[-1].text, actor_id)
    facts: dict[str, dict] = {}
    found = []
    for ent in people:
        actor_id = ids.get(ent.text) or ids.get(ent[-1].text) or actor_slug(ent.text)
        start, title = _title_before(ent, owners)
        titles = [t for t in (_title_beside(ent), title) if t is not None]
        row = facts.setdefault(actor_id, dict(known.get(actor_id) or _unknown_person(ent.text)))
        if len(ent.text) > len(row["name"]) and actor_id not in known:
            row["name"] = ent.text
        if titles and not row.get("role"):
            offices = [_office(t, owners, theatre) for t in titles]
            best = offices[-1] if len(titles[-1]) > 1 else offices[0]
            row.update({key: best[key] or offices[-1][key] for key in best})
            after = owners.get(ent.end + 1) if ent.end + 1 < len(doc) else None
            if after is not None and doc[ent.end].lower_ == "of" and not row["country_iso3"]:
                row.update(country_iso3=known.get(after.actor_id, {}).get("country_iso3"))
            if not row["country_iso3"] and _is_ruler(row["role"]):  # "President" of this country
                row.update(country_iso3=home)
        found.append(Person(ent, start, actor_id, row))
    return found


def _is_no_person(ent: Span, people: list[Span], theatre: Theatre | None) -> bool:
    """Whether a "person" is a capital or body by its name, and nobody is called so: "of Lima".

    What a verb is done to stays with it: "they bombed Lima".
    """
    name = name_table(theatre).get(ent.text)
    row = known_actors(theatre).get(name.actor_id or "") if name else None
    if row is None or row["actor_type"] == "person" or ent.root.dep_ == "dobj":
        return False
    return not any(e[-1].text == ent.text for e in people if _is_full_name(e))


def _is_full_name(ent: Span) -> bool:
    """Whether a name has more than a surname and its particles ("al-Abadi")."""
    return sum(t.lower_ not in listed("name particle") for t in ent) > 1


def _is_ruler(role: str) -> bool:
    """Whether an office without a country is that of the country the article is about."""
    return role.lower() in ("president", "prime minister", "king", "chancellor", "premier", "emir")


def _unknown_person(name: str) -> dict:
    """The facts of a person of whom no table knows anything."""
    return {"name": name, "actor_type": "person", "role": None, "side_id": None}


def _title_before(ent: Span, owners: dict[int, Name]) -> tuple[int, Span | None]:
    """Start of the naming with the title before the name, and that title."""
    doc, start, has_office = ent.doc, ent.start, False
    while start > 0 and not doc[start].is_sent_start:
        token = doc[start - 1]
        if is_role(token):
            has_office = True
        elif token.lower_ == "the" and _opens_a_domain(doc, start - 1):
            pass  # "Governor of the Lima region Ana Ruiz"
        elif token.lower_ in ("of", "for") and (
            start in (1, ent.start) or not is_role(doc[start - 2])
        ):
            break  # "in support of President …", "leaders of Tigray"
        elif token.is_upper and len(token) > 3 and start - 1 not in owners:
            break  # "KIEV pilot …": a dateline without its dash
        elif not (_may_stand_in_title(token) or start - 1 in owners):
            break
        start -= 1
    while start < ent.start and (doc[start].is_punct or doc[start].dep_ in ("case", "cc", "prep")):
        start += 1
    if has_office and start < ent.start:
        return start, doc[start : ent.start]
    return ent.start, None


def _opens_a_domain(doc: Doc, i: int) -> bool:
    """Whether an article stands behind an office: the second word of "of the", after "Governor"."""
    return i > 1 and doc[i - 1].lower_ == "of" and is_role(doc[i - 2])


def _may_stand_in_title(token: Token) -> bool:
    """Whether a word can belong to the title before a name."""
    if token.pos_ in ("NOUN", "PROPN", "ADJ"):
        return token.ent_type_ not in ("DATE", "TIME", "PERSON") and token.dep_ in (
            "compound", "amod", "nmod", "poss", "appos", "nsubj", "dobj", "pobj",
        )  # fmt: skip
    return token.text in ("’s", "'s", "-") or token.lower_ in ("of", "for")


def _title_beside(ent: Span) -> Span | None:
    """The apposition that says who a person is, without its article."""
    root, doc = ent.root, ent.doc
    for child in root.children:
        if child.dep_ == "appos" and child.i >= ent.end and is_role(child):
            return _phrase(doc, child.left_edge.i, child.i, child.right_edge.i)
    head = _noun_before(root)
    if head is not None and head.i < ent.start and is_role(head):
        return _phrase(doc, head.left_edge.i, head.i, ent.start - 1)
    return None


def _noun_before(name: Token) -> Token | None:
    """The noun that a name explains: the office in "the governor of the region, Ana Ruiz"."""
    comma = name.doc[max(name.left_edge.i, 1) - 1]
    if name.dep_ == "appos":
        noun = name.head
    elif name.dep_ == "npadvmod" and comma.text == "," and comma.i:
        noun = comma.nbor(-1)
    else:
        return None
    while noun.dep_ == "pobj" and not is_role(noun):
        noun = noun.head.head
    return noun


def person_beside(noun: Token) -> Token | None:
    """The person that a noun, with what it is of, says who it is."""
    after = noun.doc[noun.i + 1 : noun.i + 15]
    return next((t for t in after if t.ent_type_ == "PERSON" and _noun_before(t) == noun), None)


def _phrase(doc: Doc, start: int, head: int, last: int) -> Span:
    """The words around a noun, up to the next clause."""
    while start < head and (doc[start].dep_ == "det" or doc[start].is_punct):
        start += 1
    end = head + 1
    while end <= last and (doc[end].text not in CLAUSE_STARTS or doc[end].ent_type_ == "ORG"):
        end += 1
    return doc[start:end]


def is_role(token: Token) -> bool:
    """Whether a noun names an office or a kind of person."""
    parts = roles().get(token.lower_) or roles().get(token.lemma_.lower())
    if not parts or token.pos_ not in ("NOUN", "PROPN"):
        return False
    return "office" in parts or "member" in parts


def role_row(noun: Token) -> dict | None:
    """The row of the role table for a noun, offices first."""
    parts = roles().get(noun.lower_) or roles().get(noun.lemma_.lower()) or {}
    return parts.get("office") or parts.get("member")


def _office(title: Span, owners: dict[int, Name], theatre: Theatre | None) -> dict:
    """Role, country, side and sector that a title gives."""
    nouns = [token for token in title if is_role(token)]
    row = role_row(nouns[0])
    owner = owner_in(title, nouns[0].i, owners)
    known = known_actors(theatre)
    iso3 = known[owner].get("country_iso3") if owner else row["country_iso3"] or None
    role, parts_of_name = title.text, []
    if owner == iso3 and iso3 and title.end == nouns[-1].i + 1:
        parts_of_name = [
            t.text for t in title if t.i not in owners and t.dep_ != "case" and not t.is_punct
        ]
    if owner == iso3 and iso3 and parts_of_name and all(w[0].isupper() for w in parts_of_name):
        role = f"{' '.join(parts_of_name)} of {known[iso3]['name']}"
    side = known[iso3].get("side_id") if iso3 and row["sector"] in OFFICIAL_SECTORS else None
    return {"role": role, "country_iso3": iso3, "side_id": side, "sector": row["sector"]}


def owner_in(title: Span, head: int, owners: dict[int, Name]) -> str | None:
    """The actor whose office it is: "Russian" in "Russian envoy to Syria"."""
    found = None
    for token in title:
        name = owners.get(token.i)
        if name is None or name.actor_id is None:
            continue
        if token.i < head:
            found = name.actor_id
        elif found is None and _preposition(title, token.i, head) not in NOT_OWNERS:
            return name.actor_id
    return found


def _preposition(title: Span, index: int, head: int) -> str | None:
    """The last preposition between the office and a name after it."""
    between = [token.lower_ for token in title if head < token.i < index and token.dep_ == "prep"]
    return between[-1] if between else None
