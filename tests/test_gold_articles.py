"""How well are whole reports read?  Precision and recall on reports with every claim marked.

``gold/articles.jsonl`` holds one report a line, written for this test over many conflicts, with
controls that tell of no political violence.  Every claim was marked before the extractor had read
the texts.  A third of them, chosen by a hash, was looked at only after rules had been written on
the others, and has been read since.  ``gold/agency.jsonl`` holds reports in plain agency English,
also written for this test, most of whose errors nobody has mended; ``gold/wikinews.jsonl`` articles
of the open web, marked in the same way (``gold/wikinews.yml`` says whose they are).
"""

import hashlib
import json
import sys
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from test_sides_and_claimants import is_same

from dateline.article import make_article
from dateline.extract import extract_rows
from dateline.parse import parse_many

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "benchmarks"))
from claims import tolls_right  # noqa: E402

REPORTS = [
    Path(__file__).parent / "gold" / f"{name}.jsonl" for name in ("articles", "agency", "wikinews")
]
OTHERS = {
    "n": "Wikinews",
    "a": "agency English",
    "b": "agency English, unread",
}  # by the first letter of an id
TOLLS = {  # how many, and which share is right
    "Wikinews": (51, 0.77),
    "agency English": (252, 0.6),
    "agency English, unread": (161, 0.58),
}
FLOORS = {
    "worked on": {"f1": 0.96, "side": 0.87, "claimant": 0.91, "scope": 0.92, "background": 0.92},
    "Wikinews": {"f1": 0.94, "side": 0.9, "claimant": 0.96, "scope": 0.92, "background": 0.7},
    "agency English": {
        "f1": 0.94,
        "side": 0.87,
        "claimant": 0.93,
        "scope": 0.93,
        "background": 0.89,
    },
    "agency English, unread": {
        "f1": 0.94,
        "side": 0.81,
        "claimant": 0.87,
        "scope": 0.92,
        "background": 0.83,
    },
    "kept aside": {"f1": 0.92, "side": 0.84, "claimant": 0.89, "scope": 0.93, "background": 0.93},
}


def part_of(doc_id: str) -> str:
    """The part of a report: our own ones are divided by a hash."""
    if doc_id[0] in OTHERS:
        return OTHERS[doc_id[0]]
    is_held = int(hashlib.sha256(doc_id.encode()).hexdigest(), 16) % 3 == 0
    return "kept aside" if is_held else "worked on"


@cache
def tables() -> tuple[tuple[dict, dict], ...]:
    """Each report with the tables that are read from it."""
    texts = (path.read_text(encoding="utf-8") for path in REPORTS)
    reports = [json.loads(line) for text in texts for line in text.split("\n") if line]
    articles = (
        (make_article(r["doc_id"], r["text"], title=r["headline"], published=_day(r)), None)
        for r in reports
    )
    return tuple(
        (report, extract_rows(doc))
        for report, doc in zip(reports, parse_many(articles), strict=True)
    )


def readings() -> list[tuple[dict, list[dict]]]:
    """Each report with the claims that are read from it."""
    return [(report, list(read["claims"])) for report, read in tables()]


def _day(report: dict) -> str | None:
    """The day of publication; some reports have only a month."""
    published = report["published"] or ""
    return published if len(published) == len("2000-01-01") else None


def pairs_of(report: dict, claims: list[dict]) -> list[tuple[dict, dict]]:
    """Marked claims with the ones read: same harm and figure, and words in common."""
    left, pairs = list(claims), []
    for marked in report["claims"]:
        fitting = [c for c in left if _fits(marked, c)]
        if fitting:
            nearest = min(fitting, key=lambda c: abs(c["start_char"] - marked["span"][0]))
            left.remove(nearest)
            pairs.append((marked, nearest))
    return pairs


def _fits(marked: dict, claim: dict) -> bool:
    """Whether a claim gives a marked figure where it stands."""
    start, end = marked["sentence"]
    numbers = tuple(marked[f"count_{key}"] for key in ("low", "best", "high"))
    return (
        marked["harm"] == claim["harm"]
        and numbers == (claim["low"], claim["best"], claim["high"])
        and claim["start_char"] < end
        and start < claim["end_char"]
    )


@cache
def scores(part: str) -> dict[str, float]:
    """The shares of a part that are right."""
    n: Counter[str] = Counter()
    for report, claims in readings():
        if part_of(report["doc_id"]) != part:
            continue
        pairs = pairs_of(report, claims)
        optional = sum(marked["optional"] for marked, _ in pairs)
        n["marked"] += sum(not marked["optional"] for marked in report["claims"])
        n["read"] += len(claims) - optional
        for marked, claim in pairs:
            if marked["optional"]:
                continue
            n["found"] += 1
            n["side"] += is_same(marked["side"], claim["side"])
            n["claimant"] += is_same(marked["source"], claim["claimant_name"])
            scope = "background" if claim["scope"] == "background" else "current"
            n["scope"] += marked["event"] == scope
            n["old"] += marked["event"] == "background"
            n["background"] += marked["event"] == scope == "background"
    return {
        "f1": 2 * n["found"] / (n["marked"] + n["read"]),
        "side": n["side"] / n["found"],
        "claimant": n["claimant"] / n["found"],
        "scope": n["scope"] / n["found"],
        "background": n["background"] / n["old"],
    }


@pytest.mark.parametrize(
    ("part", "measure"), [(part, measure) for part, floors in FLOORS.items() for measure in floors]
)
def test_reports_are_read_as_they_were_marked(part, measure):
    assert scores(part)[measure] >= FLOORS[part][measure]


def test_the_marks_stand_where_the_text_says_so():
    for report, _ in readings():
        for marked in report["claims"]:
            start, end = marked["span"]
            assert report["text"][start:end] == marked["quote"]
            assert marked["sentence"][0] <= start < end <= marked["sentence"][1]


def test_every_text_is_the_one_that_was_marked():
    for report, _ in readings():
        if "sha256" in report:
            assert hashlib.sha256(report["text"].encode()).hexdigest() == report["sha256"]


@pytest.mark.parametrize("part", TOLLS)
def test_tolls_are_those_that_an_editor_would_give(part):
    read = [pair for pair in tables() if part_of(pair[0]["doc_id"]) == part]
    hits = [hit for report, tables in read for hit in tolls_right(report, tables["tolls"])]
    n, floor = TOLLS[part]
    assert len(hits) == n and sum(hits) >= floor * n
