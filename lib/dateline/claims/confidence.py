"""How sure is a claim?  By how its victims were found and named."""

from dateline.claims.clauses import Harmed

# Share of claims that were right by the way they were found, on articles read by hand.
ROUTES = (
    dict.fromkeys(("left", "right"), 0.96)
    | {"count": 0.95, "toll": 0.94, "modifier": 0.93, "tree": 0.9, "included": 0.9, "of": 0.88}
    | dict.fromkeys(("part", "with", "inverted", "older"), 0.85)
    | {"near": 0.75, "leading": 0.7, "possessive": 0.65}
)
KIND_FACTORS = {"definite": 0.85, "bare": 0.85, "named": 0.92, "pronoun": 0.6, "pair": 0.8}


def confidence(harmed: Harmed) -> float:
    """How sure a claim is, 0 to 1: by the route and by how the victims are named."""
    sure = ROUTES.get(harmed.route, 0.8) * KIND_FACTORS.get(harmed.group.kind, 1.0)
    return round(sure * (0.6 if harmed.trigger.is_weak else 1.0), 2)
