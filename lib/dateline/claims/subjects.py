"""Who is the subject of a verb, by the tree?  Passives, relative clauses, joined verbs."""

from spacy.tokens import Token

from dateline.claims.clauses import SAYING, Sentence
from dateline.claims.people import Group
from dateline.lexicon import beside, words

UPWARDS = words("conj xcomp acomp oprd attr prep pobj pcomp")
RELATIVES = words("who that which whom")
PLACES = words("GPE LOC FAC")


def tree_subject(s: Sentence, token: Token, passive: bool) -> Group | None:
    """The subject of a verb in the tree, or what its clause modifies."""
    kinds = ("nsubjpass", "nsubj") if passive else ("nsubjpass",)
    is_dying = token.lemma_ == "die"
    for _ in range(4):
        before = [c for c in token.children if c.dep_ in kinds and s.start <= c.i < token.i]
        colon = next((c.i for c in token.lefts if c.text == ":"), -1)  # "Riots: a boy was shot"
        subject = next((c for c in before if c.i > colon), None)
        if subject is not None:
            group = _meant(s, token, subject)
            is_thing = group is None or group.kind == "thing"
            if not (is_thing and is_dying and token.dep_ == "advcl"):
                return group
            token = token.head  # "was at home when a parcel exploded and later died"
            continue
        above = token.head  # "12 men it said had been killed"
        is_told = token.dep_ == "ccomp" and above.dep_ == "relcl" and above.lemma_ in SAYING
        if is_told or token.dep_ in ("acl", "relcl", "amod"):
            return s.of_token(_located(above.head if is_told else above))
        is_aside = token.dep_ == "advcl" and beside(token, 0)[0] in ("although", "though")
        if not (is_aside or token.dep_ in UPWARDS) or not s.start <= token.head.i < s.end:
            return None
        token = token.head
    return None


def _meant(s: Sentence, verb: Token, subject: Token) -> Group | None:
    """The people whom the subject of a verb stands for."""
    if bracket := s.bracketed(subject.i):  # "a clerk (male, 20) was shot"
        return s.group_before(bracket)
    if subject.lower_ not in RELATIVES:
        return s.of_token(subject)
    if verb.dep_ != "relcl":
        return s.group_before(subject.i)
    who = subject.lower_ == "who"
    return s.of_token(_located(verb.head) if who else verb.head)


def _located(noun: Token) -> Token:
    """The noun that a place stands at ("a policeman in Bor, who"), or the noun itself."""
    while noun.ent_type_ in PLACES and noun.dep_ in ("pobj", "appos", "compound"):
        noun = noun.head.head if noun.dep_ == "pobj" else noun.head
    if noun.pos_ == "VERB":  # "wounded a guard on Sunday in Bor, who"
        noun = next((c for c in noun.rights if c.dep_ == "dobj"), noun)
    return noun
