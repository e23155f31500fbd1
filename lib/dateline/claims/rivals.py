"""Which figures does somebody set against those of another?  Boasts, rivals and own losses."""

import re

from dateline.claims.likeness import (
    ALSO,
    GENERIC,
    IRREGULAR,
    SEEN,
    SPECIAL,
    WHOLE,
    Figure,
    are_within,
    bare_number,
    compatible,
)
from dateline.claims.ranges import NEAR
from dateline.lexicon import words
from dateline.rows import number_of

BOASTS = {"to have", "it had", "they had", "it has", "they have"}
AGAINST = re.compile(r";|\b(?:and at|but|while|whereas|although|though|however|against|versus)\b")
LOSING = words("lost losing lose")
OWN = words("its his their our")


def is_rival(figure: Figure, other: Figure) -> bool:
    """Whether another named claimant gives a larger figure for people whom nobody tells apart.

    A smaller one may be a part ("the army said 10 civilians were among them"), a larger one not.
    """
    row, b = figure.row, other.row
    larger = row["claimant_name"] and b["claimant_name"] and number_of(row) > number_of(b) > 1
    types = {row["victim_type"], b["victim_type"]}
    is_alike = figure.head == other.head or figure.group.is_bare and len(types) == 1
    apart = bool(types & SPECIAL) and not is_alike
    is_elsewhere = row["_where"] and b["_where"] and not row["_where"] & b["_where"]
    apart |= bool(is_elsewhere) and not are_within(NEAR, row, b)
    is_other = ALSO.search(figure.sentence)
    return bool(larger and not apart and not is_other) and compatible(figure, other)


def gives_another(figure: Figure, other: Figure) -> bool:
    """Whether two named claimants give two figures for all of one kind of people.

    Either one sentence sets them against each other ("the mayor puts it at 90; the army says
    seven died"), or both count by one noun that says more than "people".
    """
    row, b = figure.row, other.row
    tellers = {row["claimant_name"], b["claimant_name"]}
    is_open = figure.group.more or figure.is_definite or figure.is_partitive
    if len(tellers - {None}) < 2 or is_open or not compatible(figure, other):
        return False
    if row["sentence_id"] != b["sentence_id"]:
        is_kind = figure.head == other.head and figure.head not in GENERIC | bare_number(figure)
        told = figure.sentence
        is_other = ALSO.search(told) or SEEN.search(told)
        return is_kind and number_of(row) > 1 and not is_other
    between = figure.doc[other.group.end : figure.group.start].text
    return bool(AGAINST.search(between)) and figure.head in WHOLE | bare_number(figure) | {
        other.head
    }


def is_boast(figure: Figure, other: Figure) -> bool:
    """Whether a bare number only claims more of the same ("the group claimed to have killed 8")."""
    is_bare = bool(bare_number(figure)) and not figure.group.more
    is_told = figure.doc[max(0, figure.row["_i"] - 2) : figure.row["_i"]].text in BOASTS
    return is_bare and is_told and number_of(figure.row) > number_of(other.row)


def owns_up(figure: Figure, other: Figure) -> bool:
    """Whether one counts fewer of its own men than others say it lost ("three of its fighters")."""
    row, b = figure.row, other.row
    is_alike = row["side_id"] == b["side_id"] is not None
    heads = {figure.head, other.head}
    is_told = bool(b["claimant_name"]) and b["side_id"] != "all"  # not those of both sides
    is_alike |= is_told and (len(heads) == 1 or heads <= IRREGULAR)
    is_alike = is_alike and row["victim_type"] == b["victim_type"] == "combatant"
    is_alike = is_alike and compatible(figure, other)
    is_known = bool(row["claimant_name"]) and row["claimant_name"] != b["claimant_name"]
    is_less = 0 < number_of(row) < number_of(b) and not (figure.is_further or other.group.more)
    return is_alike and is_known and is_less and _is_own(figure) and not _is_own(other)


def _is_own(figure: Figure) -> bool:
    """Whether somebody counts the people of his own side."""
    row = figure.row
    is_told = row["side_id"] and (row["claimant"] or "").startswith(row["side_id"])
    return bool(figure.words & OWN or is_told or row["_trigger"].lower() in LOSING)
