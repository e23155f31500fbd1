"""Which words may name a place?

Known names come first (:mod:`names`), then what the model labels as a place, then capitalised
names that it missed and that the gazetteer has or the words beside them call a place, then every
further mention of a name that is a place once.
"""

from collections.abc import Iterable

import numpy as np
from spacy.tokens import Doc, Span, Token

from dateline.lexicon import listed
from dateline.names import countries
from dateline.parse import entity_at, sentence_kind
from dateline.places.bounds import joined, longest, place_in
from dateline.places.gazetteer import Place, find_places
from dateline.places.placenames import LABELS, candidates_of, is_guess, known_names
from dateline.places.wording import is_called_place, is_told_place, must_be_a_place

NOT_PLACES = ("DATE", "TIME", "EVENT", "MONEY", "LANGUAGE", "ORG")
OBJECTS = ("pobj", "dobj", "conj", "appos", "nsubjpass", "npadvmod")


def candidate_spans(doc: Doc) -> list[Span]:
    """Names that may be places, in the order of the text, without overlap."""
    spans = [
        longest(span)
        for span, name in doc.user_data["names"]
        if name.kind in ("place", "name", "metonym") and _is_known_place(doc, span, name)
    ]
    used = {i for span in spans for i in range(span.start, span.end)}
    for ent in doc.ents:
        if used.intersection(range(ent.start, ent.end)):
            continue
        span = place_in(ent)
        if span is not None:
            spans.append(span)
            used.update(range(span.start, span.end))
    spans += _unlabelled_names(doc, used)
    spans += _dateline_town(doc, used)
    spans += _repeated_names(doc, spans, used)
    named = (span for span in spans if not _is_credited(span) and not _is_half_a_name(span))
    return sorted(named, key=lambda span: span.start)


def _is_known_place(doc: Doc, span: Span, name) -> bool:
    """Whether a known name is a place: of the theatre, a country, or a capital or seat."""
    if name.kind in ("place", "metonym"):
        return True
    if span.root.ent_type_ == "PERSON":
        return False
    return name.actor_id in countries() or bool(_own_places(span, doc))


def _dateline_town(doc: Doc, used: set[int]) -> list[Span]:
    """The town that a dateline opens with, whatever the model takes it for: "BESLAN, Russia —"."""
    article = doc.user_data["article"]
    town = (article.dateline_place or "").split(",")[0].split(" (")[0]
    at = article.text.rfind(town, 0, article.dateline_end or 0) if town else -1
    span = doc.char_span(at, at + len(town)) if at >= 0 else None
    if span is None or used.intersection(range(span.start, span.end)):
        return []
    used.update(range(span.start, span.end))
    return [span] if find_places(town, doc.user_data["theatre"]) else []


def _is_half_a_name(span: Span) -> bool:
    """Whether a name is told apart from the town by a word or number: "Fort Moore", "Kilo 16"."""
    doc, before = span.doc, span.doc[max(span.start, 1) - 1]
    opens = before.is_title and before.i < span.start and not before.is_sent_start
    if opens and before.lower_ in listed("opens a longer name"):
        return True
    after = doc[span.end] if span.end < len(doc) else None
    return after is not None and after.dep_ == "nummod" and span.start <= after.head.i < span.end


def _is_credited(span: Span) -> bool:
    """Whether a name is part of a person's in the credits: "Editing by Mary Ireland"."""
    if sentence_kind(span[0]) != "contributor" or not span.start:
        return False
    before = span.doc[span.start - 1]
    return before.lower_ == "by" or (before.pos_ == "PROPN" and before.is_title)


def _own_places(span: Span, doc: Doc) -> tuple[Place, ...]:
    """Places of the theatre with that name."""
    theatre = doc.user_data["theatre"]
    found = find_places(span.text, theatre) if theatre else ()
    return tuple(place for place in found if place.source.startswith("theatre"))


def _unlabelled_names(doc: Doc, used: set[int]) -> Iterable[Span]:
    """Names that the model missed or took for something else and that the gazetteer has.

    After "in" or "(D-" any such name counts; elsewhere it must be an object, not a person known
    by surname, and :func:`resolve_spans` asks for a country that the article names.  What the
    words beside it call a place ("the X district") counts without the gazetteer.
    """
    theatre, known = doc.user_data["theatre"], known_names(doc)
    people = {w.text for e in doc.ents if e.label_ == "PERSON" and _is_person(e) for w in e}
    end = 0
    for start in np.flatnonzero(doc.to_array("IS_TITLE")).tolist():
        token = doc[start]
        is_like_name = token.dep_ == "pobj" and token.pos_ in ("ADJ", "NOUN", "X")  # "town of Tral"
        if start < end or start in used or not (is_like_name or token.pos_ == "PROPN"):
            continue
        end = start + 1
        while end < len(doc) and doc[end].pos_ == "PROPN" and doc[end].is_title and end not in used:
            end += 1
        span = doc[start:end]
        if end - start > 4 or (end == start + 1 and token.lower_ in listed("no place")):
            continue
        is_called = token.ent_type_ != "NORP" and start not in known and is_called_place(span)
        may_be = is_called or not is_guess(span) or _may_be_place(span, people)
        if not may_be or _is_of_other_kind(span):
            continue
        span = joined(span)
        if is_called or find_places(span.text, theatre):
            used.update(range(span.start, span.end))
            yield span


def _is_of_other_kind(span: Span) -> bool:
    """Whether the model takes a name for what is no place, and no word beside it says otherwise."""
    if span[0].ent_type_ not in NOT_PLACES:
        return False
    ent = entity_at(span[0])
    is_whole = (ent.start, ent.end) == (span.start, span.end) and ent.label_ == "ORG"
    return not (is_whole and (is_told_place(span) or is_called_place(span)))


def _repeated_names(doc: Doc, spans: list[Span], used: set[int]) -> Iterable[Span]:
    """Further mentions of names that are places elsewhere in the article, in whatever position."""
    sure: dict[str, set[tuple[str, ...]]] = {}
    for span in spans:
        if not is_guess(span) and (must_be_a_place(span, "") or candidates_of(span, None)):
            for words in {tuple(t.text for t in span), *_in_small_letters(span)}:
                sure.setdefault(words[0], set()).add(words)
    for token in tokens_written(doc, "ORTH", sure):
        if token.i in used:
            continue
        for name in sure[token.text]:
            span = doc[token.i : token.i + len(name)]
            if tuple(t.text for t in span) == name and _stands_alone(span):
                used.update(range(span.start, span.end))
                yield span
                break


def _in_small_letters(span: Span) -> Iterable[tuple[str, ...]]:
    """The name of a dateline as the story writes it: "Port Sudan" for "PORT SUDAN"."""
    if span.text.isupper() and sentence_kind(span[0]) == "dateline":
        yield tuple(token.text.title() for token in span)


def tokens_written(doc: Doc, attribute: str, forms: Iterable[str]) -> Iterable[Token]:
    """Tokens that have one of these forms, by a look at the array that spaCy keeps.

    >>> from dateline.model import load_model
    >>> [token.i for token in tokens_written(load_model()("The City, the city"), "LOWER", ["city"])]
    [1, 4]
    """
    wanted = np.array([doc.vocab.strings[form] for form in forms], dtype="uint64")
    return (doc[i] for i in np.flatnonzero(np.isin(doc.to_array(attribute), wanted)).tolist())


def _stands_alone(span: Span) -> bool:
    """Whether a name is no part of a longer name."""
    ent = entity_at(span[0])
    if ent is not None and ent.end - ent.start > len(span) + 1 and ent.label_ not in LABELS:
        return False
    before = span.doc[span.start - 1] if span.start else None
    after = span.doc[span.end] if span.end < len(span.doc) else None
    joins_before = before is not None and before.pos_ == "PROPN" and not before.is_sent_start
    return not joins_before and not (after is not None and after.pos_ == "PROPN" and after.is_title)


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
        return root.head.lemma_.lower() in listed("part") and root.head.pos_ == "NOUN"
    if root.ent_type_ not in ("PERSON", "NORP") or len(span) > 1:
        return root.dep_ in OBJECTS
    above = root.head.lemma_.lower()
    return root.dep_ == "pobj" and above == "on" or above in listed("taking") | listed("reaching")
