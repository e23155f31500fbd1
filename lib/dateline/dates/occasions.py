"""Which event is a date counted from?  "shortly before the speech", "since the fighting began".

A pair is a row in the making and its span; `rule` and `words` in it say how it was found.
"""

from datetime import date, timedelta

from spacy.tokens import Doc, Span, Token

from dateline.dates import reckoning
from dateline.dates.tense import clause_root
from dateline.parse import SPEECH, sentences

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


Row = tuple[dict, Span]


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
        event = next((t for t in head.children if t.dep_ in ("pobj", "pcomp")), None)
        if event is None:
            event = head.head if head.dep_ == "mark" else None
        if event is None or event.i < span.end or event.i - span.end > 12:
            continue
        row["event"] = event
        kept.append((row, doc[span.start : event.i + 1]))
    return kept


def since_events(doc: Doc, pairs: list[Row]) -> list[Row]:
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
        row.update(reckoning.ago(row["words"], date.fromisoformat(start[:10]), way))
    elif row["words"].get("soon") or (row["words"].get("some") or "").lower() in (
        "minutes",
        "hours",
    ):
        _shortly(row, anchor, way)


def _shortly(row: dict, anchor: Row, way: int) -> None:
    """Shortly before the early hours may still be the evening before; both days stay open."""
    start = anchor[0]["date_start"]
    row.update(reckoning.moment(start[:10], precision="day", anchor=anchor[1].text))
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
