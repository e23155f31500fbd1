"""Who was lost, fled, fell or was seized?  Victims of verbs that strike people only at times."""

from spacy.tokens import Doc

from dateline.claims.clauses import Sentence
from dateline.claims.neighbours import (
    has_object_ahead,
    left_group,
    subject_victims,
)
from dateline.claims.nounphrases import OTHERS, OWN
from dateline.claims.nouns import after_of
from dateline.claims.people import PERPETRATORS, Group, names_people, people
from dateline.claims.subjects import tree_subject
from dateline.claims.verbs import is_passive, struck
from dateline.lexicon import Trigger, words

AFTER_LOSS = (".", ",", ";", "in", "and", "while", "during", "since")
GOALS = (
    *("their", "to ", "from", "into", "across", "home", "as ", "after", "when"),
    *("the fighting", "the violence", "the area", "the country", "the city", "the village"),
    *("the town", "the region"),
)
OWNER = words("DT NN NNS NNP NNPS JJ PRP PRP$ POS")
OFFICERS = {"police", "officers", "authorities", "prosecutors"}
ARRESTED = words("police custody suspicion over connection jail prison questioning")


def _passive_only(s: Sentence, t: Trigger) -> list[tuple[Group, str]]:
    """Victims of "were blown up"; things blown up are no people."""
    if not is_passive(s, t):
        return []
    by_tree = tree_subject(s, s.doc[t.i], True)
    return [(by_tree, "tree")] if by_tree else subject_victims(s, t)


def _lose(s: Sentence, t: Trigger) -> list[tuple[Group, str]]:
    """ "Lost 50", "lost two soldiers": people or a bare count only."""
    near = (g for g in s.groups if t.end <= g.start <= t.end + 2)
    group = s.opening.get(t.end) or next(near, None)
    if group is None:
        one = s.group_from(t.end)
        is_one = one and names_people(s.doc[one.head].lower_)
        if is_one and (one.kind == "singular" or s.doc[one.start].tag_ == "PRP$"):
            return [(one, "right")]  # "lost a colleague, two nurses", "lost her son"
        before = left_group(s, t.i, counted=True)
        is_victim = before and names_people(s.doc[before.head].lower_)
        is_lost = is_victim and s.doc[t.i].lower_ == "lost" and not has_object_ahead(s, t)
        return [(before, "left")] if is_lost else []
    if group.end in s.at_trigger:  # "lost 140 men killed or wounded"
        return []
    head = s.doc[group.head].lower_
    follows = s.doc[group.end].lower_ if group.end < s.end else "."
    is_own = head in OWN and not group.is_bare
    is_people = names_people(head) or s.doc[group.head].ent_type_ == "NORP"
    is_loss = is_people or is_own or follows in AFTER_LOSS
    return [(group, "right")] if is_loss else []


def _fleeing(s: Sentence, t: Trigger) -> list[tuple[Group, str]]:
    """People who fled their homes or the fighting; attackers who fled are not displaced."""
    after = s.doc[t.end : min(t.end + 3, s.end)].text.lower()
    has_goal = after.startswith(GOALS)
    found = [(g, r) for g, r in subject_victims(s, t) if not _is_armed(s, g)]
    return [(g, r) for g, r in found if g.quantity and (g.figure >= 100 or has_goal)]


def _is_armed(s: Sentence, group: Group) -> bool:
    """Whether a group is one of fighters: those who run or are routed are not displaced."""
    return people().get(s.doc[group.head].lower_) in ("combatant", "police")


def _crossing(s: Sentence, t: Trigger) -> list[tuple[Group, str]]:
    """People who crossed a border; troops who did so invade."""
    return [
        (g, route) for g, route in subject_victims(s, t) if g.figure >= 100 and not _is_armed(s, g)
    ]


def _fallen(s: Sentence, t: Trigger) -> list[tuple[Group, str]]:
    """Fighters who have fallen; prices and towns fall otherwise."""
    return [(g, r) for g, r in subject_victims(s, t) if g.quantity and _are_fighters(s.doc, g)]


def _are_fighters(doc: Doc, group: Group) -> bool:
    """Whether a group is one of fighters, or of somebody's own people."""
    kind = people().get(doc[group.head].lower_, "not_people")
    return kind in ("combatant", "police") or any(
        t.tag_ == "PRP$" for t in doc[group.start : group.end]
    )


def _hold(s: Sentence, t: Trigger) -> list[tuple[Group, str]]:
    """ "Held 90 persons hostage", "were taken hostage", "holding 30 hostages"."""
    between = [g for g in s.groups if t.i < g.start < t.end]
    if between:
        return [(between[0], "right")]
    if is_passive(s, t):
        return subject_victims(s, t)
    group = s.group_from(t.i + 1)
    if group and group.end < t.end and group.kind != "plural":
        return [(group, "right")]
    joined = s.ending.get(t.i)  # "ten were killed and five others taken hostage"
    is_told = s.doc[t.i].tag_ == "VBN" or s.doc[t.i].dep_ == "acl"  # "the 12 men held hostage"
    is_told |= bool(joined) and s.doc[joined.start - 1].lower_ in ("and", ",")
    return [(joined, "left")] if joined and is_told else []


def _keep(s: Sentence, t: Trigger) -> list[tuple[Group, str]]:
    """The count after "still hold", those who "are still being held"."""
    if is_passive(s, t):
        held = left_group(s, t.i, counted=True)
        told = {w.lower_ for w in s.doc[t.end : min(t.end + 5, s.end)]}
        is_arrest = told & ARRESTED or held and s.doc[held.head].lower_.startswith("suspect")
        return [(held, "left")] if held and held.quantity and not is_arrest else []
    group = s.opening.get(t.end)
    if group is None or group.quantity.kind == "zero":
        return []
    closes = group.is_bare and (group.end >= s.end or s.doc[group.end].is_punct)
    head, near = s.doc[group.head].lower_, {w.lower_ for w in s.doc[s.start : t.i]}
    is_told = names_people(head) and not head.startswith("suspect") and not near & OFFICERS
    return [(group, "right")] if closes or is_told and not group.is_bare else []


def _shared(s: Sentence, t: Trigger) -> list[tuple[Group, str]]:
    """The bare count shortly after the verb ("the army caused 2,731")."""
    group = next((s.opening[j] for j in range(t.end, t.end + 3) if j in s.opening), None)
    return [(group, "right")] if group and group.is_bare and group.figure else []


def _destroy(s: Sentence, t: Trigger) -> list[tuple[Group, str]]:
    """ "Destroyed up to 80 soldiers", "four militants were destroyed": fighters, and counted."""
    j = t.end + (t.end < s.end and s.doc[t.end].is_quote)
    group = left_group(s, t.i, counted=True) if is_passive(s, t) else s.opening.get(j)
    if is_passive(s, t):  # "up to 80 soldiers, two tanks and a gun were destroyed"
        clause = (
            g
            for g in s.groups
            if g.end <= t.i and all(w.pos_ != "VERB" for w in s.doc[g.end : t.i])
        )
        group = next((g for g in clause if _is_of_force(s, g)), group)
    is_force = group and _is_of_force(s, group)
    return [(group, "left" if group.end <= t.i else "right")] if is_force else []


def _is_of_force(s: Sentence, group: Group) -> bool:
    """Whether a group is one of fighters."""
    return people().get(s.doc[group.head].lower_) == "combatant"


def _shot_down(s: Sentence, t: Trigger) -> list[tuple[Group, str]]:
    """People shot down; "one" and "two others had been shot down" may be aircraft."""
    told = [(g, r) for g, r in _objects(s, t) if s.doc[g.head].lower_ not in OTHERS]
    return [(g, route) for g, route in told if not g.quantity or g.head > g.number]


def _objects(s: Sentence, t: Trigger) -> list[tuple[Group, str]]:
    """Those whom a verb strikes; who "shot down two drones" was not struck."""
    has_object = any(c.dep_ == "dobj" for c in s.doc[t.i].rights)
    is_open = not has_object or is_passive(s, t)
    return [(g, r) for g, r in struck(s, t) if is_open or g.start >= t.end]


def _seize(s: Sentence, t: Trigger) -> list[tuple[Group, str]]:
    """People who were seized; what else is seized has no noun for people."""
    dead = {h.group.head for h in s.found if h.trigger.is_body}  # "the remains were taken away"
    told = _objects(s, t)
    return [(g, r) for g, r in told if _is_of_people(s, g, t) and g.head not in dead]


def _is_of_people(s: Sentence, group: Group, t: Trigger) -> bool:
    """Whether a group is one of people; a bare count must be the subject of a passive."""
    if group.is_bare:
        return is_passive(s, t) and group.end <= t.i
    head = s.doc[group.head]
    if head.lower_.startswith("suspect"):
        return False
    is_person = head.ent_type_ == "PERSON" and head.ent_iob_ == "I"
    is_person |= any(w.lower_ == "who" for w in s.doc[group.end : t.i])
    is_named = group.kind == "named" and is_person
    return group.kind not in ("pronoun", "plural") and (is_named or names_people(head.lower_))


def _routed(s: Sentence, t: Trigger) -> list[tuple[Group, str]]:
    """People put to flight; a force that is routed is not displaced."""
    return [(g, r) for g, r in struck(s, t) if not _is_armed(s, g)]


def _unheard(s: Sentence, t: Trigger) -> list[tuple[Group, str]]:
    """Those of whom there is no trace; attackers have got away."""
    return [(g, r) for g, r in after_of(s, t) if g.quantity and _is_missed(s, g)]


def _unfound(s: Sentence, t: Trigger) -> list[tuple[Group, str]]:
    """People who "have not been found" or "have yet to be found"."""
    return [(g, r) for g, r in subject_victims(s, t) if g.quantity and _is_missed(s, g)]


def _is_missed(s: Sentence, group: Group) -> bool:
    """Whether a group is one of people, and not of attackers, who got away."""
    head = s.doc[group.head].lower_
    return names_people(head) and head not in PERPETRATORS


def _cost(s: Sentence, t: Trigger) -> list[tuple[Group, str]]:
    """The men whom a battle cost somebody ("cost the battalion six men", "cost us two pilots")."""
    group = next((g for g in s.groups if t.end <= g.start <= t.end + 8), None)
    if group is None or not names_people(s.doc[group.head].lower_):
        return []
    is_owner = all(w.tag_ in OWNER for w in s.doc[t.end : group.start])
    return [(group, "right")] if is_owner else []


FATES = {
    "cost": _cost,
    "unheard": _unheard,
    "unfound": _unfound,
    "destroy": _destroy,
    "flee": _fleeing,
    "cross": _crossing,
    "fallen": _fallen,
    "seize": _seize,
    "routed": _routed,
    "down": _shot_down,
    "passive": _passive_only,
    "lose": _lose,
    "hold": _hold,
    "keep": _keep,
    "share": _shared,
}
