"""Both sides are read alike: exchanging their names exchanges them in the tables."""

import sys

from conftest import DEFAULT, ROOT

from dateline.article import load_article

sys.path.insert(0, str(ROOT / "benchmarks"))
import evenhanded  # noqa: E402


def test_swapping_twice_gives_the_text_back():
    words = evenhanded.load_swaps()["armenia-azerbaijan"]
    text = load_article(DEFAULT).text
    swapped = evenhanded.swap(text, words)
    assert swapped != text and evenhanded.swap(swapped, words) == text


def test_default_article_is_read_alike():
    article = load_article(DEFAULT)
    words = evenhanded.load_swaps()["armenia-azerbaijan"]
    result = evenhanded.compare("a", article.text, str(article.published), words)
    assert result["rows"] >= 40
    assert result["same"] >= 0.98 * result["rows"]


def test_a_partial_reading_would_show():
    """Without the demonyms the exchange is not complete, and the share falls."""
    article = load_article(DEFAULT)
    words = {"Armenia": "Azerbaijan", "Azerbaijan": "Armenia"}
    result = evenhanded.compare("a", article.text, str(article.published), words)
    assert result["same"] < 0.98 * result["rows"]
