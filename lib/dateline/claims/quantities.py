"""How many?  Numbers and their hedges as ranges with a low, best and high figure.

The bounds follow one rule for each qualifier: exact N,N,N · at_least N,N,null · about null,N,null ·
up_to null,N,N · range low,null,high · vague low,null,null.  A hedge binds only the number
that it stands on.
"""

import re
from dataclasses import dataclass
from functools import cache

from dateline.claims.numerals import FEW, FIRST_WORDS, NUMBER, lowest_of, value
from dateline.claims.timewords import MONTH
from dateline.lexicon import read_reference, words

YEAR = r"(?:1[89]|20)\d\d"
QUANTITY = re.compile(
    rf"""(?<![\w.,$€£#/:’'-]) (?:
        (?P<zero>(?:no|not)\s+one|nobody|none|no(?=\s+[a-z])(?!\s+(?:fewer|less|more|later)\b)|neither|zero)\b
      | (?P<between>between|anywhere\s+from)
        \s+(?P<b_low>{NUMBER})\s+(?:and|to)\s+(?P<b_high>{NUMBER})
      | (?P<vague>{FEW})
      | (?!(?:{YEAR}|\d+(?=\s.\s(?-i:[A-Z])))\s[-–—])  # "9 May 2022 — Fifteen", "Aug. 10 - Six"
        (?P<low>{NUMBER})\s?(?:[-–—]|to|or)\s?(?P<high>{NUMBER})(?![\w%-])
      | (?P<number>{NUMBER})
    )(?![\w%$€£]|\.\d|:\d|,\d|/\d)""",
    re.VERBOSE | re.IGNORECASE,
)
# The pattern is tried at these and at digits only.
OPENERS = FIRST_WORDS | words("between anywhere no not nobody none neither")
WORD = re.compile(r"\w+")
# Words that may stand between a hedge and its number without a meaning of their own.
NEUTRAL = r"(?:(?:another|other|(?:a\s+)?further|(?:an\s+)?additional|a\s+total\s+of|the|an?)\s+)?"
MORE = re.compile(
    r"\b(?:another|other|further|additional)\s+(?:[^\W\d][\w-]*\s+){0,2}\|"
    r"|\|\s+(?:more|others?|additional|further)\b",
    re.IGNORECASE,
)
NOT_A_COUNT = re.compile(
    r"""^(?: \s*(?:%|per\s?cent|percent|percentage|p\.?m\b|a\.?m\b|hrs\b|hours?\b|°
        |years?\b|months?\b|weeks?\b|days?\b|minutes?\b|seconds?\b|km\b|kms\b|kilomet|metre|meter|miles?\b
        |mm\b|kg\b|tons?\b|tonnes?\b|pounds\b|dollars|euros?\b|rupees|lakh|crore|GMT|EDT|square|acres|hectares|feet\b|ft\b
        |times\b|rounds?\b|st\b|nd\b|rd\b|th\b)
      | (?:,\s\w+)*,?\s(?:and|or)\s\w+\syears?\s(?:old|of\sage)\b  # "two men, 29 and 41 years old"
      | -(?:years?|months?|weeks?|days?|hours?|minutes?|second|storey|story|bedroom|room|seat|star
        |member|point|man|strong|mile|km|ton|foot|inch)(?:-|\b(?=\s\w))
    )""",
    re.VERBOSE | re.IGNORECASE,
)  # fmt: skip
DATE_AFTER = re.compile(rf"^(?:st|nd|rd|th)?\s+(?:of\s+)?(?:{MONTH})\b", re.IGNORECASE)
NAMED_BEFORE = re.compile(
    rf"\b(?:(?:{MONTH})\b\.?|No\.|Article|Resolution|Flight|Highway|Route|Chapter|age[ds]?(?:\s+(?:of|from))?)\s+$",
    re.IGNORECASE,
)
SCHOOL_CLASS = re.compile(r"\b(?:form|grade|standard)\s+$", re.IGNORECASE)  # "a form two pupil"
NAME_BEFORE = re.compile(r"[A-Z]\w+,\s$")  # "Ana Ruiz, 41,"
PEOPLE_AFTER = re.compile(r"\s+(?:people|civilians|soldiers|dead|killed|were)")
RISEN = re.compile(
    r"\b(?:go(?:es|ne|ing)?|went|rose|risen|ris(?:es|ing)|climb\w*|moved|shot)\s$", re.IGNORECASE
)
ROUND = re.compile("dozen|couple", re.IGNORECASE)


@dataclass(frozen=True)
class Quantity:
    """One count in the text: offsets with and without its hedge, bounds and kind.

    `kind` is number, vague or zero; `more` says that it is counted on top of another
    ("another 30", "two more").
    """

    start_char: int
    number_start: int
    end_char: int
    low: int | None
    best: int | None
    high: int | None
    qualifier: str
    kind: str
    more: bool = False

    @property
    def figure(self) -> int:
        """The one number to compare with others: best, else low, else high."""
        return next(n for n in (self.best, self.low, self.high, 0) if n is not None)


def find_quantities(text: str) -> list[Quantity]:
    """Counts in a text in their order; times, dates, ages, sums of money and shares left out.

    >>> [(q.low, q.best, q.high, q.qualifier) for q in find_quantities("more than 6,700 died")]
    [(6700, 6700, None, 'at_least')]
    """
    found, last = [], 0
    for word in WORD.finditer(text):
        start, first = word.start(), word[0].lower()
        if start < last or first not in OPENERS and not first[0].isdigit():
            continue
        if match := QUANTITY.match(text, start):
            read = _read(text, match)
            is_split = read is None and " " in (match["number"] or "") and first.isdigit()
            last = word.end() if is_split else match.end()  # "on June 15 300 people died"
            found.append(read)
    return [quantity for quantity in found if quantity]


def read_quantity(words: str) -> tuple[int | None, int | None, int | None, str] | None:
    """Low, best, high and qualifier of the first count in the words, or ``None``.

    >>> read_quantity("between 7 and 24")
    (7, None, 24, 'range')
    """
    first = next(iter(find_quantities(words)), None)
    return first and (first.low, first.best, first.high, first.qualifier)


def _read(text: str, match: re.Match) -> Quantity | None:
    """The quantity of a match with its hedge, or ``None`` when it counts no people or things."""
    start, end = match.span()
    if match["zero"]:
        return Quantity(start, start, end, 0, 0, 0, "exact", "zero")
    before, after = text[max(0, start - 40) : start], text[end : end + 40]
    if NOT_A_COUNT.match(after) or _is_date(match, before, after):
        return None
    more = bool(MORE.search(f"{before}|{after}"))
    if match["vague"]:
        lowest = lowest_of(match["vague"])
        return Quantity(start, start, end, lowest, None, None, "vague", "vague", more)
    if spread := _range(match, before):
        first, low, best, high, qualifier = spread
        return Quantity(first, first, end, low, best, high, qualifier, "number", more)
    number = value(match["number"] or match[0])
    if number is None:
        return None
    start_hedge, qualifier, end_hedge = _hedge(text, start, end)
    if qualifier == "exact" and ROUND.search(match[0]):
        qualifier = "about"
    low, best, high = bounds(number, qualifier)
    return Quantity(start_hedge, start, end_hedge, low, best, high, qualifier, "number", more)


def bounds(number: int, qualifier: str) -> tuple[int | None, int | None, int | None]:
    """Low, best and high of a number with a qualifier other than range.

    >>> bounds(50, "at_least"), bounds(50, "up_to")
    ((50, 50, None), (None, 50, 50))
    """
    low, high = qualifier in ("exact", "at_least"), qualifier in ("exact", "up_to")
    return number if low else None, number, number if high else None


def _range(match: re.Match, before: str) -> tuple[int, int, int | None, int, str] | None:
    """Start, bounds and qualifier of a range; of "from 5 to 7" the second, the first being old."""
    names = ("b_low", "b_high") if match["between"] else ("low", "high")
    low, high = (value(match[name] or "") for name in names)
    if low is None or high is None:
        return None
    ahead = before.lower().split()[-2:]
    is_from = ahead[-1:] == ["from"] and not ahead[0].startswith(("rang", "var"))
    if match["between"] or low < high and not is_from:
        return match.start(), min(low, high), None, max(low, high), "range"
    if low >= high and value(match[0]):  # "twenty-three"
        return None
    return match.start("high"), high, high, high, "exact"


@cache
def _hedges() -> tuple[re.Pattern, re.Pattern, dict[str, str]]:
    """Patterns of the hedges before and after a number, and the qualifier of each."""
    longest_first = sorted(read_reference("hedges"), key=lambda r: -len(r["phrase"]))
    phrases: dict[str, list[str]] = {"before": [], "after": []}
    for row in longest_first:
        phrases[row["position"]].append(re.escape(row["phrase"]).replace(r"\ ", r"\s+"))
    return (
        re.compile(rf"(?<![\w-])({'|'.join(phrases['before'])})\s+{NEUTRAL}$", re.IGNORECASE),
        re.compile(rf"\s?-?({'|'.join(phrases['after'])})(?!\w)", re.IGNORECASE),
        {row["phrase"]: row["qualifier"] for row in longest_first},
    )


def _hedge(text: str, start: int, end: int) -> tuple[int, str, int]:
    """Start of the hedge, qualifier, and end of a hedge that follows."""
    before, after, qualifiers = _hedges()
    window = max(0, start - 45)
    found = before.search(text[window:start])
    if found:
        opens = window + found.start()
        if found[1].lower() == "up to" and RISEN.search(text[window:opens]):
            return start, "exact", end  # "has gone up to 26"
        start = opens
    elif found := after.match(text[end : end + 12]):
        end += found.end()
    return start, qualifiers[" ".join(found[1].lower().split())] if found else "exact", end


def _is_date(match: re.Match, before: str, after: str) -> bool:
    """Whether a number is a year, a day of a month, an age or the number of a thing."""
    words = match["number"] or match["low"] or match["b_low"] or ""
    is_day = DATE_AFTER.match(after) and not after.startswith(" may ")  # "60 may have been killed"
    is_named = is_day or NAMED_BEFORE.search(before)
    is_age = len(words) < 3 and NAME_BEFORE.search(before) and re.match(r",\s", after)
    is_year = re.fullmatch(YEAR, words) and not PEOPLE_AFTER.match(after)
    is_told = words[:1].isdigit() and bool(is_named or is_age or is_year)
    return is_told or bool(SCHOOL_CLASS.search(before))
