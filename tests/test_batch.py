"""Many articles: each apart, whole or not at all, failures named, and the same tables every time."""

import base64
import csv
import hashlib
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import nbformat
import pandas as pd
import pytest
from conftest import DATELINE

from dateline import batch, schema, warm
from dateline.batch import NOTEBOOK, find_entries, run_batch
from dateline.corpus import write_index

TEXTS = {
    "truce.txt": "Truce fails in the hills\nFour civilians were killed on Monday, police said.\n",
    "talks.txt": "Ministers to meet\nThe two ministers will meet in Geneva on Monday.\n",
    "empty.txt": "",
}
LINE = {
    "id": "agency/7",
    "text": "<script>alert(1)</script> raid\nRebels killed three soldiers on Friday, the army said.\n",
    "published": "2021-05-04",
}
PROBE = """
import os, random
import dateline
assert not hasattr(dateline, "left_behind"), "the state of another article"
dateline.left_behind = article
os.environ["LEFT_BEHIND"] = article
print("number", random.random())
"""

needs_fork = pytest.mark.skipif(not warm.CAN_FORK, reason="no fork on this system")


@pytest.fixture(scope="module")
def inputs(tmp_path_factory) -> Path:
    """Two good articles, an empty one, and a corpus of one good line and one that is none."""
    folder = tmp_path_factory.mktemp("inputs")
    for name, text in TEXTS.items():
        (folder / name).write_text(text)
    (folder / "corpus.jsonl").write_text(f'{json.dumps(LINE)}\n{{"id": "no text"}}\n')
    return folder


@pytest.fixture(scope="module")
def run(inputs, tmp_path_factory):
    """The batch over these inputs, made once."""
    return run_batch([inputs], tmp_path_factory.mktemp("out"), workers=2, progress=False)


def hashes(folder: Path) -> dict[str, str]:
    """SHA-256 of each corpus table."""
    files = (folder / "tables").rglob("*.parquet")
    return {
        str(f.relative_to(folder)): hashlib.sha256(f.read_bytes()).hexdigest()
        for f in sorted(files)
    }


def changed_notebook(folder: Path, code: str) -> Path:
    """A copy of the notebook whose second cell runs some code first."""
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    notebook.cells[1].source = f"{code}\n{notebook.cells[1].source}"
    nbformat.write(notebook, folder / "briefing.ipynb")
    return folder / "briefing.ipynb"


def articles(folder: Path, *texts: str) -> Path:
    """A folder of short articles."""
    folder.mkdir(parents=True)
    for number, text in enumerate(texts):
        (folder / f"a{number}.txt").write_text(f"Headline {number}\n{text}\n")
    return folder


def test_each_article_has_a_briefing(run):
    folders = {path.name for path in (run.out / "briefings").iterdir()}
    assert folders == {"truce", "talks", "agency-7"}
    for name in folders:
        page = (run.out / "briefings" / name / "briefing.html").read_text(encoding="utf-8")
        assert "Method and limits" in page
    executed = nbformat.read(run.out / "briefings/truce/briefing.ipynb", as_version=4)
    assert executed.metadata.papermill.parameters.article.endswith("truce.txt")
    assert executed.metadata.papermill.duration > 0
    assert {c.metadata.papermill.status for c in executed.cells} == {"completed"}


def test_nothing_unfinished_is_left(run):
    names = [path.name for path in run.out.rglob("*")]
    assert not [n for n in names if n.startswith(".") or n in ("log.txt", warm.OUTCOME)]
    assert not (run.out / "failed").exists()


def test_bad_articles_are_named_with_cause_and_remedy(run):
    rows = list(csv.DictReader((run.out / "failures.csv").open(encoding="utf-8")))
    assert [row["article"] for row in rows] == ["corpus-line-2", "empty"]
    assert "holds no text" in rows[1]["cause"] and rows[1]["remedy"].startswith("Give a file")
    assert "corpus.jsonl, line 2" in rows[0]["source"] and '"text"' in rows[0]["remedy"]


def test_tables_are_parted_by_month(run):
    for table in schema.TABLES:
        data = pd.read_parquet(run.out / "tables" / table)
        assert set(schema.columns(table)) | {"month"} == set(data.columns)
    claims = pd.read_parquet(run.out / "tables" / "claims").set_index("article_id")
    assert claims.loc["agency-7", ["best", "month"]].tolist() == [3, "2021-05"]
    assert claims.loc["truce", ["best", "month"]].tolist() == [4, "unknown"]


def test_manifest_says_what_with_what_and_how_long(run):
    manifest = json.loads((run.out / "manifest.json").read_text())
    assert (manifest["n_articles"], manifest["n_done"], manifest["n_failed"]) == (5, 3, 2)
    assert set(manifest["versions"]) > {"dateline", "spacy"}
    truce = manifest["articles"]["truce"]
    assert truce["seconds"] > 0 and len(truce["sha256"]) == 64


def test_index_is_one_escaped_page(run):
    page = (run.out / "index.html").read_text(encoding="utf-8")
    assert page.count("<script") == 1 and "&lt;script&gt;alert(1)" in page
    assert not re.findall(r"<link|src=|url\(|@import|https?:", page)
    assert "3 killed, in all" in page and "day of publication unknown" in page
    for link in re.findall(r'href="([^"]+)"', page):
        assert (run.out / link).exists()


def test_index_sorts_and_searches(run, chromium, tmp_path):
    """The page's own script, asked by keys that a reader would press."""
    page = (run.out / "index.html").read_text(encoding="utf-8")
    press = (
        "words.value = 'killed'; search();"
        "document.querySelectorAll('#briefings th button')[3].click();"
        "document.title = rows.filter((r) => !r.hidden).map((r) => r.cells[3].dataset.key)"
        ".join(' ') + ' ' + document.getElementById('count').textContent;"
    )
    digest = base64.b64encode(hashlib.sha256(press.encode()).digest()).decode()
    pressed = page.replace("script-src ", f"script-src 'sha256-{digest}' ")
    others = f"<script>{press}</script><script>document.title = 'a script of an article'</script>"
    pressed = pressed.replace("</body>", f"{others}</body>")
    (tmp_path / "pressed.html").write_text(pressed, encoding="utf-8")
    done = chromium("--dump-dom", (tmp_path / "pressed.html").as_uri())
    assert "<title>3 4 2 of 3</title>" in done.stdout


def test_index_of_nothing(tmp_path):
    write_index(tmp_path, {}, {})
    assert "0 briefings" in (tmp_path / "index.html").read_text()


def test_two_runs_give_the_same_bytes_and_resume_skips(run, inputs, tmp_path):
    again = run_batch([inputs], tmp_path, workers=1, progress=False)
    assert hashes(again.out) == hashes(run.out) and len(hashes(run.out)) == 2 * len(schema.TABLES)
    made = (tmp_path / "briefings/truce/briefing.html").stat().st_mtime_ns
    resumed = run_batch([inputs], tmp_path, resume=True, progress=False)
    assert resumed.n_skipped == 3 and set(resumed.failed) == {"corpus-line-2", "empty"}
    assert (tmp_path / "briefings/truce/briefing.html").stat().st_mtime_ns == made
    assert hashes(tmp_path) == hashes(run.out)


def test_resume_redoes_what_has_changed(tmp_path):
    folder = articles(tmp_path / "in", "Two men were killed.", "Three men were killed.")
    run_batch([folder], tmp_path / "out", progress=False)
    (folder / "a1.txt").write_text("Headline 1\nSeven men were killed.\n")
    resumed = run_batch([folder], tmp_path / "out", resume=True, progress=False)
    assert resumed.n_skipped == 1
    claims = pd.read_parquet(tmp_path / "out/tables/claims").set_index("article_id")
    assert claims["best"].to_dict() == {"a0": 2, "a1": 7}
    other = run_batch(
        [folder], tmp_path / "out", resume=True, published="2020-01-07", progress=False
    )
    assert other.n_skipped == 0


@needs_fork
def test_articles_that_hang_die_or_leave_take_only_themselves_down(tmp_path, monkeypatch):
    (tmp_path / "scratch").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "scratch"))
    monkeypatch.setattr(warm, "GRACE", 1)
    folder = articles(
        tmp_path / "in", "It hangs.", "It dies.", "It leaves.", "Two men were killed."
    )
    code = (
        "import os, signal, tempfile, time\n"
        "text, left = open(article).read(), tempfile.mkdtemp()\n"
        "if 'hangs' in text:\n    signal.signal(signal.SIGALRM, signal.SIG_IGN); time.sleep(60)\n"
        "if 'dies' in text:\n    os.kill(os.getpid(), signal.SIGSEGV)\n"
        "if 'leaves' in text:\n    os._exit(3)\n"
    )
    notebook = changed_notebook(tmp_path, code)
    run = run_batch([folder], tmp_path / "out", notebook=notebook, timeout=5, progress=False)
    assert set(run.done) == {"a3"}
    assert run.failed["a0"]["stage"] == "time" and "--timeout" in run.failed["a0"]["remedy"]
    assert "SIGSEGV" in run.failed["a1"]["cause"] and "code 3" in run.failed["a2"]["cause"]
    kept = nbformat.read(tmp_path / "out/failed/a1/briefing.ipynb", as_version=4)
    assert kept.metadata.papermill.parameters.article.endswith("a1.txt")
    assert "Segmentation fault" in (tmp_path / "out/failed/a1/log.txt").read_text()
    left = [*(tmp_path / "scratch").iterdir(), *(tmp_path / "out").glob(".*")]
    assert left == []  # of a notebook that was killed either


@needs_fork
def test_a_cell_that_takes_too_long_shows_where(tmp_path):
    folder = articles(tmp_path / "in", "It sleeps.")
    notebook = changed_notebook(tmp_path, "import time; time.sleep(60)")
    run = run_batch([folder], tmp_path / "out", notebook=notebook, timeout=2, progress=False)
    assert "longer than 2" in run.failed["a0"]["cause"]
    kept = nbformat.read(tmp_path / "out/failed/a0/briefing.ipynb", as_version=4)
    errors = [o for c in kept.cells for o in c.get("outputs", []) if o.output_type == "error"]
    assert "sleep" in "".join(errors[0].traceback)


@needs_fork
def test_no_state_goes_from_one_article_to_the_next(tmp_path):
    folder = articles(tmp_path / "in", "One.", "Two.", "Three.")
    notebook = changed_notebook(tmp_path, PROBE)
    run = run_batch([folder], tmp_path / "out", workers=1, notebook=notebook, progress=False)
    assert len(run.done) == 3, run.failed
    numbers = set()
    for name in run.done:
        executed = nbformat.read(run.out / "briefings" / name / "briefing.ipynb", as_version=4)
        numbers |= {o.text for c in executed.cells for o in c.get("outputs", []) if "text" in o}
    assert len(numbers) == 3


@needs_fork
def test_ctrl_c_keeps_what_is_finished_and_resume_does_the_rest(tmp_path):
    folder = articles(tmp_path / "in", *["Two men were killed."] * 5)
    out = tmp_path / "out"
    command = [*DATELINE, "batch", str(folder), "--out", str(out), "--workers", "1"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as running:
        while running.poll() is None and not (out / "briefings" / "a0").exists():
            time.sleep(0.05)
        running.send_signal(signal.SIGINT)
        assert "--resume" in running.stderr.read()
    assert running.returncode == 130
    n_finished = len(list((out / "briefings").iterdir()))
    assert 1 <= n_finished < 5
    assert f"<h1>{n_finished} briefing" in (out / "index.html").read_text()
    rest = run_batch([folder], out, resume=True, progress=False)
    assert (len(rest.done), rest.n_skipped) == (5, n_finished)


@needs_fork
def test_ctrl_c_waits_until_a_briefing_is_noted(tmp_path, monkeypatch):
    """Between its move and its note a briefing would be on disk and in no index."""
    folder = articles(tmp_path / "in", "Two men were killed.", "Three men were killed.")
    move = batch._replace

    def move_and_press(*places) -> None:
        move(*places)
        os.kill(os.getpid(), signal.SIGINT)

    monkeypatch.setattr(batch, "_replace", move_and_press)
    run = run_batch([folder], tmp_path / "out", workers=1, progress=False)
    assert run.is_interrupted and set(run.done) == {"a0"}
    assert "<h1>1 briefing<" in (run.out / "index.html").read_text()


@needs_fork
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_ctrl_c_in_a_finaliser_is_not_lost(tmp_path, monkeypatch):
    """What is raised there, Python reports and drops."""
    folder = articles(tmp_path / "in", *["Two men were killed."] * 3)

    class Last:
        def __del__(self) -> None:
            os.kill(os.getpid(), signal.SIGINT)

    class Bar(batch.tqdm):
        def update(self, n=1) -> None:
            Last()

    monkeypatch.setattr(batch, "tqdm", Bar)
    run = run_batch([folder], tmp_path / "out", workers=1, progress=False)
    assert run.is_interrupted and set(run.done) == {"a0"}


def test_files_of_one_name_are_kept_apart(tmp_path):
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "Report.txt").write_text(f"Report of {folder}.")
    (tmp_path / "two" / "report-2.txt").write_text("A third.")
    slugs = [entry.slug for entry in find_entries([tmp_path])]
    assert len({slug.casefold() for slug in slugs}) == 3


def test_without_fork_plain_kernels_do_it(tmp_path, monkeypatch):
    monkeypatch.setattr(warm, "CAN_FORK", False)
    folder = articles(tmp_path / "in", "Two men were killed.")
    run = run_batch([folder], tmp_path / "out", workers=1, progress=False)
    assert set(run.done) == {"a0"}


def outputs(path: Path) -> list:
    """What the cells of an executed notebook show, without versions and times."""
    cells = nbformat.read(path, as_version=4).cells
    return [
        [(o.output_type, dict(o.get("data", {}))) for o in c.outputs]
        for c in cells
        if c.cell_type == "code" and "take_away" not in c.source
    ]


def test_papermill_knows_the_engine_and_it_shows_what_a_kernel_shows(tmp_path):
    command = [Path(sys.executable).with_name("papermill"), NOTEBOOK]
    article = articles(tmp_path / "in", "Two soldiers were killed on Monday.") / "a0.txt"
    started = []
    for engine in ("dateline", "nbclient"):
        words = [tmp_path / f"{engine}.ipynb", "--engine", engine, "-p", "article", article]
        words += ["-p", "out", tmp_path / engine, "--no-progress-bar"]
        pipes = {"stdout": subprocess.DEVNULL, "stderr": subprocess.PIPE, "text": True}
        started.append(subprocess.Popen([*command, *words], cwd=NOTEBOOK.parent, **pipes))
    for run in started:
        told = run.communicate()[1]
        assert run.returncode == 0, told[-2000:]
    ours, plain = (nbformat.read(tmp_path / f"{e}.ipynb", 4) for e in ("dateline", "nbclient"))
    assert outputs(tmp_path / "dateline.ipynb") == outputs(tmp_path / "nbclient.ipynb")
    assert ours.metadata.language_info == plain.metadata.language_info
    counts = [[c.get("execution_count") for c in book.cells] for book in (ours, plain)]
    assert counts[0] == counts[1]


def test_decisions_of_an_analyst_are_applied_and_redo_what_they_concern(tmp_path):
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    (folder / "a.txt").write_text(TEXTS["truce.txt"])
    (folder / "b.txt").write_text(TEXTS["talks.txt"])
    (folder / "c.jsonl").write_text(json.dumps(LINE) + "\n")
    run_batch([folder], out, workers=2, progress=False)
    lines = ["article,quote,decision,field,value,reviewer", "a,Four civilians,reject,,,AB"]
    lines += ["agency/7,three soldiers,correct,figure,5,CD", ""]
    (folder / "review.csv").write_text("\n".join(lines))
    again = run_batch([folder], out, workers=2, resume=True, progress=False)
    assert (again.n_skipped, len(again.done)) == (1, 3)
    assert pd.read_parquet(out / "briefings/a/tables/claims.parquet").empty
    claims = pd.read_parquet(out / "briefings/agency-7/tables/claims.parquet")
    assert claims["best"].tolist() == [5]
    page = (out / "briefings/agency-7/briefing.html").read_text()
    assert "figure corrected from 3 to 5 by CD" in page
    reviews = pd.read_parquet(out / "tables/reviews")
    assert reviews["outcome"].tolist() == ["applied", "applied"]


def test_a_list_of_decisions_that_is_none_is_named(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a.txt").write_text(TEXTS["truce.txt"])
    (tmp_path / "in/review.csv").write_text("stars,film\n5,x\n")
    done = run_batch([tmp_path / "in"], tmp_path / "out", workers=1, progress=False)
    assert "review.csv" in done.failed["a"]["cause"] and not done.done
