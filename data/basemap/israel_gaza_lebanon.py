"""How are the boundaries of the Israel, Gaza and Lebanon theatre made?

The Golan Heights are given back to the country that they are recognised as part of and marked as
disputed from 1967 on.  Gaza and the West Bank are one recognised area, bounded by the armistice
lines of 1949.  No line of the fighting since October 2023 is made: the packages have none.
"""

import geopandas as gpd
import pandas as pd
from data.basemap.lines import area_cut_off, merged
from shapely.geometry import Point, Polygon

THEATRE = "israel-gaza-lebanon"
EXTENT = (31.0, 27.5, 41.0, 37.0)  # west, south, east, north
SIDES = ("ISR", "PSE", "LBN")
DEFAULTS = {
    "status": "recognised",
    "viewpoint": "recognised borders",
    "source": "Natural Earth 1:10m",
    "accuracy_m": 2200,  # no town of GeoNames lies further on the wrong side of a border
}
NAMES = {
    "GAZ+00?": "Gaza Strip",
    "SYR-5261": "Quneitra (UN zone)",  # the source has the name of a village
    "LBN-3060": "South Lebanon",
}
CODES = {"PSX": "PSE"}  # the source's own code where ISO has another
COUNTRIES = {"Gaza Strip": "Palestinian territories", "West Bank": "Palestinian territories"}
UNCOLOURED = ()
LAKES = {}
LEFT_OUT = ()
# Ids of the source.
ARMISTICE = (1746705323, 1746705325, 1746709107, 1746709113, 1746709121)
JERUSALEM = 1746709099  # here the source follows the city's municipal limit, not the armistice line
BLUE_LINE = (1746705327, 1746708807, 1746708801)
CEASEFIRE_1974 = 1746705341
NORTHERN = "ISR-3056"  # the district that the source counts the Golan to
ON_THE_GOLAN = Point(35.78, 32.99)  # Katzrin


def mend(districts: gpd.GeoDataFrame, parts: dict) -> gpd.GeoDataFrame:
    """Districts with the names mended, the Golan apart, and the columns of a boundary."""
    golan = golan_heights(parts)
    is_northern = districts["adm1_code"] == NORTHERN
    apart = districts[is_northern].assign(
        geometry=[golan], adm1_code="Golan", name_en="Golan Heights", adm0_a3="SYR", admin="Syria"
    )
    rest = districts.geometry.where(~is_northern, districts.geometry.difference(golan))
    districts = pd.concat([districts.assign(geometry=rest), apart], ignore_index=True)
    return districts.assign(
        name=districts["adm1_code"].map(NAMES).fillna(districts["name_en"]),
        iso3=districts["adm0_a3"].replace(CODES),
        country=districts["admin"].replace(COUNTRIES),
    )


def golan_heights(parts: dict[str, gpd.GeoDataFrame]) -> Polygon:
    """The part of the source's northern district that lies east of the Syrian claim line."""
    districts = parts["districts"].set_index("adm1_code").geometry
    claim = merged(parts["disputed"], "name", "Syrian claim")
    return area_cut_off(districts[NORTHERN], claim, ON_THE_GOLAN)


def disputed(
    parts: dict[str, gpd.GeoDataFrame], countries: gpd.GeoSeries
) -> tuple[list[dict], list[dict]]:
    """Rows of disputed areas and rows of disputed lines, each with its dates."""
    golan = {
        "name": "Golan Heights, held by Israel",
        "iso3": "SYR",
        "kind": "disputed area",
        "status": "disputed",
        "accuracy_m": pd.NA,
        "valid_from": "1967-06-10",
        "viewpoint": "with lines of control",
        "source": "Natural Earth 1:10m and 4.1",
        "geometry": golan_heights(parts),
    }
    lines = [
        ("Armistice line of 1949", "1949-04-03", ARMISTICE),
        ("Israeli limit of Jerusalem", "1967-06-28", (JERUSALEM,)),
        ("Blue Line", "2000-06-07", BLUE_LINE),
        ("Ceasefire line, Golan", "1974-05-31", (CEASEFIRE_1974,)),
    ]
    common = {"kind": "line", "status": "line of control", "accuracy_m": pd.NA}
    common["viewpoint"] = "with lines of control"
    return [golan], [
        common
        | {"name": name, "valid_from": day, "geometry": merged(parts["lines"], "ne_id", *ids)}
        for name, day, ids in lines
    ]
