"""Whose word goes on?  Speakers of figures that stand between two sentences of one speaker."""

import re
from bisect import bisect_left

from dateline.claims.claimants import Attribution
from dateline.claims.likeness import Figure
from dateline.claims.speakers import Speaker
from dateline.lexicon import listed

REACH = 2  # sentences in which a speaker goes on
THAT = re.compile(  # "seven people died in those attacks", "that takes their losses to 13"
    r"(?i)\b(?:in|from|by|during) (?:these|those|that|it|them)\b|\bthe same\b|\bas a result\b"
    r"|^\W*(?:that|this|it|which) (?:takes?|brings?|makes?|raises?|took|brought|made|raised)\b"
)
SO = re.compile(  # "So the monitor has reckoned", "That is what two teachers told"
    r"^\W*(?:so|thus)\s+(?!far\b)|^\W*(?:this|that|such)(?:['’]s|\s+(?:is|was|were))\b[^.]{0,30}?"
    r"\b(?:what|how|according|written|reported|stated|the (?:word|account|version))\b"
    r"|^\W*(?:the|these|those)\s+(?:report|figures?|counts?|tolls?|numbers?|data)\s+"
    r"(?:(?:came|comes?) (?:\w+ )?from|(?:was|were|is|are) (?:\w+ )?(?:by|from))\b",
    re.IGNORECASE,
)
TOLD_FORMS = listed("verb form of telling") - listed("verb that needs a clause")
OF_THEM = re.compile(r"(?i)\bof (?:these|them|those)\W*$")
AMONG_THEM = re.compile(r"(?i)\W*(?:of|among) (?:these|them|those)(?:,| (?:is|are|was|were)\b)")
THE_FIGURES = re.compile(
    r"(?i)\b(?:the|these|those|its|their)\s+(?:\w+\s+)?(?:figures?|toll|tally|count|total|numbers?)\s+"
    r"(?:also\s+)?(?:include[sd]?|comprise[sd]?|cover(?:s|ed)?)\b"
    r"|^\W*the\s+[\d,]+\s+(?:dead|killed|injured|wounded|missing|victims|deaths)\s+include"
    r"|^\W*(?:included|counted) (?:in|among) (?:the|these|those) "
)


def carry_speakers(figures: list[Figure], told: Attribution) -> None:
    """Give figures without a speaker the one who speaks before and after them."""
    starts = [start for start, _ in told.heard]
    for k, figure in enumerate(figures):
        row = figure.row
        if row["claimant_name"] or figure.is_headline:
            continue
        at = bisect_left(starts, figure.group.start + 1) - 1
        if at < 0 or told.heard[at][1]:
            continue
        text = figure.sentence
        is_open = row["scope"] == "current" and not _has_verb_of_telling(figure)
        speaker = _goes_on(told, at, text) if is_open else None
        speaker = speaker or _pointed_back(figure, told, at)
        if speaker is not None:
            row |= {"claimant_name": told.shown(speaker), "claimant": told.actor(speaker)}
        else:
            _copy_speaker(figure, figures[:k], text)


def carry_to_parts(figures: list[Figure]) -> None:
    """Give "two of the slain" the speaker of the whole in the sentence before."""
    by_id = {f.row["claim_id"]: f for f in figures}
    for figure in figures:
        row = figure.row
        whole = by_id.get(row["subset_of"])
        if whole is None or row["claimant_name"] or not whole.row["claimant_name"]:
            continue
        apart = row["sentence_id"] - whole.row["sentence_id"]
        if apart == 0 or apart == 1 and figure.is_partitive:
            _copy(whole, figure)


def _goes_on(told: Attribution, at: int, text: str) -> Speaker | None:
    """Who speaks on: who speaks before and after sentence `at`, or whose words it takes up."""
    before = next((s for _, s in told.heard[max(0, at - REACH) : at][::-1] if s), None)
    if at and told.heard[at - 1][1] and THAT.search(text):
        return told.heard[at - 1][1][-1]
    after = next((s for _, s in told.heard[at + 1 : at + 1 + REACH] if s), None)
    if not before or not after:
        return None
    last, first = before[-1], after[0]
    names = [set(s.name.lower().split()) for s in (last, first)]
    return last if names[0] <= names[1] or names[1] <= names[0] else None


def _pointed_back(figure: Figure, told: Attribution, at: int) -> Speaker | None:
    """Who says in the next sentence that so it is ("So the monitor has reckoned")."""
    if at + 1 >= len(told.heard) or not told.heard[at + 1][1]:
        return None
    start = told.heard[at + 1][0]
    return told.heard[at + 1][1][0] if SO.match(figure.doc[start : start + 12].text) else None


def _has_verb_of_telling(figure: Figure) -> bool:
    """Whether the sentence tells of somebody's word ("it had first been reported")."""
    sentence = figure.doc.user_data["sentences"][figure.row["sentence_id"]]
    told = figure.doc[sentence["start"] : sentence["end"]]
    return told.text.isupper() or any(t.lower_ in TOLD_FORMS and t.pos_ == "VERB" for t in told)


def _copy_speaker(figure: Figure, earlier: list[Figure], text: str) -> None:
    """Copy the speaker of the figure before to "900 of these" and "the figures include"."""
    is_of_them = figure.is_partitive and OF_THEM.search(figure.row["victims"])
    is_of_them = is_of_them or AMONG_THEM.match(text) or THE_FIGURES.search(text)
    if not earlier or not is_of_them:
        return
    last = earlier[-1]
    if figure.row["sentence_id"] - last.row["sentence_id"] <= 1 and last.row["claimant_name"]:
        _copy(last, figure)


def _copy(source: Figure, figure: Figure) -> None:
    """Copy who states a figure."""
    figure.row |= {key: source.row[key] for key in ("claimant", "claimant_name")}
