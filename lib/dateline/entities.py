"""What is a name?  The labels of the statistical model, mended.

Titles, surnames, possessives and the names that are known give the right label away.
"""

import re

from spacy.tokens import Doc, Span, Token
from spacy.util import filter_spans

from dateline.fullnames import (
    behind_a_domain,
    is_first_name,
    is_one_person,
    is_title,
    with_first_name,
)
from dateline.knownnames import is_capitalised
from dateline.lexicon import lexicon, listed
from dateline.names import roles

PERSON_NAME = re.compile(
    r"""[A-Z][\w.’'\-]*                                            # Staffan
        (?:\ (?:(?:al|el|bin|ibn|de|da|von|van|der|ul|la|le)[\ \-])?  # de
           [A-Z][\w.’'\-]*){0,3}                                   # Mistura
    """,
    re.VERBOSE,
)
JOINS = ("and", "of", "for", "the")
MISREAD_PERSON = {"ORG", "GPE", "NORP", "FAC", "LOC", "PRODUCT", "WORK_OF_ART", "LAW"}


def mend_entities(doc: Doc) -> None:
    """Correct the labels that titles, surnames and possessives give away.

    A name after an office is a person ("Chancellor Olaf Scholz"); so is the surname of a person
    named elsewhere; "Armenia's Security Council" is one organisation.
    """
    known = {span.start for span, _ in doc.user_data["names"]}
    ents = [_as_person(ent, known) for ent in doc.ents if not _is_common_word(ent)]
    people = (ent for ent in ents if ent.label_ == "PERSON")
    surnames = {ent[-1].text for ent in people if len(ent) > 1 or _is_titled(ent)}
    for i, ent in enumerate(ents):
        is_short = len(ent) == 1 or all(t.lower_ in listed("name particle") for t in ent[:-1])
        if is_short and ent[-1].text in surnames and ent.start not in known:
            ents[i] = Span(doc, ent.start, ent.end, label="PERSON")
    ents = filter_spans([*ents, *_named_bodies(doc)])
    covered = {i for ent in ents for i in range(ent.start, ent.end)}
    for token in doc:
        if token.i in covered or not token.text[0].isupper() or token.pos_ != "PROPN":
            continue
        if token.text in surnames or _is_unlabelled_person(token):
            start = token.i
            while not doc[start].is_sent_start and is_first_name(doc[start - 1], covered):
                start -= 1
            ents.append(Span(doc, start, token.i + 1, label="PERSON"))
    ents = [with_first_name(ent, covered) for ent in ents]
    doc.ents = filter_spans(_join_parts(doc, sorted(ents, key=lambda ent: ent.start)))


def _named_bodies(doc: Doc) -> list[Span]:
    """Organisations of the form "Ministry of Foreign Affairs" with the capitals before them."""
    bodies = []
    for token in doc[:-2]:
        if not token.text[0].isupper() or not _heads_a_name(doc, token.i):
            continue
        start, end = token.i, token.i + 3
        while end < len(doc) and (
            is_capitalised(doc[end])
            or (doc[end].lower_ in JOINS and end + 1 < len(doc) and is_capitalised(doc[end + 1]))
        ):
            end += 1
        while start > 0 and is_capitalised(doc[start - 1]) and not doc[start].is_sent_start:
            start -= 1
        if doc[start].is_stop and start < token.i:
            start += 1
        bodies.append(Span(doc, start, end, label="ORG"))
    return bodies


def _heads_a_name(doc: Doc, i: int) -> bool:
    """Whether a word opens a name with "of" or "for": "Ministry of …", "Front for the …"."""
    word, link, after = doc[i].lower_, doc[i + 1].lower_, doc[i + 2]
    if roles().get(word, {}).keys() & {"organ", "body"} and link == "of":
        return is_capitalised(after)
    if word not in listed("group noun") or link not in ("of", "for", "to"):
        return False
    is_article = after.lower_ == "the" and i + 3 < len(doc) and is_capitalised(doc[i + 3])
    return link != "of" and (is_capitalised(after) or is_article)


def _is_unlabelled_person(token: Token) -> bool:
    """Whether a proper noun that the model left alone says something or explains an office."""
    if token.lower_ in roles():
        return False
    if any(child.dep_ == "appos" and is_title(child) for child in token.rights):
        return token.dep_ in ("nsubj", "nsubjpass", "dobj", "pobj", "conj")
    if token.dep_ == "appos":
        return is_title(token.head) and token.head.i < token.i
    return token.dep_ == "nsubj" and token.head.lemma_ in ("say", "tell") and token.is_alpha


def _is_common_word(ent: Span) -> bool:
    """Whether the model took a common word for a person: "Riot police", "the Sahel"."""
    token, doc = ent[0], ent.doc
    if len(ent) > 1 or ent.label_ not in ("PERSON", "ORG"):
        return False
    after = doc[ent.end : ent.end + 1]
    if _is_titled(ent) and len(after) and is_title(after[0]) and after[0].is_title:
        return True  # "Deputy Defense Minister"
    if ent.label_ != "PERSON":
        return False
    if token.i and doc[token.i - 1].lower_ == "the" and token.dep_ != "compound":
        return True
    is_modifier = token.dep_ in ("compound", "amod")
    return is_modifier and token.is_sent_start and token.head.pos_ == "NOUN"


def _is_titled(ent: Span) -> bool:
    """Whether a title stands before a name."""
    return ent.start > 0 and is_title(ent.doc[ent.start - 1])


def _as_person(ent: Span, known: set[int]) -> Span:
    """The entity without its title or possessive mark, as a person if a title stands before it."""
    doc, start, end = ent.doc, ent.start, ent.end
    if ent.label_ in ("ORG", "PERSON") and _begins_with_a_dateline(ent):
        return Span(doc, start, start + 1, label="GPE")
    if (name := behind_a_domain(ent)) is not None:
        return name
    if ent.label_ != "PERSON" and ent.label_ not in MISREAD_PERSON or start in known:
        return ent
    while end - start > 1 and doc[end - 1].text in ("'s", "’s", "'", "’", ",", "–", "-"):
        end -= 1
    for i in range(start, end - 1):  # a title inside: "President Bashar Assad and rebels"
        if is_title(doc[i]) and doc[i + 1].pos_ == "PROPN" and not is_title(doc[i + 1]):
            start = i + 1
            end = next((k for k in range(start, end) if not doc[k].text[0].isupper()), end)
            break
    own = doc[start:end]
    is_person = _is_titled(own) or _is_killed(ent) or ent.label_ == "ORG" and _is_like_a_person(own)
    is_person &= start not in known and PERSON_NAME.fullmatch(own.text) is not None
    return Span(doc, start, end, label="PERSON" if is_person else ent.label_)


def _begins_with_a_dateline(ent: Span) -> bool:
    """Whether a dateline without a dash stands first: "BEIRUT Air strikes hit …"."""
    opens = ent.start == 0 or ent.doc[ent.start - 1].is_space
    is_shouted = ent[0].is_upper and ent[0].is_alpha and len(ent[0]) > 3  # no "U.S."
    return opens and is_shouted and not ent[-1].is_upper


def _is_like_a_person(ent: Span) -> bool:
    """Whether an "organisation" is named as people are, or plainly, and speaks or has an office."""
    if any(t.is_alpha and t.lower_ in listed("name particle") for t in ent[1:]):
        return True
    root = ent.root
    has_noun = any(t.lower_ in roles() or t.is_stop or t.is_upper and len(t) > 2 for t in ent)
    has_article = ent.start > 0 and ent.doc[ent.start - 1].lower_ == "the"
    says = root.dep_ == "nsubj" and root.head.lemma_ in ("say", "tell") and not has_article
    has_office = any(c.dep_ == "appos" and is_title(c) for c in root.children)
    return (says or has_office) and 2 <= len(ent) <= 3 and not has_noun


def _is_killed(ent: Span) -> bool:
    """Whether a bare name is the object of a verb of killing, as only people can be."""
    before = ent.doc[ent.start - 1] if ent.start else ent[0]
    is_kill = lexicon().get(before.lower_, ())[1:] == ("killed", "object")
    is_body = any(t.is_upper or t.lower_ in roles() or t.tag_ != "NNP" for t in ent)
    return is_kill and ent.root.dep_ == "dobj" and not is_body


def _join_parts(doc: Doc, ents: list[Span]) -> list[Span]:
    """Entities with "Armenia" and "Security Council" joined, and the parts of a person's name."""
    joined: list[Span] = []
    for ent in ents:
        last = joined[-1] if joined else None
        owns = last is not None and last.label_ == "GPE" and ent.start == last.end + 1
        if last is not None and owns and ent.label_ == "ORG" and doc[last.end].tag_ == "POS":
            joined[-1] = Span(doc, last.start, ent.end, label="ORG")
        elif last is not None and last.end == ent.start and is_one_person(last, ent):
            joined[-1] = Span(doc, last.start, ent.end, label="PERSON")
        else:
            joined.append(ent)
    return joined
