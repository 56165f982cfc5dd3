"""A class arrives at once at a server that has served nobody yet."""

import asyncio
import re
from collections.abc import Sequence
from contextlib import AsyncExitStack
from random import Random
from time import perf_counter
from urllib.parse import urlsplit

from tests.load.classroom import LINK, run, seat, together
from tests.load.server import Server, serve

ASKED = re.compile(r'(?:src|href)="\./(static/[^"]+)"')
"""The files that the page itself asks for."""


def measure(lesson: str, sessions: int, files: bool = True) -> tuple[float, float]:
    """Return the seconds of a single first visit, and those until all of so many had their page, on cold servers.

    `files` says whether Streamlit's own scripts and styles are fetched from the server as well.
    """
    return max(painted([lesson], files)), max(painted([lesson] * sessions, files))


def painted(lessons: Sequence[str], files: bool) -> list[float]:
    """Return the seconds until each of these visitors had their page, all coming at once to a cold server."""
    with serve() as server:
        seconds: list[float] = run(lambda: _all(server, lessons, files), server)
        if complaints := server.complaints():
            raise AssertionError(complaints)
    return seconds


async def _all(server: Server, lessons: Sequence[str], files: bool) -> list[float]:
    async with AsyncExitStack() as stack:
        return await together(_visit(stack, server, lesson, files, i) for i, lesson in enumerate(lessons))


async def _visit(stack: AsyncExitStack, server: Server, lesson: str, files: bool, seed: int) -> float:
    began = perf_counter()
    page = await fetch(server.address, lesson)
    for name in ASKED.findall(page.decode()) if files else ():
        await fetch(server.address, name)
    for name in ("_stcore/health", "_stcore/host-config"):
        await fetch(server.address, name)
    visitor = await seat(stack, server, Random(seed))
    await visitor.open(lesson, LINK, 120)
    return perf_counter() - began


async def fetch(address: str, path: str, cookie: str = "", accept: str = "identity") -> bytes:
    """Return what the server gives for a path. Raises OSError where that is not a success."""
    head, body = await answer(address, path, cookie, accept)
    if " 200 " not in head.partition("\r\n")[0]:
        raise OSError(f"{path}: {head}")
    return body


async def answer(address: str, path: str, cookie: str = "", accept: str = "identity") -> tuple[str, bytes]:
    """Return the head and the body of the answer to a request for a path."""
    place = urlsplit(address)
    said = {"Host": place.netloc, "Cookie": cookie, "Accept-Encoding": accept, "Connection": "close"}
    lines = [f"GET /{path} HTTP/1.1", *(f"{name}: {word}" for name, word in said.items()), "", ""]
    reader, writer = await asyncio.open_connection(place.hostname, place.port)
    try:
        writer.write("\r\n".join(lines).encode())
        head, _, body = (await reader.read(-1)).partition(b"\r\n\r\n")
    finally:
        writer.close()
        await writer.wait_closed()
    return head.decode(), body
