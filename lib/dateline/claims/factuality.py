"""Did the harm happen, and by violence?  It may be planned, denied, an accident, old age."""

import csv
import re
from functools import cache

from spacy.tokens import Doc, Token

from dateline.claims.clauses import Harmed
from dateline.lexicon import words
from dateline.parse import sentence_at, text_of
from dateline.theatre import DATA

AT_HOME = re.compile(r"\b(?:at|in) (?:his|her) (?:home|residence|bed|sleep)\b|\bpeacefully\b")
ANYBODY = {"anyone", "whoever", "someone", "anybody"}
NOUN_FRAMES = words("count_noun toll body life_noun adjective state refugee")
COUNTERFACTUAL = (  # "could have killed hundreds", "told them to leave or be killed"
    *(["could", "have"], ["would", "have"], ["should", "have"]),
    *(["or", "be"], ["risk", "being"], ["risked", "being"]),
)
EXPECTED = words("expected likely bound set feared sure certain predicted")
PERFECT = {"has", "have", "had", "'ve", "’ve"}
WOULD = words("would could might")
MODALS = words("could would should will can must shall")
INTENT = words(
    "threaten threatens threatened threatening plan plans planned planning attempt attempts "
    "attempted attempting try tries tried trying want wants wanted intend intended aim aimed "
    "aiming vow vows vowed seek sought order ordered conspire conspired plot plotted plotting "
    "fail failed refuse refused designed meant intention enough ready prepared preparing "
    "orders licence license pledge pledged hoped hoping wish wished able used going"
)
# What had the outcome that follows: "prompting 300 people to flee" tells of a flight.
# "They are thought to hold hundreds of prisoners" tells what is, not what is meant to be.
CAUSED = words(
    "managed said went claimed prompted prompting forced forcing causing caused driving thought "
    "believed known reported estimated feared understood"
)
NEGATIONS = words("not n't n’t never without nor no neither avoid avoided prevent prevented")
DENIED = "denied in the text"
REACH = 200  # characters after a claim in which a note tells that it is denied
_DENIES = r"(?:den(?:y|ies|ied)|reject(?:s|ed)?|dismiss(?:es|ed)?|refut(?:es|ed))"
DENIED_BEFORE = re.compile(rf"\b{_DENIES}\b(?:\s+(?!by\b|from\b)\w+){{1,8}}?\s+that\b[^.;]*$")
DENIED_AFTER = re.compile(
    rf"[^.;]{{0,60}},\s+(?:an?\s+\w+\s+)?(?:(?:which|that)\s+)?(?:[\w’']+\s+){{1,5}}?{_DENIES}\b"
)
CLAIMED = re.compile(r"\b(?:claim(?:s|ed)?|said|says|announced|boasted)\b")
CONTRADICTED = re.compile(
    rf"[^.;]{{0,100}}[.;]\s+[^.;]{{0,60}}?\b(?:{_DENIES}\s+(?:that|this|it|the\s+claim|losing|having)\b"
    r"|(?:no\s+one|nobody|none)\s+(?:was\s+|were\s+|had\s+)?(?:killed|died))"
)


@cache
def causes(cause: str) -> re.Pattern:
    """What tells of a cause: ``violence``, or an ``accident``, disaster or disease.

    >>> bool(causes("violence").search("shelling")), bool(causes("accident").search("earthquake"))
    (True, True)
    """
    with (DATA / "reference" / "causes.csv").open(encoding="utf-8") as file:
        patterns = [row["pattern"] for row in csv.DictReader(file) if row["cause"] == cause]
    return re.compile(rf"\b(?:{'|'.join(patterns)})", re.IGNORECASE)


def is_accident(doc: Doc, start: int, end: int, before: str, top: str) -> bool:
    """Whether a sentence tells of an accident, disaster or disease without any violence.

    `before` is the sentence before it and `top` the headline and lead, which tell what a report
    is about: a film or a novel, whose dead are none, or an accident, to which a sentence that
    names no violence belongs.
    """
    text = doc[start:end].text
    if len({match.lower() for match in causes("fiction").findall(top)}) > 1:
        return True
    if causes("violence").search(text):
        return False
    if causes("accident").search(top) and not causes("violence").search(top):
        return True
    return bool(causes("accident").search(text)) and not causes("violence").search(before)


def is_natural(doc: Doc, harmed: Harmed, start: int, end: int) -> bool:
    """Whether one who died did so of old age or illness, no violence being told in the sentence."""
    text = doc[start:end].text
    is_known = harmed.group.kind != "pronoun" or AT_HOME.search(text)  # not "shot. He died, aged 9"
    is_one = harmed.group.figure == 1 and harmed.harm == "killed" and is_known
    is_death = is_one and harmed.trigger.frame in ("subject", "count_noun")
    told = doc[harmed.trigger.i : end].text  # "the bomber, in prison since 1989, died at home"
    return is_death and any(
        causes("age").search(words) and not causes("violence").search(words)
        for words in (text, told)
    )


def denial(doc: Doc, harmed: Harmed, *, is_note: bool) -> str | None:
    """Why a figure of a note is not counted: somebody denies what another claims."""
    if not is_note:
        return None
    first = min(harmed.group.start, harmed.trigger.i)
    last = doc[max(harmed.group.end, harmed.trigger.end) - 1]
    before = doc[sentence_at(doc[first]).start : first].text
    after = text_of(doc)[last.idx + len(last) :][:REACH]
    is_denied = DENIED_BEFORE.search(before) or DENIED_AFTER.match(after)
    is_denied = is_denied or CLAIMED.search(before) and CONTRADICTED.match(after)
    return DENIED if is_denied else None


def is_hypothetical(doc: Doc, harmed: Harmed, start: int) -> str | None:
    """Why the harm did not happen by the text: planned, possible or denied; else ``None``."""
    i = harmed.trigger.i
    if _is_supposed(doc, harmed) or i > start and doc[i - 1].lower_ in ANYBODY:
        return "possible, not reported as having happened"
    if doc[harmed.group.start].lower_ in ("every", "each", "any"):
        return "nobody in particular"
    if _ranks(doc, harmed):
        return "ranked, not told of anew"
    if doc[i].lower_.startswith("surviv"):  # "did not survive" is itself the denial
        return None
    before = [doc[j] for j in range(max(start, i - 5), i)]
    words = [t.lower_ for t in before]
    if harmed.trigger.frame in NOUN_FRAMES:
        return _is_forecast(doc, harmed)
    if harmed.trigger.frame == "of" and {"involved", "implicated"} & set(words):
        return "told of what somebody has done"
    tag = doc[i].tag_
    left_modal = next((w for w in reversed(before) if w.lower_ in MODALS or _is_may(w)), None)
    is_perfect = any(w in PERFECT for w in words)
    if left_modal and not is_perfect and (tag in ("VB", "VBN", "NN") or "be" in words):
        return "possible, not reported as having happened"
    if words[-2:] in COUNTERFACTUAL:
        return "possible, not reported as having happened"
    is_bound = words[-2:] in (["had", "to"], ["have", "to"])
    if tag == "VB" and "to" in words[-2:] and not is_bound and _has_intent(doc, i, start):
        return "planned or attempted, not reported as having happened"
    ahead = {t.lower_ for t in doc[max(start, harmed.group.start - 3) : harmed.group.start]}
    if "never" in ahead and harmed.group.start < i:  # "never before was a nurse murdered here"
        return DENIED
    if set(words[-3:]) & (NEGATIONS - {"no", "nor", "neither"}) and not harmed.group.quantity:
        return DENIED
    last = set(words[-2:])
    is_denied = last & {"without", "n't"} or "not" in last and "only" not in words
    return DENIED if is_denied else None


def _ranks(doc: Doc, harmed: Harmed) -> bool:
    """Whether one told of is ranked ("he is the first judge to be killed", "it is one of many")."""
    noun, first = doc[harmed.group.head], harmed.group.start
    if doc[harmed.trigger.i].dep_ == "nsubj" and doc[first : first + 2].text == "one of":
        return doc[first - 1].lemma_ == "be"
    is_he = any(c.dep_ == "nsubj" and c.lower_ in ("he", "she") for c in noun.head.children)
    return is_he and noun.dep_ == "attr" and harmed.trigger.i > noun.i


def _is_may(word: Token) -> bool:
    """Whether a word is the verb may, and no month."""
    return word.tag_ == "MD" and word.lower_ in ("may", "might")


def _is_forecast(doc: Doc, harmed: Harmed) -> str | None:
    """Whether a toll is one to come ("the toll may yet pass 50", "is expected to exceed 100")."""
    between = doc[harmed.trigger.end : harmed.group.start]
    if harmed.trigger.frame != "toll" or any(t.lower_ in ("have", "be") for t in between):
        return None
    modal = any(t.lower_ in MODALS or _is_may(t) for t in between)
    is_expected = any(t.lower_ in EXPECTED and t.nbor().lower_ == "to" for t in between)
    return "possible, not reported as having happened" if modal or is_expected else None


def _is_supposed(doc: Doc, harmed: Harmed) -> bool:
    """Whether a clause with "if" supposes the harm, or a "would have" that hangs on such a clause.

    "If the rebels say that they kill dozens"; "had it gone off" is not read.
    """
    token = doc[harmed.trigger.i]
    if token.tag_ == "VBZ" and any(c.lower_ in ("when", "whenever") for c in token.children):
        return True  # "when a fighter kills a soldier" tells of no event
    clauses = []
    for _ in range(5):
        if any(c.dep_ == "aux" and c.lower_ in WOULD for c in token.children):
            clauses += [c for c in token.children if c.dep_ == "advcl"]
        if token.dep_ in ("advcl", "ccomp", "conj"):
            clauses.append(token)
        token = token.head
    return any(c.dep_ == "mark" and c.lower_ == "if" for v in clauses for c in v.children)


def _has_intent(doc: Doc, i: int, start: int) -> bool:
    """Whether the verb before "to kill" is one of planning, trying or threatening."""
    window = {doc[j].lower_ for j in range(max(start, i - 7), i)}
    return bool(window & INTENT) or not window & CAUSED
