"""Points drawn by hand: a control whose value lives whole in the link, and the data they make."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import cos, pi, sin
from string import ascii_letters, digits
from typing import Any, ClassVar

import numpy as np

from dlcore.data.datasets import PLANE
from dlcore.data.own_data import OwnData
from pages.lessons.training.own_data import canvas
from pages.ui import reported
from pages.ui.controls.control import Control, Values
from pages.ui.text import Text, say

NAME = "drawn"
NAMES: Mapping[str, Text] = {NAME: Text("Drawn by hand", "손으로 찍은 점")}
CLASSES = canvas.CLASSES

Point = tuple[int, int, int]
"""A point in hundredths of the plane, and its class."""
Points = tuple[Point, ...]

MOST = 200
FINE = 100
"""Places in a unit of the plane: more than a screen has pixels for."""
REACH = round(PLANE[1] * FINE)
SIDE = 2 * REACH + 1

LETTERS = ascii_letters + digits + "-_"
LETTERS_EACH = 3
"""64³ is enough for SIDE² places in three classes."""

COUNT = Text("{count} point{count:~s}", "점 {count}개")
FEW = Text(
    "Still too few points to learn from: it takes {least}, some of them in each of the classes {first} and {second}. "
    "Until then the pictures show the example.",
    "아직 학습하기에는 점이 모자랍니다. 두 클래스({first}, {second})의 점이 모두 있어야 하고 "
    "합쳐서 {least}개는 되어야 합니다. 그때까지 그림은 예시 점을 보여 줍니다.",
)
LEAST = 4


def face() -> Points:
    """The example: a face, whose nose belongs to the class of its outline."""
    ring = [(round(95 * cos(pi * k / 11)), round(95 * sin(pi * k / 11)), 1) for k in range(22)]
    nose = [(0, 18, 1), (-5, 2, 1), (5, 0, 1), (0, -12, 1)]
    eyes = [(side * 38 + dx, 38 + dy, 0) for side in (-1, 1) for dx, dy in ((0, 8), (-8, -4), (9, -2))]
    mouth = [(round(52 * sin(pi * k / 16)), round(-52 * cos(pi * k / 16)), 0) for k in range(-5, 6)]
    return (*ring, *nose, *eyes, *mouth)


def packed(points: Sequence[Point]) -> str:
    """Write points as letters."""
    numbers = ((c * SIDE + y + REACH) * SIDE + x + REACH for x, y, c in points)
    return "".join(LETTERS[n // 4096] + LETTERS[n // 64 % 64] + LETTERS[n % 64] for n in numbers)


def unpacked(word: str) -> Points:
    """Read what `packed` wrote. Raises ValueError for anything else."""
    places = [LETTERS.index(letter) for letter in word]
    if len(places) % LETTERS_EACH:
        raise ValueError(word)
    numbers = [4096 * a + 64 * b + c for a, b, c in zip(places[::3], places[1::3], places[2::3], strict=True)]
    return points((n % SIDE - REACH, n // SIDE % SIDE - REACH, n // SIDE**2) for n in numbers)


def points(rows: Iterable[Sequence[int]]) -> Points:
    """Check rows of x, y and class. Raises ValueError for one that is no point of the plane."""
    checked = tuple((int(x), int(y), int(c)) for x, y, c in rows)
    if not all(abs(x) <= REACH and abs(y) <= REACH and 0 <= c < len(CLASSES) for x, y, c in checked):
        raise reported.NonsenseError("A point lies on the plane and has one of the classes.")
    return checked


def enough(drawn: Points) -> bool:
    """Tell whether there is something to tell apart: the first two classes have points; a third one may have."""
    return len(drawn) >= LEAST and {0, 1} <= {c for _, _, c in drawn}


@cache
def example() -> OwnData:
    """The data of the face."""
    return data(face())


def data(drawn: Points) -> OwnData:
    """The data that the points make; those of the example while there are too few."""
    if not enough(drawn):
        return example()
    x, y, classes = np.array(drawn, float).T
    names = CLASSES[: int(classes.max()) + 1]
    return OwnData(np.column_stack([x, y]) / FINE, classes, ("x1", "x2"), names, drawn=True, name=NAME)


@dataclass(frozen=True)
class Drawing(Control[Points]):
    """Points drawn on a canvas."""

    longest: ClassVar[int] = LETTERS_EACH * (MOST + 1)

    def parse(self, word: str) -> Points:
        return () if word == "none" else unpacked(word)

    def format(self, value: Points) -> str:
        return packed(value) or "none"

    def describe(self, value: Points) -> str:
        return say(COUNT, count=len(value))

    def limit(self, value: Points, chosen: Values) -> Points:
        return tuple(value[:MOST])

    def draw_locked(self, key: str, value: Points, chosen: Values) -> None:
        self.draw(key, value, chosen, locked=True)

    def draw(self, key: str, value: Points, chosen: Values, locked: bool = False) -> None:
        """Show the canvas, and say so when there are too few points on it."""

        def changed(rows: Any) -> None:
            if not isinstance(rows, list) or len(rows) > MOST:
                raise reported.NonsenseError("not points")
            self.place(key, points(reported.wholes(row, 3, 3, -REACH, REACH) for row in rows))

        note = "" if enough(value) else say(FEW, least=LEAST, first=CLASSES[0], second=CLASSES[1])
        canvas.show(
            value,
            say(self.label),
            f"{key}.canvas",
            reach=REACH,
            most=MOST,
            note=note,
            locked=locked,
            on_change=changed,
        )
