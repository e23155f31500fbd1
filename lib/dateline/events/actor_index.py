"""Which actors does a phrase name?  An index of them by token."""

from collections.abc import Container, Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from dateline.dates.tense import RELATIVES
from dateline.lexicon import listed
from dateline.names import SPEECH

LINKS = {"of", "from", "by", "between"}
PREFIXES = {"anti", "pro", "non", "ex", "post", "pre"}
TRADES = ("ist", "eer", "wright", "grapher")  # journalist, engineer, photographer
INSIDE = ("poss", "amod", "compound", "nmod", "det", "nummod", "npadvmod")


@dataclass(frozen=True)
class ActorIndex:
    """Actor ids by token, so that a phrase finds who it names."""

    by_token: dict[int, str]
    roots: dict[int, str]
    named: dict[int, str]  # names of countries and people that are no mention of an actor

    def of(self, token: Token | None, *, inside: bool = True) -> list[str]:
        """Actors that a noun phrase names, coordinated ones included, in their order."""
        if token is None:
            return []
        heads = (token, *(t for t in token.conjuncts if not _is_aside(token, t)))
        return list(dict.fromkeys(a for head in heads for a in self._named(head, inside)))

    def owner(self, tool: Token) -> list[str]:
        """Whose tool it is: "Israeli jets", "the army's artillery"."""
        tools = (tool, *sorted(tool.conjuncts, key=lambda t: abs(t.i - tool.i)))
        inside = (c for each in tools for c in each.children if c.dep_ in INSIDE)
        return [actor for c in inside if (actor := self.at(c))][:1]  # "rebels' rockets and drones"

    def at(self, token: Token) -> str | None:
        """The actor that a word names or stands in the name of."""
        return self.named.get(token.i) or self.by_token.get(token.i)

    def _named(self, head: Token, inside: bool) -> list[str]:
        """The actor of a head, else the one inside its phrase: "Armenian shelling"."""
        if head.i in self.roots:
            return [self.roots[head.i]]
        if head.lower_ in RELATIVES:
            owners = (a.head for a in head.ancestors if a.dep_ == "relcl")
            return self.of(next(owners, None), inside=False)
        beside = [c.i for c in head.children if c.dep_ == "appos" and c.i in self.roots]
        if beside or not inside or _is_citizen(head):
            return [self.roots[i] for i in beside]  # "the candidate, Vice President X"
        within = (head, *(c for c in head.children if c.dep_ in INSIDE))
        named = (self.at(token) for token in within if not is_prefixed(token))
        linked = (self.of(c) for c in under(head, LINKS))
        found = next(filter(None, named), None)
        return [found] if found else next(filter(None, linked), [])


def index_actors(doc: Doc, mentions: list[dict]) -> ActorIndex:
    """The index of an article from its mentions."""
    by_token: dict[int, str] = {}
    roots: dict[int, str] = {}
    rows = [m for m in mentions if m.get("actor_id") and m.get("kind") != "part_of_name"]
    for row in sorted(rows, key=lambda m: m["start_char"] - m["end_char"]):
        span = doc.char_span(row["start_char"], row["end_char"], alignment_mode="expand")
        roots[span.root.i] = row["actor_id"]  # the shorter mention of a root comes later and wins
        for token in span:
            by_token[token.i] = row["actor_id"]
            if token.dep_ == "pobj" and token.head.lower_ == "of":
                roots.setdefault(token.i, row["actor_id"])
    named = {}
    for span, name in doc.user_data["names"]:
        if name.kind in ("name", "demonym"):
            named |= dict.fromkeys(range(span.start, span.end), name.actor_id)
    return ActorIndex(by_token, roots, named)


def _is_aside(first: Token, name: Token) -> bool:
    """Whether a name joined to another is no further party, but stands in apposition to a country
    ("those freed by Kenya, A and B, …") or says so ("took farmers, leader X said").
    """
    if (first.ent_type_, name.ent_type_) == ("GPE", "PERSON"):
        return True
    following = name.nbor(1) if name.i + 1 < len(name.doc) else name
    while name.dep_ == "conj":
        name = name.head
    says = following.tag_ in ("VBD", "VBZ") and following.lemma_ in SPEECH
    return says and name.head != following  # not "X and Y accused …"


def _is_citizen(head: Token) -> bool:
    """Whether a noun means people of a country, not its state: "a Chinese engineer"."""
    noun = head.lemma_.lower()
    is_fighter = head.pos_ != "NOUN" or noun in listed("fighter in -ist or -eer")
    people = listed("relative") | listed("friend or foe") | listed("citizen noun")
    return not is_fighter and (noun in people or noun.endswith(TRADES))  # "his mother" is not he


def is_prefixed(token: Token) -> bool:
    """Whether a name stands after a hyphen and so names whom it is against or for: "anti-X"."""
    return token.i > 1 and token.nbor(-1).text == "-" and token.nbor(-2).lower_ in PREFIXES


def under(head: Token, links: Container[str]) -> Iterator[Token]:
    """What prepositions and the like link to a word: X in "attack by X"."""
    return (c for link in head.children if link.lower_ in links for c in link.children)
