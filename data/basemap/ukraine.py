"""How are the boundaries of the Ukraine theatre made?

Crimea is given back to the country that it is recognised as part of and marked as disputed from
2014 on.  The line of contact of 2015 to 2022 is Natural Earth's.  No line is made for the time
since 24 February 2022: the packages have none.
"""

import geopandas as gpd
import pandas as pd
from data.basemap.lines import area_cut_off, merged
from shapely.geometry import Point
from shapely.ops import unary_union

THEATRE = "ukraine"
EXTENT = (19.5, 42.0, 43.5, 54.5)  # west, south, east, north
SIDES = ("UKR", "RUS")
DEFAULTS = {
    "status": "recognised",
    "viewpoint": "recognised borders",
    "source": "Natural Earth 1:10m",
    "accuracy_m": 2000,  # no town of GeoNames lies further on the wrong side of a border
}
CRIMEA = ("RUS-283", "RUS-5482")  # the source files the peninsula under the state that holds it
NAMES = {
    "RUS-283": "Autonomous Republic of Crimea",
    "UKR-322": "Odesa",
    "UKR-321": "Kyiv Oblast",
    "UKR-4826": "Kyiv (city)",
}
UNCOLOURED = ()
LAKES = {"Kiev Reservoir": "Kyiv Reservoir"}
# Emptied in June 2023 when its dam was destroyed; lakes have no dates, so it is better left out.
LEFT_OUT = ("Kakhovka Reservoir",)
CRIMEA_BORDER = 1746708787  # id of the source
BEHIND_THE_LINE = Point(37.80, 48.02)  # Donetsk


def mend(districts: gpd.GeoDataFrame, parts: dict) -> gpd.GeoDataFrame:
    """Districts with the recognised country and the columns of a boundary."""
    code = districts["adm1_code"]
    is_crimea = code.isin(CRIMEA)
    return districts.assign(
        name=code.map(NAMES).fillna(districts["name_en"]),
        iso3=districts["adm0_a3"].mask(is_crimea, "UKR"),
        country=districts["admin"].mask(is_crimea, "Ukraine"),
    )


def disputed(
    parts: dict[str, gpd.GeoDataFrame], countries: gpd.GeoSeries
) -> tuple[list[dict], list[dict]]:
    """Rows of disputed areas and rows of disputed lines, each with its dates."""
    common = {"iso3": "UKR", "accuracy_m": pd.NA, "viewpoint": "with lines of control"}
    districts = parts["districts"].set_index("adm1_code").geometry
    peninsula = common | {
        "name": "Crimea, occupied by Russia",
        "kind": "disputed area",
        "status": "disputed",
        "valid_from": "2014-03-18",
        "source": "Natural Earth 1:10m",
        "geometry": unary_union([districts[code] for code in CRIMEA]),
    }
    isthmus = peninsula | {
        "name": "Administrative boundary of Crimea",
        "kind": "line",
        "status": "line of control",
        "valid_to": "2022-02-23",
        "geometry": merged(parts["lines"], "ne_id", CRIMEA_BORDER),
    }
    contact = merged(parts["disputed"], "name", "Ukrainian claim")
    behind = common | {
        "name": "Area behind the line of contact",
        "kind": "disputed area",
        "status": "line of control",
        "valid_from": "2015-02-18",
        "valid_to": "2022-02-23",
        "source": "Natural Earth 4.1, disputed borders",
        "accuracy_m": 4000,  # three of 22 towns lie on the wrong side, the worst by 4 km
        "geometry": area_cut_off(countries["UKR"], contact, BEHIND_THE_LINE),
    }
    line = behind | {"name": "Line of contact", "kind": "line", "geometry": contact}
    return [peninsula, behind], [line, isthmus]
