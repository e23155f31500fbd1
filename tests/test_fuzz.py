"""No made-up input crashes, hangs or corrupts a part; ``benchmarks/fuzz.py`` tries many more."""

import csv
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "benchmarks"))
import fuzz  # noqa: E402


@pytest.mark.parametrize("name", fuzz.TARGETS)
def test_inputs_of(name):
    found = fuzz.run(name, share=0.01, first=8)
    assert not found["failure"]
    assert found["inputs"] >= 10


def test_two_thousand_inputs_are_tried_here_and_two_hundred_thousand_there():
    counts = [target.count for target in fuzz.TARGETS.values()]
    assert sum(counts) >= 200_000
    assert sum(counts) // 100 >= 2_000


def test_the_document_shows_what_was_measured(tmp_path):
    document = tmp_path / "security.md"
    shown = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
    document.write_text(shown, encoding="utf-8")
    fuzz.write_docs(document)
    assert document.read_text(encoding="utf-8") == shown, "run benchmarks/fuzz.py --docs"
    with (ROOT / "benchmarks" / "fuzz.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert sum(int(row["inputs"]) for row in rows) >= 200_000
    assert not [row for row in rows if row["failure"] or int(row["slowest_ms"]) > 2000]


def test_the_fuzzer_notices():
    def fails(text):
        assert "7" not in text

    fuzz.TARGETS["broken"] = fuzz.Target(fuzz.TEXTS, fails, 500)
    try:
        assert "AssertionError" in fuzz.run("broken")["failure"]
    finally:
        del fuzz.TARGETS["broken"]
