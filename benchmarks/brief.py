"""Where does the time of ``dateline brief`` go?  Processor seconds of each step, warm.

usage: python benchmarks/brief.py [--rounds 3] [--page docs/scaling.md]

The default article; the median of some rounds.  Other work on the machine hardly changes processor
time.  The steps are measured in a process that does what the command does, one after another; what
the whole command takes beyond them is left for the last row.
"""

import argparse
import importlib
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from results import as_markdown, write_between

LIBRARIES = (
    "spacy", "pandas", "pandera.pandas", "geopandas", "matplotlib", "ftfy", "papermill",
    "nbconvert", "IPython",
)  # fmt: skip
CELLS = {  # a call that is in a cell of the notebook, and the step it belongs to
    "read_article(": "read the article", "map_figure(": "map", "page.figure(": "other charts",
    "take_away(": "write tables, figures and layers",
}  # fmt: skip
COMMAND = [sys.executable, "-c", "from dateline.cli import app; app()", "brief"]


def steps() -> dict[str, float]:
    """Processor seconds of each step in this process, which has loaded nothing yet."""
    spent, last = {}, time.process_time()

    def note(step: str) -> None:
        nonlocal last
        spent[step] = spent.get(step, 0.0) + time.process_time() - last
        last = time.process_time()

    sys.modules.setdefault("rfc3987_syntax", None)  # what the command does without: render.py
    for name in LIBRARIES:
        importlib.import_module(name)
    note("import the libraries")
    import nbformat

    from dateline import render
    from dateline.model import load_model

    note("import Dateline")
    load_model()
    note("load the language model")
    notebook = nbformat.read(render.NOTEBOOKS / "briefing.ipynb", as_version=4)
    with tempfile.TemporaryDirectory() as out:
        names: dict = {"__name__": "__main__"}
        for cell in notebook.cells:
            if cell.cell_type == "code":
                exec(compile(cell.source, "cell", "exec"), names)  # our own notebook
                names["out"] = out
                known = (step for call, step in CELLS.items() if call in cell.source)
                note(next(known, "sentences and tables of the page"))
    return spent


def whole() -> float:
    """Processor seconds of the command."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    article = min((Path(__file__).parents[1] / "data" / "articles").glob("*.txt"))
    with tempfile.TemporaryDirectory() as out:
        subprocess.run([*COMMAND, article, "--out", out], check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def one_round() -> dict[str, float]:
    """Processor seconds of the steps, of the rest, and of all."""
    command = [sys.executable, __file__, "--steps"]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    spent = json.loads(done.stdout.splitlines()[-1])
    total = whole()
    rest = {"start Python, run the cells, make the page": total - sum(spent.values())}
    return spent | rest | {"all": total}


def main() -> None:
    """Measure, print, write."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--page", type=Path)
    options.add_argument("--steps", action="store_true", help="one round of the steps, as JSON")
    chosen = options.parse_args()
    if chosen.steps:
        print(json.dumps(steps()))
        return
    rounds = [one_round() for _ in range(chosen.rounds)]
    median = {step: statistics.median(r[step] for r in rounds) for step in rounds[0]}
    libraries = median["import the libraries"]
    rows = [
        {
            "step": step,
            "seconds of the processor": f"{s:.2f}",
            "times the import": f"{s / libraries:.1f}",
        }
        for step, s in median.items()
    ]
    table = as_markdown(rows, rows[0])
    print(table)
    if chosen.page:
        write_between(chosen.page, "brief", table)


if __name__ == "__main__":
    main()
