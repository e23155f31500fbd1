"""How well are casualty claims read?  Precision, recall and F1 on a gold set, with intervals.

usage: python benchmarks/claims.py GOLD.jsonl [--out TABLE.csv] [--bootstrap 1000]

GOLD holds either articles with marked claims (its folder holds the ``score.py`` of that set) or
short texts with the numbers killed and wounded.  A third of the documents, chosen by a hash of
their id, is reported apart: rules are written on the other two thirds.
"""

import argparse
import hashlib
import importlib.util
import json
import random
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from types import ModuleType

from results import write_rows
from tqdm import tqdm

from dateline.article import make_article
from dateline.extract import extract_rows
from dateline.parse import parse_many

PARTS = ("two thirds worked on", "third held aside", "all")
LEVELS = ("count+harm", "+side", "+source", "+victim_type", "distinct figures")
RATIOS = {
    "background recall": ("bg_ok", "bg_gold"),
    "headline toll": ("toll_ok", "toll_docs"),
    "no-toll articles left empty": ("notoll_ok", "notoll_docs"),
    "conflict pairs, both sourced": ("conf_sourced", "conf_gold"),
    "controls left clean": ("control_clean", "control_docs"),
    "tolls as an editor gives them": ("tolls_right", "tolls_wanted"),
}


def is_held(document_id: str) -> bool:
    """Whether a document is in the third that is held aside."""
    return int(hashlib.sha256(document_id.encode()).hexdigest(), 16) % 3 == 0


def read_documents(gold: list[dict], id_key: str) -> list[dict]:
    """Rows of every table for each gold document, in their order."""
    articles = (
        (
            make_article(row[id_key], row["text"], title=row.get("headline"), published=_day(row)),
            None,
        )
        for row in gold
    )
    docs = parse_many(articles)
    return [extract_rows(doc) for doc in tqdm(docs, total=len(gold), file=sys.stderr)]


def _day(row: dict) -> str | None:
    """The day of publication, when the gold set gives a whole one."""
    published = row.get("published") or ""
    return published if re.fullmatch(r"\d{4}-\d\d-\d\d", published) else None


def prediction(claim: dict) -> dict:
    """A claim in the form that the scorer of the articles reads."""
    return {
        "count_low": claim["low"],
        "count_best": claim["best"],
        "count_high": claim["high"],
        "harm": claim["harm"],
        "victim_type": claim["victim_type"],
        "qualifier": claim["qualifier"],
        "side": claim["side"],
        "source": claim["claimant_name"],
        "event": "background" if claim["scope"] == "background" else "current",
        "subset_of": claim["subset_of"],
        "span": [claim["start_char"], claim["end_char"]],
        "quote": claim["quote"],
    }


def load_scorer(gold_path: Path) -> ModuleType:
    """The ``score.py`` beside the gold file; the rules of matching are its rules."""
    path = gold_path.with_name("score.py")
    if not path.is_file():
        raise SystemExit(f"{path} is missing: it holds the rules by which {gold_path} is scored.")
    spec = importlib.util.spec_from_file_location("score", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def interval(
    counts: list[Counter], measure: Callable[[Counter], float | None], n_draws: int
) -> tuple[float, float]:
    """95 % interval of a measure over draws of documents with replacement."""
    chance = random.Random(1)
    values = []
    for _ in range(n_draws):
        total: Counter = Counter()
        for counter in chance.choices(counts, k=len(counts)):
            total.update(counter)
        value = measure(total)
        if value is not None:
            values.append(value)
    if not values:  # too few draws hold a document that counts
        return 0.0, 1.0
    values.sort()
    return values[int(0.025 * len(values))], values[min(len(values) - 1, int(0.975 * len(values)))]


def overlaps(row: dict, label: dict, what: str = "char") -> bool:
    """Whether the stretches of text of a row and a label share a character."""
    names = (f"start_{what}", f"end_{what}")
    first, last = names if what == "char" else (f"{what}_start", f"{what}_end")
    return row[first] < label[last] and label[first] < row[last]


def matched(
    labels: Iterable[dict], free: list[dict], what: str = "char"
) -> Iterator[tuple[dict, dict | None]]:
    """Each label with the first row that overlaps it, which is taken from `free`."""
    for label in labels:
        hit = next((row for row in free if overlaps(row, label, what)), None)
        if hit is not None:
            free.remove(hit)
        yield label, hit


def ratio(hit: str, of: str) -> Callable[[Counter], float | None]:
    """A measure: the share of two counters."""
    return lambda total: total[hit] / total[of] if total[of] else None


def score_articles(gold: list[dict], read: list[dict], scorer: ModuleType) -> list[Counter]:
    """The counters of each article, by the rules of the gold set."""
    counters = []
    for row, tables in zip(gold, read, strict=True):
        predictions = [prediction(claim) for claim in tables["claims"]]
        counter, _, _, pairs = scorer.score_doc(row, predictions)
        counter["current_called"] = sum(p["event"] == "current" for p in predictions)
        counter["current_right"] = sum(
            predictions[j]["event"] == row["claims"][i]["event"] == "current" for i, j in pairs
        )
        counter["current_matched"] = sum(predictions[j]["event"] == "current" for _, j in pairs)
        hits = tolls_right(row, tables["tolls"])
        counter.update(tolls_right=sum(hits), tolls_wanted=len(hits))
        counters.append(counter)
    return counters


def tolls_right(row: dict, tolls: list[dict]) -> list[bool]:
    """For each harm whose toll is marked: whether the one read is among those accepted.

    ``tolls`` of a gold row gives for a harm the pairs of lowest and highest figure that an editor
    would give for everybody in the event reported; none where it has no such figure.
    """
    hits = []
    for harm, wanted in row.get("tolls", {}).items():
        rows = [t for t in tolls if (t["side_id"], t["harm"]) == ("all", harm)]
        told = next((t for t in rows if t["scope"] == "current"), None)
        ends = told and [told["low"], told["high"]]
        if ends == [None, None]:  # "about 300" has no ends of its own
            ends = [None, told["best"]]
        hits.append(ends in wanted if wanted else told is None)
    return hits


def article_measures(scorer: ModuleType) -> dict[str, tuple[Callable, str | None]]:
    """Measures on articles, each with the counter that gives its n."""
    measures: dict[str, tuple[Callable, str | None]] = {}
    for level in LEVELS:
        for k, name in enumerate(("precision", "recall", "F1")):
            measures[f"{level}, {name}"] = (
                lambda total, level=level, k=k: scorer.prf(total, level)[k],
                "gold",
            )
    for name, (hit, of) in RATIOS.items():
        measures[name] = (ratio(hit, of), of)
    measures["current precision"] = (ratio("current_right", "current_matched"), "current_matched")
    return measures


def score_counts(gold: list[dict], read: list[dict]) -> list[Counter]:
    """Exact matches of the toll of the current event, zero rows apart."""
    counters = []
    for row, tables in zip(gold, read, strict=True):
        counter: Counter = Counter()
        for harm in ("killed", "wounded"):
            if row.get(harm) is None:
                continue
            name = f"{harm} {'above zero' if row[harm] else 'zero'}"
            counter[f"of {name}"] += 1
            counter[name] += toll(tables["tolls"], harm) == row[harm]
        counters.append(counter)
    return counters


def toll(tolls: list[dict], harm: str) -> int:
    """The figure for everybody in the current event; 0 when the text gives none."""
    rows = [
        t
        for t in tolls
        if t["side_id"] == "all" and t["harm"] == harm and t["event_id"] == "current"
    ]
    figures = [t[k] for t in rows for k in ("best", "low", "high") if t[k] is not None]
    return figures[0] if figures else 0


def count_measures() -> dict[str, tuple[Callable, str | None]]:
    """Measures on short texts, each with the counter that gives its n."""
    names = [f"{h} {z}" for h in ("killed", "wounded") for z in ("above zero", "zero")]
    return {f"{name}, exact": (ratio(name, f"of {name}"), f"of {name}") for name in names}


def table(
    gold: list[dict], counters: list[Counter], measures: dict, id_key: str, n_draws: int
) -> list[dict]:
    """One row is one measure on one part of the set."""
    rows = []
    for part in PARTS:
        chosen = [
            counter
            for row, counter in zip(gold, counters, strict=True)
            if part == "all" or is_held(row[id_key]) == (part == PARTS[1])
        ]
        total = sum(chosen, Counter())
        for name, (measure, of) in measures.items():
            value = measure(total)
            if value is None or not total[of]:
                continue
            low, high = interval(chosen, measure, n_draws)
            rows.append(
                {"part": part, "documents": len(chosen), "measure": name, "n": total[of]}
                | {"value": round(value, 3), "low": round(low, 3), "high": round(high, 3)}
            )
    return rows


def measure(gold_path: Path, n_draws: int = 1000) -> list[dict]:
    """The table of measures on a gold set: one row is one measure on one part of it."""
    lines = gold_path.read_text(encoding="utf-8").split("\n")  # a text may hold U+0085
    gold = [json.loads(line) for line in lines if line.strip()]
    is_articles = "claims" in gold[0]
    id_key = "doc_id" if is_articles else "id"
    read = read_documents(gold, id_key)
    if is_articles:
        scorer = load_scorer(gold_path)
        counters, measures = score_articles(gold, read, scorer), article_measures(scorer)
    else:
        counters, measures = score_counts(gold, read), count_measures()
    return table(gold, counters, measures, id_key, n_draws)


def main() -> None:
    """Read the gold set, score it, print the table and write it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("gold", type=Path, help="articles or short texts, JSON lines")
    parser.add_argument("--out", type=Path, help="table to write, CSV")
    parser.add_argument("--bootstrap", type=int, default=1000, help="draws for the intervals")
    options = parser.parse_args()
    rows = measure(options.gold, options.bootstrap)
    for row in rows:
        print(
            f"{row['part']:22}{row['measure']:36}{row['value']:7.3f}"
            f"  [{row['low']:.3f}, {row['high']:.3f}]  n={row['n']}"
        )
    if options.out:
        write_rows(rows, options.out)


if __name__ == "__main__":
    main()
