"""Which phrases tell of a toll?  Losses put at 90, the number of dead, an earlier count of 28."""

import re

from spacy.tokens import Token

from dateline.claims.people import names_people
from dateline.lexicon import Trigger, first_of, lexicon, listed, words

PUTS = listed("putting a toll")
SETS = PUTS | words(
    "raise raised raises raising revise revised bring brings bringing brought takes taking took "
    "lower lowered updated"
)
HUMAN = listed("human losses")
STANDS = listed("standing toll")
TOLL_NOUNS = words("total number toll tally count those dead deaths")
COUNTED_STATES = (
    dict.fromkeys(("dead", "killed", "deaths", "fatalities", "victims", "bodies"), "killed")
    | dict.fromkeys(("wounded", "injured", "injuries"), "wounded")
    | dict.fromkeys(("displaced", "refugees"), "displaced")
    | {"casualties": "casualties", "missing": "missing", "hostages": "captured"}
)
COUNTED_OF = words("of who known killed wounded injured")  # the number of, "number who fled"
UNKNOWN = words("unknown undisclosed unspecified undetermined large unconfirmed similar equal")
TELLING = words("object subject adjective flee")
CHANGED = listed("changing a toll")
NAMES = listed("naming the dead")
GIVING = words("give cite quote mention")
RISING = re.compile(
    r"\b(?:rais(?:es|ed|ing)|rose|risen|rises|rising|climb\w*|increas\w*|reach\w*|br(?:ought|inging|ings)|took|taking|takes|updated|grown|grew|jumped|soar\w*|push\w*)\b",
    re.IGNORECASE,
)


def number_of(token: Token, harm: str, end: int) -> Trigger | None:
    """ "The number of dead", "the number of people known to have died": a toll in other words."""
    doc, i = token.doc, token.i
    before = doc[i - 1].lower_ if i else ""
    if token.lower_ == "numbered" or before in COUNTED_STATES and doc[i - 2].lower_ == "the":
        near = (t.lower_ for t in reversed(doc[max(token.sent.start, i - 8) : i]))
        told = next((COUNTED_STATES[w] for w in near if w in COUNTED_STATES), None)
        return Trigger(i, told, "toll", i + 1) if told else None  # "the wounded number 300"
    if i + 2 >= end or doc[i + 1].lower_ not in COUNTED_OF:
        return earlier_count(token, harm, end)
    if before in UNKNOWN:
        return None  # "ten rebels and an unknown number of soldiers were killed"
    for j in range(i + 1, min(i + 11, end)):
        is_home = (
            doc[j].lower_ == "homes" and doc[j - 1].tag_ == "PRP$"
        )  # "driven from their homes"
        if harm := "displaced" if is_home else harm_told(doc[j]):
            return Trigger(i, harm, "toll", j + 1)
        goes_on = doc[j].tag_ == "VBD" and j + 1 < end and harm_told(doc[j + 1])  # "confirmed dead"
        is_verb = doc[j].tag_ in ("VBZ", "VBD", "MD") and doc[j].pos_ != "AUX" and not goes_on
        if doc[j].is_punct or is_verb:
            break
    return earlier_count(token, harm, end)


def count_of(token: Token, harm: str, end: int) -> Trigger | None:
    """ "Raised its count of those killed to 40" is like "the number of those killed"."""
    near = token.doc[max(0, token.i - 4) : token.i]
    is_set = token.lower_ == "tally" or first_of(near, SETS) is not None
    is_set = is_set and token.doc[token.i + 1 : end][:1].text == "of"
    return number_of(token, harm, end) if is_set else earlier_count(token, harm, end)


def harm_told(word: Token) -> str | None:
    """The harm that a word tells of by itself ("dead", "wounded", "had fled")."""
    _, harm, frame = lexicon().get(word.lower_, ("", "", ""))
    return COUNTED_STATES.get(word.lower_) or (harm if frame in TELLING else None)


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
    if i and doc[i - 1].tag_ in ("NN", "NNS") and not _is_human(doc[i - 1]):
        return None
    return put_at(token, harm, end)


def put_at(token: Token, harm: str, end: int) -> Trigger | None:
    """ "Put its fatalities at 90", "its losses stood at 90", "its own dead it put at four"."""
    doc, i = token.doc, token.i
    is_put = first_of(doc[max(0, i - 6) : i], PUTS) is not None
    window = range(i + 1, min(i + 9, end - 1))
    at = next((j for j in window if doc[j].lower_ in ("at", "to", "as")), None)
    if at is None or doc[at].lower_ == "as" and not any(t.like_num for t in doc[at + 1 : at + 4]):
        return None
    is_told = any(doc[j].lower_ in STANDS | PUTS for j in range(i + 1, at))
    is_told |= doc[at - 1].lemma_ == "come" and any(t.like_num for t in doc[at + 1 : at + 5])
    states = [COUNTED_STATES.get(t.lower_) for t in doc[at + 1 : min(at + 5, end)]]
    told = next(filter(None, states), harm)  # "losses were put at three dead"
    return Trigger(i, told, "toll", at) if is_put or is_told else None


def _counted_noun(token: Token, harm: str, end: int) -> Trigger:
    """A noun like fatalities, after its count or put at one."""
    is_plural = token.tag_ == "NNS"
    return (
        is_plural and put_at(token, harm, end) or Trigger(token.i, harm, "count_noun", token.i + 1)
    )


def _is_human(noun: Token) -> bool:
    """Whether losses of this kind are people ("troop losses"), unlike "job losses"."""
    return noun.lower_ in HUMAN or names_people(noun.lower_)


def bringing_to(token: Token, harm: str, end: int) -> Trigger | None:
    """ "Bringing to 30 the number of dead", "put at 26 the soldiers killed": the noun is last."""
    doc, i = token.doc, token.i
    if i + 3 < end and doc[i + 1].lower_ in ("it", "that", "this"):
        return revised(token, end)
    if i + 3 >= end or doc[i + 1].lower_ not in ("to", "at"):
        return None
    following = doc[i + 2 : min(i + 14, end)]
    told = next(filter(None, map(harm_told, following)), None)
    is_count = doc[i + 1].lower_ == "at" and told and any(t.like_num for t in following[:4])
    if not is_count and first_of(following[:7], TOLL_NOUNS) is None:
        return None
    return Trigger(i, told or harm, "toll", i + 2)


def revised(token: Token, end: int) -> Trigger | None:
    """ "Brought that down to 20", "put it at 35": a toll of the sentence before, told anew."""
    doc, i, start = token.doc, token.i, token.sent.start
    at = first_of(doc[i + 2 : min(i + 4, end - 1)], ("to", "at"))
    is_count = at is not None and any(t.like_num for t in doc[at.i + 1 : min(at.i + 4, end)])
    if not is_count or start == 0:
        return None
    before = doc[start - 1].sent
    told = next(filter(None, map(harm_told, [*doc[start:i], *before])), None)
    is_figure = any(t.like_num for t in [*doc[start:i], *before])
    return Trigger(i, told, "toll", at.i) if told and is_figure else None


def earlier_count(token: Token, harm: str, end: int) -> Trigger | None:
    """ "Up from an earlier count of 28": a toll overtaken; "raised the count to 30": a new one."""
    doc, i = token.doc, token.i
    is_set = any(t.lower_ in SETS for t in doc[max(0, i - 4) : i])
    if is_set and i + 2 < end and doc[i + 1].lower_ in ("at", "to"):
        start = token.sent.start
        near = [COUNTED_STATES.get(t.lower_) for t in reversed(doc[start:i])]
        before = doc[start - 1].sent if start and doc[i - 1].lower_ == "the" else ()
        told = next(filter(None, [*near, *map(harm_told, before)]), harm)
        return Trigger(i, told, "toll", i + 2)  # "they seized 20 men. Police put the number at 14"
    if i > 1 and doc[i - 2].text == "," and doc[i - 1].tag_ == "DT":  # ", a figure later put at 9"
        change = first_of(doc[i + 1 : min(i + 8, end - 2)], CHANGED)
        at = change and first_of(doc[change.i + 1 : change.i + 3], ("to", "at"))
        near = map(harm_told, reversed(doc[token.sent.start : i - 2]))
        told = next(filter(None, near), None)
        return Trigger(i, told, "toll", at.i + 1) if at and told else None
    is_said = i + 2 < end and doc[i + 1].lower_ in ("was", "is", "stood")
    if is_said and doc[i - 1].lower_ == "the" and any(t.like_num for t in doc[i + 2 : i + 5]):
        before = doc[token.sent.start - 1].sent if token.sent.start else ()
        told = next(filter(None, map(harm_told, before)), None)
        return Trigger(i, told, "toll", i + 2) if told else None  # "he said the number was 287"
    is_old = i and doc[i - 1].lower_ in ("earlier", "previous", "initial", "first", "preliminary")
    is_of = i + 2 < end and doc[i + 1].lower_ == "of" and doc[i + 2].like_num
    start = token.sent.start
    if is_of and start and i > 1 and doc[i - 2].lemma_ in GIVING:  # "a doctor gave a figure of 47"
        told = next(filter(None, map(harm_told, [*doc[start:i], *doc[start - 1].sent])), None)
        return Trigger(i, told, "toll", i + 2) if told else None
    return Trigger(i, harm, "earlier", i + 2) if is_old and is_of else None


def _among_victims(token: Token, harm: str, end: int) -> Trigger | None:
    """ "The victims included two nurses", "among the victims were two nurses"."""
    doc, i = token.doc, token.i
    follows = doc[i + 1].lower_ if i + 1 < end else ""
    is_named = i > 1 and any(t.lower_ in NAMES for t in doc[max(0, i - 5) : i - 1])
    if is_named and doc[i - 1].like_num:  # "named the 47 victims"
        return Trigger(i, harm, "count_noun", i + 1)
    is_among = "among" in doc[max(0, i - 3) : i].text.lower()
    is_part = i > 2 and doc[i - 3].like_num and doc[i - 2].lower_ == "of"
    is_list = (
        follows.startswith("includ") or follows == "," and doc[i - 2].lower_ in ("of", "among")
    )
    is_named = i + 2 < end and doc[i + 2].lower_ in NAMES  # "the victims were identified as"
    is_named |= i + 3 < end and (doc[i + 2].like_num or doc[i + 2].lower_ in ("a", "an"))
    is_list |= (is_among or is_named) and follows in ("were", "was", "are")
    if i > 2 and doc[i - 3].lemma_ == "be" and is_among or is_part and follows in ("were", "was"):
        return Trigger(i, harm, "count_noun", i + 1)  # "eight of the victims were children"
    return Trigger(i, harm, "among", i + 1) if is_list else put_at(token, "killed", end)


TOLLS = {
    "losses": _losses,
    "number": number_of,
    "bring": bringing_to,
    "victims": _among_victims,
    "count_noun": _counted_noun,
}
