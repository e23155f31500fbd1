"""Sentences of the briefing: computed, linked, at most five."""

from conftest import DEFAULT

from dateline import findings, read_article


def test_highlights_are_linked_and_few(reading):
    items = findings.highlight_items(reading)
    assert 3 <= len(items) <= 6
    assert all(item["sentence_ids"] for item in items)
    known = set(reading.sentences["sentence_id"])
    assert all(set(item["sentence_ids"]) <= known for item in items)


def test_toll_names_claimants_and_check(reading):
    text = findings.highlight_items(reading)[1]["text"]
    for part in (
        "155 killed",
        "105",
        "Pashinyan",
        "50",
        "105 + 50 = 155: the parts agree with the total",
    ):
        assert part in text


def test_background_is_kept_apart(reading):
    texts = [item["text"] for item in findings.highlight_items(reading)]
    assert any(text.startswith("Kept apart") and "6,700" in text for text in texts)


def test_gaps_are_computed(reading):
    gaps = " ".join(findings.gaps(reading))
    assert "wounded" in gaps and "civilians" in gaps
    assert "No side gives a figure of the other side’s losses" in gaps


def test_gaps_follow_the_words(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("Two civilians were killed and five wounded in Kabul, police said.")
    gaps = " ".join(findings.gaps(read_article(path, theatre="none")))
    assert "wounded" not in gaps and "civilians" not in gaps
    assert "missing" in gaps and "No date of publication" in gaps


def test_reading_says_which_tables_it_has(reading):
    assert reading.articles["article_id"].iloc[0] == DEFAULT.stem
