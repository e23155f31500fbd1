"""A corpus on a Dask cluster: parts on disk, and a lost worker loses and doubles nothing."""

import os
import signal

import duckdb
import pytest
from distributed import LocalCluster
from test_parts import articles

from dateline import cluster, ledger
from dateline.cluster import ClusterError


@pytest.fixture(scope="module")
def local():
    """Two worker processes."""
    with LocalCluster(
        n_workers=2, threads_per_worker=1, dashboard_address=None, memory_limit=0
    ) as two:
        yield two


def test_a_worker_lost_in_the_middle_loses_and_doubles_nothing(local, tmp_path):
    ended = []
    for part in cluster.read_parts(
        articles(1400), str(tmp_path), scheduler=local.scheduler_address, theatre="none"
    ):
        ended.append(part)
        if len(ended) == 2:
            os.kill(_pid(local), signal.SIGKILL)
    assert sum(part["n_articles"] for part in ended) == 1400
    assert not [sentence for part in ended for sentence in part["failed"]]
    rows = duckdb.sql(
        f"SELECT count(*), count(DISTINCT article_id) FROM '{tmp_path}/articles/*.parquet'"
    ).fetchall()
    assert rows == [(1400, 1400)]
    assert ledger.open_tables(tmp_path).table("claims").shape[0] == 1400


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
