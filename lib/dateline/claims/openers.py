"""Which group opens a clause whose verb stands bare?  "2 staff killed", "and his wife wounded"."""

from dateline.claims.clauses import SAYING, Sentence
from dateline.claims.neighbours import FINITE, left_group
from dateline.claims.people import ARTICLES, POSSESSIVES, Group, is_person, names_people
from dateline.lexicon import Trigger

CLOSING = {"IN", "WRB", ".", ",", "CC"}


def opens_object(s: Sentence, t: Trigger) -> bool:
    """Whether an object follows at once."""
    return t.end in s.opening or (
        t.end < s.end and s.doc[t.end].lower_ in ARTICLES | POSSESSIVES | {"the"}
    )


def reduced_subject(s: Sentence, t: Trigger) -> Group | None:
    """The counted group directly before a bare participle ("2 staff killed, 1 hurt")."""
    doc = s.doc
    if not doc[t.i].lower_.endswith(("ed", "n", "ot")):
        return None
    closes = _closes(s, t.end, ("IN", "CC", "WRB", "RB", "TO")) or t.end in s.at_trigger
    closes = closes or doc[t.end].lower_.endswith("ing")
    return left_group(s, t.i, counted=True) if closes else None


def _closes(s: Sentence, i: int, tags: tuple[str, ...]) -> bool:
    """Whether the clause ends before token i, or one of these tags goes on."""
    return i >= s.end or s.doc[i].is_punct or s.doc[i].tag_ in tags


def elliptic_subject(s: Sentence, t: Trigger) -> Group | None:
    """The phrase between "and" and a bare participle ("a man was killed and his wife wounded")."""
    word = s.doc[t.i].lower_
    if not word.endswith(("ed", "n", "ot", "it")) or not s.triggers[0].i < t.i:
        return None
    closes = _closes(s, t.end, ("IN", "CC", "WRB"))
    i = t.i - (s.doc[t.i - 1].tag_ == "RB")
    group = s.group_before(i) if closes else None
    if group is None or group.kind not in ("singular", "definite") or group.start == s.start:
        return None
    return group if s.doc[group.start - 1].lower_ in ("and", ",") else None


def leading_group(s: Sentence, t: Trigger, passive: bool) -> list[tuple[Group, str]]:
    """The group that opens the sentence, when nothing nearer fits a participle."""
    joined = t.i > s.start and s.doc[t.i - 1].lower_ in ("and", "then", "later")
    headed = s.doc[t.i].tag_ in ("VBN", "VBD") and (t.end == s.end or s.doc[t.end].tag_ in CLOSING)
    headed &= not any(s.doc[k].tag_ in FINITE for k in range(s.start, t.i))
    if s.doc[t.i].lower_.endswith("ing") or not (passive or joined or headed):
        return []
    is_place = s.doc[s.start].tag_ == "IN"  # "In Bor, a nurse of a body"
    commas = (k + 1 for k in range(s.start, t.i) if is_place and s.doc[k].text == ",")
    group = next(filter(None, (_leader(s, k, t) for k in (s.start, *commas))), None)
    if group is None:
        return []
    is_said = any(s.doc[k].lemma_ in SAYING for k in range(group.end, t.i))
    is_taken = any(group.end <= x.i < t.i and not x.is_weak for x in s.triggers)
    return [] if is_said or is_taken else [(group, "leading")]


def _leader(s: Sentence, first: int, t: Trigger) -> Group | None:
    """The people whom a clause opens with at a token, before a participle."""
    is_one = s.doc[first].lower_ in ARTICLES or s.doc[first].tag_ in ("NN", "JJ")
    is_one |= names_people(s.doc[first].lower_)
    group = s.opening.get(first) or (s.group_from(first) if is_one else None)
    return group if group and group.end <= t.i and is_person(s.doc, group) else None
