"""Where did it happen?  A map of the places of an article, with boundaries that carry dates.

With a theatre the map is that of the theatre; without one it is drawn around the places, on the
basemap of the world.  A place known only to its province or country is never drawn as a point.
"""

from collections.abc import Mapping
from datetime import date

import matplotlib as mpl
import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from dateline.look import STYLE
from dateline.maps.boundaries import (
    Layers,
    theatre_layers,
    world_layers,
)
from dateline.maps.captions import map_notes, map_subtitle
from dateline.maps.cartography import (
    FRAME,
    SEA,
    inset,
    mix,
    nice_length,
    north_arrow,
    place_in,
    scale_bar,
    write_around,
)
from dateline.maps.framing import Extent, countries_of_story
from dateline.maps.labels import Occupied
from dateline.maps.losses import loss_rows, losses_note, placed_claims
from dateline.maps.placemarks import (
    MARKS,
    draw_places,
    known_points,
    world_points,
    write_regions,
)
from dateline.maps.surroundings import (
    bare_message,
    beyond_frame,
    free_corners,
    inset_spec,
    shares,
    story_title,
    well_apart,
    world_extent,
)
from dateline.maps.symbols import (
    draw_losses,
    hide,
    losses_legend,
    reach,
    write_losses,
)
from dateline.maps.territory import (
    NAMED_LAND,
    dark_lines,
    draw_disputed,
    draw_theatre_land,
    draw_world_land,
    write_area_names,
    write_country_names,
)
from dateline.theatre import VIEWPOINTS, Theatre, check_viewpoint

WIDTH = 8.0  # inches


def draw_article(reading, *, viewpoint: str = VIEWPOINTS[0]) -> Axes:
    """The map of an article as it was read: its places, its figures of harm, its day."""
    return draw_map(
        reading.places, reading.theatre, published=reading.article.published,
        viewpoint=viewpoint, claims=placed_claims(reading),
    )  # fmt: skip


def draw_map(
    places: pd.DataFrame,
    theatre: Theatre | None = None,
    *,
    published: date | None = None,
    viewpoint: str = VIEWPOINTS[0],
    events: pd.DataFrame | None = None,
    claims: pd.DataFrame | None = None,
    ax: Axes | None = None,
) -> Axes:
    """The map of the places of an article on its day; returns the axes.

    `viewpoint` chooses what is filled with colour: recognised borders only, the area behind a
    line of control, or the historical oblast.  Lines that no longer hold are dashed and dated.
    `claims` are those of :func:`placed_claims`, for the symbols of harm.
    """
    check_viewpoint(viewpoint)
    places = _with_scenes(places, events)
    with mpl.rc_context(fname=STYLE):
        if theatre is None and places["latitude"].isna().all():
            return bare_message(ax, places["name"])
        extent = theatre.map["extent"] if theatre else world_extent(places)
        layers = theatre_layers(theatre) if theatre else world_layers(extent)
        ax = _axes(layers, ax)
        occupied = Occupied(ax, lines=dark_lines(layers))
        tinted = _tinted(theatre, places, extent)
        if theatre:
            legend = draw_theatre_land(ax, layers, theatre)
            legend += draw_disputed(ax, layers, published, viewpoint)
            write_area_names(ax, layers, theatre, set(places["place_id"]), occupied)
        else:
            has_events = bool(countries_of_story(places, extent))
            legend = draw_world_land(ax, layers, tinted, has_events=has_events)
        corners = free_corners(shares(places, layers))
        _draw_scale(ax, layers, theatre, occupied, corners)
        spec = theatre.map if theatre else inset_spec(extent, corners[0])
        beyond = _draw_inset(ax, spec, _tints(theatre, tinted), places, layers, occupied)
        is_shown = ~places["place_id"].isin(beyond["place_id"]) | (theatre is not None)
        legend += _draw_signs(ax, layers, theatre, places, places[is_shown], claims, occupied)
        if theatre is None:
            write_country_names(layers, tinted, occupied)
        title = theatre.map["title"] if theatre else story_title(places, extent)
        notes = map_notes(theatre, published, places, beyond, viewpoint)
        notes = [*([] if claims is None else losses_note(claims, places)), *notes]
        write_around(ax, title, map_subtitle(theatre, published, viewpoint), legend, notes)
    return ax


def _draw_signs(
    ax: Axes,
    layers: Layers,
    theatre: Theatre | None,
    places: pd.DataFrame,
    shown: pd.DataFrame,
    claims: pd.DataFrame | None,
    occupied: Occupied,
) -> list[Artist]:
    """Symbols of harm, marks and names of places, then figures; handles of the legend."""
    extent = theatre.map["extent"] if theatre else world_extent(places)
    known = known_points(theatre, layers) if theatre else world_points(places, extent, layers)
    losses = loss_rows(claims) if claims is not None else None
    current = losses[losses["scope"] == "current"] if losses is not None else None
    drawn = [] if current is None else draw_losses(ax, layers, current, places, theatre, occupied)
    legend = draw_places(ax, layers, known, shown, occupied, reach(drawn))
    write_regions(ax, layers, theatre, places, occupied)
    write_losses(drawn, occupied)
    if losses is not None:
        rest = losses[losses["scope"] != "current"]
        earlier = draw_losses(ax, layers, rest, places, theatre, occupied)
        write_losses(earlier, occupied)
        hide(ax, earlier)
    return legend + losses_legend(drawn)


def _tinted(theatre: Theatre | None, places: pd.DataFrame, extent: Extent) -> set[str]:
    """Countries with the colour of the story on a map without a theatre."""
    main = set() if theatre else countries_of_story(places, extent)
    return main or set(places["country_iso3"].dropna())


def _with_scenes(places: pd.DataFrame, events: pd.DataFrame | None) -> pd.DataFrame:
    """Places with the kind to draw; where a current event happened is a place of events."""
    if events is None or events.empty:
        return places
    current = events[(events["scope"] == "current") & (events["factuality"] != "planned")]
    is_scene = places["place_id"].isin(current["place_id"].dropna())
    return places.assign(kind=places["kind"].mask(is_scene, "event"))


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
    return {side.iso3: mix(side.colour, 0.45) for side in theatre.sides if side.iso3}


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
