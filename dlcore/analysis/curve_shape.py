"""The shape of a curve in words, third by third: what was drawn beside what came, never by distance."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

SHAPES = ("falls", "rises", "level", "oscillates", "leaves")
"""What a curve does within a third of the picture; "leaves" is over its upper edge."""

THIRDS = 3
TOP = 0.97
"""The height at which a curve leaves a picture of height 1."""
SWING = 0.06
"""The difference of height that is seen: less is level, and no oscillation."""


class PictureAxis(NamedTuple):
    """The upright axis of a picture, from `low` to `high`, by ratio if `log`."""

    low: float
    high: float
    log: bool = False

    def heights(self, values: ArrayLike) -> np.ndarray:
        """Return values (T,) as shares of the picture's height; on a logarithmic axis 0 lies at its lower edge."""
        at: np.ndarray = np.asarray(values, float)
        if self.log:
            at = np.log(np.maximum(at, self.low))
        low, high = (np.log(self.low), np.log(self.high)) if self.log else (self.low, self.high)
        return np.asarray((at - low) / (high - low))

    def values(self, heights: ArrayLike) -> np.ndarray:
        """Return the values at shares (K,) of the picture's height."""
        heights = np.asarray(heights, float)
        if self.log:
            return self.low * (self.high / self.low) ** heights
        return self.low + (self.high - self.low) * heights


class CurvePart(NamedTuple):
    """The thirds `first` to `last` (0 to 2), in which a curve does `real` where `drawn` was drawn."""

    first: int
    last: int
    real: str
    drawn: str

    @property
    def met(self) -> bool:
        """Tell whether the curve does what was drawn."""
        return self.real == self.drawn


def shape(heights: ArrayLike) -> tuple[str, ...]:
    """Return what a curve of heights (T,), evenly spaced, does in each third of its length, one of SHAPES each.

    Heights are shares of the picture's height: 0 at its lower edge, 1 at its upper one. Lower ones lie on the lower
    edge. A curve that is not finite has left the picture. Raises ValueError for fewer than four heights.
    """
    heights = np.asarray(heights, float)
    if heights.ndim != 1 or len(heights) <= THIRDS:
        raise ValueError(f"a shape needs one row of more than {THIRDS} heights, got {heights.shape}")
    place = np.linspace(0, THIRDS, len(heights))
    turns = _swings(np.clip(heights[np.isfinite(heights)], 0.0, 1.0)) > 4
    return tuple(_within(_cut(place, heights, third), 2 if turns else 3) for third in range(THIRDS))


def compare(real: ArrayLike, drawn: ArrayLike) -> tuple[CurvePart, ...]:
    """Return what a curve of heights (T,) does beside a drawn one (K,): thirds with the same words are one part."""
    parts: list[CurvePart] = []
    for third, words in enumerate(zip(shape(real), shape(drawn), strict=True)):
        if parts and (parts[-1].real, parts[-1].drawn) == words:
            parts[-1] = parts[-1]._replace(last=third)
        else:
            parts.append(CurvePart(third, third, *words))
    return tuple(parts)


def _cut(place: np.ndarray, heights: np.ndarray, third: int) -> np.ndarray:
    """Return the heights within a third, those at its two ends between their neighbours."""
    inside = heights[(place > third) & (place < third + 1)]
    first, last = np.interp([third, third + 1], place, heights)
    return np.concatenate([[first], inside, [last]])


def _within(heights: np.ndarray, enough: int) -> str:
    """Return the shape of one third; so many swings are `enough`: fewer where the whole curve goes up and down."""
    if not np.isfinite(heights).all() or heights[-1] >= TOP:
        return "leaves"
    heights = np.clip(heights, 0.0, 1.0)
    if _swings(heights) >= enough:
        return "oscillates"
    change = heights[-1] - heights[0]
    return "level" if abs(change) < SWING else "rises" if change > 0 else "falls"


def _swings(heights: np.ndarray) -> int:
    """Return how often the heights go up or down by SWING or more before they turn."""
    swings, way, low, high = 0, 0, heights[0], heights[0]
    for height in heights[1:]:
        low, high = min(low, height), max(high, height)
        if way != 1 and height - low >= SWING:
            swings, way, high = swings + 1, 1, height
        elif way != -1 and high - height >= SWING:
            swings, way, low = swings + 1, -1, height
    return swings
