"""Whose wound do nouns tell of?  Burns borne, beds in hospital, limbs lost and throats cut."""

from dateline.claims.clauses import BE, Sentence
from dateline.claims.injuries import CUTTING
from dateline.claims.neighbours import left_group, subject_victims
from dateline.claims.nouns import after_of
from dateline.claims.people import Group
from dateline.claims.subjects import tree_subject
from dateline.lexicon import Trigger, words

BESIDE_HOSPITAL = words("in a local the still now left up")
LYING = BE | words("lay lie lies remain remained remains ended landed")


def _bearing_wounds(s: Sentence, t: Trigger) -> list[tuple[Group, str]]:
    """ "Sixteen people with gunshot wounds"."""
    group = s.ending.get(t.i)
    verb = next((w for w in s.doc[t.i].ancestors if w.pos_ == "VERB"), None)
    is_left = verb is not None and verb.lemma_ == "leave" and verb.tag_ != "VBN"  # others
    near = s.group_before(t.i) if group is None and is_left else None
    if near and s.doc[near.start - 1].lower_ == "and":  # "left a man dead and his wife with burns"
        return [(near, "left")]
    if group is None and verb is not None and not is_left:  # "two made it ashore with wounds"
        group = tree_subject(s, verb, True)
    group = group or s.covering.get(s.doc[t.i].head.i)
    return [(group, "left")] if group and group.kind != "zero" else []


def _in_hospital(s: Sentence, t: Trigger) -> list[tuple[Group, str]]:
    """ "112 people remain in hospital", "one is in critical condition"."""
    doc, j = s.doc, t.i - 1
    while j > s.start and doc[j].lower_ in BESIDE_HOSPITAL:
        j -= 1
    near = s.ending.get(j + 1)
    is_beside = near and any(x.i < near.start for x in s.triggers)
    leads = ("with", "leaving", *(("and", ",") if is_beside else ()))  # "2 dead and 4 in hospital"
    is_rest = near and doc[near.start - 1].lower_ in leads
    if near and (doc[j].lower_ == "them" or is_rest):  # "two of them", "with 15 more in hospital"
        return [(near, "left")]
    if doc[j].lower_ in LYING:
        counted = left_group(s, j, counted=True)
        group = counted or tree_subject(s, doc[j], True) or left_group(s, j, counted=False)
        return [(group, "left")] if group else []
    return []


def _limb_owners(s: Sentence, t: Trigger) -> list[tuple[Group, str]]:
    """Whose limb is lost: "blew off his legs", "a clerk's hand", "the hand of a clerk"."""
    for j in range(t.i + 1, t.end):
        if s.doc[j].tag_ == "PRP$":
            return [(Group(j, j + 1, j, "pronoun"), "possessive")]
        if s.doc[j].tag_ == "POS":
            return [(s.phrase(s.doc[j - 1].left_edge.i, j, j - 1), "possessive")]
    return after_of(s, t)


def _cut_throats(s: Sentence, t: Trigger) -> list[tuple[Group, str]]:
    """ "Slit the throats of nine villagers", "slit his throat", "found with their throats slit"."""
    of = after_of(s, t)
    if of:
        return of
    before = {s.doc[j].lower_ for j in range(max(s.start, t.i - 3), t.i)}
    if before & CUTTING:
        return _limb_owners(s, Trigger(max(s.start, t.i - 4), t.harm, "limb", t.i))
    j = t.i - 1
    while j > s.start and s.doc[j].tag_ in ("PRP$", "WP$", "VBN", "IN", "VBD"):
        j -= 1
    return subject_victims(s, Trigger(j + 1, t.harm, "subject", t.end))


def _inflicted_on(s: Sentence, t: Trigger) -> list[tuple[Group, str]]:
    """ "Wounds were suffered by the pilot and a clerk"."""
    group = s.group_from(t.end)
    return [(group, "of")] if group else []


WOUNDS = {
    "agent": _inflicted_on,
    "state": _in_hospital,
    "bearing": _bearing_wounds,
    "limb": _limb_owners,
    "throat": _cut_throats,
}
