"""Which counted people are no claim, and why?"""

import re
from itertools import takewhile

from spacy.tokens import Doc, Span

from dateline.claims.clauses import LONGEST, Harmed
from dateline.claims.counted import counted_groups
from dateline.claims.injuries import INJURIES
from dateline.claims.people import ARTICLES, POSSESSIVES, Group, people
from dateline.lexicon import lexicon, words
from dateline.parse import evidence, sentence_at

LEFT_OUT = re.compile(
    r"^[^.;]*?\b(?:not|neither)\s+(?:being\s+)?(?:counted|included)\b", re.IGNORECASE
)
GRAVES = words("grave graves pit pits")
OPENING = ARTICLES | POSSESSIVES
TRIED = words("sentenced jailed convicted tried charged imprisoned arrested indicted")
HANDOVER = words(
    "hand handed handing return returned returning exchange exchanged repatriate repatriated "
    "swap swapped transfer transferred release released held"
)
UNHURT = words("uninjured unhurt unharmed unscathed")
HELD = words("detained arrested held custody jailed captivity")
QUOTED = 12  # words quoted of a sentence that is no prose
LEFT_OUT_KEY = "figures_left_out"
OTHER_REASONS = (  # why people of whom no harm is told are counted, the first that fits
    (r"deploy\w*|station\w*|sent|peacekeep\w*|reinforce\w*|troops", "a deployment of forces"),
    (
        r"protest\w*|demonstrat\w*|rall\w+|gather\w*|march\w*|took\s+to\s+the\s+streets|crowd\w*"
        r"|attend\w*",
        "a crowd",
    ),
    (r"arrest\w*|detain\w*|jail\w*|sentenced|charged|suspects?", "arrests or a trial"),
    (r"freed|released|rescued|swap\w*", "captives released"),
    (r"besieged|trapped|in\s+need|hungry|residents", "people present or in need"),
)
OTHER = [(re.compile(rf"\b(?:{told})\b", re.IGNORECASE), why) for told, why in OTHER_REASONS]


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


def is_handover(doc: Doc, harmed: Harmed, start: int, end: int) -> bool:
    """Whether bodies are handed over, exchanged or held."""
    near = doc[max(start, harmed.trigger.i - 8) : min(end, harmed.group.end + 6)]
    if any(t.lower_ in GRAVES for t in near):
        return False  # "a grave that held the bodies of 12 men"
    told = takewhile(lambda t: t.lower_ != "who" or t.i < harmed.group.end, near)
    return any(t.lower_ in HANDOVER for t in told)  # "the body of a man who had been held" is none


def tells_assault(doc: Doc, harmed: Harmed, start: int, end: int) -> bool:
    """Whether an assault counts as a wound: on no captives, and on nobody left unhurt."""
    before = {t.lower_ for t in doc[start : harmed.trigger.i]}
    after = {t.lower_ for t in doc[harmed.trigger.i : end + 8]}
    captured = {word for word in before & lexicon().keys() if lexicon()[word][1] == "captured"}
    unhurt = after & UNHURT or after & {"not", "no", "without"} and after & INJURIES
    return not (captured or before & HELD or unhurt)


def is_arrest(doc: Doc, harmed: Harmed, end: int) -> bool:
    """Whether those captured were known ("the gunman was captured") or brought before a judge."""
    trigger = harmed.trigger
    is_known = harmed.group.kind == "definite" and doc[harmed.group.head].lower_ != "other"
    is_caught = trigger.frame == "object" and doc[trigger.i].lemma_ == "capture"
    after = {t.lower_ for t in doc[trigger.end : min(trigger.end + 5, end)]}
    return is_caught and is_known or bool(after & TRIED)


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
    return next((why for pattern, why in OTHER if pattern.search(words)), "no harm is told of them")
