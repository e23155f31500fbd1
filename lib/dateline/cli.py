"""The ``dateline`` command: brief, extract, export, batch, check.

Heavy libraries are imported inside the commands, so that ``dateline --help`` answers at once.
Every failure is one sentence on standard error and a non-zero exit code.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from dateline import OUTPUTS, limits
from dateline.limits import ExpectedError
from dateline.options import (
    AnySize,
    ExportFormat,
    Inputs,
    Published,
    Scheduler,
    Size,
    TheatreId,
    Timeout,
    Viewpoint,
    Workers,
)

app = typer.Typer(
    help="Turn news articles about armed conflict into sourced briefings.",
    epilog="Example: dateline brief article.txt. Each command has --help, with an example.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


@contextmanager
def _one_sentence(any_size: bool = False) -> Iterator[list]:
    """Turn an expected failure into one sentence and exit code 1; lift limits of size if asked.

    What is put into the list is named at the end as left out; the exit code says that it was.
    """
    from dateline.files import refusal

    failures: list = []
    try:
        with limits.any_size(any_size):
            yield failures
    except (ExpectedError, OSError) as error:
        _say(refusal(error) if isinstance(error, OSError) else str(error))
        raise typer.Exit(1) from None
    for failure in failures:
        _say(f"left out: {failure}")
    if failures:
        raise typer.Exit(1)


def _say(message: str) -> None:
    """One line on standard error; a file name cannot give orders to the terminal."""
    from dateline.readers.text import CONTROLS

    shown = CONTROLS.sub(" ", message).replace("\n", " ")
    typer.echo(f"dateline: {shown}", err=True)


@app.command(epilog="Example: dateline brief article.txt --published 2022-09-15 --out outputs/x")
def brief(
    article: Annotated[str, typer.Argument(help="txt, md, html, pdf, docx, eml; - for stdin.")],
    published: Published = None,
    theatre: TheatreId = None,
    out: Annotated[Path | None, typer.Option(help="Folder to write into.")] = None,
    viewpoint: Viewpoint = None,
    pdf: Annotated[bool, typer.Option("--pdf", help="A PDF too; needs Chromium.")] = False,
    paper: Annotated[Size, typer.Option(case_sensitive=False, help="Sheet of the PDF.")] = Size.a4,
    timeout: Timeout = 300,
    any_size: AnySize = False,
) -> None:
    """One article to one page, briefing.html, with its tables."""
    with _one_sentence(any_size):
        from dateline import render
        from dateline.files import read_cells
        from dateline.pdf import browser, write_pdf
        from dateline.review import outcome_lines

        if pdf:
            browser()  # where there is none, say so before the work
        page = render.brief(
            article, published=published, theatre=theatre, out=out,
            timeout=timeout, viewpoint=viewpoint, engine="dateline",
        )  # fmt: skip
        for path in [page, write_pdf(page, paper.value)] if pdf else [page]:
            typer.echo(f"{path} ({path.stat().st_size / 1000:,.0f} kB)")
        for line in outcome_lines(read_cells(page.parent / "tables" / "reviews.csv")):
            _say(line)


@app.command(epilog="Example: dateline extract articles/ corpus.jsonl --out tables/ --workers 2")
def extract(
    inputs: Inputs,
    out: Annotated[str, typer.Option(help="Folder for Parquet and CSV; a URL on a cluster.")],
    workers: Workers = None,
    scheduler: Scheduler = None,
    published: Published = None,
    theatre: TheatreId = None,
    timeout: Timeout = 300,
    any_size: AnySize = False,
) -> None:
    """Articles to tables, without notebooks or figures: the fast path for any number of them.

    On a Dask cluster the workers write the tables themselves, in parts of each table.
    """
    with _one_sentence(any_size) as failures:
        from tqdm import tqdm

        from dateline import parts

        _one_of(workers, scheduler)
        articles = _articles(inputs, published, theatre, failures)
        options: dict = {"theatre": theatre, "timeout": timeout}
        with tqdm(unit=" articles", file=sys.stderr) as bar:
            if scheduler:
                from dateline import cluster

                ended = cluster.read_parts(articles, out, scheduler=scheduler, **options)
            else:
                ended = parts.extract_to(articles, Path(out), workers=workers or 1, **options)
            for part in ended:
                bar.update(part["n_articles"])
                failures += part["failed"]
        _stop_without(bar.n, failures)
        typer.echo(f"{bar.n} article{'s' * (bar.n != 1)} in {out}")


@app.command(
    epilog="Example: dateline export articles/x.txt --format ucdp, "
    "or dateline export articles/ --format xlsx --out figures.xlsx. "
    "What fills each column, and what stays empty: docs/exports.md."
)
def export(
    inputs: Inputs,
    kind: Annotated[ExportFormat, typer.Option("--format", help="Whose columns.")],
    out: Annotated[Path | None, typer.Option(help="File; else outputs/<article>/<format>.")] = None,
    published: Published = None,
    theatre: TheatreId = None,
    timeout: Timeout = 300,
    any_size: AnySize = False,
) -> None:
    """Articles to one file for UCDP, ACLED, HXL, GeoJSON or Excel.

    ucdp, acled and hxl hold one row for each incident with a toll; geojson the places and
    claims; xlsx a sheet for each table, with the data dictionary.
    """
    with _one_sentence(any_size) as failures:
        from tqdm import tqdm

        from dateline.article import slugify
        from dateline.exports import FORMATS, export_tables
        from dateline.extract import extract_corpus, frames, gather
        from dateline.readers import sound

        articles = _articles(inputs, published, theatre, failures)
        read = extract_corpus(articles, theatre=theatre, timeout=timeout)
        rows = gather(sound(tqdm(read, unit=" articles", file=sys.stderr), failures))
        _stop_without(len(rows["articles"]), failures)
        tables = frames(rows)
        name = slugify(tables["articles"]["article_id"].iloc[0]) if len(inputs) == 1 else "export"
        path = out or OUTPUTS / name / f"{kind.value}{FORMATS[kind.value]}"
        n_rows = export_tables(tables, kind.value, path)
        typer.echo(f"{path}: {n_rows} {'features' if kind.value == 'geojson' else 'rows'}")


def _articles(
    inputs: list[Path], published: str | None, theatre: str | None, failures: list
) -> Iterator:
    """The articles that can be loaded, one after another; the errors go to `failures`."""
    from dateline.article import load_inputs
    from dateline.readers import sound
    from dateline.theatre import load_theatre

    if theatre and theatre != "none":
        load_theatre(theatre)
    return sound(load_inputs(inputs, published=published), failures)


def _one_of(workers: int | None, scheduler: str | None) -> None:
    """Stop where both this machine and a cluster are to do the work."""
    if workers and scheduler:
        cause = "--workers is for one machine; a cluster has its own. Leave out one of the two."
        raise ExpectedError(cause)


def _stop_without(n_articles: int, failures: list) -> None:
    """Stop where no article was read, and say why the first was not."""
    if not n_articles:
        raise ExpectedError(*failures[:1] or ["there is no article in what was named."])


@app.command(epilog="Example: dateline batch articles/ corpus.jsonl --out briefings --resume")
def batch(
    inputs: Inputs,
    out: Annotated[Path, typer.Option(help="Folder for briefings, index.html and tables.")],
    workers: Workers = None,
    scheduler: Scheduler = None,
    resume: Annotated[bool, typer.Option("--resume", help="Leave what is done as it is.")] = False,
    timeout: Timeout = 300,
    any_size: AnySize = False,
    published: Published = None,
    theatre: TheatreId = None,
) -> None:
    """A briefing for each of many articles, with an index.

    On a Dask cluster the workers make the briefings, and send them to this machine.
    """
    with _one_sentence(any_size):
        from dateline.batch import run_batch

        _one_of(workers, scheduler)
        done = run_batch(
            inputs, out, workers=workers, scheduler=scheduler, resume=resume,
            timeout=timeout, published=published, theatre=theatre,
        )  # fmt: skip
    skipped = f" ({done.n_skipped} of them from an earlier run)" if done.n_skipped else ""
    typer.echo(f"{len(done.done)} of {done.n_entries} briefings{skipped}: {out / 'index.html'}")
    if done.is_interrupted:
        _say("stopped; the same command with --resume does the rest")
        raise typer.Exit(130)
    if done.failed:
        slug, first = next(iter(done.failed.items()))
        _say(f"{slug}: {first['cause']} ({len(done.failed)} failed, see {out / 'failures.csv'})")
    if done.failed or not done.n_entries:
        raise typer.Exit(1)


@app.command(epilog="Example: dateline check, or dateline check --theatre ID")
def check(
    theatre: Annotated[str | None, typer.Option(help="Examine this one in depth instead.")] = None,
) -> None:
    """Whether all that a run needs is in place, and the remedy if not."""
    from dateline.doctor import examine, examine_theatre

    n_problems = 0
    with _one_sentence():
        for part, is_fine, detail in examine_theatre(theatre) if theatre else examine():
            typer.echo(f"{'ok ' if is_fine else 'NOT'}  {part}: {detail}")
            n_problems += not is_fine
    raise typer.Exit(n_problems > 0)
