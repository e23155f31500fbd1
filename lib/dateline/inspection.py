"""Is the data of a theatre sound?  Files, columns, ids, colours, names, places and boundaries.

What ``dateline check --theatre`` says to the analyst who fills in a new theatre.
"""

import sqlite3
import tomllib
from collections.abc import Iterable, Iterator
from contextlib import closing
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any

import pandas as pd
import pyogrio
import shapely

from dateline.contrast import alike_in
from dateline.fields import ACTOR_TYPES
from dateline.lexicon import read_reference
from dateline.names import ORGAN_TYPES
from dateline.theatre import DATA, VIEWPOINTS

Finding = tuple[str, bool, str]
SHOWN = 5  # faults named in one line
THEATRE_FILES = ("theatre.toml", "actors.csv", "aliases.csv", "places.csv", "boundaries.gpkg")
STATUSES = ("recognised", "line of control", "disputed", "historical")
ALIAS_KINDS = ("name", "demonym", "metonym", "acronym")
PRECISIONS, DRAWN = tuple("123456"), ("always", "named", "never")
NEAR = 0.1  # degrees


def inspect_theatre(folder: Path) -> Iterator[Finding]:
    """Findings about the files of a theatre: part, whether it is fine, and detail or remedy.

    Reads the files themselves, so that what does not load is told apart from what does not fit.
    """
    missing = [name for name in THEATRE_FILES if not (folder / name).is_file()]
    yield _finding("files", [f"{name} is missing" for name in missing], f"{len(THEATRE_FILES)}")
    if missing:
        return
    try:
        spec = tomllib.loads((folder / "theatre.toml").read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        yield "theatre.toml", False, f"is no TOML: {error}"
        return
    needed = _needed("theatre.toml")
    absent = [f"theatre.toml has no {key}" for key in needed if _value(spec, key) is None]
    tables = {}
    for name in ("actors", "aliases", "places"):
        table = tables[name] = pd.read_csv(folder / f"{name}.csv", dtype=str, keep_default_na=False)
        absent += _lacking(f"{name}.csv", table)
    yield _finding("keys and columns", absent, "all there")
    if absent:
        return
    sides = {side["side_id"]: side for side in spec["sides"]}
    actors, aliases, places = tables.values()
    told_apart = f"{len(sides)} sides, told apart in grey and colour"
    yield _finding("colours", _colours(sides), told_apart)
    yield _finding("actors", _actors(actors, set(sides)), f"{len(actors)}")
    yield _finding("aliases", _aliases(aliases, actors, set(sides)), f"{len(aliases)}")
    yield _places(places, spec["map"]["extent"])
    yield _coordinates(places)
    labels = _labels(spec["map"], places, set(sides))
    yield _finding("labels and notes", labels, f"{len(spec['map']['labels'])} labels")
    yield _boundaries(folder / "boundaries.gpkg", sides, spec["map"]["extent"])


def _finding(part: str, found: Iterable[str], detail: str) -> Finding:
    """A finding that names the first faults, or the detail when there is none."""
    faults = list(found)
    more = f" (and {len(faults) - SHOWN} more)" if len(faults) > SHOWN else ""
    return part, not faults, "; ".join(faults[:SHOWN]) + more if faults else detail


def _needed(file: str) -> list[str]:
    """The keys or columns that a file of a theatre must have."""
    return [row["key"] for row in read_reference("theatre") if row["file"] == file]


def _value(spec: Any, key: str) -> Any:
    """The value under a dotted key, or ``None``.

    >>> _value({"map": {"title": "A"}}, "map.title"), _value({}, "map.title")
    ('A', None)
    """
    for part in key.split("."):
        spec = spec.get(part) if isinstance(spec, dict) else None
    return spec


def _lacking(file: str, table: pd.DataFrame) -> list[str]:
    """A fault for each column that a table must have and lacks."""
    return [f"{file} has no column {name}" for name in _needed(file) if name not in table]


def _twice(table: pd.DataFrame, key: str, file: str) -> list[str]:
    """A fault for each key that is not the only one of its kind."""
    return [f"{value!r} is twice in {file}" for value in table[key][table.duplicated(key)]]


def _colours(sides: dict[str, dict]) -> Iterator[str]:
    """Whether every reader can tell the colours of each two sides apart."""
    for one, other in combinations(sides.values(), 2):
        for sight in alike_in(one["colour"], other["colour"]):
            remedy = "make one lighter" if sight == "grey" else "take another hue"
            yield f"{one['side_id']} and {other['side_id']} look alike in {sight}: {remedy}"


def _actors(actors: pd.DataFrame, sides: set[str]) -> Iterator[str]:
    """Whether ids, types, sides and days of the actors are sound."""
    yield from _twice(actors, "actor_id", "actors.csv")
    for row in actors.to_dict("records"):
        who, start, end = row["actor_id"], row["valid_from"], row["valid_to"]
        if row["actor_type"] not in ACTOR_TYPES:
            yield f"{who}: actor_type {row['actor_type']!r} is not in the data dictionary"
        if row["side_id"] and row["side_id"] not in sides:
            yield f"{who}: no side {row['side_id']!r} in theatre.toml; leave empty for none"
        yield from _not_days(who, start, end)
        if start and end and start > end:
            yield f"{who}: valid_from is after valid_to"
    yield from (f"side {s} has no actor" for s in sorted(sides - set(actors["side_id"])))


def _aliases(aliases: pd.DataFrame, actors: pd.DataFrame, sides: set[str]) -> Iterator[str]:
    """Whether each alias leads to one actor, and each side can be found in a text."""
    yield from _twice(aliases, "alias", "aliases.csv")
    side_of = dict(zip(actors["actor_id"], actors["side_id"], strict=True))
    for alias, who, kind in aliases[["alias", "actor_id", "kind"]].itertuples(index=False):
        if who not in side_of:
            yield f"{alias!r} leads to no actor: add {who} to actors.csv"
        if kind not in ALIAS_KINDS:
            yield f"{alias!r}: kind is one of {', '.join(ALIAS_KINDS)}"
    named = set(aliases["actor_id"])
    # "Malian troops" are MLI-MIL by the alias of MLI alone.
    organs = {f"{who}-{suffix}" for who in named for suffix in ORGAN_TYPES}
    unnamed = sorted(set(side_of) - named - organs)
    yield from (f"{who} has no alias, so no text can name it" for who in unnamed)
    unled = sorted(sides - {side_of.get(who) for who in named})
    yield from (f"no alias leads to side {side}" for side in unled)


def _places(places: pd.DataFrame, extent: list[float]) -> Finding:
    """Whether ids and names are single, and what is always drawn lies on the map."""
    west, south, east, north = extent
    faults = _twice(places, "place_id", "places.csv")
    owners: dict[str, str] = {}
    for row in places.to_dict("records"):
        name = row["name"]
        try:
            x, y = float(row["longitude"]), float(row["latitude"])
        except ValueError:
            faults.append(f"{name}: latitude and longitude are degrees")
            continue
        if row["geo_precision"] not in PRECISIONS or row["drawn"] not in DRAWN:
            faults.append(f"{name}: geo_precision is 1 to 6, drawn is one of {', '.join(DRAWN)}")
        if not (-180 <= x <= 180 and -90 <= y <= 90):
            faults.append(f"{name}: {y}, {x} is on no map")
        elif row["drawn"] == "always" and not (west <= x <= east and south <= y <= north):
            faults.append(f"{name} is beyond the map: widen the extent or write 'named'")
        for text in filter(None, {name, *row["aliases"].split(";")}):
            if owners.setdefault(text, row["place_id"]) != row["place_id"]:
                faults.append(f"{text!r} names two places: keep it with the one meant")
    return _finding("places", faults, f"{len(places)}, {len(owners)} names")


def _coordinates(places: pd.DataFrame) -> Finding:
    """Whether places with a GeoNames id stand where the gazetteer has them."""
    address = f"{(DATA / 'gazetteer' / 'gazetteer.sqlite').as_uri()}?mode=ro&immutable=1"
    ids = [place_id for place_id in places["place_id"] if place_id.startswith("gn:")]
    query = "SELECT place_id, latitude, longitude FROM places WHERE latitude IS NOT NULL"
    query += f" AND place_id IN ({', '.join('?' * len(ids))})"
    with closing(sqlite3.connect(address, uri=True)) as gazetteer:
        known = {place_id: (y, x) for place_id, y, x in gazetteer.execute(query, ids)}
    own, faults = places[places["place_id"].isin(known)].to_dict("records"), []
    for row in own:
        y, x = known[row["place_id"]]
        if abs(float(row["latitude"]) - y) + abs(float(row["longitude"]) - x) > NEAR:
            where = f"where {row['place_id']} is in the gazetteer: look it up again"
            faults.append(f"{row['name']} is not {where}")
    return _finding("coordinates", faults, f"{len(own)} of {len(places)} as in the gazetteer")


def _labels(spec: dict, places: pd.DataFrame, sides: set[str]) -> Iterator[str]:
    """Whether the names written across areas lie on the map and lead to a side or place."""
    west, south, east, north = spec["extent"]
    for row in spec["labels"]:
        if not (west < row["longitude"] < east and south < row["latitude"] < north):
            yield f"label {row['text']!r} is beyond the extent"
        if row.get("side_id", next(iter(sides))) not in sides:
            yield f"label {row['text']!r}: no side {row['side_id']!r}"
        if "place_id" in row and row["place_id"] not in set(places["place_id"]):
            yield f"label {row['text']!r}: no place {row['place_id']!r} in places.csv"
    for note in spec.get("not_drawn", []):
        yield from _not_days("not_drawn", note.get("valid_from", ""), note.get("valid_to", ""))


def _boundaries(path: Path, sides: dict[str, dict], extent: list[float]) -> Finding:
    """Whether the layers have their columns and cover the map, and what is disputed its dates."""
    absent = {"areas", "lines"} - {name for name, _ in pyogrio.list_layers(path)}
    if faults := [f"boundaries.gpkg has no layer {name}" for name in sorted(absent)]:
        return _finding("boundaries", faults, "")
    areas, lines = (pyogrio.read_dataframe(path, layer=name) for name in ("areas", "lines"))
    if faults := _lacking("boundaries.gpkg", areas):
        return _finding("boundaries", faults, "")
    drawn = set(areas.loc[areas["kind"] == "admin0", "iso3"])
    codes = [side.get("iso3") for side in sides.values()]
    faults = [f"no admin0 area has the iso3 {c} of a side" for c in codes if c and c not in drawn]
    if not areas[areas["kind"] == "admin0"].intersects(shapely.box(*extent)).any():
        faults.append("no admin0 area is on the map: build the file for this theatre, step 5")
    disputed = pd.concat([areas[areas["kind"] == "disputed area"], lines])
    for row in disputed.to_dict("records"):
        start, end = (row[k] if isinstance(row[k], str) else "" for k in ("valid_from", "valid_to"))
        if not start or any(_not_days("", start, end)):
            faults.append(f"{row['name']}: a disputed row has a day in valid_from, YYYY-MM-DD")
        if row["viewpoint"] not in VIEWPOINTS or row["status"] not in STATUSES or not row["source"]:
            faults.append(f"{row['name']}: viewpoint, status and source as in basemap/README.md")
    for row in pd.concat([areas, lines])[["name", "geometry"]].itertuples():
        if row.geometry is None or row.geometry.is_empty or not row.geometry.is_valid:
            faults.append(f"{row.name} is empty or crosses itself: build the file again")
    detail = f"{len(areas)} areas, {len(disputed)} disputed or dated rows"
    return _finding("boundaries", faults, detail)


def _not_days(who: str, *cells: str) -> Iterator[str]:
    """A fault for each cell that is neither empty nor a day.

    >>> list(_not_days("A", "", "2022-02-24", "2022-02-30"))
    ["A: '2022-02-30' is no day, YYYY-MM-DD"]
    """
    for cell in filter(None, cells):
        try:
            date.fromisoformat(cell)
        except ValueError:
            yield f"{who}: {cell!r} is no day, YYYY-MM-DD"
