"""Which boundaries hold on a day, and what cannot be drawn honestly?

The layers of a theatre carry ``valid_from``, ``valid_to``, ``viewpoint`` and ``status``.  Those
that no longer hold are drawn as historical, with their dates, never as if they held.
"""

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import NamedTuple

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
import shapely
from pyproj import Transformer

from dateline.theatre import DATA, Theatre

WORLD = DATA / "basemap" / "world.gpkg"
WORLD_EXTENT = (-169.0, -57.0, 190.9, 79.0)
DETAIL = 450.0  # metres; about a pixel of the printed map
WGS84 = "EPSG:4326"


class Layers(NamedTuple):
    """Boundaries cut to a frame, in a projection in metres."""

    areas: gpd.GeoDataFrame
    lines: gpd.GeoDataFrame
    frame: tuple[float, float, float, float]  # west, south, east, north, in metres
    crs: str


def theatre_layers(theatre: Theatre) -> Layers:
    """The boundaries of a theatre in its own projection."""
    spec = theatre.map
    path = str(theatre.path / "boundaries.gpkg")
    return _layers(path, ("areas", "lines"), tuple(spec["extent"]), spec["crs"])


def world_layers(extent: tuple[float, float, float, float]) -> Layers:
    """Countries and disputed lines around an extent in degrees, in a fitting projection."""
    west, south, east, north = extent
    is_world = east - west > 100 or north - south > 60
    middle = f"+lon_0={(west + east) / 2:.2f}"
    crs = f"+proj=laea +lat_0={(south + north) / 2:.2f} {middle} +datum=WGS84"
    if is_world:  # whole, so that no country is cut at the date line
        extent, crs = WORLD_EXTENT, "+proj=eqearth +lon_0=11"
    scale = "countries_110m" if is_world else "countries_50m"
    return _layers(str(WORLD), (scale, "disputed_lines"), extent, crs)


@cache
def read_layer(path: str, layer: str) -> gpd.GeoDataFrame:
    """One layer of a GeoPackage, in WGS 84; empty cells are null."""
    return pyogrio.read_dataframe(path, layer=layer)


def project(crs: str, longitude, latitude) -> np.ndarray:
    """Points in degrees as rows of metres."""
    return np.column_stack(_transformer(crs).transform(longitude, latitude))


def place_in(layers: Layers, longitude: float, latitude: float) -> tuple[float, float]:
    """A point in degrees as metres of the layers."""
    return tuple(project(layers.crs, [longitude], [latitude])[0])


def holds(row: Mapping, day: date | None) -> bool:
    """Whether a boundary holds on a day; one without an end holds when no day is known.

    >>> holds({"valid_from": "1994-05-12", "valid_to": "2020-11-09"}, date(2016, 4, 2))
    True
    """
    start, end = row.get("valid_from"), row.get("valid_to")
    if day is None:
        return not isinstance(end, str)
    after_start = not isinstance(start, str) or start <= day.isoformat()
    return after_start and (not isinstance(end, str) or day.isoformat() <= end)


def has_begun(row: Mapping, day: date | None) -> bool:
    """Whether a boundary held before or holds on a day, so that it may be drawn at all."""
    start = row.get("valid_from")
    return day is None or not isinstance(start, str) or start <= day.isoformat()


def period(row: pd.Series) -> str:
    """The years of a boundary in words.

    >>> period(pd.Series({"valid_from": "1994-05-12", "valid_to": "2020-11-09"}))
    '1994–2020'
    """
    days = (row["valid_from"], row["valid_to"])
    start, end = (day[:4] if isinstance(day, str) else "" for day in days)
    return f"since {start}" if start and not end else f"{start}–{end}" if start else ""


def not_drawn(theatre: Theatre, day: date | None) -> list[str]:
    """What the map leaves out on that day, each with the reason."""
    notes = theatre.map.get("not_drawn", [])
    return [note["text"] for note in notes if holds(note, day)]


@cache
def _transformer(crs: str) -> Transformer:
    """From degrees to the metres of a projection."""
    return Transformer.from_crs(WGS84, crs, always_xy=True)


@cache
def _layers(path: str, names: tuple[str, str], extent: tuple, crs: str) -> Layers:
    """Areas and lines of a file, cut to the extent and projected; kept for the next map."""
    frame = _frame(crs, extent)
    areas, lines = (_cut(read_layer(path, name), extent, crs, frame) for name in names)
    return Layers(areas, lines, frame, crs)


def _frame(crs: str, extent: tuple) -> tuple[float, float, float, float]:
    """Bounds of an extent in metres, from points along its edges."""
    west, south, east, north = extent
    across, up = np.linspace(west, east, 25), np.linspace(south, north, 25)
    edges = [(across, np.full(25, south)), (across, np.full(25, north)),
             (np.full(25, west), up), (np.full(25, east), up)]  # fmt: skip
    points = np.vstack([project(crs, x, y) for x, y in edges])
    return (*points.min(axis=0), *points.max(axis=0))


def _cut(layer: gpd.GeoDataFrame, extent: tuple, crs: str, frame: tuple) -> gpd.GeoDataFrame:
    """A layer within the frame and a little beyond, as simple as the print needs."""
    west, south, east, north = extent
    margin_x, margin_y = (east - west) * 0.35, (north - south) * 0.35
    box = shapely.box(
        max(west - margin_x, -180), max(south - margin_y, -90),
        min(east + margin_x, 180), min(north + margin_y, 90),
    )  # fmt: skip
    if "eqearth" in crs:  # cut where the map of the world ends, else areas smear across it
        box = box.difference(shapely.box(-169.01, -90, -168.99, 90))
    shapes = shapely.intersection(layer.geometry.to_numpy(), box)
    x0, y0, x1, y1 = frame
    view = shapely.box(x0 - 20_000, y0 - 20_000, x1 + 20_000, y1 + 20_000)
    moved = shapely.transform(shapes, lambda points: project(crs, points[:, 0], points[:, 1]))
    detail = DETAIL * max(1.0, (x1 - x0) / 800_000)
    simple = shapely.simplify(shapely.intersection(shapely.make_valid(moved), view), detail)
    cut = layer.set_geometry(gpd.GeoSeries(simple, index=layer.index, crs=crs))
    return cut[~shapely.is_empty(simple)].reset_index(drop=True)
