"""What does a reader in a hurry need?  The highlights: toll, latest change, plans, background."""

import textwrap

from dateline.claims.reconcile import DIFFER
from dateline.findings import MOST_PAST, UNREAD, event_rows, item, past_cards, silence, toll_cards
from dateline.language import ENGLISH
from dateline.rows import records

CHANGES = ("RETREAT", "AGREE", "ASSAULT", "COERCE", "CONCEDE", "MOBILIZE", "PROTEST")


def highlight_items(reading) -> list[dict]:
    """The highlights as rows: `text` and the `sentence_ids` behind it."""
    makers = [_opening_item, _toll_item, _other_harm_item, _change_item, _planned_item]
    # Without a toll, the figures of earlier events come before what happened.
    makers.insert(2 if silence(reading) else len(makers), _background_item)
    return [told for make in makers if (told := make(reading))]


def _opening_item(reading) -> dict | None:
    """The first line of an article that has no headline; a headline is the title of the page."""
    lines = records(reading.sentences[reading.sentences["kind"].isin(["headline", "body"])])
    if not lines or lines[0]["kind"] == "headline":
        return None
    return item(f"The article opens: “{lines[0]['quote']}”", [lines[0]["sentence_id"]])


def _toll_item(reading) -> dict | None:
    """How many are said to have died in the event reported, on whose word, and the check."""
    cards = [c for c in toll_cards(reading, "current") if c["harm"] == "killed"]
    if not cards:
        is_read = reading.article.language == ENGLISH
        words = "No figure of people killed was read for the event reported."
        return item(words if is_read else UNREAD)
    cards = [c for c in cards if c["event_id"] == cards[0]["event_id"]]
    parts = [
        f"{c['figure']} killed{_of(c)}, according to {c['said_by']}"
        if c["is_whole"]
        else f"{c['whose']}: {c['figure']} ({c['who']})"
        for c in cards
    ]
    check = next((f" Check: {c['check']}." for c in cards if c["check"]), "")
    text = f"{'. '.join(parts)}.{check}{_disputes(cards)}"
    return item(text[0].upper() + text[1:], cards=cards)


def _disputes(cards: list[dict]) -> str:
    """Where figures differ, who gives which; a side's dispute is told with that of all."""
    told: dict[bool, dict[str, None]] = {True: {}, False: {}}  # of the total, else of the sides
    for card in cards:
        parts = (card["note"] or "").split("; ")
        told[card["is_whole"]] |= dict.fromkeys(p for p in parts if p.startswith(DIFFER))
    return "".join(f" {part[0].upper()}{part[1:]}." for part in told[True] or told[False])


def _other_harm_item(reading) -> dict | None:
    """Wounded, missing, captured and displaced, where the article gives them."""
    cards = [c for c in toll_cards(reading, "current") if c["is_whole"]]
    cards = [c for c in cards if c["harm"] != "killed"]
    parts = "; ".join(
        f"{c['figure']} {c['harm']}{_of(c)}, according to {c['said_by']}" for c in cards
    )
    return item(f"Also {parts}.", cards=cards) if cards else None


def _change_item(reading) -> dict | None:
    """The latest dated change in the conflict, not after the day of the article."""
    rows = [
        row
        for row in _dated_events(reading)
        if row["scope"] == "current" and row["factuality"] in ("asserted", "claimed")
        if row["plover_type"] in CHANGES and row["date_start"] <= _last_moment(reading)
    ]
    return _event_item(reading, rows[-1], "Latest") if rows else None


def _planned_item(reading) -> dict | None:
    """The next thing that is planned and dated, after the day of the article."""
    planned = [row for row in _dated_events(reading) if row["factuality"] == "planned"]
    ahead = [row for row in planned if row["date_start"][:10] > _last_moment(reading)[:10]]
    return _event_item(reading, ahead[0], "Ahead") if ahead else None


def _dated_events(reading) -> list[dict]:
    """Events with a day, in its order."""
    dated = (row for row in event_rows(reading) if row["date_start"])
    return sorted(dated, key=lambda row: row["date_start"])


def _last_moment(reading) -> str:
    """The end of the day of publication; the end of time when it is unknown."""
    return f"{records(reading.articles)[0]['published'] or '9999-12-31'}T24"


def _event_item(reading, row: dict, label: str) -> dict:
    """A highlight from one event, in the whole sentence of the article."""
    sentence = reading.sentences.set_index("sentence_id").loc[row["sentence_id"], "quote"]
    words = textwrap.shorten(sentence, 240, placeholder=" …")
    return item(f"{label}, {row['when']}: “{words}”", [row["sentence_id"]])


def _background_item(reading) -> dict | None:
    """What is kept apart from the toll."""
    cards = past_cards(reading)
    told = [
        f"{c['figure']} {c['harm']} ({'; '.join(filter(None, (c['incident'], c['of'], c['who'])))})"
        for c in cards[:MOST_PAST]
    ]
    told += [f"{len(cards) - MOST_PAST} more below"][: len(cards) > MOST_PAST]
    words = f"Kept apart from the toll: {', '.join(told)}."
    return item(words, cards=cards[:MOST_PAST]) if cards else None


def _of(card: dict) -> str:
    """Whose losses a total is, where they are all of one side."""
    return "" if card["side_id"] == "all" else f" ({card['whose']})"
