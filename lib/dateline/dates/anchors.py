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
    doc, start, here = pairs[n][1].doc, pairs[n][1].start, sentence_id(pairs[n][1][0])
    days = [p for p in pairs if p[0]["date_start"] and p[0]["time_precision"] in DAY_PRECISIONS]
    told = [(sentence_id(p[1][0]), p) for p in days]
    same = [p for number, p in told if number == here]
    before = [p for p in same if p[1].start < start]
    paragraph = [p for number, p in told if number < here
                 and paragraph_of(doc, number) == paragraph_of(doc, here)]  # fmt: skip
    return next(iter([*before[-1:], *same[:1], *paragraph[-1:]]), None)


def _is_relative(row: dict) -> bool:
    """Whether a period or weekday counts from another day: "the following Monday"."""
    which = (row["words"].get("which") or "").lower()
    return row["rule"] in ("period", "weekday") and which in ("the previous", "the following")


def _resolve_relative(pairs: list[Row], n: int) -> None:
    """the next day · the previous week: counted from the day told of last."""
    row, span = pairs[n]
    before = _day_before(pairs, n)
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
    is_told = beside is not None and beside[0]["date_start"]
    if is_told and APPOSED.match(text[span.end_char : beside[1].start_char]):
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
    told = datetime.fromisoformat(beside[0]["date_start"])
    told -= timedelta(seconds=way * number * seconds)
    part = before[0]["value"][11:] if before[0]["time_precision"] == "day_part" else ""
    hours = {"MO": (0, 12), "AF": (12, 18), "EV": (17, 24), "NI": (18, 24)}.get(part, (0, 24))
    agrees = told.date().isoformat() == before[0]["date_start"][:10]
    agrees &= hours[0] <= told.hour < hours[1]
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
        marks = [t for t in clause.children if t.dep_ == "mark"]
        if any(t.lower_ == "since" for t in [*[*span.root.ancestors][:3], *marks]):
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
    same = sentence_id(other[0]) == sentence_id(span[0]) and len(between) < 30
    if before["rule"] == row["rule"] == "clock" and between in (" (", " / ", " or "):
        closed = span.end + (span.doc[span.end : span.end + 1].text == ")")
        return [*pairs[:-1], (before, span.doc[other.start : closed])]  # 8.30 p.m. (2030 GMT)
    clock_first = before["rule"] in ("clock", "dawn") and before["date_start"] is None
    day_first = row["rule"] in ("clock", "dawn")
    clock, day = (before, row) if clock_first else (row, before)
    is_day = clock_first != day_first and day["time_precision"] in ("day", "day_part")
    if is_day and same and BETWEEN.match(between):
        return [*pairs[:-1], (_at(clock, day), span.doc[other.start : span.end])]
    return [*pairs, (row, span)]


def extend_anchored(pairs: list[Row]) -> list[Row]:
    """ "Shortly before" grows to the event it counts from; before a date or time it is dropped."""
    kept, starts = [], {span.start for _, span in pairs}
    for row, span in pairs:
        if row["rule"] != "anchored":
            kept.append((row, span))
            continue
        doc, head = span.doc, span[-1]
        near = {i for i in (span.end, span.end + 1) if i < len(doc)}
        if near & starts:
            continue
        event = _object(head) or (head.head if head.dep_ == "mark" else None)
        if event is None or event.i < span.end or event.i - span.end > 12:
            continue
        row["event"] = event
        kept.append((row, doc[span.start : event.i + 1]))
    return kept


def _object(preposition: Token) -> Token | None:
    """What a preposition is followed by."""
    return next((t for t in preposition.children if t.dep_ in ("pobj", "pcomp")), None)


def since_events(doc: Doc, pairs: list[Row]) -> list[Row]:
    """since the fighting began: an open interval from an event told of elsewhere."""
    dated = {t.i for _, span in pairs for t in span}
    found = []
    for sentence in sentences(doc):
        for token in sentence:
            if token.lower_ != "since":
                continue
            event = token.head if token.dep_ == "mark" else _object(token)
            if event is None or event.i < token.i or event.i - token.i > 8:
                continue
            is_onset = event.lemma_ in listed("verb of a beginning or end")
            is_onset = is_onset if token.dep_ == "mark" else event.pos_ == "NOUN"
            if is_onset and dated.isdisjoint(t.i for t in event.subtree):
                row = {"rule": "since", "words": {}, "event": event}
                row |= reckoning.unresolved("the day of that event is not stated")
                found.append((row, doc[token.i : event.i + 1]))
    return found


def resolve_occasion(pairs: list[Row], n: int, span: Span) -> None:
    """Count from the day of the event that is named, if the article dates it."""
    row, event = pairs[n][0], pairs[n][0].pop("event")
    anchor = _day_of_event(pairs, n, event)
    if anchor is None:
        return
    start = anchor[0]["date_start"]
    row["anchor"] = anchor[1].text
    if row["rule"] == "since":
        row.update(date_start=start, date_end=None, value=f"{start}/..",
                   time_precision=anchor[0]["time_precision"],
                   note=f"open interval from {anchor[1].text}")  # fmt: skip
        return
    way = 1 if row["words"]["way"].lower() in ("after", "following") else -1
    if row["words"].get("number") and len(start) >= 10:
        row.update(reckoning.ago(row["words"], date.fromisoformat(start[:10]), way))
    elif row["words"].get("soon") or str(row["words"].get("some")).lower() in ("minutes", "hours"):
        _shortly(row, anchor, way)


def _shortly(row: dict, anchor: Row, way: int) -> None:
    """Shortly before the early hours may still be the evening before; both days stay open."""
    start = anchor[0]["date_start"]
    row.update(reckoning.moment(start[:10], precision="day", anchor=anchor[1].text))
    is_early = anchor[0]["time_precision"] == "day_part" and anchor[0]["value"].endswith("MO")
    if way < 0 and is_early:
        eve = (date.fromisoformat(start[:10]) - timedelta(days=1)).isoformat()
        note = f"the evening before or the early hours of {start[:10]}"
        row.update(date_start=eve, value=eve, note=note)


def _day_of_event(pairs: list[Row], n: int, event: Token) -> Row | None:
    """The dated clause that tells of an event: same noun or verb, or an utterance."""
    told = {t.lemma_.lower() for t in event.subtree if t.pos_ in ("NOUN", "VERB")}
    told -= listed("verb of a beginning or end")
    is_speech = event.lemma_.lower() in listed("noun of an utterance")
    for row, span in [*reversed(pairs[:n]), *pairs[n + 1 :]]:
        if not row["date_start"] or row["rule"] in ("since", "anchored"):
            continue
        verb = clause_root(span.root)
        if verb.is_ancestor(event):
            continue  # "died on Monday, a day after a raid": Monday is not the day of the raid
        near = {t.lemma_.lower() for t in verb.children if t.dep_ in ("nsubj", "nsubjpass", "dobj")}
        if (is_speech and verb.lemma_ in UTTERANCES) or told & (near | {verb.lemma_.lower()}):
            return row, span
    return None
