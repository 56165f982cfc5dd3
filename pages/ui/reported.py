"""Checks of what a component reports: a visitor's browser may send anything in the place of its script.

Each returns what was reported, of the type that it is to have, or raises NonsenseError, which `component` answers by a
sentence. A number is finite; True is none.
"""

from collections.abc import Collection
from math import isfinite
from typing import Any

FURTHEST = 1e12
"""The largest size of a number: no control goes as far."""

MOST_TURNS = 2**53
"""The largest number of a turn: milliseconds, exact in a browser's numbers."""


class NonsenseError(ValueError):
    """A report that no script of ours sends."""


def number(told: Any) -> float:
    """A finite number."""
    if isinstance(told, bool) or not isinstance(told, int | float) or not abs(told) <= FURTHEST:
        raise NonsenseError("not a number")
    return told


def numbers(told: Any, least: int, most: int | None = None) -> tuple[float, ...]:
    """Numbers in a list: `least` of them, or up to `most`."""
    if not isinstance(told, list | tuple) or not least <= len(told) <= (least if most is None else most):
        raise NonsenseError(f"not {least} numbers")
    return tuple(map(number, told))


def whole(told: Any, low: int, high: int) -> int:
    """A whole number from `low` to `high`."""
    if isinstance(told, float) and isfinite(told) and told.is_integer():
        told = int(told)
    if isinstance(told, bool) or not isinstance(told, int) or not low <= told <= high:
        raise NonsenseError(f"not a whole number from {low} to {high}")
    return told


def wholes(told: Any, least: int, most: int, low: int, high: int) -> tuple[int, ...]:
    """Whole numbers in a list."""
    return tuple(whole(one, low, high) for one in numbers(told, least, most))


def word(told: Any, longest: int = 100) -> str:
    """Letters, `longest` at most, that can be written to a file."""
    if not isinstance(told, str) or len(told) > longest or not told.isprintable():
        raise NonsenseError("not a word")
    return told


def one_of(told: Any, known: Collection[str]) -> str:
    """One of the words that are known."""
    if word(told) not in known:
        raise NonsenseError("not a known word")
    return str(told)


def turned(told: Any) -> tuple[Any, int]:
    """A value with its turn, as `Latest` of kit.js sends them; the value is still to be checked."""
    if not isinstance(told, list | tuple) or len(told) != 2:
        raise NonsenseError("not a value with its turn")
    return told[0], whole(told[1], 0, MOST_TURNS)
