"""Which words name people, and what kind of people?"""

from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc

from dateline.claims.quantities import Quantity
from dateline.lexicon import listed, read_reference, words
from dateline.parse import sentence_at

NOMINAL = {"NN", "NNS", "NNP", "NNPS"}
PERPETRATORS = listed("perpetrator")
ARTICLES = {"a", "an", "another", "third", "second"}
PRONOMINAL = words("them whom those these us")  # heads that stand for people told of before
POSSESSIVES = {"his", "her", "their", "its"}
PAIRS = {"couple": 2, "pair": 2, "duo": 2, "twins": 2, "trio": 3}
PLURAL_VERBS = {"were", "are", "have"}
PLURALS = words(
    "people police men women troops personnel staff force forces children wounded injured dead"
)
PERSON_ENDINGS = tuple(
    words(
        "er or ist man woman ian ant ee men women ers ors ists ians ants ees ess "
        "boy girl boys girls"
    )
)
DONE_TO_PEOPLE = words("kill murder assassinate behead lynch wound injure")  # "the attache was"
NOT_PERSON_ENTITIES = words("GPE LOC FAC DATE TIME EVENT PRODUCT LAW WORK_OF_ART MONEY PERCENT")


@dataclass(frozen=True)
class Group:
    """People as the text names them: tokens [start, end), head noun, count and kind.

    `kind` is count, vague, zero, singular (a, an, another), definite (the, his), named, bare or
    plural (no count at all).
    """

    start: int
    end: int
    head: int
    kind: str
    quantity: Quantity | None = None
    number: int | None = None
    more: bool = False
    size: int = 1

    @property
    def is_bare(self) -> bool:
        """Whether the count has no noun of its own ("wounding 30")."""
        return self.number is not None and self.head <= self.number

    @property
    def is_vague(self) -> bool:
        """Whether the words do not say how many there are, or are no words for people."""
        return self.kind in ("plural", "thing")

    @property
    def figure(self) -> int:
        """How many people, a singular being one."""
        return self.quantity.figure if self.quantity else self.size


def none_before(doc: Doc, group: Group) -> Group | None:
    """Those of whom none came to harm but a number to another: "no troops died, 19 were hurt"."""
    if not group.is_bare:
        return None
    first, j = sentence_at(doc[group.start]).start, group.start
    while j > max(first, group.start - 14) and doc[j].lower_ != "no":
        j -= 1
    end = j + 1
    while end < group.start and doc[end].tag_ in NOMINAL | {"JJ"}:
        end += 1
    is_told = doc[j].lower_ == "no" and end > j + 1 and names_people(doc[end - 1].lower_)
    return Group(j + 1, end, end - 1, "plural") if is_told else None


@cache
def people() -> dict[str, str]:
    """Victim type of nouns for people; ``not_people`` for what is no person."""
    return {row["noun"]: row["victim_type"] for row in read_reference("victims")}


def names_people(word: str) -> bool:
    """Whether a word in lower case is a noun for people."""
    return people().get(word, "not_people") != "not_people"


def phrase_kind(doc: Doc, start: int, head: int) -> str:
    """Kind of an uncounted phrase: singular, definite, named, bare or plural."""
    word = doc[head].lower_
    determiner = doc[start].lower_
    if people().get(word) == "not_people":
        return "thing"
    if word in PAIRS:
        return "pair"
    is_plural = (
        (doc[head].ent_type_ == "NORP" and word.endswith("s"))
        or doc[head].tag_ == "NNS"
        or doc[head].tag_ == "NNPS"
        and doc[head].ent_type_ != "PERSON"
        or word in PLURALS
        and not (word in ("staff", "personnel") and determiner in ARTICLES)  # "a female staff"
        or word.endswith(("men", "women", "people"))
        and word in people()
    )
    if is_plural:
        return "plural"
    if determiner in ARTICLES:
        return "singular"
    if (
        determiner == "the"
        or determiner in POSSESSIVES
        or any(t.tag_ in ("PRP$", "POS") for t in doc[start:head])
    ):
        return "definite"
    if doc[head].tag_ == "NNP":
        return "bare" if word in people() else "named"
    return "bare"


def is_aged(doc: Doc, i: int) -> bool:
    """Whether the "old" of "a 12-year-old" stands at a token."""
    return doc[i].lower_ == "old" and doc[max(0, i - 3) : i].text.lower() == "-year-"


def is_person(doc: Doc, group: Group) -> bool:
    """Whether an uncounted group names people; counted groups have been checked before."""
    if group.quantity or group.more or group.kind in ("pronoun", "reflexive"):
        return True
    head = doc[group.head]
    known = people().get(head.lower_)
    if known:
        return known != "not_people"
    if group.kind == "singular" and (head.text.isupper() or is_aged(doc, group.head)):
        return True  # "an SHO", "a 12-year-old"
    if head.ent_type_ in ("PERSON", "NORP"):
        return head.ent_type_ == "PERSON" or group.kind != "named"
    if group.kind == "named":
        if not head.text[:1].isupper():
            return False
        is_inside = head.ent_iob_ == "I" and head.ent_type_ != "DATE"  # no "Last Friday"
        return head.ent_type_ not in NOT_PERSON_ENTITIES | {"ORG"} or is_inside
    is_struck = head.dep_ in ("nsubjpass", "dobj") and head.head.lemma_ in DONE_TO_PEOPLE
    return (
        head.tag_ in ("NN", "NNP")
        and (is_struck or head.lower_.endswith(PERSON_ENDINGS))
        and head.ent_type_ not in NOT_PERSON_ENTITIES
    )
