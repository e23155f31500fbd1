"""A corpus on a Dask cluster: as on one machine, and a lost worker loses and doubles nothing."""

import json
import os
import signal
import subprocess
import time
from concurrent.futures import CancelledError, Future
from dataclasses import replace
from pathlib import Path

import duckdb
import pandas as pd
import pytest
from conftest import DATELINE, dateline, here
from distributed import LocalCluster
from test_batch import LINE, TEXTS, changed_notebook, hashes, needs_fork
from test_parts import articles

from dateline import batch, cluster, jobs, ledger, parts
from dateline.batch import run_batch
from dateline.cluster import ClusterError


@pytest.fixture(scope="module")
def local():
    """Two worker processes."""
    with LocalCluster(
        n_workers=2, threads_per_worker=1, dashboard_address=None, memory_limit=0
    ) as two:
        yield two


def test_a_worker_lost_in_the_middle_loses_and_doubles_nothing(local, tmp_path, monkeypatch):
    monkeypatch.setattr(parts, "MOST_ARTICLES", 50)
    ended = []
    for part in cluster.read_parts(
        articles(350), str(tmp_path), scheduler=local.scheduler_address, theatre="none"
    ):
        ended.append(part)
        if len(ended) == 2:
            os.kill(_pid(local), signal.SIGKILL)
    assert len(ended) == 7 and sum(part["n_articles"] for part in ended) == 350
    assert not [sentence for part in ended for sentence in part["failed"]]
    rows = duckdb.sql(
        f"SELECT count(*), count(DISTINCT article_id) FROM '{tmp_path}/articles/*.parquet'"
    ).fetchall()
    assert rows == [(350, 350)]
    assert ledger.open_tables(tmp_path).table("claims").shape[0] == 350


def _pid(local) -> int:
    """The process of one worker."""
    return next(iter(local.workers.values())).pid


def test_a_scheduler_that_does_not_answer_is_named(monkeypatch):
    monkeypatch.setattr(cluster, "WAIT", "1s")
    with pytest.raises(ClusterError, match=r"tcp://127.0.0.1:9 .*docs/scaling\.md"):
        list(cluster.read_parts(articles(1), "x", scheduler="tcp://127.0.0.1:9"))


def test_a_scheduler_without_workers_is_named(monkeypatch, tmp_path):
    monkeypatch.setattr(cluster, "WAIT", "2s")
    with (
        LocalCluster(n_workers=0, dashboard_address=None) as empty,
        pytest.raises(ClusterError, match="no worker"),
    ):
        list(cluster.read_parts(articles(1), "x", scheduler=empty.scheduler_address))


def short_articles(folder: Path, count: int) -> Path:
    """A folder of articles, each with another figure."""
    folder.mkdir()
    for n in range(count):
        (folder / f"a{n}.txt").write_text(f"Raid {n}\nPolice said {n + 2} men were killed.\n")
    return folder


@needs_fork
def test_briefings_of_a_cluster_are_those_of_one_machine(local, tmp_path):
    """With a sidecar, decisions, a corpus, and articles that are empty, hang, die or leave."""
    (tmp_path / "in").mkdir()
    texts = TEXTS | {"hangs.txt": "It hangs.", "dies.txt": "It dies.", "leaves.txt": "It leaves."}
    for name, text in texts.items():
        (tmp_path / "in" / name).write_text(text)
    (tmp_path / "in/truce.yml").write_text("published: 2021-03-09\npublisher: A paper\n")
    (tmp_path / "in/corpus.jsonl").write_text(json.dumps(LINE))
    decisions = "article,quote,decision,field,value\nagency/7,three soldiers,correct,figure,5\n"
    (tmp_path / "in/review.csv").write_text(decisions)
    code = (
        "import os, signal, time\ntext = open(article).read()\n"
        "if 'hangs' in text:\n    time.sleep(60)\n"
        "if 'dies' in text:\n    os.kill(os.getpid(), signal.SIGSEGV)\n"
        "if 'leaves' in text:\n    os._exit(3)"
    )
    notebook = changed_notebook(tmp_path, code)
    here, there = (
        run_batch([tmp_path / "in"], tmp_path / name, scheduler=address, notebook=notebook,
                  timeout=5, progress=False)
        for name, address in (("here", None), ("there", local.scheduler_address))
    )  # fmt: skip
    assert set(there.done) == {"truce", "talks", "agency-7"} == set(here.done)
    assert hashes(there.out) == hashes(here.out)
    assert there.failed.keys() == {"empty", "hangs", "dies", "leaves"}
    for slug, outcome in there.failed.items():
        assert (outcome["stage"], outcome["remedy"]) == (
            here.failed[slug]["stage"], here.failed[slug]["remedy"],
        )  # fmt: skip
    assert "SIGSEGV" in there.failed["dies"]["cause"]
    assert "Segmentation fault" in (there.out / "failed/dies/log.txt").read_text()
    made = {str(p.relative_to(there.out)) for p in there.out.rglob("*")}
    assert made == {str(p.relative_to(here.out)) for p in here.out.rglob("*")}
    claims = pd.read_parquet(there.out / "tables/claims").set_index("article_id")
    assert claims.loc["agency-7", "best"] == 5 and claims.loc["truce", "month"] == "2021-03"


@needs_fork
def test_a_worker_lost_in_the_middle_loses_and_doubles_no_briefing(local, tmp_path, monkeypatch):
    settled, settle = [], batch._settle

    def settle_and_kill(run, entry, *rest) -> None:
        settle(run, entry, *rest)
        settled.append(entry.slug)
        if len(settled) == 1:
            os.kill(_pid(local), signal.SIGKILL)

    monkeypatch.setattr(batch, "_settle", settle_and_kill)
    folder = short_articles(tmp_path / "in", 4)
    run = run_batch([folder], tmp_path / "out", scheduler=local.scheduler_address, progress=False)
    assert sorted(settled) == sorted(run.done) == [f"a{n}" for n in range(4)]
    assert {path.name for path in (run.out / "briefings").iterdir()} == set(run.done)
    claims = pd.read_parquet(run.out / "tables/claims").set_index("article_id")
    assert claims["best"].to_dict() == {f"a{n}": n + 2 for n in range(4)}


@needs_fork
def test_ctrl_c_on_a_cluster_keeps_what_is_finished_and_resume_does_the_rest(local, tmp_path):
    folder, out = short_articles(tmp_path / "in", 6), tmp_path / "out"
    words = ["batch", str(folder), "--out", str(out), "--scheduler", local.scheduler_address]
    with subprocess.Popen([*DATELINE, *words], stderr=subprocess.PIPE, text=True) as running:
        while running.poll() is None and not (out / "briefings").exists():
            time.sleep(0.05)
        running.send_signal(signal.SIGINT)
        told = running.stderr.read()
    assert running.returncode == 130 and "--resume" in told and "Traceback" not in told, told
    n_finished = len(list((out / "briefings").iterdir()))
    assert 1 <= n_finished < 6
    assert f"<h1>{n_finished} briefing" in (out / "index.html").read_text()
    rest = here(*words, "--resume")
    assert f"6 of 6 briefings ({n_finished} of them from an earlier run)" in rest.stdout


def parcel(folder: Path, code: str = "") -> jobs.Parcel:
    """A short article with a notebook that runs some code first."""
    (folder / "a.txt").write_text(TEXTS["truce.txt"])
    notebook = changed_notebook(folder, code)
    return jobs.pack(jobs.Job("a", folder / "a.txt", folder / "out", notebook, "", "", 60))


@needs_fork
def test_a_helper_that_is_killed_takes_only_its_article_down(tmp_path):
    outcome, files = jobs.brief_parcel(parcel(tmp_path))
    assert "seconds" in outcome and {"briefing.html", "tables/claims.csv"} <= files.keys()
    (first,) = jobs._idle
    outcome, files = jobs.brief_parcel(
        parcel(tmp_path, "import os, signal; os.kill(os.getppid(), signal.SIGKILL)")
    )
    assert "SIGKILL" in outcome["cause"] and not files and not jobs._idle
    helper = jobs._take_helper()
    assert helper.pid != first.pid and helper.poll() is None, "the next article gets a new one"
    helper.communicate(timeout=60)  # with its pipe it ends, as when its worker is killed
    assert helper.returncode == 0


@pytest.mark.parametrize(
    "error",
    [
        ModuleNotFoundError("No module named 'dateline.jobs'"),
        RuntimeError("Error during deserialization of the task graph."),
        CancelledError("scheduler-connection-lost"),
        PermissionError(13, "Permission denied", "/shared"),
    ],
)
def test_what_ends_a_cluster_is_one_sentence_with_a_remedy(error):
    future = Future()
    future.set_exception(error)
    with pytest.raises(ClusterError, match=r"(Install|start|Change) .*\.$"):
        cluster._result(future)


def test_a_fault_of_ours_is_not_hidden():
    future = Future()
    future.set_exception(RuntimeError("a fault"))
    with pytest.raises(RuntimeError, match="a fault"):
        cluster._result(future)


def test_a_worker_of_another_version_is_named(tmp_path):
    with pytest.raises(OSError, match="another version of Dateline"):
        jobs.brief_parcel(replace(parcel(tmp_path), recipe="another"))


@pytest.mark.parametrize("command", ["batch", "extract"])
def test_a_scheduler_that_is_nowhere_is_one_sentence(command, tmp_path):
    words = (
        short_articles(tmp_path / "in", 1),
        "--out",
        tmp_path / "out",
        "--scheduler",
        "nowhere",
    )
    done = dateline(command, *words)
    assert done.returncode == 1 and "no Dask scheduler answers at nowhere" in done.stderr
    assert "Traceback" not in done.stderr and ".." not in done.stderr


@pytest.mark.parametrize("command", ["batch", "extract"])
def test_one_machine_and_a_cluster_at_once_make_no_sense(command, tmp_path):
    words = ("x", "--out", tmp_path, "--scheduler", "tcp://127.0.0.1:9", "--workers", 2)
    done = here(command, *words)
    assert done.returncode == 1 and done.stderr.endswith("Leave out one of the two.\n")
    assert len(done.stderr.splitlines()) == 1
