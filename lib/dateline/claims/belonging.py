"""Whose loss is a figure?  The victims' own words first, then what stands around them."""

from itertools import pairwise
from typing import NamedTuple

from spacy.tokens import Doc, Span

from dateline.claims.allegiance import MOSTLY, ON_SIDE, Parties, Party
from dateline.claims.clauses import SAYING, Harmed
from dateline.claims.forces import ARMED_NAMES, are_men, is_of_struck, kind_of, named_first
from dateline.claims.parties import BESIDE, PARTIES, SERVED, Side, killer, loser, party_in
from dateline.claims.people import POSSESSIVES, Group, names_people
from dateline.claims.sides import Sides
from dateline.claims.speakers import ONLOOKERS, PRONOUNS, Speaker
from dateline.lexicon import listed, words
from dateline.parse import sentence_at, sentence_id

NO_SIDE = (None, None)
POSSESSIVE = POSSESSIVES | {"our", "my"}
SPEAKING_GROUP = listed("group that speaks")
LOSSES = words("losses casualties toll dead deaths")
ABOARD = words("crew sailors passengers occupants residents customers guests patients")
SUFFERED = words("suffered suffer suffering sustained mourned buried lost loses lose losing")
COUNTED = words("had has have counted reported admitted confirmed acknowledged took")
DEFENDERS = words("militiaman militiamen")  # a raid's own men are "fighters" or "gunmen"
WARRING = listed("party noun") | SERVED


class Told(NamedTuple):
    """A figure as it is told: who was struck, in which sentence, by whose account."""

    harmed: Harmed
    row: dict
    speaker: Speaker | None
    actor: str | None  # who the speaker is, where that is known


def _clause(doc: Doc, told: Told) -> Span:
    """The words around a group up to the next word of saying."""
    group, row = told.harmed.group, told.row
    before = (j + 1 for j in range(group.start - 1, row["start"], -1) if doc[j].lemma_ in SAYING)
    after = (j for j in range(group.end, row["end"]) if doc[j].lemma_ in SAYING)
    return doc[next(before, row["start"]) : next(after, row["end"])]


class Belonging:
    """The side of struck groups, with the sides and the parties of one article at hand."""

    def __init__(self, doc: Doc, sides: Sides, scene: str | None = None):
        self.doc, self.sides, self.scene = doc, sides, scene
        self.parties = Parties(doc, sides.facts, list(sides.mention_at.values()))

    def of(self, told: Told) -> tuple[str | None, str | None]:
        """Name and id of the side: the group's own words, then whose loss, then the parties."""
        found = self.sides.of(told.harmed.group)
        if found is None and told.harmed.group.kind != "pronoun":
            found = self._after(told) or self._of_losses(told) or self._around(told)
        return found or NO_SIDE

    def likely(self, told: Told) -> tuple[str | None, str | None]:
        """The army of soldiers and the group of attackers named nearby, not the one that struck.

        Holds where neither the figure's words nor its repeats name a side.
        """
        group = told.harmed.group
        kind = kind_of(self.doc, group)
        if kind is None or kind == "police":
            return NO_SIDE
        killers = self._killers(told)
        if kind == "army" or self.doc[group.head].lower_ in DEFENDERS:
            killers |= self.parties.authors_within(_clause(self.doc, told), is_army=kind == "army")
        return self._party(kind, group.start, killers) or NO_SIDE

    def force(self, group: Group, side_id: str | None) -> str | None:
        """Whether victims are men of an armed group or of a state, where that is told."""
        if side_id in self.parties.groups:
            return "group"
        return "state" if kind_of(self.doc, group) in ("army", "police") else None

    def _around(self, told: Told) -> Side | None:
        """The side of who lost people, of the group spoken of, or of who speaks of its own."""
        doc, harmed, start = self.doc, told.harmed, told.row["start"]
        group, verb = harmed.group, harmed.group.start - 1
        if harmed.trigger.frame == "lose" and harmed.route != "left":  # "40 lost their lives"
            return self._owner(loser(doc, harmed.trigger.i, start), told)
        if verb > start and doc[verb].lower_ in SUFFERED:  # "it had suffered 12 dead"
            return self._owner(loser(doc, verb, start), told)
        is_own = doc[verb].lower_ in COUNTED and is_of_struck(doc, group)
        if verb > start and (is_own or self._has_lost(told)):
            found = self._warring(loser(doc, verb, start))
            if found:
                return found
        tail = doc[group.start : min(group.end + 4, told.row["end"])]
        within = pairwise(doc[group.start : min(group.end + 5, told.row["end"])])
        if any(a.lower_ in SPEAKING_GROUP and b.tag_ == "POS" for a, b in within):
            return self._party("group", group.start)  # "the militia's men"
        if told.speaker and self._is_own(told):
            is_party = bool({t.lower_ for t in tail} & {"its", "their", "our", "my"})
            return self._of_speaker(told, is_party=is_party and are_men(doc, group))
        return self._of_own_army(told)

    def _has_lost(self, told: Told) -> bool:
        """Whether men are told as had and harmed ("has some 900 soldiers dead")."""
        doc, group = self.doc, told.harmed.group
        is_had = doc[group.start - 1].lemma_ == "have" and are_men(doc, group)
        return is_had and told.harmed.trigger.i == group.end

    def _warring(self, owner: Span | None) -> Side | None:
        """The side of a subject that has men to lose: the Georgians, not an observatory."""
        found = owner and self.sides.of_words(owner.start, owner.end, may_be_new=False)
        if not found or owner[-1].text not in found[0] and owner[-1].lower_ not in WARRING:
            return None
        known = self.sides.names.get(owner[-1].text)
        is_office = known and known.label == "ORG" and known.actor_id not in self.parties.forces
        return None if is_office else found

    def _of_losses(self, told: Told) -> Side | None:
        """The side in "put Kyiv's losses at 900", "put their own dead at nine"."""
        doc, trigger = self.doc, told.harmed.trigger
        found = None
        if trigger.i - 2 >= told.row["start"] and doc[trigger.i].lower_ in LOSSES:
            before = {doc[trigger.i - 1].lower_, doc[trigger.i - 2].lower_}
            if doc[trigger.i - 1].tag_ == "POS":
                found = self.sides.side_of_actor(None, doc[trigger.i - 2].text)
            elif before & POSSESSIVE:
                found = self._owner(None, told)
        if found is None and trigger.frame == "toll":
            found = self.sides.of_words(trigger.i, trigger.end, may_be_new=False)
        return found

    def _is_own(self, told: Told) -> bool:
        """Whether a possessive makes the victims those of the speaker ("two of its soldiers")."""
        doc, group = self.doc, told.harmed.group
        if {t.lower_ for t in doc[group.start : group.end]} & ABOARD:
            return False  # "killing three of its crew" speaks of a ship
        near = range(group.start + 1, min(group.end + 4, told.row["end"]))
        return any(doc[j].lower_ in POSSESSIVE and self._owns(j) for j in near)

    def _owns(self, j: int) -> bool:
        """Whether the possessive at token j follows "of" or has "own" with it: no "their homes"."""
        after = {t.lower_ for t in self.doc[j + 1 : j + 3]}
        return self.doc[j - 1].lower_ in ("of", "among") or bool(after & {"own", "ranks"})

    def _after(self, told: Told) -> Side | None:
        """The side in "on the eastern side", "on its side" or "most of them Hazaras"."""
        doc, end, row = self.doc, told.harmed.group.end, told.row
        tail = doc[end : row["end"]].text
        if told.harmed.harm == "casualties" and tail.startswith("on "):
            found = self.sides.of_words(end + 1, min(end + 6, row["end"]), may_be_new=False)
            if found:  # "inflicted 245 casualties on Freedonia's brigades"
                return found
        opening = BESIDE.search(doc[row["start"] : told.harmed.group.start].text)
        if opening:  # "on the loyalist side, nine were wounded", "on the attackers' side"
            return self._called_side(opening[opening.lastindex or 1], told)
        match = MOSTLY.match(tail)
        found = self.sides.of_name(match[1]) if match else None
        match = ON_SIDE.match(tail)
        if found or match is None:
            return found
        return self.sides.of_name(match[1]) if match[1] else self._of_speaker(told)

    def _called_side(self, word: str, told: Told) -> Side | None:
        """The side that a word before "side" means."""
        if word in ARMED_NAMES:
            return self._party("group", told.harmed.group.start)
        party = PARTIES.get(word)
        if party is None and not word[:1].isupper():
            return None  # "on the other side"
        return (party, party) if party else self.sides.of_name(word)

    def _abroad(self, speaker: Speaker) -> Side | None:
        """The country before a speaker who is but "the army" ("in Mali, the army said")."""
        if speaker.name.lower() not in ("army", "military", "police", "government"):
            return None
        span = self.doc.char_span(speaker.start_char, speaker.end_char, alignment_mode="expand")
        return self.sides.of_words(sentence_at(span[0]).start, span.start, may_be_new=False)

    def _owner(self, owner: Span | None, told: Told) -> Side | None:
        """The side of who lost people."""
        sides, speaker = self.sides, told.speaker
        if owner is not None and owner[0].lower_ not in PRONOUNS | POSSESSIVE:
            found = sides.of_words(owner.start, owner.end) or party_in(owner)
            end = min(owner[-1].right_edge.i + 1, told.row["end"])
            found = found or sides.of_words(owner.end, end, may_be_new=False)
            men = Group(owner.start, owner.end, owner.end - 1, "plural")
            kind = "army" if not SERVED.isdisjoint(t.lower_ for t in owner) else "group"
            return found or sides.of(men) or self._party(kind, owner.start)
        if speaker is None or owner is not None and names_people(owner[-1].lower_):
            return None  # "my neighbour lost four children"
        is_group = speaker.name.split()[-1].lower() in SPEAKING_GROUP
        group = self._party("group", told.row["start"]) if is_group else None
        return group or self._abroad(speaker) or self._of_speaker(told, is_party=True)

    def _of_own_army(self, told: Told) -> Side | None:
        """The speaker's side, for soldiers whom the speaker did not strike."""
        kind = kind_of(self.doc, told.harmed.group)
        if kind not in ("army", "police") or told.speaker is None:
            return None
        if kind == "police" and "department" in told.speaker.name.lower():
            return None  # of a town or province
        killers = self._killers(told)
        is_onlooker = bool(ONLOOKERS & set(told.speaker.name.lower().split()))
        if is_onlooker or self.parties.marks(told.actor) & killers:
            return None
        found = self._of_speaker(told)
        if found is None or found[1] in killers | self.parties.groups:
            return None  # rebels who count soldiers count those of the army
        return found

    def _killers(self, told: Told) -> set[str]:
        """Actors, countries and sides that did the harm."""
        by = killer(self.doc, told.harmed.trigger.i, told.row["start"])
        if by is not None and by.start <= told.harmed.group.head < by.end:
            return set()  # "five soldiers and three gunmen died"
        killers = self.parties.ids_within(by)
        if by is not None and told.speaker:
            is_speaker = by[-1].lower_ in PRONOUNS
            is_speaker |= by[0].lower_ == "the" and by[-1].lower_ in SPEAKING_GROUP
            if is_speaker or POSSESSIVE & {t.lower_ for t in by}:
                killers |= self.parties.marks(told.actor)
        return killers

    def _party(self, kind: str, i: int, killers: set[str] | None = None) -> Side | None:
        """The army or armed group named near token i."""
        number = sentence_id(self.doc[i])
        party = self.parties.nearest(kind, self.doc[i].idx, number, killers)
        is_home = kind == "army" and self.scene and self.scene not in (killers or ())
        if party and kind == "army" and self._is_one_of_two(party):
            return None
        if party is None and is_home and self.parties.is_most_named(self.scene):
            return self.sides.side_of_actor(self.scene, None)
        if party is None:
            return None
        if kind == "army":
            return self.sides.side_of_actor(party.actor_id, party.words)
        name = self.parties.name(party)
        return name, self.sides.side_id(party.actor_id, name)

    def _is_one_of_two(self, party: Party) -> bool:
        """Whether an army is named as one of two states at war ("between Xs and Y troops")."""
        span = self.doc.char_span(party.start_char, party.start_char + 1, alignment_mode="expand")
        other = self.sides.of_known(named_first(self.doc, span[0].i, party.words))
        is_state = other is not None and other[1].isupper()
        return is_state and other[1] not in self.parties.marks(party.actor_id)

    def _of_speaker(self, told: Told, *, is_party: bool = False) -> Side | None:
        """The side of who tells of the figure, if any."""
        speaker = told.speaker
        return speaker and self.sides.of_speaker(speaker, told.actor, is_party=is_party)
