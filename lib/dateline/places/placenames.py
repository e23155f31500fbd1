"""Which words name a place, and which place?

Known names come first (:mod:`names`), then what the model labels as a place, then capitalised
names that it missed and the gazetteer has.  A name has one sense in an article; countries named
beside it decide which.
"""

import re
from collections import Counter
from collections.abc import Iterable

from spacy.tokens import Doc, Span

from dateline.names import Name, countries
from dateline.parse import sentence_kind
from dateline.places.gazetteer import (
    Place,
    find_country,
    find_places,
    fold,
    resolve_pair,
    resolve_place,
)
from dateline.places.settings import is_affiliation, words
from dateline.theatre import Theatre

LABELS = ("GPE", "LOC", "FAC")
NOT_PLACES = ("DATE", "TIME", "EVENT", "MONEY", "LANGUAGE", "ORG")
OBJECTS = ("pobj", "dobj", "conj", "appos", "nsubjpass", "npadvmod")
NOT_CONTEXT = ("contributor", "promo", "related")
WELL_KNOWN = 100_000  # people; smaller towns need a country that fits
LARGE_CITY = 500_000  # people; smaller ones are too often a surname in a longer name
CLASS_WORDS = re.compile(
    r"^(?:the )?(?:(?:north|south|east|west|central|upper|lower)\w* )?(?P<name>.+?)"
    r"(?: (?P<word>province|region|state|oblast|governorate|county|district|city|town|village|area"
    r"|peninsula|international airport|airport))?$",
    re.IGNORECASE,
)
PROVINCE_WORDS = ("province", "state", "oblast", "governorate", "region")


def candidate_spans(doc: Doc) -> list[Span]:
    """Names that may be places, in the order of the text, without overlap."""
    spans = [
        _longest(span)
        for span, name in doc.user_data["names"]
        if name.kind in ("place", "name", "metonym") and _is_known_place(doc, span, name)
    ]
    used = {i for span in spans for i in range(span.start, span.end)}
    for ent in doc.ents:
        if used.intersection(range(ent.start, ent.end)):
            continue
        span = _place_in(ent)
        if span is not None:
            spans.append(span)
            used.update(range(span.start, span.end))
    spans += _unlabelled_names(doc, used)
    return sorted(spans, key=lambda span: span.start)


def resolve_spans(doc: Doc, spans: list[Span]) -> dict[int, tuple[Place, bool]]:
    """Place and ambiguity of each span, by its first token; one sense for a name in an article."""
    theatre = doc.user_data["theatre"]
    candidates = {span.start: _candidates(span, theatre) for span in spans}
    context = _countries_named(spans, candidates)
    by_name: dict[str, tuple[Place, bool]] = {}
    for inner, outer in _pairs(doc, spans):
        pair = resolve_pair(candidates[inner.start], candidates[outer.start])
        if pair is not None:
            by_name.setdefault(fold(inner.text), (pair[0], False))
            by_name.setdefault(fold(outer.text), (pair[1], False))
    resolved = {}
    for span in spans:
        key = fold(span.text)
        if key not in by_name:
            others = Counter(iso3 for name, iso3 in context.items() if name != key)
            chosen = resolve_place(candidates[span.start], others)
            is_far = chosen and _is_far_fetched(chosen[0], others, is_sure=not is_guess(span))
            by_name[key] = (unresolved(span.text), True) if is_far or not chosen else chosen
        resolved[span.start] = by_name[key]
    return resolved


def is_guess(span: Span) -> bool:
    """Whether neither the model, the tables nor a preposition say that a name is a place."""
    before = span.doc[span.start - 1].lower_ if span.start else ""
    is_told = before in words("locative") or is_affiliation(span[0])
    known = _known_names(span.doc)
    return not is_told and span.root.ent_type_ not in LABELS and span.start not in known


def _longest(span: Span) -> Span:
    """The name with the capitalised word before it, if that is a place too: "Port Sudan"."""
    doc, start = span.doc, span.start - 1
    if start < 0 or doc[start].pos_ != "PROPN" or not doc[start].is_title or doc[start].is_punct:
        return span
    longer = doc[start : span.end]
    return longer if find_places(longer.text, doc.user_data["theatre"]) else span


def _is_known_place(doc: Doc, span: Span, name) -> bool:
    """Whether a known name is a place: of the theatre, a country, or a capital or seat."""
    if name.kind in ("place", "metonym"):
        return True
    if span.root.ent_type_ == "PERSON":
        return False
    return name.actor_id in countries() or bool(_own_places(span, doc))


def _own_places(span: Span, doc: Doc) -> tuple[Place, ...]:
    """Places of the theatre with that name."""
    theatre = doc.user_data["theatre"]
    found = find_places(span.text, theatre) if theatre else ()
    return tuple(place for place in found if place.source.startswith("theatre"))


def _place_in(ent: Span) -> Span | None:
    """The name of a place in an entity: all of a place, the head of "Los Angeles Times"."""
    doc, theatre = ent.doc, ent.doc.user_data["theatre"]
    if ent.label_ == "ORG":
        return _place_before_name(ent)
    if ent.label_ not in LABELS:
        return None
    start, end = ent.start, ent.end
    while start < end and (doc[start].is_lower or not doc[start].is_alpha or doc[start].is_stop):
        start += 1
    while start < end and not (doc[end - 1].is_alpha or doc[end - 1].text.endswith(".")):
        end -= 1
    if start == end or not doc[start].text[0].isupper():
        return None
    if end == start + 1 and doc[start].lower_ in words("no place"):
        return None
    for first in range(start, end):
        if _candidates(doc[first:end], theatre):
            return doc[first:end]
    return doc[start:end] if must_be_a_place(doc[start:end], ent.label_) else None


def must_be_a_place(span: Span, label: str) -> bool:
    """Whether an unknown name is a place by where it stands: "in Rasa", not in a headline."""
    before = span.doc[span.start - 1] if span.start else None
    return (
        label == "GPE"
        and before is not None
        and before.lower_ in words("locative")
        and sentence_kind(span[0]) == "body"
        and not span.text.isupper()
    )


def _place_before_name(ent: Span) -> Span | None:
    """The country or large city that a longer name begins with."""
    doc, theatre = ent.doc, ent.doc.user_data["theatre"]
    for end in range(min(ent.start + 3, ent.end - 1), ent.start, -1):
        for place in find_places(doc[ent.start : end].text, theatre):
            if place.kind in ("country", "capital") or place.population > LARGE_CITY:
                return doc[ent.start : end]
    return None


def _unlabelled_names(doc: Doc, used: set[int]) -> Iterable[Span]:
    """Names that the model missed or took for something else and that the gazetteer has.

    After "in" or "(D-" any such name counts; elsewhere it must be an object, not a person known
    by surname, and :func:`resolve_spans` asks for a country that the article names.
    """
    theatre = doc.user_data["theatre"]
    people = {w.text for e in doc.ents if e.label_ == "PERSON" and _is_person(e) for w in e}
    end = 0
    for token in doc:
        start = token.i
        if start < end or token.pos_ != "PROPN" or not token.is_title or start in used:
            continue
        end = start + 1
        while end < len(doc) and doc[end].pos_ == "PROPN" and doc[end].is_title and end not in used:
            end += 1
        span = doc[start:end]
        if end - start > 4 or (end == start + 1 and token.lower_ in words("no place")):
            continue
        is_other = token.ent_type_ in NOT_PLACES
        if is_other or (is_guess(span) and not _may_be_place(span, people)):
            continue
        if find_places(span.text, theatre):
            used.update(range(start, end))
            yield span


def _is_person(ent: Span) -> bool:
    """Whether an entity that the model takes for a person acts like one or has a title."""
    before = ent.doc[ent.start - 1] if ent.start else None
    titled = before is not None and before.pos_ == "PROPN" and before.dep_ == "compound"
    return titled or ent.root.dep_ in ("nsubj", "poss", "appos")


def _may_be_place(span: Span, people: set[str]) -> bool:
    """Whether a name of unknown kind stands where a place may: "hit Rafah", "Merowe airport"."""
    root = span.root
    if span[0].is_sent_start or span[-1].text in people:
        return False
    if root.dep_ == "compound":
        return root.head.lemma_.lower() in words("part") and root.head.pos_ == "NOUN"
    if root.ent_type_ not in ("PERSON", "NORP") or len(span) > 1:
        return root.dep_ in OBJECTS
    above = root.head.lemma_.lower()
    return root.dep_ == "pobj" and above == "on" or above in words("taking") | words("reaching")


def _candidates(span: Span, theatre: Theatre | None) -> tuple[Place, ...]:
    """Places of that name, without class words if need be ("Idlib province")."""
    name = _known_names(span.doc).get(span.start)
    if name is not None and name.kind == "metonym" and name.actor_id:
        return _seat(span.text, name.actor_id[:3], theatre)
    match = CLASS_WORDS.match(span.text)
    found = find_places(span.text, theatre) or find_places(match["name"], theatre)
    code = name.actor_id if name is not None else None
    if code in countries() and not any(p.place_id == code for p in found):
        country = find_country(code, theatre)
        found = (country, *found) if country else found
    following = span.doc[span.end].lower_ if span.end < len(span.doc) else ""
    if (match["word"] or following).lower() in PROVINCE_WORDS:
        return tuple(p for p in found if p.kind in ("province", "region")) or found
    return found


def _known_names(doc: Doc) -> dict[int, Name]:
    """Known names by their first token; kept with the document."""
    if "name_at" not in doc.user_data:
        doc.user_data["name_at"] = {span.start: name for span, name in doc.user_data["names"]}
    return doc.user_data["name_at"]


def _seat(text: str, iso3: str, theatre: Theatre | None) -> tuple[Place, ...]:
    """Places of a metonym: its namesakes if it is a capital, else the capital it stands in."""
    capital = capital_of(iso3, theatre)
    found = find_places(text, theatre)
    is_city = any(place in capital or place.source.startswith("theatre") for place in found)
    return found if is_city else capital or found


def capital_of(iso3: str, theatre: Theatre | None = None) -> tuple[Place, ...]:
    """The capital of a country.

    >>> [place.name for place in capital_of("UZB")]
    ['Tashkent']
    """
    name = countries().get(iso3, {}).get("capital", "")
    found = [p for p in find_places(name, theatre) if p.country_iso3 == iso3]
    return tuple(sorted(found, key=lambda p: (p.kind != "capital", -p.population))[:1])


def _countries_named(spans: list[Span], candidates: dict[int, tuple[Place, ...]]) -> dict[str, str]:
    """Country that each plain name in the story speaks for."""
    seen: dict[str, str] = {}
    for span in spans:
        if sentence_kind(span[0]) not in NOT_CONTEXT and candidates[span.start]:
            best, is_ambiguous = resolve_place(candidates[span.start], Counter())
            if best.country_iso3 and not is_ambiguous:
                seen[fold(span.text)] = best.country_iso3
    return seen


def _pairs(doc: Doc, spans: list[Span]) -> Iterable[tuple[Span, Span]]:
    """Neighbours like "Paris, Texas" and "Goma, in eastern Congo"."""
    for inner, outer in zip(spans, spans[1:], strict=False):
        between = doc[inner.end : outer.start].text.lower()
        if re.fullmatch(r",|\(|,? (?:in|of)(?: \w+ern)?|, in the \w+ of", between):
            yield inner, outer


def _is_far_fetched(place: Place, others: Counter, *, is_sure: bool) -> bool:
    """Whether it is a place of a country that the story never names, and not well known either."""
    if others[place.country_iso3]:
        return False
    is_small = place.kind == "town" and place.population < WELL_KNOWN
    return not is_sure or (is_small and bool(others))


def unresolved(text: str) -> Place:
    """A place that no gazetteer has; it is listed without coordinates."""
    key = f"text:{fold(text).replace(' ', '-')}"
    return Place(key, text, None, None, None, None, "unknown", 6, 0, "not in the gazetteer")
