"""Who are "Turkish police"?  Unnamed groups, bodies and office-holders.

A noun of the role table is an actor when it is owned ("Turkish police", "its forces"), when an
earlier naming explains it, or when it acts in its own right ("protesters").
"""

from spacy.tokens import Span, Token

from dateline.actors.cast import Cast
from dateline.actors.coreference import GROUP_NOUNS, PLURAL_TAGS, SUBJECTS, earlier_naming
from dateline.actors.outlets import outlet_named_before
from dateline.actors.owners import (
    country_here,
    only_country,
    owner_of,
    patron_of,
    possessive,
    resolve_owner,
    with_owner,
)
from dateline.fields import ARMED_GROUP
from dateline.lexicon import listed
from dateline.names import ORGAN_SUFFIXES, SPEECH, actor_slug, known_actors, roles
from dateline.parse import is_hyphen

Named = tuple[str, dict | None]  # an actor's id, and its facts where it is new
ALWAYS_PLURAL = {"police", "troops", "media"}
PREMODIFIERS = {
    "det", "amod", "compound", "poss", "nummod", "nmod", "quantmod", "predet", "advmod", "punct",
}  # fmt: skip


def nominal_span(head: Token) -> Span:
    """The phrase before a noun and the noun: "thousands of angry protesters"."""
    start = head.i
    for child in reversed(list(head.lefts)):
        if child.is_upper and child.is_alpha and len(child) > 3 and child.is_sent_start:
            break  # "TRIPOLI Forces …": a dateline without its dash
        if child.dep_ not in PREMODIFIERS or child.right_edge.i + 1 != start:
            break
        start = child.left_edge.i
    parent = head.head  # the preposition of "thousands of protesters"
    if head.dep_ == "pobj" and parent.lower_ == "of" and parent.i + 1 == start:
        quantity = parent.head
        if quantity.lemma_.lower() in listed("quantity") or quantity.like_num:
            before = [c.left_edge.i for c in quantity.lefts if c.dep_ in PREMODIFIERS]
            start = min([quantity.i, *before])
    return head.doc[start : head.i + 1]


def resolve_nominal(cast: Cast, head: Token, start: int, parts: dict) -> Named | None:
    """The actor that a common noun names; `parts` are the rows of the role table for the noun."""
    is_plural = head.tag_ in PLURAL_TAGS or head.lower_ in ALWAYS_PLURAL
    part, row = _choose_part(parts, is_plural)
    row = _modified(head, row)
    is_organ = part in ("body", "member") and row["actor_type"] in ORGAN_SUFFIXES
    owner, is_media = owner_of(cast, head, start, is_organ=is_organ), row["actor_type"] == "media"
    if owner is None and any(c.dep_ == "poss" and c.pos_ == "NOUN" for c in head.lefts):
        return None  # whose they are is told, but not known
    if owner is None and (found := _without_owner(cast, head, start, row, part)):
        return found
    is_group = head.lemma_.lower() in GROUP_NOUNS and cast.doc[start].lower_ in ("the", "this")
    is_called = is_group and cast.kind(owner) == "civil society"  # "the Sunni Muslim group"
    if is_called and (known := earlier_naming(cast, head, start, row)):
        return known, None
    is_bare = head.dep_ not in SUBJECTS and (start == head.i and not is_plural or is_media)
    if part == "body" and is_bare and owner is None:
        return None
    if is_organ and (is_plural or part == "body"):
        return _state_organ(cast, head, row, owner)
    kind = cast.kind(owner)
    if kind == ARMED_GROUP and part == "organ" and row["actor_type"] == "government":
        facts = with_owner(cast, head, _described(cast, head, row, None)[1])
        return actor_slug(facts["name"]), facts
    is_own = part in ("organ", "body") or (part == "member" and is_plural)
    if owner and is_own and kind not in ("state", "person", "government", "civil society"):
        return owner, None  # "Taliban fighters", "the United Nations mission", "the M23 militia"
    return _new_actor(cast, head, start, row, part, owner, is_plural)


def _without_owner(cast: Cast, head: Token, start: int, row: dict, part: str) -> Named | None:
    """Who is meant by a noun without an owner: a patron's force, or somebody named before."""
    patron = patron_of(head) if part != "office" else None
    if patron is not None:
        name = cast.doc[head.i : patron.right_edge.i + 1].text
        return actor_slug(name), _described(cast, head, row, None)[1] | {"name": name}
    earlier = earlier_naming(cast, head, start, row)
    if earlier is None and row["actor_type"] == "media":
        earlier = outlet_named_before(cast, head, start)
    return (earlier, None) if earlier else None


def noun_parts(head: Token) -> dict | None:
    """Rows of the role table for a noun, "news agency" before "agency"."""
    before = head.doc[head.i - 1].lower_ if head.i else ""
    lemma = head.lemma_.lower()
    if lemma == "source" and any(child.lower_ == "of" for child in head.rights):
        return None  # "the source of the fire" tells nothing to anybody
    nouns = [f"{before} {lemma}", f"{before} {head.lower_}", head.lower_, lemma]
    nouns += [lemma.removesuffix("s")] if head.tag_ == "NNPS" else []
    return next((roles()[noun] for noun in nouns if noun in roles()), None)


def _modified(head: Token, row: dict) -> dict:
    """The row with the kind that a modifier gives: "police officials", "rebel commanders"."""
    if row["sector"] not in ("GOV", "UNK", "IGO", "MIL"):
        return row
    for child in head.lefts:
        if child.i > 1 and child.nbor(-2).lower_ == "anti":
            continue  # an "anti-gang unit" is no gang
        is_modifier = child.dep_ in ("compound", "amod", "nmod")
        parts = roles().get(child.lower_) or roles().get(child.lemma_) if is_modifier else None
        kinds = [parts[p] for p in ("body", "member") if p in parts] if parts else []
        if kinds and row["actor_type"] == "person":
            return row | {"sector": kinds[0]["sector"]}
        if kinds and kinds[0]["actor_type"] != "civil society":
            return row | {"actor_type": kinds[0]["actor_type"], "sector": kinds[0]["sector"]}
    return row


def _choose_part(parts: dict, is_plural: bool) -> tuple[str, dict]:
    """How a noun is meant: "officials" are a group, an "official" is a person."""
    first, last = ("member", "office") if is_plural else ("office", "member")
    part = next(p for p in (first, "body", "organ", last) if p in parts)
    return part, parts[part]


def _state_organ(cast: Cast, head: Token, row: dict, owner: str | None) -> Named:
    """The government, forces, police or parliament of a country, or of no known country."""
    iso3 = cast.country(owner) if owner else country_here(cast, head)
    suffix, kind = ORGAN_SUFFIXES[row["actor_type"]], cast.kind(owner)
    if f"{owner}-{suffix}" in known_actors(cast.doc.user_data["theatre"]):
        return f"{owner}-{suffix}", None
    if owner and (iso3 is None or kind in ("political opposition", ARMED_GROUP)):
        if kind not in ("person", "civil society"):
            return owner, None  # "the opposition's leaders" are no government's
        return _described(cast, head, row, owner)
    iso3 = iso3 or only_country(cast, head, row)
    return (f"{iso3}-{suffix}", None) if iso3 else _described(cast, head, row, None)


def _new_actor(
    cast: Cast, head: Token, start: int, row: dict, part: str, owner: str | None, is_plural: bool
) -> Named | None:
    """An actor that only the article names: "Syrian rebels", "a senior Turkish official"."""
    is_office = part == "office" or (part == "member" and not is_plural)
    if is_office and not owner and head.dep_ not in SUBJECTS | {"pobj", "dobj", "conj"}:
        return None
    speaks = head.dep_ in SUBJECTS and head.head.lemma_ in SPEECH
    is_one = cast.doc[start].lower_ in ("a", "an", "one")
    if part == "office" and (is_plural or not (owner or speaks or is_one)):
        return None
    if part == "organ" and not owner and not any(c.dep_ == "compound" for c in head.lefts):
        return None
    return _described(cast, head, row | {"actor_type": "person"} if is_office else row, owner)


def _naming_words(cast: Cast, head: Token, is_person: bool) -> list[str]:
    """The words before a noun that belong to the name that the actor is given."""
    doc, parts_of_name = cast.doc, []
    for child in head.lefts:
        if child.i + 1 < head.i and is_hyphen(doc[child.i + 1]):
            continue  # "Western-backed forces"
        if child.dep_ == "poss":
            owner = resolve_owner(cast, child)
            if child.i in cast.owners:
                parts_of_name += [possessive(child.text)]
            elif owner:
                parts_of_name += [possessive(cast.facts(owner)["name"])]
        elif child.i > 1 and is_hyphen(doc[child.i - 1]):
            parts_of_name += [doc[child.i - 2 : child.i + 1].text]  # "pro-Russian separatists"
        elif child.dep_ in ("compound", "nmod") or child.i in cast.owners:
            parts_of_name += [doc[child.left_edge.i : child.right_edge.i + 1].text]
        elif child.dep_ == "amod" and is_person:
            parts_of_name += [child.text]
    return parts_of_name


def _described(cast: Cast, head: Token, row: dict, owner: str | None) -> tuple[str, dict]:
    """An actor named by its noun and by who it belongs to."""
    iso3 = cast.country(owner)
    is_person = row["actor_type"] == "person"
    name = " ".join([*_naming_words(cast, head, is_person), head.text]).replace(" - ", " ")
    first = nominal_span(head)[0]
    is_word = first.pos_ in ("NOUN", "ADJ") and not first.ent_type_ and first.i not in cast.owners
    if is_word and first.is_sent_start and name.startswith(first.text):
        name = name[0].lower() + name[1:]  # "Aid workers said" that aid workers are few
    official = row["sector"] in ("GOV", "MIL", "COP", "LEG")
    side = cast.facts(iso3).get("side_id") if iso3 and official else None
    facts = {key: row[key] for key in ("actor_type", "sector")}
    facts |= {"name": name, "role": name if is_person else None}
    return actor_slug(name), facts | {"country_iso3": iso3, "side_id": side}
