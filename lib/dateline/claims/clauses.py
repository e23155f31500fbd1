"""What stands in a sentence?  Its groups of people and its words of harm, by token."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import takewhile

from spacy.tokens import Doc, Token

from dateline.claims.nounphrases import appositive_end, group_at, noun_run, size_of
from dateline.claims.people import (
    ARTICLES,
    NOMINAL,
    POSSESSIVES,
    Group,
    is_person,
    people,
    phrase_kind,
)
from dateline.claims.triggers import find_triggers
from dateline.lexicon import Trigger, listed, words

BE = words("be am is are was were been being get gets got getting 's")  # fmt: skip
AUXILIARIES = BE | words("has have had having may might could would will did")
LEFT_SKIP = (
    AUXILIARIES
    | words(
        "also all both reportedly allegedly later then who that which subsequently confirmed "
        "reported feared believed claimed alleged understood thought presumed found left "
        "pronounced declared said to instantly not "
        "just already seriously severely slightly badly critically lightly fatally only either "
        "still listed now brutally gravely - — more and or , known deliberately accidentally "
        "apparently likely remain remained remains shot went gone being lay were themselves "
        "moderately turned turns up although though came back"
    )
    | set("'\"‘’“”")
)
RIGHT_SKIP = words(
    "dead to death down off at least reportedly seriously severely slightly badly critically "
    "lightly total of both all : - — [ only also up instantly for"
) | set("'\"‘’“”")
INCLUSION = listed("including")
SAYING = listed("saying a toll")
PERSONAL = words("he she him her they them both")
REST = {"others", "rest"}
REFLEXIVE = {"himself", "herself"}
PLACING = words("in of from at near across around outside")
JOINERS = {"and", ",", "or", "&", "plus", ";"}
ORDINALS = words("second third fourth fifth sixth seventh eighth ninth tenth")
WITH = {("along", "with"), ("together", "with"), ("as", "well"), ("well", "as")}
# A word that can strike a group only when no stronger harm does.
_RIVALS = {"wounded": ("killed", "casualties"), "displaced": ("killed", "wounded"), "captured": ()}
OPENING_TAGS = NOMINAL | {"DT", "PRP$", "JJ", "PDT"}
KINDS = ("headline", "body", "caption")
LONGEST = 250  # tokens read as one sentence: no prose is longer, and time grows with the square


@dataclass
class Harmed:
    """A group struck by a harm: `parent` is the index of the group it is a part of."""

    group: Group
    trigger: Trigger
    harm: str
    route: str
    parent: int | None = None


class Sentence:
    """Groups and triggers of one sentence, and the joins between them."""

    def __init__(self, doc: Doc, start: int, end: int, groups: list[Group]):
        self.doc, self.start, self.end = doc, start, end
        self.groups = groups
        self.covering = {j: g for g in groups for j in range(g.start, g.end)}
        self.ending = {g.end: g for g in groups}
        self.opening = {j: g for g in groups for j in range(g.start, (g.number or g.start) + 1)}
        self.triggers = find_triggers(doc, start, end)
        self.at_trigger = {t.i: t for t in self.triggers}
        self.found: list[Harmed] = []
        self.used: set[tuple[int, str]] = set()

    def add(self, group: Group, trigger: Trigger, harm: str, route: str, parent: int | None = None):
        """Keep a group, with what is coordinated with it; a group is struck once by a harm."""
        own = self.at_trigger.get(group.head)
        if own and own.is_body and own.i != trigger.i:
            return
        if self.doc[group.head].lower_ in ("survivor", "survivors") and harm == "killed":
            return
        if group.quantity is None and self.doc[group.head].lower_ == "more":
            return  # "far more had died"
        before = [t.lower_ for t in self.doc[max(self.start, group.start - 2) : group.start]]
        if group.quantity is None and before in (["the", "wounded"], ["the", "injured"]):
            return  # "the wounded driver was taken to hospital"
        if group.kind in ("plural", "thing") or not is_person(self.doc, group):
            return
        if group.head < trigger.i and self._is_place(group):
            return  # "residents of a town in Upper Nile have been killed"
        if _speaks(self.doc, group, trigger.i):
            return  # "killing 12, including three children, two officials told the paper"
        rivals = () if route == "included" else _RIVALS.get(harm, ())
        if any((group.head, other) in self.used for other in (harm, *rivals)):
            return
        if route != "included" and self.found and self.is_list_among(group.end):
            return  # "10 civilians and a priest among them, and 400 wounded": part of those before
        self.used.add((group.head, harm))
        self.found.append(Harmed(group, trigger, harm, route, parent))

    def _is_place(self, group: Group) -> bool:
        """Whether a name that is no person's stands after "in" or "from", alone or in a list."""
        doc, j = self.doc, group.start - 1
        if group.kind != "named":
            return False
        if j > self.start and doc[j].tag_ == "CC":  # "in Jammu and Kashmir"
            j -= 1
            while j > self.start and doc[j].tag_ == "NNP":
                j -= 1
        is_full_name = group.head > group.start  # the model calls many a town a person
        is_person = doc[group.head].ent_type_ == "PERSON"
        is_person &= doc[j].lower_ in ("of", "from") or is_full_name and doc[j].lower_ != "in"
        return j >= self.start and doc[j].lower_ in PLACING and not is_person

    def at_opening(self, i: int) -> bool:
        """Whether the sentence, or its part after a semicolon, opens with token i."""
        return i == self.start or self.doc[i - 1].text == ";" or self.doc[i - 1].is_quote

    def is_list_among(self, i: int) -> bool:
        """Whether a list at token i closes with "among them"."""
        near = takewhile(lambda j: not self.doc[j].is_punct, range(i, min(i + 8, self.end)))
        return any(is_among_them(self.doc, j, self.end) for j in near)

    def bracketed(self, i: int) -> int | None:
        """Index of the bracket that is open before token i, or ``None``."""
        near = range(i - 1, max(self.start, i - 12) - 1, -1)
        j = next((j for j in near if self.doc[j].text in ("(", ")")), None)
        return j if j is not None and self.doc[j].text == "(" else None

    def group_from(self, i: int) -> Group | None:
        """The group that begins at token i."""
        if i >= self.end:
            return None
        token = self.doc[i]
        word = token.lower_
        i += word == "all" and i + 1 in self.opening
        if i in self.opening:
            return self.opening[i]
        if word in REFLEXIVE:
            return Group(i, i + 1, i, "reflexive")
        if word in PERSONAL and token.tag_ == "PRP":
            return Group(i, i + 1, i, "pronoun")
        if token.ent_type_ in ("DATE", "TIME") and token.tag_ in NOMINAL and word not in people():
            return None  # "killed yesterday"
        is_age = token.text.isdigit() and self.doc[i + 1 : i + 4].text == "-year-"
        if token.tag_ not in OPENING_TAGS and word not in people() and not is_age:
            return None
        is_determined = token.tag_ in ("DT", "PRP$", "PDT") or word in ARTICLES | POSSESSIVES
        stop, head = noun_run(self.doc, i + is_determined, self.end)
        if head is None:
            is_ellipsis = word == "another"
            return Group(i, i + 1, i, "singular", more=True) if is_ellipsis else None
        if stop + 1 < self.end and self.doc[stop].lower_ == "of" and self.doc[head].tag_ == "NNP":
            end, named = noun_run(self.doc, stop + 1, self.end)
            is_title = named and any(t.tag_ == "NN" for t in self.doc[stop + 1 : named])
            if is_title and self.doc[named].tag_ == "NNP":
                return self.phrase(i, end, named)  # "University of Oxford lecturer John Smith"
        stop = appositive_end(self.doc, stop, self.end)
        return self.phrase(i, stop, head, more=word == "another")

    def phrase(self, start: int, stop: int, head: int, *, more: bool = False) -> Group:
        """An uncounted group."""
        kind = phrase_kind(self.doc, start, head)
        return Group(start, stop, head, kind, more=more, size=size_of(self.doc, head))

    def group_before(self, j: int) -> Group | None:
        """The group that ends before token j."""
        if j in self.ending:
            return self.ending[j]
        token = self.doc[j - 1]
        if j - 1 < self.start:
            return None
        if token.lower_ in PERSONAL and token.tag_ in ("PRP", "DT"):
            return Group(j - 1, j, j - 1, "pronoun")
        is_ordinal = token.lower_ in ORDINALS
        if token.lower_ in REFLEXIVE and j - 2 >= self.start and token.nbor(-1).tag_ in NOMINAL:
            one = self.group_before(j - 1)  # "the mayor himself"
            return one and replace(one, end=j)
        if token.lower_ == "another" or (is_ordinal and self.doc[j - 2].lower_ == "a"):
            return Group(j - 1, j, j - 1, "singular", more=True)
        if token.lower_ == "other" and self.doc[j - 2].lower_ == "the":
            return Group(j - 2, j, j - 1, "singular", more=True)
        if token.lower_ in REST and self.doc[j - 2].lower_ == "the":
            return Group(j - 2, j, j - 1, "pronoun")
        if j - 1 in self.covering:
            return self.covering[j - 1]
        return group_at(self.doc, j - 1)

    def of_token(self, token: Token) -> Group | None:
        """The group that a word of the tree belongs to."""
        if token.lower_ == "they":  # "126 people of whom it is said that they are hostages"
            told = (g for g in self.groups if g.end <= token.i)
            whose = next((g for g in told if self.doc[g.end - 1].lower_ == "whom"), None)
            return whose or Group(token.i, token.i + 1, token.i, "pronoun")
        if token.lower_ in PERSONAL:
            return Group(token.i, token.i + 1, token.i, "pronoun")
        if token.i in self.covering:
            return self.covering[token.i]
        if token.lower_ in {"another", "last"} | ORDINALS and token.tag_ in ("DT", "JJ"):
            return Group(token.i, token.i + 1, token.i, "singular", more=True)
        if token.dep_ == "appos" and token.head.i in self.covering and token.head.like_num:
            return self.covering[token.head.i]  # "one of them a driver who is in hospital"
        is_of_things = token.tag_ == "CD" and token.like_num  # "two of the buses"
        return None if is_of_things else group_at(self.doc, token.i)


def _speaks(doc: Doc, group: Group, harm: int) -> bool:
    """Whether a group stands beside a verb of speech as its subject, no harm in its own words."""
    noun = doc[group.head]
    while noun.dep_ == "nummod" or noun.dep_ == "conj" and noun.head.i < noun.i:
        noun = noun.head
    end = max(group.end, noun.i + 1)
    after = doc[end : end + 1]
    tells = noun.dep_ == "nsubj" and noun.head.lemma_ in SAYING and noun.head in after
    tells &= noun.head.tag_ != "VBN" and noun.head.i + 1 != harm  # "20 fighters reported dead"
    return tells and not noun.left_edge.i <= harm <= noun.right_edge.i


def is_among_them(doc: Doc, i: int, end: int) -> bool:
    """Whether "among them" at token i closes a remark: those before it are part of a whole."""
    is_remark = i + 1 < end and doc[i].lower_ == "among" and doc[i + 1].lower_ in ("them", "whom")
    stop = i + 1 + is_remark
    is_remark |= doc[i].lower_ == "included" and doc[i - 1].tag_ in NOMINAL  # ", a boy included,"
    return is_remark and (stop == end or doc[stop].is_punct or doc[stop].tag_ == "CC")


def is_on_list(doc: Doc, i: int) -> bool:
    """Whether "on the list of" stands at a token."""
    told = doc[i + 1 : i + 4].text.lower()
    return doc[i].lower_ in ("on", "in") and told in ("the list of", "the missing list")


def stretches(rows: list[dict]) -> Iterator[tuple[dict, list[int]]]:
    """Sentences to read with their numbers: a headline whole, an endless sentence in stretches."""
    head = [k for k, row in enumerate(rows) if row["kind"] == "headline"]
    if head and head[-1] - head[0] + 1 != len(head):
        head = []  # a headline that is said again further down
    if head:
        yield rows[head[0]] | {"end": rows[head[-1]]["end"]}, head
    for k, row in enumerate(rows):
        if row["kind"] in KINDS and k not in head:
            for start in range(row["start"], row["end"], LONGEST):
                yield row | {"start": start, "end": min(start + LONGEST, row["end"])}, [k]
