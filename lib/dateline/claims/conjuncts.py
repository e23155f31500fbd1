"""Which group is joined to another?  By "and", a comma or "along with", to either side."""

from dateline.claims.breakdowns import DASHES
from dateline.claims.clauses import BE, INCLUSION, JOINERS, REFLEXIVE, SAYING, WITH, Sentence
from dateline.claims.nounphrases import is_province
from dateline.claims.people import (
    ARTICLES,
    PERPETRATORS,
    PLURAL_VERBS,
    POSSESSIVES,
    Group,
    is_person,
    names_people,
    people,
)
from dateline.lexicon import Trigger, listed, words
from dateline.names import roles

PRO_VERBS = words("do does did was were have has had is are")  # "as did the crew of nine"
PRO_OTHERS = words("them him her those")
BATTLES = listed("battle")
PHRASES = words("of from in at with for near on among aboard inside outside")
BESIDE_NOUN = words("dead himself herself themselves")
APART = {("apart", "from"), ("aside", "from"), ("other", "than"), ("addition", "to")}
RELATIVES = {"who", "whom", "whose"}


def companion_words(s: Sentence, j: int) -> int:
    """How many words at token j mean that others were struck too."""
    pair = (s.doc[j].lower_, s.doc[j + 1].lower_)
    if pair in WITH or pair[0] in ("as", "so") and pair[1] in PRO_VERBS:
        return 3 if pair == ("as", "well") else 2
    if pair == ("and", "with") and s.doc[j + 2].lower_ in PRO_OTHERS:
        return 3  # "and with them two drivers"
    k = j + 1 + (pair in APART)  # "killing 12 people besides himself", "apart from the bombers"
    named = {w.lower_ for w in s.doc[k : k + 3]} & (REFLEXIVE | PERPETRATORS)
    if named and (pair in APART or pair[0] == "besides"):
        return k - j
    is_own = pair[0] == "with" and pair[1] in POSSESSIVES
    return int(pair[0] == "alongside" or is_own and names_people(s.doc[j + 2].lower_))


def next_conjunct(s: Sentence, group: Group, t: Trigger) -> Group | None:
    """The group after "and" or a comma, unless a trigger of its own follows it."""
    doc, j = s.doc, group.end
    who = j + (j + 1 < s.end and doc[j].text == ",")
    if who < s.end and doc[who].lower_ in RELATIVES and group.end > t.i:
        near = range(who + 1, min(who + 20, s.end - 2))  # "a doctor who …, a cook"
        stop = next((k for k in near if doc[k].text == ","), None)
        after = stop and s.group_from(stop + 1 + (doc[stop + 1].lower_ == "and"))
        return after if after and after.kind == "singular" else None
    while j < s.end and (doc[j].tag_ == "RB" or doc[j].lower_ in BESIDE_NOUN):
        j += 1
    if j < s.end and doc[j].text in DASHES:  # "four nurses -- a Dane and … -- and their driver"
        near = range(j + 2, min(j + 25, s.end - 2))
        closing = next((k + 1 for k in near if doc[k].text == doc[j].text), j)
        j = closing if doc[closing].lower_ == "and" else j
    skipped = _after_phrase(s, j, t)
    following_start = _after_joiner(s, skipped or j)
    following = s.group_from(following_start) if following_start is not None else None
    if following is None or following.is_vague or doc[following.head].lower_ in ("them", "whom"):
        return None
    gapped = s.opening.get(following.end)
    if following.kind in ("definite", "named") and gapped and gapped.is_bare:
        return gapped  # "the militia lost 14 men and the army six"
    if doc[following_start - 1].text == ";" and doc[following.end : following.end + 1].text in BE:
        return None  # "wounding two; the attacker's head was found"
    is_comma = doc[following_start - 1].text == ","
    if is_comma and _explains(s, group, following):
        return _past_apposition(s, group, following, t)
    if following.kind == "bare" and not _is_kin(s, group, following, following_start):
        return None
    is_named = following.kind == "named"
    if is_named and group.quantity and doc[group.end - 1].tag_ == "NNP":
        return None  # "19 militants of Hamas and Islamic Jihad"
    is_unknown = people().get(doc[following.head].lower_) is None
    is_part = is_named or following.quantity and (following.is_bare or is_unknown)
    if is_comma and is_part and following.figure < group.figure:
        return None  # "two men, Juan Ruiz, 24, and …" are the two
    return following


def _explains(s: Sentence, group: Group, apposed: Group) -> bool:
    """Whether a comma explains a person ("Ana Ruiz, a judge") and begins no list."""
    kinds = {group.kind, apposed.kind}
    if group.quantity and group.figure > 1 and apposed.kind == "singular":
        # "three nurses, a Dane, a Swede and a Finn", not "five gunmen, a civilian and a guard"
        return _listed(s, apposed) == group.figure
    if kinds == {"singular"} and _listed(s, apposed) > 2:
        return False  # "a guard, a cook, a clerk and a nurse"
    if "named" in kinds and kinds & {"singular", "definite", "bare"}:
        return True
    after = [t.lower_ for t in s.doc[apposed.end : min(apposed.end + 2, s.end)]]
    return not (apposed.quantity or after[:1] == ["and"] or after == [",", "and"])


def _listed(s: Sentence, group: Group | None) -> int:
    """How many a list comes to that a group opens."""
    total = 0
    while group:
        total, j = total + group.figure, group.end
        is_next = j + 1 < s.end and s.doc[j].lower_ in (",", "and")
        j += 1 + (is_next and s.doc[j + 1].lower_ == "and")
        group = s.group_from(j) if is_next and _opens_phrase(s, j) else None
    return total


def _past_apposition(s: Sentence, group: Group, apposed: Group, t: Trigger) -> Group | None:
    """What is joined after an apposition: "Ana Ruiz, a judge, and her son"."""
    limit = min(apposed.end + 14, s.end - 1, t.i if apposed.end <= t.i else s.end)
    j = apposed.end
    while j < limit and s.doc[j].lower_ != "and" and s.doc[j].pos_ not in ("VERB", "AUX"):
        j += 1
    if j >= limit or s.doc[j].lower_ != "and":
        return None
    following = s.group_from(j + 1)
    is_of_one = following and following.kind == "singular" and group.kind == "named"
    if is_of_one and s.doc[j - 1].text != ",":
        near = s.doc[following.end : min(following.end + 14, s.end)] if t.i >= following.end else ()
        verb = next((w.lower_ for w in near if w.pos_ == "AUX"), "was")
        if verb not in PLURAL_VERBS:  # "Jan Smit, a priest and a poet, was killed"
            return None
    if following and following.kind == group.kind == "named":  # "and Li Wu, a clerk"
        return following if s.doc[following.end : following.end + 1].text == "," else None
    return following if _opens_phrase(s, j + 1) else None


def _opens_phrase(s: Sentence, i: int) -> bool:
    """Whether a counted group, an article, "his, her, their" or "the man's" stands at token i."""
    is_owned = s.doc[i - 1].lower_ == "and" and any(w.tag_ == "POS" for w in s.doc[i + 1 : i + 3])
    return i in s.opening or s.doc[i].lower_ in ARTICLES | POSSESSIVES or is_owned


def _is_kin(s: Sentence, group: Group, following: Group, start: int) -> bool:
    """Whether a bare noun is coordinated with a singular ("a father and son")."""
    if following.end < s.end and s.doc[following.end].lower_ in ("was", "is", "has"):
        return False  # "a cleric and critic was killed" is one man
    if "office" in roles().get(s.doc[following.head].lower_, ()):
        return False  # nor are "a cadre and secretary of the party" two
    joined = s.doc[group.end : start].text.lower() == "and"
    is_one = s.doc[following.head].tag_ == "NN" and names_people(s.doc[following.head].lower_)
    is_clipped = group.kind == "bare" and group.start == s.start  # "Driver and loader hurt"
    return joined and is_one and (is_clipped or group.kind in ("singular", "definite"))


def _after_joiner(s: Sentence, j: int) -> int | None:
    """The token after "and", a comma or "along with" at token j, or ``None``."""
    doc = s.doc
    if j + 1 >= s.end:
        return None
    start = j + (doc[j].text == ",")
    if start + 1 < s.end and (doc[start].lower_, doc[start + 1].lower_) in WITH:
        return start + companion_words(s, start)
    if doc[j].lower_ not in JOINERS:
        return None
    start = j + 1 + (doc[j + 1].lower_ == "and")
    if doc[start - 1].lower_ != "and" or doc[start : start + 1].text != ",":
        return start
    near = range(start + 1, min(start + 9, s.end - 1))  # "and, it is said, two women"
    return next((k + 1 for k in near if doc[k].text == ","), None)


def _after_phrase(s: Sentence, j: int, t: Trigger) -> int | None:
    """The joiner after a prepositional phrase ("an employee of the mill, along with")."""
    doc = s.doc
    # "a nurse employed by an NGO and"
    is_hired = j < s.end and doc[j].tag_ in ("VBN", "VBG") and j not in s.at_trigger
    if j >= s.end or not is_hired and doc[j].lower_ not in PHRASES:
        return None
    for k in range(j + 1, min(j + 14, s.end - 2)):
        if doc[k].pos_ in ("VERB", "AUX") or doc[k].lower_ in ("who", "which", "that", "when"):
            return None
        if doc[k].lower_ in JOINERS | {"along", "together"}:
            after = _after_joiner(s, k)
            is_kin = after is not None and doc[min(after, s.end - 1)].lower_ in ("his", "her")
            if (
                after is not None
                and after < s.end
                and (is_kin or after in s.opening or not is_hired and _opens_phrase(s, after))
            ):
                return k
    return None


def _before_relative(s: Sentence, j: int) -> int:
    """Where ", who was not named," or ", including a boy," opens that the comma at j closes."""
    for k in range(j - 1, max(s.start, j - 12), -1) if s.doc[j].text == "," else ():
        if s.doc[k].text == ",":
            return k if s.doc[k + 1].lower_ in {"who", "whose"} | INCLUSION else j
    return j


def _is_of_them(s: Sentence, group: Group) -> bool:
    """Whether a count goes on about those before ("40 dead, 30 of them monks and ten nuns")."""
    near = {w.lower_ for w in s.doc[max(s.start, group.start - 3) : group.start]}
    near |= {"them", "and"} if s.doc[max(s.start, group.start - 4)].text == "Of" else set()
    return bool(group.quantity and near & {"them", "whom"} and "and" in near)


def _counted_with(s: Sentence, group: Group | None) -> Group | None:
    """The 15 of "15 officers and guards and six rebels", the two of "two sons Ali and Omar and"."""
    counted = s.ending.get(group.start - 1) if group else None
    if group and group.kind == "plural" and s.doc[group.start - 1].lower_ in JOINERS:
        return counted
    is_couple = counted and counted.figure == 2 and s.doc[counted.end - 1].tag_ == "NNP"
    return counted if is_couple and group.kind == "named" else None


def previous_conjunct(s: Sentence, group: Group, t: Trigger) -> Group | None:
    """The group before "and" or a comma that shares the predicate."""
    doc, j = s.doc, group.start - 1
    j -= j > s.start and doc[j].lower_ in ("only", "just", "also")  # "100 rebels and only 10 men"
    if j > s.start and (doc[j - 1].lower_, doc[j].lower_) in WITH:  # "four of a unit along with"
        ahead = next((g for g in reversed(s.groups) if g.end < j and g.kind != "zero"), None)
        is_apart = ahead and any(w.pos_ in ("VERB", "AUX") for w in doc[ahead.end : j])
        return None if is_apart else ahead
    is_as_well = doc[max(s.start, j - 2) : j + 1].text.lower() == "as well as"
    j -= 2 * is_as_well
    if j <= s.start or doc[j].lower_ not in JOINERS and not is_as_well:
        return None
    j -= doc[j - 1].text == "," and doc[j].lower_ == "and"
    previous = s.group_before(_before_relative(s, j))
    is_apart = previous and (not previous.quantity or doc[previous.head].dep_ == "dobj")
    if is_apart and doc[j].text == ";":
        return None  # "a raid freed all four; two gunmen were killed"
    opening = s.group_from(s.start) if doc[j].lower_ in ("and", ",") else None
    is_thing = not previous or not is_person(doc, previous) or doc[previous.start - 1].tag_ == "IN"
    is_other = "other" in (w.lower_ for w in doc[group.start : group.end])
    kinds = ("named", "singular", "definite")[: 2 + is_other]
    if is_thing and opening and opening.kind in kinds and opening.end < j:
        between = doc[opening.end : j]
        tail = doc[max((w.i for w in between if w.text == ","), default=opening.end - 1) + 1 : j]
        is_phrase = tail[0].tag_ == "WP" or not any(w.pos_ in ("VERB", "AUX") for w in tail)
        if is_phrase and not any(w.lemma_ in SAYING for w in between):
            return opening
    if counted := _counted_with(s, previous):
        return counted
    is_day = previous and not previous.quantity and doc[previous.head].ent_type_ == "DATE"
    is_place = previous and group.quantity and is_province(doc, previous, j)
    if is_day or is_place or previous is None or previous.is_vague or _is_of_them(s, previous):
        return None  # also "Last Friday, 36 people were killed"
    if previous.start == s.start:
        return previous
    behind = doc[previous.start - 1]
    is_object = behind.tag_ in ("VBD", "VBG", "VB", "IN", "TO", "VBZ") and behind.dep_ != "mark"
    is_object &= behind.lower_ not in BATTLES  # "in three days of fighting two men and"
    is_object |= any(x.end == previous.start and x.i != t.i for x in s.triggers)  # "shot dead nine"
    is_told = behind.lemma_ in SAYING or behind.text == "of" and behind.head.pos_ == "VERB"
    return None if is_object and not is_told else previous  # "spoke of six and a boy killed"
