"""Which words tell that others were struck too?  "Along with", "as did", "and with them"."""

from dateline.claims.clauses import WITH, Sentence
from dateline.claims.people import POSSESSIVES, names_people
from dateline.lexicon import words

# "38 passengers died, as did the crew of nine"
PRO_VERBS = words("do does did was were have has had is are")
PRO_OTHERS = words("them him her those")


def companion_words(s: Sentence, j: int) -> int:
    """How many words at token j mean that others were struck too."""
    pair = (s.doc[j].lower_, s.doc[j + 1].lower_)
    if pair in WITH or pair[0] in ("as", "so") and pair[1] in PRO_VERBS:
        return 3 if pair == ("as", "well") else 2
    if pair == ("and", "with") and s.doc[j + 2].lower_ in PRO_OTHERS:
        return 3  # "and with them two drivers"
    is_own = pair[0] == "with" and pair[1] in POSSESSIVES
    return int(pair[0] == "alongside" or is_own and names_people(s.doc[j + 2].lower_))
