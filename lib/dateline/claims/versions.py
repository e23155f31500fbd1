"""Which figures are another word on the same people?  Versions, older tolls and vague words."""

import itertools
import re

from spacy.tokens import Doc

from dateline.claims.likeness import (
    IRREGULAR,
    SPECIAL,
    WHOLE,
    Figure,
    are_within,
    bare_number,
    compatible,
    forces_differ,
    sides_differ,
)
from dateline.claims.ranges import BODIES, FARTHEST, FEW, NEAR, kinds_apart
from dateline.claims.rivals import AGAINST, gives_another, is_boast, is_rival, owns_up
from dateline.claims.scenes import day_of, leave_out_rest
from dateline.rows import number_of, same_event

REACH = 2  # sentences; what is told of the past in passing is soon left
OLDER_TOLL = "an older toll of the same event"
TOLLS = {"toll", "number", "dead"}
ONE_OF_SEVERAL = re.compile(r"(?i)\bwhen\b|\bin (?:that|the (?:first|second|other)) \w+")
OLDER = re.compile(
    r"(?i)\bhad\s+(?:(?:\w+ly|earlier|first)\s+)?(?:said|put|told|spoken|reported|announced|given)\b"
    r"|\bat first\b"
    r"|^\W*Earlier,? [^.;]{2,90}? (?:said|reported|put|told|spoke|announced)\b|\bsaid earlier\b"
    r"|\b(?:earl(?:y|ier)|previous|initial|first)\s+"
    r"(?:toll|count|post|report|statement|figure|estimate|account)"
    r"|\b(?:initially|previously|first\s+(?:said|spoke|put|gave|reported|announced))\b"
)


def other_version(figure: Figure, earlier: list[Figure], is_note: bool) -> None:
    """Join another count of the same victims, or a part of the toll of headline or lead."""
    row, whole = figure.row, None
    for other in earlier:
        b = other.row
        against = gives_another(figure, other) or owns_up(figure, other) or owns_up(other, figure)
        is_first = all(f is other or f.row["harm"] != b["harm"] for f in earlier)
        if not _is_comparable(figure, other, against=against, is_first=is_first, is_note=is_note):
            continue
        if any(forces_differ(figure, f) for f in earlier if f.row["same_as"] == b["claim_id"]):
            continue  # the 45 insurgents are none of "at least 30", the 30 soldiers of the lead
        is_whole = other.group.head == other.group.number
        is_whole |= other.head in WHOLE | bare_number(other)
        if against or _is_version(figure, other, is_whole=is_whole, is_note=is_note):
            row["same_as"] = b["same_as"] or b["claim_id"]
            return
        is_smaller = number_of(row) < number_of(b) and not (is_note or b["same_as"])
        if is_smaller and _is_part(figure, other, earlier, is_whole=is_whole):
            whole = whole or other
    if whole:
        key = "_within" if whole.row["qualifier"] == "vague" else "subset_of"
        row[key] = whole.row["claim_id"]


def _is_comparable(
    figure: Figure, other: Figure, *, against: bool, is_first: bool, is_note: bool
) -> bool:
    """Whether two counts are told of one event and scene, and are not too far apart."""
    row, b = figure.row, other.row
    gap = row["sentence_id"] - b["sentence_id"]
    is_near = gap <= REACH or b["scope"] == "current" or b["qualifier"] == "vague"
    same = same_event(b, row) and (gap > 0 or against) and is_near
    same = same and (b["_scene"] == row["_scene"] or row["_route"] == "toll")
    is_of_rival = b["claimant_name"] and row["claimant_name"] and row["side_id"] == b["side_id"]
    is_less = b["same_as"] and not (against or is_of_rival) and number_of(row) <= number_of(b)
    if not same or b["subset_of"] or is_less or not other.group.quantity:
        return False
    is_far = not (are_within(FARTHEST, row, b) or against or row["qualifier"] == "vague")
    is_far = is_far and not (row["_route"] == "toll" and OLDER.search(figure.sentence))
    is_more = other.group.more and not (other.is_headline or is_first)
    is_more |= len({day_of(figure), day_of(other)} - {None}) > 1
    return is_note or not (is_more or is_far)  # "four others" is no version of "600 wounded"


def _is_part(figure: Figure, other: Figure, earlier: list[Figure], *, is_whole: bool) -> bool:
    """Whether fewer people are some of those of a total, by kind, side or teller."""
    row, b = figure.row, other.row
    if row["is_perpetrator"] and not b["is_perpetrator"]:
        return False
    is_narrow = bool(row["claimant_name"]) and not b["claimant_name"]  # "six died here"
    is_narrow |= figure.head not in WHOLE or row["_trigger"].lower() in BODIES
    is_part = is_whole and is_narrow and b["side_id"] in (None, "all", row["side_id"])
    is_part |= other.is_headline and _is_own_part(figure, other)
    kinds = set() if b["qualifier"] == "vague" else _kinds(other, earlier)
    return is_part and not kinds_apart({row["victim_type"]}, kinds)


def _is_own_part(figure: Figure, other: Figure) -> bool:
    """Whether fewer people of the side that a headline counts are some of these."""
    row, b = figure.row, other.row
    is_alike = row["victim_type"] == b["victim_type"] and compatible(figure, other)
    is_own = row["side_id"] == b["side_id"] not in (None, "all")
    is_own |= row["side_id"] is None and figure.group.is_bare
    return is_alike and is_own and not figure.is_further


def _kinds(figure: Figure, figures: list[Figure]) -> set[str]:
    """The kinds of people that a figure is told to be of, by it or by those that repeat it."""
    key = figure.row["claim_id"]
    return {f.row["victim_type"] for f in figures if key in (f.row["claim_id"], f.row["same_as"])}


def _is_version(figure: Figure, other: Figure, *, is_whole: bool, is_note: bool) -> bool:
    """Whether a count is another's word, or a later one, on the people of an earlier count."""
    row, b = figure.row, other.row
    is_toll = row["_route"] == "toll" or is_boast(figure, other)
    if is_note and is_toll and row["claimant_name"] not in (None, b["claimant_name"]):
        return True
    told = figure.sentence
    if not is_note and row["_route"] == "toll" and _is_whole_again(figure, other):
        return True
    is_older = bool(OLDER.search(told))
    if is_older and (are_within(NEAR, row, b) or is_toll) and compatible(figure, other):
        return True
    if b["_in_parts"] and number_of(row) < number_of(b) and ONE_OF_SEVERAL.search(told):
        return is_older
    if not is_note and compatible(figure, other) and _is_met(figure, other, is_whole=is_whole):
        return True
    sides = (row["side_id"], b["side_id"])
    if sides[0] != sides[1] and (None in sides or sides_differ(*sides)):
        return False
    is_corrected = not is_note and are_within(NEAR, row, b) or row["_trigger"].lower() in TOLLS
    is_special = {row["victim_type"], b["victim_type"]} & SPECIAL and figure.head != other.head
    is_special = is_special and not (
        figure.group.is_bare and row["victim_type"] == b["victim_type"]
    )
    if is_special and number_of(row) > NEAR * number_of(b):
        return False  # "dozens of people" and "two officers"
    tellers = {row["claimant_name"], b["claimant_name"]}
    is_nobodys = len(tellers) < 2 or None in tellers and number_of(row) < number_of(b)
    if is_nobodys and not is_corrected:
        return False
    is_few = FEW * number_of(row) <= number_of(b) and not is_toll and not is_note
    if is_few and not AGAINST.search(told):
        return False  # "12 people died in hospital", of 50
    if is_whole and figure.head in WHOLE | bare_number(figure) or is_rival(figure, other):
        return True
    is_own = row["side_id"] not in (None, "all") and compatible(figure, other)
    return is_own and (figure.head == other.head or are_within(NEAR, row, b))


def _is_whole_again(figure: Figure, other: Figure) -> bool:
    """Whether "put the toll at 17" is another's word on the 13 policemen of the lead."""
    row, b = figure.row, other.row
    is_open = row["side_id"] is None and figure.head in WHOLE | bare_number(figure)
    is_other = row["claimant_name"] not in (None, b["claimant_name"])
    is_lead = b["sentence_id"] <= REACH and not (row["_scene"] or row["_rising"])
    return is_open and is_other and is_lead and are_within(NEAR, row, b)


def _is_met(figure: Figure, other: Figure, *, is_whole: bool) -> bool:
    """Whether a figure is what vaguer words on the same people allow."""
    row, b = figure.row, other.row
    is_loose = row["qualifier"] == "vague" and other.is_headline and figure.head in WHOLE
    if is_loose and not figure.group.more and number_of(row) <= number_of(b) > 1 and is_whole:
        return True  # the "more than 100" of the headline are "scores of people"
    is_vague = b["qualifier"] == "vague" and row["is_perpetrator"] == b["is_perpetrator"]
    is_vague = is_vague and (is_whole or other.head not in IRREGULAR or figure.head == other.head)
    days = {r["date_start"] for r in (row, b) if len(r["date_start"] or "") >= len("2000-01-01")}
    is_vague = is_vague and len(days) < 2
    is_found = row["_trigger"].lower() in BODIES  # those counted so far
    if is_vague and (row["qualifier"] == "vague" or is_found or number_of(row) >= number_of(b)):
        return True
    is_again = figure.head == other.head or is_whole and figure.head in WHOLE
    is_again = is_again and other.is_headline and row["qualifier"] == "at_least"
    if is_again and b["low"] == b["high"] and number_of(row) <= b["low"] < NEAR * number_of(row):
        return True  # the "26 soldiers" of the headline are "over two dozen"
    is_open = b["qualifier"] == "at_least" and not figure.group.more
    is_named = other.is_headline or figure.head == other.head and not figure.is_further
    is_near = number_of(b) <= number_of(row) < NEAR * number_of(b)
    return is_open and is_named and is_near  # "over a dozen" villagers, and then 16 residents


def settle(doc: Doc, figures: list[Figure], *, is_note: bool) -> None:
    """Set aside what the text overtakes, tells apart or says that it does not count."""
    _settle_either(figures)
    _settle_vague(figures)
    _supersede(figures)
    if is_note:
        leave_out_rest(doc, figures)


def _supersede(figures: list[Figure]) -> None:
    """An older toll ("up from 59", "the toll of 59 reported late Sunday") is not counted."""
    for figure in figures:
        row = figure.row
        if row["_route"] == "older":
            row.update(counted=False, reason=OLDER_TOLL)
        first = row["same_as"] or row["claim_id"]
        alike = [f.row for f in figures if first in (f.row["claim_id"], f.row["same_as"])]
        is_less = any(number_of(row) < number_of(b) for b in alike)
        if is_less and OLDER.search(figure.sentence):
            for b in alike:
                if b is row or number_of(b) == number_of(row) and b["claimant_name"] is None:
                    b.update(counted=False, reason=OLDER_TOLL)
        for b in (f.row for f in figures) if row["_rising"] and row["same_as"] else ():
            same = row["same_as"] in (b["claim_id"], b["same_as"])
            is_earlier = b["start_char"] < row["start_char"]
            if same and is_earlier and number_of(b) < number_of(row):
                b.update(counted=False, reason="superseded by a later toll")


def _settle_either(figures: list[Figure]) -> None:
    """ "202 were killed or missing": up to so many of each."""
    for one, other in itertools.pairwise(figures):
        first, last = sorted((one.row["_i"], other.row["_i"]))
        is_one = one.group is other.group and one.row["harm"] != other.row["harm"]
        if is_one and any(token.lower_ == "or" for token in one.doc[first:last]):
            for row in (one.row, other.row):
                row.update(qualifier="up_to", low=None, high=row["high"] or row["best"])


def _settle_vague(figures: list[Figure]) -> None:
    """Make fewer people a part of the "dozens" of the lead."""
    for v in (f.row for f in figures if f.row["qualifier"] == "vague"):
        alike = [f.row for f in figures if f.row["harm"] == v["harm"] and not f.row["same_as"]]
        parts = [r for r in alike if r["_within"] == v["claim_id"]]
        for row in parts:
            row["subset_of"] = row["subset_of"] or v["claim_id"]
