"""Fit what each piece of evidence says about a claim, and test the chances on other articles.

    python benchmarks/confidence.py GOLD.jsonl [tests/gold/articles.jsonl ...]

A row is right when its figure and harm are marked in the text and side, claimant and scope are as
marked.  Weights are those of a logistic regression, drawn towards zero; each article's chances for
the reliability table come from weights fitted on the other articles.  Writes
``data/reference/confidence.csv`` and ``data/reference/reliability.csv``.
"""

import argparse
import hashlib
import json
from pathlib import Path

import numpy as np
from claims import load_scorer, prediction
from results import write_rows

from dateline.article import make_article
from dateline.claims.confidence import CONSTANT, EVIDENCE_KEY
from dateline.extract import extract_rows
from dateline.parse import parse_many

REFERENCE = Path(__file__).resolve().parents[1] / "data" / "reference"
BANDS = (0.0, 0.5, 0.7, 0.8, 0.9, 1.0)
FOLDS = 10
PULL = 1.0  # how hard weights are drawn towards zero


def observations(path: Path, rules: Path) -> list[tuple[str, set[str], bool]]:
    """For each claim read from marked articles: the article, its evidence, whether it is right."""
    scorer = load_scorer(rules)
    lines = path.read_text(encoding="utf-8").split("\n")
    gold = [json.loads(line) for line in lines if line.strip()]
    articles = (
        (make_article(g["doc_id"], g["text"], title=g["headline"], published=_day(g)), None)
        for g in gold
    )
    seen = []
    for marked, doc in zip(gold, parse_many(articles), strict=True):
        claims = extract_rows(doc)["claims"]
        predictions = [prediction(claim) for claim in claims]
        _, real, optional, pairs = scorer.score_doc(marked, predictions)
        right = {j for i, j in real if _is_right(scorer, marked["claims"][i], predictions[j])}
        aside = {j for i, j in pairs if i in optional}
        evidence = doc.user_data[EVIDENCE_KEY]
        seen += [
            (marked["doc_id"], evidence[claim["claim_id"]], j in right)
            for j, claim in enumerate(claims)
            if j not in aside
        ]
    return seen


def _day(row: dict) -> str | None:
    """The day of publication, when the gold set gives a whole one."""
    published = row.get("published") or ""
    return published if len(published) == 10 else None


def _is_right(scorer, marked: dict, read: dict) -> bool:
    """Whether side, claimant and scope of a matched claim are as marked."""
    is_side = scorer.same_side(marked["side"], read["side"])
    is_claimant = scorer.same_source(marked["source"], read["source"])
    return is_side and is_claimant and marked["event"] == read["event"]


def fit(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Weights of a logistic regression by Newton's method; the first column is the constant."""
    pull = np.full(x.shape[1], PULL)
    pull[0] = 0.01
    weights = np.zeros(x.shape[1])
    for _ in range(30):
        chance = 1 / (1 + np.exp(-x @ weights))
        slope = x.T @ (y - chance) - pull * weights
        curve = (x * (chance * (1 - chance))[:, None]).T @ x + np.diag(pull)
        weights += np.linalg.solve(curve, slope)
    return weights


def fold_of(document: str) -> int:
    """The fold of an article, by a hash of its id."""
    return int(hashlib.sha256(document.encode()).hexdigest(), 16) % FOLDS


def cross_validated(x: np.ndarray, y: np.ndarray, folds: np.ndarray) -> np.ndarray:
    """The chance of each row by weights fitted without its article's fold."""
    chances = np.zeros(len(y))
    for fold in np.unique(folds):
        out = folds == fold
        chances[out] = 1 / (1 + np.exp(-x[out] @ fit(x[~out], y[~out])))
    return chances


def reliability(chances: np.ndarray, y: np.ndarray) -> list[dict]:
    """One row is a band of chances: how many claims, what was foretold and what came true."""
    rows = []
    for low, high in zip(BANDS, BANDS[1:], strict=False):
        band = (chances >= low) & ((chances < high) | (high == BANDS[-1]))
        if band.any():
            rows.append(
                {"confidence": f"{low:.1f} to {high:.1f}", "n": int(band.sum())}
                | {"foretold": round(float(chances[band].mean()), 2)}
                | {"right": round(float(y[band].mean()), 2)}
            )
    return rows


def main() -> None:
    """Fit, test and write both tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "gold", type=Path, nargs="+", help="marked articles; the first has score.py"
    )
    options = parser.parse_args()
    seen = [row for path in options.gold for row in observations(path, options.gold[0])]
    names = [CONSTANT, *sorted({name for _, evidence, _ in seen for name in evidence})]
    x = np.array(
        [[n == CONSTANT or n in evidence for n in names] for _, evidence, _ in seen], float
    )
    y = np.array([right for *_, right in seen], float)
    folds = np.array([fold_of(document) for document, *_ in seen])
    weights = fit(x, y)
    table = reliability(cross_validated(x, y, folds), y)
    write_rows(
        [
            {"evidence": name, "weight": round(float(weight), 2), "n": int(n)}
            for name, weight, n in zip(names, weights, x.sum(axis=0), strict=True)
        ],
        REFERENCE / "confidence.csv",
    )
    write_rows(table, REFERENCE / "reliability.csv")
    for row in table:
        print(*(f"{value:>12}" for value in row.values()))


if __name__ == "__main__":
    main()
