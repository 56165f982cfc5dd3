"""A class in a room: nothing is lost or counted twice, also where two processes serve it and one of them is killed."""

import asyncio
from collections import Counter
from contextlib import AsyncExitStack
from random import Random

import pytest
from websockets.exceptions import WebSocketException

from pages.ui.room import location
from pages.ui.room.store import RoomStore
from tests.load import room
from tests.load.classroom import percentile, run, together
from tests.load.room import ANSWERS, LESSON, answer_of
from tests.load.test_serve import of_seat, served  # noqa: F401 - a fixture
from tests.load.visitor import Visitor

SEATS = 40
ACKNOWLEDGED = 1.0
FOLLOWING = 0.15


@pytest.fixture(scope="module")
def figures() -> room.Figures:
    """Let a class vote twice and draw: here already every vote and drawing is compared with what was kept."""
    return room.measure(SEATS, quiet=15)


def test_votes_are_acknowledged_within_a_second(figures):
    assert len(figures.votes) == 2 * SEATS
    assert percentile(figures.votes, 95) <= ACKNOWLEDGED


def test_following_costs_little(figures):
    assert len(figures.looks) > 5 * SEATS
    assert figures.following <= FOLLOWING


async def vote(visitor: Visitor, key: str, lost: list[str]) -> tuple[str, str]:
    """Vote; where the process is lost on the way, come back from the address and vote again. Return seat and answer."""
    [radio] = [control for control in visitor.controls.values() if control.name == key]
    assert radio.choose
    chosen = radio.choose(visitor.chance)
    while True:
        try:
            await visitor.press(key, chosen)
            send = next(control for control in visitor.controls.values() if control.name == f"{key}.send")
            if send.choose:  # else it had come through before the process was lost
                await asyncio.sleep(visitor.chance.uniform(0, 0.5))
                await visitor.press(f"{key}.send", {"trigger_value": True})
            break
        except (WebSocketException, OSError):
            lost.append(visitor.cookie)
            await visitor.return_to_page(patience=120)
    return dict(part.split("=") for part in visitor.query.split("&"))["seat"], answer_of(chosen)


def test_a_class_divided_over_two_processes_is_one_class_and_a_killed_process_loses_no_vote(served):  # noqa: F811
    address, starter = served
    store = RoomStore(location.url())
    code, secret = store.open()
    store.ask(code, secret, LESSON, ANSWERS)
    lost: list[str] = []

    async def a_class() -> tuple[dict[str, str], Counter[str]]:
        async with AsyncExitStack() as stack:
            visitors = [await stack.enter_async_context(Visitor(address, Random(i))) for i in range(SEATS)]
            await together(v.open(LESSON, f"room={code}", 120) for v in visitors)
            seats = Counter(v.cookie for v in visitors)
            voting = asyncio.ensure_future(together(vote(v, f"{LESSON}.vote.one", lost) for v in visitors))
            while store.presence(code, secret, LESSON).voted[0] < SEATS // 8:
                await asyncio.sleep(0.02)
            of_seat(starter, "seat=1").kill()
            return dict(await voting), seats

    sent, seats = run(a_class)
    assert min(seats.values()) >= SEATS // 2 - 2
    assert lost
    assert len(sent) == SEATS, "every seat is a seat of its own, and comes back to it"
    counted = store.result(code, LESSON, secret)
    assert counted.voted[0] == store.presence(code, secret).joined == SEATS
    assert counted.counts[0] == tuple(Counter(sent.values())[answer] for answer in ANSWERS)
    store.close(code, secret)
    store.dispose()
