"""The file of the rooms: where it lies, what is left of what was deleted, and what if it cannot be written."""

import os
import sqlite3
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from pages.ui.room import codes, location
from pages.ui.room.refusals import Refusal, RefusedError
from pages.ui.room.store import RoomStore

ROOT = Path(__file__).parents[3]

WORK = """
import os, resource, signal, sys
from pages.ui.room.refusals import RefusedError
from pages.ui.room.store import RoomStore
store = RoomStore(sys.argv[1])
code, secret = store.open()
{hinder}
try:
    for k in range(200):
        store.ask(code, secret, f"q{{k}}", [f"{{n}}" * 40 for n in range(8)])
except RefusedError as refused:
    print(refused.refusal.value)
try:
    print(store.room(code).code == code)
except RefusedError as refused:
    print(refused.refusal.value)
"""
FULL_DISK = """
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (90_000, 90_000))
"""
READ_ONLY = """
for name in os.listdir(sys.argv[2]):
    os.chmod(os.path.join(sys.argv[2], name), 0o444)
os.chmod(sys.argv[2], 0o555)
if os.getuid() == 0:
    os.setuid(65534)
"""
"""What root may write anyway nobody may not."""


def work(file, hinder):
    words = [sys.executable, "-W", "ignore", "-c", WORK.format(hinder=hinder), f"sqlite:///{file}", str(file.parent)]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False, timeout=60)
    assert not done.stderr
    return done.stdout.split()


@pytest.fixture
def file(tmp_path):
    return tmp_path / "rooms.sqlite"


@pytest.fixture
def store(file):
    made = RoomStore(f"sqlite:///{file}")
    yield made
    made.dispose()


def everything_in(folder):
    return b"".join(path.read_bytes() for path in folder.iterdir())


def test_the_file_is_for_its_owner_only_and_has_a_write_ahead_log(store, file):
    store.open()
    beside = {path.name: stat.S_IMODE(path.stat().st_mode) for path in file.parent.iterdir()}
    assert beside == dict.fromkeys(("rooms.sqlite", "rooms.sqlite-wal", "rooms.sqlite-shm"), 0o600)
    with sqlite3.connect(file) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    connection.close()


def test_a_folder_that_is_made_for_it_is_for_its_owner_only(tmp_path):
    made = RoomStore(f"sqlite:///{tmp_path / 'state' / 'rooms.sqlite'}")
    made.open()
    made.dispose()
    assert stat.S_IMODE((tmp_path / "state").stat().st_mode) == 0o700


def test_secrets_are_compared_as_hashes_and_in_constant_time(monkeypatch):
    compared, stored = [], codes.hashed("secret")
    monkeypatch.setattr(codes.hmac, "compare_digest", lambda *both: compared.append(both) or both[0] == both[1])
    assert codes.matches("secret", stored)
    assert not codes.matches("", stored)
    assert compared == [(stored, stored), (codes.hashed(""), stored)]


def test_of_a_closed_room_nothing_is_left_in_the_file(store, file):
    code, secret = store.open()
    seat = codes.new_seat()
    store.join(code, seat)
    store.ask(code, secret, "q", ("an_answer", "another"))
    store.vote(code, seat, "q", 1, "an_answer")
    words = [word.encode() for word in (code, seat, "an_answer", codes.hashed(secret))]
    assert all(word in everything_in(file.parent) for word in words)
    store.close(code, secret)
    assert not [word for word in words if word in everything_in(file.parent)]


def test_a_connection_is_there_for_one_call_only(store, file):
    """But for one that keeps the log: the number of open files does not grow with the calls."""

    def held():
        found = [Path(f"/proc/self/fd/{n}").resolve() for n in os.listdir("/proc/self/fd")]
        return len([path for path in found if path.parent == file.parent])

    code, secret = store.open()
    seen = set()
    for k in range(30):
        store.room(code)
        store.lead(code, secret, f"search?budget={k}")
        seen.add(held())
    assert max(seen) <= 5


def test_when_the_disk_is_full_nothing_is_written_and_what_is_there_can_be_read(file):
    """The limit on the size of files is the full disk: a write fails in the same call of the system."""
    assert work(file, FULL_DISK) == ["unavailable", "True"]


def test_a_read_only_file_is_a_refusal_and_no_crash():
    with tempfile.TemporaryDirectory(prefix="rooms-", dir="/tmp") as folder:
        assert work(Path(folder) / "rooms.sqlite", READ_ONLY)[0] == "unavailable"
        Path(folder).chmod(0o700)


@pytest.mark.parametrize(
    "url",
    ["sqlite:////proc/nowhere/rooms.sqlite", "postgresql://rooms@127.0.0.1:9/rooms?connect_timeout=2"],
    ids=["sqlite", "postgresql"],
)
def test_a_database_that_is_not_there_is_a_refusal(url):
    store = RoomStore(url)
    for act in (store.open, lambda: store.room("AAAAAA"), store.sweep):
        with pytest.raises(RefusedError, match=Refusal.UNAVAILABLE.value):
            act()
    store.dispose()


def test_a_file_that_was_taken_away_is_made_again(store, file):
    code, _ = store.open()
    for path in file.parent.iterdir():
        path.unlink()
    with pytest.raises(RefusedError, match=Refusal.UNAVAILABLE.value):
        store.room(code)
    assert store.room(code) is None
    store.open()


def test_the_place_is_what_the_environment_says(monkeypatch, tmp_path):
    monkeypatch.delenv(location.URL, raising=False)
    monkeypatch.setenv(location.FOLDER, str(tmp_path))
    assert location.url() == f"sqlite:///{tmp_path}/rooms.sqlite"
    monkeypatch.setenv(location.URL, "postgresql://host/rooms")
    assert location.url() == "postgresql://host/rooms"
    monkeypatch.setattr(location.st, "secrets", {"connections": {"rooms": {"url": "postgresql://other/rooms"}}})
    assert location.url() == "postgresql://other/rooms"
