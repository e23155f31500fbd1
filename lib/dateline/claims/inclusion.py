"""Which groups are part of a struck group?  "Including two children", "three of them"."""

from dateline.claims.clauses import INCLUSION, Harmed, Sentence
from dateline.claims.people import Group


def add_included(s: Sentence) -> None:
    """Add the groups that the words present as part of a struck group."""
    for parent, base in list(enumerate(s.found)):
        _included_singular(s, parent, base)
    linked = {h.group.head for h in s.found}
    for group in s.groups:
        if group.head in linked or group.quantity.kind == "zero":
            continue
        parent = _parent(s, group)
        if parent is not None:
            base = s.found[parent]
            s.add(group, base.trigger, base.harm, "included", parent)
    for base in [h for h in s.found if h.route == "included"]:
        _joined_singular(s, base)


def _included_singular(s: Sentence, parent: int, base: Harmed) -> None:
    """Add "a priest" of "four people, among them a priest"."""
    if base.group.figure < 2:
        return
    j = base.group.end
    if j + 2 < s.end and s.doc[j].text == ",":
        j += 1
    if s.doc[min(j, s.end - 1)].lower_ not in INCLUSION:
        return
    j += 1
    if j < s.end and s.doc[j].lower_ in ("them", "whom"):
        j += 1
    group = s.group_from(j) if j < s.end else None
    if group and group.kind == "singular":
        s.add(group, base.trigger, base.harm, "included", parent)


def _joined_singular(s: Sentence, base: Harmed) -> None:
    """Add "a policeman" of "including three attackers and a policeman"."""
    j = base.group.end
    if j + 1 < s.end and s.doc[j].lower_ == "and" and s.doc[j + 1].lower_ in ("a", "an", "another"):
        group = s.group_from(j + 1)
        if group and group.kind == "singular":
            s.add(group, base.trigger, base.harm, "included", base.parent)


def _parent(s: Sentence, group: Group) -> int | None:
    """Index of the struck group that an unlinked group is part of."""
    doc = s.doc
    before = [doc[j].lower_ for j in range(max(s.start, group.start - 4), group.start)]
    is_pronominal = doc[group.head].lower_ in ("them", "whom", "those", "these")
    is_pronominal &= before[-1:] in ([","], ["and"], ["—"], ["-"], ["("], [":"], [";"], ["–"])
    earlier = [k for k, h in enumerate(s.found) if h.group.end <= group.start and h.group.quantity]
    if not earlier:
        return None
    last = earlier[-1]
    if set(before) & INCLUSION or is_pronominal:
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
    bare = group.head <= (group.number or group.start) or doc[group.head].ent_type_ == "NORP"
    is_part = bare and is_smaller and before[-1:] == [","]
    return last if is_part and (gap <= 3 or follows in ("RB", "IN")) else None
