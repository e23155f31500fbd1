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

from dateline.look import STYLE, side_colours
from dateline.maps import cartography, placemarks, surroundings, symbols, territory
from dateline.maps.boundaries import Layers, place_in, theatre_layers, world_layers
from dateline.maps.captions import map_notes, map_subtitle
from dateline.maps.framing import countries_of_story, within
from dateline.maps.labels import Canvas
from dateline.maps.losses import loss_rows, losses_note
from dateline.maps.placing import placed_claims
from dateline.theatre import VIEWPOINTS, Theatre, check_viewpoint

WIDTH = 8.0  # inches


def draw_article(reading, *, viewpoint: str = VIEWPOINTS[0]) -> Axes:
    """The map of an article as it was read: its places, its figures of harm, its day."""
    return draw_map(
        reading.places, reading.theatre, published=reading.article.published,
        viewpoint=viewpoint, claims=placed_claims(reading),
    )  # fmt: skip


def draw_map(
    places: pd.DataFrame, theatre: Theatre | None = None, *, published: date | None = None,
    viewpoint: str = VIEWPOINTS[0], claims: pd.DataFrame | None = None, ax: Axes | None = None,
) -> Axes:  # fmt: skip
    """The map of the places of an article on its day; returns the axes.

    `viewpoint` chooses what is filled with colour: recognised borders only, the area behind a
    line of control, or the historical oblast.  Lines that no longer hold are dashed and dated.
    `claims` are those of :func:`placed_claims`, for the symbols of harm.
    """
    check_viewpoint(viewpoint)
    with mpl.rc_context(fname=STYLE):
        if theatre is None and places["latitude"].isna().all():
            return surroundings.bare_message(ax, places["name"])
        extent = theatre.map["extent"] if theatre else surroundings.world_extent(places)
        layers = theatre_layers(theatre) if theatre else world_layers(extent)
        ax = _axes(layers, ax)
        canvas = Canvas(ax, layers, theatre, lines=territory.dark_lines(layers))
        happened = set() if theatre else countries_of_story(places, extent)
        tinted = happened or set(places["country_iso3"].dropna())
        if theatre:
            legend = territory.draw_theatre_land(ax, layers, theatre)
            legend += territory.draw_disputed(ax, layers, published, viewpoint)
            territory.write_area_names(canvas, theatre, set(places["place_id"]))
        else:
            legend = territory.draw_world_land(ax, layers, tinted, has_events=bool(happened))
        corners = surroundings.free_corners(surroundings.shares(places, layers))
        _draw_scale(canvas, corners[1])
        spec = theatre.map if theatre else surroundings.inset_spec(extent, corners[0])
        beyond = _draw_inset(canvas, spec, _tints(theatre, tinted), places)
        is_shown = ~places["place_id"].isin(beyond["place_id"]) | (theatre is not None)
        legend += _draw_signs(canvas, places, places[is_shown], claims)
        if theatre is None:
            territory.write_country_names(canvas, tinted)
        title = theatre.map["title"] if theatre else surroundings.story_title(places, extent)
        notes = [] if claims is None else losses_note(claims, places)
        notes += map_notes(theatre, published, places, beyond, viewpoint)
        subtitle = map_subtitle(theatre, published, viewpoint)
        cartography.write_around(ax, title, subtitle, legend, notes)
    return ax


def _draw_signs(
    canvas: Canvas, places: pd.DataFrame, shown: pd.DataFrame, claims: pd.DataFrame | None
) -> list[Artist]:
    """Symbols of harm, marks and names of places, then figures; handles of the legend."""
    if canvas.theatre:
        known = placemarks.known_points(canvas.theatre, canvas.layers)
    else:
        extent = surroundings.world_extent(places)
        known = placemarks.world_points(places, extent, canvas.layers)
    drawn = []
    if claims is not None:
        losses, colours = loss_rows(claims), side_colours(claims["side_id"], canvas.theatre)
        is_current = losses["scope"] == "current"
        drawn = symbols.draw_losses(canvas, losses[is_current], places, colours)
    legend = placemarks.draw_places(canvas, known, shown, symbols.reach(drawn))
    placemarks.write_regions(canvas, places)
    symbols.write_losses(canvas, drawn)
    if claims is not None:
        earlier = symbols.draw_losses(canvas, losses[~is_current], places, colours)
        symbols.write_losses(canvas, earlier)
        symbols.hide(canvas.ax, earlier)
    return legend + symbols.losses_legend(drawn)


def _axes(layers: Layers, ax: Axes | None) -> Axes:
    """Axes that show the frame of the layers, on a new figure unless given."""
    west, south, east, north = layers.frame
    size = (WIDTH, WIDTH * 0.98 * (north - south) / (east - west))
    ax = ax or cartography.new_axes(size, (0.01, 0, 0.98, 1), label="map")
    return cartography.framed(ax, xlim=(west, east), ylim=(south, north), aspect="equal")


def _tints(theatre: Theatre | None, main: set[str]) -> dict[str, str]:
    """Colours of countries in the inset."""
    if theatre is None:
        return dict.fromkeys(sorted(main), territory.NAMED_LAND)
    return {side.iso3: cartography.mix(side.colour, 0.45) for side in theatre.sides if side.iso3}


def _draw_scale(canvas: Canvas, corner: str) -> None:
    """Scale bar and north arrow, where the theatre wants them or in a free corner."""
    west, south, east, north = canvas.layers.frame
    if canvas.layers.crs.startswith("+proj=eqearth"):
        return  # a map of the world has no one scale
    width, height = east - west, north - south
    if canvas.theatre:
        spec = canvas.theatre.map
        length = spec["scale_bar_km"]
        at = place_in(canvas.layers, *spec["scale_bar_at"])
    else:
        length = cartography.nice_length(width)
        x = west + width * 0.03 if "W" in corner else east - length * 1000 - width * 0.09
        at = (x, south + height * 0.03 if "S" in corner else north - height * 0.1)
    cartography.scale_bar(canvas, at, length)
    top = (at[0] + length * 1000 + width * 0.05, at[1] + height * 0.055)
    cartography.north_arrow(canvas, top)


def _draw_inset(canvas: Canvas, spec: Mapping, tints: dict, places: pd.DataFrame) -> pd.DataFrame:
    """The inset; gives the places that lie beyond both maps."""
    layers = canvas.layers
    outside = surroundings.beyond_frame(places, layers, with_regions="inset_anchor" in spec)
    if layers.crs.startswith("+proj=eqearth"):
        return outside
    is_here = within(outside, spec["inset_extent"])
    if "inset_anchor" in spec:
        is_here &= surroundings.well_apart(outside, spec["inset_extent"])
    small = {"markersize": 4.5, "markeredgewidth": 0.8}
    points = outside[is_here].to_dict("records")
    rows = [row | {"mark": placemarks.MARKS[row["kind"]] | small} for row in points]
    box = cartography.inset(canvas.ax, spec, tints, rows)
    box.apply_aspect()
    canvas.take(box.get_window_extent().padded(2))
    return outside[~is_here]
