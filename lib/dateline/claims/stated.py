"""Does the text itself give the toll of an event?  A total with its parts, or one it keeps to."""

import re

from dateline.claims.ranges import LEAD, Counted, figure_of
from dateline.rows import number_of

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
    if closing and closing is not counts[0]:
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
