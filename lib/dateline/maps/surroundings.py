"""What does a map without a theatre say and leave free?  Title, inset, corners, or a bare message.

The map of a theatre has all this in its settings; here it follows from the places alone.
"""

from collections.abc import Iterable

import pandas as pd
from matplotlib.axes import Axes

from dateline.maps.boundaries import Layers
from dateline.maps.cartography import INK, PALE, framed, new_axes
from dateline.maps.framing import POINT, Extent, extent_of, locator, weigh, within
from dateline.maps.placemarks import POINT_PRECISION, in_frame, markable, regions

# Of the map: left, bottom, and how the small map hangs in its box.
CORNERS = {"SW": (0.008, 0.01), "SE": (0.792, 0.01), "NW": (0.008, 0.74), "NE": (0.792, 0.74)}
INSET_SIZE = (0.2, 0.25)
APART = (0.3, 0.13)  # of the width and height of the inset, for two names to be read
MOST_IN_INSET = 4
TITLE_LENGTH = 62  # characters in one line of the title


def story_title(places: pd.DataFrame, extent: Extent) -> str:
    """What the map shows, by the names that matter most; those on the map come first.

    >>> row = {"latitude": 2.0, "longitude": 45.3, "kind": "event", "geo_precision": 1}
    >>> row |= {"place_id": "m", "name": "Mogadishu", "country_iso3": "SOM", "n_mentions": 1}
    >>> story_title(pd.DataFrame([row]), (40, 0, 50, 6))
    'Place named in the article: Mogadishu'
    """
    located = weigh(places)
    is_here = within(located, extent)
    is_point = (located["geo_precision"] <= POINT) & ~located["kind"].isin(["actor", "other"])
    has_points = (is_point & is_here).any()
    one, many = ("Place", "Places") if has_points else ("Country", "Countries")
    is_country = (located["geo_precision"] > POINT) & located["country_iso3"].notna()
    is_shown = is_point if has_points else is_country
    rows = located.assign(is_here=is_here)[is_shown if is_shown.any() else located.index.notna()]
    rows = rows.sort_values(["is_here", "weight"], ascending=False, kind="stable")
    names = list(dict.fromkeys(rows["name"]))
    what = f"{one if len(names) == 1 else many} named in the article: "
    for n_named in (len(names) if len(names) <= 3 else 2, 2, 1):
        more = len(names) - n_named
        if more > 0:
            listed = f"{', '.join(names[:n_named])} and {more} more"
        else:
            listed = " and ".join([", ".join(names[:-1]), names[-1]] if names[1:] else names)
        if len(what + listed) <= TITLE_LENGTH:
            break
    return what + listed


def inset_spec(extent: Extent, corner: str) -> dict:
    """Settings of the inset, as the map of a theatre has them."""
    at = (*CORNERS[corner], *INSET_SIZE)
    return {"extent": extent, "inset_extent": locator(extent), "inset_at": at,
            "inset_anchor": corner}  # fmt: skip


def free_corners(shares: Iterable[tuple[float, float]]) -> list[str]:
    """Corners of the map, those with the fewest points first; points are shares of the map.

    >>> free_corners([(0.1, 0.1)])
    ['SE', 'NW', 'NE', 'SW']
    """
    points = list(shares)

    def n_covered(corner: str) -> int:
        left, bottom = CORNERS[corner]
        across, up = left < 0.5, bottom < 0.5
        return sum(
            (x < 0.26 if across else x > 0.74) and (y < 0.32 if up else y > 0.68)
            for x, y in points
        )  # fmt: skip

    return sorted(CORNERS, key=n_covered)


def shares(places: pd.DataFrame, layers: Layers) -> list[tuple[float, float]]:
    """Points in the frame as shares of its width and height."""
    west, south, east, north = layers.frame
    rows = in_frame(markable(places), layers)
    return [((x - west) / (east - west), (y - south) / (north - south))
            for x, y in zip(rows["x"], rows["y"], strict=True)]  # fmt: skip


def beyond_frame(places: pd.DataFrame, layers: Layers, *, with_regions: bool) -> pd.DataFrame:
    """Places with a mark, and regions with a name, that the main map does not reach."""
    named = markable(places)
    if with_regions:
        named = pd.concat([named, regions(places)])
    return named[~named["place_id"].isin(in_frame(named, layers)["place_id"])]


def roomy(extent: Extent, points: pd.DataFrame) -> Extent:
    """The extent, wider to the west when a point stands in every corner that an inset needs."""
    west, south, east, north = extent
    x = (points["longitude"] - west) / (east - west)
    y = (points["latitude"] - south) / (north - south)
    seen = x.between(0, 1) & y.between(0, 1)
    corners = {(a > 0.5, b > 0.5) for a, b in zip(x[seen], y[seen], strict=True)
               if not (0.26 < a < 0.74 or 0.32 < b < 0.68)}  # fmt: skip
    return (west - (east - west) * 0.28, south, east, north) if len(corners) >= 3 else extent


def world_extent(places: pd.DataFrame) -> Extent:
    """Degrees that a map without a theatre shows, with room for its inset."""
    return roomy(extent_of(places), markable(places))


def well_apart(rows: pd.DataFrame, extent: Extent) -> pd.Series:
    """Which places can be named in the inset of that extent without covering each other."""
    west, south, east, north = extent
    taken: list[tuple[float, float]] = []
    chosen = []
    for row in rows.itertuples():
        spot = ((row.longitude - west) / (east - west), (row.latitude - south) / (north - south))
        is_free = 0.04 < spot[0] < 0.96 and 0.1 < spot[1] < 0.98 and len(taken) < MOST_IN_INSET
        is_free &= row.geo_precision <= POINT_PRECISION
        is_free &= all(abs(spot[0] - a) > APART[0] or abs(spot[1] - b) > APART[1] for a, b in taken)
        taken += [spot] if is_free else []
        chosen.append(is_free)
    return pd.Series(chosen, index=rows.index, dtype=bool)


def bare_message(ax: Axes | None, names: Iterable[str]) -> Axes:
    """Axes that say why there is no map."""
    ax = framed(ax or new_axes((8.0, 1.5), (0.01, 0.03, 0.98, 0.94), label="message"))
    listed = ", ".join(names)
    reason = f"Named, but in no gazetteer: {listed}." if listed else "No place was read in it."
    common = {"transform": ax.transAxes, "ha": "center", "wrap": True}
    ax.text(0.5, 0.56, "No map: Dateline could not locate any place in this article.", fontsize=12,
            weight="bold", color=INK, va="bottom", **common)  # fmt: skip
    ax.text(0.5, 0.44, reason, fontsize=9, color=PALE, va="top", **common)
    return ax
