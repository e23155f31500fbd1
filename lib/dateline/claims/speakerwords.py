"""How far do the words for a speaker reach, what name is in them, who speaks after the verb?"""

from itertools import pairwise

from spacy.tokens import Doc, Span, Token

from dateline.claims.people import names_people
from dateline.lexicon import listed, words
from dateline.names import roles

NAMING = {"NNP", "NNPS", "NN", "NNS", "DT", "JJ", "POS"}
SPEAKERS = listed("noun that speaks")
BODIES = words(
    "group organization organisation agency charity watchdog monitor body outlet newspaper channel"
)
CLOSERS = {",", "”", '"', "’", "—", "-", "–", "'", "''", "--"}
STOPS = {*',;:.—–()"“”-', "who", "whom", "whose", "which", "that"}
TIME_WORDS = words("on in at late early earlier by after during via through")
AUXILIARIES = words("has have had is was were are")


def is_body(noun: Token) -> bool:
    """Whether a noun names a body or is what one is called ("the UN office")."""
    forms = {noun.lower_, noun.lemma_}
    parts = {part for form in forms for part in roles().get(form, ())}
    is_kind = bool(forms & (BODIES | SPEAKERS) or parts & {"organ", "body"})
    return noun.ent_type_ == "ORG" or is_kind


def trim(span: Span) -> Span:
    """The span without articles, white space and punctuation at its ends."""
    start, end = span.start, span.end
    while start < end - 1 and (
        span.doc[start].lower_ in ("the", "a", "an")
        or span.doc[start].is_punct
        or span.doc[start].lower_ in ("this", "that")
        and span.doc[start + 1].tag_ == "NNP"
    ):
        start += 1
    while end - 1 > start and (
        span.doc[end - 1].is_punct
        or span.doc[end - 1].is_space
        or span.doc[end - 1].tag_ in ("POS", "IN", "CC")
    ):
        end -= 1
    return span.doc[start:end]


def speaker_name(span: Span) -> str:
    """The speaker's name: the person in "Gov. Ana Ruiz", else the words."""
    people = [
        a.i
        for a, b in pairwise(span)
        if a.ent_type_ == "PERSON" and (a.ent_iob_, b.ent_iob_) == ("B", "I")
    ]
    named = span.doc[people[0] : span.end] if len(people) == 1 else span[:0]
    if len(named) and named.start > span.start and span.doc[named.start - 1].tag_ == "IN":
        return span.text  # "medics in San Juan"
    while len(named) > 2 and len(named[0]) > 2 and named[0].text[-1] == ".":
        named = named[1:]  # "Maj. Juan Ruiz"
    is_name = len(named) > 1 and all(t.ent_iob_ == "I" for t in named[1:])
    if is_name:
        return named.text.removesuffix("'s").removesuffix("’s")
    is_noun = span[0].is_sent_start and span[0].tag_ in ("NN", "NNS") and not span[0].ent_type_
    return span.text[0].lower() + span.text[1:] if is_noun else span.text  # "Rebels said"


def person_after(doc: Doc, comma: int, end: int) -> Span | None:
    """The name between a comma and the next mark: "its coordinator, Ana Ruiz", "Ana, 24,"."""
    last = comma + 1
    while last < end and doc[last].tag_ in ("NNP", "HYPH"):
        last += 1
    is_aged = last - comma == 2 and doc[last : last + 1].text == "," and doc[last + 1].like_num
    is_name = comma < end and doc[comma].text == "," and (last - comma > 2 or is_aged)
    return doc[comma + 1 : last] if is_name and (last == end or doc[last].is_punct) else None


def person_behind(office: Token, end: int) -> Span | None:
    """The person in "the head of the clinic there, Ana Ruiz,"; the latter of two names in a row."""
    doc, comma = office.doc, office.i + 1
    while comma < end and doc[comma].tag_ in NAMING | {"RB", "IN", "PRP"}:
        comma += 1
    named = person_after(doc, comma, end)
    is_short = named is None and doc[comma + 1 : comma + 3].text.endswith(",")
    if is_short and doc[comma].text == "," and doc[comma + 1].tag_ == "NNP":
        is_place = any(t.tag_ == "NNP" for t in doc[office.i + 1 : comma])  # "in Gao, Mali,"
        return None if is_place else doc[comma + 1 : comma + 2]  # "one of them, Omar, said"
    is_person = named is None or any(t.ent_type_ == "PERSON" for t in named)
    return named if is_person else person_after(doc, named.end, end) or named


def phrase(subject: Token, verb: Token, start: int, end: int) -> Span:
    """The noun phrase of a subject, up to a comma, a relative clause or the verb."""
    doc = subject.doc
    first = max(start, subject.left_edge.i) if subject.left_edge.i <= subject.i else subject.i
    for j in range(subject.i - 1, first - 1, -1):
        is_dash = doc[j].text in ("-", "–") and doc[j - 1].whitespace_
        if doc[j].text in STOPS - {"-", "–", "that"} or is_dash or j == verb.i:
            first = j + 1
            break
    last = subject.i + 1
    limit = verb.i if verb.i > subject.i else min(end, subject.right_edge.i + 1)
    while (
        last < limit
        and not _ends_phrase(doc[last])
        and not (doc[last].lower_ in TIME_WORDS and not keeps(doc, last))
        and not (doc[last].lower_ == "for" and doc[last + 1].tag_ == "PRP$")  # "for their part"
        and doc[last].ent_type_ not in ("DATE", "TIME")
        and doc[last].tag_ not in ("RB", "VBD", "MD")
        and doc[last].dep_ != "acl"
        and doc[last].lower_ not in AUXILIARIES
    ):
        last += 1
    return trim(doc[first:last])


def _ends_phrase(token: Token) -> bool:
    """Whether a token ends a noun phrase: no hyphen of a word, no "that" of "that country's"."""
    is_inside = token.is_upper and token.is_alpha  # "WHO"
    is_inside |= token.tag_ == "DT" or is_hyphen(token)
    return token.lower_ in STOPS and not is_inside


def is_hyphen(token: Token) -> bool:
    """Whether a dash stands inside a word ("France-Presse")."""
    return token.text == "-" and not (token.whitespace_ or token.nbor(-1).whitespace_)


def keeps(doc: Doc, i: int) -> bool:
    """Whether a preposition belongs to the name ("Ministry of Health in Gaza")."""
    is_people = names_people(doc[i - 1].lower_)
    if doc[i].lower_ == "at" and is_people:  # "researchers at Ghent University"
        return doc[min(i + 1, len(doc) - 1)].tag_ == "NNP"
    is_inside = doc[i].lower_ in ("in", "on") and i + 1 < len(doc)
    is_inside = is_inside and doc[i + 1].tag_ == "NNP" and doc[i + 1].ent_type_ != "DATE"
    return is_inside and (doc[i].lower_ == "in" or doc[i - 1].tag_ == "NNP")


def beside(subject: Token, verb: Token) -> Span | None:
    """The words between the last comma and the verb, when the tree's subject lies before it."""
    doc = verb.doc
    if subject.i > verb.i or doc[verb.i - 1].tag_ not in ("NNP", "NNPS", "NN", "NNS", "PRP"):
        return None
    comma = next(
        (j for j in range(verb.i - 1, subject.i, -1) if doc[j].text in (",", "”", '"')), None
    )
    is_verbal = comma is None or doc[comma + 1].pos_ in ("AUX", "VERB")
    return None if is_verbal else trim(doc[comma + 1 : verb.i])


def head_of(token: Token) -> Token:
    """The noun to which a phrase belongs: the medics of "medics of the hospital in Gao"."""
    while token.dep_ == "pobj" and token.head.dep_ == "prep" and token.head.head.i < token.i:
        token = token.head.head
    return token.head if token.dep_ == "acl" else token  # "a statement read on state radio"


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
