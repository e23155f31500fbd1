"""How do many machines read a corpus?  As tasks of Dask, each of which writes what it has read.

The only module that knows Dask.  A worker loads the model once and writes its parts itself, so
that only counts come back; when a worker is lost, its parts are read again by another, and
replace themselves if they were written already.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice

from distributed import Client, KilledWorker, as_completed

from dateline.article import Article
from dateline.parts import AHEAD, cut, write_part

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


def read_parts(
    articles: Iterable[Article], folder: str, *, scheduler: str, theatre: str | None = None,
    timeout: float | None = None,
) -> Iterator[dict]:  # fmt: skip
    """What each part has come to, as they end; the parts are in `folder`, a path or fsspec URL.

    A part whose worker is lost time and again comes with `failed` naming its articles.
    """
    numbered = enumerate(cut(articles))
    with connect(scheduler) as client:
        sent: dict = {}

        def send(count: int) -> list:
            fresh = []
            for number, part in islice(numbered, count):
                future = client.submit(
                    write_part, part, number, folder, theatre=theatre, timeout=timeout,
                    key=f"dateline-part-{number:05}", pure=False,
                )  # fmt: skip
                sent[future.key] = (number, part)
                fresh.append(future)
            return fresh

        ended = as_completed(send(AHEAD * _n_threads(client)))
        for future in ended:
            number, part = sent.pop(future.key)
            yield _outcome(future, number, part)
            future.release()
            for fresh in send(max(1, AHEAD * _n_threads(client) - len(sent))):
                ended.add(fresh)


def _n_threads(client: Client) -> int:
    """How many parts the workers read at once; one while none is there."""
    return max(1, sum(client.nthreads().values()))


def _outcome(future, number: int, part: list[Article]) -> dict:
    """What a part has come to, or why its articles are left out."""
    try:
        return future.result()
    except KilledWorker:
        cause = "each worker that read it was lost, perhaps for want of memory"
    except OSError as error:  # a folder that the worker cannot write to
        raise ClusterError(f"a worker could not write part {number}: {error}") from error
    named = [f"{article.article_id} was not read: {cause}." for article in part]
    return {"number": number, "n_articles": 0, "n_words": 0, "failed": named}
