"""The house keeps its shape: imports point one way and nothing grows too long."""

import ast
from pathlib import Path

import pytest
from importlinter.cli import lint_imports

ROOT = Path(__file__).parents[1]
LONGEST_FILE = 450
LONGEST_FUNCTION = 50
LONGEST_CLASS = 250
SOURCES = sorted(
    path
    for part in ("app", "ui", "migrations", "resources")
    for path in (ROOT / part).rglob("*.py")
)
REFUSED_NAMES = ("utils", "helpers", "common", "misc")
SPEAKING_ERRORS = {
    "PlannerError",
    "BadInputError",
    "StaleEditError",
    "StoreError",
    "NewerStoreError",
    "DamagedStoreError",
    "CancelledError",
}


def _named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _length(node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def _imported_from(tree: ast.Module, module: str) -> set[str]:
    return {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == module
        for alias in node.names
    }


@pytest.fixture(scope="module")
def trees() -> dict[Path, ast.Module]:
    return {path: ast.parse(path.read_text(encoding="utf-8")) for path in SOURCES}


def test_imports_point_one_way(monkeypatch):
    monkeypatch.chdir(ROOT)
    assert lint_imports(cache_dir=str(ROOT / ".import_linter_cache")) == 0


def test_no_file_is_longer_than_450_lines():
    tests = sorted((ROOT / "tests").rglob("*.py"))
    lengths = {
        _named(path): len(path.read_text(encoding="utf-8").splitlines()) for path in SOURCES + tests
    }
    assert {name: lines for name, lines in lengths.items() if lines > LONGEST_FILE} == {}


def test_no_function_is_longer_than_50_lines_and_no_class_than_250(trees):
    too_long = {}
    for path, tree in trees.items():
        if path.parent.name == "versions":
            continue  # a migration is one list of statements
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                limit = LONGEST_FUNCTION
            elif isinstance(node, ast.ClassDef):
                limit = LONGEST_CLASS
            else:
                continue
            if _length(node) > limit:
                too_long[f"{_named(path)}:{node.name}"] = _length(node)
    assert too_long == {}


def test_every_module_and_class_says_what_it_is(trees):
    silent = [_named(path) for path, tree in trees.items() if not ast.get_docstring(tree)]
    for path, tree in trees.items():
        silent += [
            f"{_named(path)}:{node.name}"
            for node in ast.walk(tree)
            if isinstance(node, ast.ClassDef) and not ast.get_docstring(node)
        ]
    assert silent == []


def test_nothing_is_pickled_and_no_shell_is_started(trees):
    found = []
    for path, tree in trees.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom):
                names = [node.module or ""]
            else:
                names = []
            found += [
                (_named(path), name)
                for name in names
                if name.split(".")[0] in {"pickle", "shelve", "marshal", "dill", "cloudpickle"}
            ]
            if isinstance(node, ast.keyword) and node.arg == "shell":
                found.append((_named(path), "shell="))
            on_os = isinstance(node, ast.Attribute) and getattr(node.value, "id", "") == "os"
            if on_os and node.attr in {"system", "popen"}:
                found.append((_named(path), node.attr))
    assert found == []


def test_no_module_is_a_drawer_for_everything():
    assert [_named(path) for path in SOURCES if path.stem in REFUSED_NAMES] == []


def test_every_sentence_for_a_user_is_a_template_with_its_values_apart(trees):
    """An f-string inside tr(), text() or an error could never be translated."""
    glued = []
    for path, tree in trees.items():
        speaking = {"tr"} | SPEAKING_ERRORS | _imported_from(tree, "app.domain.text")
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            speaks = name in speaking
            if speaks and isinstance(node.args[0], ast.JoinedStr):
                glued.append(f"{_named(path)}:{node.lineno}")
    assert glued == []
