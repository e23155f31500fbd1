"""Maps: do layers hold on their day, do labels keep clear, and is what is missing said?"""

import hashlib
import json
import time
from datetime import date

import pandas as pd
import pytest
from matplotlib.axes import Axes
from matplotlib.text import Annotation, Text

from dateline.maps import draw_map, map_alt_text, map_caption
from dateline.maps.boundaries import (
    has_begun,
    holds,
    period,
    read_layer,
    theatre_layers,
)
from dateline.maps.cartography import AROUND, mix, nice_length
from dateline.maps.framing import country_box, extent_of, orientation
from dateline.maps.labels import renderer
from dateline.maps.placemarks import markable
from dateline.theatre import DATA, VIEWPOINTS, load_theatre, theatre_ids

PUBLISHED = date(2022, 9, 15)
COLUMNS = ["place_id", "name", "latitude", "longitude", "geo_precision", "country_iso3", "kind"]


@pytest.fixture(scope="module")
def theatre():
    """The theatre of the default article."""
    return load_theatre("south-caucasus")


def places(*rows) -> pd.DataFrame:
    """A table of places: id, name, latitude, longitude, precision, country, kind."""
    return pd.DataFrame(list(rows), columns=COLUMNS).assign(n_mentions=1)


def some_places(theatre, number: int) -> pd.DataFrame:
    """Places of the theatre, as if an article had named them."""
    points = theatre.places[theatre.places["drawn"] != "never"].sample(number, random_state=1)
    kinds = ["event", "background", "dateline", "planned"]
    return points.assign(kind=[kinds[i % 4] for i in range(number)], n_mentions=1)


def words_on(ax: Axes) -> str:
    """Everything written on a map, its legend and its notes."""
    texts = [t.get_text() for t in ax.texts] + [t.get_text() for t in ax.get_legend().get_texts()]
    return "\n".join(texts).replace("\n", " ")


@pytest.mark.parametrize(
    ("day", "begun", "held"),
    [
        (date(1993, 1, 1), False, False),
        (date(1994, 5, 12), True, True),
        (date(2016, 4, 2), True, True),
        (date(2020, 11, 9), True, True),
        (date(2020, 11, 10), True, False),
        (None, True, False),
    ],
)
def test_a_layer_holds_between_its_days(day, begun, held):
    row = pd.Series({"valid_from": "1994-05-12", "valid_to": "2020-11-09"})
    assert (has_begun(row, day), holds(row, day)) == (begun, held)


def test_a_layer_without_days_always_holds():
    row = pd.Series({"valid_from": None, "valid_to": None})
    assert holds(row, PUBLISHED)
    assert period(row) == ""


@pytest.mark.parametrize(
    ("day", "said", "not_said"),
    [
        (date(2022, 9, 15), "ceasefire of November 2020 is not drawn", "Since September 2023"),
        (date(2023, 10, 1), "Since September 2023", "ceasefire of November 2020"),
        (date(2016, 4, 5), "Natural Earth", "is not drawn"),
        (date(1993, 4, 5), "front line of the war of 1991 to 1994", "Ceasefire line"),
    ],
)  # fmt: skip
def test_the_map_says_what_it_leaves_out(theatre, day, said, not_said):
    ax = draw_map(places(), theatre, published=day)
    for words in (words_on(ax), " ".join(map_caption(theatre, day))):
        assert said in words
        assert not_said not in words


def test_lines_of_the_past_carry_their_years(theatre):
    words = words_on(draw_map(places(), theatre, published=PUBLISHED))
    assert "Ceasefire line, 1994–2020" in words
    assert "Nagorno-Karabakh Autonomous Oblast, 1923–1991" in words
    assert "As of 15 September 2022" in words


@pytest.mark.parametrize("viewpoint", VIEWPOINTS)
def test_every_viewpoint_is_drawn(theatre, viewpoint):
    ax = draw_map(places(), theatre, published=PUBLISHED, viewpoint=viewpoint)
    has_area = "Area behind the ceasefire line" in words_on(ax)
    assert has_area == (viewpoint == "with lines of control")


def test_an_unknown_viewpoint_is_refused(theatre):
    with pytest.raises(ValueError, match="expected one of: recognised borders"):
        draw_map(places(), theatre, viewpoint="theirs")


def claims_at(named: pd.DataFrame, sides: list[str]) -> pd.DataFrame:
    """A claim at every third place, as the map takes them."""
    rows = [
        {"claim_id": f"c{number}", "place_id": place_id, "sentence_id": number,
         "harm": ("killed", "wounded")[number % 2], "best": 10 * number + 3,
         "side_id": sides[number % len(sides)], "speaker_side": sides[0], "claimant_name": None}
        for number, place_id in enumerate(named["place_id"][::3])
    ]  # fmt: skip
    same = {"qualifier": "exact", "scope": "current", "event_id": "current", "subset_of": None,
            "same_as": None, "unplaced": None}  # fmt: skip
    table = pd.DataFrame(rows).assign(**same)
    return table.assign(low=table["best"], high=table["best"])


@pytest.mark.parametrize("theatre_id", theatre_ids())
@pytest.mark.parametrize("number", [5, 40])
def test_nothing_written_covers_another(theatre_id, number):
    own = load_theatre(theatre_id)
    named = some_places(own, number)
    claims = claims_at(named, [side.side_id for side in own.sides])
    ax = draw_map(named, own, published=PUBLISHED, claims=claims)
    drawn = renderer(ax)
    written = [t for t in ax.texts if t.get_gid() != AROUND and t.get_text() and t.get_visible()]
    for text in written:
        if isinstance(text, Annotation):
            text.update_positions(drawn)
    boxes = [Text.get_window_extent(text, drawn).padded(-1) for text in written]
    clashes = [
        (written[i].get_text(), written[j].get_text())
        for i in range(len(boxes))
        for j in range(i)
        if boxes[i].overlaps(boxes[j])
    ]
    assert clashes == []
    west, south, east, north = own.map["extent"]
    inside = named[named["longitude"].between(west, east) & named["latitude"].between(south, north)]
    assert set(inside["name"]) <= {text.get_text() for text in written}


def test_a_country_or_province_is_no_point():
    table = places(
        ("ARM", "Armenia", 40.2, 45.0, 6, "ARM", "event"),
        ("p", "Syunik", 39.2, 46.1, 4, "ARM", "event"),
        ("t", "Goris", 39.5, 46.3, 1, "ARM", "event"),
        ("u", "Nowhere", None, None, 6, None, "event"),
    )
    assert list(markable(table)["name"]) == ["Goris"]


def test_places_beyond_the_map_are_named_in_words(theatre):
    table = places(
        ("a", "Washington", 38.9, -77.0, 1, "USA", "event"),
        ("b", "Samarkand", 39.65, 66.96, 1, "UZB", "planned"),
    )
    words = words_on(draw_map(table, theatre, published=PUBLISHED))
    assert "outside this map: Washington" in words
    assert "Place of planned events" in words  # Samarkand stands in the inset


def test_without_a_theatre_the_map_is_around_the_events():
    table = places(
        ("a", "Khartoum", 15.55, 32.53, 1, "SDN", "event"),
        ("b", "London", 51.5, -0.1, 1, "GBR", "other"),
    )
    west, south, east, north = extent_of(table)
    assert 20 < west < 32.53 < east < 45
    assert 5 < south < 15.55 < north
    assert "no theatre" in words_on(draw_map(table, published=PUBLISHED))


ALEPPO = ("gn:170063", "Aleppo", 36.2, 37.16, 1, "SYR", "event")
BEIRUT = ("gn:276781", "Beirut", 33.89, 35.5, 1, "LBN", "event")
GENEVA = ("gn:2660646", "Geneva", 46.2, 6.15, 1, "CHE", "event")
SYRIA = ("SYR", "Syria", 35.0, 38.3, 6, "SYR", "event")
RUSSIA = ("RUS", "Russia", 58.2, 44.7, 6, "RUS", "actor")


def is_within(extent: tuple, longitude: float, latitude: float) -> bool:
    """Whether a point lies in an extent in degrees."""
    west, south, east, north = extent
    return west < longitude < east and south < latitude < north


def test_talks_far_away_do_not_stretch_the_map():
    table = places(ALEPPO, BEIRUT, GENEVA, SYRIA, RUSSIA)
    west, south, east, north = extent_of(table)
    assert is_within((west, south, east, north), 37.16, 36.2)
    assert is_within((west, south, east, north), 35.5, 33.89)
    assert east - west < 15
    words = words_on(draw_map(table, published=PUBLISHED))
    assert "outside this map: Geneva (place of reported events)" in words
    assert "Places named in the article: " in words
    assert "SYRIA" in words
    alt = map_alt_text(table, None, PUBLISHED)
    assert "Outside the main map: Geneva." in alt
    assert "Place of reported events: Aleppo, Beirut." in alt


def test_a_region_beyond_the_map_is_named_in_words():
    table = places(
        ("a", "Douma", 33.57, 36.4, 1, "SYR", "event"),
        ("b", "Homs", 34.73, 36.7, 1, "SYR", "event"),
        ("r", "Darfur", 13.5, 24.0, 5, "SDN", "background"),
    )
    assert "outside this map: Darfur" in words_on(draw_map(table, published=PUBLISHED))
    assert "Outside the main map: Darfur." in map_alt_text(table)


def test_a_cluster_of_events_outweighs_capitals_where_people_speak():
    table = places(
        ("a", "Douentza", 15.0, -2.95, 1, "MLI", "event"),
        ("b", "Gao", 16.27, -0.05, 1, "MLI", "event"),
        ("gn:2988507", "Paris", 48.85, 2.35, 1, "FRA", "event"),
        ("gn:4140963", "Washington", 38.9, -77.0, 1, "USA", "event"),
    )
    extent = extent_of(table)
    assert is_within(extent, -2.95, 15.0)
    assert not is_within(extent, 2.35, 48.85)


def test_few_capitals_are_drawn_and_none_of_the_smallest_states():
    table = places(
        ("a", "Marseille", 43.3, 5.4, 1, "FRA", "event"),
        ("b", "Naples", 40.85, 14.27, 1, "ITA", "event"),
    )
    extent = (-12.0, 34.0, 30.0, 56.0)
    names = {row["name"] for row in orientation(table, extent, most=8, others=4)}
    assert {"Paris", "Rome"} & names
    assert len(names) <= 8
    assert not names & {"Gibraltar", "San Marino", "Andorra la Vella", "Saint Peter Port"}


def test_two_capitals_on_one_spot_are_both_left_out():
    table = places(("JOR", "Jordan", 31.2, 36.4, 6, "JOR", "event"))
    names = {row["name"] for row in orientation(table, (30, 28, 40, 36), most=8, others=8)}
    assert "Amman" in names
    assert not any("Jerusalem" in name for name in names)


def test_a_map_without_a_theatre_has_an_inset():
    ax = draw_map(places(ALEPPO, SYRIA), published=PUBLISHED)
    (small,) = ax.child_axes
    assert small.get_xlim()[1] - small.get_xlim()[0] > 20


def test_countries_alone_are_tinted_and_called_countries():
    table = places(
        ("ETH", "Ethiopia", 8.0, 38.3, 6, "ETH", "actor"),
        ("ERI", "Eritrea", 15.8, 37.8, 6, "ERI", "actor"),
    )
    words = words_on(draw_map(table, published=PUBLISHED))
    assert "Countries named in the article: " in words
    assert "Country named in the article" in words
    assert {"ETHIOPIA", "ERITREA"} <= set(words.split())


@pytest.mark.parametrize(
    ("table", "reason"),
    [
        (places(), "No place was read"),
        (places(("u", "Nowhere", None, None, 6, None, "event")), "in no gazetteer: Nowhere"),
    ],
)
def test_without_a_place_the_figure_says_so(table, reason):
    texts = " ".join(text.get_text() for text in draw_map(table, published=PUBLISHED).texts)
    assert "could not locate any place" in texts
    assert reason in texts
    assert map_alt_text(table).startswith("No map")


def test_a_name_in_no_gazetteer_is_not_taken_for_a_country():
    table = places(ALEPPO, ("u", "Nowhere", None, None, 6, None, "event"))
    words = words_on(draw_map(table, published=PUBLISHED))
    assert "in no gazetteer: Nowhere" in words
    assert "events in Nowhere" not in words


def test_no_mark_lies_under_the_inset():
    corners = [(36.9, 36.5), (36.9, 41.5), (32.6, 36.3), (33.5, 41.0)]
    rows = [(f"p{i}", f"Town {i}", y, x, 1, "SYR", "event") for i, (y, x) in enumerate(corners)]
    ax = draw_map(places(*rows), published=PUBLISHED)
    small = ax.child_axes[0].get_window_extent(renderer(ax))
    marks = [line for line in ax.lines if line.get_marker() == "o" and len(line.get_xdata()) == 1]
    assert len(marks) >= 4
    for line in marks:
        at = ax.transData.transform(line.get_xydata()[0])
        assert not small.contains(*at)


def test_a_territory_not_recognised_is_no_country():
    world = read_layer(str(DATA / "basemap" / "world.gpkg"), "countries_50m").set_index("name")
    assert (world.loc["Somaliland", "iso3"], world.loc["Somaliland", "status"]) == (
        "SOM",
        "disputed",
    )
    assert (world.loc["N. Cyprus", "iso3"], world.loc["N. Cyprus", "status"]) == ("CYP", "disputed")
    assert world.loc["Somalia", "status"] == "recognised"
    table = places(("h", "Hargeisa", 9.56, 44.06, 1, "SOM", "event"))
    ax = draw_map(table, published=PUBLISHED)
    names = {text.get_text() for text in ax.texts}
    assert "Somaliland" in names
    assert "SOMALILAND" not in names
    assert "Disputed line" in words_on(ax)


def test_a_dashed_line_on_a_border_is_not_drawn_over_a_solid_one():
    layers = load_theatre("israel-gaza-lebanon")
    ax = draw_map(places(), layers, published=date(2024, 11, 28))
    dashed = [line for line in ax.lines if line.get_linestyle() == "--"]
    under = [line for line in ax.lines if line.get_color() == "white"]
    assert dashed
    assert under
    assert max(map(ax.lines.index, under)) < max(map(ax.lines.index, dashed))


def test_no_colour_of_a_side_is_promised_where_none_is_drawn():
    words = words_on(draw_map(places(), load_theatre("sudan"), published=date(2024, 12, 11)))
    assert "No land has the colour of a side" in words
    assert "Colours follow" not in words


def test_the_box_of_a_country_leaves_far_islands_out():
    west, _, east, _ = country_box("IDN")
    assert west < 96
    assert east > 140
    assert country_box("USA")[0] > -130
    assert country_box("XXX") is None


@pytest.mark.parametrize(
    "table",
    [
        places(),
        places(("MLI", "Mali", 17.0, -4.0, 6, "MLI", "event")),
        places(("u", "Nowhere", None, None, 6, None, "event")),
        places(("a", "Suva", -18.1, 178.4, 1, "FJI", "event")),
        places(
            ("a", "Tokyo", 35.7, 139.7, 1, "JPN", "event"),
            ("b", "Lima", -12.0, -77.0, 1, "PER", "event"),
        ),
    ],
)  # fmt: skip
def test_any_places_give_a_map(table):
    assert isinstance(draw_map(table, published=PUBLISHED), Axes)


def test_the_words_for_those_who_cannot_see(theatre):
    table = places(("g", "Goris", 39.5, 46.3, 1, "ARM", "event"))
    words = map_alt_text(table, theatre, PUBLISHED)
    assert words == (
        "Map of Armenia, Azerbaijan and Nagorno-Karabakh, as of 15 September 2022."
        " Place of reported events: Goris."
    )


def test_the_sides_differ_in_grey(theatre):
    def grey(colour):
        return sum(
            share * int(colour[i : i + 2], 16)
            for share, i in ((0.21, 1), (0.72, 3), (0.07, 5))
        )  # fmt: skip

    tints = [
        mix(side.colour, share) for side, share in zip(theatre.sides, (0.26, 0.42), strict=True)
    ]
    assert abs(grey(tints[0]) - grey(tints[1])) > 25


@pytest.mark.parametrize(("metres", "kilometres"), [(700_000, 100), (90_000, 10), (3e6, 500)])
def test_the_scale_bar_is_round(metres, kilometres):
    assert nice_length(metres) == kilometres


@pytest.mark.parametrize("theatre_id", theatre_ids())
def test_the_boundaries_of_a_theatre_are_complete(theatre_id):
    spec = load_theatre(theatre_id)
    path = spec.path / "boundaries.gpkg"
    assert path.stat().st_size < 1_000_000
    areas = read_layer(str(path), "areas")
    assert {side.iso3 for side in spec.sides if side.iso3} <= set(
        areas.loc[areas["kind"] == "admin0", "iso3"]
    )
    assert set(areas["status"]) <= {"recognised", "line of control", "historical", "disputed"}
    assert areas["viewpoint"].isin(VIEWPOINTS).all()
    assert areas["source"].notna().all()
    assert areas.geometry.is_valid.all()


def test_disputed_areas_have_the_known_size(theatre):
    layers = theatre_layers(theatre)
    disputed = layers.areas[layers.areas["kind"] == "disputed area"].set_index("status")
    square_km = disputed.geometry.area / 1e6
    assert square_km["historical"] == pytest.approx(4_282, rel=0.02)
    assert square_km["line of control"] == pytest.approx(11_927, rel=0.02)


def test_every_boundary_file_has_a_birth_certificate():
    born = json.loads((DATA / "basemap" / "provenance.json").read_text(encoding="utf-8"))
    for name, facts in born.items():
        content = (DATA.parent / name).read_bytes()
        assert hashlib.sha256(content).hexdigest() == facts["sha256"], name
        assert all(source["licence"] for source in facts["sources"])


def test_drawing_takes_less_than_a_second(theatre):
    table = places(("g", "Goris", 39.5, 46.3, 1, "ARM", "event"))
    draw_map(table, theatre, published=PUBLISHED)
    start = time.perf_counter()
    draw_map(table, theatre, published=PUBLISHED)
    assert time.perf_counter() - start < 1.0  # 0.2 s when the machine is idle


def test_the_list_of_data_has_the_checksums_of_the_files():
    listed = (DATA / "README.md").read_text(encoding="utf-8")
    for name in ("basemap/world.gpkg", "gazetteer/gazetteer.sqlite"):
        assert hashlib.sha256((DATA / name).read_bytes()).hexdigest() in listed, name
    for path in (DATA / "theatres").glob("*/boundaries.gpkg"):
        assert hashlib.sha256(path.read_bytes()).hexdigest() in listed, path
