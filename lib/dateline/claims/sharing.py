"""Which side do figures have that name none?  That of repeats, wholes and ellipses."""

from spacy.tokens import Doc

from dateline.claims.likeness import Figure, number_of
from dateline.lexicon import words

ELLIPTIC = words("others other more another them whom those these")


LIKE_SIDES = ("side", "side_id")


def share_sides(doc: Doc, figures: list[Figure]) -> None:
    """Give a side to figures that name none: repeats, parts and "35 others"."""
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
    """The figure before that "35 others" or "his wife" goes on about."""
    if not earlier or earlier[-1].row["sentence_id"] != figure.row["sentence_id"]:
        return None
    is_kin = doc[figure.group.start].lower_ in ("his", "her", "their")
    is_bare = figure.group.number is not None and figure.group.head <= figure.group.number
    before = earlier[-1].row
    beside_fighters = (
        is_bare and before["victim_type"] == "combatant" and bool(earlier[-1].group.quantity)
    )
    is_elliptic = (
        figure.head in ELLIPTIC or is_kin or beside_fighters or (is_bare and figure.group.more)
    )
    if not is_elliptic:
        return None
    if figure.row["victim_type"] == "unknown":
        figure.row["victim_type"] = earlier[-1].row["victim_type"]
    return earlier[-1]
