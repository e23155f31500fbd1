"""Blocks of the page: escaped, linked, and figures that survive their slimming."""

import html
import io
import re

from dateline import briefing, charts, evidence, look


def test_slimmed_figures_keep_their_transforms(reading):
    """Rounding a glyph's scale of a hundredth once spread the letters over the page."""
    ax = charts.draw_tolls(reading.tolls, reading.theatre)
    whole = io.BytesIO()
    ax.figure.savefig(whole, format="svg")
    slim = look.drawing(ax.figure, "svg")
    scales = re.findall(rb"scale\([\d. -]+\)", whole.getvalue())
    assert len(scales) > 10
    assert re.findall(rb"scale\([\d. -]+\)", slim) == scales
    assert len(slim) < len(whole.getvalue())
    assert not re.search(rb"\.\d{3}", b"".join(re.findall(rb' d="([^"]*)"', slim)))


def test_every_sentence_is_an_anchor(reading):
    shown = evidence.annotated_article(reading).data
    for sentence in reading.sentences["sentence_id"]:
        assert f'id="s{sentence}"' in shown


def test_marked_text_is_the_whole_text(reading):
    shown = evidence.annotated_article(reading).data
    shown = re.sub(r'<span class="sid">.*?</span>|<details.*?</details>', "", shown)
    words = " ".join(html.unescape(re.sub(r"<[^>]+>", "", shown)).split())
    for quote in reading.sentences["quote"]:
        assert " ".join(quote.split()) in words


def test_ledger_links_each_claim(reading):
    shown = briefing.ledger(reading).data
    for claim in reading.claims.itertuples():
        assert f'id="{claim.claim_id}"' in shown and f'href="#s{claim.sentence_id}"' in shown


def test_left_out_gives_reasons(reading):
    shown = briefing.left_out(reading).data
    assert "up to 100 Armenian soldiers" in shown and "remains" in shown


def test_page_head_says_as_of(reading):
    bundle = briefing.header(reading)._repr_mimebundle_()
    assert bundle["application/vnd.dateline+json"]["as_of"] == "As of Thursday 15 September 2022"


def test_claims_are_marked_in_their_sentences(reading):
    shown = evidence.claims_in_sentences(reading).data
    for words in ("155", "105", "50", "6,700", "killed"):
        assert words in shown
    assert "<script" not in shown
