"""Does "Baku" act here, or is it a town?  Sentences from many conflicts, labelled by hand.

The sentences, the labels and the rules of labelling stand in ``gold/metonyms.txt``.  Every third
sentence was kept aside while the rules were mended; both parts are scored.
"""

from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from dateline.article import make_article
from dateline.extract import extract_rows
from dateline.parse import parse_many

CASES = Path(__file__).parent / "gold" / "metonyms.txt"
GOVERNMENT = ("actor", "metonym")  # senses of a mention that acts


class Case(NamedTuple):
    """A sentence with its name, and whether the name stands for a government."""

    is_government: bool
    text: str
    start: int
    end: int


class Score(NamedTuple):
    """How often a name that is read as a government is one, and the other way round."""

    precision: float
    recall: float
    n: int


@cache
def cases() -> tuple[Case, ...]:
    """The labelled sentences, in the order of the file."""
    lines = CASES.read_text(encoding="utf-8").splitlines()
    return tuple(read_case(line) for line in lines if line and not line.startswith("#"))


def read_case(line: str) -> Case:
    """A case from its line.

    >>> read_case("P\\tHe left [Lima].")
    Case(is_government=False, text='He left Lima.', start=8, end=12)
    """
    label, marked = line.split("\t")
    start, end = marked.index("["), marked.index("]") - 1
    assert label in ("G", "P"), line
    return Case(label == "G", marked.replace("[", "").replace("]", ""), start, end)


@cache
def read_as_government() -> tuple[bool, ...]:
    """Whether each name is read as a government."""
    articles = [(make_article(f"m{n}", case.text), None) for n, case in enumerate(cases())]
    found = []
    for case, doc in zip(cases(), parse_many(articles), strict=True):
        mentions = extract_rows(doc)["mentions"]
        here = [m for m in mentions if case.start - 4 <= m["start_char"] <= case.start]
        here = [m for m in here if m["end_char"] == case.end]  # "the Kremlin" is the same name
        found.append(any(mention["sense"] in GOVERNMENT for mention in here))
    return tuple(found)


def score(part: slice | list[int]) -> Score:
    """Precision and recall of "government" over some of the cases."""
    chosen = list(zip(cases(), read_as_government(), strict=True))
    chosen = [chosen[n] for n in part]
    hits = sum(case.is_government and read for case, read in chosen)
    read, true = sum(read for _, read in chosen), sum(case.is_government for case, _ in chosen)
    return Score(hits / read, hits / true, len(chosen))


ASIDE = range(2, 306, 3)
MENDED = [n for n in range(306) if n not in ASIDE]


def test_there_are_enough_sentences_of_both_kinds():
    assert len(cases()) == len(ASIDE) + len(MENDED)
    assert 0.4 < sum(case.is_government for case in cases()) / len(cases()) < 0.6


@pytest.mark.parametrize("part", [MENDED, ASIDE], ids=["mended", "kept aside"])
def test_governments_are_told_from_towns(part):
    precision, recall, _ = score(part)
    assert precision >= 0.85
    assert recall >= 0.80
