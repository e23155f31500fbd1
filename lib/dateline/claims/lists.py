"""Who else was struck?  Groups joined by "and" and commas, and groups that are included."""

from collections.abc import Iterator

from dateline.claims.clauses import BE, JOINERS, LEFT_SKIP, ORDINALS, SAYING, WITH, Sentence
from dateline.claims.people import (
    ARTICLES,
    NOMINAL,
    POSSESSIVES,
    Group,
    is_person,
    names_people,
    people,
)
from dateline.lexicon import Trigger, words

VERBAL = {"VBZ", "VBP", "MD", "WP", "WDT", "WRB"}
APART = words("including include included among them whom")
GAPS = words("in at on near while later outside inside during as from when by")


def coordinated_groups(
    s: Sentence, group: Group, t: Trigger, route: str
) -> Iterator[tuple[Group, str]]:
    """Groups joined to a victim by "and", commas or "along with", to either side."""
    seen = {group.head}
    for step in (_next_conjunct, _previous_conjunct):
        if step is _previous_conjunct and group.end > t.i and route not in ("inverted", "part"):
            break
        current = group
        for _ in range(8):
            current = step(s, current, t)
            if current is None or current.head in seen:
                break
            seen.add(current.head)
            yield current, route
    for other in [*_tree_conjuncts(s, group, t), *_across_phrase(s, group, t)]:
        if other.head not in seen:
            seen.add(other.head)
            yield other, route
    yield from _companions(s, group, t, seen)
    if group.end <= t.i and group.quantity:
        yield from _gapped(s, t, seen)


def _companions(
    s: Sentence, struck: Group, t: Trigger, seen: set[int]
) -> Iterator[tuple[Group, str]]:
    """ "Was found killed along with two of his bodyguards", "killed by gunmen with his wife"."""
    doc, first = s.doc, max(t.end, struck.end)
    ahead = range(struck.end, min(t.i, struck.end + 25))  # "two nurses from Chad, along with"
    opening = next((j for j in ahead if _companion_words(s, j, True) > 1), first)
    for j in range(opening, min(opening + 12, s.end - 2)):
        if j in s.at_trigger or doc[j].text in ".;" or doc[j].tag_ in ("VBD", "WRB", "WP"):
            return
        if not (length := _companion_words(s, j, j < first + 4)):
            continue
        group = s.group_from(j + length)
        while group and group.head not in seen and group.kind not in ("plural", "bare", "thing"):
            seen.add(group.head)
            yield group, "with"
            group = _next_conjunct(s, group, t)
        if group and group.kind == "bare":
            yield group, "with"
        return


def _companion_words(s: Sentence, j: int, is_near: bool) -> int:
    """How many words at token j mean that others were struck too."""
    pair = (s.doc[j].lower_, s.doc[j + 1].lower_)
    if pair in WITH:
        return (3 if pair[0] == "as" else 2) if is_near or pair[0] != "well" else 0
    if pair[0] == "alongside":
        return 1
    is_own = pair[0] == "with" and pair[1] in POSSESSIVES
    is_kin = is_own and names_people(s.doc[j + 2].lower_)
    return int(is_kin and s.doc[j - 1].lower_ not in ("along", "together"))


def _gapped(s: Sentence, t: Trigger, seen: set[int]) -> Iterator[tuple[Group, str]]:
    """ "Four died at the scene and a fifth on the way": the verb is told once."""
    for j in range(t.end, min(t.end + 14, s.end - 3)):
        if j in s.at_trigger or s.doc[j].pos_ in ("VERB", "AUX"):
            return
        if s.doc[j].lower_ not in ("and", ","):
            continue
        is_ordinal = s.doc[j + 1].lower_ in ARTICLES and s.doc[j + 2].lower_ in ORDINALS
        group = s.group_before(j + 3) if is_ordinal else s.opening.get(j + 1)
        if group is None or group.head in seen or group.quantity and group.figure == 0:
            continue
        follows = s.doc[group.end]
        is_told = follows.lower_ in GAPS or follows.tag_ == s.doc[t.i - 1].tag_ == "RB"
        if is_told and not _has_own_trigger(s, group, t):
            seen.add(group.head)
            yield group, "near"


def _tree_conjuncts(s: Sentence, group: Group, t: Trigger) -> list[Group]:
    """Groups that the tree coordinates with the head of a subject."""
    if group.start >= t.i:
        return []
    head = s.doc[group.head]
    nouns = [c for c in head.children if c.dep_ == "conj"]
    nouns += [c for noun in nouns for c in noun.children if c.dep_ == "conj"]
    while head.dep_ == "conj" and head.head.tag_ in NOMINAL and s.start <= head.head.i:
        head = head.head
        nouns.append(head)
    found = []
    for noun in nouns:
        if noun.tag_ not in NOMINAL | {"CD"} or not s.start <= noun.i < t.i:
            continue
        other = s.of_token(noun)
        if noun.head is not head and other and other.quantity:
            continue  # "two nuns, one French and one Maltese"
        behind = s.doc[other.start - 1].tag_ if other and other.start > s.start else ""
        if (
            other
            and other.kind not in ("plural", "thing", "bare")
            and behind not in ("IN", "VBG", "TO")
            and not _has_own_trigger(s, other, t)
        ):
            found.append(other)
    return found


def _across_phrase(s: Sentence, group: Group, t: Trigger) -> list[Group]:
    """ "Two of its men with the mission and seven with a brigade have died": the first two."""
    doc, first = s.doc, group.start
    is_bare = group.quantity and group.is_bare
    if not is_bare or group.end > t.i or doc[first - 1].lower_ != "and":
        return []
    before = [g for g in s.groups if g.end < first and g.quantity.kind != "zero"]
    if not before or first - before[-1].end > 14:
        return []
    between = doc[before[-1].end : first - 1]
    is_phrase = len(between) > 0 and between[0].tag_ in ("IN", "VBN", "VBG")
    is_phrase &= not any(w.tag_ in VERBAL or w.is_punct for w in between)
    is_phrase &= not doc[before[-1].start - 1].is_punct
    is_phrase &= not any(j in s.at_trigger for j in range(before[-1].end, first))
    return [before[-1]] if is_phrase and (before[-1].head, t.harm) not in s.used else []


def _next_conjunct(s: Sentence, group: Group, t: Trigger) -> Group | None:
    """The group after "and" or a comma, unless a trigger of its own follows it."""
    doc, j = s.doc, group.end
    if j < s.end and doc[j].lower_ == "who" and group.end > t.i:  # "a doctor who …, a teacher and"
        stop = next((k for k in range(j, min(j + 16, s.end - 1)) if doc[k].text == ","), None)
        after = s.group_from(stop + 1) if stop and doc[stop + 1].lower_ in ARTICLES else None
        return after if after and _is_list(s, after) else None
    while j < s.end and (doc[j].tag_ == "RB" or doc[j].lower_ == "dead"):
        j += 1
    skipped = _after_phrase(s, j, t)
    following_start = _after_joiner(s, skipped or j)
    following = s.group_from(following_start) if following_start is not None else None
    if following is None or following.kind in ("plural", "thing") or following.end <= group.end:
        return None
    if doc[following.head].lower_ in ("them", "whom", "those"):
        return None
    is_comma = doc[following_start - 1].text == ","
    if is_comma and _names_one(group, following):
        return _past_apposition(s, group, following, t)
    if following.kind == "bare" and not _is_kin(s, group, following, following_start):
        return None
    is_after_name = group.quantity and doc[group.end - 1].tag_ == "NNP"
    is_named = following.kind == "named"
    if is_named and is_after_name or skipped and following.kind in ("named", "bare"):
        return None  # "19 militants of Hamas and Islamic Jihad"
    is_unknown = people().get(doc[following.head].lower_) is None
    is_bare = following.quantity and (following.is_bare or is_unknown)
    if is_comma and is_bare and group.quantity and following.figure < group.figure:
        return None
    if is_comma and is_named and group.quantity and group.figure > 1:
        return None  # "two men, Juan Ruiz, 24, and …" are the two
    if is_comma and not following.quantity and not _is_list(s, following):
        return _past_apposition(s, group, following, t)
    return None if _has_own_trigger(s, following, t) else following


def _names_one(group: Group, apposed: Group) -> bool:
    """Whether a comma explains a person ("Ana Ruiz, a judge", "the manager, Ana Ruiz")."""
    kinds = {group.kind, apposed.kind}
    return "named" in kinds and bool(kinds & {"singular", "definite", "bare"})


def _past_apposition(s: Sentence, group: Group, apposed: Group, t: Trigger) -> Group | None:
    """What is joined after an apposition: "Ana Ruiz, a judge, and her son"."""
    limit = min(apposed.end + 14, s.end - 1, t.i if apposed.end <= t.i else s.end)
    j = apposed.end
    while j < limit and s.doc[j].lower_ != "and" and s.doc[j].pos_ not in ("VERB", "AUX"):
        j += 1
    if j >= limit or s.doc[j].lower_ != "and" or j + 1 >= s.end:
        return None
    following = s.group_from(j + 1)
    opens = j + 1 in s.opening or s.doc[j + 1].lower_ in ARTICLES | POSSESSIVES
    if following and following.kind == "named" and group.kind == "named":
        opens = following.end < s.end and s.doc[following.end].text == ","  # "and Li Wu, a clerk"
    if not opens or following is None or following.kind in ("plural", "thing", "bare"):
        return None
    return None if _has_own_trigger(s, following, t) else following


def _is_kin(s: Sentence, group: Group, following: Group, start: int) -> bool:
    """Whether a bare noun is coordinated with a singular ("a father and son")."""
    if following.end < s.end and s.doc[following.end].lower_ in ("was", "is", "has"):
        return False  # "a cleric and critic was killed" is one man
    joined = s.doc[start - 1].lower_ == "and" and start - 1 == group.end
    is_one = s.doc[following.head].tag_ == "NN" and names_people(s.doc[following.head].lower_)
    return joined and is_one and group.kind in ("singular", "definite")


def _after_joiner(s: Sentence, j: int) -> int | None:
    """The token after "and", a comma or "along with" at token j, or ``None``."""
    doc = s.doc
    if j + 1 >= s.end:
        return None
    pair = (doc[j].lower_, doc[j + 1].lower_)
    if doc[j].text == "," and j + 2 < s.end and (doc[j + 1].lower_, doc[j + 2].lower_) in WITH:
        j, pair = j + 1, (doc[j + 1].lower_, doc[j + 2].lower_)
    if pair in WITH:
        return j + (3 if pair[0] == "as" else 2)
    if doc[j].lower_ not in JOINERS:
        return None
    j += 1
    while j < s.end and doc[j].lower_ in ("and", "also"):
        j += 1
    return j


def _after_phrase(s: Sentence, j: int, t: Trigger) -> int | None:
    """The joiner after a prepositional phrase ("an employee of the mill, along with")."""
    doc = s.doc
    if j >= s.end or doc[j].lower_ not in ("of", "from", "in", "at", "with", "for", "near"):
        return None
    for k in range(j + 1, min(j + 9, s.end)):
        if doc[k].pos_ in ("VERB", "AUX") or doc[k].lower_ in ("who", "which", "that", "when"):
            return None
        if doc[k].lower_ in JOINERS | {"along", "together"}:
            after = _after_joiner(s, k)
            opener = doc[after].lower_ if after is not None and after < s.end else ""
            if opener and (after in s.opening or opener in ARTICLES | POSSESSIVES):
                return k
    return None


def _is_list(s: Sentence, group: Group) -> bool:
    """Whether "and" follows within the list, so that a comma joins and does not explain."""
    after = [t.lower_ for t in s.doc[group.end : min(group.end + 2, s.end)]]
    return after[:1] == ["and"] or after == [",", "and"]


def _has_own_trigger(s: Sentence, group: Group, t: Trigger) -> bool:
    """Whether another trigger or verb follows the group as its own predicate."""
    if any(j in s.at_trigger and j != t.i for j in range(group.start, group.end)):
        return True
    for j in range(group.end, min(group.end + 6, s.end)):
        if j in s.at_trigger and j != t.i:
            return s.at_trigger[j].frame not in ("toll", "body", "lives")
        if j == t.i:
            return False
        word = s.doc[j].lower_
        if word not in LEFT_SKIP - {",", "and", "or"} and s.doc[j].tag_ not in ("RB", "MD"):
            return s.doc[j].tag_ in ("VBD", "VBZ", "VBP") and word not in BE
    return False


def _previous_conjunct(s: Sentence, group: Group, t: Trigger) -> Group | None:
    """The group before "and" or a comma that shares the predicate."""
    doc, j = s.doc, group.start
    if j - 1 <= s.start:
        return None
    if doc[j - 1].lower_ not in JOINERS:
        return None
    j -= 1
    if doc[j - 1].text == "," and doc[j].lower_ == "and":
        j -= 1
    previous = s.group_before(j)
    if doc[j].text == ";" and previous and not previous.quantity:
        return None
    opening = s.group_from(s.start) if doc[j].lower_ in ("and", ",") else None
    is_thing = previous is None or not is_person(doc, previous)
    if is_thing and opening and opening.kind in ("named", "singular") and opening.end < j:
        between = doc[opening.end : j]
        is_phrase = between[0].text == "," or not any(w.pos_ in ("VERB", "AUX") for w in between)
        if is_phrase and not any(w.lemma_ in SAYING for w in between):
            return opening
    is_heading = previous is not None and previous.start == s.start and doc[j].lower_ == "and"
    if is_heading and previous.kind == "bare" and doc[previous.head].tag_ == "NN":
        return previous  # "NGO doctor and two of his children killed"
    if previous is None or previous.kind in ("plural", "thing", "bare") or previous.start < s.start:
        return None
    if any((previous.head, harm) in s.used for harm in ("killed", "wounded", "casualties")):
        return None
    if previous.start == s.start:
        return previous
    behind = doc[previous.start - 1]
    is_object = behind.tag_ in ("VBD", "VBG", "VB", "IN", "TO", "VBZ") and behind.dep_ != "mark"
    return None if is_object and behind.lemma_ not in SAYING or behind.lower_ in APART else previous
