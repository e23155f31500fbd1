"""How many were killed and wounded in all?  Short event texts of three kinds, made up.

The texts and their numbers stand in ``gold/short-events.txt``: the text, then ``> killed N wounded
N`` with everybody counted, a dash for what is not marked, and a second cell for why a text is still
read wrongly.  Every third text of a kind was kept aside while rules were mended; a batch has a
first look instead, which its heading tells.
"""

import json
import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from dateline.article import make_article
from dateline.claims.clauses import LONGEST, stretches
from dateline.extract import extract_rows
from dateline.parse import parse_many

CASES = Path(__file__).parent / "gold" / "short-events.txt"
NOTES = CASES.with_name("event-notes.jsonl")
FLOORS = {  # share of the notes of a style with a figure above zero, and without, that are right
    "rand": {"killed": (0.91, 0.97), "wounded": (0.96, 0.96)},
    "acled": {"killed": (0.87, 0.97)},
    "awsd": {"killed": (0.86, 0.94), "wounded": (0.94, 0.96)},
}
MARK = re.compile(r"killed (?P<killed>\d+) wounded (?P<wounded>\d+|-)")


class Event(NamedTuple):
    """A text with the numbers of the whole event; `is_aside` when no rule was mended for it."""

    text: str
    wanted: dict[str, int]
    is_aside: bool
    failure: str | None = None


@cache
def events() -> tuple[Event, ...]:
    """The events of the file, in order; numbering starts anew under each heading."""
    found, k = [], 0
    for block in CASES.read_text(encoding="utf-8").strip().split("\n\n")[1:]:
        if block.startswith("# "):
            k, is_batch = 0, block.startswith("# Batch")
            continue
        text, cells = block.rsplit("\n> ", 1)
        mark, *why = (cell.strip() for cell in cells.split("|"))
        numbers = MARK.fullmatch(mark).groupdict()
        wanted = {harm: int(n) for harm, n in numbers.items() if n != "-"}
        found.append(Event(text, wanted, k % 3 == 2 and not is_batch, *why))
        k += 1
    return tuple(found)


@cache
def readings() -> tuple[dict[str, int], ...]:
    """Killed and wounded in all of every text, parsed in one go."""
    articles = [(make_article(f"e{n}", event.text), None) for n, event in enumerate(events())]
    return tuple(read_tolls(extract_rows(doc)["tolls"]) for doc in parse_many(articles))


def read_tolls(tolls: list[dict]) -> dict[str, int]:
    """The one figure for everybody of each harm; best, else low, else high, else 0."""
    read = {"killed": 0, "wounded": 0}
    for row in tolls:
        if (row["side_id"], row["event_id"]) == ("all", "current") and row["harm"] in read:
            read[row["harm"]] = next(row[k] for k in ("best", "low", "high") if row[k] is not None)
    return read


def rows() -> list:
    """One case per text, marked where it is a known failure."""
    return [
        pytest.param(
            n,
            id=f"{n}-{' '.join(event.text.split()[:5])}",
            marks=[pytest.mark.xfail(reason=event.failure, strict=True)] if event.failure else [],
        )
        for n, event in enumerate(events())
    ]


@pytest.mark.parametrize("n", rows())
def test_tolls_of_an_event(n):
    event, read = events()[n], readings()[n]
    assert {harm: read[harm] for harm in event.wanted} == event.wanted


@pytest.mark.parametrize(("harm", "is_aside"), [(h, a) for h in MARK.groupindex for a in (0, 1)])
def test_most_figures_above_zero_are_right(harm, is_aside):
    pairs = [
        (event.wanted[harm], read[harm])
        for event, read in zip(events(), readings(), strict=True)
        if event.is_aside == is_aside and event.wanted.get(harm)
    ]
    assert len(pairs) > 10
    assert sum(wanted == read for wanted, read in pairs) / len(pairs) > 0.75


def test_nobody_is_made_up():
    pairs = [
        (event.wanted[harm], read[harm])
        for event, read in zip(events(), readings(), strict=True)
        for harm in event.wanted
        if event.wanted[harm] == 0
    ]
    assert sum(read == 0 for _, read in pairs) / len(pairs) > 0.95


@cache
def notes() -> dict[str, list[tuple[dict, dict[str, int]]]]:
    """By style, notes in the manner of three collections (made up), with what is read from them."""
    told = [json.loads(line) for line in NOTES.read_text(encoding="utf-8").splitlines()]
    docs = parse_many([(make_article(note["id"], note["text"]), None) for note in told])
    found: dict[str, list] = {style: [] for style in FLOORS}
    for note, doc in zip(told, docs, strict=True):
        found[note["style"]].append((note, read_tolls(extract_rows(doc)["tolls"])))
    return found


@pytest.mark.parametrize(
    ("style", "harm"), [(style, harm) for style, harms in FLOORS.items() for harm in harms]
)
def test_most_notes_give_the_numbers_of_their_collection(style, harm):
    pairs = [(note[harm], read[harm]) for note, read in notes()[style]]
    some, none = ([a == b for a, b in pairs if bool(a) == told] for told in (True, False))
    floors = FLOORS[style][harm]
    assert sum(some) / len(some) >= floors[0] and sum(none) / len(none) >= floors[1]


@pytest.mark.parametrize("words", ["killed wounded " * 1500, "killed and " * 3000])
def test_an_endless_sentence_is_read_in_stretches(words):
    doc = next(iter(parse_many([(make_article("long", f"The attack {words}."), None)])))
    spans = [row for row, _ in stretches(doc.user_data["sentences"])]
    assert max(row["end"] - row["start"] for row in spans) <= LONGEST
    assert sum(row["end"] - row["start"] for row in spans) == len(doc)
