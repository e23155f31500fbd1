"""Temporal expressions: text and publication day in, calendar value out."""

import re
from datetime import date, timedelta
from functools import cache

import pytest

from dateline.article import load_article, make_article
from dateline.dates.extract import date_for, extract_dates
from dateline.parse import parse
from dateline.schema import frame
from dateline.theatre import DATA

MON, TUE, WED, THU, FRI, SAT, SUN = (f"2022-09-{day}" for day in range(12, 19))
DEFAULT = DATA / "articles" / "2022-09-15-latimes-armenia-azerbaijan-ceasefire.txt"
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@cache
def rows_of(text: str, published: str | None) -> list[dict]:
    return extract_dates(parse(make_article("a", text, published=published)))


def row_for(text: str, published: str | None, words: str) -> dict:
    rows = rows_of(text, published)
    found = [row for row in rows if row["quote"] == words]
    assert found, f"{words!r} is not among {[row['quote'] for row in rows]}"
    return found[0]


def last_of(weekday: str, published: date) -> date:
    """The latest day of that name, publication day included, counted one by one."""
    return next(d for n in range(7) if f"{(d := published - timedelta(n)):%A}" == weekday)


def next_of(weekday: str, published: date) -> date:
    return next(d for n in range(7) if f"{(d := published + timedelta(n)):%A}" == weekday)


PUBLICATION_DAYS = [date(2022, 9, day) for day in range(12, 19)]


@pytest.mark.parametrize("weekday", WEEKDAYS)
@pytest.mark.parametrize("published", PUBLICATION_DAYS, ids=lambda d: f"{d:%a}")
def test_past_weekday_is_the_latest_one(published, weekday):
    row = row_for(f"Rebels shelled the town on {weekday}.", f"{published}", weekday)
    assert row["date_start"] == f"{last_of(weekday, published)}"
    assert (row["date_end"], row["time_precision"]) == (row["date_start"], "day")


@pytest.mark.parametrize("weekday", WEEKDAYS)
@pytest.mark.parametrize("published", PUBLICATION_DAYS, ids=lambda d: f"{d:%a}")
def test_future_weekday_is_the_coming_one(published, weekday):
    text = f"On {weekday}, the president is set to meet his counterpart in Geneva."
    assert row_for(text, f"{published}", weekday)["date_start"] == f"{next_of(weekday, published)}"


# publication day, sentence, expression as found, first day, precision
DAYS = [
    (TUE, "The men will be tried over the raid on 3 May, when nine people died.", "3 May", "2022-05-03", "day"),
    (TUE, "Leaders will meet on Friday, when a truce is due to start.", "Friday", FRI, "day"),
    # weekdays with a word that says which
    (THU, "Last Tuesday the army entered the city.", "Last Tuesday", TUE, "day"),
    (TUE, "The two sides met last Tuesday.", "last Tuesday", "2022-09-06", "day"),
    (SUN, "Troops left the base last Sunday.", "last Sunday", "2022-09-11", "day"),
    (THU, "Talks resume next Monday in Doha.", "next Monday", "2022-09-19", "day"),
    (MON, "Talks resume next Tuesday in Doha.", "next Tuesday", "2022-09-20", "day"),
    (WED, "The council will vote this Friday.", "this Friday", FRI, "day"),
    (WED, "The council will vote this coming Monday.", "this coming Monday", "2022-09-19", "day"),
    (WED, "It was hit this past Monday.", "this past Monday", MON, "day"),
    # parts of a day
    (THU, "Guards fired in the air early Thursday.", "early Thursday", THU, "day_part"),
    (THU, "The leaders spoke by telephone late Tuesday.", "late Tuesday", TUE, "day_part"),
    (SAT, "A rocket hit the market Friday night.", "Friday night", FRI, "day_part"),
    (SAT, "A rocket hit the market on Friday morning.", "Friday morning", FRI, "day_part"),
    (MON, "Shells fell on Sunday evening.", "Sunday evening", "2022-09-11", "day_part"),
    (MON, "Early on Monday, drones hit a depot.", "Early on Monday", MON, "day_part"),
    (
        MON, "A convoy was ambushed yesterday morning.",
        "yesterday morning", "2022-09-11", "day_part",
    ),
    (MON, "A convoy was ambushed this morning.", "this morning", MON, "day_part"),
    (MON, "Two drones were shot down last night.", "last night", "2022-09-11", "day_part"),
    (MON, "Shelling continued overnight.", "overnight", "2022-09-11", "day_part"),
    (MON, "The cabinet meets tonight.", "tonight", MON, "day_part"),
    # today and its neighbours
    (WED, "Four people died today.", "today", WED, "day"),
    (WED, "Four people died yesterday.", "yesterday", TUE, "day"),
    (WED, "The envoy will arrive tomorrow.", "tomorrow", THU, "day"),
    ("2023-01-01", "Four people died yesterday.", "yesterday", "2022-12-31", "day"),
    ("2024-02-28", "The envoy will arrive tomorrow.", "tomorrow", "2024-02-29", "day"),
    (WED, "They met the day before yesterday.", "the day before yesterday", MON, "day"),
    # tense decides
    (THU, "He said talks would begin on Saturday.", "Saturday", SAT, "day"),
    (THU, "He said talks had begun on Saturday.", "Saturday", "2022-09-10", "day"),
    (THU, "The truce is due to start Monday.", "Monday", "2022-09-19", "day"),
    (THU, "The truce was scheduled to start on Friday.", "Friday", FRI, "day"),
    (THU, "The minister plans to visit the front on Sunday.", "Sunday", "2022-09-18", "day"),
    (THU, "The minister failed to reach the front on Sunday.", "Sunday", "2022-09-11", "day"),
    (THU, "He told residents to leave by Friday.", "Friday", FRI, "day"),
    (THU, "The army ordered civilians to leave by Saturday.", "Saturday", SAT, "day"),
    (THU, "He spoke ahead of Monday’s summit.", "Monday", "2022-09-19", "day"),
    (THU, "A video released Monday shows a burning tank.", "Monday", MON, "day"),
    (THU, "The two leaders are meeting on Friday.", "Friday", FRI, "day"),
    (THU, "Speaking on Wednesday, the general denied the report.", "Wednesday", WED, "day"),
    (THU, "Planned talks on Saturday may bring relief.", "Saturday", SAT, "day"),
    (THU, "The attack came after Tuesday’s ambush.", "Tuesday", TUE, "day"),
    (THU, "Wednesday's strike killed two.", "Wednesday", WED, "day"),
    # absolute days
    (THU, "The war began on Sept. 27, 2020.", "Sept. 27, 2020", "2020-09-27", "day"),
    (THU, "The war began on 27 September 2020.", "27 September 2020", "2020-09-27", "day"),
    (THU, "The war began on September 27, 2020, at dawn.", "September 27, 2020", None, None),
    (THU, "It ended on 10 November 2020.", "10 November 2020", "2020-11-10", "day"),
    (THU, "Fighting broke out on Sept. 13.", "Sept. 13", TUE, "day"),
    (THU, "Fighting broke out on Dec. 5.", "Dec. 5", "2021-12-05", "day"),
    (THU, "Elections will be held on Dec. 5.", "Dec. 5", "2022-12-05", "day"),
    ("2022-12-20", "Elections will be held on Jan. 9.", "Jan. 9", "2023-01-09", "day"),
    ("2023-01-03", "The base was hit on Dec. 31.", "Dec. 31", "2022-12-31", "day"),
    (THU, "The base was hit on the 3rd of September.", "3rd of September", "2022-09-03", "day"),
    (THU, "It was signed on 2020-11-10 in Moscow.", "2020-11-10", "2020-11-10", "day"),
    (THU, "Six died on Tuesday, Sept. 13.", "Tuesday, Sept. 13", TUE, "day"),
    (THU, "Six died on Monday 12 September 2022.", "Monday 12 September 2022", MON, "day"),
    (THU, "Six died on May 9.", "May 9", "2022-05-09", "day"),
    (THU, "The strike of March 3 killed nine.", "March 3", "2022-03-03", "day"),
    # months, seasons, years
    (THU, "The war began in December 2013.", "December 2013", "2013-12", "month"),
    (THU, "The revolt began in Dec. 2013.", "Dec. 2013", "2013-12", "month"),
    (THU, "Clashes broke out in August.", "August", "2022-08", "month"),
    (THU, "Clashes broke out in November.", "November", "2021-11", "month"),
    (THU, "Elections will take place in November.", "November", "2022-11", "month"),
    (THU, "Nobody has been paid since May.", "May", "2022-05", "month"),
    (THU, "They signed a deal last September.", "last September", "2021-09", "month"),
    (THU, "They signed a deal in late June.", "late June", "2022-06", "month"),
    (THU, "Prices have doubled since mid-May.", "mid-May", "2022-05", "month"),
    (THU, "He was jailed in May 2017.", "May 2017", "2017-05", "month"),
    (THU, "The dam was destroyed last summer.", "last summer", "2022-06", "month"),
    (THU, "A war in 2020 killed thousands.", "2020", "2020", "year"),
    (THU, "The 2020 peace deal was not kept.", "2020", "2020", "year"),
    (THU, "Troops have stood there since 1994.", "1994", "1994", "year"),
    (THU, "In 1988, a movement arose.", "1988", "1988", "year"),
    (THU, "It left the alliance (2015) in anger.", "2015", "2015", "year"),
    (THU, "Between 1992 and 1995 the city was besieged.", "1992", "1992", "year"),
    (THU, "Between 1992 and 1995 the city was besieged.", "1995", "1995", "year"),
    (THU, "The 1992-95 war cost 100,000 lives.", "1992-95", "1992", "year"),
    (THU, "The 2014–2015 campaign failed.", "2014–2015", "2014", "year"),
    (THU, "It split from the union in the 1990s.", "1990s", "1990", "decade"),
    (THU, "It split from the union in the early 1990s.", "early 1990s", "1990", "decade"),
    # weeks, months and years counted from publication
    (THU, "Three bridges fell last week.", "last week", "2022-09-05", "week"),
    (THU, "Three bridges fell earlier this week.", "earlier this week", MON, "week"),
    (THU, "Three bridges fell earlier in the week.", "earlier in the week", MON, "week"),
    (THU, "The envoy returns next week.", "next week", "2022-09-19", "week"),
    (THU, "Forty died last month.", "last month", "2022-08", "month"),
    ("2023-01-10", "Forty died last month.", "last month", "2022-12", "month"),
    (THU, "Forty died earlier this month.", "earlier this month", "2022-09", "month"),
    (THU, "The truce was signed last year.", "last year", "2021", "year"),
    (THU, "The term ends next year.", "next year", "2023", "year"),
    (MON, "Two villages fell last weekend.", "last weekend", "2022-09-10", "week"),
    (THU, "He was freed three days ago.", "three days ago", MON, "day"),
    (THU, "He was freed two weeks ago.", "two weeks ago", "2022-09-01", "week"),
    (THU, "He was freed six months ago.", "six months ago", "2022-03", "month"),
    (THU, "He was freed two years ago.", "two years ago", "2020", "year"),
    (THU, "He was freed nearly two years ago.", "nearly two years ago", "2020", "year"),
    ("2024-02-29", "He was freed a year ago.", "a year ago", "2023", "year"),
    (MON, "Two bridges fell over the weekend.", "the weekend", "2022-09-10", "week"),
    (SUN, "Two bridges fell at the weekend.", "the weekend", "2022-09-17", "week"),
    # days that only name another thing
    (THU, "The Tuesday clash follows rising tension.", "Tuesday", TUE, "day"),
    ("2016-01-16", "The assault follows a raid in November.", "November", "2015-11", "month"),
    (THU, "Jets have struck the coast since Sept. 9.", "Sept. 9", "2022-09-09", "day"),
    # clock times
    (
        SAT, "A blast shook the hotel at 8.30 p.m. (2030 GMT) on Friday.",
        "8.30 p.m. (2030 GMT) on Friday", f"{FRI}T20:30", "minute",
    ),
    (
        THU, "The truce took effect at 8 p.m. Wednesday.",
        "8 p.m. Wednesday", f"{WED}T20:00", "minute",
    ),
    (
        THU, "Sirens sounded at 10:30 a.m. on Tuesday.",
        "10:30 a.m. on Tuesday", f"{TUE}T10:30", "minute",
    ),
    (THU, "Sirens sounded on Tuesday at 6 a.m.", "Tuesday at 6 a.m.", f"{TUE}T06:00", "minute"),
    (THU, "Sirens sounded on Sept. 13 at 23:15.", "Sept. 13 at 23:15", f"{TUE}T23:15", "minute"),
    (THU, "Guns fell silent at midnight Tuesday.", "midnight Tuesday", f"{TUE}T00:00", "minute"),
    (
        THU, "On Tuesday rebels struck the port. At 3 p.m. they withdrew.",
        "3 p.m.", f"{TUE}T15:00", "minute",
    ),
    (THU, "Sirens sounded Tuesday and again at 9 pm.", "9 pm", f"{TUE}T21:00", "minute"),
    # counted from another day of the story
    (THU, "A mine exploded Monday. The next day, two more did.", "The next day", TUE, "day"),
    (
        THU, "He resigned Wednesday. A deal had failed the previous day.",
        "the previous day", TUE, "day",
    ),
    (THU, "They fled on Monday and returned two days later.", "two days later", WED, "day"),
    (
        THU, "The town fell on Wednesday, two days after the ambush.",
        "two days after the ambush", None, "unresolved",
    ),
    (
        THU, "An ambush on Monday killed five. He fled two days after the ambush.",
        "two days after the ambush", WED, "day",
    ),
    (
        THU, "Fighting erupted on Tuesday. Ten have died since the fighting began.",
        "since the fighting began", TUE, "day",
    ),
    (
        THU, "He spoke Tuesday. Shortly after the speech, crowds gathered.",
        "Shortly after the speech", TUE, "day",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("published", "text", "words", "start", "precision"), DAYS)
def test_day(published, text, words, start, precision):
    if precision is None:  # the clock or part of the day is joined to the day
        assert rows_of(text, published)[0]["date_start"] == "2020-09-27"
        return
    row = row_for(text, published, words)
    assert (row["date_start"], row["time_precision"]) == (start, precision)


LENGTHS = [
    ("Two days of fighting left the town empty.", "Two days", "P2D"),
    ("They met for the first time in nearly two years.", "nearly two years", "P2Y"),
    ("A six-week war ended.", "six-week", "P6W"),
    ("The siege lasted more than two years.", "more than two years", "P2Y"),
    ("They talked for three hours.", "three hours", "PT3H"),
    ("A decades-old conflict flared.", "decades-old", "PXY"),
    ("A decade-long insurgency ended.", "decade-long", "P10Y"),
    ("A month-long truce held.", "month-long", "P1M"),
    ("A weekslong blockade was lifted.", "weekslong", "PXW"),
    ("Months of talks failed.", "Months", "PXM"),
    ("The line has been quiet for decades.", "decades", "PXY"),
    ("A 72-hour cease-fire was agreed.", "72-hour", "PT72H"),
    ("A 24-hour truce was agreed.", "24-hour", "PT24H"),
    ("The three-day battle cost 40 lives.", "three-day", "P3D"),
    ("Two decades of war followed.", "Two decades", "P20Y"),
    ("A 30-year-old conflict flared.", "30-year", "P30Y"),
    ("Several weeks of calm ended.", "Several weeks", "PXW"),
]


@pytest.mark.parametrize(("text", "words", "value"), LENGTHS)
def test_length(text, words, value):
    row = row_for(text, THU, words)
    assert (row["value"], row["kind"], row["time_precision"]) == (value, "duration", "duration")
    assert row["date_start"] is None


NOTHING = [
    "The rebels may attack again.",
    "May he rest in peace.",
    "He was the second to fall.",
    "It took a second attempt.",
    "The Sunday Times reported the attack.",
    "Protesters march through the city.",
    "March to the capital, he told them.",
    "A 12-year-old boy was hurt.",
    "The victim, 34, was a teacher.",
    "A 5-year-old was found.",
    "She is 60 years old.",
    "Reporters of a 24-hour news channel were hurt.",
    "About 2,000 troops were sent.",
    "At least 2000 soldiers were sent.",
    "The Good Friday Agreement held.",
    "USA Today published the letter.",
    "It lies 1,990 miles away.",
    "He drew 10 years in prison.",
    "Jan Egeland spoke.",
    "The price rose to $2020.",
    "One day he will return.",
    "They are fed twice a day.",
    "Resolution 2254 was adopted.",
    "He wore a Black Friday shirt.",
]


@pytest.mark.parametrize("text", NOTHING)
def test_no_date(text):
    assert [row["quote"] for row in rows_of(text, THU)] == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Rebels shelled the town on Tuesday.", "Tuesday"),
        ("Rebels shelled the town yesterday.", "yesterday"),
        ("Rebels shelled the town last month.", "last month"),
        ("Rebels shelled the town on Sept. 13.", "Sept. 13"),
        ("Rebels shelled the town two days ago.", "two days ago"),
        ("Rebels shelled the town in August.", "August"),
    ],
)
def test_without_publication_day_relative_words_stay_unresolved(text, words):
    row = row_for(text, None, words)
    assert (row["date_start"], row["time_precision"]) == (None, "unresolved")
    assert "publication" in row["note"]


def test_without_publication_day_absolute_words_are_resolved():
    assert row_for("The war of 2020 ended.", None, "2020")["date_start"] == "2020"
    assert row_for("It began on 3 May 2021.", None, "3 May 2021")["date_start"] == "2021-05-03"


def test_the_check_of_hours_against_the_announcement():
    text = "The truce took hold five hours earlier, at 8 p.m. Wednesday, he said early {}."
    for day, verdict in (("Thursday", "agrees with"), ("Wednesday", "does not agree with")):
        first = f"The general spoke early {day}. "
        row = row_for(first + text.format(day), THU, "five hours earlier")
        assert row["date_start"] == f"{WED}T20:00"
        assert f" {verdict} 8 p.m. Wednesday" in row["note"]


def test_a_weekday_that_does_not_fit_its_date_is_noted():
    row = row_for("Six died on Monday, Sept. 13.", THU, "Monday, Sept. 13")
    assert row["note"] == "2022-09-13 was a Tuesday"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Ten have died since Tuesday.", "Tuesday"),
        ("Ten have died since fighting erupted early Tuesday.", "early Tuesday"),
        ("They have been at war since a revolt there ended in 1994.", "1994"),
    ],
)
def test_since_is_an_open_interval(text, words):
    row = row_for(text, THU, words)
    assert row["date_end"] is None
    assert row["value"] == f"{row['date_start']}/.."


def test_promotion_and_contributors_give_no_rows():
    text = (
        "A headline\nRebels shelled a town Tuesday.\nAnn Lee in Oslo contributed to this report.\n"
        "Sign up for our newsletter every morning."
    )
    assert [row["quote"] for row in rows_of(text, THU)] == ["Tuesday"]


@pytest.mark.parametrize(
    ("text", "target", "expected"),
    [
        ("He said Wednesday that troops had seized a hill Monday.", "seized", "Monday"),
        ("He said Wednesday that troops had seized a hill Monday.", "said", "Wednesday"),
        ("A rocket fell Monday. It killed two.", "killed", "Monday"),
        ("Ten died since fighting erupted early Tuesday.", "died", "early Tuesday"),
        ("A war in 2020 killed many, and a raid on Monday killed two.", "raid", "Monday"),
        ("Nothing was dated here.", "dated", None),
    ],
)
def test_date_for(text, target, expected):
    doc = parse(make_article("a", text, published=THU))
    rows = extract_dates(doc)
    found = date_for(next(token for token in doc if token.text == target), rows)
    assert (found and found["quote"]) == expected


GOLD = {
    "early Thursday": "2022-09-15", "five hours earlier": "2022-09-14T20:00",
    "8 p.m. Wednesday": "2022-09-14T20:00", "Tuesday": "2022-09-13", "two days": None,
    "nearly two years": None, "Shortly before Grigoryan’s declaration": "2022-09-14",
    "early Tuesday": "2022-09-13", "decades-old": None, "1994": "1994", "six-week": None,
    "2020": "2020", "Wednesday": "2022-09-14", "since the fighting began": "2022-09-13",
    "late Tuesday": "2022-09-13", "Friday": "2022-09-16",
}  # fmt: skip


def test_default_article():
    rows = extract_dates(parse(load_article(DEFAULT)))
    assert {row["quote"]: row["date_start"] for row in rows} == GOLD
    assert len(rows) == 17
    data = frame("dates", rows)
    text = load_article(DEFAULT).text
    assert all(text[r.start_char : r.end_char] == r.quote for r in data.itertuples())


def test_a_long_text_is_read():
    text = "\n".join(f"On May {n % 28 + 1}, {n} shells fell near the river." for n in range(1, 900))
    rows = extract_dates(parse(make_article("a", text, published=THU)))
    assert len(rows) == 899
    assert all(re.fullmatch(r"2022-05-\d\d", row["date_start"]) for row in rows)


def test_a_day_counted_from_an_event_is_not_counted_from_its_own_clause():
    """What came before cannot come out as a day after publication."""
    text = "The army said on Thursday that two died, a day after rebels said they had shelled it."
    row = row_for(text, "2022-09-15", "a day after rebels said")
    assert row["date_start"] is None


@pytest.mark.parametrize("link", ["a day after", "two days after"])
def test_an_event_that_a_day_is_counted_from_has_no_day_of_the_clause(link):
    text = f"Gunmen killed six on Monday, {link} rebels attacked a market."
    doc = parse(make_article("a", text, published="2022-09-15"))
    dates = extract_dates(doc)
    killed, attacked = (next(t for t in doc if t.text == w) for w in ("killed", "attacked"))
    assert date_for(killed, dates)["date_start"] == MON and date_for(attacked, dates) is None


def test_what_still_goes_on_is_not_ahead():
    text = "Forces are continuing to carry out raids despite them leaving the town in December."
    assert row_for(text, "2022-01-18", "December")["date_start"] == "2021-12"


def test_a_night_is_that_of_the_weekday_behind_it():
    rows = rows_of("Police were sent to the town overnight Thursday into Friday.", "2022-09-17")
    assert [row["date_start"] for row in rows] == [THU, FRI]


def test_a_deed_of_a_weekday_has_happened():
    for words, start in (
        ("The army promised to investigate Monday's shelling.", "2024-02-12"),
        ("The army promised to take part in Monday's vote.", "2024-02-19"),
    ):
        rows = extract_dates(parse(make_article("a", words, published="2024-02-13")))
        assert [r["date_start"] for r in rows] == [start]
