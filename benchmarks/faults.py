"""Does a batch survive being killed?  kill -9 at random moments, then ``--resume`` to the end.

usage: python benchmarks/faults.py [--kills 20] [--articles 40] [--seed 1] [--out faults.csv]

After each kill every briefing that stands must be whole; what was whole once must not be made
again; at the end each article is done once, the tables over all of them are valid against their
schema, and nothing half-written is left.  One row of the result is one run.
"""

import argparse
import json
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pandas as pd
from results import write_rows

from dateline import schema
from dateline.files import SCRATCH

COMMAND = [sys.executable, "-c", "from dateline.cli import app; app()", "batch"]
MADE = ("briefing.html", "briefing.ipynb", "manifest.json", "tables/claims.parquet")


def make_articles(folder: Path, count: int) -> Path:
    """Short articles with a number of their own."""
    folder.mkdir()
    for number in range(count):
        text = (
            f"Raid number {number}\n{number + 2} soldiers were killed on Monday, the army said.\n"
        )
        (folder / f"raid-{number:03}.txt").write_text(text, encoding="utf-8")
    return folder


def whole_briefings(out: Path) -> dict[str, str]:
    """When each briefing was made; one that is not whole is an error."""
    made = {}
    for folder in sorted(out.glob("briefings/*")):
        missing = [name for name in MADE if not (folder / name).is_file()]
        assert not missing, f"{folder.name} lacks {missing}"
        page = (folder / "briefing.html").read_text(encoding="utf-8")
        assert page.rstrip().endswith("</html>"), f"{folder.name}: half a page"
        for table in schema.TABLES:
            pd.read_parquet(folder / "tables" / f"{table}.parquet")
        made[folder.name] = json.loads((folder / "manifest.json").read_text())["made"]
    return made


def run_and_kill(inputs: Path, out: Path, seconds: float | None) -> bool:
    """Whether the batch was killed, some seconds after its first article began, before its end."""
    command = [*COMMAND, str(inputs), "--out", str(out), "--resume", "--workers", "2"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    if seconds is not None:
        own = f"{SCRATCH}{process.pid}-*"
        while process.poll() is None and not list(out.glob(f"{own}/*/log.txt")):
            time.sleep(0.05)
        time.sleep(seconds)
        if process.poll() is None:
            process.kill()
    return process.wait() != 0


def check_end(out: Path, count: int) -> None:
    """Every article is done once, tables are valid, and nothing half-written is left."""
    manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    assert (manifest["n_done"], manifest["n_failed"]) == (count, 0), manifest
    left = [p for p in out.rglob("*") if p.name.endswith(".part") or p.name.startswith(".")]
    assert not left, left
    for name in schema.TABLES:
        parts = [pd.read_parquet(p) for p in (out / "tables" / name).rglob("*.parquet")]
        whole = pd.concat(parts, ignore_index=True)
        schema.frame(name, whole.astype(object).where(whole.notna(), None).to_dict("records"))
        if name == "articles":
            assert len(whole) == count and whole["article_id"].is_unique
    assert "</html>" in (out / "index.html").read_text(encoding="utf-8")


def run(
    kills: int, count: int, seed: int, longest: float = 4, table: Path | None = None
) -> list[dict]:
    """One row for each run: seconds until it was killed, and briefings that stood then."""
    moment, rows, known = random.Random(seed), [], {}
    with tempfile.TemporaryDirectory() as folder:
        inputs, out = make_articles(Path(folder) / "in", count), Path(folder) / "out"
        for number in range(kills + 1):
            is_last = number == kills
            started = time.perf_counter()
            seconds = None if is_last else moment.uniform(0, longest)
            was_killed = run_and_kill(inputs, out, seconds)
            made = whole_briefings(out)
            again = [name for name, when in known.items() if made.get(name) != when]
            assert not again, f"made again: {again}"
            known |= made
            rows.append({"run": number + 1, "killed": was_killed, "briefings": len(made),
                         "seconds": round(time.perf_counter() - started, 1)})  # fmt: skip
            print(rows[-1], flush=True)
            if table:
                write_rows(rows, table)  # so that what was measured stays if this is stopped
        check_end(out, count)
    return rows


def main() -> None:
    """Kill, resume, check, and write what came of it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--articles", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--longest", type=float, default=4, help="seconds of work before a kill")
    parser.add_argument("--out", type=Path)
    options = parser.parse_args()
    run(options.kills, options.articles, options.seed, options.longest, options.out)


if __name__ == "__main__":
    main()
