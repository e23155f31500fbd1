"""What are the boundaries of a theatre that has no recipe?  The recognised ones, and no other.

Everything comes from ``theatre.toml``: the extent, and under ``map.countries`` the codes of the
countries whose districts are drawn (without it, those of the sides).
"""

from types import SimpleNamespace

import geopandas as gpd
import pandas as pd

CODES = {"SDS": "SSD", "SAH": "ESH", "KOS": "XKX", "PSX": "PSE"}  # the source's own codes


def recipe(theatre_id: str, spec: dict) -> SimpleNamespace:
    """The recipe of a theatre, by its ``theatre.toml``; nothing is disputed in it."""
    sides = {side["iso3"] for side in spec["sides"] if "iso3" in side}
    countries = sorted(spec["map"].get("countries", sides))
    if not countries:
        raise SystemExit(f'{theatre_id}: theatre.toml has no map.countries, such as ["MLI"]')
    west, south, east, north = spec["map"]["extent"]
    inset = spec["map"]["inset_extent"]
    return SimpleNamespace(
        THEATRE=theatre_id,
        EXTENT=(
            min(west - 2, inset[0]), min(south - 2, inset[1]),
            max(east + 2, inset[2]), max(north + 2, inset[3]),
        ),
        SIDES=countries,
        UNCOLOURED=[code for code in countries if code not in sides],
        DEFAULTS={
            "status": "recognised", "viewpoint": "recognised borders",
            "source": "Natural Earth 1:10m", "accuracy_m": pd.NA,
        },
        LAKES={},
        LEFT_OUT=(),
        mend=_named,
        disputed=lambda parts, countries: ([], []),
    )  # fmt: skip


def _named(districts: gpd.GeoDataFrame, parts: dict) -> gpd.GeoDataFrame:
    """Districts with the columns of a boundary."""
    return districts.assign(
        name=districts["name_en"],
        iso3=districts["adm0_a3"].replace(CODES),
        country=districts["admin"],
    )
