"""How the tests look at the app: a server of our own, a headless Chromium, and what it means that the app is idle."""

import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, ConsoleMessage, Page, Playwright

from pages.ui.shell import navigation

ROOT = Path(__file__).parents[2]
HINT = "Chromium was not found: install it (`apt-get install chromium`, `brew install --cask chromium`) to run these"
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")

IDLE = """() => {
  const app = document.querySelector('[data-testid=stApp]');
  return app && app.dataset.testScriptState === 'notRunning' && app.dataset.testConnectionState === 'CONNECTED'
    && !document.querySelector('[data-testid=stSkeleton]');
}"""


def chromium() -> str | None:
    """Return the path of the installed Chromium, None when there is none."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def launch(playwright: Playwright) -> Browser:
    """Start the installed Chromium, headless."""
    return playwright.chromium.launch(executable_path=chromium(), args=list(FLAGS))


@contextmanager
def serve(script: Path = ROOT / "app.py", port: int = 0) -> Iterator[str]:
    """Run `streamlit run script` as a visitor would get it, on a free port, and yield its address."""
    port = port or free_port()
    command = [sys.executable, "-m", "streamlit", "run", str(script), "--server.port", str(port)]
    server = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.STDOUT)
    address = f"http://localhost:{port}"
    try:
        wait_until_healthy(address, server)
        yield address
    finally:
        server.terminate()
        server.wait(timeout=20)


def is_false_alarm(message: ConsoleMessage) -> bool:
    """Tell whether the host complains of what is in order.

    Below a path Streamlit looks for its server in two places and finds it in the second; and to the first visitor of a
    process it says that a page does not exist, before it knows its pages.
    """
    is_search = "404 (Not Found)" in message.text and "/_stcore/" in message.location.get("url", "")
    return is_search or "does not seem to exist" in message.text


@dataclass
class Visitor:
    """A visitor: a page in the browser, with what its console complained of and the messages that it exchanged."""

    page: Page
    address: str
    complaints: list[str] = field(default_factory=list)
    sent: list[float] = field(default_factory=list)
    received: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("websocket", self._listen)

    def open(self, path: str = "", timeout: float = 30_000) -> Page:
        """Open a path of the app, such as "training?lang=ko", and wait until it is there."""
        self.page.goto(f"{self.address}/{path}")
        self.wait(timeout)
        return self.page

    def wait(self, timeout: float = 30_000) -> None:
        """Wait until no script runs and everything is drawn: quiet for two looks, a moment apart."""
        for _ in range(2):
            self.page.wait_for_timeout(80)
            self.page.wait_for_function(IDLE, timeout=timeout)

    def go(self, title: str) -> None:
        """Go to a page by the navigation on top, whose sections unfold; those without room stand behind the last."""
        every = (*navigation.LESSONS, navigation.PLANS)
        names = next(vars(known.section).values() for known in every if title in vars(known.title).values())
        sections = self.page.locator("[data-testid=stTopNavSection]:not([inert] *)").all()
        next((part for part in sections if part.inner_text().strip() in names), sections[-1]).click()
        self.page.get_by_test_id("stTopNavDropdownLink").get_by_text(title, exact=True).click()

    def speak(self, language: str) -> None:
        """Switch to a language, "English" or "한국어"."""
        self.page.locator(".st-key-language_switch").get_by_text(language, exact=True).click(timeout=10_000)

    @property
    def exceptions(self) -> int:
        """How many tracebacks the page shows."""
        return self.page.locator("[data-testid=stException]").count()

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not is_false_alarm(message):
            self.complaints.append(message.text)

    def _listen(self, socket: object) -> None:
        socket.on("framesent", lambda _: self.sent.append(time.perf_counter()))  # type: ignore[attr-defined]
        socket.on("framereceived", lambda _: self.received.append(time.perf_counter()))  # type: ignore[attr-defined]


@contextmanager
def visit(
    browser: Browser,
    address: str,
    *,
    width: int = 1280,
    height: int = 900,
    theme: str = "light",
    locale: str = "en-US",
    **more: object,
) -> Iterator[Visitor]:
    """Yield a fresh visitor with a window, a colour scheme and a language of their own, and `more` of a context."""
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme=theme,  # type: ignore[arg-type]
        locale=locale,
        **more,  # type: ignore[arg-type]
    )
    try:
        yield Visitor(context.new_page(), address)
    finally:
        context.close()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until_healthy(address: str, server: "subprocess.Popen[bytes]", patience: float = 60) -> None:
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline:
        if server.poll() is not None:
            raise RuntimeError(f"the server ended with code {server.returncode}")
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=2):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise TimeoutError(f"{address} did not become healthy within {patience:.0f} s")
