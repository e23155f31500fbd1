"""Whom does a verb like kill strike?  Its object, its subject, or who opens its clause.

A participle may stand bare: "2 staff killed", "a man was killed and his wife wounded".
"""

from dateline.claims.breakdowns import whole_of
from dateline.claims.clauses import BE, SAYING, Sentence
from dateline.claims.inversions import inverted_victims
from dateline.claims.neighbours import FINITE, left_group, right_group, subject_victims
from dateline.claims.nounphrases import noun_run
from dateline.claims.nouns import after_of, left_behind
from dateline.claims.people import (
    ARTICLES,
    NOMINAL,
    POSSESSIVES,
    Group,
    is_person,
    names_people,
)
from dateline.lexicon import Trigger, listed, words

PARTICIPLE = ("ed", "n", "ot", "it", "hurt")
CARRYING = listed("carrying patients")
DETERMINERS = ARTICLES | POSSESSIVES | {"the", "each", "this", "that"}
# Participles and adverbs between "was" and a participle of harm ("was abducted and killed").
BEFORE_PARTICIPLE = words(
    "reportedly feared confirmed reported believed shot abducted kidnapped stabbed beaten tortured "
    "captured found later machine up"
)
TURNS = words("found turned turns although though")
OWN = words("nsubj dobj aux")  # what makes a verb another than the passive that it is joined to


def struck(s: Sentence, t: Trigger) -> list[tuple[Group, str]]:
    """Victims of a verb like kill: its object, or its subject when it is passive."""
    doc = s.doc
    following = [w.lower_ for w in doc[t.end : min(t.end + 2, s.end)]]
    is_of = following[:1] == ["of"] or following == [",", "of"]  # "a kidnapping, of 112 girls"
    if is_of and doc[t.i].tag_ in ("NN", "VBG", "NNS"):
        return after_of(s, t)
    inside = s.covering.get(t.i)
    if inside and inside.quantity.kind != "zero":
        goes_on = any(t.i < x.i <= t.i + 8 for x in s.triggers)
        whole = whole_of(doc, inside) if goes_on else None
        if whole:  # "four of the 31 wounded died"
            return [(whole, "count")]
        is_part = doc[t.i - 1].lower_ == "the" and doc[t.i - 2].lower_ == "of"
        if is_part and inside.figure == 1 and not goes_on:  # "tried to save one of the wounded men"
            return []
        if inside.head != t.i:
            return [(inside, "modifier")]
        if is_part and not goes_on:  # "50 of the wounded"
            return [(inside, "part")]
        if doc[t.i - 1].lower_ == "of":  # "dozens of injured"
            return [(inside, "count")]
    attributive = _attributive(s, t)
    if attributive is not None:
        return attributive
    if inverted := inverted_victims(s, t):
        return inverted
    passive = is_passive(s, t)
    if not passive and not _opens_object(s, t):
        if counted := _reduced_subject(s, t):
            return [(counted, "left")]
        if elliptic := _elliptic_subject(s, t):
            return [(elliptic, "near")]
        if left := left_behind(s, t):
            return left
    if not passive and (right := right_group(s, t)):
        return [(right, "right")]
    if doc[t.i].tag_ == "NN" and doc[t.i].head.lower_ in ("over", "for"):
        return []  # "12 were held over the murder"
    return subject_victims(s, t, passive) or leading_group(s, t, passive)


def after_verb(s: Sentence, t: Trigger) -> list[tuple[Group, str]]:
    """Who stands behind a verb without a subject: "there died two boys", "was killed a guard"."""
    if any(c.dep_ in ("nsubj", "nsubjpass") and c.i < t.i for c in s.doc[t.i].children):
        return []
    group = s.group_from(t.end)
    is_told = group and (group.quantity or group.kind == "singular")
    return [(group, "inverted")] if is_told else []


def untold_victim(s: Sentence, t: Trigger) -> list[tuple[Group, str]]:
    """Who is left out of an event note's "Died on the way to hospital": the verb stands for him."""
    is_opening = s.doc[t.i].lemma_ in ("die", "succumb") and not any(
        w.tag_[:2] in ("NN", "PR") and w.dep_[:5] == "nsubj" for w in s.doc[s.start : t.i]
    )
    is_alone = is_opening and not any(g.start < t.i for g in s.groups)
    return [(Group(t.i, t.i + 1, t.i, "pronoun"), "near")] if is_alone else []


def _attributive(s: Sentence, t: Trigger) -> list[tuple[Group, str]] | None:
    """ "Another injured man" is a victim; "the wounded driver" has been told of before."""
    doc = s.doc
    before = doc[t.i - 1] if t.i > s.start else None
    if before is None or t.end >= s.end or doc[t.i].lower_.endswith("ing"):
        return None
    is_determined = before.lower_ in DETERMINERS and before.tag_ in ("DT", "PRP$")
    if not is_determined or doc[t.end].tag_ not in NOMINAL | {"JJ"}:
        return None
    stop, head = noun_run(doc, t.end, s.end)
    is_patient = t.i - 2 >= s.start and doc[t.i - 2].lemma_ in CARRYING
    if head is None or before.lower_ not in ARTICLES or is_patient:
        return []
    return [(s.phrase(t.i - 1, stop, head, more=before.lower_ == "another"), "modifier")]


def _opens_object(s: Sentence, t: Trigger) -> bool:
    """Whether an object follows at once."""
    return t.end in s.opening or (
        t.end < s.end and s.doc[t.end].lower_ in ARTICLES | POSSESSIVES | {"the"}
    )


def _reduced_subject(s: Sentence, t: Trigger) -> Group | None:
    """The counted group directly before a bare participle ("2 staff killed, 1 hurt")."""
    doc = s.doc
    if not doc[t.i].lower_.endswith(PARTICIPLE):
        return None
    closes = _closes(s, t.end, ("IN", "CC", "WRB", "RB", "TO")) or t.end in s.at_trigger
    closes = closes or doc[t.end].lower_.endswith("ing")
    return left_group(s, t.i, counted=True) if closes else None


def _closes(s: Sentence, i: int, tags: tuple[str, ...]) -> bool:
    """Whether the clause ends before token i, or one of these tags goes on."""
    is_dated = (
        s.doc[i + 1 : i + 2].text == "times" or i < s.end and s.doc[i].ent_type_ in ("DATE", "TIME")
    )  # "six guards killed Monday"
    is_dated |= i + 1 < s.end and s.doc[i].lower_ in ("that", "this") and s.doc[i + 1].tag_ == "NN"
    return i >= s.end or s.doc[i].is_punct or s.doc[i].tag_ in tags or is_dated


def _elliptic_subject(s: Sentence, t: Trigger) -> Group | None:
    """The phrase between "and" and a bare participle ("a man was killed and his wife wounded")."""
    if not s.doc[t.i].lower_.endswith(PARTICIPLE) or t.i < s.start + 2:
        return None
    closes = _closes(s, t.end, ("IN", "CC", "WRB"))
    i = t.i - (s.doc[t.i - 1].tag_ == "RB")
    group = s.group_before(i) if closes else None
    if group is None or group.start < s.start + 2:
        return None
    if s.doc[group.start - 1].lower_ not in ("and", ","):
        return None
    if group.kind == "bare" and is_person(s.doc, group):  # "two guards, nurse hurt in blast"
        before = s.group_before(group.start - 1)
        is_listed = group.start - 2 in s.at_trigger  # "Soldier killed, gunman shot dead"
        return group if is_listed or before and is_person(s.doc, before) else None
    is_one = group.kind in ("singular", "definite")
    is_one |= group.kind == "named" and s.doc[group.head].ent_type_ == "PERSON"
    return group if is_one and s.triggers[0].i < t.i else None


def leading_group(s: Sentence, t: Trigger, passive: bool = False) -> list[tuple[Group, str]]:
    """The group that opens the sentence, when nothing nearer fits a participle."""
    joined = t.i > s.start and s.doc[t.i - 1].lower_ in ("and", "then", "later")
    headed = s.doc[t.i].tag_ in ("VBN", "VBD") and _closes(s, t.end, ("IN", "CC", "WRB"))
    headed &= not any(s.doc[k].tag_ in FINITE for k in range(s.start, t.i))
    if s.doc[t.i].lower_.endswith("ing") or not (passive or joined or headed):
        return []
    is_place = s.doc[s.start].tag_ == "IN"  # "In Bor, a nurse of a body"
    commas = [k + 1 for k in range(s.start, t.i) if is_place and s.doc[k].text == ","]
    commas += [k + 1 for k in range(s.start, min(s.start + 4, t.i)) if s.doc[k].text == ":"]
    group = next(filter(None, (_leader(s, k, t) for k in (s.start, *commas))), None)
    if group is None:
        return []
    is_said = any(s.doc[k].lemma_ in SAYING for k in range(group.end, t.i))
    is_taken = any(group.end <= x.i < t.i and not x.is_weak for x in s.triggers)
    return [] if is_said or is_taken else [(group, "leading")]


def _leader(s: Sentence, first: int, t: Trigger) -> Group | None:
    """The people whom a clause opens with at a token, before a participle."""
    is_one = s.doc[first].lower_ in ARTICLES or s.doc[first].tag_ in ("NN", "JJ")
    is_one |= names_people(s.doc[first].lower_)
    group = s.opening.get(first) or (s.group_from(first) if is_one else None)
    return group if group and group.end <= t.i and is_person(s.doc, group) else None


def is_passive(s: Sentence, t: Trigger) -> bool:
    """Whether a form of be or get stands before a participle, adverbs between."""
    doc = s.doc
    verb = doc[t.i]
    if verb.lower_.endswith("ing"):
        return False
    is_conjunct = verb.dep_ == "conj" and not {c.dep_ for c in verb.children} & OWN
    if is_conjunct and any(c.dep_ == "auxpass" for c in verb.head.children):
        return True  # "was stopped and shot"
    for j in range(t.i - 1, max(s.start, t.i - 7) - 1, -1):
        word = doc[j].lower_
        if word in BE and word != "'s" or word in TURNS:  # a headline: "Mayor found murdered"
            return True
        conjoined = word in ("and", "or", ",") and any(
            x.i < j and x.end >= j - 1 for x in s.triggers
        )
        is_between = doc[j].tag_ in ("RB", "RBR", "HYPH") or word in BEFORE_PARTICIPLE
        if not is_between and not conjoined:
            return False
    return False
