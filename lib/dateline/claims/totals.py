"""Which figures are parts of a total that the report leads with?

A round-up gives its total first ("29 killed across the country") and then tells place after place,
attack after attack or side after side.  Such a figure is a part of the total and no other account
of it, and figures that stand beside different parts are of different people.
"""

from collections import defaultdict
from itertools import chain

from spacy.tokens import Doc

from dateline.claims.likeness import Figure, can_be_of
from dateline.claims.ranges import kinds_apart
from dateline.claims.scenes import (
    AN_ATTACK,
    AT_ANOTHER_TIME,
    ELSEWHERE,
    OPENS_WITH_PLACE,
    PLURAL,
    Tour,
    Whole,
    day_of,
)
from dateline.claims.timewords import SEPARATE
from dateline.lexicon import words
from dateline.rows import number_of

TOLD_BEFORE = words("the them these those whom dead")


def mark_parts(
    doc: Doc, figures: list[Figure], sentences: list[dict], mentions: list[dict], places: list[dict]
) -> None:
    """Make what a round-up tells place by place or attack by attack parts of its total."""
    story = [n for n, row in enumerate(sentences) if row["kind"] in ("headline", "body")]
    reader = _Reader(Tour(doc, sentences, mentions, places), story[:3])
    told: dict[int, list[Figure]] = defaultdict(list)
    for figure in figures:
        figure.row |= {
            "apart_by": None,
            "_scene": 0,
            "_in_parts": False,
            "_within": None,
            "_where": set(),
        }
        if figure.row["scope"] == "current" and figure.row["counted"]:
            told[figure.row["sentence_id"]].append(figure)
    for number, together in told.items():
        reader.read(number, together)
    for whole in chain.from_iterable(reader.wholes.values()):
        whole.figure.row["_in_parts"] = whole.is_plural
    reader.undo_lone_parts(figures)
    part_rows = [f.row for f in figures if f.row["apart_by"] and f.row["subset_of"]]
    parts = {row["claim_id"] for row in part_rows}
    told_of = {row["sentence_id"] for row in part_rows if row["event_id"] == "current"}
    for row in (figure.row for figure in figures):
        row["_of_total"] = row["claim_id"] in parts or row["same_as"] in parts
        if row["_scene"] and row["sentence_id"] in told_of:
            row["event_id"] = "current"
        if not parts:
            row |= {"apart_by": None, "_scene": 0}


class _Reader:
    """The figures of a report in the order of the text, with the totals told so far."""

    def __init__(self, tour: Tour, lead: list[int]):
        self.tour, self.lead = tour, lead
        self.wholes: dict[str, list[Whole]] = defaultdict(list)
        self.parted = -1  # the last sentence with a part

    def read(self, number: int, together: list[Figure]) -> None:
        """Read the figures of one sentence: totals of headline and lead, or parts of them."""
        alike: dict[str, list[Figure]] = defaultdict(list)
        for figure in together:
            is_told = figure.row["_route"] in ("part", "older", "inverted")
            is_other = figure.row["subset_of"] or is_told
            if not is_other and not (figure.is_partitive and figure.words & TOLD_BEFORE):
                alike[figure.row["harm"]].append(figure)
        again = [(w, f) for f in together for w in self._roots(f.row["harm"]) if w.is_again(f)]
        if number in self.lead and again:
            self._learn(number, again)
        else:
            self._enter(number, {figure.row["claimant_name"] for figure in together})
        for figure in together:
            figure.row |= {"_scene": self.tour.here, "_where": self.tour.ids[number]}
        for harm, figures in alike.items():
            if not self._are_summands(harm, figures):
                for figure in figures:
                    self._place(figure)

    def _roots(self, harm: str) -> list[Whole]:
        """The totals of headline and lead."""
        return [w for w in self.wholes[harm] if not w.figure.row["subset_of"]]

    def _learn(self, number: int, again: list[tuple[Whole, Figure]]) -> None:
        """Add what a sentence of the lead tells about the totals that it repeats."""
        text = self.tour.acts([n for n in self.lead if n <= number])
        self.tour.leave(number)
        for whole, figure in again:
            whole.kinds.add(figure.row["victim_type"])
            whole.day = whole.day or day_of(figure)
            whole.names |= self.tour.names(number)
            whole.last = number
            whole.learn(text)

    def _enter(self, number: int, tellers: set[str | None]) -> None:
        """Note which scene a sentence with figures tells of, once there is a total."""
        roots = [root for harm in list(self.wholes) for root in self._roots(harm)]
        if roots:
            known = {name for whole in roots for name in whole.names}
            is_spread = any(root.is_spread for root in roots)
            self.tour.enter(number, tellers, known, is_spread=is_spread)

    def _are_summands(self, harm: str, alike: list[Figure]) -> bool:
        """Make figures that one sentence lists parts of the total before, if they come to it."""
        n = sum(number_of(figure.row) for figure in alike)
        fits = (w for w in self._roots(harm) if number_of(w.figure.row) == n and len(alike) > 1)
        whole = next(fits, None)
        is_lead = alike[0].row["sentence_id"] in self.lead
        if whole is None or not is_lead or any(f.row["is_perpetrator"] for f in alike):
            return False
        sides = {figure.row["side_id"] for figure in alike} - {None, "all"}
        for figure in alike:
            self._join(whole, figure, "side" if len(sides) > 1 else self.tour.evidence or "kind")
            self.wholes[harm][-1].scene = 0
        whole.left = 0
        return True

    def _place(self, figure: Figure) -> None:
        """Find out whether a figure is a total of headline or lead, or a part of one."""
        row, wholes = figure.row, self.wholes[figure.row["harm"]]
        if again := next((w for w in wholes if self._is_repeat(w, figure)), None):
            again.kinds.add(row["victim_type"])
            if again.figure.row["subset_of"]:
                row["same_as"], row["apart_by"] = again.figure.row["claim_id"], self.tour.evidence
            else:
                row["_scene"] = 0
            return
        whole = next((w for w in reversed(wholes) if self._holds(w, figure)), None)
        is_told = number_of(row) > 1 and row["qualifier"] != "vague" and not row["_weak"]
        if whole:
            self._join(whole, figure, self.tour.evidence)
        elif is_told and self._may_lead(figure):
            text = self.tour.acts([n for n in self.lead if n <= row["sentence_id"]])
            wholes.append(Whole(figure, self._names(), text))
            wholes[-1].day = day_of(figure)
            row["_scene"] = 0
        elif row["_route"] != "toll":
            row["apart_by"] = self.tour.evidence

    def undo_lone_parts(self, figures: list[Figure]) -> None:
        """Undo the parts of a total that is not told in two scenes, nor in one put first."""
        parts: dict[str, list[dict]] = defaultdict(list)
        for row in (figure.row for figure in figures):
            if row["apart_by"] and row["subset_of"]:
                parts[row["subset_of"]].append(row)
        roots = {w.figure.row["claim_id"] for harm in self.wholes for w in self._roots(harm)}
        for told in (rows for whole, rows in parts.items() if whole in roots):
            scenes = {row["_scene"] for row in told}
            is_listed = len(told) > len({row["sentence_id"] for row in told})
            is_first = any(OPENS_WITH_PLACE.match(self.tour.text(r["sentence_id"])) for r in told)
            if len(scenes) < 2 and not is_listed and not is_first:
                for row in told:
                    row |= {"subset_of": None, "apart_by": None}

    def _may_lead(self, figure: Figure) -> bool:
        """Whether a figure of headline or lead is a total: no smaller one beside another."""
        row = figure.row
        roots = self._roots(row["harm"])
        is_less = any(
            number_of(row) <= number_of(w.figure.row) and can_be_of(figure, w.figure)
            for w in roots
            if w.figure.row["sentence_id"] != row["sentence_id"]
        )
        is_apart = self.tour.evidence and (roots or self.parted == row["sentence_id"])
        return row["sentence_id"] in self.lead and not is_less and not is_apart

    def _names(self) -> set[str]:
        """What headline and lead name as places, up to the sentence being read."""
        return set().union(*(self.tour.names(n) for n in self.lead if n <= self.tour.before))

    def _is_repeat(self, whole: Whole, figure: Figure) -> bool:
        """Whether a figure is a total again, or a part that was told in the same scene."""
        is_part = not whole.scene and whole.figure.row["subset_of"]
        if is_part and ELSEWHERE.search(self.tour.text(figure.row["sentence_id"])):
            return False
        is_here = whole.scene in (0, self.tour.scene) and whole.is_again(figure)
        return is_here and (number_of(figure.row) > 1 or figure.head == whole.figure.head)

    def _holds(self, whole: Whole, figure: Figure) -> bool:
        """Whether a figure is narrower than a total and still fits into it."""
        a, b = figure.row, whole.figure.row
        is_elsewhere = self.tour.opens_elsewhere(a["sentence_id"])
        text = self.tour.text(a["sentence_id"])
        is_later = AT_ANOTHER_TIME.match(text) and not whole.is_spread
        is_later = is_later or SEPARATE.match(text) and not whole.is_plural
        is_split = self.tour.evidence and (is_elsewhere or not whole.is_one_attack)
        is_split = is_split and not is_later
        if not is_split or a["_route"] == "toll" or a["qualifier"] == "vague":
            return False
        if self.tour.evidence == "attack" and not whole.is_plural and not whole.scene:
            return False
        is_most = not whole.scene and 2 * number_of(a) > number_of(b)
        is_most = is_most and a["claimant_name"] != b["claimant_name"]
        if is_most and not whole.is_spread and not is_elsewhere:
            return False  # more likely another's count of all
        is_smaller = number_of(a) < number_of(b) and number_of(a) <= whole.left
        is_part = a["sentence_id"] != b["sentence_id"] and is_smaller
        is_other = kinds_apart({a["victim_type"]}, whole.kinds)  # militants among "seven civilians"
        if not is_part or is_other or not can_be_of(figure, whole.figure):
            return False
        if whole.scene:
            return whole.scene == self.tour.scene
        return self._is_inside(whole, a)

    def _is_inside(self, whole: Whole, row: dict) -> bool:
        """Whether a scene lies where and when the total is told of."""
        own = [n for n in self.lead if n <= whole.last]
        if whole.day and row["date_start"] and row["date_start"][:10] != whole.day:
            return False
        if whole.is_spread:
            return True
        known = set().union(*(self.tour.provinces[n] for n in own))
        here = self.tour.provinces[row["sentence_id"]]
        return not known or not here or bool(known & here)

    def _join(self, whole: Whole, figure: Figure, apart_by: str) -> None:
        """Make a figure part of a total; it may have parts of its own."""
        row = figure.row
        row["subset_of"], row["apart_by"] = whole.figure.row["claim_id"], apart_by
        row["event_id"] = whole.figure.row["event_id"]
        whole.left -= number_of(row)
        self.parted = row["sentence_id"]
        text = self.tour.text(row["sentence_id"])
        if not AN_ATTACK.search(text) and not PLURAL.search(text):
            text = ""
        self.wholes[row["harm"]].append(Whole(figure, self.tour.place, text, self.tour.scene))
