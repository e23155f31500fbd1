"""Which format is it?  By the content; the suffix decides only where the content does not."""

import csv
import json
import re

HTML_START = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|article)\b",
    re.IGNORECASE | re.DOTALL,
)
FEED_START = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*|<\?[^>]*>\s*|<!--.*?-->\s*|<!DOCTYPE[^\[>]*(?:\[.*?\])?\s*>\s*)*"
    r"<(?:\w+:)?(?:rss|feed|RDF)\b",
    re.DOTALL,
)
TAG = re.compile(r"</?(?:p|div|br|h[1-6]|span|article|title|body)\b[^>]*>", re.IGNORECASE)
MAIL_FIELD = re.compile(
    r"^(?:From|To|Subject|Date|Message-ID|MIME-Version|Received|Return-Path|Content-Type"
    r"|Delivered-To|Snapshot-Content-Location):\s",
    re.IGNORECASE | re.MULTILINE,
)
# What is no article, by its first bytes: what it is, and what to do.
ARCHIVE = ("an archive", "Unpack it and give the articles in it.")
REFUSED = {
    ("an old Word or Excel file", "Save it as docx or as text."): (b"\xd0\xcf\x11\xe0",),
    ("a rich text file (RTF)", "Save it as docx or as text."): (b"{\\rtf",),
    ("a picture", "Run it through OCR first."):
        (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*"),
    ARCHIVE: (b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"\x28\xb5\x2f\xfd", b"7z\xbc\xaf", b"Rar!"),
    ("a Parquet table", "Export it as JSONL or CSV."): (b"PAR1",),
    ("a database", "Export it as JSONL or CSV."): (b"SQLite format 3",),
}  # fmt: skip
ZIPPED = {
    b"application/vnd.oasis.opendocument": ("an OpenDocument file", "Save it as docx or text."),
    b"application/epub": ("an e-book", "Save the article in it as text."),
    b"xl/workbook.xml": ("an Excel file", "Save it as CSV with a column 'text'."),
    b"ppt/presentation.xml": ("a PowerPoint file", "Save it as docx or text."),
}
# A column of an export, by what programs call it.
COLUMNS = {
    "text": ("text", "body", "content", "article", "full_text", "fulltext", "article_text"),
    "id": ("id", "article_id", "guid", "doc_id", "document_id"),
    "title": ("title", "headline", "heading"),
    "published": ("published", "date", "publication_date", "published_at", "pubdate", "datetime"),
    "publisher": ("publisher", "source", "publication", "outlet", "site"),
    "byline": ("byline", "author", "authors"),
    "url": ("url", "link", "uri", "web_url"),
}
EXPORTS = ("jsonl", "csv", "feed")
MARKDOWN = (".md", ".markdown")


def refusal(suffix: str, data: bytes) -> tuple[str, str] | None:
    """What a file is that cannot be an article, and the remedy; nothing if it may be one."""
    if data[:4] in (b"PK\x03\x04", b"PK\x05\x06"):
        found = next((told for mark, told in ZIPPED.items() if mark in data), None)
        is_word = b"word/document" in data or (suffix == ".docx" and not found)
        return None if is_word else found or ARCHIVE
    if data[257:262] == b"ustar":
        return ARCHIVE
    return next((told for told, starts in REFUSED.items() if data.startswith(starts)), None)


def binary_kind(data: bytes) -> str | None:
    """``pdf`` or ``docx`` by their first bytes; nothing for text."""
    if b"%PDF-" in data[:1024]:
        return "pdf"
    return "docx" if data[:4] == b"PK\x03\x04" else None


def text_kind(suffix: str, head: str) -> str:
    """The format of a text by its beginning: html, feed, mail, jsonl, csv, markdown or plain.

    >>> text_kind(".txt", "<!DOCTYPE html><p>Two died."), text_kind(".html", "Two died.")
    ('html', 'plain')
    """
    head = head.lstrip("\ufeff")
    if FEED_START.match(head):
        return "feed"
    if HTML_START.match(head) or (suffix in (".html", ".htm") and TAG.search(head)):
        return "html"
    if is_mail(suffix, head):
        return "mail"
    if suffix in (".jsonl", ".ndjson", ".json") or is_record(head.lstrip().split("\n")[0]):
        return "jsonl"
    if suffix in (".csv", ".tsv") or "text" in known_columns(head.split("\n")[0]):
        return "csv"
    if suffix in (".xml", ".rss", ".atom") and head.lstrip().startswith("<"):
        return "feed"
    return "markdown" if suffix in MARKDOWN else "plain"


def is_mail(suffix: str, head: str) -> bool:
    """Whether a text opens with the fields of an e-mail: two of them, three without the suffix."""
    fields = re.split(r"\r?\n\r?\n", head.lstrip("\r\n"), maxsplit=1)[0]
    if not re.match(r"[\w-]+:", fields):
        return False
    n_fields = len(MAIL_FIELD.findall(fields))
    return n_fields >= (2 if suffix in (".eml", ".mht", ".mhtml") else 3)


def is_record(line: str) -> bool:
    """Whether a line is an article as JSON."""
    try:
        record = json.loads(line)
    except (ValueError, RecursionError):
        return False
    return isinstance(record, dict) and "text" in record


def known_columns(header: str) -> dict[str, int]:
    """Where each known column stands in the first line of a table; the text and one more.

    >>> known_columns("Headline;Body;Page")
    {'text': 1, 'title': 0}
    """
    names = [n.strip().lower().replace(" ", "_") for n in split_row(header)]
    found = {
        column: names.index(name)
        for column, called in COLUMNS.items()
        for name in reversed(called)
        if name in names
    }
    return found if len(names) > 1 else {}


def split_row(line: str) -> list[str]:
    """The cells of the first line of a table; none of a line that is no row."""
    try:
        return next(csv.reader([line.strip("\r\n")], delimiter=delimiter(line)), [])
    except csv.Error:  # a return within it, or a cell of 128 kB
        return []


def delimiter(header: str) -> str:
    """What stands between the columns: a tab, a semicolon or a comma."""
    return max(",;\t", key=header.count)
