"""Blocks of the page: escaped, linked, and figures that survive their slimming."""

import re

from dateline import briefing, charts


def test_slimmed_figures_keep_their_transforms(reading):
    """Rounding a glyph's scale of a hundredth once spread the letters over the page."""
    kind, image = briefing._image(charts.draw_tolls(reading.tolls, reading.theatre))
    scales = re.findall(rb"scale\(([\d.]+)", image)
    assert kind == "svg+xml" and scales
    assert all(len(scale) > 5 for scale in scales)
    paths = b"".join(re.findall(rb' d="([^"]*)"', image))
    assert not re.search(rb"\.\d{3}", paths)


def test_every_sentence_is_an_anchor(reading):
    page = briefing.annotated_article(reading).data
    for sentence in reading.sentences["sentence_id"]:
        assert f'id="s{sentence}"' in page


def test_marked_text_is_the_whole_text(reading):
    page = briefing.annotated_article(reading).data
    inner = re.findall(r'<span class="sid">s\d+</span>(.*?)</span> ', page, re.DOTALL)
    words = re.sub(r"<a class=\"back\".*?</a>|<[^>]+>", "", inner[2]).strip()
    assert words == reading.sentences["quote"].iloc[2].replace("'", "&#39;")


def test_ledger_links_each_claim(reading):
    page = briefing.ledger(reading).data
    for claim in reading.claims.itertuples():
        assert f'id="{claim.claim_id}"' in page and f'href="#s{claim.sentence_id}"' in page


def test_left_out_gives_reasons(reading):
    page = briefing.left_out(reading).data
    assert "up to 100 Armenian soldiers" in page and "remains" in page


def test_page_head_says_as_of(reading):
    bundle = briefing.header(reading)._repr_mimebundle_()
    assert bundle["application/vnd.dateline+json"]["as_of"] == "As of Thursday 15 September 2022"
