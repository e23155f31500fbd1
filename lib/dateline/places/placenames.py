"""Which place does a name mean?

A name has one sense in an article; countries named beside it decide which.
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
from dateline.places.wording import is_affiliation, is_called_place, is_told_place
from dateline.theatre import Theatre

LABELS = ("GPE", "LOC", "FAC")
NOT_CONTEXT = ("contributor", "promo", "related")
WELL_KNOWN = 100_000  # people; smaller towns need a country that fits
CLASS_WORDS = re.compile(
    r"^(?:the )?(?:(?:north|south|east|west|central|upper|lower)\w* )?(?P<name>.+?)"
    r"(?: (?P<word>province|region|state|oblast|governorate|county|district|city|town|village|area"
    r"|peninsula|international airport|airport))?$",
    re.IGNORECASE,
)
PROVINCE_WORDS = ("province", "state", "oblast", "governorate", "region")


def resolve_spans(doc: Doc, spans: list[Span]) -> dict[int, tuple[Place, bool]]:
    """Place and ambiguity of each span, by its first token; one sense for a name in an article."""
    theatre = doc.user_data["theatre"]
    candidates = {span.start: candidates_of(span, theatre) for span in spans}
    context = _countries_named(spans, candidates)
    by_name: dict[str, tuple[Place, bool]] = {}
    for inner, outer in _pairs(doc, spans):
        pair = resolve_pair(candidates[inner.start], candidates[outer.start])
        if pair is not None:
            by_name.setdefault(fold(inner.text), (pair[0], False))
            by_name.setdefault(fold(outer.text), (pair[1], False))
        elif _is_other_country(doc[inner.end].lower_, candidates, inner, outer):
            by_name.setdefault(fold(inner.text), (unresolved(inner.text), True))
    resolved = {}
    sure = {fold(span.text) for span in spans if not is_guess(span)}
    for span in spans:
        key = fold(span.text)
        if key not in by_name:
            others = Counter(iso3 for name, iso3 in context.items() if name != key)
            chosen = resolve_place(candidates[span.start], others)
            is_far = chosen and _is_far_fetched(chosen[0], others, is_sure=key in sure)
            by_name[key] = (unresolved(span.text), True) if is_far or not chosen else chosen
        resolved[span.start] = by_name[key]
    return resolved


def is_guess(span: Span) -> bool:
    """Whether neither the model, the tables nor a preposition say that a name is a place."""
    known = known_names(span.doc)
    is_told = is_told_place(span) or is_called_place(span) or is_affiliation(span[0])
    return not is_told and span.root.ent_type_ not in LABELS and span.start not in known


def candidates_of(span: Span, theatre: Theatre | None) -> tuple[Place, ...]:
    """Places of that name, without class words if need be ("Idlib province")."""
    name = known_names(span.doc).get(span.start)
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


def known_names(doc: Doc) -> dict[int, Name]:
    """Known names by their first token; kept with the document."""
    if "name_at" not in doc.user_data:
        doc.user_data["name_at"] = {span.start: name for span, name in doc.user_data["names"]}
    return doc.user_data["name_at"]


def _seat(text: str, iso3: str, theatre: Theatre | None) -> tuple[Place, ...]:
    """Places of a metonym: its namesakes if it is a city itself, else the capital it stands in."""
    capital = capital_of(iso3, theatre)
    found = find_places(text, theatre)
    large = (p for p in found if p.country_iso3 == iso3 and p.population > WELL_KNOWN)
    is_city = any(place in capital or place.source.startswith("theatre") for place in found)
    return found if is_city else tuple(large) or capital or found


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
        if outer.start - inner.end > 4:
            continue
        between = doc[inner.end : outer.start].text.lower().strip()
        if re.fullmatch(r",|\(|,? ?(?:in|of)(?: the)?(?: \w+ern)?|, in the \w+ of", between):
            yield inner, outer


def _is_other_country(link: str, candidates: dict, inner: Span, outer: Span) -> bool:
    """Whether no town of a name lies where the text puts it: "the town of Toul in …", Lebanon."""
    towns, around = candidates[inner.start], candidates[outer.start]
    is_told = link == "in" and towns and around and is_called_place(inner)
    countries_of_towns = {place.country_iso3 for place in towns}
    is_land = any(place.kind == "country" for place in towns)
    return (
        bool(is_told)
        and not is_land
        and countries_of_towns.isdisjoint(place.country_iso3 for place in around)
    )


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
