"""Where were the figures suffered?  Claims with the one place that their sentence ties them to.

A figure whose sentence names several places, or none, has no place here: a map must not choose.
"""

import re
from weakref import WeakKeyDictionary

import pandas as pd

from dateline.fields import SCENES

# Told only to say where another place is: "140 kilometres west of X", "across the river from X".
BEARING = re.compile(
    r"(?:\b(?:kilomet(?:re|er)|km|mile)s?\b[^.;,]{0,25}\b(?:of|from)"
    r"|\b(?:north|south|east|west)\w*\s+of|\bacross\b(?:[^.;,]{0,25}\bfrom)?)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
GOAL = re.compile(r"\bto\s+(?:the\s+)?$", re.IGNORECASE)  # "taken to X": it was done elsewhere
# What may stand between a town and the region that it lies in: "X, a town in Y", "Y's town of X".
WITHIN = re.compile(r"(?:(?!\b(?:and|or|while|as|from)\b)[^.;]){0,40}$")
AT = ("in", "from", "at")
MOST_OF_SPEAKER = 80  # characters from a speaker's naming to the verb of saying
TOWN, PROVINCE, COUNTRY = 3, 4, 6  # geo_precision up to which a place is one of these
SEVERAL, NOWHERE = "no one place is tied to it", "no sentence near it names a place"
NEEDED = ("claims", "mentions", "sentences", "places", "actors", "statements")
_placed: WeakKeyDictionary = WeakKeyDictionary()  # of each reading: its tables and their claims


def placed_claims(reading) -> pd.DataFrame:
    """The claims of an article with `place_id`, `unplaced` and `speaker_side`.

    `unplaced` is the reason why a claim has no place; `speaker_side` the side of the claimant.
    The map, its page and its layers all ask: claims are placed again only when a table of the
    reading has been replaced.
    """
    tables = [reading.tables[name] for name in NEEDED]
    known, placed = _placed.get(reading, ((), None))
    if len(known) != len(tables) or any(a is not b for a, b in zip(known, tables, strict=True)):
        placed = _place(reading)
        _placed[reading] = tables, placed
    return placed.copy()


def _place(reading) -> pd.DataFrame:
    """The claims of an article with their places, worked out."""
    sides = reading.actors.set_index("actor_id")["side_id"]
    mentions = reading.mentions[~_is_of_speaker(reading)]
    placed = place_claims(reading.claims, mentions, reading.sentences, reading.places)
    return placed.assign(speaker_side=placed["claimant"].map(sides).astype(object))


def _is_of_speaker(reading) -> pd.Series:
    """Which namings only say where a speaker is: "officials in X said", "he said in X"."""
    text, starts = reading.article.text, reading.mentions["start_char"]
    found = pd.Series(False, index=starts.index, dtype=bool)
    for row in reading.statements.to_dict("records"):
        first, cue, end = row["speaker_start"], row["cue_start"], row["cue_end"]
        found |= (starts > first) & (starts < cue) & (cue - first < MOST_OF_SPEAKER)
        said_at = [at > end and text[end:at].strip() in AT for at in starts]
        found |= pd.Series(said_at, index=starts.index, dtype=bool)
    return found


def place_claims(
    claims: pd.DataFrame, mentions: pd.DataFrame, sentences: pd.DataFrame, places: pd.DataFrame
) -> pd.DataFrame:
    """The claims with `place_id`, and with `unplaced`, the reason why there is none.

    The place is that of the sentence or, if it names none, of the nearest sentence before it in
    the paragraph.
    """
    texts = sentences.set_index("sentence_id")
    known = places.set_index("place_id")[["geo_precision", "country_iso3"]]
    scenes = mentions[mentions["place_id"].isin(known.index) & mentions["kind"].isin(SCENES)]
    scenes = scenes.join(known, on="place_id")
    told = {}
    for number, rows in scenes.groupby("sentence_id"):
        named = _without_bearings(rows.to_dict("records"), texts.loc[number])
        told[number] = [row for row in named if not any(_holds(row, other) for other in named)]
    found = []
    for claim in claims.to_dict("records"):
        near = _nearest(claim["sentence_id"], texts, told)
        choice = _scenes(told.get(near, []))
        if len(choice) > 1 and near == claim["sentence_id"]:
            beside = claims.loc[claims["sentence_id"] == near, "start_char"]
            choice = _own(claim["start_char"], sorted(set(beside)), told[near], choice)
        found.append(next(iter(choice)) if len(choice) == 1 else None)
    reasons = [
        None if place else SEVERAL if _nearest(number, texts, told) is not None else NOWHERE
        for place, number in zip(found, claims["sentence_id"], strict=True)
    ]
    columns = {"place_id": found, "unplaced": reasons}
    text = {name: pd.Series(cells, claims.index, "str") for name, cells in columns.items()}
    return claims.assign(**text)


def _without_bearings(rows: list[dict], sentence: pd.Series) -> list[dict]:
    """Mentions of a sentence but those that only say where another lies; `is_goal` is noted.

    Each carries the words `before` it.
    """
    text, first = sentence["quote"], sentence["start_char"]
    kept = []
    for row in sorted(rows, key=lambda row: row["start_char"]):
        before = text[: row["start_char"] - first]
        if not BEARING.search(before):
            is_goal = GOAL.search(before) is not None
            kept.append(row | {"before": before, "is_goal": is_goal})
    return kept


def _holds(wide: dict, fine: dict) -> bool:
    """Whether one place is told as the region or country of another."""
    if wide["geo_precision"] <= max(fine["geo_precision"], TOWN):
        return False
    if wide["geo_precision"] == COUNTRY:
        return wide["country_iso3"] == fine["country_iso3"]
    first, second = sorted((wide, fine), key=lambda row: row["start_char"])
    between = second["before"][len(first["before"]) + len(first["quote"]) :]
    return WITHIN.match(between) is not None


def _nearest(number: int, texts: pd.DataFrame, told: dict[int, list]) -> int | None:
    """The sentence, or the nearest before it in its paragraph, that names a scene."""
    paragraph = texts.loc[number, "paragraph_id"]
    while number in texts.index and texts.loc[number, "paragraph_id"] == paragraph:
        if told.get(number):
            return number
        number -= 1
    return None


def _scenes(rows: list[dict]) -> set[str]:
    """Places where something was done: those of events, else those of the background."""
    there = [row for row in rows if not row["is_goal"]]
    events = {row["place_id"] for row in there if row["kind"] == "event"}
    return events or {row["place_id"] for row in there}


def _own(start: int, starts: list[int], rows: list[dict], choice: set[str]) -> set[str]:
    """The place that follows the figure, if each figure of the sentence is followed by its own."""
    ends = [*starts[1:], float("inf")]
    spots = [(row["start_char"], row["place_id"]) for row in rows if row["place_id"] in choice]
    shares = {
        first: {place for at, place in spots if first < at < last}
        for first, last in zip(starts, ends, strict=True)
    }
    is_clear = len(starts) > 1 and all(len(share) == 1 for share in shares.values())
    is_clear &= all(at > starts[0] for at, _ in spots)
    return shares[start] if is_clear else choice
