"""Whose loss is a figure?  The victims' own words first, then what stands around them."""

from itertools import pairwise, takewhile

from spacy.tokens import Doc, Span

from dateline.claims.allegiance import AMONG, MOSTLY, ON_SIDE
from dateline.claims.clauses import SAYING
from dateline.claims.losses import POSSESSIVE, SPEAKING_GROUP, Losses, Told
from dateline.claims.parties import (
    ARMED,
    ARMED_NAMES,
    BESIDE,
    PARTIES,
    SERVED,
    Side,
    are_men,
    is_of_struck,
    killer,
    kind_of,
    loser,
)
from dateline.claims.people import Group, names_people
from dateline.claims.sides import WERE
from dateline.claims.speakers import ONLOOKERS, PRONOUNS
from dateline.lexicon import words
from dateline.parse import sentence_id

NO_SIDE = (None, None)
UNITS = words("command division battalion brigade regiment sector squadron task")
ABOARD = words("crew sailors passengers occupants residents customers guests patients")
SUFFERED = words("suffered suffer suffering sustained mourned buried lost loses lose losing")
COUNTED = words("had has have counted reported admitted confirmed acknowledged took")
NEAR = 30  # characters from "eleven" to the end of "on the eastern side"
INCLUDED = words("including includes included among")
REBELS = words("rebels separatists")
DEFENDERS = words("militiaman militiamen")  # a raid's own men are "fighters" or "gunmen"


def _clause(doc: Doc, told: Told) -> Span:
    """The words around a group up to the next word of saying."""
    group, row = told.harmed.group, told.row
    before = (j + 1 for j in range(group.start - 1, row["start"], -1) if doc[j].lemma_ in SAYING)
    after = (j for j in range(group.end, row["end"]) if doc[j].lemma_ in SAYING)
    return doc[next(before, row["start"]) : next(after, row["end"])]


class Belonging(Losses):
    """The side of struck groups, with the sides and the parties of one article at hand."""

    def of(self, told: Told) -> tuple[str | None, str | None]:
        """Name and id of the side: the group's own words, then whose loss, then the parties."""
        group = told.harmed.group
        found = self.sides.of(group)
        if found is None and group.kind != "pronoun":
            found = self._of_leader(told) or self._after(told) or self._of_losses(told)
            found = found or self._around(told) or self._of_fellow(told)
        before = {t.lower_ for t in self.doc[group.start : group.head]}
        is_alone = before.isdisjoint(PARTIES) and self.parties.has_one_group
        if found and found[1] in REBELS and is_alone:  # "12 rebels" are those of the one group
            found = self._party("group", group.start) or found
        return self._by_name(found, group)

    def _by_name(self, found: Side | None, group: Group) -> tuple[str | None, str | None]:
        """A side by the name that the article has for it."""
        if found is None:
            return NO_SIDE
        last = self.doc[group.end - 1].text
        if found[0] == last and last in self.sides.places:  # "16 citizens of Tajikistan"
            return found
        return self.sides.in_short(found)

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
        return self._by_name(self._party(kind, group.start, killers), group)

    def fellow(self, told: Told) -> Group | None:
        """Those counted just before a bare figure ("it cost 13 Turkish troops, with 57 hurt").

        None who attack: "five gunmen stormed the hall, 12 died", "shot at by two men, four died".
        """
        group, doc = told.harmed.group, self.doc
        number = sentence_id(doc[group.start])
        earlier = [g for g in told.counted if g.end <= group.start]
        here = [g for g in earlier if sentence_id(doc[g.start]) == number]
        is_led = doc[group.start - 1].lower_ == "of"  # "65 prisoners, a crew of six"
        is_led |= doc[min(group.end, len(doc) - 1)].tag_ in ("NN", "NNS")  # "and one steward"
        is_toll = told.harmed.trigger.frame == "toll"
        if not here or here[-1].is_bare or not group.is_bare or is_led or is_toll:
            return None
        before = here[-1]
        if any(0 <= before.start - g.end <= 1 for g in here):
            return None  # "eight civilians and five soldiers died and 71 were hurt"
        head, verb = doc[before.head], doc[before.head].head
        is_doer = head.dep_ == "nsubj" and any(c.dep_ == "dobj" for c in verb.children)
        is_struck = head.dep_ in ("dobj", "nsubjpass") or verb.lemma_ == "die"
        is_doer |= head.lower_ in ARMED and not is_struck
        is_out = doc[before.start - 1].lower_ in INCLUDED | {"by"} or is_doer
        is_people = names_people(head.lower_) or head.ent_type_ == "NORP"
        return before if is_people and not is_out else None

    def _of_fellow(self, told: Told) -> Side | None:
        """The side of those counted just before, or of the side that gives its own toll."""
        if not told.harmed.group.is_bare:
            return None
        before = self.fellow(told)
        found = self.sides.of(before) if before else None
        if (
            before
            and found is None
            and POSSESSIVE & {t.lower_ for t in self.doc[before.start : before.end]}
        ):  # "15 of its soldiers came home, nine have died"
            found = self._of_speaker(told, is_party=True)
        if found is None and told.speaker and told.speaker.name.endswith(" side"):
            found = self._of_speaker(told)
        return found if found and found[1] not in self._killers(told) | {"all"} else None

    def force(self, told: Told, side_id: str | None) -> dict:
        """Whether victims are men of an armed group or of a state; of which force; who did it."""
        kind = kind_of(self.doc, told.harmed.group)
        is_regular = kind in ("army", "police")
        is_group = side_id in self.parties.groups
        is_group |= kind == "group" and told.harmed.group.quantity is not None
        force = "group" if is_group else "state" if is_regular else None
        return {"_force": force, "_men": (kind, self._killers(told) if is_regular else set())}

    def _around(self, told: Told) -> Side | None:
        """The side of who lost people, of the group spoken of, or of who speaks of its own."""
        doc, harmed, start = self.doc, told.harmed, told.row["start"]
        group, verb = harmed.group, harmed.group.start - 1
        if harmed.trigger.frame == "lose" and harmed.route != "left":  # "40 lost their lives"
            return self._owner(loser(doc, harmed.trigger.i, start), told)
        if verb > start and doc[verb].lower_ in SUFFERED:  # "it had suffered 12 dead"
            return self._owner(loser(doc, verb, start), told)
        near = range(max(start, verb - 7), verb)
        cost = next((j for j in near if doc[j].lemma_ == "cost"), None)
        if cost is not None and doc[verb].lower_ != "of":  # "the battle cost the group 80 dead"
            return self._owner(doc[cost + 1 : group.start], told)
        is_own = doc[verb].lower_ in COUNTED and is_of_struck(doc, group)
        is_own = verb > start and (is_own or self._has_lost(told))
        if is_own and (found := self._warring(loser(doc, verb, start))):
            return found
        tail = doc[group.start : min(group.end + 4, told.row["end"])]
        within = pairwise(doc[group.start : min(group.end + 5, told.row["end"])])
        if any(a.lower_ in SPEAKING_GROUP and b.tag_ == "POS" for a, b in within):
            return self._party("group", group.start)  # "the militia's men"
        if told.speaker and self._is_own(told):
            is_party = bool({t.lower_ for t in tail} & {"its", "their", "our", "my"})
            return self._of_speaker(told, is_party=is_party and are_men(doc, group))
        return self._of_own_army(told)

    def _is_own(self, told: Told) -> bool:
        """Whether a possessive makes the victims those of the speaker ("two of its soldiers")."""
        doc, group = self.doc, told.harmed.group
        if {t.lower_ for t in doc[group.start : group.end]} & ABOARD:
            return False  # "killing three of its crew" speaks of a ship
        near = range(group.start + 1, min(group.end + 4, told.row["end"]))
        if is_of_struck(doc, group) and doc[group.end].lower_ in WERE:  # "… were its men"
            return doc[min(group.end + 1, len(doc) - 1)].lower_ in POSSESSIVE
        near = takewhile(lambda j: j < group.end or not self._goes_on(j), near)
        return any(doc[j].lower_ in POSSESSIVE and self._owns(j) for j in near)

    def _goes_on(self, j: int) -> bool:
        """Whether other people or another clause follow: "13 militants and two of its soldiers"."""
        return self.doc[j].lemma_ in SAYING or self.doc[j].tag_ in ("CC", "CD")

    def _owns(self, j: int) -> bool:
        """Whether the possessive at token j follows "of" or has "own" with it: no "their homes"."""
        after = {t.lower_ for t in self.doc[j + 1 : j + 3]}
        return self.doc[j - 1].lower_ in ("of", "among") or bool(after & {"own", "ranks"})

    def _after(self, told: Told) -> Side | None:
        """The side in "on the eastern side", "on its side" or "most of them Hazaras"."""
        doc, end, row = self.doc, told.harmed.group.end, told.row
        tail = doc[end : row["end"]].text
        is_on = told.harmed.harm == "casualties" and tail.startswith("on ")
        whom = (end + 1, min(end + 6, row["end"]))
        if is_on and (found := self.sides.of_words(*whom, may_be_new=False)):
            return found  # "inflicted 245 casualties on Freedonia's brigades"
        opening = BESIDE.search(doc[row["start"] : told.harmed.group.start].text)
        closing = ON_SIDE.match(tail)  # "on the attackers' side nine died, six on the army's side"
        at = doc[row["start"]].idx + opening.end(opening.lastindex or 0) if opening else 0
        led = (t for t in doc[row["start"] : told.harmed.group.start] if t.idx >= at)
        is_of_teller = any(t.lemma_ in SAYING for t in led)  # "a site on the rebels' side said"
        if opening and not is_of_teller and not (closing and closing.end() < NEAR):
            is_topic = opening[0].startswith("As ")  # "as for the M23, twelve died"
            is_topic |= (opening[3] or opening[6]) is not None  # "Russian losses", "heavy losses"
            return self._called_side(opening[opening.lastindex or 1], told, is_topic=is_topic)
        match = MOSTLY.match(tail) or AMONG.match(tail)
        found = self.sides.of_name(match[1]) if match else None
        if found or closing is None:
            return found
        return self.sides.of_name(closing[1]) if closing[1] else self._of_speaker(told)

    def _called_side(self, word: str, told: Told, *, is_topic: bool = False) -> Side | None:
        """The side that a word before "side" means."""
        if word in ARMED_NAMES:
            return self._party("group", told.harmed.group.start)
        if word in SERVED:  # "the army's losses", "on the military side"
            return self._party("army", told.harmed.group.start)
        party = PARTIES.get(word)
        if party is None and not word[:1].isupper():
            return None  # "on the other side"
        if is_topic and party is None:
            return self.sides.of_known(word)  # "as for Basilan, two died there"
        return (party, party) if party else self.sides.of_name(word)

    def _of_own_army(self, told: Told) -> Side | None:
        """The speaker's side, for soldiers whom the speaker did not strike."""
        kind = kind_of(self.doc, told.harmed.group)
        if kind not in ("army", "police") or told.speaker is None:
            return None
        name = told.speaker.name
        is_local = "department" in name.lower()
        is_local |= "police" in name and not self.sides.side_of_actor(None, name)
        if kind == "police" and is_local:
            return None  # who speak for no country
        if any(party.words in name for party in self.parties.found["group"]):
            return None  # "the Liberation Tigers of Tamil Eelam", no Tamils
        killers = self._killers(told)
        if ONLOOKERS & set(name.lower().split()) or self.parties.marks(told.actor) & killers:
            return None
        found = self._of_speaker(told)
        is_unit = found and not UNITS.isdisjoint(found[0].lower().split())  # "Task Force Sulu"
        if found is None or is_unit or found[1] in killers | self.parties.groups:
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
