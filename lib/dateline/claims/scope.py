"""Which event does a figure belong to?  Current, background, planned or denied.

Background is told by the words around a figure: a year, "last month", "similar attack in March",
a war that has killed many.  The lead and the headline are current unless they name an old year.
"""

import re
from datetime import date

from spacy.tokens import Doc, Token

from dateline.claims.clauses import SAYING, Harmed
from dateline.claims.timewords import (
    ANNIVERSARY,
    COMPARED,
    DATED,
    DEFINITE_EVENT,
    EARLIER_ATTACK,
    EARLIER_TIME,
    FRESH,
    GOES_ON,
    LONG_AGO,
    MONTHS,
    PAST,
    REVIEW,
    SEPARATE,
    SINCE,
    SINCE_DAY,
    SINCE_EVENT,
    THIS_WEEK,
    TODAY,
    WARS,
    WEEKDAYS,
    YEAR,
)

DAY_REACH = 15  # characters after an attack in which its day stands
A_LONGER_TIME, WAR_TOTAL = "an earlier time or a longer period", "a total of the war"
TOTALS = (A_LONGER_TIME, WAR_TOTAL)


class Clock:
    """What the article says about its own day: publication date, weekday of the news."""

    def __init__(self, doc: Doc, dates: list[dict]):
        article = doc.user_data["article"]
        self.doc = doc
        self.published: date | None = article.published
        self.rows = doc.user_data["sentences"]
        story = [r for r in self.rows if r["kind"] in ("headline", "body")]
        self.is_note = len(story) <= 12 and not any(r["kind"] == "headline" for r in story)
        self.lead = [r for r in story if r["kind"] == "body"][:1]
        self.dates = dates
        lead = doc[self.lead[0]["start"] : self.lead[0]["end"]].text.lower() if self.lead else ""
        self.lead_text = lead
        self.previous = ""
        self.names: dict[str, dict[int, int]] = {}
        self.background: tuple[str, int] | None = None
        self.main = 0
        headline = next((r for r in story if r["kind"] == "headline"), None)
        title = doc[headline["start"] : headline["end"]].text if headline else ""
        self.top = f"{title} {lead}".lower()
        self.headline_names = set(re.findall(r"[A-Z]\w{3,}", title))
        self.is_review = bool(REVIEW.search(lead)) or bool(
            self.published and str(self.published.year - 1) in lead
        )
        self.weekday = next((d for d in WEEKDAYS if d in lead), None)
        self.looks_back = bool(ANNIVERSARY.search(self.top)) and not self.weekday
        self.total_in: int | None = None  # the last sentence that told a total of a longer time

    def reason_for_background(self, harmed: Harmed, start: int, end: int) -> str | None:
        """Why a figure is not of the event reported, in words, or ``None``."""
        opening = _clause_start(self.doc, harmed, start)
        clause = _cut_after(self.doc[opening:end].text, self.doc, harmed, end)
        is_fresh = FRESH.search(self.doc[start:end].text)
        if self.looks_back and is_fresh:
            return None
        reason = self._dated(harmed, clause, start)
        number = self.doc.user_data["sentence_of"][start]
        if reason in TOTALS:
            self.total_in = number
        elif reason is None and self._is_top(start):
            return "the report looks back on it" if self.looks_back else None
        elif reason is None and not is_fresh and GOES_ON.search(clause) and self._in_totals(number):
            return "goes on about a longer period"
        if reason is None and opening > start and DEFINITE_EVENT.search(clause):
            before = self.doc[start:opening].text  # "last year it fell; 30 died in that raid"
            is_old = PAST.search(before) or self._old_year(before, -1)
            reason = "goes on about an earlier time" if is_old else None
        return reason or ("the report looks back on it" if self.looks_back else None)

    def _in_totals(self, number: int) -> bool:
        """Whether the sentence before, in the same paragraph, told a total of a longer time."""
        paragraphs = {self.rows[k]["paragraph_id"] for k in (number - 1, number)}
        return self.total_in in (number - 1, number) and len(paragraphs) == 1

    def _is_top(self, start: int) -> bool:
        """Whether a sentence is the headline or the lead."""
        number = self.doc.user_data["sentence_of"][start]
        is_lead = bool(self.lead) and self.lead[0]["start"] == start
        return is_lead or self.rows[number]["kind"] == "headline"

    def _dated(self, harmed: Harmed, clause: str, start: int) -> str | None:
        """Why the words of a clause set its figure in another time, or ``None``."""
        doc = self.doc
        is_first = start == next(
            (r["start"] for r in self.rows if r["kind"] in ("headline", "body")), start
        )
        year = self._old_year(clause, start)
        if year:
            return f"the sentence dates it to {year}"
        if self.is_note and SINCE.search(clause):
            return "a longer period"
        if (
            harmed.trigger.frame != "toll"
            and (told := EARLIER_ATTACK.search(clause))
            and not THIS_WEEK.search(clause[told.end() : told.end() + DAY_REACH])
            and _after_match(EARLIER_ATTACK, clause, doc, harmed)
        ):
            return "an earlier attack"
        is_lead = self._is_top(start)
        if (
            not is_lead
            and not self.is_review
            and any(
                not THIS_WEEK.search(clause[m.start() : m.end() + 25])
                for m in LONG_AGO.finditer(clause)
                if not self._is_subject(m[0])
            )
        ):
            return A_LONGER_TIME
        if not (is_first or is_lead) and EARLIER_TIME.search(clause):
            return "an earlier time"
        if self._other_month(clause):
            return "dated to another month"
        if not is_lead and self._is_war_total(harmed, clause):
            return WAR_TOTAL
        if not is_lead and self._carries(start, clause, harmed.group.figure):
            return "goes on about an earlier time"
        return None

    def note_sentence(self, start: int, end: int, figures: list[int]) -> None:
        """Remember a sentence that has been read, and the first figure of headline or lead."""
        self.previous = self.doc[start:end].text
        if self._is_top(start) and not self.main and figures:
            self.main = max(figures)

    def event_id(self, harmed: Harmed, start: int, end: int, reason: str | None) -> str:
        """Id of the event: current, current-2 …, background-2020, background-3 …"""
        text = self.doc[start:end].text
        if reason is None:
            if not self.is_note and SEPARATE.search(text):
                return self._numbered("current", start)
            return "current"
        year = next(iter(YEAR.findall(text)), None) or next(iter(YEAR.findall(self.previous)), None)
        near = self.background and start - self.background[1] <= 2
        if year:
            name = f"background-{year}"
        else:
            name = self.background[0] if near else self._numbered("background", start)
        self.background = (name, end)
        return name

    def _numbered(self, scope: str, start: int) -> str:
        """The next free name of a scope; the first background has no number."""
        names = self.names.setdefault(scope, {})
        if start not in names:
            names[start] = len(names) + (2 if scope == "current" else 1)
        return scope if names[start] == 1 else f"{scope}-{names[start]}"

    def days(self, harmed: Harmed, start: int, end: int) -> tuple[str | None, str | None]:
        """First and last day of the harm, from the date nearest to it in its sentence."""
        position = self.doc[harmed.trigger.i].idx
        first, last = self.doc[start].idx, self.doc[end - 1].idx
        cues = [t.idx for t in self.doc[start:end] if t.lemma_ in SAYING and t.idx > position]
        last = min([last, *cues])
        here = [
            d
            for d in self.dates
            if d.get("date_start") and first <= d["start_char"] <= last and d["kind"] == "date"
        ]
        nearest = min(here, key=lambda d: abs(d["start_char"] - position), default=None)
        return (nearest["date_start"], nearest["date_end"]) if nearest else (None, None)

    def _old_year(self, clause: str, start: int) -> int | None:
        """A year in the clause before that of publication, or any year when that is unknown."""
        years = [
            int(m[1]) for m in YEAR.finditer(clause) if not COMPARED.search(clause[: m.start()])
        ]
        if self.is_review and self.published:
            years = [y for y in years if y != self.published.year - 1]
        if not years:
            return None
        if self.published:
            return next((y for y in years if y < self.published.year), None)
        if self.is_note and (self.lead and self.lead[0]["start"] == start):
            return None
        return None if self.is_note and str(years[0]) in self.lead_text else years[0]

    def _other_month(self, clause: str) -> bool:
        """Whether the clause dates the harm to a month other than that of publication."""
        if not self.published or self.is_note:
            return False
        for match in DATED.finditer(clause):
            month = next(k for k, m in enumerate(MONTHS, 1) if m.startswith(match[1].lower()[:3]))
            if (
                match[1] == "May"
                and not match[2]
                and not re.search(r"\b(?:in|last)\s+$", clause[: match.start(1)])
            ):
                continue
            gap = (self.published.month - month) % 12
            if match[2] and gap == 0 and self.published.day - int(match[2]) > 6:
                return True
            if gap > 1 or (gap == 1 and self.published.day > 7):
                return True
        return False

    def _carries(self, start: int, clause: str, figure: int) -> bool:
        """Whether the sentence goes on about the earlier time of the sentence before."""
        if TODAY.search(clause) or not self.previous:
            return False
        old = PAST.search(self.previous) or self._old_year(self.previous, -1)
        return bool(old) and (bool(DEFINITE_EVENT.search(clause)) or figure >= 500)

    def _is_subject(self, words: str) -> bool:
        """Whether "since the protests began" counts from what headline and lead are about."""
        event = SINCE_EVENT.match(words)
        return bool(event) and event[1].lower().rstrip("s")[:6] in self.top

    def _is_war_total(self, harmed: Harmed, clause: str) -> bool:
        """Whether a count is a total of the war, far beyond what the headline or lead counts."""
        figure = harmed.group.figure
        if SINCE_DAY.search(clause) or (self.is_review and not WARS.search(clause)):
            return False
        if self.main and harmed.harm in ("killed", "casualties"):
            return figure >= 100 and figure >= 8 * self.main
        if harmed.harm not in ("killed", "casualties"):
            return figure >= 10**6
        names = {w for w in re.findall(r"[A-Z]\w{3,}", clause)} & self.headline_names
        return figure >= 1000 and (bool(WARS.search(clause)) or not names)


def _after_match(pattern: re.Pattern, clause: str, doc: Doc, harmed: Harmed) -> bool:
    """Whether the harm stands after the words for the earlier attack."""
    match = pattern.search(clause)
    position = clause.find(doc[harmed.trigger.i].text, match.start())
    return position >= 0


def _clause_start(doc: Doc, harmed: Harmed, start: int) -> int:
    """Start of the stretch that may date a harm: the last semicolon or comma with "while"."""
    first = min(harmed.group.start, harmed.trigger.i)
    for j in range(first - 1, start, -1):
        if doc[j].text == ";" or doc[j].lower_ in ("while", "whereas", "although", "but"):
            return j
    return start


def _cut_after(clause: str, doc: Doc, harmed: Harmed, end: int) -> str:
    """The clause without what follows "while" or "but" after the harm."""
    last = max(harmed.group.end, harmed.trigger.end)
    for j in range(last, end):
        if (j > last + 16 and doc[j].text == ",") or (j > last + 8 and doc[j].lower_ == "since"):
            return clause[: len(clause) - len(doc[j:end].text)]
        if doc[j].text == ";" or doc[j].lower_ in ("while", "whereas", "but"):
            return clause[: len(clause) - len(doc[j:end].text)]
    return clause


def _is_content(token: Token) -> bool:
    """Whether what is parsed as a relative clause is what somebody said.

    In "claimed at the time that 40 men had been killed" the passive has a subject of its own.
    """
    subjects = [c for c in token.children if c.dep_ == "nsubjpass" and c.tag_ not in ("WDT", "WP")]
    return bool(subjects) and token.left_edge.lower_ == "that"


def is_aside(doc: Doc, harmed: Harmed, start: int) -> bool:
    """Whether a background figure stands in a relative clause, which is the reporter's own."""
    token = doc[harmed.trigger.i]
    for _ in range(4):
        if (token.dep_ == "relcl" and not _is_content(token)) or (
            token.dep_ == "advcl" and any(c.lower_ == "when" for c in token.children)
        ):
            return not any(doc[j].text in ("“", '"') for j in range(start, token.i))
        if token.dep_ in ("ROOT", "ccomp"):
            return False
        token = token.head
    return False
