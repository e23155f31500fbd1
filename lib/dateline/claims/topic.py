"""What is the report about, and by which id is an event known?

Headline and lead: their day, their toll, their deed; ids are current, current-2, background-2020 …
"""

import re
from datetime import date

from spacy.tokens import Doc, Span

from dateline.claims import lookbacks, timewords
from dateline.claims.tenses import without_ranks
from dateline.dates.expressions import WEEKDAYS
from dateline.parse import sentence_id, text_of

A_LONGER_TIME, WAR_TOTAL = "an earlier time or a longer period", "a total of the war"
TOTALS = (A_LONGER_TIME, WAR_TOTAL)
LOOKS_BACK = "the report looks back on it"
OWN_TIME = re.compile(
    rf"\b(?:last|this|previous|in)\s+(?:year|month|week|{timewords.MONTH})\b", re.IGNORECASE
)
UNTIMED = ("goes on", "stands beside", "part of", LOOKS_BACK)  # reasons that give no time

LAST_WEEKS = re.compile(
    rf"(?:in )?last \w+[’']s (?:\w+ ){{0,2}}?({timewords.ATTACKS})", re.IGNORECASE
)
OF_A_YEAR = re.compile(r"(?<= )(?:of|in) ((?:1[89]|20)\d\d)\b", re.IGNORECASE)
A_DEED = re.compile(rf"\b({timewords.ATTACKS})s? $", re.IGNORECASE)
LONGEST = 30  # characters of a word for a deed

THE_DEED = re.compile(rf"\W*the ({timewords.ATTACKS})\b", re.IGNORECASE)
NAMES = re.compile(r"[A-Z]\w{3,}")
MILESTONE = 20  # a toll of the headline that is no other's by chance
ON_A_DAY = re.compile(  # "On Friday a bomb killed two", no "On Friday police said"
    rf"\W*On\s+({timewords.DAY})\b(?!,?\s+(?:[\w’'-]+\s+){{1,5}}?"
    r"(?:said|had|announced|reported|put|raised|lowered|revised|confirmed|claimed|counted)\b)"
)
DAYS_BEFORE = 2  # what happened on the eve is news too
FRAGMENTS, SENTENCE, CAPTION = 6, 5, 25  # lines before a lead; words of a sentence, a caption
NOTE = 12  # sentences that a note without headline has at most


def old_deeds(doc: Doc, published: date | None) -> set[str]:
    """The deeds that a text gives an old year to ("the bombing of 1988"), in small letters."""
    newest = published.year - 1 if published else 0
    years = (m for m in OF_A_YEAR.finditer(text_of(doc)) if int(m[1]) < newest)
    deeds = (A_DEED.search(text_of(doc), max(0, m.start() - LONGEST), m.start()) for m in years)
    return {deed[1].lower() for deed in deeds if deed}


class EventIds:
    """The ids given so far to the events that an article tells of."""

    def __init__(self, doc: Doc, *, is_note: bool):
        self.doc, self.is_note = doc, is_note
        self.previous = ""  # the sentence before
        self.is_aside = False  # whether a lead tells a figure as of shortly before its news
        self.names: dict[str, dict[int, int]] = {}
        self.background: tuple[str, int, bool] | None = None  # its id, where it ends, if a total

    def event_id(self, start: int, end: int, reason: str | None) -> str:
        """Id of the event: current, current-2 …, background-2020, background-3 …"""
        text = self.doc[start:end].text
        if reason is None:
            is_separate = not self.is_note and timewords.SEPARATE.search(text) or self.is_aside
            return self._numbered("current", start) if is_separate else "current"
        is_timed = OWN_TIME.search(text)  # "Last week, …" is not of the year before it
        year = timewords.YEAR.search(text)
        year = year or (None if is_timed else timewords.YEAR.search(self.previous))
        if year:
            name = f"background-{year[1]}"
        elif self._is_told_of(start, reason):
            name = self.background[0]
        else:
            name = self._numbered("background", start)
        self.background = (name, end, reason in TOTALS)
        return name

    def _is_told_of(self, start: int, reason: str) -> bool:
        """Whether a figure goes on about the earlier event told of before.

        What has a time of its own is no part of a total, and no total is a part of it.
        """
        if self.background is None or start - self.background[1] > 2:
            return False
        has_time = not reason.startswith(UNTIMED)
        return not (has_time and (reason in TOTALS or self.background[2]))

    def _numbered(self, scope: str, start: int) -> str:
        """The next free name of a scope; the first background has no number."""
        names = self.names.setdefault(scope, {})
        if start not in names:
            names[start] = len(names) + (2 if scope == "current" else 1)
        return scope if names[start] == 1 else f"{scope}-{names[start]}"


class Topic:
    """What headline and lead tell, to which the figures below them are compared."""

    def __init__(self, doc: Doc, published: date | None):
        self.published = published
        self.doc, self.rows = doc, doc.user_data["sentences"]
        story = [r for r in self.rows if r["kind"] in ("headline", "body")]
        headline = next((r for r in story if r["kind"] == "headline"), None)
        self.is_note = len(story) <= NOTE and headline is None
        body = [r for r in story if r["kind"] == "body"]
        lead = body[0] if body else None
        lead = next((r for r in body[:FRAGMENTS] if self._is_lead(r, published)), lead)
        self.lead_start = lead["start"] if lead else None
        title = doc[headline["start"] : headline["end"]].text if headline else ""
        self.lead_text = doc[lead["start"] : lead["end"]].text if lead else ""
        self.lead = self.lead_text.lower()
        self.text = f"{title} {self.lead}".lower()
        self.names = set(NAMES.findall(title))  # of the headline
        last_year = str(published.year - 1) if published else None
        is_of_last_year = last_year is not None and last_year in self.text
        self.is_review = is_of_last_year or bool(lookbacks.REVIEW.search(self.lead))
        self.has_day = any(day in self.lead for day in WEEKDAYS)
        self.deeds = old_deeds(doc, published)
        told = doc[lead["start"] : lead["end"]] if lead and not self.is_note else None
        self._look_back(title, told)
        self.months: set[str] = set()  # whose toll the report gives
        self.toll = 0  # the first figure of headline or lead

    def _look_back(self, title: str, lead: Span | None) -> None:
        """Find out whether headline and lead tell of a court case, or of a deed long past."""
        is_calm = lead is not None and not lookbacks.is_violent_news(lead)
        is_old = is_calm and not lookbacks.has_fresh_deed(lead)
        years = (int(m[1]) for m in timewords.YEAR.finditer(title))
        is_of_old_year = (
            self.published is not None and min(years, default=9999) < self.published.year - 1
        )
        is_case = lookbacks.CASE.search(title or self.lead) or lookbacks.TRIAL.search(title)
        self.is_case = bool(is_case or is_old and lookbacks.COURT.search(title))
        is_anniversary = bool(lookbacks.ANNIVERSARY.search(self.text))
        self.looks_back = (
            is_anniversary and (is_calm or not self.has_day) or is_old and is_of_old_year
        )
        self.is_quiet = lead is not None and lookbacks.is_quiet(lead, title)
        self.lead_deed = lookbacks.old_deed(lead, self.published) if lead is not None else None

    def _is_lead(self, row: dict, published: date | None) -> bool:
        """Whether a line tells something: no date, dateline or kicker, no old picture's caption."""
        told = self.doc[row["start"] : row["end"]]
        years = {int(m[1]) for m in timewords.YEAR.finditer(told.text)}
        is_old = published is not None and told[-1].i - told[0].i < CAPTION
        is_old = is_old and bool(years) and max(years) < published.year
        return len(told) >= SENTENCE and any(t.tag_[:2] == "VB" for t in told) and not is_old

    def holds(self, start: int) -> bool:
        """Whether the sentence that starts there is the headline or the lead."""
        number = sentence_id(self.doc[start])
        return start == self.lead_start or self.rows[number]["kind"] == "headline"

    def is_one_paragraph(self, first: int, last: int) -> bool:
        """Whether two sentences stand in one paragraph."""
        return self.rows[first]["paragraph_id"] == self.rows[last]["paragraph_id"]

    def note_toll(self, start: int, figures: list[int]) -> None:
        """Remember the first of the dead that headline or lead count."""
        if self.holds(start) and not self.toll and figures:
            self.toll = max(figures)
            self.looks_back &= not self.has_day  # the dead of this week are the news

    def is_past(self, start: int) -> bool:
        """Whether the report that a sentence is of is about what happened long before it."""
        if self.looks_back or self.is_case:
            return True
        is_headline = start != self.lead_start and self.holds(start)
        is_news = self.toll or is_headline  # a headline that counts its dead has them for news
        return self.lead_deed is not None and (self.lead_deed.is_of_years or not is_news)

    def is_of_lead_deed(self, *tokens: int) -> bool:
        """Whether words of the lead tell of the deed that it dates to long ago."""
        deed = self.lead_deed
        is_old = deed is not None and (deed.is_of_years or not self.toll)
        return is_old and not deed.words.isdisjoint(tokens)

    def is_days_before(self, told: Span) -> bool:
        """Whether a sentence opens with a day of the week two or more before those of the lead."""
        opening = ON_A_DAY.match(told.text)
        if opening is None or not (self.has_day or self.published):
            return False
        day = WEEKDAYS.index(opening[1].lower())
        known = [k for k, name in enumerate(WEEKDAYS) if name in self.lead]
        known = known or [self.published.weekday()]
        return all(DAYS_BEFORE <= (k - day) % 7 <= 4 for k in known)

    def is_toll(self, figure: int) -> bool:
        """Whether a figure is the toll that the headline gives, or just above ("passes 500")."""
        return MILESTONE <= self.toll <= figure <= 1.05 * self.toll

    def is_old_deed(self, clause: str, *, goes_on: bool) -> bool:
        """Whether a clause tells of a deed of an old year, or goes on about one."""
        if not self.deeds:
            return False
        if goes_on:
            return bool(timewords.DEFINITE_EVENT.search(clause))
        named = THE_DEED.match(clause)
        return bool(named) and named[1].lower() in self.deeds

    def is_about(self, words: str) -> bool:
        """Whether "since the protests began" counts from what headline and lead are about."""
        if timewords.LASTING.search(self.text) and words.lower().startswith(("since", "earlier")):
            return True
        event = timewords.SINCE_EVENT.match(words) or not self.toll and LAST_WEEKS.match(words)
        return bool(event) and event[1].lower().rstrip("s")[:6] in self.text

    def old_year(self, clause: str) -> int | None:
        """A year in the clause before that of publication, or any year when that is unknown."""
        clause = without_ranks(timewords.CITED.sub("", clause))
        years = [
            int(m[1])
            for m in timewords.YEAR.finditer(clause)
            if not timewords.COMPARED.search(clause[: m.start()]) or clause[m.end() :][:1] == ":"
        ]
        if self.published:
            # A review is of the year before.
            newest = self.published.year - 1 - self.is_review
            return next((year for year in years if year <= newest), None)
        known = map(int, timewords.YEAR.findall(self.lead) if self.is_note else ())
        is_of_note = years and years[0] >= max(known, default=years[0] + 1)  # or what came of it
        return years[0] if years and not is_of_note else None

    def is_of_other_month(self, words: str) -> bool:
        """Whether words date what they tell to another month than that of the report."""
        known, published = self.months, self.published
        return published is not None and timewords.is_of_other_month(words, published, known)
