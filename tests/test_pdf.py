"""The briefing on paper: tagged, numbered, nothing cut, and a clear word where nothing can print."""

import os
import shutil
from pathlib import Path

import pytest
from pypdf import PdfReader

from dateline import pdf


@pytest.fixture(scope="module", params=pdf.PAPERS)
def printed(request, default_page, tmp_path_factory):
    """The default article on each kind of sheet: its name, the reader and the words of each sheet."""
    if not any(map(shutil.which, pdf.BROWSERS)):
        assert not os.environ.get("CI"), ".ci/run should have installed Chromium"
        pytest.skip("needs Chromium")
    page = Path(shutil.copy(default_page, tmp_path_factory.mktemp("pdf")))
    reader = PdfReader(pdf.write_pdf(page, request.param))
    return request.param, reader, [sheet.extract_text() for sheet in reader.pages]


def headings(outline: list) -> list[str]:
    """Titles of an outline of any depth."""
    nested = [headings(entry) if isinstance(entry, list) else [entry.title] for entry in outline]
    return [title for titles in nested for title in titles]


def test_the_pdf_is_tagged_and_has_an_outline(printed):
    _, reader, _ = printed
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/StructTreeRoot"] and root["/Lang"] == "en"
    assert "Armenia and Azerbaijan" in reader.outline[0].title
    assert {"Casualties", "The article"} <= set(headings(reader.outline))


def test_every_sheet_has_its_size_its_number_and_the_day(printed):
    paper, reader, texts = printed
    width, height = {"A4": (595, 842), "Letter": (612, 792)}[paper]
    for number, (sheet, text) in enumerate(zip(reader.pages, texts, strict=True), 1):
        assert abs(sheet.mediabox.width - width) < 2 and abs(sheet.mediabox.height - height) < 2
        assert f"Page {number} of {len(reader.pages)}" in text
        assert "As of Thursday 15 September 2022" in text
    assert 4 < len(reader.pages) < 20


def test_a_heading_never_stands_last_on_a_sheet(printed):
    _, reader, texts = printed
    titles = set(headings(reader.outline))
    for sheet, text in zip(reader.pages, texts, strict=True):
        lines = [line.strip() for line in text.splitlines() if line.strip()]
        furniture = ("Page ", "As of ", "Claims as the article")
        body = [line for line in lines if not line.startswith(furniture)]
        drawn = sheet.get_contents().get_data().count(b"\nf")  # a figure is shapes, not words
        assert body[-1] not in titles or drawn > 100


def test_without_a_browser_the_remedy_is_named(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(pdf.PdfError, match="Install one"):
        pdf.browser()


def test_a_browser_that_fails_leaves_nothing(monkeypatch, tmp_path):
    page = tmp_path / "briefing.html"
    page.write_text("<html><head></head><body>words</body></html>")
    monkeypatch.setattr(pdf, "browser", lambda: shutil.which("false"))
    with pytest.raises(pdf.PdfError, match="could not print the page: exit code 1"):
        pdf.write_pdf(page)
    assert [path.name for path in tmp_path.iterdir()] == ["briefing.html"]
