"""Who speaks after the verb?  Speakers of sentences that are turned round."""

from spacy.tokens import Span, Token

from dateline.claims.speakerwords import (
    CLOSERS,
    NAMING,
    SPEAKERS,
    is_body,
    keeps,
    person_after,
    trim,
)
from dateline.lexicon import listed


def announcer(verb: Token) -> Token | None:
    """Who stands after the verb as its object: ", announced on Monday the Commission"."""
    is_apart = verb.i > 0 and verb.nbor(-1).text in CLOSERS and verb.tag_ in ("VBD", "VBN")
    is_apart = is_apart and verb.lemma_ not in listed("verb with addressee")
    is_apart = is_apart and not any(c.dep_ == "nsubj" for c in verb.lefts)
    after = (c for c in verb.rights if c.dep_ in ("dobj", "nsubj"))
    return (
        next((c for c in after if c.ent_type_ == "PERSON" or is_body(c)), None)
        if is_apart
        else None
    )


def said_through(verb: Token, end: int) -> Span | None:
    """The speaker of ", said on public radio the head of the clinic, Ana Ruiz"."""
    doc = verb.doc
    is_apart = verb.i == 0 or verb.nbor(-1).text in CLOSERS or verb.nbor(-1).lower_ == "so"
    if not is_apart or verb.i + 1 >= end or doc[verb.i + 1].tag_ not in ("IN", "TO"):
        return None
    first = verb.i + 2
    while first < end and not (
        doc[first - 1].tag_.startswith("NN")
        and (doc[first].tag_ == "DT" or doc[first].ent_type_ == "PERSON")
    ):
        if doc[first].is_punct or doc[first].tag_.startswith("VB"):
            return None
        first += 1
    last = first
    while last < end and doc[last].tag_ in NAMING | {"IN", "HYPH"}:
        last += 1
    if first == last or last == end and doc[last - 1].tag_ == "IN":
        return None
    return person_after(doc, last, end) or trim(doc[first:last])


def cleft(verb: Token, start: int) -> Token | None:
    """Who is meant in "it is the Union of Nurses, a part of the opposition, which said"."""
    doc = verb.doc
    if doc[start].lower_ != "it" or doc[start].nbor().lower_ not in ("is", "was"):
        return None
    opens = any(c.lower_ in ("which", "that", "who") and c.dep_ == "nsubj" for c in verb.children)
    told = (c for c in doc[start].nbor().rights if c.dep_ == "attr" and c.i < verb.i)
    return next(told, None) if opens else None


def inverted_speaker(verb: Token, subject: Token, end: int) -> Span | None:
    """The person after the verb in ", confirmed ministry spokesman Juan Ruiz"."""
    doc = verb.doc
    if verb.i == 0 or doc[verb.i - 1].text not in CLOSERS or subject.i > verb.i:
        return None
    last = verb.i + 1
    while last < min(end, verb.i + 9) and doc[last].tag_ in ("NN", "NNP", "JJ", "DT", "NNS", "POS"):
        last += 1
    names = doc[verb.i + 1 : last]
    if last < end and doc[last].tag_ in ("VBD", "VBZ", "VBP", "MD"):
        return None  # "the president, said Juan Ruiz was dead"
    return trim(names) if len(names) > 1 and names[-1].ent_type_ == "PERSON" else None


def body_after(verb: Token, end: int) -> Span | None:
    """Who stands between the verb and a comma: ", say the authorities in San Juan, and …"."""
    doc, last = verb.doc, verb.i + 1
    while last < end and doc[last].tag_ in NAMING:
        last += 1
    head = doc[last - 1]
    is_name = head.tag_ == "NNP" and head.ent_type_ not in ("DATE", "TIME")
    is_name = is_name and verb.lemma_ not in listed("verb with addressee")
    speaks = is_name or head.lower_ in SPEAKERS or head.lower_ in listed("document")
    if doc[verb.i - 1].text not in CLOSERS or not speaks or last == end:
        return None
    if doc[last].tag_ == "IN" and keeps(doc, last):
        last = next((j for j in range(last + 1, end) if doc[j].tag_ != "NNP"), end - 1)
    return trim(doc[verb.i + 1 : last]) if doc[last].is_punct else None
