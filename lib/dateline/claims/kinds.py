"""What kind of people were harmed?  Soldiers, police, civilians, by noun, words near and whole."""

import re
from itertools import takewhile

from spacy.tokens import Doc

from dateline.claims.clauses import BE, Harmed
from dateline.claims.nounphrases import antecedent, apposition
from dateline.claims.numerals import value
from dateline.claims.parties import SERVED, loser
from dateline.claims.people import NOMINAL, POSSESSIVES, PRONOMINAL, Group, none_before, people
from dateline.lexicon import lexicon, listed, words

UNTYPED = (None, "unknown", "not_people")
STRUCK = listed("word of the struck")
MEN = words("men man personnel people lives members")
OFFICERS = words("officer officers")
ARMED = listed("army word")
FORMER = listed("former")
SUFFERING = {"inflict", "suffer", "sustain"}
LINKS = BE | POSSESSIVES | words("as a an all both the those of mostly mainly ,")
FIGHTING = re.compile(
    r"^\W*(?:who|whom)\s+(?:had\s+|were\s+)?(?:opened|attack\w*|fir(?:ed|ing)|shot\s+at|stabb\w*|tried|attempt\w*|ambush\w*|storm\w*|hurl\w*)"
    r"|^(?:had\s+)?(?:opened\s+fire|(?:fired|shot)\s+(?:at|on)\b|(?:attacked|stabbed|ambushed|rammed|stormed)\s(?!by|to\b)"
    r"|(?:tried|attempted)\s+to\s+(?:attack|stab|ram|shoot|storm|ambush|bomb|kill)\b)",
    re.IGNORECASE,
)
POLICE_BODY = re.compile(
    r"(?:in|of|from|with)\s+(?:(?:the|a|its|his)\s+(?:[\w-]+\s+){0,2}?)?"
    r"(?:police|gendarmerie|constabulary|carabinieri|civil\s+guard)\b",
    re.IGNORECASE,
)
SAYS, AMONG = words("says said say"), words("of among")
OWN_RANKS = re.compile(
    r"\b(?:in|from|among)\s+(?:its|their|our)\s+(?:own\s+)?(?:ranks|men|troops)\b"
)
MIXED = re.compile(
    r"^\W*(?:(?:most|many|some|all\s+but\s+\w+)\s+of\s+(?:them|whom)|mainly|mostly|fighters,|including\s+(?:\w+\s+){0,2}?(?:soldiers|civilians|police))",
    re.IGNORECASE,
)
ADULT = 18
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
    none = none_before(doc, group)
    told = _of_words(doc, none, end) if none else _told_of(doc, group, end)
    meant = None if told else antecedent(doc, group)
    told = _of_words(doc, meant, end) if meant else told
    if told not in UNTYPED:
        return told
    if group.is_bare and (kind := _of_toll(doc, harmed, end)):
        return kind
    after = doc[group.end : min(end, group.end + 10)].text
    if FIGHTING.match(after) or OWN_RANKS.search(after) or _are_men_lost(doc, harmed):
        return "combatant"
    if doc[group.head].lower_ == "man" and group.figure == 1:
        return "civilian"
    return "mixed" if MIXED.match(after) else "unknown"


def type_of_fighters(doc: Doc, group: Group, end: int) -> str:
    """The type of soldiers or policemen, by the words for them; of others unknown."""
    kind = _of_words(doc, group, end)
    return kind if kind in ("combatant", "police") else "unknown"


def _of_words(doc: Doc, group: Group, end: int) -> str | None:
    """The type that the words of the group itself give."""
    nouns = people()
    inside = [doc[j].lower_ for j in range(group.start, group.end)]
    head = doc[group.head].lower_
    kind = nouns.get(head)
    if head in ("them", "whom", "which") and group.end + 1 < end:  # "14 of them soldiers"
        j = _past_saying(doc, group.end, end)
        kind = nouns.get(doc[j + (doc[j].pos_ == "AUX")].lower_)
    if "elderly" in inside and kind in UNTYPED:
        return "civilian"
    if "old" in inside and any(w.isdigit() and int(w) < 18 for w in inside):
        return "child"
    if kind in ("combatant", "police") and (
        "police" in inside or POLICE_BODY.match(doc[group.head + 1 : group.head + 8].text)
    ):
        return "police"
    if kind is None and doc[group.head].ent_type_ == "NORP":  # "two Greek and six Thai men"
        kind = _shared_noun(doc, group, end)
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
    if head in ("members", "member", "men", "man"):
        if doc[group.head - 1].lower_ in ("service", "security"):
            return "combatant"
        is_on = "of" in inside and doc[group.end - 1].lower_ != "forces"  # "… and civilians"
        if is_on or group.end < end and doc[group.end].lower_ == "of":
            inside += [doc[j].lower_ for j in range(group.end, min(end, group.end + 4))]
        if set(inside) & ((listed("armed body") | listed("guarded")) - {"armed"}):
            return "combatant"
    types = [nouns.get(w) for w in reversed(inside)]
    return next((t for t in types if t not in UNTYPED), None)


def _of_toll(doc: Doc, harmed: Harmed, end: int) -> str | None:
    """The type in "the US military death toll hits 500", "the number of marines killed is 9"."""
    i, j = harmed.trigger.i, harmed.group.end
    if harmed.trigger.frame != "toll" or i > harmed.group.start:
        return None
    if doc[j : j + 1].text == "the":  # "put at 37 the rebels killed", "to 9 the number of nurses"
        of = next((t.i for t in doc[j + 1 : min(j + 4, end)] if t.lower_ == "of"), j)
        return _of_run(doc, of + 1, end)
    run = takewhile(lambda t: t.tag_ in NOMINAL | {"JJ", "POS"}, reversed(doc[max(0, i - 3) : i]))
    before = {t.lower_ for t in run}
    if before & (ARMED | {"police"}):
        return "combatant" if before & ARMED else "police"
    return _of_run(doc, i + 2, harmed.group.start) if doc[i + 1].lower_ in AMONG else None


def _of_run(doc: Doc, first: int, end: int) -> str | None:
    """The type of the nouns that stand in a row from token `first`."""
    run = takewhile(lambda t: t.tag_ in NOMINAL | {"JJ", "HYPH", "VBN"}, doc[first:end])
    stop = first + len(list(run))
    found = _of_words(doc, Group(first, stop, stop - 1, "plural"), end) if stop > first else None
    return None if found in UNTYPED else found


def _shared_noun(doc: Doc, group: Group, end: int) -> str | None:
    """The type of the noun that a later figure has for both."""
    if doc[group.head].lower_.endswith("s") or doc[group.end].lower_ not in ("and", "as", "or"):
        return None
    types = (people().get(t.lower_) for t in doc[group.end : min(group.end + 7, end)])
    return next((t for t in types if t), None)


def _past_saying(doc: Doc, j: int, end: int) -> int:
    """Where it goes on after who says so ("five of whom police said were soldiers")."""
    said = (k + 1 for k in range(j, min(j + 4, end - 1)) if doc[k].lower_ in SAYS)
    return next((k for k in said if doc[k].lower_ in BE), j)


def _speaks_of_police(doc: Doc, group: Group) -> bool:
    """Whether of police and army, the police are named nearer to an officer."""
    if {t.lower_ for t in doc[group.start : group.end]} & ARMED:
        return False
    around = doc[max(0, group.start - 60) : group.end + 40]
    near = [t for t in around if t.lower_ in ARMED or t.lower_.startswith("police")]
    return bool(near) and min(near, key=lambda t: abs(t.i - group.head)).lower_ not in ARMED


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
        return _apposed(doc, group, end)
    if group.figure == 1 and (found := _apposed(doc, group, end)):  # "one of them, a nurse, died"
        return found
    if not (head in PRONOMINAL | STRUCK or group.is_bare):
        return None
    j = group.end
    if head in ("those", *STRUCK):
        near = range(j, min(j + FAR, end))
        j = next((k for k in near if doc[k].lower_ in ("were", "was", "are", "been")), j)
    start = j = _past_saying(doc, j, end)
    while j < end and j < start + 4 and doc[j].lower_ in LINKS:
        j += 1
    between = {t.lower_ for t in doc[start:j]}
    if between and doc[start].text == "," and not {"all", "both", "those"} & between:
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


def _apposed(doc: Doc, group: Group, end: int) -> str | None:
    """The type in "Ana Ruiz, 41, a nurse", "Ana Ruiz, the nurse" and "Ana, aged four,"."""
    j = group.end
    while j + 2 < end and (doc[j].text == "," or doc[j].like_num or doc[j].lower_ == "aged"):
        age = value(doc[j].lower_) if doc[j].like_num and doc[j + 1].text in ",." else None
        if age is not None and age < ADULT:
            return "child"
        j += 1
    apposed = apposition(doc, group)
    found = _of_words(doc, apposed, apposed.end) if apposed else None
    return None if found in UNTYPED else found


def _are_men_lost(doc: Doc, harmed: Harmed) -> bool:
    """Whether a force tells of its own ("had lost eight men", "nine of our men")."""
    group, head = harmed.group, doc[harmed.group.head]
    is_general = head.lower_ in MEN or group.is_bare
    is_general |= head.ent_type_ == "NORP" or head.lower_ in ("casualties", "own")
    own = {doc[j].lower_ for j in range(group.start, group.end)} & {"our", "its", "their", "his"}
    before = {t.lemma_ for t in doc[max(0, group.start - 2) : group.start]}
    has = {"have", "take"} if head.lower_ == "casualties" else set()
    if doc[harmed.trigger.i].lower_.startswith("neutrali") or before & (has | SUFFERING):
        return bool(group.quantity)
    is_lost = harmed.trigger.frame == "lose" and harmed.route != "left"
    if is_lost and head.lower_ in ("people", "lives"):  # "the village lost 40 people"
        owner = loser(doc, harmed.trigger.i, 0)
        is_lost = owner is None or owner[-1].tag_ != "NN" or owner[-1].lower_ in SERVED
    return bool(group.quantity) and (
        is_general and is_lost or bool(own) and head.lower_ in MEN | {"own"}
    )
