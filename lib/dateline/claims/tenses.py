"""When did the harm of a clause happen?  Its stretch of words, its tense, its day."""

import re

from spacy.tokens import Doc

from dateline.claims import timewords
from dateline.claims.clauses import SAYING, Harmed
from dateline.lexicon import words

PROTESTING = words("march protest rally demonstrate strike gather")
LASTING = words("war conflict insurgency uprising rebellion")
THAT_TIME = re.compile(
    r"\W*(?:(?:In|During|Over)\s+)?(?i:that|the\s+same)\s+"
    r"(?:day|night|week|month|year|summer|winter|autumn|time|period)\b"
)
# What goes on about the place or time told of before ("31 died there", "put the toll at 9").
BACK_THEN = re.compile(
    r"\b(?:(?:at\s+the|[Ii]n\s+that)\s+time|[Ss]ince\s+then)\b|\b(?:there|then)\s*(?=[,.;]|$)"
)
AN_ANSWER = re.compile(
    r"\b(?:put|gave)\b[^.;]{0,30}?\b(?:toll|figure|number)\b|\badmitted\b|\bthere\s*(?=[,.;]|$)"
)
SHORTLY = re.compile(r"(?:hour|day)s? after\b")
RAISING = words("bring raise take push")
RELATED = ("nsubj", "nsubjpass", "dobj")
WHOM = words("who whom")
TURNS = ("while", "whereas", "but")  # a clause that they open has a time of its own
ASIDE = words("which who whose")  # "where" tells of the place of the harm


def clause_of(doc: Doc, harmed: Harmed, start: int, end: int) -> tuple[int, int]:
    """The stretch that may date a harm: from the last semicolon or "while" to the next."""
    first = min(harmed.group.start, harmed.trigger.i)
    last = max(harmed.group.end, harmed.trigger.end)
    near = range(first - 1, start, -1)
    opening = next((j for j in near if doc[j].lower_ in (";", *TURNS, "although")), start)
    for j in range(last, end - 1):
        if doc[j].lower_ in WHOM and doc[j].dep_ in RELATED and harmed.trigger.frame != "toll":
            return opening, j  # "died in a raid to free four workers who were seized last month"
        is_far = j > last + 16 and doc[j].text == "," and not timewords.YEAR.match(doc[j + 1].text)
        is_far |= j > last + 8 and doc[j].lower_ == "since"
        if is_far or doc[j].lower_ in (";", *TURNS):
            return opening, j
    return opening, end


def dating_words(doc: Doc, harmed: Harmed, opening: int, closing: int) -> str:
    """The words of a clause without ", which sent troops in 2011," that tells of somebody else."""
    text, start, told = "", opening, (harmed.group.start, harmed.trigger.i)
    for j in range(opening, closing - 1):
        if j >= start and doc[j].text == "," and doc[j + 1].lower_ in ASIDE:
            end = next((k for k in range(j + 2, closing) if doc[k].text == ","), closing)
            if end < closing and not any(j < i < end for i in told):
                text, start = text + doc[start:j].text_with_ws, end
    return text + doc[start:closing].text


def is_before_the_past(doc: Doc, harmed: Harmed) -> bool:
    """Whether the harm came before what had happened ("had been blamed after two were killed")."""
    verb = doc[harmed.trigger.i]
    is_after = verb.dep_ == "advcl" and any(c.lower_ == "after" for c in verb.children)
    is_past = any(c.lower_ == "had" and c.dep_ == "aux" for c in verb.head.children)
    return is_after and (is_past or verb.head.lemma_ in PROTESTING)  # "marched after two died"


def is_of_a_war(doc: Doc, harmed: Harmed) -> bool:
    """Whether a harm is what a war has done so far ("end a war that has killed thousands")."""
    verb = doc[harmed.trigger.i]
    while verb.dep_ == "conj" and verb.head.pos_ == "VERB":  # "that has killed … and driven …"
        verb = verb.head
    is_perfect = any(child.lower_ in ("has", "had") for child in verb.children)
    return verb.dep_ == "relcl" and is_perfect and verb.head.lower_ in LASTING


def raises_total(doc: Doc, harmed: Harmed, start: int) -> bool:
    """Whether the harm is what a total is brought to ("bringing to 50 the number killed")."""
    i = harmed.trigger.i
    near = {t.lemma_ for t in doc[max(start, i - 4) : i + 1]}
    return harmed.trigger.frame == "toll" and i - 5 > start and bool(near & RAISING)


def is_captives_own(doc: Doc, harmed: Harmed) -> bool:
    """Whether a clause of its own tells who was seized ("to free four men who were taken")."""
    verb = doc[harmed.trigger.i]
    return harmed.harm == "captured" and verb.dep_ in ("relcl", "acl")


def days(
    doc: Doc, harmed: Harmed, dates: list[dict], start: int, end: int
) -> tuple[str | None, str | None]:
    """First and last day of the harm, from the date nearest to it in its sentence."""
    position = doc[harmed.trigger.i].idx
    cues = [t.idx for t in doc[start:end] if t.lemma_ in SAYING and t.idx > position]
    first, last = doc[start].idx, min([doc[end - 1].idx, *cues])
    here = [
        d
        for d in dates
        if d.get("date_start") and first <= d["start_char"] <= last and d["kind"] == "date"
    ]
    nearest = min(here, key=lambda d: abs(d["start_char"] - position), default=None)
    return (nearest["date_start"], nearest["date_end"]) if nearest else (None, None)
