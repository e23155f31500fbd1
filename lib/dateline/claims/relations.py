"""Which figures are the same victims?  Repeats, parts of a total and wounded who later died."""

import re
from collections.abc import Callable

from spacy.tokens import Doc

from dateline.claims.likeness import (
    ALSO,
    GENERIC,
    HARMED,
    WHOLE,
    Figure,
    compatible,
    is_filled,
    part_of_shot,
    repeats,
    shared_name,
)
from dateline.claims.people import POSSESSIVES
from dateline.claims.sums import is_one_of_counted, is_part_again, sum_up
from dateline.claims.versions import BODIES, other_version, same_event, settle
from dateline.lexicon import words
from dateline.rows import number_of

# A figure is compared with the first ones and the last ones before it, so that time stays linear.
FIRST, FAR = 20, 150
HOLDING = words("hold holds held holding")  # who are still held were taken before
SHOT = words("shot stabbed shooting")
DYING = words("died succumbed die dies dead dying")
DIED_LATER = re.compile(
    r"\b(?:later|then|subsequently|wounds|injuries|hospital|succumb\w*|overnight)\b", re.IGNORECASE
)
FURTHER = re.compile(
    r"(?i)(?:in addition|additionally|also|separately|elsewhere"
    r"|in (?:an?other|a (?:separate|second))|(?:later|earlier) (?:in|on) the (?:same )?day)\b"
)
OWN_WOUNDS = re.compile(r"\b(?:his|her|their) (?:\w+ )?(?:wounds?|injur(?:y|ies))\b", re.IGNORECASE)


def relate(doc: Doc, figures: list[Figure], *, is_note: bool = False) -> None:
    """Fill ``same_as`` and ``subset_of`` of the rows, in the order of the text."""
    for k, figure in enumerate(figures):
        row = figure.row
        earlier = figures[:k] if k < FAR else figures[:FIRST] + figures[k - FAR : k]
        if row["harm"] == "killed" and (wounded := _wounded_before(doc, figure, earlier)):
            row["subset_of"] = wounded
        row["subset_of"] = row["subset_of"] or part_of_shot(figure, earlier)
        _bury_wounded(figure, earlier)
        last = earlier[-1].row if earlier else row
        if last["sentence_id"] == row["sentence_id"] and not is_filled(last["subset_of"], earlier):
            is_kin = doc[figure.group.start].lower_ in POSSESSIVES and last["harm"] == row["harm"]
            if row["_route"] == "with" or is_kin:  # "including an elder and his son"
                row["subset_of"] = row["subset_of"] or last["subset_of"]
        told = [f for f in earlier if f.row["harm"] == row["harm"]]
        if _is_counterpart(figure, last):
            row.update({key: last[key] for key in ("victim_type", "is_perpetrator")})
            continue
        if figure.head == "other" and figure.is_definite and told:  # "one was shot; the other died"
            row["subset_of"] = row["subset_of"] or _part_of(figure, told[:1])
        if row["subset_of"] or row["same_as"] or (told and _is_further(figure, earlier, is_note)):
            continue
        _follow_background(figure, earlier)
        row["subset_of"] = _stated_part(doc, figure, earlier)
        if not row["subset_of"] and figure.is_pronominal and earlier:
            # a relative stands beside its noun
            is_near = row["sentence_id"] - last["sentence_id"] <= (figure.head != "whom")
            is_more = earlier[-1].group.figure > figure.group.figure
            if is_near and is_more and last["harm"] == row["harm"]:
                row["subset_of"] = last["claim_id"]
        if row["subset_of"] or figure.is_pronominal:
            continue
        alike = (f for f in reversed(earlier) if not are_apart(row, f.row))
        again = (f for f in alike if repeats(doc, figure, f) or is_part_again(figure, f, earlier))
        row["same_as"] = next((f.row["same_as"] or f.row["claim_id"] for f in again), None)
        if row["same_as"] is None and figure.is_definite and figure.group.quantity:
            row["subset_of"] = _part_of(figure, earlier)
        if row["same_as"] is None and row["subset_of"] is None and figure.group.quantity:
            other_version(figure, earlier, is_note)
            sum_up(figure, told)
    settle(doc, figures, is_note=is_note)


def _is_counterpart(figure: Figure, last: dict) -> bool:
    """Whether "the other" was struck otherwise than the one before ("one died, the other hurt")."""
    row, is_one = figure.row, number_of(last) == 1
    is_beside = last["sentence_id"] == row["sentence_id"] and last["harm"] != row["harm"]
    return figure.head == "other" and figure.is_definite and is_one and is_beside


def _is_further(figure: Figure, earlier: list[Figure], is_note: bool) -> bool:
    """Whether "another 30", or "In addition, 30 …", adds to people told of.

    After another harm "another" only contrasts.
    """
    is_new = is_note and not figure.is_definite
    if is_new and FURTHER.match(figure.sentence(figure.doc.user_data["sentences"])):
        return True
    row = figure.row
    is_again = (f.is_headline and repeats(figure.doc, figure, f) for f in earlier)
    if is_one_of_counted(figure, earlier) or any(is_again):
        return False  # "Seven soldiers die": "Seven more soldiers were killed on Sunday"
    beside = [f.row["harm"] for f in earlier if f.row["sentence_id"] == row["sentence_id"]]
    return figure.group.more and (not beside or row["harm"] in beside)


def _follow_background(figure: Figure, earlier: list[Figure]) -> None:
    """A definite figure ("the two victims") of a background event belongs to it too."""
    row = figure.row
    if not figure.is_definite or row["scope"] != "current":
        return
    told = [f for f in earlier if f.row["harm"] == row["harm"]]
    alike = [f for f in told if number_of(f.row) == number_of(row)]
    if alike and alike[-1].row["scope"] == "background" and compatible(figure, alike[-1]):
        row["scope"], row["event_id"] = "background", alike[-1].row["event_id"]


def _wounded_before(doc: Doc, figure: Figure, earlier: list[Figure]) -> str | None:
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
    same = next((f for f in earlier if f.group.head == group.head), None)
    if same and same.row["harm"] == "wounded":
        return same.row["claim_id"]
    first = group.start
    first -= 0 if doc[first - 1].lower_ == "and" else min(first, 2)
    told = doc[first : group.end + 14].text
    last = hurt[-1] if hurt else figure
    is_of_shot = last.row["_weak"] and figure.row["sentence_id"] - last.row["sentence_id"] <= 1
    if not DIED_LATER.search(told) and not (
        is_of_shot and (group.is_bare or figure.head == "other")
    ):
        return None
    has_own = group.quantity and OWN_WOUNDS.search(told)  # "one driver died of his wounds"
    for other in reversed(hurt):
        is_near = figure.row["sentence_id"] - other.row["sentence_id"] <= 2
        is_one = is_near and other.row["event_id"] == figure.row["event_id"]
        is_of = has_own or _refers_back(figure, other)
        if is_one and is_of and group.figure <= other.group.figure:
            return other.row["subset_of"] or other.row["claim_id"]
    return None


def _bury_wounded(figure: Figure, earlier: list[Figure]) -> None:
    """Count no wounds of those who all died of them ("two men were shot; both died")."""
    hurt = [f for f in earlier if f.row["harm"] == "wounded"]
    hit = [f for f in hurt if f.row["_i"] == hurt[-1].row["_i"]]
    is_of_several = figure.row["harm"] == "killed" and figure.group.kind == "pronoun" and hit
    if is_of_several and 1 < figure.group.figure == sum(f.group.figure for f in hit):
        for row in (f.row for f in hit):
            row.update(counted=False, reason="told as dead later")


def _refers_back(figure: Figure, other: Figure) -> bool:
    """Whether people who died can be some of those told of as wounded before."""
    group = figure.group
    is_told = figure.is_pronominal or figure.is_definite or figure.is_partitive
    is_told |= group.kind in ("pronoun", "definite") or group.head == other.group.head
    is_alike = figure.head == other.head and figure.head not in GENERIC
    return is_told or is_alike or group.is_bare


def _stated_part(doc: Doc, figure: Figure, earlier: list[Figure]) -> str | None:
    """Claim that "among the dead" or a name after a larger count is part of."""
    row = figure.row
    is_among = doc[min(figure.group.end, len(doc) - 1)].lower_ == "among"  # "two among them"
    is_among |= row["harm"] == "captured" and row["_trigger"].lower() in HOLDING
    is_among |= is_one_of_counted(figure, earlier)
    if (
        row["_route"] == "part"
        or is_among
        or (figure.is_partitive and figure.head in HARMED | BODIES)
    ):
        return _whole(figure, earlier)
    alike = [f for f in reversed(earlier) if same_event(f.row, row) and not _is_past(f.row, row)]
    fits = _part_test(doc, figure)
    whole = next((f for f in alike if fits(f)), None) if fits else None
    return whole.row["claim_id"] if whole else None


def _part_test(doc: Doc, figure: Figure) -> Callable[[Figure], bool] | None:
    """What a claim must be for the figure to be part of it, by how its people are named."""
    row, group = figure.row, figure.group
    if row["is_perpetrator"] and row["_trigger"].lower() == "blew":
        # "six were killed when a bomber blew herself up"
        return lambda f: (
            f.row["sentence_id"] == row["sentence_id"]
            and f.row["_route"] == "left"
            and f.head in WHOLE
        )
    if figure.is_partitive and figure.words & {"the", "these", "those"}:
        return lambda f: f.head == figure.head and _is_larger_elsewhere(f, figure)
    if group.kind == "definite":
        return lambda f: (
            bool(f.group.quantity)
            and f.group.figure > 1
            and figure.head in {f.head.rstrip("s")} | f.words  # "the staff", of two staff members
        )
    sentence = doc.user_data["sentences"][row["sentence_id"]]
    is_detail = group.kind == "named" and not row["is_perpetrator"]
    if is_detail and not ALSO.search(doc[sentence["start"] : sentence["end"]].text):
        return lambda f: (
            bool(f.group.quantity) and compatible(figure, f) and _is_larger_elsewhere(f, figure)
        )
    return None


def are_apart(a: dict, b: dict) -> bool:
    """Whether a round-up tells of two figures in different places or attacks."""
    return bool(a["_scene"] and b["_scene"]) and a["_scene"] != b["_scene"]


def _is_past(whole: dict, part: dict) -> bool:
    """Whether two figures are of the past, where each day that is told has an event of its own."""
    return part["scope"] == "background" and whole["date_start"] != part["date_start"]


def _is_larger_elsewhere(whole: Figure, part: Figure) -> bool:
    """Whether a figure is larger than another and stands in another sentence."""
    is_elsewhere = whole.row["sentence_id"] != part.row["sentence_id"]
    return is_elsewhere and whole.group.figure > part.group.figure


def _whole(figure: Figure, earlier: list[Figure]) -> str | None:
    """The larger count of the same harm that "among the dead" refers to."""
    a = figure.row
    for b in (f.row for f in reversed(earlier) if f.group.quantity):
        is_apart = b["_i"] != a["_i"] and not b["subset_of"]
        if same_event(a, b) and number_of(b) >= number_of(a) and is_apart:
            return b["claim_id"]
    return None


def _part_of(figure: Figure, earlier: list[Figure]) -> str | None:
    """Claim that a definite figure ("the two men") is part of."""
    a = figure.row
    for other in reversed(earlier):
        b = other.row
        alike = a["is_perpetrator"] == b["is_perpetrator"] and compatible(figure, other)
        if same_event(a, b) and alike and number_of(b) > number_of(a):
            return b["claim_id"]
    return None
