"""Does a name act here, or is it a place?  Countries, seats of government and misread places."""

import re
from functools import cache

from spacy.tokens import Span, Token

from dateline.lexicon import listed
from dateline.names import SPEECH, roles

BEARING = re.compile(r"(?:north|south)(?:-?(?:east|west))?(?:ward)?|(?:east|west)(?:ward)?")
DIRECTION = re.compile(r"(?:north|south|east|west)(?:-?(?:east|west))?ern|central|upper|lower")


def is_part_of_name(span: Span) -> bool:
    """Whether a country stands in an office ("leader of …") or in an organisation's name."""
    head = span.root
    if head.ent_type_ == "ORG":
        return True
    is_after_of = head.dep_ == "pobj" and head.head.lower_ == "of"
    owned = head.head.head if is_after_of else head.head
    owns = is_after_of or head.dep_ in ("poss", "compound", "nmod")
    return owns and owned.lemma_.lower() in roles()


def is_direction(token: Token) -> bool:
    """Whether a word in small letters says which part of a land is meant: "northern", "central"."""
    return token.is_lower and DIRECTION.fullmatch(token.text) is not None


def is_stretch_of_land(head: Token) -> bool:
    """Whether words joined to a name leave only the place: "northern Peru", "Lima-based"."""
    doc, i = head.doc, head.i
    if i and is_direction(doc[i - 1]) and head.dep_ != "nsubj":
        return True
    return i + 2 < len(doc) and doc[i + 1].text == "-" and doc[i + 2].lower_ in ("based", "born")


def is_location(head: Token) -> bool:
    """Whether a country is plainly a place here: "in …", "…'s territory", "northern …"."""
    if is_stretch_of_land(head):
        return True
    while head.dep_ == "conj":
        head = head.head
    parent = head.head
    if head.dep_ == "pobj":
        preposition = parent.lower_
        if preposition == "to":
            return parent.head.lemma_ in listed("verb of motion")
        if preposition == "with":
            return parent.head.lemma_ in ("border", "frontier")
        if preposition == "from":
            return parent.head.pos_ != "VERB" or parent.head.lemma_ in listed("verb of motion")
        if preposition == "of":
            return parent.head.lemma_.lower() in listed("place noun")
        return preposition in listed("place preposition")
    if head.dep_ == "poss":
        return parent.lemma_.lower() in listed("place noun")
    return head.dep_ in ("appos", "npadvmod", "compound", "nmod", "dep")


def is_landmark(token: Token) -> bool:
    """Whether a name only tells where another place lies, or where somebody has his seat.

    "near the border with Peru" · "Junin province, east of Lima" · "a group based in Lima"

    >>> from dateline.model import load_model
    >>> doc = load_model()("They fired near the border with Peru and in Chile.")
    >>> is_landmark(doc[6]), is_landmark(doc[9])
    (True, False)
    """
    link = token.head
    if token.dep_ != "pobj":
        return False
    above = link.head
    if link.lower_ == "with":
        return above.lemma_ in ("border", "frontier")
    if link.lower_ == "in":
        return above.lower_ == "based"
    is_bearing = link.lower_ == "of" and BEARING.fullmatch(above.lower_) is not None
    return is_bearing and above.head.ent_type_ in ("GPE", "LOC")


def acts(head: Token) -> bool:
    """Whether the name of a capital or of a seat of government stands for the government.

    What the name does, suffers or is tied to decides: "Lima denied …", "a warning from Lima"
    and "loyal to Lima" act; "in Lima", "trains from Lima" and "Lima was shelled" are the town.
    Measured on the labelled sentences of ``tests/gold/metonyms.txt``.
    """
    while head.dep_ == "conj" and head.head.pos_ in ("PROPN", "NOUN"):
        head = head.head
    if is_stretch_of_land(head) or _opens_report(head):
        return False
    doc, governor = head.doc, head.head
    if head.i + 2 < len(doc) and doc[head.i + 1].text == "-" and doc[head.i + 2].tag_ == "VBN":
        return True  # "Lima-backed"
    if head.dep_ in ("nsubj", "nsubjpass", "dobj", "dative"):
        return _acts_in_clause(head, governor)
    if head.dep_ in ("pobj", "pcomp"):
        return _acts_behind(governor, governor.head)
    owned = governor.lemma_.lower()
    if head.dep_ in ("compound", "nmod", "amod"):
        return owned in roles() and owned not in listed("town thing")
    return head.dep_ == "poss" and owned not in listed("town thing")


def _opens_report(head: Token) -> bool:
    """Whether a shouted name with a dash opens a report: "LIMA - Shots were fired"."""
    after = head.doc[head.i + 1] if head.i + 1 < len(head.doc) else None
    return (
        head.is_upper and len(head) > 3 and after is not None and after.text in ("-", "–", "—", ":")
    )


def region_acts(head: Token) -> bool:
    """Whether a region with authorities of its own acts: it does something, or is spoken to."""
    while head.dep_ == "conj":
        head = head.head
    if head.dep_ in ("dobj", "dative", "nsubjpass"):
        return head.head.lemma_ in SPEECH
    return head.dep_ == "nsubj" and head.head.lemma_ not in listed("verb of being")


def _acts_in_clause(head: Token, verb: Token) -> bool:
    """Whether a subject or object is a government, by its verb."""
    if head.dep_ != "nsubj":
        return verb.lemma_ not in listed("done to a town")
    if verb.lemma_ in ("be", "have"):
        told = [child for child in verb.children if child.dep_ in ("attr", "acomp")]
        return any(child.lemma_.lower() in listed("bearing of a government") for child in told)
    if verb.lemma_ == "come":
        objects = (t for prep in verb.children if prep.lower_ == "under" for t in prep.subtree)
        return not any(token.lemma_.lower() in listed("fire") for token in objects)
    return verb.lemma_ not in listed("verb of a town")


def _acts_behind(preposition: Token, governor: Token) -> bool:
    """Whether the object of a preposition is a government, by what the preposition hangs on."""
    word, tied_to = preposition.lower_, governor.lemma_.lower()
    if word in ("by", "with", "against", "without", "under", "about", "like"):
        return True
    if word in ("to", "for"):
        is_on_the_way = tied_to in listed("verb of motion") or tied_to in listed("town traffic")
        return not is_on_the_way and governor.pos_ != "ADV"
    if word == "from":
        is_sent = governor.pos_ == "NOUN" and tied_to not in listed("town traffic")
        has_object = any(child.dep_ == "dobj" for child in governor.children)
        return is_sent or (has_object and tied_to in ("take", "get", "receive", "buy", "have"))
    if word == "between":
        return tied_to not in listed("town traffic") and governor.pos_ != "VERB"
    if word == "on":
        return tied_to not in listed("strike on a town")
    is_bearing = BEARING.fullmatch(tied_to) is not None  # "the province northwest of Lima"
    is_owned = governor.pos_ == "NOUN" and tied_to not in listed("town thing")
    return word == "of" and is_owned and not is_bearing


def is_misread_place(ent: Span, facts: dict) -> bool:
    """Whether a "person" or unknown body stands where only places stand: "in …", "… district".

    One with an office or a country is what it is called; a name behind a hyphen is half a name.
    """
    root, doc = ent.root, ent.doc
    if facts.get("role") or facts.get("country_iso3"):
        return False
    if ent.start > 1 and doc[ent.start - 1].text == "-" and not doc[ent.start - 2].whitespace_:
        return doc[ent.start - 2].lower_ not in listed("name particle")
    if root.dep_ == "pobj":
        above = root.head.head
        is_named = root.head.lower_ == "of" and above.lemma_.lower() in listed("kind of place")
        return is_named or root.head.lower_ in (
            "in", "near", "at", "outside", "inside", "around"
        )  # fmt: skip
    is_owner = root.dep_ in ("compound", "poss", "nmod", "amod")
    owned = root.head.lemma_.lower()
    return is_owner and (owned in listed("place noun") or owned in listed("kind of place"))


@cache
def acting_verbs() -> frozenset[str]:
    """Lemmas of verbs that only people and their bodies can be subjects of."""
    return SPEECH | listed("verb of acting")
