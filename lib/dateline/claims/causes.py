"""What killed them?  Violence, or an accident, a disaster, a disease or old age."""

import csv
import re
from functools import cache

from spacy.tokens import Doc

from dateline.claims.clauses import Harmed
from dateline.theatre import DATA

AT_HOME = re.compile(r"\b(?:at|in) (?:his|her) (?:home|residence|bed|sleep)\b|\bpeacefully\b")


@cache
def causes(cause: str) -> re.Pattern:
    """What tells of a cause: ``violence``, or an ``accident``, disaster or disease.

    >>> bool(causes("violence").search("shelling")), bool(causes("accident").search("earthquake"))
    (True, True)
    """
    with (DATA / "reference" / "causes.csv").open(encoding="utf-8") as file:
        patterns = [row["pattern"] for row in csv.DictReader(file) if row["cause"] == cause]
    return re.compile(rf"\b(?:{'|'.join(patterns)})", re.IGNORECASE)


def is_accident(doc: Doc, start: int, end: int, before: str, top: str) -> bool:
    """Whether a sentence tells of an accident, disaster or disease without any violence.

    `before` is the sentence before it and `top` the headline and lead, which tell what a report
    is about: a film or a novel, whose dead are none, or an accident, to which a sentence that
    names no violence belongs.
    """
    text = doc[start:end].text
    if len({match.lower() for match in causes("fiction").findall(top)}) > 1:
        return True
    if causes("violence").search(text):
        return False
    if causes("accident").search(top) and not causes("violence").search(top):
        return True
    return bool(causes("accident").search(text)) and not causes("violence").search(before)


def is_natural(doc: Doc, harmed: Harmed, start: int, end: int) -> bool:
    """Whether one who died did so of old age or illness, no violence being told in the sentence."""
    text = doc[start:end].text
    is_known = harmed.group.kind != "pronoun" or AT_HOME.search(text)  # not "shot. He died, aged 9"
    is_one = harmed.group.figure == 1 and harmed.harm == "killed" and is_known
    is_death = is_one and harmed.trigger.frame in ("subject", "count_noun")
    told = doc[harmed.trigger.i : end].text  # "the bomber, in prison since 1989, died at home"
    return is_death and any(
        causes("age").search(words) and not causes("violence").search(words)
        for words in (text, told)
    )
