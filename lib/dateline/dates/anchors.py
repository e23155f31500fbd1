"""What other words give an expression its day?

A clock time takes the day beside it, and "five hours earlier" counts from the day told of last;
`occasions` serves what counts from an event.
"""

import re
from datetime import date, datetime, timedelta

from spacy.tokens import Doc, Span

from dateline.dates import reckoning
from dateline.dates.occasions import Row, resolve_occasion
from dateline.dates.tense import clause_root
from dateline.parse import sentence_id

DAY_PRECISIONS = ("minute", "hour", "day_part", "day")


BETWEEN = re.compile(
    r"^(?:,? ?\([^()]{0,20}\))?,? ?(?:local time,? )?"
    r"(?:on|at|around|about|in|,)? ?(?:about |around )?$"
)


APPOSED = re.compile(r"^\W{0,3}(?:at|on|about|around|by)?\W?(?:about |around )?$")


def _at(clock: dict, day: dict) -> dict:
    """A day at a clock time (or at dawn)."""
    if clock["rule"] == "dawn":
        value = f"{day['date_start']}{clock['value']}"
        return {
            **day,
            "kind": "time",
            "value": value,
            "time_precision": "day_part",
            "note": clock["words"]["part"].lower(),
        }
    start = f"{day['date_start'][:10]}{clock['value']}"
    return {
        **day, "rule": "moment", "kind": "time", "date_start": start, "date_end": start,
        "value": start, "time_precision": "minute", "note": clock["words"].get("zone"),
    }  # fmt: skip


def resolve_by_context(pairs: list[Row]) -> None:
    """Give clock times, "earlier", "the next day" and event anchors their day, in order."""
    for n, (row, span) in enumerate(pairs):
        if row["rule"] in ("clock", "dawn") and row["date_start"] is None:
            day = _nearest_day(pairs, n)
            if day is not None:
                row.update(_at(row, day[0]), anchor=day[1].text)
        elif row["rule"] == "offset" and row["words"]["way"].lower() != "ago":
            _resolve_offset(pairs, n)
        elif row["rule"] in ("next_day", "vague_ago") or _is_relative(row):
            _resolve_relative(pairs, n)
        elif row["rule"] in ("anchored", "since"):
            resolve_occasion(pairs, n, span)


def _nearest_day(pairs: list[Row], n: int) -> Row | None:
    """The day of a clock time: earlier in the sentence, later in it, or before in the paragraph."""
    here = sentence_id(pairs[n][1][0])
    doc = pairs[n][1].doc
    days = [p for p in pairs if p[0]["date_start"] and p[0]["time_precision"] in DAY_PRECISIONS]
    same = [p for p in days if sentence_id(p[1][0]) == here]
    before = [p for p in same if p[1].start < pairs[n][1].start]
    paragraph = [
        p
        for p in days
        if sentence_id(p[1][0]) < here
        and paragraph_of(doc, sentence_id(p[1][0])) == paragraph_of(doc, here)
    ]
    return before[-1] if before else same[0] if same else paragraph[-1] if paragraph else None


def _is_relative(row: dict) -> bool:
    which = (row["words"].get("which") or "").lower()
    return row["rule"] in ("period", "weekday") and which in ("the previous", "the following")


def _resolve_relative(pairs: list[Row], n: int) -> None:
    """the next day · the previous week: counted from the day told of last."""
    row, span = pairs[n]
    before = _day_before(pairs, n)
    if before is None:
        return
    words, day = row["words"], date.fromisoformat(before[0]["date_start"][:10])
    which = (
        "previous"
        if words.get("before")
        else (words.get("which") or "").lower().removeprefix("the ")
    )
    step = {"next": 1, "following": 1, "previous": -1}.get(which, 0)
    if row["rule"] == "period":
        row.update(reckoning.calendar_period(day, words["unit"].lower(), step))
    elif row["rule"] == "weekday":
        near = reckoning.weekday_near(
            day + timedelta(days=max(step, 0)), words["weekday"], which, False
        )
        row.update(reckoning.day_part(near, words))
    elif row["rule"] == "next_day":
        part = words.get("unit") if words.get("unit") != "day" else None
        row.update(reckoning.day_part(day + timedelta(days=step), {"part": part}))
    row["anchor"] = before[1].text


def _day_before(pairs: list[Row], n: int) -> Row | None:
    """The latest resolved day before an expression, in its paragraph or the one before."""
    here = paragraph_of(pairs[n][1].doc, sentence_id(pairs[n][1][0]))
    for row, span in reversed(pairs[:n]):
        if here - paragraph_of(span.doc, sentence_id(span[0])) > 1:
            return None
        if row["date_start"] and row["time_precision"] in DAY_PRECISIONS:
            return row, span
    return None


def _resolve_offset(pairs: list[Row], n: int) -> None:
    """five hours earlier: from a moment that stands beside it, checked, or from the day before."""
    row, span = pairs[n]
    way = 1 if row["words"]["way"].lower() == "later" else -1
    before = _day_before(pairs, n)
    beside = pairs[n + 1] if n + 1 < len(pairs) else None
    text = span.doc.user_data["article"].text
    if (
        beside
        and beside[0]["date_start"]
        and APPOSED.match(text[span.end_char : beside[1].start_char])
    ):
        row.update({k: beside[0][k] for k in ("date_start", "date_end", "value")})
        row.update(kind="time", time_precision="hour", anchor=before[1].text if before else None)
        row["note"] = _check(row["words"], way, beside, before)
        return
    if before is None:
        return
    anchor, unit = before[0]["date_start"], row["words"]["unit"].lower()
    number = reckoning.number_of(row["words"]["number"])
    if unit in ("hour", "minute") and "T" in anchor and number is not None:
        step = timedelta(**{f"{unit}s": way * number})
        then = (datetime.fromisoformat(anchor) + step).isoformat(timespec="minutes")
        row.update(reckoning.moment(then, kind="time", precision="hour"))
    elif unit not in ("hour", "minute"):
        row.update(reckoning.ago(row["words"], date.fromisoformat(anchor[:10]), way))
    row["anchor"] = before[1].text


def _check(words: dict, way: int, beside: Row, before: Row | None) -> str | None:
    """Whether "five hours earlier", the moment beside it and the day before agree, in words."""
    number = reckoning.number_of(words["number"])
    if before is None or number is None or "T" not in beside[0]["date_start"]:
        return None
    unit = words["unit"].lower()
    seconds = {"minute": 60, "hour": 3600, "day": 86400, "week": 604800}.get(unit)
    if seconds is None:
        return None
    told = datetime.fromisoformat(beside[0]["date_start"]) - timedelta(
        seconds=way * number * seconds
    )
    part = before[0]["value"][11:] if before[0]["time_precision"] == "day_part" else ""
    hours = {"MO": (0, 12), "AF": (12, 18), "EV": (17, 24), "NI": (18, 24)}.get(part, (0, 24))
    agrees = (
        told.date().isoformat() == before[0]["date_start"][:10] and hours[0] <= told.hour < hours[1]
    )
    sign = "minus" if way < 0 else "plus"
    verdict = "agrees with" if agrees else "does not agree with"
    length = f"{words['number']} {unit}{'s' if number != 1 else ''}"
    moment = f"(about {told:%H:%M on %Y-%m-%d})"
    return f"{before[1].text} {sign} {length} {verdict} {beside[1].text} {moment}"


def mark_open(pairs: list[Row]) -> None:
    """ "since 1994" and "since fighting erupted early Tuesday" have no end."""
    for row, span in pairs:
        if not row["date_start"] or row["rule"] in ("since", "anchored", "duration"):
            continue
        clause = clause_root(span.root)
        starts = [*span.root.ancestors][:3]
        is_open = any(t.lower_ == "since" for t in starts) or any(
            t.lower_ == "since" and t.dep_ == "mark" for t in clause.children
        )
        if is_open:
            row.update(date_end=None, value=f"{row['date_start']}/..")


def paragraph_of(doc: Doc, sentence: int) -> int:
    """Id of the paragraph that a sentence stands in."""
    return doc.user_data["sentences"][sentence]["paragraph_id"]


def add(pairs: list[Row], row: dict, span: Span) -> list[Row]:
    """The pairs with one more, a clock time and its day made one: "8 p.m. Wednesday"."""
    if not pairs:
        return [(row, span)]
    (before, other), text = pairs[-1], span.doc.user_data["article"].text
    between = text[other.end_char : span.start_char].replace("\u00a0", " ")
    same = (
        sentence_id(other[0]) == sentence_id(span[0])
        and BETWEEN.match(between)
        and len(between) < 30
    )
    if before["rule"] == row["rule"] == "clock" and between in (" (", " / ", " or "):
        closed = span.end + (span.doc[span.end : span.end + 1].text == ")")
        return [*pairs[:-1], (before, span.doc[other.start : closed])]  # 8.30 p.m. (2030 GMT)
    clock_first = before["rule"] in ("clock", "dawn") and before["date_start"] is None
    day_first = row["rule"] in ("clock", "dawn")
    clock, day = (before, row) if clock_first else (row, before)
    if not same or clock_first == day_first or day["time_precision"] not in ("day", "day_part"):
        return [*pairs, (row, span)]
    return [*pairs[:-1], (_at(clock, day), span.doc[other.start : span.end])]
