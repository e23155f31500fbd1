"""Where?  Places that the article names, resolved to coordinates, with the part each plays.

Names of a theatre come first, then the gazetteer of the world.  A name that stands for an actor
("Baku accused Yerevan") is left to :mod:`actors`, but the place is counted.
"""

import re
from collections import Counter
from collections.abc import Iterable

from spacy.tokens import Doc, Span, Token

from dateline.gazetteer import (
    Place,
    find_country,
    find_places,
    fold,
    resolve_pair,
    resolve_place,
)
from dateline.names import Name, countries
from dateline.parse import evidence, sentence_id, sentence_kind
from dateline.settings import is_affiliation, place_kind, words
from dateline.theatre import Theatre

LABELS = ("GPE", "LOC", "FAC")
# Kinds of mention from the strongest part a place plays to the weakest, as in the places table.
STRENGTH = ("event", "planned", "dateline", "background", "actor")
PLACE_KIND = {kind: kind for kind in STRENGTH} | {"metonym": "actor"}
NOT_CONTEXT = ("contributor", "promo", "related")
CLASS_WORDS = re.compile(
    r"^(?:the )?(?:(?:north|south|east|west|central|upper|lower)\w* )?(?P<name>.+?)"
    r"(?: (?P<word>province|region|state|oblast|governorate|county|district|city|town|village|area"
    r"|peninsula|international airport|airport))?$",
    re.IGNORECASE,
)
PROVINCE_WORDS = ("province", "state", "oblast", "governorate", "region")
NOT_PLACES = ("DATE", "TIME", "NORP", "EVENT", "PERSON")
WELL_KNOWN = 100_000  # people; smaller towns need a country that fits
LARGE_CITY = 500_000  # people; smaller ones are too often a surname in a longer name
ACTS = {"agree", "say", "want", "vow", "refuse", "reject", "accept", "demand", "declare", "seek"}
NOMINALS = {"region": "region", "enclave": "region", "territory": "region", "province": "province",
            "city": "town", "town": "town", "village": "town"}  # fmt: skip
KIND_OF_NOMINAL = {"capital": "town", "city": "town", "village": "town", "corridor": "region"}


def extract_places(doc: Doc, actor_mentions: list[dict]) -> tuple[list[dict], list[dict]]:
    """Rows of ``places``, and those rows of ``mentions`` that name a place.

    >>> from dateline.article import make_article
    >>> from dateline.parse import parse
    >>> places, _ = extract_places(parse(make_article("a", "Shells fell in Khartoum.")), [])
    >>> [(row["name"], row["country_iso3"], row["kind"]) for row in places]
    [('Khartoum', 'SDN', 'event')]
    """
    spans = candidate_spans(doc)
    resolved = resolve_spans(doc, spans)
    taken = {(m["start_char"], m["end_char"]): m for m in actor_mentions}
    states = _state_spans(doc)
    mentions, found = [], []
    for span in spans:
        place, is_ambiguous = resolved[span.start]
        if place.latitude is None and not _must_be_a_place(span, span.root.ent_type_):
            continue
        actor_mention = taken.get((span.start_char, span.end_char))
        if actor_mention is not None:
            kind = actor_mention["kind"]
        else:
            kind = _kind(span, place, states.get(span.start))
            mentions.append(_mention(span, place, kind, "name"))
        found.append((_as_spelled(place, span), kind, is_ambiguous))
    nominal = list(_nominal_places(doc, spans, resolved, taken))
    mentions += [_mention(span, place, kind, "nominal") for span, place, kind in nominal]
    found += [(place, kind, False) for _, place, kind in nominal]
    return _place_rows(doc, found), mentions


def candidate_spans(doc: Doc) -> list[Span]:
    """Names that may be places, in the order of the text, without overlap."""
    spans = [
        span
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
    spans += _after_prepositions(doc, used)
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
            is_far = chosen and _is_far_fetched(chosen[0], others)
            by_name[key] = (_unresolved(span.text), True) if is_far or not chosen else chosen
        resolved[span.start] = by_name[key]
    return resolved


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
    return doc[start:end] if _must_be_a_place(doc[start:end], ent.label_) else None


def _must_be_a_place(span: Span, label: str) -> bool:
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


def _after_prepositions(doc: Doc, used: set[int]) -> Iterable[Span]:
    """Capitalised names after "in" or "(D-" that the model missed and the gazetteer has."""
    locative = words("locative")
    for token in doc[:-1]:
        if token.lower_ not in locative and token.text not in ("-", "–"):
            continue
        start = end = token.i + 1
        if start in used or not (token.text.isalpha() or is_affiliation(doc[start])):
            continue
        while end < len(doc) and end - start < 4 and doc[end].is_title and doc[end].pos_ == "PROPN":
            end += 1
        if used.intersection(range(start, end)) or doc[start].ent_type_ in NOT_PLACES:
            continue
        is_name = end > start + 1 or doc[start].lower_ not in words("no place")
        if start < end and is_name and find_places(doc[start:end].text, doc.user_data["theatre"]):
            used.update(range(start, end))
            yield doc[start:end]


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
    """The city that a metonym stands in: the capital itself, or that of "Kremlin"."""
    capital = capital_of(iso3, theatre)
    found = find_places(text, theatre)
    own = tuple(p for p in found if p in capital or p.source.startswith("theatre"))
    return own or capital or found


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


def _state_spans(doc: Doc) -> dict[int, str]:
    """First tokens of names that can act, with the kind of name: countries, capitals, seats."""
    return {
        span.start: name.kind
        for span, name in doc.user_data["names"]
        if name.kind in ("name", "metonym")
    }


def _kind(span: Span, place: Place, acts_as: str | None) -> str:
    """Kind of a mention that no actor has taken."""
    theatre = span.doc.user_data["theatre"]
    sides = {side.iso3 for side in theatre.sides} if theatre else set()
    kind = place_kind(
        span,
        is_state=acts_as is not None or place.kind in ("country", "capital"),
        is_elsewhere=bool(sides) and place.country_iso3 not in sides,
    )
    return "metonym" if kind == "actor" and place.kind != "country" else kind


def _mention(span: Span, place: Place, kind: str, form: str) -> dict:
    """A row of ``mentions``."""
    sense = kind if kind in ("actor", "metonym") else "place"
    return evidence(span) | {
        "mention_id": None,
        "actor_id": None,
        "place_id": place.place_id,
        "sense": sense,
        "kind": kind,
        "form": form,
    }


def _nominal_places(doc: Doc, spans, resolved, taken) -> Iterable[tuple[Span, Place, str]]:
    """Places named by a noun: "Armenia's capital", "the capital of Armenia", "the city"."""
    starts = {span.start: resolved[span.start][0] for span in spans}
    demonyms = {s.start: n.actor_id for s, n in doc.user_data["names"] if n.kind == "demonym"}
    last: dict[str, tuple[int, Place]] = {}
    for token in doc:
        if token.i in starts:
            place = starts[token.i]
            last[KIND_OF_NOMINAL.get(place.kind, place.kind)] = (sentence_id(token), place)
        elif token.lower_ == "capital" and token.pos_ == "NOUN":
            found = _capital(token, starts, demonyms)
            if found is not None:
                yield found[0], found[1], _kind(found[0], found[1], None)
        elif token.lower_ in NOMINALS and token.i and doc[token.i - 1].lower_ == "the":
            seen, place = last.get(NOMINALS[token.lower_], (-9, None))
            span = doc[token.i - 1 : token.i + 1]
            is_new = (span.start_char, span.end_char) not in taken
            if is_new and sentence_id(token) - seen <= 2 and not _is_described(token):
                yield span, place, "metonym" if _acts(token) else _kind(span, place, None)


def _is_described(noun: Token) -> bool:
    """Whether "the region" says itself which region: "the Tigray region", "the city of Homs"."""
    return any(child.dep_ in ("prep", "compound", "amod", "relcl") for child in noun.children)


def _acts(noun: Token) -> bool:
    """Whether "the region" is the subject of what only people do ("will not agree")."""
    verb = noun.head
    return noun.dep_ == "nsubj" and verb.lemma_ in ACTS


def _capital(token: Token, starts: dict[int, Place], demonyms: dict) -> tuple[Span, Place] | None:
    """The span of "Armenia's capital" or "the Armenian capital", and the city."""
    doc = token.doc
    for other in doc[max(0, token.i - 3) : token.i + 4]:
        place = starts.get(other.i)
        is_country = place is not None and place.kind == "country"
        code = place.place_id if is_country else demonyms.get(other.i)
        is_tied = token in (other.head, other.head.head) or (
            other.i > token.i and doc[token.i + 1].lower_ == "of"
        )
        found = capital_of(code, doc.user_data["theatre"]) if code and is_tied else ()
        if found:
            start = min(other.left_edge.i, token.left_edge.i)
            return doc[start : max(other.i, token.i) + 1], found[0]
    return None


def _is_far_fetched(place: Place, others: Counter) -> bool:
    """Whether it is a small town of a country that a story with other countries never names."""
    is_small = place.kind == "town" and place.population < WELL_KNOWN
    return is_small and bool(others) and not others[place.country_iso3]


def _unresolved(text: str) -> Place:
    """A place that no gazetteer has; it is listed without coordinates."""
    key = f"text:{fold(text).replace(' ', '-')}"
    return Place(key, text, None, None, None, None, "unknown", 6, 0, "not in the gazetteer")


def _as_spelled(place: Place, span: Span) -> Place:
    """A town of the world gazetteer under the spelling of the article, which readers know."""
    is_town = place.kind == "town" and place.source == "GeoNames"
    known = is_town and not span.text.isupper() and span.text[0].isupper()
    return place._replace(name=span.text) if known else place


def _place_rows(doc: Doc, found: list[tuple[Place, str, bool]]) -> list[dict]:
    """One row for each place, with the strongest part it plays."""
    article_id = doc.user_data["article"].article_id
    rows: dict[str, dict] = {}
    for place, kind, is_ambiguous in found:
        part = PLACE_KIND.get(kind, "other")
        row = rows.setdefault(
            place.place_id,
            {
                "article_id": article_id,
                "place_id": place.place_id,
                "name": place.name,
                "latitude": place.latitude,
                "longitude": place.longitude,
                "geo_precision": place.geo_precision,
                "country_iso3": place.country_iso3,
                "kind": part,
                "n_mentions": 0,
                "source": place.source,
                "ambiguous": False,
            },
        )
        row["n_mentions"] += 1
        row["ambiguous"] |= is_ambiguous
        row["kind"] = min(part, row["kind"], key=lambda k: (*STRENGTH, "other").index(k))
    return list(rows.values())
