"""The briefing: one file, no outside request, bad input ends in one sentence."""

import json
import re
import shutil

import pytest
from conftest import DEFAULT, ROOT

from dateline.readers import ArticleError
from dateline.render import NOTEBOOKS, RenderError, brief, check_parameters
from dateline.theatre import TheatreError


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    """The briefing of the default article, made once."""
    return brief(DEFAULT, out=tmp_path_factory.mktemp("brief") / "out folder", progress=False)


def requests_of(page, chromium, folder) -> list[str]:
    """Addresses that a page made Chromium ask for, from the browser's own network log."""
    log = folder / "net.json"
    chromium(f"--log-net-log={log}", "--virtual-time-budget=4000", "--dump-dom", page.as_uri())
    urls = set()
    for line in log.read_text(errors="replace").splitlines():
        if '"initiator":' not in line:  # one event a line; the browser's own carry no origin
            continue
        params = json.loads(line.rstrip(","))["params"]
        if params["initiator"] != "not an origin":
            urls.add(params["url"])
    return sorted(url for url in urls if url.startswith(("http:", "https:", "ws")))


def test_page_is_whole(page):
    html = page.read_text(encoding="utf-8")
    headings = re.findall(r"<h2[^>]*>([^<]+)", html)
    assert headings == [
        "Highlights", "Key figures", "Casualties", "Map", "Actors and statements",
        "Who does what to whom", "Timeline", "Disputed and not said", "Method and limits", "The article",
    ]  # fmt: skip
    assert len(html) < 1_500_000
    assert "read_article(" not in html  # the code is hidden
    assert "As of Thursday 15 September 2022" in html


def test_every_link_has_its_target(page):
    html = page.read_text(encoding="utf-8")
    targets = set(re.findall(r'\bid="([^"]+)"', html))
    links = set(re.findall(r'href="#([^"]+)"', html))
    assert len(links) > 40
    assert not links - targets


def pictures_of(page) -> list[str]:
    """The opening tags of the figures of a page."""
    found = re.findall(r"<img [^>]*>|<svg [^>]*>", page.read_text(encoding="utf-8"))
    return [tag for tag in found if 'aria-hidden="true"' not in tag and "layer-" not in tag]


def test_every_picture_has_words(page):
    pictures = pictures_of(page)
    assert len(pictures) == 7  # five figures, two of them drawn for phones too
    for picture in pictures:
        assert len(re.search(r'(?:alt|aria-label)="([^"]*)"', picture)[1]) > 40


def test_marks_of_the_figures_open_their_sentences(page):
    html = page.read_text(encoding="utf-8")
    drawings = re.findall(r"<svg .*?</svg>", html, re.DOTALL)
    linked = [set(re.findall(r'href="#s(\d+)"', drawing)) for drawing in drawings]
    assert sum(map(bool, linked)) >= 3
    assert all(f'id="s{number}"' in html for number in set().union(*linked))


def test_no_id_is_given_twice(page):
    ids = re.findall(r'\bid="([^"]*)"', page.read_text(encoding="utf-8"))
    twice = {name for name in ids if ids.count(name) > 1}
    assert not twice


def test_nothing_is_loaded_from_outside(page):
    html = page.read_text(encoding="utf-8")
    assert not re.findall(r"<script[^>]*\bsrc|<link|src=\"http|url\(http|@import", html)


def test_chromium_asks_for_nothing_outside(page, chromium, tmp_path):
    assert requests_of(page, chromium, tmp_path) == []


def test_the_network_log_would_show_a_request(chromium, tmp_path):
    leaky = tmp_path / "leaky.html"
    leaky.write_text('<img src="http://127.0.0.1:9/pixel.png">')
    assert any("pixel.png" in url for url in requests_of(leaky, chromium, tmp_path))


def test_tables_and_figures_stand_beside_the_page(page):
    folder = page.parent
    assert {p.suffix for p in (folder / "tables").iterdir()} == {".csv", ".parquet", ".geojson"}
    assert {p.stem for p in (folder / "figures").iterdir()} == {
        "tolls",
        "map",
        "acts",
        "actors",
        "timeline",
    }
    assert json.loads((folder / "manifest.json").read_text())["sha256"].startswith("95eda4ca")


def test_misspelt_parameter_names_the_nearest():
    with pytest.raises(RenderError, match="publishd.*Did you mean 'published'"):
        check_parameters(NOTEBOOKS / "briefing.ipynb", {"publishd": "2022-09-15"})


@pytest.mark.parametrize(
    ("options", "error", "message"),
    [
        ({"published": "soon"}, ArticleError, "is no date"),
        ({"theatre": "atlantis"}, TheatreError, "no theatre 'atlantis'"),
    ],
)
def test_bad_options_leave_nothing_behind(tmp_path, options, error, message):
    with pytest.raises(error, match=message):
        brief(DEFAULT, out=tmp_path / "out", progress=False, **options)
    assert list(tmp_path.iterdir()) == []


def test_a_failing_notebook_keeps_what_was_written_before(tmp_path, monkeypatch):
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / "briefing.html").write_text("yesterday's")
    broken = tmp_path / "notebooks"
    shutil.copytree(NOTEBOOKS, broken)
    source = (
        (broken / "briefing.ipynb").read_text().replace("briefing.highlights(reading)", "1 / 0")
    )
    (broken / "briefing.ipynb").write_text(source)
    monkeypatch.setattr("dateline.render.NOTEBOOKS", broken)
    with pytest.raises(RenderError, match="ZeroDivisionError"):
        brief(DEFAULT, out=folder, progress=False)
    assert (folder / "briefing.html").read_text() == "yesterday's"
    assert [p.name for p in folder.iterdir()] == ["briefing.html"]


def test_an_article_without_claims_gives_honest_sections(tmp_path):
    path = tmp_path / "talks.txt"
    path.write_text(
        "Ministers to meet in Geneva\nThe two ministers will meet in Geneva on Monday.\n"
    )
    html = brief(
        path, out=tmp_path / "out", theatre="none", progress=False, engine="dateline"
    ).read_text()
    assert "No figure of harm was read" in html
    assert "No figure of people killed, wounded, missing" in html
    assert "date of publication unknown" in html


def test_hostile_words_are_shown_and_not_run(tmp_path):
    path = tmp_path / "hostile.txt"
    path.write_text(
        "<script>alert(1)</script> Two killed {{ 7*7 }}\n"
        "Two <b onmouseover=alert(2)>soldiers</b> were killed, General <img src=x onerror=alert(3)> said.\n"
    )
    html = brief(path, out=tmp_path / "out", progress=False, engine="dateline").read_text()
    assert "<script>alert" not in html and "<img src=x" not in html and "<b onmouseover" not in html
    assert "&lt;script&gt;" in html and "{{ 7*7 }}" in html
    assert not (ROOT / "outputs" / "hostile").exists()
