"""Where do text and metadata come from?  Files, their sidecars, exports and standard input."""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import yaml

from dateline.limits import MAX_FILE, is_too_large
from dateline.readers import kinds
from dateline.readers.exports import Records, feed_records, json_records, table_records
from dateline.readers.mail import read_mail
from dateline.readers.markup import declared_charset, read_html, read_markdown
from dateline.readers.pdf import read_pdf
from dateline.readers.text import ArticleError, check_size, decode, unwrap
from dateline.readers.word import read_docx

BINARY = {"pdf": read_pdf, "docx": read_docx}
MARKUP = {"html": read_html, "markdown": read_markdown}
# In a folder, files of these names are articles; tables and XML only where they hold articles.
SUFFIXES = (
    ".txt", ".md", ".markdown", ".html", ".htm", ".pdf", ".docx", ".eml", ".mht", ".mhtml",
    ".jsonl", ".ndjson", ".rss", ".atom",
)  # fmt: skip
MAY_HOLD = (".csv", ".tsv", ".xml", ".json")
REVIEW = "review.csv"  # decisions on the articles beside it; see ``decisions``
HEAD = 65_536  # bytes by which a format is known


def read_source(path: str | Path) -> tuple[str, dict]:
    """Raw text and metadata of a file, its sidecar included, or of standard input (``-``)."""
    if str(path) == "-":
        return _read_one("standard input", "", sys.stdin.buffer.read())
    path = Path(path)
    text, meta = _read_one(str(path), path.suffix.lower(), _bytes(path))
    meta = {key: value for key, value in meta.items() if value}
    if meta.get("published"):
        meta["published_from"] = "file"
    sidecar = _read_sidecar(path)
    return text, meta | sidecar | ({"published_from": "sidecar"} if "published" in sidecar else {})


def read_records(path: str | Path) -> Records:
    """Name and record of each article of an export, or the error of what is none."""
    path = Path(path)
    if not path.is_file():
        raise ArticleError(f"{path} does not exist. Check the name.")
    kind = _kind(path)
    if kind == "feed":
        yield from feed_records(path, _bytes(path))
        return
    encoding = _encoding(str(path), _head(path))
    with path.open(encoding=encoding, errors="replace", newline="") as lines:
        yield from (table_records if kind == "csv" else json_records)(path, lines)


def holds_several(path: Path) -> bool:
    """Whether a file is an export of articles, by its content."""
    return path.is_file() and _kind(path) in kinds.EXPORTS


def find_files(inputs: Iterable[str | Path]) -> Iterator[Path]:
    """Files named, and those below the folders named that may hold articles, in order."""
    for path in map(Path, inputs):
        yield from filter(_holds_articles, sorted(path.rglob("*"))) if path.is_dir() else [path]


def _holds_articles(path: Path) -> bool:
    """Whether a file that nobody named holds articles: by its name, or a table or XML inside."""
    suffix = path.suffix.lower()
    if suffix not in MAY_HOLD or path.name == REVIEW or not path.is_file():
        return suffix in SUFFIXES
    head = _head(path).decode("utf-8", "replace").lstrip("\ufeff")
    if suffix in (".csv", ".tsv"):
        return "text" in kinds.known_columns(head.split("\n")[0])
    if suffix == ".json":
        return kinds.is_record(head.lstrip().split("\n")[0])
    return bool(kinds.FEED_START.match(head))


def _kind(path: Path) -> str:
    """The format of a file, by its head."""
    head = _head(path)
    if kinds.refusal(path.suffix.lower(), head) or kinds.binary_kind(head):
        return "binary"
    return kinds.text_kind(path.suffix.lower(), head.decode("utf-8", "replace"))


def _head(path: Path) -> bytes:
    """The first bytes of a file."""
    with path.open("rb") as file:
        return file.read(HEAD)


def _encoding(name: str, head: bytes) -> str:
    """Encoding of a text that is read line by line: UTF-8 unless its head is something else."""
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "utf-16"
    if not _is_utf8(head[: head.rfind(b"\n") + 1]) and decode(name, head):
        return "cp1252"
    return "utf-8-sig"


def _bytes(path: Path) -> bytes:
    """All of a file that is there, is no folder and is not beyond measure."""
    if path.is_dir():
        raise ArticleError(
            f"{path} is a folder. Give one article, or use 'dateline batch' for a folder."
        )
    if not path.exists():
        raise ArticleError(
            f"{path} does not exist. Check the name, or see data/articles/ for the default."
        )
    if not path.is_file():
        raise ArticleError(f"{path} is no file but a device or pipe. Save the article in a file.")
    size = path.stat().st_size
    if is_too_large(size, MAX_FILE):
        raise ArticleError(
            f"{path} has {size / 1e6:,.0f} MB, and {MAX_FILE / 1e6:.0f} MB is the limit. "
            "Give its articles one by one, or lift the limit with --any-size."
        )
    try:
        return path.read_bytes()
    except PermissionError:
        raise ArticleError(f"{path} may not be read. Change its permissions.") from None


def _read_one(name: str, suffix: str, data: bytes) -> tuple[str, dict]:
    """Text and metadata of one article, by its content."""
    if told := kinds.refusal(suffix, data):
        raise ArticleError(f"{name} is {told[0]}, not an article. {told[1]}")
    if binary := kinds.binary_kind(data):
        text, meta = BINARY[binary](name, data)
        return check_size(name, text), meta
    head = decode(name, data[:HEAD], "utf-8") if _is_utf8(data[:HEAD]) else decode(name, data)
    kind = kinds.text_kind(suffix, head[:HEAD])
    if kind == "mail":
        text, meta = read_mail(name, data)
        return check_size(name, text), meta
    if kind in kinds.EXPORTS:
        raise ArticleError(
            f"{name} is an export of articles. Read it with 'dateline extract' or 'dateline batch'."
        )
    declared = declared_charset(data) if kind == "html" else None
    text = check_size(name, decode(name, data, declared))
    return MARKUP[kind](name, text) if kind in MARKUP else (unwrap(text), {})


def _is_utf8(head: bytes) -> bool:
    """Whether the head of a file is whole UTF-8."""
    try:
        head.decode()
    except UnicodeDecodeError:
        return False
    return True


def _read_sidecar(path: Path) -> dict:
    """What the ``.yml`` beside the article says of it; nothing if there is none."""
    sidecar = path.with_suffix(".yml") if path.name else path
    if not sidecar.is_file() or sidecar == path:
        return {}
    try:
        meta = yaml.safe_load(sidecar.read_text(encoding="utf-8")) or {}
    except (yaml.YAMLError, UnicodeDecodeError, ValueError, RecursionError) as error:
        raise ArticleError(f"{sidecar} is no valid YAML ({str(error).splitlines()[0]}).") from None
    if not isinstance(meta, dict):
        raise ArticleError(f"{sidecar} says nothing of the article. Write lines as 'published: …'.")
    known = {"title": meta.get("headline") or meta.get("title")}
    known |= {k: meta.get(k) for k in ("published", "publisher", "byline", "url")}
    return {k: str(v) for k, v in known.items() if v}
