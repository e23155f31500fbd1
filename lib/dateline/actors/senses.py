"""Does a name act here, or is it a place?  Countries, seats of government and misread places."""

from functools import cache

from spacy.tokens import Span, Token

from dateline.actors.persons import Person
from dateline.names import roles, speech_verbs, words


def is_part_of_name(span: Span) -> bool:
    """Whether a country stands in an office ("leader of …") or in an organisation's name."""
    head = span.root
    if head.ent_type_ == "ORG":
        return True
    is_after_of = head.dep_ == "pobj" and head.head.lower_ == "of"
    owned = head.head.head if is_after_of else head.head
    owns = is_after_of or head.dep_ in ("poss", "compound", "nmod")
    return owns and owned.lemma_.lower() in roles()


def is_location(head: Token) -> bool:
    """Whether a country is plainly a place here: "in …", "…'s territory"."""
    while head.dep_ == "conj":
        head = head.head
    parent = head.head
    if head.dep_ == "pobj":
        preposition = parent.lower_
        if preposition == "to":
            return parent.head.lemma_ in words("verb of motion")
        if preposition == "from":
            return parent.head.pos_ != "VERB" or parent.head.lemma_ in words("verb of motion")
        if preposition == "of":
            return parent.head.lemma_.lower() in words("place noun")
        return preposition in words("place preposition")
    if head.dep_ == "poss":
        return parent.lemma_.lower() in words("place noun")
    return head.dep_ in ("appos", "npadvmod", "compound", "nmod", "dep")


def acts(head: Token) -> bool:
    """Whether a seat of government acts or is spoken to, and so stands for its government."""
    while head.dep_ == "conj":
        head = head.head
    verb = head.head
    if head.dep_ == "nsubj":
        return verb.lemma_ not in words("verb of being")
    if head.dep_ in ("dobj", "dative"):
        return verb.lemma_ in speech_verbs()
    if head.dep_ == "pobj":
        return verb.lower_ == "by" or (
            verb.lower_ in ("with", "between") and verb.head.pos_ == "NOUN"
        )
    return head.dep_ == "nsubjpass" and verb.lemma_ in speech_verbs()


def is_misread_place(person: Person) -> bool:
    """Whether a "person" without office stands where only places stand: "in …", "… district"."""
    root = person.ent.root
    if person.facts.get("role") or person.facts.get("country_iso3"):
        return False
    if root.dep_ == "pobj" and root.head.lower_ in (
        "in",
        "near",
        "at",
        "outside",
        "inside",
        "around",
    ):
        return True
    return root.dep_ in ("compound", "poss", "nmod") and root.head.lemma_.lower() in words(
        "place noun"
    )


@cache
def acting_verbs() -> frozenset[str]:
    """Lemmas of verbs that only people and their bodies can be subjects of."""
    return speech_verbs() | words("verb of acting")
