"""Where did it happen?  A map of the places of an article, with boundaries that carry dates.

With a theatre the map is that of the theatre; without one it is drawn around the places, on the
basemap of the world.  A place known only to its province or country is never drawn as a point.
"""

from datetime import date
from pathlib import Path

import matplotlib as mpl
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from dateline.boundaries import (
    VIEWPOINTS,
    WORLD_EXTENT,
    Layers,
    country_extent,
    has_begun,
    not_drawn,
    period,
    theatre_layers,
    world_layers,
)
from dateline.cartography import (
    FRAME,
    SEA,
    inset,
    long_date,
    nice_length,
    north_arrow,
    place_in,
    scale_bar,
    write_around,
)
from dateline.labels import Occupied
from dateline.placemarks import MARKS, WORDS, draw_places, in_frame, markable, write_regions
from dateline.territory import (
    dark_lines,
    disputed_rows,
    draw_disputed,
    draw_theatre_land,
    draw_world_land,
    write_area_names,
    write_country_names,
)
from dateline.theatre import Theatre

STYLE = Path(__file__).with_name("dateline.mplstyle")
WIDTH = 8.0  # inches
SUBTITLES = {
    "recognised borders": "Colours follow the internationally recognised borders.",
    "with lines of control": "Recognised borders, and the area behind a line of control.",
    "historical oblast": "Recognised borders, and the historical oblast.",
}
WORLD_NOTES = (
    "Countries: Natural Earth, amended by Visionscarto (public domain), generalised by some"
    " kilometres; dashed lines: Natural Earth's disputed borders, without dates.",
    "Towns: GeoNames (CC BY 4.0). No front line or line of control is drawn: this article has no"
    " theatre with dated boundaries.",
)


def draw_map(
    places: pd.DataFrame,
    theatre: Theatre | None = None,
    *,
    published: date | None = None,
    viewpoint: str = "recognised borders",
    events: pd.DataFrame | None = None,
    ax: Axes | None = None,
) -> Axes:
    """The map of the places of an article on its day; returns the axes.

    `viewpoint` chooses what is filled with colour: recognised borders only, the area behind a
    line of control, or the historical oblast.  Lines that no longer hold are dashed and dated.
    """
    if viewpoint not in VIEWPOINTS:
        raise ValueError(f"viewpoint is {viewpoint!r}, expected one of {', '.join(VIEWPOINTS)}")
    places = _with_scenes(places, events)
    with mpl.rc_context(fname=STYLE):
        layers = theatre_layers(theatre) if theatre else world_layers(extent_of(places))
        ax = _axes(layers, ax)
        occupied = Occupied(ax, lines=dark_lines(layers))
        if theatre:
            legend = draw_theatre_land(ax, layers, theatre)
            legend += draw_disputed(ax, layers, published, viewpoint)
            write_area_names(ax, layers, theatre, set(places["place_id"]), occupied)
        else:
            legend = draw_world_land(ax, layers, _countries_of_events(places))
        _draw_scale(ax, layers, theatre, occupied)
        beyond = _draw_inset(ax, theatre, places, layers, occupied)
        legend += draw_places(ax, layers, theatre, places, occupied)
        write_regions(ax, layers, theatre, places, occupied)
        if theatre is None:
            write_country_names(ax, layers, occupied)
        title = theatre.map["title"] if theatre else "Places named in the article"
        words = SUBTITLES[viewpoint] if theatre else "Internationally recognised borders."
        subtitle = f"As of {long_date(published)}. {words}"
        write_around(ax, title, subtitle, legend, _notes(theatre, published, places, beyond))
    return ax


def map_caption(theatre: Theatre | None, published: date | None = None) -> list[str]:
    """Sentences that go with the map: day, boundaries, sources, accuracy, and what is left out.

    >>> map_caption(None, date(2024, 2, 1))[0]
    'Boundaries as recognised internationally, as of 1 February 2024.'
    """
    first = f"Boundaries as recognised internationally, as of {long_date(published)}."
    if theatre is None:
        return [first, *WORLD_NOTES]
    dashed = dict.fromkeys(
        f"{row['name']} ({period(row)})"
        for _, row in disputed_rows(theatre_layers(theatre)).iterrows()
        if has_begun(row, published) and not _is_only_filled(row)
    )
    drawn = [f"Dashed, with the years they held: {'; '.join(dashed)}."] if dashed else []
    credit = " ".join(theatre.map["credits"])
    return [first, *drawn, credit, theatre.map["accuracy"], *not_drawn(theatre, published)]


def map_alt_text(
    places: pd.DataFrame, theatre: Theatre | None = None, published: date | None = None
) -> str:
    """What the map shows, for a reader who cannot see it.

    >>> place = {"name": "Khartoum", "kind": "event", "geo_precision": 1}
    >>> map_alt_text(pd.DataFrame([place]))
    'Map of the places named in the article. Place of reported events: Khartoum.'
    """
    title = theatre.map["title"] if theatre else "the places named in the article"
    day = f", as of {long_date(published)}" if published else ""
    parts = []
    for kind, words in WORDS.items():
        is_here = (places["kind"] == kind) & (places["geo_precision"] < 6)
        parts += [f"{words}: {', '.join(places.loc[is_here, 'name'])}."] if is_here.any() else []
    if not parts:
        parts = ["The article names no place below the level of a country."]
    return " ".join([f"Map of {title}{day}.", *parts])


def extent_of(places: pd.DataFrame) -> tuple[float, float, float, float]:
    """Degrees around the places that matter most, with a margin; the world if there are none.

    >>> extent_of(pd.DataFrame(columns=["latitude", "longitude", "kind", "geo_precision"]))
    (-169.0, -57.0, 190.9, 79.0)
    """
    located = places.dropna(subset=["latitude", "longitude"])
    for kinds in (("event", "planned"), ("dateline", "background"), ("actor", "other")):
        chosen = located[located["kind"].isin(kinds)]
        if len(chosen):
            break
    else:
        return WORLD_EXTENT
    points = chosen[chosen["geo_precision"] < 6]
    if points.empty:
        return country_extent(set(chosen["country_iso3"].dropna())) or WORLD_EXTENT
    x, y = points["longitude"].astype(float), points["latitude"].astype(float)
    spare = max(2.5, (x.max() - x.min()) * 0.2, (y.max() - y.min()) * 0.35)
    south, north = max(y.min() - spare, -85.0), min(y.max() + spare, 85.0)
    west, east = x.min() - spare * 1.6, x.max() + spare * 1.6
    return WORLD_EXTENT if east - west > 200 else (west, south, east, north)


def _with_scenes(places: pd.DataFrame, events: pd.DataFrame | None) -> pd.DataFrame:
    """Places with the kind to draw; where a current event happened is a place of events."""
    if events is None or events.empty:
        return places
    current = events[(events["scope"] == "current") & (events["factuality"] != "planned")]
    is_scene = places["place_id"].isin(current["place_id"].dropna())
    return places.assign(kind=places["kind"].mask(is_scene, "event"))


def _countries_of_events(places: pd.DataFrame) -> set[str]:
    """Countries in which something happened or is planned."""
    return set(places.loc[places["kind"].isin(["event", "planned"]), "country_iso3"].dropna())


def _is_only_filled(row: pd.Series) -> bool:
    """Whether a row is an area without an outline of its own: its line is another row."""
    return row["kind"] == "disputed area" and row["status"] != "historical"


def _axes(layers: Layers, ax: Axes | None) -> Axes:
    """Axes that show the frame of the layers, on a new figure unless given."""
    west, south, east, north = layers.frame
    if ax is None:
        figure = Figure(figsize=(WIDTH, WIDTH * 0.98 * (north - south) / (east - west)))
        FigureCanvasAgg(figure)
        ax = figure.add_axes((0.01, 0, 0.98, 1), label="map")
    ax.set(xlim=(west, east), ylim=(south, north), aspect="equal", facecolor=SEA)
    ax.set(xticks=[], yticks=[])
    for spine in ax.spines.values():
        spine.set(visible=True, color=FRAME, linewidth=0.8)
    return ax


def _draw_scale(ax: Axes, layers: Layers, theatre: Theatre | None, occupied: Occupied) -> None:
    """Scale bar and north arrow, where the theatre wants them or at the lower right."""
    west, south, east, north = layers.frame
    if layers.crs.startswith("+proj=eqearth"):
        return  # a map of the world has no one scale
    width, height = east - west, north - south
    length = theatre.map["scale_bar_km"] if theatre else nice_length(width)
    at = (east - length * 1000 - width * 0.09, south + height * 0.03)
    if theatre:
        at = place_in(layers, *theatre.map["scale_bar_at"])
    scale_bar(ax, at, length, occupied)
    north_arrow(ax, (at[0] + length * 1000 + width * 0.05, at[1] + height * 0.055), occupied)


def _draw_inset(
    ax: Axes, theatre: Theatre | None, places: pd.DataFrame, layers: Layers, occupied: Occupied
) -> list[str]:
    """The inset of a theatre; gives the places that lie beyond both maps, in words."""
    named = markable(places)
    outside = named[~named["place_id"].isin(in_frame(named, layers)["place_id"])]
    if theatre:
        west, south, east, north = theatre.map["inset_extent"]
        is_here = outside["longitude"].between(west, east)
        is_here &= outside["latitude"].between(south, north)
        small = {"markersize": 4.5, "markeredgewidth": 0.8}
        points = outside[is_here].to_dict("records")
        box = inset(ax, theatre, [row | {"mark": MARKS[row["kind"]] | small} for row in points])
        box.apply_aspect()
        occupied.take(box.get_window_extent().padded(2))
        outside = outside[~is_here]
    parts = zip(outside["name"], outside["kind"], strict=True)
    return [f"{name} ({WORDS[kind].lower()})" for name, kind in parts]


def _notes(
    theatre: Theatre | None, published: date | None, places: pd.DataFrame, beyond: list[str]
) -> list[str]:
    """What is written below the map: places not marked, what is left out, sources."""
    notes = [f"Also named, outside this map: {', '.join(beyond)}."] if beyond else []
    is_wide = (places["kind"] == "event") & (places["geo_precision"] >= 6)
    wide = ", ".join(places.loc[is_wide, "name"])
    if wide:
        notes.insert(
            0, f"Not marked, as the article places them no closer than a country: events in {wide}."
        )
    if theatre is None:
        return [*notes, *WORLD_NOTES]
    spec = theatre.map
    accuracy = f"Borders {spec['accuracy_short']}. Projection: {spec['projection']}."
    return [*notes, *not_drawn(theatre, published), f"{' '.join(spec['credits'])} {accuracy}"]
