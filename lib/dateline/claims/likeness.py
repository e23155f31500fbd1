"""Can two figures be the same victims?  By number, nouns, names and sides."""

import re
from itertools import takewhile

from spacy.tokens import Doc

from dateline.claims.people import POSSESSIVES, PRONOMINAL, Group, people
from dateline.lexicon import listed, words
from dateline.rows import number_of

GENERIC = listed("general noun for victims")
BROAD = GENERIC | {"civilians", "civilian"}  # nouns that cover people of any side
TOLD = {"the", "these", "those"}
DEFINITE = TOLD | {"both"}
WHOLE = listed("whole toll")
ALSO = re.compile(rf"\b(?:{'|'.join(sorted(listed('told as further')))})\b", re.IGNORECASE)
HARMED = listed("the harmed")
REGULAR, IRREGULAR = listed("regular force"), listed("irregular force")
SPECIAL = words("combatant police child journalist")  # kinds that do not stand for all people
DULL = words("a an the of one his her former local another man woman was")
REST = {"remaining"}  # "the remaining eight" are the rest of a total
REACH = 3  # sentences in which a report says its headline again
SEEN = re.compile(r"\b(?:saw|seen|witnessed|watched)\b")  # an eyewitness has not seen them all


class Figure:
    """What the comparison of two claims needs: row, group and words."""

    def __init__(self, doc: Doc, row: dict, group: Group):
        self.doc, self.row, self.group = doc, row, group
        self.head = doc[group.head].lower_
        first = group.start - (doc[group.start - 1].lower_ in REST)
        self.words = {doc[j].lower_ for j in range(first, group.end) if doc[j].is_alpha}
        self.words |= _name_after(doc, group)
        self.is_definite = doc[group.start].lower_ in DEFINITE
        self.is_told = any(t.lower_ in TOLD for t in doc[group.start : group.head + 1])
        self.is_headline = row["_kind"] == "headline"
        is_out_of = any(doc[j].lower_ == "of" for j in range(group.start, group.head))
        self.is_partitive = bool(group.quantity) and is_out_of and not self.is_definite
        self.is_pronominal = self.head in PRONOMINAL

    @property
    def is_further(self) -> bool:
        """Whether the words beside it, or those that open the sentence, add it to others."""
        row, group = self.row, self.group
        opening = self.doc.user_data["sentences"][row["sentence_id"]]["start"]
        first, last = min(row["_i"], group.start) - 2, max(row["_i"], group.end)
        near = self.doc[max(opening, first) : last + 2].text
        n_opening = 5 if self.doc[opening].tag_ == "IN" else 1  # "In another attack", "Separately"
        told = f"{self.doc[opening : opening + n_opening].text} {near}"
        return group.more or bool(ALSO.search(told))

    @property
    def sentence(self) -> str:
        """The words of the sentence that the figure stands in."""
        told = self.doc.user_data["sentences"][self.row["sentence_id"]]
        return self.doc[told["start"] : told["end"]].text


def _name_after(doc: Doc, group: Group) -> set[str]:
    """The name that tells who one is ("his daughter, Lina, was hurt")."""
    name = doc[group.end + 1].ent_type_ if group.end + 1 < len(doc) else ""
    if group.kind not in ("singular", "definite") or name != "PERSON" or doc[group.end].text != ",":
        return set()
    told = takewhile(lambda t: t.ent_type_ == "PERSON", doc[group.end + 1 :])
    return {t.lower_ for t in told}


def bare_number(figure: Figure) -> set[str]:
    """The head itself when it is a bare number."""
    is_bare = figure.group.is_bare or figure.head in ("more", "others")
    return {figure.head} if is_bare else set()


def shared_name(a: Figure, b: Figure) -> bool:
    """Whether two uncounted groups share a noun or name."""
    return bool((a.words & b.words) - DULL)


def repeats(doc: Doc, later: Figure, earlier: Figure) -> bool:
    """Whether two figures can be the same victims told twice."""
    a, b = later.row, earlier.row
    is_rest = REST & (later.words | earlier.words)
    is_part = b["subset_of"] and not later.is_definite
    if is_rest or is_part or (a["harm"], a["event_id"]) != (b["harm"], b["event_id"]):
        return False
    if later.group.kind == "reflexive" and b["is_perpetrator"]:
        return number_of(a) == number_of(b)  # "blew herself up, killing herself and two others"
    if a["_i"] == b["_i"] or a["sentence_id"] == b["sentence_id"] and not later.is_definite:
        return False  # "killing a guard and the cook"
    is_headline = later.is_headline or earlier.is_headline
    if a["is_perpetrator"] != b["is_perpetrator"] and not is_headline:
        return False
    is_alike = tells_headline_again(a, b) or compatible(later, earlier)
    if number_of(a) != number_of(b) or not is_alike:
        return False
    if later.is_partitive or earlier.is_partitive and later.group.quantity is None:
        is_both = earlier.is_partitive or number_of(a) > 1
        return later.is_partitive and is_both and later.head == earlier.head
    if later.group.quantity is None or earlier.group.quantity is None or number_of(a) == 1:
        return _same_person(doc, later, earlier)
    return True


def tells_headline_again(row: dict, headline: dict) -> bool:
    """Whether a lead gives the headline's figure under another name of its side.

    The four "African Union soldiers" may be "four Ugandans"; four Chadians are no four Malians,
    but "Karabakh: Fifteen soldiers dead" names no side, so that they may be of either.
    """
    is_lead = headline["_kind"] == "headline" and row["sentence_id"] <= REACH
    is_alike = row["victim_type"] == headline["victim_type"]
    is_alike &= {row["_force"], headline["_force"]} != {"state", "group"}
    sides = {row["side_id"] or "", headline["side_id"] or ""}
    is_alike &= not names_its_side(headline) or not all(map(str.isupper, sides))
    return is_lead and is_alike


def names_its_side(row: dict) -> bool:
    """Whether the words of a count tell its side, which is else that of the story around it."""
    stems = {word[:4] for word in (row["side"] or "").lower().split()}
    return row["side_id"] is None or any(w[:4] in stems for w in row["quote"].lower().split())


def sides_differ(a: str | None, b: str | None) -> bool:
    """Whether two sides cannot be one; "shabab" and "al-shabaab" can, two countries cannot.

    >>> sides_differ("shabab", "al-shabaab"), sides_differ("FRA", "DEU"), sides_differ(None, "FRA")
    (False, True, False)
    """
    is_one = a == b or "government" in (a, b) and any(map(str.isupper, (a or "", b or "")))
    if is_one or {a, b} & {None, "all"}:
        return False
    if any("".join(w[0] for w in x.split("-") if w) == y for x, y in ((a, b), (b, a))):
        return False  # "crpf" and "central-reserve-police-force"
    stems = [{word[:4] for word in side.split("-") if len(word) > 2} for side in (a, b)]
    return not stems[0] & stems[1]


def forces_differ(a: Figure, b: Figure) -> bool:
    """Whether one figure is of soldiers or police and the other of rebels."""
    heads = {a.head, b.head}
    if len(heads) > 1 and {a.row["_force"], b.row["_force"]} == {"state", "group"}:
        return True
    return bool(heads & REGULAR and heads & IRREGULAR)


def compatible(a: Figure, b: Figure) -> bool:
    """Whether types, sides and nouns of two groups can name the same people."""
    types = {a.row["victim_type"], b.row["victim_type"]}
    if sides_differ(a.row["side_id"], b.row["side_id"]) or forces_differ(a, b):
        return False
    if a.head in GENERIC or b.head in GENERIC or a.head == b.head:
        return True
    if people().get(a.head) is None or people().get(b.head) is None:
        return True
    return len(types) == 1 or bool(types & {"unknown", "mixed"}) or types <= {"combatant", "police"}


def can_be_of(part: Figure, whole: Figure) -> bool:
    """Whether the people of a part can be some of those of a total."""
    a, b = part.row, whole.row
    if a["is_perpetrator"] or b["is_perpetrator"] or sides_differ(a["side_id"], b["side_id"]):
        return False
    if forces_differ(part, whole):
        return False
    if whole.head in BROAD | bare_number(whole) or whole.head == part.head:
        return True
    if a["side_id"] and a["side_id"] == b["side_id"]:
        is_kind = b["victim_type"] in (a["victim_type"], "mixed")
        return is_kind or part.head in BROAD
    types = {a["victim_type"], b["victim_type"]}
    return types in ({"combatant"}, {"police"}) or b["victim_type"] in ("unknown", "mixed")


def _same_person(doc: Doc, a: Figure, b: Figure) -> bool:
    """Whether singular victims can be one: same noun or name, definite, or a headline's."""
    if "pronoun" in (a.group.kind, b.group.kind):
        return True
    if doc[a.group.start - 1].lower_ in ("kidnapped", "abducted", "missing", "captured"):
        return False  # "the kidnapped man's body"
    if a.row["_route"] in ("of", "possessive") and a.group.quantity is None:
        return True
    shared = a.words & b.words - DULL
    if b.is_headline and (shared or compatible(a, b) and not a.words & POSSESSIVES):
        return True
    if a.group.kind == "singular" or a.group.quantity and not a.is_definite:
        return False
    if a.group.kind == "named":
        is_near = 0 < a.row["sentence_id"] - b.row["sentence_id"] <= 2
        renamed = is_near and (b.group.kind == "singular" or b.group.quantity)
        is_other = ALSO.search(doc[a.group.start : a.group.end + 6].text)
        return bool(shared or (renamed and not is_other))
    return bool(shared) or a.is_definite and (_speaks_of(doc, a, b) or not _seen_before(doc, a))


def _speaks_of(doc: Doc, a: Figure, b: Figure) -> bool:
    """Whether "the man" means the man counted before: the last whom the text brought in."""
    told = (j for j in range(a.group.start - 1, -1, -1) if doc[j].lower_ == a.head)
    last = next((j for j in told if doc[j - 1].lower_ not in DEFINITE), None)
    return last == b.group.head and not a.row["is_perpetrator"]


def _seen_before(doc: Doc, figure: Figure) -> bool:
    """Whether the noun of a definite victim stands earlier in the text ("the gunman")."""
    stem = figure.head.rstrip("s")
    return figure.row["is_perpetrator"] or any(
        doc[j].lower_.rstrip("s") == stem for j in range(figure.group.start)
    )


def is_filled(claim_id: str | None, figures: list[Figure]) -> bool:
    """Whether the parts told so far make up the whole."""
    whole = next((f.group.figure for f in figures if f.row["claim_id"] == claim_id), 0)
    return sum(f.group.figure for f in figures if f.row["subset_of"] == claim_id) >= whole


def are_within(times: int, a: dict, b: dict) -> bool:
    """Whether one count is at most so many times the other."""
    low, high = sorted((number_of(a), number_of(b)))
    return low * times >= high
