"""Which day is meant?  Calendar values of temporal expressions, against a publication day.

One function per kind of expression: a regular expression match in, the columns of a row out.
`ahead` says whether the clause looks forward (see `tense`); ``None`` back means: no date after all.
"""

import calendar
import re
from collections.abc import Callable
from datetime import date, timedelta

from dateline.dates import reckoning
from dateline.dates.expressions import DAY_PARTS, MONTHS, WEEKDAYS
from dateline.dates.reckoning import NO_PUBLICATION, day_part, moment, unresolved

Ahead = Callable[[], bool]
AGE = re.compile(
    r"(?i)[- ]olds?\b(?![- ](?:\w+ )?(?:conflict|war|dispute|feud|insurgency|siege|blockade|"
    r"rebellion|ceasefire|cease-fire|truce|fighting|government|uprising|crisis|deal|agreement|standoff))"
)
PRISON = re.compile(r"(?i)[’']? (?:in (?:prison|jail|custody)|behind bars|imprisonment|of age\b)")
OF_A_NIGHT = re.compile(r" (?:on |from )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
LENGTH = re.compile(r"(?i)\b(?:for|in|after|within|than|whole|every|just|only|lasted|took) $")
NOT_A_LENGTH = re.compile(
    r"(?i)\b(?:early|last|first|final|dark|dying|good|bad|these|those|two|the) $"
)
TRUCE = re.compile(
    r"(?i) (?:\w+ )?(?:cease-?fire|truce|curfew|deadline|ultimatum|pause|lull|strike|siege)"
)


def resolve(name: str, match: re.Match, published: date | None, ahead: Ahead) -> dict | None:
    """Columns of a row for one match of a rule in `expressions`.

    >>> import re; from dateline.dates.expressions import RULES
    >>> match = RULES["weekday"].search("on Friday")
    >>> resolve("weekday", match, date(2022, 9, 15), lambda: True)["date_start"]
    '2022-09-16'
    """
    if published is None and name in FROM_PUBLICATION:
        return unresolved(NO_PUBLICATION)
    return RESOLVERS[name](match.groupdict(), published, ahead, match)


def _weekday(words: dict, published: date, ahead: Ahead, _match) -> dict:
    """Friday · last Tuesday · early on Thursday."""
    which = words.get("which")
    is_ahead = not which and ahead()
    return day_part(reckoning.weekday_near(published, words["weekday"], which, is_ahead), words)


def _month_number(name: str) -> int:
    return int(name) if name.isdigit() else MONTHS.index(name[:3].lower()) + 1


def _calendar_day(words: dict, published: date | None, ahead: Ahead, _match) -> dict | None:
    """Sept. 13 · 13 September 2022; without a year the one that tense and publication allow."""
    month, day = _month_number(words["month"]), int(words["day"])
    if day > calendar.monthrange(2024, month)[1]:
        return None
    year, note = words.get("year"), None
    if year is None:
        if published is None:
            return unresolved("no year, and no publication date", value=f"XXXX-{month:02}-{day:02}")
        year = _year_of(month, day, published, ahead)
    try:
        start = date(int(year), month, day)
    except ValueError:
        return None
    if words.get("weekday") and WEEKDAYS[start.weekday()] != words["weekday"].lower():
        note = f"{start.isoformat()} was a {WEEKDAYS[start.weekday()].title()}"
    end = words.get("until")
    end = f"{start.isoformat()[:8]}{int(end):02}" if end and int(end) > day else None
    anchor = None if words.get("year") else "publication"
    return moment(start.isoformat(), end, anchor=anchor, note=note)


def _year_of(month: int, day: int, published: date, ahead: Ahead) -> int:
    """The year before when the day has yet to come in the past tense, the next when it is over."""
    if (month, day) > (published.month, published.day):
        return published.year if ahead() else published.year - 1
    months_back = published.month - month
    return published.year + 1 if months_back > 6 and ahead() else published.year


def _month(words: dict, published: date | None, ahead: Ahead, _match) -> dict | None:
    """December 2013 · in December · last September."""
    cue = (words.get("cue") or "").strip().lower()
    is_also_a_word = words["month"] in ("May", "March", "Mar", "Jan", "Jun", "Dec", "Sept", "Oct")
    if not words.get("year") and not cue and not words.get("early") and is_also_a_word:
        return None
    month, note = _month_number(words["month"]), words.get("early")
    if words.get("year"):
        return moment(f"{words['year']}-{month:02}", precision="month", note=note)
    if published is None:
        return unresolved("no year, and no publication date", value=f"XXXX-{month:02}")
    year = published.year
    if cue == "last" or (cue != "next" and cue != "this"):
        is_past = cue == "last" or not ahead()
        year -= is_past and month >= published.month + (cue != "last")
        year += not is_past and month < published.month
    elif cue == "next":
        year += month <= published.month
    return moment(f"{year}-{month:02}", precision="month", anchor="publication", note=note)


def _deictic(words: dict, published: date | None, _ahead, match) -> dict | None:
    """yesterday morning · tomorrow · overnight."""
    before = match.string[: match.start()]
    if match.group().startswith("Today") and re.search(r"\b[A-Z]\w+ $", before):
        return None  # a name: USA Today
    if published is None:
        return unresolved(NO_PUBLICATION)
    word = words["word"].lower()
    if word == "overnight" and OF_A_NIGHT.match(match.string, match.end()):
        return None  # "overnight Thursday into Friday": the weekday tells which night
    back = {"yesterday": -1, "last night": -1, "overnight": -1, "tomorrow": 1}
    back |= {"the day before yesterday": -2, "the day after tomorrow": 2}
    day = published + timedelta(days=back.get(word, 0))
    part = words.get("part") or {"last night": "night", "tonight": "tonight"}.get(word)
    if word == "overnight":
        return day_part(day, {"part": "overnight"}) | {"date_end": published.isoformat()}
    return day_part(day, {"part": part})


def _period(words: dict, published: date, ahead: Ahead, _match) -> dict:
    """earlier this week · last month · next year · last summer."""
    which, unit = words["which"].lower(), words["unit"].lower()
    if which in ("the past", "the coming"):
        return _window({"which": which[4:], "number": "a", "unit": unit}, published, ahead, _match)
    step = {"last": -1, "the previous": -1, "next": 1, "the following": 1}.get(which, 0)
    if which == "the":  # "over the weekend": the last one, or the one that it still is
        step = 0 if published.weekday() >= 5 or ahead() else -1
    return reckoning.calendar_period(published, unit, step) | {"note": words.get("early")}


def _window(words: dict, published: date | None, _ahead, _match) -> dict:
    """the past two days · the next 48 hours."""
    number, unit = reckoning.number_of(words["number"]), words["unit"].lower()
    value = reckoning.period_value(number, unit)
    if published is None or number is None:
        note = NO_PUBLICATION if published is None else "vague length"
        return unresolved(note, kind="duration", value=value)
    way = 1 if words["which"].lower() in ("next", "coming", "following") else -1
    days = -(-number // 24) if unit == "hour" else number
    other, precision = reckoning.shift(published, way * days, "day" if unit == "hour" else unit)
    today = published.isoformat()[: len(other)]
    start, end = sorted((other, today))
    return moment(start or None, end, kind="duration", precision=precision, value=value,
                  anchor="publication")  # fmt: skip


def _offset(words: dict, published: date | None, _ahead, _match) -> dict:
    """two days ago; "earlier" and "later" wait for their anchor in `anchors`."""
    if words["way"].lower() != "ago":
        value = reckoning.period_value(reckoning.number_of(words["number"]), words["unit"].lower())
        return unresolved("no earlier day to count from", value=value)
    if published is None:
        return unresolved(NO_PUBLICATION)
    return reckoning.ago(words, published, -1) | {"anchor": "publication"}


def _duration(words: dict, _published, _ahead, match) -> dict | None:
    """two days · six-week; ages, rates and prison terms are none."""
    before, after = _beside(match)
    number, unit = words["number"].lower(), words["unit"].lower()
    if AGE.match(after) or re.search(r"\baged (?:of )?$", before) or PRISON.match(after):
        return None
    if match.group() in ("24-hour", "24 hour") and not TRUCE.match(after):
        return None  # an adjective: round the clock
    is_article = number in ("a", "an", "one") and not words.get("hedge")
    is_plain = "-" not in match.group() and "long" not in match.group()
    if is_article and is_plain and not LENGTH.search(before):
        return None  # "twice a day", "one day he will"
    half = number.startswith("half")
    value = reckoning.period_value(None if half else reckoning.number_of(number), unit)
    note = f"mod={words['hedge'].lower()}" if words.get("hedge") else None
    return moment(kind="duration", precision="duration", value=value, note=note)


def _beside(match: re.Match) -> tuple[str, str]:
    """The few letters before a match, and all after it."""
    return match.string[max(0, match.start() - 12) : match.start()], match.string[match.end() :]


def _vague(words: dict, _published, _ahead, match) -> dict | None:
    """decades-old · weekslong · months of talks; "a month-long truce" is one month."""
    if NOT_A_LENGTH.search(_beside(match)[0]):
        return None
    unit, text = words["unit"].lower(), match.group().lower()
    is_one = not words.get("many") and not text.endswith("old")
    value = reckoning.period_value(1 if is_one else None, unit)
    note = None if is_one else "no number is stated"
    return moment(kind="duration", precision="duration", value=value, note=note)


def _decade(words: dict, _published, _ahead, _match) -> dict:
    """the early 1990s · the ’90s."""
    short = words.get("short") or ""
    first = words["decade"] or ("19" if short >= "30" else "20") + short
    last, note = f"{first[:3]}9", words.get("early")
    return moment(first, last, precision="decade", value=first[:3], note=note)


def _years(words: dict, _published, _ahead, _match) -> dict | None:
    """2014-2015 · 1988–94."""
    first, last = words["first"], words["last"]
    last = first[:2] + last if len(last) == 2 else last
    if not 0 < int(last) - int(first) < 100:
        return None
    return moment(first, last, precision="year", value=f"{first}/{last}")


FROM_PUBLICATION = ("weekday", "this_part", "period", "earlier_in")
RESOLVERS: dict[str, Callable[..., dict | None]] = {
    "iso": _calendar_day, "month_day": _calendar_day, "day_month": _calendar_day,
    "month_year": _month, "month": _month, "weekday": _weekday,
    "decade": _decade, "years": _years, "deictic": _deictic, "period": _period,
    "earlier_in": _period, "window": _window, "offset": _offset, "duration": _duration,
    "vague": _vague, "for_vague": _vague,
    # every morning · on Fridays
    "set": lambda *_: moment(kind="set", precision="unresolved", note="repeated, no one day"),
    "weekly": lambda *_: RESOLVERS["set"](),
    # 2020: `extract` checks that it is no quantity
    "year": lambda words, *_: moment(words["year"], precision="year", note=words.get("early")),
    # this morning · late this evening
    "this_part": lambda words, day, *_: day_part(day, {"part": words["part"]}),
    # in recent days: before publication, how long is not said
    "recent": lambda words, *_: moment(
        precision="unresolved", note="no length is stated",
        value="FUTURE_REF" if words["which"].lower() in ("coming", "next few") else "PAST_REF"),
    # decades ago · days later
    "vague_ago": lambda words, *_: unresolved(
        "vague length", value=reckoning.period_value(None, words["unit"].lower())),
    # The day of what follows is found in `anchors`: 8 p.m. · before dawn · the next day
    "clock": lambda words, *_: unresolved(
        words.get("zone") or "no day is stated", kind="time",
        value=f"T{reckoning.clock_time(words)}"),
    "dawn": lambda words, *_: unresolved(
        "no day is stated", kind="time", value=f"T{DAY_PARTS[words['part'].lower()]}"),
    "next_day": lambda *_: unresolved("no earlier day to count from"),
    "anchored": lambda *_: unresolved("the day of that event is not stated"),
}  # fmt: skip
