"""Which phrases tell of a toll, flight, capture or death?  Losses put at 90, driven from home."""

from spacy.tokens import Token

from dateline.claims.people import names_people
from dateline.lexicon import Trigger, first_of, listed, words

PUTS = listed("putting a toll")
SETS = PUTS | words(
    "raise raised raises raising revise revised bring brought lower lowered updated"
)
HUMAN = listed("human losses")
STANDS = listed("standing toll")
COUNTED_STATES = (
    dict.fromkeys(("dead", "killed", "deaths", "fatalities", "victims"), "killed")
    | dict.fromkeys(("wounded", "injured", "injuries"), "wounded")
    | dict.fromkeys(("displaced", "refugees"), "displaced")
    | {"casualties": "casualties", "missing": "missing", "hostages": "captured"}
)
NAMES = listed("naming the dead")
_HOLD = listed("holding captive")
REACH = 12  # tokens from "forced" to "their homes"
DRIVEN = listed("driving from home")
AWAY = words("from out leave abandon quit flee escape")
LEAVING = listed("leaving home")
SEEKING = listed("seeking shelter")
WILDS = listed("wilds where people hide")
ROUTING = listed("putting to flight")
HURT = listed("word of the hurt")
RUBBLE = listed("rubble")
BURIED = listed("lying under rubble")
BATTLES = listed("battle")
WEAPONRY = words("gunshot bullet shrapnel burn stab knife")
OPEN = words("unknown unclear uncertain not remains remained")
CAPTIVES = listed("captive")
DEATHS = listed("death by another name")


def _number_of(token: Token, harm: str, end: int) -> Trigger | None:
    """ "The number of dead", "the number of people killed": a toll in other words."""
    doc, i = token.doc, token.i
    if token.lower_ == "numbered":
        near = [t.lower_ for t in doc[max(token.sent.start, i - 8) : i]]
        told = next((COUNTED_STATES[w] for w in near if w in COUNTED_STATES), None)
        return Trigger(i, told, "toll", i + 1) if told else None
    if i + 2 >= end or doc[i + 1].lower_ != "of":
        return None
    for j in range(i + 2, min(i + 6, end)):
        if doc[j].lower_ in COUNTED_STATES:
            return Trigger(i, COUNTED_STATES[doc[j].lower_], "toll", j + 1)
    return None


def _losses(token: Token, harm: str, end: int) -> Trigger | None:
    """ "40 losses", "the loss of 12 men", "put its losses at 90", "its losses stood at 90"."""
    doc, i = token.doc, token.i
    if i and doc[i - 1].like_num:
        return Trigger(i, harm, "count_noun", i + 1)
    is_put = any(t.lower_ in PUTS for t in doc[max(0, i - 6) : i])
    window = range(i + 1, min(i + 9, end - 1))
    is_of = i + 1 < end and doc[i + 1].lower_ == "of"
    if is_of and not (is_put and any(doc[j].lower_ == "at" for j in window)):
        return Trigger(i, "killed", "lose", i + 1)
    at = next((j for j in window if doc[j].lower_ in ("at", "to")), None)
    if at is None or i and doc[i - 1].tag_ in ("NN", "NNS") and not _is_human(doc[i - 1]):
        return None
    is_told = any(doc[j].lower_ in STANDS | PUTS for j in range(i + 1, at))
    states = [COUNTED_STATES.get(t.lower_) for t in doc[at + 1 : min(at + 5, end)]]
    told = next(filter(None, states), harm)  # "losses were put at three dead"
    return Trigger(i, told, "toll", at) if is_put or is_told else None


def _is_human(noun: Token) -> bool:
    """Whether losses of this kind are people ("troop losses"), unlike "job losses"."""
    return noun.lower_ in HUMAN or names_people(noun.lower_)


def bringing_to(token: Token, harm: str, end: int) -> Trigger | None:
    """ "Bringing to 30 the number of dead", "takes to four those killed": the noun stands last."""
    doc, i = token.doc, token.i
    if i + 4 >= end or doc[i + 1].lower_ != "to":
        return None
    following = [t.lower_ for t in doc[i + 2 : min(i + 14, end)]]
    if not {"total", "number", "toll", "those", "dead", "deaths"} & set(following[:7]):
        return None
    told = next((COUNTED_STATES[w] for w in following if w in COUNTED_STATES), harm)
    return Trigger(i, told, "toll", i + 2)


def _earlier_count(token: Token, harm: str, end: int) -> Trigger | None:
    """ "Up from an earlier count of 28": a toll overtaken; "raised the count to 30": a new one."""
    doc, i = token.doc, token.i
    is_set = any(t.lower_ in SETS for t in doc[max(0, i - 4) : i])
    if is_set and i + 2 < end and doc[i + 1].lower_ in ("at", "to"):
        near = [t.lower_ for t in doc[token.sent.start : i]]
        told = next((COUNTED_STATES[w] for w in reversed(near) if w in COUNTED_STATES), harm)
        return Trigger(i, told, "toll", i + 2)
    is_old = i and doc[i - 1].lower_ in ("earlier", "previous", "initial", "first", "preliminary")
    is_of = i + 2 < end and doc[i + 1].lower_ == "of" and doc[i + 2].like_num
    return Trigger(i, harm, "earlier", i + 2) if is_old and is_of else None


def _among_victims(token: Token, harm: str, end: int) -> Trigger | None:
    """ "The victims included two nurses", "among the victims were two nurses"."""
    doc, i = token.doc, token.i
    follows = doc[i + 1].lower_ if i + 1 < end else ""
    is_named = i > 1 and any(t.lower_ in NAMES for t in doc[max(0, i - 5) : i - 1])
    is_hurt = i > 1 and doc[i - 1].lower_ in WEAPONRY and doc[i - 2].like_num
    if is_hurt or is_named and doc[i - 1].like_num:  # "31 gunshot victims"
        return Trigger(i, "wounded" if is_hurt else harm, "count_noun", i + 1)
    is_among = "among" in doc[max(0, i - 3) : i].text.lower()
    is_list = follows.startswith("includ") or is_among and follows in ("were", "was", "are")
    return Trigger(i, harm, "among", i + 1) if is_list else None


def _hostage(token: Token, harm: str, end: int) -> Trigger | None:
    """ "Taken hostage", "held prisoner", "holding 30 hostages"."""
    doc, i = token.doc, token.i
    before = doc[max(token.sent.start, i - 6) : i]
    verbs = [t for t in before if t.lower_ in _HOLD]
    if verbs:
        return Trigger(verbs[-1].i, harm, "hold", i + 1)
    after = doc[i + 1 : min(i + 5, end)]
    held = next((t for t in after if t.lower_ == "held"), None)
    is_passive = held is not None and after[0].lower_ in ("are", "were", "being", "still", "was")
    return Trigger(held.i, harm, "subject", held.i + 1) if is_passive else None


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
    verb = first_of(reversed(before), SEEKING)
    if verb is None or token.lower_ in WILDS and before[-2].lower_ != "to":
        return None
    return Trigger(verb.i, harm, "flee", token.i + 1)


def _flight(token: Token, harm: str, end: int) -> Trigger | None:
    """ "Put 900 villagers to flight", "thousands were put to flight"."""
    doc, i = token.doc, token.i
    near = doc[max(token.sent.start, i - REACH) : i - 1] if doc[i - 1].lower_ == "to" else ()
    verb = first_of(reversed(near), ROUTING)
    return Trigger(verb.i, harm, "routed", verb.i + 1) if verb is not None else None


def _carried_off(token: Token, harm: str, end: int) -> Trigger | None:
    """ "Led away", "carried off 14 herders", "dragged a teacher away"; no one taken to hospital."""
    after = token.doc[token.i + 1 : min(token.i + 7, end)]
    away = first_of(after[:-1], ("away", "off"))
    if away is None or any(t.lower_ in HURT for t in after) or away.nbor().lower_ == "with":
        return None
    if token.tag_ == "VBN" and away.lower_ == "off" and away.nbor().tag_ == "DT":
        return None  # "dragged off a bus"
    length = 2 if away.i == token.i + 1 else 1
    return Trigger(token.i, harm, "seize", token.i + length)


def _cross(token: Token, harm: str, end: int) -> Trigger | None:
    """ "Crossed into Chad", "have crossed the border"."""
    after = token.doc[token.i + 1 : min(token.i + 4, end)].text.lower()
    is_over = after.startswith(("into ", "to ", "over to ", "the border"))
    return Trigger(token.i, harm, "cross", token.i + 1) if is_over else None


def _evacuated(token: Token, harm: str, end: int) -> Trigger | None:
    """Those led out of danger; the wounded who are taken to a hospital are not displaced."""
    near = {t.lower_ for t in token.doc[max(token.sent.start, token.i - 8) : min(token.i + 9, end)]}
    return None if near & HURT else Trigger(token.i, harm, "object", token.i + 1)


def _under_rubble(token: Token, harm: str, end: int) -> Trigger | None:
    """ "Lie under collapsed buildings", "are trapped beneath the rubble"."""
    doc, i = token.doc, token.i
    after = {t.lower_ for t in doc[i + 1 : min(i + 5, end)]}
    near = doc[max(token.sent.start, i - 4) : i]
    verb = first_of(near, BURIED)
    return Trigger(verb.i, harm, "subject", i + 1) if verb and after & RUBBLE else None


def _price(token: Token, harm: str, end: int) -> Trigger | None:
    """ "Paid the supreme price", "met his death", "attained martyrdom", "gave their lives"."""
    noun = first_of(token.doc[token.i + 1 : min(token.i + 5, end)], DEATHS)
    between = {t.lower_ for t in token.doc[token.i + 1 : noun.i]} if noun is not None else set()
    is_own = bool(between & {"his", "her", "their", "supreme", "ultimate"})
    is_phrase = noun is not None and (is_own or noun.lower_ == "martyrdom") and "no" not in between
    return Trigger(token.i, harm, "subject", noun.i + 1) if is_phrase else None


def _fallen(token: Token, harm: str, end: int) -> Trigger | None:
    """ "Fell in the fighting", "fell in action", "nine of our men have fallen"."""
    before = [t.lower_ for t in token.doc[max(0, token.i - 2) : token.i]]
    after = token.doc[token.i + 1 : min(token.i + 3, end)].text.lower()
    if after in ("victim to", "victims to"):
        return Trigger(token.i, harm, "subject", token.i + 3)
    if token.lower_ == "fallen" and set(before) & {"has", "have", "had"}:
        return Trigger(token.i, harm, "fallen", token.i + 1)
    if token.dep_ == "amod" and token.head.tag_ == "NNS" and names_people(token.head.lower_):
        return Trigger(token.i, harm, "object", token.i + 1)  # "1,300 fallen soldiers"
    window = token.doc[token.i + 1 : min(token.i + 4, end)]
    noun = first_of(window, BATTLES)
    is_in = noun is not None and window[0].lower_ in ("in", "during")
    return Trigger(token.i, harm, "subject", noun.i + 1) if is_in else None


def _passed(token: Token, harm: str, end: int) -> Trigger | None:
    """ "Passed away"."""
    is_phrase = token.i + 1 < end and token.nbor().lower_ == "away"
    return Trigger(token.i, harm, "subject", token.i + 2) if is_phrase else None


def _unseen(token: Token, harm: str, end: int) -> Trigger | None:
    """ "Have not been seen since", "have not been heard of", "the fate of 14 miners is unknown"."""
    doc, i = token.doc, token.i
    if token.lower_ in ("whereabouts", "fate"):
        is_counted = i + 2 < end and doc[i + 1].lower_ == "of" and doc[i + 2].like_num
        is_open = is_counted and any(t.lower_ in OPEN for t in doc[i + 3 : min(i + 14, end)])
        return Trigger(i, harm, "event", i + 1) if is_open else None
    before = [t.lower_ for t in doc[max(0, i - 2) : i]]
    is_lost = before in (["not", "been"], ["n't", "been"])
    is_lost &= token.lower_ == "seen" or doc[i + 1 : i + 2].text in ("of", "from")
    return Trigger(i - 2, harm, "subject", i + 1) if is_lost else None


def _keep(token: Token, harm: str, end: int) -> Trigger | None:
    """ "Still holds more than 150", after a word for captives."""
    near = token.doc[token.sent.start : token.i]
    is_told = (
        any(t.lower_ in CAPTIVES for t in near)
        or token.nbor(-1 if token.i else 0).lower_ == "still"
    )
    return Trigger(token.i, harm, "keep", token.i + 1) if is_told else None


PHRASES = {
    "losses": _losses,
    "number": _number_of,
    "bring": bringing_to,
    "count": _earlier_count,
    "victims": _among_victims,
    "keep": _keep,
    "unseen": _unseen,
    "hostage": _hostage,
    "home": _home,
    "shelter": _shelter,
    "flight": _flight,
    "carry": _carried_off,
    "cross": _cross,
    "evacuate": _evacuated,
    "rubble": _under_rubble,
    "price": _price,
    "fall": _fallen,
    "pass": _passed,
}
