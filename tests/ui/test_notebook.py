"""Notebooks: they are valid, in the page's words, and their cells, run from top to bottom, print the page's losses.

The cells are run in a process of their own by Python's interactive compiler, as a kernel does, without one.
"""

import json
import subprocess
import sys

import nbformat
import pytest

from pages.ui import controls
from pages.ui.offline import notebook
from pages.ui.parts import downloads, saved_film
from tests.browser.parts import PAGES
from tests.ui.running import run

RUN = """
import codeop, json, sys
compiled, names = codeop.Compile(), {"__name__": "__main__"}
for cell in json.load(open(sys.argv[1], encoding="utf-8"))["cells"]:
    if cell["cell_type"] == "code":
        exec(compiled("".join(cell["source"]), "cell", "exec"), names)
"""
PROGRAMS = ["backprop", "batch_size", "bias_variance", "estimators", "learning_rate", "linearity", "loss", "training"]


def printed(command, file):
    done = subprocess.run([sys.executable, *command, str(file)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def offered(lesson, language="en", **link):
    """Return the program of a lesson at a link, and the notebook beside it."""
    page, visitor = PAGES[lesson], run(lesson, lang=language, predict="skip", **link)
    values = controls.settle(page.controls, controls.parsed(page.controls, link))[0]
    for file in page.files(values):
        if file.label == downloads.PROGRAM:
            _, book = saved_film.with_notebook(file, visitor.session_state["tape"])
            return file.content(), book
    return None


@pytest.mark.parametrize("lesson", PROGRAMS)
def test_a_notebook_run_from_top_to_bottom_prints_what_the_program_prints(lesson, tmp_path):
    program, book = offered(lesson)
    assert book.name.endswith(".ipynb")
    (tmp_path / "run.py").write_text(program, encoding="utf-8")
    (tmp_path / "run.ipynb").write_text(book.content(), encoding="utf-8")
    lines = printed([], tmp_path / "run.py")
    assert len(lines) >= 3
    assert printed(["-c", RUN], tmp_path / "run.ipynb") == lines


def test_every_lesson_that_offers_a_program_is_among_these():
    assert sorted(lesson for lesson in PAGES if offered(lesson)) == PROGRAMS


@pytest.mark.parametrize("language", ["en", "ko"])
def test_a_notebook_is_valid_and_says_what_the_page_says(language):
    _, book = offered("learning_rate", language, learning_rate="1.9")
    read = nbformat.reads(book.content(), as_version=4)
    nbformat.validate(read)
    words = "\n".join(cell.source for cell in read.cells if cell.cell_type == "markdown")
    assert {"en": "- Learning rate η: **1.9**", "ko": "- 학습률 η: **1.9**"}[language] in words
    assert ":material/" not in words
    assert "(./" not in words


def test_packed_data_are_folded_and_every_function_has_a_cell_of_its_own():
    _, book = offered("training", dataset="iris", loss="cross_entropy")
    cells = json.loads(book.content())["cells"]
    folded = [cell for cell in cells if cell["metadata"].get("jupyter")]
    assert len(folded) == 1
    assert "TRAIN_X = unpacked(" in "".join(folded[0]["source"])
    assert sum("def " in "".join(cell["source"]) for cell in cells if cell["cell_type"] == "code") > 10


def test_the_steps_of_a_program_are_all_of_it_in_order():
    program = '"""What."""\nimport math\nA = 1\n\n# why\n@f\ndef g():\n    """Say g."""\n\n\nB = h(2)\nprint(B)\n'
    steps = notebook.steps(program)
    assert [step.kind for step in steps] == ["names", "function", "data", "run"]
    assert steps[1].told == "`g`: Say g."
    assert steps[1].source.startswith("# why\n@f")
    assert "\n".join(step.source for step in steps).split() == program.removeprefix('"""What."""\n').split()
