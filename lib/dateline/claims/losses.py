"""Who is it that lost people?  A force that "lost nine men", that "put its dead at nine"."""

import re
from typing import NamedTuple

from spacy.tokens import Doc, Span

from dateline.claims.allegiance import Parties, Party
from dateline.claims.clauses import Harmed
from dateline.claims.parties import SERVED, Side, are_men, named_first
from dateline.claims.people import POSSESSIVES, Group, names_people
from dateline.claims.sidenames import CORPS
from dateline.claims.sides import Sides
from dateline.claims.speakers import PRONOUNS, Speaker
from dateline.lexicon import listed, words
from dateline.names import actor_slug
from dateline.parse import sentence_id, text_of

POSSESSIVE = POSSESSIVES | {"our", "my"}
SPEAKING_GROUP = listed("group that speaks")
LOSSES = words("losses casualties toll dead deaths")
MEN_OF_STATE = re.compile(
    r"(?:\b(\w+)\s+)?\b(?<![-–])(government|junta|regime|federal)\s+(?:forces|troops|soldiers)\b",
    re.IGNORECASE,
)
NAMED = 9  # tokens of "the number of Greek soldiers"
NUMBERED_TAGS = words("DT NN NNS NNP NNPS JJ HYPH IN POS")
STATE_WORDS = words("defence defense foreign ministry army armed forces military government in")
PEOPLE_OF_STATE = words("health officials authorities hospital police state media")
OPEN = words("suspected alleged unidentified unknown")
WARRING = listed("party noun") | SERVED
HIS = {"his", "her"}


class Told(NamedTuple):
    """A figure as it is told: who was struck, in which sentence, by whose account."""

    harmed: Harmed
    row: dict
    speaker: Speaker | None
    actor: str | None  # who the speaker is, where that is known
    counted: list[Group]  # all whom the sentence counts


class Losses:
    """Who lost people, with the sides and the parties of one article at hand."""

    def __init__(self, doc: Doc, sides: Sides, scene: str | None = None):
        self.doc, self.sides, self.scene = doc, sides, scene
        self.parties = Parties(doc, sides.facts, list(sides.mention_at.values()))

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
            found = found or self._numbered(told)
        return found

    def _numbered(self, told: Told) -> Side | None:
        """The side in "brought to nine the number of Greek soldiers killed this year"."""
        first = told.harmed.group.end
        stop, limit = first, min(first + NAMED, told.row["end"])
        while stop < limit and self.doc[stop].tag_ in NUMBERED_TAGS:
            stop += 1
        is_named = self.doc[first : first + 1].text == "the" and stop > first + 1
        return self.sides.of_words(first, stop, may_be_new=False) if is_named else None

    def state(self, told: Told) -> Side | None:
        """The state that speaks in its own name: itself, its army, a ministry; no officials."""
        found = self._of_speaker(told) if told.speaker else None
        words = told.speaker.name.removeprefix("the ").split() if found else ()
        is_own = all(w[:1].isupper() or w in STATE_WORDS for w in words)
        is_own &= not any(w.lower() in PEOPLE_OF_STATE for w in words)
        is_state = found is not None and found[1].isupper() and is_own
        return found if is_state and not self.sides.is_person(told.speaker) else None

    def _owner(self, owner: Span | None, told: Told) -> Side | None:
        """The side of who lost people."""
        sides, speaker = self.sides, told.speaker
        if owner is not None and owner[0].lower_ not in PRONOUNS | POSSESSIVE:
            found = sides.of_words(owner.start, owner.end) or sides.of_party(owner)
            end = min(owner[-1].right_edge.i + 1, told.row["end"])
            found = found or sides.of_words(owner.end, end, may_be_new=False)
            if found is None and owner[-1].lower_ == "mission":
                return self.sides.mission(owner.start)
            men = Group(owner.start, owner.end, owner.end - 1, "plural")
            kind = "army" if not SERVED.isdisjoint(t.lower_ for t in owner) else "group"
            return found or sides.of(men) or self._party(kind, owner.start)
        if speaker is None or owner is not None and names_people(owner[-1].lower_):
            return None  # "my neighbour lost four children"
        is_group = speaker.name.split()[-1].lower() in SPEAKING_GROUP
        role = (sides.facts.get(told.actor or "", {}).get("role") or "").lower()
        kind = "group" if is_group else "army" if SERVED & set(role.split()) else None
        party = self._party(kind, told.row["start"]) if kind else None  # "the army spokesman"
        return party or self._of_speaker(told, is_party=True)

    def _of_leader(self, told: Told) -> Side | None:
        """The side of a leader killed with "two of his men"."""
        group, first = told.harmed.group, told.row["start"]
        is_his = any(t.lower_ in HIS for t in self.doc[group.start : group.end])
        is_his &= self.doc[group.head].lower_ not in listed("relative")
        if not is_his or self.doc[group.start - 1].lower_ not in ("and", "with"):
            return None
        verb = told.harmed.trigger.end
        start = verb if verb < group.start else first
        return self.sides.of_words(start, group.start - 1, may_be_new=False)

    def _party(self, kind: str, i: int, killers: set[str] | None = None) -> Side | None:
        """The army or armed group named near token i."""
        number = sentence_id(self.doc[i])
        is_open = any(t.lower_ in OPEN for t in self.doc[i : i + 4])
        is_home = kind == "army" and self.scene and self.scene not in (killers or ())
        where = {"is_open": is_open, "is_home": bool(is_home)}
        party = self.parties.nearest(kind, self.doc[i].idx, number, killers, **where)
        if party and kind == "army" and self._is_one_of_two(party):
            return None
        if party is None and is_home and self.parties.is_most_named(self.scene):
            return self._army_at_home()
        if party is None and kind == "army" and not self.scene and not self.parties.found[kind]:
            return self._army_at_home()
        if party is None:
            return None
        if kind == "army":
            return self.sides.side_of_actor(party.actor_id, party.words)
        name = self.parties.name(party)
        return name, self.sides.side_id(party.actor_id, name)

    def _army_at_home(self) -> Side | None:
        """The army of the country where it happened, by the name that the article has for it."""
        match = MEN_OF_STATE.search(text_of(self.doc))
        if match and not self.sides.of_known(match[1] or ""):  # "Ethiopian government troops"
            return match[2].lower(), match[2].lower()
        name = self.scene and self.sides.called(self.scene)
        alone = (t for t in self.doc if t.text in CORPS and not (t.i and t.nbor(-1).is_title))
        name = name or next((t.text for t in alone), None)
        return (name, self.scene or actor_slug(name)) if name else None

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
