"""When and where was it, and is it part of the story?  The date columns and place of an event."""

from datetime import date

from spacy.tokens import Doc, Token

from dateline.actors.senses import is_landmark
from dateline.dates.tense import clause_root
from dateline.parse import sentence_id

BACKGROUND_DAYS = 45  # what is older than this belongs to another chapter of the conflict


def when(day: dict | None, token: Token) -> dict:
    """The date columns of an event; "erupted" is a point in "since fighting erupted Tuesday"."""
    if day is None:
        return {"date_start": None, "date_end": None, "time_precision": "unresolved"}
    columns = {k: day[k] for k in ("date_start", "date_end", "time_precision")}
    verb = clause_root(token)
    is_since = any(c.lower_ == "since" and c.dep_ == "mark" for c in verb.children)
    if is_since and verb.left_edge.idx <= day["start_char"] < verb.right_edge.idx + 1:
        columns["date_end"] = columns["date_start"]
    return columns


def lies_ahead(token: Token, day: dict | None) -> bool:
    """Whether the day of an event is after publication; an hour of that day is not."""
    published = token.doc.user_data["article"].published
    return bool(day and published and day["date_start"][:10] > published.isoformat())


def is_date_of_plan(token: Token, day: dict) -> bool:
    """Whether a plan lies on a day: not on one told of before, nor on one that is over."""
    published = token.doc.user_data["article"].published
    is_over = (
        published is not None
        and day["date_start"] < published.isoformat()[: len(day["date_start"])]
    )
    return day["sentence_id"] == sentence_id(token) and not is_over


def scope(token: Token, day: dict | None, claims: list[dict]) -> str:
    """Background when its day is long past, or when the sentence's figures are background."""
    if day is not None:
        return "background" if _is_old(day, token.doc.user_data["article"].published) else "current"
    here = sentence_id(token)
    spans = [c for c in claims if c["sentence_id"] == here]
    if spans and all(c["scope"] == "background" for c in spans):
        return "background"
    return "current"


def _is_old(day: dict, published: date | None) -> bool:
    """Whether a row of dates lies well before publication (a year, if that is unknown)."""
    if published is None:
        return day["time_precision"] in ("year", "decade")
    last = (day["date_end"] or day["date_start"])[:10]
    last += {4: "-12-31", 7: "-28"}.get(len(last), "")
    return (published - date.fromisoformat(last)).days > BACKGROUND_DAYS


def place_tokens(doc: Doc, mentions: list[dict]) -> dict[int, str]:
    """Place ids by the token that a mention of a place stands on."""
    places = {}
    for row in mentions:
        if row.get("place_id") and row.get("sense") == "place":
            span = doc.char_span(row["start_char"], row["end_char"], alignment_mode="expand")
            if span is not None and not is_landmark(span.root):
                places[span.root.i] = row["place_id"]
    return places


def place_of(token: Token, places: dict[int, str]) -> str | None:
    """The nearest place in the clause of an event; "Security Council of X" is none."""
    verb = clause_root(token)
    near = [
        (abs(t.i - token.i), places[t.i])
        for t in verb.subtree
        if t.i in places
        and (t.dep_ in ("pobj", "dobj") or t.head.pos_ == "NOUN")
        and t.head.pos_ != "PROPN"
        and clause_root(t) == verb
    ]
    return min(near)[1] if near else None
