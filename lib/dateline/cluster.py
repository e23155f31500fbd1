"""How do many machines share the work?  As tasks of Dask, done again where a worker is lost.

The only module that knows Dask.  A worker that reads a corpus loads the model once and writes its
parts itself, so that only counts come back; a part that is read again replaces itself.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import CancelledError
from contextlib import contextmanager
from functools import partial
from itertools import count, islice
from typing import Any, TypeVar
from uuid import uuid4

import dask

# What the client would log, with tracebacks, is said in one sentence here.
dask.config.set({"logging": {"distributed.client": "critical"}})

from distributed import Client, Future, KilledWorker, as_completed  # noqa: E402

from dateline.article import Article  # noqa: E402
from dateline.files import refusal  # noqa: E402
from dateline.parts import AHEAD, cut, write_part  # noqa: E402

LOST = "each worker that took it was lost, perhaps for want of memory"
T = TypeVar("T")
OTHER_VERSION = re.compile("deserialization|Can't get attribute|No module named 'dateline")
WAIT = 20.0  # seconds for the scheduler to answer


class ClusterError(OSError):
    """The cluster cannot be used; the message says why, and what to do."""


@contextmanager
def connect(address: str) -> Iterator[Client]:
    """A connection to a scheduler that has workers.  Raises :class:`ClusterError`."""
    try:
        client = Client(address, timeout=WAIT)
    except (OSError, ValueError) as error:
        raise ClusterError(
            f"no Dask scheduler answers at {address} ({type(error).__name__}). Start one with "
            "'dask scheduler', and 'dask worker ADDRESS' on each machine; see docs/scaling.md."
        ) from error
    with client:
        try:
            client.wait_for_workers(1, timeout=WAIT)
        except TimeoutError as error:
            raise ClusterError(
                f"the scheduler at {address} has no worker. Start 'dask worker {address}' on each "
                "machine; see docs/scaling.md."
            ) from error
        yield client


def run_tasks(
    function: Callable, tasks: Iterable[tuple[T, tuple]], scheduler: str
) -> Iterator[tuple[T, Any]]:
    """What each task is for, with what a worker's call of the function gave, as they end.

    A task is anything that names it, and the arguments of its call.  None comes back for one whose
    worker was lost time and again.  No more tasks are sent than keep the workers busy.
    """
    tasks = iter(tasks)
    with connect(scheduler) as client:
        sent: dict = {}
        run, numbers = uuid4().hex, count()  # the cluster may have tasks of another run too

        def send(n_tasks: int) -> list:
            fresh = []
            for what, arguments in islice(tasks, n_tasks):
                key = f"dateline-{run}-{next(numbers)}"
                fresh.append(client.submit(function, *arguments, key=key, pure=False))
                sent[key] = what
            return fresh

        ended = as_completed(send(AHEAD * _n_threads(client)))
        for future in ended:
            yield sent.pop(future.key), _result(future)
            future.release()
            for fresh in send(max(1, AHEAD * _n_threads(client) - len(sent))):
                ended.add(fresh)


def read_parts(
    articles: Iterable[Article], folder: str, *, scheduler: str, theatre: str | None = None,
    timeout: float | None = None,
) -> Iterator[dict]:  # fmt: skip
    """What each part has come to, as they end; the parts are in `folder`, a path or fsspec URL.

    A part whose worker is lost time and again comes with `failed` naming its articles.
    """
    write = partial(write_part, folder=folder, theatre=theatre, timeout=timeout)
    tasks = (((number, part), (part, number)) for number, part in enumerate(cut(articles)))
    for (number, part), outcome in run_tasks(write, tasks, scheduler):
        yield outcome or {
            "number": number, "n_articles": 0, "n_words": 0,
            "failed": [f"{article.article_id} was not read: {LOST}." for article in part],
        }  # fmt: skip


def _n_threads(client: Client) -> int:
    """How many tasks the workers do at once; one while none is there."""
    return max(1, sum(client.nthreads().values()))


def _result(future: Future) -> Any:
    """What the call gave, or None if no worker lived to the end of it."""
    try:
        return future.result()
    except KilledWorker:
        return None
    except CancelledError as error:
        raise ClusterError(
            "the scheduler is lost. What is finished stays; start the cluster and the command "
            "again, a batch with --resume."
        ) from error
    except OSError as error:  # a folder that it cannot write to, another version
        raise ClusterError(f"a worker could not go on: {refusal(error)}") from error
    except (ImportError, AttributeError, RuntimeError) as error:
        if not OTHER_VERSION.search(str(error)):
            raise
        raise ClusterError(
            "the scheduler or a worker has no Dateline, or another version of it. Install the "
            "same on every machine, and start them again; see docs/scaling.md."
        ) from error
