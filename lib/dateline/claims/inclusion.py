"""Which groups are part of a struck group?  "Including two children", "three of them"."""

from collections.abc import Iterable

from dateline.claims.clauses import BE, INCLUSION, Harmed, Sentence, is_among_them
from dateline.claims.killings import FATALLY
from dateline.claims.people import PRONOMINAL, Group, names_people, people
from dateline.lexicon import listed

TOLD = listed("telling a toll")
AFTER_COUNT = ("IN", "DT", "RB")
REACH = 24  # tokens in which a remark on a count stands
ONE = ("singular", "definite", "named")
AGAINST = {("compared", "with"), ("compared", "to"), ("up", "from"), ("down", "from")}
GENERAL = listed("noun that covers others")
OPENERS = {",", "and", ";", ":", "(", "-", "--", "–", "—"}


def add_included(s: Sentence) -> None:
    """Add the groups that the words present as part of a struck group."""
    s.found.sort(key=lambda h: h.group.start)  # a whole stands before its parts
    for parent, base in list(enumerate(s.found)):
        _included_singular(s, parent, base)
    linked = {h.group.head for h in s.found}
    for group in s.groups:
        if group.head in linked or group.quantity.kind == "zero":
            continue
        parent = _parent(s, group)
        if parent is not None:
            base = s.found[parent]
            is_fatal = group.end < s.end and s.doc[group.end].lower_ in FATALLY
            s.add(group, base.trigger, "killed" if is_fatal else base.harm, "included", parent)
        elif other := _told_otherwise(s, group):
            s.add(group, other.trigger, other.harm, "older" if _is_compared(s, group) else "echo")
    for base in [h for h in s.found if h.route == "included"]:
        _joined_singular(s, base)
    for whole, base in enumerate(list(s.found)):
        if base.group.quantity and base.parent is None:
            _mark_parts(s, whole, base)


def _told_otherwise(s: Sentence, group: Group) -> Harmed | None:
    """The figure for which "while the mayor counted four" gives another, its verb left out."""
    found = [h for h in s.found if h.group.quantity and h.group.end <= group.start]
    follows = s.doc[group.end] if group.end < s.end else None
    if not group.is_bare or not found:
        return None
    is_closed = follows is None or follows.is_punct
    if _is_compared(s, group):
        return found[-1] if is_closed or follows.tag_ in AFTER_COUNT else None
    verb = group.start - 1 - s.doc[group.start - 1].is_quote
    between = {s.doc[j].lower_ for j in range(found[-1].group.end, verb)}
    is_contrast = bool(between & {"while", "whereas", "but", ";", "although", "though"})
    is_told = bool({s.doc[verb].lower_, s.doc[verb].lemma_} & TOLD)
    return found[-1] if is_contrast and is_closed and is_told else None


def _is_compared(s: Sentence, group: Group) -> bool:
    """Whether a count is that of another time ("compared with 253 in all of 2022")."""
    return (s.doc[group.start - 2].lower_, s.doc[group.start - 1].lower_) in AGAINST


def _mark_parts(s: Sentence, whole: int, base: Harmed) -> None:
    """Mark what a count is made up of: in brackets after it, or a list that sums up to it."""
    alike = {h.group.head: h for h in s.found[whole + 1 :] if h.harm == base.harm}
    opens = base.group.end < s.end and s.doc[base.group.end].text == "("
    for part in alike.values() if opens else ():
        is_inside = s.bracketed(part.group.start) == base.group.end
        if part.parent is None and is_inside and part.group.figure <= base.group.figure:
            part.parent = whole
    one = next((h for h in alike.values() if h.group.is_bare and h.parent is None), None)
    if one and one.group.figure == 1 < base.group.figure:
        rest = s.doc[one.group.end : s.end].text.lower()
        if " the other" in rest:  # "two died, one on Monday and the other on Tuesday"
            one.parent = whole
    for part in [*_explained(s, base, alike.values()), *_graded(s, base, alike.values())]:
        part.parent = whole
    for group in _summands(s, base, {h.group.head for h in s.found} - set(alike)):
        if group.head not in alike:
            s.add(group, base.trigger, base.harm, "included", whole)
        elif alike[group.head].parent is None:
            alike[group.head].parent = whole


def _graded(s: Sentence, base: Harmed, alike: Iterable[Harmed]) -> list[Harmed]:
    """How badly some of the counted were hurt ("five were stabbed, one being badly hurt")."""
    before = [h for h in alike if h.group.is_bare and s.doc[h.group.start - 1].text == ","]
    smaller = [h for h in before if h.parent is None and h.group.figure < base.group.figure]
    return [
        h
        for h in smaller
        if h.trigger.i > h.group.end
        and all(t.lower_ == "being" or t.tag_ == "RB" for t in s.doc[h.group.end : h.trigger.i])
        and all(g.end <= base.group.end or g.start >= h.group.start for g in s.groups)
    ]


def _explained(s: Sentence, base: Harmed, alike: Iterable[Harmed]) -> list[Harmed]:
    """Singulars that say who the counted are ("two employees, a driver and a cook, were shot")."""
    near = range(base.group.end, min(base.group.end + 8, s.end - 1))
    j = next((j for j in near if s.doc[j].text in OPENERS or s.doc[j].tag_[:2] == "VB"), s.end)
    listed: list[Group] = []
    rest = base.group.figure if j < s.end and base.group.figure > 1 else 0
    while rest > 0 and j + 1 < s.end and s.doc[j].lower_ in OPENERS:
        j += 1 + (s.doc[j + 1].lower_ == "and")
        group = s.group_from(j)
        if group is None or group.kind in ("plural", "thing", "bare") or group.figure > rest:
            return []
        listed.append(group)
        rest -= group.figure
        j = group.end
    if rest or len(listed) < 2 or s.doc[listed[0].start - 1].lower_ == "and":
        return []
    is_closed = j < base.trigger.i and s.doc[j].text == ","
    heads = {g.head for g in listed if is_closed or _covers(s, base.group, listed)}
    return [h for h in alike if h.group.head in heads and h.parent is None]


def _covers(s: Sentence, whole: Group, parts: list[Group]) -> bool:
    """Whether a general noun can name all the parts ("two villagers": a woman and a child)."""
    head = s.doc[whole.head].lower_
    own, nouns = people().get(head, "unknown"), people()
    kinds = {nouns.get(s.doc[g.head].lower_, "unknown") for g in parts} - {"unknown", own}
    is_general = head in GENERAL or whole.is_bare
    return is_general and (
        not kinds or own == "unknown" or own == "civilian" and kinds == {"child"}
    )


def _summands(s: Sentence, base: Harmed, others: set[int]) -> list[Group]:
    """Listed groups that sum up to a count before ("nine died, four from Chad and five …")."""
    listed, rest = [], base.group.figure
    for group in (g for g in s.groups if g.start >= base.group.end):
        is_listed = s.doc[group.start - 1].lower_ in OPENERS and group.head not in others
        if not is_listed or not 0 < group.figure <= rest:
            break
        listed.append(group)
        rest -= group.figure
        if not rest:
            break
    is_bare = all(g.is_bare for g in listed)
    is_whole = not rest and len(listed) > 1 and (is_bare or _covers(s, base.group, listed))
    return listed if is_whole else []


def _included_singular(s: Sentence, parent: int, base: Harmed) -> None:
    """Add "a priest" of "four people, among them a priest"."""
    if base.group.figure < 2:
        return
    for group in [*_closed_among_them(s, base), *_around_among(s, base)]:
        s.add(group, base.trigger, base.harm, "included", parent)
    j = base.group.end
    if j + 2 < s.end and s.doc[j].text == ",":
        j += 1
    if s.doc[min(j, s.end - 1)].lower_ not in INCLUSION:
        j = next((k for k in range(j, s.end) if _adds_among_them(s, base, k)), s.end)
    j += 1
    if j < s.end and s.doc[j].lower_ in ("them", "whom"):
        j += 1
    group = s.group_from(j)
    if group and group.kind == "singular":
        s.add(group, base.trigger, base.harm, "included", parent)


def _closed_among_them(s: Sentence, base: Harmed) -> list[Group]:
    """The clerk of ", a clerk among them", the mayor of ", Juan Ruiz, the mayor, among them"."""
    near = range(base.group.end + 1, min(base.group.end + REACH, s.end))
    k = next((k for k in near if is_among_them(s.doc, k, s.end)), base.group.end)
    for j in range(k - 1, base.group.end - 1, -1):
        if s.doc[j].pos_ in ("VERB", "AUX") or j in s.opening:
            break
        group = s.group_from(j + 1) if s.doc[j].text == "," else None
        if group and group.kind in ONE and group.end <= k:
            return [group]
    return []


def _around_among(s: Sentence, base: Harmed) -> list[Group]:
    """The nurse of "a nurse was among nine killed", the six of "among the nine dead were six"."""
    doc, among = s.doc, base.group.start - 1
    if among < s.start or doc[among].lower_ != "among":
        return []
    if among == s.start or doc[among - 1].is_punct or doc[among - 1].lower_ == "also":
        near = range(base.group.end, min(base.group.end + REACH, s.end - 1))
        verb = next((j for j in near if doc[j].lower_ in BE), None)
        group = s.group_from(verb + 1) if verb is not None else None
        return [group] if group and (group.quantity or group.kind in ONE) else []
    found: list[Group] = []
    j = among - (doc[among - 1].lower_ in BE)
    subject = next((c for c in doc[j].children if c.dep_ == "nsubj"), None) if j < among else None
    if subject is not None and (own := s.of_token(subject)):
        j = own.end  # "a commander for Punjab was among"
    while j > s.start and (group := s.group_before(j)):
        found.append(group)
        j = group.start - 1
        if j <= s.start or doc[j].lower_ not in ("and", ","):
            break
    return found


def _adds_among_them(s: Sentence, base: Harmed, j: int) -> bool:
    """Whether ", among them a mother" at token j goes on about a count before, and no other."""
    is_remark = s.doc[j].lower_ == "among" and s.doc[j - 1].text == ","
    between = (g for g in s.groups if base.group.end <= g.start < j)
    return is_remark and j > base.trigger.i and next(between, None) is None


def _joined_singular(s: Sentence, base: Harmed) -> None:
    """Add "a policeman" of "including three attackers and a policeman"."""
    j = base.group.end
    follows = s.doc[j + 1].lower_ if j + 1 < s.end and s.doc[j].lower_ == "and" else ""
    is_kin = follows in ("his", "her") and base.group.kind == "singular"
    if is_kin or follows in ("a", "an", "another"):
        group = s.group_from(j + 1)
        if group and (group.kind == "singular" or is_kin):
            s.add(group, base.trigger, base.harm, "included", base.parent)


def _says_who_they_were(s: Sentence, group: Group) -> bool:
    """Whether "17 of them were civilians" follows."""
    follows = [w.lower_ for w in s.doc[group.end : min(group.end + 2, s.end)]]
    is_said = len(follows) == 2 and follows[0] in ("were", "was", "are", "is")
    return is_said and names_people(follows[1])


def _parent(s: Sentence, group: Group) -> int | None:
    """Index of the struck group that an unlinked group is part of."""
    doc = s.doc
    before = [doc[j].lower_ for j in range(max(s.start, group.start - 4), group.start)]
    before = before[before.index(")") + 1 :] if ")" in before else before
    is_pronominal = doc[group.head].lower_ in PRONOMINAL
    is_told = is_pronominal and _says_who_they_were(s, group)
    is_pronominal &= before[-1:] in ([","], ["and"], ["—"], ["-"], ["("], [":"], [";"], ["–"])
    is_pronominal |= before[-2:] in (["of", "whom"], ["of", "them"], ["of", "which"])
    earlier = [k for k, h in enumerate(s.found) if h.group.end <= group.start and h.group.quantity]
    if not earlier:
        return None
    last = earlier[-1]
    is_closed = any(is_among_them(doc, j, s.end) for j in range(group.start - 4, group.start))
    if set(before) & INCLUSION and not is_closed:
        return last
    if is_pronominal or is_told or s.is_list_among(group.end):
        return last
    previous = s.found[last]
    gap = group.start - previous.group.end
    is_smaller = group.figure < previous.group.figure
    opens_list = before[-1:] == [":"] or gap <= 2 and before[-1:] in (["-"], ["—"], ["–"], ["("])
    if opens_list and is_smaller:  # "514 died, it said: 92 women"
        return last
    is_joined = before[-1:] in (["and"], [","]) or before[-2:] == [",", "and"]
    follows = doc[group.end].tag_ if group.end < s.end else "."
    is_alike = doc[previous.group.end].tag_ == follows == "IN" and gap <= 8  # "13 by live rounds"
    if is_joined and previous.route == "included" and (gap <= 3 or is_alike):
        return previous.parent
    is_bare = group.is_bare or doc[group.head].ent_type_ == "NORP"
    is_part = is_bare and is_smaller and before[-1:] == [","]
    return last if is_part and (gap <= 3 or follows in ("RB", "IN")) else None
