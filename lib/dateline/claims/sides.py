"""Whose people were harmed?  Demonyms, parties and possessives in the words for the victims."""

import re
from collections import Counter
from functools import cache

from spacy.tokens import Doc, Span

from dateline.claims.people import Group, people
from dateline.lexicon import words
from dateline.names import known_actors, name_table
from dateline.theatre import Theatre

PARTIES = {word: word for word in ("government", "opposition", "regime")}
PARTIES |= {noun: f"{noun}s" for noun in ("rebel", "separatist", "loyalist")}
PARTIES |= {f"{noun}s": f"{noun}s" for noun in ("rebel", "separatist", "loyalist")}
ARMED = words(
    "militant militants insurgent insurgents assailant assailants attacker attackers gunman "
    "gunmen jihadist jihadists extremist extremists terrorist terrorists fighter fighters "
    "bomber bombers guerrillas guerrilla"
)
BOTH = re.compile(
    r"\b(?:on|from|of)\s+(?:both|all|the\s+two|either)\s+(?:sides|parties|countries)", re.IGNORECASE
)
ORIGIN_TAGS = words("DT NN NNS NNP NNPS JJ HYPH POS TO VBN")
SPOKEN_FOR = re.compile(
    r",\s+(?:an?|the)\s+(?:\w+\s+)?spokes\w+\s+(?:for|of)\s+(?:the\s+)?([A-Z][\w’']+(?:\s+\w+){0,2}?)[,.]"
)
NOT_SIDES = words(
    "un u.n. ngo ingo nngo icrc christian muslim hindu jewish shiite sunni north south east "
    "west northern southern eastern western central"
)


class Sides:
    """The side of a group of victims, with the text, the theatre and the actors at hand."""

    def __init__(self, doc: Doc, actors: list[dict], mentions: list[dict]):
        self.doc = doc
        self.theatre: Theatre | None = doc.user_data.get("theatre")
        self.names = name_table(self.theatre)
        self.facts = dict(known_actors(self.theatre)) | {a["actor_id"]: a for a in actors}
        self.mention_at = {m["start_char"]: m for m in mentions if m.get("actor_id")}
        self.common = {t.text for t in doc if t.is_lower}

    def of(self, group: Group) -> tuple[str | None, str | None]:
        """Name of the side in the text and its id; both null where the words show none."""
        named = self._named(group.start, group.end, may_be_new=group.kind != "named")
        if named:
            return named
        if group.kind == "named":
            return self._person(group)
        origin = self._origin(group)
        if origin:
            return origin
        tail = self.doc[group.end : min(group.end + 4, len(self.doc))].text
        if BOTH.match(tail):
            return None, "all"
        return self._party(group)

    def side_of_actor(
        self, actor_id: str | None, name: str | None
    ) -> tuple[str | None, str | None]:
        """The side of a speaker: of the actor, else by the demonym or country in the name."""
        facts = self.facts.get(actor_id or "") or {}
        side = facts.get("side_id") or facts.get("country_iso3")
        if isinstance(side, str):
            return self.facts.get(side, facts).get("name") or name, side
        words = re.findall(r"[\w.]+", name or "")
        for word in words:
            known = self.names.get(word)
            if known and known.actor_id and word.lower() not in NOT_SIDES:
                return word, self.side_id(known.actor_id, word)
        return None, None

    def spoken_for(self, end_char: int) -> tuple[str | None, str | None]:
        """The party in ", a spokesman for Machar's faction"."""
        match = SPOKEN_FOR.match(self.doc.text[end_char : end_char + 80])
        if not match:
            return None, None
        return match[1], slug(match[1])

    def of_words(
        self, start: int, end: int, *, may_be_new: bool = True
    ) -> tuple[str | None, str | None]:
        """The side that a subject names."""
        named = self._named(start, end, may_be_new=may_be_new)
        if named or not may_be_new:
            return named or (None, None)
        text = self.doc[start:end].text.removeprefix("The ").removeprefix("the ")
        return (text, slug(text)) if text[:1].isupper() else (None, None)

    def side_id(self, actor_id: str, name: str) -> str:
        """Id of a side: that of the theatre, else the country's, else a slug of the name."""
        facts = self.facts.get(actor_id, {})
        side = facts.get("side_id") or facts.get("country_iso3")
        return side if isinstance(side, str) else slug(name)

    def _named(self, start: int, end: int, *, may_be_new: bool = True) -> tuple[str, str] | None:
        """The first known demonym, country or body among tokens, else a capitalised modifier."""
        doc = self.doc
        for j in range(start, end):
            if not doc[j].text[:1].isupper():
                continue
            for length in (4, 3, 2, 1):
                if j + length > end:
                    continue
                text = doc[j : j + length].text
                known = self.names.get(text)
                if (
                    known
                    and known.actor_id
                    and known.kind != "metonym"
                    and text.lower() not in NOT_SIDES
                ):
                    return text, self.side_id(known.actor_id, text)
        return self._capitalised(start, end) if may_be_new else None

    def _capitalised(self, start: int, end: int) -> tuple[str, str] | None:
        """A party without an entry: capitalised words before the noun ("Shabab fighters")."""
        doc, words = self.doc, []
        for j in range(start, end - 1):
            token = doc[j]
            is_name = (
                token.text[:1].isupper()
                and token.tag_ in ("NNP", "NNPS", "JJ")
                and token.lower_ not in people()
            )
            if (
                is_name
                and token.lower_ not in self.common
                and token.lower_ not in NOT_SIDES
                and token.ent_type_ not in ("PERSON", "GPE", "LOC", "FAC", "DATE", "CARDINAL")
            ):
                words.append(token.text)
            elif words:
                break
        head_is_people = people().get(doc[end - 1].lower_, "unknown") in (
            "combatant",
            "unknown",
            "police",
        )
        return (" ".join(words), slug(" ".join(words))) if words and head_is_people else None

    def _origin(self, group: Group) -> tuple[str, str] | None:
        """The party after the noun ("fighters from the coastal brigades", "members of the …")."""
        doc, j = self.doc, group.end
        if j + 1 >= len(doc) or doc[j].lower_ not in ("from", "of", "with", "loyal"):
            return None
        end = j + 1
        while end < min(j + 8, len(doc)) and doc[end].tag_ in ORIGIN_TAGS:
            end += 1
        return self._named(j + 1, end, may_be_new=False)

    def _person(self, group: Group) -> tuple[str | None, str | None]:
        """The side of a named victim, from the actors."""
        mention = next(
            (
                self.mention_at[t.idx]
                for t in self.doc[group.start : group.end]
                if t.idx in self.mention_at
            ),
            None,
        )
        facts = self.facts.get(mention["actor_id"]) if mention else None
        side = facts and (facts.get("side_id") or facts.get("country_iso3"))
        if not isinstance(side, str):
            return None, None
        return (self.facts.get(side) or facts)["name"], side

    def _party(self, group: Group) -> tuple[str | None, str | None]:
        """Government, opposition, rebels; militants are those of the armed group named last."""
        words = [self.doc[j].lower_ for j in range(group.start, group.end)]
        party = next((PARTIES[w] for w in words if w in PARTIES), None)
        if party:
            return party, party
        if group.quantity and words and words[-1] in ARMED and self.doc[group.head].lower_ in ARMED:
            armed = self._armed_group()
            if armed:
                return armed
        return None, None

    def _armed_group(self) -> tuple[str, str] | None:
        """The armed group that the article names most."""
        found: Counter[str] = Counter()
        for mention in self.mention_at.values():
            if self.facts.get(mention["actor_id"], {}).get("actor_type") == "non-state armed group":
                found[mention["actor_id"]] += 1
        if not found:
            return None
        actor_id, _ = found.most_common(1)[0]
        name = self.facts[actor_id]["name"]
        return name, self.side_id(actor_id, name)


def loser(doc: Doc, i: int, start: int) -> Span | None:
    """The subject of "lost" at token i."""
    subject = next((c for c in doc[i].children if c.dep_ == "nsubj"), None)
    if subject is None:
        subject = (
            doc[i - 1] if i > start and doc[i - 1].tag_ in ("NNP", "NN", "NNS", "PRP") else None
        )
    return None if subject is None else doc[max(start, subject.left_edge.i) : subject.i + 1]


@cache
def slug(name: str) -> str:
    """An id made of a name.

    >>> slug("Islamic State")
    'islamic-state'
    """
    return re.sub(r"\W+", "-", name.lower()).strip("-") or "unnamed"
