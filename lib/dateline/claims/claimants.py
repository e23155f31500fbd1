"""Who states a figure?  The speaker whose words cover it, from the statements or from its sentence.

A pronoun or "the ministry" is resolved to the speaker before it.  The reporter's own voice is null.
"""

import re
from typing import NamedTuple

from spacy.tokens import Doc, Span, Token

from dateline.claims.cues import CLOSERS, gapped_speaker, speaker_name, subject_of
from dateline.claims.people import names_people
from dateline.claims.utterances import (
    ISSUED,
    NO_SPEAKERS,
    asserter,
    citations,
    issued_by,
    labelled,
    subject_before,
    tells_figure,
)
from dateline.lexicon import listed, words

SPEECH_FORMS = listed("verb form of telling")
# Verbs that need state no figure, but whose subject "it" and "he" then mean.
NOTED_FORMS = listed("verb form of taking a stand")
# Who condemns an attack "which killed nine" states no figure.
JUDGING = listed("verb that judges a deed")
ONLOOKERS = listed("onlooker")
PERSONAL = {"he", "she", "i", "we"}
COLLECTIVE = {"they", "it"}
PRONOUNS = PERSONAL | COLLECTIVE
RESPONSIBILITY = ("responsibility", "credit")
BODIES = words(
    "group organization organisation agency charity watchdog monitor body outlet newspaper channel"
)
FIRST_PERSON = {"our", "my", "we", "i"}
OPENING_WORDS = 25  # characters before a speaker whom the sentence opens with
JOINED = re.compile(r"\b(?:and|while|but|whereas)\b|;", re.IGNORECASE)
ANEW = re.compile(r"[\s,;]*(?:and|while|but|whereas|;)\s", re.IGNORECASE)


class Speaker(NamedTuple):
    """Who speaks: the words that name the speaker and their offsets."""

    name: str
    start_char: int
    end_char: int
    body: str | None = None  # for whom "its spokesman, Juan Ruiz" speaks
    doubter: "Speaker | None" = None  # who denies it, and whose men are "its soldiers"


class Attribution:
    """Speakers of the sentences of an article, in their order, with pronouns resolved."""

    def __init__(self, doc: Doc, statements: list[dict], actors: list[dict], mentions: list[dict]):
        self.doc, self.text = doc, doc.text
        named = {m["start_char"]: m for m in mentions if m.get("actor_id")}
        self.mentions = list(named.values())
        self.actor_names = {a["actor_id"]: a["name"] for a in actors}
        told = [s for s in statements if s["stance"] not in ("demands", "denies")]
        told = [s for s in told if s["cue"].lower() not in JUDGING]
        told = [s for s in told if not s["content"].startswith(RESPONSIBILITY)]
        told = [s for s in told if s["speaker_name"].lower().split()[-1] not in NO_SPEAKERS]
        self.statements = sorted(told, key=lambda s: s["end_char"] - s["start_char"])
        self.by_sentence: dict[int, list[tuple[Token, Span | None]]] = {}
        self.doubters: dict[int, Span | None] = {}  # who denies what another says, by sentence
        self.last_person: Speaker | None = None
        self.last_body: Speaker | None = None

    def read(self, start: int, end: int) -> None:
        """Note the cues of one sentence and remember who spoke last."""
        cues: list[tuple[Token, Span | None]] = []
        heard = []
        for token in self.doc[start:end]:
            is_said, is_noted = token.lower_ in SPEECH_FORMS, token.lower_ in NOTED_FORMS
            if (is_said or is_noted) and token.tag_.startswith(("VB", "NN")):
                subject = subject_of(token, start, end)
                if subject is None:
                    continue
                is_cue = is_said and tells_figure(token, subject, end)
                cues += [(token, subject)] if is_cue else []
                heard += [subject] if is_cue or is_noted else []
            elif token.lower_ == "that" and (found := asserter(token, start)):
                cues.append((token, found[0]))
                self.doubters[start] = found[1]
            elif cues and token.lower_ == "that" and (second := gapped_speaker(token, start, end)):
                cues.append((token, second))
        self.by_sentence[start] = cues
        cited = next(citations(self.doc, start, end), None)
        heard += [cited] if cited is not None else []
        for subject in sorted(heard, key=lambda subject: subject.start):
            self._remember(subject)

    def _remember(self, subject: Span) -> None:
        """Note who spoke last, for "he", "it" and "the group"."""
        speaker, last = self.resolve(subject), subject[-1]
        if speaker is None:
            return
        is_role = last.tag_ == "NN" and names_people(last.lower_)
        kinds = {c.lower_ for t in subject for c in t.children if c.dep_ == "appos"}
        is_body = bool(kinds & BODIES)  # "Ruiz Daily, the news outlet"
        is_person = any(t.ent_type_ == "PERSON" for t in subject) and not is_body
        if is_role or is_person:
            self.last_person = speaker
        if is_role or not is_person and last.lower_ not in PRONOUNS:
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
            before = subject_before(subject[0])
            return _named(before) if before is not None else self.last_body
        named = issued_by(subject)
        if named is not None:
            return _named(named, speaker_name(named))
        if len(subject) <= 2 and word in ISSUED:
            return self.last_body or _named(subject)
        words_before = [t.lower_ for t in self.doc[max(0, subject.start - 3) : subject.start]]
        is_its = words_before[:1] == ["its"] and words_before[-1] == "," and self.last_body
        body = self.last_body.name if is_its else None
        return _named(subject, speaker_name(subject))._replace(body=body)

    def of(self, i: int, start: int, end: int) -> Speaker | None:
        """The speaker of the figure at token i of the sentence [start, end)."""
        label = labelled(self.doc, i, start, end)
        if label is not None:
            return _named(label)
        cited, cue = self._cited(i, start, end), self._cue(i, start, end)
        if cited and not self._is_of_another(cited, cue, i, start):
            return cited
        if cue is None:
            return None
        is_quoted = cue[0].lower_ in FIRST_PERSON or cue[-1].lower_ in NO_SPEAKERS
        speaker = is_quoted and self.covering(self.doc[i].idx) or self.resolve(cue)
        doubter = self.doubters.get(start)
        if speaker is None or doubter is None or cue == doubter:
            return speaker
        return speaker._replace(doubter=self.resolve(doubter))

    def _is_of_another(self, cited: Speaker, cue: Span | None, i: int, start: int) -> bool:
        """Whether who is cited in the sentence states another figure than that of token i."""
        text, here = self.text, self.doc[i].idx
        is_before, opens = cited.end_char < here, cited.start_char - self.doc[start].idx
        if cue is not None and cited.end_char < cue.start_char < here:
            return bool(JOINED.search(text[cited.end_char : cue.start_char]))
        if opens >= OPENING_WORDS and ANEW.match(text[cited.end_char : here]):
            return True  # "40 died, according to the army, and 90 fled, the mayor said"
        if cue is None or here >= cue.start_char:
            return False
        # "X said, and 9 fled, according to Y"
        return is_before or bool(JOINED.search(text[cue.end_char : cited.start_char]))

    def covering(self, offset: int) -> Speaker | None:
        """The speaker of the innermost statement whose words cover the offset."""
        around = (s for s in self.statements if s["start_char"] <= offset < s["end_char"])
        row = next(around, None)
        if row is None:
            return None
        is_named = row["speaker_name"].lower() not in PRONOUNS
        name = row["speaker_name"] if is_named else self.actor_names.get(row["speaker"])
        where = row["speaker_start"], row["speaker_end"]
        return Speaker(name, *where) if name else self.last_body

    def actor(self, speaker: Speaker | None) -> str | None:
        """Actor id of the last naming within the words for a speaker.

        "Freedonia's doctors" and "her lawyer" are not the one they belong to.
        """
        if speaker is None:
            return None
        first, end = speaker.start_char, speaker.end_char
        near = [m for m in self.mentions if m["start_char"] < end and m["end_char"] > first]
        if speaker.name.lower().rpartition(" ")[2] in ONLOOKERS:
            near = [m for m in near if m["end_char"] >= end or not self._is_owner(m)]
        reach = {(m["end_char"] >= end, m["end_char"] - m["start_char"]): m for m in near}
        return reach[max(reach)]["actor_id"] if near else None

    def _is_owner(self, mention: dict) -> bool:
        """Whether a naming only says whose somebody is."""
        after = self.text[mention["end_char"] : mention["end_char"] + 2]
        return mention["form"] == "pronoun" or after in ("’s", "'s")

    def _cue(self, i: int, start: int, end: int) -> Span | None:
        """The subject of the cue that covers token i: the nearest before it, else one after it."""
        doc, cues = self.doc, self.by_sentence.get(start, [])
        cues = [c for c in cues if not c[0].lower_.startswith("accus") or _accuses(doc, c[0].i, i)]
        before = [s for token, s in cues if token.i < i and (s is None or s.start < i)]
        if before:
            return before[-1]
        for token, subject in cues:
            if subject is None:
                continue
            quoting = token.children if token.lemma_ in ("quote", "cite") else ()
            told = [c.left_edge.i for c in quoting if c.dep_ == "nsubj"]
            opening = min(token.i, subject.start, *told)  # "…, the agency quoted him as saying"
            while opening - 1 > i and doc[opening - 1].tag_ in ("DT", "JJ"):
                opening -= 1
            beside = doc[opening - 1]
            is_apart = beside.text in CLOSERS or beside.lower_ in ("whom", "which")
            is_apart &= not any(t.text == ":" for t in doc[i:opening])  # a quotation of its own
            if opening > i and (is_apart or _closes(doc[max(token.i + 1, subject.end) : end])):
                return subject
        return None

    def _cited(self, i: int, start: int, end: int) -> Speaker | None:
        """The speaker of "according to" in the sentence of token i."""
        for noun in citations(self.doc, start, end):
            if not noun.start <= i < noun.end:
                if len(noun) > 2 and noun[1].lower_ == "of":  # "by the count of the Red Cross"
                    noun = issued_by(noun) or noun
                is_same = noun[0].lower_ == "same" and self.last_body  # "the same report"
                named = _named(noun, speaker_name(noun))
                return self.last_body if is_same else named
        return None


def _named(words: Span, name: str | None = None) -> Speaker:
    """Who is named by the words, called so or by this name."""
    return Speaker(name or words.text, words.start_char, words.end_char)


def _closes(rest: Span) -> bool:
    """Whether a cue closes its sentence, but for a day or a place ("…, he said on Monday")."""
    return all(
        t.is_punct or t.is_space or t.ent_type_ in ("DATE", "TIME") or t.tag_ in ("IN", "RB")
        for t in rest
    )


def _accuses(doc: Doc, cue: int, i: int) -> bool:
    """Whether "accused … of killing" reaches token i: no relative clause between."""
    between = [doc[j].lower_ for j in range(cue, i)]
    return "of" in between and not {"which", "that", "who"} & set(between)
