"""Who states a figure?  The speaker whose words cover it, from the statements or from its sentence.

A pronoun or "the ministry" is resolved to the speaker before it.  The reporter's own voice is null.
"""

import re
from typing import NamedTuple

from spacy.tokens import Doc, Span, Token

from dateline.claims.citations import citations
from dateline.claims.coverage import Cue, cue_of
from dateline.claims.cues import gapped_speaker, speaker_name, subject_of, trim
from dateline.claims.people import names_people
from dateline.claims.utterances import (
    ISSUED,
    ISSUING,
    NO_SPEAKERS,
    OWN_PAPER,
    RECORDS,
    asserter,
    issued_by,
    issuing,
    keeper,
    labelled,
    subject_before,
    tells_figure,
)
from dateline.lexicon import listed, words
from dateline.parse import sentence_at

SPEECH_FORMS = listed("verb form of telling")
# Verbs that need state no figure, but whose subject "it" and "he" then mean.
NOTED_FORMS = listed("verb form of taking a stand")
# Who condemns an attack "which killed nine" states no figure.
JUDGING = listed("verb that judges a deed")
ONLOOKERS = listed("onlooker")
PERSONAL = {"he", "she", "i", "we"}
COLLECTIVE = {"they", "it"}
PRONOUNS = PERSONAL | COLLECTIVE
COMMON = {"DT", "JJ", "NN", "NNS"}
PARTED = {"latter", "former"}
RESPONSIBILITY = ("responsibility", "credit")
BODIES = words(
    "group organization organisation agency charity watchdog monitor body outlet newspaper channel"
)
FIRST_PERSON = {"our", "my", "we", "i"}
NAMED_NEAR = 30  # words before "the latter" among which both are named
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
        told = [s for s in told if not _is_unnamed(s["speaker_name"].lower().split())]
        self.statements = sorted(told, key=lambda s: s["end_char"] - s["start_char"])
        self.by_sentence: dict[int, list[Cue]] = {}
        self.doubters: dict[int, Span | None] = {}  # who denies what another says, by sentence
        self.last_person: Speaker | None = None
        self.last_body: Speaker | None = None
        self.last_heard: Speaker | None = None  # whichever of them spoke last

    def read(self, start: int, end: int) -> None:
        """Note the cues of one sentence and remember who spoke last."""
        cues: list[Cue] = []
        heard, met = [], None
        for token in self.doc[start:end]:
            is_said, is_noted = token.lower_ in SPEECH_FORMS, token.lower_ in NOTED_FORMS
            if (is_said or is_noted) and token.tag_.startswith(("VB", "NN")):
                subject = subject_of(token, start, end)
                if subject is None:
                    continue
                is_cue = is_said and tells_figure(token, subject, end)
                cues += [(token, subject)] if is_cue else []
                heard += [subject] if is_cue or is_noted else []
            elif token.lower_ in RECORDS and (kept := keeper(token, start, end))[1] is not None:
                cues.append(kept)
            elif token.lemma_ in ISSUING and (subject := issuing(token, start, end)):
                heard.append(subject)
            elif token.dep_ in ("nsubj", "attr") and token.ent_type_ == "PERSON":
                met = token if token.head.dep_ == "ROOT" and token.head.lemma_ != "die" else met
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
        if met is not None and not heard:  # "The mayor is Ana Ruiz. She said …"
            span = self.doc[met.left_edge.i : met.i + 1]
            self.last_person = _named(span, speaker_name(span))
        self.spoke = end if heard else 0

    def _remember(self, subject: Span) -> None:
        """Note who spoke last, for "he", "it" and "the group"."""
        speaker, last = self.resolve(subject), subject[-1]
        if speaker is None:
            return
        self.last_heard = speaker
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
        if subject[0].lower_ == "same" and self.last_heard:
            return self.last_heard  # "according to the same source"
        definite = subject.start > 0 and self.doc[subject.start - 1].lower_ == "the"
        if definite and len(subject) <= 2 and word in BODIES and self.last_body:
            return self.last_body
        if len(subject) == 1 and word in PERSONAL:
            return self.last_person
        if word in PARTED or subject[-1].tag_ == "PRP$":
            return self._named_before(subject[-1])
        if len(subject) == 1 and word in COLLECTIVE:
            before = subject_before(subject[0])
            return _named(before) if before is not None else self.last_body
        named = issued_by(subject)
        if named is not None:
            return _named(named, speaker_name(named))
        if word in ISSUED and all(t.tag_ in COMMON for t in subject):  # "the report", "a statement"
            return self.last_body or _named(subject)
        words_before = [t.lower_ for t in self.doc[max(0, subject.start - 3) : subject.start]]
        is_its = words_before[:1] == ["its"] and words_before[-1] == "," and self.last_body
        body = self.last_body.name if is_its else None
        return _named(subject, speaker_name(subject))._replace(body=body)

    def _named_before(self, word: Token) -> Speaker | None:
        """Whom "its", "their" and "the latter" mean: the subject, else who was named last."""
        doc = self.doc
        first = sentence_at(word).start if word.tag_ == "PRP$" else max(0, word.i - NAMED_NEAR)
        near = range(first, word.i)
        tags = ("NN", "NNP") if word.lower_ == "its" else ("NNS", "NNPS", "NNP")
        ends = {m["end_char"] for m in self.mentions if m["end_char"] <= word.idx}
        told = [t for t in map(doc.__getitem__, near) if t.tag_ in tags]
        told = [t for t in told if t.idx + len(t) in ends][
            : -1 if word.lower_ == "former" else None
        ]
        subjects = [t for t in told if t.dep_ == "nsubj" and word.tag_ == "PRP$"]
        if not told:
            return self.last_body
        named = (subjects[:1] or told)[-1]
        return _named(trim(doc[named.left_edge.i : named.i + 1]))

    def of(self, i: int, start: int, end: int) -> Speaker | None:
        """The speaker of the figure at token i of the sentence [start, end)."""
        label = labelled(self.doc, i, start, end)
        if label is not None:
            return _named(label)
        cited, cue = (
            self._cited(i, start, end),
            cue_of(self.doc, self.by_sentence.get(start, []), i, end),
        )
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
        if cue is None:
            return False  # "40 died, according to the army, and 90 were hurt"
        is_before, opens = cited.end_char < here, cited.start_char - self.doc[start].idx
        if cited.end_char < cue.start_char < here:
            return bool(JOINED.search(text[cited.end_char : cue.start_char]))
        if opens >= OPENING_WORDS and ANEW.match(text[cited.end_char : here]):
            return True  # "40 died, according to the army, and 90 fled, the mayor said"
        if here >= cue.start_char:
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

    def _cited(self, i: int, start: int, end: int) -> Speaker | None:
        """The speaker of "according to" in the sentence of token i."""
        for noun in citations(self.doc, start, end):
            if not noun.start <= i < noun.end:
                if len(noun) > 2 and noun[1].lower_ == "of":  # "by the count of the Red Cross"
                    noun = issued_by(noun) or noun
                is_full = len(noun) > 2 or noun[-1].tag_.startswith("NNP")
                return _named(noun, speaker_name(noun)) if is_full else self.resolve(noun)
        return None


def _is_unnamed(words: list[str]) -> bool:
    """Whether no body but reports, or the reporter's own paper, speak."""
    return words[-1] in NO_SPEAKERS or words[0] in OWN_PAPER and len(words) > 1


def _named(words: Span, name: str | None = None) -> Speaker:
    """Who is named by the words, called so or by this name."""
    return Speaker(name or words.text, words.start_char, words.end_char)
