"""A part of the random walk that `python -m tests.browser.walk` takes: from every page, in both languages, no fault."""

import pytest

from pages.ui import text
from pages.ui.shell import navigation
from tests.browser.walk import walk

SEED, STEPS = 1, 30
PAGES = [lesson.id for lesson in navigation.written()]


@pytest.mark.parametrize("leg", range(len(PAGES)), ids=PAGES)
def test_a_walk_without_a_plan_meets_no_fault(browser, app, leg):
    steps = list(walk(browser, app, SEED, STEPS, first=leg))
    assert len(steps) == STEPS
    print(*(told for told, _ in steps), sep="\n")
    _, walker = steps[-1]
    assert (PAGES[leg].replace("home", ""), list(text.LANGUAGES)[leg % 2]) in walker.been
