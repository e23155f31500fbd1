"""Which side does a name stand for?  By the tables, by the actors, or by its own words."""

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache

from spacy.tokens import Doc, Token

from dateline.claims.parties import ARMED, BACKED, PARTIES, Side, party_in, post_of, spans_of
from dateline.claims.speakers import Speaker
from dateline.fields import ARMED_GROUP
from dateline.lexicon import listed, read_reference
from dateline.names import SMALL_WORDS, actor_slug, known_actors, name_table
from dateline.parse import text_of
from dateline.theatre import Theatre

NOT_SIDES = listed("no side")
GENERAL = listed("body of no side")
MEMBER_OF = re.compile(
    r"(?:an?\s+|the\s+)?(?:[\w-]+\s+)*?(?:commander|officer|spokes\w+|fighter|member|official|leader)"
    r"\s+(?:of|from|for|in|with)\s+(?:the\s+)?((?:[A-Z]|\d+(?:st|nd|rd|th)\b)[\w’'. -]*)$"
)
STATE_BODY = re.compile(  # "Norta defence ministry", "Norta's army"
    r"((?:[A-Z][\w-]+\s+)*?[A-Z][\w-]+)(?:['’]s)?\s+(?:(?:defen[cs]e|interior|health|foreign)\s+)?"
    r"(?:ministry|army|forces|military|government|police)\b"
)
CORPS = {"Army", "Marines", "Navy"}
NAMING = ("name", "acronym")


class SideNames:
    """The sides that the names of an article stand for, with its theatre and actors at hand."""

    def __init__(self, doc: Doc, actors: list[dict], mentions: list[dict]):
        self.doc, self.text = doc, text_of(doc)
        self.theatre: Theatre | None = doc.user_data.get("theatre")
        self.names = name_table(self.theatre)
        self.facts = dict(known_actors(self.theatre)) | {a["actor_id"]: a for a in actors}
        self.mention_at = {m["start_char"]: m for m in mentions if m.get("actor_id")}
        texts = [t.text for t in doc]
        self.common = {text for text in texts if text.islower()}
        capitals = [i for i, text in enumerate(texts) if text[:1].isupper()]
        self.capitals = {texts[i] for i in capitals}
        runs = (text for i in capitals for text in (doc[i : i + 2].text, texts[i]))
        self.namings = [text for text in runs if text in self.names]
        self.named = {m["quote"]: m["actor_id"] for m in mentions if m["form"] in NAMING}
        self.parties = self._parties(mentions)
        self.places = {t.text for t in doc if t.ent_type_ in ("GPE", "LOC", "DATE")}

    def side_of_actor(self, actor_id: str | None, name: str | None) -> Side | None:
        """The side of a speaker: of the actor, else by the demonym or country in the name."""
        facts = self.facts.get(actor_id or "") or {}
        side = _side_in(facts)
        if side:
            return self.called(side, name) or self.facts.get(side, facts).get("name") or name, side
        known = (self.of_known(t) for t in spans_of(name or "") if t.lower() not in NOT_SIDES)
        return next(filter(None, known), None)

    def called(self, side_id: str, words: str | None = None) -> str | None:
        """What the article calls a side: as in these words, else as it does most."""
        found: Counter[str] = Counter()
        for text in self.namings if words is None else spans_of(words):
            if self._names_people(text, side_id):
                is_demonym = self.names[text].kind == "demonym"  # "Somali", not "Somalia"
                found[text] += 100 if is_demonym else 1
        if words is not None and all(self.names[text].label == "GPE" for text in found):
            return self.called(side_id)
        return found.most_common(1)[0][0] if found else None

    def _names_people(self, text: str, side_id: str) -> bool:
        """Whether words name the country or the people of a side, and no capital of theirs."""
        known = self.names.get(text)
        is_people = known and known.actor_id and known.label in ("NORP", "GPE", "ORG")
        is_people = is_people and known.kind != "metonym"
        return bool(is_people) and self.side_id(known.actor_id, text) == side_id

    def of_name(self, text: str) -> Side | None:
        """The side that a name stands for: a known one, or a people not in the tables."""
        is_no_people = text in self.names or text.lower() in self.common
        return self.of_known(text) if is_no_people else self.of_body(text)

    def of_body(self, text: str) -> Side:
        """The side that a name stands for, whether it is known or not."""
        return self.of_known(text) or self.of_new(text)

    def affiliation(self, person: str) -> Side | None:
        """The body for which the article says that a person speaks or fights."""
        body, before = post_of(self.text, person)
        if body:
            is_of_state = set(body.lower().split()) <= listed("word of a body")
            return None if is_of_state else self.of_body(body)  # "of the Defence Ministry"
        return self.side_of_actor(None, before) if before else None

    def of_speaker(
        self, speaker: Speaker, actor_id: str | None, *, is_party: bool = False
    ) -> Side | None:
        """The side of who speaks, if any; a party that speaks of its own men is one itself."""
        found = self.side_of_actor(actor_id, speaker.name) or self.affiliation(speaker.name)
        facts = self.facts.get(actor_id or "") or {}
        if facts.get("actor_type") == "media" and (not found or found[0] == facts["name"]):
            return None  # an agency has no police
        if found or not is_party:
            return found
        body = MEMBER_OF.match(speaker.name)
        if body and body[1] in self.places:  # "an officer in Srinagar"
            return None
        if body is None and (self.is_person(speaker) or facts.get("role")):
            return None
        body = body or STATE_BODY.match(speaker.name)
        if body:
            return self.of_body(body[1])
        names = speaker.name.split()
        if len(names) > 1 and names[-1].lower() in ARMED:
            names.pop()  # "PDF fighters said"
        is_proper = all(w[:1].isupper() or w[:1].isdigit() or w in SMALL_WORDS for w in names)
        is_body = names[-1].lower() not in GENERAL
        is_side = is_proper and is_body or names[-1].lower() in PARTIES
        name = " ".join(names)
        return (name, actor_slug(name)) if is_side else None

    def is_person(self, speaker: Speaker) -> bool:
        """Whether a speaker is a person, whose men are those of a body."""
        span = self.doc.char_span(speaker.start_char, speaker.end_char, alignment_mode="expand")
        return span is not None and span[-1].ent_type_ == "PERSON" and span[-1].tag_ == "NNP"

    def in_short(self, side: Side) -> Side:
        """A side by the shorter name that the article has for its people ("Ugandan")."""
        name, known = side[0], self.names.get(side[0] or "")
        one = name[:-1] if name and name[-1] == "s" and name not in CORPS else None
        if one in self.capitals and (known is None or known.label == "NORP") or one in adjectives():
            name = one  # "four Ugandans"
        elif known and known.label == "GPE" and not name.isupper():
            name = self.called(side[1]) or name  # "eight Burkina soldiers" are the Burkinabe's
        return name, side[1]

    def side_id(self, actor_id: str, name: str) -> str:
        """Id of a side: of the theatre, of the country, of an armed group, else a slug."""
        facts = self.facts.get(actor_id, {})
        is_group = facts.get("actor_type") == ARMED_GROUP
        return _side_in(facts) or (actor_id if is_group else actor_slug(name))

    def of_new(self, name: str) -> Side:
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

    def of_party(self, tokens: Iterable[Token]) -> Side | None:
        """Government, opposition, rebels: the first party that words name."""
        found = party_in(tokens)
        side = self.parties.get(found[1]) if found else None
        if found is None or side is None:
            return found
        fact = self.facts.get(side, {})
        if fact.get("actor_type") != ARMED_GROUP:
            return found[0], side
        own = BACKED.sub("", fact["name"]).removesuffix(f" {found[0]}")
        return self.called(side) or own, side  # "the rebels" by the name of their group

    def of_known(self, text: str) -> Side | None:
        """The side of a name in the tables."""
        known = self.names.get(text)
        return (text, self.side_id(known.actor_id, text)) if known and known.actor_id else None


@cache
def adjectives() -> frozenset[str]:
    """The first word of each country for its people: "Bahraini", but not "Briton"."""
    return frozenset(row["demonyms"].split(";")[0] for row in read_reference("countries"))


def _side_in(facts: dict) -> str | None:
    """The side of an actor: that of the theatre, else its country."""
    is_group = facts.get("actor_type") == ARMED_GROUP  # rebels are not their country
    side = facts.get("side_id") or (None if is_group else facts.get("country_iso3"))
    return side if isinstance(side, str) else None
