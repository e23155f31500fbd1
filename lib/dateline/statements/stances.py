"""What does a speaker do with what he says?  Assert, deny, accuse, demand or promise.

The verb decides first ("denied", "urged"); a neutral verb takes the stance of what is said: "said
it would withdraw" promises, "said all sides must withdraw" demands.
"""

from spacy.tokens import Span, Token

from dateline.dates.tense import is_negated
from dateline.lexicon import listed
from dateline.names import roles

SUBJECTS = ("nsubj", "nsubjpass")
OWN = {"he", "she", "it", "they", "i", "we"}
OWNING = {"his", "her", "its", "their", "my", "our"}
WILL = {"will", "would", "shall", "'ll", "’ll", "'d", "’d"}
MUST = {"must", "should", "ought"}


def stance_of(stance: str, verb: Token, content: Span, *, speaker: Token) -> str:
    """The stance of a statement: that of its verb, or for a neutral verb that of its content."""
    if stance != "asserts":
        return stance
    has_object = any(c.dep_ in ("dobj", "dative") for c in verb.rights)
    is_order = has_object and not any(c.dep_ == "ccomp" for c in verb.children)
    if is_order and any(c.dep_ == "xcomp" and _has_to(c) for c in verb.rights):
        return "demands"  # "told residents to leave", "advised citizens to stay away"
    offered = next((c for c in verb.children if c.dep_ == "dobj"), None)
    for kind in ("promises", "demands", "denies", "accuses") if offered is not None else ():
        if offered.lemma_.lower() in listed(f"noun that {kind}"):
            return kind  # "repeated an offer", "issued a denial"
    clause = _clause(verb, content)
    return _of_clause(clause, _own_words(speaker)) if clause is not None else stance


def _clause(verb: Token, content: Span) -> Token | None:
    """The finite verb of the first clause that is said."""
    inside = [t for t in content if t.pos_ in ("VERB", "AUX") and t.dep_ not in ("aux", "auxpass")]
    said = [t for t in inside if t.head == verb and t.dep_ == "ccomp"]
    heads = said or [t for t in inside if t.head.i < content.start or t.head.i >= content.end]
    heads = heads or [t for t in inside if t.dep_ == "ROOT"]
    return heads[0] if heads else None


def _own_words(speaker: Token) -> set[str]:
    """Pronouns by which a speaker can mean himself; for one person "it" is something else."""
    is_person = speaker.ent_type_ == "PERSON" or speaker.lower_ in ("he", "she")
    return OWN - {"it"} if is_person or "office" in roles().get(speaker.lemma_.lower(), ()) else OWN


def _of_clause(clause: Token, own: set[str]) -> str:
    """The stance of a clause by its subject, its auxiliary and its negation."""
    auxiliaries = {c.lower_ for c in clause.children if c.dep_ == "aux"}
    subject = next((c for c in clause.children if c.dep_ in SUBJECTS), None)
    is_own = subject is not None and (subject.lower_ in own or _is_owned(subject))
    if "have" in auxiliaries:  # "should have left", "would have stayed"
        return "asserts"
    is_needed = clause.lemma_ in ("need", "have") and _infinitive(clause) and not auxiliaries & WILL
    if auxiliaries & MUST or is_needed:
        return "demands" if not is_own else "asserts"
    if is_own and _commits(clause, auxiliaries):
        return "promises"
    if _is_rebuttal(clause) or (is_own and _refuses_a_deed(clause, auxiliaries)):
        return "denies"
    blamed = {t.lemma_.lower() for t in clause.subtree if t.dep_ in ("acomp", "dobj", "pobj")}
    has_blame = any(t.lemma_ == "blame" for t in clause.children) or "blame" in blamed
    if not is_own and subject is not None and (has_blame or _is_responsible(clause)):
        return "accuses"
    return "asserts"


def _is_owned(subject: Token) -> bool:
    """Whether a subject is "his army", "our forces"."""
    return any(c.lower_ in OWNING and c.dep_ == "poss" for c in subject.children)


def _commits(clause: Token, auxiliaries: set[str]) -> bool:
    """Whether a speaker says what he will do, plans or is ready to do."""
    if any(c.dep_ == "mark" and c.lower_ in ("if", "whether") for c in clause.children):
        return False
    if clause.lemma_ == "be":
        ready = [
            c for c in clause.children if c.lemma_.lower() in listed("adjective of commitment")
        ]
        is_about = any(c.lower_ == "about" for c in clause.children) and _infinitive(clause)
        return is_about or any(map(_infinitive, ready))
    if clause.lemma_ in listed("verb of commitment") and _infinitive(clause):
        return True
    return bool(auxiliaries & WILL) and clause.lemma_ not in listed("verb of state")


def _refuses_a_deed(clause: Token, auxiliaries: set[str]) -> bool:
    """Whether a speaker says that he did not do something: "said it had not fired"."""
    is_deed = clause.pos_ == "VERB" and clause.lemma_ not in listed("verb of state")
    return is_negated(clause) and is_deed and bool(auxiliaries & {"had", "have", "has", "did"})


def _is_rebuttal(clause: Token) -> bool:
    """Whether a clause calls something untrue: "the report was false"."""
    return clause.lemma_ == "be" and any(
        c.lemma_.lower() in listed("word of untruth") and c.dep_ in ("acomp", "attr")
        for c in clause.children
    )


def _is_responsible(clause: Token) -> bool:
    """Whether a clause holds its subject responsible, or says it was behind a deed."""
    if clause.lemma_ not in ("be", "bear"):
        return False
    parts = {c.lower_ for c in clause.children}
    return bool(parts & {"responsible", "responsibility", "behind"})


def _infinitive(word: Token) -> bool:
    """Whether a "to"-infinitive hangs on a word."""
    return any(c.dep_ in ("xcomp", "advcl", "ccomp", "acl") and _has_to(c) for c in word.children)


def _has_to(verb: Token) -> bool:
    """Whether a verb stands with "to"."""
    return any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.children)
