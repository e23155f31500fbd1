"""Which phrases tell of a killing?  Shot dead, gunned down, beaten to death, blown up."""

from spacy.tokens import Token

from dateline.claims.injuries import assaulted, limb_lost, struck
from dateline.claims.tolls import PUTS, bringing_to
from dateline.lexicon import Trigger, beside, first_of, lexicon, listed, words

FATALLY = words("fatally mortally lethally")
PIECES = listed("blown to pieces")
ALIVE = words("burn burned burnt burning bury buried roasted")
HITS = words("hit strike struck caught graze grazed")
BEATS = listed("beating")
SELVES = words("himself herself themselves itself")
BE = words("was were been being is are")
BURSTS = words("exploded explodes")
BOMBERS = words("bomber bombers")
BURNED = words("burned burnt")
SEIZED = words(
    "dragged pulled hauled forced ordered taken lined blindfolded bound tied marched led"
)
PLACED = words("home work school range")  # "shot at point-blank range" is no "shot at a car"
ENDING = ("by", ".", ",", ";", "")
# Words that may stand between a verb of violence and "dead" or "to death".
DEATH_WINDOW = 14
DYING = listed("slow dying")
PARTICLES = {"wipe": {"out"}, "pick": {"off"}, "finish": {"off"}, "cut": {"down"}, "bump": {"off"}}


def _death_phrase(token: Token, end: int) -> int | None:
    """End of "dead" or "to death" that completes a verb of violence, or ``None``."""
    doc = token.doc
    for j in range(token.i + 1, min(token.i + 1 + DEATH_WINDOW, end)):
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
        if word in (".", ";", ":", "when", "after", "while", "that", "who", "as", "but"):
            return None
        if word == "before" and token.lower_ != "put":
            return None
        _, harm, frame = lexicon().get(word, ("", "displaced", ""))
        if harm != "displaced" and frame not in ("to_death", "weak", "body", "of_those", "hostage"):
            return None
    return None


def _shoot(token: Token, harm: str, end: int) -> Trigger | None:
    """ "Shot" is killed with dead, to death, down or fatally; else a wound, weakly."""
    doc, i = token.doc, token.i
    before, after = beside(token, end)
    if before == "fatal":
        return Trigger(i, "killed", "of", i + 1)
    if seized := _executed(token, after):
        return Trigger(seized.i, "killed", "passive", i + 1)
    if token.tag_ in ("NN", "NNS") and after not in ("in", "dead"):
        return None
    dead = i + 1 if after in FATALLY else _death_phrase(token, end)
    if dead and not (after in SELVES and dead == i + 3):
        is_object = doc[i + 1].like_num or doc[i + 1].tag_ in ("PRP", "DT", "PRP$")
        is_between = dead > i + 4 or is_object and dead > i + 2  # "shot three dead", "him dead"
        return Trigger(i, "killed", "object", i + 1 if is_between else dead)
    if after == "down":
        return Trigger(i, "killed", "down", i + 2)
    if after in SELVES:
        return Trigger(i, "killed", "suicide", i + 2)  # "shot himself"
    at_place = before in BE and i + 2 < end and doc[i + 2].tag_ in ("DT", "PRP$")
    at_place |= after == "at" and first_of(doc[i + 2 : min(i + 5, end)], PLACED) is not None
    if after == "at" and not at_place or before in ("to", "would", "could"):
        return None
    return Trigger(i, harm, "object", i + 1, is_weak=True)


def _executed(shot: Token, after: str) -> Token | None:
    """The verb of "was dragged from a bus and shot", when no word tells of a wound alone."""
    doc, i = shot.doc, shot.i
    if i < 1 or doc[i - 1].lower_ not in ("and", "then") or after not in ENDING:
        return None
    near = range(i - 2, max(shot.sent.start, i - 16), -1)
    verb = next((doc[j] for j in near if doc[j].lower_ in SEIZED), None)
    if verb is None or any(t.lower_ in BE | {"who"} for t in doc[verb.i : i]):
        return None
    before = {t.lower_ for t in doc[max(shot.sent.start, verb.i - 3) : verb.i]}
    top = verb if before & BE else verb.head
    return top if any(c.dep_ == "auxpass" for c in top.children) else None


def _to_death(token: Token, harm: str, end: int) -> Trigger | None:
    """Beaten, hacked, burned: only with "to death" or "dead"; "blew himself up" kills."""
    doc, i = token.doc, token.i
    if token.tag_ in ("NN", "NNS", "NNP") and not token.lower_.endswith("ing"):
        return None  # "bomb on a bus: eight dead"
    if token.lower_ in PUTS and (toll := bringing_to(token, "killed", end)):
        return toll
    if token.lower_ in ("blew", "blow", "blown", "blowing") and i + 2 < end:
        if doc[i + 1].lower_ in SELVES:
            return Trigger(i, "killed", "reflexive", i + 3)
        is_passive = token.lower_ == "blown" and doc[i + 1].lower_ in ("up", "apart", "away")
        if _bursts(token):
            return Trigger(i, "killed", "reflexive", i + 2)
        in_pieces = doc[i + 1].lower_ == "to" and doc[i + 2].lower_ in PIECES
        if is_passive or in_pieces:
            return Trigger(i, "killed", "passive", i + 2 + in_pieces)
        return limb_lost(token, harm, end)
    if token.lower_ in BURSTS:
        return Trigger(i, "killed", "reflexive", i + 1) if _bursts(token) else None
    dead = _death_phrase(token, min(end, i + 12))
    if dead:  # "a couple burned to death" is no "burned to death a couple"
        is_active = token.lemma_ in DYING and any(c.dep_ == "nsubj" for c in token.children)
        frame = "subject" if is_active and dead == i + 3 else "object"
        return Trigger(i, "killed", frame, dead if dead <= i + 4 else i + 1)
    if token.lower_ in HITS:
        return struck(token, harm, end)
    is_burned = token.lower_ in BURNED and BE & {t.lower_ for t in doc[max(0, i - 2) : i]}
    if token.lower_ in BEATS or is_burned:
        return assaulted(token, harm, end)
    return limb_lost(token, harm, end)


def _bursts(token: Token) -> bool:
    """Whether it is a bomber, and no bomb, that "exploded on a bus" or "blew up"."""
    roles = {child.dep_: child.lower_ for child in token.children}
    return roles.get("nsubj") in BOMBERS and "dobj" not in roles


def _gun(token: Token, harm: str, end: int) -> Trigger | None:
    """ "Gunned down", "mowed down", "machine-gunned"."""
    is_verb = token.lower_.startswith("gunn")  # no "machine-gun fire"
    if is_verb and token.i > 1 and token.doc[token.i - 2 : token.i].text.lower() == "machine-":
        return Trigger(token.i, harm, "object", token.i + 1)
    window = token.doc[token.i + 1 : min(token.i + 6, end)]
    down = next((t for t in window if t.lower_ == "down"), None)
    return Trigger(token.i, harm, "object", token.i + 1) if down else None


def completes_violence(token: Token) -> bool:
    """Whether "dead" belongs to a verb of violence before it ("shot two men dead")."""
    words = lexicon()
    for j in range(token.i - 1, max(token.i - 1 - DEATH_WINDOW, token.sent.start - 1), -1):
        word = token.doc[j].lower_
        if words.get(word, ("", "", ""))[2] in ("weak", "to_death", "gun"):
            return _death_phrase(token.doc[j], token.sent.end) == token.i + 1
        if word in ("when", "after", "while", "left", "leaving", "found", "."):
            return False
    return False


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
    if particle in PARTICLES.get(token.lemma_, ()):
        return Trigger(token.i, harm, "object", token.i + 2)
    return struck(token, "wounded", end) if token.lemma_ == "cut" else None


KILLINGS = {
    "weak": _shoot,
    "to_death": _to_death,
    "gun": _gun,
    "riddle": _riddled,
    "suicide": _suicide,
    "part": _finished,
}
