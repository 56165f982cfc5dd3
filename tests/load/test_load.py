"""Ready for a class of forty: the promises of the README, on a class that changes a control every three seconds."""

from contextlib import AsyncExitStack
from random import Random

import pytest

from tests.load import arrival, classroom
from tests.load.classroom import LESSONS, LINK, Figures, run, seat, together

SESSIONS = 40
TIMES_NOTHING = 40
CORES = 1.2
MEMORY = 450
WAIT = 4.0


@pytest.fixture(scope="module")
def mixed(server, nothing) -> Figures:
    return run(lambda: classroom.work(server, nothing, LESSONS, SESSIONS, 30), server)


def test_a_class_spread_over_all_lessons_is_answered_in_time(mixed):
    assert len(mixed.answers) > SESSIONS * 30 / classroom.PAUSE * 0.8
    assert mixed.ratio <= TIMES_NOTHING


def test_a_class_leaves_processor_to_spare(mixed):
    assert mixed.cores <= CORES


def test_all_lessons_visited_fit_into_the_memory(mixed, server):
    assert server.memory() <= MEMORY


@pytest.mark.parametrize("lesson", LESSONS)
def test_a_class_on_one_lesson_is_answered_in_time(server, nothing, lesson):
    figures = run(lambda: classroom.work(server, nothing, [lesson], SESSIONS, 9), server)
    assert figures.ratio <= TIMES_NOTHING
    assert figures.cores <= CORES


def test_a_hundred_visitors_are_still_answered(server):
    async def all_of_them():
        async with AsyncExitStack() as stack:
            visitors = [await seat(stack, server, Random(i)) for i in range(100)]
            await together(v.open(LESSONS[i % len(LESSONS)], LINK, 120) for i, v in enumerate(visitors))
            return await together(v.change(patience=120) for v in visitors)

    assert len(run(all_of_them, server)) == 100


def test_forty_first_visits_at_once_wait_little_longer_than_one():
    alone, together_ = arrival.measure("home", SESSIONS)
    assert together_ - alone <= WAIT
