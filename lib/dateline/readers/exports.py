"""Which articles are in an export?  One record for each: JSON lines, a table, or a feed.

A record has ``id`` and ``text`` and whatever else is known of the article.  What is no record
comes as an :class:`ArticleError` that names its line; the rest go on.
"""

import csv
import json
from collections.abc import Iterable, Iterator
from itertools import count
from pathlib import Path

from dateline.limits import MAX_TEXT
from dateline.readers.kinds import COLUMNS, delimiter, known_columns
from dateline.readers.markup import plain_text
from dateline.readers.text import ArticleError, day_of, with_title

Records = Iterator[tuple[str, dict | ArticleError]]
BODIES = ("encoded", "content", "description", "summary")


def json_records(path: Path, lines: Iterable[str]) -> Records:
    """Records of a JSON lines file, or of one JSON list, with the name of each line."""
    for number, line in enumerate(lines, 1):
        source = f"{path}, line {number}"
        if not line.strip():
            continue
        try:
            found = json.loads(line)
            if isinstance(found, list) and number == 1:
                for item, record in enumerate(found, 1):
                    yield f"{path}, item {item}", _checked(record, f"{path}, item {item}")
                continue
            yield source, _checked(found, source)
        except (ValueError, RecursionError) as error:
            yield source, error if isinstance(error, ArticleError) else _no_record(source, error)


def table_records(path: Path, lines: Iterable[str]) -> Records:
    """Records of a CSV or TSV file, by the names of its columns."""
    lines = iter(lines)
    header = next(lines, "").lstrip("\ufeff")
    places = known_columns(header)
    if "text" not in places:
        wanted = " or ".join(map(repr, COLUMNS["text"][:3]))
        raise ArticleError(
            f"{path} is a table without articles. Name the column of texts {wanted}."
        )
    csv.field_size_limit(8 * MAX_TEXT)
    rows = csv.reader(lines, delimiter=delimiter(header))
    for number in count(2):
        source = f"{path}, row {number}"
        try:
            row = next(rows, None)
        except csv.Error as error:
            yield source, _no_record(source, error)
            continue
        if row is None:
            return
        if not any(map(str.strip, row)):
            continue
        record = {column: row[at] for column, at in places.items() if at < len(row)}
        record["id"] = record.get("id") or f"{path.stem}-{number}"
        yield source, record if "text" in record else _no_record(source, ValueError("a short row"))


def feed_records(path: Path, data: bytes) -> Records:
    """Records of an RSS or Atom file; nothing outside it is ever asked for."""
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ArticleError(f"{path} is XML that cannot be read ({error}).") from None
    items = [] if root is None else [e for e in root.iter() if _local(e) in ("item", "entry")]
    if not items:
        raise ArticleError(
            f"{path} is XML without articles. Give an RSS or Atom file, or the article as text."
        )
    publisher = next((_text(e) for e in root.iter() if _local(e) == "title"), None)
    for number, item in enumerate(items, 1):
        source = f"{path}, item {number}"
        record = _of_item(item) | {"publisher": publisher}
        record["id"] = record.get("id") or f"{path.stem}-{number}"
        is_told = bool((record["text"] or "").strip())
        yield source, record if is_told else _no_record(source, ValueError("no text"))


def _checked(record: object, source: str) -> dict:
    """A record that has an id and a text."""
    if isinstance(record, dict) and isinstance(record.get("text"), str) and "id" in record:
        known = {k: record[k] for k in COLUMNS if record.get(k) is not None}
        known["id"] = record["id"]
        # half of a surrogate pair is no character
        return {k: str(v).encode("utf-8", "replace").decode() for k, v in known.items()}
    found = sorted(record) if isinstance(record, dict) else type(record).__name__
    raise ArticleError(
        f'{source} is no article (found {found}). Each must be an object with "id" and "text".'
    )


def _no_record(source: str, error: Exception) -> ArticleError:
    """The error of a line that is no record."""
    return ArticleError(
        f"{source} is no article ({type(error).__name__}: {error}). "
        'Each line must be a JSON object with "id" and "text", or a row with a text.'
    )


def _local(element) -> str:
    """Name of an element without its namespace; comments have none."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _text(element) -> str:
    """Words of an element, whose text may be HTML or hold elements of it."""
    from lxml import etree

    if len(element):
        return plain_text(etree.tostring(element, encoding="unicode", with_tail=False))
    words = element.text or ""
    return plain_text(words) if "<" in words or "&" in words else words.strip()


def _of_item(item) -> dict:
    """What one item of a feed says: the longest of its texts is the story."""
    found: dict[str, str] = {}
    bodies = []
    for element in item:
        name = _local(element)
        if name in BODIES:
            bodies.append(_text(element))
        elif name == "link":
            if element.get("rel", "alternate") == "alternate":
                found.setdefault(name, element.get("href") or _text(element))
        elif name:
            found.setdefault(name, _text(element))
    title, text = found.get("title"), max(bodies, key=len, default="")
    day = found.get("pubDate") or found.get("published") or found.get("date")
    return {
        "id": found.get("guid") or found.get("id") or found.get("link"),
        "title": title,
        "text": with_title(title, text),
        "published": (day_of(day or found.get("updated")) or "")[:10] or None,
        "byline": found.get("creator") or found.get("author"),
        "url": found.get("link"),
    }
