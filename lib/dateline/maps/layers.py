"""What can a desk take into its own map?  Places, figures and boundaries, as layers with styles.

One GeoPackage that QGIS opens in the colours of the briefing, the styles beside it, and all of it
once more as GeoJSON.  Longitude and latitude in WGS 84.
"""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pyogrio
import shapely

from dateline.files import scratch, write_whole
from dateline.look import FOOTER
from dateline.maps.boundaries import WGS84, WORLD, has_begun, holds, read_layer
from dateline.maps.captions import map_caption
from dateline.maps.losses import loss_rows
from dateline.maps.placing import PROVINCE, placed_claims
from dateline.maps.styles import layer_styles
from dateline.maps.surroundings import world_extent

FIGURE_COLUMNS = [
    "claim_id", "harm", "low", "best", "high", "qualifier", "victims", "side_id", "side",
    "claimant", "claimant_name", "standing", "scope", "event_id", "date_start", "date_end",
    "counted", "place_id", "unplaced", "sentence_id", "quote",
]  # fmt: skip
DECIMALS = 4  # of a degree: ten metres, finer than any boundary here
STYLE_TABLE = """
CREATE TABLE layer_styles (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, f_table_catalog TEXT(256),
  f_table_schema TEXT(256), f_table_name TEXT(256), f_geometry_column TEXT(256),
  styleName TEXT(30), styleQML TEXT, styleSLD TEXT, useAsDefault BOOLEAN, description TEXT,
  owner TEXT(30), ui TEXT(30), update_time DATETIME)
"""
STAMP = "2000-01-01T00:00:00.000Z"  # of every file, so that two runs give the same bytes


def write_layers(reading, folder: Path) -> list[Path]:
    """Paths of ``map.gpkg``, ``map.geojson`` and one ``.qml`` a layer, written into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    layers, styles = map_layers(reading), layer_styles(reading.theatre)
    package = _write_package(folder / "map.gpkg", layers, styles)
    text = _collection(reading, layers)
    features = write_whole(folder / "map.geojson", lambda part: part.write_text(text, "utf-8"))
    written = [package, features]
    for name, style in styles.items():
        writer = partial(Path.write_text, data=style, encoding="utf-8")
        written.append(write_whole(folder / f"{name}.qml", writer))
    return written


def map_layers(reading) -> dict[str, gpd.GeoDataFrame]:
    """The layers of the map of an article, from the ground up.

    In `areas` and `lines` a row is a boundary that held on the day of the article or before, and
    `holds` says whether it still did; in `figures` a row is a claim, without a point where no one
    town, district or province is tied to it; in `places` a row is a place.
    """
    return {**_boundaries(reading), "figures": _figures(reading), "places": _places(reading)}


def _boundaries(reading) -> dict[str, gpd.GeoDataFrame]:
    """Areas and lines of the theatre, or of the world around the places."""
    day, theatre = reading.article.published, reading.theatre
    path = str(theatre.path / "boundaries.gpkg") if theatre else str(WORLD)
    names = ("areas", "lines") if theatre else ("countries_50m", "disputed_lines")
    extent = theatre.map["extent"] if theatre else world_extent(reading.places)
    box = shapely.box(*extent)
    found = {}
    for name, source in zip(("areas", "lines"), names, strict=True):
        rows = read_layer(path, source)
        days = rows[["valid_from", "valid_to"]].to_dict("records")
        rows = rows.assign(holds=[holds(row, day) for row in days])
        begun = pd.Series([has_begun(row, day) for row in days], index=rows.index)
        found[name] = rows[begun & (rows.intersects(box) | (theatre is not None))]
    return found


def _figures(reading) -> gpd.GeoDataFrame:
    """Every claim, at its place if it has one."""
    claims = placed_claims(reading)
    standing = {
        claim_id: row["standing"]
        for row in loss_rows(claims).to_dict("records")
        for claim_id in row["claim_ids"]
    }
    spots = reading.places.set_index("place_id")[["latitude", "longitude", "geo_precision"]]
    rows = claims.assign(standing=claims["claim_id"].map(standing))[FIGURE_COLUMNS]
    rows = rows.join(spots, on="place_id")
    wide = rows["geo_precision"].astype(float) > PROVINCE
    rows["longitude"] = rows["longitude"].mask(wide)  # the middle of a country is no scene
    return _as_points(rows.drop(columns=["latitude", "longitude"]), rows)


def _places(reading) -> gpd.GeoDataFrame:
    """The places that have a position."""
    rows = reading.places.dropna(subset=["latitude", "longitude"]).drop(columns="article_id")
    return _as_points(rows, rows)


def _as_points(rows: pd.DataFrame, spots: pd.DataFrame) -> gpd.GeoDataFrame:
    """Rows with a point each, or none where the position is not known."""
    points = gpd.points_from_xy(spots["longitude"], spots["latitude"])
    known = spots["longitude"].notna().to_numpy()
    geometry = [point if has else None for point, has in zip(points, known, strict=True)]
    return gpd.GeoDataFrame(rows.reset_index(drop=True), geometry=geometry, crs=WGS84)


def _write_package(path: Path, layers: dict[str, gpd.GeoDataFrame], styles: dict[str, str]) -> Path:
    """A GeoPackage with the layers and their default styles; it appears whole."""
    with scratch(path.parent) as work, _set_for_gdal():
        part = work / path.name  # GDAL warns of a package by another name
        for name, rows in layers.items():
            is_point = name in ("figures", "places")
            pyogrio.write_dataframe(
                rows, part, layer=name, driver="GPKG", append=part.exists(),
                geometry_type="Point" if is_point else None, promote_to_multi=not is_point,
                SPATIAL_INDEX="NO",
            )  # fmt: skip
        _add_styles(part, {name: styles[name] for name in layers})
        return part.replace(path)


def _add_styles(path: Path, styles: dict[str, str]) -> None:
    """The default style of each layer, where QGIS looks for it."""
    contents = "INSERT INTO gpkg_contents (table_name, data_type, identifier, last_change)"
    named = "INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name,"
    named += " f_geometry_column, styleName, styleQML, styleSLD, useAsDefault, description, owner,"
    named += " update_time) VALUES ('', '', ?, 'geom', ?, ?, '', 1, 'as in the briefing', '', ?)"
    with closing(sqlite3.connect(path)) as package, package:
        package.execute("PRAGMA synchronous = OFF")  # a part file, useless until renamed
        package.execute(STYLE_TABLE)
        package.execute(f"{contents} VALUES (?, ?, ?, ?)",
                        ("layer_styles", "attributes", "layer_styles", STAMP))  # fmt: skip
        package.executemany(named, [(name, name, style, STAMP) for name, style in styles.items()])


@contextmanager
def _set_for_gdal() -> Iterator[None]:
    """Write a fixed moment into the files of the block, and do not wait for the disk."""
    options = {"OGR_CURRENT_DATE": STAMP, "OGR_SQLITE_SYNCHRONOUS": "OFF"}
    before = {name: pyogrio.get_gdal_config_option(name) for name in options}
    pyogrio.set_gdal_config_options(options)
    try:
        yield
    finally:
        pyogrio.set_gdal_config_options(before)


def _collection(reading, layers: dict[str, gpd.GeoDataFrame]) -> str:
    """All layers as one GeoJSON collection of features, with the caption of the map."""
    features = []
    for name, rows in layers.items():
        rounded = shapely.transform(rows.geometry.to_numpy(), lambda points: points.round(DECIMALS))
        plain = json.loads(pd.DataFrame(rows.drop(columns="geometry")).to_json(orient="records"))
        for row, shape in zip(plain, shapely.to_geojson(rounded), strict=True):
            said = json.dumps({"layer": name, **row}, ensure_ascii=False)
            where = f'"geometry":{shape or "null"}'
            features.append(f'{{"type":"Feature","properties":{said},{where}}}')
    caption = [*map_caption(reading.theatre, reading.article.published), FOOTER]
    words = json.dumps(caption, ensure_ascii=False)
    listed = ",\n".join(features)
    return f'{{"type":"FeatureCollection","caption":{words},"features":[\n{listed}\n]}}'
