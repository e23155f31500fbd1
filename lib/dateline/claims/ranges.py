"""What range do all who speak of one group of victims span, and what toll does a text give?"""

import re
from collections import defaultdict

from dateline.fields import NOT_COUNTED, OWN_VOICE
from dateline.lexicon import words
from dateline.rows import number_of

FARTHEST = 12  # times that another's count of the same people may be larger
LEAD = 3  # sentences in which a report gives its total
FEW = 4  # times that a count is larger than some of its people
NEAR = 2  # times that a correction may be larger
KINDS = (  # of people; each may be told of by another name of its row
    {"combatant", "police"},
    {"civilian", "child", "journalist"},
)
BODIES = words("bodies corpses")
Range = tuple[int | None, int | None, int | None]  # low, best, high
Counted = list[dict]  # victims counted once: a claim, then its repeats


def figure_of(count: Counted) -> int:
    """The one number of a victim group."""
    return number_of(voices(count)[0])


def voices(count: Counted) -> Counted:
    """The claims of a group without those that a more exact or later word has replaced.

    "Dozens" gives way to any number that it allows, as does a headline's "at least 3"; another
    "at least" gives way to a larger figure of the same teller.
    """
    exact = [c for c in count if c["qualifier"] != "vague"]
    if not exact:
        told = [number_of(claim) for claim in count]
        return [c for c in count if number_of(c) == max(told, key=told.count)]
    kept = []
    for claim in count:
        is_vague = claim["qualifier"] == "vague"
        is_open = is_vague or not (claim["claimant_name"] or claim["sentence_id"])
        rivals = exact if is_open else [c for c in exact if _is_same_voice(c, claim)]
        n, figures = number_of(claim), map(number_of, rivals)
        if is_vague:
            gives_way = any(figure >= n for figure in figures)
        else:
            gives_way = any(n < figure <= NEAR * n for figure in figures)
            gives_way = gives_way and claim["qualifier"] == "at_least"
        if not gives_way:
            kept.append(claim)
    return kept


def _is_same_voice(one: dict, other: dict) -> bool:
    """Whether one claimant states both; what nobody is named for may be of two."""
    return bool(one["claimant_name"]) and teller(one) == teller(other)


def span(count: Counted, gone: int = 0) -> Range:
    """Low, best and high of a victim group over the claims about it, less those gone from it."""
    told = _without_few_found(_unhedged(voices(count)))
    figures = [number_of(c) for c in told]
    lows = [c["low"] for c in told if c["low"] is not None]
    tops = [c["high"] for c in told]
    if len(set(figures)) > 1:  # several voices: the highest figure bounds the others
        lows = figures
        most = [c for c in told if number_of(c) == max(figures)]
        tops = [number_of(c) if c["qualifier"] == "about" else c["high"] for c in most]
    low, high = min(lows, default=None), None if None in tops else max(tops)
    given = [c["best"] for c in told if c["best"] is not None]
    best = max(given, key=given.count, default=None)  # told most often, the first of these
    return tuple(None if v is None else max(0, v - gone) for v in (low, best, high))


def taken_off(claims: list[dict]) -> dict[str, int]:
    """How many of each claim have died later or, being part of it, are left out by the text."""
    by_id = {c["claim_id"]: c for c in claims}
    moved: dict[str, int] = defaultdict(int)
    for claim in claims:
        parent = by_id.get(claim["subset_of"])
        is_dead = claim["harm"] == "killed" and parent and parent["harm"] == "wounded"
        if is_dead or parent and claim["reason"] == NOT_COUNTED and parent["counted"]:
            moved[parent["same_as"] or parent["claim_id"]] += number_of(claim)
    return moved


def summed(counts: list[Counted], ranges: list[Range]) -> Range:
    """Low, best and high of several groups: their sums, or what one teller's figures come to.

    Of 30 rebels or five, and six soldiers or 40, the army says 36 and the rebels 45: nobody says 11
    or 70.
    """
    low, best, high = (None if None in ends else sum(ends) for ends in zip(*ranges, strict=True))
    told = [{teller(claim): claim for claim in voices(count)} for count in counts]
    disputed = [one for one in told if len(_numbers(one)) > 1]
    tellers = set.intersection(*map(set, disputed)) if len(disputed) > 1 else set()
    is_told = all({number_of(one[name]) for name in tellers} >= _numbers(one) for one in disputed)
    if len(tellers) < 2 or not is_told or low is None:
        return low, best, high
    sums = {name: sum(number_of(one[name]) for one in disputed) for name in tellers}
    most = max(sums, key=lambda name: sums[name])
    rest = [ends for ends, one in zip(ranges, told, strict=True) if one not in disputed]
    low = min(sums.values()) + sum(ends[0] or 0 for ends in rest)
    tops = [one[most]["high"] for one in disputed] + [ends[2] for ends in rest]
    high = None if None in tops else sum(filter(None, tops))
    return low, best and max(low, min(best, high or best)), high


def dwarfs(count: Counted, other: Counted) -> bool:
    """Whether a far larger group may hold all of another ("four" of 211 in hospital)."""
    is_open = count[0]["side_id"] in (None, "all")
    is_open = is_open and count[0]["victim_type"] in ("unknown", "mixed")
    is_open = is_open or figure_of(other) == 1
    return is_open and figure_of(count) > FEW * figure_of(other)


def _numbers(told: dict[str, dict]) -> set[int]:
    """The figures that tellers give."""
    return {number_of(claim) for claim in told.values()}


def _unhedged(told: Counted) -> Counted:
    """Claims without those that say with "about" what another says without it."""
    sure = {number_of(c) for c in told if c["qualifier"] != "about"}
    return [c for c in told if c["qualifier"] != "about" or number_of(c) not in sure]


def _without_few_found(told: Counted) -> Counted:
    """Claims without the bodies that somebody further down saw or counted, where more died."""
    most = max(map(number_of, told))
    return [c for c in told if c is told[0] or number_of(c) == most or not _is_of_found(c)]


def _is_of_found(claim: dict) -> bool:
    """Whether a claim counts bodies, not deaths."""
    return bool(BODIES & set((claim.get("victims") or "").lower().split()))


def victim_groups(claims: list[dict]) -> list[Counted]:
    """Claims by the people they count: each figure with those that repeat it, in their order."""
    first: dict[str, str] = {}
    groups: dict[str, Counted] = {}
    for claim in claims:
        key = claim["same_as"] or claim["claim_id"]
        first[claim["claim_id"]] = key = first.get(key, key)
        groups.setdefault(key, []).append(claim)
    return list(groups.values())


def led_with(claims: list[dict]) -> Counted:
    """The claims about the people a report leads with and comes back to; else all of them."""
    lead = victim_groups(claims)[0]
    told = {c["sentence_id"] for c in lead if number_of(c) == figure_of(lead)}
    return lead if len(told) > 1 and figure_of(lead) > 1 else claims


def kinds_apart(one: set[str], other: set[str]) -> bool:
    """Whether people of one kind cannot be among those of the other, where both are known.

    >>> kinds_apart({"combatant"}, {"civilian", "unknown"}), kinds_apart({"child"}, {"civilian"})
    (True, False)
    """
    one, other = one - {"unknown"}, other - {"unknown"}
    return any(one and other and one <= a and other <= b for a, b in (KINDS, KINDS[::-1]))


def teller(claim: dict) -> str:
    """Who states a claim, in words."""
    return claim["claimant_name"] or OWN_VOICE


Stated = tuple[Counted, list[Counted]]  # a toll that the text gives, and its parts

# "2 fatalities" at the end of an event note counts everybody killed in it.
CLOSING = re.compile(r"(?i)^\d+\s+(?:fatalit(?:y|ies)|deaths?|injur(?:y|ies)|casualt(?:y|ies))$")


def stated_toll(counts: list[Counted], members: list[dict]) -> Stated | None:
    """The toll of everybody in an event, with the parts to check it by, or ``None``."""
    return told_in_parts(counts, members, "all") or _total(counts) or _kept_to(counts)


def told_in_parts(counts: list[Counted], members: list[dict], side: str) -> Stated | None:
    """The largest group, if it is told part by part and of no side among others."""
    most = max(map(figure_of, counts))
    sides = {count[0]["side_id"] for count in counts} - {None, "all"}
    for whole in counts:
        is_of_all = whole[0]["side_id"] in (None, "all", side) or len(sides) == 1
        if not is_of_all or figure_of(whole) < most:
            continue
        own = {claim["claim_id"] for claim in whole}
        told = [c for c in members if c["subset_of"] in own and not c["same_as"]]
        at = whole[0]["sentence_id"]
        sided = [c["side_id"] for c in told if c["side_id"] and c["sentence_id"] > at]
        by_side = whole is counts[0] and len({*sided} - {"all", side}) == len(sided) > 1
        parts = [[c] for c in told if c["apart_by"]]
        if sum(map(figure_of, parts)) != most:
            parts = [[c] for c in told if c["apart_by"] or by_side and c["side_id"] in sided]
        if len(parts) > 1 and 2 * sum(map(figure_of, parts)) >= most:
            return whole, parts
    return None


def _total(counts: list[Counted]) -> Stated | None:
    """The group that the text gives as the total of all others, and those others."""
    closing = next((c for c in reversed(counts) if CLOSING.match(c[0]["victims"] or "")), None)
    is_most = closing and figure_of(closing) >= max(map(figure_of, counts))
    if is_most and closing is not counts[0]:
        return closing, [c for c in counts if c is not closing]
    everyone = sum(figure_of(c) for c in counts)
    for whole in counts:
        sides = {c["side_id"] for c in whole}
        is_sum = 2 * figure_of(whole) == everyone and len(counts) > 2
        if not sides & {None, "all"} or not (is_sum or "all" in sides):
            continue
        parts = [c for c in counts if c is not whole]
        kind = whole[0]["victim_type"]
        kinds = {p[0]["victim_type"] for p in parts}
        if kind in ("combatant", "police") and not kinds <= {kind, "unknown", "mixed"}:
            continue  # "two attackers" are no total of a policeman and a clerk
        if any(p[0]["sentence_id"] == c["sentence_id"] for p in parts for c in whole):
            continue
        if is_sum:
            return whole, parts
        sided = [p for p in parts if p[0]["side_id"] not in (None, "all")]
        if "all" in sides and len(sided) >= 2:
            return whole, sided
    return None


def _kept_to(counts: list[Counted]) -> Stated | None:
    """The toll that the text leads with and comes back to, which other figures must not swell.

    A report that says "27 killed" in its headline and again in its story gives a toll; what it
    tells later of 14 or 30 others may be among them, or belong to other attacks.
    """
    lead = counts[0]
    if figure_of(lead) < 2 or lead[0]["side_id"] not in (None, "all"):
        return None
    told = {c["sentence_id"] for c in lead if number_of(c) == figure_of(lead)}
    opening = {number for number in told if number < LEAD}
    is_joined = any(c["sentence_id"] in opening for count in counts[1:] for c in count)
    return (lead, []) if len(told) > 1 and not is_joined else None  # "and lost four soldiers"
