"""Did it happen, by the text?  Asserted, claimed, denied, negated, planned or hypothetical."""

from spacy.tokens import Token

from dateline.dates.tense import MODALS, clause_root, is_negated, looks_ahead, words_of
from dateline.events.doers import continues
from dateline.events.triggers import find_trigger
from dateline.parse import text_of

ATTEMPTS = {"try", "seek", "attempt", "want", "consider", "hope", "threaten", "aim", "push"}


ATTEMPT_NOUNS = {
    "attempt", "effort", "bid", "plan", "threat", "call", "demand", "request", "proposal",
    "readiness", "possibility", "risk", "fear", "option",
}  # fmt: skip


REFUSALS = {"fail", "refuse", "decline"}


CONDITIONS = {"if", "unless", "provided", "whether"}


def statement_of(token: Token, statements: list[dict]) -> dict | None:
    """The innermost statement whose content a token stands in."""
    said, at = continues(token), token.idx  # what he adds is not what he said
    around = [
        s
        for s in statements
        if s["start_char"] <= at < s["end_char"]
        and (said is None or not s["cue_start"] <= said.idx < s["cue_end"])
        and not s["cue_start"] <= at < s["cue_end"]
        and not _is_other_clause(token, s)
    ]
    return min(around, key=lambda s: s["end_char"] - s["start_char"], default=None)


def _is_other_clause(token: Token, statement: dict) -> bool:
    """Whether a semicolon parts a word from who speaks: "shots were fired; the army denied it"."""
    first, last = sorted((token.idx, statement["cue_start"]))
    return statement["directness"] == "indirect" and ";" in text_of(token.doc)[first:last]


def factuality_of(token: Token, statement: dict | None, lies_ahead: bool) -> str:
    """asserted by the reporter, claimed by someone, denied, negated, planned or hypothetical."""
    is_below = token.dep_ in ("xcomp", "ccomp") and token.i > token.head.i
    is_disowned = is_below and token.head.lemma_ == "deny"
    if is_disowned or (statement and statement["stance"] == "denies"):
        return "denied"  # also "denied shelling the town"
    if is_negated(token) or _is_refused(token):
        return "negated"
    if _is_hypothetical(token):
        return "hypothetical"
    words = words_of(token)
    is_present = token.tag_ in ("VBZ", "VBP", "VBG") and not words & MODALS
    if token.pos_ == "VERB" and (lies_ahead or not is_present) and looks_ahead(token):
        is_wish = statement and statement["stance"] == "demands"
        return "hypothetical" if is_wish else "planned"
    return "claimed" if statement else "asserted"


def _is_refused(token: Token) -> bool:
    return token.dep_ == "xcomp" and (token.head.lemma_ in REFUSALS or is_negated(token.head))


def _is_hypothetical(token: Token) -> bool:
    """Under "if", "may" or "tried to", or asked of someone else."""
    verb = clause_root(token) if token.pos_ != "VERB" else token
    while verb.dep_ == "conj" and verb.tag_ == "VB" and verb.head.pos_ == "VERB":
        verb = verb.head
    words = words_of(verb)
    if words & {"could", "might", "may", "should", "must"}:
        return True
    if any(c.lower_ in CONDITIONS for c in verb.children if c.dep_ in ("mark", "advmod", "prep")):
        return True
    head = verb.head
    if verb.tag_ == "VB" and not words & MODALS:
        asked = find_trigger(head)
        is_asked = asked is not None and asked.plover_type in ("REQUEST", "THREATEN")
        return head.lemma_ in ATTEMPTS | ATTEMPT_NOUNS or is_asked
    return verb.dep_ == "pcomp" and head.head.lemma_ in ATTEMPT_NOUNS
