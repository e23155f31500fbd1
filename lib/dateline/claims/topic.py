"""What is the report about?  Its headline and lead: their day, their toll, their deed."""

import re
from datetime import date

from spacy.tokens import Doc

from dateline.claims import timewords
from dateline.claims.scenes import AN_ATTACK
from dateline.dates.expressions import WEEKDAYS
from dateline.parse import sentence_id

NAMES = re.compile(r"[A-Z]\w{3,}")
MILESTONE = 20  # a toll of the headline that is no other's by chance
FRAGMENTS, SENTENCE, CAPTION = 6, 5, 25  # lines before a lead; words of a sentence, a caption
NOTE = 12  # sentences that a note without headline has at most


class Topic:
    """What headline and lead tell, to which the figures below them are compared."""

    def __init__(self, doc: Doc, published: date | None):
        self.doc, self.rows = doc, doc.user_data["sentences"]
        story = [r for r in self.rows if r["kind"] in ("headline", "body")]
        headline = next((r for r in story if r["kind"] == "headline"), None)
        self.is_note = len(story) <= NOTE and headline is None
        body = [r for r in story if r["kind"] == "body"]
        lead = body[0] if body else None
        if not self.is_note:
            lead = next((r for r in body[:FRAGMENTS] if self._is_lead(r, published)), lead)
        self.lead_start = lead["start"] if lead else None
        title = doc[headline["start"] : headline["end"]].text if headline else ""
        self.lead = doc[lead["start"] : lead["end"]].text.lower() if lead else ""
        self.text = f"{title} {self.lead}".lower()
        self.names = set(NAMES.findall(title))  # of the headline
        last_year = str(published.year - 1) if published else None
        is_of_last_year = last_year is not None and last_year in self.text
        self.is_review = is_of_last_year or bool(timewords.REVIEW.search(self.lead))
        self.has_day = any(day in self.lead for day in WEEKDAYS)
        self.is_case = bool(
            timewords.CASE.search(title or self.lead) or timewords.TRIAL.search(title)
        )
        self.looks_back = bool(timewords.ANNIVERSARY.search(self.text)) and (
            not self.has_day or self._commemorates()
        )
        self.toll = 0  # the first figure of headline or lead

    def _is_lead(self, row: dict, published: date | None) -> bool:
        """Whether a line tells something: no date, dateline or kicker, no old picture's caption."""
        told = self.doc[row["start"] : row["end"]]
        years = {int(m[1]) for m in timewords.YEAR.finditer(told.text)}
        is_old = published is not None and told[-1].i - told[0].i < CAPTION
        is_old = is_old and bool(years) and max(years) < published.year
        return len(told) >= SENTENCE and any(t.tag_[:2] == "VB" for t in told) and not is_old

    def _commemorates(self) -> bool:
        """Whether what happened on the day of the lead is that a deed of the past was mourned."""
        is_mourned = timewords.COMMEMORATED.search(self.text)
        return bool(is_mourned) and not AN_ATTACK.search(self.lead)

    def holds(self, start: int) -> bool:
        """Whether the sentence that starts there is the headline or the lead."""
        number = sentence_id(self.doc[start])
        return start == self.lead_start or self.rows[number]["kind"] == "headline"

    def note_toll(self, start: int, figures: list[int]) -> None:
        """Remember the first of the dead that headline or lead count."""
        if self.holds(start) and not self.toll and figures:
            self.toll = max(figures)
            self.looks_back &= not self.has_day  # the dead of this week are the news

    def is_toll(self, figure: int) -> bool:
        """Whether a figure is the toll that the headline gives, or just above ("passes 500")."""
        return MILESTONE <= self.toll <= figure <= 1.05 * self.toll

    def is_about(self, words: str) -> bool:
        """Whether "since the protests began" counts from what headline and lead are about."""
        if timewords.LASTING.search(self.text) and words.lower().startswith(("since", "earlier")):
            return True
        event = timewords.SINCE_EVENT.match(words)
        return bool(event) and event[1].lower().rstrip("s")[:6] in self.text
