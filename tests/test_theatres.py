"""Theatres: is each sound, chosen by its own article, and read from data alone?"""

import shutil
from functools import cache
from pathlib import Path

import pandas as pd
import pytest
import shapely
from conftest import dateline
from matplotlib.patches import PathPatch

from dateline import read_article
from dateline.inspection import _aliases, inspect_theatre
from dateline.maps import draw_map, map_caption
from dateline.theatre import DATA, choose_theatre, load_theatre, theatre_ids

ARTICLES = {
    "south-caucasus": "2022-09-15-latimes-armenia-azerbaijan-ceasefire.txt",
    "ukraine": "2023-12-31-dateline-ukraine-belgorod-strikes.txt",
    "israel-gaza-lebanon": "2024-11-28-dateline-lebanon-ceasefire.txt",
    "sudan": "2024-12-11-dateline-sudan-kabkabiya-omdurman.txt",
}
ILLUSTRATIONS = [theatre_id for theatre_id in ARTICLES if theatre_id != "south-caucasus"]


@cache
def read(theatre_id: str):
    """Everything that is read from the article of a theatre; tests must not change it."""
    return read_article(DATA / "articles" / ARTICLES[theatre_id])


def faults(folder: Path) -> dict[str, str]:
    """What an inspection finds wrong, by part."""
    return {part: detail for part, is_fine, detail in inspect_theatre(folder) if not is_fine}


def test_each_theatre_has_an_article():
    assert sorted(ARTICLES) == theatre_ids()


# --- the data ----------------------------------------------------------------------------------


@pytest.mark.parametrize("theatre_id", theatre_ids())
def test_a_theatre_is_sound(theatre_id):
    assert faults(load_theatre(theatre_id).path) == {}


@pytest.mark.parametrize("theatre_id", theatre_ids())
def test_a_theatre_says_how_it_names_and_what_it_cannot_draw(theatre_id):
    theatre = load_theatre(theatre_id)
    assert len(theatre.places) >= 60
    assert len(theatre.naming) >= 3 and len(theatre.caveats) >= 3
    assert all(note["text"].endswith(".") for note in theatre.map["not_drawn"])
    assert theatre.map["credits"]


@pytest.mark.parametrize("theatre_id", theatre_ids())
def test_bodies_whose_figures_are_quoted_are_known(theatre_id):
    """The monitors of all wars keep the ids of the reference table, so that a corpus adds up."""
    known = set(pd.read_csv(DATA / "reference" / "organisations.csv")["actor_id"])
    actors = set(load_theatre(theatre_id).actors["actor_id"])
    if theatre_id != "south-caucasus":
        assert {"united-nations", "ocha", "ohchr", "icrc", "acled"} <= actors & known


@pytest.mark.parametrize("theatre_id", ILLUSTRATIONS)
def test_an_illustration_says_that_it_is_one(theatre_id):
    article = DATA / "articles" / ARTICLES[theatre_id]
    sidecar = article.with_suffix(".yml").read_text(encoding="utf-8")
    assert "publisher: Dateline illustration" in sidecar
    assert "rights: written for this project as an illustration" in sidecar
    assert 200 <= len(article.read_text(encoding="utf-8").split()) <= 350


# --- faults are found --------------------------------------------------------------------------


def edit(path: Path, old: str, new: str) -> None:
    """Replace a text that must be there."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def without_lines(folder: Path) -> None:
    """Write the boundaries again without the layer of lines."""
    import geopandas as gpd

    path = folder / "boundaries.gpkg"
    areas = gpd.read_file(path, layer="areas")
    path.unlink()
    areas.to_file(path, layer="areas", driver="GPKG")


SUDAN = DATA / "theatres" / "sudan" / "boundaries.gpkg"
FAULTS = [
    (lambda f: (f / "places.csv").unlink(), "files", "places.csv is missing"),
    (lambda f: edit(f / "theatre.toml", "[map]", "[map"), "theatre.toml", "no TOML"),
    (lambda f: edit(f / "theatre.toml", "title =", "titel ="), "keys and columns", "map.title"),
    (lambda f: edit(f / "actors.csv", "side_id", "side"), "keys and columns", "column side_id"),
    (lambda f: edit(f / "theatre.toml", "#D9A441", "#2E6DA5"), "colours", "alike in grey"),
    (lambda f: edit(f / "actors.csv", "2019-05-20", "May 2019"), "actors", "'May 2019' is no day"),
    (lambda f: edit(f / "actors.csv", ",person,RUS,", ",person,SUR,"), "actors", "no side 'SUR'"),
    (lambda f: edit(f / "aliases.csv", ",ocha,", ",ocho,"), "aliases", "add ocho to actors.csv"),
    (lambda f: edit(f / "places.csv", "capital,1,always", "capital,1,maybe"), "places", "drawn is"),
    (lambda f: edit(f / "places.csv", "50.45466", "58.45466"), "places", "beyond the map"),
    (lambda f: edit(f / "places.csv", "50.45466", "50.95466"), "coordinates", "look it up again"),
    (lambda f: edit(f / "places.csv", "Kiev", "Lvov"), "places", "'Lvov' names two places"),
    (lambda f: edit(f / "theatre.toml", "= 45.42", "= 5.42"), "labels and notes", "'CRIMEA' is"),
    (without_lines, "boundaries", "no layer lines"),
    (lambda f: shutil.copy(SUDAN, f), "boundaries", "no admin0 area is on the map"),
]


@pytest.mark.parametrize(("spoil", "part", "said"), FAULTS)
def test_a_fault_is_found_and_named(tmp_path, spoil, part, said):
    folder = shutil.copytree(DATA / "theatres" / "ukraine", tmp_path / "ukraine")
    spoil(folder)
    assert said in faults(folder)[part]


def squares(codes: dict[str, tuple[float, float]], **columns):
    """Districts of one square degree, by the code of their country."""
    import geopandas as gpd

    shapes = [shapely.box(x, y, x + 1, y + 1) for x, y in codes.values()]
    return gpd.GeoDataFrame({c: list(codes) for c in columns.values()}, geometry=shapes)


def test_boundaries_need_no_recipe(tmp_path, monkeypatch):
    """What docs/new-theatre.md promises: `theatre.toml` alone gives the recognised borders."""
    import pyogrio
    from data.basemap import build, plain

    spec = {
        "sides": [{"side_id": "A"}, {"side_id": "B", "iso3": "BBB"}],
        "map": {
            "extent": [0, 0, 3, 3],
            "inset_extent": [-9, -9, 9, 9],
            "countries": ["AAA", "BBB"],
        },
    }
    districts = squares({"AAA": (0, 0), "BBB": (1, 0), "SDS": (2, 0), "FAR": (40, 0)}, a="adm0_a3")
    districts = districts.assign(name_en=districts["adm0_a3"], admin=districts["adm0_a3"])
    parts = {"districts": districts.set_crs(4326), "lakes": squares({"L": (0, 2)}, a="name")}
    recipe = plain.recipe("new", spec)
    build.write_theatre(tmp_path / "boundaries.gpkg", recipe, parts)
    areas = pyogrio.read_dataframe(tmp_path / "boundaries.gpkg", layer="areas")
    assert set(areas["iso3"].dropna()) == {"AAA", "BBB", "SSD"}
    assert set(areas.loc[areas["kind"] == "admin0", "iso3"]) == {"AAA", "BBB"}
    assert "AAA" in set(areas.loc[areas["kind"] == "neighbour", "iso3"])  # no side has its code
    with pytest.raises(SystemExit, match=r"map\.countries"):
        plain.recipe("new", {"sides": [{"side_id": "A"}], "map": {}})


def test_the_command_examines_a_theatre():
    done = dateline("check", "--theatre", "sudan")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "boundaries" in done.stdout and "NOT" not in done.stdout


def test_the_command_names_the_theatres_that_exist():
    done = dateline("check", "--theatre", "atlantis")
    assert done.returncode == 1
    assert "Choose one of" in done.stderr and "sudan" in done.stderr


# --- the right theatre -------------------------------------------------------------------------


@pytest.mark.parametrize("theatre_id", ARTICLES)
def test_a_theatre_is_chosen_by_its_own_article(theatre_id):
    text = (DATA / "articles" / ARTICLES[theatre_id]).read_text(encoding="utf-8")
    assert choose_theatre(text).theatre_id == theatre_id


@pytest.mark.parametrize(
    "text",
    [
        "Rebels shot down a helicopter in Myanmar's Shan State on Monday, the junta said.",
        "The European Union and Turkey discussed grain prices in Brussels.",
        "Reporters Without Borders (RSF) counted 54 journalists killed in 2024.",
        "Israel opened an embassy in Baku.",
    ],
)
def test_no_theatre_is_chosen_by_a_name_or_two(text):
    assert choose_theatre(text) is None


def test_a_war_elsewhere_that_touches_a_theatre_is_not_of_it():
    """The map of one country is no map of what happened in another."""
    strikes = (
        "Strikes hit Yemen's port of Hodeidah\n\nAmerican planes struck Yemen's port of Hodeidah on"
        " Monday, the Houthis said, a day after the group fired a missile at Israel. Four people"
        " died, a hospital in Yemen said, and rescuers were still digging. The American command had"
        " no comment.\n\nThe port takes in most of the grain and medicine that the north of the country"
        " needs, and aid workers fear that its cranes, which had been mended in the spring after"
        " earlier raids, are lost for good.\n\n"
    )
    war = (
        "The Houthis say that they act for the Palestinians in Gaza, where Israel goes on fighting."
    )
    assert choose_theatre(strikes + war) is None
    assert choose_theatre(war).theatre_id == "israel-gaza-lebanon"


@pytest.mark.xfail(reason="names of one side outweigh places of another country")
def test_a_war_elsewhere_with_a_side_and_its_enemy_named():
    text = (
        "BAMAKO, Mali — Rebels killed dozens of Wagner fighters near Tinzaouaten in northern Mali,"
        " Russian bloggers said. Moscow did not comment. Ukraine denied that it had helped. Mali"
        " and Niger broke off relations with Kyiv."
    )
    assert choose_theatre(text) is None


# --- the figures -------------------------------------------------------------------------------

CLAIMS = {
    "ukraine": [
        ("killed", 39, "at_least", "UKR", "volodymyr-zelenskyy", "current"),
        ("wounded", 159, "exact", None, "volodymyr-zelenskyy", "current"),
        ("killed", 24, "exact", "RUS", "vyacheslav-gladkov", "current"),
        ("wounded", 108, "exact", None, "vyacheslav-gladkov", "current"),
        ("wounded", 28, "exact", None, "oleh-syniehubov", "current"),
        ("killed", 10_000, "at_least", None, "hrmmu", "background"),
    ],
    "israel-gaza-lebanon": [
        ("killed", 3_961, "at_least", None, "lbn-moh", None),
        ("wounded", 16_520, "exact", None, "lbn-moh", None),
        ("killed", 45, "exact", None, "ISR-GOV", None),
        ("killed", 73, "at_least", "ISR", "ISR-GOV", None),
        ("killed", 1_200, "about", None, "ISR-GOV", "background"),
        ("captured", 251, "exact", None, "ISR-GOV", "background"),
        ("killed", 44_282, "exact", "PSE", "gaza-moh", None),
    ],
    "sudan": [
        ("killed", 100, "at_least", None, "emergency-lawyers", "current"),
        ("killed", 65, "at_least", None, "ahmed-othman-hamza", "current"),
        ("killed", 22, "exact", None, "ahmed-othman-hamza", "current"),
        ("displaced", 11_000_000, "at_least", None, "iom", "background"),
    ],
}
EXPECTED = [(theatre_id, *claim) for theatre_id, claims in CLAIMS.items() for claim in claims]


@pytest.mark.parametrize(
    ("theatre_id", "harm", "best", "qualifier", "side_id", "claimant", "scope"), EXPECTED
)
def test_an_illustration_gives_its_figures(
    theatre_id, harm, best, qualifier, side_id, claimant, scope
):
    """A side is asked for where the words state it; where it may be inferred, any is right."""
    claims = read(theatre_id).claims
    rows = claims[(claims["harm"] == harm) & (claims["best"] == best)]
    rows = rows[rows["claimant"] == claimant]
    assert list(rows["qualifier"]) == [qualifier]
    assert side_id in (None, rows["side_id"].iloc[0])
    assert scope in (None, rows["scope"].iloc[0])


@pytest.mark.parametrize(
    ("theatre_id", "side_id", "low", "high"),
    [
        ("ukraine", "UKR", 39, None),
        ("ukraine", "RUS", 24, 24),
        ("israel-gaza-lebanon", "PSE", 44_282, 44_282),
    ],
)
def test_an_illustration_gives_its_tolls(theatre_id, side_id, low, high):
    tolls = read(theatre_id).tolls
    row = tolls[(tolls["side_id"] == side_id) & (tolls["harm"] == "killed")].iloc[0]
    assert row["low"] == low
    assert row["high"] == high if high else pd.isna(row["high"])


def test_the_hundreds_wounded_are_no_number():
    claims = read("sudan").claims
    row = claims[claims["quote"] == "hundreds"].iloc[0]
    assert (row["harm"], row["low"], row["qualifier"]) == ("wounded", 200, "vague")
    assert pd.isna(row["best"])


def test_figures_of_two_attacks_are_two_tolls():
    tolls = read("sudan").tolls
    killed = tolls[(tolls["harm"] == "killed") & (tolls["scope"] == "current")]
    assert {65, 100} <= set(killed["best"])


@pytest.mark.parametrize(
    ("theatre_id", "names"),
    [
        ("ukraine", {"Belgorod", "Kyiv", "Kharkiv", "Lviv", "Odesa", "Dnipro", "Zaporizhzhia"}),
        ("sudan", {"Kabkabiya", "Omdurman", "El Fasher", "Khartoum", "Port Sudan", "Darfur"}),
        (
            "israel-gaza-lebanon",
            {"Beirut", "Beirut’s southern suburbs", "Gaza Strip", "Golan Heights", "Blue Line"},
        ),
    ],
)
def test_places_have_the_names_of_the_theatre(theatre_id, names):
    assert names <= set(read(theatre_id).places["name"])


# --- the map -----------------------------------------------------------------------------------

ON_THE_MAP = {
    "south-caucasus": ("Ceasefire line, 1994–2020", "November 2020 is not drawn", "Yerevan"),
    "ukraine": ("Crimea, occupied by Russia, since 2014", "24 February 2022 are not", "Belgorod"),
    "sudan": ("Abyei, status undetermined, since 2009", "Who holds which area", "Kabkabiya"),
    "israel-gaza-lebanon": (
        "Golan Heights, held by Israel, since 1967",
        "7 October 2023",
        "Beirut",
    ),
}


@pytest.mark.parametrize("theatre_id", ARTICLES)
def test_a_map_is_drawn_with_what_it_leaves_out(theatre_id):
    reading = read(theatre_id)
    published = reading.article.published
    ax = draw_map(reading.places, reading.theatre, published=published)
    legend = [text.get_text() for text in ax.get_legend().get_texts()]
    words = " ".join(text.get_text() for text in ax.texts).replace("\n", " ")
    drawn, left_out, place = ON_THE_MAP[theatre_id]
    assert drawn in legend
    assert left_out in words and left_out in " ".join(map_caption(reading.theatre, published))
    assert place in words
    assert len([artist for artist in ax.get_children() if isinstance(artist, PathPatch)]) >= 4


def test_every_dated_line_is_on_the_map():
    reading = read("israel-gaza-lebanon")
    ax = draw_map(reading.places, reading.theatre, published=reading.article.published)
    legend = " ".join(text.get_text() for text in ax.get_legend().get_texts())
    for line in ("Armistice line of 1949", "Blue Line", "Ceasefire line, Golan"):
        assert line in legend


def test_a_country_whose_parties_divide_it_has_no_colour_of_a_side():
    reading = read("sudan")
    ax = draw_map(reading.places, reading.theatre, published=reading.article.published)
    names = {side.name for side in reading.theatre.sides}
    assert not names & {text.get_text() for text in ax.get_legend().get_texts()}


def test_forces_of_a_state_need_no_alias_of_their_own():
    """ "Malian troops" are found by the demonym of the state."""
    actors = pd.DataFrame({"actor_id": ["MLI", "MLI-MIL", "x"], "side_id": ["A", "A", "A"]})
    aliases = pd.DataFrame({"alias": ["Malian"], "actor_id": ["MLI"], "kind": ["demonym"]})
    assert list(_aliases(aliases, actors, {"A"})) == ["x has no alias, so no text can name it"]
