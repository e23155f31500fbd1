"""Who harms and who loses people, by the words of a sentence; are they the men of a force?"""

import re
from collections.abc import Iterable
from itertools import takewhile

from spacy.tokens import Doc, Span, Token

from dateline.claims.people import Group, people
from dateline.lexicon import listed, words
from dateline.parse import sentence_at

Side = tuple[str | None, str]  # name in the text, null for all sides, and id
CAUSES = ("rebel", "separatist", "secessionist", "loyalist", "dissident")
PARTIES = {word: word for word in words("government opposition regime junta resistance")}
PARTIES |= {form: f"{noun}s" for noun in CAUSES for form in (noun, f"{noun}s")}
OF_STATE = words("government regime junta loyalists")
AGAINST = ("anti", "non")
ARMS = words("front army brigade brigades forces militia guerrillas")
SERVED = ARMS | words("guard corps navy military police battalion regiment gendarmerie legion unit")
POST = (
    r"(?:[\w-]+\s+){0,3}?(?:spokes\w+|leader|head|commander|member|official|advis[eo]r|chief|figure)"
    r"\s+(?:of|for|in|from|with)\s+(?:the\s+|an?\s+)?(?:(?:[a-z’'-]+\s+){0,3}(?:group|movement|militia),?\s+)?((?:(?:al-)?[A-Z][\w’'-]*)(?:\s+[A-Z][\w’'-]*){0,4}"
    r"(?:\s+(?:faction|group|militia|forces))?)"
)
_MEN = r"(?:side|army|military|forces|troops)"
BESIDE = re.compile(
    r"\b[Oo]n the ([\w-]+)(?: ?['’]s?)? side(?:,[^;]*|[\w ]{0,12})$"
    r"|\b[Oo]n the side of (?:the )?([\w-]+(?: [A-Z][\w-]+)?)\b[^;]{0,25}$"
    r"|\b[Oo]f the ([\w-]+),?$"
    r"|\bAs (?:for|to|regards) (?:the )?([\w-]+(?: [A-Z][\w-]+)?)(?: [\w-]+){0,3},[^;,]{0,40}$"
    rf"|(?:(?:\b(?!the\b)([\w-]+)(?: {_MEN})? ?['’]s?|([A-Z][\w-]+)) "
    r"(?:own |total )?(?:losses|casualties)"
    rf"|\b(?:losses|casualties) (?:of|among|for|on) (?:the )?([\w-]+)(?: {_MEN})?)\b"
    r"[^.;,]{0,40}?\b(?:amount\w* to|were|are|at|to|total\w*|number\w*|includ\w*)$"
)
BACKERS = ("led", "backed", "aligned", "allied", "supported", "run", "sponsored")
BACKED = re.compile(rf"\b[\w.’']+[-–](?:{'|'.join(BACKERS)})\b\s*")
POSSESSED = re.compile(r"['’]s?(?=\s|$)")
DEEDS = listed("instrument") | listed("deed of a day")  # "a raid by X", "in an X raid"
OWN_DEEDS = words("action campaign incursion invasion offensive operation raid siege")
DONE = words("laid planted set staged mounted launched carried conducted sprung fired dropped")
HOLDER = r"(?:[a-z]+\s+){0,2}(?:leader|commander|spokes\w+|chief|official)s?,?\s+"
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


def is_opposed(token: Token) -> bool:
    """Whether a name is one that its bearers are against ("anti-Zanu fighters")."""
    before = token.doc[max(0, token.i - 2) : token.i]
    return len(before) == 2 and before[0].lower_ in AGAINST and before[1].text in ("-", "–")


def party_in(tokens: Iterable[Token]) -> Side | None:
    """Government, opposition, rebels: the first party that words name."""
    named = (t.lower_ for t in tokens if t.lower_ in PARTIES and not is_opposed(t))
    name = next(named, None)
    return (name, PARTIES[name]) if name else None


def post_of(text: str, person: str) -> tuple[str | None, str | None]:
    """The body after a person's post, else the words before it.

    >>> post_of("Ana Ruiz, a spokeswoman for the Northern Front, said", "Ana Ruiz")
    ('Northern Front', None)
    >>> post_of("the Hamas spokesman Sami Zuhri said", "Sami Zuhri")
    (None, 'Hamas')
    """
    last = person.split()[-1]
    if last not in text:
        return None, None
    name = re.escape(last)
    match = re.search(rf"{name},\s+(?:(?:an?|the)\s+)?{POST}", text)
    if match:
        return match[1], None
    match = re.search(
        rf"((?:(?:al-)?[A-Z][\w’'-]+\s+){{1,3}}){HOLDER}(?:[A-Z][\w.-]+\s+)*{name}", text
    )
    return None, match[1].strip() if match else None


def killer(doc: Doc, i: int, start: int) -> Span | None:
    """The words for who does the harm of the verb at token i, or ``None`` when it is passive."""
    token: Token = doc[i]
    for _ in range(4):
        kinds = [c.dep_ for c in token.children]
        agent = next((c for c in token.children if c.dep_ == "agent"), None)
        if agent is not None:
            return doc[agent.i : agent.right_edge.i + 1]
        if "nsubjpass" in kinds or "auxpass" in kinds:
            return None
        subject = next((c for c in token.children if c.dep_ == "nsubj"), None)
        if subject is not None:
            left = subject.left_edge.i
            if subject.tag_ in ("WDT", "WP") and token.dep_ == "relcl":  # "a raid by X that killed"
                left = token.head.left_edge.i
            return doc[left : subject.i + 1] if start <= left <= subject.i < i else None
        if token.dep_ not in ("conj", "advcl", "xcomp") or token.head.i < start:
            return None
        token = token.head
    return None


def is_author(doc: Doc, start: int, end: int, *, is_army: bool = False) -> bool:
    """Whether the words make the party named at [start, end) the one that did a deed of harm.

    "a mine laid by X", "an ambush by suspected X rebels", "in an X drone strike", "blamed on X".
    An army loses men in operations of its own, so that for one those tell nothing.
    """
    deeds = DEEDS - OWN_DEEDS if is_army else DEEDS
    j = start - 1
    while j > max(0, start - 5) and doc[j].tag_ in ("DT", "JJ", "VBN", "NN", "NNP", "HYPH"):
        j -= 1
    if j > 0 and doc[j].lower_ in ("by", "on"):
        done = [t.lower_ for t in doc[max(0, j - 2) : j]]
        is_by = doc[j].lower_ == "by"
        return done[-1] == "blamed" or is_by and bool(done[-1] in deeds or DONE & set(done))
    after = doc[end : end + 4]
    named = takewhile(lambda t: t.tag_ in ("NN", "NNP", "NNS", "JJ", "POS", "HYPH"), after)
    return any(t.lower_.removesuffix("s") in deeds or t.lemma_ in deeds for t in named)


def loser(doc: Doc, i: int, start: int) -> Span | None:
    """The subject of "lost" at token i."""
    subject = next((c for c in doc[i].children if c.dep_ == "nsubj"), None)
    if subject is None and doc[i].tag_ == "VBG":  # "killed 96 men while losing nine of its own"
        return killer(doc, i, start)
    return None if subject is None else doc[max(start, subject.left_edge.i) : subject.i + 1]


def spans_of(name: str) -> list[str]:
    """Runs of words in a speaker's name, the longest first, without what merely backs it.

    >>> spans_of("South Korea's army")[1]
    'South Korea'
    """
    words = BACKED.sub("", POSSESSED.sub("", name)).split()
    words = [word.strip(",.") if word.count(".") < 2 else word for word in words]
    return [" ".join(words[i : i + n]) for n in (3, 2, 1) for i in range(len(words) - n + 1)]


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
