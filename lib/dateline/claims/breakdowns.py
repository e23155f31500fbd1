"""What is a count made up of?  "Nine died, four from Chad and five from Niger", "two nuns, …"."""

from collections.abc import Iterable
from dataclasses import replace

from spacy.tokens import Doc

from dateline.claims.clauses import BE, INCLUSION, JOINERS, Harmed, Sentence
from dateline.claims.people import PRONOMINAL, Group, people
from dateline.claims.quantities import find_quantities
from dateline.lexicon import listed

GENERAL = listed("noun that covers others")
DEFINITE = {"the", "those", "these", "all"}
PLACING = ("in", "at", "near", "on")
PERIODS = ("last", "this", "the", "a")  # "the year after", "a year earlier"
DASHES = {"-", "--", "–", "—"}
OPENERS = {",", "and", ";", ":", "(", "-", "--", "–", "—"}


def mark_parts(s: Sentence, whole: int, base: Harmed) -> None:
    """Mark what a count is made up of: a list that sums up to it, or how badly some were hurt."""
    alike = {h.group.head: h for h in s.found[whole + 1 :] if h.harm == base.harm}
    for group in s.groups if base.trigger.is_body else ():
        is_less = group.start >= base.group.end and 0 < group.figure < base.group.figure
        after = [w.lower_ for w in s.doc[group.number + 1 : group.number + 3]]
        if is_less and after[:1] == ["of"] and after[-1] not in DEFINITE | PRONOMINAL:
            # "12 bodies, five of women and one of a child"
            s.add(group, base.trigger, base.harm, "included", whole)
    for part in [*_explained(s, base, alike.values()), *_graded(s, base, alike.values())]:
        part.parent = whole
    others = {h.group.head for h in s.found} - set(alike)
    for group in _summands(s, base, others) or _told_after(s, base):
        if group.head not in alike:
            s.add(group, base.trigger, base.harm, "included", whole)
        elif alike[group.head].parent is None:
            alike[group.head].parent = whole


def _explained(s: Sentence, base: Harmed, alike: Iterable[Harmed]) -> list[Harmed]:
    """Singulars that say who the counted are ("two employees, a driver and a cook, were shot")."""
    near = range(base.group.end, min(base.group.end + 8, s.end - 1))
    j = next((j for j in near if s.doc[j].text in OPENERS or s.doc[j].tag_[:2] == "VB"), s.end)
    listed = _listed(s, j, base.group.figure)
    j = listed[-1].end if listed else j
    is_closed = j < base.trigger.i and s.doc[j].text == ","
    heads = {g.head for g in listed if is_closed or _covers(s, base.group, listed)}
    return [h for h in alike if h.group.head in heads and h.parent is None]


def _listed(s: Sentence, j: int, figure: int) -> list[Group]:
    """The people of a list that opens at a comma and makes up a figure."""
    listed: list[Group] = []
    rest = figure if j < s.end and figure > 1 else 0
    while rest > 0 and j + 1 < s.end and s.doc[j].lower_ in OPENERS:
        j += 1 + (s.doc[j + 1].lower_ == "and")
        group = s.group_from(j)
        if group is None or group.kind in ("plural", "thing", "bare") or group.figure > rest:
            return []
        listed.append(group)
        rest -= group.figure
        j = group.end
    is_whole = not rest and len(listed) > 1 and s.doc[listed[0].start - 1].lower_ != "and"
    if is_whole and s.doc[listed[-1].start - 1].lower_ != "and":
        is_whole = s.doc[j].text != "," or s.group_from(j + 1) is None  # the list goes on
    return listed if is_whole else []


def _told_after(s: Sentence, base: Harmed) -> list[Group]:
    """Who the counted were, told behind the verb ("two people died there, a nun and a cook")."""
    near = range(max(base.trigger.end, base.group.end), min(base.trigger.end + 7, s.end - 1))
    j = next((j for j in near if s.doc[j].text in OPENERS or s.doc[j].tag_[:2] == "VB"), s.end)
    listed = _listed(s, j, base.group.figure)
    is_closed = listed and (listed[-1].end >= s.end or s.doc[listed[-1].end].is_punct)
    return listed if is_closed and _covers(s, base.group, listed) else []


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


def broken_down(s: Sentence, group: Group) -> Group | None:
    """The total before a breakdown ("two nuns, one French and one Maltese")."""
    parts = [group]
    while True:
        joiner = parts[-1].start - 1
        before = s.ending.get(joiner) if s.doc[joiner].lower_ in JOINERS | DASHES else None
        if before is None:
            break
        parts.append(before)
    whole, rest = parts[-1], parts[:-1]
    nameless = all(people().get(s.doc[g.head].lower_) is None for g in rest)
    nameless |= s.doc[whole.end].text in DASHES  # "seven people - four adults and three boys -"
    return whole if rest and nameless and sum(g.figure for g in rest) == whole.figure else None


def whole_named(doc: Doc, part: Harmed) -> Harmed | None:
    """The whole that a part names ("six of the nine dead", "ten of the 12 soldiers killed")."""
    group, t = part.group, part.trigger
    is_next = doc[t.end : t.end + 1].text in BE or doc[group.start - 1].lower_ in BE
    is_state = t.i == group.end and is_next  # "was one of 14 killed", "ten of the 12 killed were"
    whole = whole_of(doc, group) if is_state or group.start < t.i < group.end else None
    return Harmed(whole, t, part.harm, "count") if whole else None


def whole_of(doc: Doc, group: Group) -> Group | None:
    """The counted whole within "six of the nine dead" and "one of two scouts"."""
    if group.number is None or group.end - group.number < 4:
        return None
    inside = (w for w in doc[group.number + 1 : group.end - 2] if w.idx >= group.quantity.end_char)
    of = next((w.i for w in inside if w.lower_ == "of"), 0)
    first = of + 1 + (doc[of + 1].lower_ in DEFINITE)
    if not of or not any(w.like_num for w in doc[first : min(first + 4, group.end)]):
        return None
    told = next(iter(find_quantities(doc[first : group.end].text)), None)
    is_more = told is not None and told.figure > group.figure
    return replace(group, start=of + 1, number=first, quantity=told) if is_more else None


def is_elsewhere(s: Sentence, one: Group, other: Group) -> bool:
    """Whether counts stand with places of one form: "six in Sumy, three in Kharkiv".

    After "three more" the form may be another: "in Sumy, and three more in the suburbs".
    """
    here, there = (_place_after(s, group) for group in (one, other))
    n_alike = 1 if other.more else 2
    if here is None or there is None:
        return False
    return here[:n_alike] == there[:n_alike] or here[1] == there[1] == "NNP"


def _place_after(s: Sentence, group: Group) -> tuple[str, str] | None:
    """The preposition behind a group, or behind its verb, and how the noun after it begins."""
    j = group.end
    if j + 1 < s.end and s.doc[j].lower_ in PERIODS:
        return "when", ""  # "103 in 2010, then 46 last year"
    while j < s.end and s.doc[j].tag_[:2] in ("VB", "RB", "JJ"):
        j += 1  # "were killed in Sumy"
    if j + 1 >= s.end:
        return None
    if s.doc[j + 1].ent_type_ == "DATE" and s.doc[j].tag_ == "IN":
        return "when", ""
    if s.doc[j].lower_ not in PLACING:
        return None
    noun = s.doc[j + 1]
    return s.doc[j].lower_, noun.lower_ if noun.tag_ == "DT" else noun.tag_


def opens_inclusion(doc: Doc, i: int, start: int) -> bool:
    """Whether a remark opens that holds the group at `start`; no "were among the dead and 40"."""
    is_verbal = doc[i].lower_ == "among" and i and doc[i - 1].lower_ in BE and i + 1 < start
    return doc[i].lower_ in INCLUSION and not is_verbal
