"""What is the toll?  Claims reconciled to one range for each event, side and harm.

Figures of different events are never added.  A victim group counts once: repeats, parts of a total
and superseded tolls are set aside, and parts are checked against the total that the text states.
"""

from collections import defaultdict

from dateline.claims.ranges import (
    FARTHEST,
    KINDS,
    Counted,
    Stated,
    dwarfs,
    figure_of,
    kinds_apart,
    span,
    stated_toll,
    summed,
    taken_off,
    teller,
    told_in_parts,
    voices,
)
from dateline.fields import HARMS
from dateline.lexicon import listed
from dateline.rows import number_of
from dateline.theatre import Theatre

FURTHER = listed("told as further") | {"more"}  # no other figure can hold them
DIFFER = "figures differ"  # how the note of a dispute begins
UNSURE = "not added, since the article does not say whether they are among these"
OTHERS = "beside these, not added"  # people of another kind
SUM = "not stated by anyone: the sum"  # how the note of a computed total begins


def reconcile(claims: list[dict], theatre: Theatre | None = None) -> list[dict]:
    """Rows of the table ``tolls``: one row is one event, side and harm; ``all`` is everybody.

    >>> reconcile([])
    []
    """
    events = defaultdict(list)
    for claim in claims:
        if claim["scope"] in ("current", "background"):
            events[claim["event_id"], claim["harm"]].append(claim)
    moved = taken_off(claims)
    in_order = sorted(events.values(), key=_event_order)
    return [row for members in in_order for row in _event_rows(members, moved, theatre)]


def _event_order(members: list[dict]) -> tuple:
    """Current events first, then harms in their order."""
    first = members[0]
    return first["scope"] != "current", first["event_id"], HARMS.index(first["harm"])


def _told(claim: dict, *, in_words: bool = False) -> str:
    """A figure with who states it: "90 (the army)"; in the words of the text "90 men (…)"."""
    is_range = claim["qualifier"] == "range" and claim["high"]
    figure = f"{number_of(claim):,}" + (f" to {claim['high']:,}" if is_range else "")
    return f"{in_words and claim['victims'] or figure} ({teller(claim)})"


def _tellers(counts: list[Counted]) -> str:
    """Who states figures, each once."""
    return "; ".join(dict.fromkeys(teller(claim) for count in counts for claim in count))


def _event_rows(members: list[dict], moved: dict, theatre: Theatre | None) -> list[dict]:
    """The rows of one event and harm: each side, then everybody."""
    known = [side.side_id for side in theatre.sides] if theatre else []
    named = sorted({c["side_id"] for c in members} - {None, "all"})
    rows = []
    for side in [*(s for s in known if s in named), *(s for s in named if s not in known)]:
        own = [c for c in members if c["side_id"] == side]
        if counts := _counts(own):
            rows.append(_toll(side, counts, told_in_parts(counts, own, side), moved))
    if counts := _counts(members):
        stated = stated_toll(counts, members)
        row = _toll("all", counts, stated, moved)
        row["n_claims"] = len(members)
        row["claim_ids"] = " ".join(c["claim_id"] for c in members)
        rows.append(row)
    return rows


def _toll(side: str, counts: list[Counted], stated: Stated | None, moved: dict) -> dict:
    """The toll that the text gives, with a check of its parts; else what its figures come to."""
    if stated:
        whole, parts = stated
        row = _row(side, [whole], [], moved)
        row["check"] = _check(whole, parts) if parts else None
        others = [count for count in counts if count is not whole and count not in parts]
        row["note"] = _join(_beside([whole], others), row["note"])
        return row
    everyone, rivals = _apart(counts)
    row = _row(side, everyone, rivals, moved)
    if side == "all" and len(everyone) > 1:  # a rival's word is in the note, not in the sum
        row["note"] = _join(f"{SUM} of {len(everyone)} figures", row["note"])
        row["claimants"] = _tellers(everyone)
    return row


def _apart(counts: list[Counted]) -> tuple[list[Counted], list[Counted]]:
    """The groups that add up, and rival figures: others' words on what may be the same people.

    The past is told in passing: only figures of one sentence are of one event for sure.
    """
    added: list[Counted] = []
    rivals: list[Counted] = []
    most = max(counts, key=figure_of)[0]
    for count in counts:
        same = [other for other in added if _may_be_same(count, other)]
        is_rival = bool(same)
        is_past = most["scope"] == "background"
        is_rival |= is_past and count[0]["sentence_id"] != most["sentence_id"]
        if not is_past and len(same) == 1 and dwarfs(count, same[0]):
            added[added.index(same[0])], count = count, same[0]
        (rivals if is_rival else added).append(count)
    return added, rivals


def _may_be_same(one: Counted, other: Counted) -> bool:
    """Whether two claimants, or one and a headline, may each give a figure of the same people."""
    a, b = one[0], other[0]
    tellers = [{c["claimant_name"] for c in count} - {None} for count in (one, other)]
    sides = {a["side_id"], b["side_id"]} - {None, "all"}
    is_headlines = a["side_id"] == b["side_id"] in sides and not b["sentence_id"]
    is_untold = not (tellers[0] and (tellers[1] or is_headlines))
    is_one_word = tellers[0] & tellers[1] or a["sentence_id"] == b["sentence_id"]
    apart = {a["apart_by"], b["apart_by"]}
    is_split = a["subset_of"] == b["subset_of"] and None not in apart
    if is_one_word or is_split or is_untold or apart <= {"place", "attack"}:
        return False
    types = {a["victim_type"], b["victim_type"]}
    is_one_kind = bool(types & {"unknown", "mixed"}) or any(types <= kinds for kinds in KINDS)
    is_one_kind &= len(sides) < 2 and a["is_perpetrator"] == b["is_perpetrator"]
    return is_one_kind and not FURTHER & set((a["victims"] or "").lower().split())


def _counts(members: list[dict]) -> list[Counted]:
    """Victim groups of an event, each with its repeats; parts of another claim left out."""
    own = {c["claim_id"] for c in members}
    counts: dict[str, Counted] = {}
    parts: set[str] = set()
    first: dict[str, str] = {}  # the claim that a claim repeats, however often it was repeated
    for claim in members:
        key = claim["same_as"] or claim["claim_id"]
        first[claim["claim_id"]] = key = first.get(key, key)
        group = counts.setdefault(key, [])
        if claim["subset_of"] in own:
            parts.add(claim["claim_id"])
        elif claim["counted"] and key not in parts:
            group.append(claim)
    return [count for count in counts.values() if count]


def _join(*notes: str | None) -> str | None:
    """Notes as one line; null when there is none."""
    return "; ".join(filter(None, notes)) or None


def _beside(counts: list[Counted], others: list[Counted]) -> str | None:
    """Figures that stand beside a toll and are not added, with who says so and why not.

    More than another's figure cannot be among his: they differ.
    """
    kinds = {claim["victim_type"] for count in counts for claim in count}
    told: dict[str, list[str]] = defaultdict(list)
    attackers = 0
    for other in others:
        first = other[0]
        alike = (
            c
            for c in counts
            if _may_be_same(other, c) and c[0]["victim_type"] == first["victim_type"]
            if figure_of(c) < figure_of(other) <= FARTHEST * figure_of(c)
        )
        if first["is_perpetrator"]:
            attackers += figure_of(other)
        elif rival := next(alike, None):
            told[DIFFER] += [_told(rival[0]), _told(first)]
        elif kinds_apart({first["victim_type"]}, kinds):
            told[OTHERS].append(_told(first, in_words=True))
        else:
            told[UNSURE].append(_told(first))
    if attackers:
        told["not added"] = [f"{attackers:,} who carried out the attack"]
    return _join(*(f"{why}: {', '.join(dict.fromkeys(told[why]))}" for why in told))


def _check(total: Counted, parts: list[Counted]) -> str:
    """The sum of the parts against the total, in words."""
    figures, whole = list(map(figure_of, parts)), figure_of(total)
    words = f"{' + '.join(f'{n:,}' for n in figures)} = {sum(figures):,}"
    gap = sum(figures) - whole
    if gap < 0 and parts[0][0]["apart_by"]:
        return f"{words} of the {whole:,}: the rest is not told apart"
    is_other = f"{abs(gap):,} {'more' if gap > 0 else 'fewer'} than the total of {whole:,}"
    return f"{words}: {is_other if gap else 'the parts agree with the total'}"


def _row(side: str, counts: list[Counted], rivals: list[Counted], moved: dict) -> dict:
    """One toll: the sum over victim groups of the range over their claims, up to any rival's."""
    low, best, high = summed(counts, [span(n, moved.get(n[0]["claim_id"], 0)) for n in counts])
    top = {id(rival): span(rival, moved.get(rival[0]["claim_id"], 0))[2] for rival in rivals}
    above = [r for r in rivals if high is not None and (top[id(r)] or figure_of(r)) > high]
    tops = [high, *(top[id(rival)] for rival in above)]
    high = None if None in tops else max(tops)
    claims = [c for count in (*counts, *rivals) for c in count]
    return {
        **{name: claims[0][name] for name in ("article_id", "event_id", "scope", "harm")},
        "side_id": side,
        "low": low,
        "best": best,
        "high": high,
        "claimants": _tellers([*counts, *above]),
        "n_claims": len(claims),
        "claim_ids": " ".join(c["claim_id"] for c in claims),
        "check": None,
        "note": _join(_beside(counts, rivals), _note(counts)),
    }


def _note(counts: list[Counted]) -> str | None:
    """What the reader must know: perpetrators counted, claims that differ."""
    notes = []
    for count in counts:
        first: dict[tuple, dict] = {}  # each figure's first teller
        for claim in voices(count):
            top = claim["high"] if claim["qualifier"] == "range" else None
            first.setdefault((number_of(claim), top), claim)
        told = [_told(claim, in_words=len(counts) > 1) for claim in first.values()]
        if len(told) > 1:
            notes.append(f"{DIFFER}: {', '.join(told)}")
    notes += [c["review"] for n in counts for c in n if "corrected" in c.get("review", "")]
    attackers = sum(figure_of(n) for n in counts if n[0]["is_perpetrator"])
    others = sum(map(figure_of, counts)) - attackers
    if attackers and others:
        notes.append(f"includes {attackers:,} who carried out the attack; {others:,} without them")
    elif attackers:
        notes.append(f"all {attackers:,} carried out the attack")
    return _join(*dict.fromkeys(notes))
