"""How does a notebook become a page?  Check the parameters, run, export, write.

The only module that knows papermill and nbconvert, and the only one that logs.
"""

import difflib
import json
import logging
import re
import shutil
import sys
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

# A grammar behind nbformat's schema checks that costs 0.8 s a process and is never needed here.
sys.modules.setdefault("rfc3987_syntax", None)

import nbformat  # noqa: E402
import papermill  # noqa: E402
from nbconvert import HTMLExporter, TemplateExporter  # noqa: E402
from nbconvert.filters import Highlight2HTML  # noqa: E402
from nbconvert.filters.widgetsdatatypefilter import WidgetsDataTypeFilter  # noqa: E402
from papermill.engines import papermill_engines  # noqa: E402
from papermill.exceptions import PapermillExecutionError  # noqa: E402

from dateline import OUTPUTS, ROOT  # noqa: E402
from dateline.article import load_article  # noqa: E402
from dateline.engine import DatelineEngine  # noqa: E402
from dateline.files import scratch, stop_if_full, write_text  # noqa: E402
from dateline.limits import ExpectedError  # noqa: E402
from dateline.page import TEMPLATES  # noqa: E402
from dateline.theatre import check_viewpoint, load_theatre  # noqa: E402

NOTEBOOKS = ROOT / "notebooks"
INCOMPLETE = re.compile(r"<img(?![^>]*\balt=)|class=[^>]*\bjp-Notebook(?![\w-])")
log = logging.getLogger("dateline")
papermill_engines.register("dateline", DatelineEngine)  # also where the package is not installed


class RenderError(ExpectedError, RuntimeError):
    """A notebook cannot be run; the message names it, the cause and the remedy."""


def check_parameters(notebook: Path, parameters: dict) -> None:
    """Stop on a parameter that the notebook does not have, with the nearest name that it has.

    papermill only warns, and then runs with the default: a misspelt ``publishd`` would go unseen.
    """
    known = list(papermill.inspect_notebook(str(notebook)))
    for name in parameters:
        if name not in known:
            near = difflib.get_close_matches(name, known, n=1)
            hint = f"Did you mean {near[0]!r}?" if near else f"It has: {', '.join(known)}."
            raise RenderError(f"{notebook.name} has no parameter {name!r}. {hint}")


def render_notebook(
    notebook: Path, folder: Path, parameters: dict, *, progress: bool = True, **options
) -> Path:
    """The executed notebook in `folder`, with an HTML page of the same name beside it.

    Other options go to papermill: `engine_name`, `execution_timeout`.  Raises
    :class:`RenderError` with the last line of the traceback when a cell fails; the executed
    notebook with the whole traceback is kept.
    """
    check_parameters(notebook, parameters)
    executed = run_notebook(notebook, folder, parameters, progress=progress, **options)
    export_page(executed)
    return executed


def run_notebook(
    notebook: Path, folder: Path, parameters: dict, *, progress: bool = True, **options
) -> Path:
    """The executed notebook in `folder`, whose parameters are known to be right."""
    folder.mkdir(parents=True, exist_ok=True)
    executed = folder / notebook.name
    try:
        papermill.execute_notebook(
            str(notebook), str(executed), parameters=parameters, progress_bar=progress,
            kernel_name="python3", cwd=str(ROOT), extra_arguments=["--log-level=ERROR"], **options,
        )  # fmt: skip
    except PapermillExecutionError as error:
        stop_if_full(error.evalue, folder.parent)
        where = f"{notebook.name}, cell {error.exec_count}"
        raise RenderError(f"{where}: {error.ename}: {error.evalue}") from error
    return executed


class PageExporter(HTMLExporter):
    """Makes the page that the plain exporter makes, without reading it again if it is complete.

    The plain one parses every page to give pictures a text and the cells of JupyterLab a tab stop.
    Ours need neither, and the parsing takes as long as all else.
    """

    def from_notebook_node(self, nb, resources=None, **options):
        """The page and its resources."""
        resources = self._init_resources(resources)
        info = nb.metadata.get("language_info", {})
        lexer = info.get("pygments_lexer", info.get("name"))
        self.register_filter("highlight_code", Highlight2HTML(pygments_lexer=lexer, parent=self))
        own = {"notebook_metadata": self._nb_metadata, "parent": self, "resources": resources}
        self.register_filter("filter_data_type", WidgetsDataTypeFilter(**own))
        page, made = TemplateExporter.from_notebook_node(self, nb, resources, **options)
        if INCOMPLETE.search(page):
            return super().from_notebook_node(nb, resources, **options)
        return page, made


@cache
def exporter() -> HTMLExporter:
    """What turns notebooks into pages; its templates are compiled once in a process."""
    return PageExporter(
        template_name="briefing", extra_template_basedirs=[str(TEMPLATES)], embed_images=True
    )


def export_page(executed: Path) -> Path:
    """The HTML page of an executed notebook: one file, no outside request."""
    notebook = nbformat.read(executed, as_version=4)
    page, _ = exporter().from_notebook_node(notebook)
    return write_text(executed.with_suffix(".html"), page)


def brief(
    article: str | Path, *, published: str | None = None, theatre: str | None = None,
    out: str | Path | None = None, viewpoint: str | None = None, progress: bool = True,
    engine: str | None = None, timeout: float | None = None,
) -> Path:  # fmt: skip
    """Path of the ``briefing.html`` written for an article, its tables beside it.

    With the engine ``dateline`` the notebook runs in this process, which saves a kernel's start.

    Raises ``ArticleError``, ``TheatreError`` or :class:`RenderError` before anything is written
    into the output folder, which is ``outputs/<article>`` unless `out` names another.
    """
    if str(article) == "-":
        options = {"published": published, "theatre": theatre, "out": out, "progress": progress}
        return _brief_stdin(**options, engine=engine, timeout=timeout)
    path = Path(article).expanduser().resolve()
    loaded = load_article(path, published=published or None)
    if theatre and theatre != "none":
        load_theatre(theatre)
    if viewpoint:
        check_viewpoint(viewpoint)
    target = Path(out).expanduser().resolve() if out else OUTPUTS / loaded.slug
    target.parent.mkdir(parents=True, exist_ok=True)
    with scratch(target.parent) as folder:
        work = folder / target.name  # which the page tells the reader
        parameters = {"article": str(path), "published": published or "", "theatre": theatre or ""}
        parameters |= {"viewpoint": viewpoint} if viewpoint else {}
        render_notebook(
            NOTEBOOKS / "briefing.ipynb", work, parameters | {"out": str(work)},
            progress=progress, engine_name=engine, execution_timeout=timeout,
        )  # fmt: skip
        manifest = {
            "made": timestamp(), "sha256": loaded.sha256, "article": path.name,
            "published": published or str(loaded.published or ""),
        }  # fmt: skip
        (work / "manifest.json").write_text(json.dumps(manifest, indent=1), encoding="utf-8")
        _move_into(work, target)
    return target / "briefing.html"


def timestamp() -> str:
    """The time of day in UTC, ISO 8601."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def _move_into(work: Path, target: Path) -> None:
    """Put each finished file in its place, leaving other files of the folder alone."""
    for source in sorted(p for p in work.rglob("*") if p.is_file()):
        place = target / source.relative_to(work)
        place.parent.mkdir(parents=True, exist_ok=True)
        source.replace(place)


def _brief_stdin(**options) -> Path:
    """The briefing of what comes on standard input, kept in a file while the notebook reads it."""
    with scratch() as folder:
        path = folder / "stdin.txt"
        with path.open("wb") as file:
            shutil.copyfileobj(sys.stdin.buffer, file)
        return brief(path, **options)
