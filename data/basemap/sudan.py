"""How are the boundaries of the Sudan theatre made?

Abyei is built from two lines of Natural Earth.  No line between the parties to the war is made:
the packages have none.
"""

import geopandas as gpd
import pandas as pd
from data.basemap.lines import area_cut_off, merged
from shapely.geometry import Point

THEATRE = "sudan"
EXTENT = (13.0, 2.0, 46.0, 29.0)  # west, south, east, north
SIDES = ("SDN",)
# Both parties are of this country, and no line here divides what they hold: no side's colour fits.
UNCOLOURED = ("SDN",)
DEFAULTS = {
    "status": "recognised",
    "viewpoint": "recognised borders",
    "source": "Natural Earth 1:10m",
    "accuracy_m": pd.NA,  # not measured
}
NAMES = {
    "SDN-5858": "West Darfur",  # the source says West Soudan
    "SDN-876": "Gedaref",
    "SDN-875": "Gezira",
}
CODES = {"SDS": "SSD", "SAH": "ESH"}  # the source's own codes where ISO has others
COUNTRIES = {"S. Sudan": "South Sudan"}
LAKES = {}
LEFT_OUT = ()
ABYEI_SOUTH, HALAIB = 1746708403, 1746709039  # ids of the source
IN_ABYEI = Point(28.43, 9.60)  # Abyei town


def mend(districts: gpd.GeoDataFrame, parts: dict) -> gpd.GeoDataFrame:
    """Districts with the names mended and the columns of a boundary."""
    return districts.assign(
        name=districts["adm1_code"].map(NAMES).fillna(districts["name_en"]),
        iso3=districts["adm0_a3"].replace(CODES),
        country=districts["admin"].replace(COUNTRIES),
    )


def disputed(
    parts: dict[str, gpd.GeoDataFrame], countries: gpd.GeoSeries
) -> tuple[list[dict], list[dict]]:
    """Rows of disputed areas and rows of disputed lines, each with its dates."""
    north = merged(parts["disputed"], "name", "South Sudanese claim")
    south = merged(parts["lines"], "ne_id", ABYEI_SOUTH)
    common = {"iso3": "SDN", "accuracy_m": pd.NA, "viewpoint": "with lines of control"}
    abyei = common | {
        "name": "Abyei, status undetermined",
        "kind": "disputed area",
        "status": "disputed",
        "valid_from": "2009-07-22",
        "source": "Natural Earth 4.1 and 1:10m",
        "geometry": area_cut_off(countries["SDN"], north, IN_ABYEI),
    }
    limits = abyei | {"name": "Limits of Abyei", "kind": "line", "geometry": north.union(south)}
    parallel = common | {
        "name": "22nd parallel (Hala’ib disputed)",
        "kind": "line",
        "status": "disputed",
        "valid_from": "1956-01-01",
        "source": "Natural Earth 1:10m",
        "geometry": merged(parts["lines"], "ne_id", HALAIB),
    }
    return [abyei], [limits, parallel]
