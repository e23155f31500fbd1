"""Would the tests notice a fault?  Core modules are changed in small ways, one at a time.

``make mutants`` runs mutmut on them with their own test files, in a copy of the repository, and
writes ``benchmarks/mutants.csv``: one row is one module.  What survived stands in
``outputs/mutants.txt``, to be read: some changes change nothing, the others want a test.
"""

import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

from results import write_rows

ROOT = Path(__file__).resolve().parents[1]
MODULES = {
    "claims.quantities": "test_quantities.py",
    "claims.numerals": "test_quantities.py",
    "claims.reconcile": "test_reconcile.py",
}
CONFIG = """[mutmut]
source_paths=src
only_mutate=
    {files}
also_copy=data
pytest_add_cli_args_test_selection=
    {tests}
use_git_change_detection=false
track_dependencies=false
"""


def main() -> None:
    """Change, test, count and write."""
    with tempfile.TemporaryDirectory() as folder:
        stage = Path(folder)
        prepare(stage)
        mutmut(stage, "run", "--max-children", "2", stdout=sys.stderr)
        told = mutmut(stage, "results", "--all", "true", stdout=subprocess.PIPE).stdout
        if not told:
            sys.exit("mutmut came to no result; what it says stands above")
        ended = dict(line.strip().split(": ") for line in told.splitlines() if ": " in line)
        write(ended)
        survivors = [name for name, end in ended.items() if end != "killed"]
        shown = [mutmut(stage, "show", name, stdout=subprocess.PIPE).stdout for name in survivors]
    (ROOT / "outputs" / "mutants.txt").write_text("\n".join(shown), encoding="utf-8")


def prepare(stage: Path) -> None:
    """A copy of what the tests of these modules need; mutmut knows a folder `src`, not `lib`."""
    shutil.copytree(ROOT / "lib" / "dateline", stage / "src" / "dateline")
    (stage / "tests").mkdir()
    for name in ("conftest.py", *MODULES.values()):
        shutil.copy(ROOT / "tests" / name, stage / "tests")
    (stage / "data").symlink_to(ROOT / "data")
    files = [f"src/dateline/{module.replace('.', '/')}.py" for module in MODULES]
    tests = [f"tests/{name}" for name in dict.fromkeys(MODULES.values())]
    config = CONFIG.format(files="\n    ".join(files), tests="\n    ".join(tests))
    (stage / "setup.cfg").write_text(config, encoding="utf-8")


def mutmut(stage: Path, *words: str, stdout) -> subprocess.CompletedProcess:
    """Run mutmut in the copy."""
    command = [sys.executable, "-m", "mutmut", *words]
    return subprocess.run(command, cwd=stage, stdout=stdout, text=True)


def write(ended: dict[str, str]) -> None:
    """The counts of each module; a mutant that hangs or crashes is noticed too."""
    rows = []
    for module in MODULES:
        ends = Counter(e for name, e in ended.items() if name.startswith(f"dateline.{module}."))
        n, survived = sum(ends.values()), ends["survived"] + ends["no tests"]
        counts = {"mutants": n, "killed": n - survived, "survived": survived}
        rows.append({"module": module} | counts | {"killed_share": round((n - survived) / n, 3)})
    write_rows(rows, ROOT / "benchmarks" / "mutants.csv")


if __name__ == "__main__":
    main()
