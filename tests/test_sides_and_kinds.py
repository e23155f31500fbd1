"""Whose loss is a figure, and what were the victims?  The ways in which reporters tell either.

The passages stand in ``gold/sides-and-kinds.txt``, in the form of ``sides-and-claimants.txt``
with the type of the victims in the place of the claimant.
"""

from functools import cache
from pathlib import Path

import pytest
from test_sides_and_claimants import Passage, is_same, pair, read_claims, read_passage

CASES = Path(__file__).parent / "gold" / "sides-and-kinds.txt"


@cache
def passages() -> tuple[Passage, ...]:
    """The passages of the file, in order."""
    return tuple(read_passage(b) for b in CASES.read_text(encoding="utf-8").strip().split("\n\n"))


@cache
def readings() -> tuple[list[dict], ...]:
    """The claims of every passage, parsed in one go."""
    return read_claims(passages())


@pytest.mark.parametrize("n", range(len(passages())), ids=lambda n: passages()[n].text[:40])
def test_sides_and_kinds_of_a_passage(n):
    for figure, claim in pair(passages()[n], readings()[n]):
        assert claim is not None, f"{figure} is not read"
        assert is_same(figure.side, claim["side"]), f"{figure}: side {claim['side']}"
        assert figure.claimant == claim["victim_type"], f"{figure}: {claim['victim_type']}"
