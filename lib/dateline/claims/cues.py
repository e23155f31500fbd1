"""Who is the subject of a verb of speech?  Its words, before or after the verb."""

from spacy.tokens import Doc, Span, Token

from dateline.claims.people import names_people
from dateline.claims.speakerwords import (
    CLOSERS,
    NAMING,
    SPEAKERS,
    announcer,
    beside,
    body_after,
    cleft,
    head_of,
    inverted_speaker,
    is_body,
    person_after,
    person_behind,
    phrase,
    said_through,
    trim,
)
from dateline.lexicon import listed, words
from dateline.names import roles

PASSIVE_CUES = {"said", "reported", "believed", "alleged", "estimated"}
NAME_JOINTS = words("for of and the in on against without to")
TELLING = words("say report add write tell claim announce")
CLOSING = {"VBZ", "VBP", "VBD", "NNS"}  # how "says" and "claims" are tagged in a headline
ONE = {"one", "another"}  # "one of them, Ana Ruiz, said"
HAVE_ALSO = {"has", "have", "had", "also"}
SUBJECT_TAGS = {"NN", "NNS", "NNP", "NNPS", "PRP"}
REACH = 25  # words between a name and the verb that its office may take


def subject_of(verb: Token, start: int, end: int) -> Span | None:
    """The words of the subject of a speech verb, before it or after it."""
    doc = verb.doc
    if verb.tag_ in CLOSING and (named := _closing_speaker(verb, end)) is not None:
        return named
    if not _is_said(verb):
        return None
    if (named := _named_apart(verb, start, end)) is not None:
        return named
    subject, told = _subject_in_tree(verb, start, end)
    if subject is None and (named := body_after(verb, end)) is not None:
        return named
    if subject is None:
        j = _before_auxiliaries(verb, start)
        if doc[j].text == ",":
            near = (k for k in range(j - 1, max(start, j - 12), -1) if doc[k].text == ",")
            body = next(near, start + 1)  # "…, a local group, the Council for Peace, said"
            named = _body_named(doc[body - 1 : body], verb) or _before_relative(doc, j, start)
            return named or _before_apposition(doc, j, start)
        if j < start or doc[j].tag_ not in SUBJECT_TAGS:
            return None
        if (named := _before_clause(doc, j, start)) is not None:
            return named
        subject = head_of(verb if verb.tag_.startswith("NN") else doc[j])
    if any(c.dep_ in ("auxpass", "nsubjpass") for c in verb.children):
        return None
    found = inverted_speaker(verb, subject, end) or _named_after(verb, subject, end)
    found = found or _apposed(subject, told, start)
    if found is not None or subject.tag_ == "PRP":
        return found or doc[subject.i : subject.i + 1]
    words_of = beside(subject, verb) or phrase(subject, verb, start, end)
    return _body_named(words_of, verb) or words_of


def _closing_speaker(verb: Token, end: int) -> Span | None:
    """Who closes a sentence: "12 killed in raid, says police"."""
    doc = verb.doc
    rest = doc[verb.i + 1 : end - (doc[end - 1].text == ".")]
    is_apart = verb.i > 0 and doc[verb.i - 1].text in CLOSERS and 0 < len(rest) < 7
    if not is_apart or verb.lemma_ in listed("verb with addressee"):
        return None
    last = rest[-1]
    speaks = is_body(last) or last.lower_ in SPEAKERS or names_people(last.lower_)
    speaks |= last.tag_ == "NNP" and last.ent_type_ not in ("DATE", "TIME")
    speaks &= all(t.tag_ in NAMING for t in rest) and not any(t.like_num for t in rest)
    return trim(rest) if speaks else None


def _named_apart(verb: Token, start: int, end: int) -> Span | None:
    """A speaker whom the tree does not make the subject: one quoted, parted or announced."""
    doc, children = verb.doc, list(verb.children)
    if verb.lemma_ in ("quote", "cite"):
        quoted = next((c for c in children if c.dep_ == "dobj" and c.i > verb.i), None)
        quoted = next((c for c in children if c.dep_ == "nsubjpass"), quoted)
        if quoted is not None:  # "the channel quoted the ministry as", "she was quoted by"
            return trim(doc[quoted.left_edge.i : quoted.i + 1])
    if verb.dep_ == "ROOT" and verb.i > start and doc[verb.i - 1].text == ",":
        opening = next((e for e in doc[start : verb.i].ents if e.start == start), None)
        is_body = opening is not None and opening.label_ == "ORG" and doc[opening.end].text == ","
        if is_body and not any(t.lower_ in roles() for t in opening):
            return trim(opening)  # "Save the Children, the British charity, said"
    if named := said_through(verb, end):
        return named
    if (named := announcer(verb)) is not None:
        return person_behind(named, end) or phrase(named, verb, start, end)
    return None


def _before_auxiliaries(verb: Token, start: int) -> int:
    """The token before a verb and its "also", "later" or "has"."""
    j = verb.i - 1
    while j > start and (verb.doc[j].tag_ in ("RB", "MD") or verb.doc[j].lower_ in HAVE_ALSO):
        j -= 1
    return j


def _is_said(verb: Token) -> bool:
    """Whether a word is a verb with a speaker: no "report", no "gunmen said to have killed"."""
    after = verb.doc[verb.i + 1 : verb.i + 2].text if verb.i + 2 < len(verb.doc) else ""
    is_noun = verb.tag_.startswith("NN") and verb.dep_ not in ("ROOT", "ccomp", "parataxis")
    is_owned = any(c.dep_ in ("det", "amod", "poss") for c in verb.children)
    if is_noun and verb.i > 1 and after in (",", "."):  # "…, aid groups estimate, …"
        is_noun = verb.nbor(-1).tag_ not in ("NNS", "NNPS") or verb.nbor(-2).tag_ in ("DT", "CD")
    is_passive = verb.lower_ in PASSIVE_CUES and after == "to" and verb.nbor(2).tag_ == "VB"
    return not (is_passive or is_noun and (after != "that" or is_owned))  # "medics report that"


def _subject_in_tree(verb: Token, start: int, end: int) -> tuple[Token | None, Token]:
    """The subject of a verb or of the verb it hangs on, and the verb that it stands at."""
    parts = [c for t in (verb, *verb.children) if t is verb or t.dep_ == "aux" for c in t.children]
    subjects = [c for c in parts if c.dep_ == "nsubj" and start <= c.i < end]
    named = [c for c in subjects if c.tag_ not in ("WDT", "WP")]  # "that the army said killed six"
    subject = next(iter(named or subjects), None)
    told = verb
    if subject is None and verb.dep_ in ("conj", "advcl", "xcomp") and start <= verb.head.i < end:
        subject = next((c for c in verb.head.children if c.dep_ == "nsubj"), None)
        told = verb.head if subject is not None and verb.head.i > subject.i else verb
    if told is not verb and verb.dep_ in ("conj", "advcl") and _is_counted(subject, verb.head):
        above = verb.head.head  # "it said one soldier died, and claimed five rebels were killed"
        subject = next((c for c in above.children if c.dep_ == "nsubj" and c.i >= start), subject)
    if subject is not None and subject.text in ("who", "which", "that"):
        subject = cleft(verb, start) or (_who(verb.head) if verb.dep_ == "relcl" else None)
    return subject, told


def _who(noun: Token) -> Token:
    """Who is meant by "who" behind a name of a place: the resident of "a resident of Gao, who"."""
    above = head_of(noun)
    is_place = noun.pos_ == "PROPN" or not (is_body(noun) or names_people(noun.lower_))
    return above if is_place and names_people(above.lower_) else noun


def _is_counted(subject: Token, verb: Token) -> bool:
    """Whether a subject is the counted victims, or the thing, that somebody else speaks of."""
    is_number = subject.tag_ == "CD" or any(c.dep_ == "nummod" for c in subject.children)
    is_thing = verb.lemma_ == "be" and subject.tag_ == "NN"  # "told us the toll was higher and"
    is_number |= is_thing and not (is_body(subject) or names_people(subject.lower_))
    return is_number and verb.dep_ == "ccomp" and verb.head.lemma_ in TELLING


def _body_named(words_of: Span, verb: Token) -> Span | None:
    """The name in "a local group, the Council for Peace and Development, stated"."""
    doc, comma = verb.doc, words_of.end
    if not is_body(words_of[-1]) or comma >= verb.i or doc[comma].text != ",":
        return None
    last = next((j for j in range(comma + 1, verb.i) if doc[j].text == ","), comma)
    name = trim(doc[comma + 1 : last]) if last > comma + 1 else doc[:0]
    is_name = all(t.text[0].isupper() or t.lower_ in NAME_JOINTS for t in name)
    return name if len(name) and is_name and name[-1].tag_ in ("NNP", "NNPS") else None


def _before_relative(doc: Doc, comma: int, start: int) -> Span | None:
    """The speaker of "an official, who asked not to be named, told", where the tree is broken."""
    near = range(comma - 1, max(start, comma - 15), -1)
    last = next((k for k in near if doc[k].text == ","), start)
    noun = doc[last - 1]
    if last == start or doc[last + 1].lower_ != "who" or not noun.tag_.startswith("NN"):
        return None
    first = min(head_of(noun).left_edge.i, noun.left_edge.i)
    return trim(doc[max(start, first) : last])


def _before_clause(doc: Doc, last: int, start: int) -> Span | None:
    """The speaker of ", the firm that employed them said", where the tree is broken."""
    near = range(last, max(start, last - 12), -1)
    comma = next((k for k in near if doc[k].text == ","), last)
    opens = next((k for k in range(comma + 2, last) if doc[k].tag_ in ("WDT", "WP")), None)
    return trim(doc[comma + 1 : opens]) if opens is not None else None


def _before_apposition(doc: Doc, comma: int, start: int) -> Span | None:
    """The person in "Col. Juan Ruiz, a spokesman for the army, said", where the tree is broken."""
    apposed = doc[comma - 1]
    head = head_of(apposed.head) if apposed.dep_ == "appos" else apposed
    if apposed.ent_type_ == "PERSON" and names_people(head.lower_):
        return doc[apposed.left_edge.i : comma]
    for k in range(comma, max(start, comma - REACH), -1):
        last = k if doc[k].text == "," and k < comma else 0
        role = last + 1
        while last and role < comma and doc[role].tag_ in NAMING:
            role += 1
        first = last
        while first > start and doc[first - 1].tag_ in ("NNP", "HYPH"):
            first -= 1
        is_role = last and (names_people(doc[role - 1].lower_) or doc[role - 1].lower_ in roles())
        is_name = last - first > 1 or last > first and doc[first].ent_type_ in ("ORG", "PERSON")
        if is_role and is_name:
            return doc[first:last]
    if names_people(apposed.lower_):
        return None
    named = doc[max(start, head.left_edge.i) : apposed.left_edge.i]
    return trim(named) if head.lower_ in SPEAKERS and head in named else None


def _apposed(subject: Token, verb: Token, start: int) -> Span | None:
    """The person in "the governor, Ana Ruiz, said", the body in "his group, Pax Europa, said"."""
    doc, closing = verb.doc, _before_auxiliaries(verb, start)
    if subject.i > verb.i or doc[closing].text != ",":
        return None
    first = closing
    while first > start and doc[first - 1].tag_ in ("NNP", "HYPH") and closing - first < 8:
        first -= 1
    names = doc[first:closing]
    is_apart = start + 2 < first < closing and doc[first - 1].text == ","
    if is_apart and is_body(doc[first - 2]) and doc[first - 3].tag_ == "PRP$":
        return names
    is_one = names_people(subject.lower_) or subject.lower_ in ONE
    if is_one and (named := person_behind(subject, verb.i)):
        return named
    person = next(
        (c for c in subject.rights if c.dep_ == "appos" and c.ent_type_ == "PERSON"), None
    )
    if person is not None and any(
        t.lower_ in roles() or names_people(t.lower_) or t.lower_ in ONE
        for t in doc[subject.left_edge.i : person.left_edge.i]
    ):
        return doc[person.left_edge.i : person.i + 1]  # "…, Juan Ruiz, who was there, said"
    if len(names) < 2 and not any(t.ent_type_ == "PERSON" for t in names):
        return None
    before = {doc[k].lower_ for k in range(max(start, first - 5), first)} | {subject.lower_}
    is_role = any(word in roles() or names_people(word) or word in ONE for word in before)
    return names if is_apart and is_role else None


def _named_after(verb: Token, subject: Token, end: int) -> Span | None:
    """The person in "," said its coordinator, Ana Ruiz"."""
    if subject.i < verb.i:
        return None
    apposed = next((t for t in subject.subtree if t.dep_ == "appos" and t.i > subject.i), None)
    comma = subject.i + 1 if apposed is None else apposed.left_edge.i - 1
    return person_after(verb.doc, comma, end)
