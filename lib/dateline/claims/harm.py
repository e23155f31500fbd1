"""Which words tell of harm?  Triggers in a parsed article, each with its harm and its frame.

The lexicon is ``data/reference/harm.csv``; a frame says where the victims of a word stand.
"""

from spacy.tokens import Doc, Token

from dateline.claims.idioms import SPECIAL
from dateline.lexicon import Trigger, lexicon


def find_triggers(doc: Doc, start: int, end: int) -> list[Trigger]:
    """Triggers of harm between two tokens, in their order."""
    words = lexicon()
    found: list[Trigger] = []
    for i in range(start, end):
        if found and i < found[-1].end:  # within a phrase, as "wounds" in "suffered wounds"
            continue
        entry = words.get(doc[i].lower_)
        if entry and (trigger := _resolve(doc[i], entry, end)):
            found.append(trigger)
    return found


def _resolve(token: Token, entry: tuple[str, str, str], end: int) -> Trigger | None:
    """The trigger that a word of the lexicon is in its place, or ``None``."""
    term, harm, frame = entry
    special = SPECIAL.get(frame)
    if special:
        return special(token, harm, end)
    if frame in ("object", "subject", "either") and _is_modifier_of_thing(token):
        return None
    if harm == "wounded" and token.i and token.nbor(-1).lower_ in ("fatally", "mortally"):
        harm = "killed"
    return Trigger(token.i, harm, frame, token.i + 1)


def _is_modifier_of_thing(token: Token) -> bool:
    """Whether a form like "killing" or "wounded" names a place or thing ("killing fields")."""
    following = token.nbor().lower_ if token.i + 1 < len(token.doc) else ""
    return following in ("fields", "zone", "spree", "machine", "rampage", "squad", "squads")
