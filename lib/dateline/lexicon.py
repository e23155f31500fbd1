"""Which words does the extraction know?  The hand-made tables, and what a word of harm is."""

import csv
from collections.abc import Container, Iterable
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Token

from dateline import DATA


@cache
def read_reference(table: str) -> tuple[dict[str, str], ...]:
    """Rows of a table in ``data/reference/``."""
    with (DATA / "reference" / f"{table}.csv").open(encoding="utf-8", newline="") as lines:
        return tuple(csv.DictReader(lines))


@cache
def listed(name: str) -> frozenset[str]:
    """The words of one list of ``data/reference/lexicon.csv``.

    >>> "airport" in listed("place noun")
    True
    """
    found = frozenset(row["word"] for row in read_reference("lexicon") if row["list"] == name)
    if not found:
        raise KeyError(f"data/reference/lexicon.csv has no list {name!r}")
    return found


def words(text: str) -> frozenset[str]:
    """The words of a text as a set.

    >>> sorted(words("dead missing"))
    ['dead', 'missing']
    """
    return frozenset(text.split())


def first_of(tokens: Iterable[Token], listed: Container[str]) -> Token | None:
    """The first of the tokens that is one of the words listed, or ``None``."""
    return next((token for token in tokens if token.lower_ in listed), None)


def beside(token: Token, end: int) -> tuple[str, str]:
    """The words before a token and after it, the latter before token `end`; else ``""``."""
    before = token.nbor(-1).lower_ if token.i else ""
    return before, token.nbor().lower_ if token.i + 1 < end else ""


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
    return {
        form: (row["term"], row["harm"], row["frame"])
        for row in read_reference("harm")
        for form in row["forms"].split()
    }
