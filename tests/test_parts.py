"""A corpus larger than memory, in parts: the same tables, and memory that does not grow."""

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import duckdb
import pandas as pd
import pytest

from dateline import parts, schema
from dateline.article import make_article
from dateline.extract import extract_corpus, frames, gather
from dateline.parts import cut, extract_to, write_part

WORDS = [
    "army",
    "police",
    "rebels",
    "villagers",
    "drivers",
    "nurses",
    "guards",
    "soldiers",
    "miners",
    "farmers",
]


def texts(count: int) -> list[str]:
    """Short reports, each with a name that no other has."""
    return [
        f"Raid {n}\n{n % 7 + 2} {WORDS[n % 10]} were killed near Place{n}x on Monday, officials said."
        for n in range(count)
    ]


def articles(count: int) -> list:
    return [make_article(f"a{n}", t, published="2021-05-04") for n, t in enumerate(texts(count))]


def test_parts_are_cut_at_so_many_articles_or_letters():
    assert [len(part) for part in cut(articles(450))] == [200, 200, 50]
    long = make_article("long", "Negotiations continued. " * 20_000)
    assert [len(part) for part in cut([*articles(2), long, *articles(1)])] == [2, 1, 1]


def test_parts_give_the_tables_of_the_whole(tmp_path, monkeypatch):
    monkeypatch.setattr(parts, "MOST_ARTICLES", 40)
    several = articles(90)  # three parts
    ended = list(extract_to(several, tmp_path, theatre="none"))
    assert [part["n_articles"] for part in ended] == [40, 40, 10]
    whole = frames(gather(extract_corpus(several, theatre="none")))
    for name in schema.TABLES:
        pd.testing.assert_frame_equal(pd.read_parquet(tmp_path / f"{name}.parquet"), whole[name])
    assert len(pd.read_csv(tmp_path / "claims.csv")) == len(whole["claims"])
    points = json.loads((tmp_path / "places.geojson").read_text(encoding="utf-8"))
    assert points["type"] == "FeatureCollection"
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".")]


def test_two_processes_write_the_same_bytes(tmp_path, monkeypatch):
    monkeypatch.setattr(parts, "MOST_ARTICLES", 20)
    several = articles(90)
    for workers in (1, 2):
        list(extract_to(several, tmp_path / str(workers), workers=workers, theatre="none"))
    for name in schema.TABLES:
        one, two = ((tmp_path / n / f"{name}.parquet").read_bytes() for n in "12")
        assert one == two, name


def test_a_part_read_twice_replaces_itself(tmp_path):
    for _ in range(2):
        write_part(articles(3), 7, str(tmp_path), theatre="none")
    files = [str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*") if path.is_file()]
    assert sorted(files) == sorted(f"{name}/part-00007.parquet" for name in schema.TABLES)
    rows = duckdb.sql(f"SELECT count(*) FROM '{tmp_path}/articles/*.parquet'").fetchall()
    assert rows == [(3,)]


def test_parts_go_to_a_url():
    import fsspec

    write_part(articles(1), 0, "memory://corpus", theatre="none")
    names = fsspec.filesystem("memory").ls("/corpus/claims", detail=False)
    assert names == ["/corpus/claims/part-00000.parquet"]


MEASURE = """
import resource, sys
from dateline.cli import app
app(["extract", sys.argv[1], "--out", sys.argv[2], "--theatre", "none"], standalone_mode=False)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def test_memory_does_not_grow_with_the_corpus(tmp_path):
    pytest.importorskip("resource")

    def peak(count: int) -> int:
        corpus = tmp_path / f"{count}.jsonl"
        lines = (json.dumps({"id": str(n), "text": t}) for n, t in enumerate(texts(count)))
        corpus.write_text("\n".join(lines), encoding="utf-8")
        command = [sys.executable, "-c", MEASURE, str(corpus), str(tmp_path / f"out{count}")]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        return int(done.stdout.split()[-1])

    with ThreadPoolExecutor(2) as at_once:
        large, small = at_once.map(peak, (1600, 400))
    assert large < 1.1 * small
