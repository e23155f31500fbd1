"""Whose people were harmed?  Demonyms, parties and possessives in the words for the victims."""

import re

from spacy.tokens import Doc

from dateline.claims.kinds import FAR, LINKS, STRUCK
from dateline.claims.newnames import NewNames
from dateline.claims.nounphrases import antecedent, apposition
from dateline.claims.parties import (
    ARMS,
    BACKERS,
    OF_STATE,
    PARTIES,
    SERVED,
    Side,
    is_opposed,
)
from dateline.claims.people import NOMINAL, PRONOMINAL, Group, none_before, people
from dateline.claims.sidenames import NOT_SIDES
from dateline.fields import ARMED_GROUP
from dateline.lexicon import words
from dateline.parse import sentence_at

BOTH = re.compile(
    r"(?:(?:and|or|,)\s+(?:[a-z]+\s+){1,2}?)?\b(?:on|from|of)\s+(?:both|all|the\s+two|either)\s+(?:sides|parties|countries|camps)",
    re.IGNORECASE,
)
EACH = re.compile(
    r"\W{0,2}(?:(?!and\b|or\b)[a-z]+\s+){0,4}?(?:on|from)\s+(?:each|either)\s+side\b", re.IGNORECASE
)
TIES = ("loyal to", "linked to", "allied to", "allied with", "belonging to")
WERE = words("were are was")
MEMBERS = words("member members men cadres")
ORIGIN_TAGS = words("DT NN NNS NNP NNPS JJ HYPH POS TO VBN")
ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)\b")  # "24th Brigade"
PEACEKEEPERS = words("peacekeeper peacekeepers")
MISSIONS = {"Mission", "Force"}
PEACEKEEPING = {"un", "u.n."}


def is_of_each_side(doc: Doc, group: Group) -> bool:
    """Whether a count holds for each of two sides ("four on each side" are eight in all)."""
    return bool(group.quantity and EACH.match(doc[group.end : min(group.end + 8, len(doc))].text))


class Sides(NewNames):
    """The side of a group of victims, with the names of the article at hand."""

    def of(self, group: Group) -> Side | None:
        """The side that the words for a group name."""
        is_noun = group.kind != "named" and group.head != group.number  # not "Thousands"
        if people().get(self.doc[group.head].lower_) in ("civilian", "child"):
            is_noun &= group.end == group.head + 1  # "two villagers of Bo Than" are of a place
        named = self._named(group.start, group.end, may_be_new=is_noun)
        known = named and self.names.get(named[0])
        if known and known.kind == "people":  # "two Kurdish fighters of the SDF", "Kurdish PKK men"
            people_of = named[0].split()[-1]
            after = (t.i + 1 for t in self.doc[group.start : group.end] if t.text == people_of)
            inner = self._named(next(after, group.end), group.end, may_be_new=False)
            named = inner or self._origin(group) or named
        if named is None and (apposed := apposition(self.doc, group)):
            named = self._named(apposed.start, apposed.end, may_be_new=False)
        if group.kind == "named":  # "Briton Jane Doe" is British, like others
            return (self.called(named[1]) or named[0], named[1]) if named else self._person(group)
        words = self.doc[group.start : group.end]
        if named:
            return self._party_of(named, group) if known else named
        meant = antecedent(self.doc, group)
        found = meant and self._named(meant.start, meant.end)
        found = found or self._origin(group) or self._all(group) or self._told_of(group)
        found = found or self.of_party(words)
        if found is None and self.doc[group.head].lower_ in PEACEKEEPERS:
            found = self.mission(group.end + 4)
        none = None if found else none_before(self.doc, group)
        return self.of(none) if none else found

    def mission(self, end: int) -> Side | None:
        """The mission named just before, or served with, whose "17 peacekeepers" they are."""
        for token in reversed(self.doc[: min(end, len(self.doc))]):
            mention = self.mention_at.get(token.idx)
            is_named = mention and token.text[:1].isupper()
            name = self.facts.get(mention["actor_id"], {})["name"] if is_named else ""
            if not MISSIONS.isdisjoint(name.split()):
                return self.of_known(mention["quote"]) or self.of_new(mention["quote"])
        return None

    def _told_of(self, group: Group) -> Side | None:
        """The people in "five of those killed were US citizens", "two of them Turks"."""
        doc, j = self.doc, group.end
        head = doc[group.head].lower_
        is_told = group.is_bare and doc[min(j, len(doc) - 1)].lower_ in WERE  # "30 were British"
        if not group.quantity or not is_told and head not in STRUCK | PRONOMINAL:
            return None
        limit = min(sentence_at(doc[group.head]).end, j + FAR)
        verbs = (k for k in range(j, limit) if doc[k].lower_ in WERE)
        j = next(verbs, limit - 1) + 1 if head in {"those"} | STRUCK else j
        while j < limit and doc[j].lower_ in LINKS:
            j += 1
        stop = j + (doc[min(j, limit - 1)].lower_ == "from")
        while stop < limit and doc[stop].tag_ in NOMINAL | {"JJ", "HYPH", "DT"}:
            stop += 1
        is_clause = doc[min(stop, limit - 1)].pos_ in ("VERB", "AUX")  # "of whom Israel says …"
        return None if is_clause or stop == j else self._named(j, stop, may_be_new=False)

    def of_words(self, start: int, end: int, *, may_be_new: bool = True) -> Side | None:
        """The side that a subject names."""
        named = self._named(start, end, may_be_new=may_be_new)
        text = self.doc[start:end].text.removeprefix("The ").removeprefix("the ")
        is_noun = self.doc[start].lower_ in people() or self.doc[start].lower_ in ("a", "an")
        is_name = may_be_new and (text[:1].isupper() and not is_noun or ORDINAL.match(text))
        return named or (self.of_new(text) if is_name else None)

    def _named(self, start: int, end: int, *, may_be_new: bool = True) -> Side | None:
        """The first known demonym, country or body among tokens, else a capitalised modifier."""
        doc, backer, after = self.doc, None, end
        for j in range(start, end):
            for length in range(min(5, end - j), 0, -1) if self._opens_name(j) else ():
                side = self.of_known(doc[j : j + length].text)
                if side is None:
                    continue
                if backer is None and self._is_backer(j + length, end):
                    backer, after = side, j + length + 2
                elif self.names[side[0]].kind != "metonym" and (
                    side[0].lower() not in NOT_SIDES or self._are_sent(j, end)
                ):
                    return side
        party = self._body(after, end) if backer else None  # "Russian-backed separatists"
        return party or (self._capitalised(start, end) if may_be_new else None) or backer

    def _party_of(self, side: Side, group: Group) -> Side:
        """A party within a country ("Syrian rebels", "Myanmar junta troops"), else the country."""
        for token in self.doc[group.start + 1 : group.end]:
            party = PARTIES.get(token.lower_)
            is_one = token.i == group.head and token.lower_ != party  # "a Syrian dissident"
            if party in (None, "government") or is_one or self.names[side[0]].label == "ORG":
                continue
            if side[0].endswith(self.doc[token.i - 1].text):
                return f"{side[0]} {party}", side[1] if party in OF_STATE else party
        return side

    def _opens_name(self, j: int) -> bool:
        """Whether a name can start at token j: a capital, or the joined "al-"."""
        joined = self.doc[j : j + 3]
        is_joined = len(joined) == 3 and joined[1].text == "-" and not joined[0].whitespace_
        first = joined[2] if is_joined and joined[0].is_lower else joined[0]
        return not first.is_lower and not is_opposed(joined[0])

    def _are_sent(self, j: int, end: int) -> bool:
        """Whether a body that is no side itself names whose people they are ("UN troops")."""
        return self.doc[j].lower_ in PEACEKEEPING and self.doc[end - 1].lower_ in people()

    def _is_backer(self, j: int, end: int) -> bool:
        """Whether a name only says who stands behind a force ("X-backed fighters")."""
        return j + 1 < end and self.doc[j].text in ("-", "–") and self.doc[j + 1].lower_ in BACKERS

    def _origin(self, group: Group) -> Side | None:
        """The party after the noun ("fighters from the coastal brigades", "members of the …")."""
        doc = self.doc
        civil = {people().get(doc[i].lower_) for i in (group.head, group.end - 1)}
        within = (t.i for t in doc[group.head + 1 : group.end] if t.lower_ == "of")
        j = group.end if civil & {"civilian", "child"} else next(within, group.end)  # "of a family"
        if doc[j : j + 2].text in TIES:
            j += 1
        elif j + 1 >= len(doc) or doc[j].lower_ not in ("from", "of", "with", "in"):
            return None
        end = j + 1
        while end < min(j + 8, len(doc)) and doc[end].tag_ in ORIGIN_TAGS:
            end += 1
        head = doc[group.head].lower_
        is_force = head in MEMBERS or people().get(head) == "combatant" and "guard" not in head
        if doc[j].lower_ == "in":  # "in the Malian army", not "a soldier in Mali"
            is_force &= doc[j + 1].tag_ in ("DT", "PRP$")
            if not is_force or not any(t.lower_ in SERVED for t in doc[j + 1 : end]):
                return None
        found = self._named(j + 1, end, may_be_new=False)
        if found:  # "from the United Kingdom", called British elsewhere
            return self.called(found[1], found[0]) or found[0], found[1]
        return self._body(j + 1, end) if is_force and doc[j].lower_ != "with" else None

    def _all(self, group: Group) -> Side | None:
        """All sides, for "12 on both sides"."""
        tail = self.doc[group.end : min(group.end + 6, len(self.doc))].text
        return (None, "all") if BOTH.match(tail) or is_of_each_side(self.doc, group) else None

    def _person(self, group: Group) -> Side | None:
        """The side of a named victim, from the actors."""
        named = (self.mention_at.get(t.idx) for t in self.doc[group.start : group.end])
        mention = next(filter(None, named), None)
        found = self.side_of_actor(mention["actor_id"], None) if mention else None
        return found or self._in_arms(self.affiliation(self.doc[group.head].text))

    def _in_arms(self, body: Side | None) -> Side | None:
        """A body for which a person fights; to lead a club is to take no side."""
        fact = self.facts.get(body[1], {}) if body else {}
        is_group = fact.get("actor_type") == ARMED_GROUP
        return body if is_group or body and body[0].split()[-1].lower() in ARMS else None
