"""Whom do nouns and adjectives of harm strike?  Deaths of, tolls, bodies, the dead, the lost."""

from dataclasses import replace

from dateline.claims.breakdowns import whole_of
from dateline.claims.clauses import Sentence
from dateline.claims.injuries import BODY, INJURIES
from dateline.claims.inversions import among_victims, inverted_victims
from dateline.claims.neighbours import left_group, subject_victims
from dateline.claims.people import NOMINAL, Group, is_person, names_people
from dateline.lexicon import Trigger, first_of, listed, words

SINCE = words("since after in for from")
AT_TOLL = listed("before a toll")
LOST = listed("losing a life")
FOUND = listed("finding")


def after_of(s: Sentence, t: Trigger) -> list[tuple[Group, str]]:
    """Victims after "of": "the killing of five", "the deaths of 12 people"."""
    following = [w.lower_ for w in s.doc[t.end : min(t.end + 3, s.end)]]
    is_of_one = following[:2] in (["to", "his"], ["to", "her"]) and len(following) > 2
    if is_of_one and not names_people(following[2]):  # "injuries to his leg"
        return [(Group(t.end + 1, t.end + 2, t.end + 1, "pronoun"), "of")]
    j = _past_remark(s, t.end)
    if j + 1 < s.end and s.doc[j].lower_ in ("of", "to"):
        group = s.group_from(j + 1)
        if group:
            return [(group, "of")]
    return []


def _past_remark(s: Sentence, j: int) -> int:
    """The token after ", among others," or "in the head and arm" at token j, else j."""
    near = s.doc[j : min(j + 9, s.end)]
    if s.doc[j - 1].lower_ in INJURIES and near and near[0].lower_ in ("in", "on"):
        to = next((t.i for t in near if t.lower_ == "to"), j)
        return to if {t.lower_ for t in s.doc[j:to]} & BODY else j
    is_remark = len(near) > 2 and near[0].text == ","
    if is_remark and near[1].lower_ == "of":
        return j + 1  # "one more kidnapping, of 112 pupils"
    closing = next((t.i for t in near[1:6] if t.text == ","), None) if is_remark else None
    return closing + 1 if closing and s.doc[closing + 1 : closing + 2].text == "of" else j


def _counted_nouns(s: Sentence, t: Trigger) -> list[tuple[Group, str]]:
    """ "5 civilian deaths", "the deaths of 12", "FATALITIES: 2", "injuries to two guards"."""
    group = s.covering.get(t.i)
    if group:
        return [(group, "count")] if group.head == t.i else []
    first = t.i - (t.i > s.start and s.doc[t.i - 1].is_quote)
    while first not in s.ending and t.i - first < 3 and s.doc[first - 1].tag_ in ("JJ", "NN"):
        first -= 1  # "400 political killings"
    before = s.ending.get(first)
    one = s.doc[before.start : before.number + 2].text.lower() if before else ""
    if before and one != "one of" and (before.is_bare or first >= t.i - 1):
        return [(replace(before, end=t.end, head=t.i), "count")]
    of = after_of(s, t)  # but "one of the biggest mass abductions" counts none
    if t.end + 1 < s.end and s.doc[t.end].text in (":", "-", "–", "="):
        following = s.opening.get(t.end + 1)
        of = [(following, "count")] if following else []
    if of:  # "casualties: 9 dead and 12 wounded" only heads the figures
        return [] if t.harm == "casualties" and of[0][0].end in s.at_trigger else of
    if found := inverted_victims(s, t) or among_victims(s, t):
        return found
    if t.i - 1 > s.start and s.doc[t.i - 1].tag_ == "PRP$" and _is_caused(s, t.i):
        return [(Group(t.i - 1, t.i, t.i - 1, "pronoun"), "possessive")]
    if s.doc[t.i].lower_ == "death" and t.i > s.start and s.doc[t.i - 1].tag_ == "POS":
        owner = s.group_before(t.i - 1)
        return [(owner, "possessive")] if owner and owner.kind in ("named", "singular") else []
    return []


def _is_caused(s: Sentence, i: int) -> bool:
    """Whether harm at token i is what something led to ("causing his death")."""
    return any(w.lemma_ in ("cause", "result", "lead") for w in s.doc[max(s.start, i - 3) : i])


def _adjective_victims(s: Sentence, t: Trigger) -> list[tuple[Group, str]]:
    """ "23 dead", "left 12 dead", "were found dead", "three dead soldiers", "among the dead"."""
    inside = s.covering.get(t.i)
    if inside:
        return [(inside, "modifier")] if inside.quantity.kind != "zero" else []
    if found := inverted_victims(s, t) or among_victims(s, t):
        return found
    doc = s.doc
    told = s.ending.get(t.i)
    whole = whole_of(doc, told) if told and doc[t.end : t.end + 1].text in SINCE else None
    if whole:  # "one of two scouts missing since Monday is dead"
        return [(whole, "count")]
    if doc[t.i].tag_ == "VBG" and t.end in s.opening:  # "the mill is missing five workers"
        return [(s.opening[t.end], "right")]
    if t.i > s.start and doc[t.i - 1].lower_ in ("the", "of"):
        return []
    is_noun = t.end < s.end and doc[t.end].tag_ in NOMINAL and doc[t.end].is_alpha
    if is_noun and doc[t.i].dep_ == "amod":
        return []
    return left_behind(s, t) or subject_victims(s, t)


def left_behind(s: Sentence, t: Trigger) -> list[tuple[Group, str]]:
    """Who stands between leave and the harm ("left a driver and two guards dead", "injured")."""
    doc = s.doc
    for j in range(t.i - 1, max(s.start, t.i - 20) - 1, -1):
        if doc[j].lower_ in ("left", "leaving", "leaves", "leave"):
            group = s.group_from(j + 1)
            is_victim = (
                group
                and group.end <= t.i
                and s.doc[group.end].lower_ != "with"
                and is_person(doc, group)
            )
            return [(group, "left")] if is_victim else []
        if doc[j].text in (".", ";", ":") or j in s.at_trigger:
            return []
    return []


def _toll_victims(s: Sentence, t: Trigger) -> list[tuple[Group, str]]:
    """ "Brought the toll to 27", "the death toll of 59", "gave 81 as the number of wounded"."""
    before = s.ending.get(t.i - 2)
    if before and s.doc[t.i - 2].lower_ == "as":
        return [(before, "toll")]
    for group in s.groups:
        if t.end <= group.start <= t.end + 25 and group.quantity.kind != "zero":
            before = s.doc[group.start - 1 - s.doc[group.start - 1].is_quote].lower_
            is_far = before not in AT_TOLL or s.doc[group.start - 3].lower_ == "as"  # "as high as"
            if is_far and group.start > t.end and s.doc[t.i].lower_ in ("number", "numbers"):
                return []
            since = first_of(s.doc[max(t.end, group.start - 3) : group.start], ("from",))
            if since is not None and s.doc[since.i + 1].tag_[:2] in ("DT", "JJ", "CD"):
                return [(group, "older")]  # "raising the toll from an earlier 50"
            is_from = group.end < s.end and s.doc[group.end].lower_ == "from"
            near = range(group.end + 1, min(group.end + 4, s.end)) if is_from else ()
            older = next((s.opening[j] for j in near if j in s.opening), None)
            return [(group, "toll")] + ([(older, "older")] if older else [])
    return []


def _lives_taken(s: Sentence, t: Trigger) -> list[tuple[Group, str]]:
    """ "Claimed 49 lives", "claimed the lives of 12 people", "cost 12 people their lives"."""
    of = after_of(s, t)
    if of:
        return of
    between = [g for g in s.groups if t.i < g.start < t.end]
    return [(between[0], "right")] if between else []


def _lives_lost(s: Sentence, t: Trigger) -> list[tuple[Group, str]]:
    """ "49 lives were lost", "the lives of three people were taken", "a guard's life was lost"."""
    of = after_of(s, t)
    owner = s.group_before(t.i - 1) if t.i - 1 > s.start and s.doc[t.i - 1].tag_ == "POS" else None
    if owner and owner.kind == "singular":
        is_taken = any(w.lower_ in LOST for w in s.doc[t.end : min(t.end + 3, s.end)])
        return [(owner, "possessive")] if is_taken else []
    is_lost = of and any(
        w.lower_ in LOST for w in s.doc[of[0][0].end : min(of[0][0].end + 6, s.end)]
    )
    return of if is_lost else []


def _bodies(s: Sentence, t: Trigger) -> list[tuple[Group, str]]:
    """ "The bodies of 12 men", "four dead bodies", "a body"."""
    group = s.covering.get(t.i)
    if group:
        return [(group, "count")] if group.head == t.i else []
    of = after_of(s, t)
    if of:
        is_told = of[0][0].kind in ("definite", "bare") and s.doc[t.i].lower_ != "bodies"
        return [(of[0][0], "possessive")] if is_told else of
    owner = s.group_before(t.i - 1) if t.i - 1 > s.start and s.doc[t.i - 1].tag_ == "POS" else None
    if owner:
        is_found = any(s.doc[j].lower_ in FOUND for j in range(t.end, min(t.end + 4, s.end)))
        is_told = owner.kind == "plural" or owner.kind == "definite" and not is_found
        return [] if is_told else [(owner, "possessive")]
    before = (
        s.doc[t.i - 2]
        if t.i - 2 >= s.start and s.doc[t.i - 1].tag_ in ("JJ", "VBN")
        else s.doc[t.i - 1]
    )
    is_inside = before.i > s.start and before.nbor(-1).lower_ in ("in", "into", "through", "over")
    if is_inside:  # "splinters in his body"
        return []
    if t.i > s.start and before.tag_ == "PRP$" and before.lower_ in ("his", "her", "their"):
        return [(Group(before.i, before.i + 1, before.i, "pronoun"), "possessive")]
    return []


def _refugees(s: Sentence, t: Trigger) -> list[tuple[Group, str]]:
    """ "Four million refugees"."""
    group = s.covering.get(t.i)
    return [(group, "count")] if group and group.head == t.i and group.figure >= 100 else []


def _self_killed(s: Sentence, t: Trigger) -> list[tuple[Group, str]]:
    """ "Before committing suicide", "two attackers took their own lives"."""
    counted = left_group(s, t.i, counted=True)
    last = t.end - 1
    return [(counted or Group(last, t.end, last, "reflexive"), "left")]


NOUNS = {
    "among": inverted_victims,
    "earlier": lambda s, t: [(g, "older") for g, _ in _toll_victims(s, t)],
    "of": _counted_nouns,
    "event": after_of,
    "count_noun": _counted_nouns,
    "adjective": _adjective_victims,
    "toll": _toll_victims,
    "lives": _lives_taken,
    "life_noun": _lives_lost,
    "body": _bodies,
    "refugee": _refugees,
    "suicide": _self_killed,
}
