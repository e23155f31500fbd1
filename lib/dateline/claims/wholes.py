"""What is a total that a report tells in parts?  Its figure, its places, its attacks, its day."""

import re

from spacy.tokens import Doc

from dateline.claims.likeness import Figure, can_be_of, compatible
from dateline.claims.scenes import PLURAL, SINGULAR, SPREAD, SUPERLATIVE
from dateline.rows import number_of

OVERSHOOT = 1.25  # what the parts of an "at least" may come to
DAY = re.compile(r"\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|today|yesterday)\b")
REST_LEFT_OUT = re.compile(
    r"(?i)\b(?:the (?:others?|rest)|(?:the )?(?:remaining|other) \w+)\b[^.;]*?"
    r"\bnot (?:being )?(?:counted|included)\b"
)
SAYING = re.compile(r"\b(?:said|says|according|officials|authorities|told|reported)\b")


class Whole:
    """A total that is being told in parts: where, and how many are still to come."""

    def __init__(self, figure: Figure, names: set[str], text: str, scene: int = 0):
        row = figure.row
        self.figure, self.names, self.scene = figure, names, scene
        self.kinds = {row["victim_type"]}
        self.left = row["high"] if row["high"] is not None else OVERSHOOT * number_of(row)
        self.last = row["sentence_id"]
        self.day: str | None = None
        self.learn(text)

    def learn(self, text: str) -> None:
        """Note from the words around a total whether it is of several attacks."""
        text = SUPERLATIVE.sub("", text)
        self.is_spread = bool(SPREAD.search(text))
        self.is_plural = self.is_spread or bool(PLURAL.search(text))
        self.is_one_attack = not self.is_plural and bool(SINGULAR.search(text))

    def is_again(self, figure: Figure) -> bool:
        """Whether a figure of another sentence gives the number of the total again."""
        a, b = figure.row, self.figure.row
        is_same = number_of(a) == number_of(b) and a["sentence_id"] != b["sentence_id"]
        is_same = is_same and not figure.group.more and not figure.is_pronominal
        return is_same and can_be_of(figure, self.figure) and compatible(figure, self.figure)


def day_of(figure: Figure) -> str | None:
    """The day of the harm, where its sentence tells that and no day of saying."""
    told = figure.sentence
    day, saying = DAY.search(told), SAYING.search(told)
    is_own = day and (not saying or day.start() < saying.start())
    return (figure.row["date_start"] or "")[:10] or None if is_own else None


def leave_out_rest(doc: Doc, figures: list[Figure]) -> None:
    """Count only those told apart when the text does not count "the remaining victims"."""
    if not REST_LEFT_OUT.search(doc.text):
        return
    by_id = {f.row["claim_id"]: f.row for f in figures}
    for row in (f.row for f in figures if f.row["subset_of"]):
        whole = by_id[row["subset_of"]]
        if whole["harm"] == row["harm"]:
            row["subset_of"] = None
            whole.update(counted=False, reason="the text does not count the rest of them")
