"""Objectives of two parameters, with gradient and Hessian: test functions for descent.

A point is θ = (x, y) on the last axis: value (..., 2) → (...), gradient → (..., 2), hessian → (..., 2, 2). Any leading
axes are many points at once. Wherever a landscape has a lowest point, its value there is 0, so that it can be shown on
a logarithmic axis.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from dlcore.arrays import Array
from dlcore.registry import Registry

Point = tuple[float, float]
Parts = Callable[[Array, Array], tuple[Array | float, ...]]


@dataclass(frozen=True)
class Landscape:
    """An objective f(x, y).

    value(point (..., 2)) → (...);  gradient(point) → (..., 2);  hessian(point) → (..., 2, 2), symmetric.
    minima are its local minima, the lowest first; extent = (x0, x1, y0, y1) is the part worth a picture, start a point
    from which the way down shows what the landscape is about.
    """

    name: str
    value: Callable[[Array], Array]
    gradient: Callable[[Array], Array]
    hessian: Callable[[Array], Array]
    minima: tuple[Point, ...]
    extent: tuple[float, float, float, float]
    start: Point


def landscape(
    name: str,
    value: Callable[[Array, Array], Array],
    slopes: Parts,
    bends: Parts,
    minima: tuple[Point, ...],
    extent: tuple[float, float, float, float],
    start: Point,
) -> Landscape:
    """Make a landscape of f(x, y), slopes (f_x, f_y) and bends (f_xx, f_xy, f_yy), all functions of x and y."""

    def at(function: Parts, point: Array) -> list[Array]:
        x, y = point[..., 0], point[..., 1]
        return [np.broadcast_to(part, x.shape) for part in function(x, y)]

    def hessian(point: Array) -> Array:
        xx, xy, yy = at(bends, point)
        return np.stack([np.stack([xx, xy], axis=-1), np.stack([xy, yy], axis=-1)], axis=-2)

    return Landscape(
        name,
        lambda point: np.asarray(value(point[..., 0], point[..., 1])),
        lambda point: np.stack(at(slopes, point), axis=-1),
        hessian,
        minima,
        extent,
        start,
    )


def quadratic(condition: float, name: str = "bowl") -> Landscape:
    """f = (x² + κy²)/2: curvature 1 along x and κ = condition along y. Raises ValueError unless κ > 0 and finite.

    Gradient descent is stable below η = 2/max(1, κ); the larger κ, the slower the other direction is then.
    """
    if not 0 < condition < np.inf:
        raise ValueError(f"A condition number is positive and finite, not {condition}.")
    start = (-1.8, 1.2) if condition < 10 else (-1.8, 0.5)
    return landscape(
        name,
        lambda x, y: (x**2 + condition * y**2) / 2,
        lambda x, y: (x, condition * y),
        lambda x, y: (1.0, 0.0, condition),
        ((0.0, 0.0),),
        (-2.0, 2.0, -1.5, 1.5),
        start,
    )


def _saddle() -> Landscape:
    """f = x²/2 + (y² - 1)²/4: between two minima lies the saddle (0, 0), downhill along y only."""
    return landscape(
        "saddle",
        lambda x, y: x**2 / 2 + (y**2 - 1) ** 2 / 4,
        lambda x, y: (x, y * (y**2 - 1)),
        lambda x, y: (1.0, 0.0, 3 * y**2 - 1),
        ((0.0, 1.0), (0.0, -1.0)),
        (-2.0, 2.0, -1.5, 1.5),
        (-1.7, 0.01),
    )


def _plateau() -> Landscape:
    """f = 1 - exp(-(x² + y²)/2): a hole in a plain on which there is next to no gradient."""
    return landscape(
        "plateau",
        lambda x, y: -np.expm1(-(x**2 + y**2) / 2),
        lambda x, y: (x * np.exp(-(x**2 + y**2) / 2), y * np.exp(-(x**2 + y**2) / 2)),
        lambda x, y: tuple(part * np.exp(-(x**2 + y**2) / 2) for part in (1 - x**2, -x * y, 1 - y**2)),
        ((0.0, 0.0),),
        (-4.0, 4.0, -3.0, 3.0),
        (-2.7, 1.6),
    )


TILT = 0.2


def _double_well() -> Landscape:
    """f = x⁴/4 - x²/2 + 0.2x + y²/2, less its least value: two wells, the left one deeper."""
    (left, _, right), least = wells()
    return landscape(
        "double_well",
        lambda x, y: x**4 / 4 - x**2 / 2 + TILT * x + y**2 / 2 - least,
        lambda x, y: (x**3 - x + TILT, y),
        lambda x, y: (3 * x**2 - 1, 0.0, 1.0),
        ((left, 0.0), (right, 0.0)),
        (-2.0, 2.0, -1.5, 1.5),
        (1.7, 1.2),
    )


def wells() -> tuple[list[float], float]:
    """The three places where x⁴/4 - x²/2 + 0.2x is level, from left to right, and its least value."""
    level = sorted(float(root.real) for root in np.roots([1, 0, -1, TILT]))
    return level, level[0] ** 4 / 4 - level[0] ** 2 / 2 + TILT * level[0]


def _rosenbrock() -> Landscape:
    """f = (1 - x)² + 100(y - x²)²: a bent, narrow valley. Rosenbrock (1960), eq. 1."""
    return landscape(
        "rosenbrock",
        lambda x, y: (1 - x) ** 2 + 100 * (y - x**2) ** 2,
        lambda x, y: (-2 * (1 - x) - 400 * x * (y - x**2), 200 * (y - x**2)),
        lambda x, y: (2 - 400 * y + 1200 * x**2, -400 * x, 200.0),
        ((1.0, 1.0),),
        (-1.6, 1.6, -0.6, 1.8),
        (-1.2, 1.0),
    )


BEALE = (1.5, 2.25, 2.625)


def _beale() -> Landscape:
    """f = Σ (cₖ - x + xyᵏ)², k = 1, 2, 3, c = 1.5, 2.25, 2.625: flat, with steep walls. Beale (1958)."""

    def value(x: Array, y: Array) -> Array:
        return np.asarray(sum((c - x * (1 - y**k)) ** 2 for k, c in enumerate(BEALE, 1)))

    def slopes(x: Array, y: Array) -> tuple[Array, ...]:
        r = {k: c - x * (1 - y**k) for k, c in enumerate(BEALE, 1)}
        return (
            np.asarray(sum(2 * r[k] * (y**k - 1) for k in r)),
            np.asarray(sum(2 * r[k] * x * k * y ** (k - 1) for k in r)),
        )

    def bends(x: Array, y: Array) -> tuple[Array, ...]:
        r = {k: c - x * (1 - y**k) for k, c in enumerate(BEALE, 1)}
        rise = {k: k * y ** (k - 1) for k in r}
        bend = {1: 0 * y, 2: 2 + 0 * y, 3: 6 * y}
        return (
            np.asarray(sum(2 * (y**k - 1) ** 2 for k in r)),
            np.asarray(sum(2 * rise[k] * (r[k] + x * (y**k - 1)) for k in r)),
            np.asarray(sum(2 * ((x * rise[k]) ** 2 + r[k] * x * bend[k]) for k in r)),
        )

    return landscape("beale", value, slopes, bends, ((3.0, 0.5),), (-4.5, 4.5, -2.5, 2.5), (1.0, 1.5))


HIMMELBLAU = (
    (3.0, 2.0),
    (-2.805118086952745, 3.131312518250573),
    (-3.779310253377747, -3.283185991286170),
    (3.584428340330492, -1.848126526964404),
)


def _himmelblau() -> Landscape:
    """f = (x² + y - 11)² + (x + y² - 7)²: four minima, all equally low. Himmelblau (1972)."""
    return landscape(
        "himmelblau",
        lambda x, y: (x**2 + y - 11) ** 2 + (x + y**2 - 7) ** 2,
        lambda x, y: (
            4 * x * (x**2 + y - 11) + 2 * (x + y**2 - 7),
            2 * (x**2 + y - 11) + 4 * y * (x + y**2 - 7),
        ),
        lambda x, y: (12 * x**2 + 4 * y - 42, 4 * (x + y), 12 * y**2 + 4 * x - 26),
        HIMMELBLAU,
        (-5.0, 5.0, -5.0, 5.0),
        (-0.3, -0.9),
    )


LANDSCAPES: Registry[Landscape] = Registry(
    "landscape",
    {
        "bowl": quadratic(3.0),
        "ravine": quadratic(30.0, "ravine"),
        "saddle": _saddle(),
        "plateau": _plateau(),
        "double_well": _double_well(),
        "rosenbrock": _rosenbrock(),
        "beale": _beale(),
        "himmelblau": _himmelblau(),
    },
)
