"""Which harm is told by a count of those told of before?  "Children account for 3,512 of these".

The sentence has no word of harm of its own; its harm is that of the sentence before.
"""

from spacy.tokens import Span, Token

from dateline.claims.tolls import count_of, harm_told
from dateline.lexicon import Trigger, first_of, listed, words

SHARING = listed("giving a share of a toll")
IT = words("it this that which figure number total count tally")


def _of_those(token: Token, harm: str, end: int) -> Trigger | None:
    """ "There are more than 1,000 of them", "to Daesh it attributes 899 of these"."""
    doc, i, start = token.doc, token.i, token.sent.start
    near = doc[max(start, i - 4) : i]
    if i <= start or doc[i - 1].lower_ != "of" or not any(t.like_num for t in near):
        return None
    told = _harm_before(token) if first_of(doc[start:end], SHARING) is not None else None
    return Trigger(i, told, "count_noun", i + 1) if told and not _tells(doc[start:i]) else None


def _share(token: Token, harm: str, end: int) -> Trigger | None:
    """ "The army caused 2,731", "what we have counted is 43"."""
    doc, i = token.doc, token.i
    after = doc[i + 1 : min(i + 4, end)]
    number = next((t for t in after if t.like_num), None)
    follows = doc[number.i + 1] if number is not None and number.i + 1 < end else None
    if number is None and token.lower_ == "admitted" and doc[i - 1].lower_ in ("was", "were"):
        is_patient = i + 1 == end or doc[i + 1].is_punct or doc[i + 1].lower_ in ("for", "in")
        return Trigger(i, "wounded", "passive", i + 1) if is_patient else None
    is_when = follows is not None and follows.lower_ in ("in", "last", "this", "a")
    if number is None or follows is not None and not (follows.is_punct or is_when):
        return None
    if _tells(doc[token.sent.start : end]):
        return None
    told = _harm_before(token)
    return Trigger(i, told, "share", i + 1) if told else None


def _other_count(token: Token, harm: str, end: int) -> Trigger | None:
    """ "The government's figure is 25"; else a toll overtaken or set."""
    follows = token.doc[token.i + 1] if token.i + 1 < end else token
    is_state = follows.lemma_ == "be" and _share(follows, harm, end)
    return is_state or count_of(token, harm, end)


def _stands(token: Token, harm: str, end: int) -> Trigger | None:
    """ "It now stands at 45", "that has since risen to 45", where a toll was told just before."""
    doc, i = token.doc, token.i
    before = doc[max(token.sent.start, i - 4) : i]
    to = first_of(doc[i + 1 : min(i + 6, end - 1)], ("at", "to"))
    is_number = to is not None and any(t.like_num for t in doc[to.i + 1 : min(to.i + 5, end)])
    if not is_number or first_of(before, IT) is None or _tells(doc[token.sent.start : end]):
        return None
    told = _harm_before(token)
    return Trigger(i, told, "toll", to.i) if told else None


def _tells(sentence: Span) -> bool:
    """Whether a sentence has a word of harm of its own."""
    return any(map(harm_told, sentence))


def _harm_before(token: Token) -> str | None:
    """The harm that a count is told of first in one of the four sentences before."""
    sentence = token.sent
    for _ in range(4):
        if sentence.start == 0:
            break
        sentence = token.doc[sentence.start - 1].sent
        if told := next(filter(None, map(harm_told, sentence)), None):
            return told if any(t.like_num for t in sentence) else None
    return None


ANAPHORS = {"of_those": _of_those, "share": _share, "count": _other_count, "stands": _stands}
