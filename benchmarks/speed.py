"""What does extraction cost?  Parse and extract against the bare model, in one run.

    python benchmarks/speed.py CORPUS.jsonl [--rounds 3]

CORPUS.jsonl holds ``text`` a line.  Both sides read the same texts with the same model and batch
size, in turn; the median of the ratio is what to quote, never the seconds.
"""

import argparse
import json
import statistics
import time
from pathlib import Path

from dateline.article import make_article
from dateline.extract import extract_rows, pick_theatre
from dateline.model import load_model
from dateline.parse import parse_many

BATCH = 32


def seconds(work) -> float:
    """Processor time of a piece of work, which other work on the machine hardly changes."""
    start = time.process_time()
    work()
    return time.process_time() - start


def main() -> None:
    """Print words a second of both sides and their ratio."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    lines = options.corpus.read_text(encoding="utf-8").split("\n")
    texts = [json.loads(line)["text"] for line in lines if line.strip()]
    n_words = sum(len(text.split()) for text in texts)
    nlp = load_model()

    def bare() -> None:
        list(nlp.pipe(texts, batch_size=BATCH))

    def whole() -> None:
        articles = (make_article(str(n), text) for n, text in enumerate(texts))
        pairs = ((article, pick_theatre(article.text, None)) for article in articles)
        for doc in parse_many(pairs, batch_size=BATCH):
            extract_rows(doc)

    bare(), whole()  # warm-up: tables and caches are loaded once in a process
    ratios = []
    for _ in range(options.rounds):
        plain, full = seconds(bare), seconds(whole)
        ratios.append(plain / full)
        print(
            f"bare {n_words / plain:,.0f} words/s, parse and extract {n_words / full:,.0f} words/s"
        )
    print(
        f"median ratio {statistics.median(ratios):.2f} over {len(texts)} texts, {n_words:,} words"
    )


if __name__ == "__main__":
    main()
