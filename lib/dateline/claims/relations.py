"""Which figures are the same victims?  Repeats, parts of a total and wounded who later died."""

import re
from collections.abc import Callable
from itertools import chain

from spacy.tokens import Doc

from dateline.claims.clauses import SAYING
from dateline.claims.likeness import (
    ALSO,
    GENERIC,
    HARMED,
    SEEN,
    WHOLE,
    Figure,
    bare_number,
    compatible,
    is_filled,
    repeats,
)
from dateline.claims.people import POSSESSIVES
from dateline.claims.portions import tells_how_badly
from dateline.claims.ranges import BODIES
from dateline.claims.rivals import OWN
from dateline.claims.shots import is_attacker_again
from dateline.claims.sums import (
    is_one_of_counted,
    is_part_again,
    raise_toll,
    sum_up,
    wounded_before,
)
from dateline.claims.versions import other_version, settle
from dateline.lexicon import words
from dateline.parse import text_of
from dateline.rows import number_of, same_event

# A figure is compared with the first ones and the last ones before it, so that time stays linear.
FIRST, FAR = 20, 150
NEAR = 3  # sentences back to those whom "23 of them" counts
HOLDING = words("hold holds held holding")  # who are still held were taken before
COUNTRYMEN = words("nationals citizens compatriots")
ALONE = re.compile(
    r"\b(?:in|at|near|on|from|by) [^.,;]{2,40}? alone\b"
    r"|\b(?:it|hospital|clinic|facility|city|town|village|morgue) alone\b"
)
ALSO_DIED = re.compile(r"\b(?:bomb|attack)ers? (?:(?:was|were) )?also (?:died|killed)\b")
OF_THESE = re.compile(
    r"\W*(?:Of|Among) (?:those|the|these|them)\b[^,.;]{0,40},"
    r"|\W*Among (?:women|children|civilians|soldiers|police) there\b"
)
FURTHER = re.compile(
    r"(?i)(?:in addition|additionally|also|separately|elsewhere"
    r"|in (?:an?other|a (?:separate|second))|(?:later|earlier) (?:in|on) the (?:same )?day)\b"
)


def relate(doc: Doc, figures: list[Figure], *, is_note: bool = False) -> None:
    """Fill ``same_as`` and ``subset_of`` of the rows, in the order of the text."""
    for k, figure in enumerate(figures):
        row = figure.row
        earlier = figures[:k] if k < FAR else figures[:FIRST] + figures[k - FAR : k]
        whole = [f for f in figures[k + 1 : k + 2] if f.group.end == figure.group.end]
        wounded = row["harm"] == "killed" and wounded_before(doc, figure, [*earlier, *whole])
        row["subset_of"] = wounded or row["subset_of"]
        last = earlier[-1].row if earlier else row
        if earlier and _is_beside_part(figure, earlier):
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
        if figure.is_pronominal:
            row["subset_of"] = row["subset_of"] or _those_meant(figure, earlier)
        if row["subset_of"] or figure.is_pronominal:
            continue
        alike = (f for f in reversed(earlier) if not are_apart(row, f.row))
        again = (f for f in alike if repeats(doc, figure, f) or is_part_again(figure, f, earlier))
        again = chain(again, (f for f in earlier if is_attacker_again(figure, f)))
        row["same_as"] = next((f.row["same_as"] or f.row["claim_id"] for f in again), None)
        if row["same_as"] is None and figure.is_definite and figure.group.quantity:
            row["subset_of"] = _part_of(figure, earlier)
        if row["same_as"] is None and row["subset_of"] is None and figure.group.quantity:
            other_version(figure, earlier, is_note)
            sum_up(figure, told)
        raise_toll(figure, told)
    settle(doc, figures, is_note=is_note)


def _is_beside_part(figure: Figure, earlier: list[Figure]) -> bool:
    """Whether people are joined to some of a total: "an elder and his son", "five and two"."""
    row, last = figure.row, earlier[-1].row
    if last["sentence_id"] != row["sentence_id"] or is_filled(last["subset_of"], earlier):
        return False
    is_rest = figure.group.is_bare and earlier[-1].is_partitive and last["_i"] == row["_i"]
    is_kin = figure.doc[figure.group.start].lower_ in POSSESSIVES
    return row["_route"] == "with" or (is_kin or is_rest) and last["harm"] == row["harm"]


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
    if is_new and FURTHER.match(figure.sentence):
        return True
    row = figure.row
    is_again = (f.is_headline and repeats(figure.doc, figure, f) for f in earlier)
    if is_one_of_counted(figure, earlier) or any(is_again):
        return False  # "Seven soldiers die": "Seven more soldiers were killed on Sunday"
    beside = [f.row["harm"] for f in earlier if f.row["sentence_id"] == row["sentence_id"]]
    return figure.group.more and (not beside or row["harm"] in beside)


def _follow_background(figure: Figure, earlier: list[Figure]) -> None:
    """A definite figure ("the two victims") of an event beside the main one belongs to it too."""
    row = figure.row
    last = earlier[-1].row if earlier else row
    if figure.is_pronominal and 0 <= row["sentence_id"] - last["sentence_id"] <= 1:
        row["scope"], row["event_id"] = last["scope"], last["event_id"]
    is_named = bool(figure.group.quantity) and figure.head not in GENERIC | bare_number(figure)
    if not (figure.is_definite or is_named) or row["event_id"] != "current":
        return
    told = [f for f in earlier if f.row["harm"] == row["harm"]]
    alike = [f for f in told if number_of(f.row) == number_of(row)]
    alike = [f for f in alike if figure.is_definite or f.head == figure.head]
    if alike and alike[-1].row["event_id"] != "current" and compatible(figure, alike[-1]):
        row["scope"], row["event_id"] = alike[-1].row["scope"], alike[-1].row["event_id"]


def _those_meant(figure: Figure, earlier: list[Figure]) -> str | None:
    """Claim that "two of whom" beside it and "23 of them" further on are part of."""
    row = figure.row
    told = [f for f in earlier if f.row["harm"] == row["harm"]]
    more = [f.row for f in told if f.group.figure > figure.group.figure]
    gap = row["sentence_id"] - more[-1]["sentence_id"] if more else FAR
    is_beside = gap <= (figure.head != "whom") and more[-1] is earlier[-1].row
    is_meant = figure.head == "them" and gap <= NEAR and same_event(more[-1], row)
    return more[-1]["claim_id"] if is_beside or is_meant else None


def _stated_part(doc: Doc, figure: Figure, earlier: list[Figure]) -> str | None:
    """Claim that "among the dead" or a name after a larger count is part of."""
    row = figure.row
    is_among = doc[min(figure.group.end, len(doc) - 1)].lower_ == "among"  # "two among them"
    is_among |= row["harm"] == "captured" and row["_trigger"].lower() in HOLDING
    is_among |= is_one_of_counted(figure, earlier) or _is_told_alone(figure, earlier[-1:])
    is_among |= figure.group.is_bare and bool(OF_THESE.match(figure.sentence))
    is_among |= tells_how_badly(figure, earlier)
    if (
        row["_route"] == "part"
        or is_among
        or (figure.is_partitive and (figure.words & HARMED or figure.head in BODIES))
    ):
        return _whole(figure, earlier)
    alike = [f for f in reversed(earlier) if same_event(f.row, row) and not _is_past(f.row, row)]
    fits = _part_test(doc, figure)
    whole = next((f for f in alike if fits(f)), None) if fits else None
    return whole.row["claim_id"] if whole else None


def _is_told_alone(figure: Figure, last: list[Figure]) -> bool:
    """Whether somebody tells of his hospital or his countrymen alone, or what he saw or felt."""
    head = figure.doc[figure.group.head]
    is_witness = head.dep_ == "nsubj" and head.head.lemma_ in SAYING and figure.group.figure == 1
    is_other = figure.head == "another" and last and last[0].head in COUNTRYMEN
    is_of_country = is_other or figure.head in COUNTRYMEN and figure.words & OWN
    is_witness |= figure.head in BODIES and bool(SEEN.search(figure.sentence))
    return bool(is_witness or is_of_country or ALONE.search(figure.sentence))


def _part_test(doc: Doc, figure: Figure) -> Callable[[Figure], bool] | None:
    """What a claim must be for the figure to be part of it, by how its people are named."""
    row, group = figure.row, figure.group
    is_bomber = row["is_perpetrator"] and row["_trigger"].lower() == "blew"
    if is_bomber and not ALSO_DIED.search(text_of(doc)):
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
