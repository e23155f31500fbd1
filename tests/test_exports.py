"""Exports: the exact columns of each format, what was read comes back, nothing runs in a cell."""

import csv
import json

import openpyxl
import pandas as pd
import pytest
from conftest import dateline

from dateline import schema
from dateline.article import make_article
from dateline.dictionary import dictionary
from dateline.exports import FORMATS, export_tables
from dateline.exports.formats import TITLES, format_columns
from dateline.exports.incidents import incidents
from dateline.extract import extract_rows, frames, gather
from dateline.files import neutral, read_cells, restored, write_tables
from dateline.parse import parse
from dateline.rows import records

HOSTILE = """=HYPERLINK("http://x.example","Truce") fails
-Rebels killed three soldiers near Omdurman on Monday, the army said.
@Seven civilians were wounded on Tuesday, a doctor said.
+Officials said dozens of people were killed in a drone strike on Kassala on Wednesday.
"""


def tables_of(*texts):
    """Tables over texts without a theatre."""
    articles = [make_article(f"a{n}", text, published="2024-05-09") for n, text in enumerate(texts)]
    return frames(gather(extract_rows(parse(article, None)) for article in articles))


@pytest.fixture(scope="module")
def hostile():
    return tables_of(HOSTILE)


@pytest.fixture(scope="module")
def facts(reading):
    return incidents(reading.tables)


def test_the_default_article_is_one_incident(facts):
    (row,) = facts
    assert (row["low"], row["best"], row["high"]) == (155, 155, 155)
    assert (row["deaths_a"], row["deaths_b"], row["deaths_unknown"]) == (105, 50, 0)
    assert (row["side_a"], row["side_b"], row["type_of_violence"]) == ("Armenia", "Azerbaijan", 1)
    assert (row["date_start"], row["date_end"], row["date_prec"]) == ("2022-09-13", "2022-09-15", 2)
    assert "155" in row["notes"] and "6,700" not in row["notes"]


def test_the_rest_of_a_total_is_unknown_and_hedges_stay_open():
    (row,) = incidents(tables_of("At least 12 people, including 3 children, were killed, he said."))
    assert (row["low"], row["best"], row["high"]) == (12, 12, None)
    assert (row["deaths_civilians"], row["deaths_unknown"]) == (3, 9)


def test_words_for_numbers_count_as_in_acled():
    (row,) = incidents(tables_of("Dozens of people were killed in Kassala on Monday."))
    assert (row["best"], row["low"], row["fatalities"]) == (None, 24, 12)
    assert (row["place"], row["country"], row["where_prec"]) == ("Kassala", "Sudan", 1)
    assert (row["date_start"], row["date_prec"]) == ("2024-05-06", 1)


def test_incidents_of_articles_stay_apart():
    rows = incidents(tables_of("Two men were killed in Goma.", "Two men were killed in Bukavu."))
    assert [(row["key"], row["best"], row["place"]) for row in rows] == [
        ("a0:current", 2, "Goma"),
        ("a1:current", 2, "Bukavu"),
    ]


@pytest.mark.parametrize("kind", ["ucdp", "acled", "hxl"])
def test_columns_are_those_of_the_format(reading, tmp_path, kind):
    export_tables(reading.tables, kind, tmp_path / "x.csv")
    columns = [row["column"] for row in format_columns()[kind]]
    lines = list(csv.reader((tmp_path / "x.csv").open(encoding="utf-8")))
    assert lines[0] == columns
    if kind == "hxl":
        assert lines[1] == [row["hxl"] for row in format_columns()[kind]]
        assert all(tag.startswith("#") for tag in lines[1])
    if kind == "ucdp":
        assert (len(columns), columns[0], columns[-3:]) == (49, "id", ["low", "gwnoa", "gwnob"])
    if kind == "acled":
        assert (len(columns), columns[0], columns[-1]) == (31, "event_id_cnty", "timestamp")


@pytest.mark.parametrize("kind", ["ucdp", "acled", "hxl"])
def test_what_is_written_comes_back(hostile, tmp_path, kind):
    export_tables(hostile, kind, tmp_path / "x.csv")
    back = read_cells(tmp_path / "x.csv").iloc[int(kind == "hxl") :].to_dict("records")
    facts = [f for f in incidents(hostile) if kind != "ucdp" or f["low"]]
    for row, fact in zip(back, facts, strict=True):
        for column in format_columns()[kind]:
            value = fact.get(column["fact"])
            assert row[column["column"]] == ("" if value is None else str(value))


def documentation() -> str:
    """The tables of ``docs/exports.md``: one row is one column of a format."""
    parts: list[str] = []
    for kind, columns in format_columns().items():
        tag = " tag |" if kind == "hxl" else ""
        rule = "---|" if kind == "hxl" else ""
        parts.append(f"## {TITLES[kind]}\n\n| column |{tag} filled | with, or why not |")
        parts.append(f"|---|{rule}---|---|")
        for column in columns:
            shown = f" `{column['hxl']}` |" if kind == "hxl" else ""
            filled = "yes" if column["fact"] else "empty"
            parts.append(f"| `{column['column']}` |{shown} {filled} | {column['note']} |")
        parts.append("")
    return "\n".join(parts)


def test_a_column_without_a_fact_is_empty_and_says_why(reading, tmp_path, facts):
    known = set(facts[0])
    for kind, columns in format_columns().items():
        assert {c["fact"] for c in columns} - {""} <= known, kind
        assert all(c["note"] for c in columns)


def test_the_document_is_made_from_the_table(root):
    text = (root / "docs/exports.md").read_text(encoding="utf-8")
    assert text.endswith(documentation()), "make docs/exports.md anew from its head and this"


def test_geojson_holds_places_and_claims(reading, tmp_path):
    n = export_tables(reading.tables, "geojson", tmp_path / "x.geojson")
    found = json.loads((tmp_path / "x.geojson").read_text(encoding="utf-8"))["features"]
    tables = [feature["properties"]["table"] for feature in found]
    assert len(found) == n
    assert tables.count("places") == len(reading.places)
    assert tables.count("claims") == len(reading.claims)
    longitude, latitude = next(
        f["geometry"]["coordinates"] for f in found if f["properties"].get("name") == "Yerevan"
    )
    assert 44 < longitude < 45 and 40 < latitude < 41


def test_a_workbook_holds_every_table_and_the_dictionary(hostile, tmp_path):
    export_tables(hostile, "xlsx", tmp_path / "x.xlsx")
    book = openpyxl.load_workbook(tmp_path / "x.xlsx")
    assert book.sheetnames == [*schema.TABLES, "incidents", "dictionary"]
    for name, table in hostile.items():
        head, *rows = ([cell.value for cell in row] for row in book[name].iter_rows())
        assert head == schema.columns(name)
        wanted = [list(row.values()) for row in records(table.astype(object))]
        assert [[restored(cell) for cell in row] for row in rows] == wanted
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell.value for cell in cells if cell.data_type == "f"]
    assert len(list(book["dictionary"].iter_rows())) == len(dictionary()) + 1


def test_no_cell_of_a_csv_runs(hostile, tmp_path):
    write_tables(hostile, tmp_path)
    for path in tmp_path.glob("*.csv"):
        for row in csv.reader(path.open(encoding="utf-8", newline="")):
            assert not [cell for cell in row if cell.startswith(("=", "+", "@", "\t", "\r"))]
            assert not [c for c in row if c.startswith("-") and not c[1:2].isdigit()]
    back = read_cells(tmp_path / "sentences.csv")["quote"].tolist()
    assert back == hostile["sentences"]["quote"].tolist()
    assert back[0].startswith("=HYPERLINK")
    parquet = pd.read_parquet(tmp_path / "sentences.parquet")
    assert parquet["quote"].tolist() == back


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@a", "\t=1", "\r=1", "＝1", "'=1", "''-", "'"])
def test_neutral_is_undone(text):
    assert restored(neutral(text)) == text
    assert not neutral(text).startswith(("=", "+", "-", "@", "\t", "\r", "＝"))


def test_long_and_broken_cells_fit_a_workbook(hostile, tmp_path):
    titles = ["a\x00b" + "c" * 40_000]
    tables = hostile | {"articles": hostile["articles"].assign(title=titles)}
    export_tables(tables, "xlsx", tmp_path / "x.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "x.xlsx")["articles"]
    title = sheet.cell(2, schema.columns("articles").index("title") + 1).value
    assert title.startswith("a\ufffdb") and len(title) == 32_767


def test_the_command_writes_one_file(default_article, tmp_path):
    out = tmp_path / "deep" / "x.csv"
    done = dateline("export", default_article, "--format", "ucdp", "--out", out)
    assert done.returncode == 0, done.stderr
    assert str(out) in done.stdout and len(read_cells(out)) == 1
    assert list(tmp_path.rglob("*.part")) == []


def test_the_command_names_formats_and_failures(tmp_path):
    done = dateline("export", tmp_path / "none.txt", "--format", "acled", "--out", tmp_path / "x")
    assert done.returncode == 1 and "does not exist" in done.stderr
    assert not (tmp_path / "x").exists()
    done = dateline("export", tmp_path / "none.txt", "--format", "word")
    assert done.returncode != 0 and all(kind in done.stderr for kind in FORMATS)


def test_the_command_knows_every_format():
    from dateline import cli

    assert set(cli.ExportFormat) == set(FORMATS)
