"""The server dies and comes back: the pages that were open go on where they were, from their address alone."""

import re
import subprocess
import sys

import pytest

from tests.browser import harness

LOST = re.compile(r"WebSocket|ERR_CONNECTION|ERR_EMPTY_RESPONSE|404 \(Not Found\)|Client Error|_stcore|\bError: null\b")
"""What the browser complains of while there is no server."""

SLIDERS = {
    "training?predict=skip&epochs=9&seed=7&hidden=4": ("Noise", "noise"),
    "backprop?predict=skip&part=deep": ("Input x₁", "x1"),
}
"""Pages as they are opened, a slider of theirs, and the name of its setting."""

AWAY = "document.querySelector('[data-testid=stApp]').dataset.testConnectionState !== 'CONNECTED'"
LONG = 240_000


def settings(visitor):
    return set(visitor.page.url.partition("?")[2].split("&"))


class Server:
    """A server that can be killed, and another at the same address."""

    def __init__(self):
        self.port = harness.free_port()
        self.address = f"http://localhost:{self.port}"

    def start(self):
        command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(self.port)]
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        self.process = subprocess.Popen(command, cwd=harness.ROOT, **quiet)
        harness.wait_until_healthy(self.address, self.process, patience=LONG / 1000)

    def kill(self):
        self.process.kill()
        self.process.wait()


@pytest.fixture
def server():
    server = Server()
    try:
        server.start()
        yield server
    finally:
        server.kill()


def test_when_the_server_was_killed_and_another_came_every_open_page_goes_on_with_its_settings(visit, server):
    guests = []
    for path, (label, name) in SLIDERS.items():
        visitor = visit(server.address)
        visitor.open(path + "&lang=en", LONG)
        slider = visitor.page.get_by_role("slider", name=label).first
        slider.press("ArrowRight")
        visitor.page.wait_for_url(re.compile(rf"[?&]{name}="), timeout=LONG)
        visitor.wait(LONG)
        guests.append((visitor, slider, settings(visitor), slider.get_attribute("aria-valuetext")))
    server.kill()
    for visitor, *_ in guests:
        visitor.page.wait_for_function(AWAY, timeout=LONG)
    server.start()
    for visitor, slider, asked, value in guests:
        visitor.wait(LONG)
        visitor.page.wait_for_timeout(1500)  # The page is connected a moment before it is drawn anew.
        visitor.wait(LONG)
        assert settings(visitor) == asked
        assert slider.get_attribute("aria-valuetext") == value
        slider.press("ArrowRight")
        visitor.page.wait_for_function(
            "was => location.search !== was", arg="?" + visitor.page.url.partition("?")[2], timeout=LONG
        )
        visitor.wait(LONG)
        assert len(settings(visitor) - asked) == 1
        assert slider.get_attribute("aria-valuetext") != value
        assert not visitor.page.get_by_test_id("stAlertContentInfo").count()
        assert not [words for words in visitor.complaints if not LOST.search(words)]
