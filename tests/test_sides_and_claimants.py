"""Whose victims, by whose account?  Short reports from many conflicts, read as a whole.

The passages and what is expected of each stand in ``gold/sides-and-claimants.txt``: an optional
headline after ``#``, the text, then a line for each figure, ``> harm number | side | claimant``,
a dash standing for none and a fourth cell for why it is still read wrongly.  All were written and
marked before the extractor had read them.
"""

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from dateline.article import make_article
from dateline.extract import extract_rows
from dateline.lexicon import words
from dateline.names import name_table
from dateline.parse import parse_many

CASES = Path(__file__).parent / "gold" / "sides-and-claimants.txt"
GENERAL = words("forces soldiers troops fighters rebels militants army military people group")
SMALL = words("the a an of for in and 's s")


class Figure(NamedTuple):
    """What is expected of one figure."""

    harm: str
    number: int
    side: str | None
    claimant: str | None
    failure: str | None = None


class Passage(NamedTuple):
    """A short report with its figures."""

    headline: str | None
    text: str
    figures: tuple[Figure, ...]


@cache
def passages() -> tuple[Passage, ...]:
    """The passages of the file, in order."""
    return tuple(read_passage(b) for b in CASES.read_text(encoding="utf-8").strip().split("\n\n"))


def read_passage(block: str) -> Passage:
    """A passage from its lines."""
    headline, text, figures = None, [], []
    for line in block.splitlines():
        if line.startswith("# "):
            headline = line[2:]
        elif line.startswith("> "):
            counted, side, claimant, *why = (cell.strip() for cell in line[2:].split("|"))
            harm, number = counted.split()
            names = (None if cell == "-" else cell for cell in (side, claimant))
            figures.append(Figure(harm, int(number), *names, *why))
        else:
            text.append(line)
    return Passage(headline, " ".join(text), tuple(figures))


@cache
def readings() -> tuple[list[dict], ...]:
    """The claims of every passage, parsed in one go."""
    return read_claims(passages())


def read_claims(told: tuple[Passage, ...]) -> tuple[list[dict], ...]:
    """The claims of each of these passages."""
    articles = [
        (
            make_article(
                f"p{n}", "\n\n".join(filter(None, (p.headline, p.text))), title=p.headline
            ),
            None,
        )
        for n, p in enumerate(told)
    ]
    return tuple(list(extract_rows(doc)["claims"]) for doc in parse_many(articles))


def name_words(name: str) -> set[str]:
    """Words that tell a name apart, countries and peoples brought to one form."""
    name = re.sub(r"['’]s?\b", "", name)
    known = name_table(None)
    found = set()
    for word in (name, *re.findall(r"[\w.-]+", name)):
        entry = known.get(word)
        found.add(entry.actor_id.removesuffix("-GOV") if entry and entry.actor_id else word.lower())
    return {word.rstrip("s") for word in found - SMALL} if found - SMALL else found


def is_same(wanted: str | None, read: str | None) -> bool:
    """Whether two names mean the same party: both none, or a telling word in common."""
    if not wanted or not read:
        return not wanted and not read
    one, other = name_words(wanted), name_words(read)
    telling = {word.rstrip("s") for word in GENERAL}
    return bool((one - telling or one) & (other - telling or other))


def pair(passage: Passage, claims: list[dict]) -> list[tuple[Figure, dict | None]]:
    """Each expected figure with the claim that gives it, in the order of the text."""
    left, pairs = list(claims), []
    for figure in passage.figures:
        found = next((c for c in left if _gives(c, figure)), None)
        if found:
            left.remove(found)
        pairs.append((figure, found))
    return pairs


def _gives(claim: dict, figure: Figure) -> bool:
    """Whether a claim gives the expected number."""
    numbers = (claim["low"], claim["best"], claim["high"])
    return claim["harm"] == figure.harm and figure.number in numbers


def rows() -> list:
    """One case per expected figure, marked where the passage is a known failure."""
    cases = []
    for n, passage in enumerate(passages()):
        for k, figure in enumerate(passage.figures):
            label = f"{n}-{' '.join(passage.text.split()[:4])}-{figure.harm}-{figure.number}-{k}"
            why = figure.failure
            marks = [pytest.mark.xfail(reason=why, strict=True)] if why else []
            cases.append(pytest.param(n, k, id=label, marks=marks))
    return cases


@pytest.mark.parametrize(("n", "k"), rows())
def test_side_and_claimant_of_a_figure(n, k):
    passage = passages()[n]
    figure, claim = pair(passage, readings()[n])[k]
    assert claim is not None, f"{figure} is not read"
    read = claim["side"], claim["claimant_name"]
    assert is_same(figure.side, read[0]), f"side {read[0]}, not {figure.side}"
    assert is_same(figure.claimant, read[1]), f"claimant {read[1]}, not {figure.claimant}"


def test_most_figures_have_their_side_and_claimant():
    pairs = [p for n, one in enumerate(passages()) for p in pair(one, readings()[n])]
    sides = sum(c is not None and is_same(f.side, c["side"]) for f, c in pairs)
    claimants = sum(c is not None and is_same(f.claimant, c["claimant_name"]) for f, c in pairs)
    assert sides / len(pairs) > 0.8
    assert claimants / len(pairs) > 0.88


def test_the_comparison_would_notice():
    assert not is_same("Malian", "Chadian")
    assert not is_same(None, "rebels")
    assert not is_same("army", "rebels")
    assert is_same("Somali", "Somalia")
