"""Who speaks by a label?  "Police: 3 killed", "27 dead - officials", the paper of a source list."""

from collections.abc import Container

from spacy.tokens import Doc, Span

from dateline.claims.speakerwords import trim
from dateline.claims.utterances import SPEAKER_NOUNS
from dateline.names import name_table

CREDITS = {"file", "photo", "photograph", "image", "picture", "credit"}


def _credited(doc: Doc, start: int, end: int) -> Span | None:
    """The paper of a list of sources: "Ten killed in raid" — The Daily Paper, 6 January 2009."""
    near = range(end - 2, max(start, end - 14), -1)
    dash = next((j for j in near if doc[j].text in ("—", "–", "-") and doc[j - 1].is_quote), None)
    last = dash and next((j for j in range(dash + 1, end) if doc[j].text == ","), None)
    is_dated = last and any(t.like_num for t in doc[last:end])
    return trim(doc[dash + 1 : last]) if is_dated and last > dash + 1 else None


def labelled(doc: Doc, i: int, start: int, end: int, tellers: Container[str]) -> Span | None:
    """ "Official: 5 killed", "27 killed: Observatory", and "Kyiv: 5 killed" if Kyiv is a teller."""
    dashes = ("-", "–", "—") if end - start < 25 else ()
    if named := _credited(doc, start, end):
        return named
    colons = [
        j
        for j in range(start + 1, end - 1)
        if doc[j].text == ":" or doc[j].text in dashes and doc[j - 1].whitespace_
    ]
    for j in colons:
        before, after = doc[start:j], doc[j + 1 : end]
        if j < i and len(before) <= 6 and (_may_speak(before) or before.text in tellers):
            return before
        if (
            j > i
            and doc[j - 1].lower_ not in CREDITS
            and len(after) <= 6
            and (doc[j].text == ":" or len(after) <= 4 and SPEAKER_NOUNS.search(after.text))
            and not any(t.like_num or t.tag_.startswith("VB") for t in after)
        ):
            return trim(after)
    return None


def _may_speak(label: Span) -> bool:
    """Whether the words before a colon name somebody, not the topic ("CIA: 12 dead in raid")."""
    known = name_table(None).get(label.text) if len(label) == 1 and label[0].is_upper else None
    return bool(SPEAKER_NOUNS.search(label.text)) or known is not None and known.kind == "acronym"
