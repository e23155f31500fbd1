"""Which phrases tell of a toll?  Losses put at 90, the number of dead, an earlier count of 28."""

from spacy.tokens import Token

from dateline.claims.people import names_people
from dateline.lexicon import Trigger, listed, words

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
WEAPONRY = words("gunshot bullet shrapnel burn stab knife")


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


TOLLS = {
    "losses": _losses,
    "number": _number_of,
    "bring": bringing_to,
    "count": _earlier_count,
    "victims": _among_victims,
}
