"""How is a place marked on a map?  By shape for the part it plays, in a ring if it is a capital.

A place known only to its province or country gets no mark: a point would claim what nobody said.
"""

from collections.abc import Mapping

import numpy as np
import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from dateline.maps.boundaries import Layers, project
from dateline.maps.cartography import INK, PALE
from dateline.maps.framing import Extent, orientation
from dateline.maps.labels import Canvas, place_label
from dateline.places.gazetteer import capitals
from dateline.theatre import Theatre

# Shapes, not colours, tell the parts that places play, so that the map survives a photocopier.
MARKS = {
    "event": {"marker": "o", "markerfacecolor": INK, "markersize": 7.5},
    "planned": {"marker": "D", "markerfacecolor": "white", "markersize": 6.5},
    "dateline": {"marker": "s", "markerfacecolor": INK, "markersize": 6.5},
    "background": {"marker": "^", "markerfacecolor": "white", "markersize": 7.5},
}
WORDS = {
    "event": "Place of reported events",
    "planned": "Place of planned events",
    "dateline": "Dateline of the article",
    "background": "Place named as background",
}
TOWN = {"marker": "o", "markerfacecolor": "white", "markersize": 3.6, "markeredgecolor": PALE}
RING = {"marker": "o", "markerfacecolor": "none", "markersize": 11.5, "markeredgewidth": 1.0}
EDGE = {"linestyle": "none", "markeredgecolor": INK, "markeredgewidth": 1.1}
SIZES = ((12, 9.5), (24, 8.5), (10_000, 7.5))  # of names, by how many there are
CAPITALS_UP_TO = 8_000_000  # metres across; on a map of the world they would cover it
MOST_EXTRA, MOST_OTHERS = 8, 4  # capitals not named: in all, and of countries not named
POINT_PRECISION = 3  # a district at most; a province or country is no point


def markable(places: pd.DataFrame) -> pd.DataFrame:
    """Places that may be drawn as a point, those named most often first."""
    is_point = places["kind"].isin(MARKS) & (places["geo_precision"] <= POINT_PRECISION)
    points = places[is_point].dropna(subset=["latitude", "longitude"])
    return points.sort_values("n_mentions", ascending=False, kind="stable")


def regions(places: pd.DataFrame) -> pd.DataFrame:
    """Provinces and regions that get a name without a mark."""
    is_region = places["kind"].isin(MARKS) & places["geo_precision"].isin([4, 5])
    return places[is_region].dropna(subset=["latitude", "longitude"])


def draw_places(
    canvas: Canvas, known: list[dict], places: pd.DataFrame, clear: Mapping[str, float]
) -> list[Artist]:
    """Places named, then other towns where there is room; handles of the legend.

    `clear` is how far, in points, a symbol already drawn reaches around a place.
    """
    named = markable(places)
    points = in_frame(named, canvas.layers)
    by_id = {row["place_id"]: row for row in known}
    for row in points.itertuples():
        spec = by_id.get(row.place_id, {})
        is_capital = spec.get("kind") == "capital"
        style = MARKS[row.kind] | {"gid": f"places {row.place_id}"}
        _mark(canvas.ax, row.x, row.y, style, is_capital=is_capital)
        canvas.take(canvas.box_of_mark(row.x, row.y, 5))
    drawn = set(points["place_id"])
    others = [r for r in known if r["drawn"] == "always" and r["place_id"] not in drawn]
    early = [r for r in others if r["kind"] == "capital" and not r.get("is_extra")]
    for row in early:
        _draw_other_town(canvas, row)
    size = next(size for most, size in SIZES if len(points) <= most)
    for row in crowded_first(points, canvas.layers).itertuples():
        offset = by_id.get(row.place_id, {}).get("offset")
        place_label(canvas, row.name, (row.x, row.y), offset=offset, fontsize=size,
                    clear=clear.get(row.place_id, 0),
                    weight="bold", color=INK, zorder=9, gid=f"places {row.place_id}")  # fmt: skip
    late = [r for r in others if r not in early and _draw_other_town(canvas, r)]
    has_capitals = bool(early or late or drawn & by_id.keys())
    has_towns = any(row["kind"] != "capital" for row in late)
    return _legend(set(named["kind"]), has_towns=has_towns, has_capitals=has_capitals)


def write_regions(canvas: Canvas, places: pd.DataFrame) -> None:
    """Names of the provinces and regions named, without a mark, unless the map has them anyway."""
    labels = canvas.theatre.map["labels"] if canvas.theatre else ()
    written = {row.get("place_id") for row in labels}
    rows = regions(places[~places["place_id"].isin(written)])
    for row in in_frame(rows, canvas.layers).itertuples():
        place_label(canvas, row.name, (row.x, row.y), offset=(0, 0, "center"), fontsize=8.5,
                    style="italic", weight="bold", color="#3C4043", zorder=8,
                    gid=f"places {row.place_id}")  # fmt: skip


def crowded_first(points: pd.DataFrame, layers: Layers) -> pd.DataFrame:
    """Points with the most neighbours first: their names have the least choice."""
    near = (layers.frame[2] - layers.frame[0]) / 14
    x, y = points["x"].to_numpy(float), points["y"].to_numpy(float)
    distances = np.hypot(x[:, None] - x, y[:, None] - y)
    return points.iloc[np.argsort(-(distances < near).sum(axis=1), kind="stable")]


def in_frame(rows: pd.DataFrame, layers: Layers) -> pd.DataFrame:
    """Rows whose point lies in the frame, with `x` and `y` in metres."""
    if rows.empty:
        return rows.assign(x=[], y=[])
    moved = project(layers.crs, rows["longitude"].to_numpy(float), rows["latitude"].to_numpy(float))
    west, south, east, north = layers.frame
    rows = rows.assign(x=moved[:, 0], y=moved[:, 1])
    return rows[rows["x"].between(west, east) & rows["y"].between(south, north)]


def world_points(places: pd.DataFrame, extent: Extent, layers: Layers) -> list[dict]:
    """Capitals that are named, which get a ring, and a few more for orientation."""
    if layers.frame[2] - layers.frame[0] > CAPITALS_UP_TO:
        return []
    named = set(places["place_id"])
    rows = [row | {"is_extra": False} for row in capitals() if row["place_id"] in named]
    extra = orientation(places, extent, most=MOST_EXTRA, others=MOST_OTHERS)
    rows += [row | {"is_extra": True} for row in extra]
    if not rows:
        return []
    known = pd.DataFrame(rows).assign(kind="capital", drawn="always", offset=None)
    return in_frame(known, layers).to_dict("records")


def known_points(theatre: Theatre, layers: Layers) -> list[dict]:
    """Towns of the theatre that lie in the frame, capitals first."""
    points = in_frame(theatre.places[theatre.places["drawn"] != "never"], layers)
    rows = points.to_dict("records")
    for row in rows:
        curated = (row["label_dx"], row["label_dy"], row["label_from"])
        row["offset"] = curated if isinstance(row["label_from"], str) else None
    return sorted(rows, key=lambda row: row["kind"] != "capital")


def _draw_other_town(canvas: Canvas, row: dict) -> bool:
    """A town for orientation, if its mark and name find room."""
    is_capital = row["kind"] == "capital"
    spot = canvas.box_of_mark(row["x"], row["y"], 6 if row.get("is_extra") else 2.3)
    if not canvas.is_free(spot):
        return False
    is_strong = is_capital and not row.get("is_extra")
    label = place_label(
        canvas, row["name"], (row["x"], row["y"]), offset=row["offset"], must_stand=False,
        fontsize=8.5 if is_capital else 8, weight="bold" if is_strong else "normal",
        color=INK if is_strong else "#3C4043", zorder=8, gid=f"towns {row['place_id']}",
    )  # fmt: skip
    if label is None:
        return False
    own = TOWN | {"gid": f"towns {row['place_id']}"}
    _mark(canvas.ax, row["x"], row["y"], own, is_capital=is_capital)
    canvas.take(spot)
    return True


def _mark(ax: Axes, x: float, y: float, style: dict, *, is_capital: bool) -> None:
    """One symbol, in a ring if it is a capital."""
    if is_capital:
        ax.plot(x, y, zorder=7, **{**EDGE, **RING, "gid": style["gid"]})
    ax.plot(x, y, zorder=8, **{**EDGE, **style})


def _legend(kinds: set[str], *, has_towns: bool, has_capitals: bool) -> list[Artist]:
    """Handles for the marks that are on the map or its inset."""
    marks = [(WORDS[kind], MARKS[kind]) for kind in MARKS if kind in kinds]
    marks += [("Other town", TOWN)] if has_towns else []
    marks += [("In a ring: capital", RING | {"markersize": 9.5})] if has_capitals else []
    return [Line2D([], [], label=words, **{**EDGE, **style}) for words, style in marks]
