"""How well is the default article read?  Scores of the pipeline on its hand-made gold.

Usage: ``python benchmarks/seed.py GOLD_JSON [--section actors|statements|names ...]``.
One function scores one section and returns its :class:`Score`; misses are printed with ``-v``.
"""

import argparse
import json
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import NamedTuple

from dateline.actors.extract import extract_actors
from dateline.article import load_article
from dateline.extract import extract_rows
from dateline.parse import parse
from dateline.places.extract import extract_places
from dateline.statements.extract import extract_statements
from dateline.theatre import load_theatre

ARTICLE = (
    Path(__file__).parents[1] / "data/articles/2022-09-15-latimes-armenia-azerbaijan-ceasefire.txt"
)
THEATRE = "south-caucasus"

# The gold's words for kinds of actor, and the words of our vocabulary that say the same.
TYPES = {
    "state": {"state"},
    "government": {"government"},
    "government body": {"government"},
    "de facto entity": {"government"},
    "military": {"military"},
    "non-state armed group": {"non-state armed group"},
    "person": {"person"},
    "civil society / crowd": {"civil society"},
    "unnamed analysts": {"civil society"},
    "political opposition": {"political opposition"},
    "legislature": {"legislature"},
    "legislature (part)": {"legislature"},
    "intergovernmental organisation": {"international organisation"},
}
# The gold's sides by their first word.  "Third party" and "analyst" are no side in the theatre,
# nor is domestic opposition; the Karabakh bodies stand with the side that backed them.
SIDES = {
    "Armenia": "ARM",
    "Azerbaijan": "AZE",
    "Armenia-backed": "ARM",
    "Nagorno-Karabakh": "ARM",
    "Armenian": None,
    "third": None,
    "analyst": None,
}


# Kinds of place mention in the gold's words, and in ours.
PLACE_KINDS = {
    "actor_state": "actor",
    "metonym": "metonym",
    "org_part": "part_of_name",
    "dateline": "dateline",
    "event_place": "event",
    "event_place_secondary": "event",
    "event_place_future": "planned",
    "background": "background",
    "event_place_background": "background",
    "territory_claim": "background",
    "affiliation": "affiliation",
    "reporter_location": "contributor",
    "promo": "promo",
}


class Score(NamedTuple):
    """Right answers out of those asked, and what was missed."""

    right: int
    total: int
    misses: list[str]


@cache
def reading() -> tuple:
    """The default article, parsed and read."""
    doc = parse(load_article(ARTICLE), load_theatre(THEATRE))
    actors, mentions = extract_actors(doc)
    return doc, actors, mentions, extract_statements(doc, mentions)


def overlap(row: dict, span: dict) -> int:
    """Number of characters that a row and a gold span share."""
    return min(row["end_char"], span["end"]) - max(row["start_char"], span["start"])


def actor_of(gold_actor: dict) -> dict | None:
    """Our actor that most of a gold actor's mentions resolve to."""
    _, actors, mentions, _ = reading()
    votes: dict[str, int] = {}
    for span in gold_actor["mentions"]:
        for row in mentions:
            union = max(row["end_char"], span["end"]) - min(row["start_char"], span["start"])
            if 2 * overlap(row, span) >= union:
                votes[row["actor_id"]] = votes.get(row["actor_id"], 0) + 1
    best = max(votes, key=votes.get, default=None)
    return next((row for row in actors if row["actor_id"] == best), None)


def score_actors(gold: dict) -> Score:
    """Actors with the right type and side."""
    misses = []
    for wanted in gold["actors"]:
        found = actor_of(wanted)
        side = SIDES[wanted["side"].split()[0]]
        if (
            not found
            or found["actor_type"] not in TYPES[wanted["type"]]
            or found["side_id"] != side
        ):
            shown = found and (found["actor_id"], found["actor_type"], found["side_id"])
            misses.append(f"{wanted['id']} ({wanted['type']}, {wanted['side']}): {shown}")
    return Score(len(gold["actors"]) - len(misses), len(gold["actors"]), misses)


def score_statements(gold: dict) -> Score:
    """Statements with the right cue and speaker; a state and its government count as one."""
    *_, statements = reading()
    ids = {g["id"]: (actor_of(g) or {}).get("actor_id") for g in gold["actors"]}
    misses = []
    for wanted in gold["statements"]:
        cued = [s for s in statements if s["cue_start"] == wanted["cue"]["start"]]
        right = [s for s in cued if is_same_actor(s["speaker"], ids[wanted["speaker_actor"]])]
        if not right:
            said = [s["speaker"] for s in cued]
            misses.append(
                f"{wanted['id']} {wanted['speaker_actor']} {wanted['cue']['text']}: {said}"
            )
    return Score(len(gold["statements"]) - len(misses), len(gold["statements"]), misses)


def is_same_actor(found: str | None, wanted: str | None) -> bool:
    """Whether two ids are one actor, or a state and its own government."""
    pair = {(found or "").removesuffix("-GOV"), (wanted or "").removesuffix("-GOV")}
    return bool(found) and len(pair) == 1


def score_contents(gold: dict) -> Score:
    """Statements whose content shares at least 80 % of its characters with the gold."""
    *_, statements = reading()
    misses = []
    for wanted in gold["statements"]:
        span = wanted["content"]
        best = 0.0
        for row in statements:
            if row["cue_start"] == wanted["cue"]["start"]:
                union = max(row["end_char"], span["end"]) - min(row["start_char"], span["start"])
                best = max(best, overlap(row, span) / union)
        if best < 0.8:
            misses.append(f"{wanted['id']} {best:.2f}")
    return Score(len(gold["statements"]) - len(misses), len(gold["statements"]), misses)


def score_extra_statements(gold: dict) -> Score:
    """Precision: statements of ours whose cue the gold has."""
    *_, statements = reading()
    cues = {s["cue"]["start"] for s in gold["statements"]}
    extra = [
        f"{s['speaker_name']} [{s['cue']}] {s['content'][:40]}"
        for s in statements
        if s["cue_start"] not in cues
    ]
    return Score(len(statements) - len(extra), len(statements), extra)


def score_names(gold: dict) -> Score:
    """Named entities with the same bounds and label; the total is such that right/total is F1."""
    doc = reading()[0]
    labels = {n["label"] for n in gold["named_entities"]}
    found = {(e.start_char, e.end_char, e.label_) for e in doc.ents if e.label_ in labels}
    wanted = {(n["start"], n["end"], n["label"]) for n in gold["named_entities"]}
    text = doc.text
    misses = [f"gold {text[s:e]} {label}" for s, e, label in sorted(wanted - found)]
    misses += [f"ours {text[s:e]} {label}" for s, e, label in sorted(found - wanted)]
    return Score(len(wanted & found), round((len(wanted) + len(found)) / 2), misses)


def score_places(gold: dict) -> Score:
    """Place mentions, those of actors included, with the same bounds and kind."""
    doc, _, mentions, *_ = reading()
    found = {
        (m["start_char"], m["end_char"], m["kind"])
        for m in [*mentions, *extract_places(doc, mentions)[1]]
    }
    misses = [
        f"{place['span']['text']} at {place['span']['start']}: {PLACE_KINDS[place['kind']]}"
        for place in gold["places"]
        if (place["span"]["start"], place["span"]["end"], PLACE_KINDS[place["kind"]]) not in found
    ]
    return Score(len(gold["places"]) - len(misses), len(gold["places"]), misses)


def score_excluded(gold: dict) -> Score:
    """Names of contributors and promotion that are no actors."""
    mentions = reading()[2]
    spans = [name["span"] for name in gold["excluded_names"]]
    misses = [s["text"] for s in spans if any(overlap(m, s) > 0 for m in mentions)]
    return Score(len(spans) - len(misses), len(spans), misses)


@cache
def events() -> list[dict]:
    """The interactions of the default article."""
    return [row for row in extract_rows(reading()[0])["events"] if row["plover_type"]]


def matched(gold: dict) -> list[tuple[dict, dict | None]]:
    """Each interaction of the gold with the event of ours that overlaps it, each taken once."""
    pairs, used = [], set()
    for wanted in gold["interactions"]:
        hits = [r for r in events() if overlap(r, wanted["evidence"]) > 0]
        free = next((r for r in hits if r["event_id"] not in used), None)
        used |= {free["event_id"]} if free else set()
        pairs.append((wanted, free))
    return pairs


def score_interactions(gold: dict) -> Score:
    """Interactions whose words are found."""
    misses = [f"{w['id']} {w['evidence']['text']}" for w, found in matched(gold) if found is None]
    return Score(len(gold["interactions"]) - len(misses), len(gold["interactions"]), misses)


def score_parties(gold: dict) -> Score:
    """Interactions found with a right actor and recipient; a state and its organs are one."""
    ids = {g["id"]: (actor_of(g) or {}).get("actor_id") for g in gold["actors"]}
    misses = []
    for wanted, found in matched(gold):
        parties = [
            (state_of(ids.get(i) or i for i in wanted[theirs]), state_of(split(found, ours)))
            for theirs, ours in (("source", "actor"), ("target", "recipient"))
        ]
        if not found or not all(a & b or a == b for a, b in parties):
            shown = found and (found["actor"], found["recipient"])
            misses.append(f"{wanted['id']} {wanted['source']} {wanted['target']}: {shown}")
    return Score(len(gold["interactions"]) - len(misses), len(gold["interactions"]), misses)


def split(event: dict | None, column: str) -> list[str]:
    """The actor ids in a cell of the events."""
    return (event[column] or "").split(";") if event and event[column] else []


def state_of(ids: Iterable[str]) -> set[str]:
    """Actor ids, with the organs of a state as the state."""
    return {i[:3] if i[:3].isupper() and i[3:4] in ("", "-") else i for i in ids}


def score_extra_events(gold: dict) -> Score:
    """Precision: events of ours that the gold has."""
    used = {found["event_id"] for _, found in matched(gold) if found}
    extra = [
        f"{row['plover_type']} [{row['quote']}] {row['actor']} {row['recipient']}"
        for row in events()
        if row["event_id"] not in used
    ]
    return Score(len(used), len(events()), extra)


SECTIONS: dict[str, Callable[[dict], Score]] = {
    "actors": score_actors,
    "excluded": score_excluded,
    "statements": score_statements,
    "statement-contents": score_contents,
    "statement-precision": score_extra_statements,
    "interactions": score_interactions,
    "interaction-parties": score_parties,
    "interaction-precision": score_extra_events,
    "names": score_names,
    "places": score_places,
}


def main() -> None:
    """Print one line per section."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("gold", type=Path, help="gold.json of the default article")
    parser.add_argument("--section", action="append", choices=sorted(SECTIONS))
    parser.add_argument("-v", "--verbose", action="store_true", help="list what was missed")
    arguments = parser.parse_args()
    gold = json.loads(arguments.gold.read_text(encoding="utf-8"))
    for name in arguments.section or SECTIONS:
        score = SECTIONS[name](gold)
        print(f"{name:22} {score.right:3} of {score.total:3}")
        for miss in score.misses if arguments.verbose else ():
            print("   missed:", miss)


if __name__ == "__main__":
    main()
