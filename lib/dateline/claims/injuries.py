"""Which phrases tell of a wound?  Hit in the arm, suffered burns, lost a leg, in hospital."""

from dataclasses import replace

from spacy.tokens import Token

from dateline.lexicon import Trigger, beside, first_of, listed, words

INJURIES = listed("injury")
HURT = listed("word of the hurt")
LIMBS = listed("limb")
BODY = listed("part of the body")
FRAGMENTS = listed("bullet or fragment")
HANDHELD = listed("weapon in the hand")
CARE = listed("medical care")
MEDICS = listed("medic or hospital")
MOVED = listed("taken to hospital")
BREAKING = listed("breaking a limb")
CUTTING = listed("cutting")
HAVING = words("has have had")
WAS = words("was were")
BROAD_CARE = words("attention care operation aid")
GIVING = words("get give receive")


def _sustain(token: Token, harm: str, end: int) -> Trigger | None:
    """ "Sustained serious injuries": the subject is wounded; who "did not survive" died."""
    if token.lower_.startswith("surviv") and token.i and token.nbor(-1).lower_ in ("not", "n't"):
        return Trigger(token.i, "killed", "subject", token.i + 1)
    window = token.doc[token.i + 1 : min(token.i + 9, end)]
    noun = first_of(window, INJURIES)
    near = token.doc[max(token.sent.start, token.i - 4) : token.i]
    by = beside(token, end)[1] == "by" and first_of(near, INJURIES)
    if by:  # "wounds were suffered by the pilot and a clerk"
        return Trigger(token.i, harm, "agent", token.i + 2)
    if noun is None and token.lemma_ in GIVING:
        return _care(token, harm, end)
    if "bodies" in (t.lower_ for t in window):  # "received 14 bodies and treated ten for wounds"
        return None
    before = {t.lower_ for t in token.doc[max(0, token.i - 3) : token.i]}
    words = {t.lower_ for t in token.doc[token.i : noun.i]} if noun is not None else set()
    if noun is None or words & {"no", "not", "any", "without"} or before & {"not", "n't", "any"}:
        return None
    if token.lower_.startswith(("escap", "surviv")) and "with" not in words:
        return None
    fatal = words & {"fatal", "mortal"}
    return Trigger(token.i, "killed" if fatal else harm, "subject", noun.i + 1)


def _treat(token: Token, harm: str, end: int) -> Trigger | None:
    """ "Treated for burns", "treated in hospital"."""
    window = {t.lower_ for t in token.doc[token.i + 1 : min(token.i + 8, end)]}
    hit = window & (INJURIES - {"shock"} | {"hospital", "hospitals", "clinic", "smoke"})
    near = token.doc[max(token.sent.start, token.i - 12) : token.i]
    is_counted = any(t.like_num for t in token.doc[token.i + 1 : min(token.i + 4, end)])
    by_medics = is_counted and any(t.lower_ in MEDICS for t in near)
    after = beside(token, end)[1]
    is_patient = beside(token, end)[0] == "being" and after in (
        ",",
        ".",
        ";",
        "in",
        "at",
        "for",
        "",
    )
    is_patient |= after == "for" and token.tag_ == "VBN"
    is_patient &= "shock" not in window
    is_told = hit or by_medics or is_patient
    return Trigger(token.i, harm, "object", token.i + 1) if is_told else None


def _hospital(token: Token, harm: str, end: int) -> Trigger | None:
    """ "In hospital", "in critical condition", "hospital treatment"."""
    doc, i = token.doc, token.i
    if token.lower_ in ("critical", "serious", "stable"):
        is_state = i + 1 < end and doc[i + 1].lower_ in ("condition", "state")
        return Trigger(i, harm, "state", i + 2) if is_state else None
    if token.lower_ == "care":
        is_intensive = i > 1 and doc[i - 1].lower_ == "intensive" and doc[i - 2].lower_ == "in"
        return Trigger(i - 1, harm, "state", i + 1) if is_intensive else None
    before = [t.lower_ for t in doc[max(0, i - 2) : i]]
    verb = next((t.i for t in doc[max(0, i - 6) : i] if t.lower_ in MOVED), None)
    if verb is not None and "to" in before:
        return Trigger(verb, harm, "passive", i + 1)
    is_state = before[-1:] == ["in"] or before[-2:-1] == ["in"] and before[-1] in ("a", "local")
    return Trigger(i, harm, "state", i + 1) if is_state else None


def _wounds(token: Token, harm: str, end: int) -> Trigger | None:
    """ "Sixteen people with gunshot wounds", "wounds nine"; burns that are a verb hurt nobody."""
    doc, i = token.doc, token.i
    goes_on = i and doc[i - 1].lower_ in ("and", ",", "or", "which") and i + 1 < end
    if token.lower_ == "wounds" and (token.tag_ == "VBZ" or goes_on and doc[i + 1].like_num):
        return Trigger(i, harm, "object", i + 1)
    near = range(i - 1, max(0, i - 5), -1)
    before = next((j for j in near if doc[j].lower_ in ("with", *HAVING)), None)
    is_had = before is not None and doc[before].lower_ in HAVING
    if before is None or is_had and any(t.lower_ in ("no", "not") for t in doc[before:i]):
        return None
    return Trigger(before, harm, "subject" if is_had else "bearing", i + 1)


def _care(token: Token, harm: str, end: int) -> Trigger | None:
    """ "Required hospital treatment", "needed stitches"."""
    ahead = token.doc[token.i + 1 : min(token.i + 5, end)]
    hurt = first_of(ahead, INJURIES - {"shock"}) if token.lemma_ == "get" else None
    if hurt is not None and not any(t.lower_ in ("no", "any") for t in ahead):
        return Trigger(token.i, harm, "subject", hurt.i + 1)  # "got minor injuries"
    noun = first_of(ahead, CARE)
    if noun is None or token.i and token.nbor(-1).lower_ in ("not", "n't", "never"):
        return None
    window = {t.lower_ for t in token.doc[token.i : noun.i]}
    is_given = token.lemma_ in GIVING  # "got treatment" for a wound, or of a nurse
    if is_given and noun.lower_ not in ("treatment", "treatments", "stitches", "surgery", "aid"):
        return None
    is_medical = noun.lower_ not in BROAD_CARE or bool(window & {"medical", "first"})
    return Trigger(token.i, harm, "subject", noun.i + 1) if is_medical else None


def struck(token: Token, harm: str, end: int) -> Trigger | None:
    """ "Hit by shrapnel", "struck with rifle butts", "hit a woman in the leg", "a bullet hit"."""
    doc, i = token.doc, token.i
    before = doc[i - 1].lower_ if i else ""
    if i + 1 >= end or before in ("to", "would", "could"):
        return None
    near = doc[i + 2 : min(i + 7, end)] if doc[i + 1].lower_ in ("by", "with") else ()
    if (hit := first_of(near, FRAGMENTS)) is not None:
        return Trigger(i, harm, "struck", hit.i + 1)
    by_hand = Trigger(i, harm, "assault", i + 1, is_weak=True)
    for j in range(i + 1, min(i + 9, end)):
        if doc[j].lower_ in BODY and doc[j - 1].lower_ in ("the", "his", "her", "their"):
            if doc[j - 1].i == i + 1 and j + 1 < end and doc[j + 1].lower_ == "of":
                return Trigger(i, harm, "limb", j + 1)  # "a bullet grazed the head of a clerk"
            is_part = doc[j - 2].lower_ in ("in", "on", "across", "both")
            return Trigger(i, harm, "struck", j + 1 if j <= i + 3 else i + 1) if is_part else None
        if doc[j].lower_ == "with" and first_of(doc[j + 1 : j + 5], HANDHELD) is not None:
            return by_hand  # "hit two watchmen with iron bars"
        if doc[j].text in ".;," or doc[j].tag_ in ("VBD", "WRB"):
            break
    if before in ("was", "were") and doc[i + 1].tag_ in (".", ",", "CC", "RB", ":", "WRB"):
        return by_hand  # "two customers were hit as well"
    by_bullet = before in FRAGMENTS - {"fire", "shot"} and doc[i + 1].tag_ in ("DT", "PRP", "CD")
    return Trigger(i, harm, "struck", i + 1) if by_bullet else None


def limb_lost(token: Token, harm: str, end: int) -> Trigger | None:
    """ "Blew off both his legs", "taking off a clerk's hand", "her arm was broken": its owner."""
    doc, i = token.doc, token.i
    if i > 3 and doc[i - 1].lower_ in WAS and doc[i - 2].lower_ in LIMBS:
        is_broken = token.lemma_ in BREAKING or beside(token, end)[1] == "off"
        return Trigger(i - 4, harm, "limb", i - 1) if is_broken else None
    had = i > 3 and doc[i - 1].lower_ in LIMBS and doc[i - 3].lemma_ == "have"
    if had and token.lemma_ in BREAKING:  # "has had a leg amputated"
        return Trigger(i - 3, harm, "subject", i + 1)
    for j in range(i + 1, min(i + 9, end)):
        if doc[j].lower_ in LIMBS:
            between = {t.lower_ for t in doc[i + 1 : j]}
            is_broken = token.lemma_ in BREAKING or "off" in between
            is_owned = any(t.tag_ in ("PRP$", "POS") for t in doc[i + 1 : j])
            is_owned |= doc[j + 1].lower_ == "of" if j + 1 < end else False
            return Trigger(i, harm, "limb", j + 1) if is_broken and is_owned else None
        if doc[j].text in ".;":
            break
    return None


def assaulted(token: Token, harm: str, end: int) -> Trigger | None:
    """ "Was assaulted", "beat two guards": harm in an event note, no figure in an article."""
    before, after = beside(token, end)
    is_verb = token.tag_ in ("VBD", "VBN", "VBG", "VBP")
    if not is_verb or before in ("the", "a", "an", "to", "not", "n't") or after in ("off", "back"):
        return None
    return Trigger(token.i, harm, "assault", token.i + 1, is_weak=True)


def _attacked(token: Token, harm: str, end: int) -> Trigger | None:
    """ "Attacked with a machete", "attacked him with knives"."""
    ahead = token.doc[token.i + 1 : min(token.i + 9, end)]
    by = first_of(ahead, ("with",))
    arm = first_of(token.doc[by.i + 1 : min(by.i + 5, end)], HANDHELD) if by is not None else None
    near = token.doc[token.i + 1 : arm.i] if arm is not None else ()
    is_own = arm is not None and not any(t.is_punct or t.lower_ == "by" for t in near)
    return assaulted(token, harm, end) if is_own else None


def _broken(token: Token, harm: str, end: int) -> Trigger | None:
    """ "Had two cracked ribs", "with a broken leg", "fractured his arm"."""
    bone = first_of(token.doc[token.i + 1 : min(token.i + 3, end)], BODY)
    told = _wounds(token, harm, end) if bone is not None else None
    return replace(told, end=bone.i + 1) if told else limb_lost(token, harm, end)


def _throat(token: Token, harm: str, end: int) -> Trigger | None:
    """ "With their throats slit", "slitting the throats of nine villagers"."""
    doc, i = token.doc, token.i
    near = {t.lower_ for t in doc[max(0, i - 4) : min(i + 4, end)]}
    return Trigger(i, harm, "throat", i + 1) if near & CUTTING else None


WOUNDING = {
    "throat": _throat,
    "sustain": _sustain,
    "treat": _treat,
    "hospital": _hospital,
    "wounds": _wounds,
    "care": _care,
    "hit": struck,
    "limb": limb_lost,
    "assault": assaulted,
    "attack": _attacked,
    "broken": _broken,
}
