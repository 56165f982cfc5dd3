"""What all visitors share fits into its room, and each result is computed once while it is kept."""

from dataclasses import dataclass
from random import Random

import numpy as np
import pyarrow as pa
import pytest

from pages.ui.serving import cache
from pages.ui.serving.cache import CALL, Store, weight


@pytest.fixture
def clock(monkeypatch):
    """The seconds of processor so far, as a list of one."""
    now = [0.0]
    monkeypatch.setattr(cache, "thread_time", lambda: now[0])
    return now


@pytest.fixture
def counted(clock):
    """A function that gives so many bytes and takes so many seconds, and the list of its calls."""
    calls = []

    def made(number, size=100_000, seconds=1.0):
        calls.append(number)
        clock[0] += seconds
        return np.zeros(size, np.uint8)

    return made, calls


def ask(store, function, *arguments, **named):
    return store.look_up(function, arguments, named)


def test_a_result_is_computed_once_and_shared(counted):
    made, calls = counted
    store = Store(10**6)
    assert ask(store, made, 1) is ask(store, made, 1)
    assert calls == [1]


def test_of_equals_those_that_nobody_has_asked_for_longest_make_room(counted):
    made, calls = counted
    store = Store(350_000)
    for number in (1, 2, 3, 1, 4):
        ask(store, made, number)
    assert len(store) == 3
    calls.clear()
    for number in (1, 3, 4):
        ask(store, made, number)
    assert not calls
    ask(store, made, 2)
    assert calls == [2]


def test_what_takes_long_for_its_size_stays_longest_but_not_for_ever(counted):
    made, calls = counted
    store = Store(350_000)
    ask(store, made, "dear", 1000, 5.0)
    ask(store, made, "large", 300_000, 1.0)
    for number in range(20):
        ask(store, made, number)
    assert "large" not in kept_of(store)
    assert "dear" in kept_of(store)
    for number in range(2000):
        ask(store, made, number)
    assert "dear" not in kept_of(store)
    calls.clear()
    ask(store, made, "dear", 1000, 5.0)
    assert calls == ["dear"]


def kept_of(store):
    return {call.parts[0][0] for call in store._kept}


def test_whatever_is_asked_the_room_is_kept_and_the_books_are_right(counted):
    made, _ = counted
    store, chance = Store(10**6), Random(1)
    for _ in range(500):
        ask(store, made, chance.randrange(40), size=chance.choice([10, 1000, 50_000, 300_000]))
        assert store.used <= store.room
        assert store.used == sum(CALL + weight(kept.place.result) for kept in store._kept.values())
    assert len(store._queue) == len(store)


def test_what_is_larger_than_the_room_stays_until_the_next_comes(counted):
    made, calls = counted
    store = Store(50_000)
    assert ask(store, made, 1) is ask(store, made, 1)
    ask(store, made, 2)
    assert len(store) == 1
    assert calls == [1, 2]


def test_calls_that_differ_in_anything_are_kept_apart(counted):
    made, calls = counted
    store = Store(10**7)
    for number in (1, 1.0, True):
        ask(store, made, number)
    ask(store, made, 1, size=5)
    ask(store, made, 1, 5)
    ask(store, lambda number: number, 1)
    assert calls == [1, 1.0, True, 1, 1]
    assert len(store) == 6


def test_a_call_that_fails_is_tried_again_and_takes_no_room():
    store, calls = Store(10**6), []

    def fails(number):
        calls.append(number)
        raise ValueError("no")

    for _ in range(2):
        with pytest.raises(ValueError, match="no"):
            ask(store, fails, 1)
    assert calls == [1, 1]
    assert store.used == len(store) == 0


def test_a_function_can_be_forgotten(counted):
    made, calls = counted
    store = Store(10**6)
    ask(store, made, 1)
    ask(store, lambda: 2)
    store.forget(made)
    assert len(store) == 1
    ask(store, made, 1)
    assert calls == [1, 1]


@dataclass(frozen=True)
class Part:
    values: np.ndarray
    more: tuple


def test_a_weight_is_that_of_all_that_would_stay_in_memory():
    whole = np.zeros(10**6)
    table = pa.table({"x": np.zeros(10**5)})
    assert weight(whole) == whole.nbytes
    assert weight(Part(whole[:5], (whole[5:7], whole))) == pytest.approx(whole.nbytes, abs=2000)
    assert weight([table, table.slice(3, 2)]) == pytest.approx(2 * table.nbytes, abs=2000)
    assert weight({"text": "x" * 5000, "type": np.ndarray, "function": weight}) == pytest.approx(5000, abs=1000)
