"""By which id is an event known?  Current, current-2, background-2020, background-3 …"""

import re
from datetime import date

from spacy.tokens import Doc

from dateline.claims import timewords

A_LONGER_TIME, WAR_TOTAL = "an earlier time or a longer period", "a total of the war"
TOTALS = (A_LONGER_TIME, WAR_TOTAL)
LOOKS_BACK = "the report looks back on it"
UNTIMED = ("goes on", "stands beside", "part of", LOOKS_BACK)  # reasons that give no time

OF_A_YEAR = re.compile(r"(?<= )(?:of|in) ((?:1[89]|20)\d\d)\b", re.IGNORECASE)
A_DEED = re.compile(rf"\b({timewords.ATTACKS})s? $", re.IGNORECASE)
LONGEST = 30  # characters of a word for a deed

THE_DEED = re.compile(rf"\W*the ({timewords.ATTACKS})\b", re.IGNORECASE)


def old_deeds(doc: Doc, published: date | None) -> set[str]:
    """The deeds that a text gives an old year to ("the bombing of 1988"), in small letters."""
    newest = published.year - 1 if published else 0
    years = (m for m in OF_A_YEAR.finditer(doc.text) if int(m[1]) < newest)
    deeds = (A_DEED.search(doc.text, max(0, m.start() - LONGEST), m.start()) for m in years)
    return {deed[1].lower() for deed in deeds if deed}


class EventIds:
    """The ids given so far to the events that an article tells of."""

    def __init__(self, doc: Doc, *, is_note: bool):
        self.doc, self.is_note = doc, is_note
        self.previous = ""  # the sentence before
        self.names: dict[str, dict[int, int]] = {}
        self.background: tuple[str, int, bool] | None = None  # its id, where it ends, if a total

    def event_id(self, start: int, end: int, reason: str | None) -> str:
        """Id of the event: current, current-2 …, background-2020, background-3 …"""
        text = self.doc[start:end].text
        if reason is None:
            is_separate = not self.is_note and timewords.SEPARATE.search(text)
            return self._numbered("current", start) if is_separate else "current"
        year = timewords.YEAR.search(text) or timewords.YEAR.search(self.previous)
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
