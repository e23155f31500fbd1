"""Whose loss is a figure?  The victims' own words first, then what stands around them."""

import re

from spacy.tokens import Doc, Span

from dateline.claims.allegiance import MOSTLY, ON_SIDE, WERE, Parties, are_men, killer, kind_of
from dateline.claims.claimants import Speaker
from dateline.claims.clauses import Harmed
from dateline.claims.sides import PARTIES, Sides
from dateline.lexicon import words
from dateline.names import SMALL_WORDS, actor_slug

Side = tuple[str | None, str | None]
NO_SIDE: Side = (None, None)
POSSESSIVE = {"his", "her", "its", "our", "their", "my"}
PRONOUNS = {"it", "they", "we", "he", "she"}
ONLOOKERS = words(
    "observatory monitor monitors watchdog network hospital doctors medics residents witnesses "
    "activists rights rescuers journalists villagers"
)
SPEAKING_GROUP = words(
    "rebels militia militants group separatists insurgents faction movement rebel insurgent"
)
LOSSES = words("losses casualties toll dead deaths")
ABOARD = words("crew sailors passengers occupants residents customers guests patients")
BESIDE = re.compile(r"\b[Oo]n the ([\w-]+) side,[^;]*$")
MEMBER_OF = re.compile(
    r"(?:an?\s+|the\s+)?(?:[\w-]+\s+)*?(?:commander|officer|spokes\w+|fighter|member|official|leader)"
    r"\s+(?:of|from|for|in|with)\s+(?:the\s+)?((?:[A-Z]|\d+(?:st|nd|rd|th)\b)[\w’'. -]*)$"
)
STATE_BODY = re.compile(  # "Norta defence ministry", "Norta's army"
    r"((?:[A-Z][\w-]+\s+)*?[A-Z][\w-]+)(?:['’]s)?\s+(?:(?:defen[cs]e|interior|health|foreign)\s+)?"
    r"(?:ministry|army|forces|military|government|police)\b"
)
SUFFERED = words("suffered suffer suffering sustained mourned buried lost loses lose losing")
GENERAL = words("authorities officials police ministry observatory monitor hospital media")


class Belonging:
    """The side of struck groups, with the sides and the parties of one article at hand."""

    def __init__(self, doc: Doc, sides: Sides, scene: str | None = None):
        self.doc, self.sides, self.scene = doc, sides, scene
        self.parties = Parties(doc, sides.facts, list(sides.mention_at.values()))

    def of(self, harmed: Harmed, row: dict, speaker: Speaker | None, actor: str | None) -> Side:
        """Name and id of the side: the group's own words, then whose loss, then the parties."""
        group = harmed.group
        found = self.sides.of(group)
        if found[1] or group.kind == "pronoun":
            return found
        after = self._after(harmed, row, speaker, actor)
        if after[1]:
            return after
        found = self._of_owner(harmed, row, speaker, actor)
        if found[1]:
            return found
        if harmed.trigger.frame == "toll" and harmed.trigger.i < group.start:
            found = self.sides.of_words(harmed.trigger.i, harmed.trigger.end, may_be_new=False)
            if found[1]:
                return found
        if harmed.trigger.frame == "lose" and harmed.route != "left":  # "40 lost their lives"
            owner = loser(self.doc, harmed.trigger.i, row["start"])
            return self._owner(owner, row, speaker, actor)
        verb = group.start - 1
        if verb > row["start"] and self.doc[verb].lower_ in SUFFERED:  # "it had suffered 12 dead"
            return self._owner(loser(self.doc, verb, row["start"]), row, speaker, actor)
        if self._is_of_the_group(harmed, row):
            return self._party("group", group.start, row, set())
        if speaker and self._is_own(harmed, row):
            words_for = {t.lower_ for t in self.doc[group.start : min(group.end + 4, row["end"])]}
            is_party = bool(words_for & {"its", "their", "our", "my"}) and are_men(self.doc, group)
            return self.of_speaker(speaker, actor, is_party=is_party)
        return self._of_own_army(harmed, row, speaker, actor)

    def _of_owner(self, harmed: Harmed, row: dict, speaker: Speaker | None, actor) -> Side:
        """The side in "put Kyiv's losses at 900" and "put their own dead at nine"."""
        doc, i = self.doc, harmed.trigger.i
        if i - 2 < row["start"] or doc[i].lower_ not in LOSSES:
            return NO_SIDE
        if doc[i - 1].tag_ == "POS":
            return self.sides.side_of_actor(None, doc[i - 2].text)
        before = {doc[i - 1].lower_, doc[i - 2].lower_}
        return self._owner(None, row, speaker, actor) if before & POSSESSIVE else NO_SIDE

    def _is_own(self, harmed: Harmed, row: dict) -> bool:
        """Whether a possessive makes the victims those of the speaker ("two of its soldiers")."""
        doc, group = self.doc, harmed.group
        if {t.lower_ for t in doc[group.start : group.end]} & ABOARD:
            return False  # "killing three of its crew" speaks of a ship
        owned = [
            j
            for j in range(group.start + 1, min(group.end + 4, row["end"]))
            if doc[j].lower_ in POSSESSIVE
            and (j < group.end or self._owns(j))  # not "from their homes"
        ]
        return bool(owned)

    def _owns(self, j: int) -> bool:
        """Whether the possessive at token j follows "of" or has "own" or "ranks" with it."""
        after = {t.lower_ for t in self.doc[j + 1 : j + 3]}
        return self.doc[j - 1].lower_ in ("of", "among") or bool(after & {"own", "ranks"})

    def _is_of_the_group(self, harmed: Harmed, row: dict) -> bool:
        """Whether the victims are those of a group named before ("the militia's men")."""
        group = harmed.group
        span = self.doc[group.start : min(group.end + 4, row["end"])]
        return any(
            t.lower_ in SPEAKING_GROUP and t.i + 1 < row["end"] and self.doc[t.i + 1].tag_ == "POS"
            for t in span
        )

    def _after(self, harmed: Harmed, row: dict, speaker: Speaker | None, actor) -> Side:
        """The side in "on the eastern side", "on its side" or "most of them Hazaras"."""
        end = harmed.group.end
        tail = self.doc[end : row["end"]].text
        if tail.startswith(" on ") or harmed.harm == "casualties" and tail.startswith("on "):
            found = self.sides.of_words(end + 1, min(end + 6, row["end"]), may_be_new=False)
            if found[1]:  # "inflicted 245 casualties on Freedonia's brigades"
                return found
        opening = BESIDE.search(self.doc[row["start"] : harmed.group.start].text)
        if opening:  # "on the loyalist side, nine were wounded"
            party = PARTIES.get(opening[1])
            return (party, party) if party else self.sides.of_name(opening[1]) or NO_SIDE
        match = MOSTLY.match(tail)
        found = match and self.sides.of_name(match[1])
        if found:
            return found
        match = WERE.match(tail)
        if match and self.sides.names.get(match[1]) and harmed.group.quantity:
            return self.sides.of_name(match[1]) or NO_SIDE
        match = ON_SIDE.match(tail)
        if match and match[1]:
            return self.sides.of_name(match[1]) or NO_SIDE
        return self.of_speaker(speaker, actor) if match and speaker else NO_SIDE

    def _abroad(self, speaker: Speaker) -> Side:
        """The country before a speaker who is but "the army" ("in Mali, the army said")."""
        if speaker.name.lower() not in ("army", "military", "police", "government"):
            return NO_SIDE
        span = self.doc.char_span(speaker.start_char, speaker.end_char, alignment_mode="expand")
        row = self.doc.user_data["sentences"][self.doc.user_data["sentence_of"][span.start]]
        return self.sides.of_words(row["start"], span.start, may_be_new=False)

    def _owner(self, owner: Span | None, row: dict, speaker: Speaker | None, actor) -> Side:
        """The side of who lost people."""
        if owner is None or owner[0].lower_ in PRONOUNS | POSSESSIVE:
            if speaker is None:
                return NO_SIDE
            abroad = self._abroad(speaker)
            own = abroad if abroad[1] else self.of_speaker(speaker, actor, is_party=True)
            is_group = speaker.name.split()[-1].lower() in SPEAKING_GROUP
            group = self._party("group", row["start"], row, set()) if is_group else NO_SIDE
            return group if group[1] else own
        found = self.sides.of_words(owner.start, owner.end)
        party = next((PARTIES[t.lower_] for t in owner if t.lower_ in PARTIES), None)
        if found[1] or party:
            return found if found[1] else (party, party)
        clause = self.doc[owner.end : min(owner[-1].right_edge.i + 1, row["end"])]
        within = self.sides.of_words(clause.start, clause.end, may_be_new=False)
        return within if within[1] else self._party("group", owner.start, row, set())

    def _of_own_army(self, harmed: Harmed, row: dict, speaker: Speaker | None, actor) -> Side:
        """The speaker's side, for soldiers whom the speaker did not strike."""
        if kind_of(self.doc, harmed.group) not in ("army", "police") or speaker is None:
            return NO_SIDE
        killers = self._killers(harmed, row, speaker, actor)
        is_onlooker = bool(ONLOOKERS & set(speaker.name.lower().split()))
        if is_onlooker or self.parties.marks(actor) & killers:
            return NO_SIDE
        found = self.of_speaker(speaker, actor)
        return NO_SIDE if found[1] in killers else found

    def likely(self, harmed: Harmed, row: dict, speaker: Speaker | None, actor) -> Side:
        """The army of soldiers and the group of attackers named nearby, not the one that struck.

        Holds where neither the figure's words nor its repeats name a side.
        """
        kind = kind_of(self.doc, harmed.group)
        if kind in (None, "police"):
            return NO_SIDE
        killers = self._killers(harmed, row, speaker, actor)
        return self._party(kind, harmed.group.start, row, killers)

    def _killers(self, harmed: Harmed, row: dict, speaker: Speaker | None, actor) -> set[str]:
        """Actors, countries and sides that did the harm."""
        by = killer(self.doc, harmed.trigger.i, row["start"])
        if by is not None and by.start <= harmed.group.head < by.end:
            return set()  # "five soldiers and three gunmen died"
        killers = self.parties.ids_within(by)
        if by is not None and speaker:
            is_speaker = by[-1].lower_ in PRONOUNS
            is_speaker |= by[0].lower_ == "the" and by[-1].lower_ in SPEAKING_GROUP
            if is_speaker or POSSESSIVE & {t.lower_ for t in by}:
                killers |= self.parties.marks(actor)
        return killers

    def _party(self, kind: str, i: int, row: dict, killers: set[str]) -> Side:
        """The army or armed group named nearby."""
        number = self.doc.user_data["sentence_of"][i]
        party = self.parties.nearest(kind, self.doc[i].idx, number, killers)
        if party is None and kind == "army" and self.scene and self.scene not in killers:
            return self.sides.side_of_actor(self.scene, None)
        if party is None:
            return NO_SIDE
        if kind == "army":
            return self.sides.side_of_actor(party.actor_id, party.words)
        name = self.parties.name(party)
        return name, self.sides.side_id(party.actor_id, name)

    def _is_person(self, speaker: Speaker) -> bool:
        """Whether a speaker is a person, whose men are those of a body."""
        span = self.doc.char_span(speaker.start_char, speaker.end_char, alignment_mode="expand")
        return span is not None and span[-1].ent_type_ == "PERSON" and span[-1].tag_ == "NNP"

    def of_speaker(self, speaker: Speaker, actor: str | None, *, is_party: bool = False) -> Side:
        """The side of who speaks; a party that speaks of its own men is a side itself."""
        found = self.sides.side_of_actor(actor, speaker.name)
        if found[1]:
            return found
        found = self.sides.affiliation(speaker.name)
        if found[1] or not is_party:
            return found
        if speaker.body:
            body = self.sides.side_of_actor(None, speaker.body)
            return body if body[1] else self.sides.of_name(speaker.body) or NO_SIDE
        member = MEMBER_OF.match(speaker.name)
        if member:
            return self.sides.of_name(member[1]) or (member[1], actor_slug(member[1]))
        if self._is_person(speaker):
            return self.sides.affiliation(speaker.name)
        state = STATE_BODY.match(speaker.name)
        if state:
            return self.sides.of_name(state[1]) or (state[1], actor_slug(state[1]))
        names = speaker.name.split()
        is_proper = all(w[:1].isupper() or w[:1].isdigit() or w in SMALL_WORDS for w in names)
        is_body = names[-1].lower() not in GENERAL
        if is_proper and is_body or names[-1].lower() in PARTIES:
            return speaker.name, actor_slug(speaker.name)
        return NO_SIDE


def loser(doc: Doc, i: int, start: int) -> Span | None:
    """The subject of "lost" at token i."""
    subject = next((c for c in doc[i].children if c.dep_ == "nsubj"), None)
    if subject is None:
        subject = (
            doc[i - 1] if i > start and doc[i - 1].tag_ in ("NNP", "NN", "NNS", "PRP") else None
        )
    return None if subject is None else doc[max(start, subject.left_edge.i) : subject.i + 1]
