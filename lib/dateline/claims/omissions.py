"""Which counted people are no claim, and why?"""

import re
from itertools import takewhile

from spacy.tokens import Doc, Span, Token

from dateline.claims.clauses import LONGEST, Harmed
from dateline.claims.counted import counted_groups
from dateline.claims.injuries import CARE, INJURIES
from dateline.claims.likeness import Figure
from dateline.claims.people import ARTICLES, POSSESSIVES, Group, people
from dateline.fields import NOT_COUNTED
from dateline.lexicon import lexicon, words
from dateline.parse import evidence, sentence_at, text_of

ENTRY = r"(?:an?\s*|the\s+)?(?:other|separate|different)\s+(?:incident|event|entr|record|attack)"
COUNT = r"(?:count|total|toll|tally|figures?|records?|data)\b"
# How a text says that it does not count people whom it tells of.
LEFT_OUT = re.compile(
    r"\b(?:not|neither|none)\s+(?:of\s+(?:whom|them|these)\s+)?(?:(?:is|are|was|were|being|been)\s+)?"
    r"(?:counted|included)\b"
    r"|\b(?:counted|recorded|listed|logged|entered)\s+(?:separately|elsewhere)\b"
    r"|\((?:also\s+)?(?:reported|covered|coded|see)\s+(?:separately|elsewhere)"
    rf"|\b(?:counted|recorded|reported|listed|logged|entered)\s+(?:under|in|as|with)\s+{ENTRY}"
    rf"|\(see\s+(?:also\s+)?(?:the\s+)?{ENTRY}|\bexcluded\s+from\s+(?:this|the|our)\s+{COUNT}",
    re.IGNORECASE,
)
AHEAD = re.compile(r"(?:\s+(?:here|in\s+this\s+\w+))?\s*(?::|\b(?:are|is|were|was)\b)")
STOP = re.compile(r"; |\. (?!\()")
THOSE = words("they these those neither none both he she")
JOINING = words("and , along with together as well his her their a an the")
GRAVES = words("grave graves pit pits")
OPENING = ARTICLES | POSSESSIVES
TRIED = words("sentenced jailed convicted tried charged imprisoned arrested indicted")
HANDOVER = words(
    "hand handed handing return returned returning exchange exchanged repatriate repatriated "
    "swap swapped transfer transferred release released held"
)
FETCHING = words("retrieve collect pick bury carry transport fetch evacuate wash")
UNHURT = words("uninjured unhurt unharmed unscathed")
FREED = words("freed released")
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


def left_out(
    doc: Doc, start: int, end: int, groups: list[Group], found: list[Harmed], told: list[Figure]
) -> set[int]:
    """Heads of the groups of a sentence that the text says it does not count.

    A sentence that only says so ("They are not included") is about figures `told` before it.
    """
    text = doc[start : _past_bracket(doc, end)].text
    heads: set[int] = set()
    last = 0
    for remark in LEFT_OUT.finditer(text):
        here = (g for g in groups if g.quantity.kind != "zero")
        near = {g.head: g for g in (*here, *(h.group for h in found))}.values()
        near = sorted(near, key=lambda g: g.start)
        opens, closes = doc[start].idx + remark.start(), doc[start].idx + remark.end()
        if AHEAD.match(text[remark.end() :]):
            heads |= {g.head for g in near if doc[g.start].idx > closes}
            continue
        before = [g for g in near if last <= doc[g.start].idx < opens]
        heads |= _covered(doc, before, found, opens, remark.group().lower(), is_first=not told)
        last = closes
        if not found and doc[start].lower_ in THOSE:
            _leave_out_before(told)
    return heads


def _covered(
    doc: Doc, before: list[Group], found: list[Harmed], at: int, remark: str, *, is_first: bool
) -> set[int]:
    """Heads of the groups that a remark at a character is about: the nearest, and who is joined.

    "A driver and a guard (not counted)" counts the driver, "a driver and a guard also died (not
    counted)" neither, nor does "a guard dead and two hurt (not counted)" count the guard.
    """
    if not before or STOP.search(text_of(doc)[doc[before[-1].end - 1].idx : at]):
        return set()
    cause = {h.group.head: h.trigger.i for h in found}
    covered = before[-1:]
    is_wide = doc[before[-1].end].idx <= doc[cause.get(before[-1].head, 0)].idx < at
    is_wide |= remark.startswith("none")
    is_wide |= remark.startswith("neither") and before[-1].figure == 1
    for group in before[-2::-1]:
        after = covered[-1]
        gap = {t.lower_ for t in doc[group.end : after.start]}
        is_pair = remark.startswith("neither") and "and" in gap
        is_joined = cause.get(group.head) == cause.get(after.head) or gap <= JOINING or is_pair
        is_bare = after.head in cause and (after.is_bare or after.more or after.kind == "bare")
        if ";" in gap or not is_bare and not (is_wide and is_joined):
            break
        if remark.startswith("neither") and len(covered) == 2:
            break
        covered.append(group)
    heads = {g.head for g in covered}
    is_everyone = is_first and cause.keys() <= heads  # a text counts somebody
    return {before[-1].head} if is_everyone else heads


def _leave_out_before(told: list[Figure]) -> None:
    """Leave out the figure told last, and those that share its word of harm."""
    for figure in told:
        if figure.row["_i"] == told[-1].row["_i"]:
            figure.row |= {"counted": False, "reason": NOT_COUNTED}


def _past_bracket(doc: Doc, end: int) -> int:
    """The end of a sentence with a bracket that follows it."""
    bracket = doc[end : end + 10] if doc[end : end + 1].text == "(" else ()
    return next((t.i + 1 for t in bracket if t.text == ")"), end)


def is_handover(doc: Doc, harmed: Harmed, start: int, end: int, is_note: bool) -> bool:
    """Whether bodies are handed over, exchanged, held, or fetched by those whom a note is about."""
    near = doc[max(start, harmed.trigger.i - 8) : min(end, harmed.group.end + 6)]
    if any(t.lower_ in GRAVES for t in near):
        return False  # "a grave that held the bodies of 12 men"
    verb = doc[harmed.trigger.i].head
    if is_note and verb.lemma_ in FETCHING and verb.tag_ in ("VBG", "VB") and verb.dep_ != "pcomp":
        return True  # "a crew retrieving three bodies came under fire"
    told = takewhile(lambda t: t.lower_ != "who" or t.i < harmed.group.end, near)
    return any(t.lower_ in HANDOVER for t in told)  # "the body of a man who had been held" is none


def tells_assault(doc: Doc, harmed: Harmed, start: int, end: int) -> bool:
    """Whether an assault counts as a wound: on no captives, and on nobody left unhurt."""
    before = {t.lower_ for t in doc[start : harmed.trigger.i] if not _is_out_of_a_car(t)}
    after = {t.lower_ for t in doc[harmed.trigger.i : end + 8]}
    captured = {word for word in before & lexicon().keys() if lexicon()[word][1] == "captured"}
    unhurt = after & UNHURT or after & {"not", "no", "without"} and after & (INJURIES | CARE)
    return not (captured or before & HELD or after & FREED or unhurt)


def _is_out_of_a_car(token: Token) -> bool:
    """Whether one is dragged somewhere and not away ("dragged from his car and kicked")."""
    _, _, frame = lexicon().get(token.lower_, ("", "", ""))
    return frame == "carry" and token.nbor().lower_ not in ("away", "off")


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
