"""When did the harm of a clause happen?  Its stretch of words, its tense, its day."""

import re

from spacy.tokens import Doc

from dateline.claims import timewords
from dateline.claims.clauses import SAYING, Harmed
from dateline.dates.expressions import MONTHS
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
    r"\b(?:put|gave)\b[^.;]{0,30}?\b(?:toll|figure|number)\b|\b(?:acknowledged|admitted|conceded|counted)\b|\bthere\s*(?=[,.;]|$)"
)
A_DAY_BEFORE = re.compile(
    r"\bafter\b.*\b(?:(?:the\s+)?(?:day\s+before|previous\s+(?:day|night|week))|a\s+day\s+earlier)\b",
    re.IGNORECASE,
)
SHORTLY = re.compile(r"(?:hour|day)s? after\b")
RAISING = words("bring raise take push rise climb grow reach")
RELATED = ("nsubj", "nsubjpass", "dobj")
WHOM = words("who whom")
PERFECT = words("has have had")
UNCOUNTED = words("pronoun reflexive definite named")  # whom the lead may have told of
TURNS = ("while", "whereas", "but")  # a clause that they open has a time of its own
ASIDE = words("which who whose")  # "where" tells of the place of the harm

NUMERIC_DATE = re.compile(r"\b(\d{1,2})[/.](\d{1,2})[/.](?:\d\d)?\d\d\b")  # "12/14/2014: Gunmen"
_SPAN = r"(?:week|month|year|summer|autumn|winter|spring)"
# Counted over a longer time than one event takes ("have been killed since January").
LONGER = re.compile(
    rf"\b(?:since|so\s+far\s+this|(?:this|during\s+the)\s+(?:month|year)"
    rf"|(?:of|in|over|during)\s+(?:the\s+course\s+of\s+)?"
    rf"(?:the\s+)?(?:past|last|recent|{timewords.NUMBER})\s+(?:\w+\s+)?(?:days|{_SPAN}s))\b",
    re.IGNORECASE,
)
BROUGHT = re.compile(
    r"\b(?:br(?:ing|ought)|rais|push|t(?:ake|aking|ook))[^.;]*\b(?:number|total)\s+of\s",
    re.IGNORECASE,
)
ANOTHER_ATTACK = re.compile(  # what a note tells of beside its own attack
    rf"""
      ^\W*(?:(?:some|just|only)\s+)?(?:the|an?|{timewords.NUMBER})\s+(?:few\s+)?(?:day|{_SPAN})s?
        \s+(?:earlier|before|previously)\b
    | \b(?:earlier|later)\s+(?:in\s+)?(?:the|that)\s+(?:same\s+)?{_SPAN}\b
    | \bfollow(?:s|ed)\s+(?:on\s|(?:\w+\s+){{1,3}}(?:days?|{_SPAN}s?)\s+later\s)
        (?:\w+\s+){{0,3}}?by\s
    | \bthe\s+(?:\w+\s+){{0,2}}?(?-i:(?P<name>[A-Z]\w+))\s+(?:\w+\s+){{0,2}}?{timewords.ATTACKS}s?,?
        \s+(?:in\s+which|which|that|when|where)\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
# What an attack is the worst since dates nothing ("the worst since a war that ended in 1992").
RANKED_SINCE = re.compile(
    r"(?<!(?:ome|any|ral) of the )\b(?:worst|[a-z]+iest|(?:larg|bigg|high|great|strong|fierc)est)"
    r"\b[^.;,]{0,60}?\bsince\b(?:(?!\b(?:when|which|that\s+(?:killed|left|claimed))\b)[^.;,])*+"
    r"(?!,?\s*(?:in\s+)?(?:when|which|that)\b)"
)
# What a monthly report counts: "were killed in January, the UN said Friday".
OF_A_MONTH = re.compile(
    rf"\b(?:in|during)\s+(?:(?:the\s+month\s+of|all\s+of)\s+)?({timewords.MONTH})\b(?!\s+\d)"
    rf"(?:[^.;]|\b[A-Z]\.){{0,140}}\b(?:said|reported|announced)\b[^.;]{{0,40}}\b{timewords.DAY}\b"
)
# "A day earlier he had put the number at 49" dates the saying.
HAD_SAID = re.compile(
    r"^,?\s+(?:[\w’'-]+\s+){1,5}?had\s+(?:said|put|given|spoken|reported|counted|announced|told)\b"
)
IN_THE_ATTACK = re.compile(
    rf"\b(?:in|by|during)\s+(?:the|this|that)\s+(?:[\w-]+\s+){{0,2}}?{timewords.ATTACKS}\b"
)


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
        is_far |= j > last + 8 and doc[j].lower_ == "since" and harmed.trigger.frame != "toll"
        if is_far or doc[j].lower_ in (";", *TURNS):
            return opening, j
    return opening, end


def dating_words(doc: Doc, harmed: Harmed, opening: int, closing: int) -> str:
    """The words of a clause without ", which sent troops in 2011," that tells of somebody else."""
    text, start, told = "", opening, (harmed.group.start, harmed.trigger.i)
    for j in range(opening, closing - 1):
        if j >= start and doc[j].text == "," and doc[j + 1].lower_ in ASIDE:
            end = next((k for k in range(j + 2, closing) if doc[k].text == ","), closing)
            is_dating = end + 1 < closing and doc[end + 1].lower_ == "when"  # "since May, when"
            if end < closing and not is_dating and not any(j < i < end for i in told):
                text, start = text + doc[start:j].text_with_ws, end
    return text + doc[start:closing].text


def month_reported(doc: Doc, harmed: Harmed, clause: str, lead: str) -> str | None:
    """The month whose cost headline and lead tell as news ("died in May, it said Friday")."""
    verb = doc[harmed.trigger.i]
    is_aside = verb.dep_ in ("relcl", "advcl", "pcomp") or verb.tag_ == "VBG"
    told = OF_A_MONTH.search(clause) or OF_A_MONTH.search(lead)
    is_news = told and told[1] in clause and harmed.group.figure > 1 and not is_aside
    return told[1][:3].lower() if is_news else None


def dates_the_saying(clause: str, start: int, end: int, figure: str) -> bool:
    """Whether words of time date what somebody said, or what a figure is compared to."""
    before = clause[:start]
    is_said = timewords.SAID.search(before) or HAD_SAID.match(clause[end:])
    compared = timewords.COMPARED.search(before)
    return bool(is_said or compared and figure not in compared[0])


def without_ranks(clause: str) -> str:
    """A clause without what it ranks an attack by ("the worst since a war that ended in 1992")."""
    return RANKED_SINCE.sub("", clause)


def is_before_the_past(doc: Doc, harmed: Harmed, clause: str) -> bool:
    """Whether the harm came before what had happened ("had been blamed after two were killed").

    Also "troops came after two were killed the previous day".
    """
    verb = doc[harmed.trigger.i]
    is_after = verb.dep_ == "advcl" and any(c.lower_ == "after" for c in verb.children)
    if verb.dep_ in ("pobj", "pcomp") and verb.head.lower_ == "after":  # "after the murder of"
        is_after, verb = True, verb.head
    is_past = any(c.lower_ == "had" and c.dep_ == "aux" for c in verb.head.children)
    is_past = is_past or verb.head.lemma_ in PROTESTING  # "marched after two died"
    return is_after and (is_past or bool(A_DAY_BEFORE.search(clause)))


def is_beside_the_note(doc: Doc, harmed: Harmed, clause: str, lead: str | None) -> bool:
    """Whether a note tells of another attack than its own, or counts over a longer time.

    `lead` is what its lead tells, in small letters, or ``None`` where the harm stands in it.
    """
    verb = doc[harmed.trigger.i]
    verbs = (verb, verb.head, verb.head.head)  # "has left nearly 50 villagers dead"
    told = {c.lower_ for v in verbs for c in v.children if c.dep_ in ("aux", "poss")}
    if harmed.harm not in ("killed", "wounded", "casualties"):
        return False
    first = harmed.group.start
    if "had" in told and any(t.lower_ == "whose" and t.i < first for t in verb.subtree):
        return True  # "shot by a man whose brother had been killed"
    is_longer = bool(LONGER.search(clause)) and (told & PERFECT or bool(BROUGHT.search(clause)))
    is_told_of = any(t.lower_ in ("the", "them", "both") for t in doc[first : harmed.group.end])
    is_told_of |= doc[first - 1].lower_ in ("all", "both")  # "all three hostages"
    if lead is None or is_told_of or harmed.group.kind in UNCOUNTED:
        return is_longer and "had" not in told
    other = ANOTHER_ATTACK.search(clause)
    if other and not (other["name"] and other["name"].lower() in lead):
        return True
    return bool(is_longer) or _is_of_other_month(harmed, clause, lead)


def _is_of_other_month(harmed: Harmed, clause: str, lead: str) -> bool:
    """Whether a clause names a month that the lead does not, and tells of no later death."""
    months = (
        m
        for m in timewords.DATED.finditer(clause)
        if m[1] != "May" or m[2] or timewords.IN_MONTH.search(clause[: m.start()])
    )
    numbers = (int(n) for m in NUMERIC_DATE.finditer(lead) for n in m.groups())
    known = {MONTHS[n - 1] for n in numbers if 1 <= n <= len(MONTHS)}
    names = (m[1][:3].lower() for m in months)
    other = next((name for name in names if name not in lead and name not in known), None)
    return other is not None and harmed.trigger.frame != "subject"


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
    end = max(i + 1, harmed.group.start)  # also "as the number killed this year rose to ten"
    near = {t.lemma_ for t in doc[max(start, i - 4) : end]}
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
