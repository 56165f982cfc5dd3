"""A download that fails is said in a sentence, in the language of the page."""

import pytest

from pages.ui.parts import downloads
from tests.browser import harness

ERROR = "[data-testid=stDownloadButtonError]"
SAID = f"getComputedStyle(document.querySelector('{ERROR}'), '::after').content"
SCRIPT = """
import streamlit as st
from pages.ui.parts import downloads
from pages.ui.text import Text

def fail():
    raise ValueError("nothing to write")

st.html(f"<style>{downloads.css()}</style>")
downloads.show("test", downloads.File(Text("Fails", "실패"), "a.csv", fail))
"""


@pytest.fixture(scope="module")
def failing(tmp_path_factory):
    script = tmp_path_factory.mktemp("failing") / "failing.py"
    script.write_text(SCRIPT, encoding="utf-8")
    with harness.serve(script) as address:
        yield address


@pytest.mark.parametrize("lang", ["en", "ko"])
def test_a_file_that_cannot_be_made_is_said(failing, visit, lang):
    page = visit(failing).open(f"?lang={lang}")
    page.get_by_test_id("stDownloadButton").get_by_role("button").click()
    error = page.locator(ERROR)
    error.wait_for()
    assert page.evaluate(SAID) == f'"{getattr(downloads.FAILED, lang)}"'
    assert error.bounding_box()["height"] > 10
    assert not error.locator("*:visible").count()


@pytest.mark.parametrize("lang", ["en", "ko"])
def test_every_page_has_the_sentence(app, visit, lang):
    page = visit(app).open(f"loss?lang={lang}")
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<p data-testid=stDownloadButtonError>x</p>')")
    assert page.evaluate(SAID) == f'"{getattr(downloads.FAILED, lang)}"'
