"""Which phrases tell of a death?  Lives lost, the dead and their bodies, the supreme price."""

from itertools import takewhile

from spacy.tokens import Doc, Token

from dateline.claims.injuries import LIMBS, limb_lost
from dateline.claims.killings import completes_violence
from dateline.claims.people import names_people
from dateline.claims.tolls import PUTS, STANDS, bringing_to, put_at
from dateline.lexicon import Trigger, beside, first_of, listed, words

STILL = words("were was are is still go went gone reported")
LEAVING = words("left leaving leave")
LIVES = {"life", "lives"}
AMOUNTING = STANDS | words(
    "now come comes came to at has have grown number numbers numbered total totals reached "
    "least about around nearly almost some"
)
HEDGES = words("at least about around nearly almost some")
SHOTS = words("bullet bullets round shrapnel")
SENSES = words("sight eyesight hearing")
TAKEN_FROM = listed("where people are seized")
TAKERS = words("kidnappers abductors captors kidnapping abduction captivity kidnappings abductions")
CONTACT = words("contact touch track communication")
CLEARED_UP = words("confirmed found declared rescued located dead")


def _lives(token: Token, harm: str, end: int) -> Trigger | None:
    """ "Claimed 49 lives", "took the lives of", "lost his life"; "lives" itself is no trigger."""
    doc, i = token.doc, token.i
    is_away = beside(token, end)[1] == "away"
    if is_away or token.lower_ == "taken" and _ends_there(doc, i + 1, end):
        return Trigger(i, "captured", "seize", i + 1 + is_away)
    if token.lower_ in LIVES:
        is_count = i and doc[i - 1].like_num or (i + 1 < end and doc[i + 1].lower_ == "of")
        is_count |= i and doc[i - 1].tag_ == "POS"
        return Trigger(i, harm, "life_noun", i + 1) if is_count else None
    if total := bringing_to(token, harm, end):
        return total
    is_told = token.lemma_ == "claim" and i + 1 < end and doc[i + 1].lower_ == "to"
    noun = first_of(doc[i + 1 : min(i + 8, end)], LIVES) if not is_told else None
    if noun is not None:
        is_own = i + 1 < noun.i and doc[noun.i - 1].lower_ in ("own", "his", "her", "their")
        is_own &= doc[i + 1].lower_ in ("his", "her", "their")
        return Trigger(i, harm, "suicide" if is_own else "lives", noun.i + 1)
    if token.lemma_ == "cost" and token.tag_ in ("VBD", "VBN", "VBG", "VBZ"):
        return Trigger(i, harm, "cost", i + 1)
    shot = first_of(doc[i + 1 : min(i + 5, end)], SHOTS)
    if shot is not None and shot.lower_ == "round" and beside(shot, end)[1] not in ("in", "to"):
        shot = None  # "took a round of talks"
    if shot is not None and token.lemma_ == "take":
        return Trigger(i, "wounded", "subject", shot.i + 1)
    return limb_lost(token, "wounded", end)


def _ends_there(doc: Doc, i: int, end: int) -> bool:
    """Whether "taken" ends its clause at token i, or names the taker: "nine boys were taken"."""
    follows = [t.lower_ for t in doc[i : min(i + 2, end)]]
    is_by = follows[:1] == ["by"] and follows != ["by", "surprise"]
    if any(t.lower_ in LIVES for t in doc[max(0, i - 9) : i]):
        return False
    is_home = follows[:1] == ["from"] and first_of(doc[i + 1 : min(i + 5, end)], TAKEN_FROM)
    return not follows or doc[i].is_punct or is_by or is_home


def _lose(token: Token, harm: str, end: int) -> Trigger | None:
    """ "Lost 50", "lost two soldiers", "lost their lives"."""
    doc, i = token.doc, token.i
    if beside(token, end)[1] == "sight":
        return None
    window = doc[i + 1 : min(i + 8, end)]
    limb = first_of(window, LIMBS | SENSES)
    if limb is not None and (limb.lower_ in LIMBS or limb.nbor(-1).tag_ == "PRP$"):
        return Trigger(i, "wounded", "subject", limb.i + 1)
    life = first_of(window, LIVES)
    if life is not None:
        return Trigger(i, harm, "subject", life.i + 1)
    if beside(token, end)[1] == "with" or first_of(window[:2], CONTACT) is not None:
        told = first_of(window, ("with",))  # "lost contact with two pilots"
        return Trigger(i, "missing", "lose", told.i + 1) if told is not None else None
    taker = first_of(doc[i + 2 : min(i + 12, end)], TAKERS)
    is_taken = taker is not None and any(t.lower_ == "to" for t in doc[taker.i - 3 : taker.i])
    return Trigger(i, "captured" if is_taken else harm, "lose", i + 1)


def _adjective(token: Token, harm: str, end: int) -> Trigger | None:
    """Dead, missing: not in "the Dead Sea", "dead end", nor as a verb."""
    doc, i = token.doc, token.i
    before, after = beside(token, end)
    if after in ("sea", "end", "line", "zone", "heat"):
        return None
    if before == "for" and doc[max(0, i - 2)].lower_ in LEAVING:
        return Trigger(i, "wounded", "adjective", i + 1)  # "left for dead"
    is_own = before == "own" or before == "the" and doc[i - 2].lower_ in PUTS
    if is_own and (toll := put_at(token, harm, end)):
        return toll  # "puts the dead at 33"
    told = list(takewhile(lambda t: t.lower_ in AMOUNTING, doc[i + 1 : min(i + 7, end)]))
    count = i + 1 + len(told)
    if before == "the" and i + 1 < count < end and doc[count].like_num:
        hedge = first_of(told, HEDGES)  # "the dead now number 30", "the dead came to about 30"
        return Trigger(i, harm, "toll", hedge.i if hedge is not None else count)
    is_feared = before in ("presumed", "feared", "believed")
    is_missing = is_feared and any(t.lower_ == "missing" for t in doc[max(0, i - 4) : i])
    if token.lower_ == "dead" and (is_missing or completes_violence(token)):
        return None
    later = {t.lower_ for t in doc[i + 2 : min(i + 4, end)]} if after in ("was", "were") else set()
    if token.lower_ == "missing" and later & CLEARED_UP:
        return None
    is_verb = token.lower_ == "missing" and after in ("a", "the", "from", "out")
    if is_verb and before not in STILL:
        return None
    return Trigger(i, harm, "adjective", i + 1)


def _body(token: Token, harm: str, end: int) -> Trigger | None:
    """Bodies, corpses, remains: as nouns only."""
    after = beside(token, end)[1]
    is_other = token.lower_ == "body" and after in ("armor", "armour", "parts", "count", "guard")
    if token.tag_ not in ("NN", "NNS") or is_other:
        return None
    return Trigger(token.i, harm, "body", token.i + 1, is_body=True)


BATTLES = listed("battle")
BY_ANOTHER_NAME = listed("death by another name")


def _price(token: Token, harm: str, end: int) -> Trigger | None:
    """ "Paid the supreme price", "met his death", "attained martyrdom", "gave their lives"."""
    noun = first_of(token.doc[token.i + 1 : min(token.i + 5, end)], BY_ANOTHER_NAME)
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
    window = token.doc[token.i + 1 : min(token.i + 6, end)]
    noun = first_of(window, BATTLES)
    is_in = noun is not None and window[0].lower_ in ("in", "during", "on")
    return Trigger(token.i, harm, "subject", noun.i + 1) if is_in else None


def _passed(token: Token, harm: str, end: int) -> Trigger | None:
    """ "Passed away"."""
    is_phrase = token.i + 1 < end and token.nbor().lower_ == "away"
    return Trigger(token.i, harm, "subject", token.i + 2) if is_phrase else None


DEATHS = {
    "lives": _lives,
    "lose": _lose,
    "adjective": _adjective,
    "body": _body,
    "price": _price,
    "fall": _fallen,
    "pass": _passed,
}
