"""What does the page need to show the map in layers?  Groups of SVG, viewpoints, legend, texts.

The drawn map gives everything but the viewpoints, which are drawn once each on the same frame, and
what each sign says when asked, with the sentences that it opens.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

import matplotlib as mpl
import pandas as pd
from markupsafe import Markup
from matplotlib.axes import Axes

from dateline.fields import OWN_VOICE
from dateline.look import STYLE, figure_text, side_names
from dateline.maps.boundaries import theatre_layers
from dateline.maps.captions import map_alt_text, map_subtitle, viewpoint_notes, viewpoints_of
from dateline.maps.cartography import AROUND, FIXED, new_axes
from dateline.maps.losses import STANDINGS, loss_rows
from dateline.maps.placemarks import WORDS
from dateline.maps.placing import placed_claims
from dateline.maps.territory import draw_disputed
from dateline.maps.vector import Group, corner, groups, settle, size, swatch
from dateline.names import countries
from dateline.theatre import Theatre

LAYERS = {
    "places": "Places named", "losses": "Figures of harm", "earlier": "Figures of earlier events",
    "towns": "Other towns", "disputed": "Disputed areas and lines", "districts": "Districts",
    "surroundings": "Surroundings",
}  # fmt: skip
PRECISIONS = {
    1: "a town, drawn at its centre", 2: "near a town; the exact spot is not known",
    3: "a district, drawn at its middle", 4: "a province, without a point of its own",
    5: "part of a country, without a point of its own", 6: "a country, without a point of its own",
}  # fmt: skip
OTHER_PART = "Named, but not as a place of events"
Sign = tuple[Markup, str]  # of the legend, with its words


class Spot(NamedTuple):
    """What is said of one sign on the map: a name, lines below it, and its sentences."""

    name: str
    lines: list[str]
    sentence_ids: list[int]


@dataclass(frozen=True)
class View:
    """What changes with the viewpoint: disputed areas, their legend, words above and below."""

    name: str
    subtitle: str
    notes: list[str]
    groups: list[Group] = field(default_factory=list)
    legend: list[Sign] = field(default_factory=list)


@dataclass(frozen=True)
class Sheet:
    """The map as groups of SVG; coordinates are points from its upper left corner."""

    title: str
    alt: str
    width: float
    height: float
    chosen: int
    views: list[View]
    below: list[Group]
    above: list[Group]
    fixed: list[Group]
    insets: list[tuple[tuple[float, float], tuple[float, float], list[Group]]]
    layers: dict[str, str]
    legend: list[Sign]
    spots: dict[str, Spot]
    hidden: tuple[str, ...] = ("earlier",)  # layers that are not shown at first


def map_sheet(reading, ax: Axes, viewpoint: str) -> Sheet:
    """The map of an article, drawn on `ax` from that viewpoint, as a page shows it."""
    theatre, published = reading.theatre, reading.article.published
    settle(ax)
    drawn = groups(ax)
    names = viewpoints_of(theatre)
    names += [viewpoint] if viewpoint not in names else []
    views = [_view(theatre, published, name, ax) for name in names]
    ground = [group for group in drawn if group.layer != FIXED]
    if theatre:
        first = [group.layer for group in ground].index("disputed") if views[0].groups else 0
        below, above = ground[:first], [g for g in ground[first:] if g.layer != "disputed"]
    else:
        below, above = ground, []
    insets = [(corner(small, ax), size(small), groups(small)) for small in ax.child_axes]
    used = {group.layer for part in (ground, *(view.groups for view in views)) for group in part}
    towns = {g.key: str(g.name) for g in above + below if g.layer == "towns"}
    return Sheet(
        title=next((text.get_text() for text in ax.texts if text.get_gid() == AROUND), ""),
        alt=map_alt_text(reading.places, theatre, published),
        width=size(ax)[0],
        height=size(ax)[1],
        chosen=names.index(viewpoint),
        views=views,
        below=below,
        above=above,
        fixed=[group for group in drawn if group.layer == FIXED],
        insets=insets,
        layers={key: words for key, words in LAYERS.items() if key in used},
        legend=_legend(ax, views),
        spots=spots(reading, placed_claims(reading), towns),
    )


def _view(theatre: Theatre | None, published: date | None, name: str, ax: Axes) -> View:
    """One viewpoint, drawn on a frame like that of the map."""
    words = map_subtitle(theatre, published, name), viewpoint_notes(theatre, published, name)
    if theatre is None:
        return View(name, *words)
    with mpl.rc_context(fname=STYLE):
        frame = new_axes(ax.figure.get_size_inches(), ax.get_position())
        frame.figure.set_dpi(ax.figure.dpi)
        frame.set(xlim=ax.get_xlim(), ylim=ax.get_ylim(), aspect="equal", xticks=[], yticks=[])
        settle(frame)
        handles = draw_disputed(frame, theatre_layers(theatre), published, name)
        disputed = [group for group in groups(frame) if group.layer == "disputed"]
    return View(name, *words, disputed, [(swatch(h), h.get_label()) for h in handles])


def _legend(ax: Axes, views: list[View]) -> list[Sign]:
    """The signs of the legend that are the same from every viewpoint."""
    drawn = ax.get_legend()
    if drawn is None:
        return []
    changing = {words for view in views for _, words in view.legend}
    pairs = zip(drawn.legend_handles, drawn.get_texts(), strict=True)
    return [(swatch(handle), text.get_text()) for handle, text in pairs
            if text.get_text() not in changing]  # fmt: skip


def spots(reading, placed: pd.DataFrame, towns: dict[str, str]) -> dict[str, Spot]:
    """What the map says, by the gid of the sign: places named, other towns, figures.

    `towns` are the names of the places drawn that the article does not name.
    """
    found = {f"towns {key}": Spot(name, ["Not named in the article"], [])
             for key, name in towns.items()}  # fmt: skip
    told = _figures(reading, placed)
    for row in loss_rows(placed).to_dict("records"):
        layer = "losses" if row["scope"] == "current" else "earlier"
        figures = [told[claim_id] for claim_id in row["claim_ids"]]
        name = f"{figures[0][0]} {row['harm']}"
        lines = [f"Losses of: {figures[0][1]}", *dict.fromkeys(words for *_, words in figures),
                 f"Standing: {STANDINGS[row['standing']]}"]  # fmt: skip
        lines += ["An earlier event"] if layer == "earlier" else []
        found[f"{layer} {row['loss_id']}"] = Spot(name, lines, row["sentence_ids"])
    named = reading.mentions.dropna(subset=["place_id"])
    sentences = named.groupby("place_id")["sentence_id"].unique()
    for row in reading.places.to_dict("records"):
        here = placed.loc[placed["place_id"] == row["place_id"], "claim_id"]
        lines = _place_lines(row, [told[claim_id] for claim_id in here], reading.theatre)
        where = sorted(int(number) for number in sentences.get(row["place_id"], ()))
        found[f"places {row['place_id']}"] = Spot(row["name"], lines, where)
    return found


def _place_lines(row: dict, figures: list[tuple], theatre: Theatre | None) -> list[str]:
    """Part in the story, precision, country and side, and the figures of a place."""
    lines = [WORDS.get(row["kind"], OTHER_PART)]
    lines.append(f"Precision: {PRECISIONS[row['geo_precision']]}")
    code = row["country_iso3"]
    if isinstance(code, str):
        name = countries().get(code, {}).get("name", code)
        sides = [side.name for side in theatre.sides if side.iso3 == code] if theatre else []
        lines.append(f"Country: {name}" + (f" (side: {', '.join(sides)})" if sides else ""))
    if row["ambiguous"]:
        lines.append("Other places of that name are as likely")
    return [*lines, *dict.fromkeys(words for *_, words in figures)]


def _figures(reading, placed: pd.DataFrame) -> dict[str, tuple[str, str, str]]:
    """Of each claim: the figure, whose losses, and both with the claimant in one line."""
    actors = dict(zip(reading.actors["actor_id"], reading.actors["name"], strict=True))
    sides = side_names(reading.theatre, reading.claims)
    found = {}
    for row in placed.to_dict("records"):
        figure = figure_text(row["low"], row["best"], row["high"])
        named = row["side"] if isinstance(row["side"], str) else "not stated"
        whose = sides.get(row["side_id"], named)
        said = row["claimant_name"] if isinstance(row["claimant_name"], str) else OWN_VOICE
        who = actors.get(row["claimant"], said)
        words = f"{figure} {row['harm']} (side: {whose}), according to {who}"
        found[row["claim_id"]] = (figure, whose, words)
    return found
