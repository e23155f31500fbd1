"""Where does the name of a place begin and end?  Longer or shorter than the words at hand."""

from spacy.tokens import Span

from dateline.lexicon import listed
from dateline.places.gazetteer import find_places
from dateline.places.placenames import LABELS, candidates_of
from dateline.places.wording import is_called_place, must_be_a_place

LARGE_CITY = 500_000  # people; smaller ones are too often a surname in a longer name
PARTICLES = ("da", "de", "do", "del", "di", "la", "le", "el", "al", "es", "ar", "as", "i", "e")


def longest(span: Span) -> Span:
    """The name with the words that belong to it: "Port Sudan", "Mazar-i-Sharif"."""
    doc, start = span.doc, span.start - 1
    if start >= 0 and doc[start].pos_ == "PROPN" and doc[start].is_title:
        longer = doc[start : span.end]
        if not doc[start].is_punct and find_places(longer.text, doc.user_data["theatre"]):
            return longer
    return joined(span)


def joined(span: Span) -> Span:
    """The name with what hyphens and particles join to it, if the gazetteer has the whole."""
    doc, start, end = span.doc, span.start, span.end
    while end + 1 < len(doc) and doc[end].text == "-" and not doc[end - 1].whitespace_:
        if doc[end].whitespace_ or not doc[end + 1].is_alpha:
            break
        end += 2
    if end + 1 < len(doc) and doc[end].lower_ in PARTICLES and doc[end + 1].is_title:
        end += 2
    if start > 1 and doc[start - 1].lower_ in PARTICLES and doc[start - 2].is_title:
        start -= 2
    if (start, end) == (span.start, span.end):
        return span
    longer = doc[start:end]
    return longer if find_places(longer.text, doc.user_data["theatre"]) else span


def place_in(ent: Span) -> Span | None:
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
    whole = joined(doc[start:end])
    if whole.end > end or whole.start < start:
        return whole
    for first in range(start, end):
        if first == end - 1 and doc[first].lower_ in listed("no place"):
            break
        if candidates_of(doc[first:end], theatre):
            is_half = (
                first > start and doc[start].pos_ == "PROPN" and is_called_place(doc[start:end])
            )
            return doc[start:end] if is_half else doc[first:end]
    return doc[start:end] if must_be_a_place(doc[start:end], ent.label_) else None


def _place_before_name(ent: Span) -> Span | None:
    """The country or large city that a longer name begins with."""
    doc, theatre = ent.doc, ent.doc.user_data["theatre"]
    for end in range(min(ent.start + 3, ent.end - 1), ent.start, -1):
        for place in find_places(doc[ent.start : end].text, theatre):
            if place.kind in ("country", "capital") or place.population > LARGE_CITY:
                return doc[ent.start : end]
    return None
