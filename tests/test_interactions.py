"""Who does what to whom, and which side gets to speak."""

import pandas as pd
import pytest

from dateline import DATA
from dateline.interactions import (
    KINDS,
    actor_graph,
    draw_interactions,
    interactions_alt_text,
)
from dateline.look import drawing
from dateline.voices import draw_voices, voices_alt_text, voices_table


def actors(*sides: str | None) -> pd.DataFrame:
    """Actors a0, a1 … of these sides."""
    rows = [
        {"actor_id": f"a{n}", "name": f"Actor {n}", "side_id": side, "actor_type": "state"}
        for n, side in enumerate(sides)
    ]
    return pd.DataFrame(rows)


def events(*acts: tuple[str, str | None, str]) -> pd.DataFrame:
    """Asserted events from (actor, recipient, PLOVER type)."""
    columns = ["actor", "recipient", "plover_type", "factuality", "scope", "sentence_id"]
    rows = [(*act, "asserted", "current", n) for n, act in enumerate(acts)]
    return pd.DataFrame(rows, columns=columns)


def statements(*said: tuple[str | None, str]) -> pd.DataFrame:
    """Statements from (speaker, directness)."""
    return pd.DataFrame(list(said), columns=["speaker", "directness"])


def test_every_plover_type_of_the_lexicon_is_one_kind_of_act():
    lexicon = pd.read_csv(DATA / "reference" / "plover.csv")
    drawn = [plover for plovers, _ in KINDS.values() for plover in plovers]
    assert len(drawn) == len(set(drawn))
    assert set(lexicon["plover_type"].dropna()) <= set(drawn)


def test_each_recipient_of_each_actor_is_an_edge_and_oneself_is_none():
    graph = actor_graph(actors("x", "y", None), events(("a0;a1", "a1;a2", "CONSULT")))
    assert sorted(graph.edges()) == [("a0", "a1"), ("a0", "a2"), ("a1", "a2")]
    assert graph.nodes["a2"]["side_id"] == ""


def test_an_event_without_a_recipient_is_no_edge_and_is_said_to_be_left_out():
    table = events(("a0", None, "ASSAULT"), ("a0", "a1", "ASSAULT"))
    ax = draw_interactions(actors("x", "y"), table)
    assert actor_graph(actors("x", "y"), table).number_of_edges() == 1
    assert any("1 events without" in text.get_text() for text in ax.texts)


def test_marks_link_to_their_sentence_and_hollow_ones_did_not_happen():
    table = events(("a0", "a1", "ASSAULT"), ("a1", "a0", "ASSAULT"))
    table.loc[1, "factuality"] = "planned"
    marks = [line for line in draw_interactions(actors("x", "y"), table).lines if line.get_url()]
    assert [mark.get_url() for mark in marks] == ["#s0", "#s1"]
    assert [mark.get_markerfacecolor() == "white" for mark in marks] == [False, True]


@pytest.mark.parametrize("n", [0, 1, 6, 30, 45])
def test_the_matrix_is_drawn_with_any_number_of_actors(n):
    table = events(*((f"a{k}", f"a{(k * 7 + 1) % n}", "ACCUSE") for k in range(n)))
    ax = draw_interactions(actors(*("x" if k % 3 else None for k in range(n))), table)
    assert b"<svg" in drawing(ax.figure, "svg")
    assert len(ax.get_yticklabels()) <= 30


def test_few_acts_are_told_and_many_are_counted():
    few = draw_interactions(actors("x", "y"), events(("a0", "a1", "ASSAULT")))
    assert few.figure.get_suptitle() == "Actor 0 → Actor 1 (fights)"
    more = [("a0", "a1", "ASSAULT"), ("a0", "a2", "ACCUSE"), ("a2", "a1", "REQUEST")]
    many = draw_interactions(actors("x", "y", "z"), events(*more, ("a0", "a2", "ASSAULT")))
    assert many.figure.get_suptitle() == "Actor 0 in 3 of 4 acts between two actors"


def test_a_name_with_markup_stays_text():
    people = actors("x", "y")
    people["name"] = ["<script>alert(1)</script>", "$\\frac{1}{0}$ & co"]
    ax = draw_interactions(people, events(("a0", "a1", "ACCUSE")))
    assert b"<script" not in drawing(ax.figure, "svg")


def test_alt_text_names_the_acts():
    text = interactions_alt_text(actors("x", "y"), events(("a0", "a1", "REQUEST")))
    assert "Actor 0 asks Actor 1" in text
    assert "Empty matrix" in interactions_alt_text(actors("x"), events())


def test_a_side_that_is_never_heard_has_a_row():
    said = statements(("a0", "direct"), ("a0", "indirect"), (None, "direct"))
    table = voices_table(actors("x", "y"), said, {"x": "Xland", "y": "Yland"})
    assert table[["name", "statements", "direct"]].values.tolist() == [
        ["Xland", 2, 1],
        ["Yland", 0, 0],
    ]
    ax = draw_voices(actors("x", "y"), said)
    assert any(text.get_text().strip() == "not heard" for text in ax.texts)
    assert "x: 2, of them 1" in voices_alt_text(actors("x", "y"), said)


def test_no_statement_gives_an_honest_figure():
    ax = draw_voices(actors("x"), statements())
    assert ax.texts[0].get_text().startswith("No statement")
