"""How well are statements and events read?  Scores on labelled articles, with intervals.

usage: python benchmarks/statements.py GOLD_FOLDER [--labels FOLDER] [-v]

GOLD_FOLDER holds ``articles/dev.jsonl``; the labels are ``tests/gold/statements.csv`` (who speaks,
by which cue) and ``tests/gold/events.csv`` (who did what to whom).  They hold offsets, names and
codes, and no text.  What is labelled as optional is neither asked for nor held against us.
"""

import argparse
import csv
import json
import re
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from claims import PARTS, _day, matched, overlaps, ratio, table
from tqdm import tqdm

from dateline.article import make_article
from dateline.extract import extract_rows
from dateline.names import known_actors
from dateline.parse import parse_many
from dateline.theatre import choose_theatre

LABELS = Path(__file__).resolve().parents[1] / "tests" / "gold"
FILLERS = {"the", "a", "an", "of", "some", "several", "one", "two", "three", "s"}
PRONOUNS = {"he", "she", "it", "they", "his", "her", "its", "their", "who", "which"}


def labels(name: str, folder: Path = LABELS) -> dict[str, list[dict]]:
    """The labels of a table by article, offsets as numbers."""
    found: dict[str, list[dict]] = {}
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            numbers = {k: int(v) for k, v in row.items() if k.endswith(("_start", "_end", "_char"))}
            found.setdefault(row["article_id"], []).append(row | numbers)
    return found


def name_words(name: str) -> frozenset[str]:
    """The words of a name that tell it apart, in the singular.

    >>> sorted(name_words("The Russian Channels"))
    ['channel', 'russian']
    """
    words = (w.removesuffix("s") for w in re.findall(r"\w+", name.lower()) if w not in FILLERS)
    return frozenset(w for w in words if w)


def is_named(name: str, wanted: str) -> bool:
    """Whether a name is one of those that the label allows, or a longer or shorter form of it."""
    ours = name_words(name)
    theirs = [name_words(text) for text in wanted.split(";")]
    return bool(ours) and any(ours <= words or words <= ours for words in theirs if words)


def is_speaker(row: dict, wanted: dict, names: dict[str, str]) -> bool:
    """Whether a statement has the speaker of the label, pronouns resolved."""
    said = row["speaker_name"]
    if any(name_words(said) == name_words(text) for text in wanted["speaker"].split(";")):
        return True
    if row["speaker"]:
        return is_named(names[row["speaker"]], wanted["speaker"])
    return said.lower() not in PRONOUNS and is_named(said, wanted["speaker"])


def is_party(ids: str | None, wanted: str, names: dict[str, str]) -> bool:
    """Whether an event names the parties of the label; "-" there allows nobody."""
    if not ids:
        return "-" in wanted.split(";")
    return all(is_named(names[actor_id], wanted) for actor_id in ids.split(";"))


def score_statements(rows: dict, wanted: list[dict], names: dict, misses: list[str]) -> Counter:
    """Cues found and missed, and whether those found have the right speaker and stance."""
    cues: dict[int, dict] = {}
    for row in rows["statements"]:  # the sentences that a quotation goes on with share their cue
        cues.setdefault(row["cue_start"], row)
    count, free = Counter(), list(cues.values())
    for label, hit in matched(wanted, free, "cue"):
        if label["optional"]:
            continue
        count["cues"] += 1
        if hit is None:
            misses.append(f"cue missed {label['cue_start']}: {label['speaker']}")
            continue
        count["cues found"] += 1
        for what in ("stance", "directness"):
            count[what] += hit[what] == label[what]
            if hit[what] != label[what]:
                misses.append(f"{what} {hit['cue_start']} {hit['cue']}: {hit[what]}")
        count["speakers"] += is_speaker(hit, label, names)
        if not is_speaker(hit, label, names):
            ours = hit["speaker_name"], names.get(hit["speaker"])
            misses.append(f"speaker {hit['cue_start']} {ours} for {label['speaker']}")
    count["cues called"] = count["cues found"] + len(free)
    misses += [f"no cue {r['cue_start']} {r['speaker_name']} [{r['cue']}]" for r in free]
    return count


def score_events(rows: dict, wanted: list[dict], names: dict, misses: list[str]) -> Counter:
    """Interactions found, and whether type, actor, recipient and factuality are right."""
    events, count = [row for row in rows["events"] if row["plover_type"]], Counter()
    used: set[str] = set()
    for label in sorted(wanted, key=lambda label: bool(label["optional"])):
        free = [row for row in events if row["event_id"] not in used]
        hits = [row for row in free if overlaps(row, label)]
        checks = [check_event(row, label, names) for row in hits]
        best = max(range(len(hits)), key=lambda i: sum(checks[i].values()), default=None)
        if best is not None:
            used.add(hits[best]["event_id"])
        if label["optional"] and (best is None or all(checks[best].values())):
            continue  # an optional event that is read well does not count, one read ill does
        if not label["optional"]:
            count["events"] += 1
        if best is None:
            misses.append(f"event missed {label['start_char']} {label['plover_type']}")
            continue
        count["events called"] += 1
        is_right = all(checks[best].values())
        count["events right"] += is_right
        if not label["optional"]:
            count["events met"] += 1
            count["factuality"] += hits[best]["factuality"] == label["factuality"]
        if not is_right:
            faults = [what for what, ok in checks[best].items() if not ok]
            row = hits[best]
            shown = {k: row[k] for k in ("quote", "plover_type", "actor", "recipient")}
            misses.append(f"event {row['start_char']} {faults} {shown} for {label['actor']}")
        elif not label["optional"] and hits[best]["factuality"] != label["factuality"]:
            misses.append(f"factuality {hits[best]['start_char']} {hits[best]['factuality']}")
    for row in events:
        if row["event_id"] not in used:
            count["events called"] += 1
            misses.append(
                f"no event {row['start_char']} {row['plover_type']} [{row['quote']}] "
                f"{row['actor']} {row['recipient']}"
            )
    return count


def check_event(row: dict, label: dict, names: dict) -> dict[str, bool]:
    """Which parts of an event are right."""
    return {
        "type": row["plover_type"] in label["plover_type"].split(";"),
        "actor": is_party(row["actor"], label["actor"], names),
        "recipient": is_party(row["recipient"], label["recipient"], names),
    }


def f1(total: Counter) -> float | None:
    """The harmonic mean of precision and recall of cues."""
    both = total["cues called"] + total["cues"]
    return 2 * total["cues found"] / both if both else None


MEASURES: dict[str, dict[str, tuple[Callable, str]]] = {
    "statements": {
        "cue, precision": (ratio("cues found", "cues called"), "cues called"),
        "cue, recall": (ratio("cues found", "cues"), "cues"),
        "cue, F1": (f1, "cues"),
        "speaker right, of cues found": (ratio("speakers", "cues found"), "cues found"),
        "stance right, of cues found": (ratio("stance", "cues found"), "cues found"),
        "directness right, of cues found": (ratio("directness", "cues found"), "cues found"),
    },
    "events": {
        "type and both parties right, precision": (
            ratio("events right", "events called"),
            "events called",
        ),
        "trigger found, recall": (ratio("events met", "events"), "events"),
        "type and both parties right, recall": (ratio("events right", "events"), "events"),
        "factuality right, of those found": (ratio("factuality", "events met"), "events met"),
    },
}
SCORERS = {"statements": score_statements, "events": score_events}


def measure(
    folder: Path, n_draws: int = 1000, misses: dict | None = None, labelled: Path = LABELS
) -> list[dict]:
    """The tables of measures: one row is one measure of statements or events on one part."""
    lines = (folder / "articles" / "dev.jsonl").read_text(encoding="utf-8").split("\n")
    gold = {row["doc_id"]: row for row in map(json.loads, filter(str.strip, lines))}
    wanted = {n: labels(n, labelled) for n in SCORERS if (labelled / f"{n}.csv").exists()}
    chosen = [row for key, row in gold.items() if any(key in part for part in wanted.values())]
    articles = [
        make_article(row["doc_id"], row["text"], title=row.get("headline"), published=_day(row))
        for row in chosen
    ]
    counters: dict[str, dict[str, Counter]] = {name: {} for name in wanted}
    docs = parse_many((article, choose_theatre(article.text)) for article in articles)
    for doc in tqdm(docs, total=len(chosen), file=sys.stderr):
        key, rows = doc.user_data["article"].article_id, extract_rows(doc)
        known = known_actors(doc.user_data["theatre"])
        names = {k: v["name"] for k, v in known.items()}
        names |= {row["actor_id"]: row["name"] for row in rows["actors"]}
        for name in wanted:
            found: list[str] = []
            if key in wanted[name]:
                counters[name][key] = SCORERS[name](rows, wanted[name][key], names, found)
            if misses is not None:
                misses.setdefault(name, []).extend(f"{key} {text}" for text in found)
    return [
        {"set": name} | row
        for name, counts in counters.items()
        for row in table(
            [gold[key] for key in counts], list(counts.values()), MEASURES[name], "doc_id", n_draws
        )
    ]


def main() -> None:
    """Score both tables and print them."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("gold", type=Path, help="folder that holds articles/dev.jsonl")
    parser.add_argument("-v", "--verbose", action="store_true", help="list what is wrong")
    parser.add_argument("--labels", type=Path, default=LABELS, help="folder of other labels")
    options = parser.parse_args()
    misses: dict[str, list[str]] = {}
    for row in measure(options.gold, misses=misses, labelled=options.labels):
        if options.verbose or row["part"] == PARTS[2]:
            print(
                f"{row['set']:12}{row['part']:22}{row['measure']:42}{row['value']:7.3f}"
                f"  [{row['low']:.3f}, {row['high']:.3f}]  n={row['n']}"
            )
    for name, found in misses.items() if options.verbose else ():
        print(name, *found, sep="\n   ")


if __name__ == "__main__":
    main()
