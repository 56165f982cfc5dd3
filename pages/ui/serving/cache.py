"""A cache of results for all visitors, bounded in bytes."""

import gc
import sys
from collections.abc import Callable, Mapping
from heapq import heapify, heappop, heappush
from itertools import count
from threading import Lock
from time import thread_time
from types import BuiltinFunctionType, FunctionType, ModuleType
from typing import Any

import numpy as np
import pyarrow as pa

from pages.ui.serving.once import Slot
from pages.ui.serving.turns import let_others_pass

NOT_OURS = (type, FunctionType, BuiltinFunctionType, ModuleType)
"""The types that results refer to and do not contain."""

CALL = 2000
"""Bytes that a call takes beside its result."""


def weight(result: object) -> int:
    """Return the bytes that are kept for a result: all that it refers to, and the whole of what its views are cut from.

    Arrays say nothing of what they are views on, and Arrow's tables nothing of their buffers, so these are asked apart.
    """
    seen, total, ahead = set[int](), 0, [result]
    while ahead:
        part = ahead.pop()
        if id(part) in seen or isinstance(part, NOT_OURS):
            continue
        seen.add(id(part))
        if isinstance(part, np.ndarray):
            total += part.nbytes if part.base is None else sys.getsizeof(part)
            ahead += [] if part.base is None else [part.base]
        elif isinstance(part, pa.Table):
            total += part.get_total_buffer_size()
        else:
            total += sys.getsizeof(part)
            ahead += gc.get_referents(part)
    return total


class Call:
    """A function with its arguments: plain values, and frozen dataclasses of them. 1, 1.0 and True are not the same."""

    __slots__ = ("_hash", "function", "parts")

    def __init__(self, function: Callable[..., Any], arguments: tuple[Any, ...], named: Mapping[str, Any]) -> None:
        """Hash the call, once for all look-ups."""
        values = (*arguments, *named.values())
        self.function, self.parts = function, (values, tuple(named), tuple(map(type, values)))
        self._hash = hash((function, self.parts))

    def __hash__(self) -> int:
        """Return the hash."""
        return self._hash

    def __eq__(self, other: object) -> bool:
        """Return whether it is the same call."""
        return isinstance(other, Call) and self.function is other.function and self.parts == other.parts


class Store:
    """Results by their calls, all lessons in one budget of bytes.

    Evicted first is the result with the least u = L + c/s, where c is the time that it took, s its bytes and L the u of
    the last eviction before it was asked for: cheap for its size, and not asked for lately. Cao and Irani (1997),
    Cost-aware WWW proxy caching algorithms, GreedyDual-Size. To look one up takes microseconds, where
    `st.cache_resource` takes a third of a millisecond for its key.
    """

    def __init__(self, room: int) -> None:
        """Keep so many bytes."""
        self.room, self.used = room, 0
        self._guard, self._age, self._count = Lock(), 0.0, count()
        self._kept: dict[Call, _Kept] = {}
        self._queue: list[tuple[tuple[float, int], Call]] = []

    def __len__(self) -> int:
        """Return the number of results, with those that are being computed."""
        return len(self._kept)

    def look_up(self, function: Callable[..., Any], arguments: tuple[Any, ...], named: Mapping[str, Any]) -> Any:
        """Return the result of the call, computed once for all who ask."""
        let_others_pass()
        call = Call(function, arguments, named)
        with self._guard:
            kept = self._kept.get(call)
            if kept is None:
                kept = self._kept[call] = _Kept()
                self.used += kept.bytes
            kept.use = self._used_now(kept)
        if kept.place.there:
            return kept.place.result

        def compute() -> Any:
            began = thread_time()
            result = function(*arguments, **named)
            self._enter(call, kept, CALL + weight(result), thread_time() - began)
            return result

        try:
            return kept.place.look(compute)
        except BaseException:
            with self._guard:
                if self._kept.get(call) is kept:
                    del self._kept[call]
                    self.used -= kept.bytes
            raise

    def forget(self, function: Callable[..., Any]) -> None:
        """Forget all results of a function."""
        with self._guard:
            for call in [call for call in self._kept if call.function is function]:
                self.used -= self._kept.pop(call).bytes
            self._queue = [(use, call) for use, call in self._queue if call.function is not function]
            heapify(self._queue)

    def _enter(self, call: Call, kept: "_Kept", heavy: int, took: float) -> None:
        with self._guard:
            if self._kept.get(call) is not kept:
                return
            self.used += heavy - kept.bytes
            kept.bytes, kept.worth = heavy, took / heavy
            kept.use = self._used_now(kept)
            heappush(self._queue, (kept.use, call))
            self._make_room()

    def _used_now(self, kept: "_Kept") -> tuple[float, int]:
        return self._age + kept.worth, next(self._count)

    def _make_room(self) -> None:
        while self.used > self.room and len(self._queue) > 1:
            use, call = heappop(self._queue)
            kept = self._kept.get(call)
            if kept is None:
                continue
            if kept.use > use:  # asked for since it was put there
                heappush(self._queue, (kept.use, call))
            else:
                self._age = use[0]
                del self._kept[call]
                self.used -= kept.bytes


class _Kept:
    """An entry of the store: the result, its bytes, its seconds a byte, and of the last use u and its number."""

    __slots__ = ("bytes", "place", "use", "worth")

    def __init__(self) -> None:
        self.place = Slot[Any]()
        self.bytes, self.worth, self.use = CALL, 0.0, (0.0, 0)
