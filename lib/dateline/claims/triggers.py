"""Which words tell of harm?  The triggers of a sentence.

The lexicon is ``data/reference/harm.csv``; a frame says where the victims of a word stand, or which
of the modules on phrases reads what stands around it.
"""

from spacy.tokens import Doc, Token

from dateline.claims.anaphors import ANAPHORS
from dateline.claims.captures import CAPTURES, DISPLACEMENT
from dateline.claims.deaths import DEATHS
from dateline.claims.injuries import WOUNDING
from dateline.claims.killings import FATALLY, KILLINGS
from dateline.claims.tolls import TOLLS
from dateline.lexicon import Trigger, beside, lexicon, words

THINGS = words("fields zone spree machine rampage squad squads")  # "killing fields"
ONE = words("one another a each every this that")
BEARING = words("with has have had")
# Frames of words that tell of harm, or of which harm, only in a phrase.
PHRASES = {"leave": lambda token, harm, end: None}  # in "left 12 dead" the adjective strikes
PHRASES |= KILLINGS | DEATHS | WOUNDING | CAPTURES | DISPLACEMENT | TOLLS | ANAPHORS


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
    _, harm, frame = entry
    special = PHRASES.get(frame)
    if token.i and token.nbor(-1).lower_ in FATALLY and (harm == "wounded" or special):
        return Trigger(token.i, "killed", "object" if special else frame, token.i + 1)
    ahead = {t.lower_ for t in token.doc[max(0, token.i - 3) : token.i]}
    if token.lower_ in ("wound", "injury", "injuries") and ahead & BEARING:
        special = WOUNDING["wounds"]  # "left with injuries", "had a wound"
    if special:
        return special(token, harm, end)
    if token.lower_ == "wound" and token.tag_ == "NN":
        return None  # "died of a head wound"
    following = beside(token, end)[1]
    if frame in ("object", "subject", "either") and following in THINGS:
        return None
    if frame == "object" and token.text.endswith("ing") and token.i and token.nbor(-1).tag_ == "DT":
        frame = "of"  # "called the killing senseless"
    if token.tag_ == "NN" and frame == "object" and beside(token, end)[0] in ONE:
        return None  # "one massacre has followed another"
    return Trigger(token.i, harm, frame, token.i + 1)
