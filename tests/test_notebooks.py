"""The notebooks keep the house rules, and each runs alone under papermill."""

import json
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import nbformat
import pytest
from conftest import ROOT

NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
FORBIDDEN = re.compile(
    r"^\s*(?:def |for |while |try:|class |%run|!|import sys)|sys\.path", re.MULTILINE
)
OF_CORPUS = ["corpus", "theatre", "episode", "out"]
NUMBER = re.compile(r"(?<![\w`])\d[\d,.]*(?![\w`])")


@pytest.fixture(params=NOTEBOOKS, ids=lambda path: path.stem)
def notebook(request):
    return nbformat.read(request.param, as_version=4)


def code_cells(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def test_there_are_seven():
    names = {path.stem[:2] for path in NOTEBOOKS}
    assert names == {"01", "02", "03", "04", "05", "br", "co"}


def test_committed_without_outputs(notebook):
    assert not [cell for cell in code_cells(notebook) if cell.outputs or cell.execution_count]


def test_cells_are_thin(notebook):
    cells = code_cells(notebook)
    assert len(cells) <= 20
    assert all(len(cell.source.splitlines()) <= 8 for cell in cells)
    assert not [cell.source for cell in cells if FORBIDDEN.search(cell.source)]


def test_parameters_are_typed_and_explained(notebook):
    cells = [c for c in code_cells(notebook) if "parameters" in c.metadata.get("tags", [])]
    assert len(cells) == 1
    names = re.findall(r"^(\w+): str = .+  # .+$", cells[0].source, re.MULTILINE)
    has_map = "draw_article" in "".join(cell.source for cell in code_cells(notebook))
    own = ["article", "published", "theatre", "out"] + ["viewpoint"] * has_map
    assert names == (OF_CORPUS if names[0] == "corpus" else own)


def test_no_number_is_typed_in_prose(notebook):
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            assert not NUMBER.findall(cell.source), cell.source


def test_prose_comes_before_what_is_shown(notebook):
    follows = [
        before.cell_type == "markdown" or "remove-input" in cell.metadata.get("tags", [])
        for before, cell in zip(notebook.cells, notebook.cells[1:], strict=False)
        if cell.cell_type == "code" and "parameters" not in cell.metadata.get("tags", [])
    ]
    assert sum(follows) >= len(follows) - 2


def test_the_corpus_runs_alone_under_papermill(tmp_path):
    """From its own articles, and again from the tables that it wrote."""
    for corpus in ([], ["-p", "corpus", str(tmp_path / "one")]):
        out = tmp_path / ("two" if corpus else "one")
        command = [sys.executable, "-m", "papermill", str(ROOT / "notebooks/corpus.ipynb")]
        command += ["run.ipynb", "-p", "out", str(out), *corpus, "--log-level", "ERROR"]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr[-2000:]
        assert (out / "tables/ledger.csv").exists()
    shown = json.dumps(nbformat.read(tmp_path / "run.ipynb", as_version=4).cells)
    assert "copies are counted once" in shown and "431" in shown


ARTICLE_NOTEBOOKS = [path for path in NOTEBOOKS if path.stem != "corpus"]


def papermill(path: Path, folder: Path) -> subprocess.CompletedProcess:
    """The plain papermill command, from a folder that is not the project's."""
    article = ROOT / "data/articles/2022-09-15-latimes-armenia-azerbaijan-ceasefire.txt"
    command = [sys.executable, "-m", "papermill", str(path), "run.ipynb", "--log-level", "ERROR"]
    command += ["-p", "article", str(article), "-p", "published", "2022-09-15"]
    command += ["-p", "out", str(folder / "out")]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True)


@pytest.fixture(scope="module")
def runs(tmp_path_factory) -> dict[Path, tuple[Path, subprocess.CompletedProcess]]:
    """Each notebook of one article run so, two at a time: folder and end of the command."""
    folders = [tmp_path_factory.mktemp(path.stem) for path in ARTICLE_NOTEBOOKS]
    with ThreadPoolExecutor(2) as at_once:
        ended = at_once.map(papermill, ARTICLE_NOTEBOOKS, folders)
        return dict(zip(ARTICLE_NOTEBOOKS, zip(folders, ended, strict=True), strict=True))


@pytest.mark.parametrize("path", ARTICLE_NOTEBOOKS, ids=lambda path: path.stem)
def test_runs_alone_under_papermill(path, runs):
    folder, done = runs[path]
    assert done.returncode == 0, done.stderr[-2000:]
    shown = json.dumps(nbformat.read(folder / "run.ipynb", as_version=4).cells)
    assert "Armenia and Azerbaijan reach cease-fire" in shown
    assert (folder / "out/tables/claims.csv").exists()
