"""How are a thousand articles briefed overnight?  Each apart, what is done kept, failures named.

The output folder holds ``briefings/<article>/``, ``index.html``, ``tables/`` (Parquet, by month of
publication), ``failures.csv``, ``manifest.json`` and, for what failed, ``failed/<article>/``.
"""

import json
import os
import shutil
import sys
import time
from collections.abc import Generator, Iterable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from tqdm import tqdm

from dateline.article import parse_date, slugify
from dateline.corpus import summarise, write_corpus, write_failures, write_index
from dateline.decisions import Decision, decisions_on, read_decisions, review_file, write_decisions
from dateline.extract import find_files
from dateline.files import stop_if_full, write_text
from dateline.jobs import Job, digest, failure, recipe_here, run_on_cluster
from dateline.page import versions
from dateline.readers import ArticleError, holds_several, read_records
from dateline.theatre import load_theatre
from dateline.warm import NOTEBOOK, heard, run_jobs, sweep, unbroken

tqdm.monitor_interval = 0  # no thread may watch the bar when children are forked


@dataclass(frozen=True)
class Entry:
    """One article to brief: a file, or a line of a corpus whose `record` is kept."""

    slug: str
    source: str
    path: Path | None
    record: dict | None
    sha256: str
    fault: dict | None = None
    decisions: tuple[Decision, ...] = ()


@dataclass
class Batch:
    """What a run is to do and has come to: entries done and failed, by slug."""

    out: Path
    parameters: dict[str, str]
    recipe: str
    started: float = field(default_factory=time.perf_counter)
    done: dict[str, dict] = field(default_factory=dict)
    failed: dict[str, dict] = field(default_factory=dict)
    n_skipped: int = 0
    n_entries: int = 0
    is_interrupted: bool = False


def run_batch(
    inputs: Iterable[str | Path],
    out: str | Path,
    *,
    workers: int | None = None,
    scheduler: str | None = None,
    resume: bool = False,
    timeout: float = 300,
    published: str | None = None,
    theatre: str | None = None,
    notebook: Path = NOTEBOOK,
    progress: bool = True,
) -> Batch:
    """A briefing for each article of files, folders and JSONL corpora, with what they share.

    With `resume`, an article whose text, parameters and recipe are those of an earlier run is
    left as it is.  Ctrl-C ends the run early; what is finished stays, and is in the index.  With
    the address of a Dask `scheduler`, its workers make the briefings.
    """
    parse_date(published)
    if theatre and theatre != "none":
        load_theatre(theatre)
    out = Path(out).expanduser().resolve()
    parameters = {"published": published or "", "theatre": theatre or ""}
    batch = Batch(out, parameters, digest(notebook.read_bytes(), recipe_here().encode()))
    work = out / f".work-{os.getpid()}"
    todo = _sort_out(batch, find_entries(inputs), resume=resume)
    jobs = (_job(e, work, notebook, timeout, parameters) for e in todo.values())
    bar = tqdm(total=len(todo), unit=" articles", file=sys.stderr, disable=not progress)
    try:
        with bar, closing(_run(jobs, workers, scheduler)) as ended:
            for job, outcome in ended:
                with unbroken():
                    _settle(batch, todo[job.slug], job, outcome)
                bar.update()
    except KeyboardInterrupt:
        batch.is_interrupted = True
    except OSError:  # a full disk, or a cluster that is gone
        if len(batch.done) > batch.n_skipped:
            _conclude(batch)
        raise
    finally:
        shutil.rmtree(work, ignore_errors=True)
    _conclude(batch)
    return batch


def _run(jobs: Iterator[Job], workers: int | None, scheduler: str | None) -> Generator:
    """Each job with its outcome, as they end, here or on a cluster, until Ctrl-C is pressed."""
    with heard() as pressed:
        n_workers = workers or os.cpu_count() or 1
        ended = run_on_cluster(jobs, scheduler) if scheduler else run_jobs(jobs, n_workers)
        with closing(ended):
            for outcome in ended:
                yield outcome
                if pressed:
                    raise KeyboardInterrupt


def _conclude(batch: Batch) -> None:
    """Write what stands beside the briefings: all that has been finished is in it."""
    with suppress(KeyboardInterrupt), unbroken():  # the last thing that a run does, so it is done
        write_corpus(batch.out, batch.done)
        write_failures(batch.out, batch.failed)
        write_index(batch.out, batch.done, batch.failed)
        _write_manifest(batch)


def _sort_out(batch: Batch, entries: Iterable[Entry], *, resume: bool) -> dict[str, Entry]:
    """The entries to do, by slug; what is done already or cannot be read is noted."""
    sweep(batch.out)
    batch.out.mkdir(parents=True, exist_ok=True)
    todo = {}
    for entry in entries:
        batch.n_entries += 1
        if entry.fault:
            batch.failed[entry.slug] = entry.fault | {"source": entry.source}
        elif resume and (kept := _kept(batch, entry)):
            batch.done[entry.slug], batch.n_skipped = kept, batch.n_skipped + 1
        else:
            todo[entry.slug] = entry
    return todo


def find_entries(inputs: Iterable[str | Path]) -> Iterator[Entry]:
    """Every article of the inputs, with a folder name that no other has."""
    taken: set[str] = set()
    reviews = cache(lambda folder: read_decisions(review_file(folder / "any")))  # read once
    for path in find_files(inputs):
        try:
            decisions = reviews(path.absolute().parent)
        except ArticleError as error:
            yield _unread(path, taken, str(error))
            continue
        if holds_several(path):
            yield from _entries_of_export(path, taken, decisions)
        elif not path.is_file():
            yield _unread(path, taken, f"{path} does not exist. Check the name.")
        else:
            sidecar = path.with_suffix(".yml")
            data = [p.read_bytes() for p in (path, sidecar) if p.is_file()]
            own = decisions_on(decisions, slugify(path.stem))
            slug = _free(slugify(path.stem), taken)
            yield Entry(slug, str(path), path, None, digest(*data, *_told(own)), None, own)


def _unread(path: Path, taken: set[str], cause: str) -> Entry:
    """The entry of a file that cannot be read."""
    slug = _free(slugify(path.stem), taken)
    return Entry(slug, str(path), None, None, "", failure("load", cause))


def _told(decisions: tuple[Decision, ...]) -> list[bytes]:
    """Decisions as what a digest is made of; nothing where there are none."""
    return [json.dumps(decisions).encode()] if decisions else []


def _entries_of_export(
    path: Path, taken: set[str], decisions: tuple[Decision, ...]
) -> Iterator[Entry]:
    """One entry for each article of an export."""
    try:
        for number, (source, record) in enumerate(read_records(path), 1):
            fault, own, name = None, (), f"{path.stem}-line-{number}"
            if isinstance(record, ArticleError):
                fault, record = failure("load", str(record)), None
            else:
                name = record["id"]
                own = decisions_on(decisions, name)
            sha256 = digest(json.dumps(record, sort_keys=True).encode(), *_told(own))
            yield Entry(_free(slugify(name), taken), source, None, record, sha256, fault, own)
    except ArticleError as error:
        yield _unread(path, taken, str(error))


def _free(slug: str, taken: set[str]) -> str:
    """The slug, or the slug with a number where it is taken; case does not tell folders apart."""
    free, number = slug, 1
    while free.casefold() in taken:
        number += 1
        free = f"{slug[:72]}-{number}"
    taken.add(free.casefold())
    return free


def _key(batch: Batch, entry: Entry) -> str:
    """What must be the same for a briefing to be left as it is."""
    parts = (entry.sha256, json.dumps(batch.parameters), batch.recipe)
    return digest(*(part.encode() for part in parts))


def _kept(batch: Batch, entry: Entry) -> dict | None:
    """The manifest of a briefing that an earlier run has finished with the same key."""
    folder = batch.out / "briefings" / entry.slug
    manifest = folder / "manifest.json"
    if not (manifest.is_file() and (folder / "briefing.html").is_file()):
        return None
    known = json.loads(manifest.read_text(encoding="utf-8"))
    return known if known.get("key") == _key(batch, entry) else None


def _job(entry: Entry, work: Path, notebook: Path, timeout: float, parameters: dict) -> Job:
    """The job of an entry: a folder of its own, and a file whose name is the slug."""
    folder = work / entry.slug
    folder.mkdir(parents=True)
    path, copies = entry.path, work / ".articles" / entry.slug
    if entry.record is not None:
        copies.mkdir(parents=True)
        path = copies / f"{entry.slug}.txt"
        path.write_bytes(entry.record["text"].encode())
        known = ("title", "publisher", "byline", "url", "published")
        meta = {k: v for k in known if (v := entry.record.get(k))}
        path.with_suffix(".yml").write_text(json.dumps(meta), encoding="utf-8")  # JSON is YAML
    elif slugify(path.stem) != entry.slug:  # two files of one name in different folders
        copies.mkdir(parents=True)
        path = Path(shutil.copy(path, copies / f"{entry.slug}{path.suffix}"))
        if entry.path.with_suffix(".yml").is_file():
            shutil.copy(entry.path.with_suffix(".yml"), path.with_suffix(".yml"))
    if path is not entry.path and entry.decisions:
        renamed = ({**decision, "article": entry.slug} for decision in entry.decisions)
        write_decisions(review_file(path), renamed)
    return Job(entry.slug, path.resolve(), folder, notebook, timeout=timeout, **parameters)


def _settle(batch: Batch, entry: Entry, job: Job, outcome: dict) -> None:
    """Put what a job has made in its place, whole, and note how it ended."""
    if "stage" not in outcome:
        manifest = {"article": entry.slug, "source": entry.source, "sha256": entry.sha256}
        manifest |= {"key": _key(batch, entry), "made": _now()}
        manifest |= outcome | summarise(job.folder / "tables")
        (job.folder / "manifest.json").write_text(json.dumps(manifest, indent=1), encoding="utf-8")
        (job.folder / "log.txt").unlink(missing_ok=True)
        _replace(job.folder, batch.out / "briefings" / entry.slug)
        shutil.rmtree(batch.out / "failed" / entry.slug, ignore_errors=True)
        batch.done[entry.slug] = manifest
        return
    far = f" after {len(batch.done)} of {batch.n_entries}, which --resume will keep"
    stop_if_full(outcome["cause"], batch.out, far)
    batch.failed[entry.slug] = outcome | {"source": entry.source}
    shutil.rmtree(batch.out / "briefings" / entry.slug, ignore_errors=True)
    if (job.folder / NOTEBOOK.name).exists() or outcome["stage"] in ("process", "time"):
        _replace(job.folder, batch.out / "failed" / entry.slug)


def _now() -> str:
    """The time of day in UTC, ISO 8601."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def _replace(folder: Path, place: Path) -> None:
    """Move a finished folder to its place; an older one goes first."""
    place.parent.mkdir(parents=True, exist_ok=True)
    if place.exists():
        place.rename(folder.with_name(f"{folder.name}.old"))
    folder.rename(place)


def _write_manifest(batch: Batch) -> None:
    """What was made, from what, with what, and how long it took."""
    shown = ("source", "sha256", "key", "made", "seconds")
    manifest = {
        "made": _now(),
        "seconds": round(time.perf_counter() - batch.started, 1),
        "versions": versions(),
        "python": sys.version.split()[0],
        "parameters": batch.parameters,
        "recipe_sha256": batch.recipe,
        "is_interrupted": batch.is_interrupted,
        "n_articles": batch.n_entries,
        "n_done": len(batch.done),
        "n_failed": len(batch.failed),
        "n_skipped": batch.n_skipped,
        "articles": {s: {k: m.get(k) for k in shown} for s, m in sorted(batch.done.items())},
    }
    write_text(batch.out / "manifest.json", json.dumps(manifest, indent=1))
