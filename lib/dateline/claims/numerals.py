"""What number do digits and words stand for?  "Fifty-five", "two dozen", "several thousand"."""

import re

_NAMES = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
]  # fmt: skip
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
WORDS: dict[str, float] = {word: n for n, word in enumerate(_NAMES)}
WORDS |= {word: 20 + 10 * n for n, word in enumerate(TENS)}
WORDS |= {"fourty": 40, "half": 0.5, "quarter": 0.25, "couple": 2, "both": 2}
SCALES = {"dozen": 12, "hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9}
VAGUE = {"tens": 20, "dozens": 24, "scores": 40, "hundreds": 200, "thousands": 2000}
VAGUE |= {"millions": 2 * 10**6, "several": 3, "few": 3, "handful": 3}
_UNIT = f"(?:{'|'.join(_NAMES[1:10])})"
_BELOW_100 = rf"(?:(?:{'|'.join(TENS)}|fourty)(?:[\s-]{_UNIT})?|{'|'.join(_NAMES[10:])}|{_UNIT})"
_HUNDRED = rf"(?:{_BELOW_100}|an?)[\s-]hundred(?:(?:\s+and)?[\s-]{_BELOW_100})?"
_BELOW_1000 = f"(?:{_HUNDRED}|{_BELOW_100})"
_DIGITS = r"\d{1,3}(?:,\d{3})+(?!\d)|\d{2,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)|\d+(?:\.\d+)?"
NUMBER = rf"""(?:
    (?:half|a\s+quarter\s+of)\s+an?\s+(?:dozen|hundred|thousand|million)
  | (?:{_DIGITS})[\s-]?(?:dozen|hundred|thousand|million|billion)\b
  | (?:{_BELOW_1000}|an?)[\s-](?:thousand|million)(?:(?:\s+and)?[\s-]{_BELOW_1000})?\b
  | (?:{_BELOW_100}|an?)[\s-]dozen\b
  | a\s+couple\s+(?:of\s+)?(?:dozen|hundred|thousand|million)\b
  | a\s+couple(?=\s+of\b)
  | (?:{_BELOW_1000})\b
  | (?<!,\s)both(?=\s+(?:of\s+(?:the|these|those|their)\s+)?
      (?:[a-z]+(?<!wa)s|\w*(?:men|people|children))\b)
  | (?:{_DIGITS})
)"""
FEW = r"""(?:
    (?:tens|dozens|scores|hundreds|thousands|millions)
        (?:\s+(?:of|and)\s+(?:hundreds|thousands|millions))?
  | (?:several|an?\s+few|a\s+handful)(?:\s+(?:dozen|hundred|thousand|million)s?)?
)\b"""
# The first word of each number in words.
FIRST_WORDS = {*_NAMES, *TENS, *VAGUE, "fourty", "half", "a", "an", "both"}


def value(words: str) -> int | None:
    """The number that digits or words stand for, or ``None``.

    >>> value("a hundred and fifty-five"), value("1.5 million"), value("two dozen")
    (155, 1500000, 24)
    """
    total, group = 0, None
    for part in re.findall(r"\d[\d,\s]*(?:\.\d+)?|[a-z]+", words.lower()):
        if part[0].isdigit() and len(part) < 16:  # longer is no count of people
            group = float(re.sub(r"[,\s]", "", part))
        elif part in WORDS:
            group = (group or 0) + WORDS[part]
        elif part in SCALES:
            group = (1 if group is None else group) * SCALES[part]
            if SCALES[part] >= 1000:
                total, group = total + group, 0
        elif part not in ("a", "an", "and", "of"):
            return None
    return None if group is None else round(total + group)


def lowest_of(words: str) -> int:
    """Lowest number meant by a vague quantity: several million is three million."""
    parts = re.findall("[a-z]+", words.lower())
    vague = next(part for part in parts if part in VAGUE)
    return VAGUE[vague] * (SCALES.get(parts[-1].removesuffix("s"), 1) if parts[-1] != vague else 1)
