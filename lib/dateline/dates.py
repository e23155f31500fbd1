"""When?  Temporal expressions of an article, resolved against its publication and each other.

`expressions` finds the words, `moments` reads the calendar; here the parse says whether a clause
looks ahead, and other expressions give clock times, "five hours earlier" and "since the fighting
began" their day.
"""

import re
from datetime import date, datetime, timedelta
from itertools import takewhile

from spacy.tokens import Doc, Span, Token

from dateline import moments
from dateline.expressions import find_expressions
from dateline.parse import SPEECH, evidence, sentence_id, sentence_kind, sentences
from dateline.tense import clause_root, looks_ahead

NOUNS = ("NOUN", "PROPN")
STORY = ("headline", "body", "caption")
DAY_PRECISIONS = ("minute", "hour", "day_part", "day")
ONSETS = {
    "begin", "start", "erupt", "break", "flare", "resume", "escalate", "launch", "end", "sign",
    "invade", "seize", "collapse", "take", "come", "win", "lose", "declare", "gain", "withdraw",
}  # fmt: skip
UTTERANCES = SPEECH | {"speak", "address", "declare", "state"}
SPEECH_NOUNS = {
    "declaration",
    "announcement",
    "statement",
    "speech",
    "remark",
    "address",
    "comment",
}
NOT_NAMES = {"month", "year", "month_year", "years"}
BEFORE_YEAR = {
    "in", "since", "during", "from", "to", "until", "till", "by", "of", "between", "and", "after",
    "before", "around", "about", "circa", "early", "late", "mid", "for", "through", "or",
}  # fmt: skip
BETWEEN = re.compile(
    r"^(?:,? ?\([^()]{0,20}\))?,? ?(?:local time,? )?(?:on|at|around|about|in|,)? ?(?:about |around )?$"
)
APPOSED = re.compile(r"^\W{0,3}(?:at|on|about|around|by)?\W?(?:about |around )?$")
Row = tuple[dict, Span]


def extract_dates(doc: Doc) -> list[dict]:
    """Rows of the table ``dates``: one row is one temporal expression of the story."""
    published = doc.user_data["article"].published
    pairs: list[Row] = []
    for name, match in find_expressions(doc.user_data["article"].text):
        span = _span(doc, name, match)
        if span is None or not _is_date(name, match, span):
            continue
        token = span.root
        row = moments.resolve(name, match, published, lambda t=token: _ahead(t))
        if row is not None:
            row = {"rule": name, "words": match.groupdict(), **row}
            pairs = _add(pairs, row, span)
    pairs = _extend_anchored(pairs)
    pairs = sorted(pairs + _since_events(doc, pairs), key=lambda p: p[1].start_char)
    _resolve_by_context(pairs)
    _mark_open(pairs)
    return [
        {"date_id": f"d{n}", **evidence(span), **_columns(row)}
        for n, (row, span) in enumerate(pairs)
    ]


def date_for(target: Token | Span, dates: list[dict]) -> dict | None:
    """The temporal expression that governs a clause: same clause, then sentence, then before it.

    A day on a reporting verb ("said Wednesday") dates the saying, not what is said, so it is taken
    for another clause only when nothing else is there.  Returns the row, or ``None``.
    """
    token = target.root if isinstance(target, Span) else target
    here, dated = sentence_id(token), [d for d in dates if d["date_start"]]
    own = [(d, _root(token.doc, d)) for d in dated if d["sentence_id"] == here]
    own = [
        (d, root)
        for d, root in own
        if not (_belongs_elsewhere(token, d, root) or _is_reported(token, root))
    ]
    verb = clause_root(token)
    above = [verb, *verb.ancestors]
    ranked = sorted(
        (
            (_distance(token, verb, above, root), abs(root.i - token.i), n)
            for n, (_, root) in enumerate(own)
        )
    )
    if ranked and ranked[0][0] < 8:
        return own[ranked[0][2]][0]
    before = _told_before(token, here, dated)
    return before or (own[ranked[0][2]][0] if ranked else None)


def _belongs_elsewhere(token: Token, row: dict, root: Token) -> bool:
    """Whether a date only names another thing: the year in "provisions of the 2020 deal"."""
    is_name = root.dep_ in ("nummod", "compound", "nmod", "amod") and root.head.pos_ in NOUNS
    is_coarse = row["time_precision"] in ("month", "year", "decade")
    phrase = takewhile(lambda t: t.pos_ not in ("VERB", "AUX"), root.ancestors)
    return is_name and is_coarse and token not in phrase and root.head.dep_ != "nsubj"


def _is_reported(token: Token, root: Token) -> bool:
    """Whether a date stands in what a clause only reports: "announced it, saying it began at 8"."""
    verb = clause_root(token)
    below = [a for a in (clause_root(root), *clause_root(root).ancestors) if verb in a.ancestors]
    return any(a.dep_ == "ccomp" for a in below)


def _told_before(token: Token, here: int, dated: list[dict]) -> dict | None:
    """The latest date before a sentence in its paragraph; a year only for the past tense."""
    paragraph = _paragraph(token.doc, here)
    is_past = clause_root(token).tag_ == "VBD"
    for row in reversed(dated):
        if row["sentence_id"] >= here:
            continue
        if _paragraph(token.doc, row["sentence_id"]) != paragraph:
            return None
        if row["time_precision"] in DAY_PRECISIONS or is_past:
            return row
    return None


def _distance(token: Token, verb: Token, above: list[Token], date_root: Token) -> int:
    """0 for the phrase itself, 1 for the clause, more for clauses around; 8 and up for speech."""
    if token in (date_root, *date_root.ancestors) and token.pos_ not in ("VERB", "AUX"):
        return 0
    clause = clause_root(date_root)
    if clause == verb:
        return 1
    speech = 8 if clause.lemma_ in SPEECH else 0
    if verb in clause.ancestors:
        return 2 + speech
    return (3 if clause in above else 4) + speech


def _root(doc: Doc, row: dict) -> Token:
    """The token that stands for a row in the parse."""
    return doc.char_span(row["start_char"], row["end_char"], alignment_mode="expand").root


def _paragraph(doc: Doc, sentence: int) -> int:
    return doc.user_data["sentences"][sentence]["paragraph_id"]


def _columns(row: dict) -> dict:
    """The row without what only this module needs."""
    return {k: v for k, v in row.items() if k not in ("rule", "words")}


def _span(doc: Doc, name: str, match: re.Match) -> Span | None:
    """The expression in the story, without a leading "in" or "since"; ``None`` outside the story."""
    start = (
        match.end("cue")
        if name == "month"
        and match["cue"]
        and match["cue"].lower() not in ("last ", "next ", "this ")
        else match.start()
    )
    if name == "dawn":
        start = match.start("part")
    if name == "duration" and match["number"].lower() in ("a", "an") and "-" in match.group():
        start = match.start("unit")
    span = doc.char_span(start, match.end(), alignment_mode="expand")
    while span is not None and len(span) > 1 and span[0].is_space:
        span = span[1:]
    if span is None or sentence_id(span[0]) < 0 or sentence_kind(span[0]) not in STORY:
        return None
    return span


def _is_date(name: str, match: re.Match, span: Span) -> bool:
    """Whether the words are a date here, and no name, number or verb."""
    first, last = span[0], span[-1]
    if name in ("month", "weekday") and span.start and not match.groupdict().get("cue"):
        entity = next((e for e in span.sent.ents if e.start <= first.i < e.end), None)
        longer = entity is not None and entity.label_ in (
            "PERSON",
            "ORG",
            "WORK_OF_ART",
            "FAC",
            "PRODUCT",
        )
        if longer and name == "month" and (entity.start < span.start or entity.end > span.end):
            return False
    if (
        name in ("month", "month_day")
        and last.pos_ in ("AUX", "VERB")
        and span.text in ("May", "March")
    ):
        return False
    return name != "year" or _is_year(span)


def _is_year(span: Span) -> bool:
    """Whether four digits are a year: "in 2020", "the 2020 deal", not "killed 2020 people"."""
    doc, first, last = span.doc, span[0], span[-1]
    if len(span) > 1:
        return True
    previous = doc[first.i - 1] if first.i else None
    following = doc[last.i + 1] if last.i + 1 < len(doc) else None
    if following is not None and following.lower_ in (
        "people",
        "km",
        "miles",
        "troops",
        "soldiers",
        "hours",
        "%",
        "percent",
    ):
        return False
    if previous is None or first.is_sent_start:
        return following is None or following.tag_ != "NNS"
    if previous.lower_ in ("than", "least", "some", "nearly", "over", "almost", "roughly", "$"):
        return False
    if previous.lower_ in BEFORE_YEAR:
        return following is None or following.tag_ != "NNS" or last.ent_type_ == "DATE"
    is_modifier = (
        previous.pos_ in ("DET", "PRON", "ADJ", "PART", "PROPN") or previous.text in "(’'s"
    )
    return is_modifier or last.ent_type_ in ("DATE", "EVENT")


def _ahead(token: Token) -> bool:
    return looks_ahead(token, is_headline=sentence_kind(token) == "headline")


def _add(pairs: list[Row], row: dict, span: Span) -> list[Row]:
    """The pairs with one more, a clock time and its day made one: "8 p.m. Wednesday"."""
    if not pairs:
        return [(row, span)]
    (before, other), text = pairs[-1], span.doc.text
    between = text[other.end_char : span.start_char].replace("\u00a0", " ")
    same = (
        sentence_id(other[0]) == sentence_id(span[0])
        and BETWEEN.match(between)
        and len(between) < 30
    )
    clock_first = before["rule"] in ("clock", "dawn") and before["date_start"] is None
    day_first = row["rule"] in ("clock", "dawn")
    clock, day = (before, row) if clock_first else (row, before)
    if not same or clock_first == day_first or day["time_precision"] not in ("day", "day_part"):
        return [*pairs, (row, span)]
    return [*pairs[:-1], (_at(clock, day), span.doc[other.start : span.end])]


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


def _resolve_by_context(pairs: list[Row]) -> None:
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
            _resolve_anchored(pairs, n, span)


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
        and _paragraph(doc, sentence_id(p[1][0])) == _paragraph(doc, here)
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
        row.update(moments.calendar_period(day, words["unit"].lower(), step))
    elif row["rule"] == "weekday":
        near = moments.weekday_near(
            day + timedelta(days=max(step, 0)), words["weekday"], which, False
        )
        row.update(moments.day_part(near, words))
    elif row["rule"] == "next_day":
        part = words.get("unit") if words.get("unit") != "day" else None
        row.update(moments.day_part(day + timedelta(days=step), {"part": part}))
    row["anchor"] = before[1].text


def _day_before(pairs: list[Row], n: int) -> Row | None:
    """The latest resolved day before an expression, in its paragraph or the one before."""
    here = _paragraph(pairs[n][1].doc, sentence_id(pairs[n][1][0]))
    for row, span in reversed(pairs[:n]):
        if here - _paragraph(span.doc, sentence_id(span[0])) > 1:
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
    text = span.doc.text
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
    number = moments.number_of(row["words"]["number"])
    if unit in ("hour", "minute") and "T" in anchor and number is not None:
        step = timedelta(**{f"{unit}s": way * number})
        moment = (datetime.fromisoformat(anchor) + step).isoformat(timespec="minutes")
        row.update(moments.moment(moment, kind="time", precision="hour"))
    elif unit not in ("hour", "minute"):
        row.update(moments.ago(row["words"], date.fromisoformat(anchor[:10]), way))
    row["anchor"] = before[1].text


def _check(words: dict, way: int, beside: Row, before: Row | None) -> str | None:
    """Whether "five hours earlier", the moment beside it and the day before agree, in words."""
    number = moments.number_of(words["number"])
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
    return f"{before[1].text} {sign} {length} {verdict} {beside[1].text} (about {told:%H:%M on %Y-%m-%d})"


def _extend_anchored(pairs: list[Row]) -> list[Row]:
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
        event = next((t for t in head.children if t.dep_ in ("pobj", "pcomp")), None)
        if event is None:
            event = head.head if head.dep_ == "mark" else None
        if event is None or event.i < span.end or event.i - span.end > 12:
            continue
        row["event"] = event
        kept.append((row, doc[span.start : event.i + 1]))
    return kept


def _since_events(doc: Doc, pairs: list[Row]) -> list[Row]:
    """since the fighting began: an open interval from an event told of elsewhere."""
    dated = {t.i for _, span in pairs for t in span}
    found = []
    for sentence in sentences(doc):
        for token in sentence:
            if token.lower_ != "since":
                continue
            event = (
                token.head
                if token.dep_ == "mark"
                else next((t for t in token.children if t.dep_ in ("pobj", "pcomp")), None)
            )
            if event is None or event.i < token.i or event.i - token.i > 8:
                continue
            is_onset = event.lemma_ in ONSETS if token.dep_ == "mark" else event.pos_ == "NOUN"
            if is_onset and dated.isdisjoint(t.i for t in event.subtree):
                row = {"rule": "since", "words": {}, "event": event}
                row |= moments.unresolved("the day of that event is not stated")
                found.append((row, doc[token.i : event.i + 1]))
    return found


def _resolve_anchored(pairs: list[Row], n: int, span: Span) -> None:
    """Count from the day of the event that is named, if the article dates it."""
    row, event = pairs[n][0], pairs[n][0].pop("event")
    anchor = _day_of_event(pairs, n, event)
    if anchor is None:
        return
    start = anchor[0]["date_start"]
    row["anchor"] = anchor[1].text
    if row["rule"] == "since":
        row.update(
            date_start=start,
            date_end=None,
            value=f"{start}/..",
            time_precision=anchor[0]["time_precision"],
        )
        row["note"] = f"open interval from {anchor[1].text}"
        return
    way = 1 if row["words"]["way"].lower() in ("after", "following") else -1
    if row["words"].get("number") and len(start) >= 10:
        row.update(moments.ago(row["words"], date.fromisoformat(start[:10]), way))
    elif row["words"].get("soon") or row["words"].get("some", "").lower() in ("minutes", "hours"):
        _shortly(row, anchor, way)


def _shortly(row: dict, anchor: Row, way: int) -> None:
    """Shortly before the early hours may still be the evening before; both days stay open."""
    start = anchor[0]["date_start"]
    row.update(moments.moment(start[:10], precision="day", anchor=anchor[1].text))
    is_early = anchor[0]["time_precision"] == "day_part" and anchor[0]["value"].endswith("MO")
    if way < 0 and is_early:
        eve = (date.fromisoformat(start[:10]) - timedelta(days=1)).isoformat()
        row.update(
            date_start=eve, value=eve, note=f"the evening before or the early hours of {start[:10]}"
        )


def _day_of_event(pairs: list[Row], n: int, event: Token) -> Row | None:
    """The dated clause that tells of an event: same noun or verb, or an utterance."""
    words = {t.lemma_.lower() for t in event.subtree if t.pos_ in ("NOUN", "VERB")} - ONSETS
    is_speech = event.lemma_.lower() in SPEECH_NOUNS
    for row, span in [*reversed(pairs[:n]), *pairs[n + 1 :]]:
        if not row["date_start"] or row["rule"] in ("since", "anchored"):
            continue
        verb = clause_root(span.root)
        near = {t.lemma_.lower() for t in verb.children if t.dep_ in ("nsubj", "nsubjpass", "dobj")}
        if (is_speech and verb.lemma_ in UTTERANCES) or words & (near | {verb.lemma_.lower()}):
            return row, span
    return None


def _mark_open(pairs: list[Row]) -> None:
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
