"""Does an input that reaches code which none has reached before crash Dateline?  With atheris.

usage: python benchmarks/guided.py [--only NAME ...] [--share 1] [--out benchmarks/guided.csv]

The checks are those of ``fuzz.py``; atheris (libFuzzer) makes the inputs, and keeps and changes
those that took a new branch.  Texts and documents are its bytes as they are; for rows, cells and
reports Hypothesis turns its bytes into one.  Each target runs in a process of its own, until its
inputs or its seconds are used up.  ``edges`` are the branches that all its inputs have taken,
``edges_at_first`` those that the sound documents took.  atheris is there for Linux alone and
nothing else needs it: ``pip install --editable '.[fuzz]'``.
"""

import argparse
import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from results import write_rows

# Target of fuzz.py, number of its sound document or none, end of the file's name: inputs, seconds.
PLANS = {
    "repair": ("repair", None, "", 50_000, 80),
    "article": ("article", None, "", 50_000, 80),
    "numbers": ("numbers", None, "", 50_000, 80),
    "dates": ("dates", None, "", 50_000, 80),
    "web page": ("readers", 0, ".html", 20_000, 80),
    "Markdown": ("readers", 1, ".md", 20_000, 60),
    "plain text": ("readers", 5, ".txt", 20_000, 60),
    "e-mail": ("readers", 6, ".eml", 20_000, 60),
    "Word": ("readers", 7, ".docx", 20_000, 60),
    "PDF": ("readers", 8, ".pdf", 20_000, 60),
    "CSV": ("exports", 2, ".csv", 20_000, 40),
    "feed": ("exports", 3, ".xml", 20_000, 40),
    "JSON lines": ("exports", 4, ".jsonl", 20_000, 40),
    "cells": ("cells", None, "", 50_000, 60),
    "tables": ("tables", None, "", 10_000, 120),
    "page": ("page", None, "", 10_000, 150),
    "extraction": ("extraction", None, "", 10_000, 150),
}
AS_TEXT = ("repair", "article", "numbers", "dates")
COUNTED = ["dateline", "ftfy", "mistune", "pypdf"]  # whose branches are counted


def load():
    """``fuzz.py``, with the branches of Dateline and of a few packages that it leans on counted."""
    import atheris

    for name in ("docx", "geopandas", "hypothesis", "lxml.html", "matplotlib.figure",
                 "pandera", "papermill", "spacy", "trafilatura", "yaml"):  # fmt: skip
        __import__(name)  # or they would be counted too
    with atheris.instrument_imports(include=COUNTED):
        import fuzz

        fuzz.warm_up()
    return fuzz


def run_here(name: str, share: float) -> None:
    """Inputs for one target until they, or its seconds, are used up; ends the process."""
    import atheris

    fuzz = load()
    plan, number, suffix, runs, seconds = PLANS[name]
    target, slowest, count, started = fuzz.TARGETS[plan], 0.0, 0, time.monotonic()
    most = max(50, round(runs * share))

    def try_one(value: object) -> None:
        nonlocal slowest, count
        slowest, count = max(slowest, fuzz.try_one(target, value)), count + 1
        if count >= most or time.monotonic() - started > seconds:
            print(f"inputs {count}\nslowest_ms {slowest * 1000:.0f}", file=sys.stderr, flush=True)
            os._exit(0)  # libFuzzer knows no gentler end

    def one(data: bytes) -> None:
        text = data.decode("utf-8", "surrogateescape")
        try_one(text if plan in AS_TEXT else (suffix, data))

    if plan not in AS_TEXT and number is None:
        limits = fuzz.settings(database=None, deadline=None)
        one = limits(fuzz.given(target.inputs)(try_one)).hypothesis.fuzz_one_input
    write_seeds(fuzz, number)
    flags = ["-handle_alrm=0", "-max_len=20000", "-rss_limit_mb=4096", "-dict=words"]
    atheris.Setup([sys.argv[0], "seeds", *flags], one)
    atheris.Fuzz()


def write_seeds(fuzz, number: int | None) -> None:
    """Sound documents to begin with, and the words of the news for libFuzzer to put in."""
    seeds = Path("seeds")
    seeds.mkdir()
    documents = fuzz.documents()
    texts = [documents[5], *(line.encode() for line in fuzz.NEWS.split("\n") if line)]
    chosen = texts if number is None else [documents[number]]
    for count, document in enumerate(chosen):
        (seeds / str(count)).write_bytes(document)
    words = {*fuzz.NEWS.split(), *fuzz.ODD.split()}
    quoted = ("".join(f"\\x{byte:02x}" for byte in word.encode()) for word in sorted(words))
    Path("words").write_text("".join(f'"{word}"\n' for word in quoted), encoding="ascii")


def run_apart(name: str, share: float) -> dict:
    """What came of one target, in a process of its own."""
    started = time.perf_counter()
    command = [sys.executable, str(Path(__file__).resolve()), "--here", name, "--share", str(share)]
    with tempfile.TemporaryDirectory() as folder:  # also for the inputs that libFuzzer keeps
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, errors="replace")
    told = done.stderr + done.stdout
    failure = ""
    if done.returncode:
        causes = re.findall(r"^(?:\w+\.)*\w*(?:Error|Exception)\b.*", told, re.MULTILINE)
        failure = causes[-1] if causes else f"exit code {done.returncode}"
        print(told[-6000:], file=sys.stderr)

    def last(pattern: str) -> int:
        return int((re.findall(pattern, told, re.MULTILINE) or ["0"])[-1])

    return {
        "target": name, "inputs": last(r"^inputs (\d+)"),
        "seconds": round(time.perf_counter() - started, 1),
        "slowest_ms": last(r"^slowest_ms (\d+)"),
        "edges_at_first": last(r"INITED\s+cov: (\d+)"), "edges": last(r"\bcov: (\d+)"),
        "failure": failure,
    }  # fmt: skip


def main() -> None:
    """Run the targets one after another and write what came of them."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--only", choices=PLANS, nargs="+", default=list(PLANS))
    parser.add_argument("--share", type=float, default=1)
    parser.add_argument("--here", choices=PLANS, help=argparse.SUPPRESS)
    parser.add_argument("--out", type=Path)
    options = parser.parse_args()
    if options.here:
        run_here(options.here, options.share)
    rows = []
    for name in options.only:
        rows.append(run_apart(name, options.share))
        print(rows[-1], flush=True)
        if options.out:
            write_rows(rows, options.out)
    sys.exit(any(row["failure"] for row in rows))


if __name__ == "__main__":
    main()
