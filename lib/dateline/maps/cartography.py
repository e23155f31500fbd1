"""What does every map carry?  Areas, lines, scale bar, north arrow, inset, title and notes.

Plain matplotlib artists in the metres of the projection; nothing here knows a place or an article.
"""

import math
import textwrap
from collections.abc import Iterable, Mapping

import numpy as np
import shapely
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_hex, to_rgb
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path as Outline
from shapely.geometry.base import BaseGeometry

from dateline.maps.boundaries import WORLD, read_layer
from dateline.maps.labels import HALO, Canvas, renderer

SEA, LAND, SHORE, WATER = "#E3ECF2", "#F4F2EE", "#9AA0A6", "#44708C"
INK, PALE, FRAME, ALERT = "#1A1A1A", "#5F6368", "#8A8A8A", "#B3261E"
NOTE_SIZE = 7.5
AROUND, FIXED = "around", "fixed"  # outside the map; on it, but not of the land
POINTS = 72  # in an inch
INSET_AT = (0.008, 0.01, 0.2, 0.25)  # share of the map: left, bottom, width, height
CHARACTERS = 18.4  # of a note in an inch


def new_axes(size: tuple[float, float], at: tuple, label: str = "") -> Axes:
    """Axes at a place of a figure of their own; `size` is in inches."""
    figure = Figure(figsize=size)
    FigureCanvasAgg(figure)
    return figure.add_axes(at, label=label)


def framed(ax: Axes, **settings) -> Axes:
    """Axes with the colour of the sea and a frame, without ticks."""
    ax.set(xticks=[], yticks=[], facecolor=SEA, **settings)
    for spine in ax.spines.values():
        spine.set(visible=True, color=FRAME, linewidth=0.8)
    return ax


def fill(ax: Axes, shapes: Iterable[BaseGeometry], **style) -> None:
    """Draw areas as one patch, holes kept."""
    rings = [
        Outline(np.asarray(ring.coords), closed=True)
        for polygon in shapely.get_parts(list(shapes))
        if polygon.geom_type == "Polygon" and not polygon.is_empty
        for ring in (polygon.exterior, *polygon.interiors)
    ]
    if rings:
        patch = PathPatch(Outline.make_compound_path(*rings), **style)
        patch.set_hatch_linewidth(0.45)
        ax.add_artist(patch)  # add_patch would search each bend of a coast for the limits


def stroke(ax: Axes, shapes: Iterable[BaseGeometry], **style) -> None:
    """Draw lines."""
    for line in shapely.get_parts(list(shapes)):
        if line.geom_type == "LineString":
            ax.plot(*np.asarray(line.coords).T[:2], **style)


def mix(colour: str, share: float) -> str:
    """A colour thinned with white.

    >>> mix("#000000", 0.5)
    '#808080'
    """
    return to_hex([1 - share * (1 - part) for part in to_rgb(colour)])


def scale_bar(canvas: Canvas, at: tuple[float, float], length_km: float) -> None:
    """A bar of four parts with its length, from a point in metres to the right."""
    ax, (x, y) = canvas.ax, at
    part, height = length_km * 250, (ax.get_ylim()[1] - ax.get_ylim()[0]) * 0.009
    for number in range(4):
        face = INK if number % 2 == 0 else "white"
        ax.add_patch(Rectangle((x + number * part, y), part, height, facecolor=face, edgecolor=INK,
                               linewidth=0.6, zorder=9, gid=FIXED))  # fmt: skip
    for share, words in ((0, "0"), (2, f"{length_km / 2:g}"), (4, f"{length_km:g} km")):
        text = ax.annotate(
            words, (x + share * part, y + height), (0, 2), textcoords="offset points",
            ha="center", va="bottom", fontsize=7.5, color=INK, zorder=9, gid=f"{FIXED} scale",
        )  # fmt: skip
        canvas.take_text(text)
    corners = ax.transData.transform([(x, y), (x + 4 * part, y + height)])
    x0, y0, x1, y1 = corners.ravel()
    canvas.take_corners(x0, y0 - 3, x1, y1)


def north_arrow(canvas: Canvas, at: tuple[float, float]) -> None:
    """An arrow that points north, above its letter."""
    arrow = canvas.ax.annotate(
        "N", at, (0, -17), textcoords="offset points", ha="center", va="center", fontsize=8,
        weight="bold", color=INK, zorder=9, gid=FIXED,
        arrowprops={"arrowstyle": "-|>,head_width=0.25,head_length=0.5", "color": INK},
    )  # fmt: skip
    canvas.take_text(arrow, pad=14)


def nice_length(metres: float) -> float:
    """A round length in kilometres of about a fifth of the width.

    >>> nice_length(700_000)
    100.0
    """
    wanted = metres / 1000 / 5
    power = 10 ** math.floor(math.log10(wanted))
    return float(max(step * power for step in (1, 2, 4, 5) if step * power <= wanted))


def inset(ax: Axes, spec: Mapping, tints: dict[str, str], points: list[dict]) -> Axes:
    """A small map that shows where the main map lies, with the places beyond it.

    `spec` has the settings of the map of a theatre; `tints` the colours of its countries.
    """
    west, south, east, north = spec["inset_extent"]
    small = ax.inset_axes(spec.get("inset_at", INSET_AT), zorder=10)
    framed(small, xlim=(west, east), ylim=(south, north))
    anchor = spec.get("inset_anchor", "SW")
    small.set_aspect(1 / math.cos(math.radians((south + north) / 2)), anchor=anchor)
    world = read_layer(str(WORLD), "countries_110m")
    box = shapely.box(west, south, east, north)
    cut = shapely.intersection(world.geometry.to_numpy(), box)
    fill(small, cut, facecolor="#E9E6DF", edgecolor="#AAAAAA", linewidth=0.35)
    for code, colour in tints.items():
        own = cut[(world["iso3"] == code).to_numpy()]
        fill(small, own, facecolor=colour, edgecolor="#777777", linewidth=0.35)
    x0, y0, x1, y1 = spec["extent"]
    frame = {"facecolor": "none", "edgecolor": ALERT, "linewidth": 1.2}
    small.add_patch(Rectangle((x0, y0), x1 - x0, y1 - y0, **frame))
    for row in spec.get("inset_labels", []):
        small.text(row["longitude"], row["latitude"], row["text"], fontsize=5.5, color=PALE,
                   ha="center", va="center", clip_on=True)  # fmt: skip
    for row in points:
        at = (row["longitude"], row["latitude"])
        across = (at[0] - west) / (east - west)
        side = "left" if across < 0.35 else "right" if across > 0.65 else "center"
        own = {"color": INK, "gid": f"places {row['place_id']}"}
        mark = own | {"linestyle": "none", "markeredgecolor": INK, "clip_on": False} | row["mark"]
        small.plot(*at, **mark)
        small.annotate(row["name"], at, (0, -5), textcoords="offset points", ha=side, va="top",
                       fontsize=6.5, weight="bold", path_effects=HALO, **own)  # fmt: skip
    return small


def write_around(ax: Axes, title: str, subtitle: str, handles: list, notes: list[str]) -> None:
    """Title above the map; legend and notes below it; the figure grows to hold them."""
    width = ax.get_window_extent(renderer(ax)).width / ax.figure.dpi
    lines = [line for note in notes for line in textwrap.wrap(note, int(width * CHARACTERS))]
    legend_height = math.ceil(len(handles) / 3) * 0.19 + 0.16
    notes_height = len(lines) * NOTE_SIZE * 1.32 / POINTS + 0.06
    if ax.get_label() == "map":  # the figure is ours
        make_room(ax, above=0.56, below=legend_height + notes_height)
    common = {"xycoords": "axes fraction", "textcoords": "offset points", "gid": AROUND,
              "annotation_clip": False}  # fmt: skip
    bold = {"fontsize": 13, "weight": "bold", "color": INK}
    ax.annotate(title, (0, 1), (0, 22), va="bottom", **bold, **common)
    ax.annotate(subtitle, (0, 1), (0, 7), fontsize=9, color=PALE, va="bottom", **common)
    if handles:
        ax.legend(
            handles=handles, loc="upper left", bbox_to_anchor=(-0.005, 0), ncols=3, fontsize=8,
            handlelength=2.0, columnspacing=1.6, borderaxespad=0.9, borderpad=0, labelspacing=0.5,
        )  # fmt: skip
    ax.annotate("\n".join(lines), (0, 0), (0, -legend_height * POINTS), fontsize=NOTE_SIZE,
                color=PALE, va="top", linespacing=1.32, **common)  # fmt: skip


def make_room(ax: Axes, *, above: float, below: float) -> None:
    """Make the figure higher by inches above and below the map, which keeps its size."""
    width, map_height = ax.figure.get_size_inches()
    height = map_height + above + below
    ax.figure.set_size_inches(width, height)
    ax.set_position((0.01, below / height, 0.98, map_height / height))


def darken(colour: str) -> str:
    """A colour dark enough to write with on its own tint.

    >>> darken("#C8782A")
    '#7d4b1a'
    """
    return to_hex([part * 0.625 for part in to_rgb(colour)])
