"""Which phrases tell of capture, flight or the missing?  Led away, not seen since, driven out."""

from spacy.tokens import Token

from dateline.claims.injuries import HURT
from dateline.lexicon import Trigger, first_of, listed, words

HOLDING = listed("holding captive")
HAVING = HOLDING | words("have has had having use used using treat treated treating")
OWNED_BY = words("of in with at since")
RUBBLE = listed("rubble")
BURIED = listed("lying under rubble")
OPEN = words("unknown unclear uncertain not remains remained")
CAPTIVES = listed("captive")
TIDINGS = words("trace word news sign become heard")
NOTHING = words("no nothing what without")
IRREGULARS = listed("irregular force") | words("vigilantes militia militias gang gangs bandits")
OF_WHOM = words("of from")
REACH = 12  # tokens from "forced" to "their homes"
DRIVEN = listed("driving from home")
AWAY = words("from out leave abandon quit flee escape")
LEAVING = listed("leaving home")
SEEKING = listed("seeking shelter")
WILDS = listed("wilds where people hide")
INTO = words("into across over")
ROUTING = listed("putting to flight")


def _hostage(token: Token, harm: str, end: int) -> Trigger | None:
    """ "Taken hostage", "held prisoner", "holding 30 hostages"."""
    doc, i = token.doc, token.i
    is_as = i > 0 and doc[i - 1].lower_ == "as"  # "had more than 1,000 pupils … as hostages"
    before = doc[max(token.sent.start, i - (22 if is_as else 6)) : i]
    verbs = [t for t in before if t.lower_ in (HAVING if is_as else HOLDING)]
    if token.lower_ == "captivity":
        link = next((t for t in reversed(before) if t.lemma_ in ("be", "remain")), None)
        is_held = i and doc[i - 1].lower_ == "in" and link is not None and not verbs
        return Trigger(link.i, harm, "subject", i + 1) if is_held else None
    if verbs:
        return Trigger(verbs[-1].i, harm, "hold", i + 1)
    after = doc[i + 1 : min(i + 5, end)]
    held = next((t for t in after if t.lower_ == "held"), None)
    is_passive = held is not None and after[0].lower_ in ("are", "were", "being", "still", "was")
    if is_passive:
        return Trigger(held.i, harm, "subject", held.i + 1)
    link = next((t for t in reversed(before) if t.tag_ != "RB"), None)  # "are now captives of"
    is_state = link is not None and link.lemma_ == "be" and doc[i].tag_ in ("NNS", "NNP")
    is_owned = is_state and (i + 1 == end or after[0].lower_ in OWNED_BY or after[0].is_punct)
    return Trigger(i, harm, "subject", i + 1) if is_owned else None


def _carried_off(token: Token, harm: str, end: int) -> Trigger | None:
    """ "Led away", "carried off 14 herders", "dragged a teacher away"; no one taken to hospital."""
    after = token.doc[token.i + 1 : min(token.i + 7, end)]
    away = first_of(after[:-1], ("away", "off"))
    if away is None or away.nbor().lower_ == "with" or first_of(after, HURT) is not None:
        return None
    length = 2 if away.i == token.i + 1 else 1
    return Trigger(token.i, harm, "seize", token.i + length)


def _under_rubble(token: Token, harm: str, end: int) -> Trigger | None:
    """ "Lie under collapsed buildings", "are trapped beneath the rubble"."""
    doc, i = token.doc, token.i
    after = {t.lower_ for t in doc[i + 1 : min(i + 5, end)]}
    near = doc[max(token.sent.start, i - 4) : i]
    verb = first_of(near, BURIED)
    return Trigger(verb.i, harm, "subject", i + 1) if verb and after & RUBBLE else None


def _unseen(token: Token, harm: str, end: int) -> Trigger | None:
    """ "Have not been seen since", "have not been heard of", "the fate of 14 miners is unknown"."""
    doc, i = token.doc, token.i
    if token.lower_ in ("whereabouts", "fate"):
        is_counted = i + 2 < end and doc[i + 1].lower_ == "of" and doc[i + 2].like_num
        is_open = is_counted and any(t.lower_ in OPEN for t in doc[i + 3 : min(i + 14, end)])
        return Trigger(i, harm, "event", i + 1) if is_open else None
    before = [t.lower_ for t in doc[max(0, i - 2) : i]]
    if token.lower_ == "found":
        is_open = before in (["to", "be"], ["not", "been"], ["n't", "been"])
        is_open &= before[0] != "to" or doc[i - 3].lower_ in ("yet", "still")
        return Trigger(i - 2, harm, "unfound", i + 1) if is_open else None
    if token.lower_ in TIDINGS:
        return _no_tidings(token, harm, end)
    if token.lower_ == "accounted":  # "cannot be accounted for", "have yet to be accounted for"
        near = {t.lower_ for t in doc[max(0, i - 4) : i]}
        is_lost = before[-1:] in (["be"], ["been"]) and near & {"not", "yet", "n't"}
        return Trigger(i - 2, harm, "subject", i + 1) if is_lost else None
    is_lost = before in (["not", "been"], ["n't", "been"])
    return Trigger(i - 2, harm, "subject", i + 1) if is_lost else None


def _no_tidings(token: Token, harm: str, end: int) -> Trigger | None:
    """ "No trace of four miners", "nothing was heard of them", "what has become of two nuns"."""
    near = {t.lower_ for t in token.doc[max(token.sent.start, token.i - 3) : token.i]}
    of = first_of(token.doc[token.i + 1 : min(token.i + 6, end)], OF_WHOM)
    is_lost = near & NOTHING and of is not None and of.i + 1 < end
    return Trigger(of.i - 1, harm, "unheard", of.i) if is_lost else None


def _keep(token: Token, harm: str, end: int) -> Trigger | None:
    """ "Still holds more than 150", "four are still being held", or after a word for captives."""
    near = token.doc[token.sent.start : token.i]
    is_told = any(t.lower_ in CAPTIVES for t in near)
    is_told |= any(t.lower_ == "still" for t in token.doc[max(0, token.i - 4) : token.i])
    return Trigger(token.i, harm, "keep", token.i + 1) if is_told else None


def _detain(token: Token, harm: str, end: int) -> Trigger | None:
    """ "Were detained by the rebels", "the rebels detained": the police arrest instead."""
    subject = next((c for c in token.children if c.dep_ == "nsubj"), None)
    after = token.doc[token.i + 1 : min(token.i + 6, end)]
    by = after[1:] if after and after[0].lower_ == "by" else [subject] if subject else []
    is_seizure = any(t.lower_ in IRREGULARS for t in by)
    return Trigger(token.i, harm, "object", token.i + 1) if is_seizure else None


CAPTURES = {
    "detain": _detain,
    "hostage": _hostage,
    "carry": _carried_off,
    "keep": _keep,
    "rubble": _under_rubble,
    "unseen": _unseen,
}


def _home(token: Token, harm: str, end: int) -> Trigger | None:
    """ "Forced from their homes", "driven from home", "have left their villages"."""
    doc, i = token.doc, token.i
    before = doc[max(token.sent.start, i - REACH) : i]
    is_own = any(t.tag_ == "PRP$" for t in before[-2:])
    if not is_own and token.lower_ not in ("home", "homes"):
        return None
    verb = first_of(reversed(before), DRIVEN)
    if verb is not None and any(t.lower_ in AWAY for t in doc[verb.i : i]):
        return Trigger(verb.i, harm, "object", verb.i + 1)
    left = first_of(reversed(before[-4:]), LEAVING) if is_own else None
    return Trigger(left.i, harm, "flee", i + 1) if left is not None else None


def _shelter(token: Token, harm: str, end: int) -> Trigger | None:
    """ "Sought shelter", "have taken refuge", "took to the bush": those who fled."""
    before = token.doc[max(token.sent.start, token.i - 3) : token.i]
    if (token.lower_ in WILDS or token.lower_ == "border") and first_of(before, INTO) is not None:
        sent = first_of(reversed(token.doc[max(token.sent.start, token.i - 14) : token.i]), ROUTING)
        return Trigger(sent.i, harm, "routed", sent.i + 1) if sent is not None else None
    verb = first_of(reversed(before), SEEKING)
    if verb is None or token.lower_ in WILDS and before[-2].lower_ != "to":
        return None
    return Trigger(verb.i, harm, "flee", token.i + 1)


def _flight(token: Token, harm: str, end: int) -> Trigger | None:
    """ "Put 900 villagers to flight", "thousands were put to flight"."""
    doc, i = token.doc, token.i
    if i and doc[i - 1].lemma_ == "take":  # "thousands have taken flight"
        return Trigger(i - 1, harm, "flee", i + 1)
    near = doc[max(token.sent.start, i - REACH) : i - 1] if doc[i - 1].lower_ == "to" else ()
    verb = first_of(reversed(near), ROUTING)
    return Trigger(verb.i, harm, "routed", verb.i + 1) if verb is not None else None


def _cross(token: Token, harm: str, end: int) -> Trigger | None:
    """ "Crossed into Chad", "have crossed the border"."""
    after = token.doc[token.i + 1 : min(token.i + 4, end)].text.lower()
    is_over = after.startswith(("into ", "to ", "over to ", "the border"))
    return Trigger(token.i, harm, "cross", token.i + 1) if is_over else None


def _evacuated(token: Token, harm: str, end: int) -> Trigger | None:
    """Those led out of danger; the wounded who are taken to a hospital are not displaced."""
    near = {t.lower_ for t in token.doc[max(token.sent.start, token.i - 8) : min(token.i + 9, end)]}
    return None if near & HURT else Trigger(token.i, harm, "object", token.i + 1)


def _drive(token: Token, harm: str, end: int) -> Trigger | None:
    """ "Drove out another 60,000", "were driven from the town"."""
    after = [t.lower_ for t in token.doc[token.i + 1 : min(token.i + 3, end)]]
    if after[:1] == ["out"]:
        return Trigger(token.i, harm, "routed", token.i + 2)
    is_away = after in (["from", "the"], ["away", "from"])
    return Trigger(token.i, harm, "routed", token.i + 1) if is_away else None


DISPLACEMENT = {
    "drive": _drive,
    "home": _home,
    "shelter": _shelter,
    "flight": _flight,
    "cross": _cross,
    "evacuate": _evacuated,
}
