"""A class in a room: `python -m tests.load.room --seats 40 100`.

All seats vote within ten seconds while they follow, and draw; then they only follow. Every vote and drawing that was
sent is compared with what the room has kept.
"""

import argparse
import asyncio
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from functools import partial
from random import Random
from time import perf_counter

from pages.ui.charts.votes import LETTERS
from pages.ui.parts import quiz
from pages.ui.room.store import ROUND_ONE, ROUND_TWO, RoomStore
from pages.ui.shell.classroom import FOLLOW_EVERY
from tests.load.classroom import percentile, run, seat, together
from tests.load.controls import Value
from tests.load.server import Server, own_rooms, serve
from tests.load.visitor import Answer, Visitor

LESSON = "learning_rate"
WITHIN = 10.0
ANSWERS = tuple(quiz.ballot(LESSON).answers)
CURVE = "learning_rate.curve"


@dataclass
class Figures:
    """What was measured: seconds of each vote's acknowledgement, of each look, and the cores that following takes."""

    votes: list[float] = field(default_factory=list)
    looks: list[float] = field(default_factory=list)
    sent: list[dict[str, str]] = field(default_factory=list)
    drawn: dict[str, tuple[float, ...]] = field(default_factory=dict)
    voting: float = 0.0
    following: float = 0.0

    def line(self, seats: int) -> str:
        """Return the figures as a row of a table."""
        cells = (
            f"{seats}",
            f"{percentile(self.votes, 50) * 1e3:.0f}",
            f"{percentile(self.votes, 95) * 1e3:.0f}",
            f"{max(self.votes) * 1e3:.0f}",
            f"{self.voting:.2f}",
            f"{self.following:.2f}",
        )
        return f"| {' | '.join(cells)} |"


HEAD = "| seats | vote median ms | p95 ms | slowest ms | cores while voting | cores while following |"


async def lesson(server: Server, store: RoomStore, seats: int, quiet: float = 20.0, seed: int = 0) -> Figures:
    """Let a class of so many join, vote twice and draw, then follow for `quiet` seconds; raise where a vote is lost."""
    code, secret = store.open()
    figures = Figures()
    async with AsyncExitStack() as stack:
        class_ = [await seat(stack, server, Random(f"{seed}.{i}")) for i in range(seats)]
        await together(visitor.open(LESSON, f"predict=skip&room={code}", 240) for visitor in class_)
        assert store.presence(code, secret).joined == seats
        for round_, stage in enumerate((ROUND_ONE, ROUND_TWO), 1):
            store.ask(code, secret, LESSON, ANSWERS, stage)
            began, taken = perf_counter(), server.processor()
            sent = await together(_vote(v, store, code, round_, began, figures) for v in class_)
            figures.voting = max(figures.voting, (server.processor() - taken) / (perf_counter() - began))
            figures.sent.append(dict(sent))
        store.put_aside(code, secret)
        await together(visitor.look() for visitor in class_)  # back to the lesson
        began, taken = perf_counter(), server.processor()
        await together(
            _follow(v, began + FOLLOW_EVERY * i / seats, began + quiet, figures) for i, v in enumerate(class_)
        )
        figures.following = (server.processor() - taken) / (perf_counter() - began)
    _compare(store, code, secret, figures)
    store.close(code, secret)
    return figures


async def _vote(
    visitor: Visitor, store: RoomStore, code: str, round_: int, began: float, figures: Figures
) -> tuple[str, str]:
    """Follow until the vote is there, choose at some moment within the ten seconds, press, and draw a curve."""
    chance, key = visitor.chance, f"{LESSON}.vote.{'one' if round_ == 1 else 'two'}"
    at = began + chance.uniform(0, WITHIN)
    while not any(control.name == key for control in visitor.controls.values()) or perf_counter() < at:
        await asyncio.sleep(min(FOLLOW_EVERY, max(at - perf_counter(), 0.05)))
        figures.looks.append((await visitor.look()).seconds)
    [radio] = [control for control in visitor.controls.values() if control.name == key]
    assert radio.choose
    value = radio.choose(chance)
    await visitor.press(key, value)
    answer: Answer = await visitor.press(f"{key}.send", {"trigger_value": True})
    figures.votes.append(answer.seconds)
    number = dict(part.split("=") for part in visitor.query.split("&"))["seat"]
    if round_ == 1:
        figures.drawn[number] = tuple(round(chance.uniform(0, 1), 4) for _ in range(12))
        await asyncio.sleep(1.1)
        await asyncio.to_thread(partial(store.contribute, code, number, CURVE, figures.drawn[number]))
    return number, answer_of(value)


def answer_of(chosen: Value) -> str:
    """Return the id of the answer that a radio button holds: its label begins with the answer's letter."""
    return ANSWERS[LETTERS.index(str(chosen["string_value"]).lstrip("*")[0])]


async def _follow(visitor: Visitor, at: float, until: float, figures: Figures) -> None:
    while at < until:
        await asyncio.sleep(max(at - perf_counter(), 0))
        figures.looks.append((await visitor.look()).seconds)
        at += FOLLOW_EVERY


def _compare(store: RoomStore, code: str, secret: str, figures: Figures) -> None:
    result = store.result(code, LESSON, secret)
    first, second = figures.sent
    moves = [[sum(first[s] == a and second[s] == b for s in first) for b in ANSWERS] for a in ANSWERS]
    assert [list(row) for row in result.moves or ()] == moves, (result.moves, moves)
    assert result.voted == (len(first), len(second))
    assert store.contributed(code, CURVE, secret) == sorted(figures.drawn.values())


def measure(seats: int, quiet: float = 20.0) -> Figures:
    """Measure a class of so many at a server of its own, with a room in a folder of its own."""
    with own_rooms() as url, serve() as server:
        figures: Figures = run(lambda: lesson(server, RoomStore(url), seats, quiet), server)
        if complaints := server.complaints():
            raise AssertionError(complaints)
    return figures


def main() -> None:
    """Measure what was asked for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--seats", type=int, nargs="+", default=[40, 100])
    asked = parser.parse_args()
    print(f"{HEAD}\n{'|---' * (HEAD.count('|') - 1)}|", flush=True)
    for seats in asked.seats:
        print(measure(seats).line(seats), flush=True)


if __name__ == "__main__":
    main()
