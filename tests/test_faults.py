"""What the machine can do to a run: one clear message or correct work, and never half a file."""

import hashlib
import importlib.util
import os
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest
from conftest import dateline, here
from typer.testing import CliRunner

from dateline.files import SCRATCH, scratch
from dateline.readers import ArticleError

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "benchmarks"))
import faults  # noqa: E402

STORY = (
    "Raid on a hill town\nFour civilians were killed in Kharkiv on Monday, Ukraine’s army said.\n"
)
ARMENIAN = "Նոր թղթապանակ ու բացատ"


def digests(folder: Path) -> dict[str, str]:
    """SHA-256 of each file of a folder."""
    files = sorted(p for p in folder.rglob("*") if p.is_file())
    return {str(p.relative_to(folder)): hashlib.sha256(p.read_bytes()).hexdigest() for p in files}


@pytest.fixture
def article(tmp_path) -> Path:
    """An article in a file."""
    path = tmp_path / "raid.txt"
    path.write_text(STORY, encoding="utf-8")
    return path


def assert_one_sentence(done: subprocess.CompletedProcess, *words: str) -> None:
    """The command failed, with one line of its own that has these words."""
    told = [line for line in done.stderr.splitlines() if line.startswith("dateline: ")]
    assert done.returncode == 1, done.stderr
    assert len(told) == 1 and "Traceback" not in done.stderr, done.stderr
    for word in words:
        assert word.lower() in told[0].lower(), told[0]


def test_killed_batches_are_resumed_to_the_end():
    rows = faults.run(kills=2, count=4, seed=5, longest=2)
    assert [row["killed"] for row in rows][-1] is False and rows[-1]["briefings"] == 4


def test_what_a_killed_run_left_is_swept_up(tmp_path):
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    mine, dead = (tmp_path / f"{SCRATCH}{n}-x" for n in (os.getpid(), ended.pid))
    for folder in (mine, dead):
        (folder / "x").mkdir(parents=True)
    (tmp_path / "index.html").write_text("<html></html>")
    with scratch(tmp_path) as work:
        assert sorted(tmp_path.iterdir()) == sorted([mine, work, tmp_path / "index.html"])
    assert sorted(tmp_path.iterdir()) == sorted([mine, tmp_path / "index.html"])


def test_full_disk(article, tmp_path):
    """No file may grow beyond a few bytes, as on a disk that is full."""

    def limit() -> None:
        import signal

        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (512, 512))

    env = os.environ | {"PYTHONDONTWRITEBYTECODE": "1"}
    out = tmp_path / "out"
    done = dateline("extract", article, "--out", out, preexec_fn=limit, env=env)
    assert_one_sentence(done, "large")
    assert not [p for p in out.rglob("*") if p.is_file()]


@pytest.fixture
def small_disk(tmp_path) -> Iterator[Path]:
    """A disk of a few megabytes, where this machine lets one be made."""
    disk = tmp_path / "disk"
    disk.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", str(disk)]
    if not shutil.which("mount") or subprocess.run(command, capture_output=True).returncode:
        pytest.skip("may not mount a disk; the limit on the size of files stands for it")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


@pytest.mark.parametrize("command", ["extract", "brief", "batch"])
def test_a_disk_that_is_full_leaves_what_stood_there(article, small_disk, command):
    from dateline.cli import app

    out, run = small_disk / "out", CliRunner().invoke
    assert run(app, [command, str(article), "--out", str(out)]).exit_code == 0
    before = digests(out)
    free = shutil.disk_usage(small_disk).free
    (small_disk / "ballast").write_bytes(bytes(free - 100_000))
    again = run(app, [command, str(article), "--published", "2024-02-29", "--out", str(out)])
    told = [line for line in again.output.splitlines() if line.startswith("dateline: ")]
    assert again.exit_code == 1 and len(told) == 1, again.output
    assert "No space left on device" in told[0] and "Free some space" in told[0]
    assert digests(out) == before and len(before) > 20
    assert sorted(p.name for p in small_disk.iterdir()) == ["ballast", "out"]


def test_output_that_is_a_file_or_may_not_be_written(article, tmp_path):
    (tmp_path / "taken").write_text("")
    for command, out in (("extract", "taken"), ("batch", "taken"), ("brief", "taken/x")):
        assert_one_sentence(here(command, article, "--out", tmp_path / out), "taken", "--out")
    assert (tmp_path / "taken").read_text() == ""
    (tmp_path / "folder").mkdir()
    done = here("export", article, "--format", "ucdp", "--out", tmp_path / "folder")
    assert_one_sentence(done, "a folder stands where a file is needed", "--out")
    assert ".part" not in done.stderr
    if Path("/proc/self").exists():
        assert_one_sentence(here("extract", article, "--out", "/proc/x"), "/proc/x", "--out")


@contextmanager
def as_stranger() -> Iterator[None]:
    """Act as somebody whom files are closed to while it lasts: root asks nobody."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


def test_no_permission_to_read_or_write(reading, capsys):
    import typer

    from dateline.article import load_article
    from dateline.cli import _one_sentence
    from dateline.files import write_tables

    with tempfile.TemporaryDirectory() as name:
        folder, closed = Path(name), Path(name) / "closed.txt"
        folder.chmod(0o755)
        closed.write_text(STORY, encoding="utf-8")
        closed.chmod(0)
        (folder / "sealed").mkdir()
        (folder / "sealed").chmod(0o555)
        with as_stranger(), pytest.raises(ArticleError, match="closed.txt may not be read"):
            load_article(closed)
        with pytest.raises(typer.Exit), _one_sentence(), as_stranger():
            write_tables(reading.tables, folder / "sealed" / "x")
        told = capsys.readouterr().err
        assert "Permission denied" in told and "--out" in told and told.count("\n") == 1
        assert not (folder / "sealed" / "x").exists()
        (folder / "sealed").chmod(0o755)


def test_other_time_zones_locales_and_folders(tmp_path):
    """The same tables, byte for byte, wherever and under whatever settings they are made."""

    def extract(number: int, zone: str, locale: str) -> dict[str, str]:
        folder = tmp_path / zone.replace("/", "-") / ARMENIAN
        folder.mkdir(parents=True)
        (folder / "ռեյդ 1.txt").write_text(STORY, encoding="utf-8")
        env = os.environ | {"TZ": zone, "LC_ALL": locale, "LANG": locale}
        env |= {"PYTHONHASHSEED": str(number)}
        words = (folder, "--out", folder / "out", "--published", "2024-02-29")
        done = dateline("extract", *words, env=env)
        assert done.returncode == 0, done.stderr
        return digests(folder / "out")

    zones, locales = ("UTC", "Pacific/Kiritimati", "America/Adak"), ("C.UTF-8", "C", "POSIX")
    with ThreadPoolExecutor(3) as at_once:
        found = list(at_once.map(extract, range(3), zones, locales))
    assert found[0] == found[1] == found[2] and len(found[0]) > 20


def test_briefing_in_a_folder_of_armenian_letters(tmp_path):
    folder = tmp_path / ARMENIAN
    folder.mkdir()
    (folder / "ռեյդ 1.txt").write_text(STORY, encoding="utf-8")
    env = os.environ | {"LC_ALL": "C", "LANG": "C", "TZ": "Asia/Yerevan"}
    done = dateline("brief", folder / "ռեյդ 1.txt", "--out", folder / "ելք", env=env)
    assert done.returncode == 0, done.stderr
    page = (folder / "ելք" / "briefing.html").read_text(encoding="utf-8")
    assert "Raid on a hill town" in page and page.rstrip().endswith("</html>")
    assert not list(folder.glob(".*"))


def test_missing_model(monkeypatch):
    from dateline import doctor, model

    model.load_model.cache_clear()
    monkeypatch.setattr(model, "MODELS", ("no_such_model",))
    monkeypatch.setattr(doctor, "MODELS", ("no_such_model",))
    with pytest.raises(model.ModelError, match="make setup"):
        model.load_model()
    assert ("language model", False, "none; run 'make setup'") in list(doctor.examine())


def test_other_weights_are_refused(monkeypatch, tmp_path):
    import time

    from dateline import model

    installed = next(name for name in model.MODELS if importlib.util.find_spec(name))
    started = time.process_time()
    model.check_model(installed)
    assert time.process_time() - started < 0.2
    folder = tmp_path / "changed_model"
    shutil.copytree(Path(importlib.util.find_spec(installed).origin).parent, folder)
    monkeypatch.syspath_prepend(tmp_path)
    assert model.model_digest("changed_model") == model.model_digest(installed)
    weights = next(p for p in folder.rglob("model") if p.parent.name == "ner")
    data = bytearray(weights.read_bytes())
    data[-1] ^= 1
    weights.write_bytes(data)
    with pytest.raises(model.ModelError, match="none that Dateline knows.*make setup"):
        model.check_model("changed_model")


def test_missing_font_and_letters_that_no_font_has(monkeypatch, recwarn):
    from matplotlib import font_manager
    from matplotlib.figure import Figure

    from dateline import doctor
    from dateline.look import drawing

    figure = Figure(figsize=(2, 1))
    figure.text(0.1, 0.5, "龍 𓀀 Հայ", family=["No Such Font", "DejaVu Sans"])
    assert drawing(figure, "svg").rstrip().endswith(b"</svg>")
    monkeypatch.setattr(font_manager, "findfont", lambda *_: "/fonts/Other.ttf")
    assert ("font", False, "reinstall matplotlib") in list(doctor.examine())


def test_missing_browser(monkeypatch, article, tmp_path):
    from dateline import doctor
    from dateline.cli import app

    monkeypatch.setattr(shutil, "which", lambda *_: None)
    run = CliRunner().invoke(app, ["brief", str(article), "--pdf", "--out", str(tmp_path / "x")])
    told = [line for line in run.output.splitlines() if line.startswith("dateline: ")]
    assert run.exit_code == 1 and len(told) == 1, run.output
    assert "needs Chromium or Chrome" in told[0] and "apt install chromium" in told[0]
    assert not (tmp_path / "x").exists(), "said before the work"
    told = {part: detail for part, _, detail in doctor.examine()}
    assert "not found" in told["Chromium"]


def test_an_article_that_takes_too_long_is_named_and_the_rest_go_on(monkeypatch):
    from dateline import extract
    from dateline.article import make_article

    whole = extract.extract_rows

    def slow(doc):
        while "slow" in doc.text:
            pass
        return whole(doc)

    monkeypatch.setattr(extract, "extract_rows", slow)
    articles = [
        make_article(name, f"Two died, a {name} official said.") for name in ("slow", "quick")
    ]
    late, rows = extract.extract_corpus(articles, timeout=0.5)
    assert isinstance(late, ArticleError) and "--timeout" in str(late) and "slow" in str(late)
    assert rows["articles"][0]["article_id"] == "quick"


# --- determinism -------------------------------------------------------------------------------


def test_worker_counts_and_hash_seeds_change_no_byte(tmp_path):
    inputs = faults.make_articles(tmp_path / "in", 3)
    (inputs / "long.txt").write_text(STORY * 5, encoding="utf-8")

    def batch(number: int, workers: int) -> tuple[dict, dict]:
        out = tmp_path / f"out{number}"
        env = os.environ | {"PYTHONHASHSEED": str(number)}
        done = dateline("batch", inputs, "--out", out, "--workers", workers, env=env)
        assert done.returncode == 0, done.stderr
        kept = (".svg", ".csv", ".parquet")
        briefings = digests(out / "briefings").items()
        return digests(out / "tables"), {k: v for k, v in briefings if k.endswith(kept)}

    with ThreadPoolExecutor(2) as at_once:
        found = list(at_once.map(batch, (1, 2), (1, 3)))
    assert found[0] == found[1] and len(found[0][1]) > 60
    svg = next((tmp_path / "out1").rglob("*.svg")).read_text(encoding="utf-8")
    assert "<dc:date>" not in svg
