"""What has an analyst decided?  The lines of ``review.csv``, read and appended to, never rewritten.

The file stands beside the article and serves every article of its folder.  One line is one
decision on one row: accept it, reject it, or correct a field of it.  Columns and lines that
Dateline does not know are kept as they are, byte for byte.
"""

import csv
import io
from collections.abc import Iterable
from pathlib import Path

from dateline.files import neutral, restored, write_whole
from dateline.readers import ArticleError
from dateline.readers.files import REVIEW

COLUMNS = (
    "article", "table", "sentence", "quote", "harm", "figure", "decision", "field", "value",
    "reviewer", "date", "note",
)  # fmt: skip
NEEDED = ("quote", "decision")
DECISIONS = ("accept", "reject", "correct")

Decision = dict[str, str]


def review_file(article: str | Path) -> Path:
    """Where the decisions on an article stand, whether there are any yet or not."""
    return Path(article).absolute().parent / REVIEW


def read_decisions(path: Path) -> tuple[Decision, ...]:
    """The decisions of a file in their order, each with its `line`; none if there is no file.

    Raises ``ArticleError`` for a file that is no list of decisions.
    """
    if not path.is_file():
        return ()
    text, _ = _read(path)
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    missing = [name for name in NEEDED if name not in (rows.fieldnames or ())]
    if missing:
        raise ArticleError(
            f"{path} has no column {missing[0]!r}, so it is no list of decisions. Give it the "
            f"columns {', '.join(COLUMNS)}, or another name."
        )
    found = []
    for row in rows:
        cells = {name: str(restored(row.get(name) or "")).strip() for name in COLUMNS}
        if any(cells.values()):
            found.append(cells | {"line": str(rows.line_num)})
    return tuple(found)


def decisions_on(decisions: Iterable[Decision], article_id: str) -> tuple[Decision, ...]:
    """Those on one article; a line that names no article is about each of the folder.

    >>> decisions_on([{"article": "a"}, {"article": "b"}, {"article": ""}], "a")
    ({'article': 'a'}, {'article': ''})
    """
    return tuple(d for d in decisions if d["article"] in ("", article_id))


def append_decision(path: Path, decision: Decision) -> Path:
    """The file with one more line; all that stood in it stands in it still.

    Raises ``ArticleError`` when the file cannot take a line, and leaves it as it was.
    """
    text, encoding = _read(path) if path.is_file() and path.stat().st_size else ("", "utf-8-sig")
    delimiter, end = _delimiter(text), "\r\n" if "\r\n" in text else "\n"
    head, break_, body = text.partition(end)
    known = next(csv.reader([head], delimiter=delimiter), []) if head else []
    columns = [*known, *(name for name in COLUMNS if name not in known)]
    if columns != known:  # older lines are shorter then, which a reader fills with nothing
        added = _line(columns[len(known) :], delimiter)
        head = f"{head}{delimiter if known else ''}{added}"
    body += end if body and not body.endswith(end) else ""
    line = _line([neutral(decision.get(name, "")) for name in columns], delimiter)
    whole = f"{head}{break_ or end}{body}{line}{end}"
    _check(path, whole, text, [decision.get(name, "") for name in COLUMNS])
    try:
        data = whole.encode(encoding)
    except UnicodeEncodeError:
        words = "is not in UTF-8 and cannot hold this line. Save it as UTF-8."
        raise ArticleError(f"{path} {words}") from None
    return write_whole(path, lambda part: part.write_bytes(data))


def write_decisions(path: Path, decisions: Iterable[Decision]) -> None:
    """A new file with these decisions, for a copy of an article."""
    text = io.StringIO(newline="")
    rows = csv.DictWriter(text, COLUMNS, extrasaction="ignore")
    rows.writeheader()
    rows.writerows({name: neutral(d[name]) for name in COLUMNS} for d in decisions)
    path.write_text(text.getvalue(), encoding="utf-8", newline="")


def _read(path: Path) -> tuple[str, str]:
    """Text of the file as it is, and the encoding to write it in again."""
    data = path.read_bytes()
    for encoding in ("utf-8-sig" if data[:3] == b"\xef\xbb\xbf" else "utf-8", "cp1252"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text, encoding
    raise ArticleError(f"{path} is no CSV file. Save it as CSV in UTF-8.")


def _delimiter(text: str) -> str:
    """What parts the columns: a comma or, from spreadsheets in some languages, another sign."""
    head = text.split("\n", 1)[0]
    return max(",;\t", key=head.count)


def _line(cells: list, delimiter: str) -> str:
    """One line of CSV, without its end."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter, lineterminator="").writerow(cells)
    return text.getvalue()


def _check(path: Path, whole: str, before: str, last: list[str]) -> None:
    """Stop if the new line would not be read back as a line of its own."""

    def rows(text: str) -> list[dict]:
        return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=_delimiter(text)))

    new = rows(whole)
    if len(new) != len(rows(before)) + 1 or [restored(new[-1][n]) for n in COLUMNS] != last:
        raise ArticleError(
            f"{path} cannot take another line: a quotation mark in it is not closed. Close it."
        )
