"""What is the toll?  Claims reconciled to one range for each event, side and harm.

Figures of different events are never added.  A victim group counts once: repeats, parts of a total
and superseded tolls are set aside, and parts are checked against the total that the text states.
"""

import re
from collections import defaultdict

from dateline.theatre import Theatre

# "2 fatalities" at the end of an event note counts everybody killed in it.
CLOSING = re.compile(
    r"^\d+\s+(?:fatalit(?:y|ies)|deaths?|injur(?:y|ies)|casualt(?:y|ies))$", re.IGNORECASE
)
# Told as further victims, so that no other figure can hold them.
FURTHER = re.compile(r"\b(?:an?other|others?|more|additional|further|separate)\b", re.IGNORECASE)
ALIKE = ({"combatant", "police"}, {"civilian", "child", "journalist"})  # types that may be one
SUM = "not stated by anyone: the sum"  # how the note of a computed total begins
ORDER = ("killed", "wounded", "missing", "captured", "displaced", "casualties")


def reconcile(claims: list[dict], theatre: Theatre | None = None) -> list[dict]:
    """Rows of the table ``tolls``: one row is one event, side and harm; ``all`` is everybody.

    >>> rows = reconcile([])
    >>> rows
    []
    """
    events = defaultdict(list)
    for claim in claims:
        if claim["scope"] in ("current", "background"):
            events[claim["event_id"], claim["harm"]].append(claim)
    moved = _moved(claims)
    rows = []
    for (event_id, harm), members in sorted(events.items(), key=_event_order):
        rows += _event_rows(event_id, harm, members, moved, theatre)
    return rows


def _event_order(item: tuple) -> tuple:
    """Current events first, then harms in their order."""
    (event_id, harm), members = item
    return (members[0]["scope"] != "current", event_id, ORDER.index(harm))


def _figure(claim: dict) -> int:
    """The one number of a claim: best, else low, else high."""
    return next((claim[k] for k in ("best", "low", "high") if claim[k] is not None), 0)


def _moved(claims: list[dict]) -> dict[str, int]:
    """How many of each wounded claim are told to have died later."""
    by_id = {c["claim_id"]: c for c in claims}
    moved: dict[str, int] = defaultdict(int)
    for claim in claims:
        parent = by_id.get(claim["subset_of"])
        if parent and claim["harm"] == "killed" and parent["harm"] == "wounded":
            moved[parent["same_as"] or parent["claim_id"]] += _figure(claim)
    return moved


class _Count:
    """Victims that are counted once: a claim with its repeats."""

    def __init__(self, claim: dict):
        self.first = claim
        self.claims = [claim]


def _event_rows(event_id, harm, members, moved, theatre) -> list[dict]:
    """The rows of one event and harm: each side, then everybody."""
    counts = _counts(members)
    total, parts = _total(counts)
    order = [side.side_id for side in theatre.sides] if theatre else []
    named = {c["side_id"] for c in members if c["side_id"] and c["side_id"] != "all"}
    sides = [s for s in order if s in named] + sorted(named - set(order))
    rows = []
    for side in sides:
        own = [n for n in counts if n.first["side_id"] == side]
        own = own or [_Count(c) for c in members if c["side_id"] == side and c["counted"]]
        if own:
            rows.append(_row(event_id, harm, side, *_apart(own), moved))
    stated = total or _stated(counts)
    everyone, rivals = ([stated], []) if stated else _apart(counts)
    if everyone:
        row = _row(event_id, harm, "all", everyone, rivals, moved)
        row["check"] = _check(total, parts) if total and parts else None
        if stated and not total:
            others = [count for count in counts if count is not stated]
            row["note"] = _join(_not_added(others), row["note"])
        elif len(everyone) > 1:
            row["note"] = _join(f"{SUM} of {len(everyone)} figures", row["note"])
            row["claimants"] = _tellers(everyone)  # a rival's word is in the note, not in the sum
        row["n_claims"] = len(members)
        row["claim_ids"] = " ".join(c["claim_id"] for c in members)
        rows.append(row)
    return rows


def _apart(counts: list[_Count]) -> tuple[list[_Count], list[_Count]]:
    """The groups that add up, and rival figures: others' words on what may be the same people."""
    added: list[_Count] = []
    rivals: list[_Count] = []
    for count in counts:
        is_rival = any(_may_be_same(count, other) for other in added)
        (rivals if is_rival else added).append(count)
    return added, rivals


def _may_be_same(one: _Count, other: _Count) -> bool:
    """Whether two named claimants may speak of the same people, each with a figure of its own."""
    a, b = one.first, other.first
    tellers = [{c["claimant_name"] for c in count.claims} - {None} for count in (one, other)]
    if not all(tellers) or tellers[0] & tellers[1] or a["sentence_id"] == b["sentence_id"]:
        return False
    types = {a["victim_type"], b["victim_type"]}
    is_one_kind = bool(types & {"unknown", "mixed"}) or any(types <= kinds for kinds in ALIKE)
    sides = {a["side_id"], b["side_id"]} - {None, "all"}
    is_one_kind &= len(sides) < 2 and a["is_perpetrator"] == b["is_perpetrator"]
    return is_one_kind and not FURTHER.search(a["victims"] or "")


def _counts(members: list[dict]) -> list[_Count]:
    """Victim groups of an event, each with its repeats; parts of another claim left out."""
    own = {c["claim_id"] for c in members}
    counts: dict[str, _Count] = {}
    for claim in members:
        if not claim["counted"] or claim["subset_of"] in own:
            continue
        if claim["same_as"] in counts:
            counts[claim["same_as"]].claims.append(claim)
        else:
            counts[claim["claim_id"]] = _Count(claim)
    return list(counts.values())


def _total(counts: list[_Count]) -> tuple[_Count | None, list[_Count]]:
    """The group that the text gives as the total of all others, and those others."""
    if len(counts) < 2:
        return None, []
    closing = next((c for c in reversed(counts) if CLOSING.match(c.first["victims"] or "")), None)
    if closing and closing is not counts[0]:
        return closing, [c for c in counts if c is not closing]
    everyone = sum(_figure(c.first) for c in counts)
    for whole in counts:
        sides = {c["side_id"] for c in whole.claims}
        is_sum = 2 * _figure(whole.first) == everyone and len(counts) > 2
        if not sides & {None, "all"} or not (is_sum or "all" in sides):
            continue
        parts = [c for c in counts if c is not whole]
        kind = whole.first["victim_type"]
        kinds = {p.first["victim_type"] for p in parts}
        if kind in ("combatant", "police") and not kinds <= {kind, "unknown", "mixed"}:
            continue  # "two attackers" are no total of a policeman and a clerk
        if any(p.first["sentence_id"] == c["sentence_id"] for p in parts for c in whole.claims):
            continue
        if is_sum:
            return whole, parts
        sided = [p for p in parts if p.first["side_id"] not in (None, "all")]
        if "all" in sides and len(sided) >= 2:
            return whole, sided
    return None, []


def _stated(counts: list[_Count]) -> _Count | None:
    """The toll that the text leads with and comes back to, which other figures must not swell.

    A report that says "27 killed" in its headline and again in its story gives a toll; what it
    tells later of 14 or 30 others may be among them, or belong to other attacks.
    """
    lead = counts[0] if counts else None
    if lead is None or _figure(lead.first) < 2 or lead.first["side_id"] not in (None, "all"):
        return None
    figure = _figure(lead.first)
    told = {c["sentence_id"] for c in lead.claims if _figure(c) == figure}
    return lead if len(told) > 1 else None


def _join(*notes: str | None) -> str | None:
    """Notes as one line; null when there is none."""
    return "; ".join(filter(None, notes)) or None


def _not_added(others: list[_Count]) -> str | None:
    """The figures that stand beside a stated toll, each with who says so."""
    told = [f"{_figure(o.first):,} ({o.first['claimant_name'] or 'the reporter'})" for o in others]
    if not told:
        return None
    return (
        f"not added, since the article does not say whether they are among these: {', '.join(told)}"
    )


def _check(total: _Count, parts: list[_Count]) -> str:
    """The sum of the parts against the total, in words."""
    figures = [_figure(p.first) for p in parts]
    whole = _figure(total.first)
    words = " + ".join(f"{n:,}" for n in figures)
    if sum(figures) == whole:
        return f"{words} = {whole:,}: the parts agree with the total"
    gap = abs(sum(figures) - whole)
    relation = "more" if sum(figures) > whole else "fewer"
    return f"{words} = {sum(figures):,}: {gap:,} {relation} than the total of {whole:,}"


def _row(
    event_id: str, harm: str, side: str, counts: list[_Count], rivals: list[_Count], moved: dict
) -> dict:
    """One toll: the sum over victim groups of the range over their claims, up to any rival's."""
    ranges = [_range(count, moved) for count in counts]
    low, best, high = (_sum(r[k] for r in ranges) for k in range(3))
    tops = [high, *(_range(rival, moved)[2] for rival in rivals)]
    high = None if None in tops else max(tops)
    claims = [c for count in (*counts, *rivals) for c in count.claims]
    return {
        "article_id": claims[0]["article_id"],
        "event_id": event_id,
        "scope": claims[0]["scope"],
        "side_id": side,
        "harm": harm,
        "low": low,
        "best": best,
        "high": high,
        "claimants": _tellers([*counts, *rivals]),
        "n_claims": len(claims),
        "claim_ids": " ".join(c["claim_id"] for c in claims),
        "check": None,
        "note": _join(_not_added(rivals), _note(counts)),
    }


def _tellers(counts: list[_Count]) -> str:
    """Who states figures, each once."""
    claims = [claim for count in counts for claim in count.claims]
    return "; ".join(dict.fromkeys(c["claimant_name"] or "the reporter" for c in claims))


def _sum(values) -> int | None:
    """The sum, or null when one part is null."""
    values = list(values)
    return None if any(v is None for v in values) else sum(values)


def _range(count: _Count, moved: dict) -> tuple[int | None, int | None, int | None]:
    """Low, best and high of a victim group over the claims about it."""
    gone = moved.get(count.first["claim_id"], 0)
    lows = [c["low"] for c in count.claims]
    highs = [c["high"] for c in count.claims]
    low = min((v for v in lows if v is not None), default=None)
    high = None if None in highs else max(highs)
    best = _best(count.claims)
    return tuple(None if v is None else max(0, v - gone) for v in (low, best, high))


def _best(claims: list[dict]) -> int | None:
    """The figure to quote: the one given most often, the first of these."""
    figures = [c["best"] for c in claims if c["best"] is not None]
    return max(figures, key=figures.count, default=None)


def _note(counts: list[_Count]) -> str | None:
    """What the reader must know: perpetrators counted, claims that differ."""
    notes = []
    for count in counts:
        told = {_figure(c): c["claimant_name"] or "the reporter" for c in reversed(count.claims)}
        if len(told) > 1:
            notes.append(
                "figures differ: "
                + ", ".join(f"{n:,} ({who})" for n, who in reversed(told.items()))
            )
    notes += [c["review"] for n in counts for c in n.claims if "corrected" in c.get("review", "")]
    attackers = sum(_figure(n.first) for n in counts if n.first["is_perpetrator"])
    others = sum(_figure(n.first) for n in counts if not n.first["is_perpetrator"])
    if attackers:
        notes.append(f"includes {attackers:,} who carried out the attack; {others:,} without them")
    return "; ".join(dict.fromkeys(notes)) or None
