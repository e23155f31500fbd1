"""Is it the same attack?  Another place on another day, or an attack told of as a further one."""

import re

from dateline.claims.likeness import Figure, names_its_side, sides_differ, tells_headline_again
from dateline.claims.scenes import AT_ANOTHER_TIME, OPENS_WITH_PLACE
from dateline.claims.timewords import NUMBER
from dateline.fields import SCENES

_ACT = (
    r"(?:attack|bomb(?:ing|er)?|blast|explosion|drone|strike|airstrike|raid|ambush|clash|mine|"
    r"shooting|rocket|missile|grenade|shell|gunm[ae]n|gunfight|gun\s+battle|fight|assault|device)s?"
)
A_FURTHER_ATTACK = re.compile(
    rf"\b(?:an?|another|two|three|several|gunmen|militants|rebels|troops|soldiers)\s+"
    rf"(?:[\w-]+\s+){{0,3}}?(?:{_ACT}|shot|fired|attacked|opened\s+fire)\b"
    r"|\b(?:shelling|shellfire|gunfire|jets|(?:war)?planes|drones|helicopters|(?:was|were)\s+hit\s+by"
    r"|(?:air|drone|rocket|mortar|artillery|tank)\s*(?:fire|strikes|raids|attacks))\b",
    re.IGNORECASE,
)
OPENS_WITH_ATTACK = re.compile(  # "On Sunday a strike …", not "A day after the strike …"
    rf"^\W*(?:(?:On|Last|Earlier|Late|Early)\s+[^,]{{0,30}}?,?\s+)?(?:an?|another)\s+"
    rf"(?!day|week|month|hour)(?:[\w-]+\s+){{0,2}}?{_ACT}\b",
    re.IGNORECASE,
)
OPENS_WITH_DAY = re.compile(  # "On Wednesday, 33 people died …", no "On Friday police said …"
    r"^\W*On \w+day(?: (?:morning|afternoon|evening|night))?,? (?:at least |about |some )?"
    rf"(?:an?|{NUMBER}) (?!more\b|others?\b|bodies\b)\w+ (?:were|was|died|had)\b"
    r"(?![^.;]*\b(?:wounds|injuries|hospital)\b)"
)
_ON_A_DAY = r"^\W*(?:On|Last)\s+([A-Z]\w+day)"
KILLED_THEN = re.compile(  # "On Thursday the army killed four men in an air strike"
    rf"{_ON_A_DAY}\b,?(?:(?!\b(?:said|says|reported|wounds|hospital)\b)[^.;])*?"
    r"\b(?:killed|killing|wounded|shot)\b[^.;]*?\b(?:in|by)\s+an?(?:other)?\s+"
    rf"(?:[\w-]+\s+){{0,2}}?{_ACT}\b"
)
WEEKDAY = re.compile(rf"{_ON_A_DAY}\b")
ON_A_DAY = re.compile(rf"{_ON_A_DAY}(?:\s+\w+)?,")
THE_ATTACK = re.compile(rf"\b[Tt]h(?:e|at|is)\s+(?:[\w-]+\s+){{0,2}}?{_ACT}\b")
BESIDES = re.compile(
    r"\b(?:also|separate\w*|elsewhere|another|meanwhile|further|other\s+side|the\s+same\s+day"
    r"|in\s+(?:retaliation|response|revenge))\b"
    r"|^\W*(?:In|Near|Outside|At|Around|Along|Across)\s+(?:[\w’'-]+\s+){0,6}?[A-Z][\w’'-]+(?:\s+[\w’'-]+){0,3},",
    re.IGNORECASE,
)
_PLACES = r"mosque|church|market|school|hospital|clinic|bus|camp|wedding|funeral|house|home|hotel"
_ARMS = r"shell|rocket|mortar|missile|drone|mine|bomb"
HIT_BY = re.compile(  # "when rebel shells hit the Bab Touma district"
    rf"\b(?i:(air\W?strike|{_ARMS})s?(?:\s+[a-z]+)?\s+"
    r"(?:hit|struck|landed|fell|slammed|exploded|crashed))\s+"
    rf"(?:(?:an?|another)\s+(?:[\w-]+\s+)?({_PLACES})\b|(?:[a-z]+\s+){{0,4}}?([A-Z]\w+))"
)
WEAPON = re.compile(rf"\b(?:air\W?)?(?:strike|{_ARMS}|gunm|shot)")
SIMILAR = re.compile(
    rf"\b(?:similar|separate|another)\s+(?:[\w-]+\s+)?{_ACT}\b"
    r"|\b(?:another|(?:two|three|four)\s+other|nearby|neighbou?ring)\s+"
    r"(?:villages?|towns?|schools?|bases?|posts?|camps?|districts?|checkpoints?)\b",
    re.IGNORECASE,
)
# What another says about the attack told of just before ("The army acknowledged seven deaths.").
ANSWER = re.compile(
    r"^\W*(?:The|An?)\s+(?:[\w-]+\s+){1,4}?(?:acknowledged|admitted|confirmed|conceded|counted"
    r"|(?:put|gave)\s+(?:the|a)\s+(?:\w+\s+)?(?:toll|number|figure|dead))\b"
)
# What happens beyond a border is no part of what happened on this side of it.
ABROAD = re.compile(
    r"^\W*(?:across|over|beyond)\s+the\s+(?:\w+\s+)?(?:border|frontier)\b"
    r"|\bon\s+the\s+other\s+side\s+of\s+the\s+(?:border|frontier)\b",
    re.IGNORECASE,
)


def split_incidents(
    figures: list[Figure], sentences: list[dict], mentions: list[dict], dates: list[dict]
) -> None:
    """Give current figures of another place *and* another day an event of their own.

    One of the two is not enough: a battle has several places, and a toll rises over days.  Where a
    sentence names no town or day, the paragraph before it tells; a figure without either stays
    with the event that the report leads with.
    """
    scenes: list[tuple[str, set[str], str]] = []
    of_total = {f.row["sentence_id"] for f in figures if f.row["_of_total"]}
    used = {figure.row["event_id"] for figure in figures}
    for figure in figures:
        row, number = figure.row, figure.row["sentence_id"]
        if row["event_id"] != "current" or row["subset_of"] or number in of_total:
            continue
        near = _sentences_before(row["sentence_id"], sentences)
        places = _places(near, mentions)
        text = figure.sentence
        if scenes and _is_of_the_first(text):
            continue  # "on Tuesday police said that nine died in the shooting"
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


def split_further_attacks(
    figures: list[Figure], sentences: list[dict], mentions: list[dict]
) -> None:
    """Give an event of their own to figures of an attack that the text adds to the first.

    It must be told by an act of its own ("a drone hit"), and either as a further one ("also",
    "elsewhere", or the place put first) at a place that neither headline nor lead has named, or
    on a day of its own.  One sign alone is not enough: a battle has several places, and "also
    killed" goes on about one attack.
    """
    story = [n for n, row in enumerate(sentences) if row["kind"] in ("headline", "body")]
    lead = story[:2]
    known = {place for number in lead for place in _places([number], mentions)}
    used = {figure.row["event_id"] for figure in figures}
    days = {f.row["date_start"] for f in figures if f.row["sentence_id"] in lead} - {None}
    of_total = {f.row["sentence_id"] for f in figures if f.row["_of_total"]}
    rows = [sentences[number] for number in lead if figures]
    story_lead = " ".join(figures[0].doc[r["start"] : r["end"]].text for r in rows).lower()
    apart: dict[int, str] = {}
    for figure in figures:
        row, number = figure.row, figure.row["sentence_id"]
        if row["event_id"] != "current" or number in lead or number in of_total:
            continue
        text = figure.sentence
        new = _places([number], mentions) - known
        day = WEEKDAY.match(text)
        is_other = bool(days) and row["date_start"] not in days | {None}
        is_other |= bool(day) and "day" in story_lead and day[1].lower() not in story_lead
        is_further = _is_further(text, is_other_place=bool(new), is_other_day=is_other)
        is_further |= _is_by_another_weapon(text, story_lead)
        if number not in apart and is_further and not _is_of_the_first(text):
            apart[number] = _new_id(used)
            used.add(apart[number])
        is_answer = sentences[number]["paragraph_id"] == sentences[number - 1]["paragraph_id"]
        if is_answer and number - 1 in apart and ANSWER.search(text):
            apart.setdefault(number, apart[number - 1])
        row["event_id"] = apart.get(number, "current")


def _is_further(text: str, *, is_other_place: bool, is_other_day: bool) -> bool:
    """Whether a sentence adds an attack, at another place or time than the lead's."""
    is_act = A_FURTHER_ATTACK.search(text)
    opens = OPENS_WITH_ATTACK.search(text) or OPENS_WITH_DAY.search(text)
    opens = opens or KILLED_THEN.search(text)
    opens_there = ON_A_DAY.search(text) or OPENS_WITH_PLACE.search(text)
    is_there = is_other_place and opens_there  # "On Sunday, rebels killed two in Bor"
    if is_other_day and (opens or is_there or SIMILAR.search(text)):
        return True
    is_beside = is_other_place and BESIDES.search(text) or AT_ANOTHER_TIME.search(text)
    return bool(is_other_place and ABROAD.search(text) or is_beside and is_act)


def _is_by_another_weapon(text: str, lead: str) -> bool:
    """Whether a place is hit by shells, where headline and lead know neither it nor them."""
    told = HIT_BY.search(text)
    if told is None or told[3] and not WEAPON.search(lead):
        return False
    return not any(word.lower() in lead for word in told.groups() if word)


def _is_of_the_first(text: str) -> bool:
    """Whether a sentence speaks of "the attack", so that its figures are of one known."""
    known, further = THE_ATTACK.search(text), A_FURTHER_ATTACK.search(text)
    return bool(known) and (not further or known.start() < further.start())


def part_sides(figures: list[Figure]) -> None:
    """Undo the repeats whose sides, once they are known, turn out to differ."""
    rows = {figure.row["claim_id"]: figure.row for figure in figures}
    for row in rows.values():
        first = rows.get(row["same_as"])
        is_apart = first and sides_differ(first["side_id"], row["side_id"])
        if is_apart and not tells_headline_again(row, first):
            row["same_as"] = None
        elif is_apart and not names_its_side(first):
            first.update(side=row["side"], side_id=row["side_id"])


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
