"""One class on several processes: `python deploy/serve.py --processes 2`, behind one nginx.

Starts the processes and nginx, starts again what ends, and ends all of it on SIGTERM or Ctrl-C; on Linux it ends too
where this process is killed. Nothing is installed: nginx runs in a temporary directory. Started by root, the app, which
reads what strangers send, runs as another user. A port that is taken, or a file that cannot be read, is said at once.
"""

import argparse
import ctypes
import gzip
import os
import pwd
import re
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
from typing import Any

import streamlit

HERE = Path(__file__).parent
FIRST_PORT = 8511
GRACE = 10.0
"""Seconds in which a process may end by itself."""

HASTE = 3.0
"""A process that ended sooner than this after its start is not started again at once."""

NOBODY = "nobody"
STATE = Path("/var/lib/deep-learning-shown")
"""The folder of the rooms where root has started this: its user has no home."""

ORIGIN = re.compile(r"https?://[\w.*-]+(:\d+)?", re.ASCII)

PR_SET_PDEATHSIG = 1

FEW_HEAPS = {"MALLOC_ARENA_MAX": "2"}
"""What pages/ui/shell/process.py does a little later: a process needs half of the memory."""

TEXTS = (".js", ".css", ".json", ".svg", ".wasm")


@dataclass
class Service:
    """A process that is to be there: started again when it ends."""

    command: Sequence[str]
    user: str = ""
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
        self.process = subprocess.Popen(
            self.command, cwd=HERE.parent, env=FEW_HEAPS | os.environ | home(self.user), **started_as(self.user)
        )


def started_as(user: str) -> dict[str, Any]:
    """Return how Popen starts a process as a user, "" the present one, that ends when this process does."""
    parent = os.getpid()

    def end_together() -> None:
        if sys.platform == "linux":
            ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
            if os.getppid() != parent:
                os._exit(1)

    return {"preexec_fn": end_together, **({"user": user, "group": group(user), "extra_groups": []} if user else {})}


def group(user: str) -> int:
    """Return the number of a user's own group."""
    return pwd.getpwnam(user).pw_gid


def home(user: str) -> dict[str, str]:
    """Return what a user's processes are told of where they may write."""
    return {"HOME": str(STATE), "ROOMS_FOLDER": os.environ.get("ROOMS_FOLDER", str(STATE))} if user else {}


def servant(asked: str | None) -> str:
    """Return the user as whom the app is to run: "" for the present one. Raises SystemExit where that cannot be."""
    if os.geteuid() or asked == "root":
        return ""
    user = asked or NOBODY
    try:
        group(user)
    except KeyError:
        raise SystemExit(f"There is no user {user} on this machine.") from None
    reads = [sys.executable, "-c", "import streamlit"]
    as_user = {"user": user, "group": group(user), "extra_groups": []}
    try:
        tried = subprocess.run(reads, cwd=HERE.parent, capture_output=True, check=False, **as_user)  # type: ignore[call-overload]
    except OSError:
        tried = None
    if tried is None or tried.returncode:
        raise SystemExit(
            f"The app does not run as root, and {user} cannot read {HERE.parent} and {sys.prefix}: let that user read "
            "them, name another by --user, or insist on root by --user root."
        )
    STATE.mkdir(mode=0o700, parents=True, exist_ok=True)
    shutil.chown(STATE, user, group(user))
    return user


def app(port: int, hosts: Sequence[str] = (), framed: bool = False) -> list[str]:
    """Return the command of one process of the app, reachable from this machine only.

    It answers under the names `hosts`, or any; `framed`, its cookie is sent within another site's page too.
    """
    options = [("server.port", str(port)), ("server.address", "127.0.0.1"), ("browser.serverAddress", "localhost")]
    options += [("server.allowedHosts", host) for host in hosts]
    options += [("server.xsrfCookieSameSite", "none")] if framed else []
    said = [word for name, value in options for word in (f"--{name}", value)]
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


def listen(port: int, certificate: str | None, key: str | None) -> str:
    """Write what nginx is to know of the port, with TLS where there is a certificate, and of the cookies on it."""
    secure = " ssl" if certificate else ""
    lines = [f"listen {port}{secure};"]
    if has_ipv6():
        lines.append(f"listen [::]:{port}{secure};")
    if certificate and key:
        lines += [f"ssl_certificate {Path(certificate).resolve()};", f"ssl_certificate_key {Path(key).resolve()};"]
        lines += ["ssl_protocols TLSv1.2 TLSv1.3;", "ssl_session_cache shared:tls:1m;"]
        lines += ["proxy_cookie_flags ~ secure;"]
    return "\n".join([*lines, ""])


def has_ipv6() -> bool:
    """Return whether this machine knows IPv6."""
    try:
        with socket.socket(socket.AF_INET6) as probe:
            probe.bind(("::1", 0))
    except OSError:
        return False
    return True


def cookies(framed: bool) -> str:
    """Write how the cookie of a seat is sent: behind TLS securely, in another site's page if told."""
    usual = 'map $proto $cookie_attributes { default "SameSite=Lax"; https "SameSite=Lax; Secure"; }\n'
    return 'map "" $cookie_attributes { default "SameSite=None; Secure; Partitioned"; }\n' if framed else usual


def headers(frames: Sequence[str]) -> str:
    """Write the headers, with the sites that may show the app in a frame."""
    text = (HERE / "headers.conf").read_text(encoding="utf-8")
    return text.replace("frame-ancestors 'none'", f"frame-ancestors {' '.join(frames)}") if frames else text


def lay_out(folder: Path, addresses: Sequence[str], listening: str, frames: Sequence[str] = ()) -> None:
    """Put into `folder` what nginx reads."""
    folder.chmod(0o755)  # started by root, nginx works as another user
    shutil.copy(HERE / "nginx.conf", folder)
    compress(Path(streamlit.__file__).parent / "static" / "static", folder / "www" / "static")
    for name, text in {
        "listen.conf": listening,
        "seats.conf": seats(addresses) + cookies(bool(frames)),
        "headers.conf": headers(frames),
    }.items():
        (folder / name).write_text(text, encoding="utf-8")


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


def refuse_taken(ports: Sequence[int]) -> None:
    """Raise SystemExit with a sentence where another program listens on one of these ports, or none may."""
    for port in ports:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("", port))
            except PermissionError:
                raise SystemExit(f"Only root may listen on port {port}: choose one from 1024 on by --port.") from None
            except OSError:
                raise SystemExit(
                    f"Port {port} is taken: another program answers there, maybe this one from before. Stop it, or "
                    "choose others by --port and --first-port."
                ) from None


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
    parser.add_argument("--user", help="as whom the app runs where root starts this (nobody)")
    parser.add_argument("--host", nargs="*", default=[], metavar="NAME", help="names under which it answers (any)")
    parser.add_argument("--certificate", metavar="FILE", help="for TLS: the certificate, with those above it")
    parser.add_argument("--key", metavar="FILE", help="for TLS: the key of the certificate")
    parser.add_argument("--frame", nargs="*", default=[], metavar="ORIGIN", help="sites that may show it in a frame")
    asked = parser.parse_args()
    if bool(asked.certificate) != bool(asked.key):
        parser.error("--certificate and --key go together")
    if strange := [origin for origin in asked.frame if not ORIGIN.fullmatch(origin)]:
        parser.error(f"a site is named as https://moodle.example.org, not {strange[0]}")
    ports = range(asked.first_port, asked.first_port + asked.processes)
    addresses = [*(f"127.0.0.1:{port}" for port in ports), *asked.also]
    if not addresses:
        parser.error("at least one process is needed")
    refuse_taken([asked.port, *ports])
    user = servant(asked.user)
    signal.signal(signal.SIGTERM, _leave)
    with tempfile.TemporaryDirectory(prefix="class-") as name:
        lay_out(Path(name), addresses, listen(asked.port, asked.certificate, asked.key), asked.frame)
        proxy = nginx(Path(name))
        if subprocess.run([*proxy, "-q", "-t"], check=False).returncode:
            raise SystemExit("nginx does not understand its configuration")
        services = [Service(app(port, asked.host, bool(asked.frame)), user) for port in ports]
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
