"""Where is the story?  The part of the world that a map without a theatre shows.

Every place counts by the part it plays and how often it is named, and lends weight to places
near it.  The heaviest place and those around it make the map; what lies far off is named in words.
"""

import math
from functools import cache

import numpy as np
import pandas as pd
import shapely

from dateline.maps.boundaries import WORLD, WORLD_EXTENT, read_layer
from dateline.places.gazetteer import capitals

Extent = tuple[float, float, float, float]  # west, south, east, north, in degrees

WEIGHTS = {"event": 3.0, "planned": 2.0, "dateline": 1.0, "background": 0.7, "actor": 0.3,
           "other": 0.3}  # fmt: skip
COUNTRY_WEIGHTS = {"event": 2.0, "planned": 1.5, "dateline": 0.7, "background": 0.7, "actor": 0.6,
                   "other": 0.6}  # fmt: skip
CAPITAL_SHARE = 0.5  # capitals are where people speak; a capital under fire has neighbours that are
SUPPORT_KM = 900.0  # how far a place lends weight
REACH_KM, REACH_AT_HOME_KM, REACH_OF_EVENTS_KM = 150.0, 500.0, 1100.0
MAIN_SHARE = 0.4  # of the weight of the heaviest country, for another to be tinted with it
SCATTERED = 0.4  # share of the weight below which a cluster is not the story
WHOLE_COUNTRY_KM = 1300.0  # a country up to this size is shown whole around one or two places
LONELY_KM, LEAST_KM = 1200.0, 450.0  # width of a map around one place, around several
MOST_KM, LEAST_MARGIN_KM = 3200.0, 60.0
FAR_ISLAND = 6.0  # degrees of sea between a country and an island that its map leaves out
SHAPE = (0.62, 0.92)  # height of a map by its width
KM = 111.2  # in a degree of latitude
POINT = 5  # geo_precision up to which a place has a position within its country


def weigh(places: pd.DataFrame) -> pd.DataFrame:
    """Places that have a position, the heaviest first, with `weight` and `support`.

    `support` is the weight of a place and, less with distance, of the places around it.
    """
    rows = places.dropna(subset=["latitude", "longitude"]).copy()
    is_point = rows["geo_precision"] <= POINT
    weights = rows["kind"].map(WEIGHTS).astype(float)
    weights = weights.where(is_point, rows["kind"].map(COUNTRY_WEIGHTS))
    heads = {row["place_id"] for row in capitals()}
    weights = weights.where(~rows["place_id"].isin(heads), weights * CAPITAL_SHARE)
    counted = weights * (1 + np.log(rows["n_mentions"].clip(lower=1).astype(float)))
    near = np.exp(-((_distances(rows) / SUPPORT_KM) ** 2))
    codes, points = rows["country_iso3"].fillna("").to_numpy(str), is_point.to_numpy()
    at_home = (codes[:, None] == codes) & (codes != "") & ~(points[:, None] & points)
    near = np.maximum(near, at_home)
    rows = rows.assign(weight=counted, support=near @ counted.to_numpy(float))
    return rows.sort_values(["support", "weight"], ascending=False, kind="stable")


def extent_of(places: pd.DataFrame) -> Extent:
    """Degrees around the main cluster of places; the world if no place has a position.

    >>> extent_of(pd.DataFrame(columns=["latitude", "longitude", "kind", "geo_precision"]))
    (-169.0, -57.0, 190.9, 79.0)
    """
    if places.empty or places["latitude"].isna().all():
        return WORLD_EXTENT
    rows = weigh(places)
    rows = rows[~rows["country_iso3"].isna() | (rows["geo_precision"] <= POINT)]
    if rows.empty:
        return WORLD_EXTENT
    seed = rows.iloc[0]
    if seed["geo_precision"] > POINT:
        at_home = (rows["country_iso3"] == seed["country_iso3"]) & (rows["geo_precision"] <= POINT)
        if not at_home.any():
            return _around_countries(rows)
        seed = rows[at_home].iloc[0]
    found = cluster(rows, seed)
    codes = set(found["country_iso3"].dropna())
    is_told = rows["place_id"].isin(found["place_id"]) | rows["country_iso3"].isin(codes)
    if rows.loc[is_told, "weight"].sum() < SCATTERED * rows["weight"].sum():
        found = cluster(rows, seed, wide=True)
    return _around_points(found, seed)


def cluster(rows: pd.DataFrame, seed: pd.Series, *, wide: bool = False) -> pd.DataFrame:
    """Points around the seed that belong on one map, found from the nearest outwards.

    A `wide` cluster is for a story that is told in many countries: it reaches over borders.
    """
    is_part = ~rows["kind"].isin(["actor", "other"])
    points = rows[is_part & ((rows["geo_precision"] <= POINT) | wide)]
    if seed["place_id"] not in set(points["place_id"]):
        points = pd.concat([seed.to_frame().T, points])
    gaps = _distances(points)
    is_home = (points["country_iso3"] == seed["country_iso3"]).to_numpy()
    is_event = points["kind"].isin(["event", "planned"]).to_numpy()
    reach = np.where(is_home, np.where(is_event, REACH_OF_EVENTS_KM, REACH_AT_HOME_KM), REACH_KM)
    reach = np.maximum(reach, REACH_OF_EVENTS_KM * wide)
    inside = (points["place_id"] == seed["place_id"]).to_numpy(copy=True)
    while not inside.all():
        spread = gaps[np.ix_(inside, inside)].max()
        nearest = np.where(inside, np.inf, gaps[inside].min(axis=0))
        fits = nearest <= np.maximum(reach, 1.5 * spread * (nearest < REACH_OF_EVENTS_KM))
        if not fits.any():
            break
        inside[np.where(fits, nearest, np.inf).argmin()] = True
    return points[inside]


def countries_of_story(places: pd.DataFrame, extent: Extent) -> set[str]:
    """Countries on the map in which most of what is reported or planned takes place."""
    happened = weigh(places[places["kind"].isin(["event", "planned"])])
    is_here = within(happened, extent) | (happened["geo_precision"] > POINT)
    weights = happened[is_here].groupby("country_iso3")["weight"].sum()
    return set(weights.index[weights >= MAIN_SHARE * weights.max()])


def orientation(places: pd.DataFrame, extent: Extent, *, most: int, others: int) -> list[dict]:
    """Capitals for orientation: of the countries named, then the nearest few of larger states."""
    west, south, east, north = extent
    middle = ((west + east) / 2, (south + north) / 2)
    named = set(places["country_iso3"].dropna())
    rows = sorted(
        (row for row in capitals() if row["place_id"] not in set(places["place_id"])),
        key=lambda row: math.dist(middle, (row["longitude"], row["latitude"])),
    )
    rows = [r for r in rows if west < r["longitude"] < east and south < r["latitude"] < north]
    # Of two capitals on one spot neither is drawn: the map would have to choose.
    at = {row["place_id"]: (row["longitude"], row["latitude"]) for row in capitals()}
    rows = [r for r in rows if sum(math.dist(at[r["place_id"]], o) < 0.2 for o in at.values()) < 2]
    first = [row for row in rows if row["country_iso3"] in named]
    rest = [r for r in rows if r["country_iso3"] not in named and _is_large(r["country_iso3"])]
    return [*first, *rest[:others]][:most]


def within(places: pd.DataFrame, extent: Extent) -> pd.Series:
    """Which places lie in an extent."""
    west, south, east, north = extent
    return places["longitude"].between(west, east) & places["latitude"].between(south, north)


def locator(extent: Extent) -> Extent:
    """Degrees of the small map that shows where in the world the large one lies."""
    west, south, east, north = extent
    middle = ((west + east) / 2, (south + north) / 2)
    high = min(max((north - south) * 4, 34.0), 120.0)
    wide = min(high * 1.25 / math.cos(math.radians(middle[1])), 300.0)
    bottom = min(max(middle[1] - high / 2, -58.0), 80.0 - high)
    left = min(max(middle[0] - wide / 2, -180.0), 180.0 - wide)
    return (left, bottom, left + wide, bottom + high)


@cache
def country_box(code: str) -> Extent | None:
    """Degrees around a country without its far-off islands; ``None`` if it is not on the map.

    >>> [round(degrees) for degrees in country_box("FRA")]
    [-5, 41, 10, 51]
    """
    world = read_layer(str(WORLD), "countries_50m")
    shapes = world.loc[world["iso3"] == code, "geometry"].to_numpy()
    if not len(shapes):
        return None
    parts = shapely.get_parts(shapes)
    near = parts == max(parts, key=lambda part: part.area)
    n_near = 0
    while near.sum() > n_near:  # island by island, so that no archipelago is cut short
        n_near = near.sum()
        near = shapely.distance(parts, shapely.union_all(parts[near])) < FAR_ISLAND
    west, south, east, north = shapely.total_bounds(parts[near]).tolist()
    return west, south, east, north


def _is_large(code: str) -> bool:
    """Whether a country is large enough that its capital helps to find one's way."""
    box = country_box(code)
    return box is not None and min(_size_km(box)) > 100


@cache
def _neighbours(code: str) -> frozenset[str]:
    """Countries that border a country."""
    world = read_layer(str(WORLD), "countries_50m")
    own = world.loc[world["iso3"] == code, "geometry"].to_numpy()
    gaps = shapely.distance(world.geometry.to_numpy(), shapely.union_all(own))
    return frozenset(world.loc[gaps < 0.3, "iso3"])


def _around_countries(rows: pd.DataFrame) -> Extent:
    """Degrees around the heaviest country and its neighbours that weigh about as much."""
    seed = rows.iloc[0]
    box = country_box(seed["country_iso3"])
    if box is None:
        return _framed(_box_of(rows.head(1)), 0.0, LONELY_KM)
    wide = rows[(rows["geo_precision"] > POINT) & (rows["weight"] >= seed["weight"] * 0.5)]
    for code in wide["country_iso3"]:
        other = country_box(code) if code in _neighbours(seed["country_iso3"]) else None
        joined = _join(box, other) if other else box
        box = joined if max(_size_km(joined)) <= MOST_KM else box
    return _framed(box, 0.12 * max(_size_km(box)), LEAST_KM)


def _around_points(points: pd.DataFrame, seed: pd.Series) -> Extent:
    """Degrees around a cluster, and around its country where that does not dwarf it."""
    box = _box_of(points)
    spread = max(_size_km(box))
    home = country_box(seed["country_iso3"]) if isinstance(seed["country_iso3"], str) else None
    fits = WHOLE_COUNTRY_KM if len(points) < 3 else min(4 * spread, WHOLE_COUNTRY_KM)
    if home and max(_size_km(home)) <= max(fits, spread * 1.6):
        joined = _join(box, home)
        return _framed(joined, 0.15 * max(_size_km(joined)), LEAST_KM)
    return _framed(box, 0.25 * spread, LONELY_KM if len(points) == 1 else LEAST_KM)


def _box_of(rows: pd.DataFrame) -> Extent:
    """Degrees around points."""
    x, y = rows["longitude"].astype(float), rows["latitude"].astype(float)
    return (x.min(), y.min(), x.max(), y.max())


def _join(a: Extent, b: Extent) -> Extent:
    """Degrees around two extents."""
    return (min(a[0], b[0]), min(a[1], b[1]), max(a[2], b[2]), max(a[3], b[3]))


def _size_km(box: Extent) -> tuple[float, float]:
    """Width and height of an extent in kilometres."""
    west, south, east, north = box
    across = KM * math.cos(math.radians((south + north) / 2))
    return (east - west) * across, (north - south) * KM


def _framed(box: Extent, margin_km: float, least_km: float) -> Extent:
    """An extent with a margin on every side, at least so wide, neither flat nor tall."""
    margin_km = max(LEAST_MARGIN_KM, margin_km)
    width, height = (size + 2 * margin_km for size in _size_km(box))
    width = max(width, least_km, height / SHAPE[1])
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    half_x = width / (KM * math.cos(math.radians(y))) / 2
    half_y = max(height, width * SHAPE[0]) / KM / 2
    return (x - half_x, max(y - half_y, -85.0), x + half_x, min(y + half_y, 85.0))


def _distances(rows: pd.DataFrame) -> np.ndarray:
    """Kilometres between all places, on the sphere."""
    x, y = (np.radians(rows[c].to_numpy(float)) for c in ("longitude", "latitude"))
    cosine = np.sin(y)[:, None] * np.sin(y)
    cosine += np.cos(y)[:, None] * np.cos(y) * np.cos(x[:, None] - x)
    return 6371 * np.arccos(np.clip(cosine, -1, 1))
