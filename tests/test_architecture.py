"""Data flows one way, modules and functions stay short, and the code knows no conflict by name."""

import ast
import csv
import re
import statistics
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
LIB = ROOT / "lib" / "dateline"
# Dotted below the package: "theatre", "claims.scope"; a package's own list of names is "claims".
MODULES = sorted(
    ".".join(path.relative_to(LIB).with_suffix("").parts).removesuffix(".__init__")
    for path in LIB.rglob("*.py")
    if path != LIB / "__init__.py"
)

# Data flows one way: a module or package imports only from those that stand before it, and
# inside a package no two modules need each other.
ORDER = (
    "fields", "rows", "schema", "dictionary", "lexicon", "limits", "theatre", "files", "readers", "language",
    "lines", "decisions", "article", "names", "fullnames", "knownnames", "model", "entities", "parse",
    "quotations", "dates", "actors", "places", "statements", "claims", "events", "review", "extract", "parts",
    "cluster",
    "look", "prose", "exports", "charts", "voices", "interactions", "timeline", "maps",
    "findings", "highlights", "disputes", "page", "evidence", "briefing", "desk", "stories", "ledger",
    "engine", "render", "pdf", "jobs", "warm", "corpus", "batch", "contrast", "inspection",
    "doctor", "options", "cli", "__main__",
)  # fmt: skip
PATHS = {"ROOT", "DATA", "OUTPUTS"}  # all that a module may take from the package itself

# Packages that only one module, or only some modules, may know.
OWNERS = {
    "papermill": {"render", "engine"},
    "nbconvert": {"render"},
    "nbformat": {"render", "engine"},
    "dask": {"cluster"},
    "distributed": {"cluster"},
    "duckdb": {"ledger"},
    "logging": {"render"},
    "typer": {"cli", "options"},
}
# Reconciliation and drawing see tables only.
TABLES_ONLY = {
    "fields",
    "schema",
    "claims.ranges",
    "claims.reconcile",
    "charts",
    "voices",
    "interactions",
    "events.happenings",
    "timeline",
    "findings",
    "highlights",
    "stories",
    "disputes",
}
TEXT_STAGES = {"spacy", *(f"dateline.{name}" for name in ("article", "parse", "extract"))}

# The result of a stage depends on its arguments alone: not on the day, the machine or the folder.
OUTSIDE = {"now", "utcnow", "today", "time", "getenv", "environ", "cwd", "getcwd"}
MAY_LOOK_OUTSIDE = {
    "limits",
    "desk",
    "engine",
    "render",
    "warm",
    "batch",
    "inspection",
    "doctor",
    "cli",
}

FORMATS = {"ACLED"}  # a theatre names it as an actor, the exports as a format

MODULE_LINES = 250
FUNCTION_LINES = {"charts": 50, "timeline": 50, "maps.draw": 50}  # drawing; 40 elsewhere
MEDIAN_LINES = 12


@cache
def path_of(module: str) -> Path:
    """The file of a module or of a package's own names."""
    path = LIB.joinpath(*module.split("."))
    return path / "__init__.py" if path.is_dir() else path.with_suffix(".py")


@cache
def source(module: str) -> ast.Module:
    """The syntax tree of a module."""
    return ast.parse(path_of(module).read_text(encoding="utf-8"))


def imports(module: str) -> set[str]:
    """What a module imports, with full dotted names: ``dateline.parse``, ``matplotlib.axes``."""
    found = set()
    for node in ast.walk(source(module)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level:
            found |= {f"dateline.{node.module or alias.name}" for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module == "dateline":
            found |= {f"dateline.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add(node.module)
    return found


def functions(module: str) -> list[ast.FunctionDef]:
    """Every function and method of a module."""
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    return [node for node in ast.walk(source(module)) if isinstance(node, kinds)]


def n_lines(function: ast.FunctionDef) -> int:
    """Lines of a function without its docstring, so that a good docstring costs nothing."""
    total = function.end_lineno - function.lineno + 1
    first = function.body[0]
    if ast.get_docstring(function, clean=False) is not None:
        total -= first.end_lineno - first.lineno + 1
    return total


def ours(module: str) -> set[str]:
    """The modules of Dateline that a module imports, as they are named in MODULES."""
    found = set()
    for node in ast.walk(source(module)):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "dateline":
            base = node.module.partition(".")[2]
            parts = {".".join(filter(None, (base, alias.name))) for alias in node.names}
            found |= {part if part in MODULES else base for part in parts}
    return found - {""}


def test_the_order_lists_every_module_once():
    units = {module.split(".")[0] for module in MODULES}
    assert len(ORDER) == len(set(ORDER))
    assert sorted(units - set(ORDER)) == [], "put the new module where its imports allow"
    assert sorted(set(ORDER) - units) == [], "these modules are gone"


@pytest.mark.parametrize("module", MODULES)
def test_a_module_imports_only_from_those_before_it(module):
    unit = module.split(".")[0]
    others = {name.split(".")[0] for name in ours(module)} - {unit} - PATHS
    assert others <= set(ORDER[: ORDER.index(unit)])


@pytest.mark.parametrize("package", sorted({m.split(".")[0] for m in MODULES if "." in m}))
def test_modules_of_a_package_do_not_need_each_other(package):
    needs = {m: ours(m) for m in MODULES if m.startswith(f"{package}.")}
    while needs:
        free = {m for m, wanted in needs.items() if not wanted & set(needs)}
        assert free, f"a circle among {sorted(needs)}"
        needs = {m: wanted for m, wanted in needs.items() if m not in free}


@pytest.mark.parametrize(("package", "owners"), OWNERS.items())
def test_a_package_is_known_to_its_owner_only(package, owners):
    users = {
        module for module in MODULES for name in imports(module) if name.split(".")[0] == package
    }
    assert users <= owners


@pytest.mark.parametrize("module", sorted(TABLES_ONLY & set(MODULES)))
def test_reconciliation_and_drawing_see_tables_only(module):
    assert not {name for name in imports(module) if name in TEXT_STAGES or name[:6] == "spacy."}


@pytest.mark.parametrize("module", [name for name in MODULES if name not in MAY_LOOK_OUTSIDE])
def test_a_stage_depends_on_its_arguments_alone(module):
    looks = {
        f"line {node.lineno}: {ast.unparse(node)}"
        for node in ast.walk(source(module))
        if isinstance(node, ast.Attribute)
        and node.attr in OUTSIDE
        and ast.unparse(node.value) in {"datetime", "date", "time", "os", "Path", "pd.Timestamp"}
    }
    assert not looks


@pytest.mark.parametrize("module", MODULES)
def test_a_module_holds_one_idea(module):
    n_module_lines = path_of(module).read_text(encoding="utf-8").count("\n")
    assert n_module_lines <= MODULE_LINES


@pytest.mark.parametrize("module", MODULES)
def test_a_function_fits_on_a_screen(module):
    limit = FUNCTION_LINES.get(module, 40)
    sizes = {function.name: n_lines(function) for function in functions(module)}
    assert not {name: size for name, size in sizes.items() if size > limit}


def test_most_functions_are_short():
    sizes = [n_lines(function) for module in MODULES for function in functions(module)]
    assert statistics.median(sizes) < MEDIAN_LINES


@pytest.mark.parametrize("module", MODULES)
def test_public_names_say_what_comes_back(module):
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    classes = [node for node in source(module).body if isinstance(node, ast.ClassDef)]
    bodies = [source(module).body, *(node.body for node in classes)]
    named = [node for body in bodies for node in body if isinstance(node, kinds)]
    silent = [n.name for n in named if not n.name.startswith("_") and not ast.get_docstring(n)]
    assert ast.get_docstring(source(module)), "a module docstring says what question it answers"
    assert not silent


def rows(path: Path) -> list[dict[str, str]]:
    """Rows of a table under ``data/``."""
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@cache
def theatre_names() -> frozenset[str]:
    """Every name of a theatre but those of world organisations, which are of no one conflict."""
    names = set()
    for folder in (ROOT / "data" / "theatres").iterdir():
        actor_types = {row["actor_id"]: row["actor_type"] for row in rows(folder / "actors.csv")}
        for row in rows(folder / "aliases.csv"):
            if actor_types.get(row["actor_id"]) != "international organisation":
                names.add(row["alias"])
        for row in rows(folder / "places.csv"):
            names |= {row["name"], *row["aliases"].split(";")}
    return frozenset(name for name in names if len(name) >= 4) - FORMATS


@cache
def known_names() -> frozenset[str]:
    """The theatres' names, and every country with its people and its capital."""
    names = set(theatre_names())
    for row in rows(ROOT / "data" / "reference" / "countries.csv"):
        for column in ("name", "aliases", "demonyms", "capital", "metonyms"):
            names |= {name for name in row[column].split(";") if len(name) >= 4}
    return frozenset(names)


def prose(module: str) -> set[int]:
    """Ids of the strings that are docstrings: they may show an example with names."""
    return {
        id(node.value)
        for node in ast.walk(source(module))
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }


def strings(module: str) -> list[tuple[int, str]]:
    """Line and text of every string that the code uses, without comments in verbose regexes."""
    docstrings = prose(module)
    return [
        (node.lineno, re.sub(r"(?m)(^|\s)#\s.*$", "", node.value))
        for node in ast.walk(source(module))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in docstrings
    ]


def identifiers(module: str) -> list[tuple[int, str]]:
    """Line and name of every variable, argument, attribute and function."""
    attributes = {ast.Name: "id", ast.Attribute: "attr", ast.arg: "arg", ast.FunctionDef: "name"}
    return [
        (node.lineno, getattr(node, attributes[type(node)]))
        for node in ast.walk(source(module))
        if type(node) in attributes
    ]


@pytest.mark.parametrize("module", MODULES)
def test_no_string_names_a_country_or_an_actor(module):
    names = "|".join(map(re.escape, sorted(known_names(), key=len, reverse=True)))
    pattern = re.compile(rf"(?<!\w)(?:{names})(?!\w)")
    found = {
        f"line {line}: {m[0]}" for line, text in strings(module) for m in pattern.finditer(text)
    }
    assert not found, "names are data: data/theatres/ and data/reference/"


@pytest.mark.parametrize("module", MODULES)
def test_no_identifier_names_a_theatre(module):
    names = {name.lower() for name in theatre_names() if name.isalpha()}
    found = {
        f"line {line}: {name}"
        for line, name in identifiers(module)
        if names & set(name.lower().split("_"))
    }
    assert not found


def test_the_name_rule_would_notice():
    """The rule reads real tables: without them it would pass for the wrong reason."""
    assert len(theatre_names()) > 50
    assert len(known_names()) > 400


def test_the_guide_to_claims_names_each_of_its_modules():
    package = LIB / "claims"
    named = set(re.findall(r":mod:`(\w+)`", (package / "__init__.py").read_text(encoding="utf-8")))
    assert named == {path.stem for path in package.glob("*.py")} - {"__init__"}
