"""What kind of people were harmed?  Soldiers, police, civilians, by noun, words near and whole."""

import re

from spacy.tokens import Doc

from dateline.claims.clauses import BE, ORDINALS, Harmed
from dateline.claims.likeness import Figure, sides_differ
from dateline.claims.people import NOMINAL, PRONOMINAL, Group, people
from dateline.lexicon import lexicon, listed, words
from dateline.names import actor_slug

UNTYPED = (None, "unknown", "not_people")
STRUCK = listed("word of the struck")
BODIES = words("bodies corpses")
OTHERS = words("other others more another comrades comrade colleagues colleague")
MEN = words("men man personnel people lives members")
GUARDED = listed("guarded")
OFFICERS = words("officer officers")
ARMED = listed("army word")
FORMER = listed("former")
LINKS = BE | words("as a an all both the mostly mainly ,")
FIGHTING = re.compile(
    r"^\W*(?:who|whom)\s+(?:had\s+|were\s+)?(?:opened|attack\w*|fir(?:ed|ing)|shot\s+at|stabb\w*|tried|attempt\w*|ambush\w*|storm\w*|hurl\w*)",
    re.IGNORECASE,
)
OWN_RANKS = re.compile(
    r"\b(?:in|from|among)\s+(?:its|their|our)\s+(?:own\s+)?(?:ranks|men|troops)\b"
)
MIXED = re.compile(
    r"^\W*(?:(?:most|many|some|all\s+but\s+\w+)\s+of\s+(?:them|whom)|mainly|mostly|fighters,|including\s+(?:\w+\s+){0,2}?(?:soldiers|civilians|police))",
    re.IGNORECASE,
)
LEADERS = words("leader leaders chief head deputy")
FORCES = ("military", "non-state armed group")
SUFFERING = {"inflict", "suffer", "sustain"}
FAR = 15  # tokens from "one of those killed on Friday" to "was a doctor"


def victim_type(doc: Doc, harmed: Harmed, end: int) -> str:
    """Who the people of a group were: combatant, police, child, civilian, journalist …

    `end` is the end of the sentence, whose words after the group may tell more.

    >>> sorted(set(people().values()))
    ['child', 'civilian', 'combatant', 'journalist', 'not_people', 'police', 'unknown']
    """
    group = harmed.group
    own = _of_words(doc, group, end)
    if own not in UNTYPED:
        return "mixed" if _is_joined_to_others(doc, group, own, end) else own
    told = _told_of(doc, group, end)
    if told:
        return told
    after = doc[group.end : min(end, group.end + 10)].text
    if FIGHTING.match(after) or OWN_RANKS.search(after) or _are_men_lost(doc, harmed):
        return "combatant"
    if doc[group.head].lower_ == "man" and group.figure == 1:
        return "civilian"
    return "mixed" if MIXED.match(after) else "unknown"


def _of_words(doc: Doc, group: Group, end: int) -> str | None:
    """The type that the words of the group itself give."""
    nouns = people()
    inside = [doc[j].lower_ for j in range(group.start, group.end)]
    head = doc[group.head].lower_
    kind = nouns.get(head)
    if head in ("them", "whom", "which") and group.end + 1 < len(doc):  # "14 of them soldiers"
        kind = nouns.get(doc[group.end + (doc[group.end].pos_ == "AUX")].lower_)
    if "old" in inside and any(w.isdigit() and int(w) < 18 for w in inside):
        return "child"
    if kind in ("combatant", "police") and "police" in inside:
        return "police"
    if head in ("citizen", "citizens"):
        before = doc[group.start : group.head]
        if any(t.text[:1].isupper() or t.tag_ == "PRP$" for t in before):
            return None
    if head in OFFICERS and _speaks_of_police(doc, group):
        return "police"
    if kind != "not_people" and set(inside[: group.head - group.start]) & listed("armed body"):
        return "combatant"
    if kind == "combatant" and FORMER & set(inside):
        return "civilian"
    if kind not in UNTYPED:
        return kind
    if head in ("members", "member"):
        if doc[group.head - 1].lower_ == "service":
            return "combatant"
        if "of" in inside or group.end < end and doc[group.end].lower_ == "of":
            inside += [doc[j].lower_ for j in range(group.end, min(end, group.end + 4))]
        if set(inside) & ((listed("armed body") | GUARDED) - {"armed"}):
            return "combatant"
    types = [nouns.get(w) for w in reversed(inside)]
    return next((t for t in types if t not in UNTYPED), None)


def _speaks_of_police(doc: Doc, group: Group) -> bool:
    """Whether the words around an officer speak of police and of no army."""
    around = {t.lower_ for t in doc[max(0, group.start - 60) : group.end + 40]}
    own = {t.lower_ for t in doc[group.start : group.end]}
    return "police" in around and not own & ARMED and not around & ARMED


def _is_joined_to_others(doc: Doc, group: Group, own: str, end: int) -> bool:
    """Whether nouns of another type share the count ("60 civilians, rebels and soldiers")."""
    j, found = group.end, set()
    while (
        group.quantity and group.figure > 1 and j + 1 < end and doc[j].lower_ in (",", "and", "or")
    ):
        j += 1 + (doc[j + 1].lower_ == "and")
        start = j
        while j < end and doc[j].tag_ in NOMINAL | {"JJ", "VBN"} and doc[j].lower_ not in lexicon():
            j += 1
        if j == start or doc[j - 1].tag_ != "NNS":
            break
        found.add(people().get(doc[j - 1].lower_))
        if doc[start - 1].lower_ in ("and", "or"):
            return bool(found - {own, "child", *UNTYPED})
    return False


def _told_of(doc: Doc, group: Group, end: int) -> str | None:
    """The type in "three of them children", "five of the dead were women", "one a doctor"."""
    head = doc[group.head].lower_
    if group.kind == "named":
        return _apposed(doc, group.end, end)
    if head == "whom" and group.start > 1 and doc[group.start - 1].text == ",":
        kind = people().get(doc[group.start - 2].lower_)  # "civilians, thousands of whom"
        return None if kind in UNTYPED else kind
    if not (head in PRONOMINAL | STRUCK or group.is_bare):
        return None
    j = group.end
    if head in ("those", *STRUCK):
        near = range(j, min(j + FAR, end))
        j = next((k for k in near if doc[k].lower_ in ("were", "was", "are", "been")), j)
    start = j
    while j < end and j < start + 4 and doc[j].lower_ in LINKS:
        j += 1
    between = {t.lower_ for t in doc[start:j]}
    if between and doc[start].text == "," and not {"all", "both"} & between:
        return None
    if group.is_bare and not between:
        return None
    stop = j
    inner = NOMINAL | {"JJ", "HYPH", "CD"}
    while stop < end and doc[stop].tag_ in inner and doc[stop].lower_ not in lexicon():
        stop += 1
    if stop == j:
        return None
    named = Group(j, stop, stop - 1, "count")
    found = _of_words(doc, named, end)
    return None if found in UNTYPED else found


def _apposed(doc: Doc, j: int, end: int) -> str | None:
    """The type in "Ana Ruiz, 41, a nurse" and "Ana Ruiz, the nurse"."""
    while j + 2 < end and (doc[j].text == "," or doc[j].like_num):
        j += 1
    if doc[j].lower_ not in ("a", "an", "the") or doc[j - 1].text != ",":
        return None
    stop = j + 1
    while stop < end and doc[stop].tag_ in NOMINAL | {"JJ"}:
        stop += 1
    found = _of_words(doc, Group(j, stop, stop - 1, "named"), stop) if stop > j + 1 else None
    return None if found in UNTYPED else found


def _are_men_lost(doc: Doc, harmed: Harmed) -> bool:
    """Whether a force tells of its own ("had lost eight men", "nine of our men")."""
    group = harmed.group
    head = doc[group.head]
    is_general = head.lower_ in MEN or group.is_bare
    is_general |= head.ent_type_ == "NORP" or head.lower_ in ("casualties", "own")
    own = {doc[j].lower_ for j in range(group.start, group.end)} & {"our", "its", "their", "his"}
    before = {t.lemma_ for t in doc[max(0, group.start - 2) : group.start]}
    has = SUFFERING | ({"have", "take"} if head.lower_ == "casualties" else set())
    if doc[harmed.trigger.i].lower_.startswith("neutrali") or before & has:
        return bool(group.quantity)
    is_lost = harmed.trigger.frame == "lose" and harmed.route != "left"
    return bool(group.quantity) and (
        is_general and is_lost or bool(own) and head.lower_ in MEN | {"own"}
    )


def share_types(doc: Doc, figures: list[Figure], actors: dict[str, dict]) -> None:
    """Give a type to figures that name none: of the whole, of the figure before; or mixed."""
    rows = {f.row["claim_id"]: f.row for f in figures}
    forces = {key: f for key, f in actors.items() if f.get("actor_type") in FORCES}
    armed = {*forces, *(actor_slug(facts["name"]) for facts in forces.values())}
    parts: dict[str, list[Figure]] = {}
    for figure in figures:
        if figure.head in LEADERS and figure.row["side_id"] in armed:
            figure.row["victim_type"] = "combatant"  # "the militia's leader"
        parts.setdefault(figure.row["subset_of"], []).append(figure)
    for figure in (f for f in figures if f.row["victim_type"] == "unknown"):
        is_general = _is_elliptic(doc, figure) or figure.head in MEN | {"persons"}
        if is_general and _is_made_up(figure, parts.get(figure.row["claim_id"], [])):
            figure.row["victim_type"] = "mixed"
        elif figure.row["side_id"] in armed and (is_general or _is_called(figure)):
            figure.row["victim_type"] = "combatant"
    for k, figure in enumerate(figures):
        if figure.row["victim_type"] != "unknown" or not _is_elliptic(doc, figure):
            continue
        whole = rows.get(figure.row["subset_of"]) or _before(doc, figure, figures[:k])
        if whole and whole["victim_type"] not in ("mixed", "child"):
            figure.row["victim_type"] = whole["victim_type"]


def _is_called(figure: Figure) -> bool:
    """Whether victims have no noun but a name: their own or their group's ("three Houthis")."""
    return figure.group.kind == "named" or figure.head in str(figure.row["side"]).lower().split()


def _is_elliptic(doc: Doc, figure: Figure) -> bool:
    """Whether a figure has no noun of its own ("wounding 30", "two of them", "five others")."""
    return figure.group.is_bare or figure.head in PRONOMINAL | OTHERS | STRUCK | ORDINALS


def _is_made_up(whole: Figure, parts: list[Figure]) -> bool:
    """Whether parts show that people of two kinds are counted ("26 dead, 14 of them soldiers")."""
    here = [p for p in parts if p.row["sentence_id"] == whole.row["sentence_id"]]
    smaller = [p for p in here if p.group.figure < whole.group.figure]
    types = {p.row["victim_type"] for p in smaller} - {"child", "unknown", "mixed"}
    are_civilians = any(p.head.startswith("civilian") for p in smaller)
    return bool(types & {"combatant", "police"}) or are_civilians or len(types) > 1


def _before(doc: Doc, figure: Figure, earlier: list[Figure]) -> dict | None:
    """The row of the figure before that an ellipsis goes on about, in its sentence or the last."""
    ids = {f.row["claim_id"] for f in earlier if f.row["sentence_id"] == figure.row["sentence_id"]}
    wholes = [f for f in earlier if f.row["subset_of"] not in ids]
    if not wholes:
        return None
    last, group = wholes[-1], figure.group
    gap = figure.row["sentence_id"] - last.row["sentence_id"]
    is_apart = gap > 1 or (figure.head in BODIES if gap else figure.row["_route"] == "toll")
    are_others = figure.head not in OTHERS and sides_differ(
        figure.row["side_id"], last.row["side_id"]
    )
    if last.row["is_perpetrator"] or is_apart or are_others:
        return None
    if group.kind == "singular" or figure.head in ORDINALS or group.figure == 1:
        return last.row if gap == 0 else None
    joined = {f.row["victim_type"] for f in wholes if f.row["_i"] == last.row["_i"]}
    if len(joined) > 1:  # "eight civilians and five soldiers were killed and 70 wounded"
        return None
    if gap:
        are_forces = last.row["victim_type"] in ("combatant", "police")
        is_alike = group.kind != "vague" and group.figure <= 2 * last.group.figure
        return last.row if are_forces and is_alike else None
    are_comrades = figure.head in OTHERS and last.row["victim_type"] == "combatant"
    return last.row if last.group.figure > 1 or are_comrades else None
