"""Numbers, words and hedges as bounds; what is no count of people."""

import pytest

from dateline.claims.counted import token_spans
from dateline.claims.numerals import value
from dateline.claims.quantities import bounds, find_quantities, read_quantity
from dateline.model import load_model


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("12", 12),
        ("6,700", 6700),
        ("1.5 million", 1_500_000),
        ("1.5million", 1_500_000),
        ("twelve", 12),
        ("fifty-five", 55),
        ("a hundred and fifty-five", 155),
        ("one hundred twenty", 120),
        ("three thousand two hundred", 3200),
        ("two dozen", 24),
        ("half a dozen", 6),
        ("half a million", 500_000),
        ("soldiers", None),
    ],
)
def test_value_of_number_words(words, number):
    assert value(words) == number


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12 people", (12, 12, 12, "exact")),
        ("at least 12 people", (12, 12, None, "at_least")),
        ("more than 6,700 people", (6700, 6700, None, "at_least")),
        ("over 100 people", (100, 100, None, "at_least")),
        ("100 or more people", (100, 100, None, "at_least")),
        ("no fewer than nine people", (9, 9, None, "at_least")),
        ("about 50 people", (None, 50, None, "about")),
        ("some 200 people", (None, 200, None, "about")),
        ("nearly two dozen people", (None, 24, None, "about")),
        ("an estimated 300 people", (None, 300, None, "about")),
        ("up to 100 people", (None, 100, 100, "up_to")),
        ("as many as 60 people", (None, 60, 60, "up_to")),
        ("between 7 and 24 people", (7, None, 24, "range")),
        ("between 24 and 7 people", (7, None, 24, "range")),
        ("seven to 24 people", (7, None, 24, "range")),
        ("17-18 people", (17, None, 18, "range")),
        ("2000-2500 people", (2000, None, 2500, "range")),
        ("9 May 2022 — Fifteen people", (15, 15, 15, "exact")),
        ("five or six people", (5, None, 6, "range")),
        ("dozens of people", (24, None, None, "vague")),
        ("scores of people", (40, None, None, "vague")),
        ("hundreds of people", (200, None, None, "vague")),
        ("thousands of people", (2000, None, None, "vague")),
        ("tens of thousands of people", (20_000, None, None, "vague")),
        ("hundreds of thousands of people", (200_000, None, None, "vague")),
        ("several people", (3, None, None, "vague")),
        ("several million people", (3_000_000, None, None, "vague")),
        ("a handful of people", (3, None, None, "vague")),
        ("a dozen people", (None, 12, None, "about")),
        ("more than a dozen people", (12, 12, None, "at_least")),
        ("no one", (0, 0, 0, "exact")),
        ("nobody", (0, 0, 0, "exact")),
    ],
)
def test_bounds_of_the_first_count(text, expected):
    assert read_quantity(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "a 15-year-old boy",
        "on 5 May",
        "25 December",
        "at 8 p.m.",
        "in 2009",
        "40 percent of them",
        "five hours earlier",
        "nearly 4 square miles",
        "a six-week war",
        "120 km away",
    ],
)
def test_no_count(text):
    assert find_quantities(text) == []


def test_a_hedge_binds_only_its_number():
    read = [(q.best, q.qualifier) for q in find_quantities("at least 12 dead and 30 wounded")]
    assert read == [(12, "at_least"), (30, "exact")]


def test_a_rise_is_not_a_range():
    assert [q.best for q in find_quantities("rose from 5 to 7")] == [7]


@pytest.mark.parametrize("text", ["another 43 people", "43 more people", "43 others"])
def test_more_is_counted_on_top(text):
    (quantity,) = find_quantities(text)
    assert quantity.more


def test_bounds_by_qualifier():
    assert bounds(50, "exact") == (50, 50, 50)
    assert bounds(50, "at_least") == (50, 50, None)
    assert bounds(50, "about") == (None, 50, None)
    assert bounds(50, "up_to") == (None, 50, 50)


@pytest.mark.parametrize("text", ["", "-", "1,", "of the", "dozen", "½", "9" * 400])
def test_any_text_is_read(text):
    find_quantities(text)


@pytest.mark.parametrize(
    ("words", "fields"),
    [
        ("zero dead", (0, 0, 4, 0, 0, 0, "exact", "zero", False)),
        ("of 24 or, between 24 and 7 more", (10, 10, 26, 7, None, 24, "range", "number", True)),
        ("they fled, several million more", (11, 11, 26, 3_000_000, None, None, "vague", "vague", True)),
        ("rose From 5 to 7 others", (15, 15, 16, 7, 7, 7, "exact", "number", True)),
        ("12-20 others died", (0, 0, 5, 12, None, 20, "range", "number", True)),
        ("5 to 5 died", (5, 5, 6, 5, 5, 5, "exact", "number", False)),
        ("twenty-three died", (0, 0, 12, 23, 23, 23, "exact", "number", False)),
        ("and at least 30 others", (4, 13, 15, 30, 30, None, "at_least", "number", True)),
        ("Two DOZEN men", (0, 0, 9, None, 24, None, "about", "number", False)),
        ("A couple of dozen men", (0, 0, 17, None, 24, None, "about", "number", False)),
        ("a couple hundred men", (0, 0, 16, None, 200, None, "about", "number", False)),
        ("a couple of men", (0, 0, 8, None, 2, None, "about", "number", False)),
    ],
)  # fmt: skip
def test_a_count_is_whole(words, fields):
    """Offsets with and without the hedge, bounds, qualifier, kind, and whether it comes on top."""
    assert tuple(vars(find_quantities(words)[-1]).values()) == fields


@pytest.mark.parametrize(
    ("words", "low"),
    [
        ("tens of thousands", 20_000), ("dozens of thousands", 24_000),
        ("hundreds of millions", 200_000_000), ("dozens of millions", 24_000_000),
        ("several hundreds", 300), ("a few", 3), ("scores", 40),
    ],
)  # fmt: skip
def test_vague_words_have_a_lowest_number(words, low):
    assert read_quantity(f"{words} of people")[0] == low
    assert read_quantity("nothing that counts") is None


@pytest.mark.parametrize("words", ["on March 5 soldiers", "12 May", "Ali, 34, died", "aged 40 men",
                                   "Resolution 1325 men", "in 2014, men", "of age 17 men"])  # fmt: skip
def test_days_ages_years_and_numbers_of_things_are_no_counts(words):
    assert find_quantities(words) == []


def test_a_year_is_a_count_where_people_follow():
    assert [q.best for q in find_quantities("1900 soldiers died, 2100 houses, and 1799 men")] == [
        1900, 2100, 1799,
    ]  # fmt: skip


def test_spans_are_tokens_with_and_without_the_hedge():
    doc = load_model().make_doc(
        "Police say that at least 6,700 men, twenty-three women and a dog died"
    )
    spans = token_spans(doc, find_quantities(doc.text))
    assert [(doc[a:z].text, doc[n:z].text) for a, n, z in spans] == [
        ("at least 6,700", "6,700"), ("twenty-three", "twenty-three"),
    ]  # fmt: skip
