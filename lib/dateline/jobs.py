"""What is an article to brief, and how is it briefed on another machine?  By bytes, both ways.

A worker of a cluster has threads, and what has threads cannot safely be forked.  So it keeps a
helper, a process without any, which loads everything once and forks a child for each article as a
batch on one machine does.  Articles come and briefings go as bytes: the machines share no folder.
"""

import hashlib
import os
import pickle
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Generator, Iterable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from dateline import DATA
from dateline.decisions import review_file
from dateline.files import FULL
from dateline.limits import is_lifted

RECIPE = ("**/*.py", "*.mplstyle", "templates/**/*")  # the code that decides what a briefing says
RECIPE_DATA = ("theatres/**/*", "reference/*", "gazetteer/*", "basemap/*")
REMEDY = "Open the executed notebook that is kept in the folder 'failed', and report the article."
SERVE = "from dateline.warm import serve; serve()"
_idle: list[subprocess.Popen] = []  # helpers that wait for an article; one for each thread in use

Files = dict[str, bytes]


@dataclass(frozen=True)
class Job:
    """One article to brief: `folder` is where its files are written first."""

    slug: str
    article: Path
    folder: Path
    notebook: Path
    published: str
    theatre: str
    timeout: float


@dataclass(frozen=True)
class Parcel:
    """A job with the bytes of what it reads, for a machine that does not see them."""

    job: Job
    article: Files
    notebook: bytes
    recipe: str
    is_any_size: bool


def failure(stage: str, message: str, remedy: str = "") -> dict:
    """An outcome that says where it went wrong, why, and what to do.

    >>> failure("load", "x.txt holds no text. Give a file with words.")["remedy"]
    'Give a file with words.'
    """
    if not remedy:
        message, _, remedy = (*re.split(r"(?<=\.)\s+(?=[A-Z])", message, maxsplit=1), "", "")[:3]
        remedy = remedy or _
    return {"stage": stage, "cause": message, "remedy": remedy}


def ended(code: int) -> dict:
    """The outcome of an article whose process has ended early with that code."""
    how = f"was ended by {signal.Signals(-code).name}" if code < 0 else f"left with code {code}"
    if code in FULL:
        how += f" ({os.strerror(code)})"
    return failure("process", f"the process {how} before the briefing was done", REMEDY)


def digest(*parts: bytes) -> str:
    """SHA-256 of parts, each apart from the next."""
    whole = hashlib.sha256()
    for part in parts:
        whole.update(hashlib.sha256(part).digest())
    return whole.hexdigest()


@cache
def recipe_here() -> str:
    """SHA-256 of the library and the data that decide what a briefing says."""
    library = Path(__file__).parent
    files = [p for pattern in RECIPE for p in library.glob(pattern)]
    files += [p for pattern in RECIPE_DATA for p in DATA.glob(pattern)]
    kept = sorted(p for p in files if p.is_file() and "__pycache__" not in p.parts)
    return digest(*(p.read_bytes() for p in kept))


def run_on_cluster(jobs: Iterable[Job], scheduler: str) -> Generator[tuple[Job, dict]]:
    """Each job with its outcome, as they end; its files are in its folder, as if made here."""
    from dateline.cluster import LOST, run_tasks  # a batch on one machine needs no Dask

    for job, result in run_tasks(brief_parcel, ((job, (pack(job),)) for job in jobs), scheduler):
        if result is None:
            yield job, failure("worker", LOST, "Brief it alone with 'dateline brief'.")
        else:
            outcome, files = result
            write_files(files, job.folder)
            yield job, outcome


def pack(job: Job) -> Parcel:
    """The job, its article with sidecar and decisions, and what else the outcome depends on."""
    beside = (job.article, job.article.with_suffix(".yml"), review_file(job.article))
    article = {path.name: path.read_bytes() for path in beside if path.is_file()}
    return Parcel(job, article, job.notebook.read_bytes(), recipe_here(), is_lifted())


def unpack(parcel: Parcel, folder: Path) -> Job:
    """The same job with everything in a folder of this machine."""
    job = parcel.job
    own = folder / job.slug
    write_files(parcel.article, own / "article")
    write_files({job.notebook.name: parcel.notebook}, own / "notebook")
    (own / "briefing").mkdir()
    return replace(
        job, article=own / "article" / job.article.name, folder=own / "briefing",
        notebook=own / "notebook" / job.notebook.name,
    )  # fmt: skip


def write_files(files: Files, folder: Path) -> None:
    """Files, by their path in the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)


def read_files(folder: Path) -> Files:
    """Every file of a folder and those below it, by its path in the folder."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def brief_parcel(parcel: Parcel) -> tuple[dict, Files]:
    """What a worker does: the outcome of one article, and the files made, by a helper.

    Raises ``OSError`` where the machine has another version than the one that sent the parcel.
    """
    if parcel.recipe != recipe_here():
        raise OSError(
            f"{socket.gethostname()} has another version of Dateline or of its data. Install the "
            "same on every machine, start its workers again, and go on with --resume."
        )
    helper = _take_helper()
    assert helper.stdin and helper.stdout
    try:
        pickle.dump(parcel, helper.stdin)
        helper.stdin.flush()
        result = pickle.load(helper.stdout)
    except (BrokenPipeError, EOFError, pickle.UnpicklingError):
        helper.communicate()  # it has been killed; the next article gets a new one
        return ended(helper.returncode), {}
    _idle.append(helper)
    return result


def _take_helper() -> subprocess.Popen:
    """A helper that waits, or a new one; it ends when this process does, with its pipe."""
    while _idle:
        helper = _idle.pop()
        if helper.poll() is None:
            return helper
    return subprocess.Popen(
        [sys.executable, "-c", SERVE], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        start_new_session=hasattr(os, "setsid"),  # Ctrl-C is for the worker
    )  # fmt: skip
