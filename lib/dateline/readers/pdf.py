"""What is printed on the pages?  Columns in reading order, running heads out, lines joined."""

import itertools
import re
from collections import Counter
from io import BytesIO

from dateline.readers.text import ArticleError

Piece = tuple[float, float, str, float]  # left edge, height, text, size of type
Row = tuple[float | None, float | None, str]  # height, size, text
EDGE = 3  # lines at the top and foot of a page among which running heads are looked for
GUTTER = 120  # points between the left edges of two columns, at least
PAGE_NUMBER = re.compile(
    r"(?:page\s+)?[-–]?\s*\d{1,4}\s*[-–]?(?:\s*(?:of|/)\s*\d{1,4})?", re.IGNORECASE
)
PRODUCER_ENDS = (".", "!", "?", ".”", "!”", "?”", '."', ":", ".)")


def read_pdf(name: str, data: bytes) -> tuple[str, dict]:
    """Text of a PDF, a paragraph a line, and how many running heads were left out."""
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise ArticleError(f"{name} is locked with a password. Save a copy without it.")
        pages = [_lines(page) for page in reader.pages]
    except ArticleError:
        raise
    except (PyPdfError, Exception) as error:  # a broken PDF breaks its reader in many ways
        cause = f"{type(error).__name__}: {error}".splitlines()[0]
        raise ArticleError(
            f"{name} is a PDF that cannot be read ({cause}). Print it anew, or save its text."
        ) from None
    if not any(re.search(r"\w", line) for page in pages for line in page):
        raise ArticleError(f"{name} holds no text: it is a scanned PDF. Run it through OCR first.")
    kept, n_heads = drop_running_heads(pages)
    repairs = {"running heads left out": n_heads} if n_heads else {}
    return join_lines([line for page in kept for line in page]), {"repairs": repairs}


def drop_running_heads(pages: list[list[str]]) -> tuple[list[list[str]], int]:
    """The pages without lines that stand at the edge of several, and how many these were.

    >>> drop_running_heads([["Daily 1", "Two died.", "p. 1"], ["Daily 2", "One fled.", "p. 2"]])
    ([['Two died.'], ['One fled.']], 4)
    """
    edges = Counter(key for page in pages for key in {_bare(line) for line in _edge(page)})
    often = {key for key, n in edges.items() if n >= max(2, len(pages) / 3)}
    kept, n_heads = [], 0
    for page in pages:
        edge = set(_edge(page))
        lines = [
            line
            for line in page
            if not (line in edge and (_bare(line) in often or PAGE_NUMBER.fullmatch(line)))
        ]
        n_heads += len(page) - len(lines)
        kept.append(lines)
    return kept, n_heads


def join_lines(lines: list[str]) -> str:
    """Lines joined into paragraphs: a short one, or one that ends a sentence early, ends one.

    >>> join_lines(["Truce", "Four soldiers were killed in the govern-", "ment's raid."])
    "Truce\\nFour soldiers were killed in the government's raid."
    """
    lengths = sorted(len(line) for line in lines if line)
    full = lengths[int(len(lengths) * 0.75)] if lengths else 0
    paragraphs: list[str] = []
    goes_on = False
    is_apart = False
    for line in lines:
        if not line:
            goes_on, is_apart = False, True
            continue
        if goes_on and re.search(r"[a-z]-$", paragraphs[-1]) and line[:1].islower():
            paragraphs[-1] = paragraphs[-1][:-1] + line
        elif goes_on or (paragraphs and not is_apart and line[:1].islower()):
            paragraphs[-1] += f" {line}"
        else:
            paragraphs.append(line)
        is_apart = False
        is_short = len(line) < 0.8 * full
        goes_on = not is_short and not (line.endswith(PRODUCER_ENDS) and len(line) < 0.93 * full)
    return "\n".join(paragraphs)


def _lines(page) -> list[str]:
    """Lines of a page in reading order; an empty one stands for a gap or another size of type."""
    pieces: list[Piece] = []

    def keep(text: str, _cm, matrix, _font, size: float) -> None:
        if text.strip():
            pieces.append((matrix[4], matrix[5], text.strip(), size * abs(matrix[3] or 1)))

    whole = page.extract_text(visitor_text=keep)
    edges = _column_edges(pieces)
    if edges and _changes_column(pieces, edges[1]) > 2:
        right = edges[1] - 5
        ordered = sorted(pieces, key=lambda piece: (piece[0] >= right, -piece[1], piece[0]))
        rows = _rows(ordered, right)
    else:
        placed = {text[:12]: (y, size) for _, y, text, size in reversed(pieces)}
        lines = [" ".join(line.split()) for line in whole.split("\n") if line.strip()]
        rows = [(*placed.get(line[:12], (None, None)), line) for line in lines]
    return _with_gaps(rows)


def _with_gaps(rows: list[Row]) -> list[str]:
    """Texts of rows, with an empty one where the next stands apart."""
    steps = [
        a[0] - b[0] for a, b in itertools.pairwise(rows) if None not in (a[0], b[0]) and a[0] > b[0]
    ]
    usual = sorted(steps)[len(steps) // 2] if steps else 0
    lines: list[str] = []
    for before, (y, size, text) in zip([None, *rows], rows, strict=False):
        if before and None not in (before[0], y):
            is_apart = before[0] - y > 1.4 * usual or abs(before[1] - size) > 1
            lines += [""] if is_apart else []
        lines.append(text)
    return lines


def _column_edges(pieces: list[Piece]) -> tuple[float, float] | None:
    """Left edges of two columns, if the pieces of a page stand at two edges."""
    starts = Counter(round(x / 4) * 4 for x, *_ in pieces)
    (first, n_first), (second, n_second) = ([*starts.most_common(2), (0, 0), (0, 0)])[:2]
    if min(n_first, n_second) < max(3, 0.25 * len(pieces)) or abs(first - second) < GUTTER:
        return None
    return min(first, second), max(first, second)


def _changes_column(pieces: list[Piece], right: float) -> int:
    """How often the file goes from one column to the other: once, if it is in reading order."""
    is_right = [x >= right - 5 for x, *_ in pieces]
    return sum(a != b for a, b in zip(is_right, is_right[1:], strict=False))


def _rows(pieces: list[Piece], right: float) -> list[Row]:
    """Pieces of one height in one column, joined."""
    rows: list[tuple[bool, Row]] = []
    for x, y, text, size in pieces:
        if rows and rows[-1][0] == (x >= right) and abs(rows[-1][1][0] - y) < 2:
            rows[-1] = (x >= right, (y, size, f"{rows[-1][1][2]} {text}"))
        else:
            rows.append((x >= right, (y, size, text)))
    return [row for _, row in rows]


def _edge(page: list[str]) -> list[str]:
    """The first and last lines of a page."""
    page = [line for line in page if line]
    return page if len(page) <= 2 * EDGE else page[:EDGE] + page[-EDGE:]


def _bare(line: str) -> str:
    """A line without its numbers, as they change from page to page."""
    return re.sub(r"\d+", "#", line).casefold()
