"""What does the article come to?  Tables become sentences and rows ready to print.

Every number in a sentence is computed, and every row carries the ids of its sentences.
"""

import textwrap
from datetime import date

import pandas as pd

from dateline.claims.reconcile import SUM
from dateline.look import OWN_VOICE, event_name, figure_text, side_colours, side_names
from dateline.rows import pairs, records

HARM_WORDS = {
    "killed": "killed", "wounded": "wounded", "missing": "missing", "captured": "taken captive",
    "displaced": "displaced", "casualties": "killed or wounded",
}  # fmt: skip
CHANGES = ("RETREAT", "AGREE", "ASSAULT", "COERCE", "CONCEDE", "MOBILIZE", "PROTEST")


def highlight_items(reading) -> list[dict]:
    """The highlights as rows: `text` and the `sentence_ids` behind it."""
    makers = (_toll_item, _other_harm_item, _change_item, _planned_item, _background_item)
    first = [_opening_item(reading)]
    return [item for item in first + [make(reading) for make in makers] if item]


def _opening_item(reading) -> dict | None:
    """The first line of an article that has no headline; a headline is the title of the page."""
    lines = records(reading.sentences[reading.sentences["kind"].isin(["headline", "body"])])
    if not lines or lines[0]["kind"] == "headline":
        return None
    return {
        "text": f"The article opens: “{lines[0]['quote']}”",
        "sentence_ids": [lines[0]["sentence_id"]],
    }


def _toll_item(reading) -> dict | None:
    """How many are said to have died in the event reported, on whose word, and the check."""
    cards = [c for c in toll_cards(reading, "current") if c["harm"] == "killed"]
    if not cards:
        return {
            "text": "The article gives no figure of people killed in the event it reports.",
            "sentence_ids": [],
        }
    cards = [c for c in cards if c["event_id"] == cards[0]["event_id"]]
    parts = [
        f"{c['figure']} killed, according to {c['who']}"
        if c["side_id"] == "all"
        else f"{c['whose']}: {c['figure']} ({c['who']})"
        for c in cards
    ]
    check = next((f" Check: {c['check']}." for c in cards if c["check"]), "")
    text = f"{'. '.join(parts)}.{check}"
    return {
        "text": text[0].upper() + text[1:],
        "sentence_ids": sorted({s for c in cards for s in c["sentence_ids"]}),
    }


def _other_harm_item(reading) -> dict | None:
    """Wounded, missing, captured and displaced, where the article gives them."""
    cards = [
        c for c in toll_cards(reading, "current") if c["harm"] != "killed" and c["side_id"] == "all"
    ]
    if not cards:
        return None
    parts = "; ".join(f"{c['figure']} {c['harm']}, according to {c['who']}" for c in cards)
    return {
        "text": f"Also {parts}.",
        "sentence_ids": sorted({s for c in cards for s in c["sentence_ids"]}),
    }


def _change_item(reading) -> dict | None:
    """The latest dated change in the conflict, not after the day of the article."""
    events = reading.events
    wanted = (
        (events["scope"] == "current")
        & events["date_start"].notna()
        & events["factuality"].isin(["asserted", "claimed"])
        & events["plover_type"].isin(CHANGES)
    )
    dated = events[wanted].sort_values("date_start", kind="stable")
    return _event_item(
        reading, dated[dated["date_start"] <= _last_moment(reading)].tail(1), "Latest"
    )


def _planned_item(reading) -> dict | None:
    """The next thing that is planned and dated, after the day of the article."""
    events = reading.events
    planned = events[(events["factuality"] == "planned") & events["date_start"].notna()]
    ahead = planned[planned["date_start"].str[:10] > _last_moment(reading)[:10]]
    return _event_item(reading, ahead.sort_values("date_start").head(1), "Ahead")


def _last_moment(reading) -> str:
    """The end of the day of publication; the end of time when it is unknown."""
    published = records(reading.articles)[0]["published"]
    return f"{published or '9999-12-31'}T24"


def _event_item(reading, rows: pd.DataFrame, label: str) -> dict | None:
    """A highlight from one event, in the whole sentence of the article."""
    if rows.empty:
        return None
    row = records(rows)[0]
    sentence = reading.sentences.set_index("sentence_id").loc[row["sentence_id"], "quote"]
    words = textwrap.shorten(sentence, 240, placeholder=" …")
    text = f"{label}, {when(row['date_start'])}: “{words}”"
    return {"text": text, "sentence_ids": [row["sentence_id"]]}


def _background_item(reading) -> dict | None:
    """What is kept apart from the toll."""
    cards = [c for c in toll_cards(reading, "background") if c["side_id"] == "all"]
    if not cards:
        return None
    parts = "; ".join(
        f"{c['figure']} {c['harm']} ({', '.join(filter(None, (c['incident'], c['note'])))})"
        for c in cards[:3]
    )
    text = f"Kept apart from the toll: {parts}."
    return {"text": text, "sentence_ids": sorted({s for c in cards[:3] for s in c["sentence_ids"]})}


def toll_cards(reading, scope: str) -> list[dict]:
    """Tolls of a scope, ready to print; the total over all sides first.

    >>> from dateline import example, findings
    >>> [(card["whose"], card["figure"]) for card in findings.toll_cards(example(), "current")]
    [('in all', '155'), ('Armenia', '105'), ('Azerbaijan', '50')]
    """
    names = side_names(reading.theatre, reading.claims)
    colours = side_colours(reading.tolls["side_id"], reading.theatre)
    claims = {row["claim_id"]: row for row in claim_rows(reading)}
    full = {row["claimant_name"]: row["who"] for row in claims.values()}
    titled = {row["who"]: row["titled"] for row in claims.values()}
    cards = []
    for row in records(reading.tolls[reading.tolls["scope"] == scope]):
        behind = [claims[c] for c in row["claim_ids"].split() if c in claims]
        who = [full.get(name, name) for name in (row["claimants"] or OWN_VOICE).split("; ")]
        cards.append(
            row
            | {
                "figure": figure_text(row["low"], row["best"], row["high"]),
                "harm": HARM_WORDS[row["harm"]],
                "whose": names.get(row["side_id"], row["side_id"]),
                "incident": event_name(row["event_id"]),
                "who": _told_by(list(dict.fromkeys(who)), row["note"]),
                "told_by": _told_by(
                    [titled.get(name, name) for name in dict.fromkeys(who)], row["note"]
                ),
                "colour": colours.get(row["side_id"], "#222"),
                "sentence_ids": sorted({c["sentence_id"] for c in behind}),
            }
        )
    order = {harm: place for place, harm in enumerate(HARM_WORDS.values())}
    return sorted(cards, key=lambda c: (c["event_id"], order[c["harm"]], c["side_id"] != "all"))


def _told_by(who: list[str], note: str | None) -> str:
    """Who states a toll; a sum that nobody states is Dateline's own and says so."""
    names = in_words(who, "and")
    return f"a sum by Dateline of figures by {names}" if (note or "").startswith(SUM) else names


def claim_rows(reading) -> list[dict]:
    """Claims, ready to print."""
    actors = actor_names(reading)
    names = side_names(reading.theatre, reading.claims)
    offices = _offices(reading)
    rows = []
    for row in records(reading.claims):
        who = actors.get(row["claimant"]) or row["claimant_name"] or OWN_VOICE
        office = offices.get(row["claimant"])
        rows.append(
            row
            | {
                "figure": figure_text(row["low"], row["best"], row["high"], row["qualifier"]),
                "whose": names.get(row["side_id"]) or row["side"] or "not stated",
                "who": who,
                "office": office,
                "titled": f"{who}, {office}" if office else who,
            }
        )
    return rows


def claimants(reading) -> dict[str, str]:
    """Full name and office for each claimant, by the name that the tables carry."""
    return {c["claimant_name"]: c["titled"] for c in claim_rows(reading) if c["claimant_name"]}


def _offices(reading) -> dict[str, str]:
    """The office of each person who has one."""
    rows = pairs(reading.actors, "actor_id", "actor_type", "role", "name")
    return {
        key: role for key, kind, role, name in rows if kind == "person" and role and role != name
    }


def silence(reading) -> str | None:
    """What the strip of key figures says when there is none."""
    has_current = (reading.tolls["scope"] == "current").any()
    return None if has_current else "The article gives no figure of harm for the event it reports."


def tolls_alt_text(reading) -> str:
    """The chart of tolls in words."""
    cards = toll_cards(reading, "current")
    parts = "; ".join(
        f"{c['whose']}: {c['figure']} {c['harm']}, according to {c['who']}" for c in cards
    )
    return (
        f"Bar chart of people harmed by side. {parts}."
        if parts
        else "Empty chart: no figure is given."
    )


def claims_alt_text(reading) -> str:
    """The chart of claims in words."""
    rows = [r for r in claim_rows(reading) if r["scope"] == "current"]
    parts = "; ".join(f"{r['who']} says {r['figure']} {r['harm']} ({r['whose']})" for r in rows)
    return (
        f"Dot chart of each figure by who states it. {parts}."
        if parts
        else "Empty chart: no claim."
    )


def actors_alt_text(reading) -> str:
    """The chart of actors in words."""
    spoken = reading.statements["speaker"].value_counts().head(5)
    names = actor_names(reading)
    parts = ", ".join(f"{names.get(actor, actor)} ({n})" for actor, n in spoken.items())
    return f"Bar chart of mentions and statements by actor. Most statements: {parts or 'none'}."


def actor_names(reading) -> dict[str, str]:
    """A name to print for each actor_id."""
    return dict(pairs(reading.actors, "actor_id", "name"))


def long_date(value: str | date | None) -> str:
    """A day in words.

    >>> long_date("2022-09-15")
    'Thursday 15 September 2022'
    """
    if value is None or value is pd.NaT or (isinstance(value, float) and pd.isna(value)):
        return "date of publication unknown"
    day = value if isinstance(value, date) else date.fromisoformat(str(value)[:10])
    return f"{day:%A} {day.day} {day:%B %Y}"


def when(value: str) -> str:
    """A date of reduced precision, printed."""
    if len(value) == 10:
        return long_date(value).split(" ", 1)[1]
    if len(value) > 10:
        return f"{long_date(value).split(' ', 1)[1]}, {value[11:16]}"
    return value


def date_text(row: dict) -> str:
    """What an expression of time was taken for, in words.

    >>> date_text({"date_start": "2022-09-13", "date_end": None, "time_precision": "day"})
    '13 September 2022 and after'
    >>> date_text({"date_start": None, "value": "P2D", "time_precision": "duration"})
    'a length of time (P2D)'
    """
    first, last = row["date_start"], row.get("date_end")
    if not first:
        value = f" ({row['value']})" if row.get("value") else ""
        return f"{'a length of time' if row['time_precision'] == 'duration' else 'no day'}{value}"
    if not last:
        return f"{when(first)} and after"
    return when(first) if first == last else f"{when(first)} to {when(last)}"


def in_words(words: list[str], joint: str) -> str:
    """Words as a list in prose.

    >>> in_words(["a", "b", "c"], "or")
    'a, b or c'
    """
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {joint} {words[-1]}"
