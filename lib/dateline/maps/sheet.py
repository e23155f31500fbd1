"""What does the page need to show the map in layers?  Groups of SVG, viewpoints, legend, texts.

The drawn map gives everything but the viewpoints, which are drawn once each on the same frame.
"""

from dataclasses import dataclass, field
from datetime import date

import matplotlib as mpl
from markupsafe import Markup
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from dateline.look import STYLE
from dateline.maps.boundaries import theatre_layers
from dateline.maps.captions import map_alt_text, map_subtitle, viewpoint_notes, viewpoints_of
from dateline.maps.cartography import AROUND, FIXED
from dateline.maps.losses import placed_claims
from dateline.maps.spots import Spot, spots
from dateline.maps.territory import draw_disputed
from dateline.maps.vector import Group, corner, groups, settle, size, swatch
from dateline.theatre import Theatre

LAYERS = {
    "places": "Places named", "losses": "Figures of harm", "earlier": "Figures of earlier events",
    "towns": "Other towns", "disputed": "Disputed areas and lines", "districts": "Districts",
    "surroundings": "Surroundings",
}  # fmt: skip
HIDDEN_FIRST = ("earlier",)
Sign = tuple[Markup, str]  # of the legend, with its words


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

    @property
    def hidden(self) -> tuple[str, ...]:
        """Layers that are not shown at first."""
        return HIDDEN_FIRST


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
        title=_title(ax),
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
        figure = Figure(figsize=ax.figure.get_size_inches(), dpi=ax.figure.dpi)
        FigureCanvasAgg(figure)
        frame = figure.add_axes(ax.get_position())
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


def _title(ax: Axes) -> str:
    """The title written above the map."""
    around = [text for text in ax.texts if text.get_gid() == AROUND]
    return around[0].get_text() if around else ""
