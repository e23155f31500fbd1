"""No made-up input crashes, hangs or corrupts a part; ``benchmarks/fuzz.py`` tries many more."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "benchmarks"))
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


def test_the_fuzzer_notices():
    def fails(text):
        assert "7" not in text

    fuzz.TARGETS["broken"] = fuzz.Target(fuzz.TEXTS, fails, 500)
    try:
        assert "AssertionError" in fuzz.run("broken")["failure"]
    finally:
        del fuzz.TARGETS["broken"]
