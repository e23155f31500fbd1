"""Which groups are part of a struck group?  "Including two children", "three of them"."""

from spacy.tokens import Doc

from dateline.claims.breakdowns import is_elsewhere, mark_parts, opens_inclusion
from dateline.claims.clauses import (
    BE,
    INCLUSION,
    SAYING,
    Harmed,
    Sentence,
    is_among_them,
)
from dateline.claims.inversions import LISTED
from dateline.claims.killings import FATALLY
from dateline.claims.nounphrases import BODIES
from dateline.claims.people import ARTICLES, PRONOMINAL, Group, is_person, names_people
from dateline.lexicon import listed

TOLD = listed("telling a toll")
STANDING = ("it", "there", "figure", "number", "total", "count", "tally")
AFTER_COUNT = ("IN", "DT", "RB")
JOINING = (",", "and", "then")
REACH = 24  # tokens in which a remark on a count stands
CONTRAST = {"while", "whereas", "but", "although", "though"}
ONE = ("singular", "definite", "named")
AGAINST = {("compared", "with"), ("compared", "to"), ("up", "from"), ("down", "from")}


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
        elif other := _gapped(s, group):
            s.add(group, other.trigger, other.harm, other.route)
    for base in [h for h in s.found if h.route == "included"]:
        _joined_singular(s, base)
    for whole, base in enumerate(list(s.found)):
        if base.group.quantity and base.parent is None:
            mark_parts(s, whole, base)


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
    is_contrast = bool(between & (CONTRAST | {";"}))
    is_told = bool({s.doc[verb].lower_, s.doc[verb].lemma_} & TOLD)
    link = verb - (s.doc[verb].lower_ in ("only", "just"))
    is_told |= s.doc[link].lemma_ == "be" and s.doc[link - 1].lower_ in STANDING
    is_said = any(w.lemma_ in SAYING for w in s.doc[s.start : found[-1].group.start])
    is_gapped = s.doc[verb].tag_[:2] == "NN" and s.doc[verb - 1].tag_ == "DT"
    is_gapped |= is_told and s.doc[verb].pos_ == "VERB"  # "the UN says 300, activists say 500"
    is_told = is_contrast and is_told or is_gapped and is_said and "," in between
    is_second = s.doc[verb - 1].lower_ == "and" and s.doc[found[-1].group.start - 1].lower_ == "at"
    if is_second and s.doc[verb].lower_ == "at":
        return found[-1]  # "put at 52 by the village and at 51 by a charity"
    return found[-1] if is_closed and is_told else None


def _is_compared(s: Sentence, group: Group) -> bool:
    """Whether a count is that of another time ("compared with 253 in all of 2022")."""
    pair = (s.doc[group.start - 2].lower_, s.doc[group.start - 1].lower_)
    return pair in AGAINST


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
    if group and group.kind in ("singular", "definite"):
        s.add(group, base.trigger, base.harm, "included", parent)
        for own in s.found:  # "four attackers, including a bomber who blew himself up, were killed"
            if own.group.head == group.head and own.harm == base.harm and own is not base:
                own.parent = parent
    if group and group.kind == "named" and group.head > group.start and is_person(s.doc, group):
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
    if among == s.start or doc[among - 1].is_punct:
        near = range(base.group.end, min(base.group.end + REACH, s.end - 1))
        verb = next((j for j in near if doc[j].lower_ in BE), None)
        group = s.group_from(verb + 1) if verb is not None else None
        return [group] if group and (group.quantity or group.kind in ONE) else []
    found: list[Group] = []
    j = among - (doc[among - 1].lower_ in BE | LISTED)
    j -= j < among and doc[j].lower_ in LISTED and doc[j - 1].lower_ in BE
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
    is_remark |= s.doc[j].lower_ == "including"
    is_remark &= not any(w.lower_ in CONTRAST for w in s.doc[base.group.end : j])
    between = (g for g in s.groups if base.group.end <= g.start < j)
    return is_remark and j > base.trigger.i and next(between, None) is None


def _joined_singular(s: Sentence, base: Harmed) -> None:
    """Add "a policeman" of "including three attackers and a policeman"."""
    j = base.group.end
    follows = s.doc[j + 1].lower_ if j + 1 < s.end and s.doc[j].lower_ == "and" else ""
    is_kin = follows in ("his", "her") and base.group.kind in ONE
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
    doc, first = s.doc, _body_start(s.doc, group.start)
    before = [doc[j].lower_ for j in range(max(s.start, first - 4), first)]
    before = before[before.index(")") + 1 :] if ")" in before else before
    is_pronominal = doc[group.head].lower_ in PRONOMINAL
    is_told = is_pronominal and _says_who_they_were(s, group)
    is_pronominal &= before[-1:] in ([","], ["and"], ["—"], ["-"], ["("], [":"], [";"], ["–"])
    is_pronominal |= before[-2:] in (["of", "whom"], ["of", "them"], ["of", "which"])
    earlier = [k for k, h in enumerate(s.found) if h.group.end <= group.start and h.group.quantity]
    if not earlier:
        return None
    last = earlier[-1]
    if _is_in_remark(s, group, first - len(before), first):
        return last
    if is_pronominal or is_told or s.is_list_among(group.end):
        return last
    previous = s.found[last]
    gap = first - previous.group.end
    is_smaller = group.figure < previous.group.figure
    is_apart = before[-1:] in (["-"], ["—"], ["–"], ["("])
    opens_list = before[-1:] == [":"] or before[-2:] == ["that", "is"] or gap <= 2 and is_apart
    if opens_list and is_smaller:  # "514 died, it said: 92 women"
        return last
    is_joined = before[-1:] in (["and"], [","])
    follows = doc[group.end].tag_ if group.end < s.end else "."
    is_alike = doc[previous.group.end].tag_ == follows == "IN" and gap <= 8  # "13 by live rounds"
    said = {w.lower_ for w in doc[previous.group.end : first]} if group.is_bare else set()
    is_alike |= follows == "IN" and doc[group.end].lower_ in said and gap <= 10
    if is_joined and previous.route == "included" and (gap <= 3 or is_alike):
        return previous.parent
    is_bare = group.is_bare or doc[group.head].ent_type_ == "NORP"
    is_part = is_bare and is_smaller and before[-1:] == [","] and not group.more
    is_part &= not is_elsewhere(s, previous.group, group)
    return last if is_part and (gap <= 3 or follows in ("RB", "IN")) else None


def _is_in_remark(s: Sentence, group: Group, start: int, end: int) -> bool:
    """Whether a word like "including" opens a remark on a group, and none closes before it."""
    is_closed = any(is_among_them(s.doc, j, s.end) for j in range(group.start - 4, group.start))
    opens = any(opens_inclusion(s.doc, j, group.start) for j in range(start, end))
    is_told = s.doc[group.start - 1].lemma_ in TOLD  # "a union including clerks counted five"
    return opens and not (is_closed or is_told)


def _body_start(doc: Doc, i: int) -> int:
    """Where "a crew of" before the count at token i begins, else i."""
    is_body = i > 2 and doc[i - 1].lower_ == "of" and doc[i - 2].lower_ in BODIES
    return i - 3 if is_body and doc[i - 3].lower_ in ARTICLES else i


def _gapped(s: Sentence, group: Group) -> Harmed | None:
    """The figure whose verb a count elsewhere leaves out: "six in Sumy, three in Kharkiv"."""
    found = [h for h in s.found if h.group.end <= group.start and h.group.quantity]
    is_bare = group.is_bare or group.more and s.doc[group.head].lower_ in ("more", "others")
    is_joined = is_bare and s.doc[group.start - 1].lower_ in JOINING
    is_open = is_joined and found and found[-1].parent is None
    return found[-1] if is_open and is_elsewhere(s, found[-1].group, group) else None
