"""How many?  Number words, digits and hedges as ranges with a low, best and high figure.

The bounds follow one rule for each qualifier: exact N,N,N · at_least N,N,null · about null,N,null ·
up_to null,N,N · range low,null,high · vague low,null,null.  A hedge binds only the number
that it stands on.
"""

import re
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc

from dateline.lexicon import read_reference

UNITS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
TEENS = (
    ["ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen"]
    + ["seventeen", "eighteen", "nineteen"]
)  # fmt: skip
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
WORDS: dict[str, float] = {w: i for i, w in enumerate(UNITS + TEENS)}
WORDS |= {w: 20 + 10 * i for i, w in enumerate(TENS)}
WORDS |= {"fourty": 40, "half": 0.5, "quarter": 0.25, "couple": 2}
SCALES = {"dozen": 12, "hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9}
VAGUE = {"tens": 20, "dozens": 24, "scores": 40, "hundreds": 200, "thousands": 2000}
VAGUE |= {"millions": 2 * 10**6, "several": 3, "few": 3, "handful": 3}
_UNIT = "(?:" + "|".join(UNITS[1:]) + ")"
_BELOW_100 = rf"(?:(?:{'|'.join(TENS)}|fourty)(?:[\s-]{_UNIT})?|{'|'.join(TEENS)}|{_UNIT})"
_BELOW_1000 = (
    rf"(?:(?:(?:{_BELOW_100}|an?)[\s-])hundred(?:(?:\s+and)?[\s-]{_BELOW_100})?|{_BELOW_100})"
)
_DIGITS = r"\d{1,3}(?:,\d{3})+(?!\d)|\d+(?:\.\d+)?"
_NUMBER = rf"""(?:
    (?:half|a\s+quarter\s+of)\s+an?\s+(?:dozen|hundred|thousand|million)
  | (?:{_DIGITS})[\s-]?(?:dozen|hundred|thousand|million|billion)\b
  | (?:{_BELOW_1000}|an?)[\s-](?:thousand|million)(?:(?:\s+and)?[\s-]{_BELOW_1000})?\b
  | (?:{_BELOW_100}|an?)[\s-]dozen\b
  | a\s+couple\s+(?:of\s+)?(?:dozen|hundred|thousand|million)\b
  | a\s+couple(?=\s+of\b)
  | (?:{_BELOW_1000})\b
  | (?:{_DIGITS})
)"""
_YEAR = r"(?:19|20)\d\d"
_VAGUE = r"""(?:
    (?:tens|dozens|scores|hundreds|thousands|millions)
        (?:\s+(?:of|and)\s+(?:hundreds|thousands|millions))?
  | (?:several|an?\s+few|a\s+handful)(?:\s+(?:dozen|hundred|thousand|million)s?)?
)\b"""
QUANTITY = re.compile(
    rf"""(?<![\w.,$€£#/:’'-]) (?:
        (?P<zero>(?:no|not)\s+one|nobody|none|no(?=\s+[a-z])(?!\s+(?:fewer|less|more|later)\b)|neither|zero)\b
      | (?P<between>between|anywhere\s+from)
        \s+(?P<b_low>{_NUMBER})\s+(?:and|to)\s+(?P<b_high>{_NUMBER})
      | (?P<vague>{_VAGUE})
      | (?!{_YEAR}\s[-–—])  # "9 May 2022 — Fifteen soldiers"
        (?P<low>{_NUMBER})\s?(?:[-–—]|to|or)\s?(?P<high>{_NUMBER})(?![\w%-])
      | (?P<number>{_NUMBER})
    )(?![\w%$€£]|\.\d|:\d|,\d|/\d)""",
    re.VERBOSE | re.IGNORECASE,
)
# Words that may stand between a hedge and its number without a meaning of their own.
NEUTRAL = r"(?:(?:another|other|(?:a\s+)?further|(?:an\s+)?additional|a\s+total\s+of|the|an?)\s+)?"
MORE_BEFORE = re.compile(r"\b(another|other|further|additional)\s+(?:\S+\s+){0,2}$", re.IGNORECASE)
MORE_AFTER = re.compile(r"\s+(more|others?|additional|further)\b", re.IGNORECASE)
NOT_A_COUNT = re.compile(
    r"""^(?: \s*(?:%|per\s?cent|percent|percentage|p\.?m\b|a\.?m\b|hrs\b|hours?\b|°
        |years?\b|months?\b|weeks?\b|days?\b|minutes?\b|seconds?\b|km\b|kms\b|kilomet|metre|meter|miles?\b
        |mm\b|kg\b|tons?\b|tonnes?\b|pounds\b|dollars|euros?\b|rupees|lakh|crore|GMT|EDT|square|acres|hectares|feet\b|ft\b
        |times\b|rounds?\b|st\b|nd\b|rd\b|th\b)
      | -(?:years?|months?|weeks?|days?|hours?|minutes?|second|storey|story|bedroom|room|seat|star
        |member|point|man|strong|mile|km|ton|foot|inch)(?:-|\b(?=\s\w))
    )""",
    re.VERBOSE | re.IGNORECASE,
)  # fmt: skip
MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)\b\.?"
)
DATE_AFTER = re.compile(rf"^(?:st|nd|rd|th)?\s+(?:of\s+)?{MONTH}\b", re.IGNORECASE)


@dataclass(frozen=True)
class Quantity:
    """One count in the text: offsets with and without its hedge, bounds and kind.

    `kind` is number, vague or zero; `more` says that it is counted on top of another
    ("another 30", "two more"); `start` and `end` are tokens, the hedge included.
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


def value(words: str) -> int | None:
    """The number that digits or words stand for, or ``None``.

    >>> value("a hundred and fifty-five"), value("1.5 million"), value("two dozen")
    (155, 1500000, 24)
    """
    parts = re.findall(r"\d[\d,]*(?:\.\d+)?|[a-z]+", words.lower())
    total, group = 0, None
    for part in parts:
        if part[0].isdigit():
            if len(part) > 15:  # no count of people
                return None
            group = float(part.replace(",", ""))
        elif part in WORDS:
            group = (group or 0) + WORDS[part]
        elif part in SCALES:
            group = (1 if group is None else group) * SCALES[part]
            if SCALES[part] >= 1000:
                total, group = total + group, 0
        elif part not in ("a", "an", "and", "of"):
            return None
    return None if group is None else round(total + group)


def find_quantities(text: str) -> list[Quantity]:
    """Counts in a text in their order; times, dates, ages, sums of money and shares left out.

    >>> [(q.low, q.best, q.high, q.qualifier) for q in find_quantities("more than 6,700 died")]
    [(6700, 6700, None, 'at_least')]
    """
    found = (_read(text, match) for match in QUANTITY.finditer(text))
    return [quantity for quantity in found if quantity]


def read_quantity(words: str) -> tuple[int | None, int | None, int | None, str] | None:
    """Low, best, high and qualifier of the first count in the words, or ``None``.

    >>> read_quantity("between 7 and 24")
    (7, None, 24, 'range')
    """
    first = next(iter(find_quantities(words)), None)
    return first and (first.low, first.best, first.high, first.qualifier)


def token_spans(doc: Doc, quantities: list[Quantity]) -> list[tuple[int, int, int]]:
    """First token, first token of the number, and the end token of each quantity."""
    starts = {token.idx: token.i for token in doc}
    spans = []
    for q in quantities:
        number = _token_at(doc, starts, q.number_start)
        start = _token_at(doc, starts, q.start_char)
        end = number + 1
        while end < len(doc) and doc[end].idx < q.end_char:
            end += 1
        spans.append((start, number, end))
    return spans


def _token_at(doc: Doc, starts: dict[int, int], offset: int) -> int:
    """Index of the token that holds the offset."""
    back = offset
    while back not in starts and back > 0:
        back -= 1
    return starts.get(back, 0)


def _read(text: str, match: re.Match) -> Quantity | None:
    """The quantity of a match with its hedge, or ``None`` when it counts no people or things."""
    start, end = match.span()
    if match["zero"]:
        return Quantity(start, start, end, 0, 0, 0, "exact", "zero")
    before, after = text[max(0, start - 40) : start], text[end : end + 40]
    if NOT_A_COUNT.match(after) or _is_date(match, before, after):
        return None
    more = bool(MORE_BEFORE.search(before) or MORE_AFTER.match(after))
    if match["between"]:
        known = sorted(n for n in map(value, match.group("b_low", "b_high")) if n is not None)
        if len(known) < 2:
            return None
        low, high = known  # "between 10 and 5" is the same range
        return Quantity(start, start, end, low, None, high, "range", "number", more)
    start_hedge, qualifier, end_hedge = _hedge(text, start, end)
    if match["vague"]:
        return Quantity(
            start, start, end, _vague(match["vague"]), None, None, "vague", "vague", more
        )
    if match["low"] and (spread := _range(text, match, more)):
        return spread
    number = value(match["number"] or match[0])
    if number is None:
        return None
    if qualifier == "exact" and re.search("dozen|couple", match[0], re.IGNORECASE):
        qualifier = "about"
    low, best, high = bounds(number, qualifier)
    return Quantity(start_hedge, start, end_hedge, low, best, high, qualifier, "number", more)


def bounds(number: int, qualifier: str) -> tuple[int | None, int | None, int | None]:
    """Low, best and high of a number with a qualifier other than range.

    >>> bounds(50, "at_least"), bounds(50, "up_to")
    ((50, 50, None), (None, 50, 50))
    """
    return (
        number if qualifier in ("exact", "at_least") else None,
        number,
        number if qualifier in ("exact", "up_to") else None,
    )


def _range(text: str, match: re.Match, more: bool) -> Quantity | None:
    """A range; only the second number of "from 5 to 7", where the first is superseded."""
    start, end = match.span()
    low, high = value(match["low"]), value(match["high"])
    if low is None or high is None or (low >= high and value(match[0])):  # "twenty-three"
        return None
    if low >= high or re.search(r"\bfrom\s+$", text[:start], re.IGNORECASE):
        later = match.start("high")
        return Quantity(later, later, end, high, high, high, "exact", "number", more)
    return Quantity(start, start, end, low, None, high, "range", "number", more)


def _vague(words: str) -> int:
    """Lowest number meant by a vague quantity: several million is three million."""
    parts = re.findall("[a-z]+", words.lower())
    vague = next(part for part in parts if part in VAGUE)
    scale = SCALES.get(parts[-1].removesuffix("s"), 1) if parts[-1] != vague else 1
    return scale * VAGUE[vague]


@cache
def _hedges() -> tuple[re.Pattern, re.Pattern, dict[str, str]]:
    """Patterns of the hedges before and after a number, and the qualifier of each."""
    rows = read_reference("hedges")
    phrases = {
        position: "|".join(
            re.escape(r["phrase"]).replace(r"\ ", r"\s+")
            for r in sorted(rows, key=lambda r: -len(r["phrase"]))
            if r["position"] == position
        )
        for position in ("before", "after")
    }
    return (
        re.compile(rf"(?<![\w-])({phrases['before']})\s+{NEUTRAL}$", re.IGNORECASE),
        re.compile(rf"\s?-?({phrases['after']})(?!\w)", re.IGNORECASE),
        {r["phrase"]: r["qualifier"] for r in rows},
    )


def _hedge(text: str, start: int, end: int) -> tuple[int, str, int]:
    """Start of the hedge, qualifier, and end of a hedge that follows."""
    before, after, qualifiers = _hedges()
    window = max(0, start - 45)
    found = before.search(text[window:start])
    if found:
        return window + found.start(), qualifiers[_plain(found[1])], end
    found = after.match(text[end : end + 12])
    return (
        (start, qualifiers[_plain(found[1])], end + found.end()) if found else (start, "exact", end)
    )


def _plain(phrase: str) -> str:
    """The phrase in lower case with single spaces."""
    return " ".join(phrase.lower().split())


def _is_date(match: re.Match, before: str, after: str) -> bool:
    """Whether a number is a year, a day of a month, an age or the number of a thing."""
    words = match["number"] or match["low"] or match["b_low"] or ""
    if not words[:1].isdigit():
        return False
    if DATE_AFTER.match(after) or re.search(rf"\b{MONTH}\s+$", before, re.IGNORECASE):
        return True
    is_year = len(words) == 4 and words.isdigit() and 1800 <= int(words) <= 2099
    if is_year and not re.match(r"\s+(?:people|civilians|soldiers|dead|killed|were)", after):
        return True
    return bool(
        re.search(
            r"\b(?:No\.|Article|Resolution|Flight|Highway|Route|Chapter|aged?|age of)\s+$", before
        )
    ) or bool(
        re.match(r",\s", after)
        and re.search(r"[A-Z]\w+,\s$", before)
        and words.isdigit()
        and int(words) < 100
    )
