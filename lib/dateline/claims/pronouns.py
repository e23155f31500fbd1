"""Whom does a pronoun mean?  Victims told of as he, she, they or both."""

from dataclasses import replace

from spacy.tokens import Doc

from dateline.claims.clauses import Harmed
from dateline.claims.likeness import Figure
from dateline.claims.people import Group, people

PLURAL = {"they", "them", "their", "both"}
_NEAR = 60  # tokens that a pronoun reaches back to a count


def find_antecedent(
    doc: Doc, harmed: Harmed, figures: list[Figure], groups: list[Group], is_note: bool
) -> bool:
    """Whether a pronoun means people not yet counted for its harm; their number is then set."""
    group = harmed.group
    earlier = [f for f in figures if f.row["start_char"] < doc[group.start].idx]
    is_plural = doc[group.head].lower_ in PLURAL
    fitting = [f for f in earlier if (f.group.figure > 1) == is_plural]
    if any(f.row["harm"] in (harmed.harm, "killed") for f in fitting):
        return False
    if earlier and earlier[-1].row["harm"] == "killed" and harmed.harm != "killed":
        return False
    if not fitting and is_plural:
        return is_note and _counted_before(doc, harmed, groups)
    if fitting:
        harmed.group = replace(group, size=fitting[-1].group.figure)
        return True
    return (not earlier or is_note) and _names_person(doc, group.start)


def _counted_before(doc: Doc, harmed: Harmed, groups: list[Group]) -> bool:
    """Whether counted people stand before "they"; their number is set."""
    start = harmed.group.start
    fitting = [
        g
        for g in groups
        if start - _NEAR < g.start < start
        and g.figure > 1
        and people().get(doc[g.head].lower_, "not_people") != "not_people"
    ]
    if fitting:
        harmed.group = replace(harmed.group, size=fitting[-1].figure)
    return bool(fitting)


def _names_person(doc: Doc, before: int) -> bool:
    """Whether a person, or "a, an, the" with a noun for people, stands shortly before."""
    for j in range(before - 1, max(0, before - 40) - 1, -1):
        token = doc[j]
        if token.ent_type_ == "PERSON":
            return True
        if token.lower_ in ("a", "an") and any(t.ent_type_ == "NORP" for t in doc[j + 1 : j + 4]):
            return True
        if token.lower_ in ("a", "an", "the") and any(_is_one(t) for t in doc[j + 1 : j + 6]):
            return True
    return False


def _is_one(token) -> bool:
    """Whether a word is a noun for one person."""
    is_people = people().get(token.lower_, "not_people") != "not_people"
    return is_people and token.tag_ in ("NN", "NNP")
