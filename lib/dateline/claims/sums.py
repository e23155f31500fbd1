"""Which figures are some of those counted elsewhere, and which come to a total together?

"Thirteen died in two raids", says the lead; eleven and two are told further down.  Each alone might
be another's word on the thirteen; together they are its parts, since they come to it.  Parts told
again, "a third" of three, wounded who later died and new dead that bring a toll to a figure are no
further victims either.
"""

import re
from collections.abc import Iterator
from itertools import accumulate

from spacy.tokens import Doc

from dateline.claims.likeness import (
    GENERIC,
    Figure,
    compatible,
    is_filled,
    names_its_side,
    shared_name,
    sides_differ,
)
from dateline.claims.ranges import LEAD, kinds_apart
from dateline.claims.versions import OLDER, OLDER_TOLL
from dateline.lexicon import words
from dateline.rows import number_of

TOTAL = re.compile(r"\b(?:(?:all )?in (?:total|all)|altogether)\b")
TOTAL_TOLL = re.compile(r"(?:total|overall)\b")  # "Total death toll 17"
OVERALL = re.compile(r"\b(?:overall|combined|total) (?:[a-z]+ )?toll\b[^.;]*$")
NAMED = re.compile(r"\b(?:was|were|been) (?:identified|named) as\b")
NTH = ["second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"]
# "That takes to 13", "which brings the toll to eight"
REFERS = re.compile(r"\b(?:[Tt]hat|[Tt]his|It|[Ww]hich) (?:t[ao]k|br[io]|rais|push|mak|put)")
SHOT = words("shot stabbed shooting")
HURT = words("wounded injured")
DYING = words("died succumbed die dies dead dying survive")
OWN_WOUNDS = re.compile(r"\b(?:his|her|their) (?:\w+ )?(?:wounds?|injur(?:y|ies))\b", re.IGNORECASE)
DIED_LATER = re.compile(
    r"\b(?:later|then|subsequently|wounds|injuries|hospital|succumb\w*|overnight)\b", re.IGNORECASE
)


def is_part_again(figure: Figure, part: Figure, figures: list[Figure]) -> bool:
    """Whether a count tells a part of a toll again: by its side or noun, or for want of room."""
    a, b = figure.row, part.row
    is_count = bool(figure.group.quantity and part.group.quantity) and number_of(a) > 1
    is_same = is_count and number_of(a) == number_of(b) and a["sentence_id"] != b["sentence_id"]
    is_same = is_same and all(a[key] == b[key] for key in ("harm", "event_id", "is_perpetrator"))
    if not (is_same and b["subset_of"]) or figure.group.more or not compatible(figure, part):
        return False
    if is_filled(b["subset_of"], figures):
        return True
    is_named = figure.head == part.head and figure.head not in GENERIC
    is_named |= a["_route"] == "toll" and figure.group.is_bare  # "put the foreigners killed at 17"
    is_named |= a["side_id"] not in (None, "all") and a["side_id"] == b["side_id"]
    return is_named and not figure.is_further


def turn_round(figures: list[Figure]) -> None:
    """Make the fewer part of the more ("Two soldiers were among four people killed")."""
    told = {figure.row["claim_id"]: figure for figure in figures}
    for figure in figures:
        row, whole = figure.row, told.get(figure.row["subset_of"])
        start = figure.group.start
        is_among = "among" in figure.doc[max(0, start - 2) : start].text.lower().split()
        is_alike = whole and whole.row["harm"] == row["harm"] and whole.group.quantity
        if is_alike and is_among and 0 < number_of(whole.row) < number_of(row):
            row["subset_of"], whole.row["subset_of"] = None, row["claim_id"]


def is_one_of_counted(figure: Figure, earlier: list[Figure]) -> bool:
    """Whether the text names people counted before, or tells the last of them.

    "Two other rebels killed in the clash were identified as …"; "a third protester", of three.
    """
    if figure.group.quantity and NAMED.search(figure.sentence):
        return True
    nth = [NTH.index(word) + 2 for word in NTH if word in figure.words]
    told = [f for f in earlier if f.row["harm"] == figure.row["harm"] and f.group.quantity]
    return bool(nth) and any(f.group.figure >= nth[0] for f in told)


def complete_totals(figures: list[Figure]) -> None:
    """Make figures that come to a total of headline or lead parts of it, told apart."""
    for whole in filter(_may_lead, figures):
        told = list(_told_after(whole, figures))
        without = [figure for figure in told if not figure.row["is_perpetrator"]]
        apart = [figure for figure in without if figure.row["_route"] != "included"]
        all_apart = [figure for figure in told if figure.row["_route"] != "included"]
        ways = (_adding_up(whole, way) for way in (apart, all_apart, without))
        parts = next(filter(None, ways), [])
        for part in parts[1:]:
            if part.group.more:  # "five more" of the 12 policemen, after "15 rebels"
                part.row.update({key: parts[0].row[key] for key in ("side", "side_id")})
        sides = {part.row["side_id"] for part in parts} - {None, "all"}
        if len(sides) > 1 and not names_its_side(whole.row):
            whole.row.update(side_id=None, side=None)
        for row in (part.row for part in parts):
            row["subset_of"], row["same_as"] = whole.row["claim_id"], None
            row["event_id"] = whole.row["event_id"]
            row["apart_by"] = row["apart_by"] or ("side" if len(sides) > 1 else "kind")
            row["counted"], row["reason"] = True, None


def _may_lead(figure: Figure) -> bool:
    """Whether a figure is a total of headline or lead."""
    row = figure.row
    is_first = row["sentence_id"] < LEAD and row["counted"] and row["scope"] == "current"
    is_first = is_first and row["side_id"] != "all"  # of both sides: reconcile compares these
    is_told = is_first and figure.group.quantity and row["qualifier"] in ("exact", "at_least")
    return bool(is_told and number_of(row) > 2 and not row["subset_of"] and not row["same_as"])


def _told_after(whole: Figure, figures: list[Figure]) -> Iterator[Figure]:
    """The smaller figures of later sentences that can be of the total, each people once."""
    a = whole.row
    own = {f.row["claim_id"] for f in figures if f.row["same_as"] == a["claim_id"]}
    for figure in figures:
        row = figure.row
        if row["sentence_id"] <= a["sentence_id"] or row["harm"] != a["harm"]:
            continue
        is_free = row["subset_of"] in (None, a["claim_id"], *own) and row["scope"] == "current"
        is_own = row["same_as"] in (None, a["claim_id"]) and row["reason"] in (None, OLDER_TOLL)
        is_most = row["qualifier"] == "at_least" and number_of(a) < 2 * number_of(row)
        is_told_anew = row["_route"] == "toll" and row["side_id"] is None
        is_told_anew = is_told_anew or OLDER.search(figure.sentence)
        is_own = is_own and not (is_told_anew and not row["_scene"])
        is_smaller = number_of(row) < number_of(a) and (row["qualifier"] == "exact" or is_most)
        can_be = compatible(figure, whole) or not (names_its_side(a) or whole.is_definite)
        can_be = can_be and not kinds_apart({row["victim_type"]}, {a["victim_type"]})
        if is_free and is_own and is_smaller and can_be:
            yield figure


def _adding_up(whole: Figure, told: list[Figure]) -> list[Figure]:
    """The first of the figures, two or more, that come to the total; none if they do not."""
    sums = list(accumulate(number_of(figure.row) for figure in told))
    if number_of(whole.row) not in sums[1:]:
        return []
    return told[: sums.index(number_of(whole.row)) + 1]


def sum_up(figure: Figure, told: list[Figure]) -> None:
    """Make those told of before parts of what the text gives "in total"."""
    start = figure.group.start
    before = figure.doc[max(0, start - 3) : start].text.lower()
    opening = figure.doc.user_data["sentences"][figure.row["sentence_id"]]["start"]
    is_overall = OVERALL.search(figure.doc[opening:start].text)
    told_first = figure.sentence[:12].lower()
    parts = [f for f in told if f.row["event_id"] == figure.row["event_id"]]
    parts = [f for f in parts if not f.row["subset_of"] and not f.row["same_as"]]
    n = sum(f.group.figure for f in parts)
    is_total = is_overall or TOTAL.search(before) or TOTAL.match(told_first)
    is_total = is_total or TOTAL_TOLL.match(told_first)
    if is_overall and n <= figure.group.figure:
        figure.row["same_as"] = None  # and no other word on some of them
    if is_total and figure.row["same_as"] is None and n <= figure.group.figure:
        for part in parts:
            part.row["subset_of"] = figure.row["claim_id"]


def raise_toll(figure: Figure, told: list[Figure]) -> None:
    """Make new dead part of the toll that they bring to a figure.

    "Nineteen were killed on Tuesday, bringing the toll to 49"; "That takes to 13 its dead".
    """
    row = figure.row
    if not row["_rising"] or not told:
        return
    last = told[-1]
    sentence = figure.sentence
    gap = row["sentence_id"] - last.row["sentence_id"]
    is_joined = gap == 0 or gap == 1 and REFERS.search(sentence)
    is_joined = is_joined and last.row["event_id"] == row["event_id"]
    if is_joined and number_of(last.row) < number_of(row) and not last.row["subset_of"]:
        first = next((f for f in told if f.row["claim_id"] == last.row["same_as"]), last)
        if row["same_as"] == first.row["claim_id"]:
            row["same_as"] = None  # no other word on those whom it adds to
        first.row["subset_of"] = row["claim_id"]
        before = [f for f in told if not (f is first or f.row["subset_of"] or f.row["same_as"])]
        if number_of(first.row) + sum(number_of(f.row) for f in before) == number_of(row):
            for other in before:  # "six died on the spot", and a seventh "took the toll to seven"
                other.row["subset_of"], row["same_as"] = row["claim_id"], None


def wounded_before(doc: Doc, figure: Figure, earlier: list[Figure]) -> str | None:
    """The wounded claim of victims who later died."""
    group = figure.group
    hurt = [f for f in earlier if f.row["harm"] == "wounded"]
    shot = next((f for f in reversed(hurt) if f.row["_trigger"].lower() in SHOT), None)
    known = any(f.row["harm"] == "killed" and f.group.figure == 1 for f in earlier)
    is_one = group.figure == 1 and group.kind != "singular" and not known
    is_told = group.kind == "pronoun" or (shot and shared_name(figure, shot))
    if is_one and is_told and shot and shot.group.figure == 1:
        return shot.row["claim_id"]
    if figure.row["_trigger"].lower() not in DYING:
        return None
    if told_by_name := _told_by_name(figure, hurt, earlier):
        return told_by_name
    first = group.start
    first -= 0 if doc[first - 1].lower_ == "and" else min(first, 2)
    end = doc.user_data["sentences"][figure.row["sentence_id"]]["end"]
    told = doc[first : min(group.end + 14, end)].text
    last = hurt[-1] if hurt else figure
    is_of_shot = last.row["_weak"] and figure.row["sentence_id"] - last.row["sentence_id"] <= 1
    is_of_wounded = figure.is_partitive and bool(figure.words & HURT)
    if (
        not is_of_wounded
        and not DIED_LATER.search(told)
        and not (is_of_shot and (group.is_bare or figure.head == "other"))
    ):
        return None
    joined = [f.row for f in earlier if f.row["_i"] == figure.row["_i"]]
    own = {f.row["claim_id"] for f in hurt}
    if any(b["harm"] == "killed" and b["subset_of"] not in own for b in joined):
        return None  # "five died at the scene and two in hospital"
    has_own = group.quantity and OWN_WOUNDS.search(told)  # "one driver died of his wounds"
    for other in reversed(hurt):
        is_near = figure.row["sentence_id"] - other.row["sentence_id"] <= 2
        is_one = (is_near or is_of_wounded) and other.row["event_id"] == figure.row["event_id"]
        is_of = has_own or is_of_wounded or _refers_back(figure, other)
        is_one = is_one and not sides_differ(figure.row["side_id"], other.row["side_id"])
        is_one = is_one and figure.row["is_perpetrator"] <= other.row["is_perpetrator"]
        if is_one and is_of and group.figure <= other.group.figure:
            return other.row["subset_of"] or other.row["claim_id"]
    return None


def _told_by_name(figure: Figure, hurt: list[Figure], earlier: list[Figure]) -> str | None:
    """The wounded claim of those that a pronoun or noun names again ("…; the cook died")."""
    group = figure.group
    same = next((f for f in earlier if f.group.head == group.head), None)
    if same and same.row["harm"] == "wounded":
        return same.row["claim_id"]
    own = (f for f in reversed(hurt) if f.head == figure.head and f.group.figure == 1)
    if group.kind == "definite" and (one := next(own, None)):
        return one.row["subset_of"] or one.row["claim_id"]
    is_last = hurt and earlier[-1] is hurt[-1] and group.figure == hurt[-1].group.figure
    return hurt[-1].row["claim_id"] if is_last and group.kind == "pronoun" else None


def _refers_back(figure: Figure, other: Figure) -> bool:
    """Whether people who died can be some of those told of as wounded before."""
    group = figure.group
    is_told = figure.is_pronominal or figure.is_definite or figure.is_partitive
    is_told |= group.kind in ("pronoun", "definite") or group.head == other.group.head
    is_alike = figure.head == other.head and figure.head not in GENERIC
    return is_told or is_alike or group.is_bare
