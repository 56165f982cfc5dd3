"""Imports point down: app, lessons, what lessons share, charts, dlcore. Read from the source, not by importing."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MODULES = sorted([*ROOT.glob("dlcore/**/*.py"), *ROOT.glob("pages/**/*.py"), ROOT / "app.py"])
LEARNERS = {"dlcore/data/builtin_tables.py", "dlcore/search/strategies.py", "dlcore/models/families.py"}
"""The modules of dlcore that may use scikit-learn, inside a function."""

READERS = {"dlcore/data/own_table/encoding.py"}
"""The modules of dlcore that may use charset-normalizer, inside a function, for encodings other than Korean."""

FORBIDDEN_NAMES = {"utils", "helpers", "common", "misc"}


def imports(path: Path, everywhere: bool = True) -> set[str]:
    """Return the dotted names that a file imports, those inside functions only if `everywhere`."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    inside = {
        id(node)
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for node in ast.walk(function)
    }
    found: set[str] = set()
    for node in ast.walk(tree):
        if id(node) in inside and not everywhere:
            continue
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} imports relatively"
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def tops(names: set[str]) -> set[str]:
    return {name.partition(".")[0] for name in names}


def under(*parts: str) -> list[Path]:
    folder = ROOT.joinpath(*parts)
    return [path for path in MODULES if folder in path.parents]


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


CHARTS = [path for path in under("pages") if path.parent.name == "charts"]
SHARED = under("pages", "ui")
PAGES = [path for path in under("pages", "lessons") if path.name == "page.py" or path.parent.name == "lessons"]


def test_the_guards_look_at_files_that_are_there():
    assert len(under("dlcore")) >= 80
    assert len(CHARTS) >= 55
    assert len(SHARED) >= 50
    assert len(PAGES) >= 14
    assert set(map(named, MODULES)) > LEARNERS | READERS


@pytest.mark.parametrize("path", under("dlcore"), ids=named)
def test_the_mathematics_imports_numpy_and_nothing_else(path):
    own = set(sys.stdlib_module_names) | {"numpy", "dlcore"}
    assert tops(imports(path, everywhere=False)) <= own
    library = "sklearn" if named(path) in LEARNERS else "charset_normalizer" if named(path) in READERS else ""
    assert tops(imports(path)) <= own | {library}


@pytest.mark.parametrize("path", CHARTS, ids=named)
def test_charts_know_no_streamlit(path):
    assert "streamlit" not in tops(imports(path))


@pytest.mark.parametrize("path", SHARED, ids=named)
def test_what_lessons_share_knows_no_lesson(path):
    assert not [n for n in imports(path) if n.startswith(("pages.lessons", "app."))]


@pytest.mark.parametrize("path", [p for p in under("pages") if p not in CHARTS], ids=named)
def test_only_charts_import_altair(path):
    assert "altair" not in tops(imports(path))


@pytest.mark.parametrize("path", PAGES, ids=named)
def test_pages_draw_and_compute_through_others(path):
    assert not tops(imports(path)) & {"altair", "numpy", "pandas", "sklearn", "scipy"}


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_a_file_is_named_after_its_idea(path):
    assert path.stem not in FORBIDDEN_NAMES


def test_pages_holds_no_script_that_streamlit_would_find_by_itself():
    assert not list(ROOT.glob("pages/*.py"))


def test_first_paint_of_no_other_lesson_imports_scikit_learn():
    """One fresh interpreter opens them all but the search, whose Bayesian race is scikit-learn's."""
    program = """
import sys
from pages.ui.shell import navigation
from tests.ui.running import run
for lesson in navigation.written():
    if lesson.id != "search":
        assert not run(lesson.id).exception
        assert "sklearn" not in sys.modules, lesson.id
"""
    subprocess.run([sys.executable, "-W", "ignore", "-c", program], check=True, cwd=ROOT)
