"""Measure everything once, and write what docs/accuracy.md and notebook 02 show.

    python benchmarks/accuracy.py GOLD_FOLDER

GOLD_FOLDER holds ``articles/dev.jsonl`` with its ``score.py`` and ``counts/dev_*.jsonl``.  Writes
``data/reference/accuracy.csv`` (the measures that notebook 02 shows) and ``docs/accuracy.md``.
"""

import argparse
from datetime import date
from pathlib import Path

import places
import statements
from claims import PARTS, measure
from results import as_markdown, read_rows, write_between, write_rows

from dateline.fields import REVIEW_BELOW

ROOT = Path(__file__).resolve().parents[1]
SETS = {
    "articles": "articles/dev.jsonl",
    "short texts (RAND)": "counts/dev_rand.jsonl",
    "short texts (ACLED)": "counts/dev_acled.jsonl",
    "short texts (aid workers)": "counts/dev_awsd.jsonl",
}
SHOWN = {
    "count+harm, precision", "count+harm, recall", "count+harm, F1", "+side, F1", "+source, F1",
    "background recall", "current precision", "headline toll", "controls left clean",
    "conflict pairs, both sourced", "killed above zero, exact", "killed zero, exact",
    "wounded above zero, exact", "wounded zero, exact", "tolls as an editor gives them",
}  # fmt: skip
ON_ARTICLES = {
    "count+harm, F1": "claim found",
    "+side, F1": "and side",
    "+source, F1": "and claimant",
    "background recall": "background told apart",
    "current precision": "current is current",
    "headline toll": "headline toll",
    "conflict pairs, both sourced": "conflicting pairs",
    "controls left clean": "controls clean",
    "tolls as an editor gives them": "tolls",
}
ON_NOTES = {"killed above zero, exact": "killed", "wounded above zero, exact": "wounded"}
PAGE = """# How accurate is the reading?

Written by `benchmarks/accuracy.py` on {day}; do not edit by hand.

**What is measured.** On articles: a claim is found when its harm and its figure are right and it
stands in the right sentence; then whether its side and its claimant are right, whether background
is told from the event reported, and whether the toll of the headline is right. "Tolls" is the
share of harms for which `tolls` gives a range that an editor accepts. On short texts: whether
`tolls` gives exactly the number killed and wounded in the whole event; rows whose number
is zero are reported apart, because a reader who finds nothing is right on them.

**On what.** Articles with marked claims, and short event notes from three sources with known
numbers. The texts are not part of this project. Values carry a 95 % interval over draws of
documents.

**How far to trust it.** The rules were written while two thirds of each set were in view, so what
they reach on these flatters. The tables of first looks say what they reached on a set before any of
its texts had been read by those who wrote them: this is the estimate for texts of your own. Each
set has been read since, and rules were mended on it; the next set was always a new one. "Own
reports" are lots of the {n_reports} reports in `tests/gold/articles.jsonl`; "retold" are reports
and notes in our own words that keep the facts, the order and the ways of telling of published ones,
often in stiffer English; those "in plain agency English" keep the formulas of the trade (the third
to seventh of them are in `tests/gold/agency.jsonl`); "event notes of our own" are in the manner of
the three collections (`tests/gold/event-notes.jsonl`; the first set was made harder than they are,
the others alike); notes of the Global Terrorism Database were read with the numbers the database
itself gives, and not kept; "Wikinews" are articles of Wikinews (CC BY 2.5) and press statements in
the public domain. All were labelled by people who had not seen the output.

## First looks: articles

F1 of claims found, then with the right side or claimant; shares of the rest; n is the number of
claims marked, in brackets where the measure counts something else.

{first}

## First looks: event notes

Share of notes whose number above zero was exactly right, with the number of notes.

{notes}

## Now, on all texts, worked on or held aside

{now}

## Who speaks, and who did what to whom

A statement is found when its cue ("said", "according to") is; its speaker is right when it is the
one named in the labels, pronouns resolved.  An event is right when its PLOVER type, its actor and
its recipient are.  Offsets, names and codes were labelled by reading {n_statements} articles
(statements) and {n_events} (events) before their output was looked at; `tests/gold/statements.csv`
and `events.csv` hold no text.  Some labels were widened afterwards, where ours was another form of
the same name.

{attribution}

The rules were mended while these labels were in view, so the table flatters.  Of each lot of
articles labelled later, this is what the rules reached before anything was mended for it, and last
what they then reached on the articles worked on.  Take the lots together for texts of your own, and
read an event as a candidate to check:

{unread}

## Is `confidence` worth anything?

`confidence` is the chance that figure, side, claimant and scope of a row are all right. It is
fitted by `benchmarks/confidence.py` on the marked articles, our own reports (a good half of them
those in agency English, most of whose errors nobody has mended) and Wikinews
(`data/reference/confidence.csv` holds the weights). In the table, each article's chances come from
weights fitted on other articles; "foretold" is their mean, "right" the share that was. Rows under
{review} are marked for review.

{bands}

## Are places found, and put where they are?

On articles whose places were marked before the output was seen (`tests/gold/places.csv`, with its
rules).  The rules of reading were mended on those "worked on"; the "first look" was marked and
scored after, and nothing was mended on it.  A place is right within 161 km of the mark, a country
by its code; a place that no gazetteer has is listed without a point and counts as not resolved.

{places}

## What it is bad at

- **Sides that the words do not name**: "the assailants", units known only by their names,
  civilians of the state that makes the claim.
- **Several incidents in one report**: an attack is kept apart when it is told as a further one, by
  an act of its own at a place not named before, or at another place on another day; what falls
  between these ways of telling is still one event. Where a report comes back to its first toll,
  other figures are listed beside it and not added.
- **"Government" or the country**: troops called only "government soldiers" keep that name, though
  their side is the state's where the article says whose government it is.
- **Claimants of the sentence after**: "Two soldiers died. The base is closed, the ministry said."
- **A claimant named once for a long list**, such as a spokesman who gives figures over several
  paragraphs; and who is cited inside another's quotation.
- **Who did it**, when nouns stand for people that are no actors ("two men", "they"), when a deed is
  told in a participle, and when a place could be its target.
- **Scopes that the text does not show**, such as counting aid workers only.
- **Whether a place is the scene or background**, where only the course of the story tells.
"""


def with_interval(row: dict) -> dict:
    """The row with its interval in words."""
    return row | {"95 % interval": f"{row['low']:.2f} to {row['high']:.2f}"}


def side_by_side(looks: list[dict], columns: dict[str, str]) -> str:
    """First looks as a table in Markdown: one row is one set, one column one measure."""
    sets: dict[str, dict] = {}
    for look in looks:
        if look["measure"] in columns:
            row = sets.setdefault(look["set"], dict.fromkeys(["set", "n", *columns.values()], ""))
            row["set"], row["n"] = look["set"], row["n"] or look["n"]
            n = "" if look["n"] == row["n"] else f" ({look['n']})"
            row[columns[look["measure"]]] = f"{float(look['value']):.2f}{n}"
    return as_markdown(sets.values(), ["set", "n", *columns.values()])


def places_table(gold: Path) -> str:
    """The measures of places as a table in Markdown."""
    names = ["part", "measure", "n", "value", "95 % interval"]
    return as_markdown([with_interval(row) for row in places.measure(gold)], names)


def main() -> None:
    """Measure all sets and write the table and the page."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("gold", type=Path, help="folder with articles/ and counts/")
    options = parser.parse_args()
    rows = [
        {"set": name} | row
        for name, path in SETS.items()
        for row in measure(options.gold / path)
        if row["part"] == PARTS[2]
    ]
    day = date.today().isoformat()
    shown = [row | {"day": day} for row in rows if row["measure"] in SHOWN]
    rows = [with_interval(row) for row in rows]
    names = ["set", "measure", "n", "value", "95 % interval"]
    looks = read_rows(ROOT / "data/reference/accuracy-first-look.csv")
    first, notes = (side_by_side(looks, columns) for columns in (ON_ARTICLES, ON_NOTES))
    bands = read_rows(ROOT / "data/reference/reliability.csv")
    attribution = [with_interval(row) for row in statements.measure(options.gold)]
    unread = ROOT / "data" / "reference" / "attribution-first-look.csv"
    reports = (ROOT / "tests/gold/articles.jsonl").read_text(encoding="utf-8").splitlines()
    page = PAGE.format(
        n_reports=len(reports),
        n_statements=len(statements.labels("statements")),
        n_events=len(statements.labels("events")),
        attribution=as_markdown([row for row in attribution if row["part"] == PARTS[2]], names),
        unread=as_markdown(read_rows(unread), ["set", "measure", "n", "value"]),
        day=day,
        first=first,
        notes=notes,
        now=as_markdown([row for row in rows if row["measure"] in SHOWN], names),
        review=REVIEW_BELOW,
        places=places_table(options.gold),
        bands=as_markdown(bands, list(bands[0])),
    )
    write_between(ROOT / "README.md", "accuracy", f"{first}\n\n{notes}")
    (ROOT / "docs").mkdir(exist_ok=True)
    (ROOT / "docs" / "accuracy.md").write_text(page, encoding="utf-8")
    write_rows(
        [{k: v for k, v in row.items() if k != "part"} for row in shown],
        ROOT / "data/reference/accuracy.csv",
    )


if __name__ == "__main__":
    main()
