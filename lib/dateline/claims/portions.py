"""Who were some of those told of before?  "Among them were two nurses", "three were children".

Such a sentence has no verb of harm: its people are part of a figure of the sentence before, or of
"the dead", "those killed" and "the 20" that it opens with.  Another tells how badly some of the
hurt were: "Two were critical".
"""

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from dateline.claims.clauses import BE, Harmed, Sentence
from dateline.claims.likeness import Figure
from dateline.claims.lists import coordinated_groups
from dateline.claims.people import NOMINAL, Group, is_person, names_people
from dateline.lexicon import Trigger, words
from dateline.parse import sentence_id
from dateline.rows import number_of

LEADS = words("but and so also only just \" “ ' ‘ -- — – -")
THEM = words("them these those whom")
REST = words("they these those others rest")
PARTIAL = words("include comprise be")
GRADES = words("badly critically gravely lightly moderately seriously severely slightly mildly")
PLAIN = words("wounded wounding injured injuring injuries hurt hurting shot stabbed shooting")
LYING = BE | words("lay lie")
OF_KIND = words("from aged under")
VERBAL = words("VBD VBZ VBP")
AFTER = 4  # sentences back that "of the 20" may reach
FAR = 6  # figures back that "the seven" of a whole may stand
REACH = 14  # tokens from the opening to the verb


def portions(s: Sentence, figures: list[Figure]) -> Iterator[tuple[Harmed, Figure | None]]:
    """The people a sentence presents as some of those told before, each with the figure of all."""
    doc, start = s.doc, s.start
    is_near = figures and sentence_id(doc[start]) - figures[-1].row["sentence_id"] <= AFTER
    i = _first(doc, start, s.end)
    if s.end - i < 4 or not is_near and doc[i].lower_ != "of":
        return
    told, parts = _presented(s, i)
    parts = [g for g in parts if g.figure and not g.is_vague and is_person(doc, g)]
    if not parts:
        return
    own = next((t for t in s.triggers if i < t.i < parts[0].start), None)
    whole = _whole(doc, figures, told, parts, own and own.harm)
    harm = whole.row["harm"] if whole else own and own.harm
    for group in parts if harm else ():
        yield (
            Harmed(group, Trigger(group.head, harm, "portion", group.head + 1), harm, "part"),
            whole,
        )


def _first(doc: Doc, start: int, end: int) -> int:
    """Where the sentence opens after "But" and quotation marks."""
    return next((i for i in range(start, end) if doc[i].lower_ not in LEADS), end)


def _presented(s: Sentence, i: int) -> tuple[Group | None, list[Group]]:
    """The whole that a sentence names ("of the 20"), and its people that are part of a whole."""
    doc, word = s.doc, s.doc[i].lower_
    after = doc[i + 1].lower_ if i + 1 < s.end else ""
    if word == "of" and after in THEM | {"the", "that"}:
        told = s.opening.get(i + 1) or s.opening.get(i + 2)
        return told, _told_of(s, told.end if told else i + 2)
    if word == "among" and after in THEM:
        return None, _after_verb(s, i + 2)
    is_rest = word == "the" and after in REST
    if word in REST or is_rest:
        return None, _after_verb(s, i + 1 + is_rest, PARTIAL)
    bare = _told_of(s, i) if i in s.opening else []
    return (None, bare) if bare else _among(s)


def _after_verb(s: Sentence, i: int, lemmas: frozenset[str] | None = None) -> list[Group]:
    """The people named after the verb at token i: "among them are two nurses and a driver"."""
    j = next((j for j in range(i, min(i + 3, s.end - 1)) if s.doc[j].tag_ in VERBAL), None)
    if j is None or s.doc[j].lemma_ not in (lemmas or PARTIAL) and s.doc[j].lower_ not in LYING:
        return []
    j += 1 + (s.doc[j + 1].tag_ == "RB" and j + 1 not in s.opening)
    return _with_joined(s, s.group_from(j), j - 1)


def _with_joined(s: Sentence, group: Group | None, i: int) -> list[Group]:
    """A counted group or one person, with those joined to it."""
    if group is None or not (group.quantity or group.kind in ("singular", "named")):
        return []
    trigger = Trigger(i, "", "object", i + 1)
    return [group, *(other for other, _ in coordinated_groups(s, group, trigger, "part"))]


def _told_of(s: Sentence, i: int) -> list[Group]:
    """Counts from token i on of which a clause says who they were ("three were children")."""
    found: list[Group] = []
    for group in s.groups:
        is_next = not found or s.doc[group.start - 1].lower_ in ("and", ",", ";", "while")
        if group.start >= i and is_next and _is_told(s, group):
            found.append(group)
    return found


def _is_told(s: Sentence, group: Group) -> bool:
    """Whether "were children", "were from Niger" follow a count without a noun of its own."""
    doc, j = s.doc, group.end
    is_open = doc[group.head].lower_ in THEM or group.is_bare
    is_all = doc[group.start].lower_ in ("the", *THEM)  # "the three were American"
    if not is_open or is_all or j + 1 >= s.end or doc[j].lower_ not in BE:
        return False
    j += 1 + (doc[j + 1].tag_ in ("RB", "DT"))
    return j < s.end and (doc[j].lower_ in OF_KIND or _names_kind(doc[j], s.end))


def _names_kind(token: Token, end: int) -> bool:
    """Whether a noun for people or of a nation stands at a token, adjectives before it."""
    run = token.doc[token.i : min(token.i + 4, end)]
    for word in run:
        if names_people(word.lower_) or word.ent_type_ == "NORP":
            return True
        if word.tag_ not in NOMINAL | {"JJ"}:
            return False
    return False


def _among(s: Sentence) -> tuple[Group | None, list[Group]]:
    """The subjects of "two nurses were among them" and "a boy was in those seven"."""
    doc = s.doc
    for j in range(s.start + 2, min(s.start + REACH, s.end - 1)):
        if doc[j].lower_ not in ("among", "in") or doc[j - 1].lower_ not in LYING:
            continue
        told = s.opening.get(j + 1) or s.opening.get(j + 2)
        is_whole = told and told.is_bare and doc[j + 1].lower_ in ("the", "those", "these")
        if is_whole or doc[j].lower_ == "among" and doc[j + 1].lower_ in THEM:
            return told, _before_verb(s, j - 1)
    return None, []


def _before_verb(s: Sentence, i: int) -> list[Group]:
    """The people named before the verb at token i."""
    group = s.group_before(i)
    return _with_joined(s, group, i)


def _whole(
    doc: Doc, figures: list[Figure], told: Group | None, parts: list[Group], harm: str | None
) -> Figure | None:
    """The figure told before that the people are part of."""
    n = sum(g.figure for g in parts)
    alike = [f for f in figures[-FAR:] if f.row["harm"] == harm or not harm]
    if told:
        near = (f for f in reversed(alike) if f.group.figure == told.figure >= n)
        return next(near, None)
    number = sentence_id(doc[parts[0].head])
    near = [f for f in alike if f.row["sentence_id"] == number - 1]
    near = [f for f in near if f.group.figure >= n > 0 and f.group.figure > 1]
    fitting = [f for f in near if f.row["subset_of"] is None] or near
    if not fitting:
        return None
    dead = [f for f in fitting if f.row["harm"] == "killed"]
    return dead[-1] if dead and fitting[-1].row["harm"] == "wounded" else fitting[-1]


def tells_how_badly(figure: Figure, earlier: list[Figure]) -> bool:
    """Whether a bare count grades those hurt before ("Nine were hurt.  Two were critical")."""
    doc, row = figure.doc, figure.row
    hurt = [f.row for f in earlier if f.row["harm"] == "wounded"]
    is_next = hurt and 0 <= row["sentence_id"] - hurt[-1]["sentence_id"] <= 1
    if row["harm"] != "wounded" or not figure.group.is_bare or figure.group.more or not is_next:
        return False
    is_joined = row["sentence_id"] == hurt[-1]["sentence_id"]
    is_joined &= doc[figure.group.start - 1].lower_ == "and"
    near = {doc[max(0, row["_i"] - 1)].lower_, doc[min(row["_i"] + 1, len(doc) - 1)].lower_}
    is_grade = bool(near & GRADES) or row["_trigger"].lower() not in PLAIN or hurt[-1]["_weak"]
    return is_grade and not is_joined and number_of(hurt[-1]) > number_of(row)
