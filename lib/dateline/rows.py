"""How do rows become a table, and a table rows?  In plain Python, for the few rows of an article.

The models of :mod:`schema` decide what is valid and say what is wrong.  They take longer over an
article's ten tables than the parser over its words, so sound rows pass :func:`plain_frame` by the
same rules.  Rows are taken from all cells at once: column by column takes six times as long.
"""

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

import pandas as pd

# The Python type that a column takes as it is, by what the models call its dtype.
KINDS = {"str": str, "int64": int, "Int64": int, "float64": float, "bool": bool}


class Column(NamedTuple):
    """What a column holds: dtype, whether it may be empty, the allowed values if not all."""

    dtype: str
    nullable: bool
    allowed: Mapping  # an ordered set
    definition: str


@cache
def columns_of(model) -> dict[str, Column]:
    """What a pandera model says of each column, in their order."""
    found = {}
    for name, spec in model.to_schema().columns.items():
        dtype = str(spec.dtype).removeprefix("string[pyarrow]") or "str"
        allowed = [v for check in spec.checks for v in check.statistics["allowed_values"]]
        found[name] = Column(dtype, spec.nullable, dict.fromkeys(allowed), spec.description)
    return found


def plain_frame(rows: list[Mapping], model, key: list[str]) -> pd.DataFrame | None:
    """The table of the rows, or none if the model must look at them: nothing is converted here."""
    data = {}
    for name, (dtype, nullable, allowed, _) in columns_of(model).items():
        values = [row.get(name) for row in rows]
        given = [value for value in values if value is not None]
        is_typed = all(type(value) is KINDS.get(dtype) for value in given)
        if not is_typed or not (nullable or len(given) == len(values)):
            return None
        if allowed and not allowed.keys() >= set(given):
            return None
        data[name] = pd.Series(values, dtype=dtype)
    keys = {tuple(row.get(name) for name in key) for row in rows}
    return pd.DataFrame(data) if len(keys) == len(rows) else None


def records(table: pd.DataFrame) -> list[dict]:
    """Rows as dicts whose empty cells are ``None``.

    >>> records(pd.DataFrame({"harm": ["killed"], "best": pd.array([None], dtype="Int64")}))
    [{'harm': 'killed', 'best': None}]
    """
    names = list(table.columns)
    return [dict(zip(names, row, strict=True)) for row in _cells(table)]


def pairs(table: pd.DataFrame, *names: str) -> list[tuple]:
    """The named columns side by side, empty cells ``None``."""
    return [tuple(row) for row in _cells(table[list(names)])]


def main_figure(row: Mapping) -> int | None:
    """The number that stands for a row: its best figure, else the lowest, else the highest.

    >>> main_figure({"low": 24, "best": None, "high": None})
    24
    """
    for name in ("best", "low", "high"):
        value = row.get(name)
        if value is not None and value is not pd.NA and value == value:
            return int(value)
    return None


def number_of(row: Mapping) -> int:
    """The number that stands for a row, 0 where it gives none."""
    return main_figure(row) or 0


def without_repeats(rows: list[dict]) -> list[dict]:
    """Tolls without a total that is the figure of the one side it counts; `is_whole` is noted.

    >>> one = {"event_id": "current", "harm": "killed", "low": 3, "best": 3, "high": 3}
    >>> [row["side_id"] for row in without_repeats([one | {"side_id": s} for s in ("A", "all")])]
    ['A']
    """
    events: dict[tuple, list[dict]] = {}
    for row in rows:
        events.setdefault((row["event_id"], row["harm"]), []).append(row)
    kept = []
    for group in events.values():
        figures = [tuple(row[end] for end in ("low", "best", "high")) for row in group]
        if len(group) == 2 and figures[0] == figures[1]:
            group = [row for row in group if row["side_id"] != "all"]
        kept += [row | {"is_whole": row["side_id"] == "all" or len(group) == 1} for row in group]
    return kept


def _cells(table: pd.DataFrame) -> list[list]:
    """Rows of plain Python values."""
    return table.to_numpy(dtype=object, na_value=None).tolist()


def same_event(a: dict, b: dict) -> bool:
    """Whether two rows tell of one harm in one event."""
    return a["harm"] == b["harm"] and a["event_id"] == b["event_id"]
