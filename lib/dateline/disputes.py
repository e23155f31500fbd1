"""Who says what about whose losses, and what does nobody say?

Every row is computed from the tables of one article; a gap is the words for an empty field.
"""

from collections import Counter

import pandas as pd

from dateline.claims.ranges import led_with, span, victim_groups
from dateline.fields import HARMS, OWN_VOICE
from dateline.findings import HARM_WORDS, actor_names, claim_rows, item
from dateline.language import ENGLISH
from dateline.look import NEUTRAL, event_name, figure_text, side_colours, side_names
from dateline.prose import in_words
from dateline.rows import pairs, records

VICTIM_WORDS = {
    "combatant": "soldiers or fighters", "police": "police officers", "child": "children",
    "journalist": "journalists", "civilian": "civilians",
}  # fmt: skip
PRONOUNS = {"it", "he", "she", "they", "this", "that", "who", "which", "one", "some", "others"}
UNSTATED = "not stated"  # whose losses, where the article does not say


def loss_tables(reading) -> list[dict]:
    """For each event and harm reported: who claims what about whose losses, with the range.

    One table has `columns` (whose losses), one of `rows` for each claimant with a list of figures
    in each cell, and a `ranges` line.  A figure given once, by one claimant, makes no table; a part
    of another figure stands in the ledger only, unless it is one side's.
    """
    claims = [c for c in claim_rows(reading) if c["scope"] == "current"]
    told = {c["claim_id"] for c in claims}
    claims = [c for c in claims if c["subset_of"] not in told or c.get("apart_by") == "side"]
    keys = dict.fromkeys((c["event_id"], c["harm"]) for c in claims)
    found = []
    for event_id, harm in keys:
        part = [c for c in claims if (c["event_id"], c["harm"]) == (event_id, harm)]
        if len(part) > 1:
            found.append(_loss_table(reading, event_id, harm, part))
    return found


def _loss_table(reading, event_id: str, harm: str, claims: list[dict]) -> dict:
    """Claimants against sides, for one event and harm."""
    sides = dict(pairs(reading.actors, "actor_id", "side_id"))
    names = side_names(reading.theatre, reading.claims)
    colours = side_colours(reading.claims["side_id"], reading.theatre)
    losses = list(dict.fromkeys(c["side_id"] for c in claims))
    losses.sort(key=lambda side: (side is None, side == "all"))
    rows = []
    for who in sorted(dict.fromkeys(c["who"] for c in claims), key=lambda w: w == OWN_VOICE):
        said = [c for c in claims if c["who"] == who]
        side = sides.get(said[0]["claimant"])
        relations = {loss: _relation(side, loss) if reading.theatre else "" for loss in losses}
        cells = [
            [c | {"relation": relations[loss]} for c in said if c["side_id"] == loss]
            for loss in losses
        ]
        colour = colours.get(side or "", NEUTRAL)
        row = {"who": who, "office": said[0]["office"], "side": names.get(side or "")}
        rows.append(row | {"colour": colour, "cells": cells})
    return {
        "event": event_name(event_id),
        "harm": HARM_WORDS[harm],
        "columns": [names.get(loss) or loss or UNSTATED for loss in losses],
        "rows": rows,
        "ranges": [_range([c for c in claims if c["side_id"] == loss]) for loss in losses],
    }


def _relation(claimant_side: str | None, loss: str | None) -> str:
    """Whether a claimant speaks of the losses of the own side or of another.

    >>> _relation("A", "A"), _relation("A", "B"), _relation("A", "all"), _relation(None, "B")
    ('own side', 'other side', '', 'no party')
    """
    if loss in (None, "all"):
        return ""
    if claimant_side is None:
        return "no party"
    return "own side" if claimant_side == loss else "other side"


def _range(claims: list[dict]) -> str:
    """The lowest and the highest figure that anyone gives of the same people, in words.

    Figures that may be of other people stand behind it: a range over all would be nobody's.
    """
    counted = [c for c in claims if c["counted"]] or claims
    if len({(c["low"], c["best"], c["high"]) for c in counted}) == 1:
        one = counted[0]
        n_voices = len({c["who"] for c in counted})
        return f"{one['figure']}, by {n_voices} claimants" if n_voices > 1 else "one figure"
    lead = led_with(counted)
    by_voice = Counter(group[0]["who"] for group in victim_groups(counted))
    is_apart = len([c for c in counted if c.get("apart_by") and not c["same_as"]]) > 1
    if is_apart or lead is counted and max(by_voice.values()) > 1:
        return "told of different people"
    low, best, high = span(lead)
    is_open = best is not None and high in (None, low)  # "several" is no "at least 3"
    said = figure_text(low, low if is_open else None, high)
    beside = (c for c in counted if c not in lead and not c.get("is_perpetrator"))
    others = dict.fromkeys(c["figure"] for c in beside)
    return f"{said}; not added: {in_words(list(others), 'and')}" if others else said


def gaps(reading) -> list[dict]:
    """What the article does not say, from empty fields: `text` and the `sentence_ids` concerned."""
    if reading.article.language != ENGLISH:
        return [item("The article was not read, for it is not in English.")]
    current = reading.claims[reading.claims["scope"] == "current"]
    found = [item(text) for text in _harm_gaps(current) + _claimant_gaps(reading, current)]
    found += _side_gaps(reading, current)
    exact = (reading.places["kind"] == "event") & (reading.places["geo_precision"] < 5)
    if not exact.any():
        found.append(item("No place of the events is named more exactly than a country or region."))
    if reading.articles["published"].isna().all():
        found.append(item("No date of publication is known, so days of the week stay unresolved."))
    return found


def _harm_gaps(current: pd.DataFrame) -> list[str]:
    """Kinds of harm and of victims that no figure counts."""
    silent = [HARM_WORDS[h] for h in HARMS[:5] if not (current["harm"] == h).any()]
    found = []
    if silent:
        found.append(f"No figure of people {in_words(silent, 'or')} in the event reported.")
    types = set(current["victim_type"])
    uncounted = [VICTIM_WORDS[t] for t in ("civilian", "child", "journalist") if t not in types]
    if len(current) and uncounted:
        found.append(f"No figure counts {in_words(uncounted, 'or')} among the victims.")
    return found


def _claimant_gaps(reading, current: pd.DataFrame) -> list[str]:
    """Whose word is missing: named sources, independent bodies, each side on the other's losses."""
    if current.empty:
        return []
    if current["claimant_name"].isna().all():
        return ["No figure of the event reported is attributed to a named source."]
    sides = dict(pairs(reading.actors, "actor_id", "side_id"))
    claims = pairs(current.dropna(subset=["claimant"]), "claimant", "side_id")
    crossed = {(sides.get(claimant), victims) for claimant, victims in claims}
    found = []
    if crossed and all(side for side, _ in crossed):
        words = "each comes from a party or the reporter."
        found.append(f"No independent body confirms a figure: {words}")
    is_own = [side in (victims, None) or victims == "all" for side, victims in crossed]
    if len(crossed) > 1 and all(is_own):
        found.append("No side gives a figure of the other side’s losses.")
    return found


def _side_gaps(reading, current: pd.DataFrame) -> list[dict]:
    """Figures without a side or a day, and parties that are named and never heard."""
    found = []
    for column, words in (("side_id", "whose losses they are"), ("date_start", "on which day")):
        rows = records(current[current[column].isna()])
        if rows and len(rows) < len(current):
            quotes = {r["quote"].lower(): f"“{r['quote']}”" for r in reversed(rows)}
            figures = in_words(list(quotes.values())[::-1], "and")
            ids = (r["sentence_id"] for r in rows)
            found.append(item(f"Not stated {words}: {figures}.", ids))
        elif rows:
            found.append(item(f"No figure of the event reported says {words}."))
    sides = dict(pairs(reading.actors, "actor_id", "side_id"))
    heard = {sides.get(speaker) for speaker in reading.statements["speaker"]}
    parties = reading.theatre.sides if reading.theatre else ()
    silent = [s.name for s in parties if s.side_id in sides.values() and s.side_id not in heard]
    if silent and len(reading.statements):
        found.append(item(f"No statement is attributed to {in_words(silent, 'or')}."))
    return found


def time_checks(reading) -> list[dict]:
    """Dates, hours and lengths of time that the article lets one check, with the verdict."""
    noted = reading.dates.dropna(subset=["note"])
    checked = noted["note"].str.contains(r"\bagrees? with\b|\bwas a\b", regex=True)
    return records(noted[checked])


def said_rows(reading) -> list[dict]:
    """Statements with `who`, `before`, `words` and `after`, ready to print.

    Before what is said stand the words of the article from the cue on ("said on Monday that"); a
    cue that is no verb stands behind it, with the speaker.  A pronoun that means nobody known is
    no name for a heading.
    """
    names = actor_names(reading)
    printed = ("who", "before", "words", "after")
    return [
        row | dict(zip(printed, _told(row, names, reading.article.text), strict=True))
        for row in records(reading.statements)
    ]


def _told(row: dict, names: dict[str, str], text: str) -> tuple[str, str, str, str]:
    """Who says it, the words before it, what is said, and the words after it."""
    is_nobody = row["speaker_name"].lower() in PRONOUNS
    who = names.get(row["speaker"]) or ("speaker not named" if is_nobody else row["speaker_name"])
    words = quoted(row["content"], whole=row["directness"] == "direct")
    if row["cue"] == ":":
        return who, "", words, ""
    if row["cue"].lower().startswith("according"):
        return who, "", words, f"{row['cue'].lower()} {row['speaker_name']}"
    gap = text[row["cue_end"] : row["start_char"]].strip(' ,:“”"')
    if row["cue_end"] <= row["start_char"] and len(gap) <= 80 and not set(gap) & set(".\n"):
        return who, f"{row['cue']} {gap}".strip(), words, ""
    to = names.get(row["addressee"])
    is_denial = row["stance"] == "denies"
    return who, f"{row['cue']} {to}:" if to else row["cue"] + ":" * is_denial, words, ""


def quoted(words: str, *, whole: bool) -> str:
    """Words with quotation marks around them if they are a `whole` quotation, and none open.

    >>> quoted('We are ready,', whole=True), quoted('by noon “all had left', whole=False)
    ('“We are ready”', 'by noon “all had left”')
    """
    words = words.rstrip(" ,")
    inner = words.strip('“”"')
    if whole and not set(inner) & set('“”"'):
        return f"“{inner.rstrip(' ,')}”"
    if words.count('"') % 2 and not set(words) & set("“”"):
        return f'"{words}' if words.endswith('"') else f'{words}"'
    if words.count("“") > words.count("”"):
        return f"{words}”"
    return f"“{words}" if words.count("”") > words.count("“") else words
