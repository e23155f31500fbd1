"""What do several recipes do with lines?  Find them, and cut areas off with them."""

import geopandas as gpd
import shapely
from shapely.geometry import LineString, MultiLineString, MultiPolygon, Point, Polygon
from shapely.geometry.base import BaseGeometry
from shapely.ops import linemerge, nearest_points, polygonize, unary_union

NEAR = 0.003  # degrees, about 300 m: a line that ends this near a border was meant to reach it


def merged(lines: gpd.GeoDataFrame, column: str, *values) -> MultiLineString | LineString:
    """All lines with one of these values in a column, joined where they touch."""
    is_wanted = lines[column].isin(values)
    if not is_wanted.any():
        raise ValueError(f"the source has no line whose {column} is one of {values}")
    joined = unary_union(list(lines.geometry[is_wanted]))
    return joined if joined.geom_type == "LineString" else linemerge(joined)


def area_cut_off(area: MultiPolygon, line: BaseGeometry, inside: Point) -> Polygon:
    """The part of an area that a line cuts off and that holds a point."""
    border = area.boundary
    parts = shapely.get_parts(line)
    ends = [Point(part.coords[number]) for part in parts for number in (0, -1)]
    gaps = [through(end, border) for end in ends if end.distance(border) < NEAR]
    for face in polygonize(unary_union([border, *parts, *gaps])):
        if face.contains(inside):
            if face.area > 0.5 * area.area:
                break
            return face
    raise ValueError(f"the line cuts off no area around {inside}")


def through(end: Point, border: BaseGeometry) -> LineString:
    """From the end of a line straight through the nearest point of a border."""
    at = nearest_points(end, border)[1]
    x, y = at.x - end.x, at.y - end.y
    length = (x * x + y * y) ** 0.5 or 1.0
    step = 1e-4 / length
    return LineString([end, (at.x + x * step, at.y + y * step)])
