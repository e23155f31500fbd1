"""Which people does a word of harm strike?  Triggers joined to groups by their frames.

Neighbouring words are trusted first where a count stands beside its verb, then the tree, then the
nearest noun phrase; coordinated and included groups follow the group that they hang on.
"""

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from dateline.claims.clauses import Harmed, Sentence, is_passive
from dateline.claims.fates import crossing, destroy, fallen, fleeing, hold, keep, lose, passive_only
from dateline.claims.inclusion import add_included
from dateline.claims.lists import coordinated_groups
from dateline.claims.neighbours import left_group, right_group, subject_victims
from dateline.claims.nouns import (
    adjective_victims,
    after_of,
    bearing_wounds,
    bodies,
    counted_nouns,
    cut_throats,
    in_hospital,
    inflicted_on,
    inverted_victims,
    left_behind,
    limb_owners,
    lives_lost,
    lives_taken,
    refugees,
    self_killed,
    toll_victims,
)
from dateline.claims.omissions import is_hypothetical
from dateline.claims.openers import elliptic_subject, leading_group, opens_object, reduced_subject
from dateline.claims.people import ARTICLES, NOMINAL, POSSESSIVES, Group, names_people, people
from dateline.claims.victims import noun_run
from dateline.lexicon import Trigger, listed, words

CARRYING = listed("carrying patients")
EXCEPT, EXCEPT_FOR = {"but", "except", "besides"}, {("other", "than"), ("apart", "from")}
LINKING = words("went gone are is were was still reported declared")
DETERMINERS = ARTICLES | POSSESSIVES | {"the", "each", "this", "that"}
APPOSED = (("named", "definite"), ("singular", "named"), ("definite", "named"))


def read_sentence(doc: Doc, start: int, end: int, groups: list[Group]) -> list[Harmed]:
    """Groups of people struck by harm between two tokens."""
    sentence = Sentence(doc, start, end, groups)
    for trigger in sentence.triggers:
        harm = _joint_harm(sentence, trigger)
        if harm is not None:
            for group, route in _victims(sentence, trigger):
                sentence.add(group, trigger, harm, route)
            last = sentence.found[-1] if sentence.found else None
            if last and last.trigger is trigger and is_hypothetical(doc, last, start):
                # who was about to blow himself up may have been shot
                sentence.used.discard((last.group.head, harm))
    add_included(sentence)
    return _told_once(doc, sentence.found)


def _told_once(doc: Doc, found: list[Harmed]) -> list[Harmed]:
    """Victims once: who was hit or missing and died is dead; "a judge, Ana Ruiz" is one."""
    killed = {h.group.head for h in found if h.harm == "killed"}  # "six kidnapped men were shot"
    dead = {h.group.head for h in found if h.harm == "killed" and not h.group.quantity}
    kept = [
        h
        for h in found
        if not (h.harm in ("wounded", "missing") and h.group.head in dead)
        and not (h.harm == "captured" and h.route == "modifier" and h.group.head in killed)
        and not any(_names_again(doc, other, h) for other in found)
    ]
    for h in kept:
        whole = found[h.parent] if h.parent is not None else None
        h.parent = kept.index(whole) if whole in kept else None
    return kept


def _names_again(doc: Doc, a: Harmed, b: Harmed) -> bool:
    """Whether a group is an apposition to another ("Ana Ruiz, the judge")."""
    kinds = (a.group.kind, b.group.kind)
    is_next = a.harm == b.harm and a.group.end + 1 == b.group.start
    return is_next and doc[a.group.end].text == "," and kinds in APPOSED


def _joint_harm(sentence: Sentence, trigger: Trigger) -> str | None:
    """Harm of a trigger; casualties for "killed and wounded"; ``None`` when it only leads on."""
    doc = sentence.doc
    before = [doc[j].lower_ for j in range(max(sentence.start, trigger.i - 3), trigger.i)]
    after = [doc[j].lower_ for j in range(trigger.end, min(sentence.end, trigger.end + 3))]
    if _is_chain(sentence, trigger):
        is_first = not any(0 <= trigger.i - t.end <= 2 for t in sentence.triggers)
        return "casualties" if is_first else None
    if after[:1] in (["and"], ["or"], ["and/or"], ["/"]):
        skip = 2 if after[1:2] and _is_linking(doc[trigger.end + 1]) else 1
        following = sentence.at_trigger.get(trigger.end + skip)
        if following and trigger.is_weak:
            return None
        if following and _can_join(trigger, following):
            has_own = sentence.group_from(following.end) and doc[following.i - 1].lower_ != "or"
            is_word = trigger.i + 1 == trigger.end
            is_joint = not has_own or (is_word and _no_group_left(sentence, trigger))
            return "casualties" if is_joint else trigger.harm
    joiner = trigger.i - 2 if before and _is_linking(doc[trigger.i - 1]) else trigger.i - 1
    if joiner > sentence.start and doc[joiner].lower_ in ("and", "or", "and/or"):
        previous = next((t for t in sentence.triggers if t.end == joiner), None)
        # "took one life and injured two" has a count for each
        is_word = previous and previous.i + 1 == previous.end
        if previous and is_word and _can_join(previous, trigger) and not previous.is_weak:
            if _no_group_left(sentence, previous):
                return "casualties"
            return trigger.harm if sentence.group_from(trigger.end) else None
    return trigger.harm


def _is_linking(word: Token) -> bool:
    """Whether a word only leads to the second of two harms ("killed or went missing")."""
    return word.tag_ == "RB" or word.lower_ in LINKING


def _can_join(a: Trigger, b: Trigger) -> bool:
    """Whether two words can share one count ("killed and wounded", not "was hurt and died")."""
    return {a.harm, b.harm} == {"killed", "wounded"} and "subject" not in (a.frame, b.frame)


def _is_chain(s: Sentence, t: Trigger) -> bool:
    """Whether three harms share one count ("killed, injured or captured")."""
    k = s.triggers.index(t)
    near = s.triggers[max(0, k - 2) : k + 3]
    for a, b, c in zip(near, near[1:], near[2:], strict=False):
        between = [s.doc[j].lower_ for j in (*range(a.end, b.i), *range(b.end, c.i))]
        joined = 2 <= len(between) <= 3 and all(w in (",", "and", "or", "/") for w in between)
        joined &= t in (a, b, c) and len({a.harm, b.harm, c.harm}) >= 2
        if joined and not s.group_from(a.end) and not s.group_from(b.end):
            return True
    return False


def _no_group_left(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether no victims of its own stand before a trigger and its auxiliaries."""
    counted = left_group(sentence, trigger.i, counted=True)
    return counted is None and not left_behind(sentence, trigger)


def _victims(sentence: Sentence, trigger: Trigger) -> Iterator[tuple[Group, str]]:
    """Groups that a trigger strikes, with the route by which they were found."""
    finder = _FRAMES.get(trigger.frame, _struck)
    for found, route in finder(sentence, trigger):
        group = _excepted(sentence, found) if found.kind == "zero" else found
        if sentence.doc[group.head].lower_ == "those" and group.end == trigger.i:
            route = "part"
        yield group, route
        yield from coordinated_groups(sentence, group, trigger, route)


def _excepted(s: Sentence, nobody: Group) -> Group:
    """The attacker in "no one but the attacker died"; else nobody."""
    pair = [t.lower_ for t in s.doc[nobody.end : min(nobody.end + 2, s.end)]]
    is_person = s.doc[nobody.head].lower_ in ("one", "nobody", "none")  # "no deaths but three hurt"
    length = int(is_person and pair[0] in EXCEPT) or 2 * (tuple(pair) in EXCEPT_FOR)
    j = nobody.end + length  # "killed nobody but injured three" goes on with a verb
    return nobody if not length or j in s.at_trigger else s.group_from(j) or nobody


def _struck(s: Sentence, t: Trigger) -> list[tuple[Group, str]]:
    """Victims of a verb like kill: its object, or its subject when it is passive."""
    doc = s.doc
    following = [w.lower_ for w in doc[t.end : min(t.end + 2, s.end)]]
    is_of = following[:1] == ["of"] or following == [",", "of"]
    if is_of and doc[t.i].tag_ in ("NN", "VBG", "NNS"):
        return after_of(s, t)
    inside = s.covering.get(t.i)
    if inside and inside.quantity and inside.quantity.kind != "zero":
        if inside.head != t.i:
            return [(inside, "modifier")]
        is_part = inside.figure > 1 and doc[t.i - 1].lower_ == "the" and doc[t.i - 2].lower_ == "of"
        if is_part and not any(t.i < x.i <= t.i + 8 for x in s.triggers):  # "50 of the wounded"
            return [(inside, "part")]
    attributive = [] if _tells_who(s, t) else _attributive(s, t)
    if attributive is not None:
        return attributive
    if inverted := inverted_victims(s, t):
        return inverted
    passive = is_passive(s, t)
    if not passive and not opens_object(s, t):
        if counted := reduced_subject(s, t):
            return [(counted, "left")]
        if elliptic := elliptic_subject(s, t):
            return [(elliptic, "near")]
        if left := left_behind(s, t):
            return left
    if not passive and (right := right_group(s, t)):
        return [(right, "right")]
    return subject_victims(s, t, passive) or leading_group(s, t, passive)


def _tells_who(s: Sentence, t: Trigger) -> bool:
    """Whether a participle only tells who they were ("two of the men kidnapped had been shot")."""
    group = s.ending.get(t.i)
    opens = s.doc[group.number + 1 : group.number + 3].text.lower() if group else ""
    following = next((x for x in s.triggers if t.end < x.i <= t.i + 8), None)
    if following is None or opens not in ("of the", "of those", "of these"):
        return False
    between = s.doc[t.end : following.i]
    return not any(w.tag_ == "CC" or w.dep_ == "mark" or w.i in s.opening for w in between)


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


def _shot_down(s: Sentence, t: Trigger) -> list[tuple[Group, str]]:
    """People shot down; "one had been shot down" may be an aircraft."""
    return [(g, route) for g, route in _struck(s, t) if not g.quantity or g.head > g.number]


def _seize(s: Sentence, t: Trigger) -> list[tuple[Group, str]]:
    """People who were seized; what else is seized has no noun for people."""
    return [(g, r) for g, r in _struck(s, t) if _is_of_people(s, g, t)]


def _is_of_people(s: Sentence, group: Group, t: Trigger) -> bool:
    """Whether a group is one of people; a bare count must be the subject of a passive."""
    if group.is_bare:
        return is_passive(s, t) and group.end <= t.i
    if group.start > t.end + 1:
        return False  # "taking away others, two officers said"
    head = s.doc[group.head]
    is_named = group.kind == "named" and head.ent_type_ == "PERSON" and head.ent_iob_ == "I"
    return group.kind not in ("pronoun", "plural") and (is_named or names_people(head.lower_))


def _routed(s: Sentence, t: Trigger) -> list[tuple[Group, str]]:
    """People put to flight; a force that is routed is not displaced."""
    return [(g, r) for g, r in _struck(s, t) if people().get(s.doc[g.head].lower_) != "combatant"]


# Whose victims stand elsewhere than those of a verb like kill.
_FRAMES = {
    "destroy": destroy,
    "among": inverted_victims,
    "earlier": lambda s, t: [(g, "older") for g, _ in toll_victims(s, t)],
    "subject": subject_victims,
    "flee": fleeing,
    "cross": crossing,
    "fallen": fallen,
    "seize": _seize,
    "routed": _routed,
    "down": _shot_down,
    "reflexive": subject_victims,
    "passive": passive_only,
    "of": counted_nouns,
    "event": after_of,
    "count_noun": counted_nouns,
    "adjective": adjective_victims,
    "toll": toll_victims,
    "lives": lives_taken,
    "life_noun": lives_lost,
    "body": bodies,
    "lose": lose,
    "state": in_hospital,
    "hold": hold,
    "keep": keep,
    "refugee": refugees,
    "bearing": bearing_wounds,
    "limb": limb_owners,
    "throat": cut_throats,
    "inflict": inflicted_on,
    "suicide": self_killed,
    "survivors": lambda s, t: [(Group(t.i - 1, t.i, t.i - 1, "pronoun"), "left")],
}
