"""Where things stand: which floor may import which, one name for one thing, and nothing shared that one page uses."""

import ast
from collections import Counter
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PYTHON = sorted([*ROOT.glob("dlcore/**/*.py"), *ROOT.glob("pages/**/*.py"), ROOT / "app.py"])
FILES = sorted(
    path for top in ("dlcore", "pages") for path in ROOT.glob(f"{top}/**/*") if path.is_file() and path.suffix != ".pyc"
)
FLOORS = ("", "serving", "charts", "address", "controls", "room", "offline", "parts", "training_run", "shell")
"""Those of pages/ui from the ground up; the first is the folder itself."""

LEVELS = {
    name: level
    for level, names in enumerate(
        (
            "",
            "network optimization data estimation",
            "training regression information generalization models geometry",
            "analysis gradients search studies",
            "export",
        )
    )
    for name in (names.split() or [""])
}
"""The level of each package of dlcore; a package imports itself and lower levels."""

FULL = 30


def dotted(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


MODULES = {dotted(path): ast.parse(path.read_text(encoding="utf-8")) for path in PYTHON}


def imported(tree: ast.AST) -> set[str]:
    """Return the modules of ours that a file imports, at its top or inside a function."""
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                found.add(inner if inner in MODULES else str(node.module))
    return found & MODULES.keys()


USES = {name: imported(tree) - {name} for name, tree in MODULES.items()}
ARROWS = [(user, used) for user, found in USES.items() for used in found]


def reached(start: str) -> set[str]:
    """Return what a module imports, and what that imports, and so on; a package comes with what holds it."""
    found: set[str] = set()
    left = [start]
    while left:
        for name in USES[left.pop()] - found:
            found.add(name)
            left.append(name)
    return found


def lesson(name: str) -> str:
    """Return the lesson whose folder a module lies in, or nothing."""
    parts = name.split(".")
    return parts[2] if parts[:2] == ["pages", "lessons"] else ""


def part(path: Path) -> str:
    """Return the part of the house inside which a file's name is its own: dlcore, pages/ui, or a lesson."""
    parts = path.relative_to(ROOT).parts
    return "/".join(parts[:3] if parts[:2] == ("pages", "lessons") else parts[:2] if parts[0] == "pages" else parts[:1])


def shelf(name: str, top: str) -> str:
    """Return the folder of a module under `top`, nothing for `top` itself."""
    rest = name.removeprefix(f"{top}.").split(".")
    return rest[0] if len(rest) > 1 or rest[0] in (*FLOORS, *LEVELS) else ""


def twice(names: list[str]) -> list[str]:
    return [name for name, times in Counter(names).items() if times > 1]


def test_the_whole_house_is_looked_at():
    assert len(PYTHON) >= 240
    assert len(FILES) >= 320
    assert len(ARROWS) >= 1000
    assert len({lesson(name) for name in MODULES} - {""}) >= 14
    assert {shelf(name, "pages.ui") for name in MODULES if name.startswith("pages.ui.")} == set(FLOORS)
    assert {shelf(name, "dlcore") for name in MODULES if name.startswith("dlcore.")} == set(LEVELS)


def test_imports_point_down_within_what_lessons_share():
    inside = [arrow for arrow in ARROWS if all(name.startswith("pages.ui.") for name in arrow)]
    assert len(inside) >= 100
    wrong = [
        arrow
        for arrow in inside
        if FLOORS.index(shelf(arrow[0], "pages.ui")) < FLOORS.index(shelf(arrow[1], "pages.ui"))
    ]
    assert not wrong


def test_imports_point_down_within_the_mathematics():
    inside = [arrow for arrow in ARROWS if all(name.startswith("dlcore.") for name in arrow)]
    assert len(inside) >= 150
    wrong = [
        (user, used)
        for user, used in inside
        if shelf(user, "dlcore") != shelf(used, "dlcore")
        and LEVELS[shelf(user, "dlcore")] <= LEVELS[shelf(used, "dlcore")]
    ]
    assert not wrong


def test_no_import_goes_round_in_a_circle():
    TopologicalSorter(USES).prepare()


def test_no_lesson_imports_another():
    wrong = [(user, used) for user, used in ARROWS if lesson(used) not in ("", lesson(user))]
    assert not wrong


def test_the_mathematics_and_what_lessons_share_know_nothing_above_them():
    assert not [arrow for arrow in ARROWS if arrow[0].startswith("dlcore") and not arrow[1].startswith("dlcore")]
    assert not [arrow for arrow in ARROWS if arrow[0].startswith("pages.ui") and lesson(arrow[1])]


def test_what_lessons_share_serves_more_than_one_page():
    served: dict[str, set[str]] = {name: set() for name in MODULES if name.startswith("pages.ui.")}
    for name in MODULES:
        if lesson(name) or name == "app":
            for used in reached(name) & served.keys():
                served[used].add(lesson(name) or name)
    assert len(served) >= 50
    alone = {name: pages for name, pages in served.items() if len(pages) < 2 and pages != {"app"}}
    assert not alone


def test_no_folder_is_too_full_to_look_through():
    full = Counter(path.parent for path in FILES)
    assert len(full) >= 50
    assert [folder for folder, files in full.items() if files > FULL] == []


@pytest.mark.parametrize("place", sorted({part(path) for path in FILES}))
def test_no_two_files_of_a_part_share_a_name(place):
    names = [path.name for path in FILES if part(path) == place and path.name != "__init__.py"]
    assert names
    assert not twice(names)


def test_no_two_classes_share_a_name():
    names = [node.name for tree in MODULES.values() for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
    assert len(names) >= 130
    assert not twice(names)


@pytest.mark.parametrize("name", MODULES)
def test_nothing_of_ours_needs_another_name_where_it_is_imported(name):
    """`X as X` in an `__init__` says that the package hands X on."""
    other = [
        (node.module, alias.name, alias.asname)
        for node in ast.walk(MODULES[name])
        if isinstance(node, ast.ImportFrom) and str(node.module).split(".")[0] in ("dlcore", "pages")
        for alias in node.names
        if alias.asname not in (None, alias.name)
    ]
    assert not other
