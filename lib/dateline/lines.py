"""Which lines are the story?  Each line of a text with its kind and, if it is no story, why.

Bylines, times, corrections, promotion and headings of links are labelled, never dropped.
"""

import re
from dataclasses import dataclass

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
    r"""^(?:sign\ up|(?:un)?subscribe\b|follow\ us|click\ here|advertisement|share\ this
          |download\ (?:the|our)\ app|you\ may\ (?:also|occasionally)
          |get\ (?:the|our)\ .{0,40}newsletter|©|copyright\b|all\ rights\ reserved
          |(?:this\ (?:web)?site|we|by\ .{0,40}you\ agree).{0,60}\bcookies\b
          |(?:accept|reject|manage)\ (?:all\ )?(?:cookies|preferences)\b|accept\ all$
          |(?:(?:premium|sponsored|paid)\ content|(?:log|sign)\ in)$
          |(?:log|sign)\ in\ (?:or|to|with)\b | already\ .{0,40}\?
          |register\ (?:to|now|for\ free)\b
          |(?:you|create|start|unlock|enjoy|get|try)\b.{0,40}\b(?:free|unlimited|full)\ .{0,20}
           \b(?:access|accounts?|articles?|stor(?:y|ies)|trials?)\b
          |support\ (?:our|independent|quality|free)\b.{0,20}\bjournalis
          |view\ .{0,30}\bin\ (?:your|a)\ browser | (?:sent\ from|get\ outlook\ for)\b[^.]{0,40}$)
      | \b(?:continue|keep)\ reading\b | \bsubscribers[ -]only\b | \bfor\ subscribers\b
      | in\ your\ inbox | our\ newsletter | all\ rights\ reserved""",
    re.IGNORECASE | re.VERBOSE,
)
HEADING = 20  # characters; a longer line of links holds one itself
RELATED = re.compile(
    r"""^(?:more\ to\ read | read\ (?:more|also|next)\b.{0,120} | also
          | related(?::.{0,120}|\ (?:stories|articles|content|readings?|links|news|posts|topics):?)?
          | (?:tags|topics|keywords|most\ (?:read|popular))(?::.{0,120})?
          | more\ (?:on\ this\ story|from\ .{2,40}) | see\ also:?.{0,120} | watch:.{0,120})$""",
    re.IGNORECASE | re.VERBOSE,
)
# What the paper said first and takes back: its figures are not those of the report.
CORRECTION = re.compile(
    r"^[(\[*_]*(?:corrections?|clarification|editor[’']s\ note|corrects?)\b.{0,40}?[:—–]"
    r"|\b(?:an\ earlier|a\ previous)\ version\ of\ this\ (?:article|story|report)\b",
    re.IGNORECASE,
)
# Over the list of what a live blog tells below, each line of it without a full stop.
KEY_LIST = re.compile(r"^(?:(?:key|latest|main|top) (?:events|points|moments|developments|updates)"
                      r"|summary|recap|at a glance)(?: \(\d+\))?:?$", re.IGNORECASE)  # fmt: skip
# "Two die in clash 08.04.2015": one of the links below a story.
DATED_LINK = re.compile(r"^[A-Z].{20,150}[^.!?”\"]\s\d{1,2}[./]\d{1,2}[./]\d{4}$")
CLOCK_LINE = re.compile(  # "14:05 GMT" over an entry of a live blog
    r"^(?:updated\ |posted\ )?(?:at\ )?\d{1,2}[:.]\d{2}(?:\s*[ap]\.?m\.?)?(?:\s*[A-Z]{2,4})?$"
    r"|^\d+\ ?(?:m|min|minutes?|h|hrs?|hours?)\ ago$",
    re.IGNORECASE,
)
ABBREVIATION = re.compile(r"\b(?:[A-Z]\.){2,}$")
DATE_LINE = re.compile(
    r"^(?:(?:(?:first|last)\s+)?(?:published|updated|posted|modified|date)\b[:\s]*)?(?:on:?\s+)?"
    r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+)?"
    r"(?P<date>\d{4}-\d{2}-\d{2}|\d{1,2}\s+[A-Z][a-z]{2,8}\.?,?\s+\d{4}|[A-Z][a-z]{2,8}\.?\s+\d{1,2},?\s+\d{4})"
    r"(?:\W.{0,40})?$",
    re.IGNORECASE,
)
# The possessive quantifiers keep an article in capitals from being tried in every division.
DATELINE = re.compile(
    r"""^(?P<place>
            (?:[A-Z][A-Z.'’\-]++(?:[\ /](?=[A-Z]))?+)++ (?:,\ [A-Z][^\d(),—–]+?)*?  # YEREVAN
          | [A-Z][\w.'’\-]+(?:,?\ [A-Z][\w.'’\-]+)* (?=\ ?\([A-Z]) # Juba, South Sudan (CNN)
          | [A-Z][a-zé]+(?:,?\ [A-Z][a-zé]+){0,2} (?=\ [—–]\ [A-Z“"])  # Maputo — Six men
        )
        (?:,?\ (?P<day>(?:[A-Z][a-z]{2,8}\.?\ \d{1,2}|\d{1,2}\ [A-Z][a-z]{2,8}\.?)  # , Sept 12
           (?:,?\ \d{4}\b)?))?                                       # 2022
        (?:\ ?\((?P<agency>[^()]{2,40})\))?                         # (Reuters)
        \ ?(?:—|–|--|-)\ +(?=\S)""",
    re.VERBOSE,
)
# "BEIRUT Air strikes hit …", "MOSCOW/KIEV Ukrainian pilots …": the dash was lost on the way.  Short
# names in capitals are acronyms, and so is one before a title ("NATO Secretary-General").
BARE_DATELINE = re.compile(
    r"(?P<place>[A-Z]{4,}(?:[/ ][A-Z]{3,})*) (?=[A-Z][a-z]+\b(?! [A-Z])(?!-))"
)
# "LIMA: Two men died": a colon may stand for the dash, behind a town and no label of the paper.
COLON_DATELINE = re.compile(
    r"(?!(?:UPDATE|BREAKING|WATCH|READ|VIDEO|LIVE|NOTE|RELATED|FILE|EXCLUSIVE|ANALYSIS|OPINION"
    r"|EXPLAINED|EXPLAINER|CORRECTION|URGENT|SUMMARY|FACTBOX|TIMELINE|PHOTOS?|DISCLAIMER)\b)"
    r"(?P<place>[A-Z]{4,}(?:[/ -][A-Z]{3,})*(?:, [A-Z][A-Za-z ]{3,20})?): (?=[A-Z“\"‘])"
)


@dataclass(frozen=True)
class Paragraph:
    """One line of the repaired text, with the half-open span it stands at."""

    paragraph_id: int
    kind: str
    start_char: int
    end_char: int
    reason: str | None = None


def label_paragraphs(text: str, title: str | None) -> list[Paragraph]:
    """Lines with their kind, as far as it shows without a parse (captions need one)."""
    lines = [m for m in re.finditer(r"[^\n]+", text) if m.group().strip()]
    paragraphs = []
    story_over = in_list = False
    for number, line in enumerate(lines):
        kind, reason = _label_line(line.group().strip(), number, len(lines), title)
        if story_over and kind == "body":
            kind, reason = "promo", "stands after the contributor line"
        words = line.group().strip()
        is_link = number > 3 and bool(DATED_LINK.match(words))
        is_opening = KEY_LIST.match(words) or is_link or kind == "related" and len(words) < HEADING
        in_list = bool(is_opening) or (in_list and not _ends_like_prose(words))
        if in_list and kind == "body":
            kind, reason = "related", "one of a list of links or of what is told below"
        story_over |= bool(reason and "contributed" in reason) and number > len(lines) * 0.6
        paragraphs.append(Paragraph(number, kind, line.start(), line.end(), reason))
    return paragraphs


def _label_line(line: str, number: int, total: int, title: str | None) -> tuple[str, str | None]:
    """Kind of one line and, if it is not story, why."""
    if CONTRIBUTOR.search(line):
        return "contributor", "names who contributed to the report"
    if BYLINE.match(line) or (number < 6 and DATE_LINE.match(line) and len(line) < 60):
        return "contributor", "byline or date line"
    if CLOCK_LINE.match(line):
        return "contributor", "time of an entry"
    if CORRECTION.search(line):
        return "contributor", "correction of an earlier version"
    if RELATED.match(line):
        return "related", "heading of links"
    if PROMO.search(line) and len(line) < 220:
        return "promo", "promotion of the publisher"
    is_title = title is not None and line == title.strip()
    if is_title or (number == 0 and total > 1 and len(line) < 200 and not _ends_like_prose(line)):
        return "headline", None
    return "body", None


def _ends_like_prose(line: str) -> bool:
    """Whether a line ends as a sentence does; a headline may end in "U.S."."""
    return line.endswith((".", "!", ".”", '."', ":")) and not ABBREVIATION.search(line)


def find_dateline(text: str, paragraphs: list[Paragraph]) -> tuple[str | None, int | None]:
    """Place of the dateline and the offset where the story begins after it, if it has one."""
    for paragraph in [p for p in paragraphs if p.kind == "body"][:3]:
        line = text[paragraph.start_char : paragraph.end_char]
        match = DATELINE.match(line) or BARE_DATELINE.match(line) or COLON_DATELINE.match(line)
        if match:
            return match["place"].strip(" ,"), paragraph.start_char + match.end()
    return None, None


def days_filed(text: str, paragraphs: list[Paragraph]) -> list[str]:
    """The day with its year that a dateline carries: "BUNIA, Congo, Feb 11 2025 -"."""
    body = [p for p in paragraphs if p.kind == "body"][:3]
    matches = (DATELINE.match(text[p.start_char : p.end_char]) for p in body)
    told = [words for match in matches if match for words in (match["day"], match["agency"])]
    return [words for words in told if words and words.strip()[-4:].isdigit()]
