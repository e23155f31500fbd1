"""How is a figure of harm drawn on a map?  Its shape tells the harm, its colour the side.

The area of a symbol grows with the figure; a ring inside and one outside show from where to where
the claims reach.  Filled is what both sides state, hollow what one side alone claims.
"""

import math
from dataclasses import replace

import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from dateline.look import NEUTRAL, figure_text
from dateline.maps.boundaries import Layers
from dateline.maps.cartography import INK, darken, mix
from dateline.maps.labels import Canvas, place_label
from dateline.maps.losses import STANDINGS
from dateline.maps.placemarks import in_frame, markable
from dateline.maps.placing import PROVINCE

SHAPES = {
    "killed": "o", "wounded": "P", "missing": "v", "captured": "h", "displaced": ">",
    "casualties": "p",
}  # fmt: skip
LEAST, MOST = 9.0, 34.0  # points across
FILLS = {"agreed": 1.0, "claimed": 0.0, "told": 0.42}  # share of the colour; none is white
LAYERS = {"current": "losses", "background": "earlier"}
STEPS = 8  # directions to try for a second symbol at a place


def draw_losses(
    canvas: Canvas, losses: pd.DataFrame, places: pd.DataFrame, colours: dict[str, str]
) -> list[dict]:
    """Symbols of losses that have a place; what was drawn and where, for their names.

    `colours` are those of the sides.  The dead stand on the mark of the place, other harm beside
    them.
    """
    rows = located(losses, canvas.layers, places)
    marks = in_frame(markable(places), canvas.layers)
    own = [canvas.box_of_mark(x, y, 5) for x, y in zip(marks["x"], marks["y"], strict=True)]
    taken = replace(canvas, boxes=[*canvas.boxes, *own], lines=[])
    largest = max(rows["size"], default=1)
    drawn: list[dict] = []
    for row in rows.to_dict("records"):
        radii = {name: _across(row[name], largest) / 2 for name in ("size", "least", "most")}
        row |= {"colour": colours.get(row["side_id"], NEUTRAL), "radii": radii}
        row |= {"gid": f"{LAYERS[row['scope']]} {row['loss_id']}", "clear": max(radii.values())}
        row["at"] = _spot(row, drawn, taken)
        _draw(canvas.ax, row)
        x, y = row["at"]
        canvas.take(canvas.box_of_mark(x, y, row["clear"]))
        taken.take(canvas.boxes[-1])
        drawn.append(row)
    return drawn


def write_losses(canvas: Canvas, drawn: list[dict]) -> None:
    """The figures beside their symbols, where there is room."""
    for row in drawn:
        figure = figure_text(row["low"], row["best"], row["high"]).partition(" (")[0]
        place_label(
            canvas, f"{figure} {row['harm']}", row["at"], rings=4,
            must_stand=False, clear=row["clear"], fontsize=7.5, color=darken(row["colour"]),
            zorder=9, gid=row["gid"],
        )  # fmt: skip


def hide(ax: Axes, drawn: list[dict]) -> None:
    """Take symbols off the drawn map; a page that has the map in layers may show them."""
    gids = {row["gid"] for row in drawn}
    for artist in ax.get_children():
        if artist.get_gid() in gids:
            artist.set_visible(False)


def reach(drawn: list[dict]) -> dict[str, float]:
    """How far the symbols reach around each place, in points."""
    found: dict[str, float] = {}
    for row in drawn:
        found[row["place_id"]] = max(found.get(row["place_id"], 0), row["clear"])
    return found


def located(losses: pd.DataFrame, layers: Layers, places: pd.DataFrame) -> pd.DataFrame:
    """Losses at a town, district or province in the frame, the dead first, with sizes."""
    spots = places.dropna(subset=["latitude", "longitude"]).set_index("place_id")
    spots = spots[spots["geo_precision"] <= PROVINCE]
    columns = ["latitude", "longitude", "geo_precision"]
    rows = losses.join(spots[columns], on="place_id", how="inner")
    figures = rows[["low", "best", "high"]].astype(float)
    size = figures["best"].fillna(figures["low"]).fillna(figures["high"]).fillna(1)
    least, most = figures["low"].fillna(size), figures["high"].fillna(size)
    rows = in_frame(rows.assign(size=size, least=least, most=most), layers)
    rows = rows.assign(rank=rows["harm"].map(list(SHAPES).index).astype(int))
    return rows.sort_values(["rank", "size"], ascending=[True, False], kind="stable")


def _across(value: float, largest: float) -> float:
    """Width of a symbol in points: its area grows with the figure.

    >>> round(_across(25, 100) / _across(100, 100), 1)
    0.5
    """
    most = min(MOST, 12 + 7 * math.log10(max(largest, 1)))
    return max(LEAST, most * math.sqrt(max(value, 0) / max(largest, 1)))


def _spot(row: dict, drawn: list[dict], canvas: Canvas) -> tuple[float, float]:
    """Where a symbol stands: on its place, or touching those that stand there already."""
    there = [other for other in drawn if other["place_id"] == row["place_id"]]
    if not there:
        return row["x"], row["y"]
    pixels, back = canvas.ax.figure.dpi / 72, canvas.ax.transData.inverted()
    across, up = canvas.ax.transData.transform((row["x"], row["y"]))
    for ring in range(STEPS):
        far = (there[0]["clear"] + row["clear"] + 1 + 5 * ring) * pixels
        for step in range(STEPS):
            angle = 2 * math.pi * step / STEPS
            x, y = back.transform((across + far * math.cos(angle), up + far * math.sin(angle)))
            if canvas.is_free(canvas.box_of_mark(x, y, row["clear"])):
                return x, y
    return row["x"], row["y"]


def _draw(ax: Axes, row: dict) -> None:
    """One symbol with its rings."""
    radii, colour, share = row["radii"], row["colour"], FILLS[row["standing"]]
    common = {"marker": SHAPES[row["harm"]], "linestyle": "none", "gid": row["gid"], "zorder": 5}
    halo = {"markerfacecolor": "white", "markeredgecolor": "white"}  # a side on its own land
    ax.plot(*row["at"], markersize=2 * row["clear"], markeredgewidth=3.5, **halo, **common)
    rings = [("size", mix(colour, share), colour, 1.5)]
    if radii["most"] > radii["size"]:
        rings.insert(0, ("most", mix(colour, 0.15), colour, 0.8))
    if radii["least"] < radii["size"]:
        rings.append(("least", "none", "white" if share == 1 else colour, 0.8))
    for name, face, edge, width in rings:
        ax.plot(*row["at"], markersize=2 * radii[name], markerfacecolor=face, markeredgecolor=edge,
                markeredgewidth=width, **common)  # fmt: skip


def losses_legend(drawn: list[dict]) -> list[Artist]:
    """Handles for the harms and standings that are on the map."""
    harms, standings = ({row[name] for row in drawn} for name in ("harm", "standing"))
    edge = {"linestyle": "none", "markeredgecolor": INK, "markeredgewidth": 1.1, "markersize": 8}
    handles = [
        Line2D([], [], label=f"{harm.capitalize()}, by size", marker=SHAPES[harm],
               markerfacecolor="#BBBBBB", **edge)
        for harm in SHAPES if harm in harms
    ]  # fmt: skip
    handles += [
        Line2D([], [], label=words[0].upper() + words[1:], marker="o",
               markerfacecolor=mix(INK, FILLS[key]), **edge)
        for key, words in STANDINGS.items() if key in standings
    ]  # fmt: skip
    return handles
