"""The shape of the house: floors, sizes, and who may know what."""

import ast
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from tests.shared import ROOT

CODE = sorted((ROOT / "annotator").rglob("*.py")) + sorted((ROOT / "packaging").glob("*.py"))
LONGEST_FILE = 400
LONGEST_FUNCTION = 60
MOST_POSITIONAL = 5
SLOW_TO_IMPORT = {"qtawesome", "markdown", "sqlite_utils"}
TOP_LEVEL = {
    *("pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md", "CONTRIBUTING.md", ".gitignore"),
    *("annotator", "resources", "tests", "packaging", ".ci", ".github"),
}


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def functions(page: Path) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    tree = ast.parse(page.read_text(encoding="utf-8"))
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def imports(nodes: Iterable[ast.AST]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.partition(".")[0]


@pytest.fixture(params=CODE, ids=named)
def page(request: pytest.FixtureRequest) -> Path:
    path: Path = request.param
    return path


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    """Run the import linter on a folder's package, in a process of its own: it changes the path and log of its own."""
    check = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True, no_logo=True))"
    return subprocess.run([sys.executable, "-P", "-c", check], cwd=folder, capture_output=True, text=True)


def test_every_floor_knows_only_the_floors_below_it() -> None:
    done = lint(ROOT)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_floors_notice_what_leaks(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "annotator", tmp_path / "annotator", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    leak = "import sqlite3\nimport PySide6.QtCore\nimport annotator.session\n"
    (tmp_path / "annotator" / "corpus" / "leak.py").write_text(leak)
    (tmp_path / "annotator" / "homeless.py").touch()
    said = lint(tmp_path).stdout
    for complaint in (
        "annotator.corpus is not allowed to import annotator.session",
        "annotator.corpus is not allowed to import PySide6",
        "annotator.corpus is not allowed to import sqlite3",
        "annotator.homeless",
    ):
        assert complaint in said


def test_no_file_is_longer_than_one_reads_at_a_sitting(page: Path) -> None:
    assert page.read_text(encoding="utf-8").count("\n") <= LONGEST_FILE


def test_no_function_is_longer_than_a_screen(page: Path) -> None:
    assert not [each.name for each in functions(page) if (each.end_lineno or 0) - each.lineno >= LONGEST_FUNCTION]


def test_no_function_takes_more_than_five_arguments_by_position(page: Path) -> None:
    def positional(arguments: ast.arguments) -> int:
        return sum(each.arg not in ("self", "cls") for each in arguments.posonlyargs + arguments.args)

    assert not [each.name for each in functions(page) if positional(each.args) > MOST_POSITIONAL]


def test_the_window_loads_slow_packages_only_where_they_are_used(page: Path) -> None:
    if not named(page).startswith("annotator/ui/"):
        return
    top_level = ast.parse(page.read_text(encoding="utf-8")).body
    assert not SLOW_TO_IMPORT.intersection(imports(top_level)), "start-up: import it in the function that needs it"


def test_only_the_top_of_the_event_loop_swallows_everything() -> None:
    catching = [
        f"{named(page)}:{node.lineno}"
        for page in CODE
        for node in ast.walk(ast.parse(page.read_text(encoding="utf-8")))
        if isinstance(node, ast.ExceptHandler) and catches_everything(node)
    ]
    assert len(catching) <= 1, catching


def catches_everything(handler: ast.ExceptHandler) -> bool:
    """Say whether a handler keeps whatever comes; one that ends by raising it again only tidies up."""
    kinds = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    everything = any(
        kind is None or (isinstance(kind, ast.Name) and kind.id in ("Exception", "BaseException")) for kind in kinds
    )
    last = handler.body[-1]
    return everything and not (isinstance(last, ast.Raise) and last.exc is None)


def test_nothing_shadows_the_packaging_that_qtawesome_imports() -> None:
    assert not (ROOT / "packaging" / "__init__.py").exists()
    # With our folder first on the path, as it is in an editable installation.
    subprocess.run([sys.executable, "-c", "import packaging.version"], cwd=ROOT, check=True)


def test_the_top_level_holds_what_a_newcomer_looks_for_and_nothing_else() -> None:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True)
    if listed.returncode:
        pytest.skip("not a git checkout")
    assert {line.partition("/")[0].strip('"') for line in listed.stdout.splitlines()} <= TOP_LEVEL


def test_the_project_names_no_place_of_one_machine() -> None:
    places = re.compile(r"/work/|/home/\w|/Users/\w|\.\./shared")
    texts = [
        path
        for folder in ("annotator", "resources", "packaging", ".ci", ".github")
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and path.suffix not in (".pyc", ".png", ".annot")
    ]
    found = [named(path) for path in texts if places.search(path.read_text(encoding="utf-8", errors="replace"))]
    assert not found


def test_every_resource_that_the_code_names_is_there() -> None:
    named_parts = [
        [part.value for part in call.args if isinstance(part, ast.Constant) and isinstance(part.value, str)]
        for page in CODE
        for call in ast.walk(ast.parse(page.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "resource"
    ]
    assert named_parts
    assert not [parts for parts in named_parts if not ROOT.joinpath("resources", *parts).exists()]


def test_nothing_is_left_for_later() -> None:
    left = re.compile(r"\b(TODO|FIXME|XXX|NotImplementedError)\b")
    assert not [named(page) for page in CODE if left.search(page.read_text(encoding="utf-8"))]
