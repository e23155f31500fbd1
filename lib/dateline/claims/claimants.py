"""Who states a figure?  The speaker whose words cover it, from the statements or from its sentence.

A pronoun or "the ministry" is resolved to the speaker before it.  The reporter's own voice is null.
"""

import re

from spacy.tokens import Doc, Span

from dateline.claims.citations import citations, labelled
from dateline.claims.coverage import Cue, cue_of
from dateline.claims.cues import subject_of
from dateline.claims.speakers import PRONOUNS, Speaker, Speakers, named
from dateline.claims.speakerwords import BODIES
from dateline.claims.utterances import (
    HAS_IT,
    ISSUED,
    ISSUING,
    NO_SPEAKERS,
    OWN_PAPER,
    SPEECH_FORMS,
    asserter,
    claim_of,
    has_it,
    issued_by,
    issuing,
    tells_figure,
    told_version,
)
from dateline.lexicon import listed

# Verbs that need state no figure, but whose subject "it" and "he" then mean.
NOTED_FORMS = listed("verb form of taking a stand")
# Who condemns an attack "which killed nine" states no figure.
JUDGING = listed("verb that judges a deed")
RESPONSIBILITY = ("responsibility", "credit")
FIRST_PERSON = {"our", "my", "we", "i"}
CITING = {"citing", "quoting"}
BE = ("is", "was", "are", "were")
OPENING_WORDS = 25  # characters before a speaker whom the sentence opens with
JOINED = re.compile(r"\b(?:and|while|but|whereas)\b|;", re.IGNORECASE)
ANEW = re.compile(r"[\s,;]*(?:and|while|but|whereas|;)\s", re.IGNORECASE)
BESIDE = 4  # tokens from a figure to the one who gives it


class Attribution(Speakers):
    """Speakers of the sentences of an article, in their order, with pronouns resolved."""

    def __init__(self, doc: Doc, statements: list[dict], actors: list[dict], mentions: list[dict]):
        super().__init__(doc, actors, mentions)
        told = [s for s in statements if s["stance"] not in ("demands", "denies")]
        told = [s for s in told if s["cue"].lower() not in JUDGING]
        told = [s for s in told if not s["content"].startswith(RESPONSIBILITY)]
        told = [s for s in told if not _is_unnamed(s["speaker_name"].lower().split())]
        self.statements = sorted(told, key=lambda s: s["end_char"] - s["start_char"])
        self.tellers = {s["speaker_name"]: (s["speaker_start"], s["speaker_end"]) for s in told}
        self.by_sentence: dict[int, list[Cue]] = {}
        self.cited: dict[tuple[int, int], list[Span]] = {}  # who is cited, by sentence
        self.spoke, self.is_told_before = -2, False  # where a sentence with a speaker ended
        self.doubters: dict[int, Span | None] = {}  # who denies what another says, by sentence
        self.heard: list[tuple[int, list[Speaker]]] = []  # sentences, by start: who speaks there

    def read(self, start: int, end: int) -> None:
        """Note the cues of one sentence and remember who spoke last."""
        cues: list[Cue] = []
        heard, met = [], None
        for token in self.doc[start:end]:
            lower = token.lower_
            is_said = lower in SPEECH_FORMS or lower in HAS_IT and has_it(token)
            is_noted = lower in NOTED_FORMS
            if (is_said or is_noted) and token.tag_.startswith(("VB", "NN")):
                subject = subject_of(token, start, end)
                if subject is None:
                    cues += claim_of(token, start)
                    continue
                is_cue = is_said and tells_figure(token, subject, end)
                cues += [(token, subject)] if is_cue else []
                heard += [subject] if is_cue or is_noted else []
                if token.lemma_ in ("quote", "cite") and token.dep_ == "relcl":
                    heard.append(self.doc[token.head.left_edge.i : token.head.i + 1])
            elif lower in BE and (owner := told_version(token, start, end)):
                cues.append((token, owner))
                heard.append(owner)
            elif token.lemma_ in ISSUING and (subject := issuing(token, start, end)):
                heard.append(subject)
            elif token.dep_ in ("nsubj", "attr") and token.ent_type_ == "PERSON":
                met = token if token.head.dep_ == "ROOT" and token.head.lemma_ != "die" else met
            elif lower == "that" and (found := asserter(token, start)):
                cues.append((token, found[0]))
                self.doubters[start] = found[1]
        self.by_sentence[start] = cues
        if met is not None and not heard:  # "The mayor is Ana Ruiz. She said …"
            self.last_person = named(self.doc[met.left_edge.i : met.i + 1])
        self._hear(heard, start, end)

    def _hear(self, heard: list[Span], start: int, end: int) -> None:
        """Remember who speaks or is cited in a sentence, and who issued its papers."""
        told = sorted(heard, key=lambda subject: subject.start)
        self.cited[start, end] = list(citations(self.doc, start, end))
        cited = next(iter(self.cited[start, end]), None)
        if cited is not None:  # "it" is who said so "citing a source"
            is_aside = told and {t.lower_ for t in self.doc[cited.start - 2 : cited.start]} & CITING
            told = [cited, *told] if is_aside else sorted([*told, cited], key=lambda s: s.start)
        spoken = [self.remember(subject) for subject in told]
        self.heard.append((start, [speaker for speaker in spoken if speaker is not None]))
        if told and self.last_heard:
            papers = (t.lower_ for t in self.doc[start:end] if t.lower_ in ISSUED)
            self.papers |= dict.fromkeys(papers, self.last_heard)
        self.is_told_before = start - self.spoke <= 1  # the sentence before has a speaker
        self.spoke = end if told else -2

    def of(self, i: int, start: int, end: int) -> Speaker | None:
        """The speaker of the figure at token i of the sentence [start, end)."""
        label = labelled(self.doc, i, start, end, self.tellers)
        if label is not None:
            speaker, told = named(label, label.text), self.tellers.get(label.text)
            is_place = told and self.actor(speaker) is None  # "Kyiv: 12 killed"
            return Speaker(label.text, *told) if is_place else speaker
        cited = self._cited(i, start, end)
        cue = cue_of(self.doc, self.by_sentence.get(start, []), i, end)
        if cited and not self._is_of_another(cited, cue, i, start):
            return cited
        if cue is None:
            is_quote = self.is_told_before and self.doc[start].is_quote
            return self.last_heard if is_quote and not self.covering(self.doc[i].idx) else None
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

    def _cited(self, i: int, start: int, end: int) -> Speaker | None:
        """The speaker of "according to" in the sentence of token i."""
        cited = [n for n in self.cited[start, end] if not n.start <= i < n.end]
        beside = [n for n in cited if 0 < n.start - i <= BESIDE]  # "at 40 by A and at 55 by B"
        if not cited:
            return None
        noun = (beside or cited)[0]
        if len(noun) > 2 and noun[1].lower_ == "of":  # "by the count of the Red Cross"
            noun = issued_by(noun) or noun
        is_full = len(noun) > 2 or noun[-1].tag_.startswith("NNP")
        is_full &= noun[-1].lower_ not in BODIES  # "the Geneva-based group"
        return named(noun) if is_full else self.resolve(noun)


def _is_unnamed(words: list[str]) -> bool:
    """Whether no body but reports, or the reporter's own paper, speak."""
    return words[-1] in NO_SPEAKERS or words[0] in OWN_PAPER and len(words) > 1
