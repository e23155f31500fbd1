"""Whom does "he" or "the ministry" mean?  Pronouns and definite nouns that refer back.

What the text does not make plain stays unresolved.
"""

from itertools import takewhile

from spacy.tokens import Token

from dateline.actors.cast import Cast, Naming
from dateline.fields import ARMED_GROUP
from dateline.lexicon import listed
from dateline.names import SPEECH
from dateline.parse import sentence_id

PERSONAL = {"he", "she", "him", "her", "his"}
PLURAL = {"they", "them", "their"}
NEUTER = {"it", "its"}
SUBJECTS = {"nsubj", "nsubjpass", "agent"}
OWNING = {"of", "from", "for"}
GROUP_NOUNS = {"group", "organization", "organisation", "movement", "agency", "paper", "channel"}
GROUP_TYPES = {
    ARMED_GROUP, "civil society", "unknown", "political opposition",
    "international organisation",
}  # fmt: skip
NOUN_TYPES = {
    "agency": {"international organisation", "media", "government"}, "channel": {"media"},
}  # fmt: skip
REPORTING = {"say", "add", "warn", "note", "announce", "condemn", "report", "state"}
DEFINITE = {"the", "this", "that", "these", "those"}
PLURAL_TAGS = ("NNS", "NNPS")
MODIFYING = ("compound", "amod", "nmod", "det", "poss", "punct")


def resolve_pronoun(cast: Cast, pronoun: Token) -> str | None:
    """The actor that a pronoun stands for, where the last two sentences make it plain."""
    form = pronoun.lower_
    if pronoun.i in cast.quoted or form in PLURAL and _means_others(cast, pronoun):
        return None
    if form == "it":  # not "the hotel … who seized it"
        return _resolve_it(cast, pronoun) if pronoun.dep_ in SUBJECTS else None
    able = _able(cast, pronoun, form, reach=6 if form in PERSONAL else 1)
    if form in PLURAL:
        able = [naming for naming in able if not _only_told(cast, naming, pronoun)]
    same = [naming for naming in able if naming.sentence == sentence_id(pronoun)]
    found = [naming for naming in same or able if naming.is_subject] or same
    return _first(found or (able if form in PERSONAL else []))


def _able(cast: Cast, pronoun: Token, form: str, *, reach: int) -> list[Naming]:
    """Namings that a pronoun can stand for, the last first, up to so many sentences before it."""
    first = sentence_id(pronoun) - reach
    near = takewhile(lambda naming: naming.sentence >= first, reversed(cast.namings))
    return [n for n in near if n.index not in cast.quoted and _agrees(cast, n, form)]


def _first(namings: list[Naming]) -> str | None:
    """The actor of the first of some namings, if there is one."""
    return namings[0].actor_id if namings else None


def _only_told(cast: Cast, naming: Naming, pronoun: Token) -> bool:
    """Whether a naming only said what came before: "…, officials said. They were bombed …"."""
    verb = whole(cast.doc[naming.index]).head
    is_after = any(c.dep_ == "ccomp" and c.i < naming.index for c in verb.children)
    return is_after and pronoun.head.lemma_ not in SPEECH


def _means_others(cast: Cast, pronoun: Token) -> bool:
    """Whether "they" are people who are no actor: a plural subject, or some counted just before.

    "two men …, they", "killing six people, among them a girl", "drove thousands from their homes".
    """
    before = pronoun.sent[: pronoun.i - pronoun.sent.start]
    if any(t.dep_ in SUBJECTS and t.tag_ in PLURAL_TAGS and t.i not in cast.at for t in before):
        return True
    is_part = pronoun.dep_ == "pobj" and pronoun.head.lower_ in ("among", "of", "including")
    is_home = pronoun.dep_ == "poss" and pronoun.head.lemma_.lower() in listed("home")
    counts = (t.like_num or t.lemma_.lower() in listed("quantity") for t in before[-7:])
    return (is_part or is_home) and any(counts)


def _resolve_it(cast: Cast, pronoun: Token) -> str | None:
    """The actor that a subject "it" stands for: who says the clause, or the last main subject."""
    verb, ready = pronoun.head, listed("adjective of commitment")
    is_bare = not any(c.lower_ == "about" or c.lemma_.lower() in ready for c in verb.children)
    if verb.lemma_ == "be" and is_bare:
        return None  # but "it was ready to talk", "it was about to strike"
    if verb.lemma_ in REPORTING:  # "it said" can only mean somebody who speaks
        return _last_to_speak(cast, pronoun)
    if verb.dep_ in ("ccomp", "conj", "advcl"):
        above = verb.head
        if above.lemma_ in REPORTING and above.dep_ == "advcl":
            above = above.head  # "claimed the raid, saying it was …"
        subject = next((c.i for c in above.children if c.dep_ in SUBJECTS), -1)
        return cast.at.get(subject) if cast.kind(cast.at.get(subject)) != "person" else None
    before = sentence_id(pronoun) - 1 if pronoun.is_sent_start else -1
    told = (n for n in cast.namings if n.sentence == before and n.is_subject)
    return _first([n for n in told if _agrees(cast, n, "it")])


def _last_to_speak(cast: Cast, pronoun: Token) -> str | None:
    """Who "it said" goes on to quote: who spoke last, else who acts in what is told.

    "The government has sent police, it said", but "The gang fled, it said".
    """
    able = [naming for naming in _able(cast, pronoun, "it", reach=2) if naming.is_subject]
    others = [n for n in able if n.sentence < sentence_id(pronoun)]
    last = [naming for naming in others if naming.sentence == others[0].sentence]
    speakers = [n for n in last if whole(cast.doc[n.index]).head.lemma_ in SPEECH]
    return _first(speakers or able)


def whole(token: Token) -> Token:
    """The head of the name that a token opens."""
    while token.dep_ in MODIFYING:
        token = token.head
    return token


def is_subject(head: Token) -> bool:
    """Whether a naming acts: as subject, in a pair of subjects, or with a participle after it."""
    above = ("NOUN", "PROPN", "ADP", "NUM", "DET")
    while head.dep_ in ("conj", "pobj", "appos") and head.head.pos_ in above:
        head = head.head
        if head.lower_ == "of":  # "thousands of protesters took …"
            head = head.head
    return head.dep_ in SUBJECTS or head.dep_ == "conj"


def _agrees(cast: Cast, naming: Naming, form: str) -> bool:
    """Whether a pronoun can stand for an actor, by number and kind."""
    kind = cast.kind(naming.actor_id)
    if form in PERSONAL:
        told = next((noun for noun in ("woman", "man") if naming.noun.endswith(noun)), None)
        is_other = told == ("man" if form in ("she", "her") else "woman")
        return kind == "person" and not naming.is_plural and not is_other
    if form in PLURAL:
        return naming.is_plural or kind in ("police", ARMED_GROUP)
    return kind != "person" and _is_one(cast, naming)


def _is_one(cast: Cast, naming: Naming) -> bool:
    """Whether a naming means one body; "Taliban" is a plural and the name of a group."""
    return not naming.is_plural or naming.noun in cast.facts(naming.actor_id)["name"].lower()


def earlier_naming(cast: Cast, head: Token, start: int, row: dict) -> str | None:
    """The actor that "the ministry" or "the president" refers back to.

    A bare plural repeats its noun; a definite noun may also stand in an earlier name or office.
    """
    first, noun = cast.doc[start], head.lemma_.lower()
    is_definite, is_plural = first.lower_ in DEFINITE, head.tag_ in PLURAL_TAGS
    before = cast.doc[start : head.i]
    modifiers = {t.lower_ for t in before if t.dep_ in ("amod", "compound")}
    is_bare = is_plural and first.dep_ != "det" and not modifiers  # no "police officials"
    if not (is_definite or is_bare) or any(child.lower_ in OWNING for child in head.rights):
        return None
    if noun in GROUP_NOUNS and not is_plural:
        return _earlier_group(cast, row)
    nouns = {t.lower_ for t in before if t.dep_ == "compound"}
    able = [n for n in reversed(cast.namings) if _may_be(cast.facts(n.actor_id), row, nouns)]
    found = [n for n in able if _is_called(cast, n, noun, modifiers, is_plural)]
    if found and found[0].sentence < sentence_id(head) - 1:
        # "The government" of some sentences on is the one called so, not a capital named since.
        found = [n for n in found if n.noun == noun] or found
    return _plainest(found)


def _plainest(found: list[Naming]) -> str | None:
    """The last of several namings, unless its sentence names two that would do."""
    rivals = {n.actor_id for n in found if n.sentence == found[0].sentence}
    return found[0].actor_id if len(rivals) == 1 else None


def _earlier_group(cast: Cast, row: dict) -> str | None:
    """The organisation that "the group" or "the activist group" named last means."""
    own = {row["actor_type"], "unknown"} if row["actor_type"] != "unknown" else GROUP_TYPES
    kinds = NOUN_TYPES.get(row["noun"], own)
    bodies = [n for n in reversed(cast.namings) if cast.kind(n.actor_id) in kinds]
    ones = [naming for naming in bodies if _is_one(cast, naming)]
    known = [n for n in ones if cast.kind(n.actor_id) != "unknown"]
    return _plainest(known or ones)  # of what nobody knows, nobody speaks for sure


def _may_be(facts: dict, row: dict, nouns: set[str]) -> bool:
    """Whether an actor is of the kind that a noun names, as far as kinds and posts tell.

    "The army" is no commander of one, nor a National Liberation Army; "the hospital director"
    directs no charity.
    """
    if facts["actor_type"] == "person":
        is_body = row["part"] in ("body", "organ") and row["noun"] not in facts["name"].lower()
        office = f"{facts.get('role') or ''} {facts['name']}".lower().split()
        return not is_body and nouns <= set(office)
    return (row["actor_type"], facts["actor_type"]) != ("military", ARMED_GROUP)


def _is_called(cast: Cast, naming: Naming, noun: str, modifiers: set[str], plural: bool) -> bool:
    """Whether a noun was said before, or can mean an actor: "the ministry", "the security pact"."""
    if plural or (naming.noun == noun and not naming.is_plural):
        return naming.noun == noun and naming.is_plural == plural
    facts = cast.facts(naming.actor_id)
    is_person = facts["actor_type"] == "person"
    office = (facts.get("role") or "").lower().split(" of ")[0].split(" for ")[0]
    words = set((office if is_person else facts["name"].lower()).split())
    is_described = not is_person and len(modifiers) > 1 and modifiers <= words
    return is_described or (noun in words and len(noun) > 4)
