"""A server of our own, and what it takes: seconds of processor, memory, and what it complained of."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

from pages.ui.room import location
from tests.browser.harness import ROOT, free_port, wait_until_healthy

APP = ROOT / "app.py"
NOTHING = Path(__file__).with_name("nothing.py")


@dataclass(frozen=True)
class Server:
    """A Streamlit process that answers at `address`."""

    address: str
    process: psutil.Process
    log: Path

    def processor(self) -> float:
        """Return the seconds of processor that it has taken so far, all its threads together."""
        taken = self.process.cpu_times()
        return taken.user + taken.system

    def memory(self) -> float:
        """Return its resident memory in MB of 10⁶ bytes."""
        return self.process.memory_info().rss / 1e6

    def complaints(self) -> str:
        """Return its log from the first traceback on, "" when there is none."""
        log = self.log.read_text(encoding="utf-8", errors="replace")
        return log[log.find("Traceback") :] if "Traceback" in log else ""


@contextmanager
def serve(script: Path = APP, port: int = 0) -> Iterator[Server]:
    """Run a script on a process that has served nobody yet."""
    port = port or free_port()
    address = f"http://localhost:{port}"
    command = [sys.executable, "-m", "streamlit", "run", str(script), "--server.port", str(port)]
    with tempfile.NamedTemporaryFile(suffix=".log") as log:
        started = subprocess.Popen(command, cwd=ROOT, stdout=log, stderr=subprocess.STDOUT)
        try:
            wait_until_healthy(address, started)
            yield Server(address, psutil.Process(started.pid), Path(log.name))
        finally:
            started.terminate()
            started.wait(timeout=30)


@contextmanager
def own_rooms() -> Iterator[str]:
    """Let the servers that start meanwhile keep their rooms in a folder of their own, and yield the database's URL."""
    before = os.environ.get(location.FOLDER)
    with tempfile.TemporaryDirectory(prefix="rooms-") as folder:
        os.environ[location.FOLDER] = folder
        try:
            yield location.url()
        finally:
            os.environ.pop(location.FOLDER) if before is None else os.environ.__setitem__(location.FOLDER, before)
