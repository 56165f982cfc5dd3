"""Without a connection a sentence says so and what to do; the film that is on the screen still plays."""

import time

import pytest

from pages.ui.shell.connection import LOST
from tests.browser import harness

WATCH = """() => {
  const [app, line] = ["[data-testid=stApp]", ".no-connection"].map((part) => document.querySelector(part));
  const lost = () => app.dataset.testConnectionState !== "CONNECTED" && (window.lostAt ??= Date.now());
  const told = () => line.hidden || (window.toldAt ??= Date.now());
  new MutationObserver(lost).observe(app, { attributes: true });
  new MutationObserver(told).observe(line, { attributes: true });
}"""


@pytest.mark.parametrize("language", ["en", "ko"])
def test_a_lost_server_is_told_after_five_seconds_and_no_longer_when_it_is_back(visit, language):
    port = harness.free_port()
    with harness.serve(port=port) as address:
        visitor = visit(address)
        page = visitor.open(f"learning_rate?lang={language}&predict=skip", 90_000)
        page.wait_for_selector("svg.marks")
        line = page.locator(".no-connection")
        assert line.is_hidden()
        page.evaluate(WATCH)
    line.wait_for(timeout=60_000)
    assert line.inner_text() == getattr(LOST, language)
    assert page.evaluate("window.toldAt - window.lostAt") > 4900
    box, size = line.bounding_box(), page.viewport_size
    over = page.evaluate("([x, y]) => document.elementFromPoint(x, y)?.className", [box["x"] + 40, box["y"] + 20])
    assert over == "no-connection"  # nothing of the host's lies on it
    assert page.get_by_role("dialog").count() == 0
    assert box["x"] >= 0
    assert box["y"] + box["height"] <= size["height"]
    page.locator("body").press("Home")
    page.locator("body").press("ArrowRight")
    assert page.locator(".film-player").get_attribute("data-frame") == "1"
    with harness.serve(port=port):
        started = time.monotonic()
        line.wait_for(state="hidden", timeout=90_000)
        assert time.monotonic() - started < 90
        visitor.wait(60_000)
