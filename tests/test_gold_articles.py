"""How well are whole reports read?  Precision and recall on reports with every claim marked.

``gold/articles.jsonl`` holds one report a line, written for this test over many conflicts, with
controls that tell of no political violence.  Every claim was marked before the extractor had read
the texts.  A third of them, chosen by a hash, was looked at only after rules had been written on
the others, and has been read since.
"""

import hashlib
import json
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from test_sides_and_claimants import is_same

from dateline.article import make_article
from dateline.extract import extract_rows
from dateline.parse import parse_many

REPORTS = Path(__file__).parent / "gold" / "articles.jsonl"
FLOORS = {
    "worked on": {"f1": 0.96, "side": 0.87, "claimant": 0.91, "scope": 0.92, "background": 0.92},
    "kept aside": {"f1": 0.92, "side": 0.84, "claimant": 0.89, "scope": 0.93, "background": 0.94},
}


def is_held(doc_id: str) -> bool:
    """Whether a report is in the third that was kept aside."""
    return int(hashlib.sha256(doc_id.encode()).hexdigest(), 16) % 3 == 0


@cache
def readings() -> tuple[tuple[dict, list[dict]], ...]:
    """Each report with the claims that are read from it."""
    lines = REPORTS.read_text(encoding="utf-8").splitlines()
    reports = [json.loads(line) for line in lines]
    articles = (
        (make_article(r["doc_id"], r["text"], title=r["headline"], published=r["published"]), None)
        for r in reports
    )
    return tuple(
        (report, list(extract_rows(doc)["claims"]))
        for report, doc in zip(reports, parse_many(articles), strict=True)
    )


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
        if is_held(report["doc_id"]) != (part == "kept aside"):
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
