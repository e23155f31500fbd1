"""Whom do "they" and "the others" mean?  Pronouns for people counted before."""

from dataclasses import replace
from itertools import pairwise

from spacy.tokens import Doc, Token

from dateline.claims.clauses import REST, Harmed
from dateline.claims.likeness import Figure
from dateline.claims.parties import killer
from dateline.claims.people import PERPETRATORS, Group, names_people, people
from dateline.lexicon import words

THEN = words("then later subsequently afterwards")
PLURAL = words("they them their both neither none")
OTHER_SEX = dict.fromkeys(
    ("he", "him", "his"), words("woman girl wife mother daughter sister niece aunt grandmother")
) | dict.fromkeys(
    ("she", "her"), words("man boy husband father son brother nephew uncle grandfather")
)
_NEAR = 60  # tokens that a pronoun reaches back to a count


def find_antecedent(
    doc: Doc, harmed: Harmed, figures: list[Figure], groups: list[Group], is_note: bool
) -> bool:
    """Whether a pronoun means people not yet counted for its harm; their number is then set."""
    group, word = harmed.group, doc[harmed.group.head].lower_
    if word in REST or doc[group.head].pos_ == "VERB" and not is_note:
        return False
    if word == "both" and doc[group.end : group.end + 1].text == "of":  # "both of his feet"
        return False
    start, others = doc[group.start].idx, OTHER_SEX.get(word, ())
    earlier = [f for f in figures if f.row["start_char"] < start and f.head not in others]
    if group.start > harmed.trigger.i:  # "before shooting him" is not the one who shoots
        earlier = [f for f in earlier if f.group.kind != "reflexive"]
    is_plural = word in PLURAL
    attackers = _attackers_before(doc, harmed, groups) if is_note and is_plural else None
    if attackers:
        harmed.group = replace(group, size=attackers.figure)
        return True
    fitting = [f for f in earlier if (f.group.figure > 1) == is_plural]
    if any(f.row["harm"] in (harmed.harm, "killed", "casualties") for f in fitting):
        return is_note and not is_plural and _is_attacker_struck_back(doc, harmed, fitting)
    if earlier and earlier[-1].row["harm"] == "killed" and harmed.harm != "killed":
        return False
    joined = [f for f in earlier if f.row["_i"] == earlier[-1].row["_i"]]
    if not fitting and is_plural and len(joined) > 1:  # "a man and his son were held; their bodies"
        harmed.group = replace(group, size=sum(f.group.figure for f in joined))
        return joined[0].row["harm"] not in (harmed.harm, "killed")
    if not fitting and word == "both" and is_note and _names_person(doc, group.start):
        harmed.group = replace(group, size=2)  # "a driver and a cook were shot at; both were hurt"
        return True
    if not fitting and is_plural:
        return _counted_before(doc, harmed, groups, is_note)
    if fitting:
        harmed.group = replace(group, size=fitting[-1].group.figure)
        return True
    return (not earlier or is_note) and _names_person(doc, group.start)


def _attackers_before(doc: Doc, harmed: Harmed, groups: list[Group]) -> Group | None:
    """The counted who did harm "before both were killed by guards", or "before being shot"."""
    verb = doc[harmed.trigger.i]
    is_last = any(c.lower_ in ("before", "until") for c in verb.children)
    first = doc[harmed.group.start].sent.start
    doers = (g for g in groups if first <= g.start < harmed.group.start and g.figure > 1)
    return next((g for g in doers if is_last and doc[g.head].dep_ == "nsubj"), None)


def _is_attacker_struck_back(doc: Doc, harmed: Harmed, dead: list[Figure]) -> bool:
    """Whether "he was then shot by guards" goes on about who killed, not about the killed."""
    i = harmed.group.head
    told = doc[i + 1 : min(i + 9, len(doc))]
    by = next((t.i for t in told if t.lower_ == "by"), len(doc))
    is_force = any(people().get(t.lower_) in ("police", "combatant") for t in doc[by : by + 4])
    is_next = is_force or any(t.lower_ in THEN for t in told)
    return is_next and i < harmed.trigger.i and all(f.row["_route"] == "right" for f in dead)


def _counted_before(doc: Doc, harmed: Harmed, groups: list[Group], is_note: bool) -> bool:
    """Whether counted people stand before "they"; their number is set.

    In an article they are the last people named in the sentence, not those who do the harm:
    "a shell fell into a room where four girls were, killing them".
    """
    start, number_of = harmed.group.start, doc.user_data["sentence_of"]
    fitting = [
        g
        for g in groups
        if start - _NEAR < g.start < start and g.figure > 1 and names_people(doc[g.head].lower_)
    ]
    if named := _names_joined(doc, harmed):
        harmed.group = replace(harmed.group, size=named)
        return True
    if is_note and start > harmed.trigger.i:
        fitting = [g for g in fitting if doc[g.head].lower_ not in PERPETRATORS]
    if fitting and not is_note:
        last, by = fitting[-1], killer(doc, harmed.trigger.i, doc[start].sent.start)
        is_there = doc[harmed.trigger.i].head.lemma_ == "be"  # "where four girls were, killing"
        does_harm = not is_there and by is not None and by.start <= last.head < by.end
        others = any(names_people(t.lower_) for t in doc[last.end : start])
        if does_harm or others or number_of[last.start] != number_of[start]:
            return False
    if fitting:
        harmed.group = replace(harmed.group, size=fitting[-1].figure)
    return bool(fitting)


def _names_joined(doc: Doc, harmed: Harmed) -> int:
    """How many names are joined just before "them" ("took Rao and Das outside and shot them")."""
    first = min(harmed.trigger.i, harmed.group.start)
    if doc[harmed.group.head].lower_ not in ("them", "both"):
        return 0
    names = [e for e in doc[doc[first].sent.start : first].ents if e.label_ == "PERSON"]
    joined = [b for a, b in pairwise(names) if doc[a.end : b.start].text in ("and", ",", ", and")]
    return len(joined) + 1 if joined and joined[-1] == names[-1] else 0


def _names_person(doc: Doc, before: int) -> bool:
    """Whether a person, or "a, an, the, one" with a noun for people, stands shortly before."""
    return any(
        token.ent_type_ == "PERSON"
        or token.lower_ in ("a", "an")
        and any(t.ent_type_ == "NORP" for t in doc[token.i + 1 : token.i + 4])
        or token.lower_ in ("a", "an", "the", "one", "1")
        and any(_is_one(t) for t in doc[token.i + 1 : token.i + 6])
        for token in doc[max(0, before - 40) : before]
    )


def _is_one(token: Token) -> bool:
    """Whether a word is a noun for one person."""
    return names_people(token.lower_) and token.tag_ in ("NN", "NNP")
