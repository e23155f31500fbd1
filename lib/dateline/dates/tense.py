"""Does a clause look back or ahead?  Tense, negation and clause, read from the parse.

A bare weekday means the last such day in "met on Friday" and the coming one in "will meet on
Friday", so dates need this; events need it to tell plans and denials from happenings.
"""

from spacy.tokens import Token

from dateline.lexicon import listed

FINITE = ("VBD", "VBZ", "VBP", "MD")
RELATIVES = {"who", "which", "that", "whom"}
MODALS = {"will", "would", "shall", "may", "might", "can", "could", "should", "must", "'ll", "’ll"}
ORDERS = {"tell", "instruct", "advise"}  # with an infinitive: "told residents to leave by Friday"
GOES_ON = {"continue", "keep", "remain", "go"}
GIVEN = {"despite", "after", "since", "following", "by", "without"}  # with what has happened
PARTICIPANTS = {"nsubj", "nsubjpass", "dobj", "attr"}
CLAUSES = {
    "ROOT", "ccomp", "xcomp", "advcl", "relcl", "acl", "conj", "pcomp", "csubj", "parataxis", "dep",
}  # fmt: skip


def clause_root(token: Token) -> Token:
    """The verb whose clause a token stands in; the root of the sentence if it has no verb.

    >>> from dateline.model import load_model
    >>> doc = load_model()("He said they met in Paris.")
    >>> clause_root(doc[5]).text
    'met'
    """
    while token.head != token:
        if token.pos_ in ("VERB", "AUX") and token.dep_ in CLAUSES:
            return token
        token = token.head
    return token


def words_of(verb: Token) -> set[str]:
    """Lower-case auxiliaries and particles that stand with a verb."""
    return {t.lower_ for t in verb.children if t.dep_ in ("aux", "auxpass", "prt")}


def is_negated(token: Token) -> bool:
    """Whether "not", "never" or "no" stands with a verb or noun."""
    return any(
        t.dep_ == "neg" or (t.lower_ in ("no", "never", "neither") and t.dep_ in ("det", "advmod"))
        for t in token.children
    )


def looks_ahead(token: Token, *, is_headline: bool = False) -> bool:
    """Whether the clause of a token speaks of what has not happened yet.

    >>> from dateline.model import load_model
    >>> doc = load_model()("On Friday, the two presidents are set to meet.")
    >>> looks_ahead(doc[1])
    True
    """
    if _is_upcoming(token):
        return True
    if _is_told_of(token) or _is_of_a_deed(token):
        return False
    verb = clause_root(token)
    is_present = verb.tag_ in ("VBZ", "VBP") and not words_of(verb) & MODALS
    inside = [t for t in (token, *token.ancestors) if verb in t.ancestors]
    if is_present and any(t.dep_ in PARTICIPANTS for t in inside):
        return False  # "the Thursday clash follows a raid in November"
    for _ in range(6):
        verdict = _tense(verb, is_headline)
        if verdict is not None or verb.head == verb:
            return bool(verdict)
        verb = clause_root(verb.head)
    return False


def _is_told_of(token: Token) -> bool:
    """Whether the date itself is told in the past: "on January 30, when 13 people were shot"."""
    near = [token, token.head] if token.head.pos_ in ("NOUN", "PROPN", "NUM") else [token]
    clauses = [t for day in near for t in day.children if t.dep_ == "relcl"]
    return any(t.tag_ == "VBD" or words_of(t) & {"was", "were", "had", "did"} for t in clauses)


def _is_of_a_deed(token: Token) -> bool:
    """Whether a day has an attack as its own, which has happened: "to look into Monday's raid"."""
    is_owner = any(c.dep_ == "case" for c in token.children)
    return is_owner and token.head.lemma_.lower() in listed("deed of a day")


def _is_upcoming(token: Token) -> bool:
    """Whether the phrase itself is ahead: "ahead of Friday's vote", "planned talks on Friday"."""
    for _ in range(4):
        if token.pos_ in ("VERB", "AUX") or token.head == token:
            return False
        coming = listed("word of what comes")
        if token.lower_ == "ahead" or any(t.lower_ in coming for t in token.lefts):
            return True
        token = token.head
    return False


def _tense(verb: Token, is_headline: bool) -> bool | None:
    """True for ahead, False for past, None when the clause above decides."""
    forms, ahead = words_of(verb), listed("word of what is ahead")
    if forms & {"did", "had"} and verb.lemma_ not in ahead:
        return False
    if forms & MODALS and "have" not in forms:
        return True
    is_arranged = verb.lemma_ in listed("verb of arrangement") and verb.tag_ in ("VBN", "JJ")
    is_set_up = any(t.dep_ == "prt" for t in verb.children)  # "was set up in 1992"
    if is_arranged and not is_set_up and forms & {"is", "are", "was", "were", "been", "be"}:
        return True
    if verb.tag_ == "VB" or (verb.dep_ == "xcomp" and "to" in forms):
        return _infinitive(verb, is_headline)
    if verb.tag_ == "VBG" and (verb.lemma_ in GOES_ON or verb.head.lower_ in GIVEN):
        return False  # "are continuing", "despite them leaving in May"
    if verb.tag_ == "VBG":
        return True if forms & {"is", "are", "'s", "’s", "'re", "’re"} else None
    if verb.tag_ in ("VBZ", "VBP"):
        return not is_headline and verb.lemma_ not in listed("verb told in the present")
    if verb.pos_ in ("VERB", "AUX"):
        return False
    return any(t.lemma_ in ahead for t in verb.children) or None


def _infinitive(verb: Token, is_headline: bool) -> bool | None:
    """A "to"-infinitive is ahead under "plan" or "set", else as its governing clause."""
    head, ahead = verb.head, listed("word of what is ahead")
    if head == verb:
        return is_headline or "to" in words_of(verb)
    if head.lemma_.lower() in ahead | ORDERS or head.lower_ in ahead:
        return True
    if head.lemma_ == "be" and any(t.lower_ in ahead for t in head.children):
        return True
    return None
