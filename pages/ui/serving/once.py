"""Single-flight caching: of forty calls at the same moment one computes, and the others wait for its result."""

from collections.abc import Callable
from functools import lru_cache, wraps
from threading import Lock
from typing import Any, Generic, ParamSpec, Protocol, TypeVar

import pandas  # noqa: F401 - Altair asks what is loaded: another thread, importing scikit-learn, may not be half-way

from pages.ui.serving.turns import aside, let_others_pass

Parameters = ParamSpec("Parameters")
Result = TypeVar("Result", covariant=True)
Value = TypeVar("Value")


class Slot(Generic[Value]):
    """A cache slot: the second caller waits for the first, and leaves it the turn of the interpreter."""

    def __init__(self) -> None:
        """Begin empty."""
        self._at_work, self.there = Lock(), False
        self.result: Value

    def look(self, compute: Callable[[], Value]) -> Value:
        """Return the result, computed first if need be. Other pages may take their turns while it is computed."""
        while not self.there:
            if self._at_work.acquire(blocking=False):
                try:
                    if not self.there:
                        self.result, self.there = compute(), True
                finally:
                    self._at_work.release()
            else:
                with aside(), self._at_work:
                    pass
        return self.result


class Shared(Protocol[Parameters, Result]):
    """A function whose results all visitors share."""

    def __call__(self, *arguments: Parameters.args, **named: Parameters.kwargs) -> Result:
        """Return the result, computed once."""


def shared(room: int | None) -> Callable[[Callable[Parameters, Result]], Shared[Parameters, Result]]:
    """Decorate a function whose results all may share, since none is ever changed; the last `room` are kept."""

    def decorate(function: Callable[Parameters, Result]) -> Shared[Parameters, Result]:
        slots = lru_cache(room, typed=True)(lambda *_, **__: Slot[Any]())

        @wraps(function)
        def look_up(*arguments: Any, **named: Any) -> Any:
            let_others_pass()
            return slots(*arguments, **named).look(lambda: function(*arguments, **named))

        return look_up

    return decorate


once = shared(None)
"""Decorate a function of few and small arguments: its results are kept for good."""
