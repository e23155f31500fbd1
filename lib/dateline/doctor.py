"""Is everything in place?  Each part that a run needs, with the remedy for what is missing."""

import importlib.metadata
import importlib.util
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from dateline import DATA, ROOT
from dateline.dictionary import VERSION
from dateline.inspection import Finding, inspect_theatre
from dateline.model import MODELS
from dateline.pdf import BROWSERS
from dateline.theatre import TheatreError, load_theatre, theatre_ids

TEMPLATE = Path(__file__).parent / "templates" / "briefing"
LIBRARIES = ("spacy", "pandas", "geopandas", "matplotlib", "papermill", "nbconvert", "ftfy")


def examine() -> Iterator[Finding]:
    """Findings in the order of a run: part, whether it is fine, and detail or remedy."""
    yield "Dateline", True, f"{importlib.metadata.version('dateline')}, tables {VERSION}"
    version = ".".join(map(str, sys.version_info[:3]))
    yield "Python", (3, 11) <= sys.version_info[:2] <= (3, 13), f"{version} (3.11 to 3.13 needed)"
    missing = [name for name in LIBRARIES if importlib.util.find_spec(name) is None]
    detail = f"missing: {missing}; run 'make setup'" if missing else "all there"
    yield "libraries", not missing, detail
    model = next((m for m in MODELS if importlib.util.find_spec(m)), None)
    yield "language model", bool(model), model or "none; run 'make setup'"
    yield from (_has(path) for path in (DATA / "reference", DATA / "basemap", ROOT / "notebooks"))
    yield from map(_theatre, theatre_ids())
    yield _font()
    yield _template()
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    yield "Chromium", True, found or "not found; only the tests and --pdf need it"


def examine_theatre(theatre_id: str) -> Iterator[Finding]:
    """Findings about one theatre in depth; raises ``TheatreError`` when it has no folder."""
    folder = DATA / "theatres" / theatre_id
    if not folder.is_dir():
        ids = ", ".join(theatre_ids())
        raise TheatreError(f"there is no theatre {theatre_id!r}. Choose one of: {ids}.")
    return inspect_theatre(folder)


def _has(path: Path) -> Finding:
    """A folder that must not be empty."""
    count = len(list(path.iterdir())) if path.is_dir() else 0
    return path.name, count > 0, f"{count} files" if count else f"{path} is empty; clone again"


def _theatre(theatre_id: str) -> Finding:
    """A theatre whose files load and fit together."""
    part = f"theatre {theatre_id}"
    try:
        theatre = load_theatre(theatre_id)
        unknown = set(theatre.aliases["actor_id"]) - set(theatre.actors["actor_id"])
    except (TheatreError, OSError, KeyError, ValueError) as error:
        return part, False, f"cannot be read: {error}"
    if unknown:
        return part, False, f"aliases.csv names unknown actors: {sorted(unknown)}"
    return part, True, f"{len(theatre.actors)} actors, {len(theatre.places)} places"


def _font() -> Finding:
    """The font of the figures, which matplotlib ships."""
    from matplotlib import font_manager

    path = font_manager.findfont("DejaVu Sans")
    return "font", "DejaVu" in path, "DejaVu Sans" if "DejaVu" in path else "reinstall matplotlib"


def _template() -> Finding:
    """The page template, where ``jupyter nbconvert --template briefing`` looks for it.

    The commands of Dateline bring their own; `make setup` puts a link there for nbconvert's.
    """
    link = Path(sys.prefix) / "share/jupyter/nbconvert/templates/briefing"
    remedy = f"not found by nbconvert; only its command needs it: ln -s {TEMPLATE} {link}"
    is_found = (link / "conf.json").is_file()
    return "page template", True, "found by nbconvert" if is_found else remedy
