"""Which group stands beside a word of harm?  To its left, to its right, or by the tree."""

from dateline.claims.breakdowns import DASHES, broken_down, opens_inclusion
from dateline.claims.clauses import (
    AUXILIARIES,
    INCLUSION,
    JOINERS,
    LEFT_SKIP,
    ORDINALS,
    PERSONAL,
    REST,
    RIGHT_SKIP,
    SAYING,
    Sentence,
    is_among_them,
)
from dateline.claims.inversions import LISTED, among_victims
from dateline.claims.nounphrases import BODIES
from dateline.claims.people import (
    ARTICLES,
    NOMINAL,
    PLURAL_VERBS,
    Group,
    is_person,
    names_people,
    people,
)
from dateline.claims.subjects import tree_subject
from dateline.lexicon import Trigger, words

ASIDE = words("not apart besides except excepting excluding alias nicknamed dubbed")
REMARKS = words("who whose both aged these most mostly all")
REPORTED = LISTED | {"to", "said", "feared", "believed"}
FINITE = {"VBD", "VBZ", "VBP", "MD"}


def subject_victims(s: Sentence, t: Trigger, passive: bool = True) -> list[tuple[Group, str]]:
    """Victims before the trigger, in agreement with its verb ("12 men of a unit were killed")."""
    found = _before(s, t, passive)
    verb = next((w for w in s.doc[max(s.start, t.i - 3) : t.i] if w.lower_ in PLURAL_VERBS), None)
    if not found or verb is None or found[0][0].figure > 1 or found[0][0].kind == "pronoun":
        return found
    group = found[0][0]
    between = {w.lower_ for w in s.doc[group.end : verb.i]} | {s.doc[group.start - 1].lower_}
    many = [g for g in s.groups if g.end <= group.start and g.figure > 1 and g.kind != "zero"]
    many = [g for g in many if s.bracketed(g.start) is None and not g.is_bare]
    if group.start == s.start or between & (JOINERS | {"with", "who"}) or not many:
        return found
    is_told = any(many[-1].end <= x.i < t.i and not x.is_weak for x in s.triggers)
    return found if is_told else [(many[-1], "left")]


def _before(s: Sentence, t: Trigger, passive: bool) -> list[tuple[Group, str]]:
    """Victims beside the trigger, by the tree, or the nearest phrase."""
    doc = s.doc
    is_open = passive or t.frame != "object"
    if counted := left_group(s, t.i, counted=True):
        return [(counted, "left")]
    is_lasting = t.frame == "subject" and doc[t.i].dep_ == "advcl" and doc[t.i].tag_ == "VBG"
    verb = doc[t.i].head if is_lasting else doc[t.i]  # "was attacked, suffering burns"
    by_tree = tree_subject(s, verb, is_open)
    if by_tree and is_person(doc, by_tree) and not by_tree.is_vague:
        return [(by_tree, "tree")]
    if among := among_victims(s, t):
        return among
    is_participle = is_open or doc[t.i].lower_.endswith(("n", "t", "d"))
    if not passive and (not is_participle or has_object_ahead(s, t)):
        return []
    nearest = left_group(s, t.i, counted=False)
    if nearest is None or nearest.is_vague or not is_person(doc, nearest):
        return _clause_opener(s, t)
    if by_tree and by_tree.kind == "thing" and doc[nearest.start - 1].lower_ == "of":
        return []  # "the car of a judge was stoned"
    is_near = is_open or s.start == nearest.start or nearest.kind in ("singular", "definite")
    return [(nearest, "near")] if is_near else []


def _clause_opener(s: Sentence, t: Trigger) -> list[tuple[Group, str]]:
    """The count that opens the clause of a passive ("…, six women at a well were abducted")."""
    doc = s.doc
    near = range(t.i - 1, max(s.start, t.i - 4), -1)
    j = next((j for j in near if doc[j].lower_ in PLURAL_VERBS), s.start)
    while j > s.start and (doc[j - 1].lower_ in AUXILIARIES or doc[j - 1].lower_ in REPORTED):
        j -= 1  # "were reported to have been"
    verb = j
    if j > s.start and doc[j - 1].text == ",":  # ", a village nearby, were"
        j = next((k for k in range(j - 2, max(s.start, j - 9), -1) if doc[k].text == ","), j)
    while j > s.start and doc[j - 1].tag_ not in FINITE and j - 1 not in s.at_trigger:
        j -= 1
        group = s.opening.get(j)
        if group is None or j != group.start:
            continue
        is_open = doc[j - 1].text in (",", ";") or doc[j - 1].tag_ == "CC"
        is_with = doc[group.end].tag_ == "IN" != doc[j - 1].tag_  # "28 from the guard"
        if is_open or is_with and not any(w.pos_ == "VERB" for w in doc[group.end : verb]):
            return [(group, "near")] if group.figure > 1 else []
    return []


def has_object_ahead(s: Sentence, t: Trigger) -> bool:
    """Whether a noun phrase follows directly."""
    return t.end < s.end and s.doc[t.end].tag_ in NOMINAL | {"DT", "CD", "PRP$", "PRP", "JJ"}


def left_group(s: Sentence, i: int, *, counted: bool) -> Group | None:
    """The group directly before token i, auxiliaries, adverbs and relatives between."""
    doc, j, last = s.doc, i, i  # last: the end of what stands between, without a remark
    while j > s.start and i - j < 12:
        group = s.ending.get(j)
        before = doc[j - 1].lower_
        if counted and doc[j - 2 : j].text == "before both":
            return None  # "wounding ten before both were shot"
        if counted:
            is_rest = before in REST | {"other"} and doc[j - 2].lower_ == "the"
            is_next = before in ORDINALS and doc[j - 2].lower_ in ARTICLES  # "and a fourth later"
            is_noun = is_rest or is_next or before == "another"
        else:
            is_noun = doc[j - 1].tag_ in NOMINAL or before in PERSONAL or before in people()
        if group is None and is_noun:
            group = s.group_before(j)
        if group is None and counted and doc[j - 1].tag_ == "NNS" and doc[j - 2].tag_ == "CC":
            group = s.ending.get(j - 2)  # "17 guards and civilians hurt"
        if group is None and (opening := _remark(s, j, counted)):
            if s.doc[opening].text != "(" and opening in s.ending:
                return s.ending[opening]
            j = last = opening
            continue
        if group:
            group = _whole(s, group)
            return None if _is_object_of_other(s, group, j, last) else group
        if doc[j - 2 : j].text == "at least":  # "56 rebels at least have died"
            j -= 2
            continue
        if (
            before not in LEFT_SKIP
            and not (before == "as" and doc[j - 2].lower_ in LISTED)
            and doc[j - 1].tag_ not in ("RB", "RBR", "MD")
            and (j - 1) not in s.at_trigger
        ):
            return None
        j -= 1
    return None


def _remark(s: Sentence, j: int, counted: bool) -> int | None:
    """Start of a remark that ends before token j: in brackets, or ", including a commander,"."""
    last = s.doc[j - 1]
    opener = {")": "(", ",": ","}.get(last.text)
    if last.text in DASHES and last.nbor(-1).whitespace_:
        opener = last.text
    near = range(j - 2, max(s.start, j - (12 if opener == "," else 24)), -1)
    found = next((k for k in near if s.doc[k].text == opener), None)
    if found is None or opener != ",":
        return found
    follows = s.doc[found + 1 + (s.doc[found + 1].lower_ == "and")].lower_
    if follows in ASIDE or not counted:  # ", not 11,", ", apart from three in a truck,"
        return found if follows in ASIDE else None
    is_part = found + 1 in s.opening and s.doc[found + 2].lower_ == "of"  # ", 9 of them monks,"
    is_part |= s.doc[found + 1].lower_ in INCLUSION | REMARKS
    is_part |= any(is_among_them(s.doc, k, s.end) for k in range(j - 4, j - 1))
    is_part |= any(w.lemma_ in SAYING for w in s.doc[found + 1 : j - 1])  # ", the army said,"
    return found if is_part else None


def _whole(s: Sentence, group: Group) -> Group:
    """The group that a prepositional phrase belongs to ("23 people from 18 nations")."""
    before = s.doc[group.start - 1].lower_ if group.start > s.start else ""
    if total := broken_down(s, group):
        return total
    for j in range(group.start - 1, max(s.start, group.start - 14), -1):
        if is_among_them(s.doc, j, s.end) or _goes_on_after(s, group.start - 1, j):
            break
        if opens_inclusion(s.doc, j, group.start):
            whole = s.ending.get(j) or s.ending.get(j - 1) or group
            return group if (whole.head, "casualties") in s.used else whole
        if s.doc[j].tag_ in ("VBD", "VBZ"):
            break
    noun = s.doc[max(s.start, group.start - 2)]
    is_one = group.quantity and noun.tag_ == "NN" and noun.lower_ not in BODIES
    if before == "of" and is_one and names_people(noun.lower_):
        return s.group_before(group.start - 1) or group  # "the wife of one of the guards"
    return s.ending.get(group.start - 1, group) if before in ("from", "of", "in", "at") else group


def _goes_on_after(s: Sentence, joiner: int, opener: int) -> bool:
    """Whether the "and" at a token goes on after ", including a boy," and adds nothing to that."""
    doc = s.doc
    marks = [k for k in range(opener, joiner) if doc[k].text == "," or doc[k].lower_ == "and"]
    is_opener = doc[opener].lower_ in INCLUSION and doc[opener - 1].text == ","
    return is_opener and doc[joiner].lower_ == "and" and marks == [joiner - 1]


def _is_object_of_other(s: Sentence, group: Group, j: int, i: int) -> bool:
    """Whether a verb of harm before the group takes it and a conjunction follows."""
    between = [s.doc[k].lower_ for k in range(j, i)]
    if s.doc[max(s.start, group.start - 2)].tag_ == "EX":  # "there were 24, still missing"
        return False
    return between[:1] in (["and"], ["or"], [","]) and not AUXILIARIES & set(between)


def right_group(s: Sentence, t: Trigger) -> Group | None:
    """The group directly after the trigger, or its object in the tree."""
    doc, j = s.doc, t.end
    while j < s.end and j < t.end + 7:
        group = s.opening.get(j)
        if group:
            return group
        word = doc[j].lower_
        if j in s.at_trigger:
            return None
        if doc[j].tag_ != "RB" and word not in RIGHT_SKIP:
            break
        j += 1
    tree = next((c for c in doc[t.i].children if c.dep_ == "dobj" and c.i > t.i), None)
    if j == t.end or doc[j - 1].lower_ not in ("at", "to", "for", "of"):
        group = s.group_from(j)
        if group and (
            doc[j].tag_ != "NN" or tree is not None or group.kind in ("singular", "named", "bare")
        ):
            return group
    if tree is None or not s.start <= tree.i < s.end:
        return None
    group = s.of_token(tree)
    return group if group and is_person(doc, group) else None
