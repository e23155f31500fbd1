"""Who acts and speaks?  Actors of the article and every naming of them.

Names come from the theatre and the reference tables, persons with their titles, unnamed groups
from the role table, and pronouns where the text makes them plain.
"""

from collections import Counter
from functools import cache

from spacy.tokens import Doc, Span, Token

from dateline.names import (
    Name,
    actor_slug,
    countries,
    known_actors,
    name_table,
    read_reference,
    roles,
)
from dateline.nominals import (
    COUNTRY_NOUNS,
    NEUTER,
    PERSONAL,
    PLURAL,
    SUBJECTS,
    Cast,
    Naming,
    is_subject,
    nominal_span,
    noun_parts,
    resolve_country,
    resolve_nominal,
    resolve_pronoun,
)
from dateline.parse import evidence, sentence_id, sentence_kind, sentences
from dateline.persons import Person, find_persons
from dateline.quotations import quotations

PLACE_PREPOSITIONS = frozenset(
    "in at near into from across over throughout inside within through around outside via of onto off".split()
)
PLACE_NOUNS = frozenset(
    "territory capital border city town village north south east west region province area street coast"
    " sovereignty integrity airspace soil frontier countryside district part side swath mile kilometre"
    " kilometer neighborhood neighbourhood suburb governorate camp checkpoint municipality island airport base bridge river valley prison market square mosque school church hospital university road highway station port gate"
    " independence economy war crisis conflict".split()
)
MOTION = frozenset(
    "go come travel fly return move head flee send visit arrive leave enter cross deport".split()
)
REGION_NOUNS = frozenset("region enclave territory exclave".split())
ACTING = frozenset(
    "agree refuse seek want accept join sign support decide try negotiate recognise recognize".split()
)
STATIC = frozenset("be become remain lie have seem host".split())
ACT_NOUNS = frozenset(
    "shelling offensive counteroffensive attack airstrike strike bombardment invasion fire raid assault"
    " aggression incursion drone warplane artillery missile jet".split()
)
PLURAL_PEOPLE = ("NNS", "NNPS")
SHORT_NOUNS = frozenset(
    "observatory ministry committee commission front council brigade movement agency".split()
)
PLURAL_HEADS = {"police", "they", "them", "their", "military", "taliban"}


def extract_actors(doc: Doc) -> tuple[list[dict], list[dict]]:
    """Rows of the tables ``actors`` and ``mentions`` (of actors).

    One actor row is one actor of the article; one mention row is one naming of it, pronouns
    included where they are plain.
    """
    story = sentences(doc)
    if not story:
        return [], []
    owners = {span.start: name for span, name in doc.user_data["names"]}
    quoted = frozenset(i for start, end in quotations(doc) for i in range(start, end))
    ends = {span.start: span.end for span, _ in doc.user_data["names"]}
    cast = Cast(doc, owners, ends, quoted=quoted, home=_home_country(doc, owners))
    heads = _named_heads(cast, story)
    mentions: list[dict] = []
    for sent in story:
        for token in _without_publisher(sent):
            mention = _read_token(cast, token, heads)
            if mention is not None:
                _demote_inner(mentions, mention)
                mentions.append(mention)
    _identify_lead_official(cast, mentions)
    mentions = _without_faint(cast, mentions)
    for i, mention in enumerate(mentions):
        mention["mention_id"] = f"m{i}"
    return _actor_rows(cast, mentions), mentions


def actor_at(mentions: list[dict], start_char: int, end_char: int) -> str | None:
    """The actor named in a stretch of the article; the longest naming in it wins.

    >>> actor_at([{"start_char": 4, "end_char": 9, "actor_id": "irq-mod"}], 0, 12)
    'irq-mod'
    """
    inside = [
        m
        for m in mentions
        if start_char < m["end_char"] and m["start_char"] < end_char and m["actor_id"]
    ]
    best = max(
        inside,
        key=lambda m: min(m["end_char"], end_char) - max(m["start_char"], start_char),
        default=None,
    )
    return best["actor_id"] if best else None


def resolve_side(
    phrase: Span, mentions: list[dict], actors: list[dict]
) -> tuple[str | None, str | None]:
    """Id and name of the side that a phrase of victims belongs to, or two ``None``.

    With a theatre the id is a side of it; without, the ISO code of the country or the id of the
    group named: ``('TUR', 'Turkey')``.
    """
    doc = phrase.doc
    known = known_actors(doc.user_data["theatre"])
    rows = {row["actor_id"]: row for row in actors}
    actor_id = actor_at(mentions, phrase.start_char, phrase.end_char)
    for span, name in doc.user_data["names"]:
        if phrase.start <= span.start < phrase.end and name.actor_id and not actor_id:
            actor_id = name.actor_id
    if actor_id is None:
        return None, None
    facts = rows.get(actor_id) or known[actor_id]
    theatre = doc.user_data["theatre"]
    side = theatre.side(facts["side_id"]) if theatre and facts.get("side_id") else None
    if side:
        return side.side_id, side.name
    iso3 = facts.get("country_iso3")
    if iso3:
        return iso3, countries()[iso3]["name"]
    return (
        (actor_id, facts["name"])
        if facts["actor_type"] == "non-state armed group"
        else (None, None)
    )


def _without_publisher(sent: Span) -> Span:
    """A headline without the name of the paper after its last dash or bar."""
    if sentence_kind(sent[0]) == "headline":
        for token in reversed(list(sent)[-6:]):
            if token.text in ("–", "—", "|", "-") and token.whitespace_ and token.i > 4:
                return sent.doc[sent.start : token.i]
    return sent


def _identify_lead_official(cast: Cast, mentions: list[dict]) -> None:
    """Give "a senior Turkish official" of the lead the name that the next sentence gives.

    News agencies hold the name back: the lead has the office, the next sentence begins with the
    person who holds it.
    """
    body = [s for s in cast.doc.user_data["sentences"] if s["kind"] == "body"]
    if len(body) < 2:
        return
    lead, second = (cast.doc[row["start"] : row["end"]] for row in body[:2])
    unnamed = [
        m for m in mentions
        if m["form"] == "nominal" and lead.start_char <= m["start_char"] < lead.end_char
        and m["quote"].lower().startswith(("a ", "an "))
        and cast.facts(m["actor_id"])["actor_type"] == "person"
    ]  # fmt: skip
    named = next((m for m in mentions if m["start_char"] == second.start_char), None)
    if len(unnamed) != 1 or named is None:
        return
    first, person = cast.facts(unnamed[0]["actor_id"]), cast.facts(named["actor_id"])
    is_official = person["actor_type"] == "person" and person.get("role")
    same_country = first.get("country_iso3") and first["country_iso3"] == person.get("country_iso3")
    if is_official and same_country and "official" in unnamed[0]["quote"]:
        unnamed[0]["actor_id"] = named["actor_id"]


def _without_faint(cast: Cast, mentions: list[dict]) -> list[dict]:
    """Mentions without those of unknown bodies that are named once and never act or own."""
    counts = Counter(m["actor_id"] for m in mentions)
    acting = {naming.actor_id for naming in cast.namings if naming.is_subject}

    def is_faint(actor_id: str) -> bool:
        is_unknown = cast.facts(actor_id)["actor_type"] == "unknown"
        return is_unknown and counts[actor_id] == 1 and actor_id not in acting

    return [m for m in mentions if not is_faint(m["actor_id"])]


def _home_country(doc: Doc, owners: dict[int, Name]) -> str | None:
    """The country that at least six of ten country names of the story belong to."""
    counts = Counter(
        name.actor_id[:3]
        for i, name in owners.items()
        if name.actor_id and name.actor_id[:3] in countries() and name.actor_id[3:] in ("", "-GOV")
    )
    top = counts.most_common(1)
    return top[0][0] if top and top[0][1] >= 0.6 * counts.total() and top[0][1] > 1 else None


def _demote_inner(mentions: list[dict], mention: dict) -> None:
    """Make the names inside a longer naming part of it: "Assad" in "Assad's forces"."""
    for inner in reversed(mentions[-3:]):
        if inner["start_char"] >= mention["start_char"] and inner["form"] in ("name", "acronym"):
            inner["kind"] = "part_of_name" if inner["kind"] == "actor" else inner["kind"]


def _named_heads(cast: Cast, story: list[Span]) -> dict[int, tuple[int, int, object]]:
    """For the first token of each known naming: its bounds and the person, name or entity."""
    doc = cast.doc
    ents = [ent for sent in story for ent in sent.ents]
    heads: dict[int, tuple[int, int, object]] = {}
    short = _short_forms(doc, ents)
    for ent in ents:
        if ent.text in short:
            heads[ent.start] = (ent.start, ent.end, short[ent.text])
        elif ent.label_ == "ORG":
            heads[ent.start] = (ent.start, ent.end, ent)
    ents = [ent for ent in ents if ent.text not in short]
    for span, name in doc.user_data["names"]:
        is_shorter = heads.get(span.start, (0, 0))[1] > span.end
        if name.actor_id and not is_shorter and doc[span.start].ent_type_ != "PERSON":
            heads[span.start] = (span.start, span.end, name)
    for person in find_persons(doc, ents, cast.home):
        heads[person.start] = (person.start, person.ent.end, person)
        heads.pop(person.ent.start, None) if person.start != person.ent.start else None
        cast.actors.setdefault(person.actor_id, person.facts)
    return heads


def _short_forms(doc: Doc, ents: list[Span]) -> dict[str, Name]:
    """One word of an organisation named in full, or its initials: "the Observatory", "MSF"."""
    full = {ent.text.removeprefix("the ").removeprefix("The ") for ent in ents if ent.label_ == "ORG" and len(ent) > 2}
    full |= {
        span.text for span, name in doc.user_data["names"] if name.label == "ORG" and len(span) > 2
    }
    table = name_table(doc.user_data["theatre"])
    forms: dict[str, Name] = {}
    for text in sorted(full):
        words = [w for w in text.split() if w[0].isupper()]
        known = table.get(text)
        name = Name(known.actor_id if known else actor_slug(text), "name", "ORG")
        forms["".join(w[0] for w in words)] = name._replace(kind="acronym")
        for word in words:
            if word.lower() in SHORT_NOUNS:
                forms[word] = name
    return {form: name for form, name in forms.items() if len(form) > 2 and form not in table}


def _read_token(cast: Cast, token: Token, heads: dict) -> dict | None:
    """The mention that begins at or is headed by a token, if it names an actor."""
    if token.i in cast.at and token.i not in heads:
        return None
    if token.i in heads:
        start, end, named = heads[token.i]
        if isinstance(named, Person):
            if _is_misread_place(named):
                return None
            kind = "actor" if named.ent.root.dep_ not in ("compound", "nmod") else "part_of_name"
            root = named.ent.root
            return _add(
                cast, start, end, named.actor_id, named.facts, form="name", head=root, kind=kind
            )
        if isinstance(named, Name):
            return _read_name(cast, cast.doc[start:end], named)
        return _read_organisation(cast, named)
    if token.pos_ == "PRON":
        return _read_pronoun(cast, token)
    if token.pos_ in ("NOUN", "PROPN"):
        return _read_nominal(cast, token)
    return None


def _is_misread_place(person: Person) -> bool:
    """Whether a "person" without office stands where only places stand: "in …", "… district"."""
    root = person.ent.root
    if person.facts.get("role") or person.facts.get("country_iso3"):
        return False
    if root.dep_ == "pobj" and root.head.lower_ in (
        "in",
        "near",
        "at",
        "outside",
        "inside",
        "around",
    ):
        return True
    return root.dep_ in ("compound", "poss", "nmod") and root.head.lemma_.lower() in PLACE_NOUNS


def _read_pronoun(cast: Cast, token: Token) -> dict | None:
    """The mention of a pronoun, if it is plain whom it means."""
    form = token.lower_
    if form not in PERSONAL and form not in PLURAL and form not in NEUTER:
        return None
    actor_id = resolve_pronoun(cast, token)
    if actor_id is None:
        return None
    return _add(
        cast, token.i, token.i + 1, actor_id, cast.facts(actor_id), form="pronoun", head=token
    )


def _read_nominal(cast: Cast, token: Token) -> dict | None:
    """The mention of an unnamed group, body or office-holder."""
    lemma = token.lemma_.lower()
    if lemma in COUNTRY_NOUNS:
        iso3 = resolve_country(cast, token)
        if iso3 is None or token.dep_ not in SUBJECTS | {"dobj"}:
            return None
        start, end = nominal_span(token)
        return _add(cast, start, end, iso3, cast.facts(iso3), form="nominal", head=token)
    if lemma in REGION_NOUNS and token.dep_ == "nsubj" and token.head.lemma_ in acting_verbs():
        return _read_region(cast, token)
    if noun_parts(token) is None:
        return None
    person = _person_beside(cast, token)
    is_predicate = token.dep_ == "attr" or (token.dep_ == "pobj" and token.head.lower_ == "as")
    if person or is_predicate or token.dep_ in ("compound", "amod") or token.ent_type_ == "ORG":
        return None
    start, end = nominal_span(token)
    resolved = resolve_nominal(cast, token, start)
    if resolved is None:
        return None
    return _add(cast, start, end, *resolved, form="nominal", head=token)


def _read_region(cast: Cast, token: Token) -> dict | None:
    """The mention of "the region" when it acts and the region named last has authorities."""
    here = sentence_id(token)
    for span, name in reversed(cast.doc.user_data["names"]):
        if span.start < token.i and name.kind == "metonym" and name.label == "LOC":
            if sentence_id(span[0]) < here - 2:
                return None
            start, end = nominal_span(token)
            facts = cast.facts(name.actor_id)
            return _add(
                cast, start, end, name.actor_id, facts, form="nominal", head=token, kind="metonym"
            )
    return None


def _person_beside(cast: Cast, token: Token) -> str | None:
    """The person whose title or apposition a noun is."""
    for other in (
        token.head if token.dep_ in ("appos", "compound", "nmod") else None,
        *token.children,
    ):
        if other is None or other.ent_type_ != "PERSON":
            continue
        if other.i == token.head.i or other.dep_ == "appos":
            return cast.at.get(other.i) or other.text
    return None


def _read_name(cast: Cast, span: Span, name: Name) -> dict | None:
    """The mention of a country, demonym, seat of government or known organisation."""
    head = span.root
    if name.actor_id not in cast.actors and name.actor_id not in known_actors(
        cast.doc.user_data["theatre"]
    ):
        return _read_organisation(cast, span, name.actor_id)
    facts = cast.facts(name.actor_id)
    if name.kind in ("demonym", "people"):
        return _read_demonym(cast, span, name, facts)
    if name.kind == "metonym":
        is_seat = cast.doc[span.start].ent_type_ == "ORG"
        if not is_seat and not _acts(head):
            return None
        return _add(
            cast, span.start, span.end, name.actor_id, facts, form="name", head=head, kind="metonym"
        )
    if facts["actor_type"] == "state":
        if _is_part_of_name(cast, span):
            return _add(
                cast,
                span.start,
                span.end,
                name.actor_id,
                facts,
                form="name",
                head=head,
                kind="part_of_name",
            )
        if _is_location(head) or head.ent_type_ in ("ORG", "PERSON", "LOC", "FAC", "EVENT"):
            return None
    form = "acronym" if name.kind == "acronym" else "name"
    return _add(cast, span.start, span.end, name.actor_id, facts, form=form, head=head)


def _read_demonym(cast: Cast, span: Span, name: Name, facts: dict) -> dict | None:
    """The mention of a people, or of a state by what its forces do ("Russian shelling")."""
    head = span.root
    if head.dep_ in ("amod", "compound", "nmod") and head.head.lemma_.lower() in ACT_NOUNS:
        return _add(cast, span.start, span.end, name.actor_id, facts, form="demonym", head=head)
    if head.tag_ in PLURAL_PEOPLE and head.dep_ not in ("amod", "compound"):
        people = facts | {"name": span.text, "actor_type": "civil society", "side_id": None, "role": None}
        return _add(
            cast, span.start, span.end, actor_slug(span.text), people, form="demonym", head=head
        )
    return None


def _is_part_of_name(cast: Cast, span: Span) -> bool:
    """Whether a country stands in an office ("leader of …") or in an organisation's name."""
    head = span.root
    if head.ent_type_ == "ORG":
        return True
    is_after_of = head.dep_ == "pobj" and head.head.lower_ == "of"
    owned = head.head.head if is_after_of else head.head
    owns = is_after_of or head.dep_ in ("poss", "compound", "nmod")
    return owns and owned.lemma_.lower() in roles()


def _is_location(head: Token) -> bool:
    """Whether a country is plainly a place here: "in …", "…'s territory"."""
    while head.dep_ == "conj":
        head = head.head
    parent = head.head
    if head.dep_ == "pobj":
        preposition = parent.lower_
        if preposition == "to":
            return parent.head.lemma_ in MOTION
        if preposition == "from":
            return parent.head.pos_ != "VERB" or parent.head.lemma_ in MOTION
        if preposition == "of":
            return parent.head.lemma_.lower() in PLACE_NOUNS
        return preposition in PLACE_PREPOSITIONS
    if head.dep_ == "poss":
        return parent.lemma_.lower() in PLACE_NOUNS
    return head.dep_ in ("appos", "npadvmod", "compound", "nmod", "dep")


def _acts(head: Token) -> bool:
    """Whether a seat of government acts, speaks or is spoken to, and so stands for its government."""
    while head.dep_ == "conj":
        head = head.head
    verb = head.head
    if head.dep_ == "nsubj":
        return verb.lemma_ not in STATIC
    if head.dep_ in ("dobj", "dative"):
        return verb.lemma_ in speech_verbs()
    if head.dep_ == "pobj":
        return verb.lower_ == "by" or (
            verb.lower_ in ("with", "between") and verb.head.pos_ == "NOUN"
        )
    return head.dep_ == "nsubjpass" and verb.lemma_ in speech_verbs()


@cache
def acting_verbs() -> frozenset[str]:
    """Lemmas of verbs that only people and their bodies can be subjects of."""
    return speech_verbs() | ACTING


@cache
def speech_verbs() -> frozenset[str]:
    """Lemmas of the verbs of speech."""
    return frozenset(row["lemma"] for row in read_reference("speech"))


def _read_organisation(cast: Cast, ent: Span, actor_id: str | None = None) -> dict | None:
    """The mention of an organisation that no table knows."""
    text = ent.text.removeprefix("the ").removeprefix("The ")
    name = name_table(cast.doc.user_data["theatre"]).get(text)
    if name is not None and name.actor_id:
        return _add(
            cast,
            ent.start,
            ent.end,
            name.actor_id,
            cast.facts(name.actor_id),
            form="name",
            head=ent.root,
        )
    if ent[-1].pos_ in ("ADP", "DET", "CCONJ", "PUNCT") or ent[0].pos_ == "VERB":
        return None
    is_headline = sentence_kind(ent[0]) == "headline" and text not in cast.doc.text[ent.end_char :]
    if is_headline or text.islower() or "-" in text and any(t.i in cast.owners for t in ent):
        return None
    if (
        len(text) < 3
        or ent.root.dep_ in ("compound", "nummod", "amod")
        and ent.root.head.lemma_.lower() not in roles()
    ):
        return None
    owner = next((cast.owners[t.i] for t in ent if t.i in cast.owners), None)
    iso3 = cast.facts(owner.actor_id).get("country_iso3") if owner and owner.actor_id else None
    actor_type = _organisation_type(text)
    side = (
        cast.facts(iso3).get("side_id")
        if iso3 and actor_type in ("government", "military", "police")
        else None
    )
    facts = {
        "name": text,
        "actor_type": actor_type,
        "country_iso3": iso3,
        "role": None,
        "side_id": side,
    }
    actor_id = actor_id or actor_slug(text)
    known = cast.actors.get(actor_id)
    if known and len(text) > len(known["name"]):  # a short form stood first
        known.update(name=text, actor_type=actor_type)
    return _add(cast, ent.start, ent.end, actor_id, facts, form="name", head=ent.root)


def _organisation_type(name: str) -> str:
    """The kind of an organisation by the nouns in its name."""
    for word in reversed(name.lower().split()):
        parts = roles().get(word, {})
        for part in ("organ", "body", "member"):
            if part in parts and parts[part]["actor_type"] != "unknown":
                return parts[part]["actor_type"]
    return "unknown"


def _add(
    cast: Cast,
    start: int,
    end: int,
    actor_id: str,
    facts: dict,
    *,
    form: str,
    head: Token,
    kind: str = "actor",
) -> dict:
    """Note an actor and its naming; give back the mention row."""
    doc = cast.doc
    cast.actors.setdefault(actor_id, facts)
    for i in range(start, end):
        cast.at.setdefault(i, actor_id)
    if kind != "part_of_name":
        is_plural = head.tag_ in PLURAL_PEOPLE or head.lower_ in PLURAL_HEADS
        cast.namings.append(
            Naming(
                start, actor_id, sentence_id(head), is_subject(head), is_plural, head.lemma_.lower()
            )
        )
    sense = "metonym" if kind == "metonym" else "actor"
    return evidence(doc[start:end]) | {
        "actor_id": actor_id, "place_id": None, "sense": sense, "kind": kind, "form": form,
    }  # fmt: skip


def _actor_rows(cast: Cast, mentions: list[dict]) -> list[dict]:
    """One row per actor that the article names."""
    counts = Counter(m["actor_id"] for m in mentions)
    first: dict[str, int] = {}
    for mention in mentions:
        first.setdefault(mention["actor_id"], mention["sentence_id"])
    keys = ("name", "actor_type", "role", "side_id", "country_iso3")
    article_id = cast.doc.user_data["article"].article_id
    return [
        {
            "article_id": article_id,
            "actor_id": actor_id,
            **{k: cast.actors[actor_id].get(k) for k in keys},
        }
        | {"n_mentions": counts[actor_id], "first_sentence_id": first[actor_id]}
        for actor_id in first
    ]
