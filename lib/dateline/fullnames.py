"""How long is a person's name?  First names, and domains of an office that the model mixes in."""

from spacy.tokens import Span, Token

from dateline.lexicon import listed
from dateline.names import roles


def is_title(token: Token) -> bool:
    """Whether a word is an office or title ("President", "Gen.")."""
    return "office" in roles().get(token.lower_, ())


def with_first_name(ent: Span, covered: set[int]) -> Span:
    """A surname with the first name that the model left out: "police chief Saiful Islam"."""
    before = ent.doc[ent.start - 1] if ent.start and not ent[0].is_sent_start else None
    is_surname = ent.label_ == "PERSON" and len(ent) == 1
    if before is None or not is_surname or before.pos_ != "PROPN" or before.head.i != ent.start:
        return ent
    if before.is_sent_start or before.is_upper or not is_first_name(before, covered):
        return ent
    return Span(ent.doc, ent.start - 1, ent.end, label="PERSON")


def is_first_name(token: Token, covered: set[int]) -> bool:
    """Whether a word before a surname belongs to the name."""
    if token.i in covered or not token.is_alpha or not token.text[0].isupper():
        return False
    return not (is_title(token) or token.is_stop or token.lower_ in listed("domain of an office"))


def behind_a_domain(ent: Span) -> Span | None:
    """The name in "Commissioner for Human Rights Ana Ruiz", which the model reads as one."""
    doc, start = ent.doc, ent.start
    if start < 2 or doc[start - 1].lower_ not in ("for", "of") or not is_title(doc[start - 2]):
        return None
    ends = [t.i + 1 for t in doc[start : ent.end - 2] if t.lower_ in listed("domain of an office")]
    return Span(doc, ends[-1], ent.end, label="PERSON") if ends else None


def is_one_person(first: Span, second: Span) -> bool:
    """Whether two names are parts of one: "Ali Hassan" and "Bako", a compound of it."""
    head = first.root.head
    is_part = first.root.dep_ == "compound" and second.start <= head.i < second.end
    return is_part and first.label_ == second.label_ == "PERSON"
