"""Pages take turns: one at a time, long ones let others pass, and nobody waits for ever."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event
from time import perf_counter, sleep

import pytest

from pages.ui.serving import turns
from pages.ui.serving.once import once

PATIENCE = 20


@pytest.fixture(autouse=True)
def no_slice(monkeypatch):
    monkeypatch.setattr(turns, "SLICE", 0.0)


def test_one_page_is_drawn_at_a_time():
    inside, most = [], []

    def page(number):
        with turns.turn():
            inside.append(number)
            most.append(len(inside))
            sleep(0.002)
            inside.remove(number)

    with ThreadPoolExecutor(20) as visitors:
        list(visitors.map(page, range(40), timeout=PATIENCE))
    assert max(most) == 1
    assert len(most) == 40


def wait_for_a_line(length=1):
    deadline = perf_counter() + PATIENCE
    while len(turns._queue._first) + len(turns._queue._again) < length:
        assert perf_counter() < deadline
        sleep(0.001)


def both(*pages):
    with ThreadPoolExecutor(len(pages)) as visitors:
        return [visitor.result(PATIENCE) for visitor in [visitors.submit(page) for page in pages]]


def test_a_page_that_computes_long_lets_those_pass_who_wait():
    order, begun = [], Event()

    def long():
        with turns.turn():
            begun.set()
            wait_for_a_line()
            turns.let_others_pass()
            order.append("long")

    def short():
        begun.wait(PATIENCE)
        with turns.turn():
            order.append("short")

    both(long, short)
    assert order == ["short", "long"]


def order_of(waiting):
    """In what order those are called who wait: pairs of a name and whether they have had a slice."""
    order, line = [], turns.Queue()
    line.take()

    def wait(name, again):
        line.take(again)
        order.append(name)
        line.give()

    with ThreadPoolExecutor(len(waiting)) as visitors:
        for count, (name, again) in enumerate(waiting, 1):
            visitors.submit(wait, name, again)
            deadline = perf_counter() + PATIENCE
            while len(line._first) + len(line._again) < count:
                assert perf_counter() < deadline
                sleep(0.001)
        line.give()
    return order


def test_those_who_have_had_no_slice_come_first():
    waiting = [("old", True), ("new", False), ("older", True), ("newer", False)]
    assert order_of(waiting) == ["new", "newer", "old", "older"]


def test_nobody_is_passed_for_ever():
    few = turns.PASSING
    order = order_of([("old", True), ("older", True), *[(number, False) for number in range(2 * few + 3)]])
    assert order.index("old") == few
    assert order.index("older") == 2 * few + 1


def test_who_waits_for_what_another_page_makes_leaves_the_turn_to_it_and_to_all_others():
    order, begun = [], Event()

    @once
    def made():
        begun.set()
        wait_for_a_line(2)
        turns.let_others_pass()
        order.append("made")
        return object()

    def one():
        with turns.turn():
            return made()

    def two():
        begun.wait(PATIENCE)
        with turns.turn():
            return made()

    def three():
        begun.wait(PATIENCE)
        wait_for_a_line(1)
        with turns.turn():
            order.append("other")

    first, second, _ = both(one, two, three)
    assert first is second
    assert order == ["other", "made"]


def test_what_failed_with_one_page_is_tried_by_the_page_that_waited_for_it():
    begun, calls = Event(), []

    @once
    def made():
        calls.append(0)
        if len(calls) == 1:
            begun.set()
            wait_for_a_line()
            turns.let_others_pass()
            raise ValueError("no")
        return 3

    def one():
        with pytest.raises(ValueError, match="no"), turns.turn():
            made()

    def two():
        begun.wait(PATIENCE)
        with turns.turn():
            return made()

    assert both(one, two) == [None, 3]


def test_a_page_that_fails_gives_its_turn_back():
    with pytest.raises(ValueError, match="no"), turns.turn():
        raise ValueError("no")
    with turns.turn():
        assert not turns._queue.anyone


def test_pages_that_want_each_other_s_results_do_not_wait_for_ever():
    together, calls = Barrier(8), []

    @once
    def part(number):
        calls.append(number)
        turns.let_others_pass()
        return part(number - 1) + part(number // 2) if number > 1 else 1

    def page(number):
        together.wait(PATIENCE)
        total = 0
        for turn in range(50):
            with turns.turn():
                total += part((turn * (number + 1)) % 60)
        return total > 0

    with ThreadPoolExecutor(8) as visitors:
        assert all(visitors.map(page, range(8), timeout=PATIENCE))
    assert len(calls) == len(set(calls))


def test_outside_a_turn_there_is_nothing_to_give_up():
    turns.let_others_pass()
    with turns.turn():
        assert not turns._queue.anyone
