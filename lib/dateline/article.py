"""What does the file hold?  From a file or a corpus line to an :class:`Article`.

The text is repaired in code, never in the file; paragraphs keep offsets into the repaired text;
lines that are not story (bylines, contributor lines, promotion) are labelled, never dropped.
"""

import hashlib
import json
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from dateline.readers import ArticleError, read_source, repair_text

# The possessive quantifiers keep an article in capitals from being tried in every division.
DATELINE = re.compile(
    r"""^(?P<place>
            (?:[A-Z][A-Z.'’\-]++(?:\ (?=[A-Z]))?+)++ (?:,\ [A-Z][^\d(),—–]+?)*?  # YEREVAN, Armenia
          | [A-Z][\w.'’\-]+(?:,?\ [A-Z][\w.'’\-]+)* (?=\ ?\([A-Z]) # Juba, South Sudan (CNN)
        )
        (?:,?\ [A-Z][a-z]{2,8}\.?\ \d{1,2})?                        # , Sept 12
        (?:\ ?\((?P<agency>[^()]{2,40})\))?                         # (Reuters)
        \ ?(?:—|–|--|-)\ +(?=\S)""",
    re.VERBOSE,
)
# "BEIRUT Air strikes hit …", "MOSCOW/KIEV Ukrainian pilots …": the dash was lost on the way.  Short
# names in capitals are acronyms, and so is one before a title ("NATO Secretary-General").
BARE_DATELINE = re.compile(
    r"(?P<place>[A-Z]{4,}(?:[/ ][A-Z]{3,})*) (?=[A-Z][a-z]+\b(?! [A-Z])(?!-))"
)
CONTRIBUTOR = re.compile(
    r"""contributed\ to\ this\ (?:report|story|article)
      | ^\(?(?:Reporting|Additional\ reporting|Writing)\ by\b
      | ^\(?Editing\ by\b""",
    re.IGNORECASE | re.VERBOSE,
)
BYLINE = re.compile(
    r"""^By\ [A-Z][\w.'’\-]+(?:\ [A-Z][\w.'’\-]+){1,3}  # By Aida Sultanova
        (?:,?\ (?:and|AND|&)\ .{3,60})?                 # and a second name
        (?:,.{2,40}|\ \|.{2,40})?$                      # , Associated Press""",
    re.VERBOSE,
)
PROMO = re.compile(
    r"""^(?:sign\ up|subscribe|follow\ us|click\ here|advertisement|share\ this
          |download\ (?:the|our)\ app|you\ may\ (?:also|occasionally)
          |get\ (?:the|our)\ .{0,40}newsletter|©|copyright\b|all\ rights\ reserved)
      | in\ your\ inbox | our\ newsletter | all\ rights\ reserved""",
    re.IGNORECASE | re.VERBOSE,
)
RELATED = re.compile(
    r"""^(?:more\ to\ read | read\ (?:more|also|next)\b.{0,120} | also
          | related(?::.{0,120}|\ (?:stories|articles|content))?
          | more\ (?:on\ this\ story|from\ .{2,40}) | see\ also:?.{0,120} | watch:.{0,120})$""",
    re.IGNORECASE | re.VERBOSE,
)
ABBREVIATION = re.compile(r"\b(?:[A-Z]\.){2,}$")  # a headline may end in "U.S."
DATE_LINE = re.compile(
    r"^(?:(?:published|updated|posted|last modified|date)\b[:\s]*)?(?:on\s+)?(?:\w+day,?\s+)?"
    r"(?P<date>\d{4}-\d{2}-\d{2}|\d{1,2}\s+[A-Z][a-z]{2,8}\.?,?\s+\d{4}|[A-Z][a-z]{2,8}\.?\s+\d{1,2},?\s+\d{4})"
    r"(?:\W.{0,40})?$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Paragraph:
    """One line of the repaired text, with the half-open span it stands at."""

    paragraph_id: int
    kind: str
    start_char: int
    end_char: int
    reason: str | None = None


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
    return slug or hashlib.sha256(name.encode()).hexdigest()[:12]


def parse_date(value: str | date | None) -> date | None:
    """A calendar day from an ISO date or an absolute date in words; ``None`` from nothing.

    Raises :class:`ArticleError` for anything that is no date.

    >>> parse_date("Sept. 15, 2022")
    datetime.date(2022, 9, 15)
    """
    if value is None or isinstance(value, date) or not str(value).strip():
        return value or None
    text = str(value).strip()
    try:
        return date.fromisoformat(text[:10] if re.match(r"\d{4}-\d\d-\d\d[T ]", text) else text)
    except ValueError:
        import dateparser  # slow to import, and rarely needed

        strict = {"STRICT_PARSING": True, "PARSERS": ["absolute-time"]}
        found = dateparser.parse(text, languages=["en"], settings=strict)
    if found is None:
        raise ArticleError(f"{text!r} is no date. Give the day of publication as YYYY-MM-DD.")
    return found.date()


def load_article(
    path: str | Path, *, published: str | date | None = None, encoding: str | None = None
) -> Article:
    """The article in a file (txt, md, html, pdf, docx) or, with ``-``, on standard input.

    `published` overrides the date of the sidecar (same name, ``.yml``), which overrides one found
    in the text.  Raises :class:`ArticleError` with one sentence when there is nothing to read.
    """
    raw, meta = read_source(path, encoding=encoding)
    article_id = "stdin" if str(path) == "-" else slugify(Path(path).stem)
    return make_article(
        article_id, raw, source=str(path), **{**meta, "published_parameter": published}
    )


def make_article(
    article_id: str,
    raw: str,
    *,
    source: str | None = None,
    published: str | date | None = None,
    published_parameter: str | date | None = None,
    title: str | None = None,
    publisher: str | None = None,
    byline: str | None = None,
    url: str | None = None,
    repair: bool = True,
) -> Article:
    """An :class:`Article` from its text and whatever is known of it.

    >>> make_article("a", "KABUL (Reuters) - Two died.", published="2016-02-14").dateline_place
    'KABUL'
    """
    text, repairs = repair_text(raw) if repair else (raw, {})
    if not re.search(r"\w", text):
        raise ArticleError(
            f"{source or article_id} holds no text. Give a file with the words of an article."
        )
    paragraphs = _label_paragraphs(text, title)
    dateline = _find_dateline(text, paragraphs)
    day, origin = _find_published(text, paragraphs, published_parameter, published)
    headline = next((p for p in paragraphs if p.kind == "headline"), None)
    return Article(
        article_id=article_id,
        text=text,
        title=title or (text[headline.start_char : headline.end_char] if headline else None),
        published=day,
        published_from=origin,
        publisher=publisher,
        byline=byline or _find_byline(text, paragraphs),
        url=url,
        dateline_place=dateline[0] if dateline else None,
        dateline_end=dateline[1] if dateline else None,
        paragraphs=tuple(paragraphs),
        repairs=repairs,
    )


def load_corpus(
    path: str | Path, *, published: str | date | None = None
) -> Iterator[Article | ArticleError]:
    """The articles of a JSONL corpus, one a line: ``{"id", "text", "published"?, "title"? …}``.

    A line that is no such record comes as an :class:`ArticleError` naming it; the rest go on.
    """
    with Path(path).open(encoding="utf-8", errors="replace") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                yield _article_of_line(line, f"{path}, line {number}", published)
            except ArticleError as error:
                yield error
            except (json.JSONDecodeError, KeyError, AttributeError, TypeError) as error:
                yield ArticleError(
                    f"{path}, line {number} is no article ({type(error).__name__}: {error}). "
                    'Each line must be a JSON object with "id" and "text".'
                )


def _article_of_line(line: str, source: str, published: str | date | None) -> Article:
    """The article in one line of a corpus."""
    record = json.loads(line)
    article_id, text = str(record["id"]), record["text"]
    known = {k: record.get(k) for k in ("title", "publisher", "byline", "url", "published")}
    return make_article(article_id, text, source=source, published_parameter=published, **known)


def _label_paragraphs(text: str, title: str | None) -> list[Paragraph]:
    """Lines with their kind, as far as it shows without a parse (captions need one)."""
    lines = [m for m in re.finditer(r"[^\n]+", text) if m.group().strip()]
    paragraphs = []
    story_over = False
    for number, line in enumerate(lines):
        kind, reason = _label_line(line.group().strip(), number, len(lines), title)
        if story_over and kind == "body":
            kind, reason = "promo", "stands after the contributor line"
        story_over |= kind == "contributor" and number > len(lines) * 0.6
        paragraphs.append(Paragraph(number, kind, line.start(), line.end(), reason))
    return paragraphs


def _label_line(line: str, number: int, total: int, title: str | None) -> tuple[str, str | None]:
    """Kind of one line and, if it is not story, why."""
    if CONTRIBUTOR.search(line):
        return "contributor", "names who contributed to the report"
    if BYLINE.match(line) or (number < 6 and DATE_LINE.match(line) and len(line) < 60):
        return "contributor", "byline or date line"
    if RELATED.match(line):
        return "related", "heading of links"
    if PROMO.search(line) and len(line) < 220:
        return "promo", "promotion of the publisher"
    ends_like_prose = line.endswith((".", "!", ".”", '."', ":")) and not ABBREVIATION.search(line)
    is_title = title is not None and line == title.strip()
    if is_title or (number == 0 and total > 1 and len(line) < 200 and not ends_like_prose):
        return "headline", None
    return "body", None


def _find_dateline(text: str, paragraphs: list[Paragraph]) -> tuple[str, int] | None:
    """Place of the dateline and the offset where the story begins after it."""
    for paragraph in [p for p in paragraphs if p.kind == "body"][:3]:
        line = text[paragraph.start_char : paragraph.end_char]
        match = DATELINE.match(line) or BARE_DATELINE.match(line)
        if match:
            return match["place"].strip(" ,"), paragraph.start_char + match.end()
    return None


def _find_byline(text: str, paragraphs: list[Paragraph]) -> str | None:
    """The line that says who wrote it."""
    lines = (text[p.start_char : p.end_char].strip() for p in paragraphs if p.kind == "contributor")
    return next((line[3:] for line in lines if BYLINE.match(line)), None)


def _find_published(text, paragraphs, parameter, sidecar) -> tuple[date | None, str | None]:
    """Publication day and where it was found: parameter, sidecar or text, in that order.

    A parameter that is no date is an error; other words that give no day leave it unknown.
    """
    if parameter:
        return parse_date(parameter), "parameter"
    found = [(str(sidecar or ""), "sidecar")]
    for paragraph in paragraphs[:6]:
        match = DATE_LINE.match(text[paragraph.start_char : paragraph.end_char].strip())
        if match and paragraph.end_char - paragraph.start_char < 60:
            found.append((match["date"], "text"))
    for words, origin in found:
        with suppress(ArticleError):
            if words:
                return parse_date(words), origin
    return None, None
