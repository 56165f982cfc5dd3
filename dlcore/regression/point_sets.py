"""Ten points to lay a line through, the last of them free to be moved, and three lines to compare."""

from collections.abc import Callable

import numpy as np

from dlcore.arrays import Array
from dlcore.registry import Registry

REACH = 3.0
"""Points lie within ±REACH in both coordinates."""

SLOPE, INTERCEPT = 0.6, 0.0
"""The line that the points of `cloud` scatter around."""

FREE = (2.7, 1.7)
"""The place of the free point unless it is moved."""

THREE = {"upper": (0.75, 0.9), "middle": (SLOPE, INTERCEPT), "lower": (0.4, -0.9)}
"""The three lines (slope, intercept) of the question which is best."""

ROW = (-0.5, 1.4)
"""The line on which four points of `row` lie exactly."""

ZIGZAG = 0.2
"""The distance of the other five of `row` from their line, by turns, lest without noise they be a longer row."""


def cloud(noise: float, rng: np.random.Generator) -> tuple[Array, Array]:
    """Nine points around y = 0.6x with even noise of standard deviation `noise`, spread out from −2.4 to 2.4."""
    x = np.linspace(-2.4, 2.4, 9) + rng.uniform(-0.15, 0.15, 9)
    return x, SLOPE * x + INTERCEPT + noise * np.sqrt(3) * rng.uniform(-1, 1, 9)


def row(noise: float, rng: np.random.Generator) -> tuple[Array, Array]:
    """Five points in a zigzag around y = 0.6x − 0.5 with even noise; between them four exactly on y = −0.5x + 1.4."""
    x = np.linspace(-2.4, 2.4, 9)
    y = SLOPE * x - 0.5 + noise * np.sqrt(3) * rng.uniform(-1, 1, 9)
    y[::2] += ZIGZAG * (-1) ** np.arange(5)
    y[1::2] = ROW[0] * x[1::2] + ROW[1]
    return x, y


SCATTERS: Registry[Callable[[float, np.random.Generator], tuple[Array, Array]]] = Registry(
    "scatter", {"cloud": cloud, "row": row}
)


def ten_points(name: str, noise: float, seed: int, free: tuple[float, float] = FREE) -> tuple[Array, Array]:
    """Ten points x, y (10,), to two decimals: nine of SCATTERS, then the free one. Raises ValueError for noise < 0."""
    if not 0 <= noise < np.inf:
        raise ValueError(f"Noise is a standard deviation, not {noise}.")
    x, y = SCATTERS[name](noise, np.random.default_rng(seed).spawn(1)[0])
    x, y = np.append(x, free[0]), np.append(y, free[1])
    return np.asarray(x.round(2)), np.asarray(y.round(2))
