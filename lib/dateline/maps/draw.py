"""Where did it happen?  A map of the places of an article, with boundaries that carry dates.

With a theatre the map is that of the theatre; without one it is drawn around the places, on the
basemap of the world.  A place known only to its province or country is never drawn as a point.
"""

from collections.abc import Mapping
from datetime import date

import matplotlib as mpl
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from dateline.look import STYLE
from dateline.maps.boundaries import (
    VIEWPOINTS,
    Layers,
    has_begun,
    not_drawn,
    period,
    theatre_layers,
    world_layers,
)
from dateline.maps.cartography import (
    FRAME,
    SEA,
    inset,
    long_date,
    mix,
    nice_length,
    north_arrow,
    place_in,
    scale_bar,
    write_around,
)
from dateline.maps.framing import countries_of_story, extent_of
from dateline.maps.labels import Occupied
from dateline.maps.placemarks import (
    MARKS,
    WORDS,
    draw_places,
    known_points,
    markable,
    world_points,
    write_regions,
)
from dateline.maps.surroundings import (
    bare_message,
    beyond_frame,
    free_corners,
    inset_spec,
    roomy,
    shares,
    story_title,
    well_apart,
)
from dateline.maps.territory import (
    NAMED_LAND,
    dark_lines,
    disputed_rows,
    draw_disputed,
    draw_theatre_land,
    draw_world_land,
    write_area_names,
    write_country_names,
)
from dateline.theatre import Theatre

WIDTH = 8.0  # inches
SUBTITLES = {
    "recognised borders": "Colours follow the internationally recognised borders.",
    "with lines of control": "Recognised borders, and the area behind a line of control.",
    "historical oblast": "Recognised borders, and the historical oblast.",
}
WORLD_NOTES = (
    "Countries: Natural Earth, amended by Visionscarto (public domain), generalised by some"
    " kilometres; dashed lines: Natural Earth's disputed borders, without dates.",
    "Towns and capitals: GeoNames (CC BY 4.0). No front line or line of control is drawn: this"
    " article has no theatre with dated boundaries.",
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
    if theatre is None and places["latitude"].isna().all():
        with mpl.rc_context(fname=STYLE):
            return bare_message(ax, places["name"])
    with mpl.rc_context(fname=STYLE):
        extent = theatre.map["extent"] if theatre else world_extent(places)
        layers = theatre_layers(theatre) if theatre else world_layers(extent)
        ax = _axes(layers, ax)
        occupied = Occupied(ax, lines=dark_lines(layers))
        main = set() if theatre else countries_of_story(places, extent)
        tinted = main or set(places["country_iso3"].dropna())
        if theatre:
            legend = draw_theatre_land(ax, layers, theatre)
            legend += draw_disputed(ax, layers, published, viewpoint)
            write_area_names(ax, layers, theatre, set(places["place_id"]), occupied)
            known = known_points(theatre, layers)
        else:
            legend = draw_world_land(ax, layers, tinted, has_events=bool(main))
            known = world_points(places, extent, layers)
        corners = free_corners(shares(places, layers))
        _draw_scale(ax, layers, theatre, occupied, corners)
        spec = theatre.map if theatre else inset_spec(extent, corners[0])
        beyond = _draw_inset(ax, spec, _tints(theatre, tinted), places, layers, occupied)
        is_shown = ~places["place_id"].isin(beyond["place_id"]) | (theatre is not None)
        legend += draw_places(ax, layers, known, places[is_shown], occupied)
        write_regions(ax, layers, theatre, places, occupied)
        if theatre is None:
            write_country_names(layers, tinted, occupied)
        title = theatre.map["title"] if theatre else story_title(places, extent)
        words = SUBTITLES[viewpoint] if theatre else "Internationally recognised borders."
        subtitle = f"As of {long_date(published)}. {words}"
        write_around(ax, title, subtitle, legend, _notes(theatre, published, places, beyond))
    return ax


def world_extent(places: pd.DataFrame) -> tuple[float, float, float, float]:
    """Degrees that a map without a theatre shows, with room for its inset."""
    return roomy(extent_of(places), markable(places))


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

    >>> place = {"place_id": "k", "name": "Khartoum", "kind": "event", "geo_precision": 1,
    ...          "latitude": 15.6, "longitude": 32.5, "country_iso3": "SDN", "n_mentions": 1}
    >>> map_alt_text(pd.DataFrame([place]))
    'Map. Place named in the article: Khartoum. Place of reported events: Khartoum.'
    """
    day = f", as of {long_date(published)}" if published else ""
    if theatre is None and places["latitude"].isna().all():
        return "No map: Dateline could not locate any place in this article."
    parts, outside = [], places.iloc[:0]
    if theatre:
        title = f"Map of {theatre.map['title']}{day}"
    else:
        extent = world_extent(places)
        title = f"Map{day}. {story_title(places, extent)}"
        outside = beyond_frame(places, world_layers(extent), with_regions=True)
    for kind, words in WORDS.items():
        is_here = (places["kind"] == kind) & (places["geo_precision"] < 6)
        is_here &= ~places.index.isin(outside.index)
        parts += [f"{words}: {', '.join(places.loc[is_here, 'name'])}."] if is_here.any() else []
    if len(outside):
        parts.append(f"Outside the main map: {', '.join(outside['name'])}.")
    if not parts:
        parts = ["The article names no place below the level of a country."]
    return " ".join([f"{title}.", *parts])


def _with_scenes(places: pd.DataFrame, events: pd.DataFrame | None) -> pd.DataFrame:
    """Places with the kind to draw; where a current event happened is a place of events."""
    if events is None or events.empty:
        return places
    current = events[(events["scope"] == "current") & (events["factuality"] != "planned")]
    is_scene = places["place_id"].isin(current["place_id"].dropna())
    return places.assign(kind=places["kind"].mask(is_scene, "event"))


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


def _tints(theatre: Theatre | None, main: set[str]) -> dict[str, str]:
    """Colours of countries in the inset."""
    if theatre is None:
        return dict.fromkeys(sorted(main), NAMED_LAND)
    return {side.iso3: mix(side.colour, 0.45) for side in theatre.sides}


def _draw_scale(
    ax: Axes, layers: Layers, theatre: Theatre | None, occupied: Occupied, corners: list[str]
) -> None:
    """Scale bar and north arrow, where the theatre wants them or in a free corner."""
    west, south, east, north = layers.frame
    if layers.crs.startswith("+proj=eqearth"):
        return  # a map of the world has no one scale
    width, height = east - west, north - south
    length = theatre.map["scale_bar_km"] if theatre else nice_length(width)
    corner = corners[1]  # the inset has the first
    x = west + width * 0.03 if "W" in corner else east - length * 1000 - width * 0.09
    y = south + height * 0.03 if "S" in corner else north - height * 0.1
    at = place_in(layers, *theatre.map["scale_bar_at"]) if theatre else (x, y)
    scale_bar(ax, at, length, occupied)
    north_arrow(ax, (at[0] + length * 1000 + width * 0.05, at[1] + height * 0.055), occupied)


def _draw_inset(
    ax: Axes, spec: Mapping, tints: dict, places: pd.DataFrame, layers: Layers, occupied: Occupied
) -> pd.DataFrame:
    """The inset; gives the places that lie beyond both maps."""
    outside = beyond_frame(places, layers, with_regions="inset_anchor" in spec)
    if not layers.crs.startswith("+proj=eqearth"):
        west, south, east, north = spec["inset_extent"]
        is_here = outside["longitude"].between(west, east)
        is_here &= outside["latitude"].between(south, north)
        if "inset_anchor" in spec:
            is_here &= well_apart(outside, spec["inset_extent"])
        small = {"markersize": 4.5, "markeredgewidth": 0.8}
        points = outside[is_here].to_dict("records")
        rows = [row | {"mark": MARKS[row["kind"]] | small} for row in points]
        box = inset(ax, spec, tints, rows)
        box.apply_aspect()
        occupied.take(box.get_window_extent().padded(2))
        outside = outside[~is_here]
    return outside


def _notes(
    theatre: Theatre | None, published: date | None, places: pd.DataFrame, beyond: pd.DataFrame
) -> list[str]:
    """What is written below the map: places not marked, what is left out, sources."""
    parts = zip(beyond["name"], beyond["kind"], strict=True)
    far = ", ".join(f"{name} ({WORDS[kind].lower()})" for name, kind in parts)
    notes = [f"Also named, outside this map: {far}."] if far else []
    lost = places.loc[places["latitude"].isna() & places["kind"].isin(MARKS), "name"]
    if len(lost):
        notes.insert(0, f"Not marked, as it is in no gazetteer: {', '.join(lost)}.")
    is_wide = (places["kind"] == "event") & (places["geo_precision"] >= 6)
    is_wide &= places["latitude"].notna()
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
