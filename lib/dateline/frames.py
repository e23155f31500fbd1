"""Which people does a word of harm strike?  Triggers joined to groups by their frames.

Neighbouring words are trusted first where a count stands beside its verb, then the tree, then the
nearest noun phrase; coordinated and included groups follow the group that they hang on.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from dateline.harm import Trigger, find_triggers
from dateline.victims import ARTICLES, NOMINAL, PAIRS, POSSESSIVES, Group, group_at, is_person, noun_run, people, phrase_kind  # fmt: skip

BE = {"be", "am", "is", "are", "was", "were", "been", "being", "get", "gets", "got", "getting", "'s"}  # fmt: skip
AUXILIARIES = BE | {"has", "have", "had", "having", "may", "might", "could", "would", "will", "did"}
LEFT_SKIP = AUXILIARIES | set(
    "also all both reportedly allegedly later then who that which subsequently confirmed reported "
    "feared believed presumed found left pronounced declared said to instantly not just already "
    "seriously severely slightly badly critically lightly fatally only either still listed now "
    "brutally gravely - — more and or , known deliberately accidentally apparently likely "
    "remain remained remains shot went gone being said lay were themselves moderately either".split()
)
LEFT_STOP_WORDS = {"and", "or", ","}
RIGHT_SKIP = set(
    "dead to death down off at least reportedly seriously severely slightly badly critically "
    "lightly total of a the both all : - — only also up instantly for".split()
)
INCLUSION = {"including", "include", "included", "includes", "among", "mostly", "namely", "comprising"}
AT_TOLL = {"at", "to", "is", "was", "as", "reached", "reaching", "stood", "hit", "passed", "topped", "exceeded", ":", "past"}
SAYING = {"say", "report", "claim", "add", "state", "announce", "confirm", "estimate"}
PERSONAL = {"he", "she", "him", "her", "they", "them", "both"}
REFLEXIVE = {"himself", "herself"}
JOINERS = {"and", ",", "or", "&", "plus", ";"}
WITH = {("along", "with"), ("together", "with"), ("as", "well"), ("well", "as")}


@dataclass
class Harmed:
    """A group struck by a harm: `parent` is the index of the group it is a part of."""

    group: Group
    trigger: Trigger
    harm: str
    route: str
    parent: int | None = None
    hypothetical: bool = False


class Sentence:
    """Groups and triggers of one sentence, and the joins between them."""

    def __init__(self, doc: Doc, start: int, end: int, groups: list[Group]):
        self.doc, self.start, self.end = doc, start, end
        self.groups = groups
        self.covering = {j: g for g in groups for j in range(g.start, g.end)}
        self.ending = {g.end: g for g in groups}
        self.opening = {j: g for g in groups for j in range(g.start, (g.number or g.start) + 1)}
        self.triggers = find_triggers(doc, start, end)
        self.at_trigger = {t.i: t for t in self.triggers}
        self.found: list[Harmed] = []
        self.used: dict[tuple[int, str], int] = {}

    def read(self) -> list[Harmed]:
        """Groups struck in this sentence, in the order of the text."""
        for trigger in self.triggers:
            harm = _joint_harm(self, trigger)
            if harm is None:
                continue
            for group, route in _victims(self, trigger):
                self.add(group, trigger, harm, route)
        _included(self)
        return self.found

    def add(self, group: Group, trigger: Trigger, harm: str, route: str, parent: int | None = None):
        """Keep a group, with what is coordinated with it; a group is struck once by a harm."""
        if group.head in self.at_trigger and self.at_trigger[group.head].is_body and trigger.i != group.head:
            return
        if group.kind in ("plural", "thing") or not is_person(self.doc, group) or (group.head, harm) in self.used:
            return
        if route != "included" and any((group.head, h) in self.used for h in _RIVALS.get(harm, ())):
            return
        self.used[group.head, harm] = len(self.found)
        self.found.append(Harmed(group, trigger, harm, route, parent))

    def group_from(self, i: int) -> Group | None:
        """The group that begins at token i."""
        if i >= self.end:
            return None
        if i in self.opening:
            return self.opening[i]
        token = self.doc[i]
        word = token.lower_
        if word in REFLEXIVE:
            return Group(i, i + 1, i, "reflexive")
        if word in PERSONAL and token.tag_ == "PRP":
            return Group(i, i + 1, i, "pronoun")
        if not (token.tag_ in NOMINAL | {"DT", "PRP$", "JJ", "PDT", "NNP"} or word in people() or word in ARTICLES):
            return None
        j = i + 1 if token.tag_ in ("DT", "PRP$", "PDT") or word in ARTICLES or word in POSSESSIVES else i
        stop, head = noun_run(self.doc, j, self.end)
        if head is None:
            is_ellipsis = word == "another"
            return Group(i, i + 1, i, "singular", more=True) if is_ellipsis else None
        if stop in self.opening and self.doc[head].i == stop - 1 and self.doc[stop - 1].tag_ == "POS":
            return None
        stop = _appositive_end(self.doc, stop, self.end)
        return self.phrase(i, stop, head, more=word == "another")

    def phrase(self, start: int, stop: int, head: int, *, more: bool = False) -> Group:
        """An uncounted group."""
        kind = phrase_kind(self.doc, start, head)
        return Group(start, stop, head, kind, more=more, size=PAIRS.get(self.doc[head].lower_, 1))

    def group_before(self, j: int) -> Group | None:
        """The group that ends before token j."""
        if j in self.ending:
            return self.ending[j]
        token = self.doc[j - 1]
        if j - 1 < self.start:
            return None
        if token.lower_ in PERSONAL and token.tag_ in ("PRP", "DT"):
            return Group(j - 1, j, j - 1, "pronoun")
        if token.lower_ == "another" or token.lower_ in ("second", "third", "fourth") and self.doc[j - 2].lower_ in ("a", "the"):  # fmt: skip
            return Group(j - 1, j, j - 1, "singular", more=True)
        if token.lower_ == "other" and self.doc[j - 2].lower_ == "the":
            return Group(j - 2, j, j - 1, "singular", more=True)
        if j - 1 in self.covering:
            return self.covering[j - 1]
        return group_at(self.doc, j - 1, {})

    def of_token(self, token: Token) -> Group | None:
        """The group that a word of the tree belongs to."""
        if token.lower_ in REFLEXIVE:
            return Group(token.i, token.i + 1, token.i, "reflexive")
        if token.lower_ in PERSONAL:
            return Group(token.i, token.i + 1, token.i, "pronoun")
        if token.i in self.covering:
            return self.covering[token.i]
        if token.lower_ in ("total", "number", "toll", "most", "majority", "pair", "group"):
            inside = next((g for g in self.groups if token.i < g.start <= token.i + 3), None)
            if inside:
                return inside
        if token.lower_ in ("another",) or token.lower_ in ("third", "second") and token.tag_ == "JJ":
            return Group(token.i, token.i + 1, token.i, "singular", more=True)
        return group_at(self.doc, token.i, {})


# A word that can strike a group only when no stronger harm does.
_RIVALS = {"wounded": ("killed", "casualties"), "displaced": ("killed", "wounded"), "captured": ()}


def _appositive_end(doc: Doc, stop: int, end: int) -> int:
    """End of a name after the age in ", 22," that belongs to it."""
    if stop + 1 < end and doc[stop].text == "," and doc[stop + 1].text.isdigit():
        return stop + 2
    return stop


def read_sentence(doc: Doc, start: int, end: int, groups: list[Group]) -> list[Harmed]:
    """Groups of people struck by harm between two tokens."""
    return Sentence(doc, start, end, groups).read()


def _joint_harm(sentence: Sentence, trigger: Trigger) -> str | None:
    """Harm of a trigger; casualties for "killed and wounded"; ``None`` when it only leads on."""
    doc = sentence.doc
    before = [doc[j].lower_ for j in range(max(sentence.start, trigger.i - 3), trigger.i)]
    after = [doc[j].lower_ for j in range(trigger.end, min(sentence.end, trigger.end + 3))]
    if _is_chain(sentence, trigger):
        return "casualties" if _no_earlier_in_chain(sentence, trigger) else None
    if after[:1] in (["and"], ["or"], ["and/or"], ["/"]):
        skip = 2 if after[1:2] and doc[trigger.end + 1].tag_ == "RB" else 1
        following = sentence.at_trigger.get(trigger.end + skip)
        if following and trigger.is_weak:
            return None
        if following and {trigger.harm, following.harm} == {"killed", "wounded"}:
            has_own = sentence.group_from(following.end) and not doc[following.i - 1].lower_ == "or"
            return "casualties" if not has_own or trigger.i + 1 == trigger.end and _no_group_left(sentence, trigger) else trigger.harm  # fmt: skip
    if before[-1:] in (["and"], ["or"], ["and/or"]) and trigger.i - 2 >= sentence.start:
        previous = next((t for t in sentence.triggers if t.end == trigger.i - 1), None)
        if previous and {previous.harm, trigger.harm} == {"killed", "wounded"} and not previous.is_weak:
            harm = "casualties"
            return harm if _no_group_left(sentence, previous) else None if not sentence.group_from(trigger.end) else trigger.harm  # fmt: skip
    return trigger.harm


def _is_chain(s: Sentence, t: Trigger) -> bool:
    """Whether three harms share one count ("killed, injured or captured")."""
    k = s.triggers.index(t)
    near = s.triggers[max(0, k - 2) : k + 3]
    for a, b, c in zip(near, near[1:], near[2:], strict=False):
        between = [s.doc[j].lower_ for j in (*range(a.end, b.i), *range(b.end, c.i))]
        joined = 2 <= len(between) <= 3 and all(w in (",", "and", "or", "/") for w in between)
        if t in (a, b, c) and joined and len({a.harm, b.harm, c.harm}) >= 2 and not s.group_from(a.end) and not s.group_from(b.end):
            return True
    return False


def _no_earlier_in_chain(s: Sentence, t: Trigger) -> bool:
    """Whether a trigger is the first of its chain."""
    return not any(x.end <= t.i and t.i - x.end <= 2 for x in s.triggers)


def _no_group_left(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether no counted group stands directly before a trigger and its auxiliaries."""
    return _left_group(sentence, trigger.i, counted=True) is None


def _victims(sentence: Sentence, trigger: Trigger) -> Iterator[tuple[Group, str]]:
    """Groups that a trigger strikes, with the route by which they were found."""
    finder = _FRAMES.get(trigger.frame, _struck)
    for group, route in finder(sentence, trigger):
        if sentence.doc[group.head].lower_ == "those" and group.end == trigger.i:
            route = "part"
        yield group, route
        yield from _coordinated(sentence, group, trigger, route)


def _struck(s: Sentence, t: Trigger) -> list[tuple[Group, str]]:
    """Victims of a verb like kill: its object, or its subject when it is passive."""
    doc = s.doc
    if t.end < s.end and doc[t.end].lower_ == "of" and (doc[t.i].tag_ in ("NN", "VBG", "NNS")):
        return _of(s, t)
    inside = s.covering.get(t.i)
    if inside and inside.quantity and inside.quantity.kind != "zero" and inside.head != t.i:
        return [(inside, "modifier")]
    attributive = _attributive(s, t)
    if attributive is not None:
        return attributive
    passive = _is_passive(s, t)
    inverted = _inverted(s, t)
    if inverted:
        return inverted
    if not passive:
        counted = None if _opens_object(s, t) else _reduced_subject(s, t)
        if counted:
            return [(counted, "left")]
        right = _right_group(s, t)
        if right:
            return [(right, "right")]
    return _subject(s, t, passive) or _leading(s, t, passive)


def _attributive(s: Sentence, t: Trigger) -> list[tuple[Group, str]] | None:
    """"Another injured man" is a victim; "the wounded driver" has been told of before."""
    doc = s.doc
    before = doc[t.i - 1] if t.i > s.start else None
    if before is None or t.end >= s.end or doc[t.i].lower_.endswith("ing"):
        return None
    is_determined = before.lower_ in ARTICLES | POSSESSIVES | {"the", "each", "this", "that"} and before.tag_ in ("DT", "PRP$")
    if not is_determined or doc[t.end].tag_ not in NOMINAL | {"JJ"}:
        return None
    stop, head = noun_run(doc, t.end, s.end)
    if head is None or before.lower_ not in ARTICLES:
        return []
    return [(s.phrase(t.i - 1, stop, head, more=before.lower_ == "another"), "modifier")]


def _opens_object(s: Sentence, t: Trigger) -> bool:
    """Whether an object follows at once."""
    return t.end in s.opening or (t.end < s.end and s.doc[t.end].lower_ in ARTICLES | POSSESSIVES | {"the"})


def _reduced_subject(s: Sentence, t: Trigger) -> Group | None:
    """The counted group directly before a participle without auxiliary ("2 staff killed, 1 hurt")."""
    doc = s.doc
    if not doc[t.i].lower_.endswith(("ed", "n", "ot", "led")) or doc[t.i].lower_.endswith("ing"):
        return None
    follows = doc[t.end] if t.end < s.end else None
    closes = follows is None or follows.is_punct or follows.tag_ in ("IN", "CC", "WRB", "RB", "TO") or follows.lower_.endswith("ing") or t.end in s.at_trigger
    return _left_group(s, t.i, counted=True) if closes else None


def _leading(s: Sentence, t: Trigger, passive: bool) -> list[tuple[Group, str]]:
    """The group that opens the sentence, when nothing nearer fits a participle."""
    word = s.doc[t.i].lower_
    joined = t.i > s.start and s.doc[t.i - 1].lower_ in ("and", "then", "later")
    if word.endswith("ing") or not (passive or joined):
        return []
    group = s.opening.get(s.start) or (s.group_from(s.start) if s.doc[s.start].lower_ in ARTICLES else None)
    if group is None or group.end > t.i or any(s.doc[k].lemma_ in SAYING for k in range(group.end, t.i)) or any(x.i < t.i and x.i >= group.end and not x.is_weak for x in s.triggers):
        return []
    return [(group, "leading")] if is_person(s.doc, group) else []


def _subject(s: Sentence, t: Trigger, passive: bool = True) -> list[tuple[Group, str]]:
    """Victims before the trigger: beside it, by the tree, or the nearest phrase."""
    doc = s.doc
    is_participle = doc[t.i].lower_.endswith(("ed", "en", "n", "t", "ain", "d", "led")) or t.frame != "object"
    counted = _left_group(s, t.i, counted=True)
    if counted and (passive or is_participle):
        return [(counted, "left")]
    by_tree = _tree_subject(s, doc[t.i], passive or t.frame != "object")
    if by_tree and is_person(doc, by_tree) and by_tree.kind not in ("thing", "plural"):
        return [(by_tree, "tree")]
    among = _among(s, t)
    if among:
        return among
    if passive or (is_participle and not _has_object_ahead(s, t)):
        nearest = _left_group(s, t.i, counted=False)
        if nearest and is_person(doc, nearest) and nearest.kind not in ("plural", "thing") and (passive or t.frame != "object" or doc[s.start].i == nearest.start or nearest.kind in ("singular", "definite")):
            return [(nearest, "near")]
    return []


def _passive_only(s: Sentence, t: Trigger) -> list[tuple[Group, str]]:
    """Victims of "were blown up"; things blown up are no people."""
    if not _is_passive(s, t):
        return []
    by_tree = _tree_subject(s, s.doc[t.i], True)
    return [(by_tree, "tree")] if by_tree else _subject(s, t)


def _among(s: Sentence, t: Trigger) -> list[tuple[Group, str]]:
    """The subject of "was among those killed" and "was among the dead"."""
    words = [s.doc[j].lower_ for j in range(max(s.start, t.i - 4), t.i)]
    if "among" not in words:
        return []
    j = t.i - len(words) + words.index("among")
    verb = s.doc[j - 1] if j > s.start else None
    if verb is None or verb.lower_ not in BE:
        return []
    subject = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    group = s.of_token(subject) if subject is not None else s.group_before(verb.i)
    return [(group, "part")] if group else []


def _has_object_ahead(s: Sentence, t: Trigger) -> bool:
    """Whether a noun phrase follows directly."""
    return t.end < s.end and s.doc[t.end].tag_ in NOMINAL | {"DT", "CD", "PRP$", "PRP", "JJ"}


def _is_passive(s: Sentence, t: Trigger) -> bool:
    """Whether a form of be or get stands before a participle, adverbs between."""
    doc = s.doc
    if doc[t.i].tag_ == "VBG" or doc[t.i].lower_.endswith("ing"):
        return False
    for j in range(t.i - 1, max(s.start, t.i - 7) - 1, -1):
        word = doc[j].lower_
        if word in BE and word != "'s":
            return True
        conjoined = word in ("and", "or", ",") and any(x.i < j and x.end >= j - 1 for x in s.triggers)
        if doc[j].tag_ not in ("RB", "RBR", "HYPH") and word not in ("reportedly", "feared", "confirmed", "reported", "believed", "shot", "abducted", "kidnapped", "stabbed", "beaten", "tortured", "captured", "found", "later") and not conjoined:  # fmt: skip
            return False
    return False


def _inverted(s: Sentence, t: Trigger) -> list[tuple[Group, str]]:
    """"Among the dead were two children", "also killed was his brother"."""
    doc = s.doc
    j = t.end
    is_opening = all(doc[k].lower_ in LEFT_SKIP | {"among", "those", "of", "the", "people"} or doc[k].tag_ == "RB" for k in range(_clause_start(s, t.i), t.i))  # fmt: skip
    has_those = any(doc[k].lower_ in ("those", "the", "among") for k in range(max(s.start, t.i - 3), t.i))
    while j < s.end and j < t.end + 8 and doc[j].lower_ not in ("was", "were", "are", "is", "included", "include", "includes"):
        if doc[j].text in (".", ";") or j in s.at_trigger:
            return []
        j += 1
    if j >= s.end or j >= t.end + 8 or not (is_opening and (has_those or j == t.end or t.i == s.start)):
        return []
    group = s.group_from(j + 1)
    if not group or group.end < s.end and doc[group.start].tag_ in ("RB", "VBN"):
        return []
    is_part = any(doc[k].lower_ in ("among", "those", "of") for k in range(max(s.start, t.i - 3), t.i)) or doc[j].lower_.startswith("includ")  # fmt: skip
    return [(group, "part" if is_part else "inverted")]


def _clause_start(s: Sentence, i: int) -> int:
    """Start of the clause of token i, after the last comma or conjunction."""
    for j in range(i - 1, s.start - 1, -1):
        if s.doc[j].text in (",", ";", ":", "—", "-"):
            return j + 1
    return s.start


def _left_group(s: Sentence, i: int, *, counted: bool) -> Group | None:
    """The group directly before token i, auxiliaries, adverbs and relatives between."""
    doc, j = s.doc, i
    while j > s.start and i - j < 12:
        group = s.ending.get(j)
        if group is None and not counted:
            group = s.group_before(j) if doc[j - 1].tag_ in NOMINAL or doc[j - 1].lower_ in PERSONAL or doc[j - 1].lower_ in people() else None
        elif group is None and (doc[j - 1].lower_ == "another" or doc[j - 1].lower_ == "other" and doc[j - 2].lower_ == "the"):
            group = s.group_before(j)
        if group is None and doc[j - 1].text == ")":
            opening = next((k for k in range(j - 2, max(s.start, j - 9), -1) if doc[k].text == "("), None)
            if opening is not None:
                j = opening
                continue
        if group:
            group = _whole(s, group)
            return None if _is_object_of_other(s, group, j, i) else group
        word = doc[j - 1].lower_
        if word not in LEFT_SKIP and doc[j - 1].tag_ not in ("RB", "RBR", "MD") and (j - 1) not in s.at_trigger:
            return None
        j -= 1
    return None


def _whole(s: Sentence, group: Group) -> Group:
    """The group that a prepositional phrase belongs to ("23 people from 18 nations")."""
    before = s.doc[group.start - 1].lower_ if group.start > s.start else ""
    total = _broken_down(s, group)
    if total:
        return total
    for j in range(group.start - 1, max(s.start, group.start - 14), -1):
        if s.doc[j].lower_ in INCLUSION:
            whole = s.ending.get(j) or s.ending.get(j - 1)
            return whole or group
        if s.doc[j].tag_ in ("VBD", "VBZ"):
            break
    return s.ending.get(group.start - 1, group) if before in ("from", "of", "in", "at") else group


def _broken_down(s: Sentence, group: Group) -> Group | None:
    """The total before a breakdown ("two nuns, one French and one Maltese")."""
    parts = [group]
    while len(parts) < 5:
        joined = s.doc[parts[-1].start - 1].lower_ in JOINERS if parts[-1].start > s.start else False
        before = s.ending.get(parts[-1].start - 1) if joined else None
        if before is None:
            break
        parts.append(before)
    whole, rest = parts[-1], parts[:-1]
    nameless = all(people().get(s.doc[g.head].lower_) is None for g in rest)
    return whole if rest and nameless and sum(g.figure for g in rest) == whole.figure else None


def _is_object_of_other(s: Sentence, group: Group, j: int, i: int) -> bool:
    """Whether a verb of harm before the group takes it and a conjunction follows."""
    between = [s.doc[k].lower_ for k in range(j, i)]
    if not between or between[0] not in LEFT_STOP_WORDS:
        return False
    has_auxiliary = any(w in AUXILIARIES for w in between) or "who" in between
    return not has_auxiliary or not any((group.head, h) in s.used for h in ("killed", "wounded")) and between[0] != ","


def _right_group(s: Sentence, t: Trigger) -> Group | None:
    """The group directly after the trigger, or its object in the tree."""
    doc, j = s.doc, t.end
    while j < s.end and j < t.end + 7:
        group = s.opening.get(j)
        if group:
            return group
        word = doc[j].lower_
        if j in s.at_trigger and j > t.i:
            following = s.at_trigger[j]
            if doc[j - 1].lower_ in ("and", "or", "/", ","):
                j = following.end
                continue
            return None
        if word in RIGHT_SKIP and not (word in ("the", "a") and j + 1 < s.end and doc[j + 1].lower_ != "total" and j + 1 not in s.opening):
            j += 1
        elif doc[j].tag_ == "RB":
            j += 1
        else:
            break
    tree = next((c for c in doc[t.i].children if c.dep_ in ("dobj", "obj") and c.i > t.i), None)
    if j == t.end or doc[j - 1].lower_ not in ("at", "to", "for", "of"):
        group = s.group_from(j)
        if group and (doc[j].tag_ != "NN" or tree is not None or group.kind in ("singular", "named", "bare")):
            return group
    if tree is None or not s.start <= tree.i < s.end:
        return None
    between = doc[t.end : tree.left_edge.i] if tree.left_edge.i > t.end else ()
    if any(w.is_punct or w.tag_ in ("WRB", "IN", "CC", "WDT", "WP") for w in between):
        return None
    group = s.of_token(tree)
    return group if group and is_person(doc, group) else None


def _tree_subject(s: Sentence, token: Token, passive: bool) -> Group | None:
    """The subject of a verb in the tree, or what its clause modifies."""
    for _ in range(4):
        kinds = ("nsubjpass", "nsubj") if passive else ("nsubjpass",)
        subject = next((c for c in token.children if c.dep_ in kinds), None)
        if subject is not None and s.start <= subject.i < token.i:
            if subject.lower_ in ("who", "that", "which", "whom"):
                return s.of_token(token.head) if token.dep_ == "relcl" else s.group_before(subject.i)
            return s.of_token(subject)
        if token.dep_ in ("acl", "relcl", "amod"):
            return s.of_token(token.head)
        if token.dep_ in ("conj", "xcomp", "acomp", "oprd", "attr", "prep", "pobj", "advcl", "ccomp"):
            if token.dep_ in ("ccomp", "advcl") or not s.start <= token.head.i < s.end:
                return None
            token = token.head
            continue
        return None
    return None


def _of(s: Sentence, t: Trigger) -> list[tuple[Group, str]]:
    """Victims after "of": "the killing of five", "the deaths of 12 people"."""
    if t.end + 2 < s.end and s.doc[t.end].lower_ == "to" and s.doc[t.end + 1].lower_ in ("his", "her"):
        if people().get(s.doc[t.end + 2].lower_, "not_people") == "not_people":  # "injuries to his leg"
            return [(Group(t.end + 1, t.end + 2, t.end + 1, "pronoun"), "of")]
    if t.end + 1 < s.end and s.doc[t.end].lower_ in ("of", "to", "among", "in"):
        group = s.group_from(t.end + 1)
        if group is None and s.doc[t.end + 1].lower_ in ("a", "the", "at"):
            group = s.group_from(t.end + 2)
        if group and (s.doc[t.end].lower_ in ("of", "to") or group.quantity):
            return [(group, "of")]
    return []


def _counted_noun(s: Sentence, t: Trigger) -> list[tuple[Group, str]]:
    """"5 civilian deaths", "the deaths of 12", "FATALITIES: 2", "injuries to two guards"."""
    group = s.covering.get(t.i)
    if group and group.head == t.i:
        return [(group, "count")]
    if group:
        return []
    before = s.ending.get(t.i)
    if before:
        return [(Group(before.start, t.end, t.i, before.kind, before.quantity, before.number, before.more), "count")]
    of = _of(s, t)
    if of:
        return of
    if t.end + 1 < s.end and s.doc[t.end].text in (":", "-", "–", "="):
        following = s.opening.get(t.end + 1)
        return [(following, "count")] if following else []
    inverted = _inverted(s, t)
    if inverted:
        return inverted
    if s.doc[t.i].lower_ == "death" and t.i > s.start and s.doc[t.i - 1].tag_ == "POS":
        owner = s.group_before(t.i - 1)
        return [(owner, "possessive")] if owner and owner.kind in ("named", "singular") else []
    return []


def _adjective(s: Sentence, t: Trigger) -> list[tuple[Group, str]]:
    """"23 dead", "left 12 dead", "were found dead", "three dead soldiers", "among the dead"."""
    inside = s.covering.get(t.i)
    if inside:
        return [(inside, "modifier")] if inside.quantity.kind != "zero" else []
    inverted = _inverted(s, t)
    if inverted:
        return inverted
    doc = s.doc
    if t.i > s.start and doc[t.i - 1].lower_ in ("the", "of"):
        return []
    if t.end < s.end and doc[t.end].tag_ in NOMINAL and doc[t.i].dep_ == "amod":
        return []
    return _left_list(s, t) or _subject(s, t)


def _left_list(s: Sentence, t: Trigger) -> list[tuple[Group, str]]:
    """The object between leave and the adjective ("left a driver and two guards dead")."""
    doc = s.doc
    for j in range(t.i - 1, max(s.start, t.i - 20) - 1, -1):
        if doc[j].lower_ in ("left", "leaving", "leaves", "leave"):
            group = s.group_from(j + 1) or s.group_from(j + 2)
            return [(group, "left")] if group and group.end <= t.i else []
        if doc[j].text in (".", ";") or j in s.at_trigger:
            return []
    return []


def _toll(s: Sentence, t: Trigger) -> list[tuple[Group, str]]:
    """"Brought the toll to 27", "the death toll of 59", "put the toll at least 20"."""
    for group in s.groups:
        if t.end <= group.start <= t.end + 25 and group.quantity.kind != "zero":
            head = s.doc[group.head].lower_
            between = range(t.end, group.start)
            if s.doc[t.i].lower_.startswith("number") and s.doc[group.start - 1].lower_ not in AT_TOLL:
                return []
            blocked = any(j in s.at_trigger and s.at_trigger[j].harm != "killed" for j in between)
            if not blocked and people().get(head, "unknown") != "not_people":
                later = s.opening.get(group.end + 1) if group.end < s.end and s.doc[group.end].lower_ == "from" else None
                return [(group, "toll")] + ([(later, "older")] if later else [])
    return []


def _lives(s: Sentence, t: Trigger) -> list[tuple[Group, str]]:
    """"Claimed 49 lives", "claimed the lives of 12 people", "cost 12 people their lives"."""
    of = _of(s, t)
    if of:
        return of
    between = [g for g in s.groups if t.i < g.start < t.end]
    return [(between[0], "right")] if between else []


def _life_noun(s: Sentence, t: Trigger) -> list[tuple[Group, str]]:
    """"49 lives were lost", "the lives of three people"."""
    group = s.covering.get(t.i)
    return [(group, "count")] if group else []


def _body(s: Sentence, t: Trigger) -> list[tuple[Group, str]]:
    """"The bodies of 12 men", "four dead bodies", "a body"."""
    group = s.covering.get(t.i)
    if group:
        return [(group, "count")] if group.head == t.i else []
    of = _of(s, t)
    if of:
        return [] if of[0][0].kind in ("definite", "bare") and s.doc[t.i].lower_ != "bodies" else of
    owner = s.group_before(t.i - 1) if t.i - 1 > s.start and s.doc[t.i - 1].tag_ == "POS" else None
    if owner:
        return [(owner, "possessive")] if owner.kind not in ("definite", "plural") else []
    before = s.doc[t.i - 2] if t.i - 2 >= s.start and s.doc[t.i - 1].tag_ in ("JJ", "VBN") else s.doc[t.i - 1]
    if t.i > s.start and before.tag_ == "PRP$" and before.lower_ in ("his", "her", "their"):
        return [(Group(before.i, before.i + 1, before.i, "pronoun"), "possessive")]
    own = s.group_from(max(s.start, t.i - 1))
    return [(own, "count")] if own and own.kind == "singular" and own.head == t.i else []


def _lose(s: Sentence, t: Trigger) -> list[tuple[Group, str]]:
    """"Lost 50", "lost two soldiers": people or a bare count only."""
    group = s.opening.get(t.end) or next((g for g in s.groups if t.end <= g.start <= t.end + 2), None)
    if group is None:
        before = _left_group(s, t.i, counted=True)
        is_victim = before and people().get(s.doc[before.head].lower_, "not_people") != "not_people"
        return [(before, "left")] if is_victim and s.doc[t.i].lower_ == "lost" and not _has_object_ahead(s, t) else []
    if group.quantity.kind == "zero":
        return []
    is_bare = group.head < group.number + 1 or people().get(s.doc[group.head].lower_) is None
    is_people = people().get(s.doc[group.head].lower_, "not_people") != "not_people"
    follows = s.doc[group.end].lower_ if group.end < s.end else "."
    return [(group, "right")] if is_people or (is_bare and follows in (".", ",", ";", "in", "and", "while", "during", "since")) else []  # fmt: skip


def _fleeing(s: Sentence, t: Trigger) -> list[tuple[Group, str]]:
    """People who fled their homes or the fighting; attackers who fled are not displaced."""
    after = s.doc[t.end : min(t.end + 3, s.end)].text.lower()
    has_goal = after.startswith(("their", "to ", "from", "into", "across", "home", "the fighting", "the violence", "the area",
        "the country", "the city", "the village", "the town", "the region", "as ", "after", "when"))  # fmt: skip
    found = _subject(s, t)
    return [(g, r) for g, r in found if g.quantity and (g.figure >= 100 or has_goal)]


def _bearing(s: Sentence, t: Trigger) -> list[tuple[Group, str]]:
    """"Sixteen people with gunshot wounds"."""
    group = s.ending.get(t.i)
    return [(group, "left")] if group and group.quantity.kind != "zero" else []


def _state(s: Sentence, t: Trigger) -> list[tuple[Group, str]]:
    """"112 people remain in hospital", "one is in critical condition"."""
    doc, j = s.doc, t.i - 1
    while j > s.start and doc[j].lower_ in ("in", "a", "local", "the", "still", "now"):
        j -= 1
    if doc[j].lower_ in BE | {"remain", "remained", "remains"}:
        counted = _left_group(s, j, counted=True)
        group = counted or _tree_subject(s, doc[j], True) or _left_group(s, j, counted=False)
        return [(group, "left")] if group else []
    return []


def _hold(s: Sentence, t: Trigger) -> list[tuple[Group, str]]:
    """"Held 90 persons hostage", "were taken hostage", "holding 30 hostages"."""
    between = [g for g in s.groups if t.i < g.start < t.end]
    if between:
        return [(between[0], "right")]
    if _is_passive(s, t):
        return _subject(s, t)
    group = s.group_from(t.i + 1)
    return [(group, "right")] if group and group.end < t.end and group.kind != "plural" else []


def _refugee(s: Sentence, t: Trigger) -> list[tuple[Group, str]]:
    """"Four million refugees"."""
    group = s.covering.get(t.i)
    return [(group, "count")] if group and group.head == t.i and group.figure >= 100 else []


_FRAMES = {
    "object": _struck,
    "subject": _subject,
    "flee": _fleeing,
    "either": _struck,
    "down": _struck,
    "reflexive": _subject,
    "passive": _passive_only,
    "of": lambda s, t: _counted_noun(s, t),
    "count_noun": _counted_noun,
    "adjective": _adjective,
    "toll": _toll,
    "lives": _lives,
    "life_noun": _life_noun,
    "body": _body,
    "lose": _lose,
    "state": _state,
    "hold": _hold,
    "refugee": _refugee,
    "bearing": _bearing,
}


def _coordinated(s: Sentence, group: Group, t: Trigger, route: str) -> Iterator[tuple[Group, str]]:
    """Groups joined to a victim by "and", commas or "along with", to either side."""
    seen = {group.head}
    for step in (_next_conjunct, _previous_conjunct):
        if step is _previous_conjunct and group.end > t.i and route not in ("inverted", "part"):
            break
        current = group
        for _ in range(8):
            current = step(s, current, t)
            if current is None or current.head in seen:
                break
            seen.add(current.head)
            yield current, route
    for other in _tree_conjuncts(s, group, t):
        if other.head not in seen:
            seen.add(other.head)
            yield other, route
    if group.end <= t.i:
        yield from _companions(s, t, seen)


def _companions(s: Sentence, t: Trigger, seen: set[int]) -> Iterator[tuple[Group, str]]:
    """"Was found killed along with two of his bodyguards"."""
    doc = s.doc
    for j in range(t.end, min(t.end + 4, s.end - 2)):
        if (doc[j].lower_, doc[j + 1].lower_) in WITH:
            length = 3 if doc[j].lower_ == "as" else 2
            group = s.group_from(j + length)
            if group and group.head not in seen and group.kind not in ("plural", "bare"):
                yield group, "with"
            return


def _tree_conjuncts(s: Sentence, group: Group, t: Trigger) -> list[Group]:
    """Groups that the tree coordinates with the head of a subject."""
    if group.start >= t.i:
        return []
    head = s.doc[group.head]
    nouns = [c for c in head.children if c.dep_ == "conj"]
    while head.dep_ == "conj" and head.head.tag_ in NOMINAL and s.start <= head.head.i:
        head = head.head
        nouns.append(head)
    found = []
    for noun in nouns:
        if noun.tag_ not in NOMINAL | {"CD"} or not s.start <= noun.i < t.i:
            continue
        other = s.of_token(noun)
        behind = s.doc[other.start - 1].tag_ if other and other.start > s.start else ""
        if other and other.kind not in ("plural", "thing", "bare") and behind not in ("IN", "VBG", "TO") and not _has_own_trigger(s, other, t):
            found.append(other)
    return found


def _next_conjunct(s: Sentence, group: Group, t: Trigger) -> Group | None:
    """The group after "and" or a comma, unless a trigger of its own follows it."""
    doc, j = s.doc, group.end
    while j < s.end and (doc[j].tag_ in ("RB",) or doc[j].lower_ in ("dead",)):
        j += 1
    skipped = _after_phrase(s, j, t)
    joiner = skipped or j
    following_start = _after_joiner(s, joiner)
    if following_start is None:
        return None
    following = s.group_from(following_start)
    if following is None or following.kind in ("plural", "thing") or following.end <= group.end:
        return None
    if doc[following.head].lower_ in ("them", "whom", "those"):
        return None
    is_comma = doc[following_start - 1].text == ","
    if following.kind == "bare" and not _is_kin(s, group, following, following_start):
        return None
    if skipped and following.kind in ("named", "bare"):
        return None
    is_bare = following.quantity and (following.head <= following.number or people().get(doc[following.head].lower_) is None)
    if is_comma and is_bare and group.quantity and following.figure < group.figure:
        return None
    if is_comma and following.quantity is None:
        if group.kind == "named" and following.kind == "singular" or not _is_list(s, following):
            return _past_apposition(s, group, following, t)
    return None if _has_own_trigger(s, following, t) else following


def _past_apposition(s: Sentence, group: Group, apposed: Group, t: Trigger) -> Group | None:
    """What is joined after an apposition: "Ana Ruiz, a judge, and her son"."""
    limit = min(apposed.end + 14, s.end - 1, t.i if apposed.end <= t.i else s.end)
    j = apposed.end
    while j < limit and s.doc[j].lower_ != "and" and s.doc[j].pos_ not in ("VERB", "AUX"):
        j += 1
    opens = j + 1 < s.end and (j + 1 in s.opening or s.doc[j + 1].lower_ in ARTICLES | POSSESSIVES)
    if j >= limit or s.doc[j].lower_ != "and" or not opens:
        return None
    following = s.group_from(j + 1)
    if following is None or following.kind in ("plural", "thing", "bare", "named"):
        return None
    return None if _has_own_trigger(s, following, t) else following


def _is_kin(s: Sentence, group: Group, following: Group, start: int) -> bool:
    """Whether a bare noun is coordinated with a singular ("a father and son")."""
    joined = s.doc[start - 1].lower_ == "and" and start - 1 == group.end
    return joined and group.kind in ("singular", "definite") and people().get(s.doc[following.head].lower_, "not_people") != "not_people" and s.doc[following.head].tag_ == "NN"


def _after_joiner(s: Sentence, j: int) -> int | None:
    """The token after "and", a comma or "along with" at token j, or ``None``."""
    doc = s.doc
    if j + 1 >= s.end:
        return None
    pair = (doc[j].lower_, doc[j + 1].lower_)
    if doc[j].text == "," and j + 2 < s.end and (doc[j + 1].lower_, doc[j + 2].lower_) in WITH:
        j, pair = j + 1, (doc[j + 1].lower_, doc[j + 2].lower_)
    if pair in WITH:
        return j + (3 if pair[0] == "as" else 2)
    if doc[j].lower_ not in JOINERS:
        return None
    j += 1
    while j < s.end and doc[j].lower_ in ("and", "also"):
        j += 1
    return j


def _after_phrase(s: Sentence, j: int, t: Trigger) -> int | None:
    """The joiner after a prepositional phrase ("an employee of the mill, along with")."""
    doc = s.doc
    if j >= s.end or doc[j].lower_ not in ("of", "from", "in", "at", "with", "for", "near"):
        return None
    for k in range(j + 1, min(j + 9, s.end)):
        if doc[k].pos_ in ("VERB", "AUX") or doc[k].lower_ in ("who", "which", "that", "when"):
            return None
        if doc[k].lower_ in JOINERS | {"along", "together"}:
            following = _after_joiner(s, k)
            if following is not None and following < s.end:
                opens = following in s.opening or doc[following].lower_ in ARTICLES | POSSESSIVES
                if opens:
                    return k
    return None


def _is_list(s: Sentence, group: Group) -> bool:
    """Whether "and" follows within the list, so that a comma joins and does not explain."""
    return group.end < s.end and s.doc[group.end].lower_ in ("and",) or (
        group.end + 1 < s.end and s.doc[group.end].text == "," and s.doc[group.end + 1].lower_ == "and"
    )


def _has_own_trigger(s: Sentence, group: Group, t: Trigger) -> bool:
    """Whether another trigger or verb follows the group as its own predicate."""
    if any(j in s.at_trigger and j != t.i for j in range(group.start, group.end)):
        return True
    for j in range(group.end, min(group.end + 6, s.end)):
        if j in s.at_trigger and j != t.i:
            return s.at_trigger[j].frame not in ("toll", "body", "lives")
        if j == t.i:
            return False
        word = s.doc[j].lower_
        if word in ("said", "says"):
            return True
        if word not in LEFT_SKIP - {",", "and", "or"} and s.doc[j].tag_ not in ("RB", "MD"):
            return s.doc[j].tag_ in ("VBD", "VBZ", "VBP") and word not in BE
    return False


def _previous_conjunct(s: Sentence, group: Group, t: Trigger) -> Group | None:
    """The group before "and" or a comma that shares the predicate."""
    doc, j = s.doc, group.start
    if j - 1 <= s.start:
        return None
    if doc[j - 1].lower_ in ("with",) and doc[j - 2].lower_ in ("along", "together"):
        return s.group_before(j - 2)
    if doc[j - 1].lower_ not in JOINERS:
        return None
    j -= 1
    if doc[j - 1].text == "," and doc[j].lower_ == "and":
        j -= 1
    previous = s.group_before(j)
    if doc[j].lower_ == "and" or doc[j].text == ",":
        opening = s.group_from(s.start)
        if (previous is None or not is_person(doc, previous)) and opening and opening.kind in ("named", "singular") and opening.end < j and (doc[opening.end].text == "," or not any(doc[k].pos_ in ("VERB", "AUX") for k in range(opening.end, j))):
            return opening
    if previous is None or previous.kind in ("plural", "thing", "bare") or previous.start < s.start:
        return None
    used = any((previous.head, harm) in s.used for harm in ("killed", "wounded", "casualties"))
    behind = doc[previous.start - 1] if previous.start > s.start else None
    is_object = behind is not None and (behind.tag_ in ("VBD", "VBG", "VB", "IN", "TO", "VBZ") and behind.lower_ not in ("as", "that") and behind.lemma_ not in SAYING)
    return None if used or is_object else previous


def _included(s: Sentence) -> None:
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
    previous = s.found[last].group
    if before[-1:] and before[-1] in ("-", "—", "–", ":", "(") and group.start - previous.end <= 2 and group.figure < previous.figure:
        return last
    is_joined = before[-1:] in (["and"], [","]) or before[-2:] == [",", "and"]
    previous = s.found[last]
    if is_joined and previous.route == "included" and group.start - previous.group.end <= 3:
        return previous.parent
    bare = group.head <= (group.number or group.start) or doc[group.head].ent_type_ == "NORP"
    if bare and before[-1:] == [","] and group.figure < s.found[last].group.figure and group.start - s.found[last].group.end <= 3:
        return last
    follows = doc[group.end].tag_ if group.end < s.end else "."
    if bare and before[-1:] == [","] and follows in ("RB", "IN") and group.figure < previous.group.figure:
        return last
    return None
