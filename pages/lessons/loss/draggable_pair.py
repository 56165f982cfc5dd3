"""Two numbers that are set by dragging: a control that lives in the link like every other, and draws nothing itself."""

from dataclasses import KW_ONLY, dataclass
from math import isfinite

from pages.ui.controls.control import Control, Values
from pages.ui.controls.sliders import shortest

Pair = tuple[float, float]


@dataclass(frozen=True)
class Place(Control[Pair]):
    """A pair of numbers to two decimals, each within ± its end: "0.6_-0.25" in a link."""

    _: KW_ONLY
    ends: Pair

    def parse(self, word: str) -> Pair:
        """Return the pair that `word` means. Raises ValueError for anything but two finite numbers."""
        first, second = (float(part) for part in word.split("_"))
        if not (isfinite(first) and isfinite(second)):
            raise ValueError(word)
        return rounded(first), rounded(second)

    def format(self, value: Pair) -> str:
        """Return the word for a link."""
        return "_".join(map(shortest, value))

    def describe(self, value: Pair) -> str:
        """Return the pair as a visitor reads it."""
        return f"({shortest(value[0])}, {shortest(value[1])})"

    def limit(self, value: Pair, chosen: Values) -> Pair:
        """Return the nearest pair within the ends."""
        (first, second), (wide, high) = value, self.ends
        return rounded(min(max(first, -wide), wide)), rounded(min(max(second, -high), high))

    def holds(self, key: str, value: Pair) -> bool:
        """Nothing is to be placed in a widget: there is none."""
        return True

    def draw(self, key: str, value: Pair, chosen: Values) -> None:
        """Draw nothing: the picture on which it is dragged does."""


def rounded(number: float) -> float:
    """A number to two decimals, and never −0."""
    return round(number, 2) + 0.0
