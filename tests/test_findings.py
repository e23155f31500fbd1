"""Sentences of the briefing: computed, linked, at most five."""

import pytest
from conftest import DEFAULT

from dateline import briefing, disputes, findings, highlights, read_article


def test_highlights_are_linked_and_few(reading):
    items = highlights.highlight_items(reading)
    assert 3 <= len(items) <= 6
    assert all(item["sentence_ids"] for item in items)
    known = set(reading.sentences["sentence_id"])
    assert all(set(item["sentence_ids"]) <= known for item in items)


def test_toll_names_claimants_and_check(reading):
    text = highlights.highlight_items(reading)[0]["text"]
    for part in (
        "155 killed",
        "105",
        "Pashinyan",
        "50",
        "105 + 50 = 155: the parts agree with the total",
    ):
        assert part in text


def test_an_article_without_a_headline_opens_with_its_first_line(tmp_path, reading):
    assert (
        "reach cease-fire" not in highlights.highlight_items(reading)[0]["text"]
    )  # the title has it
    path = tmp_path / "a.txt"
    path.write_text("Two civilians were killed in Kabul, police said.")
    opening, toll = highlights.highlight_items(read_article(path, theatre="none"))[:2]
    assert opening["text"].endswith("“Two civilians were killed in Kabul, police said.”")
    assert opening["sentence_ids"] == [0] and toll["text"].startswith("2 killed")


def test_background_is_kept_apart(reading):
    texts = [item["text"] for item in highlights.highlight_items(reading)]
    assert any(text.startswith("Kept apart") and "6,700" in text for text in texts)


def test_gaps_are_computed(reading):
    gaps = " ".join(gap["text"] for gap in disputes.gaps(reading))
    assert "wounded" in gaps and "civilians" in gaps
    assert "No side gives a figure of the other side’s losses" in gaps


def test_gaps_follow_the_words(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("Two civilians were killed and five wounded in Kabul, police said.")
    rows = disputes.gaps(read_article(path, theatre="none"))
    gaps = " ".join(gap["text"] for gap in rows)
    assert "wounded" not in gaps and "civilians" not in gaps
    assert "missing" in gaps and "No date of publication" in gaps


def test_reading_says_which_tables_it_has(reading):
    assert reading.articles["article_id"].iloc[0] == DEFAULT.stem


def test_each_side_speaks_of_its_own_losses(reading):
    (table,) = disputes.loss_tables(reading)
    assert table["columns"] == ["Armenia", "Azerbaijan", "in all"]
    said = {
        row["who"]: [[c["figure"] for c in cell] for cell in row["cells"]] for row in table["rows"]
    }
    assert said["Nikol Pashinyan"] == [["105"], [], []]
    assert said["the reporter"] == [[], [], ["155"]]
    relations = {c["relation"] for row in table["rows"] for cell in row["cells"] for c in cell}
    assert relations == {"own side", ""}


@pytest.mark.parametrize(
    ("figures", "words"),
    [
        ([(50, 50, 50), (71, 71, 71)], "50 to 71"),
        ([(50, 50, 50), (50, 50, 50)], "50, by 2 claimants"),
        ([(50, 50, 50), (100, 100, None)], "at least 50"),
        ([(None, 30, 30), (10, 10, 10)], "10 to 30"),
    ],
)
def test_the_range_spans_what_anyone_claims(figures, words):
    rows = [
        {"low": low, "best": best, "high": high, "counted": True, "figure": str(best), "who": n}
        | {"qualifier": "exact", "claimant_name": f"claimant {n}"}
        | {"claim_id": f"c{n}", "same_as": None, "sentence_id": n}
        for n, (low, best, high) in enumerate(figures)
    ]
    assert disputes._range(rows) == words


def range_of(*told):
    """The range line for figures with who says each and which earlier figure it repeats."""
    rows = [
        {"low": n, "best": n, "high": n, "figure": str(n), "who": who, "claimant_name": who}
        | {"claim_id": f"c{i}", "same_as": same_as, "sentence_id": i}
        | {"qualifier": "exact", "counted": True}
        for i, (n, who, same_as) in enumerate(told)
    ]
    return disputes._range(rows)


def test_a_vague_figure_stays_vague_in_the_range():
    row = {"low": 3, "best": None, "high": None, "qualifier": "vague", "figure": "several"}
    row |= {"who": "police", "claimant_name": "police", "counted": True, "same_as": None}
    told = [row | {"claim_id": f"c{n}", "sentence_id": n} for n in range(2)]
    told[1] |= {"same_as": "c0"}
    other = row | {"low": 2, "best": 2, "high": 2, "qualifier": "exact", "figure": "2"}
    other |= {"claim_id": "c2", "sentence_id": 2, "who": "army", "claimant_name": "army"}
    assert disputes._range([*told, other]) == "several (3 or more); not added: 2"


def test_the_range_is_of_the_same_people():
    told = [(11, "a governor", None), (11, "the police", "c0"), (2, "a mayor", None)]
    assert range_of(*told) == "11; not added: 2"
    assert range_of((6, "an official", None), (8, "an official", None), (35, "rebels", None)) == (
        "told of different people"
    )


def test_a_claimant_who_repeats_a_figure_is_one_claimant():
    row = {"low": 4, "best": 4, "high": 4, "counted": True, "figure": "4", "who": "rebels"}
    assert disputes._range([row, row]) == "one figure"
    assert disputes._range([row, row, row | {"who": "a ministry"}]) == "4, by 2 claimants"


@pytest.mark.parametrize(
    ("line", "printed"),
    [
        ("The army said on Monday that two men died.", ("said on Monday that", "two men died", "")),
        ("Two men died, the army said.", ("said", "Two men died", "")),
        ("Two men died, according to the army.", ("", "Two men died", "according to the army")),
        ("A doctor told Reuters that two men died.", ("told Reuters that", "two men died", "")),
        (
            "“They died at the gate,” the doctor told the BBC.",
            ("told BBC:", "“They died at the gate”", ""),
        ),
        ("Peru accused Chile of lying.", ("accused", "Chile of lying", "")),
    ],
)
def test_a_statement_reads_in_the_order_of_its_words(line, printed, tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(f"Two men dead\n\nShots were fired on Sunday. {line}\n", encoding="utf-8")
    reading = read_article(path, published="2024-05-06", theatre="none")
    row = disputes.said_rows(reading)[-1]
    assert (row["before"], row["words"], row["after"]) == printed


def test_a_pronoun_is_no_heading_of_a_speaker(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("Two men dead\n\nIt said that two men were shot dead at dawn.\n", "utf-8")
    reading = read_article(path, published="2024-05-06", theatre="none")
    assert [row["who"] for row in disputes.said_rows(reading)] == ["speaker not named"]


def test_a_clock_that_agrees_is_shown(reading):
    (check,) = disputes.time_checks(reading)
    assert "agrees with 8 p.m. Wednesday" in check["note"]


def test_a_part_of_a_figure_is_no_account_of_its_own(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(
        "Shells killed 12 people in Kassala, doctors said, among them four children. "
        "The governor said 15 civilians were killed."
    )
    (table,) = disputes.loss_tables(read_article(path, theatre="none"))
    assert table["ranges"] == ["12 to 15"]


def test_sides_are_named_even_when_several_figures_are_theirs(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(
        "Two Russian soldiers were killed near Bria, doctors said. "
        "Three Russian soldiers were wounded, doctors said."
    )
    reading = read_article(path, theatre="none")
    cards = findings.toll_cards(reading, "current")
    assert [(card["whose"], card["is_whole"]) for card in cards] == [("Russia", True)] * 2
    first, second = (item["text"] for item in highlights.highlight_items(reading)[1:3])
    assert first == "2 killed (Russia), according to doctors."
    assert second == "Also 3 wounded (Russia), according to doctors."


def test_without_a_toll_the_figures_of_earlier_events_come_first(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(
        "Truce holds along the border\n\nA ceasefire held on Tuesday.\n\n"
        "The war has killed 4,000 people since 2014, the United Nations says. "
        "In 2014 a shell killed 16 people at a bus stop in Donetsk.\n"
    )
    reading = read_article(path, published="2016-03-02", theatre="none")
    texts = [item["text"] for item in highlights.highlight_items(reading)]
    assert texts[0].startswith("No figure of people killed was read")
    assert texts[1] == (
        "Kept apart from the toll: 4,000 killed (background, since 2014; United Nations), "
        "16 killed (background, 2014; the reporter)."
    )
    cards = briefing.key_figures(reading).data
    assert cards.index("4,000") < cards.index("16") and "these are of earlier events" in cards


def test_figures_of_the_background_are_not_added_up(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(
        "Shells killed two men in Bria on Monday, police said. More than 300 people have been "
        "killed in the war since March 2021, the United Nations says. In 2015, a raid killed 40."
    )
    reading = read_article(path, theatre="none", published="2024-05-02")
    assert highlights.highlight_items(reading)[-1]["text"] == (
        "Kept apart from the toll: at least 300 killed (background, since March 2021; "
        "United Nations), 40 killed (background, 2015; the reporter)."
    )


def test_what_was_not_read_is_not_said_to_be_missing(tmp_path):
    path = tmp_path / "a.txt"
    words = "Des obus sont tombés dimanche sur un hôpital de la ville de Goma, faisant au moins "
    path.write_text(f"{words}dix-sept morts et plus de trois cents blessés, selon des sources.")
    reading = read_article(path, theatre="none")
    (gap,) = disputes.gaps(reading)
    assert gap["text"] == "The article was not read, for it is not in English."
    assert highlights.highlight_items(reading)[-1]["text"] == findings.UNREAD
    assert findings.silence(reading) == findings.UNREAD
    assert findings.tolls_alt_text(reading).endswith("not read.")


def test_the_highlights_say_that_figures_differ(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(
        "Shells hit a market on Monday and killed 12 people, a doctors’ group said. "
        "The governor said 15 people were killed."
    )
    told = highlights.highlight_items(read_article(path, theatre="none"))[1]["text"]
    assert told.endswith("Figures differ: 12 (doctors’ group), 15 (governor).")
