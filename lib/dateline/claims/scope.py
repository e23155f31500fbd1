"""Which event does a figure belong to?  Current, background, planned or denied.

Background is told by the words around a figure: a year, "last month", "similar attack in March",
a war that has killed many.  The lead and the headline are current unless they name an old year.
"""

import re
from datetime import date

from spacy.tokens import Doc

from dateline.claims.clauses import SAYING, Harmed
from dateline.claims.timewords import (
    CAUSED,
    COMPARED,
    DATED,
    DEFINITE_EVENT,
    EARLIER_ATTACK,
    EARLIER_TIME,
    INTENT,
    LONG_AGO,
    MODALS,
    MONTHS,
    NEGATIONS,
    PAST,
    PERFECT,
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
        words = doc[headline["start"] : headline["end"]].text if headline else ""
        self.top = f"{words} {lead}".lower()
        self.headline_names = set(re.findall(r"[A-Z]\w{3,}", words))
        self.is_review = bool(REVIEW.search(lead)) or bool(
            self.published and str(self.published.year - 1) in lead
        )
        self.weekday = next((d for d in WEEKDAYS if d in lead), None)

    def reason_for_background(self, harmed: Harmed, start: int, end: int) -> str | None:
        """Why a figure is not of the event reported, in words, or ``None``."""
        doc = self.doc
        clause = doc[_clause_start(doc, harmed, start) : end].text
        clause = _cut_after(clause, doc, harmed, end)
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
            and EARLIER_ATTACK.search(clause)
            and _after_match(EARLIER_ATTACK, clause, doc, harmed)
        ):
            return "an earlier attack"
        is_lead = self.rows[doc.user_data["sentence_of"][harmed.trigger.i]][
            "kind"
        ] == "headline" or (self.lead and self.lead[0]["start"] == start)
        if (
            not is_lead
            and not self.is_review
            and any(
                not THIS_WEEK.search(clause[m.start() : m.end() + 25])
                for m in LONG_AGO.finditer(clause)
                if not self._is_subject(m[0])
            )
        ):
            return "an earlier time or a longer period"
        if not (is_first or is_lead) and EARLIER_TIME.search(clause):
            return "an earlier time"
        if self._other_month(clause):
            return "dated to another month"
        if not is_lead and self._is_war_total(harmed, clause):
            return "a total of the war"
        if not is_lead and self._carries(start, clause, harmed.group.figure):
            return "goes on about an earlier time"
        return None

    def note_sentence(self, start: int, end: int, figures: list[int]) -> None:
        """Remember a sentence that has been read, and the first figure of headline or lead."""
        self.previous = self.doc[start:end].text
        is_top = self.rows[self.doc.user_data["sentence_of"][start]]["kind"] == "headline" or (
            self.lead and self.lead[0]["start"] == start
        )
        if is_top and not self.main and figures:
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


def is_hypothetical(doc: Doc, harmed: Harmed, start: int) -> str | None:
    """Why the harm did not happen by the text: planned, possible or denied; else ``None``."""
    i = harmed.trigger.i
    if i > start and doc[i - 1].lower_ in ("anyone", "whoever", "someone", "anybody"):
        return "possible, not reported as having happened"
    if doc[i].lower_.startswith("surviv"):  # "did not survive" is itself the denial
        return None
    before = [doc[j] for j in range(max(start, i - 5), i)]
    words = [t.lower_ for t in before]
    if harmed.trigger.frame in (
        "count_noun",
        "toll",
        "body",
        "life_noun",
        "adjective",
        "state",
        "refugee",
    ):
        return None
    tag = doc[i].tag_
    left_modal = next((w for w in reversed(words) if w in MODALS), None)
    is_perfect = any(w in PERFECT for w in words)
    if left_modal and not is_perfect and (tag in ("VB", "VBN", "NN") or "be" in words):
        return "possible, not reported as having happened"
    is_bound = words[-2:] in (["had", "to"], ["have", "to"])
    if tag == "VB" and "to" in words[-2:] and not is_bound and _has_intent(doc, i, start):
        return "planned or attempted, not reported as having happened"
    if set(words[-3:]) & (NEGATIONS - {"no", "nor", "neither"}) and not harmed.group.quantity:
        return "denied in the text"
    if (
        "without" in words[-2:]
        or ("not" in words[-2:] and "only" not in words)
        or "n't" in words[-2:]
    ):
        return "denied in the text"
    return None


def _has_intent(doc: Doc, i: int, start: int) -> bool:
    """Whether the verb before "to kill" is one of planning, trying or threatening."""
    window = {doc[j].lower_ for j in range(max(start, i - 7), i)}
    return bool(window & INTENT) or doc[i].head.lower_ in INTENT or not window & CAUSED


def is_aside(doc: Doc, harmed: Harmed, start: int) -> bool:
    """Whether a background figure stands in a relative clause, which is the reporter's own."""
    token = doc[harmed.trigger.i]
    for _ in range(4):
        if token.dep_ == "relcl" or (
            token.dep_ == "advcl" and any(c.lower_ == "when" for c in token.children)
        ):
            return not any(doc[j].text in ("“", '"') for j in range(start, token.i))
        if token.dep_ in ("ROOT", "ccomp"):
            return False
        token = token.head
    return False
