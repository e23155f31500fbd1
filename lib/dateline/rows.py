"""What are the plain values of a table?  Rows as dicts or tuples, empty cells as ``None``.

By hand: on the few rows of an article pandas takes ten times as long.
"""

import pandas as pd


def records(table: pd.DataFrame) -> list[dict]:
    """Rows as dicts whose empty cells are ``None``.

    >>> records(pd.DataFrame({"harm": ["killed"], "best": pd.array([None], dtype="Int64")}))
    [{'harm': 'killed', 'best': None}]
    """
    columns = (_values(table.iloc[:, number]) for number in range(table.shape[1]))
    return [dict(zip(table.columns, row, strict=True)) for row in zip(*columns, strict=True)]


def pairs(table: pd.DataFrame, *names: str) -> list[tuple]:
    """The named columns side by side, empty cells ``None``."""
    return list(zip(*(_values(table[name]) for name in names), strict=True))


def _values(column: pd.Series) -> list:
    """Plain Python values of a column."""
    empty = column.isna().tolist()
    return [None if gone else v for v, gone in zip(column.tolist(), empty, strict=True)]
