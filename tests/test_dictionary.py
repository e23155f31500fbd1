"""The data dictionary is that of the tables, and no table changes without a new version."""

import pytest
from conftest import ROOT

from dateline import dictionary as words
from dateline import schema

# Each version of the tables that there was, newest last; a row is added and none is changed.
VERSIONS = {"1.0": "34f794e700435e17", "1.1": "c8297caf98f3a9cb"}


def test_the_page_is_that_of_the_tables():
    page = (ROOT / "docs" / "dictionary.md").read_text(encoding="utf-8")
    assert page == words.page(), "run: python -m dateline.dictionary > docs/dictionary.md"


def test_no_table_changes_without_a_new_version():
    assert list(VERSIONS)[-1] == words.VERSION
    assert VERSIONS[words.VERSION] == words.contract(), (
        "columns, types, keys or values have changed: give dictionary.VERSION a new number,"
        " add it here with its contract, and say in CHANGELOG.md what changed"
    )


def test_the_changelog_names_every_version():
    changes = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert [v for v in VERSIONS if f"Tables, version {v}:" not in changes] == []


@pytest.mark.parametrize("change", ["column", "values", "key"])
def test_the_contract_notices_a_change(monkeypatch, change):
    before = words.contract()
    if change == "key":
        monkeypatch.setitem(schema.KEYS, "tolls", ["article_id"])
    else:
        claims = schema.TABLES["claims"].to_schema()
        altered = (
            claims.remove_columns(["quote"])
            if change == "column"
            else claims.update_column("harm", checks=[])
        )
        fake = type("Claims", (), {"to_schema": staticmethod(lambda: altered), "__doc__": "x"})
        monkeypatch.setitem(schema.TABLES, "claims", fake)
    assert words.contract() != before


def test_a_definition_may_be_said_better_without_a_new_version(monkeypatch):
    before, rows = words.contract(), words.dictionary()
    monkeypatch.setattr(words, "dictionary", lambda: rows.assign(definition="other words"))
    assert words.contract() == before
