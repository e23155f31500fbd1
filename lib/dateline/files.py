"""How does a table reach a file?  Whole or not at all, and never as a formula.

What is unfinished stands in a folder of its own, which the next run sweeps up if this one is
killed.

A spreadsheet runs cells that begin with ``=``, ``+``, ``-``, ``@`` and a few others.  The words
are the article's, so text that begins so gets an apostrophe in front; numbers stay numbers.
:func:`restored` takes it off again, so that nothing is lost between writing and reading.
"""

import errno
import os
import platform
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import geopandas as gpd
import pandas as pd

# What starts a formula, in wide forms too; an apostrophe before it may be ours or the article's.
FORMULA = re.compile("'*[=+\\-@\t\r\n＝＋－＠]")  # noqa: RUF001

SCRATCH = f".dateline-{platform.node()}-"  # before the process that owns a folder of scratch
FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)  # no more can be written here
NO_SPACE = "Free some space, or write elsewhere with --out."
NOT_ALLOWED = "Change its permissions, or write elsewhere with --out."
NO_FOLDER = "A file stands where a folder is needed: name another with --out."
REMEDIES = {
    errno.ENOSPC: NO_SPACE, errno.EDQUOT: NO_SPACE,
    errno.EACCES: NOT_ALLOWED, errno.EPERM: NOT_ALLOWED,
    errno.ENOTDIR: NO_FOLDER, errno.EEXIST: NO_FOLDER,
    errno.EROFS: "Write elsewhere with --out.",
    errno.EFBIG: "Files may not grow so large here: write elsewhere with --out.",
    errno.ENOENT: "Write elsewhere with --out, or let 'dateline check' say what is missing.",
    errno.EISDIR: "A folder stands where a file is needed: name another with --out.",
    errno.ENAMETOOLONG: "Give the file a shorter name.",
}  # fmt: skip


def refusal(error: OSError) -> str:
    """What the system refused, for which file, and what to do about it.

    >>> refusal(OSError(errno.EROFS, "Read-only file system", "out"))
    'out: Read-only file system. Write elsewhere with --out.'
    """
    if error.errno is None and str(error).endswith("."):  # one of ours, with its remedy
        return str(error)
    name = Path(str(error.filename or ""))
    if name.name.startswith("."):  # a name of ours, of what is unfinished
        name = name.parent
    where = f"{name}: " if error.filename else ""
    remedy = REMEDIES.get(error.errno or 0, "'dateline check' says what is missing.")
    return f"{where}{error.strerror or error}. {remedy}"


def stop_if_full(cause: str, folder: Path, far: str = "") -> None:
    """Raise the error of a full disk if a process or notebook that failed there says so."""
    for code in FULL:
        if os.strerror(code) in cause:
            raise OSError(code, os.strerror(code) + far, str(folder))


def neutral(value: object) -> object:
    """The value of a cell that no spreadsheet executes; only text ever changes.

    >>> neutral("=1+1"), neutral("155 soldiers"), neutral(-58.4), neutral("'=x")
    ("'=1+1", '155 soldiers', -58.4, "''=x")
    """
    return f"'{value}" if isinstance(value, str) and FORMULA.match(value) else value


def restored(value: object) -> object:
    """The value of a cell as it was before :func:`neutral`.

    >>> restored(neutral("@home")), restored("’tis"), restored("'quoted'")
    ('@home', '’tis', "'quoted'")
    """
    if isinstance(value, str) and value[:1] == "'" and FORMULA.match(value):
        return value[1:]
    return value


def neutral_table(table: pd.DataFrame) -> pd.DataFrame:
    """The table with every cell of text made safe for spreadsheets."""
    return table.apply(_neutral_column)


def _neutral_column(column: pd.Series) -> pd.Series:
    """A column with its text made safe; whole numbers beside empty cells stay whole."""
    if pd.api.types.is_numeric_dtype(column):
        return column
    return pd.Series([neutral(v) for v in column], index=column.index, dtype=object)


def read_cells(path: str | Path) -> pd.DataFrame:
    """A CSV file that Dateline wrote, as text: empty cells are empty, apostrophes of ours gone."""
    return pd.read_csv(path, dtype=str, keep_default_na=False).map(restored)


def write_csv(table: pd.DataFrame, path: Path) -> Path:
    """The table as CSV that is safe to open in a spreadsheet."""
    return write_whole(path, lambda part: neutral_table(table).to_csv(part, index=False))


def write_tables(tables: dict[str, pd.DataFrame], folder: Path) -> list[Path]:
    """Each table as Parquet and CSV, places also as GeoJSON; files appear whole or not at all.

    In CSV, text that a spreadsheet would execute has an apostrophe in front.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, table in tables.items():
        written.append(write_whole(folder / f"{name}.parquet", table.to_parquet))
        written.append(write_csv(table, folder / f"{name}.csv"))
    places = as_points(tables["places"])
    geojson = folder / "places.geojson"
    written.append(write_whole(geojson, lambda path: places.to_file(path, driver="GeoJSON")))
    return written


def as_points(places: pd.DataFrame) -> gpd.GeoDataFrame:
    """The places that have coordinates, as points in WGS 84 (EPSG:4326)."""
    located = places.dropna(subset=["latitude", "longitude"])
    points = gpd.points_from_xy(located["longitude"], located["latitude"])
    return gpd.GeoDataFrame(located, geometry=points, crs="EPSG:4326")


def write_whole(path: Path, writer: Callable[[Path], object]) -> Path:
    """Write under a temporary name, then rename, so that no half file is left."""
    part = path.with_name(f".{path.name}.part")
    try:
        writer(part)
        part.replace(path)
    except OSError as error:  # writing to a file that is open does not name it
        if error.errno and not error.filename:  # one without a number keeps its own words
            error.filename = str(path)
        raise
    finally:
        part.unlink(missing_ok=True)
    return path


def write_text(path: Path, text: str) -> Path:
    """The text as a file in UTF-8 that is there whole or not at all."""
    return write_whole(path, lambda part: part.write_text(text, encoding="utf-8", newline=""))


@contextmanager
def scratch(place: Path | None = None) -> Iterator[Path]:
    """A folder for what is unfinished, in `place` or where the system has such; it goes at the end.

    Those of processes that were killed go first; those that still run keep theirs.
    """
    place = place or Path(tempfile.gettempdir())
    for old in place.glob(f"{SCRATCH}*"):
        if not _is_alive(old.name.split("-")[-2]):
            shutil.rmtree(old, ignore_errors=True)
    with tempfile.TemporaryDirectory(
        prefix=f"{SCRATCH}{os.getpid()}-", dir=place, ignore_cleanup_errors=True
    ) as folder:
        yield Path(folder)


def _is_alive(process: str) -> bool:
    """Whether a process of that number runs; where that cannot be asked, it is taken to."""
    if not process.isdigit() or not hasattr(os, "killpg"):
        return True
    try:
        os.kill(int(process), 0)
    except ProcessLookupError:
        return False
    except PermissionError:  # somebody else's
        return True
    return True
