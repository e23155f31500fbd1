"""What range do all those span who speak of one group of victims?"""

from dateline.fields import OWN_VOICE
from dateline.rows import number_of

FARTHEST = 12  # times that another's count of the same people may be larger
LEAD = 3  # sentences in which a report gives its total
NEAR = 2  # times that a correction may be larger
KINDS = (  # of people; each may be told of by another name of its row
    {"combatant", "police"},
    {"civilian", "child", "journalist"},
)
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


def span(count: Counted, gone: int = 0) -> tuple[int | None, int | None, int | None]:
    """Low, best and high of a victim group over the claims about it, less those gone from it."""
    told = _unhedged(voices(count))
    figures = [number_of(c) for c in told]
    lows = [c["low"] for c in told if c["low"] is not None]
    tops = [c["high"] for c in told]
    if len(set(figures)) > 1:  # several voices: the highest figure bounds the others
        lows = figures
        tops = [c["high"] for c in told if number_of(c) == max(figures)]
    low, high = min(lows, default=None), None if None in tops else max(tops)
    given = [c["best"] for c in told if c["best"] is not None]
    best = max(given, key=given.count, default=None)  # told most often, the first of these
    return tuple(None if v is None else max(0, v - gone) for v in (low, best, high))


def _unhedged(told: Counted) -> Counted:
    """Claims without those that say with "about" what another says without it."""
    sure = {number_of(c) for c in told if c["qualifier"] != "about"}
    return [c for c in told if c["qualifier"] != "about" or number_of(c) not in sure]


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
