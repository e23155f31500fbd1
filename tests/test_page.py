"""The page in a browser: its scripts run by hash alone, and everything works without them."""

import base64
import hashlib
import re
import shutil
import subprocess
import sys

import pytest
from conftest import DEFAULT

from dateline.page import TEMPLATES
from dateline.render import brief

TEMPLATE = TEMPLATES / "briefing"


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    """The briefing of the default article, made once."""
    return brief(DEFAULT, out=tmp_path_factory.mktemp("page"), progress=False, engine="dateline")


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
    assert alone == page.read_text(encoding="utf-8")


def test_the_scripts_run(page, chromium):
    shown = chromium("--dump-dom", page.as_uri()).stdout
    assert re.search(r'<html[^>]*class="[^"]*\bscripted\b', shown)


def test_another_script_does_not_run(page, chromium, tmp_path):
    planted = tmp_path / "planted.html"
    added = "<script>document.documentElement.id = 'planted'</script></body>"
    planted.write_text(page.read_text(encoding="utf-8").replace("</body>", added))
    assert 'id="planted"' not in chromium("--dump-dom", planted.as_uri()).stdout
