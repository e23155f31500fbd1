"""How are days counted?  Lengths, steps and periods of the calendar, as columns of ``dates``."""

from calendar import monthrange
from datetime import date, timedelta

from dateline.dates.expressions import DAY_PARTS, NUMBERS, SEASONS, UNITS, WEEKDAYS

NO_PUBLICATION = "no publication date to resolve it against"


def moment(
    start: str | None = None, end: str | None = None, *, kind: str = "date",
    precision: str = "day", value: str | None = None, anchor: str | None = None,
    note: str | None = None,
) -> dict:  # fmt: skip
    """The columns of a row; a point ends when it starts, and without a start it is unresolved."""
    if start is None and precision != "duration":
        precision = "unresolved"
    return {
        "kind": kind, "date_start": start, "date_end": end or start, "value": value or start,
        "time_precision": precision, "anchor": anchor, "note": note,
    }  # fmt: skip


def unresolved(note: str, *, kind: str = "date", value: str | None = None) -> dict:
    """A row without a day, and why."""
    return moment(kind=kind, precision="unresolved", value=value, note=note)


def day_part(day: date, words: dict) -> dict:
    """A day, with the part of it when "early", "late", "night" … stands with it."""
    part = (words.get("part") or words.get("early") or "").lower()
    if not part:
        return moment(day.isoformat(), anchor="publication")
    value = f"{day.isoformat()}T{DAY_PARTS[part]}"
    return moment(
        day.isoformat(), precision="day_part", value=value, anchor="publication", note=part
    )


def number_of(words: str) -> int | None:
    """The number that words state; ``None`` for "several" and the like.

    >>> number_of("twenty-four"), number_of("1,000"), number_of("a few")
    (24, 1000, None)
    """
    words = words.lower().replace(",", "")
    if words.isdigit():
        return int(words)
    if words in ("a couple", "a couple of"):
        return 2
    tens, _, ones = words.partition("-")
    if ones:
        return NUMBERS[tens] + NUMBERS[ones]
    return NUMBERS.get(words)


def period_value(number: int | None, unit: str) -> str:
    """TIMEX3 value of a length of time: P2D, PT5H, PXY when the number is vague."""
    factor = {"decade": 10, "century": 100, "centurie": 100}.get(unit, 1)
    amount = "X" if number is None else str(number * factor)
    code = UNITS[unit]
    return f"PT{amount}{code[1]}" if code.startswith("T") else f"P{amount}{code}"


def shift(day: date, number: int, unit: str) -> tuple[str, str]:
    """ISO value, at the precision of the unit, of a day so many units on; and that precision.

    >>> shift(date(2022, 9, 15), -2, "year"), shift(date(2022, 9, 15), -3, "day")
    (('2020', 'year'), ('2022-09-12', 'day'))
    """
    try:
        if unit in ("day", "night", "week", "weekend", "hour", "minute"):
            step = {"week": 7, "weekend": 7, "hour": 0, "minute": 0}.get(unit, 1)
            precision = "week" if unit in ("week", "weekend") else "day"
            return (day + timedelta(days=number * step)).isoformat(), precision
        if unit == "month":
            year, month = divmod(day.year * 12 + day.month - 1 + number, 12)
            return date(year, month + 1, 1).isoformat()[:7], "month"
        step, precision = {"year": (1, "year"), "decade": (10, "decade")}.get(unit, (100, "decade"))
        return date(day.year + number * step, 1, 1).isoformat()[:4], precision
    except (OverflowError, ValueError):  # "a million days ago": no day of the calendar
        return "", "unresolved"


def weekday_near(published: date, weekday: str, which: str | None, ahead: bool) -> date:
    """The day of that name that a newspaper means.

    "next" is the one of the following calendar week, "last" the latest before publication.
    """
    gap = WEEKDAYS.index(weekday.lower()) - published.weekday()
    which = (which or "").lower().removeprefix("the ")
    if which == "next":
        return published + timedelta(days=gap + 7)
    if which in ("last", "previous"):
        return published + timedelta(days=gap - 7 if gap >= 0 else gap)
    if which in ("this coming", "coming", "following") or (ahead and which != "this past"):
        return published + timedelta(days=gap % 7)
    if which == "this":
        return published + timedelta(days=gap)
    return published - timedelta(days=-gap % 7)


def calendar_period(day: date, unit: str, step: int) -> dict:
    """The calendar week, weekend, month, season, year or decade so many steps from a day's own."""
    if unit in ("week", "weekend"):
        monday = day + timedelta(days=7 * step - day.weekday())
        first = monday + timedelta(days=5 if unit == "weekend" else 0)
        if unit == "weekend" and step == 0 and day.weekday() < 2:
            first -= timedelta(days=7)  # "this weekend" on a Monday is the one just over
        last = monday + timedelta(days=6) if unit == "week" else first + timedelta(days=1)
        year, week, _ = first.isocalendar()
        start, end, value = first.isoformat(), last.isoformat(), f"{year}-W{week:02}"
        return moment(start, end, precision="week", value=value, anchor="publication")
    if unit in SEASONS:
        opens, closes = SEASONS[unit]
        year = day.year - (unit == "winter" and (step < 0 or day.month <= int(closes)))
        year -= step < 0 and day.month <= int(closes)
        year += step > 0 and day.month >= int(opens)
        end = f"{year + (unit == 'winter')}-{closes}"
        return moment(f"{year}-{opens}", end, precision="month", anchor="publication")
    start, precision = shift(day, step, unit)
    if unit == "decade":
        start = f"{start[:3]}0"
        return moment(start, f"{start[:3]}9", precision=precision, value=start[:3])
    return moment(start, precision=precision, anchor="publication")


def first_day(value: str) -> date:
    """First day of a day, month or year in ISO 8601."""
    return date.fromisoformat(f"{value}-01-01"[:10])


def last_day(value: str) -> date:
    """Last day of it.

    >>> last_day("2022-02").isoformat(), last_day("2022").isoformat()
    ('2022-02-28', '2022-12-31')
    """
    day = first_day(value if len(value) > 4 else f"{value}-12")
    return day if len(value) > 7 else day.replace(day=monthrange(day.year, day.month)[1])


def ago(words: dict, anchor: date, way: int) -> dict:
    """So many units before or after an anchor; vague numbers stay unresolved."""
    number, unit = number_of(words["number"]), words["unit"].lower()
    if number is None:
        return unresolved("vague length", value=period_value(None, unit))
    start, precision = shift(anchor, way * number, unit)
    hedge = words.get("hedge")
    note = f"{hedge}: not an exact point" if hedge else None
    if unit in ("hour", "minute"):
        note = "the clock time is not known"
    return moment(start or None, precision=precision, note=note)


def clock_time(words: dict) -> str:
    """The time of a clock match as HH:MM."""
    if words.get("word"):
        return "00:00" if words["word"] == "midnight" else "12:00"
    if words.get("military"):
        return f"{words['military'][:2]}:{words['military'][2:]}"
    if words.get("hour24"):
        return f"{int(words['hour24']):02}:{words['minute24']}"
    hour = int(words["hour"]) % 12 + (12 if words["half"].lower() == "p" else 0)
    return f"{hour:02}:{words['minute'] or '00'}"
