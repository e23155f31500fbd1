"""What day do these words mean?  Temporal expressions in text, and their calendar values.

Everything here is words and calendar: no parse is needed.  `dates` adds tense, context and the
anchors that other sentences give.
"""

import re

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
UNITS = {"minute": "TM", "hour": "TH", "day": "D", "night": "D", "week": "W", "weekend": "W",
         "month": "M", "year": "Y", "decade": "Y", "century": "Y", "centurie": "Y"}  # fmt: skip
DAY_PARTS = {
    "early": "MO", "morning": "MO", "dawn": "MO", "daybreak": "MO", "sunrise": "MO", "mid": "AF",
    "midday": "AF", "afternoon": "AF", "late": "EV", "evening": "EV", "dusk": "EV", "sunset": "EV",
    "nightfall": "EV", "night": "NI", "overnight": "NI", "tonight": "NI",
}  # fmt: skip
SEASONS = {
    "spring": ("03", "05"), "summer": ("06", "08"), "autumn": ("09", "11"), "fall": ("09", "11"),
    "winter": ("12", "02"),
}  # fmt: skip
# Names that hold a weekday without meaning a day.
NOT_A_DAY = "".join(
    rf"(?<!{word} )"
    for word in ("Black", "Good", "Bloody", "Super", "Holy", "Palm", "Easter", "Ash")
)
PAPERS = (
    r"(?!\s(?:Times|Telegraph|Mail|Mirror|Express|Post|World|Night Live|Herald|Agreement|"
    r"Accords?|Tribune))"
)

_WEEKDAYS = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_UNITS = r"(?:minute|hour|day|night|week|weekend|month|year|decade|century|centurie)"
_TENS = r"twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_ONES = r"one|two|three|four|five|six|seven|eight|nine"
_TEENS = r"ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
NUMBERS = {"a": 1, "an": 1}
NUMBERS |= {word: n for n, word in enumerate(f"{_ONES}|{_TEENS}".split("|"), 1)}
NUMBERS |= {word: 10 * n for n, word in enumerate(_TENS.split("|"), 2)}

WEEKDAY = rf"{NOT_A_DAY}(?P<weekday>(?i:{_WEEKDAYS}))(?!s?\w)(?!s\b){PAPERS}"
MONTH = (
    r"(?P<month>January|February|March|April|May|June|July|August|September|October|November|"
    r"December|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\.?)(?!\w)"
)
YEAR = r"(?P<year>(?:1[5-9]|20)\d\d)(?!\w|[,.]\d)"
DAY = r"(?P<day>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?!\d|[,.]\d{3}(?!\d)|[.:]\d)"
UNTIL = r"(?:\s?[-–]\s?(?P<until>3[01]|[12]\d|[1-9])(?!\d))?"
NUMBER = (
    r"(?P<number>\d{1,3}(?:,\d{3})*|a couple of|a couple|a few|several|few|many|dozens of|"
    r"hundreds of|thousands of|two dozen|a dozen|half an?|"
    rf"(?:{_TENS})-(?:{_ONES})|{_TENS}|{_TEENS}|{_ONES}|an?)"
)
UNIT = rf"(?P<unit>{_UNITS})s?"
HEDGE = (
    r"(?:(?P<hedge>nearly|almost|about|around|roughly|some|more than|over|at least|less than|"
    r"under|up to|just over|just under|as many as|only|barely) )?"
)
CLOCK = (
    r"(?<![\d:.$])(?:(?P<hour>1[0-2]|0?[1-9])(?:[:.](?P<minute>[0-5]\d))?\s?(?P<half>[apAP])"
    r"(?:\.[mM]\.|[mM]\b)"
    r"|(?P<hour24>[01]?\d|2[0-3]):(?P<minute24>[0-5]\d)(?!\d|:)(?: hours)?"
    r"|(?P<military>(?:[01]\d|2[0-3])[0-5]\d)(?= ?(?:GMT|UTC|hours\b|hrs\b|local time))"
    r"|\b(?P<word>noon|midnight|midday)\b)"
)
ZONE = r"(?: ?\(?(?P<zone>local time|GMT|UTC|(?:[A-Z][a-z]+ )time|E[SD]?T\b)\)?)?"
EARLY = r"(?:(?P<early>[Ee]arly|[Ll]ate|[Mm]id)(?: on |[ -]))?"
PART = r"(?: (?P<part>morning|afternoon|evening|night)\b)?"

# In the order of preference where two match the same words; the longest wins before that.
PATTERNS = {
    "iso": rf"\b(?P<year>\d{{4}})-(?P<month>0[1-9]|1[0-2])-{DAY}",
    # Tuesday, Sept. 13, 2022 · Sept. 13-15
    "month_day": rf"\b(?:{WEEKDAY}(?:,| the|,? \() ?)?{EARLY}\b{MONTH} {DAY}{UNTIL}(?:,? {YEAR})?",
    # Tuesday 13 September 2022 · the 13th of September
    "day_month": rf"\b(?:{WEEKDAY}(?:,| the|,? \()? (?:the )?)?"
    rf"{DAY}{UNTIL} (?:of )?{MONTH}(?:,? {YEAR})?",
    "month_year": rf"\b{EARLY}{MONTH}(?:,| of)? {YEAR}",
    # in December · last September · mid-May
    "month": r"(?P<cue>\b(?:[Ii]n|[Ss]ince|[Bb]y|[Uu]ntil|[Ll]ast|[Nn]ext|[Tt]his|[Dd]uring|[Oo]f|"
    rf"[Ff]rom) )?\b{EARLY}\b{MONTH}(?!\.? \d)",
    # last Tuesday · early on Thursday · Friday night
    "weekday": r"\b(?:(?P<which>(?i:last|next|this past|this coming|this|"
    rf"the coming|coming|the previous|the following)) )?(?i:{EARLY})\b{WEEKDAY}{PART}",
    "set": rf"(?i)\b(?:every|each) (?:other |single )*(?:morning|evening|{_UNITS}|{_WEEKDAYS})s?\b",
    "weekly": rf"\b(?i:{_WEEKDAYS})s\b(?![’'])",
    "decade": rf"(?<!\w){EARLY}(?:(?P<decade>(?:1[5-9]|20)\d0)|['’](?P<short>[2-9]0))s\b",
    # 2014-2015 · 1988–94
    "years": r"(?<![\d$€£./:–-])\b(?P<first>(?:1[5-9]|20)\d\d)\s?[-–/]\s?"
    r"(?P<last>(?:1[5-9]|20)\d\d|\d\d)(?![\d\-–/]|,\d|\w)",
    "year": rf"(?<![\d$€£./:–-])\b{EARLY}\b{YEAR}(?!s\b)",
    "deictic": r"(?i)\b(?P<word>the day before yesterday|the day after tomorrow|"
    rf"yesterday|today|tomorrow|tonight|last night|overnight)\b{PART}",
    "this_part": r"(?i)\b(?:(?P<early>early|late|earlier|later) )?"
    r"this (?P<part>morning|afternoon|evening)\b",
    # earlier this week · last month · the previous year · last summer
    "period": r"(?i)\b(?:(?P<early>early|late|earlier|later) )?(?P<which>last|this past|this|next|"
    r"the previous|the following|the past|the coming|the(?= weekend)) "
    r"(?P<unit>week|weekend|month|year|decade|"
    r"spring|summer|autumn|fall|winter)\b(?!['’-]\w)",
    "earlier_in": r"(?i)\b(?P<early>early|late|earlier|later) "
    r"(?P<which>in the) (?P<unit>week|month|year)\b",
    "recent": r"(?i)\b(?:in )?(?:the )?(?P<which>recent|coming|past few|last few|next few) "
    r"(?P<unit>hour|day|week|month|year|decade)s\b",
    "window": rf"(?i)\bthe (?P<which>past|last|next|coming|following) {NUMBER}[ -]{UNIT}\b",
    # two days ago · five hours earlier
    "offset": rf"(?i)\b{HEDGE}{NUMBER} {UNIT} "
    r"(?P<way>ago|earlier|later|before(?= (?:that\b|this\b)|[.,;]))",
    "vague_ago": r"(?i)\b(?P<unit>hour|day|week|month|year|decade)s (?P<way>ago|earlier|later)\b",
    "next_day": r"(?i)\bthe (?P<which>next|following|previous|same) "
    r"(?P<unit>day|night|morning|evening)\b"
    r"|\bthe (?:day|night) (?P<before>before)\b(?! (?:yesterday|the|a|an|his|her|their)\b)",
    # shortly before the attack · two days after the deal (the rest: `dates`)
    "anchored": rf"(?i)\b(?:(?P<soon>shortly|soon|immediately|just|right|moments|not long)|"
    rf"{HEDGE}{NUMBER} {UNIT}|(?P<some>minutes|hours|days|weeks|months|years|decades)) "
    r"(?P<way>before|after|following|prior to)\b",
    "duration": rf"(?i)\b{HEDGE}{NUMBER}[ -]{UNIT}(?:-long)?\b",
    # decades-old · weekslong · months of talks
    "vague": r"(?i)(?<![\w’'-])(?P<unit>hour|day|week|month|year|decade|centurie|century)"
    r"(?P<many>s)?(?:(?:[- ]?long|-old)\b|(?<=s)(?= of\b))",
    "for_vague": r"(?i)(?:(?<=\bfor )|(?<=\bin )|(?<=\bover ))(?:many )?"
    r"(?P<unit>hour|day|week|month|year|decade|centurie)(?P<many>s)\b",
    "clock": rf"\b{CLOCK}{ZONE}",
    "dawn": r"(?i)\b(?:before|at|around|after|since|by) (?P<part>dawn|dusk|daybreak|nightfall)\b",
}
RULES = {name: re.compile(pattern) for name, pattern in PATTERNS.items()}
ORDER = {name: k for k, name in enumerate(RULES)}
# Words, or their openings, of which each expression of these rules holds one: a rule is tried only
# near them.  A number of four digits or short for a decade stands as "0000", any other as "0".
RULES_NEAR = {
    "|".join(MONTHS): "month_day day_month month_year month",
    "|".join(WEEKDAYS): "weekday weekly",
    "0000": "iso decade years year",
    "0|noon|midnight|midday": "clock",
    "every|each": "set",
    "yesterday|today|tonight|tomorrow|night|overnight": "deictic",
    "morning|afternoon|evening|night|day": "this_part next_day",
    f"week|month|year|decade|{'|'.join(SEASONS)}": "period earlier_in",
    "ago|earlier|later|before": "offset vague_ago",
    "before|after|following|prior": "anchored",
    "|".join(UNITS): "recent window duration vague for_vague",
    "dawn|dusk|daybreak|nightfall": "dawn",
}
_WORDS = sorted({w for near in RULES_NEAR for w in near.split("|") if w[0] != "0"}, reverse=True)
TRIGGER = re.compile(rf"(?i)\b(?:{'|'.join(_WORDS)})|\d+|['’]\d0")
OPENED = {
    word: [rules for near, rules in RULES_NEAR.items() if word.startswith(tuple(near.split("|")))]
    for word in (*_WORDS, "0", "0000")
}
REACH = 50  # letters on either side of the word


def find_expressions(text: str) -> list[tuple[str, re.Match]]:
    """Expressions with the name of their rule, in order; the longest of those that overlap.

    >>> [(name, m.group()) for name, m in find_expressions("It began at 8 p.m. on Tuesday.")]
    [('clock', '8 p.m.'), ('weekday', 'Tuesday')]
    """
    text = text.replace("\u00a0", " ")
    found = [
        (name, m)
        for names, stretches in _near(text).items()
        for name in names.split()
        for start, end in stretches
        for m in RULES[name].finditer(text, start, end)
    ]
    # the longest first, then the rules in order of preference
    found.sort(key=lambda f: (f[1].start() - f[1].end(), ORDER[f[0]], f[1].start()))
    taken: list[tuple[str, re.Match]] = []
    covered: set[int] = set()
    for name, match in found:
        letters = range(match.start(), match.end())
        if covered.isdisjoint(letters):
            covered.update(letters)
            taken.append((name, match))
    return sorted(taken, key=lambda f: f[1].start())


def _near(text: str) -> dict[str, list[tuple[int, int]]]:
    """The stretches of a text in which rules are tried, by the names of the rules."""
    near: dict[str, list[tuple[int, int]]] = {}
    for match in TRIGGER.finditer(text):
        word, start, end = match[0].lower(), match.start() - REACH, match.end() + REACH
        if not word[0].isalpha():
            word = "0000" if len(word) == 4 or not word[0].isdigit() else "0"
        for names in OPENED[word]:
            stretches = near.setdefault(names, [])
            if stretches and start <= stretches[-1][1]:
                stretches[-1] = stretches[-1][0], end
            else:
                stretches.append((max(0, start), end))
    return near
