"""What part does a place play?  Where things happened, the dateline, plans, or background.

"Fighting in Goris" is an event; "the war there ended in 1994" is background; "to meet in Samarkand"
is planned; "(D-Burbank)" is an affiliation; "Peru's Security Council" only contains the name.
Read from the parse; nothing here knows a conflict.
"""

import re

from spacy.tokens import Doc, Span, Token

from dateline.actors.senses import is_landmark, is_stretch_of_land
from dateline.dates.tense import clause_root, looks_ahead
from dateline.lexicon import listed
from dateline.names import roles
from dateline.parse import entity_at, sentence_id, sentence_kind
from dateline.places.wording import is_affiliation

NAMES_OF_OTHERS = ("ORG", "PERSON", "WORK_OF_ART", "EVENT", "LAW")
# Prepositions that make a place below some words only: "fled to X", "the north of X".
GOVERNED = {"to": ("motion",), "from": ("motion",), "of": ("part", "topic"),
            "on": ("topic", "motion")}  # fmt: skip
YEAR = re.compile(r"(?:1[89]|20)\d\d$")


def is_water(name: str) -> bool:
    """Whether a name is that of a sea."""
    return not listed("water").isdisjoint(name.lower().split())


def place_kind(span: Span, *, is_state: bool, is_elsewhere: bool) -> str:
    """The kind of a mention, as in ``fields.MENTION_KINDS``.

    `is_state` says that the name, a country or capital, can act; `is_elsewhere` that it lies
    outside the countries that the conflict is about.
    """
    kind = sentence_kind(span[0])
    if is_bare_dateline(span):
        return "dateline"
    if is_part_of_name(span):
        return "part_of_name"
    if is_affiliation(span[0]):
        return "affiliation"
    if kind in ("dateline", "contributor", "promo", "related"):
        return "promo" if kind == "related" else kind
    token = _anchor(span)
    if is_state and not is_place_by_syntax(token):
        return "actor"
    return _time_of(token, is_elsewhere)


def is_part_of_name(span: Span) -> bool:
    """Whether the name is inside the name or title of something else."""
    doc, root = span.doc, span.root
    inside = entity_at(span[0])
    if inside is not None and inside.label_ in NAMES_OF_OTHERS and inside.end > span.end:
        return True
    after = doc[span.end] if span.end < len(doc) else None
    if after is not None and root.dep_ == "compound" and after.text[0].isupper():
        return after.lemma_.lower() not in listed("part")
    owner = root.dep_ == "poss" and root.head.pos_ == "PROPN"
    if owner and root.head.ent_type_ != "PERSON" and root.head.lemma_.lower() not in listed("part"):
        return True
    if root.dep_ == "pobj" and root.head.lower_ == "of":
        office = root.head.head
        return "office" in roles().get(office.lemma_.lower(), {})
    return False


def is_bare_dateline(span: Span) -> bool:
    """Whether a shouted place opens the story without a dash: "BEIRUT Air strikes hit"."""
    doc, row = span.doc, span.doc.user_data["sentences"][sentence_id(span[0])]
    shouted = all(t.is_upper or t.is_punct for t in doc[row["start"] : span.end])
    is_name = len(span.text) > 3 and span[0].is_alpha  # "U.S." is always in capitals
    return shouted and is_name and row["kind"] == "body"


def is_place_by_syntax(token: Token) -> bool:
    """Whether a name that could act is used as a location.

    >>> from dateline.model import load_model
    >>> doc = load_model()("Fighting in Sudan went on as Sudan refused talks.")
    >>> is_place_by_syntax(doc[2]), is_place_by_syntax(doc[6])
    (True, False)
    """
    head = token.head
    if is_stretch_of_land(token):
        return True
    if token.dep_ == "poss" or (token.dep_ == "nmod" and token.i < head.i):
        return head.lemma_.lower() in listed("part") | listed("topic")
    if token.dep_ in ("dobj", "nsubjpass"):
        return head.lemma_ in listed("reaching")
    return token.dep_ == "pobj" and _is_locative(head)


def _is_locative(preposition: Token) -> bool:
    """Whether a preposition makes a place of its object."""
    word, governor = preposition.lower_, preposition.head
    if word == "with":
        return governor.lemma_ in ("border", "frontier")
    if word == "between" or (word == "under" and governor.pos_ == "VERB"):
        return False
    if word in GOVERNED:
        return any(governor.lemma_.lower() in listed(name) for name in GOVERNED[word])
    return word == "over" or word in listed("locative")


def _anchor(span: Span) -> Token:
    """The token whose place in the sentence counts: the first of "Samarkand, Uzbekistan"."""
    token = span.root
    before = span.doc[span.start - 1] if span.start else token
    is_second = before.text == "," and token.dep_ in ("conj", "appos", "npadvmod")
    if is_second and token.head.ent_type_ in ("GPE", "LOC") and token.head.i == before.i - 1:
        token = token.head
    while token.dep_ == "conj" and token.head.pos_ in ("PROPN", "NOUN") and token.head.i < token.i:
        token = token.head
    return token


def _time_of(token: Token, is_elsewhere: bool) -> str:
    """Event, planned or background, for a name used as a place."""
    if is_background(token):
        return "background"
    if looks_ahead(token):
        return "planned"
    return "background" if is_elsewhere and _is_in_passing(token) else "event"


def is_background(token: Token) -> bool:
    """Whether a place is the topic, a past scene or a standing fact rather than the scene."""
    if sentence_kind(token) == "caption" or _is_past(token) or _is_topic(token):
        return True
    if is_landmark(token):
        return True
    if _is_where_words_are_said(token) or _is_seat(token) or _is_home(token):
        return True
    verb = clause_root(token)
    is_told = verb.dep_ == "relcl" and verb.tag_ in ("VBZ", "VBP")
    return is_told and verb.lemma_ in listed("standing")


def _is_past(token: Token) -> bool:
    """Whether the sentence of a token is about what is over."""
    kept = token.doc.user_data
    if "past" not in kept:
        kept["past"] = _past_sentences(token.doc)
    return sentence_id(token) in kept["past"]


def _past_sentences(doc: Doc) -> set[int]:
    """Sentences with an old year or "decades" and no recent day are past; so is what goes on
    from them in the same paragraph without a time of its own.
    """
    published = doc.user_data["article"].published
    this_year = published.year if published else 1900
    past: set[int] = set()
    previous = None
    for number, row in enumerate(doc.user_data["sentences"]):
        said = {token.lower_ for token in doc[row["start"] : row["end"]]}
        old = any(YEAR.match(word) and int(word) < this_year for word in said)
        goes_on = number - 1 in past and previous == row["paragraph_id"]
        goes_on &= not said & listed("speaking")
        if (old or said & listed("long ago") or goes_on) and not said & listed("recent"):
            past.add(number)
        previous = row["paragraph_id"]
    return past


def _is_topic(token: Token) -> bool:
    """Whether the name hangs under a noun like "dispute over" or "part of"."""
    noun = token
    for _ in range(5):
        head = noun.head
        if head is noun or noun.pos_ in ("VERB", "AUX"):
            return False
        if head.pos_ in ("NOUN", "PROPN") and head.lemma_.lower() in listed("topic"):
            return True
        is_part_of = head.lower_ == "of" and head.head.lower_ == "part"
        if is_part_of and head.head.head.lemma_ == "be":
            return True
        noun = head
    return False


def _is_where_words_are_said(token: Token) -> bool:
    """Whether somebody speaks or meets at a place: "she said in Lima", "talks in Lima"."""
    if looks_ahead(token):
        return False
    above = token.head.head if token.dep_ == "pobj" and token.head.lower_ == "in" else token.head
    if above.pos_ == "VERB":
        return token.dep_ == "pobj" and above.lemma_ in listed("asserting")
    return above.lemma_.lower() in listed("talking") and token.dep_ in ("pobj", "compound", "nmod")


def _is_seat(token: Token) -> bool:
    """Whether a court or university has its seat there: "the World Court in Lima is hearing …"."""
    body = token.head.head if token.dep_ == "pobj" and token.head.lower_ == "in" else token
    return body.pos_ == "PROPN" and body.lower_ in listed("seat of learning or law")


def _is_home(token: Token) -> bool:
    """Whether somebody named comes from there: "Sgt. Ana Ruiz, 24, of Lima"."""
    link = token.i - 1
    if link < 2 or token.doc[link].lower_ not in ("of", "from") or token.doc[link - 1].text != ",":
        return False
    before = token.doc[link - 2]
    return before.like_num or before.ent_type_ == "PERSON"


def _is_in_passing(token: Token) -> bool:
    """Whether the clause is subordinate to more than what somebody says."""
    verb = clause_root(token)
    while verb.dep_ in ("ccomp", "conj", "xcomp") and verb.head is not verb:
        if verb.dep_ == "ccomp" and verb.head.lemma_ not in listed("asserting"):
            break
        verb = clause_root(verb.head)
    return verb.dep_ in ("advcl", "relcl", "acl", "pcomp")
