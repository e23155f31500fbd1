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


def test_one_party_under_four_names_is_one_side():
    text = (
        "Clashes killed six Tigers near the coast. The Liberation Tigers of Tamil Eelam said 20 "
        "soldiers had died. In the hills three LTTE cadres were killed. On Monday two Tamil Tiger "
        "rebels died. Four rebels were wounded."
    )
    (claims,) = read_claims((Passage(None, text, ()),))
    sides = {claim["victims"]: claim["side_id"] for claim in claims}
    assert {side for words, side in sides.items() if "soldiers" not in words} == {"ltte"}
    assert len(claims) == 5
