"""Whose police are they?  The actor or country that a body or person belongs to."""

from spacy.tokens import Token

from dateline.actors.cast import Cast
from dateline.actors.coreference import OWNING, resolve_pronoun
from dateline.fields import ARMED_GROUP
from dateline.lexicon import listed
from dateline.names import ORGAN_SUFFIXES, name_table
from dateline.parse import is_hyphen, sentence_at


def owner_of(cast: Cast, head: Token, start: int, *, is_organ: bool) -> str | None:
    """The actor that a phrase belongs to: Turkey in "Turkish police" and "police of Turkey"."""
    found = None
    for i in range(start, head.i):
        token = cast.doc[i]
        if named := _owner_at(cast, i):
            found = named
        elif token.dep_ == "poss" or (token.ent_type_ and i in cast.at):
            found = resolve_owner(cast, token) or found
    owning = OWNING | {"in"} if is_organ else OWNING
    links = (c for c in head.rights if c.dep_ == "prep" and c.lower_ in owning)
    targets = (t for link in links for t in link.children if t.dep_ == "pobj")
    # "of Turkey's Free Corps"
    inside = (_owner_at(cast, i) for t in targets for i in range(t.i, t.left_edge.i - 1, -1))
    return found or next(filter(None, inside), None)


def _owner_at(cast: Cast, i: int) -> str | None:
    """The actor of a name that a token opens; none in "Russian-brokered" and "anti-Syrian"."""
    name, doc = cast.owners.get(i), cast.doc
    if name is None:
        return None
    beside = (doc[max(i, 1) - 1], *doc[cast.ends[i] : cast.ends[i] + 1])
    return None if any(map(is_hyphen, beside)) else name.actor_id


def resolve_owner(cast: Cast, token: Token) -> str | None:
    """The actor of a possessive: "his", "Assad's", "his country's"."""
    if token.i in cast.at or token.tag_ == "PRP$":
        return cast.at.get(token.i) or resolve_pronoun(cast, token)
    return resolve_country(cast, token) if token.lemma_.lower() in listed("country") else None


def resolve_country(cast: Cast, noun: Token) -> str | None:
    """The state of "his country", "their nation"."""
    owners = (child for child in noun.children if child.tag_ == "PRP$")
    return next((cast.country(resolve_pronoun(cast, owner)) for owner in owners), None)


def country_here(cast: Cast, head: Token) -> str | None:
    """The country of an unowned body: that of who speaks to it, of its capital, or of the story."""
    if any(child.lemma_.lower() in listed("foreign adjective") for child in head.lefts):
        return None
    told = (cast.country(cast.at.get(c.i)) for c in head.head.children if c.dep_ == "nsubj")
    if head.dep_ in ("dobj", "dative") and (iso3 := next(filter(None, told), None)):
        return iso3
    inside = (t.i for t in sentence_at(head) if t.dep_ == "pobj" and t.head.lower_ == "in")
    names = (cast.owners[i] for i in inside if i in cast.owners)
    seat = next((name for name in names if name.kind == "metonym"), None)
    return cast.country(seat.actor_id) if seat else cast.home


def only_country(cast: Cast, head: Token, row: dict) -> str | None:
    """The country of bare "police" or "troops" when only one country's have been named so far."""
    is_armed = row["part"] == "body" or row["actor_type"] in ("military", "police")
    if not is_armed or any(c.dep_ in ("compound", "amod", "poss") for c in head.lefts):
        return None
    suffix = f"-{ORGAN_SUFFIXES[row['actor_type']]}"
    named = {n.actor_id[:3] for n in cast.namings if n.actor_id[3:] == suffix}
    return named.pop() if len(named) == 1 else None


def patron_of(head: Token) -> Token | None:
    """What tells a force apart by whom it serves: "forces backed by Oman", "troops loyal to X"."""
    ties = (c for c in head.rights if c.dep_ in ("acl", "amod", "relcl") or c.pos_ == "ADJ")
    tie = next((c for c in ties if c.lower_ in listed("tie to a patron")), None)
    return tie if tie is not None and tie.right_edge.i - head.i <= 8 else None


def with_owner(cast: Cast, body: Token, facts: dict) -> dict:
    """Facts of a ministry of an armed group under the name of both: "Houthi Health Ministry".

    A body of a group that governs speaks for itself; its side is that of the group.
    """
    if facts["actor_type"] != "government" or facts["country_iso3"]:
        return facts
    owner = _governing_group(cast, body)
    if owner is None:
        whose = next((c for c in body.lefts if c.dep_ == "poss" and c.pos_ == "NOUN"), None)
        if whose is None or whose.text in facts["name"]:
            return facts
        return facts | {"name": f"{possessive(whose.text)} {facts['name']}"}  # "the territory's"
    group = cast.facts(owner)
    facts = facts | {"side_id": group.get("side_id"), "country_iso3": group.get("country_iso3")}
    one, whose = group["name"].removesuffix("s"), possessive(group["name"])
    known = name_table(cast.doc.user_data["theatre"]).get(one)
    is_adjective = one != group["name"] and known is not None and known.actor_id == owner
    body_name = facts["name"].removeprefix(f"{whose} ").removeprefix(f"{one} ")
    return facts | {"name": f"{one if is_adjective else whose} {body_name}"}


def _governing_group(cast: Cast, body: Token) -> str | None:
    """The armed group that a body is said to belong to: "the group's ministry", "of the rebels"."""
    owned = body.head if body.dep_ == "compound" else body
    near = [c for noun in (body, owned) for c in noun.lefts if c.dep_ in ("poss", "amod")]
    for prep in (c for c in body.rights if c.dep_ == "prep" and c.lower_ in ("of", "in")):
        near += [t for child in prep.children if child.dep_ == "pobj" for t in child.subtree]
    for token in near:
        name = cast.owners.get(token.i)
        owner = name.actor_id if name is not None else cast.at.get(token.i)
        if cast.kind(owner) == ARMED_GROUP:
            return owner
    return None


def possessive(name: str) -> str:
    """A name as that of an owner.

    >>> possessive("Houthis"), possessive("Hamas government")
    ('Houthis’', 'Hamas government’s')
    """
    return f"{name}’" if name.endswith("s") else f"{name}’s"
