"""Whom do "they" and "two more" mean, and whose are they?  What a figure leaves unsaid."""

from dataclasses import replace

from spacy.tokens import Doc, Token

from dateline.claims.allegiance import killer
from dateline.claims.clauses import REST, Harmed
from dateline.claims.likeness import Figure
from dateline.claims.people import PRONOMINAL, Group, names_people, people
from dateline.lexicon import listed, words
from dateline.rows import number_of

THEN = words("then later subsequently afterwards")
PLURAL = words("they them their both neither none")
OTHER_SEX = dict.fromkeys(
    ("he", "him", "his"), words("woman girl wife mother daughter sister niece aunt grandmother")
) | dict.fromkeys(
    ("she", "her"), words("man boy husband father son brother nephew uncle grandfather")
)
_NEAR = 60  # tokens that a pronoun reaches back to a count
ELLIPTIC = words("others other more another") | PRONOMINAL
COMRADES = listed("comrade")
LIKE_SIDES = ("side", "side_id")


def find_antecedent(
    doc: Doc, harmed: Harmed, figures: list[Figure], groups: list[Group], is_note: bool
) -> bool:
    """Whether a pronoun means people not yet counted for its harm; their number is then set."""
    group, word = harmed.group, doc[harmed.group.head].lower_
    if word in REST:
        harmed.group = replace(group, size=_rest(doc, group.start, figures, groups))
        return is_note and harmed.group.size > 0
    start, others = doc[group.start].idx, OTHER_SEX.get(word, ())
    earlier = [f for f in figures if f.row["start_char"] < start and f.head not in others]
    if group.start > harmed.trigger.i:  # "before shooting him" is not the one who shoots
        earlier = [f for f in earlier if f.group.kind != "reflexive"]
    is_plural = word in PLURAL
    fitting = [f for f in earlier if (f.group.figure > 1) == is_plural]
    if any(f.row["harm"] in (harmed.harm, "killed") for f in fitting):
        return is_note and not is_plural and _is_attacker_struck_back(doc, harmed, fitting)
    if earlier and earlier[-1].row["harm"] == "killed" and harmed.harm != "killed":
        return False
    joined = [f for f in earlier if f.row["_i"] == earlier[-1].row["_i"]]
    if not fitting and is_plural and len(joined) > 1:  # "a man and his son were held; their bodies"
        harmed.group = replace(group, size=sum(f.group.figure for f in joined))
        return joined[0].row["harm"] not in (harmed.harm, "killed")
    if not fitting and is_plural:
        return _counted_before(doc, harmed, groups, is_note)
    if fitting:
        harmed.group = replace(group, size=fitting[-1].group.figure)
        return True
    return (not earlier or is_note) and _names_person(doc, group.start)


def _rest(doc: Doc, start: int, figures: list[Figure], groups: list[Group]) -> int:
    """How many "the others" are: those counted before without those told of since; 0 unknown."""
    near = [g for g in groups if start - _NEAR < g.start < start and g.figure > 1]
    named = [g for g in near if names_people(_head(doc, g)) and _head(doc, g) not in PRONOMINAL]
    whole = named[-1] if named else None
    if whole is None or any(f.group.start == whole.start for f in figures):
        return 0
    since = [f.group.figure for f in figures if whole.end <= f.group.start < start]
    return max(0, whole.figure - sum(since)) if since else 0


def _head(doc: Doc, group: Group) -> str:
    """The head noun of a group in lower case."""
    return doc[group.head].lower_


def _is_attacker_struck_back(doc: Doc, harmed: Harmed, dead: list[Figure]) -> bool:
    """Whether "he was then shot by guards" goes on about who killed, not about the killed."""
    i = harmed.group.head
    told = doc[i + 1 : min(i + 9, len(doc))]
    by = next((t.i for t in told if t.lower_ == "by"), len(doc))
    is_force = any(people().get(t.lower_) in ("police", "combatant") for t in doc[by : by + 4])
    is_next = is_force or any(t.lower_ in THEN for t in told)
    return is_next and i < harmed.trigger.i and all(f.row["_route"] == "right" for f in dead)


def _counted_before(doc: Doc, harmed: Harmed, groups: list[Group], is_note: bool) -> bool:
    """Whether counted people stand before "they"; their number is set.

    In an article they are the last people named in the sentence, not those who do the harm:
    "a shell fell into a room where four girls were, killing them".
    """
    start, number_of = harmed.group.start, doc.user_data["sentence_of"]
    fitting = [
        g
        for g in groups
        if start - _NEAR < g.start < start and g.figure > 1 and names_people(doc[g.head].lower_)
    ]
    if fitting and not is_note:
        last, by = fitting[-1], killer(doc, harmed.trigger.i, doc[start].sent.start)
        is_there = doc[harmed.trigger.i].head.lemma_ == "be"  # "where four girls were, killing"
        does_harm = not is_there and by is not None and by.start <= last.head < by.end
        others = any(names_people(t.lower_) for t in doc[last.end : start])
        if does_harm or others or number_of[last.start] != number_of[start]:
            return False
    if fitting:
        harmed.group = replace(harmed.group, size=fitting[-1].figure)
    return bool(fitting)


def _names_person(doc: Doc, before: int) -> bool:
    """Whether a person, or "a, an, the" with a noun for people, stands shortly before."""
    return any(
        token.ent_type_ == "PERSON"
        or token.lower_ in ("a", "an")
        and any(t.ent_type_ == "NORP" for t in doc[token.i + 1 : token.i + 4])
        or token.lower_ in ("a", "an", "the")
        and any(_is_one(t) for t in doc[token.i + 1 : token.i + 6])
        for token in doc[max(0, before - 40) : before]
    )


def _is_one(token: Token) -> bool:
    """Whether a word is a noun for one person."""
    return names_people(token.lower_) and token.tag_ in ("NN", "NNP")


def share_sides(doc: Doc, figures: list[Figure]) -> None:
    """Give a side to figures that name none: repeats, parts and "35 others"; then likely ones."""
    _share(doc, figures)
    for figure in figures:
        side, side_id = figure.row["_likely"]
        if figure.row["side_id"] is None and side_id:
            figure.row.update(side=side, side_id=side_id)
    _share(doc, figures)


def _share(doc: Doc, figures: list[Figure]) -> None:
    """Copy sides between figures that speak of the same people."""
    by_id = {f.row["claim_id"]: f for f in figures}
    for k, figure in enumerate(figures):
        if figure.row["side_id"] is None:
            source = _elliptic_source(doc, figure, figures[:k]) or by_id.get(
                figure.row["subset_of"]
            )
            _copy_side(source, figure)
    for figure in figures:
        first = by_id.get(figure.row["same_as"])
        if first and number_of(first.row) == number_of(figure.row):
            _copy_side(first, figure, both=True)
            _copy_side(figure, first, both=True)
    for figure in figures:
        _copy_side(by_id.get(figure.row["same_as"] or figure.row["subset_of"]), figure)


def _copy_side(source: Figure | None, figure: Figure, *, both: bool = False) -> None:
    """Copy the side of one figure to another that has none."""
    if source is None or figure.row["side_id"] or not source.row["side_id"]:
        return
    if (source.row["side_id"] == "all" and not both) or (
        figure.head == "people" and not figure.group.more
    ):
        return
    figure.row.update({key: source.row[key] for key in LIKE_SIDES})


def _elliptic_source(doc: Doc, figure: Figure, earlier: list[Figure]) -> Figure | None:
    """The figure before that "35 others", "his wife" or "four were captured" goes on about."""
    if not earlier:
        return None
    last = earlier[-1]
    if figure.group.is_bare and last.row["subset_of"]:  # "600 Turks, 90 of them women, and 40 hurt"
        wholes = (f for f in earlier if f.row["claim_id"] == last.row["subset_of"])
        last = next((f for f in wholes if f.row["sentence_id"] == figure.row["sentence_id"]), last)
    before = last.row
    number = doc.user_data["sentence_of"]
    apart = number[figure.group.start] - number[last.group.start]
    if apart > 1 or (apart and before["victim_type"] in ("civilian", "child")):
        return None
    claimants = {before["claimant_name"], figure.row["claimant_name"]}
    if apart and len(claimants) == 2 and None not in claimants:
        return None  # another speaker tells of others
    group = figure.group
    is_kin = doc[group.start].lower_ in ("his", "her", "their")
    is_counted = bool(last.group.quantity)
    is_more = figure.head in ELLIPTIC or (group.more and (group.is_bare or group.number is None))
    beside_fighters = group.is_bare and before["victim_type"] == "combatant" and is_counted
    beside_named = group.is_bare and not apart and before["side_id"] is not None and is_counted
    beside_named = beside_named and before["subset_of"] is None
    are_comrades = _are_comrades(doc, figure)
    is_other_harm = figure.row["harm"] != "killed" or before["_trigger"].lower() == "blown"
    is_other_harm |= before["_trigger"].lower() in ("blew", "blow", "blowing", "detonated")
    if before["is_perpetrator"] and is_other_harm and not are_comrades:
        return None  # "killed the bomber and injured ten others", "blew himself up, killing 30"
    is_elliptic = is_more or are_comrades or beside_fighters
    is_elliptic |= not apart and (is_kin or beside_named)
    return last if is_elliptic else None


def _are_comrades(doc: Doc, figure: Figure) -> bool:
    """Whether victims are named by those before ("two of his colleagues", "15 prisoners")."""
    group = figure.group
    found = {doc[j].lower_ for j in range(group.start, min(group.end + 3, len(doc)))}
    return bool(found & COMRADES)
