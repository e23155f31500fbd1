"""Which figures are the same victims?  Repeats, parts of a total and wounded who later died."""

from spacy.tokens import Doc

from dateline.victims import Group, people

GENERIC = {"people", "persons", "others", "other", "more", "dead", "victims", "bodies", "killed", "wounded",
    "injured", "individuals", "lives", "casualties", "deaths", "fatalities", "injuries", "men", "them", "whom",
    "those", "person", "man", "victim", "body", "others", "corpses", "members", "person", "injury", "death", "fatality"}  # fmt: skip
DEFINITE = {"the", "these", "those", "both"}


class Figure:
    """What the comparison of two claims needs: row, group and words."""

    def __init__(self, doc: Doc, row: dict, group: Group):
        self.row, self.group = row, group
        self.head = doc[group.head].lower_
        self.words = {doc[j].lower_ for j in range(group.start, group.end) if doc[j].is_alpha}
        self.is_definite = doc[group.start].lower_ in DEFINITE
        self.is_headline = row["_kind"] == "headline"


def relate(doc: Doc, figures: list[Figure]) -> None:
    """Fill ``same_as`` and ``subset_of`` of the rows, in the order of the text."""
    for k, figure in enumerate(figures):
        row = figure.row
        if row["subset_of"] or figure.group.more:
            continue
        for other in reversed(figures[:k]):
            if _repeats(figure, other):
                row["same_as"] = other.row["same_as"] or other.row["claim_id"]
                break
        if row["same_as"] is None and figure.is_definite:
            row["subset_of"] = _part_of(figure, figures[:k])


def _repeats(later: Figure, earlier: Figure) -> bool:
    """Whether two figures can be the same victims told twice."""
    a, b = later.row, earlier.row
    if a["harm"] != b["harm"] or a["event_id"] != b["event_id"] or b["subset_of"] and not later.is_definite:
        return False
    if a["sentence_id"] == b["sentence_id"] and not later.is_definite:
        return False
    if _figure(a) != _figure(b) or not _compatible(later, earlier):
        return False
    if later.group.quantity is None or earlier.group.quantity is None or _figure(a) == 1:
        return _same_person(later, earlier)
    return True


def _figure(row: dict) -> int | None:
    """The one number of a row."""
    return next((row[k] for k in ("best", "low", "high") if row[k] is not None), None)


def _compatible(a: Figure, b: Figure) -> bool:
    """Whether types, sides and nouns of two groups can name the same people."""
    types = {a.row["victim_type"], b.row["victim_type"]}
    sides = {a.row["side_id"], b.row["side_id"]} - {None, "all"}
    if len(sides) == 2:
        return False
    if a.head in GENERIC or b.head in GENERIC or a.head == b.head:
        return True
    if people().get(a.head) is None or people().get(b.head) is None:
        return True
    return len(types) == 1 or bool(types & {"unknown", "mixed"}) or types <= {"combatant", "police"}


def _same_person(a: Figure, b: Figure) -> bool:
    """Whether singular victims can be one: same noun or name, definite, or a headline's."""
    if a.group.kind == "singular" and not b.is_headline:
        return False
    shared = a.words & b.words - {"a", "an", "the", "of", "one", "his", "her", "former", "local", "another"}
    if b.is_headline and (shared or _compatible(a, b)):
        return True
    if a.group.kind == "named" or b.group.kind == "named":
        return bool(shared) or a.is_definite
    return bool(shared) or (a.is_definite and (a.head in GENERIC or b.head in GENERIC))


def _part_of(figure: Figure, earlier: list[Figure]) -> str | None:
    """Claim that a definite figure ("the two men") is part of."""
    for other in reversed(earlier):
        same = other.row["harm"] == figure.row["harm"] and other.row["event_id"] == figure.row["event_id"]
        if same and (_figure(other.row) or 0) > (_figure(figure.row) or 0) and _compatible(figure, other):
            return other.row["claim_id"]
    return None
