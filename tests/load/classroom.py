"""A class at work: so many visitors, each changing a control every three seconds, and what that takes of the server."""

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from random import Random
from statistics import median
from time import perf_counter
from typing import Any

from pages.ui.shell import navigation
from tests.load.server import Server
from tests.load.visitor import Answer, Visitor

LESSONS = tuple(lesson.id for lesson in navigation.written())
LINK = "predict=skip"
"""Pages as they are at work: the question before the run is answered."""

PAUSE = 3.0


@dataclass
class Figures:
    """What was measured in one stretch of time."""

    answers: list[Answer] = field(default_factory=list)
    idle: list[Answer] = field(default_factory=list)
    seconds: float = 0.0
    processor: float = 0.0
    memory: float = 0.0

    @property
    def median(self) -> float:
        """Seconds within which half of the changes were answered."""
        return median(answer.seconds for answer in self.answers)

    @property
    def slow(self) -> float:
        """Seconds within which 95 of 100 changes were answered."""
        return percentile([answer.seconds for answer in self.answers], 95)

    @property
    def shown(self) -> tuple[float, float]:
        """Seconds within which half of the changes, and 95 of 100, had something to see."""
        seconds = [answer.shown for answer in self.answers]
        return median(seconds), percentile(seconds, 95)

    @property
    def nothing(self) -> float:
        """The median of the app that does nothing, asked all the while."""
        return median(answer.seconds for answer in self.idle)

    @property
    def ratio(self) -> float:
        """How many answers of the app that does nothing fit into a slow one."""
        return self.slow / self.nothing

    @property
    def cores(self) -> float:
        """Cores that the server kept busy."""
        return self.processor / self.seconds

    @property
    def cost(self) -> float:
        """Seconds of processor for a change."""
        return self.processor / len(self.answers)

    @property
    def received(self) -> float:
        """Bytes that came for a change."""
        return sum(answer.received for answer in self.answers) / len(self.answers)


def percentile(numbers: Sequence[float], percent: float) -> float:
    """Return the smallest of the numbers that so many percent do not exceed."""
    ordered = sorted(numbers)
    return ordered[min(int(len(ordered) * percent / 100), len(ordered) - 1)]


async def work(
    server: Server,
    nothing: Server,
    lessons: Sequence[str],
    sessions: int,
    seconds: float,
    seed: int = 0,
    moved: Sequence[str] = (),
) -> Figures:
    """Seat so many visitors, one after another over the lessons, let them work and measure. A PageError ends it.

    They change any control, or those whose names are `moved`.
    """
    async with AsyncExitStack() as stack:
        visitors = [await seat(stack, server, Random(f"{seed}.{i}")) for i in range(sessions)]
        await together(v.open(lessons[i % len(lessons)], LINK, 240) for i, v in enumerate(visitors))
        bystander = await seat(stack, nothing, Random(seed))
        await bystander.open("")
        figures = Figures()
        began, taken = perf_counter(), server.processor()
        rota = [(v, figures.answers, PAUSE, PAUSE * i / sessions, moved) for i, v in enumerate(visitors)]
        await together(
            keep_changing(visitor, answers, pause, began + after, began + seconds, names)
            for visitor, answers, pause, after, names in [*rota, (bystander, figures.idle, PAUSE / 6, 0.0, ())]
        )
        figures.seconds, figures.processor = perf_counter() - began, server.processor() - taken
        figures.memory = server.memory()
    return figures


async def seat(stack: AsyncExitStack, server: Server, chance: Random) -> Visitor:
    """Connect a visitor for as long as the stack lasts."""
    return await stack.enter_async_context(Visitor(server.address, chance))


async def together(tasks: Any) -> list[Any]:
    """Wait for all; the first that fails ends the others."""
    async with asyncio.TaskGroup() as group:
        started = [group.create_task(task) for task in tasks]
    return [task.result() for task in started]


async def keep_changing(
    visitor: Visitor, answers: list[Answer], pause: float, at: float, until: float, names: Sequence[str] = ()
) -> None:
    """Change a control every `pause` seconds of the clock, at once when the last answer took longer."""
    while at < until:
        await asyncio.sleep(max(at - perf_counter(), 0))
        if perf_counter() >= until:
            return
        answers.append(await visitor.change(visitor.chance.choice(names) if names else None))
        at += pause


def run(task: Callable[[], Coroutine[Any, Any, Any]], *servers: Server) -> Any:
    """Run to the end, as `asyncio.run`. A failure comes through as itself, with what the servers had to say to it.

    In a thread of its own: the browser tests before these leave an event loop running in the main one.
    """
    try:
        with ThreadPoolExecutor(1) as aside:
            return aside.submit(lambda: asyncio.run(task())).result()
    except* Exception as several:
        failure = several.exceptions[0]
        for server in servers:
            failure.add_note(server.complaints())
        raise failure from None
