"""The command line: help, exit codes, one sentence for each failure."""

import json

import pandas as pd
import pytest
from conftest import DEFAULT, dateline, here

from dateline import schema


@pytest.mark.parametrize("command", ["brief", "extract", "export", "batch", "check"])
def test_help_has_an_example(command):
    done = dateline(command, "--help")
    assert done.returncode == 0 and f"dateline {command}" in done.stdout.split("Example:")[1]


def test_check_finds_all_in_place():
    done = dateline("check")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "NOT" not in done.stdout and "south-caucasus" in done.stdout


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda folder: folder / "none.txt", "does not exist"),
        (lambda folder: folder, "is a folder"),
        (lambda folder: (folder / "e.txt").write_bytes(b"") or folder / "e.txt", "no text"),
        (
            lambda folder: (folder / "b.txt").write_bytes(b"\0\1" * 99) and folder / "b.txt",
            "binary",
        ),
    ],
)
def test_bad_article_is_one_sentence_and_leaves_nothing(tmp_path, make, message):
    done = here("brief", make(tmp_path), "--out", tmp_path / "out")
    assert done.returncode == 1
    assert message in done.stderr and len(done.stderr.splitlines()) == 1
    assert not (tmp_path / "out").exists()


def test_no_library_says_anything_beside_the_one_sentence(tmp_path):
    done = dateline("brief", tmp_path / "none.txt")
    assert done.returncode == 1 and not done.stdout
    assert done.stderr.startswith("dateline: ") and len(done.stderr.splitlines()) == 1


def test_bad_date_and_theatre(tmp_path):
    done = here("brief", DEFAULT, "--published", "soon", "--out", tmp_path / "out")
    assert done.returncode == 1 and "YYYY-MM-DD" in done.stderr
    done = here("brief", DEFAULT, "--theatre", "atlantis", "--out", tmp_path / "out")
    assert done.returncode == 1 and "south-caucasus" in done.stderr
    assert not (tmp_path / "out").exists()


def test_extract_reads_a_corpus(tmp_path):
    texts = [
        "Rebels killed three soldiers near the town on Monday, the army said.",
        "The minister opened a school.",
        "x",
    ]
    lines = [
        json.dumps({"id": f"t{n}", "text": t, "published": "2020-01-07"})
        for n, t in enumerate(texts)
    ]
    (tmp_path / "c.jsonl").write_text("\n".join(lines))
    done = dateline("extract", tmp_path / "c.jsonl", "--out", tmp_path / "tables")
    assert done.returncode == 0, done.stderr
    for table in schema.TABLES:
        data = pd.read_parquet(tmp_path / f"tables/{table}.parquet")
        assert list(data.columns) == schema.columns(table)
        assert (tmp_path / f"tables/{table}.csv").exists()
    claims = pd.read_parquet(tmp_path / "tables/claims.parquet")
    assert claims[["article_id", "harm", "best"]].values.tolist() == [["t0", "killed", 3]]
    for row in claims.itertuples():
        assert texts[0][row.start_char : row.end_char] == row.quote


def test_extract_goes_on_after_a_bad_file(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in/bad.txt").write_bytes(b"")
    (tmp_path / "in/good.txt").write_text("Two soldiers were killed.")
    done = dateline("extract", tmp_path / "in", "--out", tmp_path / "tables")
    assert done.returncode == 1 and "bad.txt" in done.stderr
    assert len(pd.read_csv(tmp_path / "tables/articles.csv")) == 1


def test_standard_input(tmp_path):
    done = dateline(
        "brief", "-", "--out", tmp_path / "out", "--published", "2021-05-04",
        input="Truce fails\nFour civilians were killed on Monday, police said.\n",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "Truce fails" in (tmp_path / "out/briefing.html").read_text()
