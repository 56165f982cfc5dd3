"""The start on a landscape as a control: it lives in the link like every other, and is moved on the picture itself."""

from dataclasses import dataclass
from math import isfinite

from pages.ui.control import Control, Values
from pages.ui.scales import shortest

Place = tuple[str, float, float]
"""A ground and a place on it; another ground begins at its own start."""


@dataclass(frozen=True)
class Start(Control[Place | None]):
    """Where a race begins: a place, or None for the landscape's own start."""

    def parse(self, word: str) -> Place | None:
        ground, x, y = word.rsplit("_", 2)
        if not (isfinite(float(x)) and isfinite(float(y))):
            raise ValueError(word)
        return ground, float(x), float(y)

    def format(self, value: Place | None) -> str:
        return "none" if value is None else f"{value[0]}_{shortest(value[1])}_{shortest(value[2])}"

    def limit(self, value: Place | None, chosen: Values) -> Place | None:
        return value

    def holds(self, key: str, value: Place | None) -> bool:
        return True

    def draw(self, key: str, value: Place | None, chosen: Values) -> None:
        """Draw nothing: the landscape does."""


def at(place: Place | None, ground: str, own: tuple[float, float], extent: tuple[float, ...]) -> tuple[float, float]:
    """Return the start on this ground, within its picture: the chosen place, or the ground's own."""
    if place is None or place[0] != ground:
        return own
    x0, x1, y0, y1 = extent
    return min(max(place[1], x0), x1), min(max(place[2], y0), y1)
