"""A part of the random walk that `python -m tests.browser.walk` takes: all pages, both languages, no fault."""

from pages.ui import text
from pages.ui.shell import navigation
from tests.browser.walk import LEG, walk

SEED, STEPS = 1, 400


def test_a_walk_without_a_plan_meets_no_fault_on_any_page_in_either_language(browser, app, capsys):
    been = set()
    for told, walker in walk(browser, app, SEED, STEPS):
        print(told)
        been |= walker.been
    with capsys.disabled():
        print(f"\n{STEPS} steps of seed {SEED}, {LEG} to a visitor, over {len(been)} pages and languages")
    assert {page or "home" for page, _ in been} >= {lesson.id for lesson in navigation.written()}
    assert {lang for _, lang in been} == set(text.LANGUAGES)
