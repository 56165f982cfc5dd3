"""A line ŷ = a·x + b and points: how far each point is from the line, and what a loss makes of that.

A line is θ = (a, b), slope and intercept, on the last axis; any leading axes are many lines at once.
"""

from dataclasses import dataclass

import numpy as np

from dlcore.arrays import Array
from dlcore.network.losses import LOSSES, REGRESSION

DISTANCES = ("vertical", "perpendicular")
NAMES = ("squared", "absolute", "huber")


@dataclass(frozen=True)
class Measure:
    """The measure of a line: a loss of NAMES, the δ at which Huber's turns straight, and a distance of DISTANCES.

    Raises UnknownNameError for an unknown loss, ValueError for another distance, a loss for classes only, or δ ≤ 0.
    """

    loss: str = "squared"
    delta: float = 1.0
    distance: str = "vertical"

    def __post_init__(self) -> None:
        if self.loss not in NAMES and LOSSES[self.loss].tasks.isdisjoint(REGRESSION):
            raise ValueError(f"A line is judged by one of {', '.join(NAMES)}, not by {self.loss}.")
        if self.distance not in DISTANCES:
            raise ValueError(f"A distance is one of {', '.join(DISTANCES)}, not {self.distance!r}.")
        if not 0 < self.delta < np.inf:
            raise ValueError(f"δ is positive and finite, not {self.delta}.")

    @property
    def unit(self) -> float:
        """The residual that counts as 1: δ for Huber's loss, which in LOSSES turns straight at 1."""
        return self.delta if self.loss == "huber" else 1.0


def residuals(theta: Array, x: Array, y: Array, distance: str = "vertical") -> Array:
    """r = y − (a·x + b), positive above the line; the perpendicular distance is r / √(1 + a²).

    theta (..., 2), points x, y (n,) → (..., n).
    """
    slope, intercept = theta[..., :1], theta[..., 1:]
    vertical = y - (slope * x + intercept)
    return np.asarray(vertical / np.hypot(1.0, slope) if distance == "perpendicular" else vertical)


def each(residual: Array, measure: Measure) -> Array:
    """The loss of a point with residual r before the mean: ρ(r) = u²·ℓ(r/u) with u = measure.unit; any shape."""
    return measure.unit**2 * LOSSES[measure.loss].value(residual[..., None, None] / measure.unit, np.zeros(1))


def pull(residual: Array, measure: Measure) -> Array:
    """ρ′(r), how hard a point pulls: 2r, the sign of r, or r held within ±δ; any shape."""
    slope = LOSSES[measure.loss].grad(residual[..., None, None] / measure.unit, np.zeros(1))
    return measure.unit * slope[..., 0, 0]


def line_loss(theta: Array, x: Array, y: Array, measure: Measure) -> Array:
    """L(a, b) = mean ρ(r) over the points; theta (..., 2), x, y (n,) → (...)."""
    return np.asarray(each(residuals(theta, x, y, measure.distance), measure).mean(axis=-1))


def line_gradient(theta: Array, x: Array, y: Array, measure: Measure) -> Array:
    """∂L/∂(a, b) = mean ρ′(r)·∂r/∂(a, b), with ∂r/∂a = −x and ∂r/∂b = −1 for the vertical distance.

    For the perpendicular one, s = √(1 + a²): ∂r/∂a = −x/s − a·r/s² and ∂r/∂b = −1/s. Shapes (..., 2) → (..., 2).
    """
    residual = residuals(theta, x, y, measure.distance)
    force = pull(residual, measure)
    if measure.distance == "vertical":
        return -np.stack([(force * x).mean(axis=-1), force.mean(axis=-1)], axis=-1)
    slope = theta[..., :1]
    length = np.hypot(1.0, slope)
    by_slope = force * (x / length + slope * residual / length**2)
    return -np.stack([by_slope.mean(axis=-1), (force / length).mean(axis=-1)], axis=-1)


def line_curvature(x: Array) -> Array:
    """The Hessian of mean (a·x + b − y)²: 2·[[mean x², mean x], [mean x, 1]], the same at every line. (n,) → (2, 2)."""
    return 2 * np.array([[np.mean(x * x), np.mean(x)], [np.mean(x), 1.0]])
