"""The stages in a row: readings, tables on disk, and the spaCy components."""

import subprocess
import sys

import pandas as pd
import pytest
import spacy

from dateline import read_article, schema
from dateline.article import load_inputs, make_article
from dateline.extract import (
    extract_corpus,
    extract_rows,
    frames,
    gather,
    pick_theatre,
)
from dateline.files import write_tables
from dateline.model import MODELS
from dateline.parse import parse
from dateline.readers import ArticleError
from dateline.theatre import TheatreError

TEXTS = [
    "Truce fails in the north\nTwo soldiers were killed on Monday, the army said.",
    "",
    "?",
    "“Odd ‘quotes” and † marks — 12,, killed 3.5% ...",
    "No one was hurt.",
]


def test_tables_are_valid_and_lead_back(reading):
    for name, table in reading.tables.items():
        assert list(table.columns) == schema.columns(name)
        if "quote" in table:
            for row in table.itertuples():
                assert reading.article.text[row.start_char : row.end_char] == row.quote


def test_keys_join(reading):
    actors = set(reading.actors["actor_id"])
    assert set(reading.mentions["actor_id"].dropna()) <= actors
    assert set(reading.statements["speaker"].dropna()) <= actors
    assert set(reading.mentions["place_id"].dropna()) <= set(reading.places["place_id"])
    claims = set(reading.claims["claim_id"])
    assert {c for ids in reading.tolls["claim_ids"] for c in ids.split()} <= claims


# What no reporter writes: each stage has words here that it looks for, alone or out of place.
ODD_TEXTS = [
    "“Odd ‘quotes” and † marks — 12,, killed 3.5% ...", "word " * 9000, "x", "Hm.", "12",
    "“ ’ ‘ a ” '", "He.", "’s", "U.S.", "President", "The The The\n\nOf",
    "Killed.", "“12” dead’", "killed " * 500, "Two and two, " * 1500,
    "9 9 9", "2022 " * 50, "a\n\nb\n\n\nc", "Friday " * 40, "of May of May 31 May 99",
    "the next day " * 9, "Minutes after he left, days after it.",
    "attack attack attack", "to\n\nof\nby", "IN THE IN THE", "in " * 500, "A-B " * 400,
    "Said.", "Said said.", "“ a", "”” said “", '" ' * 50 + "said", "according to",
]  # fmt: skip


@pytest.mark.parametrize("text", ODD_TEXTS)
def test_any_text_gives_valid_tables(text):
    articles = [make_article("a", text, published="2022-09-15")]
    tables = frames(gather(extract_corpus(articles, theatre="none")))
    assert len(tables["articles"]) == 1


@pytest.mark.parametrize("text", ["?", "”“ ‘", "“”‘ ?"])
def test_a_text_without_words_is_no_article(text):
    with pytest.raises(ArticleError, match="no text"):
        make_article("a", text)


def test_a_theatre_must_exist():
    with pytest.raises(TheatreError, match="south-caucasus"):
        pick_theatre("Armenia", "atlantis")
    assert pick_theatre("Armenia and Azerbaijan", "none") is None


def test_files_appear_whole(reading, tmp_path, monkeypatch):
    write_tables(reading.tables, tmp_path)
    before = (tmp_path / "claims.csv").read_bytes()

    def fail(*_args, **_options):
        raise OSError("disk full")

    monkeypatch.setattr(pd.DataFrame, "to_csv", fail)
    with pytest.raises(OSError, match="disk full"):
        write_tables(reading.tables, tmp_path)
    assert (tmp_path / "claims.csv").read_bytes() == before
    assert not [p for p in tmp_path.iterdir() if p.name.endswith(".part")]


def test_two_readings_are_the_same(default_article, reading):
    again = read_article(default_article)
    for name, table in reading.tables.items():
        pd.testing.assert_frame_equal(table, again.tables[name])


def test_inputs_of_a_folder(tmp_path):
    (tmp_path / "a.txt").write_text("Two died.")
    (tmp_path / "b.txt").write_bytes(b"")
    (tmp_path / "c.png").write_bytes(b"no article")
    found = list(load_inputs([tmp_path]))
    assert [isinstance(item, ArticleError) for item in found] == [False, True]


def test_components_in_a_plain_spacy_pipeline():
    nlp = spacy.load(next(m for m in reversed(MODELS) if spacy.util.is_package(m)))
    nlp.add_pipe("dateline_lines", first=True)
    nlp.add_pipe("dateline_claims", last=True)
    first, empty, *_ = nlp.pipe(TEXTS)
    (claim,) = first.spans["claims"]
    assert (claim.text, claim.label_, claim.id_) == ("Two soldiers", "killed", "c0")
    assert first.user_data["rows"]["claims"][0]["best"] == 2
    assert len(empty.spans["claims"]) == 0


def test_the_default_article_is_found_from_any_folder(tmp_path, monkeypatch):
    """JupyterLab starts a notebook in its own folder, papermill in the user's."""
    monkeypatch.chdir(tmp_path)
    name = "data/articles/2022-09-15-latimes-armenia-azerbaijan-ceasefire.txt"
    assert read_article(name).article.published_from == "sidecar"
    with pytest.raises(ArticleError, match="does not exist"):
        read_article("data/articles/none.txt")


def test_the_plain_checks_give_the_table_of_the_model(reading, monkeypatch):
    rows = extract_rows(reading.doc)
    for name in schema.TABLES:
        plain = schema.plain_frame(rows[name], schema.TABLES[name], schema.KEYS[name])
        with monkeypatch.context() as patched:
            patched.setattr(schema, "plain_frame", lambda *_: None)
            pd.testing.assert_frame_equal(plain, schema.frame(name, rows[name]))


@pytest.mark.parametrize(
    ("change", "cause"),
    [
        ({"harm": "grazed"}, "'grazed'"),
        ({"harm": None}, "harm"),
    ],
)
def test_what_is_not_sound_is_named_by_the_model(reading, change, cause):
    rows = extract_rows(reading.doc)["claims"]
    with pytest.raises(ValueError, match=cause):
        schema.frame("claims", [rows[0] | change])
    with pytest.raises(ValueError, match="repeated key"):
        schema.frame("claims", [rows[0], rows[0]])


def test_one_machine_needs_no_dask():
    """pandera would import it for each table, though no table is one of it."""
    code = "import sys, dateline; dateline.example(); assert 'dask' not in sys.modules"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_whoever_an_event_names_is_an_actor():
    """The state of "Malian towns" acts nowhere, and still has a name on the page."""
    text = "Nigerian forces attacked several Malian towns on Monday."
    rows = extract_rows(parse(make_article("test", text, published="2024-05-02")))
    parties = {p for e in rows["events"] for p in (e["actor"], e["recipient"]) if p}
    names = {row["actor_id"]: row["name"] for row in rows["actors"]}
    assert parties == {"NGA-MIL", "MLI"} <= set(names)
    assert names["MLI"] == "Mali"


def test_a_summary_names_whom_a_pronoun_means():
    text = "The warlord Shamil Basayev claimed the raid. He was killed in 2006."
    rows = extract_rows(parse(make_article("test", text, published="2014-09-01")))
    assert [e["summary"] for e in rows["events"]] == ["Shamil Basayev was killed in 2006"]
