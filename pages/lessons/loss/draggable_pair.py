"""Two numbers that are set by dragging: a control without a widget."""

from dataclasses import KW_ONLY, dataclass
from math import isfinite

from pages.ui.controls.control import Values, WithoutWidget
from pages.ui.controls.sliders import readable, shortest

Pair = tuple[float, float]


@dataclass(frozen=True)
class DraggablePair(WithoutWidget[Pair]):
    """A pair of numbers to two decimals, each within ± its end: "0.6_-0.25" in a link."""

    _: KW_ONLY
    ends: Pair

    def parse(self, word: str) -> Pair:
        first, second = (float(part) for part in word.split("_"))
        if not (isfinite(first) and isfinite(second)):
            raise ValueError(word)
        return rounded(first), rounded(second)

    def format(self, value: Pair) -> str:
        return "_".join(map(shortest, value))

    def describe(self, value: Pair) -> str:
        return f"({readable(value[0])}, {readable(value[1])})"

    def limit(self, value: Pair, chosen: Values) -> Pair:
        (first, second), (wide, high) = value, self.ends
        return rounded(min(max(first, -wide), wide)), rounded(min(max(second, -high), high))


def rounded(number: float) -> float:
    """A number to two decimals, and never −0."""
    return round(number, 2) + 0.0
