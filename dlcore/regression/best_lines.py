"""The line of least loss, found without descending: each loss has its own method."""

from itertools import combinations

import numpy as np

from dlcore.arrays import Array
from dlcore.regression.lines import Measure, line_gradient, line_loss, residuals

FIRST, MOST = 40, 5000
"""Rounds of reweighting: of all beginnings, and of the best of them at most."""


def best_line(x: Array, y: Array, measure: Measure) -> Array:
    """The θ = (a, b) of least loss for points x, y (n,).

    Raises ValueError where no line has a slope: all points above each other, or the nearest line upright.
    """
    if measure.loss == "squared":
        return weighted_line(x, y, np.ones_like(x), measure.distance)
    if measure.loss == "absolute":
        return through_two(x, y, measure)
    return reweighted(x, y, measure)


def weighted_line(x: Array, y: Array, weight: Array, distance: str = "vertical") -> Array:
    """Least Σ w·r²: through the centre of weight, with a = Sxy/Sxx, or along the principal axis for perpendicular r.

    The axis is at the angle φ = ½·atan2(2·Sxy, Sxx − Syy), a = tan φ. weight (..., n) → (..., 2). Raises ValueError
    if that line is upright. Pearson (1901), On lines and planes of closest fit.
    """
    share = weight / weight.sum(axis=-1, keepdims=True)
    middle_x, middle_y = (share * x).sum(axis=-1), (share * y).sum(axis=-1)
    dx, dy = x - middle_x[..., None], y - middle_y[..., None]
    xx, xy, yy = ((share * product).sum(axis=-1) for product in (dx * dx, dx * dy, dy * dy))
    upright = xx <= 1e-12 * np.maximum(yy, 1e-12)
    if distance == "perpendicular":
        angle = np.arctan2(2 * xy, xx - yy) / 2
        upright, slope = np.cos(angle) < 1e-6, np.tan(angle)
    if np.any(upright):
        raise ValueError("The best line stands upright: it has no slope.")
    if distance == "vertical":
        slope = xy / xx
    return np.stack([slope, middle_y - slope * middle_x], axis=-1)


def lines_through_two(x: Array, y: Array) -> Array:
    """Every line through two of the points x, y (n,) that are not above each other: (m, 2)."""
    pairs = np.array([(i, j) for i, j in combinations(range(len(x)), 2) if x[i] != x[j]], np.intp).reshape(-1, 2)
    i, j = pairs.T
    slope = (y[j] - y[i]) / (x[j] - x[i])
    return np.stack([slope, y[i] - slope * x[i]], axis=-1)


def through_two(x: Array, y: Array, measure: Measure) -> Array:
    """The line of least mean |r|: the best of those through two points, since one of them is best of all.

    Between two such lines the loss is straight or bends down. Raises ValueError if all points are above each other.
    Bloomfield and Steiger (1983), Least absolute deviations, section 1.3.
    """
    candidates = lines_through_two(x, y)
    if not len(candidates):
        raise ValueError("The best line stands upright: it has no slope.")
    best: Array = candidates[line_loss(candidates, x, y, measure).argmin()]
    return best


def reweighted(x: Array, y: Array, measure: Measure) -> Array:
    """The line of least Huber loss: fit with weights w = min(1, δ/|r|), weigh anew, until it stays.

    Each round lowers the loss. With the perpendicular distance there may be several valleys, so it begins from every
    line through two points, and goes on from the best of them after some rounds. Raises ArithmeticError if the
    gradient is not 0 there to 1e-6. Huber and Ronchetti (2009), Robust statistics, section 7.8.
    """
    theta = weighted_line(x, y, np.ones_like(x), measure.distance)[None]
    if measure.distance == "perpendicular":
        theta = _reweigh(np.concatenate([theta, lines_through_two(x, y)]), x, y, measure, FIRST)
    theta = theta[line_loss(theta, x, y, measure).argmin()]
    theta = _reweigh(theta, x, y, measure, MOST)
    if np.linalg.norm(line_gradient(theta, x, y, measure)) > 1e-6:
        raise ArithmeticError("Reweighting did not come to rest.")
    return theta


def _reweigh(theta: Array, x: Array, y: Array, measure: Measure, rounds: int) -> Array:
    """Lines (..., 2) after so many rounds, or fewer if they stay."""
    for _ in range(rounds):
        size = np.abs(residuals(theta, x, y, measure.distance))
        moved = weighted_line(x, y, measure.delta / np.maximum(size, measure.delta), measure.distance)
        change, theta = np.abs(moved - theta).max(), moved
        if change < 1e-10:
            break
    return theta
