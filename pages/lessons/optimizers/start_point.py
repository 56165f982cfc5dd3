"""The start on a landscape as a control: it lives in the link like every other, and is moved on the picture itself."""

from collections.abc import Callable, Collection
from dataclasses import KW_ONLY, dataclass
from math import isfinite

from pages.ui.controls.control import S_contra, WithoutWidget
from pages.ui.controls.sliders import shortest

Place = tuple[str, float, float]
"""A ground and a place on it; another ground begins at its own start."""


@dataclass(frozen=True)
class Start(WithoutWidget[Place | None, S_contra]):
    """The start of a race: a place, or None for the landscape's own start.

    `grounds` have places; `extent` is (x0, x1, y0, y1) of the picture of the chosen one, `ground`.
    """

    _: KW_ONLY
    grounds: Collection[str]
    ground: Callable[[S_contra], str]
    extent: Callable[[S_contra], tuple[float, ...]]

    def parse(self, word: str) -> Place | None:
        ground, x, y = word.rsplit("_", 2)
        if ground not in self.grounds or not (isfinite(float(x)) and isfinite(float(y))):
            raise ValueError(word)
        return ground, float(x), float(y)

    def format(self, value: Place | None) -> str:
        return "none" if value is None else f"{value[0]}_{shortest(value[1])}_{shortest(value[2])}"

    def limit(self, value: Place | None, chosen: S_contra) -> Place | None:
        if value is None or value[0] != self.ground(chosen):
            return value
        return value[0], *within(value[1], value[2], self.extent(chosen))


def at(place: Place | None, ground: str, own: tuple[float, float], extent: tuple[float, ...]) -> tuple[float, float]:
    """Return the start on this ground, within its picture: the chosen place, or the ground's own."""
    if place is None or place[0] != ground:
        return own
    return within(place[1], place[2], extent)


def within(x: float, y: float, extent: tuple[float, ...]) -> tuple[float, float]:
    """Return the nearest place of a picture."""
    x0, x1, y0, y1 = extent
    return min(max(x, x0), x1), min(max(y, y0), y1)
