"""Which counted people are no claim, and why?"""

import re
from itertools import takewhile

from spacy.tokens import Doc, Span, Token

from dateline.claims.clauses import LONGEST, Harmed
from dateline.claims.counted import counted_groups
from dateline.claims.injuries import INJURIES
from dateline.claims.people import ARTICLES, POSSESSIVES, Group, people
from dateline.claims.timewords import CAUSED, INTENT, MODALS, NEGATIONS, PERFECT, causes
from dateline.lexicon import lexicon, words
from dateline.parse import evidence, sentence_at

LEFT_OUT = re.compile(
    r"^[^.;]*?\b(?:not|neither)\s+(?:being\s+)?(?:counted|included)\b", re.IGNORECASE
)


ANYBODY = {"anyone", "whoever", "someone", "anybody"}
OPENING = ARTICLES | POSSESSIVES


def is_left_out(doc: Doc, group: Group, groups: list[Group], end: int) -> bool:
    """Whether the text says that it does not count a group: the one nearest to the remark."""
    starts = {g.start for g in groups}
    for j in range(group.end, end):  # "a driver and a guard (not counted)" counts the driver
        if j in starts or doc[j - 1].lower_ in ("and", "with") and doc[j].lower_ in OPENING:
            return bool(LEFT_OUT.search(_tail(doc, group.end, j)))
    return bool(LEFT_OUT.search(_tail(doc, group.end, end)))


def _tail(doc: Doc, start: int, end: int) -> str:
    """The words after a group, with a bracket that follows the sentence."""
    if doc[end : end + 1].text != "(":
        return doc[start:end].text
    bracket = doc[end : end + 8]
    closing = next((t.i + 1 for t in bracket if t.text == ")"), bracket.end)
    return doc[start:closing].text.replace(". (", " (")


TRIED = words("sentenced jailed convicted tried charged imprisoned arrested indicted")
HANDOVER = words(
    "hand handed handing return returned returning exchange exchanged repatriate repatriated "
    "swap swapped transfer transferred release released held"
)


def is_handover(doc: Doc, harmed: Harmed, start: int, end: int) -> bool:
    """Whether bodies are handed over, exchanged or held."""
    near = doc[max(start, harmed.trigger.i - 8) : min(end, harmed.group.end + 6)]
    told = takewhile(lambda t: t.lower_ != "who" or t.i < harmed.group.end, near)
    return any(t.lower_ in HANDOVER for t in told)  # "the body of a man who had been held" is none


QUOTED = 12  # words quoted of a sentence that is no prose
LEFT_OUT_KEY = "figures_left_out"


OTHER_REASONS = (
    (
        re.compile(
            r"\b(?:deploy\w*|station\w*|sent|peacekeep\w*|reinforce\w*|troops)\b", re.IGNORECASE
        ),
        "a deployment of forces",
    ),
    (
        re.compile(
            r"\b(?:protest\w*|demonstrat\w*|rall\w+|gather\w*|march\w*|took\s+to\s+the\s+streets|crowd\w*|attend\w*)\b",
            re.IGNORECASE,
        ),
        "a crowd",
    ),
    (
        re.compile(
            r"\b(?:arrest\w*|detain\w*|jail\w*|sentenced|charged|suspects?)\b", re.IGNORECASE
        ),
        "arrests or a trial",
    ),
    (re.compile(r"\b(?:freed|released|rescued|swap\w*)\b", re.IGNORECASE), "captives released"),
    (
        re.compile(r"\b(?:besieged|trapped|in\s+need|hungry|residents)\b", re.IGNORECASE),
        "people present or in need",
    ),
)


def excluded_figures(doc: Doc, claims: list[dict]) -> list[dict]:
    """Counted people that are no claim: quote, offsets, sentence and the reason for each.

    Call it after :func:`extract_claims`, which leaves its reasons with the ``doc``.
    """
    told = {doc[g.start].idx: why for g, why in doc.user_data.get(LEFT_OUT_KEY, [])}
    claimed = [(c["start_char"], c["end_char"]) for c in claims]
    groups = {doc[g.start].idx: g for g in counted_groups(doc)}
    groups |= {doc[g.start].idx: g for g, _ in doc.user_data.get(LEFT_OUT_KEY, []) if g.quantity}
    rows = []
    for start, group in sorted(groups.items()):
        span = doc[group.start : group.end]
        noun = people().get(doc[group.head].lower_, "not_people")
        is_claimed = any(a < span.end_char and span.start_char < b for a, b in claimed)
        if not is_claimed and group.figure and (noun != "not_people" or start in told):
            rows.append(evidence(span) | {"reason": told.get(start) or _other_reason(span)})
    return rows + _endless(doc)


def _endless(doc: Doc) -> list[dict]:
    """One row for each sentence too long for prose, in which figures may have been missed."""
    rows = doc.user_data["sentences"]
    long = [row["start"] for row in rows if row["end"] - row["start"] > LONGEST]
    reason = f"a sentence of more than {LONGEST} words, read in parts: figures may be missed"
    return [evidence(doc[start : start + QUOTED]) | {"reason": reason} for start in long]


def _other_reason(span: Span) -> str:
    """Why counted people of whom no harm is told are no claim."""
    words = sentence_at(span[0]).text
    return next(
        (why for pattern, why in OTHER_REASONS if pattern.search(words)), "no harm is told of them"
    )


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


def is_arrest(doc: Doc, harmed: Harmed, end: int) -> bool:
    """Whether those captured were known ("the gunman was captured") or brought before a judge."""
    trigger = harmed.trigger
    is_known = harmed.group.kind == "definite" and doc[harmed.group.head].lower_ != "other"
    is_caught = trigger.frame == "object" and doc[trigger.i].lemma_ == "capture"
    after = {t.lower_ for t in doc[trigger.end : min(trigger.end + 5, end)]}
    return is_caught and is_known or bool(after & TRIED)


AT_HOME = re.compile(r"\b(?:at|in) (?:his|her) (?:home|residence|bed|sleep)\b|\bpeacefully\b")


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


NOUN_FRAMES = words("count_noun toll body life_noun adjective state refugee")


COUNTERFACTUAL = (["could", "have"], ["would", "have"], ["should", "have"])  # killed hundreds
EXPECTED = words("expected likely bound set feared sure certain predicted")
UNHURT = words("uninjured unhurt unharmed unscathed")
HELD = words("detained arrested held custody jailed captivity")


def tells_assault(doc: Doc, harmed: Harmed, start: int, end: int) -> bool:
    """Whether an assault counts as a wound: on no captives, and on nobody left unhurt."""
    before = {t.lower_ for t in doc[start : harmed.trigger.i]}
    after = {t.lower_ for t in doc[harmed.trigger.i : end + 8]}
    captured = {word for word in before & lexicon().keys() if lexicon()[word][1] == "captured"}
    unhurt = after & UNHURT or after & {"not", "no", "without"} and after & INJURIES
    return not (captured or before & HELD or unhurt)


def is_hypothetical(doc: Doc, harmed: Harmed, start: int) -> str | None:
    """Why the harm did not happen by the text: planned, possible or denied; else ``None``."""
    i = harmed.trigger.i
    if _is_supposed(doc, harmed) or i > start and doc[i - 1].lower_ in ANYBODY:
        return "possible, not reported as having happened"
    if doc[harmed.group.start].lower_ in ("every", "each", "any"):
        return "nobody in particular"
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
        return "denied in the text"
    if set(words[-3:]) & (NEGATIONS - {"no", "nor", "neither"}) and not harmed.group.quantity:
        return "denied in the text"
    last = set(words[-2:])
    is_denied = last & {"without", "n't"} or "not" in last and "only" not in words
    return "denied in the text" if is_denied else None


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
    would = {c.lower_ for c in token.children if c.dep_ == "aux"}
    clauses = [c for c in token.children if c.dep_ == "advcl"] if "would" in would else []
    for _ in range(5):
        if token.dep_ in ("advcl", "ccomp", "conj"):
            clauses.append(token)
        token = token.head
    return any(c.dep_ == "mark" and c.lower_ == "if" for v in clauses for c in v.children)


def _has_intent(doc: Doc, i: int, start: int) -> bool:
    """Whether the verb before "to kill" is one of planning, trying or threatening."""
    window = {doc[j].lower_ for j in range(max(start, i - 7), i)}
    return bool(window & INTENT) or doc[i].head.lower_ in INTENT or not window & CAUSED
