"""Which phrases tell of harm?  Words that mean harm only with others: shot dead, lost both legs."""

from spacy.tokens import Token

from dateline.claims.tallies import among_victims, bringing_to, earlier_count, losses, number_of
from dateline.lexicon import Trigger, lexicon, words

INJURIES = words(
    "injury injuries wound wounds burns bruises fractures concussion broken fractured cuts "
    "lacerations"
)


LIMBS = words("leg legs arm arms hand hands eye eyes foot feet finger fingers limb limbs")


FRAGMENTS = words("bullet bullets gunfire shrapnel fragments shots splinters debris fire")


STILL = words("were was are is still go went gone reported")
LIVES = {"life", "lives"}


# Words that may stand between a verb of violence and "dead" or "to death".
_DEATH_WINDOW = 14


def _death_phrase(token: Token, end: int) -> int | None:
    """End of "dead" or "to death" that completes a verb of violence, or ``None``."""
    doc = token.doc
    for j in range(token.i + 1, min(token.i + 1 + _DEATH_WINDOW, end)):
        word = doc[j].lower_
        if word == "dead" and doc[j - 1].lower_ not in ("the", "of", "left", "were", "was", "are"):
            return j + 1
        if word == "death" and doc[j - 1].lower_ == "to":
            return j + 1
        if word in (".", ";", "when", "after", "while", "that", "who", "as", "before", "but"):
            return None
        if word in lexicon() and lexicon()[word][2] not in ("to_death", "weak", "body"):
            return None
    return None


def _shoot(token: Token, harm: str, end: int) -> Trigger | None:
    """ "Shot" is killed with dead, to death, down or fatally; else a wound, weakly."""
    doc, i = token.doc, token.i
    before = doc[i - 1].lower_ if i else ""
    after = doc[i + 1].lower_ if i + 1 < end else ""
    if before == "fatal" or (before == "deadly" and after == "of"):
        return Trigger(i, "killed", "of", i + 1)
    if token.tag_ in ("NN", "NNS") and before not in ("were", "was"):
        return None
    if before in ("fatally", "mortally") or after == "fatally":
        return Trigger(i, "killed", "object", i + 1)
    dead = _death_phrase(token, end)
    if dead:
        return Trigger(i, "killed", "object", i + 1 if dead > i + 4 else dead)
    if after == "down":
        return Trigger(i, "killed", "down", i + 2)
    if after == "at" or before in ("to", "would", "could"):
        return None
    return Trigger(i, harm, "object", i + 1, is_weak=True)


def _to_death(token: Token, harm: str, end: int) -> Trigger | None:
    """Beaten, hacked, burned: only with "to death" or "dead"; "blew himself up" kills."""
    doc, i = token.doc, token.i
    if token.lower_ in ("blew", "blow", "blown", "blowing") and i + 2 < end:
        reflexive = doc[i + 1].lower_ in ("himself", "herself", "themselves", "itself")
        if reflexive:
            return Trigger(i, "killed", "reflexive", i + 3)
        is_passive = token.lower_ == "blown" and doc[i + 1].lower_ == "up"
        return Trigger(i, "killed", "passive", i + 2) if is_passive else None
    if token.lower_ in ("hit", "struck") and i + 2 < end and doc[i + 1].lower_ == "by":
        hit = next((t for t in doc[i + 2 : min(i + 6, end)] if t.lower_ in FRAGMENTS), None)
        return Trigger(i, harm, "passive", hit.i + 1) if hit is not None else None
    dead = _death_phrase(token, min(end, i + 8))
    return Trigger(i, "killed", "object", dead if dead <= i + 4 else i + 1) if dead else None


def _gun(token: Token, harm: str, end: int) -> Trigger | None:
    """ "Gunned down", "mowed down"."""
    window = token.doc[token.i + 1 : min(token.i + 6, end)]
    down = next((t for t in window if t.lower_ == "down"), None)
    return (
        Trigger(token.i, harm, "object", down.i + 1 if down.i == token.i + 1 else token.i + 1)
        if down
        else None
    )


def _sustain(token: Token, harm: str, end: int) -> Trigger | None:
    """ "Sustained serious injuries": the subject is wounded."""
    window = token.doc[token.i + 1 : min(token.i + 9, end)]
    noun = next((t for t in window if t.lower_ in INJURIES), None)
    before = [t.lower_ for t in token.doc[max(0, token.i - 3) : token.i]]
    words = {t.lower_ for t in token.doc[token.i : noun.i]} if noun is not None else set()
    if (
        noun is None
        or words & {"no", "not", "any", "without"}
        or set(before) & {"not", "n't", "any"}
    ):
        return None
    if token.lower_.startswith(("escap", "surviv")) and "with" not in words:
        return None
    fatal = words & {"fatal", "mortal"}
    return Trigger(token.i, "killed" if fatal else harm, "subject", noun.i + 1)


def _treat(token: Token, harm: str, end: int) -> Trigger | None:
    """ "Treated for burns", "treated in hospital"."""
    window = {t.lower_ for t in token.doc[token.i + 1 : min(token.i + 8, end)]}
    hit = window & (INJURIES | {"hospital", "shock", "hospitals", "clinic", "smoke"})
    return Trigger(token.i, harm, "object", token.i + 1) if hit else None


def _lives(token: Token, harm: str, end: int) -> Trigger | None:
    """ "Claimed 49 lives", "took the lives of", "lost his life"; "lives" itself is no trigger."""
    doc, i = token.doc, token.i
    if token.lower_ in LIVES:
        is_count = i and doc[i - 1].like_num or (i + 1 < end and doc[i + 1].lower_ == "of")
        return (
            Trigger(i, harm, "life_noun", i + 1) if is_count and token.lower_ == "lives" else None
        )
    noun = next((t for t in doc[i + 1 : min(i + 8, end)] if t.lower_ in LIVES), None)
    return Trigger(i, harm, "lives", noun.i + 1) if noun is not None else None


def _lose(token: Token, harm: str, end: int) -> Trigger | None:
    """ "Lost 50", "lost two soldiers", "lost their lives"."""
    doc, i = token.doc, token.i
    window = doc[i + 1 : min(i + 8, end)]
    limb = next((t for t in window if t.lower_ in LIMBS), None)
    if limb is not None:
        return Trigger(i, "wounded", "subject", limb.i + 1)
    life = next((t for t in window if t.lower_ in LIVES), None)
    if life is not None:
        return Trigger(i, harm, "subject", life.i + 1)
    return Trigger(i, harm, "lose", i + 1)


def _leave(token: Token, harm: str, end: int) -> Trigger | None:
    """ "Left 12 dead": the adjective is the trigger; the verb only shows the frame."""
    return None


def _adjective(token: Token, harm: str, end: int) -> Trigger | None:
    """Dead, missing: not in "the Dead Sea", "dead end", nor as a verb."""
    doc, i = token.doc, token.i
    before = doc[i - 1].lower_ if i else ""
    after = doc[i + 1].lower_ if i + 1 < end else ""
    if after in ("sea", "end", "line", "zone", "heat") or before in ("drop", "left-for"):
        return None
    if token.lower_ == "dead" and _completes_violence(token):
        return None
    is_verb = token.lower_ == "missing" and after in ("a", "the", "from", "out")
    if is_verb and before not in STILL:
        return None
    return Trigger(i, harm, "adjective", i + 1)


def _completes_violence(token: Token) -> bool:
    """Whether "dead" belongs to a verb of violence before it ("shot two men dead")."""
    words = lexicon()
    for j in range(token.i - 1, max(token.i - 1 - _DEATH_WINDOW, token.sent.start - 1), -1):
        word = token.doc[j].lower_
        if words.get(word, ("", "", ""))[2] in ("weak", "to_death", "gun"):
            return _death_phrase(token.doc[j], token.sent.end) == token.i + 1
        if word in ("when", "after", "while", "left", "leaving", "found", "."):
            return False
    return False


def _body(token: Token, harm: str, end: int) -> Trigger | None:
    """Bodies, corpses, remains: as nouns only."""
    after = token.nbor().lower_ if token.i + 1 < end else ""
    is_other = token.lower_ == "body" and after in ("armor", "armour", "parts", "count", "guard")
    if token.tag_ not in ("NN", "NNS") or is_other:
        return None
    return Trigger(token.i, harm, "body", token.i + 1, is_body=True)


def _injury(token: Token, harm: str, end: int) -> Trigger | None:
    """ "40 injuries", "injuries to two guards", "caused injuries to"."""
    return Trigger(token.i, harm, "count_noun", token.i + 1)


MOVED = words("taken rushed sent brought evacuated transferred airlifted admitted transported")


def _hospital(token: Token, harm: str, end: int) -> Trigger | None:
    """ "In hospital", "in critical condition", "hospital treatment"."""
    doc, i = token.doc, token.i
    if token.lower_ in ("critical", "serious"):
        is_state = i + 1 < end and doc[i + 1].lower_ in ("condition", "state")
        return (
            Trigger(i, harm, "state", i + 2)
            if is_state and i and doc[i - 1].lower_ in ("in", "a")
            else None
        )
    if token.lower_ == "care":
        is_intensive = i > 1 and doc[i - 1].lower_ == "intensive" and doc[i - 2].lower_ == "in"
        return Trigger(i - 1, harm, "state", i + 1) if is_intensive else None
    before = [t.lower_ for t in doc[max(0, i - 2) : i]]
    moved = {t.lower_ for t in doc[max(0, i - 6) : i]} & MOVED
    if moved and "to" in before and token.lower_.startswith("hospital"):
        verb = next(t for t in doc[max(0, i - 6) : i] if t.lower_ in MOVED)
        return Trigger(verb.i, harm, "passive", i + 1)
    is_state = before[-1:] == ["in"] or before[-2:-1] == ["in"] and before[-1] in ("a", "local")
    return Trigger(i, harm, "state", i + 1) if is_state else None


def _hostage(token: Token, harm: str, end: int) -> Trigger | None:
    """ "Taken hostage", "held prisoner", "holding 30 hostages"."""
    doc, i = token.doc, token.i
    before = doc[max(token.sent.start, i - 6) : i]
    verbs = [t for t in before if t.lower_ in _HOLD]
    return Trigger(verbs[-1].i, harm, "hold", i + 1) if verbs else None


_HOLD = words("hold holds held holding take takes took taken taking seize seized seizing keep kept")


def _home(token: Token, harm: str, end: int) -> Trigger | None:
    """ "Forced from their homes", "driven from home"."""
    doc, i = token.doc, token.i
    before = doc[max(token.sent.start, i - 6) : i]
    verbs = [t for t in before if t.lower_ in ("forced", "driven", "forcing", "driving", "drove")]
    has_from = any(t.lower_ in ("from", "out", "leave", "abandon") for t in before)
    return Trigger(verbs[-1].i, harm, "object", verbs[-1].i + 1) if verbs and has_from else None


def _refugee(token: Token, harm: str, end: int) -> Trigger | None:
    """ "Four million refugees": the counted noun itself."""
    return Trigger(token.i, harm, "refugee", token.i + 1)


def _wounds(token: Token, harm: str, end: int) -> Trigger | None:
    """ "Sixteen people with gunshot wounds"."""
    doc, i = token.doc, token.i
    before = next((j for j in range(i - 1, max(0, i - 4), -1) if doc[j].lower_ == "with"), None)
    return Trigger(before, harm, "bearing", i + 1) if before is not None else None


SPECIAL = {
    "weak": _shoot,
    "to_death": _to_death,
    "gun": _gun,
    "sustain": _sustain,
    "treat": _treat,
    "lives": _lives,
    "lose": _lose,
    "leave": _leave,
    "adjective": _adjective,
    "body": _body,
    "injury": _injury,
    "hospital": _hospital,
    "hostage": _hostage,
    "home": _home,
    "refugee": _refugee,
    "losses": losses,
    "number": number_of,
    "bring": bringing_to,
    "count": earlier_count,
    "victims": among_victims,
    "wounds": _wounds,
}
