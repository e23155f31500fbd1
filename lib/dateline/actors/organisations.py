"""Which organisation is it?  Short forms, acronyms and the kind of bodies that no table knows."""

import re

from spacy.tokens import Doc, Span, Token

from dateline.actors.cast import Cast
from dateline.actors.coreference import GROUP_NOUNS
from dateline.fields import ARMED_GROUP
from dateline.lexicon import listed
from dateline.names import Name, actor_slug, known_actors, name_table, roles
from dateline.parse import sentence_kind

ACRONYM_LINKS = {"or", "also", "known", "called", "as", "by", "its", "the", "acronym", "initials"}
OWNER = re.compile(r"^.*?['’]s ")


def plain_name(text: str, table: dict[str, Name]) -> str:
    """A name without its article, and without whose it is if it is known so: "X's Navy Seals"."""
    text = text.removeprefix("the ").removeprefix("The ")
    owned = OWNER.sub("", text, count=1)
    return owned if owned in table else text


def short_forms(doc: Doc, ents: list[Span]) -> dict[str, Name]:
    """One word of an organisation named in full, or its initials: "the Observatory", "MSF"."""
    table = name_table(doc.user_data["theatre"])
    full = {plain_name(e.text, table) for e in ents if e.label_ == "ORG" and len(e) > 2}
    names = doc.user_data["names"]
    full |= {span.text for span, name in names if name.label == "ORG" and len(span) > 2}
    forms: dict[str, Name] = {}
    for text in sorted(full):
        parts_of_name = [w for w in text.split() if w[0].isupper()]
        known = table.get(text)
        name = Name(known.actor_id if known else actor_slug(text), "name", "ORG")
        forms["".join(w[0] for w in parts_of_name)] = name._replace(kind="acronym")
        for word in parts_of_name:
            if word.lower() in listed("short form"):
                forms[word] = name
    return {form: name for form, name in forms.items() if len(form) > 2 and form not in table}


def defined_acronyms(doc: Doc, ents: list[Span]) -> dict[str, Name]:
    """Acronyms that the article gives itself: "Rapid Support Forces (RSF)", "…, known as RSF"."""
    table = name_table(doc.user_data["theatre"])
    forms: dict[str, Name] = {}
    for ent in ents:
        acronym = _acronym_after(ent) if ent.label_ == "ORG" else None
        if acronym is not None:
            text = plain_name(ent.text, table)
            known = table.get(text) or _known_by(table.get(acronym), text, doc)
            named = Name(known.actor_id if known else actor_slug(text), "acronym", "ORG")
            forms[acronym] = named
            if known and text not in table:
                forms[text] = forms[ent.text] = named._replace(kind="name")
    return forms


def _known_by(named: Name | None, text: str, doc: Doc) -> Name | None:
    """The known body of an acronym if its name has all the words that the article spells out."""
    row = known_actors(doc.user_data["theatre"]).get(named.actor_id or "") if named else None
    return named if row and _words(text) <= _words(row["name"]) else None


def _acronym_after(ent: Span) -> str | None:
    """The acronym in brackets, or after "or" or "known as", behind a name of several words."""
    after = [t for t in ent.doc[ent.end : ent.end + 8] if t.text not in (",", "“", '"', "‘")]
    if len(after) > 2 and after[0].text == "(" and after[2].text == ")":
        return after[1].text if after[1].is_upper else None
    link = 0
    while link < len(after) and after[link].lower_ in ACRONYM_LINKS:
        link += 1
    found = after[link] if 0 < link < len(after) and len(ent) > 2 else None
    return found.text if found is not None and found.is_upper and len(found) > 2 else None


def fuller_name(cast: Cast, text: str) -> str | None:
    """The body named last whose name ends so, or has the words: "the Ministry of Health"."""
    if " " not in text:
        return None
    words = _words(text)
    is_body = len(words) > 1 and any("organ" in roles().get(word, ()) for word in words)
    for naming in reversed(cast.namings):
        facts = cast.facts(naming.actor_id)
        is_longer = facts["actor_type"] != "person" and facts["name"] != text
        has_words = is_body and words <= _words(facts["name"])
        if is_longer and (has_words or facts["name"].lower().endswith(f" {text.lower()}")):
            return naming.actor_id
    return None


def _words(name: str) -> set[str]:
    """The words of a name that tell bodies apart, in small letters."""
    return set(re.findall(r"\w{2,}", name.lower())) - {"of", "the", "and", "for", "in"}


def is_organisation(cast: Cast, ent: Span, text: str) -> bool:
    """Whether what the model calls an organisation reads like one."""
    if ent[-1].pos_ in ("ADP", "DET", "CCONJ", "PUNCT") or ent[0].pos_ == "VERB":
        return False
    rest = cast.doc.user_data["article"].text[ent.end_char :]
    if sentence_kind(ent[0]) == "headline" and text not in rest:
        return False  # capitals of a headline
    if len(text) < 3 or text.islower() or ("-" in text and any(t.i in cast.owners for t in ent)):
        return False
    is_modifier = ent.root.dep_ in ("compound", "nummod", "amod")
    return not is_modifier or ent.root.head.lemma_.lower() in roles()


def organisation_facts(cast: Cast, ent: Span, text: str) -> dict:
    """Kind, country and side of an organisation, by the words of its name."""
    owner = next((cast.owners[t.i] for t in ent if t.i in cast.owners), None)
    iso3 = cast.country(owner.actor_id) if owner else None
    actor_type = _armed_by_company(cast.doc, text) or _organisation_type(text)
    is_official = actor_type in ("government", "military", "police")
    side = cast.facts(iso3).get("side_id") if iso3 and is_official else None
    facts = {"name": text, "actor_type": actor_type, "country_iso3": iso3}
    return facts | {"role": None, "side_id": side}


def _armed_by_company(doc: Doc, text: str) -> str | None:
    """An armed group by the words that stand with its name or initials anywhere in the article.

    "ULK militants", "ULK, a rebel group", "the militia ULK", "fighters of ULK", "ULK's gunmen".
    """
    initials = "".join(w[0] for w in text.split() if w[0].isupper())
    for ent in doc.ents:
        name = ent.text.removeprefix("the ").removeprefix("The ")
        if name not in (text, initials) or ent.label_ == "GPE":
            continue
        root = ent.root
        beside = [c for c in root.children if c.dep_ == "appos"] + _explained(ent)
        if root.dep_ in ("compound", "nmod", "poss", "appos"):
            beside.append(root.head)
        elif root.dep_ == "pobj" and root.head.lower_ in ("of", "from"):
            beside.append(root.head.head)
        if any(_is_armed(noun) for noun in beside):
            return ARMED_GROUP
    return None


def _explained(ent: Span) -> list[Token]:
    """The noun of ", a rebel group," behind a name, read from the surface."""
    after = ent.doc[ent.end : ent.end + 8]
    if len(after) < 3 or after[0].text != "," or after[1].lower_ not in ("a", "an", "the"):
        return []
    for token in after[2:]:
        if token.pos_ not in ("ADJ", "NOUN", "PROPN", "PUNCT", "VERB") or token.text == ",":
            return []
        if token.pos_ == "NOUN" and token.dep_ not in ("compound", "amod"):
            return [token]
    return []


def _is_armed(noun: Token) -> bool:
    """Whether a noun means people who fight for no state: "rebels", "an armed group"."""
    kinds = roles().get(noun.lemma_.lower(), {})
    if noun.lemma_.lower() in GROUP_NOUNS:
        before = [c.lemma_.lower() for c in noun.lefts]
        before += [f"{c.lower_} {noun.lemma_.lower()}" for c in noun.lefts]
        kinds = next((roles()[word] for word in before if word in roles()), {})
    rows = [kinds[part] for part in ("member", "organ", "body") if part in kinds]
    return any(row["actor_type"] == ARMED_GROUP for row in rows)


def _organisation_type(name: str) -> str:
    """The kind of an organisation by the nouns in its name."""
    for word in reversed(re.sub(r"\banti ?- ?\w+", "", name.lower()).split()):
        parts = roles().get(word, {})
        for part in ("organ", "body", "member"):
            if part in parts and parts[part]["actor_type"] != "unknown":
                return parts[part]["actor_type"]
    return "unknown"
