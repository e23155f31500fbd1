"""Who states a figure?  The speaker whose words cover it, from the statements or from its sentence.

A pronoun or "the ministry" is resolved to the speaker before it.  The reporter's own voice is null.
"""

import re
from typing import NamedTuple

from spacy.tokens import Doc, Span, Token

from dateline.lexicon import words

SPEECH_FORMS = words(
    "say says said saying tell tells told add adds added adding report reports reported "
    "reporting announce announces announced announcing claim claims claimed claiming state "
    "states stated confirm confirms confirmed confirming declare declares declared estimate "
    "estimates estimated write writes wrote acknowledge acknowledges acknowledged admit "
    "admits admitted insist insists insisted allege alleges alleged accuse accuses accused "
    "accusing document documents documented documenting record records recorded recording "
    "tally tallied tweet tweeted posted put puts reveal revealed quote quoted believe "
    "believes believed note notes noted warn warns warned find finds found explain explained "
    "recount recounted count counted deny denied boast boasted"
)
NEEDS_TOLL = {"put", "puts", "posted"}
FINDERS = words("report investigation inquiry study review probe research")
NOT_TOLD = {"responsibility", "credit", "lives", "life"}
SPEAKER_NOUNS = re.compile(
    r"\b(officials?|police|army|military|monitors?|observers?|observatory|ministry|ministers?|media|sources?|"
    r"activists?|group|report|reports|agency|government|u\.?n\.?|nato|authorities|governor|mayor|president|pm|"
    r"spokes(?:man|woman|person)|doctors?|medics?|rescuers?|watchdog|ngo|charity|residents?|witness(?:es)?|pentagon|"
    r"court|commander|chief|envoy|militia|rebels?|state tv|rights groups?)$",
    re.IGNORECASE,
)
ACCORDING = re.compile(
    r"\b(?:according to|citing|cited by|quoting|as reported by|reported by)\s+", re.IGNORECASE
)
PERSONAL = {"he", "she", "i", "we"}
COLLECTIVE = {"they", "it"}
STOPS = {",", ";", ":", ".", "—", "–", "(", ")", "who", "which", "that", '"', "“", "”", "-"}
TIME_WORDS = words("on in at late early earlier by after during via through")
DEFINITE_BODY = words(
    "report statement ministry organization organisation group agency official officials "
    "spokesman spokeswoman army military document study observatory"
)


RESPONSIBILITY = ("responsibility", "credit")
CLOSERS = {",", "”", '"', "’", "—", "-", "–", "'", "\u201d", "''", "--"}
BODIES = words("group organization organisation agency charity watchdog monitor body")


class Speaker(NamedTuple):
    """Who speaks: the words that name the speaker and their offsets."""

    name: str
    start_char: int
    end_char: int


class Attribution:
    """Speakers of the sentences of an article, in their order, with pronouns resolved."""

    def __init__(self, doc: Doc, statements: list[dict]):
        self.doc = doc
        self.statements = sorted(statements, key=lambda s: s["end_char"] - s["start_char"])
        self.by_sentence: dict[int, list[tuple[Token, Span]]] = {}
        self.last_person: Speaker | None = None
        self.last_body: Speaker | None = None

    def read(self, start: int, end: int) -> None:
        """Note the cues of one sentence and remember who spoke last."""
        cues = []
        for token in self.doc[start:end]:
            if token.lower_ in SPEECH_FORMS and token.tag_.startswith(("VB", "NN")):
                subject = _subject(token, start, end)
                if subject is not None and _tells(token, subject, end):
                    cues.append((token, subject))
        self.by_sentence[start] = cues
        for _, subject in cues:
            speaker = self.resolve(subject)
            if speaker is None:
                continue
            is_person = any(t.ent_type_ == "PERSON" for t in subject)
            if is_person:
                self.last_person = speaker
            elif subject[-1].lower_ not in PERSONAL | COLLECTIVE:
                self.last_body = speaker

    def resolve(self, subject: Span) -> Speaker | None:
        """The speaker that a subject names; pronouns give the last person or body that spoke."""
        word = subject[-1].lower_
        definite = subject.start > 0 and self.doc[subject.start - 1].lower_ == "the"
        if definite and len(subject) <= 2 and word in BODIES and self.last_body:
            return self.last_body
        if len(subject) == 1 and word in PERSONAL:
            return self.last_person
        if len(subject) == 1 and word in COLLECTIVE:
            return self.last_body
        if len(subject) <= 2 and word in ("report", "statement", "document", "study"):
            return self.last_body or Speaker(subject.text, subject.start_char, subject.end_char)
        return Speaker(_name(subject), subject.start_char, subject.end_char)

    def of(self, i: int, start: int, end: int) -> Speaker | None:
        """The speaker of the figure at token i of the sentence [start, end)."""
        prefixed = _labelled(self.doc, i, start, end)
        if prefixed:
            return prefixed
        cited = self._cited(i, start, end)
        cue = self._cue(i, start, end)
        return cited or (self.resolve(cue) if cue is not None else None)

    def covering(self, offset: int) -> Speaker | None:
        """The speaker of the innermost statement whose words cover the offset."""
        for row in self.statements:
            is_said = row["stance"] != "demands" and not row["content"].startswith(RESPONSIBILITY)
            if is_said and row["start_char"] <= offset < row["end_char"]:
                return Speaker(row["speaker_name"], row["speaker_start"], row["speaker_end"])
        return None

    def _cue(self, i: int, start: int, end: int) -> Span | None:
        """The subject of the cue that covers token i: the nearest before it, else one after it."""
        doc, cues = self.doc, self.by_sentence.get(start, [])
        for token, subject in reversed([c for c in cues if c[0].i < i and c[1].start < i]):
            return subject
        for token, subject in cues:
            opening = min(token.i, subject.start)
            if opening <= i:
                continue
            while opening - 1 > i and doc[opening - 1].tag_ in ("DT", "JJ"):
                opening -= 1
            closes = all(
                t.is_punct
                or t.is_space
                or t.ent_type_ in ("DATE", "TIME")
                or t.tag_ in ("IN", "RB")
                for t in doc[max(token.i, subject.end - 1) + 1 : end]
            )
            if (
                doc[opening - 1].text in CLOSERS
                or closes
                or doc[opening - 1].lower_ in ("whom", "which")
            ):
                return subject
        return None

    def _cited(self, i: int, start: int, end: int) -> Speaker | None:
        """The speaker of "according to" in the sentence of token i."""
        sentence = self.doc[start:end]
        for match in ACCORDING.finditer(sentence.text):
            offset = sentence.start_char + match.end()
            span = self.doc.char_span(offset, offset + 1, alignment_mode="expand")
            if span is None or span.end > end:
                continue
            stop = span.start
            while stop < end and (self.doc[stop].text not in STOPS or stop == span.start):
                stop += 1
            noun = self.doc[span.start : stop]
            if i < span.start or i >= stop:
                trimmed = _trim(noun)
                return Speaker(_name(trimmed), trimmed.start_char, trimmed.end_char)
        return None


def _subject(verb: Token, start: int, end: int) -> Span | None:
    """The words of the subject of a speech verb, before it or after it."""
    doc = verb.doc
    if verb.tag_.startswith("NN") and verb.dep_ not in ("ROOT", "ccomp", "parataxis"):
        return None
    subject = next((c for c in verb.children if c.dep_ == "nsubj" and start <= c.i < end), None)
    if subject is None and verb.dep_ in ("conj", "advcl", "xcomp") and start <= verb.head.i < end:
        subject = next((c for c in verb.head.children if c.dep_ == "nsubj"), None)
    if subject is not None and subject.lower_ in ("who", "which", "that"):
        subject = verb.head if verb.dep_ == "relcl" else None
    if subject is None:
        j = verb.i - 1
        while j > start and (
            doc[j].tag_ in ("RB", "MD") or doc[j].lower_ in ("has", "have", "had", "also")
        ):
            j -= 1
        if j < start or doc[j].tag_ not in ("NN", "NNS", "NNP", "NNPS", "PRP"):
            return None
        subject = doc[j]
    if any(c.dep_ in ("auxpass", "nsubjpass") for c in verb.children):
        return None
    after = _inverted_speaker(verb, subject, end)
    if after is not None:
        return after
    if subject.tag_ == "PRP":
        return doc[subject.i : subject.i + 1]
    return _beside(subject, verb) or _phrase(subject, verb, start, end)


def _inverted_speaker(verb: Token, subject: Token, end: int) -> Span | None:
    """The person after the verb in ", confirmed ministry spokesman Juan Ruiz"."""
    doc = verb.doc
    if verb.i == 0 or doc[verb.i - 1].text not in CLOSERS or subject.i > verb.i:
        return None
    last = verb.i + 1
    while last < min(end, verb.i + 9) and doc[last].tag_ in ("NN", "NNP", "JJ", "DT", "NNS", "POS"):
        last += 1
    names = doc[verb.i + 1 : last]
    return _trim(names) if len(names) > 1 and names[-1].ent_type_ == "PERSON" else None


def _beside(subject: Token, verb: Token) -> Span | None:
    """The words between the last comma and the verb, when the tree's subject lies before it."""
    doc = verb.doc
    if subject.i > verb.i or doc[verb.i - 1].tag_ not in ("NNP", "NNPS", "NN", "NNS", "PRP"):
        return None
    comma = next(
        (j for j in range(verb.i - 1, subject.i, -1) if doc[j].text in (",", "”", '"')), None
    )
    return None if comma is None else _trim(doc[comma + 1 : verb.i])


def _phrase(subject: Token, verb: Token, start: int, end: int) -> Span:
    """The noun phrase of a subject, up to a comma, a relative clause or the verb."""
    doc = subject.doc
    first = max(start, subject.left_edge.i) if subject.left_edge.i <= subject.i else subject.i
    for j in range(subject.i - 1, first - 1, -1):
        if doc[j].text in STOPS - {"-", "–", "that"} or j == verb.i:
            first = j + 1
            break
    last = subject.i + 1
    limit = verb.i if verb.i > subject.i else min(end, subject.right_edge.i + 1)
    while (
        last < limit
        and doc[last].text.lower() not in STOPS
        and not (doc[last].lower_ in TIME_WORDS and not _keeps(doc, last))
        and doc[last].ent_type_ not in ("DATE", "TIME")
        and doc[last].tag_ not in ("RB", "VBD", "MD")
    ):
        last += 1
    return _trim(doc[first:last])


def _keeps(doc: Doc, i: int) -> bool:
    """Whether a preposition belongs to the name ("Ministry of Health in Gaza")."""
    return (
        doc[i].lower_ == "in"
        and i + 1 < len(doc)
        and doc[i + 1].tag_ == "NNP"
        and doc[i + 1].ent_type_ != "DATE"
    )


def _trim(span: Span) -> Span:
    """The span without articles, white space and punctuation at its ends."""
    start, end = span.start, span.end
    while start < end - 1 and (
        span.doc[start].lower_ in ("the", "a", "an") or span.doc[start].is_punct
    ):
        start += 1
    while end - 1 > start and (
        span.doc[end - 1].is_punct
        or span.doc[end - 1].is_space
        or span.doc[end - 1].tag_ in ("POS", "IN", "CC")
    ):
        end -= 1
    return span.doc[start:end]


def _name(span: Span) -> str:
    """The speaker's name: the person in "Gov. Ana Ruiz", else the words."""
    people = [e for e in span.ents if e.label_ == "PERSON" and len(e) > 1]
    return (
        people[0].text.removesuffix("'s").removesuffix("’s")
        if len(people) == 1 and people[0].end == span.end
        else span.text
    )


def _tells(verb: Token, subject: Span, end: int) -> bool:
    """Whether a cue states something: no claim of responsibility, no counting of lives."""
    window = [t.lower_ for t in verb.doc[verb.i + 1 : min(end, verb.i + 6)]]
    if set(window) & NOT_TOLD and verb.lower_.startswith("claim"):
        return False
    if verb.lower_ in NEEDS_TOLL:
        return (
            "toll" in window or "number" in window or "figure" in window or "casualties" in window
        )
    if verb.lower_ in ("find", "finds", "found"):
        return subject[-1].lower_ in FINDERS
    if subject[-1].lower_ in ("reports", "accounts", "some", "many", "others", "rumours", "rumors"):
        return False
    return subject[-1].lower_ not in ("it", "there") or verb.lower_ in (
        "said",
        "says",
        "added",
        "announced",
    )


def _labelled(doc: Doc, i: int, start: int, end: int) -> Speaker | None:
    """ "Official: 5 killed" and "27 killed: Observatory"."""
    colons = [j for j in range(start + 1, end - 1) if doc[j].text == ":"]
    for j in colons:
        before, after = doc[start:j], doc[j + 1 : end]
        if j < i and len(before) <= 6 and SPEAKER_NOUNS.search(before.text):
            return Speaker(before.text, before.start_char, before.end_char)
        if (
            j > i
            and len(after) <= 6
            and not any(t.like_num or t.tag_.startswith("VB") for t in after)
        ):
            after = _trim(after)
            return Speaker(after.text, after.start_char, after.end_char)
    return None
