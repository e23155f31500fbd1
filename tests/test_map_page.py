"""The map in the page, driven in a browser without a network; and what it says without a script."""

import dataclasses
import re

import pytest

from dateline.briefing import map_figure
from dateline.maps import draw_article
from dateline.maps.cartography import mix
from dateline.maps.territory import DISPUTED
from dateline.render import brief
from dateline.theatre import TheatreError

STRIKES = "data/articles/2023-12-31-dateline-ukraine-belgorod-strikes.txt"
MOST_BYTES = 300_000


@pytest.fixture(scope="module")
def briefing_page(tmp_path_factory):
    """A briefing with figures of harm on its map, made once."""
    folder = tmp_path_factory.mktemp("strikes")
    return brief(STRIKES, out=folder, progress=False, engine="dateline")


@pytest.fixture
def tab(briefing_page, browser, request):
    """The briefing in a browser that has no network; scripts run unless told otherwise."""
    options = getattr(request, "param", {})
    page = browser.new_page(viewport={"width": 1000, "height": 900}, **options)
    page.set_default_timeout(8_000)
    page.context.set_offline(True)
    faults = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(briefing_page.as_uri())
    yield page
    assert not faults
    page.close()


def place(page, name: str):
    """The sign of a place."""
    return page.locator(f'.dl-map .layer-places a.spot[aria-label^="{name}."]').first


def test_hover_and_focus_tell_the_same(tab):
    place(tab, "Belgorod").hover()
    told = tab.locator(".dl-map .tip").inner_text()
    for words in ("Belgorod", "Place of reported events", "a town", "24 killed", "side: Russia"):
        assert words in told
    tab.mouse.move(1, 1)
    assert tab.locator(".dl-map .tip").is_hidden()
    tab.locator(".dl-map .view").focus()
    told = set()
    for _ in range(12):
        tab.keyboard.press("Tab")
        if tab.locator(".dl-map .tip").is_visible():
            told.add(tab.locator(".dl-map .tip").inner_text().split("\n")[0])
    assert {"Belgorod", "Kharkiv", "Kyiv", "24 killed"} <= told


def test_zoom_by_button_key_and_wheel(tab):
    def level():
        transform = tab.locator(".dl-map .world").get_attribute("transform")
        return float(re.search(r"scale\((.*?)\)", transform)[1])

    tab.get_by_role("button", name="Zoom in").click()
    assert level() == 2
    tab.locator(".dl-map .view").focus()
    tab.keyboard.press("+")
    assert level() == 4
    before = tab.locator(".dl-map .world").get_attribute("transform")
    tab.keyboard.press("ArrowLeft")
    assert tab.locator(".dl-map .world").get_attribute("transform") != before
    tab.keyboard.press("0")
    assert level() == 1
    tab.locator(".dl-map .map-svg").hover()
    tab.mouse.wheel(0, -400)
    tab.wait_for_function("document.querySelector('.dl-map .tools [role=status]').textContent")
    assert level() > 1.5


def test_names_keep_their_size_when_the_map_grows(tab):
    name = tab.locator(".dl-map .layer-places text", has_text="Belgorod")
    before = name.bounding_box()["height"]
    tab.get_by_role("button", name="Zoom in").click()
    assert name.bounding_box()["height"] == pytest.approx(before, rel=0.02)


def test_a_click_opens_and_marks_the_sentences(tab):
    place(tab, "Belgorod").click()
    assert re.search(r"#s\d+$", tab.url)
    marked = tab.locator(".sentence.named").all_inner_texts()
    assert len(marked) >= 3
    assert all("Belgorod" in text for text in marked)


def test_enter_follows_the_link(tab):
    place(tab, "Kharkiv").focus()
    tab.keyboard.press("Enter")
    assert "Kharkiv" in tab.locator(".sentence:target").inner_text()


@pytest.mark.parametrize("tab", [{}, {"java_script_enabled": False}], indirect=True)
def test_layers_and_viewpoints_switch_with_and_without_a_script(tab):
    towns = tab.locator(".dl-map .layer-towns").first
    assert towns.is_visible()
    tab.get_by_label("Other towns").uncheck()
    assert towns.is_hidden()
    note = tab.get_by_text("it no longer held on 31 December 2023").first
    assert note.is_hidden()
    tab.get_by_label("with lines of control").check()
    assert note.is_visible()
    assert tab.locator(".dl-map .from-0").first.is_hidden()


@pytest.mark.parametrize("tab", [{"java_script_enabled": False}], indirect=True)
def test_without_a_script_signs_are_links_with_titles(tab):
    assert not tab.locator(".dl-map .tools").count()
    assert "24 killed" in place(tab, "Belgorod").locator("title").text_content()
    place(tab, "Kharkiv").click()
    assert "Kharkiv" in tab.locator(".sentence:target").inner_text()


def test_a_narrow_screen_keeps_the_map_within_itself(tab):
    tab.set_viewport_size({"width": 320, "height": 800})
    tab.reload()
    assert tab.locator(".dl-map").bounding_box()["width"] <= 320
    assert tab.locator(".dl-map .view").bounding_box()["width"] <= 320
    name = tab.locator(".dl-map .layer-places text").first
    assert name.bounding_box()["height"] > 10


def test_a_historical_area_is_hatched_and_filled_from_its_viewpoint(reading):
    html = map_figure(reading, draw_article(reading)).data
    seen = [part for part in html.split('<g class="from-') if part[0] in "012"]
    assert len(seen) == 3
    hatched = [part.count("url(#hatch)") for part in seen]
    assert min(hatched) > 0
    tint = mix(DISPUTED, 0.25)
    assert [tint in part.partition("</g>\n</g>")[0] for part in seen] == [False, True, True]


def test_the_map_is_small(reading):
    assert len(map_figure(reading, draw_article(reading)).data.encode()) < MOST_BYTES


def test_what_an_article_calls_a_place_is_escaped(reading):
    evil = '"><script>alert(1)</script>'
    changed = reading.tables | {"places": reading.places.assign(name=evil)}
    hostile = dataclasses.replace(reading, tables=changed)
    html = map_figure(hostile, draw_article(hostile)).data
    assert "<script" not in html
    assert "&lt;script&gt;" in html


def test_an_unknown_viewpoint_stops_with_those_there_are(tmp_path):
    with pytest.raises(TheatreError, match="expected one of: recognised borders"):
        brief(STRIKES, out=tmp_path, viewpoint="theirs", progress=False)
