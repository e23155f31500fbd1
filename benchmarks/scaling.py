"""What does a corpus cost, on one machine and on a cluster?  Measured, and written into the page.

usage: python benchmarks/scaling.py CORPUS.jsonl [--page docs/scaling.md]

Words a second of the bare model, of ``dateline extract`` with one process and two, and of a Dask
cluster with one worker and two, all over the same texts.  Start-up and model are loaded before the
clock starts.  Processor time counts besides, for other work on the machine hardly changes it.
"""

import argparse
import json
import os
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from distributed import Client, LocalCluster
from results import as_markdown, write_between, write_rows

from dateline.article import load_corpus
from dateline.model import load_model
from dateline.parts import cut, warm_model, write_part

WORDS_OF_AN_ARTICLE = 600
BATCH = 32


def bare(articles: list) -> float:
    """Processor seconds of the bare model over the articles of a part."""
    nlp = load_model()
    start = time.process_time()
    with nlp.memory_zone():
        for _ in nlp.pipe((article.text for article in articles), batch_size=BATCH):
            pass
    return time.process_time() - start


def ours(articles: list, number: int, folder: str) -> float:
    """Processor seconds of reading a part and writing its tables."""
    start = time.process_time()
    write_part(articles, number, folder)
    return time.process_time() - start


def in_processes(work, parts: list, workers: int) -> tuple[float, float]:
    """Seconds on the clock and of the processors that the parts take a pool."""
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        list(pool.map(_warm, range(workers)))
        start = time.perf_counter()
        spent = sum(pool.map(work[0], parts, *work[1:]))
        return time.perf_counter() - start, spent


def _warm(_number: int) -> int:
    """Load all that a process needs, and wait so that each process is asked once."""
    warm_model()
    time.sleep(2)
    return os.getpid()


def on_cluster(parts: list, workers: int, folder: str) -> tuple[float, float]:
    """The same for a Dask cluster on this machine."""
    options = {"threads_per_worker": 1, "dashboard_address": None, "memory_limit": 0}
    with LocalCluster(n_workers=workers, **options) as cluster, Client(cluster) as client:
        client.run(warm_model)
        start = time.perf_counter()
        futures = client.map(ours, parts, range(len(parts)), folder=folder, pure=False)
        spent = sum(client.gather(futures))
        return time.perf_counter() - start, spent


def rows_of(articles: list) -> list[dict]:
    """One row for each way, with its words a second."""
    parts = list(cut(articles))
    half = [half for part in parts for half in (part[::2], part[1::2])]  # enough for two workers
    words = sum(len(article.text.split()) for article in articles)
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        numbers, places = range(len(half)), [folder] * len(half)
        for way, work in (("bare model", (bare,)), ("extract", (ours, numbers, places))):
            for workers in (1, 2):
                rows.append([way, workers, *in_processes(work, half, workers)])
        for workers in (1, 2):
            rows.append(["extract on Dask", workers, *on_cluster(half, workers, folder)])
    columns = ("way", "processes", "seconds", "processor_seconds")
    return [dict(zip(columns, row, strict=True)) | {"words": words} for row in rows]


def finish(rows: list[dict]) -> list[dict]:
    """The rows with pace, share of the bare model, efficiency and cost of a million articles."""
    known = {(row["way"], row["processes"]): row for row in rows}
    for row in rows:
        one, model = known[row["way"], 1], known["bare model", row["processes"]]
        pace = row["words"] / row["seconds"]
        row["words_a_second"] = round(pace)
        row["of_bare_model"] = round(model["seconds"] / row["seconds"], 2)
        row["of_bare_model_processor"] = round(
            model["processor_seconds"] / row["processor_seconds"], 2
        )
        row["efficiency"] = round(one["seconds"] / row["seconds"] / row["processes"], 2)
        row["processor_hours_a_million"] = round(
            row["processor_seconds"] / row["words"] * WORDS_OF_AN_ARTICLE * 1_000_000 / 3600
        )
        row["seconds"] = round(row["seconds"], 1)
        row["processor_seconds"] = round(row["processor_seconds"], 1)
    return rows


def fill(page: Path, rows: list[dict]) -> None:
    """Write the table between the marks of the page."""
    shown = ("way", "processes", "words_a_second", "of_bare_model", "of_bare_model_processor",
             "efficiency", "processor_hours_a_million")  # fmt: skip
    cells = [{name.replace("_", " "): f"{row[name]:,}" if isinstance(row[name], int) else row[name]
              for name in shown} for row in rows]  # fmt: skip
    write_between(page, "measured", as_markdown(cells, cells[0]))


def main() -> None:
    """Measure, print, write."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("corpus", type=Path)
    options.add_argument("--page", type=Path)
    chosen = options.parse_args()
    articles = [article for article in load_corpus(chosen.corpus) if hasattr(article, "text")]
    rows = finish(rows_of(articles))
    for row in rows:
        print(json.dumps(row))
    write_rows(rows, Path(__file__).with_suffix(".csv"))
    if chosen.page:
        fill(chosen.page, rows)


if __name__ == "__main__":
    main()
