"""Are these rows a valid table?  Checks in plain Python, for the few rows of one article.

The models of :mod:`schema` decide what is valid and say what is wrong.  They take longer over an
article's ten tables than the parser over its words, so sound rows pass here, by the same rules;
whatever is not plainly sound goes to the models.
"""

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

import pandas as pd

# The dtype of a column, and the Python types that it takes as they are.
KINDS: dict[str, tuple[str, set[type]]] = {
    "string[pyarrow]": ("str", {str}),
    "str": ("str", {str}),
    "int64": ("int64", {int}),
    "Int64": ("Int64", {int}),
    "float64": ("float64", {float}),
    "bool": ("bool", {bool}),
}


class Column(NamedTuple):
    """What a column holds: its dtype, whether it may be empty, the allowed values if not all."""

    dtype: str
    nullable: bool
    allowed: frozenset


@cache
def checks_of(model) -> dict[str, Column]:
    """What a pandera model says of each column."""
    return {
        name: Column(
            str(spec.dtype),
            spec.nullable,
            frozenset(v for check in spec.checks for v in check.statistics["allowed_values"]),
        )
        for name, spec in model.to_schema().columns.items()
    }


def plain_frame(rows: list[Mapping], model, key: list[str]) -> pd.DataFrame | None:
    """The table of the rows, or none if the model must look at them: nothing is converted here."""
    data = {}
    for name, check in checks_of(model).items():
        values = [row.get(name) for row in rows]
        given = [value for value in values if value is not None]
        dtype, kinds = KINDS.get(check.dtype, (None, set[type]()))
        if not set(map(type, given)) <= kinds:
            return None
        if len(given) < len(values) and not check.nullable:
            return None
        if check.allowed and not check.allowed.issuperset(given):
            return None
        data[name] = pd.Series(values, dtype=dtype)
    keys = {tuple(row.get(name) for name in key) for row in rows}
    return pd.DataFrame(data) if len(keys) == len(rows) else None
