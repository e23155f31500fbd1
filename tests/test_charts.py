"""Figures say what the tables say: ask the artists, not the pixels."""

import pandas as pd
import pytest
from matplotlib.colors import to_hex as mpl_colour

from dateline import charts, findings, look, page, read_article, schema, voices

COMMON = {"article_id": "a", "event_id": "current", "scope": "current", "harm": "killed"}


def toll(side_id, low, best, high, **more):
    row = {"side_id": side_id, "low": low, "best": best, "high": high, "claimants": "the army"}
    return COMMON | row | {"n_claims": 1, "claim_ids": "c0"} | more


def texts(ax):
    return [t.get_text() for t in ax.texts]


@pytest.mark.parametrize(
    ("bounds", "words"),
    [
        ((155, 155, 155), "155"),
        ((6700, 6700, None), "at least 6,700"),
        ((None, 100, 100), "up to 100"),
        ((None, 30, None), "about 30"),
        ((17, None, 18), "17 to 18"),
        ((24, None, None), "dozens (24 or more)"),
        ((100, 105, 110), "100 to 110 (best 105)"),
    ],
)
def test_hedges_are_kept_in_words(bounds, words):
    assert look.figure_text(*bounds) == words


def test_tolls_are_bars_with_figure_and_claimant():
    tolls = schema.frame("tolls", [toll("ARM", 105, 105, 105), toll("AZE", 50, 50, 50)])
    ax = charts.draw_tolls(tolls)
    assert sorted(bar.get_width() for bar in ax.patches) == [50, 105]
    assert {"105", "50"} <= set(texts(ax)) and "the army" in texts(ax)


def test_a_range_is_drawn_as_a_range():
    ax = charts.draw_tolls(schema.frame("tolls", [toll("ARM", 7, None, 24)]))
    assert any(list(line.get_xdata()) == [7, 24] for line in ax.lines)


@pytest.mark.parametrize("most", [1, 3, 15, 38, 4_900])
def test_an_axis_counts_in_whole_people(most):
    ax = charts.draw_tolls(schema.frame("tolls", [toll("all", most, most, most)]))
    ticks = ax.get_xticks()
    assert all(tick == int(tick) for tick in ticks)
    labels = [label.get_text() for label in ax.get_xticklabels()]
    assert len(set(labels)) == len(labels) > 1


@pytest.mark.parametrize("most", [45_000, 2_000_000, 31_000_000])
def test_large_numbers_along_an_axis_stand_apart(most):
    ax = charts.draw_tolls(schema.frame("tolls", [toll("all", most, most, None)]))
    ax.figure.draw_without_rendering()
    boxes = [label.get_window_extent() for label in ax.get_xticklabels()]
    assert all(a.x1 < b.x0 for a, b in zip(boxes, boxes[1:], strict=False))


def test_background_is_not_drawn_among_the_tolls():
    rows = [
        toll("all", 155, 155, 155),
        toll("all", 6700, 6700, None, event_id="b", scope="background"),
    ]
    ax = charts.draw_tolls(schema.frame("tolls", rows))
    assert [bar.get_width() for bar in ax.patches] == [155]


def test_the_check_is_the_finding():
    tolls = schema.frame(
        "tolls", [toll("all", 155, 155, 155, check="105 + 50 = 155: the parts agree")]
    )
    assert charts.draw_tolls(tolls).figure.get_suptitle().startswith("105 + 50 = 155")


def test_a_claim_about_one_side_is_no_finding_about_all():
    rows = [toll("A", None, 30, 30), toll("all", 6, 6, 7), toll("all", 9, 9, 9, harm="wounded")]
    ax = charts.draw_tolls(schema.frame("tolls", rows))
    assert ax.figure.get_suptitle() == "6 to 7 killed"
    ax = charts.draw_tolls(schema.frame("tolls", [rows[0], rows[2]]))
    assert ax.figure.get_suptitle() == "Up to 30 killed (A)"


def test_on_a_phone_everything_of_a_chart_is_inside_its_picture(reading):
    tolls, actors = reading.tolls, reading.actors
    who = findings.claimants(reading)
    for ax in (
        charts.draw_tolls(tolls, reading.theatre, who=who, narrow=True),
        voices.draw_actors(actors, reading.statements, reading.theatre, narrow=True),
    ):
        assert ax.figure.get_figwidth() == look.NARROW
        ax.figure.draw_without_rendering()
        room = ax.figure.bbox.width
        for words in (*ax.texts, ax.title, *ax.get_legend_handles_labels()[0]):
            box = words.get_window_extent()
            assert box.x0 >= -1 and box.x1 <= room + 1, words.get_text()
    shown = texts(charts.draw_tolls(tolls, who=who, narrow=True))
    assert "In all, killed" in shown and "Nikol Pashinyan, Prime Minister of Armenia" in shown


def test_empty_tables_give_an_honest_figure():
    for ax in (
        charts.draw_tolls(schema.frame("tolls", [])),
        charts.draw_claims(schema.frame("claims", [])),
        voices.draw_actors(schema.frame("actors", []), schema.frame("statements", [])),
    ):
        assert len(texts(ax)[0]) > 20


def test_a_page_prints_the_words_of_an_empty_figure():
    """A sentence is no picture that scrolls sideways."""
    empty = charts.draw_claims(schema.frame("claims", []))
    html = page.figure(empty, alt="x").data
    assert "No figure of the event reported was read" in html and "<svg" not in html


def test_claims_of_the_default_article(reading):
    ax = charts.draw_claims(reading.claims, reading.theatre)
    current = reading.claims[reading.claims["scope"] == "current"]
    marks = [line for line in ax.lines if line.get_marker() == "o"]
    assert len(marks) == len(current)


def test_colours_of_sides_come_from_the_theatre(reading):
    colours = look.side_colours(pd.Series(["ARM", "XXX"]), reading.theatre)
    assert colours["ARM"] == reading.theatre.side("ARM").colour
    assert colours["XXX"] in look.SPARE_COLOURS


def test_claimants_stand_with_full_name_and_office(reading):
    who = findings.claimants(reading)
    ax = charts.draw_tolls(reading.tolls, reading.theatre, who=who)
    shown = " ".join(" ".join(texts(ax)).split())
    assert "Nikol Pashinyan, Prime Minister of Armenia" in shown
    assert who["Azerbaijan"] == "Azerbaijan"  # a state holds no office


def test_no_figure_runs_into_its_claimant():
    long = toll("all", 200, None, None, claimants="Emergency Lawyers")
    ax = charts.draw_tolls(schema.frame("tolls", [long, toll("A", 3, 3, 3)]))
    ax.figure.draw_without_rendering()
    words = next(t for t in ax.texts if t.get_text().startswith("hundreds"))
    assert words.get_window_extent().x1 <= ax.get_window_extent().x1


def test_a_state_without_a_theatre_is_called_by_its_name():
    ax = charts.draw_tolls(schema.frame("tolls", [toll("IRQ", 3, 3, 3)]))
    assert "Iraq, killed" in texts(ax)


def speakers(*said: tuple[str, int]):
    """Tables of actors and of statements from (name, number of statements)."""
    actors = [
        {"actor_id": name, "name": name, "side_id": None, "n_mentions": 2, "first_sentence_id": 0}
        for name, _ in said
    ]
    spoken = [{"speaker": name, "directness": "direct"} for name, n in said for _ in range(n)]
    return pd.DataFrame(actors), pd.DataFrame(spoken, columns=["speaker", "directness"])


@pytest.mark.parametrize(
    ("said", "title"),
    [
        ([("Rebels", 3), ("an army", 2)], "Heard most: Rebels (3 of 5 statements)"),
        ([("A", 1), ("B", 1)], "Heard most: A, B (1 of 2 statements each)"),
        ([("A", 2), ("B", 2), ("C", 2), ("D", 2)], "8 statements, at most 2 by any speaker"),
        ([("A", 0)], "1 actor, none of them quoted"),
    ],
)
def test_who_is_heard_most_needs_no_verb(said, title):
    assert voices.draw_actors(*speakers(*said)).figure.get_suptitle() == title


@pytest.mark.parametrize("n", [1, 40])
def test_numbers_of_namings_stand_inside_the_chart(n):
    actors, statements = speakers(("A", 1), ("B", 0))
    ax = voices.draw_actors(actors.assign(n_mentions=n), statements)
    ax.figure.draw_without_rendering()
    numbers = [t.get_window_extent() for t in ax.texts if t.get_text() == str(n)]
    assert all(box.x0 >= ax.get_window_extent().x0 for box in numbers)


def test_a_side_has_one_colour_in_cards_and_bars(tmp_path):
    """Also where background tells of more sides, and no theatre gives them colours."""
    path = tmp_path / "two.txt"
    path.write_text(
        "Attack kills three soldiers\n\nThree Kenyan soldiers were killed on Monday. In 2015, 80 "
        "Burundian soldiers were killed.", "utf-8"
    )  # fmt: skip
    reading = read_article(path, published="2024-05-02")
    ax = charts.draw_tolls(reading.tolls, claims=reading.claims)
    bars = {mpl_colour(patch.get_facecolor()) for patch in ax.patches}
    assert {c["colour"].lower() for c in findings.toll_cards(reading, "current")} & bars


@pytest.mark.parametrize("narrow", [True, False])
def test_heads_of_columns_stand_below_the_title(narrow):
    """However many lines the title and the measure take."""
    many = [(f"An organisation with a name that is long {n}", 1) for n in range(3)]
    ax = voices.draw_actors(*speakers(*many, *((str(n), 0) for n in range(20))), narrow=narrow)
    ax.figure.draw_without_rendering()
    boxes = {text.get_text(): text.get_window_extent() for text in ax.texts}
    measure = next(box for words, box in boxes.items() if words.startswith("Mentions"))
    assert boxes["statements made"].y1 <= measure.y0
    assert boxes["times named"].y1 <= measure.y0


def test_the_legend_stands_clear_of_the_bars():
    sides = ["Northern forces and their allies", "Southern forces and their allies"]
    rows = [
        {"article_id": "a", "actor_id": f"a{n}", "name": f"Actor {n}", "actor_type": "military",
         "side_id": side, "n_mentions": 9, "first_sentence_id": 0}
        for n, side in enumerate(sides)
    ]  # fmt: skip
    ax = voices.draw_actors(schema.frame("actors", rows), schema.frame("statements", []))
    ax.figure.draw_without_rendering()
    assert ax.get_legend().get_window_extent().y1 <= ax.get_window_extent().y0 + 1


def test_a_total_of_one_side_is_drawn_once():
    rows = [toll("ARM", 3, 3, 3), toll("all", 3, 3, 3)]
    assert len(charts.draw_tolls(schema.frame("tolls", rows)).patches) == 1
