"""One class on several processes: `python deploy/serve.py --processes 2`, behind one nginx.

Starts the processes and nginx, starts again what ends, and ends all of it on SIGTERM or Ctrl-C. Nothing is installed or
left behind: nginx runs as the user who calls this, in a temporary directory.
"""

import argparse
import gzip
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

import streamlit

HERE = Path(__file__).parent
FIRST_PORT = 8511
GRACE = 10.0
"""Seconds in which a process may end by itself."""

HASTE = 3.0
"""A process that ended sooner than this after its start is not started again at once."""

FEW_HEAPS = {"MALLOC_ARENA_MAX": "2"}
"""What pages/ui/shell/process.py does a little later: a process needs half of the memory."""

TEXTS = (".js", ".css", ".json", ".svg", ".wasm")


@dataclass
class Service:
    """A process that is to be there: started again when it ends."""

    command: Sequence[str]
    started: float = float("-inf")
    process: "subprocess.Popen[bytes] | None" = field(default=None)

    def keep(self) -> None:
        """Start the process if it is not there."""
        if self.process is not None and self.process.poll() is None:
            return
        if time.monotonic() - self.started < HASTE:
            return
        if self.process is not None:
            print(f"ended with {self.process.returncode}, starting again: {' '.join(self.command)}", flush=True)
        self.started = time.monotonic()
        self.process = subprocess.Popen(self.command, cwd=HERE.parent, env=FEW_HEAPS | os.environ)


def app(port: int) -> list[str]:
    """Return the command of one process of the app, reachable from this machine only."""
    options = {"server.port": port, "server.address": "127.0.0.1", "browser.serverAddress": "localhost"}
    said = [word for name, value in options.items() for word in (f"--{name}", str(value))]
    return [sys.executable, "-m", "streamlit", "run", str(HERE.parent / "app.py"), *said]


def seats(addresses: Sequence[str]) -> str:
    """Write what nginx is to know of the processes: who they are, who holds which seat, and who stands in for whom."""
    quickly = "max_fails=1 fail_timeout=2s"
    lines = ["upstream anyone {", "    zone anyone 64k;", "    least_conn;"]
    lines += [f"    server {address} {quickly};" for address in addresses] + ["}"]
    for seat, own in enumerate(addresses, 1):
        others = [address for address in addresses if address != own]
        lines += [f"upstream seat_{seat} {{", f"    zone seat_{seat} 64k;", f"    server {own} {quickly};"]
        lines += [f"    server {other} {quickly} backup;" for other in others] + ["}"]
    names = [f"    {seat} seat_{seat};" for seat in range(1, len(addresses) + 1)]
    lines += ["map $cookie_seat $seat {", "    default anyone;", *names, "}"]
    # With several tries the last address is the one that has answered.
    ends = [f'    "~(^|[ ,]){address.replace(".", "[.]")}$" {seat};' for seat, address in enumerate(addresses, 1)]
    return "\n".join([*lines, "map $upstream_addr $answered {", '    default "";', *ends, "}", ""])


def lay_out(folder: Path, port: int, addresses: Sequence[str]) -> None:
    """Put into `folder` what nginx reads."""
    folder.chmod(0o755)  # started by root, nginx works as another user
    for name in ("nginx.conf", "headers.conf"):
        shutil.copy(HERE / name, folder)
    compress(Path(streamlit.__file__).parent / "static" / "static", folder / "www" / "static")
    (folder / "listen.conf").write_text(f"listen {port};\n", encoding="utf-8")
    (folder / "seats.conf").write_text(seats(addresses), encoding="utf-8")


def compress(source: Path, target: Path) -> None:
    """Copy a folder, and put beside each text in it the same compressed: what nginx gives to every browser.

    Streamlit sends them as they are, and compressing for each visitor anew would cost more than the visit.
    """
    shutil.copytree(source, target)
    for file in target.rglob("*"):
        if file.suffix in TEXTS and file.stat().st_size > 1000:
            file.with_name(file.name + ".gz").write_bytes(gzip.compress(file.read_bytes(), 6, mtime=0))


def nginx(folder: Path) -> list[str]:
    """Return the command of nginx, in the foreground. Raises SystemExit where there is none."""
    found = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")
    if found is None:
        raise SystemExit("nginx was not found: install it (`apt-get install nginx-light`, `brew install nginx`)")
    return [found, "-p", str(folder), "-e", "stderr", "-c", str(folder / "nginx.conf"), "-g", "daemon off;"]


def listens(port: int) -> bool:
    """Return whether a process of this machine answers."""
    with socket.socket() as caller:
        return caller.connect_ex(("127.0.0.1", port)) == 0


def stop(services: Sequence[Service]) -> None:
    """End all, and wait for it."""
    running = [service.process for service in services if service.process and service.process.poll() is None]
    for process in running:
        process.terminate()
    for process in running:
        try:
            process.wait(GRACE)
        except subprocess.TimeoutExpired:
            process.kill()


def main() -> None:
    """Serve until told to stop. Visitors are let in when every process is there."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--processes", type=int, default=2, help="how many processes on this machine (2)")
    parser.add_argument("--port", type=int, default=8501, help="the port for visitors (8501)")
    parser.add_argument("--first-port", type=int, default=FIRST_PORT, help=f"of the processes ({FIRST_PORT})")
    parser.add_argument("--also", nargs="*", default=[], metavar="HOST:PORT", help="processes on other machines")
    asked = parser.parse_args()
    ports = range(asked.first_port, asked.first_port + asked.processes)
    addresses = [*(f"127.0.0.1:{port}" for port in ports), *asked.also]
    if not addresses:
        parser.error("at least one process is needed")
    signal.signal(signal.SIGTERM, _leave)
    with tempfile.TemporaryDirectory(prefix="class-") as name:
        lay_out(Path(name), asked.port, addresses)
        proxy = nginx(Path(name))
        if subprocess.run([*proxy, "-q", "-t"], check=False).returncode:
            raise SystemExit("nginx does not understand its configuration")
        services = [Service(app(port)) for port in ports]
        try:
            while True:
                if len(services) == len(ports) and all(map(listens, ports)):
                    services.append(Service(proxy))
                for service in services:
                    service.keep()
                time.sleep(0.2)
        except KeyboardInterrupt:
            pass
        finally:
            stop(services)


def _leave(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


if __name__ == "__main__":
    main()
