"""How are the boundaries of the South Caucasus theatre made?

Two areas are built from Natural Earth's lines: the oblast of 1991 and the area behind the
ceasefire line of 1994.  No line is made for the time after November 2020: open data have none.
"""

import geopandas as gpd
import pandas as pd
import shapely
from shapely.geometry import LineString, MultiLineString, MultiPolygon, Point, Polygon
from shapely.ops import linemerge, polygonize, unary_union

THEATRE = "south-caucasus"
EXTENT = (39.5, 36.5, 53.0, 44.5)  # west, south, east, north
SIDES = ("ARM", "AZE")
DEFAULTS = {
    "status": "recognised",
    "viewpoint": "recognised borders",
    "source": "Natural Earth 1:10m",
    "accuracy_m": 3200,  # nine tenths of the checked border points lie within this distance
}
# Names that the source has wrong or that have changed since, by its own code.
NAMES = {
    "AZE-1735": "Lachin",  # the source says Lankaran, which is another district
    "AZE-1737": "Shusha",
    "AZE-1739": "Khojaly",
    "AZE-4838": "Khankendi / Stepanakert",
    "AZE-5563": "Shirvan",
    "AZE-1701": "Shabran",
    "AZE-1680": "Goygol",
    "AZE-1708": "Masalli",
    "AZE-1691": "Aghdam",
    "AZE-1676": "Aghstafa",
    "AZE-1687": "Tovuz",
    "AZE-1684": "Gazakh",
}
UNCOLOURED = ()
LEFT_OUT = ()
LAKES = {"Mingevir Reservoir": "Mingachevir Reservoir", "Keban Baraji": "Keban Reservoir"}
BEHIND_THE_LINE = Point(46.75, 39.8)  # Khankendi / Stepanakert


def mend(districts: gpd.GeoDataFrame, parts: dict) -> gpd.GeoDataFrame:
    """Districts with the names mended and the columns of a boundary."""
    names = districts["adm1_code"].map(NAMES).fillna(districts["name_en"])
    return districts.assign(name=names, iso3=districts["adm0_a3"], country=districts["admin"])


def disputed(
    parts: dict[str, gpd.GeoDataFrame], countries: gpd.GeoSeries
) -> tuple[list[dict], list[dict]]:
    """Rows of disputed areas and rows of disputed lines, each with its dates."""
    lines = parts["disputed"]
    ceasefire = merged(lines, "Ceasefire Line 1994")
    common = {"iso3": "AZE", "accuracy_m": pd.NA, "source": "Natural Earth 4.1, disputed borders"}
    oblast = common | {
        "name": "Nagorno-Karabakh Autonomous Oblast",
        "kind": "disputed area",
        "status": "historical",
        "valid_from": "1923-07-07",
        "valid_to": "1991-11-26",
        "viewpoint": "historical oblast",
        "geometry": oblast_of_1991(merged(lines, "Former USSR oblast in 1991")),
    }
    control = common | {
        "name": "Area behind the ceasefire line",
        "kind": "disputed area",
        "status": "line of control",
        "valid_from": "1994-05-12",
        "valid_to": "2020-11-09",
        "viewpoint": "with lines of control",
        "geometry": area_behind(ceasefire, countries["AZE"]),
    }
    line = control | {"name": "Ceasefire line", "kind": "line", "geometry": ceasefire}
    return [oblast, control], [line]


def merged(lines: gpd.GeoDataFrame, name: str) -> MultiLineString | LineString:
    """All lines of that name, joined where they touch."""
    found = lines.loc[lines["name"] == name, "geometry"]
    if found.empty:
        raise ValueError(f"the source has no line named {name!r}")
    return linemerge(unary_union(list(found)))


def oblast_of_1991(outline: MultiLineString) -> Polygon:
    """The oblast: ends of its lines that lie within 300 m of each other are joined."""
    parts = list(shapely.get_parts(outline))
    ends = [Point(part.coords[i]) for part in parts for i in (0, -1) if not part.is_closed]
    gaps = [
        LineString([end, other])
        for number, end in enumerate(ends)
        for other in ends[number + 1 :]
        if end.distance(other) < 0.0035
    ]
    faces = list(polygonize(unary_union([*parts, *gaps])))
    return max(faces, key=lambda face: face.area)


def area_behind(line: MultiLineString, country: MultiPolygon) -> Polygon:
    """The part of the mainland that the line, lengthened by 0.01 degree, cuts off."""
    mainland = max(shapely.get_parts(country), key=lambda part: part.area)
    longer = [lengthen(part) for part in shapely.get_parts(line)]
    faces = polygonize(unary_union([mainland.boundary, *longer]))
    return next(face for face in faces if face.contains(BEHIND_THE_LINE))


def lengthen(line: LineString, by: float = 0.01) -> LineString:
    """The line with both ends drawn on in their own direction."""
    coordinates = list(line.coords)

    def beyond(end, before):
        (x, y), (u, v) = end[:2], before[:2]
        length = Point(x, y).distance(Point(u, v))
        return (x + (x - u) / length * by, y + (y - v) / length * by)

    first, last = beyond(*coordinates[:2]), beyond(coordinates[-1], coordinates[-2])
    return LineString([first, *coordinates, last])
