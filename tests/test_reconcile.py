"""Claims to tolls: one group once, parts against totals, events apart."""

from types import SimpleNamespace

import pytest

from dateline.article import make_article
from dateline.claims.reconcile import SUM, reconcile
from dateline.extract import extract_rows
from dateline.parse import parse
from dateline.schema import frame

DEFAULTS = {
    "article_id": "test",
    "sentence_id": 0,
    "start_char": 0,
    "end_char": 1,
    "quote": "",
    "harm": "killed",
    "qualifier": "exact",
    "victims": "people",
    "victim_type": "unknown",
    "side_id": None,
    "side": None,
    "claimant": None,
    "claimant_name": None,
    "scope": "current",
    "event_id": "current",
    "date_start": None,
    "date_end": None,
    "subset_of": None,
    "same_as": None,
    "apart_by": None,
    "is_perpetrator": False,
    "counted": True,
    "reason": None,
    "confidence": 0.9,
}


def claim(number: int, best: int | None, **columns) -> dict:
    """A claim row; each stands in a sentence of its own."""
    figures = {"low": best, "best": best, "high": best}
    row = DEFAULTS | figures | {"claim_id": f"c{number}", "sentence_id": number}
    return row | columns


def toll(rows: list[dict], side: str = "all", event: str = "current", harm: str = "killed") -> dict:
    """The one row of a side, event and harm."""
    (row,) = [r for r in rows if (r["side_id"], r["event_id"], r["harm"]) == (side, event, harm)]
    return row


def bounds(row: dict) -> tuple:
    """Low, best and high of a toll."""
    return row["low"], row["best"], row["high"]


def test_nothing_gives_nothing():
    assert reconcile([]) == []


def test_parts_agree_with_the_total():
    rows = reconcile(
        [
            claim(0, 155, side_id="all"),
            claim(1, 105, side_id="north"),
            claim(2, 50, side_id="south"),
        ]
    )
    assert bounds(toll(rows)) == (155, 155, 155)
    assert toll(rows)["check"] == "105 + 50 = 155: the parts agree with the total"
    assert bounds(toll(rows, "north")) == (105, 105, 105)


def test_parts_that_disagree_are_said_so():
    rows = reconcile(
        [
            claim(0, 155, side_id="all"),
            claim(1, 105, side_id="north"),
            claim(2, 60, side_id="south"),
        ]
    )
    assert toll(rows)["check"] == "105 + 60 = 165: 10 more than the total of 155"


def test_a_repeat_counts_once():
    rows = reconcile([claim(0, 12), claim(1, 12, same_as="c0")])
    assert bounds(toll(rows)) == (12, 12, 12)
    assert toll(rows)["n_claims"] == 2


def test_a_part_is_not_added():
    rows = reconcile([claim(0, 12), claim(1, 4, subset_of="c0")])
    assert bounds(toll(rows)) == (12, 12, 12)


def test_groups_are_added():
    assert bounds(toll(reconcile([claim(0, 3), claim(1, 4, sentence_id=0)]))) == (7, 7, 7)


def test_claims_that_differ_span_a_range():
    rows = reconcile(
        [
            claim(0, 145, claimant_name="Monitor"),
            claim(1, 78, claimant_name="State media", same_as="c0"),
        ]
    )
    assert (toll(rows)["low"], toll(rows)["high"]) == (78, 145)
    assert "145 (Monitor)" in toll(rows)["note"] and "78 (State media)" in toll(rows)["note"]


def test_an_open_range_stays_open():
    rows = reconcile([claim(0, 6700, high=None, qualifier="at_least")])
    assert bounds(toll(rows)) == (6700, 6700, None)


def test_events_are_never_added():
    rows = reconcile([claim(0, 12), claim(1, 6700, event_id="background-2020", scope="background")])
    assert toll(rows)["best"] == 12
    assert toll(rows, event="background-2020")["best"] == 6700


def test_wounded_who_died_move():
    rows = reconcile([claim(0, 46, harm="wounded"), claim(1, 2, subset_of="c0")])
    assert toll(rows)["best"] == 2
    assert toll(rows, harm="wounded")["best"] == 44


def test_perpetrators_are_kept_apart_in_the_note():
    rows = reconcile([claim(0, 7), claim(1, 1, is_perpetrator=True, sentence_id=0)])
    assert toll(rows)["best"] == 8
    assert toll(rows)["note"].endswith("includes 1 who carried out the attack; 7 without them")


def test_attackers_beside_a_stated_toll_are_told_as_such():
    bomber = claim(2, 1, is_perpetrator=True, claimant_name="officials")
    row = toll(reconcile([claim(0, 28), claim(1, 28, same_as="c0"), bomber]))
    assert row["best"] == 28 and row["note"] == "not added: 1 who carried out the attack"
    only = toll(reconcile([claim(0, 20, is_perpetrator=True, claimant_name="the army")]))
    assert only["note"] == "all 20 carried out the attack"


def test_what_the_text_leaves_out_is_left_out():
    assert toll(reconcile([claim(0, 1), claim(1, 18, counted=False)]))["best"] == 1


def test_a_closing_count_is_the_total():
    rows = reconcile([claim(0, 1), claim(1, 1), claim(2, 2, victims="2 fatalities")])
    assert toll(rows)["best"] == 2


@pytest.mark.parametrize("scope", ["hypothetical", "negated"])
def test_what_did_not_happen_has_no_toll(scope):
    assert reconcile([claim(0, 3, scope=scope)]) == []


def test_rows_fit_the_schema():
    frame("tolls", reconcile([claim(0, 3), claim(1, 4, side_id="north", harm="wounded")]))


def everybody(claims: list[dict]) -> dict:
    """The row for everybody killed."""
    return next(row for row in reconcile(claims) if row["side_id"] == "all")


def test_a_toll_that_the_text_comes_back_to_is_not_swollen():
    row = everybody([claim(0, 27), claim(1, 27, same_as="c0"), claim(2, 14, claimant_name="SANA")])
    assert (row["best"], row["high"]) == (27, 27)
    assert row["note"].startswith("not added") and "14 (SANA)" in row["note"]
    assert row["n_claims"] == 3


def test_figures_told_once_are_added():
    assert everybody([claim(0, 27), claim(1, 14)])["best"] == 41


def test_sides_are_added_even_when_one_is_told_twice():
    claims = [claim(0, 24, side_id="A"), claim(1, 24, side_id="A", same_as="c0")]
    assert everybody([*claims, claim(2, 12, side_id="B")])["best"] == 36


def test_rival_figures_of_two_claimants_are_not_added():
    army = claim(0, 15, victim_type="combatant", claimant_name="army")
    rebels = claim(1, 20, victim_type="combatant", claimant_name="rebels", sentence_id=1)
    row = everybody([army, rebels])
    assert bounds(row) == (15, 15, 20)
    assert row["note"] == "figures differ: 15 (army), 20 (rebels)"  # 20 are not among 15
    smaller = everybody([army | {"best": 15}, rebels | {"low": 9, "best": 9, "high": 9}])
    assert bounds(smaller) == (15, 15, 15) and smaller["claimants"] == "army"
    assert smaller["note"].startswith("not added") and smaller["note"].endswith(": 9 (rebels)")


@pytest.mark.parametrize(
    "columns",
    [
        {"victims": "20 other people"},
        {"victim_type": "civilian"},
        {"claimant_name": "army"},
        {"claimant_name": None},
        {"is_perpetrator": True},
    ],
)
def test_figures_that_cannot_be_of_the_same_people_are_added(columns):
    army = claim(0, 15, victim_type="combatant", claimant_name="army")
    told = {"claimant_name": "rebels", "victim_type": "combatant", "sentence_id": 1}
    assert bounds(everybody([army, claim(1, 20, **told | columns)]))[1] == 35


def test_one_dead_in_the_headline_is_no_toll_of_all():
    assert everybody([claim(0, 1), claim(1, 1, same_as="c0"), claim(2, 23)])["best"] == 24


def test_a_sum_that_nobody_states_says_so():
    row = everybody([claim(0, 39, side_id="UKR"), claim(1, 24, side_id="RUS")])
    assert row["best"] == 63 and row["note"].startswith(
        "not stated by anyone: the sum of 2 figures"
    )


def test_a_stated_toll_is_no_sum():
    assert everybody([claim(0, 39)])["note"] is None


def test_another_claimant_with_more_makes_a_range():
    """Nobody tells the army's fifteen apart from the doctors' twelve: one toll, two accounts."""
    text = (
        "Shelling kills 12 at market, doctors say\n\n"
        "Shells hit a market on Monday and killed 12 people, a doctors' group said. "
        "The governor said 15 civilians were killed."
    )
    rows = extract_rows(parse(make_article("a", text)))
    toll = next(row for row in rows["tolls"] if row["harm"] == "killed")
    assert (toll["low"], toll["high"]) == (12, 15)
    assert "15 (governor)" in toll["note"]


def test_a_sum_names_those_whose_figures_are_in_it():
    army = claim(0, 15, victim_type="combatant", claimant_name="army")
    doctors = claim(1, 4, victim_type="child", claimant_name="doctors")
    rebels = claim(2, 20, victim_type="combatant", claimant_name="rebels")
    row = everybody([army, doctors, rebels])
    assert (row["best"], row["claimants"]) == (19, "army; doctors")
    assert "20 (rebels)" in row["note"] and row["claim_ids"] == "c0 c1 c2"


def test_a_smaller_or_a_further_figure_is_no_rival():
    for told in ("another 15 people were killed", "10 civilians were killed"):
        text = f"A bomb killed 12 people, police said. The governor said {told}."
        rows = extract_rows(parse(make_article("a", text)))
        assert all(row["same_as"] is None for row in rows["claims"]), told


def test_notes_and_claims_of_a_toll_are_told_in_full():
    rows = reconcile(
        [
            claim(0, 5, claimant_name="A", victims="five guards"),
            claim(1, 7, same_as="c0", review="corrected by AB", victims="seven guards"),
            claim(2, 3, is_perpetrator=True),
        ]
    )
    row = toll(rows)
    assert bounds(row) == (8, 8, 10)
    assert (row["claim_ids"], row["n_claims"], row["claimants"]) == (
        "c0 c1 c2",
        3,
        "A; the reporter",
    )
    assert row["note"] == (
        f"{SUM} of 2 figures; figures differ: five guards (A), seven guards (the reporter);"
        " corrected by AB; includes 3 who carried out the attack; 5 without them"
    )


def test_the_figure_that_closes_a_report_is_its_total():
    rows = reconcile([claim(0, 4), claim(1, 2), claim(2, 7, victims="7 fatalities")])
    assert bounds(toll(rows)) == (7, 7, 7)
    assert toll(rows)["check"] == "4 + 2 = 6: 1 fewer than the total of 7"
    first = reconcile([claim(0, 7, victims="7 fatalities"), claim(1, 2)])
    assert bounds(toll(first)) == (9, 9, 9)  # what opens a report closes nothing


def test_a_side_has_its_part_of_a_total():
    rows = reconcile([claim(0, 10), claim(1, 4, side_id="north", subset_of="c0")])
    assert bounds(toll(rows)) == (10, 10, 10)
    assert bounds(toll(rows, "north")) == (4, 4, 4)
    rows = reconcile([claim(0, 10), claim(1, 4, side_id="north", counted=False)])
    assert [row["side_id"] for row in rows] == ["all"]


def test_sides_stand_in_the_order_of_the_theatre():
    theatre = SimpleNamespace(
        sides=[SimpleNamespace(side_id=s) for s in ("south", "north", "east")]
    )
    claims = [claim(n, 2, side_id=s) for n, s in enumerate(("another", "north", "south"))]
    rows = reconcile(claims, theatre)
    assert [row["side_id"] for row in rows] == ["south", "north", "another", "all"]


def test_a_sum_of_two_figures_in_three_is_a_total_only_without_a_side():
    parts = [claim(0, 6), claim(1, 4, side_id="north"), claim(2, 2, side_id="south")]
    assert bounds(toll(reconcile(parts))) == (6, 6, 6)
    parts[0]["side_id"] = "east"
    assert bounds(toll(reconcile(parts))) == (12, 12, 12)
    assert bounds(toll(reconcile([claim(0, 6), claim(1, 6)]))) == (12, 12, 12)


def test_a_repeat_without_a_bound_opens_the_range():
    open_end = claim(1, 7, same_as="c0", low=7, high=None)
    assert bounds(toll(reconcile([claim(0, 5), open_end]))) == (5, 5, None)
    about = claim(0, 5, low=None, high=None)
    assert bounds(toll(reconcile([about]))) == (None, 5, None)


def test_the_event_reported_comes_first_and_the_killed_before_the_wounded():
    old = {"event_id": "background", "scope": "background"}
    rows = reconcile([claim(0, 9, **old), claim(1, 3, harm="wounded"), claim(2, 2)])
    order = [(row["event_id"], row["harm"]) for row in rows if row["side_id"] == "all"]
    assert order == [("current", "killed"), ("current", "wounded"), ("background", "killed")]


@pytest.mark.parametrize(
    ("kinds", "killed"),
    [
        (("combatant", "police", "civilian"), 4),  # attackers are no total of their victims
        (("police", "civilian", "unknown"), 4),
        (("combatant", "combatant", "unknown"), 2),
        (("police", "mixed", "unknown"), 2),
        (("unknown", "police", "civilian"), 2),
    ],
)
def test_a_total_is_of_its_own_kind_of_victims(kinds, killed):
    claims = [claim(n, (2, 1, 1)[n], victim_type=kind) for n, kind in enumerate(kinds)]
    assert bounds(toll(reconcile(claims))) == (killed, killed, killed)


def test_a_figure_with_one_bound_is_checked_by_it():
    rows = [claim(0, 155, side_id="all"), claim(1, None, side_id="north", low=105),
            claim(2, None, side_id="south", high=50)]  # fmt: skip
    assert toll(reconcile(rows))["check"] == "105 + 50 = 155: the parts agree with the total"
    assert toll(reconcile(rows), "north")["claim_ids"] == "c1"


def test_a_side_lists_all_its_claims():
    rows = reconcile([claim(0, 5, side_id="north"), claim(1, 6, side_id="north", same_as="c0")])
    assert toll(rows, "north")["claim_ids"] == "c0 c1"


def test_about_so_many_takes_nothing_from_a_figure_told_without_it():
    about = claim(1, 40, same_as="c0", low=None, high=None, qualifier="about")
    assert bounds(toll(reconcile([claim(0, 40), about]))) == (40, 40, 40)
    at_least = claim(0, 40, high=None, qualifier="at_least")
    assert bounds(toll(reconcile([at_least, about]))) == (40, 40, None)


def test_a_range_that_differs_is_told_with_both_ends():
    ranged = {"qualifier": "range", "low": 12, "high": 15}
    rows = reconcile(
        [
            claim(0, 20, claimant_name="army"),
            claim(1, None, claimant_name="rebels", same_as="c0", **ranged),
        ]
    )
    assert toll(rows)["note"] == "figures differ: 20 (army), 12 to 15 (rebels)"


def test_people_of_another_kind_stand_beside_a_toll():
    rows = reconcile(
        [
            claim(0, 9, victims="nine soldiers", victim_type="combatant", claimant_name="army"),
            claim(1, 9, victims="nine soldiers", victim_type="combatant", same_as="c0"),
            claim(2, 4, victims="four girls", victim_type="child", claimant_name="clinic"),
        ]
    )
    assert bounds(toll(rows)) == (9, 9, 9)
    assert toll(rows)["note"] == "beside these, not added: four girls (clinic)"
