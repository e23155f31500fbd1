"""What a desk takes away of a map: do the files open elsewhere, with their styles?"""

import sqlite3
import xml.etree.ElementTree as ET
from contextlib import closing
from datetime import date

import pyogrio
import pytest

from dateline import read_article
from dateline.maps.layers import write_layers

STRIKES = "data/articles/2023-12-31-dateline-ukraine-belgorod-strikes.txt"
NAMES = ["areas", "lines", "figures", "places"]


@pytest.fixture(scope="module")
def strikes():
    """An article with figures that have a place and figures that have none."""
    return read_article(STRIKES)


@pytest.fixture(scope="module")
def folder(strikes, tmp_path_factory):
    """Its layers, written once."""
    where = tmp_path_factory.mktemp("layers")
    write_layers(strikes, where)
    return where


def test_every_layer_opens_in_degrees(folder):
    assert [name for name, kind in pyogrio.list_layers(folder / "map.gpkg") if kind] == NAMES
    for name in NAMES:
        rows = pyogrio.read_dataframe(folder / "map.gpkg", layer=name)
        assert rows.crs.to_epsg() == 4326
        assert len(rows)


def test_figures_keep_their_hedge_and_their_sentence(folder, strikes):
    rows = pyogrio.read_dataframe(folder / "map.gpkg", layer="figures").set_index("claim_id")
    claims = strikes.claims.set_index("claim_id")
    assert list(rows.index) == list(claims.index)
    assert list(rows["quote"]) == list(claims["quote"])
    assert rows["low"].notna().tolist() == claims["low"].notna().tolist()
    is_open = claims["high"].isna()
    assert rows.loc[is_open, "high"].isna().all()


def test_a_figure_of_a_country_or_of_no_place_has_no_point(folder):
    rows = pyogrio.read_dataframe(folder / "map.gpkg", layer="figures")
    has_point = rows.geometry.notna()
    assert has_point.any()
    assert not has_point[rows["geo_precision"] == 6].any()
    assert not has_point[rows["unplaced"].notna()].any()


def test_boundaries_say_whether_they_still_held(folder, strikes):
    assert strikes.article.published == date(2023, 12, 31)
    rows = pyogrio.read_dataframe(folder / "map.gpkg", layer="lines")
    ended = rows["valid_to"].fillna("9999") < "2023-12-31"
    assert ended.any()
    assert rows["holds"].tolist() == (~ended).tolist()


def test_each_layer_has_a_default_style_and_the_same_beside_it(folder):
    with closing(sqlite3.connect(folder / "map.gpkg")) as package:
        found = package.execute("SELECT f_table_name, styleQML, useAsDefault FROM layer_styles")
        styles = {name: (style, default) for name, style, default in found}
    assert sorted(styles) == sorted(NAMES)
    for name, (style, default) in styles.items():
        assert default == 1
        assert style == (folder / f"{name}.qml").read_text(encoding="utf-8")
        root = ET.fromstring(style)
        symbols = {symbol.get("name") for symbol in root.iter("symbol")}
        rules = {rule.get("symbol") for rule in root.iter("rule")}
        assert rules
        assert rules == symbols


def test_every_figure_with_a_point_has_a_rule(folder):
    rows = pyogrio.read_dataframe(folder / "map.gpkg", layer="figures")
    filters = [rule.get("filter") for rule in ET.parse(folder / "figures.qml").iter("rule")]
    for row in rows[rows.geometry.notna()].to_dict("records"):
        side = f"\"side_id\" = '{row['side_id']}'"
        whose = side if isinstance(row["side_id"], str) else '"side_id" IS NULL'
        wanted = f"\"harm\" = '{row['harm']}' AND {whose} AND \"standing\" = '{row['standing']}'"
        assert wanted in filters


def test_geojson_holds_the_same(folder):
    rows = pyogrio.read_dataframe(folder / "map.geojson")
    for name in NAMES:
        other = pyogrio.read_dataframe(folder / "map.gpkg", layer=name)
        assert (rows["layer"] == name).sum() == len(other)
    assert "Natural Earth" in (folder / "map.geojson").read_text(encoding="utf-8")[:4000]


def test_two_runs_give_the_same_bytes(folder, strikes, tmp_path):
    for path in write_layers(strikes, tmp_path):
        assert path.read_bytes() == (folder / path.name).read_bytes(), path.name


def test_an_article_without_a_theatre_takes_the_world_with_it(tmp_path):
    article = tmp_path / "report.txt"
    article.write_text("Gunmen killed 12 people in Gao, Mali, on Monday, the army said.\n")
    write_layers(read_article(article, published="2024-05-07", theatre="none"), tmp_path)
    areas = pyogrio.read_dataframe(tmp_path / "map.gpkg", layer="areas")
    assert "MLI" in set(areas["iso3"])
    assert len(areas) < 60
    figures = pyogrio.read_dataframe(tmp_path / "map.gpkg", layer="figures")
    assert figures.geometry.notna().all()
