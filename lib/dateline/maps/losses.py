"""What is said to have been lost at a place?  Claims placed there, with one range and standing."""

from collections.abc import Iterable

import pandas as pd

from dateline.claims.ranges import led_with
from dateline.maps.placing import NOWHERE, PROVINCE, SEVERAL
from dateline.rows import records

SCOPES = ("current", "background")
STANDINGS = {
    "agreed": "stated by both sides",
    "claimed": "claimed by one side",
    "told": "stated by others, or by the article itself",
}


def loss_rows(placed: pd.DataFrame) -> pd.DataFrame:
    """What is said to have happened at a place: one row is one place, event, side and harm.

    `low` to `high` spans what all who speak of it say (null: open); `standing` is a key of
    ``STANDINGS``; parts of another figure are left out unless they have a place of their own.
    """
    rows = placed[_stands(placed) & placed["scope"].isin(SCOPES) & placed["place_id"].notna()]
    keys = ["place_id", "event_id", "scope", "side_id", "harm"]
    numbers = rows.groupby(keys, dropna=False, sort=False).ngroup()
    parts: dict[int, list[dict]] = {}
    for number, row in zip(numbers, records(rows), strict=True):
        parts.setdefault(number, []).append(row)
    found = [
        {key: part[0][key] for key in keys} | {"loss_id": f"l{number}"} | _together(part)
        for number, part in parts.items()
    ]
    columns = [*keys, "loss_id", "low", "best", "high", "standing", "claim_ids", "sentence_ids"]
    figures = dict.fromkeys(("low", "best", "high"), "Int64")
    return pd.DataFrame(found, columns=columns).astype(figures)


def _stands(placed: pd.DataFrame) -> pd.Series:
    """Which figures are no part of another, or a part told at a place of its own."""
    places = placed.set_index("claim_id")["place_id"]
    is_elsewhere = placed["place_id"].ne(placed["subset_of"].map(places))
    is_apart = placed.reindex(columns=["apart_by"])["apart_by"].notna()
    return placed["subset_of"].isna() | (is_apart & is_elsewhere)


def losses_note(placed: pd.DataFrame, places: pd.DataFrame) -> list[str]:
    """How many figures of the event reported are not on the map, and why.

    >>> losses_note(pd.DataFrame({"scope": []}), pd.DataFrame())
    []
    """
    rows = placed[placed["scope"] == "current"]
    if rows.empty:
        return []
    again = placed.dropna(subset=["same_as", "place_id"]).set_index("same_as")["place_id"]
    again = again[~again.index.duplicated()]
    rows = rows[_stands(rows) & rows["same_as"].isna()]
    rows = rows.assign(place_id=rows["place_id"].combine_first(rows["claim_id"].map(again)))
    rows["unplaced"] = rows["unplaced"].where(rows["place_id"].isna())
    level = rows["place_id"].map(places.set_index("place_id")["geo_precision"])
    parts = [(int((level > PROVINCE).sum()), "placed no closer than a country or region")]
    parts += [(int((rows["unplaced"] == why).sum()), why) for why in (SEVERAL, NOWHERE)]
    n_shown = int((level <= PROVINCE).sum())
    total = f"{len(rows)} figure{'s' if len(rows) > 1 else ''} of the event reported"
    reasons = "; ".join(f"{n} not marked: {why}" for n, why in parts if n)
    opening = f"Of {total}, {n_shown or 'none'} {'is' if n_shown < 2 else 'are'} on the map"
    return [f"{opening} ({reasons})." if reasons else f"{opening}."]


def _together(part: list[dict]) -> dict:
    """The range, standing and evidence of the claims about one loss."""
    lead = led_with(part)
    lows, highs = zip(*map(_span, lead), strict=True)
    return {
        "low": None if None in lows else min(lows),
        "best": next((row["best"] for row in lead if row["best"] is not None), None),
        "high": None if None in highs else max(highs),
        "standing": _standing([row["speaker_side"] for row in part], [_span(r) for r in part]),
        "claim_ids": [row["claim_id"] for row in part],
        "sentence_ids": sorted({row["sentence_id"] for row in part}),
    }


def _span(row: dict) -> tuple[int | None, int | None]:
    """Lowest and highest figure that a claim allows; null is open."""
    low, best, high = (None if pd.isna(row[c]) else int(row[c]) for c in ("low", "best", "high"))
    if row["qualifier"] == "about":
        return best, best
    return (low, high) if row["qualifier"] != "range" or high else (low, best)


def _standing(sides: Iterable, spans: list[tuple[int | None, int | None]]) -> str:
    """Whether both sides state a loss within one range, one side alone, or others."""
    said = [(side, span) for side, span in zip(sides, spans, strict=True) if isinstance(side, str)]
    if any(a != b and _overlap(one, other) for a, one in said for b, other in said):
        return "agreed"
    return "claimed" if len(said) == len(spans) else "told"


def _overlap(one: tuple[int | None, int | None], other: tuple[int | None, int | None]) -> bool:
    """Whether two ranges have a figure in common."""
    low = max(one[0] or 0, other[0] or 0)
    highs = [span[1] for span in (one, other) if span[1] is not None]
    return not highs or low <= min(highs)
