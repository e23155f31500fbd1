"""How are a thousand articles briefed overnight?  Each apart, what is done kept, failures named.

The output folder holds ``briefings/<article>/``, ``index.html``, ``tables/`` (Parquet, by month of
publication), ``failures.csv``, ``manifest.json`` and, for what failed, ``failed/<article>/``.
"""

import json
import shutil
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import chain, count
from pathlib import Path

from tqdm import tqdm

from dateline.article import parse_date, slugify
from dateline.corpus import summarise, write_corpus, write_failures, write_index
from dateline.decisions import Decision, decisions_on, read_decisions, review_file, write_decisions
from dateline.files import scratch, stop_if_full, write_text
from dateline.jobs import Job, digest, failure, recipe_here, run_on_cluster, write_files
from dateline.limits import ctrl_c
from dateline.page import versions
from dateline.readers import ArticleError, holds_several, read_records
from dateline.readers.files import find_files
from dateline.render import timestamp
from dateline.theatre import load_theatre
from dateline.warm import NOTEBOOK, run_jobs

KNOWN = ("title", "publisher", "byline", "url", "published")  # of a line, as of a sidecar
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
    inputs: Iterable[str | Path], out: str | Path, *, workers: int | None = None,
    scheduler: str | None = None, resume: bool = False, timeout: float = 300,
    published: str | None = None, theatre: str | None = None, notebook: Path = NOTEBOOK,
    progress: bool = True,
) -> Batch:  # fmt: skip
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
    todo = _sort_out(batch, find_entries(inputs), resume=resume)
    bar = tqdm(total=len(todo), unit=" articles", file=sys.stderr, disable=not progress)
    try:
        with scratch(out) as work, ctrl_c() as pressed, bar:
            jobs = (_job(e, work, notebook, timeout, parameters) for e in todo.values())
            ended = run_on_cluster(jobs, scheduler) if scheduler else run_jobs(jobs, workers)
            with closing(ended):
                for job, outcome in ended:
                    with ctrl_c(waits=True):
                        _settle(batch, todo[job.slug], job, outcome)
                    bar.update()
                    if pressed:
                        raise KeyboardInterrupt
    except KeyboardInterrupt:
        batch.is_interrupted = True
    except OSError:  # a full disk, or a cluster that is gone
        if len(batch.done) > batch.n_skipped:
            _conclude(batch)
        raise
    _conclude(batch)
    return batch


def _conclude(batch: Batch) -> None:
    """Write what stands beside the briefings: all that has been finished is in it."""
    with suppress(KeyboardInterrupt), ctrl_c(waits=True):  # the last thing that a run does
        write_corpus(batch.out, batch.done)
        write_failures(batch.out, batch.failed)
        write_index(batch.out, batch.done, batch.failed)
        _write_manifest(batch)


def _sort_out(batch: Batch, entries: Iterable[Entry], *, resume: bool) -> dict[str, Entry]:
    """The entries to do, by slug; what is done already or cannot be read is noted."""
    batch.out.mkdir(parents=True, exist_ok=True)
    for part in batch.out.glob(".*.part"):  # of a run that was killed
        part.unlink()
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
            for entry in _entries_of(path, decisions):
                yield replace(entry, slug=_free(entry.slug, taken))
        except ArticleError as error:
            fault = failure("load", str(error))
            yield Entry(_free(slugify(path.stem), taken), str(path), None, None, "", fault)


def _entries_of(path: Path, decisions: tuple[Decision, ...]) -> Iterator[Entry]:
    """The article of a file, or each of an export."""
    if holds_several(path):
        for number, (source, record) in enumerate(read_records(path), 1):
            if isinstance(record, ArticleError):
                name, fault = f"{path.stem}-line-{number}", failure("load", str(record))
                yield Entry(slugify(name), source, None, None, "", fault)
            else:
                own = decisions_on(decisions, record["id"])
                sha256 = _digest(own, json.dumps(record, sort_keys=True).encode())
                yield Entry(slugify(record["id"]), source, None, record, sha256, None, own)
    elif path.is_file():
        data = (p.read_bytes() for p in (path, path.with_suffix(".yml")) if p.is_file())
        own = decisions_on(decisions, slugify(path.stem))
        yield Entry(slugify(path.stem), str(path), path, None, _digest(own, *data), None, own)
    else:
        raise ArticleError(f"{path} does not exist. Check the name.")


def _digest(decisions: tuple[Decision, ...], *parts: bytes) -> str:
    """The digest of an article and what was decided on it, if anything was."""
    return digest(*parts, *([json.dumps(decisions).encode()] if decisions else []))


def _free(slug: str, taken: set[str]) -> str:
    """The slug, or the slug with a number where it is taken; case does not tell folders apart."""
    tries = chain([slug], (f"{slug[:72]}-{number}" for number in count(2)))
    free = next(one for one in tries if one.casefold() not in taken)
    taken.add(free.casefold())
    return free


def _key(batch: Batch, entry: Entry) -> str:
    """What must be the same for a briefing to be left as it is."""
    return digest(*map(str.encode, (entry.sha256, json.dumps(batch.parameters), batch.recipe)))


def _kept(batch: Batch, entry: Entry) -> dict | None:
    """The manifest of a briefing that an earlier run has finished with the same key."""
    manifest = batch.out / "briefings" / entry.slug / "manifest.json"
    if not (manifest.is_file() and manifest.with_name("briefing.html").is_file()):
        return None
    known = json.loads(manifest.read_text(encoding="utf-8"))
    return known if known.get("key") == _key(batch, entry) else None


def _job(entry: Entry, work: Path, notebook: Path, timeout: float, parameters: dict) -> Job:
    """The job of an entry: a folder of its own, and a file whose name is the slug."""
    folder, path, copies = work / entry.slug, entry.path, {}
    folder.mkdir()
    if entry.record is not None:
        meta = {k: v for k in KNOWN if (v := entry.record.get(k))}  # as YAML, which JSON is
        copies = {".txt": entry.record["text"].encode(), ".yml": json.dumps(meta).encode()}
    elif slugify(path.stem) != entry.slug:  # two files of one name in different folders
        files = (path, path.with_suffix(".yml"))
        copies = {file.suffix: file.read_bytes() for file in files if file.is_file()}
    if copies:
        path = work / ".articles" / entry.slug / f"{entry.slug}{next(iter(copies))}"
        write_files({f"{entry.slug}{suffix}": data for suffix, data in copies.items()}, path.parent)
        if entry.decisions:
            renamed = ({**decision, "article": entry.slug} for decision in entry.decisions)
            write_decisions(review_file(path), renamed)
    return Job(entry.slug, path.resolve(), folder, notebook, timeout=timeout, **parameters)


def _settle(batch: Batch, entry: Entry, job: Job, outcome: dict) -> None:
    """Put what a job has made in its place, whole, and note how it ended."""
    if "stage" not in outcome:
        manifest = {"article": entry.slug, "source": entry.source, "sha256": entry.sha256}
        manifest |= {"key": _key(batch, entry), "made": timestamp()}
        manifest |= outcome | summarise(job.folder / "tables")
        write_text(job.folder / "manifest.json", json.dumps(manifest, indent=1))
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
        "made": timestamp(), "seconds": round(time.perf_counter() - batch.started, 1),
        "versions": versions(), "python": sys.version.split()[0],
        "parameters": batch.parameters, "recipe_sha256": batch.recipe,
        "is_interrupted": batch.is_interrupted, "n_articles": batch.n_entries,
        "n_done": len(batch.done), "n_failed": len(batch.failed), "n_skipped": batch.n_skipped,
        "articles": {s: {k: m.get(k) for k in shown} for s, m in sorted(batch.done.items())},
    }  # fmt: skip
    write_text(batch.out / "manifest.json", json.dumps(manifest, indent=1))
