"""What many tests need: the default article, read once, and a browser."""

import os
import shutil
import signal
import subprocess
import sys
import traceback
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

os.environ.setdefault("MPLBACKEND", "Agg")  # before matplotlib is imported: there is no screen

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:  # the tests run in the background of a shell
    signal.signal(signal.SIGINT, signal.default_int_handler)

ROOT = Path(__file__).resolve().parents[1]
DEFAULT = next((ROOT / "data" / "articles").glob("2022-09-15-*.txt"))
DATELINE = [sys.executable, "-m", "dateline"]
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def dateline(*words: object, **options) -> subprocess.CompletedProcess:
    """Run the command as a user would."""
    options = {"capture_output": True, "encoding": "utf-8"} | options
    return subprocess.run([*DATELINE, *map(str, words)], **options)


def here(*words: object) -> subprocess.CompletedProcess:
    """Run the command in this process, which has loaded all that it needs."""
    from dateline.cli import app

    done = CliRunner().invoke(app, list(map(str, words)))
    crashed = done.exception is not None and not isinstance(done.exception, SystemExit)
    told = "".join(traceback.format_exception(done.exception)) if crashed else ""
    return subprocess.CompletedProcess(words, done.exit_code, done.stdout, done.stderr + told)


@pytest.fixture(scope="session")
def root() -> Path:
    """The folder of the repository."""
    return ROOT


@pytest.fixture(scope="session")
def default_article() -> Path:
    """The article that the commands read when none is named."""
    return DEFAULT


@pytest.fixture(scope="session")
def reading(default_article: Path):
    """Everything that is read from the default article; tests must not change it."""
    from dateline import read_article

    return read_article(default_article)


@pytest.fixture(scope="session")
def article(default_article: Path):
    """The default article, loaded and not yet parsed."""
    from dateline.article import load_article

    return load_article(default_article)


@pytest.fixture(scope="session")
def default_page(default_article: Path, tmp_path_factory) -> Path:
    """The briefing of the default article as the command makes it; tests must not change it."""
    from dateline.render import brief

    folder = tmp_path_factory.mktemp("default")
    return brief(default_article, out=folder, progress=False, engine="dateline")


@pytest.fixture(scope="session")
def browser_path() -> str:
    """Where Chromium is; without it a test is skipped.

    On CI it must be there, so that a missing one cannot hide a page that does not work.
    """
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        if os.environ.get("CI"):
            pytest.fail("Chromium is not installed, and .ci/run should have installed it")
        pytest.skip("needs Chromium")
    return found


@pytest.fixture(scope="module")
def browser(browser_path: str):
    """Chromium driven by playwright, for the tests of a module."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=browser_path, args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.fixture
def chromium(browser_path: str, tmp_path: Path) -> Callable[..., subprocess.CompletedProcess]:
    """Run headless Chromium with more flags and a page."""
    flags = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    flags += ["--disable-component-update", "--disable-sync", "--no-first-run"]

    def run(*args: str) -> subprocess.CompletedProcess:
        command = [browser_path, *flags, f"--user-data-dir={tmp_path / 'profile'}", *args]
        return subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)

    return run
