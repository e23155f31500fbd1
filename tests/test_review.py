"""Decisions of an analyst: they last, tolls follow, and nothing written is ever lost."""

import csv

import pytest
from conftest import dateline

from dateline import read_article
from dateline.decisions import COLUMNS, append_decision, read_decisions, review_file
from dateline.readers import ArticleError
from dateline.review import row_keys
from dateline.rows import records

TEXT = """Shells fall on two towns
On Monday 12 soldiers were killed near Kassala, the army said.
On Monday 30 civilians were wounded, a doctor said. Another 30 civilians were wounded, he said.
"At least 40 people were killed," a resident said later.
"""


@pytest.fixture
def article(tmp_path):
    path = tmp_path / "shells.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def read(article):
    return read_article(article, published="2024-05-09", theatre="none")


def decide(path, quote, decision, field="", value="", **more):
    line = {"article": path.stem, "table": "claims", "quote": quote, "decision": decision}
    line |= {"field": field, "value": value, "reviewer": "AB", "date": "2024-05-10", **more}
    return append_decision(review_file(path), line)


def test_without_decisions_nothing_changes(article):
    reading = read(article)
    assert reading.reviews.empty and reading.claims["review"].isna().all()
    assert not review_file(article).exists()


def test_a_rejected_row_is_left_out_and_the_toll_follows(article):
    before = read(article)
    decide(article, "At least 40 people", "reject", note="hearsay")
    after = read(article)
    assert len(after.claims) == len(before.claims) - 1
    assert 40 not in after.claims["best"].tolist()
    killed = after.tolls[after.tolls["harm"] == "killed"]
    assert set(killed["best"]) == {12}
    (row,) = records(after.reviews)
    assert (row["outcome"], row["note"], row["reviewer"]) == ("applied", "hearsay", "AB")
    assert "At least 40 people" not in after.excluded["quote"].tolist()


def test_a_corrected_row_carries_correction_and_mark(article):
    decide(article, "12 soldiers", "correct", "figure", "at least 14")
    reading = read(article)
    row = records(reading.claims[reading.claims["review"].notna()])[0]
    assert (row["low"], row["best"], row["high"], row["qualifier"]) == (14, 14, None, "at_least")
    assert row["review"] == "figure corrected from 12 to at least 14 by AB, 2024-05-10"
    assert row["confidence"] == 1
    tolls = records(reading.tolls)
    assert any("corrected" in (t["note"] or "") and t["harm"] == "killed" for t in tolls)


@pytest.mark.parametrize(
    ("field", "value", "wanted"),
    [
        ("best", "13", {"low": 13, "best": 13, "high": 13}),
        ("harm", "wounded", {"harm": "wounded"}),
        ("claimant_name", "", {"claimant_name": None, "claimant": None}),
        ("scope", "background", {"scope": "background", "event_id": "background"}),
        ("counted", "no", {"counted": False}),
        ("date_start", "2024-05-06", {"date_start": "2024-05-06"}),
    ],
)
def test_what_follows_from_a_correction(article, field, value, wanted):
    decide(article, "12 soldiers", "correct", field, value)
    row = next(r for r in records(read(article).claims) if r["quote"] == "12 soldiers")
    assert {name: row[name] for name in wanted} == wanted
    assert f"{field} corrected" in row["review"]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ({"quote": "99 soldiers"}, "no row matches any more"),
        ({"harm": "wounded"}, "no row matches any more"),
        ({"decision": "maybe"}, "is no decision"),
        ({"decision": "correct", "field": "colour"}, "cannot be corrected"),
        ({"decision": "correct", "field": "best", "value": "many"}, "is no best"),
        ({"decision": "correct", "field": "low", "value": "-1"}, "is no low"),
        ({"decision": "correct", "field": "low", "value": "99"}, "contradict"),
        ({"decision": "correct", "field": "figure", "value": "x"}, "is no figure"),
        ({"table": "weather"}, "no such table"),
    ],
)
def test_a_decision_that_cannot_be_applied_is_reported(article, line, message):
    decide(article, **{"quote": "12 soldiers", "decision": "accept", **line})
    reading = read(article)
    (row,) = records(reading.reviews)
    assert message in row["outcome"]
    assert reading.claims["review"].isna().all()


def test_the_last_word_counts(article):
    decide(article, "12 soldiers", "reject")
    decide(article, "12 soldiers", "accept")
    reading = read(article)
    assert "12 soldiers" in reading.claims["quote"].tolist()
    assert reading.reviews["outcome"].tolist() == ["overtaken by line 3", "applied"]


def test_like_rows_are_told_apart(article):
    reading = read(article)
    keys = row_keys(records(reading.claims), records(reading.sentences))
    assert len({tuple(key.values()) for key in keys}) == len(keys)
    twins = [k for k in keys if k["quote"].lower().endswith("30 civilians")]
    assert [twin["sentence"] for twin in twins][0] != twins[1]["sentence"]
    decide(article, "12 soldiers", "reject", article="other-article")
    assert read(article).reviews.empty


def test_a_row_is_found_again_after_its_correction(article):
    key = row_keys(read(article).as_read["claims"], records(read(article).sentences))[0]
    decide(article, field="figure", value="13", decision="correct", **key)
    assert row_keys(read(article).as_read["claims"], records(read(article).sentences))[0] == key
    decide(article, decision="reject", **key)
    assert "12 soldiers" not in read(article).claims["quote"].tolist()


def test_repeats_of_a_rejected_claim_still_count_once(tmp_path):
    path = tmp_path / "toll.txt"
    path.write_text(
        "Attack kills 25 people\nAn attack killed 25 people on Monday, police said. "
        "The 25 people were killed at dawn, a doctor said.\n"
    )
    before = read(path)
    assert before.claims["same_as"].notna().any()
    first = records(before.claims)[0]
    keys = row_keys(records(before.claims), records(before.sentences))
    decide(path, first["quote"], "reject", sentence=keys[0]["sentence"])
    after = read(path)
    assert set(after.claims["same_as"].dropna()) <= set(after.claims["claim_id"])
    assert after.tolls["best"].tolist() == before.tolls["best"].tolist()


def test_nothing_the_analyst_wrote_is_lost(article):
    path = review_file(article)
    mine = "mood;quote;decision\r\ngrim;“12 soldiers”;reject\r\n;;\r\nodd;x;perhaps;more;cells"
    path.write_bytes(mine.encode("utf-8-sig"))
    decide(article, "12 soldiers", "accept")
    decide(article, "=1+1", "reject", note='a "quoted"; note\nof two lines')
    text = path.read_bytes().decode("utf-8-sig")
    assert text.startswith("mood;quote;decision;article;table;")
    assert mine.partition("\r\n")[2] in text
    rows = list(csv.DictReader(text.splitlines(keepends=True), delimiter=";"))
    assert rows[0]["mood"] == "grim" and rows[3]["quote"] == "12 soldiers"
    last = read_decisions(path)[-1]
    assert last["quote"] == "=1+1" and last["note"] == 'a "quoted"; note\nof two lines'
    assert "'=1+1" in text
    assert sorted(p.name for p in path.parent.iterdir()) == ["review.csv", "shells.txt"]


def test_a_file_that_cannot_take_a_line_stays_as_it_is(article):
    path = review_file(article)
    path.write_text('quote,decision\n"12 soldiers,reject\n')
    before = path.read_bytes()
    with pytest.raises(ArticleError, match="not closed"):
        decide(article, "12 soldiers", "accept")
    assert path.read_bytes() == before


@pytest.mark.parametrize("data", [b"a,b\n1,2\n", b"\x00\x01\x02", b"\xff\xfeq\x00"])
def test_another_file_of_that_name_is_named(article, data):
    review_file(article).write_bytes(data)
    with pytest.raises(ArticleError, match=r"review\.csv"):
        read(article)


def test_old_encodings_are_read(article):
    review_file(article).write_bytes(
        "quote,decision,reviewer\n12 soldiers,accept,Zoë\n".encode("cp1252")
    )
    assert read(article).reviews["reviewer"].tolist() == ["Zoë"]


def test_a_new_file_has_all_columns(article):
    decide(article, "12 soldiers", "accept")
    head = review_file(article).read_text(encoding="utf-8-sig").splitlines()[0]
    assert head.split(",") == list(COLUMNS)


def test_events_and_statements_are_reviewed_too(article):
    reading = read(article)
    row = records(reading.statements)[0]
    decide(article, row["quote"], "reject", table="statements")
    after = read(article)
    assert len(after.statements) == len(reading.statements) - 1
    assert after.reviews["table"].tolist() == ["statements"]


def test_the_page_and_the_command_show_what_was_decided(article, tmp_path):
    decide(article, "At least 40 people", "reject", note="hearsay <b>")
    decide(article, "12 soldiers", "correct", "figure", "13")
    decide(article, "99 soldiers", "accept")
    done = dateline("brief", article, "--published", "2024-05-09", "--out", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    assert "2 of 3 decisions applied" in done.stderr
    assert "line 4" in done.stderr and "no row matches any more" in done.stderr
    page = (tmp_path / "out/briefing.html").read_text(encoding="utf-8")
    assert "figure corrected from 12 to 13 by AB, 2024-05-10" in page
    assert "hearsay &lt;b&gt;" in page and "left out" in page
    assert "no row matches any more" in page
