"""Are victims the men of a force?  Soldiers of an army, policemen, men of an armed group."""

import re

from spacy.tokens import Doc, Span

from dateline.claims.people import Group, people
from dateline.lexicon import listed, words
from dateline.parse import sentence_at

SOLDIERS = words(
    "soldier soldiers serviceman servicemen servicewoman servicewomen troop troops trooper "
    "troopers marine marines paratrooper paratroopers conscript conscripts reservist reservists"
)
STRUCK = listed("word of the struck")
SERVICES = words("army navy infantry military marine ranger airman infantryman sailor rangers")
ARMED = words(
    "militant militants insurgent insurgents assailant assailants attacker attackers gunman "
    "gunmen jihadist jihadists jihadi jihadis extremist extremists terrorist terrorists fighter "
    "fighters bomber bombers guerrillas guerrilla raider raiders operative operatives militiaman "
    "militiamen infiltrators perpetrator perpetrators"
)
BANDITS = words("bandit bandits")  # "four of the bandits" are those of the group just named
ARMED_NAMES = ARMED | {"rebels", "militia", "gang"}
BETWEEN = re.compile(r"\bbetween\s+(?:the\s+)?([\w -]{3,40}?)\s+and\s*(?:the)?$")
OF_A_FORCE = re.compile(r"of\s+(?:the\s+)?(?:(?:special|security|armed|government)\s+)+forces\b")
GENERIC = listed("fighter in -ist or -eer") | ARMED_NAMES


def kind_of(doc: Doc, group: Group) -> str | None:
    """Whether victims are soldiers of an army, policemen or men of an armed group."""
    head = group.head - (doc[group.head].lower_ in ("prisoner", "hostage", "captive"))
    word = doc[head].lower_
    if {t.lower_ for t in doc[group.start : head]} & listed("foreign adjective"):
        return None  # "two foreign soldiers" are not of the army nearby
    is_partitive = word in ("them", "whom")
    if is_partitive and group.end + 1 < len(doc):  # "14 of them (were) soldiers"
        word = doc[group.end + (doc[group.end].pos_ == "AUX")].lower_
    before = {doc[j].lower_ for j in range(group.start, min(group.end + 3, len(doc)))}
    if word in SOLDIERS or before & SERVICES and people().get(word) in ("combatant", "police"):
        return "army"
    if word in ("member", "members", "men", "officer", "officers") and (
        before & {"security", "service", "guard", "defence", "defense"}
        or OF_A_FORCE.match(doc[head + 1 : min(head + 7, len(doc))].text)
    ):
        return "army"
    if people().get(word) == "police" or "police" in doc[group.start : head].text:
        return "police"
    is_meant = word in ARMED or word in BANDITS and "the" in before
    is_meant |= word in ("men", "man") and "armed" in before
    is_counted = group.quantity is not None or group.kind == "definite"
    is_armed = not is_partitive and is_meant and is_counted
    return "group" if is_armed else None


def named_first(doc: Doc, i: int, words: str) -> str:
    """The other state before an army named at token i ("between Xs and Y troops", "X and Y")."""
    first, joiner, _ = words.partition(" and ")
    match = None if joiner else BETWEEN.search(doc[sentence_at(doc[i]).start : i].text)
    return first if joiner else match[1] if match else ""


def is_of_struck(doc: Doc, group: Group) -> bool:
    """Whether people are named by their harm alone ("nine dead", "three casualties")."""
    head, after = doc[group.head].lower_, doc[group.end - 1 : group.end + 1]
    return head in STRUCK or group.is_bare and any(t.lower_ in STRUCK for t in after)


def are_men(doc: Doc, group: Group) -> bool:
    """Whether victims can be the men of a force: no civilians, no children, no journalists."""
    own = people().get(doc[group.head].lower_, "unknown")
    return own in ("combatant", "unknown", "police")


def is_movement(word: str) -> bool:
    """Whether a capitalised word can name an armed group: "Maoist", no "Shiite", no "Islamist"."""
    is_generic = word in GENERIC or word.removesuffix("s") in GENERIC
    return people().get(word, "combatant") == "combatant" and not is_generic


def bare_name(span: Span) -> str:
    """A group's name without count, article and noun ("Two Arab gunmen": "Arab")."""
    kept = [t for t in span if t.tag_ not in ("CD", "DT", "PRP") and t.lower_ not in ARMED_NAMES]
    is_name = bool(kept) and kept[0].text[:1].isupper() and is_movement(kept[0].lower_)
    return span.doc[kept[0].i : kept[-1].i + 1].text if is_name else ""
