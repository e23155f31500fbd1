"""Whose land is it on this map?  Countries, districts, and disputed areas with their dates.

Colours belong to the sides of a theatre.  What no longer holds on the day of the article is
dashed and dated; what has not begun is not drawn.
"""

from datetime import date

import pandas as pd
import shapely
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from shapely.geometry.base import BaseGeometry

from dateline.maps.boundaries import Layers, has_begun, holds, period, place_in
from dateline.maps.cartography import LAND, PALE, SEA, SHORE, WATER, darken, fill, mix, stroke
from dateline.maps.labels import Canvas, place_label
from dateline.names import countries
from dateline.theatre import Theatre

DISPUTED, NAMED_LAND, BORDER = "#5E3C8C", "#EEE2BD", "#333333"
NAMED_EDGE = "#6E6650"
BORDER_WIDTH, BORDER_REACH = 1.1, 600.0  # points; metres from a border that a line may follow it
SPOTS = 6  # across and up an area, to try for its name
TINTS = (0.26, 0.42)  # shades of the sides, apart in grey too


def draw_theatre_land(ax: Axes, layers: Layers, theatre: Theatre) -> list[Artist]:
    """The sides in their colours among their neighbours; one handle of the legend for each."""
    areas = layers.areas
    of_kind = dict(tuple(areas.groupby("kind")["geometry"]))
    fill(ax, of_kind.get("neighbour", ()), facecolor=LAND, edgecolor=SHORE, linewidth=0.6)
    handles = []
    for side, tint in zip(theatre.sides, TINTS * len(theatre.sides), strict=False):
        colour = mix(side.colour, tint)
        own = areas.loc[(areas["kind"] == "admin0") & (areas["iso3"] == side.iso3), "geometry"]
        if len(own):
            fill(ax, own, facecolor=colour, edgecolor="none")
            handles.append(Patch(facecolor=colour, edgecolor=BORDER, label=side.name))
    fill(ax, of_kind.get("admin1", ()), facecolor="none", edgecolor="white", linewidth=0.5,
         gid="districts")  # fmt: skip
    fill(ax, of_kind.get("lake", ()), facecolor=SEA, edgecolor=WATER, linewidth=0.5)
    fill(ax, of_kind.get("admin0", ()), facecolor="none", edgecolor=BORDER,
         linewidth=BORDER_WIDTH)  # fmt: skip
    return handles


def draw_world_land(
    ax: Axes, layers: Layers, named: set[str], *, has_events: bool = True
) -> list[Artist]:
    """Countries of the world, those of the story tinted, and the lines in dispute."""
    areas = layers.areas
    is_named = areas["iso3"].isin(named)
    fill(ax, areas.geometry[~is_named], facecolor=LAND, edgecolor=SHORE, linewidth=0.6)
    fill(ax, areas.geometry[is_named], facecolor=NAMED_LAND, edgecolor=NAMED_EDGE, linewidth=1.0)
    style = {"color": DISPUTED, "linewidth": 1.0, "linestyle": "--"}
    contested = _contested_borders(layers)
    stroke(ax, contested, color="white", linewidth=1.4, gid="disputed")
    stroke(ax, [*layers.lines.geometry, *contested], **style, gid="disputed")
    handles = []
    if is_named.any():
        words = "Where most events are placed" if has_events else "Country named in the article"
        handles.append(Patch(facecolor=NAMED_LAND, edgecolor=NAMED_EDGE, label=words))
    if len(layers.lines) or contested:
        words = "Disputed line (undated)"
        handles.append(Line2D([], [], color=DISPUTED, linestyle="--", label=words))
    return handles


def _contested_borders(layers: Layers) -> list[BaseGeometry]:
    """Borders within a country: of a territory that is not recognised apart from it."""
    rows = layers.areas[["iso3", "status", "geometry"]]
    is_contested = rows["status"] == "disputed"
    contested = rows[is_contested].merge(rows[~is_contested], on="iso3")
    own, around = (contested[f"geometry_{side}"].to_numpy() for side in "xy")
    lines = shapely.intersection(shapely.boundary(own), shapely.buffer(around, BORDER_REACH))
    return list(lines[~shapely.is_empty(lines)])


def draw_disputed(ax: Axes, layers: Layers, day: date | None, viewpoint: str) -> list[Artist]:
    """Disputed areas and lines that had begun by the day; handles of the legend with dates.

    A border under a dashed line is painted over, so that the line shows as dashed.
    """
    handles = []
    near = BORDER_REACH * max(1.0, (layers.frame[2] - layers.frame[0]) / 800_000)
    countries = layers.areas.geometry[layers.areas["kind"] == "admin0"].to_numpy()
    borders = shapely.union_all(shapely.buffer(shapely.boundary(countries), near, quad_segs=2))
    for _, row in disputed_rows(layers).iterrows():
        if not has_begun(row, day):
            continue
        now, words = holds(row, day), f"{row['name']}, {period(row)}"
        is_filled = row["viewpoint"] == viewpoint
        width = 1.8 if now else 1.2
        if row["kind"] == "line":
            style = {"color": DISPUTED, "linestyle": "--", "linewidth": width}
            outline = {"color": "white", "linewidth": BORDER_WIDTH + 0.3, "gid": "disputed"}
            stroke(ax, [shapely.intersection(row.geometry, borders)], **outline)
            stroke(ax, [row.geometry], **style, gid="disputed")
            handles.append(Line2D([], [], label=words, **style))
            continue
        style = {"facecolor": mix(DISPUTED, 0.25) if is_filled else "none"}
        if row["status"] == "historical":
            style |= {"hatch": "////", "edgecolor": DISPUTED, "linestyle": "--", "linewidth": width}
        elif is_filled or now:
            style = {"facecolor": mix(DISPUTED, 0.25), "edgecolor": "none"}
        else:
            continue
        fill(ax, [row.geometry], **style, gid="disputed")
        handles.append(Patch(label=words, **style))
    return handles


def dark_lines(layers: Layers) -> list[BaseGeometry]:
    """Borders and dashed lines, on which a name needs a halo."""
    is_dark = layers.areas["kind"].isin(["admin0", "disputed area"])
    edges = shapely.boundary(layers.areas.geometry[is_dark].to_numpy())
    hatched = layers.areas.geometry[layers.areas["status"] == "historical"]
    return [*edges, *layers.lines.geometry, *hatched]


def disputed_rows(layers: Layers) -> pd.DataFrame:
    """Disputed areas, the largest first, then lines."""
    areas = layers.areas[layers.areas["kind"] == "disputed area"]
    largest_first = areas.iloc[(-areas.geometry.area).argsort()]
    return pd.concat([largest_first, layers.lines], ignore_index=True)


def write_area_names(canvas: Canvas, theatre: Theatre, named: set[str]) -> None:
    """Curated names across countries, regions and waters; a region that is named is bold."""
    colours = {side.side_id: darken(side.colour) for side in theatre.sides}
    for row in theatre.map["labels"]:
        is_water, region = row.get("is_water", False), row.get("place_id")
        colour = colours.get(row.get("side_id"), DISPUTED if region else PALE)
        at = place_in(canvas.layers, row["longitude"], row["latitude"])
        size = row.get("size") or (13 if row.get("side_id") else 9)
        text = canvas.ax.annotate(
            row["text"], at, ha="center", va="center", fontsize=size,
            color=WATER if is_water else colour, style="italic" if is_water else "normal",
            weight="bold" if region in named else "normal", linespacing=1.05, zorder=6,
            gid=_name_gid(row, region if region in named else None),
        )  # fmt: skip
        canvas.take_text(text, pad=0)


def _name_gid(row: dict, region: str | None) -> str | None:
    """What a name across an area belongs to: a place named, the surroundings, or the land."""
    if region:
        return f"places {region}"
    return None if row.get("side_id") or row.get("place_id") else "surroundings"


def write_country_names(canvas: Canvas, named: set[str]) -> None:
    """Names of the countries that fill enough of the frame, where there is room.

    Those in `named` come first and stand out; a territory that is no country of the reference
    tables is not written as one.
    """
    frame, layers = shapely.box(*canvas.layers.frame), canvas.layers
    areas = layers.areas.assign(seen=shapely.intersection(layers.areas.geometry.to_numpy(), frame))
    is_named = areas["iso3"].isin(named)
    for is_main, rows in ((True, areas[is_named]), (False, areas[~is_named])):
        style = {"fontsize": 11, "color": "#6B5417"} if is_main else {"fontsize": 9, "color": PALE}
        style |= {} if is_main else {"gid": "surroundings"}
        for row in rows.itertuples():
            if row.seen.area < frame.area * (0.002 if is_main else 0.006):
                continue
            known = countries().get(row.iso3) if row.status == "recognised" else None
            name = known["name"].upper() if known else row.name
            own: dict = style if known else {"fontsize": 8, "color": PALE, "style": "italic"}
            largest = max(shapely.get_parts(row.seen), key=lambda part: part.area)
            for spot in _spots(largest):
                if place_label(canvas, name, spot, offset=(0, 0, "center"),
                               must_stand=False, zorder=6, **own):  # fmt: skip
                    break


def _spots(area: BaseGeometry) -> list[tuple[float, float]]:
    """Points where a name may stand in an area: the middle of the widest part, then others."""
    middle = shapely.maximum_inscribed_circle(area).coords[0]
    west, south, east, north = area.bounds
    steps = [(i + 0.5) / SPOTS for i in range(SPOTS)]
    grid = [(west + (east - west) * x, south + (north - south) * y) for x in steps for y in steps]
    edge, points = shapely.boundary(area), shapely.points(grid)
    room = shapely.distance(edge, points) * shapely.contains(area, points)
    best = sorted(zip(-room, grid, strict=True))[: SPOTS * 2]
    return [middle, *(spot for distance, spot in best if distance < 0)]
