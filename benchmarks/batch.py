"""How much faster is ``dateline batch`` than plain papermill and nbconvert on the same notebook?

usage: python benchmarks/batch.py [--articles 40] [--plain 6] [--workers 2] [--out batch.csv]

The articles are numbered variants of those in ``data/articles``.  The plain commands run one after
another, half of them before the batch and half after it, so that a busy machine slows both.  All
times are from start to end of the commands, with compiled bytecode on both sides.  Processor time
is given beside them: on a machine with other work, times_plain of it times the number of workers
says what a quiet machine would show.
"""

import argparse
import compileall
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from results import write_rows

from dateline import DATA, ROOT
from dateline.readers import repair_text

BIN = Path(sys.executable).parent
ENVIRONMENT = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
NOTEBOOK = ROOT / "notebooks" / "briefing.ipynb"
COLUMNS = (
    "way", "articles", "words", "seconds", "articles_a_minute", "times_plain",
    "processor_seconds_an_article",
)  # fmt: skip


def make_articles(folder: Path, count: int) -> list[Path]:
    """Articles with a number of their own, in the order of their names."""
    originals = sorted((DATA / "articles").glob("*.txt"))
    made = []
    for number in range(count):
        original = originals[number % len(originals)]
        text, _ = repair_text(original.read_text(encoding="utf-8", errors="replace"))
        path = folder / f"{number:03}-{original.stem}.txt"
        path.write_text(f"{text.rstrip()}\nReport number {number}.\n", encoding="utf-8")
        sidecar = original.with_suffix(".yml")
        if sidecar.exists():
            path.with_suffix(".yml").write_bytes(sidecar.read_bytes())
        made.append(path)
    return made


def run(*words: str | Path) -> None:
    """A command, whose words are shown only if it fails."""
    done = subprocess.run(
        list(map(str, words)), cwd=ROOT, env=ENVIRONMENT, capture_output=True, text=True
    )
    if done.returncode:
        sys.exit(f"{' '.join(map(str, words))}\n{done.stderr[-2000:]}")


def clocks() -> tuple[float, float]:
    """The time, and the processor time of all commands that have ended."""
    spent = os.times()
    return time.perf_counter(), spent.children_user + spent.children_system


def since(started: tuple[float, float]) -> tuple[float, float]:
    """Both times since then."""
    return tuple(now - then for now, then in zip(clocks(), started, strict=True))


def time_plain(articles: list[Path], out: Path) -> tuple[float, float]:
    """Seconds, and seconds of the processor, that the plain commands take for the articles."""
    started = clocks()
    for article in articles:
        folder = out / article.stem
        folder.mkdir(parents=True)
        executed = folder / NOTEBOOK.name
        run(BIN / "papermill", NOTEBOOK, executed, "-p", "article", article, "-p", "out", folder,
            "--no-progress-bar", "--log-level", "ERROR")  # fmt: skip
        run(BIN / "jupyter", "nbconvert", "--to", "html", "--template", "briefing", executed)
    return since(started)


def time_batch(articles: Path, out: Path, workers: int) -> tuple[float, float]:
    """Seconds, and seconds of the processor, of one batch, start and warm-up included."""
    started = clocks()
    run(BIN / "dateline", "batch", articles, "--out", out, "--workers", str(workers))
    return since(started)


def main() -> None:
    """Measure, print and write."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--articles", type=int, default=40)
    options.add_argument("--plain", type=int, default=6, help="articles for the plain commands")
    options.add_argument("--workers", type=int, default=2)
    options.add_argument("--out", type=Path, default=Path(__file__).with_suffix(".csv"))
    chosen = options.parse_args()
    compileall.compile_dir(ROOT / "lib", quiet=2)
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        (folder / "in").mkdir()
        articles = make_articles(folder / "in", chosen.articles)
        step = max(1, chosen.articles // chosen.plain)
        sample = articles[::step][: chosen.plain]
        half = len(sample) // 2
        plain = time_plain(sample[:half], folder / "plain")
        batch = time_batch(folder / "in", folder / "out", chosen.workers)
        second = time_plain(sample[half:], folder / "plain")
        plain = tuple(map(sum, zip(plain, second, strict=True)))
        rows = [row("papermill and nbconvert", sample, plain), row("batch", articles, batch)]
    for way in rows:
        way["times_plain"] = round(way["articles_a_minute"] / rows[0]["articles_a_minute"], 2)
        print("  ".join(f"{name} {value}" for name, value in way.items()))
    write_rows([{name: way[name] for name in COLUMNS} for way in rows], chosen.out)


def row(way: str, articles: list[Path], spent: tuple[float, float]) -> dict:
    """One line of the result."""
    words = sum(len(path.read_text(encoding="utf-8").split()) for path in articles)
    seconds, processor = spent
    pace = round(60 * len(articles) / seconds, 2)
    return {
        "way": way, "articles": len(articles), "words": words,
        "seconds": round(seconds, 1), "articles_a_minute": pace,
        "processor_seconds_an_article": round(processor / len(articles), 2),
    }  # fmt: skip


if __name__ == "__main__":
    main()
