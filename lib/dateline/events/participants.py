"""Who did it to whom, and where?  Actors and place of a trigger, from parse and mentions."""

from dataclasses import dataclass

from spacy.tokens import Doc, Token

from dateline.dates.tense import clause_root
from dateline.events.triggers import Trigger
from dateline.names import name_table
from dateline.parse import SPEECH

SUBJECTS = ("nsubj", "csubj")
PASSIVE = ("nsubjpass", "csubjpass")
FINITE = ("VBD", "VBZ", "VBP")
RELATIVES = {"who", "which", "that", "whom"}
# Verbs whose object, not subject, does what the infinitive says: "forced him to sign".
OBJECT_CONTROL = {
    "ask", "tell", "urge", "order", "force", "allow", "help", "want", "press", "invite", "warn",
    "pressure", "persuade", "enable", "permit", "call", "appeal", "see",
}  # fmt: skip
BLAMING = {"accuse", "blame", "condemn", "suspect", "charge", "criticize", "criticise", "convict"}
# What does the deed for someone: "Israeli jets", "the army's artillery".
INSTRUMENTS = {
    "jet", "warplane", "plane", "aircraft", "helicopter", "drone", "missile", "rocket", "shell",
    "artillery", "tank", "airstrike", "strike", "shelling", "bombing", "bombardment", "raid",
    "gunfire", "fire", "attack", "warship", "mortar", "bomb", "offensive", "bomber",
}  # fmt: skip
INSIDE = ("poss", "amod", "compound", "nmod", "det", "nummod", "npadvmod")


@dataclass(frozen=True)
class Cast:
    """Actor ids by token, so that a phrase finds who it names."""

    by_token: dict[int, str]
    roots: dict[int, str]
    named: dict[int, str]  # names of countries and people that are no mention of an actor

    def of(self, token: Token | None, *, inside: bool = True) -> list[str]:
        """Actors that a noun phrase names, coordinated ones included, in their order."""
        if token is None:
            return []
        found: list[str] = []
        for head in (token, *token.conjuncts):
            found += [a for a in self._named(head, inside) if a not in found]
        return found

    def owner(self, tool: Token) -> list[str]:
        """Whose tool it is: "Israeli jets", "the army's artillery"."""
        if tool.i in self.roots:
            return [self.roots[tool.i]]
        tools = (tool, *sorted(tool.conjuncts, key=lambda t: abs(t.i - tool.i)))
        near = [
            self.by_token.get(c.i) or self.named.get(c.i)
            for each in tools  # "the rebels' rockets and drones"
            for c in each.children
            if c.dep_ in INSIDE
        ]
        return [actor for actor in near if actor][:1]

    def _named(self, head: Token, inside: bool) -> list[str]:
        """The actor of a head, else the one inside its phrase: "Armenian shelling"."""
        if head.i in self.roots:
            return [self.roots[head.i]]
        if head.lower_ in RELATIVES:
            owner = next((a for a in head.ancestors if a.dep_ == "relcl"), None)
            return self.of(owner.head, inside=False) if owner is not None else []
        if not inside:
            return []
        for token in (head, *(c for c in head.children if c.dep_ in INSIDE)):
            found = self.by_token.get(token.i) or self.named.get(token.i)
            if found:
                return [found]
        for child in head.children:
            if child.dep_ == "prep" and child.lower_ in (
                "of",
                "from",
                "in",
                "by",
                "over",
                "between",
            ):
                found = [a for c in child.children if c.dep_ == "pobj" for a in self.of(c)]
                if found:
                    return found
        return []


def cast_of(doc: Doc, mentions: list[dict]) -> Cast:
    """The cast of an article from its mentions."""
    by_token: dict[int, str] = {}
    roots: dict[int, str] = {}
    rows = [m for m in mentions if m.get("actor_id") and m.get("kind") != "part_of_name"]
    for row in sorted(rows, key=lambda m: m["start_char"] - m["end_char"]):
        span = doc.char_span(row["start_char"], row["end_char"], alignment_mode="expand")
        if span is None:
            continue
        roots[span.root.i] = row["actor_id"]  # the shorter mention of a root comes later and wins
        for token in span:
            by_token[token.i] = row["actor_id"]
            if token.dep_ == "pobj" and token.head.dep_ == "prep" and token.head.lower_ == "of":
                roots.setdefault(token.i, row["actor_id"])
    names, named = name_table(doc.user_data["theatre"]), {}
    for token in doc:
        name = names.get(token.text) if token.shape_.startswith("X") else None
        if name is not None and name.actor_id is not None and name.kind in ("name", "demonym"):
            named[token.i] = name.actor_id
    return Cast(by_token, roots, named)


def participants(token: Token, trigger: Trigger, cast: Cast) -> tuple[list[str], list[str]]:
    """Actors and recipients of a trigger, each in the order of the text."""
    if trigger.frame.startswith("nominal"):
        actors, recipients = _of_noun(token, trigger, cast)
    elif token.dep_ == "amod":
        actors, recipients = _of_participle(token, cast)
    else:
        doer = subject(token)
        is_tool = doer is not None and doer.lemma_.lower() in INSTRUMENTS
        actors = cast.owner(doer) if is_tool else cast.of(doer, inside=False)
        recipients = cast.of(_patient(token)) or _recipients(token, trigger, cast)
    if "symmetric" in trigger.frame and len(actors) > 1 and not recipients:
        actors, recipients = actors[:1], actors[1:]
    return actors, [r for r in recipients if r not in actors]


def _of_participle(verb: Token, cast: Cast) -> tuple[list[str], list[str]]:
    """Russian-brokered deal · U.N.-backed government: who stands before the hyphen did it."""
    whole = cast.roots.get(verb.head.i)
    doers = [c.i for c in verb.children if c.dep_ in ("npadvmod", "nsubj", "compound", "amod")]
    actors = [cast.named.get(i) or cast.by_token.get(i) for i in doers]
    return [a for a in actors if a and a != whole], [whole] if whole else []


def subject(verb: Token, depth: int = 0) -> Token | None:
    """Who does what a verb says, found above when the verb has no subject of its own."""
    passive = _is_passive(verb)
    if passive:
        return _agent(verb)
    own = next((c for c in verb.children if c.dep_ in SUBJECTS), None)
    if own is not None:
        return own
    head = verb.head
    if head == verb or depth > 5:
        return None
    if verb.dep_ == "ccomp" and verb.tag_ in FINITE and head.lemma_ in SPEECH:
        # Who speaks is not who did it: a finite clause has a subject that the parser missed.
        before = verb.nbor(-1) if verb.i else verb
        return before if before.pos_ in ("NOUN", "PROPN", "PRON") else None
    if verb.dep_ in ("acl", "relcl"):
        return _subject_of_noun_clause(verb, depth)
    if verb.dep_ == "pcomp" and head.head.lemma_ in BLAMING:
        return next((c for c in head.head.children if c.dep_ in ("dobj", "nsubjpass")), None)
    if verb.dep_ == "advcl" and head.lemma_ in SPEECH:
        told = next((c for c in head.children if c.dep_ == "ccomp" and c.i < verb.i), None)
        if told is not None and told.i < head.i:
            return subject(told, depth + 1)  # "the strike hit X, the ministry said, killing Y"
    if verb.dep_ in ("xcomp", "ccomp", "advcl") and head.lemma_ in OBJECT_CONTROL:
        controller = next((c for c in head.children if c.dep_ == "dobj"), None)
        if controller is not None and verb.dep_ == "xcomp":
            return controller
    while head.pos_ in ("ADP", "ADJ", "SCONJ") and head.head != head:
        head = head.head
    if head.pos_ in ("VERB", "AUX"):
        passive_subject = next((c for c in head.children if c.dep_ in PASSIVE), None)
        if passive_subject is not None:
            return passive_subject
        return subject(head, depth + 1)
    return head if head.pos_ in ("NOUN", "PROPN", "PRON") and verb.tag_ == "VBG" else None


def _subject_of_noun_clause(verb: Token, depth: int) -> Token | None:
    """lawmakers supporting X · an attempt by X to force Y · officials saying."""
    noun = verb.head
    if verb.tag_ in ("VBG", "VBZ", "VBP", "VBD"):
        return noun
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ in ("by", "of", "from"):
            return next((c for c in child.children if c.dep_ == "pobj"), None)
        if child.dep_ == "poss":
            return child
    above = next((a for a in noun.ancestors if a.pos_ in ("VERB", "AUX")), None)
    return subject(above, depth + 1) if above is not None and depth < 4 else None


def _is_passive(verb: Token) -> bool:
    """Whether a verb is passive, with or without "be": "was shelled", "forces backed by X"."""
    if any(c.dep_ in (*PASSIVE, "auxpass") for c in verb.children):
        return True
    return (
        verb.tag_ == "VBN" and verb.dep_ == "acl" or any(c.dep_ == "agent" for c in verb.children)
    )


def _agent(verb: Token) -> Token | None:
    by = next((c for c in verb.children if c.dep_ == "agent" or c.lower_ == "by"), None)
    return next((c for c in by.children if c.dep_ == "pobj"), None) if by is not None else None


def _patient(verb: Token) -> Token | None:
    """Who a passive verb is done to."""
    if not _is_passive(verb):
        return None
    own = next((c for c in verb.children if c.dep_ in PASSIVE), None)
    if own is not None or verb.dep_ not in ("acl", "relcl", "conj"):
        return own
    return verb.head if verb.dep_ == "acl" else _patient(verb.head)


def _recipients(verb: Token, trigger: Trigger, cast: Cast) -> list[str]:
    """Who is acted upon, in the places that the frame names, in their order."""
    for slot in trigger.recipient or ("object",):
        if slot == "object":
            heads = [c for c in verb.children if c.dep_ in ("dobj", "dative")]
            if verb.dep_ == "amod":
                heads.append(verb.head)
        else:
            heads = [
                pobj
                for prep in _prepositions(verb, slot)
                for pobj in prep.children
                if pobj.dep_ in ("pobj", "pcomp")
            ]
        found = [a for head in heads for a in cast.of(head)]
        if found:
            return list(dict.fromkeys(found))
    if trigger.frame == "territory":
        holders = [t for c in verb.children if c.dep_ == "dobj" for t in c.subtree]
        agents = [t for t in holders if t.dep_ == "pobj" and t.head.dep_ == "agent"]
        return list(dict.fromkeys(a for t in agents for a in cast.of(t)))
    clause = next((c for c in verb.children if c.dep_ == "ccomp"), None)
    if trigger.frame == "request" and clause is not None:
        return cast.of(subject(clause), inside=False)
    return []


def _prepositions(verb: Token, word: str) -> list[Token]:
    """Prepositions on a verb or on its object: "meet with X", "impose sanctions on X"."""
    near = [c for c in verb.children if c.lower_ == word]
    objects = [c for c in verb.children if c.dep_ == "dobj"]
    return near + [g for c in objects for g in c.children if g.lower_ == word and g.dep_ == "prep"]


def _of_noun(noun: Token, trigger: Trigger, cast: Cast) -> tuple[list[str], list[str]]:
    """X's attack on Y · the fighting between X and Y · X-brokered."""
    actors: list[str] = []
    for child in noun.children:
        if child.pos_ == "VERB":
            continue  # "Russian-brokered" is a trigger of its own
        if child.dep_ in INSIDE and (child.i in cast.by_token or child.dep_ == "amod"):
            actors += [a for a in cast.of(child) if a not in actors]
        elif child.dep_ == "prep" and child.lower_ == "by":
            actors += [a for c in child.children for a in cast.of(c) if a not in actors]
    recipients: list[str] = []
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ in trigger.recipient:
            recipients += [a for c in child.children if c.dep_ == "pobj" for a in cast.of(c)]
    if not actors and trigger.frame == "nominal-symmetric":
        return recipients, []
    return actors, recipients


def place_tokens(doc: Doc, mentions: list[dict]) -> dict[int, str]:
    """Place ids by the token that a mention of a place stands on."""
    places = {}
    for row in mentions:
        if row.get("place_id") and row.get("sense") == "place":
            span = doc.char_span(row["start_char"], row["end_char"], alignment_mode="expand")
            if span is not None:
                places[span.root.i] = row["place_id"]
    return places


def place_of(token: Token, places: dict[int, str]) -> str | None:
    """The nearest place in the clause of an event; "Security Council of X" is none."""
    verb = clause_root(token)
    near = [
        (abs(t.i - token.i), places[t.i])
        for t in verb.subtree
        if t.i in places
        and (t.dep_ in ("pobj", "dobj") or t.head.pos_ == "NOUN")
        and t.head.pos_ != "PROPN"
        and clause_root(t) == verb
    ]
    return min(near)[1] if near else None
