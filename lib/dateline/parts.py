"""How does a corpus larger than memory become tables?  In parts, each whole or not there.

A part is a few hundred articles, read by one process and written by it as one Parquet file per
table, first under another name.  The same articles always make the same files, so a part that is
read twice, because a machine was lost, replaces itself.
"""

import json
import multiprocessing
import shutil
import threading
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, ProcessPoolExecutor, wait
from functools import cache, partial
from itertools import islice
from pathlib import Path
from uuid import uuid4

import fsspec
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
from fsspec.implementations.local import LocalFileSystem

from dateline import schema
from dateline.article import Article, make_article
from dateline.extract import extract_corpus, extract_rows, frames, gather
from dateline.files import as_points, neutral_table, scratch
from dateline.model import load_model
from dateline.parse import parse
from dateline.readers import ArticleError, sound
from dateline.theatre import choose_theatre, load_theatre, theatre_ids

MOST_ARTICLES, MOST_LETTERS = 200, 400_000  # of a part; one long article may be more
AHEAD = 3  # parts sent for each process, so that none waits and the corpus is not all in memory
_one_at_a_time = threading.Lock()  # the model of a process reads one part at a time


def cut(articles: Iterable[Article]) -> Iterator[list[Article]]:
    """The articles in parts, in their order."""
    part: list[Article] = []
    letters = 0
    for article in articles:
        if part and (len(part) == MOST_ARTICLES or letters + len(article.text) > MOST_LETTERS):
            yield part
            part, letters = [], 0
        part.append(article)
        letters += len(article.text)
    if part:
        yield part


@cache
def warm_model() -> None:
    """Load model and theatres, once in a process: what is kept must not belong to one part."""
    text = "Talks\nTwo soldiers were killed and three wounded on Monday, the army said."
    for theatre_id in (None, *theatre_ids()):
        theatre = load_theatre(theatre_id) if theatre_id else None
        rows = extract_rows(parse(make_article("warm", text, published="2020-01-01"), theatre))
        frames(rows)
    choose_theatre(text)


def write_part(
    articles: list[Article], number: int, folder: str, *, theatre: str | None = None,
    timeout: float | None = None,
) -> dict:  # fmt: skip
    """Read articles and write their tables as part `number` of a folder or fsspec URL.

    What comes back: `number`, `n_articles`, `n_words`, and `failed`, a sentence for each article
    left out.  The table ``articles`` is written last: where it is, the part is complete.
    """
    failed: list[ArticleError] = []
    with _one_at_a_time:
        warm_model()
        with load_model().memory_zone():  # else every new word of the corpus would be kept
            read = extract_corpus(articles, theatre=theatre, timeout=timeout)
            tables = frames(gather(sound(read, failed)))
    for name in (*(n for n in schema.TABLES if n != "articles"), "articles"):
        _put(tables[name], folder, f"{name}/part-{number:05}.parquet")
    n_words = sum(len(article.text.split()) for article in articles)
    known = {"number": number, "n_articles": len(tables["articles"]), "n_words": n_words}
    return known | {"failed": [str(error) for error in failed]}


def _put(table: pd.DataFrame, folder: str, name: str) -> None:
    """A table as Parquet in a folder or at a URL, whole."""
    system, root = fsspec.core.url_to_fs(folder)
    place = f"{root.rstrip('/')}/{name}"
    system.makedirs(place.rpartition("/")[0], exist_ok=True)
    fresh = f"{place}.{uuid4().hex}.tmp"
    with system.open(fresh, "wb") as file:
        rows = pa.Table.from_pandas(table, preserve_index=False)
        pq.write_table(rows, file, compression="zstd")
    if isinstance(system, LocalFileSystem):
        Path(fresh).replace(place)
    else:
        system.mv(fresh, place)


def read_parts(
    articles: Iterable[Article], folder: str, *, workers: int = 1, theatre: str | None = None,
    timeout: float | None = None,
) -> Iterator[dict]:  # fmt: skip
    """What each part has come to, as they end; one process for each worker."""
    write = partial(write_part, folder=folder, theatre=theatre, timeout=timeout)
    numbered = enumerate(cut(articles))
    if workers == 1:
        yield from (write(part, number) for number, part in numbered)
        return
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, mp_context=context) as pool:
        sent = {pool.submit(write, part, n) for n, part in islice(numbered, AHEAD * workers)}
        while sent:
            done, sent = wait(sent, return_when=FIRST_COMPLETED)
            for future in done:
                yield future.result()
            sent |= {pool.submit(write, part, n) for n, part in islice(numbered, len(done))}


def extract_to(articles: Iterable[Article], out: Path, **options) -> Iterator[dict]:
    """The same, with the parts joined to one Parquet and one CSV per table in `out`.

    Memory holds one part at a time, in each process.
    """
    out.mkdir(parents=True, exist_ok=True)
    with scratch(out) as work:
        yield from read_parts(articles, str(work), **options)
        whole = work / "whole"
        whole.mkdir()
        for name in schema.TABLES:
            files = sorted((work / name).glob("part-*.parquet"))
            if not files:
                return
            _join_parquet(files, whole / f"{name}.parquet")
            _join_csv(files, whole / f"{name}.csv")
            if name == "places":
                _join_points(files, whole / "places.geojson")
            shutil.rmtree(work / name)
        for file in whole.iterdir():  # all together: a disk that is full leaves the earlier ones
            file.replace(out / file.name)


def _join_parquet(files: list[Path], target: Path) -> None:
    """Parquet files under one another."""
    with pq.ParquetWriter(target, pq.read_schema(files[0]), compression="zstd") as whole:
        for file in files:
            whole.write_table(pq.ParquetFile(file).read())


def _join_csv(files: list[Path], target: Path) -> None:
    """The same rows as CSV that is safe to open in a spreadsheet."""
    with target.open("w", encoding="utf-8", newline="") as whole:
        for n, file in enumerate(files):
            neutral_table(pd.read_parquet(file)).to_csv(whole, index=False, header=not n)


def _join_points(files: list[Path], target: Path) -> None:
    """The places as one GeoJSON collection, a feature a line."""
    with target.open("w", encoding="utf-8") as whole:
        whole.write('{"type": "FeatureCollection", "features": [')
        separator = "\n"
        for file in files:
            points = as_points(pd.read_parquet(file)).to_json(drop_id=True)
            for feature in json.loads(points)["features"]:
                whole.write(separator + json.dumps(feature, ensure_ascii=False))
                separator = ",\n"
        whole.write("\n]}\n")
