"""Whatever of Streamlit's own markup our styles and scripts depend on is there, by its name in pages/ui/host.py."""

import re

import pytest

from pages.ui import host
from tests.browser.harness import ROOT

PAGES = (  # a path, what it is drawn with, and how wide and high the window is
    ("learning_rate?lang=en", ".stVegaLiteChart svg.marks", 1280, 900),
    ("parameters?lang=en", ".stNumberInput", 1280, 900),
    ("?lang=ko", "[data-testid=stPageLink]", 1280, 900),
    ("loss?lang=en", ".line-board", 390, 844),
)
SCRIPTS = (ROOT / "pages/ui/host.js").read_text(encoding="utf-8")


def open_everything(visitor, path, drawn):
    """Open a page, what it folds, and the panel of the class."""
    page = visitor.open(path)
    page.wait_for_selector(drawn)
    # By script, since what lies below may have to wait for the answer to the question.
    page.evaluate("document.querySelectorAll('[data-testid=stExpander] summary').forEach((summary) => summary.click())")
    page.locator(".st-key-toolbar .stPopover button").last.click()
    visitor.wait()
    return page


@pytest.fixture(scope="module")
def found(browser, app):
    """The names of the selectors that some page has, with the page."""
    from tests.browser import harness

    there = {}
    for path, drawn, width, height in PAGES:
        with harness.visit(browser, app, width=width, height=height) as visitor:
            page = open_everything(visitor, path, drawn)
            if width < 640:
                page.keyboard.press("Escape")
                page.locator("[data-testid=stExpandSidebarButton]").click()
                page.wait_for_selector("[data-testid=stSidebarNavLink]")
            for name, selector in host.SELECTORS.items():
                # What is stale is only so for a moment; all others say that they are not.
                selector = selector.replace("true", "false") if name == "stale" else selector
                if page.locator(selector).count():
                    there[name] = path
    return there


ELSEWHERE = {
    "download_button_error": "test_failed_download.py",
    "input_instructions": "test_room.py",
    **{name: "test_own_table.py" for name in host.SELECTORS if name.startswith("file_uploader")},
}
"""What is only there when something has failed or in a panel of the laboratory, and is found by a test of that."""


@pytest.mark.parametrize("name", [name for name in host.SELECTORS if name not in ELSEWHERE])
def test_a_selector_finds_its_part(found, name):
    assert name in found, f"{host.SELECTORS[name]} was found on no page"


def test_the_scripts_find_the_app_its_states_and_a_chart_beside_its_words(visit, app):
    page = visit(app).open("learning_rate?lang=en")
    page.wait_for_selector(".stVegaLiteChart svg.marks")
    attributes = re.findall(r'"(data-test-[\w-]+)"', SCRIPTS)
    assert len(attributes) == 2
    shown = page.locator("[data-testid=stApp]")
    assert [shown.get_attribute(name) for name in attributes] == ["notRunning", "CONNECTED"]
    assert all(word in SCRIPTS for word in ("[data-testid=stApp]", "[data-testid=stVegaLiteChart]"))
    words = page.locator(".picture-words")
    assert words.count()
    page.wait_for_function(
        "[...document.querySelectorAll('.picture-words')].every((words) => words.closest('.stElementContainer')"
        ".nextElementSibling.querySelector('[data-testid=stVegaLiteChart]')?.ariaLabel === words.textContent)"
    )


def test_a_page_that_is_not_there_is_told_in_the_dialog_that_the_scripts_look_for(visit, app):
    page = visit(app).open("no_such_page?lang=en")
    page.wait_for_selector("[role=dialog] [slot=title]")
    assert page.locator("[role=dialog] [slot=title]").inner_text() == re.search(r'notFound = .*"(.*?)"', SCRIPTS)[1]
