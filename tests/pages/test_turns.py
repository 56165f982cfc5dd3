"""Pages take turns: one at a time, long ones let others pass, and nobody waits for ever."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event, RLock
from time import perf_counter, sleep

import pytest

from pages.ui import turns

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


def wait_for_a_line():
    deadline = perf_counter() + PATIENCE
    while not turns._line.anyone:
        assert perf_counter() < deadline
        sleep(0.001)


def both(*pages):
    with ThreadPoolExecutor(len(pages)) as visitors:
        for visitor in [visitors.submit(page) for page in pages]:
            visitor.result(PATIENCE)


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


def test_those_who_have_had_no_slice_come_first():
    order, line = [], turns.Line()
    line.take()

    def wait(name, again):
        line.take(again)
        order.append(name)
        line.give()

    with ThreadPoolExecutor(4) as visitors:
        for count, (name, again) in enumerate([("old", True), ("new", False), ("older", True), ("newer", False)], 1):
            visitors.submit(wait, name, again)
            deadline = perf_counter() + PATIENCE
            while len(line._first) + len(line._again) < count:
                assert perf_counter() < deadline
                sleep(0.001)
        line.give()
    assert order == ["new", "newer", "old", "older"]


def test_who_holds_a_lock_keeps_the_turn():
    order, begun = [], Event()

    def busy():
        with turns.turn(), turns.undisturbed():
            begun.set()
            wait_for_a_line()
            turns.let_others_pass()
            order.append("busy")

    def other():
        begun.wait(PATIENCE)
        with turns.turn():
            order.append("other")

    both(busy, other)
    assert order == ["busy", "other"]


def test_a_page_that_fails_gives_its_turn_back():
    with pytest.raises(ValueError, match="no"), turns.turn():
        raise ValueError("no")
    with turns.turn():
        assert not turns._line.anyone


def test_pages_that_want_each_other_s_results_do_not_wait_for_ever():
    lock, together = RLock(), Barrier(8)

    def page(number):
        together.wait(PATIENCE)
        for _ in range(50):
            with turns.turn():
                turns.let_others_pass()
                with turns.undisturbed(), lock:
                    turns.let_others_pass()
                turns.let_others_pass()
        return number

    with ThreadPoolExecutor(8) as visitors:
        assert list(visitors.map(page, range(8), timeout=PATIENCE)) == list(range(8))


def test_outside_a_turn_there_is_nothing_to_give_up():
    turns.let_others_pass()
    with turns.turn():
        assert not turns._line.anyone
