"""How well are places found and placed?  Scores on labelled articles, with intervals.

usage: python benchmarks/places.py GOLD_FOLDER [-v]

GOLD_FOLDER holds ``articles/dev.jsonl``; the labels are ``tests/gold/places.csv``, whose head says
what is a place there.  A mention is found when it overlaps a label.  Of those found that the
gazetteer knows, a town, district or region is right within 161 km (100 miles) of the label, a
country by its code.  What is labelled as optional is neither asked for nor held against us.
"""

import argparse
import csv
import json
import sys
import time
from collections import Counter
from pathlib import Path

from claims import _day, matched, ratio, table
from tqdm import tqdm

from dateline.actors.extract import extract_actors
from dateline.article import make_article
from dateline.parse import parse_many
from dateline.places.extract import extract_places
from dateline.places.gazetteer import Place, distance_km
from dateline.theatre import choose_theatre

LABELS = Path(__file__).resolve().parents[1] / "tests" / "gold" / "places.csv"
NEAR_KM = 161  # 100 miles, the usual measure of geoparsers
PARTS_OF_LABELS = ("first look", "worked on")
NOT_PLACES = ("actor", "metonym", "part_of_name")
SCENES = ("event", "planned", "dateline", "background")


def labels() -> dict[str, list[dict]]:
    """The labels by article, numbers as numbers."""
    found: dict[str, list[dict]] = {}
    with LABELS.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(line for line in file if not line.startswith("#")):
            offsets = {k: int(row[k]) for k in ("start_char", "end_char")}
            position = {k: float(row[k]) if row[k] else None for k in ("latitude", "longitude")}
            found.setdefault(row["article_id"], []).append(row | offsets | position)
    return found


def is_near(place: dict, label: dict) -> bool:
    """Whether a row of ``places`` lies where the label says; a country by its code."""
    if label["latitude"] is None:
        return place["country_iso3"] == label["country_iso3"]
    here, there = (
        Place("", "", row["latitude"], row["longitude"], None, None, "", 0, 0, "")
        for row in (place, label)
    )
    return distance_km(here, there) <= NEAR_KM


def score(places: list[dict], mentions: list[dict], wanted: list[dict], misses: list) -> Counter:
    """Places found, missed and misplaced in an article."""
    by_id = {row["place_id"]: row for row in places}
    free = [m for m in mentions if m["form"] == "name" and m["kind"] not in NOT_PLACES]
    count: Counter = Counter()
    for label, hit in matched(sorted(wanted, key=lambda label: bool(label["optional"])), free):
        if label["optional"]:
            continue
        count["labels"] += 1
        if hit is None:
            misses.append(f"missed {label['start_char']}-{label['end_char']} {label['sense']}")
            continue
        count["found"] += 1
        _score_found(by_id[hit["place_id"]], hit, label, count, misses)
    count["called"] = count["found"] + len(free)
    misses += [f"no place {m['start_char']} {m['quote']} {m['kind']}" for m in free]
    return count


def _score_found(place: dict, hit: dict, label: dict, count: Counter, misses: list) -> None:
    """Whether a mention that was found is placed right and has the right sense."""
    shown = f"{hit['start_char']} {hit['quote']}"
    if label["country_iso3"]:
        count["known"] += 1
        if place["latitude"] is not None:
            count["resolved"] += 1
            count["near"] += is_near(place, label)
            if not is_near(place, label):
                misses.append(f"misplaced {shown}: {place['place_id']} {place['country_iso3']}")
        else:
            misses.append(f"unresolved {shown}")
    sense = hit["kind"] if hit["kind"] in SCENES else "other"
    is_right = sense == label["sense"] or (sense, label["sense"]) == ("background", "other")
    count["sense"] += is_right
    if not is_right:
        misses.append(f"sense {shown}: {hit['kind']} for {label['sense']}")


def f1(total: Counter) -> float | None:
    """The harmonic mean of precision and recall."""
    both = total["called"] + total["labels"]
    return 2 * total["found"] / both if both else None


MEASURES = {
    "place found, precision": (ratio("found", "called"), "called"),
    "place found, recall": (ratio("found", "labels"), "labels"),
    "place found, F1": (f1, "labels"),
    "resolved, of those found": (ratio("resolved", "known"), "known"),
    "within 161 km, of those resolved": (ratio("near", "resolved"), "resolved"),
    "sense right, of those found": (ratio("sense", "found"), "found"),
}


def measure(folder: Path, n_draws: int = 1000, misses: list[str] | None = None) -> list[dict]:
    """The table of measures: one row is one measure on one part of the labels."""
    lines = (folder / "articles" / "dev.jsonl").read_text(encoding="utf-8").split("\n")
    wanted, counters, seconds = labels(), {}, []
    gold = {row["doc_id"]: row for row in map(json.loads, filter(str.strip, lines))}
    gold = {key: row for key, row in gold.items() if key in wanted}
    articles = [
        make_article(key, row["text"], title=row.get("headline"), published=_day(row))
        for key, row in gold.items()
    ]
    docs = parse_many((article, choose_theatre(article.text)) for article in articles)
    for doc in tqdm(docs, total=len(gold), file=sys.stderr):
        key, (_, actor_mentions) = doc.user_data["article"].article_id, extract_actors(doc)
        start = time.perf_counter()
        places, mentions = extract_places(doc, actor_mentions)
        seconds.append(time.perf_counter() - start)
        found: list[str] = []
        counters[key] = score(places, mentions, wanted[key], found)
        if misses is not None:
            misses += [f"{key} {text}" for text in found]
    if misses is not None:
        misses.append(f"at most {1000 * max(seconds):.1f} ms an article")
    rows = []
    for part in PARTS_OF_LABELS:
        keys = [key for key in gold if wanted[key][0]["part"] == part]
        chosen = [counters[key] for key in keys]
        found = table([gold[key] for key in keys], chosen, MEASURES, "doc_id", n_draws)
        rows += [row | {"set": "places", "part": part} for row in found if row["part"] == "all"]
    return rows


def main() -> None:
    """Score the places and print the measures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("gold", type=Path, help="folder that holds articles/dev.jsonl")
    parser.add_argument("-v", "--verbose", action="store_true", help="list what is wrong")
    options = parser.parse_args()
    misses: list[str] = []
    for row in measure(options.gold, misses=misses):
        print(
            f"{row['part']:12}{row['measure']:36}{row['value']:7.3f}"
            f"  [{row['low']:.3f}, {row['high']:.3f}]  n={row['n']}"
        )
    print(*misses if options.verbose else (), sep="\n   ")


if __name__ == "__main__":
    main()
