"""What does the file hold?  From a file or a corpus line to an :class:`Article`.

The text is repaired in code, never in the file; paragraphs keep offsets into the repaired text;
lines that are not story (bylines, contributor lines, promotion) are labelled, never dropped.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from dateline.decisions import Decision, decisions_on, read_decisions, review_file
from dateline.language import ENGLISH, language_of
from dateline.lines import (
    BYLINE,
    DATE_LINE,
    Paragraph,
    days_filed,
    find_dateline,
    label_paragraphs,
)
from dateline.readers import ArticleError, read_records, read_source, repair_text
from dateline.readers.files import find_files, holds_several
from dateline.readers.text import check_size


@dataclass(frozen=True)
class Article:
    """A news text with its metadata; all offsets are code points into `text`."""

    article_id: str
    text: str
    title: str | None = None
    published: date | None = None
    published_from: str | None = None
    publisher: str | None = None
    byline: str | None = None
    url: str | None = None
    dateline_place: str | None = None
    dateline_end: int | None = None  # where the story begins after "YEREVAN, Armenia — "
    paragraphs: tuple[Paragraph, ...] = ()
    repairs: dict[str, int] = field(default_factory=dict)
    language: str = ENGLISH  # ISO 639-1; nothing is read from a text in another
    path: Path | None = None
    decisions: tuple[Decision, ...] = ()  # of an analyst on its rows

    @property
    def sha256(self) -> str:
        """SHA-256 of the repaired text in UTF-8, in hexadecimal."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    @property
    def slug(self) -> str:
        """A folder name made of the id alone: letters, digits, dot, dash and underscore."""
        return slugify(self.article_id)


def slugify(name: str) -> str:
    """A safe file name of at most 80 characters.

    >>> slugify("../../etc/passwd <b>")
    'etc-passwd-b'
    """
    slug = re.sub(r"[^\w.\-]+", "-", name).strip("-._")[:80]
    return slug or hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def parse_date(value: str | date | None) -> date | None:
    """A calendar day from an ISO date or an absolute date in words; ``None`` from nothing.

    Raises :class:`ArticleError` for anything that is no date, and for a date of two meanings.

    >>> parse_date("Sept. 15, 2022")
    datetime.date(2022, 9, 15)
    """
    if isinstance(value, date):
        return value
    if not (text := str(value or "").strip()):
        return None
    try:
        return date.fromisoformat(text[:10] if re.match(r"\d{4}-\d\d-\d\d[T ]", text) else text)
    except ValueError:
        import dateparser  # slow to import, and rarely needed

        strict = {"STRICT_PARSING": True, "PARSERS": ["absolute-time"]}
        found, other = (
            dateparser.parse(text, languages=["en"], settings=strict | {"DATE_ORDER": order})
            for order in ("MDY", "DMY")
        )
    if found and other and found != other:
        raise ArticleError(
            f"{text!r} can be {found:%d %B} or {other:%d %B}. "
            "Give the day of publication as YYYY-MM-DD."
        )
    if not (found := found or other):
        raise ArticleError(f"{text!r} is no date. Give the day of publication as YYYY-MM-DD.")
    return found.date()


def load_article(path: str | Path, *, published: str | date | None = None) -> Article:
    """The article in a file (txt, md, html, pdf, docx, eml) or, with ``-``, on standard input.

    `published` overrides the date of the sidecar (same name, ``.yml``), which overrides one found
    in the text.  Raises :class:`ArticleError` with one sentence when there is nothing to read.
    """
    raw, meta = read_source(path)
    article_id = "stdin" if str(path) == "-" else slugify(Path(path).stem)
    article = make_article(article_id, raw, source=str(path), published_parameter=published, **meta)
    decisions = () if str(path) == "-" else read_decisions(review_file(path))
    return replace(article, path=Path(path), decisions=decisions_on(decisions, article_id))


def make_article(
    article_id: str, raw: str, *, source: str | None = None,
    published: str | date | None = None, published_from: str = "sidecar",
    published_parameter: str | date | None = None,
    title: str | None = None, publisher: str | None = None, byline: str | None = None,
    url: str | None = None, repair: bool = True, repairs: dict[str, int] | None = None,
) -> Article:  # fmt: skip
    """An :class:`Article` from its text and whatever is known of it.

    >>> make_article("a", "KABUL (Reuters) - Two died.", published="2016-02-14").dateline_place
    'KABUL'
    """
    check_size(source or article_id, raw)
    text, mended = repair_text(raw) if repair else (raw, {})
    title, publisher, byline, url = map(_one_line, (title, publisher, byline, url))
    if not re.search(r"\w", text):
        raise ArticleError(
            f"{source or article_id} holds no text. Give a file with the words of an article."
        )
    paragraphs = label_paragraphs(text, title)
    heads = [text[p.start_char : p.end_char] for p in paragraphs if p.kind == "headline"]
    place, dateline_end = find_dateline(text, paragraphs)
    day, origin = _find_published(text, paragraphs, published_parameter, published, published_from)
    return Article(
        article_id=article_id,
        text=text,
        title=title or next(iter(heads), None),
        published=day,
        published_from=origin,
        publisher=publisher,
        byline=byline or _find_byline(text, paragraphs),
        url=url,
        dateline_place=place,
        dateline_end=dateline_end,
        paragraphs=tuple(paragraphs),
        repairs={**(repairs or {}), **mended},
        language=language_of(text),
    )


def load_corpus(
    path: str | Path, *, published: str | date | None = None
) -> Iterator[Article | ArticleError]:
    """The articles of an export: JSON lines, a table (CSV, TSV) or a feed (RSS, Atom).

    What is no such record comes as an :class:`ArticleError` naming it; the rest go on.
    """
    decisions = read_decisions(review_file(path))
    for source, record in read_records(path):
        try:
            if isinstance(record, ArticleError):
                raise record
            stated = ("title", "publisher", "byline", "url", "published")
            known: dict = {key: record.get(key) for key in stated}
            known |= {"source": source, "published_parameter": published}
            article = make_article(record["id"], record["text"], **known)
            own = decisions_on(decisions, article.article_id)
            yield replace(article, path=Path(path), decisions=own)
        except ArticleError as error:
            yield error


def load_inputs(
    inputs: Iterable[str | Path], *, published: str | date | None = None
) -> Iterator[Article | ArticleError]:
    """Articles of files, folders and exports; what cannot be read comes as its error."""
    for path in find_files(inputs):
        try:
            if holds_several(path):
                yield from load_corpus(path, published=published)
            else:
                yield load_article(path, published=published)
        except ArticleError as error:
            yield error


def _one_line(words: str | None) -> str | None:
    """A field of metadata, repaired and on one line, if it says anything."""
    return " ".join(repair_text(str(words))[0].split()) or None if words else None


def _find_byline(text: str, paragraphs: list[Paragraph]) -> str | None:
    """The line that says who wrote it."""
    lines = (text[p.start_char : p.end_char].strip() for p in paragraphs if p.kind == "contributor")
    return next((line[3:] for line in lines if BYLINE.match(line)), None)


def _find_published(
    text, paragraphs, parameter, known, known_from
) -> tuple[date | None, str | None]:
    """Publication day and where it was found: parameter, sidecar or file, text, in that order.

    A parameter that is no date is an error; other words that give no day leave it unknown.
    """
    if parameter:
        return parse_date(parameter), "parameter"
    found = [(str(known or ""), known_from)]
    for paragraph in paragraphs[:6]:
        match = DATE_LINE.match(text[paragraph.start_char : paragraph.end_char].strip())
        if match and paragraph.end_char - paragraph.start_char < 60:
            found.append((match["date"], "text"))
    found += [(words, "text") for words in days_filed(text, paragraphs)]
    for words, origin in found:
        with suppress(ArticleError):
            if words:
                return parse_date(words), origin
    return None, None
