"""A browser that sends what no script of ours sends is answered by a sentence, and what was there stays."""

import pytest
from playwright.sync_api import expect

from pages.ui.component import IGNORED

SEND = """(value) => {
  const parts = [...document.querySelectorAll("*")].map((part) => part.component).filter((part) => part);
  const [send] = parts.map(WHAT).filter((send) => send);
  send(value);
}"""
PAGES = {
    "loss?lang=en": "(part) => part.line && part.send && ((value) => part.send(value))",
    "entropy?lang=ko": "(part) => part.latest && ((value) => part.latest.send(value))",
    "training?epochs=3&lang=en": '(part) => part.film && part.send && ((value) => part.send("layers", value))',
    "training?epochs=3&dataset=drawn&lang=ko": "(part) => part.points && ((value) => part.send(value))",
}
HOSTILE = ["x", [None, None, None, None], [[1]], {"a": [1]}, [1e300] * 4, [0] * 100_000]


@pytest.mark.parametrize("path", PAGES)
def test_a_tampered_message_is_answered_by_a_sentence(app, visit, path):
    find = PAGES[path]
    visitor = visit(app)
    page = visitor.open(f"{path}&predict=skip", 60_000)
    before = page.url
    page.wait_for_function(f"[...document.querySelectorAll('*')].some((e) => e.component && ({find})(e.component))")
    toast = page.get_by_test_id("stToast").filter(has_text=getattr(IGNORED, path[-2:]))
    for value in HOSTILE:
        page.evaluate(SEND.replace("WHAT", find), value)
        expect(toast.first).to_be_visible(timeout=20_000)
        visitor.wait(60_000)
        assert not visitor.exceptions
    assert page.url == before
