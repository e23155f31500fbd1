"""Are both sides read alike?  Swap the names of two sides and compare the tables.

    python benchmarks/evenhanded.py ARTICLE_OR_CORPUS... [--out FILE]

Names, demonyms, capitals and leaders of the two sides change places in the text (`swaps.csv`; a
body that watches or rescues and has the name of a side in its own stays what it is); the
rows of claims, tolls and statements must change sides with them and stay the same in all else.
Prints the share of rows that do, for each article that names both sides at least twice.
"""

import argparse
import csv
import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from dateline.article import load_article, make_article
from dateline.extract import extract_rows, pick_theatre
from dateline.parse import parse_many

FEATURES = {
    "claims": (
        "sentence_id", "harm", "low", "best", "high", "qualifier", "victim_type", "side_id",
        "claimant", "scope", "event_id", "is_perpetrator", "counted",
    ),
    "tolls": ("event_id", "scope", "side_id", "harm", "low", "best", "high", "check"),
    "statements": ("sentence_id", "speaker", "cue", "directness", "stance"),
}  # fmt: skip


def load_swaps() -> dict[str, dict[str, str]]:
    """For each pair of sides, what each word becomes; works in both directions."""
    groups: dict[str, dict[str, str]] = {}
    path = Path(__file__).with_name("swaps.csv")
    for row in csv.DictReader(path.open(encoding="utf-8")):
        words = groups.setdefault(row["group"], {})
        for one, other in ((row["one"], row["other"]), (row["other"], row["one"])):
            words[one] = other
            words[one.upper()] = other.upper()
            words[one.lower().replace(" ", "-")] = other.lower().replace(" ", "-")
    return groups


def swap(text: str, words: dict[str, str]) -> str:
    """The text with the words of both sides exchanged, longest first."""
    longest = sorted(words, key=len, reverse=True)
    pattern = re.compile(rf"(?<![\w])(?:{'|'.join(map(re.escape, longest))})(?![\w])")
    return pattern.sub(lambda match: words[match[0]], text)


def features(rows: dict[str, list[dict]], words: dict[str, str] | None) -> Counter:
    """Rows without their text and offsets, their sides exchanged if `words` are given."""
    found: Counter = Counter()
    for table, names in FEATURES.items():
        for row in rows[table]:
            values = [str(row.get(name)) for name in names]
            found[(table, *(swap(v, words) if words else v for v in values))] += 1
    return found


def articles_of(paths: list[Path]) -> Iterator[tuple[str, str, str | None]]:
    """Id, text and day of publication of each article; gold has ``doc_id``."""
    for path in paths:
        if path.suffix != ".jsonl":
            article = load_article(path)
            yield article.article_id, article.text, str(article.published or "")
            continue
        for line in path.open(encoding="utf-8"):
            record = json.loads(line)
            yield record.get("id") or record["doc_id"], record["text"], record.get("published")


def compare(article_id: str, text: str, published: str | None, words: dict[str, str]) -> dict:
    """How many rows of an article change sides and nothing else when its sides are exchanged."""
    both = [make_article(article_id, t, published=published) for t in (text, swap(text, words))]
    docs = parse_many([(article, pick_theatre(article.text, None)) for article in both])
    original, exchanged = [extract_rows(doc) for doc in docs]
    expected, got = features(original, words), features(exchanged, None)
    same = sum((expected & got).values())
    return {"article_id": article_id, "rows": max(expected.total(), got.total()), "same": same}


def main() -> None:
    """Print the table and the share over all rows."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("inputs", nargs="+", type=Path)
    parser.add_argument("--out", type=Path, help="write the table as CSV")
    arguments = parser.parse_args()
    results = []
    for article_id, text, published in articles_of(arguments.inputs):
        for group, words in load_swaps().items():
            sides = [w for w in words if len(w) > 3 and not w.islower() and not w.isupper()]
            named = Counter(w for w in sides for _ in re.findall(rf"\b{re.escape(w)}\b", text))
            halves = [sum(named[w] for w in sides[start::2]) for start in (0, 1)]
            if min(halves) >= 2:
                results.append({"pair": group} | compare(article_id, text, published, words))
    table = pd.DataFrame(results)
    print(table.to_string(index=False))
    print(f"share of rows that stay the same: {table['same'].sum() / table['rows'].sum():.3f}")
    if arguments.out:
        table.to_csv(arguments.out, index=False)


if __name__ == "__main__":
    main()
