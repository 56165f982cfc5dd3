"""One column of a table of text: how its numbers are written, and which of its cells hold one."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from math import isfinite, nan

import numpy as np
from numpy.typing import NDArray

from dlcore.arrays import Array
from dlcore.data.own_data import LARGEST

MISSING = frozenset({"", "-", ".", "?", "na", "n/a", "#n/a", "nan", "null", "none", "missing", "결측"})
"""Cells, in small letters, that stand for a value that is not there."""

MOSTLY = 0.9
"""The share of its cells that must be numbers in a column of numbers; the others are then taken as missing."""

NUMBERS = {
    ".": re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?|[+-]?inf(inity)?", re.IGNORECASE | re.ASCII),
    ",": re.compile(r"[+-]?(\d+,?\d*|,\d+)([eE][+-]?\d+)?|[+-]?inf(inity)?", re.IGNORECASE | re.ASCII),
    ",.": re.compile(r"[+-]?(\d{1,3}(,\d{3})+|\d+)(\.\d*)?", re.ASCII),
}
"""How numbers are written: with a decimal point, with a decimal comma, with commas between thousands."""


@dataclass(frozen=True, eq=False)
class Column:
    """One column of n rows: its words as they stand, and its numbers, NaN where there is none.

    `strange` counts the cells of a column of numbers that hold something else, `infinite` those beyond every scale.
    """

    name: str
    words: tuple[str, ...]
    numbers: Array
    numeric: bool
    strange: int
    infinite: int

    @cached_property
    def missing(self) -> NDArray[np.bool_]:
        """Where no value can be used (n,)."""
        return np.isnan(self.numbers) if self.numeric else np.array([is_missing(word) for word in self.words])

    @cached_property
    def values(self) -> list[str] | list[float]:
        """The different values that can be used, in order."""
        there = ~self.missing
        if self.numeric:
            return [float(value) for value in np.unique(self.numbers[there])]
        return sorted({word for word, here in zip(self.words, there, strict=True) if here})


def find_decimal(cells: Iterable[str], commas: bool) -> str:
    """How numbers are written, a key of NUMBERS. `commas` tells that a comma is not what parts the cells."""
    point, comma, thousands = 0, 0, 0
    for cell in cells:
        if "," in cell:
            comma += NUMBERS[","].fullmatch(cell) is not None
            thousands += NUMBERS[",."].fullmatch(cell) is not None
            point += "." in cell
        elif "." in cell:
            point += NUMBERS["."].fullmatch(cell) is not None
    if thousands and (point or not commas) and thousands >= comma:
        return ",."
    return "," if comma > point else "."


def number(cell: str, decimal: str) -> float | None:
    """The number that a cell holds, maybe infinite; None for anything else."""
    if not NUMBERS[decimal].fullmatch(cell):
        return None
    return float(cell.replace(",", "." if decimal == "," else ""))


def is_missing(cell: str) -> bool:
    """Whether a cell stands for a value that is not there."""
    return cell.lower() in MISSING


def column(name: str, words: tuple[str, ...], decimal: str) -> Column:
    """Read a column as numbers if MOSTLY numbers are what its cells hold, where they hold anything."""
    parsed = [None if is_missing(word) else number(word, decimal) for word in words]
    there = sum(not is_missing(word) for word in words)
    found = sum(value is not None for value in parsed)
    numeric = found > 0 and found >= MOSTLY * there
    sound = [value if value is not None and isfinite(value) and abs(value) <= LARGEST else nan for value in parsed]
    infinite = found - sum(map(isfinite, sound))
    return Column(name, words, np.array(sound), numeric, there - found if numeric else 0, infinite if numeric else 0)
