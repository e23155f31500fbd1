"""Whom does "he" or "the ministry" mean?  Pronouns and definite nouns that refer back.

The actors named so far stand in a :class:`Cast`.  What the text does not make plain stays
unresolved.
"""

from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from dateline.lexicon import listed
from dateline.names import SPEECH, Name, known_actors
from dateline.parse import sentence_id

PERSONAL = {"he", "she", "him", "her", "his"}
PLURAL = {"they", "them", "their"}
NEUTER = {"it", "its"}
SUBJECTS = {"nsubj", "nsubjpass", "agent"}
OWNING = {"of", "from", "for"}
GROUP_NOUNS = {"group", "organization", "organisation", "movement", "agency", "paper", "channel"}
GROUP_TYPES = {
    "non-state armed group", "civil society", "unknown", "political opposition",
    "international organisation",
}  # fmt: skip
NOUN_TYPES = {
    "agency": {"international organisation", "media", "government"}, "channel": {"media"},
}  # fmt: skip
REPORTING = {"say", "add", "warn", "note", "announce", "condemn", "report", "state"}
DEFINITE = {"the", "this", "that", "these", "those"}
PLURAL_TAGS = ("NNS", "NNPS")


@dataclass(frozen=True)
class Naming:
    """One naming of an actor while the article is being read."""

    index: int
    actor_id: str
    sentence: int
    is_subject: bool
    is_plural: bool
    noun: str


@dataclass(frozen=True)
class Cast:
    """The actors found so far, in the order of their namings."""

    doc: Doc
    owners: dict[int, Name]  # known names by their first token
    ends: dict[int, int]  # and the token after each
    actors: dict[str, dict] = field(default_factory=dict)
    namings: list[Naming] = field(default_factory=list)
    at: dict[int, str] = field(default_factory=dict)
    misread: set[str] = field(default_factory=set)  # "persons" that stood where places stand
    quoted: frozenset[int] = frozenset()  # tokens inside quotation marks
    home: str | None = None  # country that most of the article is about

    def facts(self, actor_id: str) -> dict:
        """What is known of an actor."""
        return self.actors.get(actor_id) or known_actors(self.doc.user_data["theatre"])[actor_id]


def country_of(cast: Cast, actor_id: str | None) -> str | None:
    """ISO code of the country of an actor, which is also the id of that state."""
    return cast.facts(actor_id).get("country_iso3") if actor_id else None


def resolve_owner(cast: Cast, token: Token) -> str | None:
    """The actor of a possessive: "his", "Assad's", "his country's"."""
    if token.i in cast.at:
        return cast.at[token.i]
    if token.tag_ == "PRP$":
        return resolve_pronoun(cast, token)
    return resolve_country(cast, token) if token.lemma_.lower() in listed("country") else None


def resolve_country(cast: Cast, noun: Token) -> str | None:
    """The state of "his country", "their nation"."""
    owners = (child for child in noun.children if child.tag_ == "PRP$")
    return next((country_of(cast, resolve_pronoun(cast, owner)) for owner in owners), None)


def resolve_pronoun(cast: Cast, pronoun: Token) -> str | None:
    """The actor that a pronoun stands for, where the last two sentences make it plain."""
    form = pronoun.lower_
    if pronoun.i in cast.quoted:
        return None
    if form in NEUTER and pronoun.dep_ in SUBJECTS:
        return _resolve_it(cast, pronoun)
    if form == "it":
        return None  # "the hotel … who seized it"
    if form == "they" and pronoun.head.lemma_ in REPORTING and pronoun.is_sent_start:
        return _last_to_speak(cast, pronoun, form)
    if form in PLURAL and (_has_other_subject(cast, pronoun) or _is_of_counted(pronoun)):
        return None
    here = sentence_id(pronoun)
    nearest = nearest_here = None
    for naming in reversed(cast.namings):
        if naming.sentence < here - (6 if form in PERSONAL else 1):
            break
        if nearest_here and naming.sentence < here:
            return nearest_here  # somebody named in the same sentence, if not as its subject
        is_before = naming.index not in cast.quoted
        is_teller = form in PLURAL and _only_told(cast, naming, pronoun)
        if not (is_before and _agrees(cast, naming, form)) or is_teller:
            continue
        if naming.is_subject:
            return naming.actor_id
        if naming.sentence == here or form in PERSONAL:
            nearest = nearest or naming.actor_id
            nearest_here = nearest if naming.sentence == here else nearest_here
    return nearest if form in PERSONAL or pronoun.dep_ == "poss" else None


def _only_told(cast: Cast, naming: Naming, pronoun: Token) -> bool:
    """Whether a naming only said what came before: "…, officials said. They were bombed …"."""
    verb = _governor(cast.doc[naming.index])
    is_after = any(c.dep_ == "ccomp" and c.i < naming.index for c in verb.children)
    return is_after and verb.lemma_ in SPEECH and pronoun.head.lemma_ not in SPEECH


def _has_other_subject(cast: Cast, pronoun: Token) -> bool:
    """Whether a plural subject that is no actor stands between "they" and the start: "two men"."""
    return any(
        token.dep_ in SUBJECTS and token.tag_ in PLURAL_TAGS and token.i not in cast.at
        for token in pronoun.sent[: pronoun.i - pronoun.sent.start]
    )


def _is_of_counted(pronoun: Token) -> bool:
    """Whether people counted just before are meant: "killing six people, among them a girl".

    Also "drove thousands from their homes".
    """
    doc, here = pronoun.doc, pronoun.i
    before = doc[max(pronoun.sent.start, here - 7) : here]
    is_part = pronoun.dep_ == "pobj" and pronoun.head.lower_ in ("among", "of", "including")
    is_home = pronoun.dep_ == "poss" and pronoun.head.lemma_.lower() in listed("home")
    return (is_part or is_home) and any(
        t.like_num or t.lemma_.lower() in listed("quantity") for t in before
    )


def _resolve_it(cast: Cast, pronoun: Token) -> str | None:
    """The actor that a subject "it" stands for: who says the clause, or the last main subject."""
    verb = pronoun.head
    if verb.lemma_ == "be" and not _describes_an_actor(verb):
        return None
    if verb.lemma_ in REPORTING:  # "it said" can only mean somebody who speaks
        return _last_to_speak(cast, pronoun, "it")
    if verb.dep_ in ("ccomp", "conj", "advcl"):
        above = verb.head
        if above.lemma_ in REPORTING and above.dep_ == "advcl" and above.tag_ == "VBG":
            above = above.head  # "claimed the raid, saying it was …"
        subjects = [child for child in above.children if child.dep_ in SUBJECTS]
        actor_id = cast.at.get(subjects[0].i) if subjects else None
        return actor_id if actor_id and cast.facts(actor_id)["actor_type"] != "person" else None
    before = sentence_id(pronoun) - 1 if pronoun.is_sent_start else -1
    acting = (n for n in cast.namings if n.sentence == before and n.is_subject)
    return next((n.actor_id for n in acting if _agrees(cast, n, "it")), None)


def _last_to_speak(cast: Cast, pronoun: Token, form: str) -> str | None:
    """Who "it said" or "they said" goes on to quote: of those told of last, rather a speaker.

    Who acts in the clause that is told speaks only where nobody spoke before: "The gang fled, it
    said", but "The government has sent police, it said".
    """
    here, verb = sentence_id(pronoun), pronoun.head
    able = [
        naming for naming in reversed(cast.namings)
        if here - 2 <= naming.sentence and naming.is_subject and naming.index not in cast.quoted
        and naming.index < pronoun.i and _agrees(cast, naming, form)
    ]  # fmt: skip
    acting = [n for n in able if n.sentence == here and _governor(cast.doc[n.index]) != verb]
    others = [naming for naming in able if naming not in acting]
    last = [naming for naming in others if naming.sentence == others[0].sentence]
    speakers = [n for n in last if _governor(cast.doc[n.index]).lemma_ in SPEECH]
    found = speakers or acting or last
    return found[0].actor_id if found else None


def _governor(token: Token) -> Token:
    """The verb that the name opened by a token is the subject of."""
    while (
        token.dep_ in ("compound", "amod", "nmod", "det", "poss", "punct") and token.head != token
    ):
        token = token.head
    return token.head


def _describes_an_actor(verb: Token) -> bool:
    """Whether "it was …" tells of somebody: "it was ready to talk", "it was about to strike"."""
    return any(
        c.lower_ == "about" or c.lemma_.lower() in listed("adjective of commitment")
        for c in verb.children
    )


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
    actor_type = cast.facts(naming.actor_id)["actor_type"]
    if form in PERSONAL:
        is_woman = naming.noun.endswith("woman")
        is_man = naming.noun.endswith("man") and not is_woman
        is_other = is_man if form in ("she", "her") else is_woman
        return actor_type == "person" and not naming.is_plural and not is_other
    if form in PLURAL:
        return naming.is_plural or actor_type in ("police", "non-state armed group")
    return actor_type != "person" and _is_one(cast, naming)


def _is_one(cast: Cast, naming: Naming) -> bool:
    """Whether a naming means one body; "Taliban" is a plural and the name of a group."""
    return not naming.is_plural or naming.noun in cast.facts(naming.actor_id)["name"].lower()


def earlier_naming(cast: Cast, head: Token, start: int, row: dict) -> str | None:
    """The actor that "the ministry" or "the president" refers back to.

    A bare plural repeats its noun; a definite noun may also stand in an earlier name or office.
    """
    determiner, noun = cast.doc[start].lower_, head.lemma_.lower()
    is_definite = determiner in DEFINITE
    is_plural = head.tag_ in PLURAL_TAGS
    if not is_definite and (cast.doc[start].dep_ == "det" or not is_plural):
        return None
    if any(child.lower_ in OWNING for child in head.rights):
        return None
    before = cast.doc[start : head.i]
    modifiers = {t.lower_ for t in before if t.dep_ in ("amod", "compound")}
    nouns = {t.lower_ for t in before if t.dep_ == "compound"}
    if modifiers and not is_definite:
        return None  # "police officials" are not the officials of before
    if noun in GROUP_NOUNS and not is_plural:
        return _earlier_group(cast, row)
    found = [
        naming
        for naming in reversed(cast.namings)
        if not _is_other_force(cast.facts(naming.actor_id), row)
        and not _is_other_post(cast.facts(naming.actor_id), nouns)
        and (
            (naming.noun == noun and naming.is_plural == is_plural)
            or (not is_plural and _is_called(cast.facts(naming.actor_id), noun, modifiers))
        )
    ]
    return _plainest(found)


def _plainest(found: list[Naming]) -> str | None:
    """The last of several namings, unless its sentence names two that would do."""
    rivals = {n.actor_id for n in found if n.sentence == found[0].sentence}
    return found[0].actor_id if len(rivals) == 1 else None


def _earlier_group(cast: Cast, row: dict) -> str | None:
    """The organisation that "the group" or "the activist group" named last means."""
    own = {row["actor_type"], "unknown"} if row["actor_type"] != "unknown" else GROUP_TYPES
    kinds = NOUN_TYPES.get(row["noun"], own)
    found = [
        naming for naming in reversed(cast.namings)
        if cast.facts(naming.actor_id)["actor_type"] in kinds and _is_one(cast, naming)
    ]  # fmt: skip
    known = [n for n in found if cast.facts(n.actor_id)["actor_type"] != "unknown"]
    return _plainest(known or found)  # of what nobody knows, nobody speaks for sure


def _is_other_force(facts: dict, row: dict) -> bool:
    """Whether one is an army and the other none: "the army" is no National Liberation Army."""
    return row["actor_type"] == "military" and facts["actor_type"] == "non-state armed group"


def _is_other_post(facts: dict, nouns: set[str]) -> bool:
    """Whether a post is not that of a person: "the hospital director" directs no charity."""
    if facts["actor_type"] != "person":
        return False
    known = f"{facts.get('role') or ''} {facts['name']}".lower().split()
    return not nouns <= set(known)


def _is_called(facts: dict, noun: str, modifiers: set[str]) -> bool:
    """Whether a definite noun can mean an actor: "the ministry", "the security pact"."""
    if facts["actor_type"] == "person":
        office = (facts.get("role") or "").lower().split(" of ")[0].split(" for ")[0]
        return noun in office.split() and len(noun) > 4
    parts_of_name = set(facts["name"].lower().split())
    return (noun in parts_of_name and len(noun) > 4) or (
        len(modifiers) > 1 and modifiers <= parts_of_name
    )
