"""Who is speaking?  The subject of a cue, found at the verb or upwards from it in the parse."""

from bisect import bisect_right
from functools import cache
from typing import NamedTuple

from spacy.tokens import Doc, Span, Token

from dateline.actors.nominals import nominal_span
from dateline.actors.persons import person_beside
from dateline.dates.tense import FINITE, RELATIVES
from dateline.lexicon import listed, read_reference
from dateline.names import roles
from dateline.parse import entity_at, sentence_at

FIRST_PERSON = {"i", "we", "you", "me", "us"}


class Speaker(NamedTuple):
    """Who speaks: the words that name the speaker and the actor, if it is known."""

    named: Span
    actor_id: str | None


class Index(NamedTuple):
    """Where actors are named and what is quoted, by token."""

    starts: list[int]
    mentions: list[dict]
    quotes: list[tuple[int, int]]

    def mention(self, token: Token | None) -> dict | None:
        """The shortest naming of an actor around a token."""
        if token is None:
            return None
        at = bisect_right(self.starts, token.idx)
        inside = [m for m in self.mentions[max(0, at - 6) : at] if m["end_char"] > token.idx]
        return min(inside, key=lambda m: m["end_char"] - m["start_char"], default=None)

    def actor(self, token: Token | None) -> str | None:
        """The actor that a token names."""
        mention = self.mention(token)
        return mention["actor_id"] if mention else None

    def speaker(self, doc: Doc, mention: dict) -> Speaker:
        """The speaker that a mention names."""
        start, end = mention["start_char"], mention["end_char"]
        return Speaker(doc.char_span(start, end, alignment_mode="expand"), mention["actor_id"])


@cache
def speech_table() -> dict[str, dict[str, str]]:
    """Verbs of speech with their stance and the frame of their content."""
    return {row["lemma"]: row for row in read_reference("speech")}


@cache
def speech_lemmas() -> frozenset[str]:
    """Lemmas of the verbs of speech, those included that speak only with a particle."""
    return frozenset(lemma.split()[0] for lemma in speech_table())


def speaker_head(verb: Token, depth: int = 0) -> Token | None:
    """The word that names who speaks, found at the verb or upwards from it."""
    passive = None
    for child in sorted(verb.children, key=lambda c: (c.dep_ != "nsubj", c.i > verb.i, -c.i)):
        if child.dep_ == "nsubj":
            if child.lower_ in RELATIVES:
                return verb.head if verb.dep_ == "relcl" else None
            return child
        if child.dep_ == "agent":
            return next((c for c in child.children if c.dep_ == "pobj"), None)
        if child.dep_ == "nsubjpass":
            passive = child
    if passive is not None:
        return passive if depth and verb.lemma_ in ("quote", "cite", "hear") else None
    clauses = [c for c in verb.children if c.dep_ == "ccomp"]
    if len(clauses) > 1 and clauses[0].i < verb.i < clauses[-1].i:
        return _subject(clauses[0])  # "The army, engaged in a battle …, said it would …"
    if depth > 4 or (verb.tag_ == "VBN" and verb.dep_ in ("advcl", "acl", "amod")):
        return None
    return _inverted(verb) or _before_comma(verb) or _speaker_above(verb, depth)


def _before_comma(verb: Token) -> Token | None:
    """The name before the comma, where the parser lost it: "The minister, Ali Bako, told …"."""
    if verb.i < 2 or verb.tag_ not in ("VBD", "VBZ") or verb.nbor(-1).text != ",":
        return None
    name = verb.nbor(-2)
    is_subject = name.dep_ in ("appos", "nsubj", "ROOT", "conj")
    is_name = name.ent_type_ in ("PERSON", "ORG") and sentence_at(name) == sentence_at(verb)
    return name if is_subject and is_name else None


def _speaker_above(verb: Token, depth: int) -> Token | None:
    """The speaker of a participle or of the second of two verbs, from the verb above."""
    head = verb.head
    if verb.dep_ in ("conj", "advcl", "xcomp", "dep", "ccomp") and head.pos_ in ("VERB", "AUX"):
        return _subject(head) if verb.dep_ == "advcl" else speaker_head(head, depth + 1)
    if verb.dep_ == "pcomp":
        while head.dep_ in ("prep", "pcomp"):
            head = head.head
        quoted = next((c for c in head.rights if c.dep_ == "dobj"), None)
        if head.lemma_ in ("quote", "cite") and quoted is not None:
            return quoted  # "the agency quoted the minister as saying"
        return speaker_head(head, depth + 1) if head.pos_ in ("VERB", "AUX") else None
    if verb.dep_ == "acl":
        if head.lemma_.lower() not in listed("document"):
            return head
        while head.pos_ not in ("VERB", "AUX") and head.head.i != head.i:
            head = head.head
        return _subject(head) if head.pos_ in ("VERB", "AUX") else None
    return None


def _subject(verb: Token) -> Token | None:
    """The subject of a verb or of the verb that it is paired with."""
    for _ in range(6):
        for child in verb.children:
            if child.dep_ in ("nsubj", "nsubjpass"):
                is_relative = child.lower_ in RELATIVES and verb.dep_ == "relcl"
                return verb.head if is_relative else child
        if verb.dep_ not in ("conj", "xcomp", "advcl"):
            return None
        verb = verb.head
    return None


def _inverted(verb: Token) -> Token | None:
    """The speaker after the verb: "…," said the minister."""
    has_addressee = verb.lemma_ in listed("verb with addressee")
    is_finite = verb.tag_ in FINITE and not has_addressee
    before = verb.nbor(-1) if verb.i and is_finite else None
    if before is None or before.text not in (",", "”", '"', "?", "!"):
        return None
    for child in verb.rights:
        is_after = child.dep_ in ("dobj", "attr", "oprd", "npadvmod", "dep")
        if is_after and child.pos_ in ("PROPN", "NOUN", "PRON"):
            return child if child.ent_type_ in ("", "PERSON", "ORG", "GPE", "NORP") else None
    return None


def name_speaker(index: Index, head: Token, may_be_any: bool = False) -> Speaker | None:
    """The speaker's naming and actor; ``None`` when the subject can say nothing."""
    if head.lower_ in FIRST_PERSON:
        return None
    doc, span = head.doc, nominal_span(head)
    person = person_beside(head)  # "The U.N. envoy to Iraq, Jan Kubis, called …"
    mention = (index.mention(person) if person is not None else None) or index.mention(head)
    if mention is None:  # "Some in the opposition", "three of the officials"
        for prep in head.rights:
            if prep.dep_ == "prep" and prep.lower_ in ("in", "of", "among", "from", "for", "with"):
                target = next((c for c in prep.children if c.dep_ == "pobj"), None)
                found = index.mention(target)
                if found is not None:
                    is_partitive = head.pos_ in ("DET", "PRON", "NUM", "ADJ")
                    named = doc[span.start : target.i + 1]
                    return Speaker(named, found["actor_id"] if is_partitive else None)
    if mention is not None and mention["kind"] != "part_of_name":
        return index.speaker(doc, mention)
    lemma = head.lemma_.lower()
    if lemma in listed("document"):
        return Speaker(span, _author(index, head, span.start))
    is_speaker = may_be_any or head.pos_ in ("PROPN", "PRON") or lemma in roles()
    if head.lower_ in ("this", "that", "there", "what") or not is_speaker:
        return None
    if head.lower_ == "it" and not may_be_any:
        return None
    if head.ent_type_ in ("PERSON", "ORG"):
        ent = entity_at(head)
        span = doc[min(span.start, ent.start) : ent.end]
    return Speaker(span, None)


def _author(index: Index, head: Token, start: int) -> str | None:
    """The actor whose statement it is: "the army's report", "figures from the U.N."."""
    around = [*head.doc[start : head.i]]
    for prep in head.rights:
        by = prep.children if prep.dep_ == "acl" else [prep]  # "a statement issued by the army"
        for link in by:
            if link.dep_ in ("prep", "agent") and link.lower_ in ("from", "by", "of"):
                around += [child for child in link.children if child.dep_ == "pobj"]
    mentions = [mention for mention in map(index.mention, around) if mention is not None]
    return mentions[-1]["actor_id"] if mentions else None
