"""Who does what a verb says?  Its subject, at the verb or above it, and whom a passive hits."""

from spacy.tokens import Token

from dateline.dates.tense import FINITE
from dateline.lexicon import listed
from dateline.names import SPEECH, roles

SUBJECTS = ("nsubj", "csubj")
PASSIVE = ("nsubjpass", "csubjpass")
CIRCUMSTANCES = {"amid", "during", "despite"}
ASKED = {"on", "upon", "to"}  # "called on them to leave", "appealed to them to stop"
SEEING = {"see", "find", "leave", "get", "have", "watch"}  # "saw two soldiers killed"
ARGUMENTS_KEY, OBJECTS_KEY = "arguments_of_verbs", "verbs_with_objects"
ARGUMENTS = {*SUBJECTS, *PASSIVE, "auxpass", "agent", "aux"}
LONGEST_SERIES = 8  # verbs joined by "and" that are followed back to the first: time stays linear
REPORTING = {"report", "describe", "mention"}
BLAMING = {"accuse", "blame", "condemn", "suspect", "charge", "criticize", "criticise", "convict"}


def subject(verb: Token, depth: int = 0) -> Token | None:
    """Who does what a verb says, found above when the verb has no subject of its own."""
    if is_passive(verb):
        return agent(verb)
    own = [c for c in arguments(verb) if c.dep_ in SUBJECTS]
    own = next((c for c in reversed(own) if c.i < verb.i), own[0] if own else None)
    head = verb.head
    if own is not None:  # in "stand-offs with crowds killing two" the crowds may be the victims
        is_doubtful = verb.dep_ == "pcomp" and verb.tag_ == "VBG" and head.head.pos_ == "NOUN"
        return None if is_doubtful else own
    if head == verb or depth > 5 or _is_noun_in_series(verb):
        return None
    continued = continues(verb)
    if continued is not None:
        return subject(continued, depth + 1)
    if _is_told_of(verb):
        before = verb.nbor(-1) if verb.i else verb
        return before if before.pos_ in ("NOUN", "PROPN", "PRON") else None
    if verb.dep_ in ("acl", "relcl"):
        return _subject_of_noun_clause(verb, depth)
    told = _told_beside(verb)
    if told is not None:
        return subject(told, depth + 1)
    before = verb.nbor(-1) if verb.i else verb
    if verb.dep_ == "advcl" and verb.tag_ == "VBG" and before.lemma_.lower() in roles():
        return before  # "fired on demonstrators marching through the town"
    controller = _object_above(verb)
    if controller is not None:
        return controller
    is_blamed = verb.dep_ == "pcomp" and head.head.lemma_ in BLAMING
    if is_blamed or (verb.dep_ == "pcomp" and head.lower_ in CIRCUMSTANCES):
        return None  # "was shelled amid fighting on its edge"
    while head.pos_ in ("ADP", "ADJ", "SCONJ") and head.head != head:
        head = head.head
    if head.pos_ in ("VERB", "AUX"):
        passive_subject = next((c for c in arguments(head) if c.dep_ in PASSIVE), None)
        if passive_subject is not None:
            return passive_subject
        return subject(head, depth + 1)
    return head if head.pos_ in ("NOUN", "PROPN", "PRON") and verb.tag_ == "VBG" else None


def _told_beside(verb: Token) -> Token | None:
    """The verb of what is said, whose subject a clause shares, not that of who says it.

    "The strike hit X, the ministry said, killing Y" · "Facing rebels, analysts say it turns away"
    """
    cue = verb.head
    if verb.dep_ != "advcl" or verb.lemma_ in SPEECH or cue.lemma_ not in SPEECH:
        return None
    for told in (c for c in cue.children if c.dep_ == "ccomp"):
        if told.i < min(verb.i, cue.i):
            return told
        if verb.i < cue.i < told.i and any(c.lower_ in ("it", "they") for c in told.lefts):
            return told
    return None


def _is_told_of(verb: Token) -> bool:
    """Whether another speaks of what a verb says, its own subject missed by the parser."""
    told_by = verb.head.lemma_
    is_noun = verb.dep_ == "xcomp" and verb.tag_ == "VBG" and told_by in REPORTING
    return is_noun or (verb.dep_ == "ccomp" and _is_finite(verb) and told_by in SPEECH)


def _object_above(verb: Token) -> Token | None:
    """The object that does it: "accused X of killing", "shot X for refusing", "told X to go"."""
    above = verb.head
    if verb.dep_ == "pcomp" and (above.head.lemma_ in BLAMING or above.lower_ == "for"):
        return next((c for c in above.head.children if c.dep_ in ("dobj", "nsubjpass")), None)
    if verb.dep_ == "xcomp" and above.lemma_ in listed("verb that makes act"):
        asked = [g for c in above.children if c.lower_ in ASKED for g in c.children]
        objects = [c for c in (*above.children, *asked) if c.dep_ in ("dobj", "pobj")]
        return next(iter(objects), None)
    return None


def _is_noun_in_series(verb: Token) -> bool:
    """Whether a participle beside a finite verb is a noun: "told of strikes and shelling"."""
    is_pair = verb.dep_ == "conj" and verb.head.pos_ in ("VERB", "AUX")
    is_bare = not any(c.dep_ in ("aux", "auxpass", "dobj") for c in verb.children)
    return is_pair and is_bare and verb.tag_ == "VBG" and verb.head.tag_ not in ("VBG", "VBN")


def continues(verb: Token) -> Token | None:
    """The verb above that a verb goes on from, where the parser hangs it on what stands between.

    "The army said …, and blamed rebels" and "Redland urged them to leave and accused rebels".
    """
    first, above = verb.head, verb.head.head
    is_lower = verb.dep_ == "conj" and first.dep_ in ("ccomp", "xcomp", "advcl")
    if not is_lower or above.i > first.i or verb.tag_ != above.tag_ or first.tag_ == verb.tag_:
        return None
    if first.tag_ == "VB" and verb.tag_ in FINITE:
        return above
    is_said = verb.lemma_ in BLAMING | {"deny", "reject", "call", "urge", "demand", "appeal"}
    return above if is_said and above.lemma_ in SPEECH and first.dep_ == "ccomp" else None


def _is_finite(verb: Token) -> bool:
    """Whether a verb stands in a clause with a subject of its own, though none was found."""
    helpers = [c for c in arguments(verb) if c.dep_ == "aux"]
    is_bare = verb.tag_ == "VB" and not helpers  # "said the two 'continue to …'"
    return verb.tag_ in FINITE or is_bare or any(c.tag_ in FINITE for c in helpers)


def raised_subject(verb: Token) -> Token | None:
    """Whom a passive infinitive is done to: "he appears to have been shot"."""
    while verb.dep_ == "xcomp":
        verb = verb.head
        found = next((c for c in verb.children if c.dep_ in (*SUBJECTS, *PASSIVE)), None)
        if found is not None:
            return found
    return None


def _subject_of_noun_clause(verb: Token, depth: int) -> Token | None:
    """lawmakers supporting X · an attempt by X to force Y · officials saying."""
    noun = verb.head
    if verb.tag_ in ("VBG", *FINITE):
        return noun
    if noun.dep_ == "pobj" and noun.head.lower_ in CIRCUMSTANCES:
        return None  # "killed two during an operation to free them"
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ in ("by", "of", "from"):
            return next((c for c in child.children if c.dep_ == "pobj"), None)
        if child.dep_ == "poss":
            return child
    above = next((a for a in noun.ancestors if a.pos_ in ("VERB", "AUX")), None)
    return subject(above, depth + 1) if above is not None and depth < 4 else None


def is_passive(verb: Token) -> bool:
    """Whether a verb is passive, with or without "be": "was shelled", "forces backed by X"."""
    if continues(verb) is not None:
        return any(c.dep_ == "auxpass" for c in arguments(verb))
    if verb.tag_ in ("VBD", "VBN") and (verb.dep_ == "acl" or _lacks_object(verb)):
        return True  # "two men hit during a fight"
    for _ in range(LONGEST_SERIES):
        below = {c.dep_ for c in arguments(verb)}
        if below & {*PASSIVE, "auxpass", "agent"}:
            return True
        if verb.tag_ == "VBN" and "aux" not in below and verb.head.lemma_ in SEEING:
            return verb.dep_ == "ccomp"
        is_past = verb.tag_ == "VBD" and not any(c.dep_ == "dobj" for c in verb.children)
        is_participle = verb.tag_ == "VBN" or (is_past and verb.lower_.endswith("ed"))
        if not is_participle or below & {*SUBJECTS, "aux"}:
            return False
        if verb.dep_ != "conj" or verb.head.pos_ != "VERB":
            break
        verb = verb.head  # "were detained or deported"
    return verb.dep_ == "acl"


def _lacks_object(verb: Token) -> bool:
    """Whether a verb that always has an object has none: "two officers wounded in the raid"."""
    if verb.lemma_ not in listed("verb with object"):
        return False
    first = verb
    while first.dep_ == "conj" and first.head != first:
        first = first.head
    read = verb.doc.user_data.setdefault(OBJECTS_KEY, {})
    if first.i not in read:  # read once for the whole series
        below = (c.dep_ for v in (first, *first.conjuncts) for c in v.children)
        read[first.i] = not {"dobj", "ccomp", "xcomp", "aux"}.isdisjoint(below)
    return not read[first.i]


def arguments(verb: Token) -> list[Token]:
    """Subjects, objects and auxiliaries of a verb, read once: all verbs below it ask for them."""
    read = verb.doc.user_data.setdefault(ARGUMENTS_KEY, {})
    if verb.i not in read:
        read[verb.i] = [c.i for c in verb.children if c.dep_ in ARGUMENTS]
    return [verb.doc[i] for i in read[verb.i]]


def agent(verb: Token) -> Token | None:
    """Who does what a passive tells: "by X"."""
    by = next((c for c in verb.children if c.dep_ == "agent" or c.lower_ == "by"), None)
    return next((c for c in by.children if c.dep_ == "pobj"), None) if by is not None else None
