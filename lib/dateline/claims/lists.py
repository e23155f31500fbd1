"""Who else was struck?  Groups joined to a victim, along with it, or told after it."""

from collections.abc import Iterator

from dateline.claims.breakdowns import is_elsewhere
from dateline.claims.clauses import BE, LEFT_SKIP, ORDINALS, SAYING, Sentence
from dateline.claims.conjuncts import (
    companion_words,
    next_conjunct,
    previous_conjunct,
)
from dateline.claims.people import ARTICLES, NOMINAL, Group, names_people
from dateline.lexicon import Trigger, listed, words

FOUND = listed("finding")
VERBAL = {"VBZ", "VBP", "MD", "WP", "WDT", "WRB"}
HELD = words("held arrested detained rescued freed released jailed captured evacuated charged")
BETWEEN = LEFT_SKIP - {",", "and", "or"} | {"counted", "numbered"}
IN_HOSPITAL = words("in a the local")
BESIDES = ("addition to", "besides", "apart from", "aside from", "along with", "as well as")
GAPS = words("in at on near while later outside inside during as from when by")


def coordinated_groups(
    s: Sentence, group: Group, t: Trigger, route: str
) -> Iterator[tuple[Group, str]]:
    """Groups joined to a victim by "and", commas or "along with", to either side."""
    seen = {group.head}
    for step in (next_conjunct, previous_conjunct):
        current = step(s, group, t)
        while current and current.head not in seen and not has_own_trigger(s, current, t):
            seen.add(current.head)
            yield current, route
            current = step(s, current, t)
    for other in [*_tree_conjuncts(s, group, t), *_across_phrase(s, group, t)]:
        if other.head not in seen and not has_own_trigger(s, other, t):
            seen.add(other.head)
            yield other, route
    yield from _companions(s, group, t, seen)
    yield from _told_ahead(s, group, t)
    if group.end <= t.i:
        yield from _gapped(s, group, t, seen)


def _companions(
    s: Sentence, struck: Group, t: Trigger, seen: set[int]
) -> Iterator[tuple[Group, str]]:
    """ "Was found killed along with two of his bodyguards", "killed by gunmen with his wife"."""
    doc, first = s.doc, max(t.end, struck.end)
    if t.is_body:  # "the bodies of two men were found, along with that of a girl"
        first = next(
            (k + 1 for k in range(first, min(first + 5, s.end)) if doc[k].lower_ in FOUND), first
        )
    ahead = range(struck.end, min(t.i, struck.end + 25))  # "two nurses from Chad, along with"
    opening = next((j for j in ahead if companion_words(s, j) > 1), first)
    for j in range(opening, min(opening + 12, s.end - 2)):
        is_aside = any(w.lower_ in ("before", "after") for w in doc[opening:j])
        if doc[j].tag_ in ("WRB", "WP") or doc[j].tag_ == "VBD" and not is_aside:
            return
        is_with = j == t.end and doc[j].lower_ == "with"  # "died with a policeman"
        is_with &= doc[j + 1].lower_ in ARTICLES and t.frame == "subject"
        if not (length := companion_words(s, j) or is_with):
            continue
        j += length
        group = s.group_from(j + (j < s.end and doc[j].lower_ == "all"))
        while group and group.head not in seen and not has_own_trigger(s, group, t):
            seen.add(group.head)
            yield group, "with"
            group = next_conjunct(s, group, t) if group.kind != "bare" else None
        return


def _told_ahead(s: Sentence, struck: Group, t: Trigger) -> Iterator[tuple[Group, str]]:
    """ "In addition to two bombers, nine were killed": the two; not "the bomber" of nine hurt."""
    comma = struck.start - 1
    if comma <= s.start or s.doc[comma].text != "," or struck.start > t.i:
        return
    group = s.group_before(comma)
    if group is None or has_own_trigger(s, group, t):
        return
    told = " ".join(w.lower_ for w in s.doc[max(s.start, group.start - 3) : group.start])
    if told.endswith(BESIDES) and (t.harm == "killed" or group.quantity):
        yield group, "with"


def _gapped(s: Sentence, struck: Group, t: Trigger, seen: set[int]) -> Iterator[tuple[Group, str]]:
    """ "Four died at the scene and a fifth on the way": the verb is told once.

    In "nine died in two raids, four at home" the four are some of the nine.
    """
    for j in range(t.end, min(t.end + 14, s.end - 3)):
        if j in s.at_trigger or s.doc[j].pos_ in ("VERB", "AUX"):
            return
        if s.doc[j].lower_ not in ("and", ","):
            continue
        is_ordinal = s.doc[j + 1].lower_ in ARTICLES and s.doc[j + 2].lower_ in ORDINALS
        is_ordinal |= s.doc[j + 1 : j + 3].text.lower() == "the other"
        group = s.opening.get(j + 2 if is_ordinal else j + 1)  # "and the other five at"
        group = group or (s.group_before(j + 3) if is_ordinal else None)
        if group is None or group.head in seen or not group.figure:
            continue
        is_part = s.doc[j].text == "," and group.is_bare and group.figure < struck.figure
        if is_part and not group.more and not is_elsewhere(s, struck, group):
            continue
        follows = s.doc[group.end]
        is_told = follows.lower_ in GAPS or follows.tag_ == s.doc[t.i - 1].tag_ == "RB"
        if is_told and not has_own_trigger(s, group, t):
            seen.add(group.head)
            yield group, "near"


def _tree_conjuncts(s: Sentence, group: Group, t: Trigger) -> list[Group]:
    """Groups that the tree coordinates with the head of a subject."""
    if group.start >= t.i:
        return []
    head = s.doc[group.head]
    nouns = [c for c in head.children if c.dep_ == "conj"]
    nouns += [c for noun in nouns for c in noun.children if c.dep_ == "conj"]
    while head.dep_ == "conj" and head.head.tag_ in NOMINAL:
        head = head.head
        nouns.append(head)
    if group.kind == "named":  # "Minister A, Minister B, and Minister C were": two subjects
        twins = (c for c in head.head.children if c.dep_ == head.dep_ and c.i != head.i)
        nouns += [c for c in twins if any(t.tag_ == "CC" for t in s.doc[group.end : c.i])]
    inside = (n for n in nouns if n.tag_ in NOMINAL and s.start <= n.i < t.i)
    others = (s.of_token(noun) for noun in inside)
    return [  # uncounted: "two nuns, one French and one Maltese" are two
        other
        for other in others
        if other and not other.quantity and not other.is_vague and other.kind != "bare"
        if other.start == s.start or s.doc[other.start - 1].tag_ not in ("IN", "VBG", "TO")
    ]


def _across_phrase(s: Sentence, group: Group, t: Trigger) -> list[Group]:
    """ "Two of its men with the mission and seven with a brigade have died": the first two.

    So "two guards at the gate and five boys were hurt", which opens the sentence.
    """
    last = group.start - 1
    before = next((g for g in reversed(s.groups) if g.end < last), None)
    if before is None or group.end > t.i or s.doc[last].lower_ != "and":
        return []
    if not group.is_bare and before.start != s.start:
        return []
    between = s.doc[before.end : last]
    is_clause = any(w.tag_ in VERBAL or w.is_punct or w.i in s.at_trigger for w in between)
    return [before] if between[0].tag_ in ("IN", "VBN", "VBG") and not is_clause else []


def has_own_trigger(s: Sentence, group: Group, t: Trigger) -> bool:
    """Whether another trigger or verb follows the group as its own predicate."""
    if any(j in s.at_trigger and j != t.i for j in range(group.start, group.end)):
        return True
    if t.i < group.start and group.is_bare and s.doc[group.end : group.end + 1].text in HELD:
        return True  # "23 dead, 1,200 held"
    head = s.doc[group.head]
    is_subject = head.dep_ in ("nsubj", "nsubjpass") and head.head.i >= group.end
    is_told = is_subject and (head.head.lemma_ in SAYING or head.head.i in s.at_trigger)
    is_told &= s.doc[group.start - 1].lower_ != "as"  # "11 dead, and a doctor at the clinic said"
    near = s.doc[group.end : min(group.end + 5, s.end)]  # "…, a senator and residents say"
    verb = next((w.lemma_ for w in near if w.pos_ == "VERB"), None)
    if t.i < group.start and (
        is_told or verb in SAYING and near[0].text == "and" or _is_told_later(s, group.end)
    ):
        return True
    between = BETWEEN | (IN_HOSPITAL if t.frame != "subject" else set())  # "died, two in hospital"
    for j in range(group.end, min(group.end + 6, s.end)):
        k = j + (s.doc[j].lower_ == "and")  # "and his wife and son were"
        if s.doc[k].tag_ == "NN" and s.doc[k - 1].lower_ == "and" and names_people(s.doc[k].lower_):
            continue
        if s.doc[j - 1 : j + 1].text == "to death":
            return False  # "shot a monk and a lay helper to death"
        if j in s.at_trigger:  # in "kills a judge and injures four" the verbs share a subject
            return j != t.i and not (t.i < group.start and s.doc[j - 1].lower_ == "and")
        if s.doc[j].lower_ not in between and s.doc[j].tag_ not in ("RB", "MD"):
            if s.doc[t.i].dep_ == "conj" and s.doc[t.i].head.i == j:
                return False  # "a judge and his driver were stopped and shot"
            is_passive = t.i < group.start and s.doc[j].tag_ == "VBN" and s.doc[j - 1].lower_ in BE
            return is_passive or s.doc[j].tag_ in ("VBD", "VBZ", "VBP")
    return False


def _is_told_later(s: Sentence, end: int) -> bool:
    """Whether a phrase parts a group from its verb ("six women at a well were seized")."""
    for j in range(end, min(end + 14, s.end - 1)):
        if s.doc[j].is_punct or s.doc[j].tag_ in ("CC", "WP", "WDT", "WRB"):
            return False
        if s.doc[j].lemma_ in SAYING and s.doc[j].tag_ in ("VBD", "VBZ", "VBP"):
            return True  # "nine died, a retired doctor in the city said"
        if s.doc[j].lower_ in ("was", "were"):
            return j > end and any(k in s.at_trigger for k in range(j + 1, min(j + 4, s.end)))
    return False
