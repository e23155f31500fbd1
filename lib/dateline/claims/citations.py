"""Who is cited, or speaks by a label?  "According to", "by its own count", "Police: 3 killed"."""

import re
from collections.abc import Container, Iterator

from spacy.tokens import Doc, Span, Token

from dateline.claims.people import names_people
from dateline.claims.speakerwords import NAMING, SPEAKERS, STOPS, is_hyphen, person_after, trim
from dateline.claims.utterances import SPEAKER_NOUNS, is_nobody, issuer
from dateline.lexicon import beside, words
from dateline.names import name_table, roles

ACCORDING = re.compile(
    r"\b(?:according to|citing|cited by|cite[sd](?! by)|quoting|reported by"
    r"|as per|(?<=, )per|(?:learn(?:ed|t)|heard|gathered)(?: \w+ \w+)? from|with reference to"
    r"|as (?:documented|recorded) in|(?:documented|recorded|announced|confirmed|made known"
    r"|made public|disclosed|told|written|accounts? (?:given|provided)"
    r"|(?:given|put|placed|estimated) (?:at|as)(?: [\w,]+){1,3}|and at(?! least| most) [\w,]+) by"
    r"|(?:figures?|numbers?|tolls?|counts?|tally|data)\s+(?:announced|given|released|issued) by"
    r")\s+",
    re.IGNORECASE,
)
ACCOUNT = re.compile(
    r"\b(?:counts?|tally|tallies|estimates?|accounts?|reckoning|figures|telling|admission|records"
    r"|calculations?|data|reports?)\b",
    re.IGNORECASE,
)
COMPARED = re.compile(  # "twice the number given by", "well above the toll announced by"
    r"\b(?:double|twice|triple|half|times|than|above|below|(?:count|tally) of)\b[^,]*$",
    re.IGNORECASE,
)
BY = words("by on in from at with per")
PARTIES = words("separatists insurgents militants opposition activists guerrillas")
OWN = words("own latest last first")


def citations(doc: Doc, start: int, end: int) -> Iterator[Span]:
    """The words for each speaker who is cited in the sentence [start, end)."""
    sentence = doc[start:end]
    text, first = sentence.text, sentence.start_char
    if doc[start].lower_ == "for":  # "For the rebels, 12 civilians died"
        last = next((j for j in range(start + 1, end) if doc[j].tag_ not in NAMING), end)
        if last < end and doc[last].text == "," and doc[last - 1].lower_ in SPEAKERS | PARTIES:
            yield trim(doc[start + 1 : last])
    for match in ACCORDING.finditer(text):
        offset = first + match.end()
        span = doc.char_span(offset, offset + 1, alignment_mode="expand")
        is_other = match[0].rstrip().endswith(" by") and COMPARED.search(text[: match.start()])
        if span is None or span.end > end or is_other:
            continue
        after = range(span.start + 1, end)
        stop = next((j for j in after if _ends_name(doc[j])), end)
        noun = trim(doc[span.start : stop])
        # "according to its ombudsman, Ana Ruiz", "to the head of the council, Ana Ruiz"
        office = noun.root.lower_
        is_office = noun.root.tag_ == "NN" and (names_people(office) or office in roles())
        if noun[0].tag_ == "PRP$" or is_office:
            noun = person_after(doc, stop, end) or noun
        if not is_nobody(noun) and noun[0].tag_ not in ("WDT", "WP"):
            yield noun
    for match in ACCOUNT.finditer(text):
        span = doc.char_span(first + match.start(), first + match.end())
        noun = None if span is None else _owner(span[0], start)
        if noun is not None and not is_nobody(noun):
            yield noun


def _owner(account: Token, start: int) -> Span | None:
    """Who counts in "by the army's own count", "on their account", "with the report of the UN"."""
    doc, i = account.doc, account.i
    first = i
    while first > start and (doc[first - 1].tag_ in NAMING or doc[first - 1].tag_ == "PRP$"):
        first -= 1
    if first == start or doc[first - 1].lower_ not in BY:
        return None
    is_of = i > first and doc[first].lower_ == "the" and i - first <= 2
    if is_of and (named := issuer(doc, i + 1)) is not None:
        return named
    held = i - 1 - (doc[i - 1].lower_ in OWN)
    if held >= first and not account.lower_.startswith("report"):
        if doc[held].tag_ == "PRP$":
            return doc[held : held + 1]
        if doc[held].tag_ == "POS":
            return trim(doc[first:held])
    return trim(doc[first : i + 1]) if first < i and doc[first - 1].lower_ == "by" else None


def _ends_name(token: Token) -> bool:
    """Whether a token ends the words for who is cited: a stop, a day or the next phrase."""
    if is_hyphen(token):
        return False  # "Agence France-Presse"
    is_dated = token.tag_ == "IN" and token.nbor().ent_type_ in ("DATE", "TIME")
    is_next = token.tag_ in ("DT", "CD", "PRP") and token.nbor(-1).tag_.startswith("NN")
    is_next |= token.lower_ == "and" and beside(token, len(token.doc))[1] == "at"
    return token.text in STOPS or is_dated or is_next or token.tag_ in ("VBD", "VBZ", "MD")


CREDITS = {"file", "photo", "photograph", "image", "picture", "credit"}


def _credited(doc: Doc, start: int, end: int) -> Span | None:
    """The paper of a list of sources: "Ten killed in raid" — The Daily Paper, 6 January 2009."""
    near = range(end - 2, max(start, end - 14), -1)
    dash = next((j for j in near if doc[j].text in ("—", "–", "-") and doc[j - 1].is_quote), None)
    last = dash and next((j for j in range(dash + 1, end) if doc[j].text == ","), None)
    is_dated = last and any(t.like_num for t in doc[last:end])
    return trim(doc[dash + 1 : last]) if is_dated and last > dash + 1 else None


def labelled(doc: Doc, i: int, start: int, end: int, tellers: Container[str]) -> Span | None:
    """ "Official: 5 killed", "27 killed: Observatory", and "Kyiv: 5 killed" if Kyiv is a teller."""
    dashes = ("-", "–", "—") if end - start < 25 else ()
    if named := _credited(doc, start, end):
        return named
    colons = [
        j
        for j in range(start + 1, end - 1)
        if doc[j].text == ":" or doc[j].text in dashes and doc[j - 1].whitespace_
    ]
    for j in colons:
        before, after = doc[start:j], doc[j + 1 : end]
        if j < i and len(before) <= 6 and (_may_speak(before) or before.text in tellers):
            return before
        if (
            j > i
            and doc[j - 1].lower_ not in CREDITS
            and len(after) <= 6
            and (doc[j].text == ":" or len(after) <= 4 and SPEAKER_NOUNS.search(after.text))
            and not any(t.like_num or t.tag_.startswith("VB") for t in after)
        ):
            return trim(after)
    return None


def _may_speak(label: Span) -> bool:
    """Whether the words before a colon name somebody, not the topic ("CIA: 12 dead in raid")."""
    known = name_table(None).get(label.text) if len(label) == 1 and label[0].is_upper else None
    return bool(SPEAKER_NOUNS.search(label.text)) or known is not None and known.kind == "acronym"
