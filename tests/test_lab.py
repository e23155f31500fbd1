"""A real JupyterLab, driven by a browser: open notebook 02, run all, look, and decide on a row."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request

import nbformat
import pytest
from conftest import DEFAULT, ROOT

from dateline.decisions import read_decisions

TOKEN = "a-token-of-the-test"
START = 60  # seconds, on a machine that does other things as well


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """A folder with the notebook and an article of its own, so that nothing of ours is written."""
    folder = tmp_path_factory.mktemp("desk")
    for path in (DEFAULT, DEFAULT.with_suffix(".yml")):
        shutil.copy(path, folder / f"article{path.suffix}")
    notebook = nbformat.read(ROOT / "notebooks/02-casualties.ipynb", as_version=4)
    cell = next(c for c in notebook.cells if "parameters" in c.metadata.get("tags", []))
    cell.source = f'article = "article.txt"\npublished = theatre = ""\nout = "{folder / "out"}"'
    nbformat.write(notebook, folder / "casualties.ipynb")
    return folder


@pytest.fixture(scope="module")
def lab(desk):
    """Address of a JupyterLab on a free port, with settings of its own."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    own = {name: str(desk / f".{name}") for name in ("JUPYTER_CONFIG_DIR", "IPYTHONDIR")}
    settings = desk / ".JUPYTER_CONFIG_DIR/lab/user-settings/@jupyterlab/apputils-extension"
    settings.mkdir(parents=True)
    (settings / "notification.jupyterlab-settings").write_text('{"fetchNews": "false"}')
    own |= {"JUPYTER_RUNTIME_DIR": str(desk / ".runtime"), "HOME": str(desk)}
    command = [
        sys.executable,
        "-m",
        "jupyterlab",
        "--no-browser",
        "--allow-root",
        "--expose-app-in-browser",
        "--ip=127.0.0.1",
    ]
    command += [
        f"--port={port}",
        f"--IdentityProvider.token={TOKEN}",
        f"--ServerApp.root_dir={desk}",
    ]
    with (desk / "lab.log").open("w") as log:
        server = subprocess.Popen(command, cwd=desk, env=os.environ | own, stdout=log, stderr=log)
    try:
        address = f"http://127.0.0.1:{port}"
        _wait_for(f"{address}/api?token={TOKEN}", desk / "lab.log")
        yield address
    finally:
        server.terminate()
        server.wait(20)


def _wait_for(address, log):
    end = time.monotonic() + START
    while True:
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except OSError:
            if time.monotonic() > end:
                pytest.fail(log.read_text()[-2000:])
            time.sleep(0.3)


@pytest.fixture(scope="module")
def page(lab, browser):
    """The notebook, open and run to its end; requests to other hosts are noted."""
    page = browser.new_page(viewport={"width": 1400, "height": 9000})
    page.elsewhere = []
    page.on("request", lambda r: None if lab in r.url else page.elsewhere.append(r.url))
    page.goto(f"{lab}/lab/tree/casualties.ipynb?token={TOKEN}")
    page.locator(".jp-Notebook .jp-Cell").first.wait_for(timeout=START * 1000)
    _run_all(page)
    return page


# Whether the kernel waits for work; before, Lab would ask which kernel is meant.
READY = """() => {
  const session = window.jupyterapp?.shell.currentWidget?.sessionContext;
  return session?.isReady && session.session?.kernel?.status === "idle";
}"""
SAVED = "() => !window.jupyterapp.shell.currentWidget.context.model.dirty"
# Whether each code cell has run to its end in this run or later.
DONE = """least => {
  const cells = [...window.jupyterapp.shell.currentWidget.content.model.cells];
  return cells.filter(c => c.type === "code").every(c => c.executionCount >= least);
}"""


def _do(page, command):
    """Do what a menu entry does."""
    page.evaluate("name => { window.jupyterapp.commands.execute(name); }", command)


def _run_all(page, after=0):
    """Run All Cells, to the end of the last; `after` is the number of cells that ran before."""
    page.wait_for_function(READY, timeout=START * 1000)
    _do(page, "notebook:run-all-cells")
    page.wait_for_function(DONE, arg=after + 1, timeout=START * 1000)


def _saved(page, desk):
    """The notebook as JupyterLab saves it."""
    _do(page, "docmanager:save")
    page.wait_for_function(SAVED, timeout=20_000)
    return nbformat.read(desk / "casualties.ipynb", as_version=4)


def _n_code_cells(desk):
    notebook = nbformat.read(desk / "casualties.ipynb", as_version=4)
    return len([cell for cell in notebook.cells if cell.cell_type == "code"])


def _show(page, selector):
    """The first element of a kind; the window is tall, for Lab draws what is in view."""
    found = page.locator(selector).first
    found.wait_for(timeout=20_000)
    return found


def test_every_cell_runs_without_an_error(page, desk):
    cells = [c for c in _saved(page, desk).cells if c.cell_type == "code"]
    assert all(cell.execution_count for cell in cells)
    outputs = [output for cell in cells for output in cell.outputs]
    assert not [o for o in outputs if o.output_type == "error" or o.get("name") == "stderr"]
    assert (desk / "out/tables/claims.csv").exists()


def test_tables_sort_and_filter_offline(page):
    table = _show(page, ".dt-container")
    heads = table.locator("th.dt-orderable-asc, th.dt-orderable-desc")
    assert heads.count() > 1
    _show(page, ".dt-container input[type=search]").fill("Azerbaijan")
    info = page.locator(".dt-container .dt-info").first
    info.wait_for()
    assert "filtered" in info.inner_text()
    assert page.elsewhere == []


def test_claims_are_marked_and_figures_drawn(page):
    marked = _show(page, ".jp-OutputArea .spans").inner_text().split()
    assert {"155", "soldiers", "killed"} <= set(marked)
    drawing = _show(page, ".jp-OutputArea figure :is(svg, img)")
    assert drawing.bounding_box()["width"] > 300


def test_the_form_writes_a_decision_that_the_next_run_applies(page, desk):
    _show(page, ".widget-toggle-buttons").get_by_text("reject").click()
    box = page.locator(".widget-vbox").first
    assert box.get_by_text("Armenia and Azerbaijan reach cease-fire").count(), (
        "the first row is chosen"
    )
    rows = box.locator("select").nth(1)
    background = rows.locator("option", has_text="6700").inner_text()
    rows.select_option(label=background)
    box.locator("input").nth(1).fill("AB")
    box.locator("input").nth(2).fill("another war")
    box.get_by_role("button", name="Write decision").click()
    box.get_by_text("Run all cells to apply it").wait_for(timeout=10_000)
    (line,) = read_decisions(desk / "review.csv")
    assert (line["decision"], line["figure"], line["reviewer"]) == ("reject", "6700", "AB")
    _run_all(page, after=_n_code_cells(desk))
    shown = "".join(str(cell.get("outputs", "")) for cell in _saved(page, desk).cells)
    assert "left out" in shown and "another war" in shown
