"""How are many notebooks run, each as if it were alone?  In children forked from a warm parent.

The parent imports every library, loads the model, the layers of the map and the page template
once.  Each article gets a forked child, which runs the notebook and ends: nothing that it changes
is seen by the next, and if it dies or hangs it takes only itself down.  Where a process cannot be
forked safely, each notebook gets a plain kernel, in a pool of processes.
"""

import faulthandler
import gc
import json
import multiprocessing
import os
import pickle
import random
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Generator, Iterable, Iterator
from concurrent import futures
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from functools import cache
from itertools import chain, islice
from multiprocessing.connection import wait
from pathlib import Path

# One thread of linear algebra for each worker: more of them would fight over the same cores.
for _name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_name, "1")

import numpy as np  # noqa: E402

from dateline import DATA, render  # noqa: E402
from dateline.article import load_article  # noqa: E402
from dateline.files import scratch, write_text  # noqa: E402
from dateline.jobs import REMEDY, Job, ended, failure, read_files, unpack  # noqa: E402
from dateline.limits import any_size  # noqa: E402
from dateline.maps.boundaries import theatre_layers  # noqa: E402
from dateline.maps.styles import layer_styles  # noqa: E402
from dateline.model import load_model  # noqa: E402
from dateline.parts import warm_model  # noqa: E402
from dateline.readers import ArticleError  # noqa: E402
from dateline.theatre import load_theatre, theatre_ids  # noqa: E402

CAN_FORK = "fork" in multiprocessing.get_all_start_methods() and sys.platform != "darwin"
GRACE = 5  # seconds between the end of the time for a cell and the end of its process
OUTCOME = "outcome.json"
NOTEBOOK = render.NOTEBOOKS / "briefing.ipynb"


@cache
def warm_up() -> None:
    """Load whatever a notebook needs, by making one briefing that nobody keeps; once a process."""
    from matplotlib import pyplot  # noqa: F401  (a notebook may draw with it)

    warm_model()
    example = min((DATA / "articles").glob("*.txt"))
    with scratch() as folder:
        render.export_page(_run(Job("", example, folder, NOTEBOOK, "", "", 120), "dateline"))
    for theatre in map(load_theatre, theatre_ids()):
        theatre_layers(theatre)
        layer_styles(theatre)
    gc.collect()
    gc.freeze()  # the children share these pages, and never search them for garbage


def run_jobs(jobs: Iterable[Job], workers: int | None) -> Generator[tuple[Job, dict]]:
    """Each job with its outcome, as they end: `stage`, `cause` and `remedy`, or none of them."""
    jobs = iter(jobs)
    run = _run_forked if CAN_FORK else _run_pooled
    if (first := next(jobs, None)) is not None:  # without any, nothing is loaded
        yield from run(chain([first], jobs), workers or os.cpu_count() or 1)


def brief_one(job: Job, engine: str | None) -> dict:
    """The outcome of one article; its files are in the folder of the job."""
    started = time.perf_counter()
    stage = "notebook"
    try:
        load_article(job.article, published=job.published or None)
        executed = _run(job, engine)
        stage = "page"
        render.export_page(executed)
    except ArticleError as error:
        return failure("load", str(error))
    except render.RenderError as error:
        return failure(stage, str(error), REMEDY)
    except Exception as error:  # a kernel that hung, a page that cannot be made: the rest goes on
        return failure(stage, f"{type(error).__name__}: {error}".splitlines()[0], REMEDY)
    return {"seconds": round(time.perf_counter() - started, 2)}


def _run(job: Job, engine: str | None) -> Path:
    """The executed notebook of a job."""
    options = {} if engine is None else {"save_each_cell": False}
    parameters = {"article": str(job.article), "published": job.published, "theatre": job.theatre}
    return render.run_notebook(
        job.notebook, job.folder, parameters | {"out": str(job.folder)}, progress=False,
        engine_name=engine, execution_timeout=job.timeout, **options,
    )  # fmt: skip


def _run_forked(jobs: Iterable[Job], workers: int) -> Iterator[tuple[Job, dict]]:
    """Outcomes of jobs, each in a child of its own; at most `workers` at once.

    The first children start while this process still warms up, on the cores that it leaves free.
    """
    context = multiprocessing.get_context("fork")
    waiting, running = iter(jobs), {}
    try:
        load_model()
        while True:
            is_warm = warm_up.cache_info().currsize
            while len(running) < workers - (not is_warm) and (job := next(waiting, None)):
                child = context.Process(target=_child, args=(job,))
                child.start()
                running[child.sentinel] = (child, job, time.monotonic() + job.timeout + GRACE)
            if not is_warm:
                warm_up()
                continue
            if not running:
                return
            soonest = min(deadline for _, _, deadline in running.values())
            ready = wait(list(running), timeout=max(0.0, soonest - time.monotonic()))
            late = [s for s, (_, _, deadline) in running.items() if deadline <= time.monotonic()]
            for sentinel in dict.fromkeys([*ready, *late]):
                child, job, _ = running[sentinel]  # until it has ended, Ctrl-C must find it
                outcome = _end(child, job, is_late=sentinel not in ready)
                del running[sentinel]
                yield job, outcome
    finally:
        for child, _, _ in running.values():
            _kill(child)


def _child(job: Job) -> None:
    """What a forked child does: one job, and nothing of the parent's afterwards."""
    try:
        _do(job)
    except OSError as error:  # not even the outcome could be written
        os._exit(error.errno or 1)
    os._exit(0)  # no exit handler of the parent, and no thread that the notebook left


def _do(job: Job) -> None:
    """Brief one article in a process of its own, and write how it ended."""
    os.setsid()  # Ctrl-C in the terminal is for the parent; what the notebook starts ends with it
    log = (job.folder / "log.txt").open("w", encoding="utf-8")
    os.dup2(log.fileno(), 1)
    os.dup2(log.fileno(), 2)
    faulthandler.enable(log)  # if a library crashes, the log says where
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    tempfile.tempdir = str(job.folder.parent)  # what it leaves there goes with the parent's own
    random.seed()
    np.random.seed()
    gc.set_threshold(200_000, 20, 100)  # the child lives for a second; little is worth collecting
    outcome = brief_one(job, "dateline")
    write_text(job.folder / OUTCOME, json.dumps(outcome))


def _end(child, job: Job, *, is_late: bool) -> dict:
    """The outcome of a child that has ended or must end now."""
    _kill(child)
    told = job.folder / OUTCOME
    if told.exists():
        outcome = json.loads(told.read_text(encoding="utf-8"))
        told.unlink()
        return outcome
    if is_late:
        return failure(
            "time", f"not finished after {job.timeout:g} seconds", "Give it longer with --timeout."
        )
    return ended(child.exitcode)


def _kill(child) -> None:
    """End a child and whatever it started."""
    with suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGKILL)
    with suppress(ProcessLookupError):  # before the child has made its own group
        child.kill()
    child.join()


def _run_pooled(jobs: Iterator[Job], workers: int) -> Iterator[tuple[Job, dict]]:
    """Outcomes of jobs in plain kernels, started from a pool of processes."""
    context, running = multiprocessing.get_context("spawn"), {}
    with ProcessPoolExecutor(workers, mp_context=context) as pool:
        while True:
            for job in islice(jobs, workers - len(running)):
                running[pool.submit(brief_one, job, None)] = job
            if not running:
                return
            for future in futures.wait(running, return_when=futures.FIRST_COMPLETED).done:
                yield running.pop(future), future.result()


def serve() -> None:
    """Brief parcels from standard input, one after another, until it ends; answers go back so.

    What a helper of :mod:`jobs` does: its answers are an outcome and the files made.
    """
    asked, told = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)  # no notebook reads or writes between them
    os.dup2(2, 1)
    with scratch() as folder:

        def jobs() -> Iterator[Job]:
            with suppress(EOFError):
                while parcel := pickle.load(asked):
                    with any_size(parcel.is_any_size):
                        yield unpack(parcel, folder)

        with suppress(BrokenPipeError):  # the worker is gone, and another has the article
            for job, outcome in run_jobs(jobs(), 1):
                pickle.dump((outcome, read_files(job.folder)), told)
                told.flush()
                shutil.rmtree(job.folder.parent)
