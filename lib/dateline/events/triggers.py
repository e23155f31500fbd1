"""Which words tell of an interaction?  PLOVER triggers of ``data/reference/plover.csv``.

A trigger is a verb or noun, with the words that must stand with it when it alone would not do:
"take" is a protest only with "street", "hand" only with "over".
"""

from dataclasses import dataclass
from functools import cache

from spacy.tokens import Span, Token

from dateline.events.doers import LONGEST_SERIES
from dateline.lexicon import read_reference

# Words split at the hyphen, or written apart, whose parts are one trigger.
JOINED = {
    "fire": {"cease": "ceasefire"},
    "offensive": {"counter": "counteroffensive"},
    "attack": {"counter": "attack"},
    "strike": {"air": "airstrike"},
}
# Objects with which a verb means something else.
IDIOMS = {
    "take": {"effect", "place", "part", "note"},
    "meet": {"demand", "need", "condition", "goal", "resistance", "deadline", "standard"},
    "release": {
        "statement", "report", "video", "footage", "figure", "data", "image", "photo", "result",
        "document", "name", "detail", "picture", "list", "information", "loss", "toll",
    },
    "decline": {"comment", "say", "name", "identify", "elaborate", "give", "discuss", "speculate"},
    "refuse": {"comment", "say", "name", "identify", "elaborate", "speculate"},
    "hand": {"name", "list", "document", "report"},
    "request": {"anonymity"},
    "support": {"claim", "view", "theory"},
}  # fmt: skip
SERIES = {"series", "number", "wave", "spate", "string", "round", "barrage"}  # "of attacks"
COMPLEMENTS = {
    "prt", "prep", "dobj", "xcomp", "ccomp", "pobj", "advmod", "agent", "compound", "amod",
}  # fmt: skip


@dataclass(frozen=True)
class Trigger:
    """One row of the lexicon; `recipient` lists where the one acted upon stands."""

    word: str
    with_words: frozenset[str]
    plover_type: str
    plover_mode: str | None
    frame: str
    recipient: tuple[str, ...]


@cache
def lexicon() -> dict[tuple[str, str], tuple[Trigger, ...]]:
    """Triggers by word and part of speech; those that ask for company come first."""
    triggers: dict[tuple[str, str], list[Trigger]] = {}
    for row in read_reference("plover"):
        trigger = Trigger(
            row["trigger"], frozenset(filter(None, row["with"].split("|"))),
            row["plover_type"], row["plover_mode"] or None, row["frame"],
            tuple((row["recipient"] or "object").split()),
        )  # fmt: skip
        triggers.setdefault((row["trigger"], row["part"]), []).append(trigger)
    return {
        key: tuple(sorted(found, key=lambda t: not t.with_words)) for key, found in triggers.items()
    }


def find_trigger(token: Token) -> Trigger | None:
    """The trigger that a token is the head of, or ``None``."""
    if token.pos_ not in ("VERB", "NOUN", "PROPN") or token.is_punct:
        return None
    if token.tag_ == "VBN" and any(c.dep_ == "det" for c in token.children):
        return None  # "treated the wounded"
    is_misread = token.tag_ == "VBZ" and token.dep_ in ("pobj", "dobj")  # "for X airstrikes on Y"
    part = "noun" if token.pos_ != "VERB" or is_misread or _is_gerund(token) else "verb"
    if part == "noun" and token.dep_ in ("compound", "amod", "nmod"):
        return None  # "shelling victims" tells of victims
    is_form = token.tag_ == "VBG" and token.pos_ == "VERB" and part == "noun"
    word = token.lower_ if is_form else lemma_of(token)
    for trigger in lexicon().get((word, part), ()):
        near = company(token, 2 if part == "verb" else 1) | _passive(token)
        if not trigger.with_words or trigger.with_words & near:
            return None if part == "verb" and _is_idiom(token) else trigger
    return None


def _passive(verb: Token) -> set[str]:
    """The noun that a passive is about: "attacks were carried out", "a raid staged by rebels"."""
    about = [c for c in verb.children if c.dep_ == "nsubjpass"]
    if verb.dep_ == "acl" and verb.tag_ == "VBN":
        about.append(verb.head)
    return {lemma_of(noun) for noun in about}


def _is_gerund(token: Token) -> bool:
    """Whether a verb form stands as a noun: "fighting between the two went on"."""
    is_phrase = token.dep_ in ("nsubj", "csubj", "pobj", "dobj", "ROOT") and token.tag_ == "VBG"
    return is_phrase and not any(c.dep_ in ("nsubj", "dobj", "aux") for c in token.children)


def lemma_of(token: Token) -> str:
    """The lemma, with what a hyphen has split put together: "cease-fire" is "ceasefire"."""
    lemma = token.lemma_.lower()
    if not token.i or lemma not in JOINED:
        return lemma
    before = token.i - 2 if token.i > 1 and token.nbor(-1).text == "-" else token.i - 1
    return JOINED[lemma].get(token.doc[before].lower_, lemma)


def company(token: Token, depth: int) -> set[str]:
    """Lemmas of particles, prepositions and objects that hang on a word."""
    words: set[str] = set()
    for child in token.children:
        if child.dep_ in COMPLEMENTS:
            words |= {lemma_of(child), child.lower_}
            words |= {lemma_of(c) for c in child.conjuncts}
            below = {c.dep_ for c in child.lefts if c.tag_ == "TO" or c.dep_ == "auxpass"}
            if child.dep_ in ("xcomp", "ccomp") and depth > 1 and below == {"aux"}:
                words.add("+infinitive")  # "asked them to leave", not "asked not to be named"
            if child.lemma_ in SERIES:
                words |= company(child, 2)
            if depth > 1:
                words |= company(child, depth - 1)
    return words


def trigger_span(token: Token) -> Span:
    """The trigger with its particle and object's head near by: "handed over", "called on"."""
    start, end = token.i, token.i
    if lemma_of(token) != token.lemma_.lower():
        start = token.i - 2 if token.nbor(-1).text == "-" else token.i - 1
    for child in token.children:
        if child.dep_ in ("prt", "neg", "auxpass") and abs(child.i - token.i) <= 3:
            start, end = min(start, child.i), max(end, child.i)
    following = token.nbor(1) if token.i + 1 < len(token.doc) else None
    if following is not None and following.dep_ == "prep" and following.lower_ in ("on", "upon"):
        end = max(end, following.i)
    return token.doc[start : end + 1]


def _is_idiom(token: Token) -> bool:
    """Whether verb and object mean something else: "take effect", "meet demands"."""
    other = IDIOMS.get(token.lemma_)
    if not other:
        return False
    things = [c for c in token.children if c.dep_ in ("dobj", "nsubjpass", "xcomp")]
    verb = token
    for _ in range(LONGEST_SERIES):
        if verb.dep_ != "conj" or verb.head.pos_ != "VERB":
            break
        verb = verb.head
    if verb.dep_ == "acl":
        things.append(verb.head)  # "a report titled … and released on Monday"
    things += [g for t in things for c in t.children if c.lower_ == "of" for g in c.children]
    return any(thing.lemma_ in other for thing in things)
