"""Is it the same attack?  Figures of another place on another day are another event."""

from dateline.claims.likeness import Figure, sides_differ

SCENES = ("event", "background")  # how a place mention may be the scene of a current figure


def split_incidents(
    figures: list[Figure], sentences: list[dict], mentions: list[dict], dates: list[dict]
) -> None:
    """Give current figures of another place *and* another day an event of their own.

    One of the two is not enough: a battle has several places, and a toll rises over days.  Where a
    sentence names no town or day, the paragraph before it tells; a figure without either stays
    with the event that the report leads with.
    """
    scenes: list[tuple[str, set[str], str]] = []
    used = {figure.row["event_id"] for figure in figures}
    for figure in figures:
        row = figure.row
        if row["event_id"] != "current" or row["subset_of"]:
            continue
        near = _sentences_before(row["sentence_id"], sentences)
        places = _places(near, mentions)
        day = (row["date_start"] or _day(row, near, dates))[:10]
        if not places or len(day) < 10:
            continue
        same = next((s for s in scenes if s[1] & places or s[2] == day), None)
        if same is None:
            event_id = _new_id(used) if scenes else "current"
            used.add(event_id)
            same = (event_id, places, day)
            scenes.append(same)
        row["event_id"] = same[0]
    whole = {figure.row["claim_id"]: figure.row for figure in figures}
    for figure in figures:  # a part goes where its whole goes
        parent = whole.get(figure.row["subset_of"])
        if parent and figure.row["event_id"] == "current":
            figure.row["event_id"] = parent["event_id"]


def part_sides(figures: list[Figure]) -> None:
    """Undo the repeats whose sides, once they are known, turn out to differ."""
    rows = {figure.row["claim_id"]: figure.row for figure in figures}
    for row in rows.values():
        first = rows.get(row["same_as"])
        if first and sides_differ(first["side_id"], row["side_id"]):
            row["same_as"] = None


def _sentences_before(number: int, sentences: list[dict]) -> list[int]:
    """A sentence and those before it in its paragraph, the nearest first."""
    paragraph = sentences[number]["paragraph_id"]
    return [n for n in range(number, -1, -1) if sentences[n]["paragraph_id"] == paragraph]


def _places(near: list[int], mentions: list[dict]) -> set[str]:
    """Towns and regions that the nearest sentence with any names; countries are none."""
    for number in near:
        found = {
            mention["place_id"]
            for mention in mentions
            if mention["sentence_id"] == number
            and mention["kind"] in SCENES
            and not (len(mention["place_id"]) == 3 and mention["place_id"].isupper())
        }
        if found:
            return found
    return set()


def _day(row: dict, near: list[int], dates: list[dict]) -> str:
    """The day that the nearest sentence with any gives before the figure; empty if none."""
    for number in near:
        days = [
            date["date_start"]
            for date in dates
            if date["sentence_id"] == number
            and date["start_char"] < row["end_char"]
            and len(date["date_start"] or "") >= 10
        ]
        if days:
            return days[-1]
    return ""


def _new_id(used: set[str]) -> str:
    """The next free name of a current event."""
    number = 2
    while f"current-{number}" in used:
        number += 1
    return f"current-{number}"
