"""Which people does a word of harm strike?  Triggers joined to groups by their frames.

Neighbouring words are trusted first where a count stands beside its verb, then the tree, then the
nearest noun phrase; coordinated and included groups follow the group that they hang on.
"""

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from dateline.claims.breakdowns import whole_named
from dateline.claims.clauses import Harmed, Sentence
from dateline.claims.factuality import is_hypothetical
from dateline.claims.fates import FATES
from dateline.claims.inclusion import add_included
from dateline.claims.inversions import inverted_victims
from dateline.claims.lists import coordinated_groups
from dateline.claims.neighbours import left_group, subject_victims
from dateline.claims.nouns import NOUNS, left_behind
from dateline.claims.people import Group
from dateline.claims.verbs import after_verb, leading_group, struck, untold_victim
from dateline.claims.wounds import WOUNDS
from dateline.lexicon import Trigger, words

LINKING = words("went gone are is were was still reported declared")
APPOSED = (("named", "definite"), ("singular", "named"), ("definite", "named"))


def read_sentence(sentence: Sentence) -> list[Harmed]:
    """Groups of people struck by harm in a sentence."""
    doc, start = sentence.doc, sentence.start
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
    dying = {h.group.start for h in found if h.harm == "killed"}  # "five of the wounded men died"
    fatal = {id(h) for h in found if _dies_of_it(doc, h, found)}
    kept = [
        h
        for h in found
        if id(h) not in fatal
        and not (h.harm in ("wounded", "missing") and h.group.head in dead)
        and not (h.harm == "captured" and h.route == "modifier" and h.group.head in killed)
        and not (h.harm == "wounded" and h.route == "modifier" and h.group.start in dying)
        and not any(_names_again(doc, other, h) for other in found)
    ]
    wholes = [whole_named(doc, h) for h in kept]
    told = [h for pair in zip(wholes, kept, strict=True) for h in pair if h]
    for whole, h in zip(wholes, kept, strict=True):
        whole = whole or (found[h.parent] if h.parent is not None else None)
        h.parent = told.index(whole) if whole in told else None
    return told


def _dies_of_it(doc: Doc, h: Harmed, found: list[Harmed]) -> bool:
    """Whether one who was hit is dead by the end ("struck a man in the head, killing him")."""
    one = h.group
    return (
        h.harm == "wounded"
        and one.kind in ("singular", "named")
        and any(
            other.harm == "killed"
            and other.group.kind == "pronoun"
            and other.trigger.end == other.group.start > one.end
            and doc[other.trigger.i].tag_ == "VBG"
            and doc[other.group.head].lower_ in ("him", "her")
            for other in found
        )
    )


def _names_again(doc: Doc, a: Harmed, b: Harmed) -> bool:
    """Whether a group is an apposition to another ("Ana Ruiz, the judge")."""
    kinds = (a.group.kind, b.group.kind)
    is_next = a.harm == b.harm and a.group.end + 1 == b.group.start
    is_next = is_next and doc[a.group.end].text == ","
    is_told = kinds == ("named", "singular") and doc[b.group.head].dep_ == "appos"
    is_told &= doc[b.group.head].head.i == a.group.head  # "Haddad, a local police chief, was"
    return is_next and (is_told or kinds in APPOSED)


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
        if following and trigger.harm == "killed" and doc[following.i].lower_ == "shot":
            return "killed"  # "burned to death or shot"
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
        joined &= len({a.harm, b.harm, c.harm}) >= 2
        if joined and not s.group_from(a.end) and not s.group_from(b.end):
            return True
    return False


def _no_group_left(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether no victims of its own stand before a trigger and its auxiliaries."""
    if trigger.i in sentence.covering:  # "received 14 bodies and treated 60 people"
        return False
    counted = left_group(sentence, trigger.i, counted=True)
    return counted is None and not left_behind(sentence, trigger)


def _victims(sentence: Sentence, trigger: Trigger) -> Iterator[tuple[Group, str]]:
    """Groups that a trigger strikes, with the route by which they were found."""
    finder = _FRAMES.get(trigger.frame, struck)
    for group, route in finder(sentence, trigger):
        if sentence.doc[group.head].lower_ == "those" and group.end == trigger.i:
            route = "part"
        yield group, route
        yield from coordinated_groups(sentence, group, trigger, route)


# Whose victims stand elsewhere than those of a verb like kill.
_FRAMES = (
    {
        "subject": lambda s, t: (
            inverted_victims(s, t)
            or subject_victims(s, t)
            or after_verb(s, t)
            or leading_group(s, t)
            or untold_victim(s, t)
        ),
        "reflexive": subject_victims,
    }
    | NOUNS
    | WOUNDS
    | FATES
)
