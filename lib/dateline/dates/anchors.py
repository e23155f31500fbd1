"""What other words give an expression its day?

A clock time takes the day beside it, "five hours earlier" counts from the day told of last, and
"shortly before the speech" from an event that the article dates.  A pair is a row in the making
and its span; `rule` and `words` in it say how it was found.
"""

import re
from datetime import date, datetime, timedelta

from spacy.tokens import Doc, Span, Token

from dateline.dates import reckoning
from dateline.dates.tense import clause_root
from dateline.lexicon import listed
from dateline.names import SPEECH
from dateline.parse import sentence_id, sentences

Row = tuple[dict, Span]
DAY_PRECISIONS = ("minute", "hour", "day_part", "day")
CLOCK = ("clock", "dawn")  # rules that give a time without its day
HOURS = {"MO": (0, 12), "AF": (12, 18), "EV": (17, 24), "NI": (18, 24)}  # of a part of the day
FAR = 12  # tokens from "after" to its event: further on the parser was led astray
UTTERANCES = SPEECH | {"speak", "address", "declare", "state"}
BETWEEN = re.compile(
    r"^(?:,? ?\([^()]{0,20}\))?,? ?(?:local time,? )?"
    r"(?:on|at|around|about|in|,)? ?(?:about |around )?$"
)
APPOSED = re.compile(r"^\W{0,3}(?:at|on|about|around|by)?\W?(?:about |around )?$")


def _at(clock: dict, day: dict) -> dict:
    """A day at a clock time (or at dawn)."""
    if clock["rule"] == "dawn":
        return {
            **day, "kind": "time", "value": f"{day['date_start']}{clock['value']}",
            "time_precision": "day_part", "note": clock["words"]["part"].lower(),
        }  # fmt: skip
    start = f"{day['date_start'][:10]}{clock['value']}"
    return {
        **day, "rule": "moment", "kind": "time", "date_start": start, "date_end": start,
        "value": start, "time_precision": "minute", "note": clock["words"].get("zone"),
    }  # fmt: skip


def resolve_by_context(pairs: list[Row]) -> None:
    """Give clock times, "earlier", "the next day" and event anchors their day, in order."""
    for n, (row, _) in enumerate(pairs):
        rule, which = row["rule"], (row["words"].get("which") or "").lower()
        is_relative = rule in ("period", "weekday") and which in ("the previous", "the following")
        if rule in CLOCK:
            if day := _nearest_day(pairs, n):
                row.update(_at(row, day[0]), anchor=day[1].text)
        elif rule == "offset" and row["words"]["way"].lower() != "ago":
            _resolve_offset(pairs, n)
        elif rule in ("next_day", "vague_ago") or is_relative:
            _resolve_relative(pairs, n)
        elif rule in ("anchored", "since"):
            _resolve_occasion(pairs, n)


def _nearest_day(pairs: list[Row], n: int) -> Row | None:
    """The day of a clock time: earlier in the sentence, later in it, or before in the paragraph."""
    span = pairs[n][1]
    days = [p for p in pairs if p[0]["time_precision"] in DAY_PRECISIONS]
    same = [p for p in days if sentence_id(p[1][0]) == sentence_id(span[0])]
    before = [p for p in same if p[1].start < span.start]
    above = [p for p in days if p[1].start < span.start and _paragraph(p[1]) == _paragraph(span)]
    return next(iter([*before[-1:], *same[:1], *above[-1:]]), None)


def _day_before(pairs: list[Row], n: int) -> Row | None:
    """The latest resolved day before an expression, in its paragraph or the one before."""
    days = (p for p in reversed(pairs[:n]) if p[0]["time_precision"] in DAY_PRECISIONS)
    last = next(days, None)
    return last if last and _paragraph(pairs[n][1]) - _paragraph(last[1]) <= 1 else None


def _paragraph(span: Span) -> int:
    """Id of the paragraph of an expression."""
    return span.doc.user_data["sentences"][sentence_id(span[0])]["paragraph_id"]


def _resolve_relative(pairs: list[Row], n: int) -> None:
    """the next day · the previous week: counted from the day told of last."""
    row, before = pairs[n][0], _day_before(pairs, n)
    if before is None:
        return
    told, day = row["words"], date.fromisoformat(before[0]["date_start"][:10])
    which = (told.get("which") or "").lower().removeprefix("the ")
    which = "previous" if told.get("before") else which
    step = {"next": 1, "following": 1, "previous": -1}.get(which, 0)
    if row["rule"] == "period":
        row.update(reckoning.calendar_period(day, told["unit"].lower(), step))
    elif row["rule"] == "weekday":
        after = day + timedelta(days=max(step, 0))
        near = reckoning.weekday_near(after, told["weekday"], which, False)
        row.update(reckoning.day_part(near, told))
    elif row["rule"] == "next_day":
        part = told.get("unit") if told.get("unit") != "day" else None
        row.update(reckoning.day_part(day + timedelta(days=step), {"part": part}))
    row["anchor"] = before[1].text


def _resolve_offset(pairs: list[Row], n: int) -> None:
    """five hours earlier: from a moment that stands beside it, checked, or from the day before."""
    (row, span), before = pairs[n], _day_before(pairs, n)
    words, text = row["words"], span.doc.user_data["article"].text
    way = 1 if words["way"].lower() == "later" else -1
    for beside, other in pairs[n + 1 : n + 2]:
        if beside["date_start"] and APPOSED.match(text[span.end_char : other.start_char]):
            row.update({k: beside[k] for k in ("date_start", "date_end", "value")})
            row.update(kind="time", time_precision="hour", anchor=before and before[1].text)
            row["note"] = _check(words, way, (beside, other), before)
            return
    if before is None:
        return
    anchor, step = before[0]["date_start"], _step(words, way)
    if words["unit"].lower() not in ("hour", "minute"):
        row.update(reckoning.ago(words, date.fromisoformat(anchor[:10]), way))
    elif step is not None and "T" in anchor:
        then = (datetime.fromisoformat(anchor) + step).isoformat(timespec="minutes")
        row.update(reckoning.moment(then, kind="time", precision="hour"))
    row["anchor"] = before[1].text


def _step(words: dict, way: int) -> timedelta | None:
    """The time between, where its number is told and its unit of one length."""
    number, unit = reckoning.number_of(words["number"]), words["unit"].lower()
    is_known = number is not None and unit in ("minute", "hour", "day", "week")
    return timedelta(**{f"{unit}s": way * number}) if is_known else None


def _check(words: dict, way: int, beside: Row, before: Row | None) -> str | None:
    """Whether "five hours earlier", the moment beside it and the day before agree, in words."""
    step = _step(words, way)
    if before is None or step is None or "T" not in beside[0]["date_start"]:
        return None
    told = datetime.fromisoformat(beside[0]["date_start"]) - step
    opens, closes = HOURS.get(before[0]["value"][11:], (0, 24))
    agrees = before[0]["date_start"][:10] == told.date().isoformat() and opens <= told.hour < closes
    plural = "s" if reckoning.number_of(words["number"]) != 1 else ""
    length = f"{words['number']} {words['unit'].lower()}{plural}"
    sign, verdict = "minus" if way < 0 else "plus", "agrees" if agrees else "does not agree"
    moment = f"{beside[1].text} (about {told:%H:%M on %Y-%m-%d})"
    return f"{before[1].text} {sign} {length} {verdict} with {moment}"


def mark_open(pairs: list[Row]) -> None:
    """ "since 1994" and "since fighting erupted early Tuesday" have no end."""
    for row, span in pairs:
        if row["date_start"] and row["rule"] != "anchored":
            marks = (t for t in clause_root(span.root).children if t.dep_ == "mark")
            if any(t.lower_ == "since" for t in [*[*span.root.ancestors][:3], *marks]):
                row.update(date_end=None, value=f"{row['date_start']}/..")


def add(pairs: list[Row], row: dict, span: Span) -> list[Row]:
    """The pairs with one more, a clock time and its day made one: "8 p.m. Wednesday"."""
    if not pairs:
        return [(row, span)]
    (before, other), text = pairs[-1], span.doc.user_data["article"].text
    between = text[other.end_char : span.start_char].replace("\u00a0", " ")
    if before["rule"] == row["rule"] == "clock" and between in (" (", " / ", " or "):
        closed = span.end + (span.doc[span.end : span.end + 1].text == ")")
        return [*pairs[:-1], (before, span.doc[other.start : closed])]  # 8.30 p.m. (2030 GMT)
    clock_first, day_first = before["rule"] in CLOCK, row["rule"] in CLOCK
    clock, day = (before, row) if clock_first else (row, before)
    is_day = clock_first != day_first and day["time_precision"] in ("day", "day_part")
    is_near = sentence_id(other[0]) == sentence_id(span[0]) and len(between) < 30
    if is_day and is_near and BETWEEN.match(between):
        return [*pairs[:-1], (_at(clock, day), span.doc[other.start : span.end])]
    return [*pairs, (row, span)]


def extend_anchored(pairs: list[Row]) -> list[Row]:
    """ "Shortly before" grows to the event it counts from; before a date or time it is dropped."""
    kept, starts = [], {span.start for _, span in pairs}
    for row, span in pairs:
        if row["rule"] != "anchored":
            kept.append((row, span))
        elif starts.isdisjoint((span.end, span.end + 1)) and (event := _event(span[-1])):
            kept.append((row | {"event": event}, span.doc[span.start : event.i + 1]))
    return kept


def _event(link: Token) -> Token | None:
    """The event that follows "before", "after" or "since", as its object or its clause."""
    told = (t for t in link.children if t.dep_ in ("pobj", "pcomp"))
    event = link.head if link.dep_ == "mark" else next(told, None)
    return event if event is not None and 0 < event.i - link.i <= FAR else None


def since_events(doc: Doc, pairs: list[Row]) -> list[Row]:
    """since the fighting began: an open interval from an event told of elsewhere."""
    dated = {t.i for _, span in pairs for t in span}
    found = []
    for token in (t for sentence in sentences(doc) for t in sentence if t.lower_ == "since"):
        event = _event(token)
        if event is None or not dated.isdisjoint(t.i for t in event.subtree):
            continue
        is_onset = event.lemma_ in listed("verb of a beginning or end")
        if is_onset if token.dep_ == "mark" else event.pos_ == "NOUN":
            row = reckoning.unresolved("the day of that event is not stated")
            row |= {"rule": "since", "words": {}, "event": event}
            found.append((row, doc[token.i : event.i + 1]))
    return found


def _resolve_occasion(pairs: list[Row], n: int) -> None:
    """Count from the day of the event that is named, if the article dates it."""
    row = pairs[n][0]
    anchor = _day_of_event(pairs, n, row.pop("event"))
    if anchor is None:
        return
    start, precision = anchor[0]["date_start"], anchor[0]["time_precision"]
    row["anchor"], words = anchor[1].text, row["words"]
    if row["rule"] == "since":
        row.update(date_start=start, date_end=None, value=f"{start}/..", time_precision=precision,
                   note=f"open interval from {anchor[1].text}")  # fmt: skip
        return
    way = 1 if words["way"].lower() in ("after", "following") else -1
    if words.get("number") and len(start) >= 10:
        row.update(reckoning.ago(words, date.fromisoformat(start[:10]), way))
    elif words.get("soon") or str(words.get("some")).lower() in ("minutes", "hours"):
        day = start[:10]
        row.update(reckoning.moment(day, precision="day", anchor=anchor[1].text))
        if way < 0 and anchor[0]["value"].endswith("TMO"):  # before the early hours may be the eve
            eve = (date.fromisoformat(day) - timedelta(days=1)).isoformat()
            note = f"the evening before or the early hours of {day}"
            row.update(date_start=eve, value=eve, note=note)


def _day_of_event(pairs: list[Row], n: int, event: Token) -> Row | None:
    """The dated clause that tells of an event: same noun or verb, or an utterance."""
    told = {t.lemma_.lower() for t in event.subtree if t.pos_ in ("NOUN", "VERB")}
    told -= listed("verb of a beginning or end")
    is_speech = event.lemma_.lower() in listed("noun of an utterance")
    for row, span in [*reversed(pairs[:n]), *pairs[n + 1 :]]:
        verb = clause_root(span.root)
        if not row["date_start"] or verb.is_ancestor(event):
            continue  # "died on Monday, a day after a raid": Monday is not the day of the raid
        near = {t.lemma_.lower() for t in verb.children if t.dep_ in ("nsubj", "nsubjpass", "dobj")}
        if (is_speech and verb.lemma_ in UTTERANCES) or told & (near | {verb.lemma_.lower()}):
            return row, span
    return None
