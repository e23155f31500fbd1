"""What the README and the tutorial tell people to type works, and their links lead somewhere."""

import re
import shlex
from pathlib import Path

import pandas as pd
import pytest
from conftest import ROOT, dateline
from typer.main import get_command

from dateline.cli import app

PAGES = sorted([ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").glob("*.md")])
FENCE = re.compile(r"^```\n(.*?)^```", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\((?!https?:|#)([^)#]+)")
TUTORIAL = (ROOT / "docs" / "tutorial.md").read_text(encoding="utf-8")


def commands(page: Path) -> list[str]:
    """The lines of a page's fenced blocks that are commands, without their remarks."""
    lines = "\n".join(FENCE.findall(page.read_text(encoding="utf-8"))).splitlines()
    lines = [re.split(r"\s+#\s", line)[0].strip() for line in lines]
    return [line for line in lines if re.match(r"(?:\.venv/bin/)?(?:dateline|make) ", line)]


EVERY = [(page.name, line) for page in PAGES for line in commands(page)]


@pytest.mark.parametrize(("page", "line"), EVERY)
def test_every_command_on_a_page_exists_with_its_options(page, line):
    program, *words = shlex.split(line.removeprefix(".venv/bin/"))
    if program == "make":
        targets = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE)
        assert [word for word in words if "=" not in word and word not in targets] == []
        return
    command = get_command(app).commands[words[0]]
    known = {name for option in command.params for name in option.opts}
    options = [word.split("=")[0] for word in words if word.startswith("--")]
    assert set(options) <= known | {"--help"}, line


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_between_pages_lead_somewhere(page):
    for target in LINK.findall(page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target


def test_every_page_is_reached_from_the_readme():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [page.name for page in (ROOT / "docs").glob("*.md") if page.name not in readme] == []


@pytest.fixture(scope="module")
def tutorial(tmp_path_factory) -> Path:
    """A folder in which every command of the tutorial has been run, as written."""
    folder = tmp_path_factory.mktemp("tutorial")
    name, text = re.search(r"<!-- file: (\S+) -->\n```\n(.*?)```", TUTORIAL, re.DOTALL).groups()
    (folder / name).write_text(text, encoding="utf-8")
    for line in commands(ROOT / "docs" / "tutorial.md"):
        program, *words = shlex.split(line.removeprefix(".venv/bin/"))
        if program == "dateline" and words[0] != "check":
            done = dateline(*words, cwd=folder)
            assert done.returncode == 0, done.stderr[-1500:]
    return folder


def test_the_tutorial_gives_what_it_promises(tutorial):
    html = (tutorial / "outputs/market/briefing.html").read_text(encoding="utf-8")
    assert "Sudan Doctors Network" in html
    assert "Kept apart from the toll: 9 killed" in html
    assert (tutorial / "outputs/market.xlsx").stat().st_size > 5_000
    assert (tutorial / "outputs/tables/claims.csv").exists()
    assert (tutorial / "outputs/batch/index.html").exists()


def test_the_speed_of_a_batch_is_that_of_the_last_measurement():
    rows = pd.read_csv(ROOT / "benchmarks/batch.csv").set_index("way")
    told = re.search(r"(\d+) times as fast", (ROOT / "README.md").read_text(encoding="utf-8"))
    assert int(told[1]) == int(rows.at["batch", "times_plain"])


def test_the_tests_reach_and_notice_what_they_are_said_to():
    """CONTRIBUTING.md names these tables for the figures; `make coverage` and `make mutants`."""
    reached = pd.read_csv(ROOT / "benchmarks/coverage.csv").set_index("part")
    packages = {
        path.name for path in (ROOT / "lib/dateline").iterdir() if (path / "__init__.py").exists()
    }
    assert packages <= set(reached.index)
    assert reached.at["all", "share"] > 0.9
    noticed = pd.read_csv(ROOT / "benchmarks/mutants.csv").set_index("module")
    assert (noticed["killed"] + noticed["survived"] == noticed["mutants"]).all()
    assert (noticed["killed_share"] > 0.8).all()
