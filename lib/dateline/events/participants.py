"""Who did it to whom?  The actors and recipients of a trigger, from parse and mentions."""

from collections.abc import Iterator

from spacy.tokens import Token

from dateline.dates.tense import clause_root
from dateline.events.actor_index import INSIDE, ActorIndex, is_prefixed, under
from dateline.events.doers import PASSIVE, arguments, is_passive, raised_subject, subject
from dateline.events.triggers import SERIES, Trigger
from dateline.lexicon import listed
from dateline.names import roles

OBJECTS = ("dobj", "dative")


def participants(token: Token, trigger: Trigger, index: ActorIndex) -> tuple[list[str], list[str]]:
    """Actors and recipients of a trigger, each in the order of the text."""
    if trigger.frame.startswith("nominal"):
        actors, recipients = _of_noun(token, trigger, index)
    elif token.dep_ == "amod":
        actors, recipients = _of_participle(token, index)
    else:
        actors = _doers(subject(token), index)
        is_object = "object" in trigger.recipient  # not "attacks were carried out"
        recipients = index.of(_patient(token)) if is_object else []
        recipients = recipients or _recipients(token, trigger, index)
    if "symmetric" in trigger.frame and len(actors) > 1 and not recipients:
        actors, recipients = actors[:1], actors[1:]
    return actors, [r for r in recipients if r not in actors]


def _doers(doer: Token | None, index: ActorIndex) -> list[str]:
    """Who does it: the subject, or whoever owns or carries out what the subject names."""
    if doer is None or doer.lemma_.lower() not in listed("instrument"):
        return index.of(doer, inside=False)
    return index.owner(doer) or [a for c in under(doer, ("by",)) for a in index.of(c)]


def _of_participle(verb: Token, index: ActorIndex) -> tuple[list[str], list[str]]:
    """Russian-brokered deal · U.N.-backed government: who stands before the hyphen did it."""
    noun = verb.head
    while noun.dep_ == "compound":
        noun = noun.head  # "the X-backed president Y"
    whole = index.roots.get(noun.i)
    actors = [index.at(c) for c in verb.children]
    return [a for a in actors if a and a != whole], [whole] if whole else []


def _patient(verb: Token) -> Token | None:
    """Who a passive verb is done to."""
    if not is_passive(verb):
        return None
    own = next((c for c in arguments(verb) if c.dep_ in (*PASSIVE, "nsubj")), None)
    if own is None and verb.dep_ == "xcomp":
        return raised_subject(verb)
    if own is not None or verb.dep_ not in ("acl", "relcl", "conj"):
        return own
    return verb.head if verb.dep_ == "acl" else _patient(verb.head)


def _recipients(verb: Token, trigger: Trigger, index: ActorIndex) -> list[str]:
    """Who is acted upon, in the places that the frame names, in their order."""
    for slot, heads in patients(verb, trigger):
        if slot == "for":  # what is called for is seldom who is called on
            heads = [head for head in heads if head.i in index.roots]
        if found := [a for head in heads for a in index.of(head)]:
            return list(dict.fromkeys(found))
    if trigger.frame == "territory":  # "a village held by rebels"
        below = (t for c in verb.children if c.dep_ == "dobj" for t in c.subtree)
        return list(dict.fromkeys(a for t in below if t.head.dep_ == "agent" for a in index.of(t)))
    clause = next((c for c in verb.children if c.dep_ == "ccomp"), None)
    if trigger.frame in ("request", "targeted") and clause is not None:
        return index.of(subject(clause), inside=False)
    return []


def patients(verb: Token, trigger: Trigger) -> Iterator[tuple[str, list[Token]]]:
    """Nouns for those acted upon, one list for each place that the frame names."""
    if {"with", "against"} <= set(trigger.recipient):  # "fought with X against Y"
        allies = (c for prep in _prepositions(verb, "with") for c in prep.children)
        against = [c for prep in _prepositions(verb, "against") for c in prep.children]
        if against := against or [c for ally in allies for c in under(ally, ("against",))]:
            yield "against", against
            return
    for slot in trigger.recipient:
        if slot == "object":
            shared = [c for c in verb.children if c.dep_ == "conj" and c.i == verb.i + 2]
            heads = [c for v in (verb, *shared) for c in v.children if c.dep_ in OBJECTS]
            yield slot, heads + ([verb.head] if verb.dep_ == "amod" else [])
            continue
        preps = _prepositions(verb, slot)
        yield slot, [c for prep in preps for c in prep.children if c.dep_ in ("pobj", "pcomp")]


def is_other_named(verb: Token, trigger: Trigger, *, only_pronouns: bool) -> bool:
    """Whether the text names someone acted upon, be he an actor or not: "armed the gangs"."""
    heads = [h for _, found in patients(verb, trigger) for h in found] + [_patient(verb)]
    named = [h for h in heads if h is not None]
    is_pronoun = any(h.tag_ == "PRP" and h.lower_ != "it" for h in named)
    return is_pronoun or (not only_pronouns and any(map(_is_somebody, named)))


def _is_somebody(noun: Token) -> bool:
    """Whether a noun means people or a body of them."""
    word = noun.lemma_.lower()
    kinds = ("party noun", "citizen noun", "friend or foe", "group noun")
    return word in roles() or any(word in listed(kind) for kind in kinds)


def is_each_other(noun: Token) -> bool:
    """Each other · one another · "both sides blame the other"."""
    words_in = {noun.lower_, *(c.lower_ for c in noun.children)}
    return noun.dep_ in OBJECTS and (noun.lower_ == "other" or {"one", "another"} <= words_in)


def is_both(noun: Token | None) -> bool:
    """Whether a noun stands for the two parties of the story: "both sides", "warring parties"."""
    is_party = noun is not None and noun.lemma_.lower() in listed("party noun")
    return is_party and any(c.lower_ in ("both", "warring") for c in noun.children)


def _prepositions(verb: Token, word: str) -> list[Token]:
    """Prepositions on a verb or on its object: "meet with X", "impose sanctions on X"."""
    near = [c for c in verb.children if c.lower_ == word]
    objects = [c for c in verb.children if c.dep_ == "dobj"]
    # "a series of attacks on Y" · "met on Tuesday with X", where "with" hangs on the day
    objects += [noun for c in objects if c.lemma_ in SERIES for noun in under(c, ("of",))]
    below = (day for prep in verb.children if prep.dep_ == "prep" for day in prep.children)
    objects += [day for day in below if day.ent_type_ in ("DATE", "TIME")]
    return near + [g for c in objects for g in c.children if g.lower_ == word]


def _of_noun(noun: Token, trigger: Trigger, index: ActorIndex) -> tuple[list[str], list[str]]:
    """X's attack on Y · the fighting between X and Y · X-brokered."""
    actors, recipients = list[str](), list[str]()
    for child in noun.children:
        if child.pos_ == "VERB" or is_prefixed(child) or child.tag_ == "PRP$":
            continue  # "Russian-brokered" is a trigger of its own; "its war" may be anybody's
        if child.dep_ == "poss" and trigger.frame == "nominal-passive":
            recipients += index.of(child)  # "the minister's assassination"
        elif child.dep_ in INSIDE and (child.i in index.by_token or child.dep_ == "amod"):
            actors += index.of(child)
        elif child.lower_ == "by":
            actors += [a for c in child.children for a in index.of(c)]
    actors = list(dict.fromkeys(actors))
    is_raging = trigger.frame == "nominal-symmetric" and noun.dep_ == "nsubj"
    heads = (noun, noun.head) if is_raging else (noun,)  # "fighting raged between X and Y"
    recipients += [a for head in heads for c in under(head, trigger.recipient) for a in index.of(c)]
    if not actors and trigger.frame == "nominal-symmetric":
        other = _engaged(noun, index) if len(set(recipients)) == 1 else []
        return (other, recipients) if other else (recipients, [])
    return actors, recipients


def _engaged(noun: Token, index: ActorIndex) -> list[str]:
    """Who is in a battle with another: "the army, engaged in a battle with rebels"."""
    verb = clause_root(noun)
    is_inside = noun.dep_ in ("pobj", "dobj") and verb.pos_ == "VERB"
    is_own = any(c.tag_ == "PRP$" for c in noun.children)  # "backing X in its war with Y"
    if not is_inside or is_own or not any(c.lower_ in ("with", "against") for c in noun.children):
        return []
    return index.of(_patient(verb) or subject(verb), inside=False)
