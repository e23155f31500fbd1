"""What kind of people is a figure that names none?  That of the role, the whole, the one before."""

import re

from spacy.tokens import Doc

from dateline.claims.allegiance import Parties
from dateline.claims.clauses import ORDINALS
from dateline.claims.kinds import MEN, STRUCK, UNTYPED
from dateline.claims.likeness import ALSO, Figure, sides_differ
from dateline.claims.people import PRONOMINAL, people
from dateline.claims.ranges import BODIES
from dateline.claims.sharing import CAPTIVES, ELLIPTIC, NEAR, are_one_name, told_before
from dateline.lexicon import listed, words
from dateline.rows import number_of

OTHERS = words("other others more another comrades comrade colleagues colleague")
NOUNLESS = PRONOMINAL | OTHERS | STRUCK | ORDINALS
ARMED = listed("armed body")
LEADERS = words("leader leaders chief head deputy")


def share_types(doc: Doc, figures: list[Figure], parties: Parties) -> None:
    """Give a type to figures that name none: of the whole, of the figure before; or mixed."""
    rows = {f.row["claim_id"]: f.row for f in figures}
    actors, armed = parties.facts, parties.forces
    parts: dict[str, list[Figure]] = {}
    for figure in figures:
        if figure.head in LEADERS and figure.row["side_id"] in armed:
            figure.row["victim_type"] = "combatant"  # "the militia's leader"
        parts.setdefault(figure.row["subset_of"], []).append(figure)
    roles = [(set(f["name"].lower().split()), f["role"]) for f in actors.values() if f.get("role")]
    for k, figure in enumerate(figures):
        if figure.row["victim_type"] != "unknown":
            continue
        is_general = _is_elliptic(doc, figure) or figure.head in MEN | {"persons"}
        if is_general and _is_made_up(figure, parts.get(figure.row["claim_id"], [])):
            figure.row["victim_type"] = "mixed"
            continue
        figure.row["victim_type"] = _type_told(doc, figure, rows, figures[:k], roles)
        is_of_force = figure.row["side_id"] in armed and (is_general or _is_called(figure))
        if is_of_force and figure.row["victim_type"] == "unknown":
            figure.row["victim_type"] = "combatant"


def _type_told(
    doc: Doc,
    figure: Figure,
    rows: dict[str, dict],
    earlier: list[Figure],
    roles: list[tuple[set[str], str]],
) -> str:
    """The type that the role of a person, the whole or the figure before gives to a figure."""
    is_named = figure.group.kind == "named"
    if is_named:
        held = (role for name, role in roles if are_one_name(name, figure.words))
        if found := _type_of_role(next(held, "")):
            return found
    again = told_before(figure, earlier)
    if again and again.row["victim_type"] not in ("mixed", "unknown"):
        return again.row["victim_type"]
    if _is_of_people(doc, figure) and (found := _type_of_fellows(figure, earlier)):
        return found
    is_told = figure.is_told and figure.head in MEN | CAPTIVES
    is_told |= figure.head in STRUCK or figure.group.is_bare or _is_of_people(doc, figure)
    whole = rows.get(figure.row["same_as"])
    if not is_named and (not is_told or whole and number_of(whole) != number_of(figure.row)):
        whole = None
    is_open = whole is None or whole["victim_type"] in UNTYPED
    if is_open and (is_named or _is_elliptic(doc, figure)):
        whole = rows.get(figure.row["subset_of"]) or _before(doc, figure, earlier)
    is_of_kind = whole and whole["victim_type"] not in ("mixed", "child")
    return whole["victim_type"] if whole and is_of_kind else "unknown"


def _type_of_role(role: str) -> str | None:
    """The type of people who hold an office or do a job.

    >>> _type_of_role("commander of the largest rebel group"), _type_of_role("mayor")
    ('combatant', 'civilian')
    """
    head = re.split(r"\s+(?:of|for|in|at|with|from|to|under)\s", role.lower())[0]
    named = set(re.findall(r"\w+", role.lower()))
    if named & LEADERS and any(w in ARMED or people().get(w) == "combatant" for w in named):
        return "combatant"  # "leader of a gang"
    types = (people().get(word) for word in reversed(re.findall(r"\w+", head)))
    return next((t for t in types if t not in UNTYPED), None)


def _is_called(figure: Figure) -> bool:
    """Whether victims have no noun but a name: their own or their group's ("three Houthis")."""
    return figure.group.kind == "named" or figure.head.removesuffix("s") in (
        word.removesuffix("s") for word in str(figure.row["side"]).lower().split()
    )


def _type_of_fellows(figure: Figure, earlier: list[Figure]) -> str | None:
    """The type of the soldiers or police of whom "another four Ugandans" goes on to tell."""
    told = figure.sentence
    if not (figure.group.more or figure.is_definite or ALSO.search(told)):
        return None
    near = (f for f in earlier if figure.row["sentence_id"] - f.row["sentence_id"] <= NEAR)
    alike = [f.row["victim_type"] for f in near if f.row["side_id"] == figure.row["side_id"]]
    return alike[-1] if alike and set(alike) <= {"combatant", "police"} else None


def _is_of_people(doc: Doc, figure: Figure) -> bool:
    """Whether a nationality alone names victims ("two Americans")."""
    return doc[figure.group.head].ent_type_ == "NORP" and bool(figure.group.quantity)


def _is_elliptic(doc: Doc, figure: Figure) -> bool:
    """Whether a figure has no noun of its own ("wounding 30", "two of them", "five others")."""
    return figure.group.is_bare or figure.head in NOUNLESS


def _is_made_up(whole: Figure, parts: list[Figure]) -> bool:
    """Whether parts show that people of two kinds are counted ("26 dead, 14 of them soldiers")."""
    here = [p for p in parts if p.row["sentence_id"] == whole.row["sentence_id"]]
    smaller = [p for p in here if p.group.figure < whole.group.figure]
    types = {p.row["victim_type"] for p in smaller if p.group.quantity}
    types -= {"child", "unknown", "mixed"}
    are_civilians = any(p.head.startswith("civilian") for p in smaller)
    return bool(types & {"combatant", "police"}) or are_civilians or len(types) > 1


def _before(doc: Doc, figure: Figure, earlier: list[Figure]) -> dict | None:
    """The row of the figure before that an ellipsis goes on about, in its sentence or the last."""
    ids = {f.row["claim_id"] for f in earlier if f.row["sentence_id"] == figure.row["sentence_id"]}
    wholes = [f for f in earlier if f.row["subset_of"] not in ids]
    if not wholes:
        return None
    last, group = wholes[-1], figure.group
    gap = figure.row["sentence_id"] - last.row["sentence_id"]
    is_apart = gap > 1 or (figure.head in BODIES if gap else figure.row["_route"] == "toll")
    are_others = figure.head not in OTHERS and sides_differ(
        figure.row["side_id"], last.row["side_id"]
    )
    is_part = gap and last.row["subset_of"] and figure.head in OTHERS  # of the whole, then
    if last.row["is_perpetrator"] or is_apart or are_others or is_part:
        return None
    if group.kind == "singular" or figure.head in ORDINALS or group.figure == 1:
        return last.row if gap == 0 else None
    joined = {f.row["victim_type"] for f in wholes if f.row["_i"] == last.row["_i"]}
    if len(joined) > 1:  # "eight civilians and five soldiers were killed and 70 wounded"
        return None
    if gap:
        are_forces = last.row["victim_type"] in ("combatant", "police")
        is_alike = group.kind != "vague" and group.figure <= 2 * last.group.figure
        is_more = figure.head in ELLIPTIC - PRONOMINAL and group.quantity
        return last.row if are_forces and is_alike or is_more else None
    is_more = figure.head in OTHERS or group.more
    kinds = ("combatant", "police", "civilian" if last.head == "civilian" else "police")
    are_comrades = is_more and last.row["victim_type"] in kinds
    return last.row if last.group.figure > 1 or are_comrades else None
