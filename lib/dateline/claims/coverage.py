"""Which verb of speech covers a figure?  The nearest before it, else one after it."""

from itertools import takewhile

from spacy.tokens import Doc, Span, Token

from dateline.claims.clauses import Harmed
from dateline.claims.speakerwords import CLOSERS
from dateline.claims.utterances import FINDERS, NEEDS_TOLL, SPEECH_FORMS, TOLL_NOUNS
from dateline.lexicon import lexicon, words

Cue = tuple[Token, Span | None]  # a verb of speech and the words of its subject
OPENERS = TOLL_NOUNS | words("whom which what how that")
ASIDE = words("as after when where which who since following amid")
DENYING = words("deny reject dismiss condemn denounce")
INQUIRING = words("hunt seek search look investigate probe examine review question arrest detain")
SPANS = words("minute hour day week month year")
REACH = 9  # heads up the tree to the verb that a clause hangs on
OWN_WORDS = 8  # words in which what a cue itself tells begins


def cue_of(doc: Doc, cues: list[Cue], i: int, end: int) -> Span | None:
    """The subject of the cue that covers token i: the nearest before it, else one after it."""
    cues = [c for c in cues if not c[0].lower_.startswith("accus") or _accuses(doc, c[0].i, i)]
    before = [s for token, s in cues if token.i < i and (s is None or s.start < i)]
    while len(before) > 1 and before[-2] and before[-1] and _is_a_paper(before[-1]):
        before.pop()
    if before:
        return before[-1]
    for token, subject in cues:
        if subject is None:
            continue
        if _tells_another(token):
            continue
        is_of_them = token.dep_ == "relcl" and i <= token.head.i < subject.start
        is_of_them &= not any(t.pos_ in ("VERB", "AUX") for t in doc[i : token.head.i])
        if is_of_them and _tells_harm(token):
            return subject  # "12 men it said had been killed"
        quoting = token.children if token.lemma_ in ("quote", "cite") else ()
        told = [c.left_edge.i for c in quoting if c.dep_ == "nsubj"]
        opening = min(token.i, subject.start, *told)  # "…, the agency quoted him as saying"
        while opening - 1 > i and doc[opening - 1].tag_ in ("DT", "JJ"):
            opening -= 1
        beside = doc[opening - 1]
        is_apart = beside.text in CLOSERS or beside.lower_ in OPENERS
        if beside.lower_ == "whom":  # "among 84 dead are 19 whom the army calls rebels"
            is_apart = not any(t.like_num for t in doc[i + 1 : opening])
        is_apart &= not any(t.text == ":" for t in doc[i:opening])  # a quotation of its own
        if opening > i and (is_apart or _closes(doc[max(token.i + 1, subject.end) : end])):
            return subject
    return None


def _is_a_paper(subject: Span) -> bool:
    """Whether "a review" is nobody's, so that who tells of it states what it found."""
    article = subject.doc[max(0, subject.start - 1)].lower_
    return subject[-1].lower_ in FINDERS and {article, subject[0].lower_} & {"a", "an"} != set()


def _tells_another(cue: Token) -> bool:
    """Whether a cue has a figure of its own after it: "…, the rebels claim 26 soldiers killed"."""
    told = next((c for c in cue.rights if c.dep_ in ("ccomp", "dobj")), cue)
    words_after = cue.doc[cue.i + 1 : told.right_edge.i + 1][:OWN_WORDS]
    near = takewhile(lambda t: t.text not in (",", ";"), words_after)
    return any(t.tag_ == "CD" and t.ent_type_ not in ("DATE", "TIME") for t in near)


def _tells_harm(cue: Token) -> bool:
    """Whether what a cue states is a word of harm."""
    return any(c.dep_ == "ccomp" and c.lower_ in lexicon() for c in cue.rights)


def _closes(rest: Span) -> bool:
    """Whether a cue closes its sentence, but for a day or a place ("…, he said on Monday")."""
    return all(
        t.is_punct or t.is_space or t.ent_type_ in ("DATE", "TIME") or t.tag_ in ("IN", "RB")
        for t in rest
    )


def _accuses(doc: Doc, cue: int, i: int) -> bool:
    """Whether "accused … of killing" reaches token i: no relative clause between."""
    between = [doc[j].lower_ for j in range(cue, i)]
    return "of" in between and not {"which", "that", "who"} & set(between)


def is_reporters_own(doc: Doc, harmed: Harmed, start: int, *, is_past: bool) -> bool:
    """Whether a figure after a cue stands in a clause of the reporter's.

    A figure of the past in a relative clause; what follows "said it would talk, as"
    or ", a day after"; what somebody condemns, or tells that he does about it.
    """
    token, first = doc[harmed.trigger.i], doc[harmed.trigger.i].left_edge.i
    is_parted = is_known = is_clause = False
    for _ in range(REACH):
        if token.dep_ == "relcl":
            if any(c.dep_ == "mark" for c in token.children):
                return False  # "told a briefing that 40 had died"
            if is_past:
                return sum(t.is_quote for t in doc[start : token.i]) % 2 == 0
            is_known |= token.head.left_edge.tag_ in ("DT", "PRP$") and token.head.tag_ != "NNS"
        first = token.left_edge.i
        opening = doc[first : first + 4]
        is_clause |= token.dep_ == "relcl" or opening[0].lower_ == "after"
        is_apart = first > start and doc[first - 1].text == ","
        if is_apart and _opens_later(opening):
            return True  # ", a day after rebels killed five"
        is_parted |= is_apart and opening[0].lower_ in ASIDE and (is_known or token.dep_ != "relcl")
        above = token.head
        if token.dep_ == "ROOT":
            return False
        if above.lemma_ in DENYING:
            return is_known  # "denied a hand in the blast that killed 12"
        if above.lower_ in SPEECH_FORMS - NEEDS_TOLL:
            is_own = token.dep_ == "ccomp" and _is_of_speaker(token)
            is_parted |= is_clause and token.lemma_ in INQUIRING  # "were hunting a man after"
            return is_parted and (is_own or token.dep_ in ("advcl", "prep"))
        token = above
    return False


def _opens_later(opening: Span) -> bool:
    """Whether a clause opens with "hours after" or "a day after"."""
    after = next((t.i for t in opening[1:] if t.lower_ in ("after", "since")), opening.start)
    return opening.doc[after - 1].lemma_ in SPANS and after > opening.start


def _is_of_speaker(verb: Token) -> bool:
    """Whether a clause tells of what the speaker is or does himself, and not of harm."""
    subject = next((c for c in verb.lefts if c.dep_ in ("nsubj", "nsubjpass", "expl")), None)
    _, harm, frame = lexicon().get(verb.lower_, ("", "", ""))
    if subject is None or harm in ("killed", "wounded") and frame != "claim":
        return False  # but "had taken the town"
    return subject.tag_ in ("PRP", "EX") or subject.left_edge.tag_ == "PRP$"
