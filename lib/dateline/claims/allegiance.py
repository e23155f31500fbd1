"""To whom do victims belong when their own words do not say?  Armies and groups named around them.

"Nine soldiers were killed" are soldiers of the army that the article speaks of, "two of the
attackers" belong to the group that attacked, and neither belongs to whoever killed them.
"""

import re
from collections import Counter
from functools import cached_property
from typing import NamedTuple

from spacy.tokens import Doc, Span

from dateline.claims.parties import ARMED, bare_name, is_author, is_movement
from dateline.fields import ARMED_GROUP
from dateline.lexicon import listed
from dateline.names import actor_slug, name_table
from dateline.parse import sentence_at, sentence_id, text_of

MAKERS_OF_WAR = {"army": "military", "state": "government", "group": ARMED_GROUP}
ON_SIDE = re.compile(
    r"[^.;:]{0,40}?\bon\s+the\s+([A-Z][\w’'-]+(?:\s+[A-Z][\w’'-]+)?)\s+side\b|[^.;:]{0,25}?\bon\s+(its|their|our|his)\s+(?:own\s+)?side\b"
)
AMONG = re.compile(r"\s*among\s+the\s+([A-Z][\w’'-]+)")  # "101 among the Gimir"
MOSTLY = re.compile(
    r"(?:[^.;:\d]{0,40}[,–—(-])?\s*(?:(?:most|all|many|both|some|half)\s+of\s+(?:them|whom)|mostly|mainly|all|both)\s+(?:were\s+|are\s+)?(?:of\s+them\s+)?(?:(?:from|of)\s+the\s+)?(?:ethnic\s+|minority\s+)*([A-Z][\w’'-]+)"
)
_FORCE = (
    r"(?:group|militia|gang|faction|coalition|insurgency|rebels?|fighters|militants?|gunmen|"
    r"insurgents?|jihadists?|extremists?|militiamen|guerrillas?|paramilitar(?:y|ies)|separatists?|"
    r"offshoot|dissidents)"
)
ARMS_BEFORE = re.compile(
    rf"\b{_FORCE}(?:,?\s+(?:known\s+as|called|of|from|with)|,)?\s+(?:the\s+)?$|\bknown\s+as\s+$",
    re.IGNORECASE,
)
ARMS_AFTER = re.compile(
    rf"^(?:\s*\([^)]*\))?(?:['’]s?)?\s+{_FORCE}\b"
    rf"|^\s*,\s+(?:an?|the)\s+[^,.;]{{0,60}}?\b{_FORCE}\b"
    r"|^[^.;]{0,12}?\s+(?:(?:has|have|had)\s+)?(?:claimed|took|denied)\s+responsibility"
    r"|^\s+(?:says?|said)\s+(?:that\s+)?its\s+(?:fighters|men|forces)\b"
)
FORCES = {MAKERS_OF_WAR["army"], MAKERS_OF_WAR["group"]}
OFFICES = {"Department", "Ministry"}
TYING = listed("tie to an attack") | ARMED
NEXT = 3  # tokens from "rebels of the" to their name
_REACH = 3  # sentences before a figure in which a group is still the one spoken of


class Party(NamedTuple):
    """A naming of an army or an armed group: who, where, and by which words."""

    actor_id: str
    start_char: int
    sentence_id: str
    words: str


class Parties:
    """The armies and armed groups that an article names, in the order of the text."""

    def __init__(self, doc: Doc, facts: dict[str, dict], mentions: list[dict]):
        self.doc, self.facts = doc, facts
        names = name_table(doc.user_data.get("theatre"))
        self.bodies = {text for text, name in names.items() if name.label == "ORG"}
        self.names: dict[str, str] = {}
        self.found: dict[str, list[Party]] = {kind: [] for kind in MAKERS_OF_WAR}
        self.at = sorted((m for m in mentions if m.get("actor_id")), key=lambda m: m["start_char"])
        learnt = self._learn_arms()
        self.n_unnamed = 0  # mentions of "the army" without its country
        for mention in self.at:
            fact = facts.get(mention["actor_id"], {})
            is_army = fact.get("actor_type") == MAKERS_OF_WAR["army"]
            self.n_unnamed += is_army and fact.get("country_iso3") is None
            for kind, actor_type in MAKERS_OF_WAR.items():
                is_kind = kind == "group" and mention["actor_id"] in learnt
                is_kind |= fact.get("actor_type") == actor_type
                if is_kind and self._is_proper(fact, kind):
                    naming = (mention["start_char"], mention["sentence_id"], mention["quote"])
                    self.found[kind].append(Party(mention["actor_id"], *naming))
        self.groups = self._ids({p.actor_id for p in self.found["group"]})
        named = (m["actor_id"] for m in self.at)
        armed = {key for key in named if facts.get(key, {}).get("actor_type") in FORCES}
        self.forces = self.groups | self._ids(armed)

    def _ids(self, actors: set[str]) -> set[str]:
        """The ids of actors, and of the sides that their names stand for."""
        told = {self.facts[key]["name"] for key in actors}
        told |= {m["quote"] for m in self.at if m["actor_id"] in actors}
        short = {name.split()[-1] for name in told}  # "Sayyaf men", of the Abu Sayyaf
        return actors | {actor_slug(name) for name in told | {n for n in short if n[:1].isupper()}}

    def _is_proper(self, fact: dict, kind: str) -> bool:
        """Whether an actor is one by name: no "militants", no army without a country."""
        told = fact["name"].split()
        capitals = (word for word in told if word[:1].isupper())
        is_named = any(w in self.bodies or is_movement(w.lower()) for w in capitals)
        return is_named and (kind == "group" or isinstance(fact.get("country_iso3"), str))

    def _learn_arms(self) -> set[str]:
        """Actors of no known type that the text calls rebels, a militia, a group of fighters."""
        text, learnt = text_of(self.doc), set()
        for mention in self.at:
            fact = self.facts.get(mention["actor_id"], {})
            start, end = mention["start_char"], mention["end_char"]
            if _is_open(fact) and (
                ARMS_BEFORE.search(text[max(0, start - 40) : start])
                or ARMS_AFTER.match(text[end : end + 90])
            ):
                learnt.add(mention["actor_id"])
        return learnt

    def ids_within(self, span: Span | None) -> set[str]:
        """Actors, countries and sides that the words of a span name."""
        found: set[str] = set()
        if span is None:
            return found
        for mention in self.at:
            if span.start_char <= mention["start_char"] < span.end_char:
                found |= self.marks(mention["actor_id"])
        return found

    def authors_within(self, span: Span, *, is_army: bool) -> set[str]:
        """Actors, countries and sides that the words of a span name as doers of harm."""
        found: set[str] = set()
        for mention in self.at:
            if span.start_char <= mention["start_char"] < span.end_char:
                named = span.doc.char_span(mention["start_char"], mention["end_char"])
                fact = self.facts.get(mention["actor_id"], {})
                has_men = is_army and fact.get("actor_type") != MAKERS_OF_WAR["group"]
                if named and is_author(span.doc, named.start, named.end, is_army=has_men):
                    found |= self.marks(mention["actor_id"])
        return found

    def marks(self, actor_id: str | None) -> set[str]:
        """An actor with its side and its country."""
        fact = self.facts.get(actor_id or "", {})
        is_group = fact.get("actor_type") == MAKERS_OF_WAR["group"]  # rebels are not their state
        ids = {actor_id, fact.get("side_id"), None if is_group else fact.get("country_iso3")}
        return {name for name in ids if isinstance(name, str)}

    def nearest(
        self,
        kind: str,
        start_char: int,
        sentence: int,
        killers: set[str] | None,
        *,
        is_open: bool = False,
        is_home: bool = False,
    ) -> Party | None:
        """The army or group meant: the last one named nearby, else the one named most.

        Without `killers` it is known that a group is spoken of ("the rebels lost nine men"); of
        "suspected militants" it is open whose they are, so that only one named nearby is meant.
        `is_home` says that "the army" can be that of the country where the story is set.
        """
        by = killers or set()
        fitting = [p for p in self.found[kind] if not self.marks(p.actor_id) & by]
        near = [p for p in fitting if p.start_char < start_char and self._near(p, sentence)]
        if near:
            last = near[-1]
            rivals = {self._bearer(p) for p in near if p.sentence_id == last.sentence_id}
            return last if len(rivals) == 1 else None
        if is_open:
            return None
        fitting = [p for p in fitting if OFFICES.isdisjoint(self.facts[p.actor_id]["name"].split())]
        counts = Counter(self._bearer(p) for p in fitting).most_common(2)
        if not counts:
            return self._only_state(by) if kind == "army" else None
        if is_home and self.n_unnamed >= counts[0][1]:
            return None
        is_clear = len(counts) == 1 or counts[0][1] > 2 * counts[1][1]
        most = [p for p in fitting if self._bearer(p) == counts[0][0]] if is_clear else []
        is_known = kind == "army" or killers is None
        return next((p for p in most if is_known or self._is_suspect(p)), None)

    @cached_property
    def has_one_group(self) -> bool:
        """Whether all armed groups that the article names are one, and no party beside rebels.

        "28 men of X died in the assault on the rebels' town" keeps X apart from the rebels.
        """
        found = self.found["group"]
        return len({self._bearer(p) for p in found}) == 1 and not any(map(self._is_apart, found))

    def _is_apart(self, party: Party) -> bool:
        """Whether the sentence of a naming speaks of rebels, too, but not next to the name."""
        at = self.doc.char_span(party.start_char, party.start_char + 1, alignment_mode="expand")[0]
        end = at.i + len(party.words.split())
        rebels = [t.i for t in sentence_at(at) if t.lemma_.lower() == "rebel"]
        return bool(rebels) and not any(at.i - NEXT <= i <= end + NEXT for i in rebels)

    def is_most_named(self, iso3: str) -> bool:
        """Whether the article names the army of no other country more often than of this one."""
        counts = Counter(self._bearer(party) for party in self.found["army"])
        counts[iso3] += self.n_unnamed
        return not counts or counts[iso3] == max(counts.values())

    def _is_suspect(self, party: Party) -> bool:
        """Whether a group is tied to an attack where it is named, and not only at home there."""
        token = self.doc.char_span(party.start_char, party.start_char + 1, alignment_mode="expand")
        return bool({t.lower_ for t in sentence_at(token[0])} & TYING)

    def _bearer(self, party: Party) -> str:
        """The country of an army, the name of a group."""
        fact = self.facts[party.actor_id]
        is_group = fact.get("actor_type") == MAKERS_OF_WAR["group"]
        return self.name(party) if is_group else str(fact.get("country_iso3"))

    def _near(self, party: Party, sentence: int) -> bool:
        """Whether a naming still stands in mind at a sentence."""
        return self._distance(party.start_char, sentence) <= _REACH

    def _only_state(self, killers: set[str]) -> Party | None:
        """The government that soldiers serve, when the article names one alone."""
        fitting = [p for p in self.found["state"] if not self.marks(p.actor_id) & killers]
        is_one = len({self.facts[p.actor_id]["country_iso3"] for p in fitting}) == 1
        return fitting[0] if is_one else None

    def _distance(self, start_char: int, sentence: int) -> int:
        """Sentences between an offset and a sentence."""
        token = self.doc.char_span(start_char, start_char + 1, alignment_mode="expand")
        return sentence - sentence_id(token[0]) if token else 99

    def name(self, party: Party) -> str:
        """The shortest proper name by which the article calls a group."""
        if party.actor_id not in self.names:
            self.names[party.actor_id] = self._name(party)
        return self.names[party.actor_id]

    def _name(self, party: Party) -> str:
        """The shortest proper name in the text; without one, the actor's without its noun."""
        spans = (
            self.doc.char_span(m["start_char"], m["end_char"])
            for m in self.at
            if m["actor_id"] == party.actor_id
        )
        proper = [name for span in spans if span is not None and (name := bare_name(span))]
        if proper:  # "Abu Sayyaf", no "Abus"
            told = Counter(proper)
            return min(proper, key=lambda name: (name[-1] == "s", -told[name], len(name)))
        told = self.facts[party.actor_id]["name"].split()  # "CODECO militiamen"
        return " ".join(told[: len(told) - (len(told) > 1 and told[-1] in ARMED)])


def _is_open(fact: dict) -> bool:
    """Whether it is not known what kind of actor one is."""
    return fact.get("actor_type") in ("unknown", "organisation", None)
