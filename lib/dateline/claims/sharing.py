"""Whose are the people of a figure that names no side?  Those of the figures around it."""

import re
from itertools import permutations

from spacy.tokens import Doc

from dateline.claims.allegiance import Parties
from dateline.claims.kinds import OFFICERS
from dateline.claims.likeness import IRREGULAR, REST, Figure, forces_differ
from dateline.claims.parties import OF_STATE, PARTIES
from dateline.claims.people import PRONOMINAL
from dateline.lexicon import listed, words
from dateline.parse import sentence_at, text_of
from dateline.rows import number_of

ELLIPTIC = words("others other more another") | PRONOMINAL
CAPTIVES = words("hostages hostage captives captive")
COMRADES = listed("comrade")
NEAR = 2  # sentences
STEM = 4  # letters that "Armenia" and "Armenian" share
AGAINST_STATE = set(PARTIES.values()) - OF_STATE
LIKE_SIDES = ("side", "side_id")
TITLES = listed("abbreviated title") | {"dr"}


def share_sides(doc: Doc, figures: list[Figure]) -> None:
    """Give a side to figures that name none: two states', repeats, parts; then likely ones."""
    _share_states(doc, figures)
    _share(doc, figures)
    for figure in figures:
        side, side_id = figure.row["_likely"]
        if figure.row["side_id"] is None and side_id:
            figure.row.update(side=side, side_id=side_id)
    _share(doc, figures)
    _share(doc, figures)  # "two dead, 11 injured", where those dead were first told of as soldiers


def _share(doc: Doc, figures: list[Figure]) -> None:
    """Copy sides between figures that speak of the same people."""
    by_id = {f.row["claim_id"]: f for f in figures}
    for k, figure in enumerate(figures):
        if figure.row["side_id"] is None:
            source = told_before(figure, figures) or _elliptic_source(doc, figure, figures[:k])
            _copy_side(source or by_id.get(figure.row["subset_of"]), figure)
    for figure in figures:
        first = by_id.get(figure.row["same_as"])
        if first and number_of(first.row) == number_of(figure.row):
            _copy_side(first, figure, both=True)
            _copy_side(figure, first, both=True)
    for figure in figures:
        _copy_side(by_id.get(figure.row["same_as"] or figure.row["subset_of"]), figure)


def _share_states(doc: Doc, figures: list[Figure]) -> None:
    """Give civilians of whom one of two states at war tells to that state.

    "Five civilians were killed, Norland said; Sudland said a girl had died": each tells its own.
    """
    states = {f.row["_state"][1]: f.row["_state"] for f in figures if f.row["_state"]}
    names = [rf"\b{re.escape(name[:STEM])}[\w’']*" for name, _ in states.values()]
    pairs = (rf"{a}(?:\s+and\s+|[-–]){b}" for a, b in permutations(names, 2))
    if not any(re.search(pair, text_of(doc)) for pair in pairs):
        return
    for row in (figure.row for figure in figures):
        is_open = row["side_id"] is None and row["victim_type"] in ("civilian", "child")
        if is_open and row["_state"] and row["_state"][1] not in row["_men"][1]:
            row["side"], row["side_id"] = row["_state"]


def share_forces(figures: list[Figure], parties: Parties, scene: str | None) -> None:
    """Give soldiers and policemen the one state whose soldiers or policemen a story tells of.

    What the first mention shows ("five Kenyan soldiers") holds for "six soldiers" further down,
    and for "nine" of whom it is known by then that they were fighters.
    """
    told = [f for f in figures if f.row["side_id"] not in (None, "all")]
    soldiers = [f for f in told if f.row["_men"][0] == "army"]
    for kind, victims in (("army", "combatant"), ("police", "police")):
        of_type = [f for f in told if f.row["victim_type"] == victims]
        of_kind = [f for f in of_type if f.row["_men"][0] == kind]
        for figure in (f for f in figures if f.row["victim_type"] == victims):
            men, killers = figure.row["_men"]
            is_kind = men == kind or men is None and figure.head in OFFICERS
            known = of_kind or soldiers if is_kind else of_type
            sides = {f.row["side_id"] for f in known}
            is_meant = is_kind or men is None and _is_of_soldiers(figure)
            is_one = len(sides) == 1 and sides.isdisjoint(killers | parties.groups | AGAINST_STATE)
            if (
                is_meant
                and is_one
                and (scene in sides | {None} or len(known) > 1 and known is not soldiers)
            ):
                _copy_side(known[0], figure)
    for k, figure in enumerate(figures):
        if figure.head in ELLIPTIC:  # "three others", after these policemen
            _copy_side(_elliptic_source(figure.doc, figure, figures[:k]), figure)


def _is_of_soldiers(figure: Figure) -> bool:
    """Whether a bare figure stands in a sentence that speaks of no armed group."""
    words = {t.lower_ for t in sentence_at(figure.doc[figure.group.head])}
    return figure.group.is_bare and figure.row["_route"] != "toll" and words.isdisjoint(IRREGULAR)


def told_before(figure: Figure, figures: list[Figure]) -> Figure | None:
    """The figure that tells more of a named person, a headline, or "one of the hostages"."""
    others = [f for f in figures if f is not figure]
    if figure.group.kind == "named":
        named = (f for f in others if f.group.kind == "named")
        same = (f for f in named if are_one_name(f.words, figure.words))
        return next(same, None)
    if REST & figure.words:
        return None
    if figure.is_definite or figure.is_told:  # "the two scouts", "three of the drivers"
        start, n = figure.row["start_char"], figure.group.figure
        named = [f for f in others if f.head == figure.head and f.row["start_char"] < start]
        if figure.group.quantity and named and named[-1].group.figure >= n:
            return named[-1]
    if figure.is_headline:
        alike = (f for f in others if f.head == figure.head and f.row["harm"] == figure.row["harm"])
        return next((f for f in alike if number_of(f.row) == number_of(figure.row)), None)
    if figure.head not in CAPTIVES and not (figure.head in ("men", "women") and figure.is_told):
        return None
    start, n = figure.row["start_char"], figure.group.figure
    earlier = (f for f in others if f.row["start_char"] < start and f.group.figure >= n)
    return next((f for f in earlier if f.row["harm"] == "captured"), None)


def are_one_name(one: set[str], other: set[str]) -> bool:
    """Whether one name can be short for the other.

    >>> are_one_name({"mr", "watson"}, {"jane", "watson"}), are_one_name({"ali", "b"}, {"ali", "c"})
    (True, False)
    """
    short, long = sorted((one - TITLES, other - TITLES), key=len)
    return bool(short) and short <= long


def _copy_side(source: Figure | None, figure: Figure, *, both: bool = False) -> None:
    """Copy the side of one figure to another that has none."""
    if source is None or figure.row["side_id"] or not source.row["side_id"]:
        return
    if forces_differ(source, figure) or _is_part_of_fighters(source, figure):
        return
    if (source.row["side_id"] == "all" and not both) or (
        figure.head == "people" and not figure.group.more
    ):
        return
    figure.row.update({key: source.row[key] for key in LIKE_SIDES})


def _is_part_of_fighters(source: Figure, figure: Figure) -> bool:
    """Whether civilians would be a part of soldiers told of elsewhere, whose they cannot be."""
    is_part = figure.row["subset_of"] == source.row["claim_id"]
    is_apart = figure.row["sentence_id"] != source.row["sentence_id"]
    is_part &= is_apart or figure.head.startswith(
        "civilian"
    )  # but "14 soldiers, two of them women"
    are_civil = figure.row["victim_type"] in ("civilian", "child")
    return is_part and are_civil and source.row["victim_type"] in ("combatant", "police")


def _elliptic_source(doc: Doc, figure: Figure, earlier: list[Figure]) -> Figure | None:
    """The figure before that "35 others", "his wife" or "four were captured" goes on about."""
    if not earlier:
        return None
    last = earlier[-1]
    if figure.group.is_bare and last.row["subset_of"]:  # "600 Turks, 90 of them women, and 40 hurt"
        wholes = (f for f in earlier if f.row["claim_id"] == last.row["subset_of"])
        last = next((f for f in wholes if f.row["sentence_id"] == figure.row["sentence_id"]), last)
    before = last.row
    number = doc.user_data["sentence_of"]
    apart = number[figure.group.start] - number[last.group.start]
    if apart > 1 or (apart and before["victim_type"] in ("civilian", "child")):
        return None
    claimants = {before["claimant_name"], figure.row["claimant_name"]}
    if apart and len(claimants) == 2 and None not in claimants:
        return None  # another speaker tells of others
    group = figure.group
    between = {t.lower_ for t in doc[last.group.end : group.start]}
    if "own" in between or not apart and "side" in between:
        return None  # "nine were hurt; on the attackers' side ten", "its own dead it put at one"
    is_kin = doc[group.start].lower_ in ("his", "her", "their")
    is_counted = bool(last.group.quantity)
    is_more = figure.head in ELLIPTIC or (group.more and (group.is_bare or group.number is None))
    is_toll = figure.row["_trigger"].lower().endswith("toll")  # of all who died, not of one army
    beside_fighters = (
        group.is_bare and not is_toll and before["victim_type"] == "combatant" and is_counted
    )
    is_number = group.is_bare or doc[group.head].tag_ == "CD"  # "6 million Syrians and 1.5 million"
    beside_named = is_number and not apart and before["side_id"] is not None and is_counted
    beside_named = beside_named and before["subset_of"] is None
    are_comrades = _are_comrades(doc, figure)
    is_other_harm = figure.row["harm"] != "killed" or before["_trigger"].lower() == "blown"
    is_other_harm |= before["_trigger"].lower() in ("blew", "blow", "blowing", "detonated")
    if before["is_perpetrator"] and is_other_harm and not are_comrades:
        return None  # "killed the bomber and injured ten others", "blew himself up, killing 30"
    is_elliptic = is_more or are_comrades or beside_fighters
    is_elliptic |= not apart and (is_kin or beside_named)
    return last if is_elliptic else None


def _are_comrades(doc: Doc, figure: Figure) -> bool:
    """Whether victims are named by those before ("two of his colleagues", "15 prisoners")."""
    group = figure.group
    found = {doc[j].lower_ for j in range(group.start, min(group.end + 3, len(doc)))}
    return bool(found & COMRADES)
