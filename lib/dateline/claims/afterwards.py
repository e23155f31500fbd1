"""Who of the wounded died, and who of those shot at?  A victim counts under one harm."""

import re

from spacy.tokens import Doc

from dateline.claims.likeness import GENERIC, Figure, shared_name
from dateline.lexicon import words

SHOT = words("shot stabbed shooting")
HURT = words("wounded injured")
DYING = words("died succumbed die dies dead dying")
OWN_WOUNDS = re.compile(r"\b(?:his|her|their) (?:\w+ )?(?:wounds?|injur(?:y|ies))\b", re.IGNORECASE)
DIED_LATER = re.compile(
    r"\b(?:later|then|subsequently|wounds|injuries|hospital|succumb\w*|overnight)\b", re.IGNORECASE
)


def wounded_before(doc: Doc, figure: Figure, earlier: list[Figure]) -> str | None:
    """The wounded claim of victims who later died."""
    group = figure.group
    hurt = [f for f in earlier if f.row["harm"] == "wounded"]
    shot = next((f for f in reversed(hurt) if f.row["_trigger"].lower() in SHOT), None)
    known = any(f.row["harm"] == "killed" and f.group.figure == 1 for f in earlier)
    is_one = group.figure == 1 and group.kind != "singular" and not known
    is_told = group.kind == "pronoun" or (shot and shared_name(figure, shot))
    if is_one and is_told and shot and shot.group.figure == 1:
        return shot.row["claim_id"]
    if figure.row["_trigger"].lower() not in DYING:
        return None
    same = next((f for f in earlier if f.group.head == group.head), None)
    if same and same.row["harm"] == "wounded":
        return same.row["claim_id"]
    first = group.start
    first -= 0 if doc[first - 1].lower_ == "and" else min(first, 2)
    told = doc[first : group.end + 14].text
    last = hurt[-1] if hurt else figure
    is_of_shot = last.row["_weak"] and figure.row["sentence_id"] - last.row["sentence_id"] <= 1
    is_of_wounded = figure.is_partitive and bool(figure.words & HURT)
    if (
        not is_of_wounded
        and not DIED_LATER.search(told)
        and not (is_of_shot and (group.is_bare or figure.head == "other"))
    ):
        return None
    has_own = group.quantity and OWN_WOUNDS.search(told)  # "one driver died of his wounds"
    for other in reversed(hurt):
        is_near = figure.row["sentence_id"] - other.row["sentence_id"] <= 2
        is_one = (is_near or is_of_wounded) and other.row["event_id"] == figure.row["event_id"]
        is_of = has_own or is_of_wounded or _refers_back(figure, other)
        if is_one and is_of and group.figure <= other.group.figure:
            return other.row["subset_of"] or other.row["claim_id"]
    return None


def _refers_back(figure: Figure, other: Figure) -> bool:
    """Whether people who died can be some of those told of as wounded before."""
    group = figure.group
    is_told = figure.is_pronominal or figure.is_definite or figure.is_partitive
    is_told |= group.kind in ("pronoun", "definite") or group.head == other.group.head
    is_alike = figure.head == other.head and figure.head not in GENERIC
    return is_told or is_alike or group.is_bare


def is_shot_dead(figure: Figure, figures: list[Figure]) -> bool:
    """Whether "shot the two" speaks of victims whose death another of the figures tells."""
    group = figure.group
    is_known = figure.is_definite if group.quantity else group.kind not in ("singular", "bare")
    if not (figure.row["_weak"] and is_known):
        return False
    alike = [f for f in figures if f.group.figure == group.figure]
    is_any = group.quantity or group.kind == "pronoun"
    return any(f.row["harm"] == "killed" and (is_any or figure.words & f.words) for f in alike)
