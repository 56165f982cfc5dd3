"""Several processes serve one class: a visitor keeps their process, and goes on at another when it is gone."""

import asyncio
import gzip
import re
import shutil
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import AsyncExitStack, contextmanager
from pathlib import Path
from random import Random

import psutil
import pytest
from websockets.exceptions import WebSocketException

from tests.browser.harness import ROOT, free_port, wait_until_healthy
from tests.load.arrival import answer, fetch
from tests.load.classroom import LESSONS, LINK, run, together
from tests.load.server import own_rooms
from tests.load.visitor import Visitor

SESSIONS = 80
HINT = "nginx was not found: install it (`apt-get install nginx-light`, `brew install nginx`) to run these"
SEARCHED = "/usr/sbin:/usr/local/sbin"


@contextmanager
def several(processes: int = 2) -> Iterator[tuple[str, subprocess.Popen]]:
    port, first = free_port(), free_port()
    # As the one who runs the tests: their interpreter may be one that only root can read.
    command = [sys.executable, "deploy/serve.py", "--user", "root", "--processes", str(processes), "--port", str(port)]
    starter = subprocess.Popen([*command, "--first-port", str(first)], cwd=ROOT, stdout=subprocess.DEVNULL)
    address = f"http://localhost:{port}"
    try:
        wait_until_healthy(address, starter)
        yield address, starter
    finally:
        starter.send_signal(signal.SIGTERM)
        starter.wait(timeout=40)


@pytest.fixture(scope="module")
def served() -> Iterator[tuple[str, subprocess.Popen]]:
    if not (shutil.which("nginx") or shutil.which("nginx", path=SEARCHED)):
        pytest.skip(HINT)
    with own_rooms(), several() as running:
        yield running


def of_the_app(starter: subprocess.Popen) -> list[psutil.Process]:
    """The Streamlit processes, in the order of their seats."""
    children = psutil.Process(starter.pid).children()
    return sorted((c for c in children if "streamlit" in c.cmdline()), key=lambda c: c.cmdline())


def of_seat(starter: subprocess.Popen, cookie: str) -> psutil.Process:
    return of_the_app(starter)[int(cookie.removeprefix("seat=")) - 1]


async def go_on(visitor: Visitor) -> bool:
    """Change a control; if the process was lost, come back from the address, and say so."""
    try:
        await visitor.change(patience=120)
    except (WebSocketException, OSError):
        before = visitor.query
        await visitor.return_to_page(patience=120)
        assert visitor.query == before
        await visitor.change(patience=120)
        return True
    return False


def test_visitors_go_on_from_their_address_when_their_process_is_killed(served):
    address, starter = served

    async def a_class() -> tuple[Counter, list[bool], Counter]:
        async with AsyncExitStack() as stack:
            visitors = [await stack.enter_async_context(Visitor(address, Random(i))) for i in range(SESSIONS)]
            await together(v.open(LESSONS[i % len(LESSONS)], LINK, 120) for i, v in enumerate(visitors))
            await together(v.change(patience=120) for v in visitors)
            seats = Counter(v.cookie for v in visitors)
            of_seat(starter, "seat=1").kill()
            moved = await together(go_on(v) for v in visitors)
            return seats, moved, Counter(v.cookie for v in visitors)

    seats, moved, after = run(a_class)
    assert max(seats.values()) - min(seats.values()) <= 2, "seats are given out evenly"
    assert sum(moved) == seats["seat=1"], "only those move whose process is gone"
    assert after == {"seat=2": SESSIONS}


def test_a_process_that_died_is_started_again_and_given_visitors(served):
    address, _ = served

    async def until_back() -> None:
        while True:
            async with Visitor(address) as visitor:
                if visitor.cookie == "seat=1":
                    await visitor.open("loss", LINK)
                    return
            await asyncio.sleep(0.5)

    run(lambda: asyncio.wait_for(until_back(), 60))


def test_a_visitor_keeps_their_process(served):
    address, _ = served

    async def again_and_again() -> set[str]:
        async with Visitor(address) as visitor:
            kept = {visitor.cookie}
            for _ in range(6):
                await visitor.connect()
                kept.add(visitor.cookie)
        return kept

    assert len(run(again_and_again)) == 1


def test_a_file_comes_from_the_process_that_wrote_it(served):
    address, _ = served

    async def take_along() -> list[bytes]:
        files = []
        for i in range(4):
            async with Visitor(address, Random(i)) as visitor:
                await visitor.open("loss", LINK)
                assert not visitor.files
                await visitor.press("loss-files", {"bool_value": True})
                files.append(await fetch(address, await visitor.file(".csv"), visitor.cookie))
        return files

    files = run(take_along)
    assert len(set(files)) == 1
    assert files[0].startswith(b'"')


def test_what_is_the_same_for_all_is_sent_compressed_and_kept_by_the_browser(served):
    address, _ = served

    async def ask() -> tuple[str, bytes]:
        page = await fetch(address, "")
        return await answer(address, re.search(r'src="\./(static/js/index[^"]+)"', page.decode())[1], accept="gzip")

    head, body = run(ask)
    assert "Content-Encoding: gzip" in head
    assert "immutable" in head
    assert "Set-Cookie" not in head
    assert b"import" in gzip.decompress(body)


def test_everything_ends_when_the_starter_is_told_to():
    if not (shutil.which("nginx") or shutil.which("nginx", path=SEARCHED)):
        pytest.skip(HINT)
    with several(1) as (_, starter):
        children = psutil.Process(starter.pid).children(recursive=True)
        assert len(children) >= 3
    assert not [child for child in children if child.is_running() and child.status() != psutil.STATUS_ZOMBIE]
    assert starter.returncode == 0


def test_the_configuration_names_every_process_and_who_stands_in():
    import importlib.util

    spec = importlib.util.spec_from_file_location("serve", Path(ROOT, "deploy/serve.py"))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    text = module.seats(["127.0.0.1:1", "10.0.0.7:2", "10.0.0.7:22"])
    assert re.search(
        r"upstream seat_2 \{[^}]*server 10.0.0.7:2 [^}]*127.0.0.1:1 [^;]*backup[^}]*10.0.0.7:22 [^;]*backup", text
    )
    answered = dict(re.findall(r'"~(\S+.*)" (\d);', text))
    for tried, seat in {"10.0.0.7:2": "2", "10.0.0.7:2, 10.0.0.7:22": "3", "127.0.0.1:1": "1"}.items():
        assert [s for pattern, s in answered.items() if re.search(pattern, tried)] == [seat]
