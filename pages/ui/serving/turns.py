"""Fair scheduling of pages on one interpreter: they compute in turn, and long computations yield after a slice.

Of n pages that share the interpreter each takes n times as long, and all are ready at the end; one after the other,
half are ready in half the time. A page that computes for longer than a slice lets those pass who have had none yet,
so that a search of two seconds keeps nobody from moving a line.
"""

from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock, local
from time import perf_counter

SLICE = 0.1
"""Seconds after which a page lets others pass, if any wait."""

PASSING = 7
"""The most runs that pass in a row: where too much is asked for, even those who compute long come to an end."""


class Queue:
    """A first-in, first-out queue of threads with two priorities: those that have had a slice come second."""

    def __init__(self) -> None:
        """Begin empty."""
        self._guard, self._taken, self._passed = Lock(), False, 0
        self._first: deque[Lock] = deque()
        self._again: deque[Lock] = deque()

    def take(self, again: bool = False) -> None:
        """Wait for the turn."""
        with self._guard:
            if not self._taken:
                self._taken = True
                return
            called = Lock()
            called.acquire()
            (self._again if again else self._first).append(called)
        called.acquire()

    def give(self) -> None:
        """Hand the turn to the next."""
        with self._guard:
            if not self.anyone:
                self._taken = False
            elif self._first and (self._passed < PASSING or not self._again):
                self._passed += bool(self._again)
                self._first.popleft().release()
            else:
                self._passed = 0
                self._again.popleft().release()

    @property
    def anyone(self) -> bool:
        """Tell whether anyone waits."""
        return bool(self._first or self._again)


class _Own(local):
    """The state of a thread: the time at which its turn began, None while it has none."""

    since: float | None = None


_queue, _own = Queue(), _Own()


@contextmanager
def turn() -> Iterator[None]:
    """Wait for the turn and have it within, but for the moments at which others are let pass.

    A page that has it already, and draws a fragment within, goes on.
    """
    if _own.since is not None:
        yield
        return
    _queue.take()
    _own.since = perf_counter()
    try:
        yield
    finally:
        _own.since = None
        _queue.give()


@contextmanager
def aside() -> Iterator[None]:
    """Leave the turn to others within, then wait for it again. Whoever waits for what another page makes must."""
    if _own.since is None:
        yield
        return
    had, _own.since = perf_counter() - _own.since, None
    _queue.give()
    try:
        yield
    finally:
        _queue.take(again=had >= SLICE)
        _own.since = perf_counter()


def let_others_pass() -> None:
    """Let those pass who wait, if this page has had its slice."""
    if _own.since is not None and _queue.anyone and perf_counter() - _own.since >= SLICE:
        with aside():
            pass
