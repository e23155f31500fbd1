"""Which phrases tell of flight?  Driven from home, sought shelter, crossed the border."""

from spacy.tokens import Token

from dateline.claims.injuries import HURT
from dateline.lexicon import Trigger, first_of, listed, words

REACH = 12  # tokens from "forced" to "their homes"
DRIVEN = listed("driving from home")
AWAY = words("from out leave abandon quit flee escape")
LEAVING = listed("leaving home")
SEEKING = listed("seeking shelter")
WILDS = listed("wilds where people hide")
INTO = words("into across over")
ROUTING = listed("putting to flight")


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
