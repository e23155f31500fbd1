"""Whom do "he", "it" and "the group" mean?  Those who speak in an article, and who spoke last."""

import re
from itertools import pairwise
from typing import NamedTuple

from spacy.tokens import Doc, Span, Token

from dateline.claims.people import names_people
from dateline.claims.speakerwords import BODIES, SPEAKERS, is_body, speaker_name, trim
from dateline.claims.utterances import FIGURES, ISSUED, issued_by, subject_before
from dateline.lexicon import listed, words
from dateline.names import roles
from dateline.parse import sentence_at, text_of

ONLOOKERS = listed("onlooker")
PERSONAL = {"he", "she", "i", "we"}
COLLECTIVE = {"they", "it"}
PRONOUNS = PERSONAL | COLLECTIVE
COMMON = {"DT", "JJ", "NN", "NNS", "PRP$"}
PARTED = {"latter", "former"}
INITIALS = re.compile(r" \([A-Z]{2,8}\)")  # "the Office for Rights (OFR)"
LEAKED = ("seen by", "obtained by", "reviewed by")  # a paper whose author is not told
OUTLETS = words("newspaper paper channel station network broadcaster outlet")
NAMED_FAR = 400  # characters before "the medical charity" in which it is named
WORLDWIDE = words("agency body organisation organization")  # may be of the United Nations
SPEAKING = words("official officer spokesman spokeswoman spokesperson")
NAMED_NEAR = 30  # words before "the latter" among which both are named
SITES = {"website", "site", "blog", "channel"}


class Speaker(NamedTuple):
    """Who speaks: the words that name the speaker and their offsets."""

    name: str
    start_char: int
    end_char: int
    doubter: "Speaker | None" = None  # who denies it, and whose men are "its soldiers"


class Speakers:
    """Those who speak, in the order of the sentences."""

    def __init__(self, doc: Doc, actors: list[dict], mentions: list[dict]):
        self.doc, self.text = doc, text_of(doc)
        self.actor_names = {a["actor_id"]: a["name"] for a in actors}
        self.kinds = {a["actor_id"]: a["actor_type"] for a in actors}
        known = {m["start_char"]: m for m in mentions if m.get("actor_id")}
        self.mentions = list(known.values())
        self.spelt = [  # "Arakan Army (AA)"
            (a["quote"].removeprefix("the "), b["quote"])
            for a, b in pairwise(self.mentions)
            if b["form"] == "acronym" and a["actor_id"] == b["actor_id"]
            if self.text[a["end_char"] : b["start_char"]] == " ("
        ]
        self.last_person: Speaker | None = None
        self.last_body: Speaker | None = None
        self.last_heard: Speaker | None = None  # whichever of them spoke last
        self.papers: dict[str, Speaker] = {}  # who issued "the report", "the statement"
        self.last_one: Speaker | None = None  # a body of one name: no officials, no spokesman

    def remember(self, subject: Span) -> Speaker | None:
        """Note who spoke last, for "he", "it" and "the group"."""
        speaker, last = self.resolve(subject), subject[-1]
        if speaker is None:
            return None
        self.last_heard = speaker
        heads = [last] if is_body(subject.root) else [last, subject.root]
        is_role = any(t.tag_ == "NN" and names_people(t.lower_) for t in heads)
        kinds = {c.lower_ for t in subject for c in t.children if c.dep_ == "appos"}
        is_outlet = bool(kinds & BODIES)  # "Ruiz Daily, the news outlet"
        is_person = any(t.ent_type_ == "PERSON" for t in subject) and not is_outlet
        is_person &= is_role or last.lower_ not in BODIES | SPEAKERS  # "San Juan Hospital"
        if is_role or is_person:
            self.last_person = speaker
        if is_role or not is_person and last.lower_ not in PRONOUNS:
            self.last_body = speaker
        if last.lower_ in COLLECTIVE and subject_before(last) is not None:
            self.last_body = self.last_one = speaker  # "the army named those it said were killed"
        is_office = is_role and not {"body", "organ"} & roles().get(last.lower_, {}).keys()
        are_many = last.tag_ == "NNS" and last.lower_ not in FIGURES
        if not (is_office or is_person or are_many or last.tag_ == "PRP"):
            self.last_one = speaker
        return speaker

    def shown(self, speaker: Speaker) -> str:
        """The name of a speaker, in full and with the initials that the article gives it."""
        name = speaker.name
        for full, short in self.spelt:
            if name == short or name.startswith(f"{short} "):
                return f"{full} ({short}){name[len(short) :]}"
            if name.endswith(full):
                return f"{name} ({short})"
        is_office = name.islower() and name.split()[0] not in ("his", "her", "their", "its")
        actor = self.actor(speaker) if is_office else None
        if self.kinds.get(actor) == "person" and not self.actor_names[actor].islower():
            return self.actor_names[actor]  # "the president", whom the article has named
        given = INITIALS.match(self.text, speaker.end_char)
        is_whole = given and name.endswith(self.text[: speaker.end_char][-4:])
        return name + given[0] if is_whole else name

    def resolve(self, subject: Span) -> Speaker | None:
        """The speaker that a subject names; pronouns give the last person or body that spoke."""
        word = subject[-1].lower_
        if subject[0].lower_ == "same" and self.last_heard:
            return self.last_heard  # "according to the same source"
        definite = subject.start > 0 and self.doc[subject.start - 1].lower_ == "the"
        if definite and (told_of := self._definite(subject, word)) is not None:
            return told_of
        if len(subject) == 1 and word in PERSONAL:
            person = _person_before(subject[0])
            return self.last_person if person is None else named(person)
        if word in PARTED or subject[-1].tag_ == "PRP$":
            return self._named_before(subject[-1])
        if len(subject) == 1 and word in COLLECTIVE:
            before = subject_before(subject[0])
            if before is not None:
                return named(before, before.text)
            one, body = self.last_one, self.last_body
            is_near = one and body and body.start_char - one.end_char < NAMED_FAR
            return one if word == "it" and is_near else body
        issuer = issued_by(subject)
        if issuer is not None:
            return named(issuer) if issuer == subject else self.resolve(issuer)
        is_common = all(t.tag_ in COMMON for t in subject)
        is_common &= self.doc[subject.end : subject.end + 2].text not in LEAKED
        before = self.doc[max(0, subject.start - 1)].lower_
        is_common &= before not in ("a", "an") or word not in SITES  # "a rebel website said"
        if word in ISSUED - FIGURES and is_common:  # "the report", "a statement"
            is_his = subject[0].lower_ in ("his", "her")
            issued = self.papers.get(word) if definite else None
            last = self.last_person if is_his else issued or self.last_body
            return last or named(subject, subject.text)
        return named(subject)

    def _definite(self, subject: Span, word: str) -> Speaker | None:
        """Whom "the charity", "the official" and "the group" mean."""
        if self.last_one and word in BODIES and subject.text.partition("-")[2].startswith("based"):
            return self.last_one  # "the London-based group"
        is_new = len(subject) > 1 or self.last_body is None
        if is_new and word in BODIES and all(t.tag_ in COMMON for t in subject):
            meant = self._body_told_of(subject.start_char, word)  # "the medical charity", MSF
            if meant is not None:
                return meant
        if word in OUTLETS and all(t.tag_ in COMMON for t in subject):
            return self._outlet(subject.start_char)
        if len(subject) == 1 and word in SPEAKING and self.last_heard is self.last_person:
            return self.last_person
        return self.last_body if len(subject) <= 2 and word in BODIES else None

    def _outlet(self, offset: int) -> Speaker | None:
        """Whom "the channel" means: the medium named last, if one is near, or who spoke last."""
        near = (m for m in reversed(self.mentions) if 0 < offset - m["end_char"] < NAMED_FAR)
        near = (m for m in near if m["form"] in ("name", "acronym"))
        last = next((m for m in near if self.kinds.get(m["actor_id"]) == "media"), None)
        if last is not None:
            return Speaker(last["quote"], last["start_char"], last["end_char"])
        is_other = self.kinds.get(self.actor(self.last_body), "unknown") != "unknown"
        return None if is_other else self.last_body

    def _body_told_of(self, offset: int, noun: str) -> Speaker | None:
        """The organisation named last before an offset, if one is near and a noun can mean it."""
        kinds = {"civil society"} | ({"international organisation"} if noun in WORLDWIDE else set())
        near = (m for m in reversed(self.mentions) if 0 < offset - m["end_char"] < NAMED_FAR)
        of_body = (m for m in near if m["form"] in ("name", "acronym"))
        bodies = (m for m in of_body if self.kinds.get(m["actor_id"]) in kinds)
        last = next(bodies, None)
        return last and Speaker(last["quote"], last["start_char"], last["end_char"])

    def _named_before(self, word: Token) -> Speaker | None:
        """Whom "its", "their" and "the latter" mean: the subject, else who was named last."""
        doc = self.doc
        first = sentence_at(word).start if word.tag_ == "PRP$" else max(0, word.i - NAMED_NEAR)
        tags = ("NN", "NNP") if word.lower_ == "its" else ("NNS", "NNPS", "NNP")
        ends = {m["end_char"] for m in self.mentions if m["end_char"] <= word.idx}
        told = [t for t in doc[first : word.i] if t.tag_ in tags and t.idx + len(t) in ends]
        told = told[:-1] if word.lower_ == "former" else told
        subjects = [t for t in told if t.dep_ == "nsubj" and word.tag_ == "PRP$"]
        if not told:
            return self.last_body
        last = (subjects[:1] or told)[-1]
        name = trim(doc[last.left_edge.i : last.i + 1])
        return named(name, name.text)

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


def _person_before(pronoun: Token) -> Span | None:
    """Who is the subject before it: "In one house Juan Ruiz saw six dead, he said"."""
    start = sentence_at(pronoun).start
    if pronoun.lower_ not in ("he", "she") or pronoun.i == start or not pronoun.nbor(-1).is_punct:
        return None
    told = next((t for t in pronoun.head.lefts if t.dep_ == "ccomp" and t.i > start), None)
    people = (t for t in told.lefts if t.dep_ == "nsubj") if told is not None else ()
    names = (t for t in people if t.tag_ == t.left_edge.tag_ == "NNP" and not t.like_num)
    who = next((t for t in names if t.ent_type_ not in ("ORG", "NORP", "GPE")), None)
    return trim(pronoun.doc[who.left_edge.i : who.i + 1]) if who is not None else None


def named(words: Span, name: str | None = None) -> Speaker:
    """Who is named by the words: the person in them, the words themselves, or by this name."""
    return Speaker(name or speaker_name(words), words.start_char, words.end_char)
