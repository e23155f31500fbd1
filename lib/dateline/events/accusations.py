"""Who accuses whom without the word?  A party that says the other side attacked it."""

from spacy.tokens import Doc

from dateline.dates.extract import date_for
from dateline.events.factuality import statement_of
from dateline.events.summaries import told
from dateline.events.timing import when
from dateline.parse import evidence

HOSTILE = {"ASSAULT", "COERCE"}
Rows = list[dict]


def accusations(
    doc: Doc, rows: Rows, statements: Rows, dates: Rows, sides: dict[str, str | None]
) -> Rows:
    """A party that says the other side attacked or occupied accuses it."""
    found = []
    accused = {(r["sentence_id"], r["actor"]) for r in rows if r["plover_type"] == "ACCUSE"}
    for row in rows:
        if row["plover_type"] not in HOSTILE or row["factuality"] != "claimed" or not row["actor"]:
            continue
        if row["token"].pos_ != "VERB" or row["token"].dep_ == "conj":
            continue  # not the point of what he says: "were resisting an offensive"
        statement = statement_of(row["token"], statements)
        speaker, accused_of = sides.get(statement["speaker"]), sides.get(row["actor"].split(";")[0])
        key = (row["sentence_id"], statement["speaker"])
        if not speaker or not accused_of or speaker == accused_of or key in accused:
            continue
        if _is_report(rows, statement, sides):
            continue
        accused.add(key)
        cue = doc.char_span(statement["cue_start"], statement["cue_end"], alignment_mode="expand")
        outer = statement_of(cue.root, statements)
        day = date_for(cue.root, dates)
        found.append(
            {**row, **evidence(cue), **when(day, cue.root)}
            | {"plover_type": "ACCUSE", "plover_mode": "allege"}
            | {"actor": statement["speaker"], "recipient": row["actor"], "token": cue.root}
            | {"summary": told(cue.root, statements)}
            | {"factuality": "claimed" if outer else "asserted"}
            | {"claimant": outer["speaker"] if outer else None}
        )
    return found


def _is_report(rows: Rows, statement: dict, sides: dict[str, str | None]) -> bool:
    """Whether a speaker reports rather than accuses: a toll, or a fight of his own side."""
    inside = [
        row
        for row in rows
        if statement["start_char"] <= row["start_char"] < statement["end_char"]
        and row["plover_type"] in HOSTILE
    ]
    own = sides.get(statement["speaker"])
    took_part = any(sides.get((row["actor"] or "").split(";")[0]) == own for row in inside)
    return took_part or statement["cue"].lower().startswith("according")
