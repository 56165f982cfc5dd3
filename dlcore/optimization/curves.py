"""Objectives of one parameter: what a landscape is, cut along a line, where every step can be drawn.

θ is on a last axis of length 1: value (..., 1) → (...), slope → (..., 1), the gradient, and curvature → (...).
The lowest value of each is 0.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from dlcore.arrays import Array
from dlcore.optimization.landscapes import TILT
from dlcore.registry import Registry


@dataclass(frozen=True)
class Curve:
    """An objective f(θ) of one number.

    value(theta (..., 1)) → (...);  slope(theta) → (..., 1);  curvature(theta) → (...), its second derivative.
    minima are its local minima, the lowest first; extent = (low, high) is the part worth a picture,
    start where a descent begins.
    """

    name: str
    value: Callable[[Array], Array]
    slope: Callable[[Array], Array]
    curvature: Callable[[Array], Array]
    minima: tuple[float, ...]
    extent: tuple[float, float]
    start: float

    @property
    def limit(self) -> float:
        """2/λ at the lowest minimum: above this rate gradient descent cannot stay there."""
        return 2 / float(self.curvature(np.array([self.minima[0]])))


def curve(
    name: str,
    value: Callable[[Array], Array],
    slope: Callable[[Array], Array],
    curvature: Callable[[Array], Array],
    extent: tuple[float, float],
    start: float,
) -> Curve:
    """Make a curve of f, f′ and f″ of a number; its minima are looked for within the extent, and f is lowered to 0."""
    minima = sorted(_minima(slope, curvature, extent), key=lambda theta: float(value(np.array(theta))))
    least = float(value(np.array(minima[0])))
    return Curve(
        name,
        lambda theta: np.asarray(value(theta[..., 0]) - least),
        slope,
        lambda theta: np.asarray(curvature(theta[..., 0])),
        tuple(minima),
        extent,
        start,
    )


def _minima(
    slope: Callable[[Array], Array], curvature: Callable[[Array], Array], extent: tuple[float, float]
) -> list[float]:
    """The place at which the slope turns from negative to positive, to the last bit by Newton's method."""
    grid = np.linspace(*extent, 1002)
    steepness = slope(grid)
    theta = grid[:-1][(steepness[:-1] < 0) & (steepness[1:] >= 0)]
    for _ in range(20):
        theta = theta - slope(theta) / curvature(theta)
    return [float(minimum) for minimum in theta]


def parabola(curvature: float) -> Curve:
    """f = λθ²/2 with λ = curvature: each step of gradient descent multiplies θ by 1 - ηλ, stable below η = 2/λ.

    Raises ValueError unless λ is positive and finite.
    """
    if not 0 < curvature < np.inf:
        raise ValueError(f"The curvature of a parabola is positive and finite, not {curvature}.")
    return Curve(
        "parabola",
        lambda theta: np.asarray(curvature * theta[..., 0] ** 2 / 2),
        lambda theta: curvature * theta,
        lambda theta: np.full(theta.shape[:-1], float(curvature)),
        (0.0,),
        (-2.0, 2.0),
        -1.6,
    )


def _double_well() -> Curve:
    """f = θ⁴/4 - θ²/2 + 0.2θ: of its two wells the left one is deeper, and also narrower."""
    return curve(
        "double_well",
        lambda t: t**4 / 4 - t**2 / 2 + TILT * t,
        lambda t: t**3 - t + TILT,
        lambda t: 3 * t**2 - 1,
        (-2.0, 2.0),
        1.7,
    )


DIP, PLACE, WIDTH = 0.6, 1.2, 0.25


def _trap() -> Curve:
    """f = (θ + 1)²/5 - 0.6·exp(-8(θ - 1.2)²): a wide deep valley, and on its slope a narrow, shallow hole."""

    def hole(t: Array) -> Array:
        return np.asarray(DIP * np.exp(-((t - PLACE) ** 2) / (2 * WIDTH**2)))

    return curve(
        "trap",
        lambda t: (t + 1) ** 2 / 5 - hole(t),
        lambda t: 2 * (t + 1) / 5 + hole(t) * (t - PLACE) / WIDTH**2,
        lambda t: 2 / 5 + hole(t) * (1 / WIDTH**2 - ((t - PLACE) / WIDTH**2) ** 2),
        (-3.0, 2.5),
        2.2,
    )


def _bumpy() -> Curve:
    """f = θ²/8 + (1 - cos 4θ)/4: a valley with holes, all nearly equally wide."""
    return curve(
        "bumpy",
        lambda t: t**2 / 8 + (1 - np.cos(4 * t)) / 4,
        lambda t: t / 4 + np.sin(4 * t),
        lambda t: 1 / 4 + 4 * np.cos(4 * t),
        (-4.0, 4.0),
        3.6,
    )


CURVES: Registry[Curve] = Registry(
    "curve",
    {"parabola": parabola(1.0), "double_well": _double_well(), "trap": _trap(), "bumpy": _bumpy()},
)

LIFT = {name: float(line.value(np.zeros(1))) for name, line in CURVES.items()}
"""f(0) of each curve, which its formula starts from."""


def curve_formula(name: str, curvature: float) -> tuple[str, str]:
    """The value and the slope of a curve of CURVES as Python expressions of theta; λ = curvature for the parabola.

    Raises UnknownNameError for an unknown name.
    """
    CURVES[name]
    hole_at_zero = DIP * float(np.exp(-(PLACE**2) / (2 * WIDTH**2)))
    hole = f"{DIP} * np.exp(-((theta - {PLACE}) ** 2) / {2 * WIDTH**2})"
    return {
        "parabola": (f"{curvature} * theta**2 / 2", f"{curvature} * theta"),
        "double_well": (
            f"theta**4 / 4 - theta**2 / 2 + {TILT} * theta + {LIFT['double_well']!r}",
            f"theta**3 - theta + {TILT}",
        ),
        "trap": (
            f"(theta + 1) ** 2 / 5 - {hole} + {LIFT['trap'] - 0.2 + hole_at_zero!r}",
            f"2 * (theta + 1) / 5 + {hole} * (theta - {PLACE}) / {WIDTH**2}",
        ),
        "bumpy": ("theta**2 / 8 + (1 - np.cos(4 * theta)) / 4", "theta / 4 + np.sin(4 * theta)"),
    }[name]
