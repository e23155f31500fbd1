"""Which columns does each format want?  One file each, with the exact names of the format.

The columns, what fills them and why others stay empty stand in ``data/reference/exports.csv``;
``docs/exports.md`` is made from it.
"""

import json
from functools import cache
from pathlib import Path

import pandas as pd
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from dateline.dictionary import dictionary
from dateline.exports.incidents import Tables, incidents
from dateline.files import neutral, write_csv, write_whole
from dateline.lexicon import read_reference
from dateline.rows import records

FORMATS = {"ucdp": ".csv", "acled": ".csv", "hxl": ".csv", "geojson": ".geojson", "xlsx": ".xlsx"}
TITLES = {"ucdp": "UCDP GED", "acled": "ACLED", "hxl": "HXL"}
MOST_CHARACTERS = 32_767  # that Excel takes in a cell
WIDEST = 60


def export_tables(tables: Tables, kind: str, path: Path) -> int:
    """The number of rows or features written into `path` in the format `kind`.

    `tables` are those of a reading or of many under one another.  The file appears whole.

    >>> from tempfile import TemporaryDirectory
    >>> from dateline import example
    >>> with TemporaryDirectory() as folder:
    ...     export_tables(example().tables, "acled", Path(folder) / "acled.csv")
    1
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    if kind == "geojson":
        features = collect_features(tables)
        collection = {"type": "FeatureCollection", "features": features}
        text = json.dumps(collection, ensure_ascii=False, indent=1)
        write_whole(path, lambda part: part.write_text(text, encoding="utf-8"))
        return len(features)
    if kind == "xlsx":
        write_whole(path, lambda part: workbook(tables).save(part))
        return sum(map(len, tables.values()))
    table = incident_table(tables, kind)
    write_csv(table, path)
    return len(table) - (kind == "hxl")


@cache
def format_columns() -> dict[str, list[dict]]:
    """The columns of each format in their order: name, HXL tag, fact and note."""
    rows = read_reference("exports")
    return {kind: [row for row in rows if row["format"] == kind] for kind in TITLES}


def incident_table(tables: Tables, kind: str) -> pd.DataFrame:
    """One row is one incident, in the columns of UCDP GED, ACLED or, tagged, of HXL."""
    wanted = format_columns()[kind]
    told = incidents(tables)
    if kind == "ucdp":  # whose events have at least one dead
        told = [facts for facts in told if facts["low"] or facts["best"] or facts["high"]]
    rows = [[facts.get(c["fact"]) for c in wanted] for facts in told]
    tags = [[c["hxl"] for c in wanted]] if kind == "hxl" else []
    return pd.DataFrame([*tags, *rows], columns=[c["column"] for c in wanted], dtype=object)


def collect_features(tables: Tables) -> list[dict]:
    """Places as points, and claims at the place of their incident or without geometry."""
    places = [
        _feature("places", row, row["longitude"], row["latitude"])
        for row in records(tables["places"])
    ]
    points = {f["key"]: (f["longitude"], f["latitude"]) for f in incidents(tables)}
    claims = [
        _feature("claims", row, *points.get(f"{row['article_id']}:{row['event_id']}", (None, None)))
        for row in records(tables["claims"])
    ]
    return places + claims


def _feature(table: str, row: dict, longitude: float | None, latitude: float | None) -> dict:
    """A row as a GeoJSON feature (RFC 7946: longitude first, WGS 84)."""
    point = {"type": "Point", "coordinates": [longitude, latitude]}
    geometry = point if longitude is not None else None
    return {"type": "Feature", "geometry": geometry, "properties": {"table": table} | row}


def workbook(tables: Tables) -> Workbook:
    """A sheet for each table, one for the incidents, and the data dictionary."""
    book = Workbook()
    book.remove(book.active)
    facts = pd.DataFrame(incidents(tables), dtype=object)
    for name, table in (tables | {"incidents": facts, "dictionary": dictionary()}).items():
        sheet = book.create_sheet(name)
        sheet.append([neutral(column) for column in table.columns])
        for row in records(table.astype(object)):
            sheet.append([_cell(value) for value in row.values()])
        _lay_out(sheet)
    return book


def _cell(value: object) -> object:
    """A value that Excel can hold: no control characters, no formula, not too long."""
    if isinstance(value, str):
        return str(neutral(ILLEGAL_CHARACTERS_RE.sub("\ufffd", value)))[:MOST_CHARACTERS]
    return value


def _lay_out(sheet) -> None:
    """Bold heads that stay in sight, filters, and columns as wide as what they hold."""
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions if sheet.max_column > 1 else None
    for number, column in enumerate(sheet.iter_cols(max_row=min(sheet.max_row, 200)), 1):
        column[0].font = Font(bold=True)
        longest = max(len(str(cell.value or "")) for cell in column)
        sheet.column_dimensions[get_column_letter(number)].width = min(longest + 2, WIDEST)
