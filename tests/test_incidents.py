"""Figures of different attacks are different events; figures of one attack stay together."""

import pytest

from dateline.article import make_article
from dateline.extract import extract_rows
from dateline.parse import parse

TWO = (
    "Bombs hit two Iraqi cities\n"
    "On Monday a bomb killed 12 people in Mosul, police said.\n"
    "On Tuesday gunmen killed five people in Basra, a doctor said. Three of the dead were children.\n"
)


def events(text: str) -> list[tuple[int, str]]:
    """Figure and event of each claim."""
    doc = parse(make_article("a", text, published="2016-03-02"))
    return [(row["best"], row["event_id"]) for row in extract_rows(doc)["claims"]]


def test_another_place_on_another_day_is_another_event():
    found = dict(events(TWO))
    assert found[12] == "current" and found[5] == found[3] == "current-2"


def test_their_tolls_are_not_added():
    doc = parse(make_article("a", TWO, published="2016-03-02"))
    tolls = [row for row in extract_rows(doc)["tolls"] if row["side_id"] == "all"]
    assert sorted((row["event_id"], row["best"]) for row in tolls) == [
        ("current", 12),
        ("current-2", 5),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "On Monday a bomb killed 12 people in Mosul. On Tuesday five more people died in Mosul.",
        "On Monday shells killed 12 people in Mosul and five people in Erbil, police said.",
        "A bomb killed 12 people in Mosul. Gunmen killed five people in Basra.",
    ],
)
def test_one_of_the_two_is_not_enough(text):
    assert {event for _, event in events(text)} == {"current"}


LEAD = "Car bomb kills 12 in Mosul\nA car bomb killed 12 people in Mosul on Monday, police said.\n"


@pytest.mark.parametrize(
    "further",
    [
        "In Basra, gunmen opened fire on a café, killing five people.",
        "A mine near Tikrit also killed five people, a doctor said.",
        "Elsewhere, five people died when a drone hit a bus near Basra.",
        "Later in the day, a roadside bomb on the ring road killed five people.",
        "Hours earlier, five people were killed when gunmen attacked a checkpoint.",
        "The army said five people died when rebel shells hit the Wadi Hajar quarter of Basra.",
        "On Sunday, five people died in similar bombings on the road to Basra.",
    ],
)
def test_a_further_attack_of_the_same_day_is_another_event(further):
    found = dict(events(LEAD + further))
    assert found[12] == "current" and found[5] == "current-2"


@pytest.mark.parametrize(
    "same",
    [
        "In Basra, relatives buried five of the dead.",
        "Police said on Tuesday that five children were among the victims of the blast in Mosul.",
        "Five more people also died in the fire that the bomb set off in the Nabi Yunus market.",
        "A doctor in Erbil, where the wounded were taken, said five people had died.",
    ],
)
def test_more_of_the_same_attack_stays_with_it(same):
    assert {event for _, event in events(LEAD + same)} == {"current"}


def test_losses_of_two_sides_are_never_one_toll():
    text = (
        "On Friday 39 Ukrainians were killed and 159 wounded, Kyiv said. "
        "On Saturday 24 Russians were killed and 108 wounded, Moscow said."
    )
    doc = parse(make_article("a", text, published="2023-12-31"))
    tolls = {(t["side_id"], t["harm"]): t["best"] for t in extract_rows(doc)["tolls"]}
    assert tolls["UKR", "killed"] == 39 and tolls["RUS", "killed"] == 24
    assert tolls["UKR", "wounded"] == 159 and tolls["RUS", "wounded"] == 108


def test_an_attack_on_a_day_of_its_own_is_another_event():
    lead = "Strike kills 21 in camp\n\n"
    lead += "An air strike killed 21 people at a tent camp on Tuesday, health officials said.\n"
    found = events(lead + "A strike on Sunday had set tents ablaze and killed 45, they said.\n")
    assert found == [(21, "current"), (21, "current"), (45, "current-2")]
    again = events(lead + "Three wounded men died on Wednesday, a day after the strike.\n")
    assert {event for _, event in again} == {"current"}
