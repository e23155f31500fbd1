"""What do many briefings come to?  One row for each in an index, and tables over all of them.

Everything is read from the tables that stand beside the briefings, so that a run that was
interrupted and resumed gives the same files as one that was not.
"""

import base64
import csv
import hashlib
import io
import shutil
from collections import defaultdict
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
from markupsafe import Markup

from dateline import schema
from dateline.fields import REVIEW_BELOW
from dateline.files import neutral, scratch, write_text
from dateline.findings import HARM_WORDS
from dateline.language import ENGLISH, language_name
from dateline.look import figure_text, side_names
from dateline.page import TEMPLATES, block
from dateline.rows import main_figure, records
from dateline.theatre import load_theatre

FAILURE_COLUMNS = ("article", "source", "stage", "cause", "remedy")
UNKNOWN = "unknown"


def summarise(tables: Path) -> dict:
    """What the index shows of one article, from its tables."""
    article = records(pd.read_parquet(tables / "articles.parquet"))[0]
    tolls = pd.read_parquet(tables / "tolls.parquet")
    claims = pd.read_parquet(tables / "claims.parquet")
    current = records(tolls[tolls["scope"] == "current"])
    killed = [main_figure(toll) or 0 for toll in current if toll["harm"] == "killed"]
    shown = {name: article[name] for name in ("title", "published", "publisher", "theatre")}
    return shown | {
        "tolls": _toll_words(current, article["theatre"]),
        "n_killed": max(killed, default=None),
        "flags": _flags(article, current, claims),
    }


def _toll_words(tolls: list[dict], theatre_id: str | None) -> list[str]:
    """Tolls of the event reported in words, the total over all sides first."""
    names = side_names(load_theatre(theatre_id) if theatre_id else None)
    order = list(HARM_WORDS)
    rows = sorted(tolls, key=lambda t: (order.index(t["harm"]), t["side_id"] != "all"))
    return [
        f"{figure_text(t['low'], t['best'], t['high'])} {HARM_WORDS[t['harm']]}, "
        f"{names.get(t['side_id'], t['side_id'])}"
        for t in rows
    ]


def _flags(article: dict, tolls: list[dict], claims: pd.DataFrame) -> list[str]:
    """What a person should look at before the briefing is used."""
    n_doubtful = int((claims["confidence"] < REVIEW_BELOW).sum())
    checks = [t["check"] for t in tolls if t["check"]]
    notes = [t["note"] for t in tolls if t["note"]]
    flags = [f"{n_doubtful} figure{'s' * (n_doubtful > 1)} to review"] if n_doubtful else []
    flags += [check for check in checks if "=" not in check or "≠" in check]
    flags += notes
    if article["language"] != ENGLISH:
        flags.append(f"in {language_name(article['language'])}: not read")
    if article["published"] is None:
        flags.append("day of publication unknown")
    if article["theatre"] is None:
        flags.append("no theatre")
    return list(dict.fromkeys(flags))


def write_corpus(out: Path, done: dict[str, dict]) -> None:
    """Each table over all briefings as Parquet, in a folder for each month of publication."""
    months = defaultdict(list)
    for slug in sorted(done):
        months[(done[slug]["published"] or UNKNOWN)[:7]].append(slug)
    with scratch(out) as work:
        fresh = work / "tables"
        fresh.mkdir()
        for table in schema.TABLES:
            for month, slugs in sorted(months.items()):
                files = (out / "briefings" / slug / "tables" / f"{table}.parquet" for slug in slugs)
                folder = fresh / table / f"month={month}"
                folder.mkdir(parents=True)
                parts = (pq.ParquetFile(file).read() for file in files)
                whole = pa.concat_tables(parts, promote_options="permissive")
                pq.write_table(whole, folder / f"{table}.parquet", compression="zstd")
        shutil.rmtree(out / "tables", ignore_errors=True)
        fresh.rename(out / "tables")


def write_failures(out: Path, failed: dict[str, dict]) -> None:
    """``failures.csv``: one row is one article that could not be briefed."""
    text = io.StringIO(newline="")
    rows = csv.DictWriter(text, FAILURE_COLUMNS, extrasaction="ignore")
    rows.writeheader()
    for slug in sorted(failed):
        cells = {"article": slug} | failed[slug]
        rows.writerow({name: neutral(cells.get(name)) for name in FAILURE_COLUMNS})
    write_text(out / "failures.csv", text.getvalue())


def write_index(out: Path, done: dict[str, dict], failed: dict[str, dict]) -> None:
    """``index.html``: one page, no outside request, to sort and search the briefings."""
    newest = sorted(done, key=lambda slug: (done[slug]["published"] or "", slug), reverse=True)
    rows = [done[s] | {"link": f"briefings/{s}/briefing.html", "slug": s} for s in newest]
    bad = [{"slug": slug} | failed[slug] for slug in sorted(failed)]
    script = (TEMPLATES / "sections" / "index.js").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    options = {"script": Markup(script), "script_hash": f"sha256-{digest}"}
    page = block("index", rows=rows, failed=bad, **options)
    write_text(out / "index.html", page.data)
