"""What does each column mean, and in which version of the tables?  Made from ``schema``.

``python -m dateline.dictionary > docs/dictionary.md`` writes the page anew.
"""

import hashlib
import json
import re

import pandas as pd

from dateline.rows import columns_of
from dateline.schema import KEYS, TABLES

# The first number grows when a column goes, is renamed or takes other values, the second when one
# is added.  tests/test_dictionary.py asks for a new version, and a line in CHANGELOG.md.
VERSION = "1.1"
TYPES = {"str": "text", "int": "whole number", "flo": "number", "boo": "true or false"}


def dictionary(table: str | None = None) -> pd.DataFrame:
    """The data dictionary: one row is one column of a table, with type and definition.

    >>> from dateline.dictionary import dictionary
    >>> dictionary("claims").set_index("column").loc["harm", "definition"]
    'kind of harm'
    """
    rows = [
        {
            "table": name,
            "column": column_name,
            "type": TYPES[spec.dtype.lower()[:3]],
            "may be empty": spec.nullable,
            "values": ", ".join(map(str, spec.allowed)),
            "definition": spec.definition,
        }
        for name, model in TABLES.items()
        if table in (None, name)
        for column_name, spec in columns_of(model).items()
    ]
    return pd.DataFrame(rows)


def contract() -> str:
    """The checksum of all that a program relies on: tables, keys, columns, types and values."""
    rows = dictionary().drop(columns="definition").to_dict("split")["data"]
    return hashlib.sha256(json.dumps([rows, KEYS]).encode()).hexdigest()[:16]


def page() -> str:
    """The data dictionary as a page of Markdown, a heading for each table."""
    lines = [
        "# Data dictionary",
        "",
        f"Version {VERSION} of the tables, contract `{contract()}`. Made from",
        "`lib/dateline/schema.py` by `python -m dateline.dictionary`; CHANGELOG.md has a line for",
        "each new version. *Key* marks the columns that together name a row.",
    ]
    for name, part in dictionary().groupby("table", sort=False):
        meaning = " ".join((TABLES[name].__doc__ or "").split())
        lines += ["", f"## `{name}`", "", meaning, ""]
        lines += ["| column | type | empty | meaning |", "|---|---|---|---|"]
        for _, column, kind, is_empty, values, definition in part.itertuples(index=False):
            key = "*Key.* " if column in KEYS[name] else ""
            one_of = f" One of: {values}." if values else ""
            told = re.sub(r"([|*])", r"\\\1", f"{definition[0].upper()}{definition[1:]}.{one_of}")
            lines.append(f"| `{column}` | {kind} | {'may be' if is_empty else ''} | {key}{told} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    print(page(), end="")
