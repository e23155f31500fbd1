"""After installation, notebooks and the page template work from any folder."""

import os
import re
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from conftest import ROOT

from dateline import render

NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def executed(tmp_path_factory):
    """Each notebook with its own parameters, run where JupyterLab's launcher would run it."""
    folder = tmp_path_factory.mktemp("executed")
    start = Path.cwd()
    try:
        os.chdir(ROOT / "notebooks")
        for path in NOTEBOOKS:
            render.papermill.execute_notebook(
                str(path), str(folder / path.name), parameters={"out": str(folder / path.stem)},
                engine_name="dateline", progress_bar=False, kernel_name="python3",
            )  # fmt: skip
    finally:
        os.chdir(start)
    return folder


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_runs_in_the_folder_of_the_launcher(executed, path):
    cells = nbformat.read(executed / path.name, as_version=4).cells
    outputs = [output for cell in cells for output in cell.get("outputs", ())]
    assert outputs and not [o for o in outputs if o.output_type == "error"]
    assert (executed / path.stem).is_dir(), "the parameter out was not kept"
    assert not list((ROOT / "notebooks").glob("outputs"))


def test_executed_copies_hold_nothing_of_the_desk(executed):
    """No table library, style sheet of the desk or widget: they would swell and break the page."""
    notebook = nbformat.read(executed / "02-casualties.ipynb", as_version=4)
    text = nbformat.writes(notebook)
    assert "itables" not in text and "@scope" not in text and "widget-view" not in text
    assert "Open this notebook in JupyterLab" in text


def test_the_template_is_found_from_any_folder(executed, tmp_path):
    """The link that `make setup` makes, and the command of the README, somewhere else."""
    templates = ".venv/share/jupyter/nbconvert/templates"
    link = re.search(r"@(ln -sfn .*)\$\(TEMPLATES\)/briefing", MAKEFILE)[1]
    (tmp_path / templates).mkdir(parents=True)
    (tmp_path / "lib").symlink_to(ROOT / "lib")
    subprocess.run(f"{link} {templates}/briefing", shell=True, check=True, cwd=tmp_path)
    elsewhere = tmp_path / "some where"
    elsewhere.mkdir()
    command = [sys.executable, "-m", "jupyter", "nbconvert", "--to", "html", "--template"]
    command += ["briefing", str(executed / "02-casualties.ipynb"), "--output-dir", str(elsewhere)]
    env = os.environ | {"JUPYTER_PATH": str(tmp_path / ".venv/share/jupyter")}
    done = subprocess.run(command, cwd=elsewhere, env=env, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-2000:]
    page = (elsewhere / "02-casualties.html").read_text(encoding="utf-8")
    assert "As of Thursday 15 September 2022" in page
    assert not re.findall(r"""(?:src|href)=["']?(?:https?:)?//[^"'\s>]+\.(?:js|css)""", page)
