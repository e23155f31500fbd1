"""How sure is a row?  The chance that figure, side, claimant and scope are all right.

Each piece of evidence has a weight in ``data/reference/confidence.csv``, fitted by
``benchmarks/confidence.py`` on reports with every claim marked: the chance is the logistic of the
sum of the weights that hold.
"""

from functools import cache
from math import exp

from dateline.claims.likeness import Figure
from dateline.lexicon import read_reference

FAR_ROUTES = {"near", "leading", "possessive", "with", "inverted", "of", "older", "tree", "part"}
ARMED = {"combatant", "police"}
CONSTANT = "every claim"
ROOT = 4  # letters that "Russian" shares with "Russia"
EVIDENCE_KEY = "evidence"  # where a doc keeps what spoke for and against its claims


@cache
def weights() -> dict[str, float]:
    """The weight of each piece of evidence.

    >>> CONSTANT in weights()
    True
    """
    return {row["evidence"]: float(row["weight"]) for row in read_reference("confidence")}


def evidence_of(figure: Figure, n_beside: int) -> set[str]:
    """What speaks for or against a row; `n_beside` is how many figures its sentence holds."""
    row, group = figure.row, figure.group
    is_armed = row["victim_type"] in ARMED
    is_own = bool(row["side"]) and row["side"][:ROOT] in row["victims"]
    found = {
        "the harm stands away from its victims": row["_route"] in FAR_ROUTES,
        "the victims are not counted": group.quantity is None,
        "the verb may mean another harm": row["_weak"],
        "the victims' own words name their side": is_own,
        "the side is inferred from around them": bool(row["side"]) and not is_own,
        "fighters or police without a side": is_armed and not row["side"],
        "the claimant stands in another sentence": row["_speaker"] == "elsewhere",
        "no claimant in the story": row["_speaker"] == "none" and row["_kind"] != "headline",
        "background": row["scope"] == "background",
        "a part of another figure": row["subset_of"] is not None,
        "three figures or more in the sentence": n_beside >= 3,
    }
    return {name for name, holds in found.items() if holds}


def confidence(evidence: set[str]) -> float:
    """The chance that a row with this evidence is right, 0 to 1."""
    score = sum(weight for name, weight in weights().items() if name in evidence | {CONSTANT})
    return round(1 / (1 + exp(-score)), 2)
