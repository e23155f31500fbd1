"""Which words tell of harm?  The lexicon, and what a trigger is."""

import csv
from dataclasses import dataclass
from functools import cache

from dateline.theatre import DATA


def words(text: str) -> frozenset[str]:
    """The words of a text as a set.

    >>> sorted(words("dead missing"))
    ['dead', 'missing']
    """
    return frozenset(text.split())


@dataclass(frozen=True)
class Trigger:
    """A word of harm: token index, harm, frame and the last token of a phrase ("shot dead")."""

    i: int
    harm: str
    frame: str
    end: int
    is_weak: bool = False
    is_body: bool = False


@cache
def lexicon() -> dict[str, tuple[str, str, str]]:
    """Term, harm and frame of each form in the lexicon."""
    with (DATA / "reference" / "harm.csv").open(encoding="utf-8") as file:
        return {
            form: (row["term"], row["harm"], row["frame"])
            for row in csv.DictReader(file)
            for form in row["forms"].split()
        }
