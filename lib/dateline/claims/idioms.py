"""Which words tell of harm?  Triggers of a sentence, and phrases like shot dead, gunned down.

The lexicon is ``data/reference/harm.csv``; a frame says where the victims of a word stand.
"""

from itertools import takewhile

from spacy.tokens import Doc, Token

from dateline.claims.injuries import LIMBS, WOUNDING, limb_lost, struck
from dateline.claims.phrases import PHRASES, PUTS, bringing_to
from dateline.lexicon import Trigger, beside, first_of, lexicon, listed, words

FATALLY = words("fatally mortally lethally")
PIECES = listed("blown to pieces")
BADLY = words("badly severely seriously slightly horribly gravely")
ALIVE = words("burn burned burnt burning bury buried roasted")
HITS = words("hit strike struck caught graze grazed")
BEATS = listed("beating")
STILL = words("were was are is still go went gone reported")
SELVES = words("himself herself themselves itself")
LIVES = {"life", "lives"}
AMOUNTING = listed("standing toll") | words(
    "now come comes came to at has have grown number numbers numbered total totals reached"
)
SHOTS = words("bullet bullets shrapnel")
STRUGGLES = {("fighting", "for"), ("fought", "for"), ("battling", "for"), ("struggling", "for")}
# Words that may stand between a verb of violence and "dead" or "to death".
_DEATH_WINDOW = 14
THINGS = words("fields zone spree machine rampage squad squads")  # "killing fields"
DYING = listed("slow dying")
CLEARED_UP = words("confirmed found declared rescued located dead")
_PARTICLES = {"wipe": {"out"}, "pick": {"off"}, "finish": {"off"}, "cut": {"down"}, "bump": {"off"}}


def _death_phrase(token: Token, end: int) -> int | None:
    """End of "dead" or "to death" that completes a verb of violence, or ``None``."""
    doc = token.doc
    for j in range(token.i + 1, min(token.i + 1 + _DEATH_WINDOW, end)):
        word = doc[j].lower_
        if word == "dead" and doc[j - 1].lower_ not in ("the", "of", "left", "were", "was", "are"):
            return j + 1
        if word == "spot" and doc[j - 2].lower_ == "on":
            return j + 1
        if word == "," and any(t.like_num for t in doc[j + 1 : j + 4]):
            return None  # "hit a market, at least 11 dead"
        if word == "death" and doc[j - 1].lower_ == "to":
            return j + 1
        if word == "alive" and token.lower_ in ALIVE:
            return j + 1
        if word in (".", ";", ":", "when", "after", "while", "that", "who", "as", "before", "but"):
            return None
        _, harm, frame = lexicon().get(word, ("", "displaced", ""))
        if harm != "displaced" and frame not in ("to_death", "weak", "body"):
            return None
    return None


def _shoot(token: Token, harm: str, end: int) -> Trigger | None:
    """ "Shot" is killed with dead, to death, down or fatally; else a wound, weakly."""
    doc, i = token.doc, token.i
    before, after = beside(token, end)
    if before == "fatal":
        return Trigger(i, "killed", "of", i + 1)
    if token.tag_ in ("NN", "NNS") and after != "in":
        return None
    dead = i + 1 if after in FATALLY else _death_phrase(token, end)
    if dead and not (after in SELVES and dead == i + 3):
        return Trigger(i, "killed", "object", i + 1 if dead > i + 4 else dead)
    if after == "down":
        return Trigger(i, "killed", "down", i + 2)
    if after in SELVES and (i + 2 == end or doc[i + 2].tag_ != "IN"):
        return Trigger(i, "killed", "suicide", i + 2)  # "shot himself", but not in the foot
    if after == "at" or before in ("to", "would", "could"):
        return None
    return Trigger(i, harm, "object", i + 1, is_weak=True)


def _to_death(token: Token, harm: str, end: int) -> Trigger | None:
    """Beaten, hacked, burned: only with "to death" or "dead"; "blew himself up" kills."""
    doc, i = token.doc, token.i
    if token.tag_ in ("NN", "NNS", "NNP") and not token.lower_.endswith("ing"):
        return None  # "bomb on a bus: eight dead"
    if token.lower_ in ("blew", "blow", "blown", "blowing") and i + 2 < end:
        if doc[i + 1].lower_ in SELVES:
            return Trigger(i, "killed", "reflexive", i + 3)
        is_passive = token.lower_ == "blown" and doc[i + 1].lower_ in ("up", "apart", "away")
        in_pieces = doc[i + 1].lower_ == "to" and doc[i + 2].lower_ in PIECES
        if is_passive or in_pieces:
            return Trigger(i, "killed", "passive", i + 2 + in_pieces)
        return limb_lost(token, harm, end)
    dead = _death_phrase(token, min(end, i + 12))
    if dead:  # "a couple burned to death" is no "burned to death a couple"
        is_active = token.lemma_ in DYING and any(c.dep_ == "nsubj" for c in token.children)
        frame = "subject" if is_active and dead == i + 3 else "object"
        return Trigger(i, "killed", frame, dead if dead <= i + 4 else i + 1)
    if token.lower_ in HITS:
        return struck(token, harm, end)
    if token.lower_ in BEATS:
        return WOUNDING["assault"](token, harm, end)
    if token.lower_ in ("burned", "burnt") and i and doc[i - 1].lower_ in BADLY:
        return Trigger(i, harm, "object", i + 1)
    return limb_lost(token, harm, end)


def _gun(token: Token, harm: str, end: int) -> Trigger | None:
    """ "Gunned down", "mowed down", "machine-gunned"."""
    if token.i > 1 and token.doc[token.i - 2 : token.i].text.lower() == "machine-":
        return Trigger(token.i, harm, "object", token.i + 1)
    window = token.doc[token.i + 1 : min(token.i + 6, end)]
    down = next((t for t in window if t.lower_ == "down"), None)
    return Trigger(token.i, harm, "object", token.i + 1) if down else None


def _lives(token: Token, harm: str, end: int) -> Trigger | None:
    """ "Claimed 49 lives", "took the lives of", "lost his life"; "lives" itself is no trigger."""
    doc, i = token.doc, token.i
    is_away = token.lemma_ == "take" and i + 1 < end and doc[i + 1].lower_ == "away"
    if is_away or token.lower_ == "taken" and _ends_there(doc, i + 1, end):
        return Trigger(i, "captured", "seize", i + 1 + is_away)
    if token.lower_ in LIVES:
        if i > 2 and (doc[i - 3].lower_, doc[i - 2].lower_) in STRUGGLES:
            return Trigger(i - 3, "wounded", "subject", i + 1)
        is_count = i and doc[i - 1].like_num or (i + 1 < end and doc[i + 1].lower_ == "of")
        return Trigger(i, harm, "life_noun", i + 1) if is_count else None
    if total := bringing_to(token, harm, end):
        return total
    noun = first_of(doc[i + 1 : min(i + 8, end)], LIVES)
    if noun is not None:
        is_own = i + 1 < noun.i and doc[noun.i - 1].lower_ in ("own", "his", "her", "their")
        is_own &= doc[i + 1].lower_ in ("his", "her", "their")
        return Trigger(i, harm, "suicide" if is_own else "lives", noun.i + 1)
    shot = first_of(doc[i + 1 : min(i + 5, end)], SHOTS)
    if shot is not None and token.lemma_ == "take":
        return Trigger(i, "wounded", "subject", shot.i + 1)
    return limb_lost(token, "wounded", end)


def _ends_there(doc: Doc, i: int, end: int) -> bool:
    """Whether "taken" ends its clause at token i, or names the taker: "nine boys were taken"."""
    follows = [t.lower_ for t in doc[i : min(i + 2, end)]]
    is_by = follows[:1] == ["by"] and follows != ["by", "surprise"]
    if any(t.lower_ in LIVES for t in doc[max(0, i - 9) : i]):
        return False
    return not follows or doc[i].is_punct or is_by or follows == ["at", "gunpoint"]


def _lose(token: Token, harm: str, end: int) -> Trigger | None:
    """ "Lost 50", "lost two soldiers", "lost their lives"."""
    doc, i = token.doc, token.i
    window = doc[i + 1 : min(i + 8, end)]
    limb = first_of(window, LIMBS)
    if limb is not None:
        return Trigger(i, "wounded", "subject", limb.i + 1)
    life = first_of(window, LIVES)
    if life is not None:
        return Trigger(i, harm, "subject", life.i + 1)
    return Trigger(i, harm, "lose", i + 1)


def _adjective(token: Token, harm: str, end: int) -> Trigger | None:
    """Dead, missing: not in "the Dead Sea", "dead end", nor as a verb."""
    doc, i = token.doc, token.i
    before, after = beside(token, end)
    if after in ("sea", "end", "line", "zone", "heat") or before in ("drop", "left-for"):
        return None
    if before == "the" and after in ("at", "to") and doc[i - 2].lower_ in PUTS:
        return Trigger(i, harm, "toll", i + 2)  # "puts the dead at 33"
    told = takewhile(lambda t: t.lower_ in AMOUNTING, doc[i + 1 : min(i + 7, end)])
    count = i + 1 + len(list(told))
    if before == "the" and i + 1 < count < end and doc[count].like_num:
        return Trigger(i, harm, "toll", count)  # "the dead now number 30"
    is_feared = before in ("presumed", "feared", "believed")
    is_missing = is_feared and any(t.lower_ == "missing" for t in doc[max(0, i - 4) : i])
    if token.lower_ == "dead" and (is_missing or _completes_violence(token)):
        return None
    later = {t.lower_ for t in doc[i + 2 : min(i + 4, end)]} if after in ("was", "were") else set()
    if token.lower_ == "missing" and later & CLEARED_UP:
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
    after = beside(token, end)[1]
    is_other = token.lower_ == "body" and after in ("armor", "armour", "parts", "count", "guard")
    if token.tag_ not in ("NN", "NNS") or is_other:
        return None
    return Trigger(token.i, harm, "body", token.i + 1, is_body=True)


def _riddled(token: Token, harm: str, end: int) -> Trigger | None:
    """ "Riddled with bullets"."""
    window = [t.lower_ for t in token.doc[token.i + 1 : min(token.i + 7, end)]]
    has_bullets = "with" in window and {"bullets", "gunfire", "shots"} & set(window)
    return Trigger(token.i, harm, "object", token.i + 1) if has_bullets else None


def _suicide(token: Token, harm: str, end: int) -> Trigger | None:
    """ "Committed suicide", "turned the gun on himself"; a suicide attack is none."""
    if token.lower_.startswith("turn"):
        near = range(token.i + 2, min(token.i + 7, end - 1))
        on = next((j for j in near if token.doc[j].lower_ in ("on", "upon")), None)
        is_self = on is not None and token.doc[on + 1].lower_ in SELVES
        return Trigger(token.i, harm, "suicide", on + 2) if is_self else None
    is_done = token.i and token.nbor(-1).lower_ in ("committed", "commits", "committing")
    return Trigger(token.i, harm, "suicide", token.i + 1) if is_done else None


def _finished(token: Token, harm: str, end: int) -> Trigger | None:
    """ "Wiped out", "picked off", "cut down", "took down": a verb with its particle."""
    particle = beside(token, end)[1]
    if particle in _PARTICLES.get(token.lemma_, ()):
        return Trigger(token.i, harm, "object", token.i + 2)
    return struck(token, "wounded", end) if token.lemma_ == "cut" else None


SPECIAL = (
    {
        "weak": _shoot,
        "to_death": _to_death,
        "gun": _gun,
        "lives": _lives,
        "lose": _lose,
        "leave": lambda token, harm, end: None,  # in "left 12 dead" the adjective strikes
        "adjective": _adjective,
        "body": _body,
        "riddle": _riddled,
        "suicide": _suicide,
        "part": _finished,
    }
    | WOUNDING
    | PHRASES
)


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
    special = SPECIAL.get(frame)
    if token.i and token.nbor(-1).lower_ in FATALLY and (harm == "wounded" or special):
        return Trigger(token.i, "killed", "object" if special else frame, token.i + 1)
    ahead = {t.lower_ for t in token.doc[max(0, token.i - 3) : token.i]}
    if token.lower_ in ("wound", "injury", "injuries") and "with" in ahead:
        special = WOUNDING["wounds"]  # "left with injuries"
    if special:
        return special(token, harm, end)
    following = beside(token, end)[1]
    if frame in ("object", "subject", "either") and following in THINGS:
        return None
    return Trigger(token.i, harm, frame, token.i + 1)
