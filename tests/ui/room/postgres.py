"""A PostgreSQL of our own, from the system's packages: in a temporary folder, over a socket in it, gone afterwards."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

HINT = "PostgreSQL was not found: install it (`apt-get install postgresql`, `brew install postgresql`) to run these"
PROGRAMS = "/usr/lib/postgresql/*/bin"


def programs() -> Path | None:
    """Return the folder of initdb and pg_ctl, None when there is none. Debian keeps it out of the path."""
    found = sorted(Path("/").glob(f"{PROGRAMS[1:]}/initdb"), key=lambda path: float(path.parents[1].name))
    named = shutil.which("initdb")
    return found[-1].parent if found else Path(named).parent if named else None


@contextmanager
def serve() -> Iterator[str]:
    """Run PostgreSQL until the end and yield the URL of an empty database. It refuses root, so nobody runs it."""
    bin_, user = programs(), pwd.getpwnam("nobody") if os.getuid() == 0 else None
    assert bin_ is not None
    who = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []} if user else {}
    # A path to a socket has a hundred letters at most.
    with tempfile.TemporaryDirectory(prefix="pg-", dir="/tmp") as socket:
        if user:
            os.chown(socket, user.pw_uid, user.pw_gid)

        def call(program: str, *words: str) -> None:
            subprocess.run([bin_ / program, *words], check=True, stdout=subprocess.DEVNULL, cwd=socket, **who)

        data = str(Path(socket) / "data")
        call("initdb", "-D", data, "-U", "rooms", "-A", "trust", "-E", "UTF8", "--no-sync", "--locale=C")
        options = f"-c listen_addresses='' -k {socket} -c fsync=off -c max_connections=60"
        call("pg_ctl", "-D", data, "-w", "-l", f"{socket}/log", "-o", options, "start")
        try:
            yield f"postgresql://rooms@/postgres?host={quote(socket)}"
        finally:
            call("pg_ctl", "-D", data, "-w", "-m", "immediate", "stop")
