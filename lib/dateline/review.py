"""What do the decisions of an analyst change?  Rows rejected, corrected or confirmed.

Extraction knows nothing of it: the decisions are applied to its rows, and reconciliation sees the
rows that are left.  A row is found again by the words of its sentence, its quote and, for a claim,
its harm and figure as they were read, so that a decision outlives other changes to the tables.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Sequence

import pandas as pd

from dateline import fields
from dateline.claims.quantities import read_quantity
from dateline.decisions import DECISIONS, Decision
from dateline.rows import main_figure

Rows = list[dict]
APPLIED = "applied"
BOUNDS = ("low", "best", "high")
IDS = {"claimant_name": "claimant", "speaker_name": "speaker"}  # what follows from a name
DATE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d(?:T\d\d(?::\d\d)?)?)?)?")
ANSWERS = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}


def _number(text: str) -> int | None:
    """A count of people."""
    return int(text.replace(",", "")) if text else None


def _date(text: str) -> str | None:
    """A day, month or year."""
    if text and not DATE.fullmatch(text):
        raise ValueError(text)
    return text or None


def _words(text: str) -> str | None:
    """Any words, or none."""
    return text or None


def _one_of(*allowed: str) -> Callable[[str], str]:
    """One of a few words."""
    return {word: word for word in allowed}.__getitem__


# What an analyst may correct in each table, and how the value is read.
FIELDS: dict[str, dict[str, Callable]] = {
    "claims": {
        "figure": _words, **dict.fromkeys(BOUNDS, _number),
        "qualifier": _one_of(*fields.QUALIFIERS),
        "harm": _one_of(*fields.HARMS), "victim_type": _one_of(*fields.VICTIM_TYPES),
        "scope": _one_of(*fields.SCOPES), "event_id": _words, "side_id": _words, "side": _words,
        "claimant_name": _words, "date_start": _date, "date_end": _date,
        "counted": lambda answer: ANSWERS[answer.lower()],
    },
    "statements": {"speaker_name": _words, "stance": _one_of(*fields.STANCES)},
    "events": {
        "date_start": _date, "date_end": _date, "factuality": _one_of(*fields.FACTUALITY),
        "scope": _one_of("current", "background"),
    },
}  # fmt: skip


def row_keys(rows: Rows, sentences: Rows) -> list[Decision]:
    """What each row is found by: the hash of its sentence, its quote, its harm and figure.

    >>> rows = [{"sentence_id": 0, "quote": "Two men", "harm": "killed", "best": 2}]
    >>> row_keys(rows, [{"sentence_id": 0, "quote": "Two men died."}])[0]["figure"]
    '2'
    """
    texts = {s["sentence_id"]: " ".join(s["quote"].split()) for s in sentences}
    seen: Counter = Counter()
    keys = []
    for row in rows:
        digest = hashlib.sha256(texts[row["sentence_id"]].encode()).hexdigest()[:11]
        figure = main_figure(row)
        told = "" if figure is None else str(figure)
        own = (f"s{digest}", " ".join(row["quote"].split()), row.get("harm", ""), told)
        seen[own] += 1  # the second "ten" of a sentence is told apart by its place
        sentence = own[0] + (f"#{seen[own]}" if seen[own] > 1 else "")
        names = ("sentence", "quote", "harm", "figure")
        keys.append(dict(zip(names, (sentence, *own[1:]), strict=True)))
    return keys


def apply_decisions(
    table: str, rows: Rows, sentences: Rows, decisions: tuple[Decision, ...],
    actors: Sequence[dict] = (),
) -> tuple[Rows, list[dict]]:  # fmt: skip
    """The rows that are left, corrected and marked; and the outcome of each decision on the table.

    Nothing is changed in place.  Without decisions the rows come back as they are.
    """
    mine = [d for d in decisions if (d["table"] or "claims") == table]
    if not mine:
        return rows, []
    keys = row_keys(rows, sentences)
    verdicts: dict[int, list[dict]] = {}
    outcomes = []
    for decision in mine:
        found = [n for n, key in enumerate(keys) if _is_meant(decision, key)]
        outcome = decision | {"table": table, "outcome": _fault(table, decision, len(found))}
        if not outcome["outcome"]:
            outcome |= {"outcome": APPLIED, "sentence_id": rows[found[0]]["sentence_id"]}
            verdicts.setdefault(found[0], []).append(outcome)
        outcomes.append(outcome)
    names = {actor["name"]: actor["actor_id"] for actor in actors}
    kept: Rows = []
    gone: Rows = []
    for number, row in enumerate(rows):
        new = _settle(row, verdicts.get(number, []), names)
        (gone if new is None else kept).append(new or row)
    return (_relink(kept, gone) if table == "claims" else kept), outcomes


def outcome_lines(reviews: pd.DataFrame) -> list[str]:
    """How many decisions of the table ``reviews`` were applied, and each that was not, in words."""
    idle = reviews[reviews["outcome"] != APPLIED].to_dict("records")
    lines = [f"review.csv: {len(reviews) - len(idle)} of {len(reviews)} decisions applied"]
    told = [f"review.csv, line {r['line']} (“{r['quote'][:60]}”): {r['outcome']}" for r in idle]
    return lines + told if len(reviews) else []


def unknown_tables(decisions: tuple[Decision, ...]) -> list[dict]:
    """Decisions on a table that has no review, as outcomes."""
    why = f"no such table to review; there are {', '.join(FIELDS)}"
    return [d | {"outcome": why} for d in decisions if (d["table"] or "claims") not in FIELDS]


def _is_meant(decision: Decision, key: Decision) -> bool:
    """Whether a decision is on this row; cells left empty fit every row."""
    figure = decision["figure"].replace(",", "")
    given = decision | {"quote": " ".join(decision["quote"].split()), "figure": figure}
    return bool(given["quote"]) and all(given[k] in ("", key[k]) for k in key)


def _fault(table: str, decision: Decision, n_found: int) -> str:
    """Why a decision cannot be applied; empty if it can."""
    field, value = decision["field"], decision["value"]
    if decision["decision"] not in DECISIONS:
        return f"{decision['decision']!r} is no decision: {', '.join(DECISIONS)}"
    if n_found != 1:
        several = f"{n_found} rows match: fill in sentence, harm and figure"
        return several if n_found else "no row matches any more"
    if decision["decision"] != "correct":
        return ""
    if field not in FIELDS[table]:
        return f"{field!r} cannot be corrected: {', '.join(FIELDS[table])}"
    try:
        read = FIELDS[table][field](value)
    except (KeyError, ValueError):
        return f"{value!r} is no {field}"
    is_figure = field != "figure" or read_quantity(value or "")
    is_count = not isinstance(read, int) or read >= 0
    return "" if is_figure and is_count else f"{value!r} is no {field}"


def _settle(row: dict, verdicts: list[dict], names: dict[str, str]) -> dict | None:
    """The row after all decisions on it, in their order; ``None`` if it is rejected."""
    standing: dict[str, dict] = {}
    for verdict in verdicts:
        slot = verdict["field"] if verdict["decision"] == "correct" else "row"
        for old in (slot, "row"):  # a later word undoes a rejection
            if old in standing:
                standing.pop(old)["outcome"] = f"overtaken by line {verdict['line']}"
        standing[slot] = verdict
    if standing.get("row", {}).get("decision") == "reject":
        return None
    new = dict(row)
    for field, verdict in standing.items():
        if field != "row":
            verdict["was"] = _shown(row, field)
            new = _correct(new, field, verdict, names)
    figures = [new[bound] for bound in BOUNDS if new.get(bound) is not None]
    if figures != sorted(figures):
        for verdict in standing.values():
            verdict["outcome"] = "low, best and high would contradict each other"
        return row
    if standing:
        new["review"] = "; ".join(_mark(verdict) for verdict in standing.values())
        new |= {"confidence": 1.0} if "confidence" in row else {}
    return new


def _correct(row: dict, field: str, verdict: dict, names: dict[str, str]) -> dict:
    """The row with one field as the analyst has it, and what must follow from it."""
    value = FIELDS[verdict["table"]][field](verdict["value"])
    if field == "figure":
        bounds = (*BOUNDS, "qualifier")
        return row | dict(zip(bounds, read_quantity(verdict["value"]) or (), strict=True))
    new = row | {field: value}
    if field == "best" and row["qualifier"] == "exact":
        new |= {"low": value, "high": value}
    if field == "scope" and "counted" in row:
        told = value in ("current", "background")
        same = row["event_id"].partition("-")[0] == value
        new |= {"counted": told, "reason": None if told else f"set to {value} by an analyst"}
        new |= {} if same else {"event_id": value}
    if field == "counted":
        new["reason"] = None if value else verdict["note"] or "set aside by an analyst"
    if field == "side_id":
        new["side"] = None
    if field in IDS:
        new[IDS[field]] = names.get(value)
    return new


def _shown(row: dict, field: str) -> str:
    """A field before its correction, in words.

    >>> _shown({"low": 14, "best": 14, "high": None}, "figure")
    '14 or more'
    """
    if field != "figure":
        return "" if row[field] is None else str(row[field])
    low, high = row["low"], row["high"]
    if low is None or high is None:
        return f"{low} or more" if high is None else f"up to {high}"
    return str(low) if low == high else f"{low} to {high}"


def _mark(verdict: dict) -> str:
    """What was decided, by whom and when."""
    who = ", ".join(filter(None, (f"by {verdict['reviewer'] or 'an analyst'}", verdict["date"])))
    if verdict["decision"] == "correct":
        was = f" from {verdict['was']}" if verdict["was"] else ""
        return f"{verdict['field']} corrected{was} to {verdict['value'] or 'none'} {who}"
    return f"accepted {who}"


def _relink(kept: Rows, gone: Rows) -> Rows:
    """Claims whose repeats and parts lead to no claim that was rejected."""
    lost = {claim["claim_id"]: claim["same_as"] for claim in gone}
    heirs: dict[str, str] = {}
    for claim in kept:  # the first repeat that is left stands for the rejected figure
        if claim["same_as"] in lost:
            heirs.setdefault(claim["same_as"], claim["claim_id"])
    new = []
    for claim in kept:
        links = {
            name: heirs.get(claim[name], lost[claim[name]]) if claim[name] in lost else claim[name]
            for name in ("same_as", "subset_of")
        }
        links["same_as"] = None if links["same_as"] == claim["claim_id"] else links["same_as"]
        new.append(claim | {k: None if v in lost else v for k, v in links.items()})
    return new
