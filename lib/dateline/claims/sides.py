"""Whose people were harmed?  Demonyms, parties and possessives in the words for the victims."""

import re
from collections import Counter
from collections.abc import Iterable
from itertools import dropwhile, takewhile

from spacy.tokens import Doc, Token

from dateline.claims.parties import (
    ARMS,
    BACKERS,
    PARTIES,
    SERVED,
    Side,
    is_opposed,
    party_in,
    post_of,
    spans_of,
)
from dateline.claims.people import Group, people
from dateline.lexicon import listed, words
from dateline.names import actor_slug, known_actors, name_table
from dateline.theatre import Theatre

BOTH = re.compile(
    r"\b(?:on|from|of)\s+(?:both|all|the\s+two|either)\s+(?:sides|parties|countries)", re.IGNORECASE
)
EACH = re.compile(
    r"\W{0,2}(?:(?!and\b|or\b)[a-z]+\s+){0,4}?(?:on|from)\s+(?:each|either)\s+side\b", re.IGNORECASE
)
TIES = ("loyal to", "linked to", "allied to", "allied with", "belonging to")
MEMBERS = words("member members men cadres")
ORIGIN_TAGS = words("DT NN NNS NNP NNPS JJ HYPH POS TO VBN")
ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)\b")  # "24th Brigade"
PEACEKEEPING = {"un", "u.n."}
NOT_SIDES = listed("no side")
NAMING = ("name", "acronym")
ARMED = "non-state armed group"


def is_of_each_side(doc: Doc, group: Group) -> bool:
    """Whether a count holds for each of two sides ("four on each side" are eight in all)."""
    return bool(group.quantity and EACH.match(doc[group.end : min(group.end + 8, len(doc))].text))


class Sides:
    """The side of a group of victims, with the text, the theatre and the actors at hand."""

    def __init__(self, doc: Doc, actors: list[dict], mentions: list[dict]):
        self.doc, self.text = doc, doc.text
        self.theatre: Theatre | None = doc.user_data.get("theatre")
        self.names = name_table(self.theatre)
        self.facts = dict(known_actors(self.theatre)) | {a["actor_id"]: a for a in actors}
        self.mention_at = {m["start_char"]: m for m in mentions if m.get("actor_id")}
        self.common = {t.text for t in doc if t.is_lower}
        runs = ((i, n) for i in range(len(doc)) if doc[i].text[:1].isupper() for n in (2, 1))
        self.namings = [t for t in (doc[i : i + n].text for i, n in runs) if t in self.names]
        self.named = {m["quote"]: m["actor_id"] for m in mentions if m["form"] in NAMING}
        self.parties = self._parties(mentions)
        self.places = {t.text for t in doc if t.ent_type_ in ("GPE", "LOC", "DATE")}

    def of(self, group: Group) -> Side | None:
        """The side that the words for a group name."""
        is_noun = group.kind != "named" and group.head != group.number  # not "Thousands"
        if people().get(self.doc[group.head].lower_) in ("civilian", "child"):
            is_noun &= group.end == group.head + 1  # "two villagers of Bo Than" are of a place
        named = self._named(group.start, group.end, may_be_new=is_noun)
        known = named and self.names.get(named[0])
        if known and known.kind == "people":  # "two Kurdish fighters of the SDF"
            of = next((j for j in range(group.head, group.end) if self.doc[j].lower_ == "of"), None)
            inner = self._named(of + 1, group.end, may_be_new=False) if of else None
            named = inner or self._origin(group) or named
        if group.kind == "named":  # "Briton Jane Doe" is British, like others
            return (self.called(named[1]) or named[0], named[1]) if named else self._person(group)
        words = self.doc[group.start : group.end]
        return named or self._origin(group) or self._all(group) or self._party(words)

    def side_of_actor(self, actor_id: str | None, name: str | None) -> Side | None:
        """The side of a speaker: of the actor, else by the demonym or country in the name."""
        facts = self.facts.get(actor_id or "") or {}
        side = _side_in(facts)
        if side:
            return self.called(side, name) or self.facts.get(side, facts).get("name") or name, side
        known = (self._known(t) for t in spans_of(name or "") if t.lower() not in NOT_SIDES)
        return next(filter(None, known), None)

    def called(self, side_id: str, words: str | None = None) -> str | None:
        """What the article calls a side: as in these words, else as it does most."""
        found: Counter[str] = Counter()
        for text in self.namings if words is None else spans_of(words):
            known = self.names.get(text)
            is_people = known and known.actor_id and known.label in ("NORP", "GPE", "ORG")
            is_people = is_people and known.kind != "metonym"
            if is_people and self.side_id(known.actor_id, text) == side_id:
                found[text] += 100 if known.kind == "demonym" else 1  # "Somali", not "Somalia"
        if words is not None and all(self.names[text].label == "GPE" for text in found):
            return self.called(side_id)
        return found.most_common(1)[0][0] if found else None

    def of_name(self, text: str) -> Side | None:
        """The side that a name stands for: a known one, or a people not in the tables."""
        is_no_people = text in self.names or text.lower() in self.common
        return self._known(text) if is_no_people else self.of_body(text)

    def of_body(self, text: str) -> Side:
        """The side that a name stands for, whether it is known or not."""
        return self._known(text) or self._new(text)

    def affiliation(self, person: str) -> Side | None:
        """The body for which the article says that a person speaks or fights."""
        body, before = post_of(self.text, person)
        if body:
            is_of_state = set(body.lower().split()) <= listed("word of a body")
            return None if is_of_state else self.of_body(body)  # "of the Defence Ministry"
        return self.side_of_actor(None, before) if before else None

    def of_words(self, start: int, end: int, *, may_be_new: bool = True) -> Side | None:
        """The side that a subject names."""
        named = self._named(start, end, may_be_new=may_be_new)
        text = self.doc[start:end].text.removeprefix("The ").removeprefix("the ")
        is_noun = self.doc[start].lower_ in people()  # "Troops loyal to the marshal"
        is_name = may_be_new and (text[:1].isupper() and not is_noun or ORDINAL.match(text))
        return named or (self._new(text) if is_name else None)

    def side_id(self, actor_id: str, name: str) -> str:
        """Id of a side: of the theatre, of the country, of an armed group, else a slug."""
        facts = self.facts.get(actor_id, {})
        is_group = facts.get("actor_type") == ARMED
        return _side_in(facts) or (actor_id if is_group else actor_slug(name))

    def _new(self, name: str) -> Side:
        """The side of a name that no table has: of the actor that the article calls so."""
        actor_id = self.named.get(name)
        return name, self.side_id(actor_id, name) if actor_id else actor_slug(name)

    def _parties(self, mentions: list[dict]) -> dict[str, str]:
        """The group that "the rebels" are, where all of them in the article are of one group."""
        found: dict[str, set[str]] = {}
        for m in mentions:
            word = m["quote"].split()[-1].lower()
            if word in PARTIES and m["form"] == "nominal":
                found.setdefault(PARTIES[word], set()).add(m["actor_id"])
        return {
            party: self.side_id(next(iter(ids)), party)
            for party, ids in found.items()
            if len(ids) == 1
        }

    def _party(self, tokens: Iterable[Token]) -> Side | None:
        """Government, opposition, rebels: the first party that words name."""
        found = party_in(tokens)
        return found and (found[0], self.parties.get(found[1], found[1]))

    def _known(self, text: str) -> Side | None:
        """The side of a name in the tables."""
        known = self.names.get(text)
        return (text, self.side_id(known.actor_id, text)) if known and known.actor_id else None

    def _named(self, start: int, end: int, *, may_be_new: bool = True) -> Side | None:
        """The first known demonym, country or body among tokens, else a capitalised modifier."""
        doc, backer = self.doc, None
        for j in range(start, end):
            for length in range(min(5, end - j), 0, -1) if self._opens_name(j) else ():
                side = self._known(doc[j : j + length].text)
                if side is None:
                    continue
                if backer is None and self._is_backer(j + length, end):
                    backer = side
                elif self.names[side[0]].kind != "metonym" and (
                    side[0].lower() not in NOT_SIDES or self._are_sent(j, end)
                ):
                    return side
        return (self._capitalised(start, end) if may_be_new else None) or backer

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

    def _capitalised(self, start: int, end: int) -> Side | None:
        """A party without an entry: capitalised words before the noun ("Shabab fighters")."""
        first, head = self.doc[start], self.doc[end - 1]
        modifiers = dropwhile(lambda t: not self._is_new(t), self.doc[start : end - 1])
        words = [t.text for t in takewhile(self._is_new, modifiers)]
        kind = people().get(head.lower_, "unknown")
        is_people = kind in ("combatant", "unknown", "police")
        are_counted = head.tag_ == "NNS" and first.tag_ == "CD"
        if kind in ("civilian", "child") and len(words) == 1 and are_counted:
            is_people = self._is_people(words[0])
        is_alone = self.doc[end - 2].tag_ not in ("NNP", "NNPS")  # no surname, no half of a place
        if not words and is_alone and self._is_people(head.text):
            words, is_people = [head.text], head.tag_ in ("NNPS", "NNS", "NNP")
        name = " ".join(words)
        opposed = next((t for t in self.doc[start:end] if is_opposed(t)), None)
        if words and opposed is not None:  # "two anti-Balaka fighters"
            name = self.doc[opposed.i - 2 : opposed.i].text + name
        return self._new(name) if words and is_people else None

    def _is_new(self, token: Token) -> bool:
        """Whether a capitalised word can be part of a party's name that no table has."""
        return (
            token.text[:1].isupper()
            and token.tag_ in ("NNP", "NNPS", "JJ")
            and token.lower_ not in people()
            and token.lower_ not in self.common
            and token.lower_ not in NOT_SIDES
            and token.ent_type_ not in ("PERSON", "GPE", "LOC", "FAC", "DATE", "CARDINAL")
        )

    def _is_people(self, word: str) -> bool:
        """Whether a capitalised word without an entry can be a people ("Berom farmers")."""
        is_name = word[:1].isupper() and not word.isupper() and word not in self.names
        is_common = word.lower() in self.common or word.lower() in people()
        return is_name and not is_common and word not in self.places

    def _origin(self, group: Group) -> Side | None:
        """The party after the noun ("fighters from the coastal brigades", "members of the …")."""
        doc, j = self.doc, group.end
        if doc[j : j + 2].text in TIES:
            j += 1
        elif j + 1 >= len(doc) or doc[j].lower_ not in ("from", "of", "with", "in"):
            return None
        end = j + 1
        while end < min(j + 8, len(doc)) and doc[end].tag_ in ORIGIN_TAGS:
            end += 1
        head = doc[group.head].lower_
        is_force = people().get(head) == "combatant" and "guard" not in head
        is_force |= head in MEMBERS
        if doc[j].lower_ == "in":  # "in the Malian army", not "a soldier in Mali"
            is_force &= doc[j + 1].tag_ in ("DT", "PRP$")
            if not is_force or not any(t.lower_ in SERVED for t in doc[j + 1 : end]):
                return None
        found = self._named(j + 1, end, may_be_new=False)
        if found:  # "from the United Kingdom", called British elsewhere
            return self.called(found[1], found[0]) or found[0], found[1]
        return self._body(j + 1, end) if is_force and doc[j].lower_ != "with" else None

    def _body(self, start: int, end: int) -> Side | None:
        """A body without an entry after "members of": its capitalised words, else a party."""
        run = [t for t in self.doc[start:end] if t.lower_ not in ("the", "a", "an")]
        names = [t.text for t in takewhile(lambda t: t.text[:1].isupper(), run)]
        name = " ".join(names)
        is_place = len(names) == 1 and name in self.places
        is_body = name and not is_place and name.lower() not in NOT_SIDES
        return self._new(name) if is_body else self._party(run)

    def _all(self, group: Group) -> Side | None:
        """All sides, for "12 on both sides"."""
        tail = self.doc[group.end : min(group.end + 4, len(self.doc))].text
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
        is_group = fact.get("actor_type") == ARMED
        return body if is_group or body and body[0].split()[-1].lower() in ARMS else None


def _side_in(facts: dict) -> str | None:
    """The side of an actor: that of the theatre, else its country."""
    side = facts.get("side_id") or facts.get("country_iso3")
    return side if isinstance(side, str) else None
