"""What is in the file?  Text and metadata of txt, md, html, pdf and docx, and the repair of text.

Whatever cannot be read ends in an :class:`ArticleError` with one sentence that names the file,
the cause and the remedy.
"""

import re
import sys
from pathlib import Path
from zipfile import BadZipFile

import ftfy
import yaml

SUFFIXES = (".txt", ".md", ".html", ".htm", ".pdf", ".docx")

# A closing quotation mark whose last byte was lost: E2 80 9D read as a dagger (the space after it
# became the lost byte), or as two letters at the end of a word.
DAGGER = re.compile(r"(?<=[\w.,!?;:])†(?=\w)")  # CSTO,†Pashinyan
HALF_QUOTE = re.compile(r"â€(?=\s|$)")  # attack.â€


class ArticleError(ValueError):
    """The input is no article; the message names the file, the cause and the remedy."""


def read_source(path: str | Path, *, encoding: str | None = None) -> tuple[str, dict]:
    """Raw text and metadata of a file, its sidecar included, or of standard input (``-``)."""
    if str(path) == "-":
        return sys.stdin.read(), {}
    text, meta = _read_file(Path(path), encoding)
    return text, meta | _read_sidecar(Path(path))


def repair_text(raw: str) -> tuple[str, dict[str, int]]:
    """The text with broken characters mended, and how often each repair was made.

    >>> repair_text("“Our allies are Russia and the CSTO,†Pashinyan said")
    ('“Our allies are Russia and the CSTO,” Pashinyan said', {'lost closing quotation mark': 1})
    """
    repairs: dict[str, int] = {}
    text = raw.removeprefix("\ufeff")
    text, daggers = DAGGER.subn("” ", text)
    text, halves = HALF_QUOTE.subn("”", text)
    if daggers + halves:
        repairs["lost closing quotation mark"] = daggers + halves
    fixed = ftfy.fix_text(text, uncurl_quotes=False, fix_latin_ligatures=False, unescape_html=False)
    if fixed != text:
        repairs["mis-decoded characters or line ends"] = 1
    return fixed, repairs


def _read_file(path: Path, encoding: str | None) -> tuple[str, dict]:
    """Text and metadata of a file, by its suffix."""
    if path.is_dir():
        raise ArticleError(
            f"{path} is a folder. Give one article, or use 'dateline extract' for a folder."
        )
    if not path.exists():
        raise ArticleError(
            f"{path} does not exist. Check the name, or see data/articles/ for the default."
        )
    data = path.read_bytes()
    suffix = path.suffix.lower()
    if data[:5] == b"%PDF-":
        return _read_pdf(path), {}
    if data[:4] == b"PK\x03\x04" and suffix == ".docx":
        return _read_docx(path), {}
    text = _decode(path, data, encoding)
    if suffix in (".html", ".htm") or re.match(r"\s*(?:<!doctype html|<html)", text, re.IGNORECASE):
        return _read_html(path, text)
    return text, {}


def _decode(path: Path, data: bytes, encoding: str | None) -> str:
    """Bytes as text: UTF-8 first, else the likeliest encoding; binary files are refused."""
    if b"\x00" in data[:4096] and data[:2] not in (b"\xff\xfe", b"\xfe\xff"):
        raise ArticleError(
            f"{path} is a binary file, not an article. Give a txt, md, html, pdf or docx file."
        )
    try:
        return data.decode(encoding or "utf-8")
    except UnicodeDecodeError:
        from charset_normalizer import from_bytes

        best = from_bytes(data).best()
        if best is None:
            raise ArticleError(
                f"{path} is not text in any known encoding. Save it as UTF-8."
            ) from None
        return str(best)


def _read_html(path: Path, markup: str) -> tuple[str, dict]:
    """Story and metadata of a saved web page."""
    import trafilatura

    page = trafilatura.bare_extraction(markup, include_comments=False, with_metadata=True)
    if page is None or not page.text:
        raise ArticleError(
            f"{path} holds no article text that could be told from the page around it."
        )
    title = page.title or None
    text = page.text if not title or page.text.startswith(title) else f"{title}\n{page.text}"
    meta = {"title": title, "publisher": page.sitename, "published": page.date, "url": page.url}
    return text, {**meta, "byline": page.author}


def _read_pdf(path: Path) -> str:
    """Text of a PDF; lines are joined into paragraphs."""
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        pages = [page.extract_text() for page in PdfReader(path).pages]
    except PyPdfError as error:
        raise ArticleError(f"{path} is a PDF that cannot be read ({error}).") from None
    text = "\n".join(pages)
    if not text.strip():
        raise ArticleError(f"{path} holds no text: it is a scanned PDF. Run it through OCR first.")
    return re.sub(r"(?<![.!?”\":])\n(?=[a-z(“])", " ", text)


def _read_docx(path: Path) -> str:
    """Text of a Word file, one paragraph a line."""
    import docx
    from docx.opc.exceptions import PackageNotFoundError

    try:
        document = docx.Document(str(path))
    except (PackageNotFoundError, BadZipFile, KeyError) as error:
        raise ArticleError(f"{path} is a Word file that cannot be read ({error}).") from None
    return "\n".join(p.text for p in document.paragraphs if p.text.strip())


def _read_sidecar(path: Path) -> dict:
    """What the ``.yml`` beside the article says of it; nothing if there is none."""
    sidecar = path.with_suffix(".yml")
    if not sidecar.exists() or sidecar == path:
        return {}
    try:
        meta = yaml.safe_load(sidecar.read_text(encoding="utf-8")) or {}
    except yaml.YAMLError as error:
        raise ArticleError(f"{sidecar} is no valid YAML ({str(error).splitlines()[0]}).") from None
    known = {"title": meta.get("headline") or meta.get("title")}
    known |= {k: meta.get(k) for k in ("published", "publisher", "byline", "url")}
    return {k: v for k, v in known.items() if v}
