"""Which event does a figure belong to?  Current, background, planned or denied.

Background is told by the words around a figure: a year, "last month", "similar attack in March",
a war that has killed many.  The lead and the headline are current unless they name an old year.
"""

from datetime import date

from spacy.tokens import Doc

from dateline.claims import lookbacks, timewords
from dateline.claims.clauses import Harmed
from dateline.claims.scenes import AN_ATTACK
from dateline.claims.tenses import (
    AN_ANSWER,
    BACK_THEN,
    IN_THE_ATTACK,
    SHORTLY,
    THAT_TIME,
    clause_of,
    dates_the_saying,
    dating_words,
    is_before_the_past,
    is_beside_the_note,
    is_captives_own,
    is_of_a_war,
    month_reported,
    raises_total,
)
from dateline.claims.topic import (
    A_LONGER_TIME,
    LOOKS_BACK,
    NAMES,
    TOTALS,
    WAR_TOTAL,
    EventIds,
    Topic,
)
from dateline.parse import sentence_id

DAY_REACH, SPAN_REACH = 15, 25  # characters in which the day of an attack, or of a span, stands
ANOTHER_DAY = "dated to another month"
EXODUS = 200_000  # so many flee no attack of a few days
OPENING = 12  # words of a sentence that tell its day and what happened
MANY = 500  # so many in one sentence are no toll of the news but of the time told of before


class Clock(EventIds):
    """What has been told so far: the topic of the article, and the last words of another time."""

    def __init__(self, doc: Doc):
        self.published: date | None = doc.user_data["article"].published
        self.topic = Topic(doc, self.published)
        super().__init__(doc, is_note=self.topic.is_note)
        self.war = 0  # how many the war has killed that the lead speaks of
        self.old: tuple[int, str] = (-1, "")  # the last sentence of an earlier time, and why

    def reason_for_background(self, harmed: Harmed, start: int, end: int) -> str | None:
        """Why a figure is not of the event reported, in words, or ``None``."""
        self.is_aside = False
        opening, closing = clause_of(self.doc, harmed, start, end)
        clause = dating_words(self.doc, harmed, opening, closing)
        is_old = self.topic.old_year(clause)
        is_fresh = not is_old and not lookbacks.ANNIVERSARY.search(clause)
        is_fresh = is_fresh and timewords.tells_these_days(self.doc[start:end].text)
        if self.topic.is_of_lead_deed(harmed.trigger.i, harmed.group.head):
            return LOOKS_BACK
        is_past = self.topic.is_past(start)
        is_apart = not self.topic.is_case or timewords.SEPARATE.search(self.doc[start:end].text)
        if is_fresh and is_past and is_apart:
            return None
        number, figure = sentence_id(self.doc[start]), harmed.group.figure
        if self.topic.holds(start) and harmed.group.quantity and figure == self.topic.toll:
            return None  # "days after fighting that killed 176", the toll of the headline
        reason = self._dated(harmed, clause, start)
        is_counted = reason == ANOTHER_DAY and figure == self.topic.toll
        is_counted |= reason is not None and "since" in clause.lower()
        if is_counted and self.topic.is_toll(figure):
            return None
        if reason is None and not self.topic.holds(start):
            before = self.doc[start:opening].text  # "last year it fell; 30 died in that raid"
            told = before + clause
            if self._is_second(before, clause) or self._carries(told, clause, figure):
                reason = "goes on about an earlier time"
            elif not is_fresh and self._continues(clause, number, figure):
                reason = f"goes on about {self.old[1]}"
        if reason:
            is_total = reason in TOTALS or timewords.LONG_AGO.search(clause)
            self.old = (number, A_LONGER_TIME if is_total else "an earlier time")
        return reason or (LOOKS_BACK if is_past else None)

    def _continues(self, clause: str, number: int, figure: int) -> bool:
        """Whether a sentence adds to what the one before it, in its paragraph, told of the past."""
        said, reason = self.old
        if self.topic.is_quiet and said >= 0 and self.topic.is_one_paragraph(said, number):
            return True
        # Where headline and lead count nobody, totals are told apart.
        is_near = self.topic.toll and not timewords.IN_THE_SAME_TIME.search(clause)
        reach = 1 if is_near else 2
        if not 0 <= said >= number - reach or not self.topic.is_one_paragraph(said, number):
            return False
        is_other = bool(self.topic.toll or AN_ATTACK.search(clause))
        is_total = reason == A_LONGER_TIME and (not is_other or timewords.GOES_ON.search(clause))
        is_answer = reason != A_LONGER_TIME or figure > 3 * max(1, self.topic.toll)
        is_answer = is_answer and bool(AN_ANSWER.search(clause))
        return bool(is_total or is_answer or timewords.THEN.search(clause))

    def _dated(self, harmed: Harmed, clause: str, start: int) -> str | None:
        """Why the words of a clause set its figure in another time, or ``None``."""
        year = self.topic.old_year(clause)
        if year:
            return f"the sentence dates it to {year}"
        lead = None if self.topic.holds(start) else self.topic.text
        if self.is_note and is_beside_the_note(self.doc, harmed, clause, lead):
            return "another attack, or a longer period"
        is_earlier = self._is_of_earlier_attack(harmed, clause, start)
        if is_earlier or is_before_the_past(self.doc, harmed, clause):
            return "an earlier attack"
        is_later = not self.topic.holds(start)
        is_raised = raises_total(self.doc, harmed, start)
        if is_raised and timewords.IN_A_WAR.search(clause):
            return WAR_TOTAL
        is_open = is_later or is_raised
        is_open = is_open or not self.is_note and is_captives_own(self.doc, harmed)
        is_less = 0 < harmed.group.figure < self.topic.toll
        if is_open and not self.topic.is_review and self._is_long_ago(clause, is_less):
            return A_LONGER_TIME
        if not self.is_note and self._is_of_another_day(harmed, clause, start):
            return ANOTHER_DAY
        told = timewords.EARLIER_TIME.search(clause) if is_later else None
        figure = self.doc[harmed.group.start : harmed.group.end].text
        if told and not dates_the_saying(clause, *told.span(), figure):
            return "an earlier time"
        goes_on = 0 <= self.old[0] == sentence_id(self.doc[start]) - 1
        if is_later and not self.topic.toll and self.topic.is_old_deed(clause, goes_on=goes_on):
            return "an earlier deed"
        if not is_later and is_of_a_war(self.doc, harmed):
            self.war = self.war or harmed.group.figure
            return WAR_TOTAL
        return WAR_TOTAL if is_later and self._is_war_total(harmed, clause) else None

    def _is_of_another_day(self, harmed: Harmed, clause: str, start: int) -> bool:
        """Whether a clause is dated to another month, or by the calendar in news of weekdays."""
        if self.topic.holds(start):
            month = month_reported(self.doc, harmed, clause, self.topic.lead_text)
            self.topic.months |= {month} - {None}
        elif self.topic.is_days_before(self.doc[start : start + OPENING]):
            return True
        counted = timewords.SINCE_EVENT.search(clause)
        if counted and self.topic.is_about(counted[0]):
            return False  # "since the start of the operation on 20 January"
        if self.published:
            return self.topic.is_of_other_month(clause)
        told = timewords.ON_A_DATE.search(clause)
        is_news = self.topic.has_day and timewords.ON_A_DATE.search(self.topic.lead) is None
        return bool(told) and is_news and not timewords.THIS_WEEK.search(clause)

    def _is_of_earlier_attack(self, harmed: Harmed, clause: str, start: int) -> bool:
        """Whether the harm is told after words for an attack before the one reported."""
        told = timewords.EARLIER_ATTACK.search(clause)
        if self.is_note or not self.topic.holds(start):  # in a lead the mourned are the news
            told = told or timewords.MOURNED.search(clause)
        if told is None or harmed.trigger.frame == "toll":
            return False
        is_told = self.doc[harmed.trigger.i].text in clause[told.start() :]
        if is_told and SHORTLY.match(told[0]) and self.topic.toll and self.topic.holds(start):
            self.is_aside = True  # "a bomb killed two, hours after three were shot dead"
            return False
        is_new = timewords.THIS_WEEK.search(clause[told.end() : told.end() + DAY_REACH])
        if is_new or self.topic.is_about(told[0]):  # "since the raid in which 12 died", this raid
            return False
        return is_told

    def _is_long_ago(self, clause: str, is_less: bool) -> bool:
        """Whether a clause tells of a longer time, not of what headline and lead are about.

        A part of their toll may have been said last week.
        """
        return any(
            not (is_less and timewords.SAID.search(clause[: told.start()]))
            and not timewords.THIS_WEEK.search(clause[told.start() : told.end() + SPAN_REACH])
            and not timewords.ranks(clause, told)
            and not self.topic.is_about(clause[told.start() :])
            and not self._is_news_since(clause[told.start() : told.end() + SPAN_REACH])
            for told in timewords.LONG_AGO.finditer(clause)
        )

    def _is_news_since(self, words: str) -> bool:
        """Whether "since July 6" counts from a day so near that it is one with the news."""
        day = timewords.DATED.search(words) if words.lower().startswith("since") else None
        is_dated = self.published is not None and day is not None and day[2] is not None
        return is_dated and not self.topic.is_of_other_month(words)

    def note_sentence(self, start: int, end: int, figures: list[int]) -> None:
        """Remember a sentence that has been read, and whom it counts dead."""
        self.previous = told = self.doc[start:end].text
        if self.topic.is_quiet and self._is_old(told) and not timewords.tells_these_days(told):
            self.old = (sentence_id(self.doc[start]), "an earlier time")
        self.topic.note_toll(start, figures)

    def _goes_on(self, before: str, clause: str, *, is_many: bool = False) -> bool:
        """Whether a clause goes on about an earlier time that the words before it tell of."""
        is_past = not self.topic.is_review and timewords.PAST.search(before)
        is_old = bool(is_past or self.topic.old_year(before))
        is_of_them = timewords.DEFINITE_EVENT.search(clause) or timewords.OF_THESE.search(clause)
        if BACK_THEN.search(clause):
            return is_old or self.topic.is_of_other_month(before)
        return is_old and (is_many or bool(is_of_them))

    def _is_second(self, before: str, clause: str) -> bool:
        """Whether a clause tells what came of the earlier deed told of before its semicolon."""
        goes_on = timewords.GOES_ON.search(clause)  # "has killed", no "had killed"
        is_timed = timewords.TODAY.search(clause) or goes_on and not goes_on[0].startswith("had")
        is_old = clause[0] == ";" and not is_timed and self._is_old(before)
        return self._goes_on(before, clause) or is_old

    def _is_old(self, words: str) -> bool:
        """Whether words tell of another month, an old year or a longer time."""
        is_old = timewords.LONG_AGO.search(words) or self.topic.old_year(words)
        return bool(is_old) or self.topic.is_of_other_month(words)

    def _carries(self, told: str, clause: str, figure: int) -> bool:
        """Whether the sentence goes on about the earlier time of the sentence before."""
        if timewords.TODAY.search(clause):
            return False
        if THAT_TIME.match(told):  # "In February it lost more. That month, seven died"
            return self._is_old(self.previous)
        return self._goes_on(self.previous, clause, is_many=figure >= MANY)

    def _is_war_total(self, harmed: Harmed, clause: str) -> bool:
        """Whether a count is a total of the war, far beyond what the headline or lead counts."""
        figure, tells_war = harmed.group.figure, bool(timewords.WARS.search(clause))
        is_of_year = self.topic.is_review and not (tells_war and timewords.GOES_ON.search(clause))
        is_of_attack = IN_THE_ATTACK.search(clause) and not self.topic.toll
        if timewords.SINCE_DAY.search(clause) or is_of_year or is_of_attack:
            return False
        if harmed.harm not in ("killed", "casualties"):
            is_exodus = harmed.harm == "displaced" and timewords.GOES_ON.search(clause)
            is_exodus = is_exodus and not timewords.tells_these_days(clause)
            return figure >= (EXODUS if is_exodus else 10**6)
        if self.war and figure >= self.war:
            return True
        if self.topic.toll:
            return figure >= max(100 if self.topic.toll > 1 else 1000, 8 * self.topic.toll)
        names = set(NAMES.findall(clause)) & self.topic.names
        return figure >= 1000 and (tells_war or not names)
