"""The page in a browser: its scripts run by hash alone, and everything works without them."""

import base64
import hashlib
import re
import shutil
import subprocess
import sys

import pytest
from axe_playwright_python.sync_playwright import Axe
from bs4 import BeautifulSoup

from dateline.page import TEMPLATES

TEMPLATE = TEMPLATES / "briefing"


@pytest.fixture
def page(default_page):
    """The briefing of the default article."""
    return default_page


def scripts_of(html: str) -> list[str]:
    """The text of every script of a page."""
    return re.findall(r"<script[^>]*>(.*?)</script>", html, re.DOTALL)


def sha256(script: str) -> str:
    """The hash under which a browser allows a script."""
    return "sha256-" + base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()


def test_scripts_are_allowed_by_their_hashes(page):
    html = page.read_text(encoding="utf-8")
    names = re.findall(r'"(\w+\.js)": "sha256-', (TEMPLATE / "index.html.j2").read_text())
    found = dict(zip(names, map(sha256, scripts_of(html)), strict=True))
    allowed = set(re.findall(r"'(sha256-[^']+)'", html.partition("</head>")[0]))
    stale = [f'"{name}": "{value}",' for name, value in found.items() if value not in allowed]
    assert not stale, "paste into the scripts of templates/briefing/index.html.j2: " + " ".join(
        stale
    )
    assert "unsafe-inline" not in re.search(r"script-src([^;]*)", html)[1]


@pytest.mark.parametrize("script", sorted(TEMPLATE.glob("*.js")), ids=lambda path: path.name)
def test_a_script_asks_for_nothing_and_evaluates_nothing(script):
    text = script.read_text(encoding="utf-8")
    assert not re.findall(
        r"</script|\beval\b|new Function|innerHTML|fetch\(|XMLHttp|import\(", text
    )


def test_no_tag_carries_a_handler(page):
    html = page.read_text(encoding="utf-8")
    assert not re.findall(r"<[a-z][^<>]*\son[a-z]+\s*=", html.partition("<body>")[2])


def test_nbconvert_alone_makes_the_same_page(page, tmp_path):
    executed = shutil.copy(page.with_suffix(".ipynb"), tmp_path)
    command = [sys.executable, "-m", "nbconvert", "--to", "html", "--template", "briefing"]
    command += [f"--TemplateExporter.extra_template_basedirs={TEMPLATES}", executed]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    alone = (tmp_path / "briefing.html").read_text(encoding="utf-8")
    ours = page.read_text(encoding="utf-8")  # nbconvert alone writes every page a second time
    assert alone == str(BeautifulSoup(ours, features="html.parser"))


def test_the_scripts_run(page, chromium):
    shown = chromium("--dump-dom", page.as_uri()).stdout
    assert re.search(r'<html[^>]*class="[^"]*\bscripted\b', shown)


def test_another_script_does_not_run(page, chromium, tmp_path):
    planted = tmp_path / "planted.html"
    added = "<script>document.documentElement.id = 'planted'</script></body>"
    planted.write_text(page.read_text(encoding="utf-8").replace("</body>", added))
    assert 'id="planted"' not in chromium("--dump-dom", planted.as_uri()).stdout


def violations(tab, within: str | None = None) -> list[str]:
    """What axe-core finds wrong on an open page or in parts of it, with the first place of each."""
    found = Axe().run(tab, within).response["violations"]
    return [f"{v['id']}: {v['nodes'][0]['html'][:120]}" for v in found]


@pytest.mark.parametrize(
    ("scheme", "media"), [("light", "screen"), ("dark", "screen"), ("light", "print")]
)
def test_axe_finds_nothing(page, browser, scheme, media):
    tab = browser.new_page(bypass_csp=True)  # axe is a script that the page would not let in
    tab.emulate_media(media=media, color_scheme=scheme)
    tab.goto(page.as_uri())
    tab.evaluate("document.querySelectorAll('details').forEach((part) => { part.open = true; })")
    assert violations(tab) == []
    tab.add_style_tag(content="p { color: var(--rule) !important; }")
    assert any("color-contrast" in found for found in violations(tab, "p")), "axe sees nothing"
    tab.close()


@pytest.mark.parametrize("width", [320, 640, 1280])  # 640: a laptop at 200 % zoom
def test_the_page_never_scrolls_sideways(page, browser, width):
    tab = browser.new_page(viewport={"width": width, "height": 800})
    tab.goto(page.as_uri())
    tab.evaluate("document.querySelectorAll('details').forEach((part) => { part.open = true; })")
    assert tab.evaluate("document.documentElement.scrollWidth") <= width
    assert tab.locator("nav .asof").is_visible()
    tab.close()


def test_charts_of_tolls_and_actors_fit_a_phone(page, browser):
    tab = browser.new_page(viewport={"width": 360, "height": 800})
    tab.goto(page.as_uri())
    for name in ("people harmed", "mentions and statements"):
        shown = tab.locator(f".picture:visible svg[aria-label*='{name}']")
        assert shown.count() == 1 and 300 < shown.bounding_box()["width"] <= 360
    tab.set_viewport_size({"width": 1200, "height": 800})
    assert tab.locator(".picture.narrow:visible").count() == 0
    tab.close()


def test_evidence_lights_up_lists_and_leads_back(page, browser):
    tab = browser.new_page()
    tab.goto(page.as_uri())
    link = tab.locator(".cards a.evidence").last
    link.press("Enter")
    sentence = tab.locator(".sentence:target")
    assert sentence.locator(".read li", has_text="figure").first.is_visible()
    assert "killed" in sentence.locator(".read li .kind.figure + a").first.inner_text()
    sentence.locator(".return").press("Enter")
    assert link.evaluate("link => link === document.activeElement")
    tab.close()


def test_without_scripts_links_and_lists_still_work(page, browser):
    tab = browser.new_context(java_script_enabled=False).new_page()
    tab.goto(page.as_uri())
    tab.locator(".cards a.evidence").last.press("Enter")
    sentence = tab.locator(".sentence:target")
    sentence.locator("summary").press("Enter")
    target = sentence.locator(".read li a").first
    target.press("Enter")
    assert tab.locator("tr:target, li:target").count() == 1
    tab.close()


def test_marks_are_switched_off_by_keyboard(page, browser):
    tab = browser.new_context(java_script_enabled=False).new_page()
    tab.goto(page.as_uri())
    mark = tab.locator(".article .claim").first
    weight = "part => getComputedStyle(part).backgroundColor"
    assert mark.evaluate(weight) != "rgba(0, 0, 0, 0)"
    tab.locator("#show-claim").press("Space")
    assert mark.evaluate(weight) == "rgba(0, 0, 0, 0)"
    tab.close()
