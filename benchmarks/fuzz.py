"""Does any input crash, hang or corrupt Dateline?  Made-up inputs, many thousands for each part.

usage: python benchmarks/fuzz.py [--share 1] [--only NAME] [--seed 1] [--out benchmarks/fuzz.csv]
       python benchmarks/fuzz.py --docs docs/security.md            (tables of the last run)

Hypothesis makes the inputs: words of the news, halves of them, hostile characters, and documents
with bytes changed; nine of ten are cut, doubled or reversed in places after that, which costs less
than making them anew.  An input fails if it ends in an error other than the
one sentence for the user, takes over two seconds, or gives an offset or table that is not valid.
``--share`` scales the counts; the tests run a hundredth.  ``guided.py`` has the same checks tried
on inputs that atheris grows towards code that none has reached.
"""

import argparse
import io
import logging
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from email.message import EmailMessage
from functools import cache
from pathlib import Path

from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st
from results import as_markdown, read_rows, write_between, write_rows

from dateline import schema
from dateline.article import Article, make_article
from dateline.claims.quantities import find_quantities
from dateline.dates.expressions import find_expressions
from dateline.dates.moments import resolve
from dateline.extract import Reading, extract_corpus, frames
from dateline.files import FORMULA, neutral, read_cells, restored, write_tables
from dateline.limits import time_limit
from dateline.parse import parse
from dateline.readers import ArticleError, read_records, repair_text
from dateline.readers.files import _read_one as read_one

SLOWEST = 2.0  # seconds that an input may take
VARIANTS = 10  # inputs of each that Hypothesis makes
PUBLISHED = date(2024, 2, 29)
ENDS = ("", ".txt", ".md", ".html", ".pdf", ".docx", ".eml", ".csv", ".jsonl", ".xml")
NEWS = """
killed wounded soldiers civilians said on Monday Tuesday February 29 2023 2024-02-29 at least more
than up to nearly dozens of hundreds two-thirds half a dozen 6,700 1,2,3 12 0 -5 1e9 a couple three
99999999999999999999 hundred and five tens thousand million last week ago two years since 8 p.m.
midnight yesterday tomorrow the 1990s Sept. 31 between 10 and 5 Ukraine Russian army Kyiv Gaza
Israel Sudan Armenia President Mr. Petrov Reuters U.N. NATO KYIV, Ukraine (AP) — MOSCOW/KIEV By
Ana Ruiz contributed to this report Correction: Read more
"""
ODD = r"""
“ ” ‘ ’ " ' â€ â€œ † $x$ \frac{1}{0} {{7*7}} {% <b> </script><script>alert(1)</script> &amp; &#0;
<!-- ]]> =1+1 @SUM -2 % %s \ / .. , . ! ? : ; ( ) [ ] - — … ½ ① ٣ １２ İ ß ﬁ 💣
"""
CONTROL = (
    "\ufeff",
    "\xa0",
    "\u202e",
    "\u200b",
    "\0",
    "\x1b[2J",
    "\ud800",
    "\n",
    "\r\n",
    "\t",
    "\f",
)


@dataclass(frozen=True)
class Target:
    """A part to test: how its inputs are made, what must hold, and how many are made."""

    inputs: st.SearchStrategy
    check: Callable[[object], None]
    count: int


def _joined(parts: list[str]) -> str:
    """Words with spaces between most of them."""
    return "".join(p if p in ",.;:!?" else f"{p} " for p in parts)


WORDS = (
    st.sampled_from([*NEWS.split(), *ODD.split(), *CONTROL])
    | st.text(max_size=6)
    | st.integers(0, 10**7).map(str)
)
TEXTS = st.lists(WORDS, max_size=30).map(_joined)
REPEATS = st.tuples(WORDS, st.integers(100, 3000)).map(lambda p: p[0] * p[1])  # for slow patterns
REPORTS = st.lists(st.lists(WORDS, min_size=3, max_size=25).map(_joined), min_size=1, max_size=4)
CELLS = st.none() | st.integers() | st.floats() | st.booleans() | st.text(max_size=12) | TEXTS
EDITS = st.lists(
    st.tuples(st.integers(0, 10**6), st.integers(0, 40), st.binary(max_size=8)), max_size=6
)


@cache
def documents() -> tuple[bytes, ...]:
    """One sound document of each format."""
    import docx
    from matplotlib.figure import Figure

    story = "Four civilians were killed on Monday, the governor said. Nine soldiers died."
    page = f"<!doctype html><html><head><title>T</title></head><body><p>{story}</p></body></html>"
    mail = EmailMessage()
    mail["From"], mail["Subject"], mail["Date"] = "A <a@x.org>", "S", "Tue, 04 May 2021 10:00:00 +0"
    mail.set_content(story)
    mail.add_alternative(page, subtype="html")
    word, figure, printed = docx.Document(), Figure(figsize=(3, 2)), io.BytesIO()
    word.add_paragraph(story)
    word.add_table(1, 2)
    file = io.BytesIO()
    word.save(file)
    figure.text(0.1, 0.5, story[:40])
    figure.savefig(printed, format="pdf")
    item = f"<item><title>T</title><description>{story}</description></item>"
    feed = f"<?xml version='1.0'?><rss><channel>{item}</channel></rss>"
    texts = (page, f"---\ntitle: T\n---\n# T\n\n{story}\n", f"id,text\n1,{story}\n", feed)
    lines = f'{{"id": 1, "text": "{story}"}}\n{{"id": 2, "text": "{story}"}}\n'
    return (
        *(t.encode() for t in (*texts, lines, story)),
        mail.as_bytes(),
        file.getvalue(),
        printed.getvalue(),
    )


@st.composite
def spoilt(draw: st.DrawFn) -> tuple[str, bytes]:
    """A document with some bytes replaced, and the end of a name that may be wrong."""
    data = bytearray(draw(st.sampled_from(documents())))
    for place, length, put in draw(EDITS):
        start = place % (len(data) + 1)
        data[start : start + length] = put
    return draw(st.sampled_from(ENDS)), bytes(data)


def check_repair(text: str) -> None:
    """Repair ends, leaves nothing to repair and no character that gives orders."""
    once, repairs = repair_text(text)
    assert all(n > 0 for n in repairs.values())
    assert not any(c < " " and c not in "\n\t" for c in once), "control character"
    once.encode()


def check_article(text: str) -> None:
    """Paragraphs lead back to the text, in order, and the name makes a folder."""
    article = make_article(text, text)
    last = 0
    for paragraph in article.paragraphs:
        assert last <= paragraph.start_char < paragraph.end_char <= len(article.text)
        assert "\n" not in article.text[paragraph.start_char : paragraph.end_char]
        last = paragraph.end_char
    assert article.slug == Path(article.slug).name and article.slug not in ("", ".", "..")


def check_numbers(text: str) -> None:
    """Each figure stands in the text, and its bounds are in order."""
    for found in find_quantities(text):
        assert 0 <= found.start_char < found.end_char <= len(text)
        known = [n for n in (found.low, found.best, found.high) if n is not None]
        assert known == sorted(known) and all(n >= 0 for n in known), found


def check_dates(text: str) -> None:
    """Each expression stands in the text once, and resolves to a day, a span or a note."""
    last = 0
    for name, match in find_expressions(text):
        assert last <= match.start() < match.end() <= len(text)
        last = match.end()
        for published in (PUBLISHED, None):
            row = resolve(name, match, published, lambda: True)
            if row and row.get("date_start") and row.get("date_end"):
                assert row["date_start"][:4] <= row["date_end"][:4], row


def check_readers(case: tuple[str, bytes]) -> None:
    """A document is read as text, or refused in one sentence."""
    suffix, data = case
    text, meta = read_one(f"x{suffix}", suffix, data)
    assert isinstance(text, str)
    known = {k: v for k, v in meta.items() if k not in ("repairs", "published_from")}
    make_article("x", text, repairs=meta.get("repairs"), **known)


def check_exports(case: tuple[str, bytes]) -> None:
    """Every record of an export is whole, or an error in one sentence."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"x{case[0] or '.jsonl'}"
        path.write_bytes(case[1])
        for source, record in read_records(path):
            assert isinstance(source, str)
            assert isinstance(record, ArticleError) or {"id", "text"} <= set(record)


def check_extraction(lines: list[str]) -> None:
    """All tables of a text are valid, and every quotation stands where it says."""
    article = make_article("a", "\n".join(lines), published=PUBLISHED)
    (rows,) = extract_corpus([article])
    if isinstance(rows, ArticleError):
        raise AssertionError(str(rows))
    for name, table in frames(rows).items():
        for row in table.to_dict("records") if "quote" in table else ():
            assert article.text[row["start_char"] : row["end_char"]] == row["quote"], name


def check_cells(value: object) -> None:
    """A cell is no formula, and comes back as it was."""
    safe = neutral(value)
    if isinstance(value, str):
        assert not FORMULA.match(safe) or safe.startswith("'")
        assert restored(safe) == value


def check_tables(cells: list[object]) -> None:
    """Rows of anything make a valid table or an error that says why; files read back alike."""
    columns = schema.columns("claims")
    fixed = {"article_id": "a", "sentence_id": 1, "start_char": 0, "end_char": 1, "claim_id": "c0"}
    chosen = {"harm": "killed", "qualifier": "exact", "victim_type": "mixed", "scope": "current"}
    chosen |= {"is_perpetrator": False, "counted": True, "confidence": 0.5, "event_id": "current"}
    words = [str(c).encode("utf-8", "replace").decode() for c in cells]
    texts = dict(zip(("quote", "victims", "side", "claimant_name", "reason"), words, strict=False))
    claims = schema.frame("claims", [dict.fromkeys(columns) | fixed | chosen | texts])
    tables = {name: schema.frame(name, []) for name in schema.TABLES} | {"claims": claims}
    with tempfile.TemporaryDirectory() as folder:
        write_tables({k: tables[k] for k in ("claims", "places")}, Path(folder))
        again = read_cells(Path(folder) / "claims.csv").iloc[0]
        assert again["quote"].replace("\r\n", "\n") == texts["quote"].replace("\r\n", "\n")
    try:
        schema.frame("tolls", [dict(zip(schema.columns("tolls"), cells, strict=False))])
    except (ValueError, TypeError, OverflowError) as error:
        assert str(error)


def check_page(lines: list[str]) -> None:
    """The page of an article has its words, and no element that they name."""
    from lxml import html

    from dateline.briefing import header, ledger
    from dateline.evidence import annotated_article

    article = make_article("a", "\n".join(lines))
    reading = _reading(article)
    for block in (header(reading).html, ledger(reading).data, annotated_article(reading).data):
        root = html.fromstring(f"<div>{block}</div>")
        tags = {e.tag for e in root.iter() if isinstance(e.tag, str)}
        assert not tags & {"script", "b", "img", "svg", "iframe", "base", "link", "meta"}, tags
        assert not [a for e in root.iter() for a in e.attrib if a.startswith("on")]


def _reading(article: Article) -> Reading:
    """The reading of an article without a theatre."""
    from dateline.extract import extract_rows

    doc = parse(article)
    empty = schema.pd.DataFrame(
        columns=["sentence_id", "start_char", "end_char", "quote", "reason"]
    )
    return Reading(article, None, doc, frames(extract_rows(doc)), empty)


TARGETS = {
    "repair": Target(TEXTS | REPEATS, check_repair, 80_000),
    "article": Target(TEXTS | REPEATS, check_article, 50_000),
    "numbers": Target(TEXTS | REPEATS, check_numbers, 32_000),
    "dates": Target(TEXTS | REPEATS, check_dates, 26_000),
    "cells": Target(CELLS, check_cells, 12_000),
    "readers": Target(spoilt(), check_readers, 6_000),
    "exports": Target(spoilt(), check_exports, 3_000),
    "extraction": Target(REPORTS, check_extraction, 600),
    "page": Target(REPORTS, check_page, 200),
    "tables": Target(st.lists(CELLS, min_size=5, max_size=13), check_tables, 200),
}


def run(name: str, share: float = 1, first: int = 1) -> dict:
    """How many inputs of a target were tried, how long they took, and the first that fails."""
    target, slowest, count, failure = TARGETS[name], 0.0, 0, ""
    warm_up()

    def one(value: object) -> None:
        nonlocal slowest, count
        for variant in variants(value):
            count += 1
            slowest = max(slowest, try_one(target, variant))

    limits = settings(
        max_examples=max(2, round(target.count * share / VARIANTS)), deadline=None, database=None,
        suppress_health_check=list(HealthCheck), print_blob=False,
    )  # fmt: skip
    started = time.perf_counter()
    try:
        seed(first)(limits(given(target.inputs)(one)))()
    except Exception as error:  # what a fuzzer is for: named, and the next target goes on
        failure = f"{type(error).__name__}: {error}".splitlines()[0]
        print(f"{name}: {failure}\n{''.join(getattr(error, '__notes__', []))}", file=sys.stderr)
    seconds = time.perf_counter() - started
    return {"target": name, "inputs": count, "seconds": round(seconds, 1),
            "slowest_ms": round(slowest * 1000), "failure": failure}  # fmt: skip


def variants(value: object) -> Iterator[object]:
    """An input and nine others made of it, the same ones for the same input."""
    chance = random.Random(repr(value))
    yield value
    for _ in range(VARIANTS - 1):
        if isinstance(value, str | bytes):
            yield spoil(value, chance)
        elif isinstance(value, tuple):  # the end of a name, and a document
            yield chance.choice(ENDS), spoil(value[1], chance)
        elif isinstance(value, list) and all(isinstance(part, str) for part in value):
            yield [spoil(part, chance) for part in value]
        elif isinstance(value, list):
            yield chance.sample(value, len(value))
        else:
            yield str(chance.random()) if value is None else f"{value}"


def spoil(text: str | bytes, chance: random.Random) -> str | bytes:
    """A text of which a stretch is cut out, doubled, reversed or moved to the front."""
    start, end = sorted(chance.randrange(len(text) + 1) for _ in range(2))
    part = text[start:end]
    kind = chance.randrange(4)
    if kind == 3:
        return part + text[:start] + text[end:]
    return text[:start] + (part * 0, part * 2, part[::-1])[kind] + text[end:]


@cache
def warm_up() -> None:
    """Load the model and the tables first, so that no input is charged for them."""
    for name in ("extraction", "page", "readers"):
        TARGETS[name].check((".txt", b"Two died.") if name == "readers" else ["Two died."])
    logging.disable(logging.CRITICAL)  # pypdf tells of everything that is broken


def try_one(target: Target, value: object) -> float:
    """Processor seconds of an input for which all holds; a refusal in one sentence is right."""
    started = time.process_time()
    with time_limit(10 * SLOWEST, TimeoutError("it hangs")):
        try:
            target.check(value)
        except ArticleError as error:
            assert "\n" not in str(error) or "\n" in str(value), str(error)
    seconds = time.process_time() - started
    assert seconds <= SLOWEST, f"{seconds:.1f} seconds"
    return seconds


def write_docs(document: Path) -> None:
    """Put the tables of the last measurements between their marks in a document."""
    for name in ("fuzz", "guided", "faults"):
        rows = read_rows(Path(__file__).with_name(f"{name}.csv"))
        write_between(document, name, as_markdown(rows, rows[0]))


def main() -> None:
    """Run the targets and write what came of them."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--share", type=float, default=1)
    parser.add_argument("--only", choices=TARGETS, nargs="+", default=list(TARGETS))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--docs", type=Path, help="put the last tables into this document")
    options = parser.parse_args()
    if options.docs:
        write_docs(options.docs)
        return
    rows = []
    for name in options.only:
        rows.append(run(name, options.share, options.seed))
        print(rows[-1], flush=True)
    if options.out:
        write_rows(rows, options.out)
    sys.exit(any(row["failure"] for row in rows))


if __name__ == "__main__":
    main()
