"""How does a measurement reach a file?  As CSV, or as a table between the marks of a page.

Imports nothing of Dateline, so that it may be loaded before Dateline is.
"""

import csv
from collections.abc import Iterable
from pathlib import Path


def write_rows(rows: list[dict], path: Path) -> None:
    """Rows as CSV; the keys of the first are the columns."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        table.writeheader()
        table.writerows(rows)


def read_rows(path: Path) -> list[dict]:
    """The rows of a CSV file, as text."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def as_markdown(rows: Iterable[dict], names: Iterable[str]) -> str:
    """Rows as a table in Markdown, with the columns named."""
    names = list(names)
    lines = [names, ["---"] * len(names), *([str(row[name]) for name in names] for row in rows)]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def write_between(path: Path, mark: str, text: str) -> None:
    """Put a text between two comments of a page, in place of what stands there."""
    opening, closing = f"<!-- {mark} -->", f"<!-- /{mark} -->"
    before, rest = path.read_text(encoding="utf-8").split(opening)
    after = rest.split(closing)[1]
    path.write_text(f"{before}{opening}\n{text}\n{closing}{after}", encoding="utf-8")
