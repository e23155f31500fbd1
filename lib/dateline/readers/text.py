"""What are the characters?  Bytes to text in any encoding, and the repair of what was broken.

Whatever cannot be read ends in an :class:`ArticleError` with one sentence that names the file,
the cause and the remedy.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from email.utils import parsedate_to_datetime

import ftfy

from dateline.limits import MAX_TEXT, MAX_WORDS, ExpectedError, is_too_large

# A closing quotation mark whose last byte was lost: E2 80 9D read as a dagger (the space after it
# became the lost byte), or as two letters at the end of a word.
DAGGER = re.compile(r"(?<=[\w.,!?;:])†(?=\w)")  # CSTO,†Pashinyan
HALF_QUOTE = re.compile(r"â€(?=\s|$)")  # attack.â€
# What a terminal, a printer or XML would take for an order: kept out of every table and page.
ORDERS = re.compile(
    r"\x1b\[[0-9;?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|[\0-\b\v\x0e-\x1f\x7f]"
)
# The same, and what ftfy needs to see before: bytes of Windows, and halves of characters.
CONTROLS = re.compile(rf"{ORDERS.pattern}|[\x80-\x9f\ud800-\udfff\ufffe\uffff]")
BYTE_ORDER_MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
# Of old Apple machines: they differ in few letters from what is far likelier.
UNLIKELY = ["mac_cyrillic", "mac_greek", "mac_latin2", "mac_turkish", "mac_iceland"]
WRAPPED = range(55, 101)  # characters in a line of a text that was wrapped for a screen


class ArticleError(ExpectedError, ValueError):
    """The input is no article; the message names the file, the cause and the remedy."""


def sound(items: Iterable, failures: list) -> Iterator:
    """The items that are no error; the errors go to `failures`."""
    for item in items:
        if isinstance(item, ArticleError):
            failures.append(item)
        else:
            yield item


def decode(name: str, data: bytes, encoding: str | None = None) -> str:
    """Bytes as text: UTF-8 first, else the likeliest encoding; binary files are refused."""
    wide = _wide_encoding(data[:4096])
    marked = next((e for mark, e in BYTE_ORDER_MARKS.items() if data.startswith(mark)), wide)
    if b"\0" in data[:4096] and not marked:
        raise ArticleError(
            f"{name} is damaged, or no text: it is a binary file. "
            "Save the article again, as txt, md, html, pdf, docx or eml."
        )
    for likely in (encoding, marked, "utf-8"):
        try:
            if likely:
                return data.decode(likely)
        except UnicodeDecodeError:
            continue
        except LookupError:
            raise ArticleError(f"{name}: there is no encoding {likely!r}. Try utf-8.") from None
    return _guess(name, data)


def day_of(words: str | None) -> str | None:
    """The day of a date as mails and feeds write it, ISO 8601; other forms as they are.

    >>> day_of("Tue, 13 Sep 2022 09:00:00 +0400"), day_of("13 September")
    ('2022-09-13', '13 September')
    """
    try:
        return parsedate_to_datetime(words or "").date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return words


def check_size(name: str, text: str) -> str:
    """The text, if it is no longer than an article may be: memory and time grow with its words."""
    if is_too_large(len(text), MAX_TEXT):
        raise ArticleError(
            f"{name} holds {len(text) / 1e6:.1f} MB of text, and {MAX_TEXT / 1e6:g} MB is the "
            "limit for an article. Give its articles one by one, or lift the limit with --any-size."
        )
    if len(text) > 2 * MAX_WORDS and is_too_large(n_words := len(text.split()), MAX_WORDS):
        raise ArticleError(
            f"{name} has {n_words:,} words, and {MAX_WORDS:,} is the limit for one article. Give "
            "its articles one by one, or lift the limit with --any-size (20 kB of memory a word)."
        )
    return text


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
    text, orders = ORDERS.subn("", text.replace("\f", "\n").replace("\v", "\n"))
    fixed = ftfy.fix_text(text, uncurl_quotes=False, fix_latin_ligatures=False, unescape_html=False)
    if fixed != text:
        repairs["mis-decoded characters or line ends"] = 1
    fixed, controls = CONTROLS.subn("", fixed)
    if orders + controls:
        repairs["control characters"] = orders + controls
    return fixed, repairs


def with_title(title: str | None, text: str) -> str:
    """The text under its headline, which is not said twice.

    >>> with_title("Truce holds", "Two died.")
    'Truce holds\\nTwo died.'
    """
    return f"{title}\n{text}" if title and not text.startswith(title) else text


def unwrap(text: str) -> str:
    r"""Paragraphs on one line each, if the text was wrapped at a width.

    >>> unwrap("One line.\nAnother line.")
    'One line.\nAnother line.'
    """
    blocks = [block.split("\n") for block in re.split(r"\n[ \t]*\n", text.replace("\r\n", "\n"))]
    longest = max((len(line) for block in blocks for line in block), default=0)
    inner = [len(line.rstrip()) for block in blocks for line in block[:-1]]
    n_full = sum(length > 0.7 * longest for length in inner)
    if longest not in WRAPPED or n_full < 3:
        return text
    if len(blocks) > 1:
        is_wrapped = n_full >= 0.7 * len(inner)
        joined = "\n\n".join(" ".join(line.strip() for line in block) for block in blocks)
        return joined if is_wrapped else text
    lines = [line.strip() for line in blocks[0]]
    # Paragraphs of one line each begin with a capital; the lines of a wrapped one seldom do.
    n_going_on = sum(line[:1].islower() for line in lines)
    return _rejoined(lines, longest) if n_going_on >= 0.3 * len(lines) else text


def _rejoined(lines: list[str], width: int) -> str:
    """Paragraphs of wrapped lines: one ends where the next word would still have had room."""
    paragraphs = lines[:1]
    for before, line in zip(lines, lines[1:], strict=False):
        had_room = len(before) + 1 + len(line.split(" ", 1)[0]) <= width
        if had_room and not line[:1].islower():
            paragraphs.append(line)
        else:
            paragraphs[-1] += f" {line}"
    return "\n".join(paragraphs)


def _wide_encoding(head: bytes) -> str | None:
    """UTF-16 without its mark: in Latin letters every other byte is zero."""
    zeros = Counter(position % 2 for position, byte in enumerate(head) if not byte)
    letters = [byte for byte in head if byte]
    n_printed = sum(31 < byte < 127 or byte in b"\t\r\n" for byte in letters)
    is_wide = len(zeros) == 1 and len(letters) < len(head) * 0.7 and b"\0\0" not in head
    if not is_wide or n_printed < len(letters) * 0.8:
        return None
    return "utf-16-le" if 1 in zeros else "utf-16-be"


def _guess(name: str, data: bytes) -> str:
    """Text in an encoding of one byte a letter, or an eastern one."""
    if sum(byte > 127 for byte in data) < 0.05 * len(data):
        try:  # English with a few curly quotation marks: what Windows has always written
            return data.decode("cp1252")
        except UnicodeDecodeError:
            pass
    from charset_normalizer import from_bytes

    best = from_bytes(data[:200_000], cp_exclusion=UNLIKELY).best()
    if best is None:
        raise ArticleError(f"{name} is not text in any known encoding. Save it as UTF-8.")
    return data.decode(best.encoding, errors="replace")
