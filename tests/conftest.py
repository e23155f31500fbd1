"""Fixtures that several tests share: the default article and what is read from it."""

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
DEFAULT = ROOT / "data/articles/2022-09-15-latimes-armenia-azerbaijan-ceasefire.txt"
GOLD = ROOT / "tests/gold/2022-09-15-ceasefire.json"


@pytest.fixture(scope="session")
def default_article():
    """The default article, loaded."""
    from dateline.article import load_article

    return load_article(DEFAULT)


@pytest.fixture(scope="session")
def reading():
    """Everything that is read from the default article."""
    from dateline import read_article

    return read_article(DEFAULT)
