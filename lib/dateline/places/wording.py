"""What do the words beside a name say of it?  That it is a place, or somebody's seat."""

from spacy.tokens import Span, Token

from dateline.actors.senses import is_direction
from dateline.lexicon import listed
from dateline.parse import sentence_kind

PARTIES = ("D", "R", "I", "(D", "(R", "(I")


def is_told_place(span: Span) -> bool:
    """Whether a preposition of place stands before a name: "in Rasa", "across the eastern Rasa"."""
    doc, i = span.doc, span.start - 1
    while i >= 0 and (doc[i].lower_ == "the" or is_direction(doc[i])):
        i -= 1
    return i >= 0 and doc[i].lower_ in listed("locative")


def is_called_place(span: Span) -> bool:
    """Whether the words beside a name say what place it is: "the Rasa district", "town of Rasa".

    >>> from dateline.model import load_model
    >>> is_called_place(load_model()("They reached the town of Rasa.")[5:6])
    True
    """
    doc, root, kinds = span.doc, span.root, listed("kind of place")
    after = doc[span.end] if span.end < len(doc) else None
    if after is not None and after.is_lower and after.lemma_ in kinds and root.head == after:
        return True
    if span.start > 1 and doc[span.start - 1].lower_ == "of":
        return doc[span.start - 2].lemma_ in kinds
    if span.start and is_direction(doc[span.start - 1]) and root.dep_ in ("pobj", "dobj"):
        return True
    if any(child.dep_ == "appos" and child.lemma_ in kinds for child in root.children):
        return True
    while root.dep_ == "conj":
        root = root.head
    told = root.head.children if root.dep_ == "nsubj" and root.head.lemma_ == "be" else ()
    return any(child.dep_ == "attr" and child.lemma_ in kinds for child in told)


def must_be_a_place(span: Span, label: str) -> bool:
    """Whether an unknown name is a place by where it stands, not in a headline: "in Rasa"."""
    if sentence_kind(span[0]) != "body" or span.text.isupper():
        return False
    return is_called_place(span) or (label in ("GPE", "LOC") and is_told_place(span))


def is_affiliation(token: Token) -> bool:
    """Whether a place is a seat: of a member of parliament ("R-Texas") or "Lima-based"."""
    doc, i = token.doc, token.i
    if doc[i + 1 : i + 3].text.lower() == "-based":
        return True
    return i > 1 and doc[i - 1].text in ("-", "–") and doc[i - 2].text in PARTIES
