"""Results that all visitors share, as many as there is room for: those that nobody has asked for longest make room."""

import gc
import sys
from collections import OrderedDict
from collections.abc import Callable, Mapping
from threading import Lock
from types import BuiltinFunctionType, FunctionType, ModuleType
from typing import Any

import numpy as np
import pyarrow as pa

from pages.ui.once import Place
from pages.ui.turns import let_others_pass

NOT_OURS = (type, FunctionType, BuiltinFunctionType, ModuleType)
"""What results refer to, but do not bring along."""

CALL = 1000
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
        """Hash them, once for all."""
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
    """Results by their calls. A class on one lesson may take the whole room, a class on all shares it as it needs.

    To look one up takes microseconds, where `st.cache_resource` takes a third of a millisecond for its key.
    """

    def __init__(self, room: int) -> None:
        """Keep so many bytes."""
        self.room, self.used = room, 0
        self._guard = Lock()
        self._places: OrderedDict[Call, Place[Any]] = OrderedDict()
        self._weights: dict[Call, int] = {}

    def __len__(self) -> int:
        """Return the number of results, with those that are being computed."""
        return len(self._places)

    def look_up(self, function: Callable[..., Any], arguments: tuple[Any, ...], named: Mapping[str, Any]) -> Any:
        """Return the result of the call, computed once for all who ask."""
        let_others_pass()
        call = Call(function, arguments, named)
        with self._guard:
            place = self._places.get(call)
            if place is None:
                place = self._places[call] = Place()
                self._weigh(call, CALL)
            else:
                self._places.move_to_end(call)
        if place.there:
            return place.result
        result = place.look(lambda: function(*arguments, **named))
        heavy = CALL + weight(result)
        with self._guard:
            if self._places.get(call) is place:
                self._weigh(call, heavy)
        return result

    def forget(self, function: Callable[..., Any]) -> None:
        """Forget all results of a function."""
        with self._guard:
            for call in [call for call in self._places if call.function is function]:
                self._drop(call)

    def _weigh(self, call: Call, heavy: int) -> None:
        self.used += heavy - self._weights.get(call, 0)
        self._weights[call] = heavy
        while self.used > self.room and len(self._places) > 1:
            self._drop(next(iter(self._places)))

    def _drop(self, call: Call) -> None:
        del self._places[call]
        self.used -= self._weights.pop(call)
