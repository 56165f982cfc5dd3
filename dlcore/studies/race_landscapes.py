"""The landscapes of a race: a landscape by name, the loss of a line, and gradients with the noise of chance in them."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from dlcore.arrays import Array
from dlcore.data.datasets import DATASETS
from dlcore.optimization.landscapes import LANDSCAPES, Landscape, quadratic

LINE = "line"
GROUNDS = (*LANDSCAPES, LINE)
CONDITIONED = ("bowl", "ravine")

EXAMPLES = 60
BATCH = 5
"""Examples of the line, and how many of them a noisy gradient looks at."""


@dataclass(frozen=True, eq=False)
class Points:
    """Examples (n,) that a line is laid through."""

    x: Array
    y: Array


def examples(seed: int) -> Points:
    """Noisy points of a line."""
    data = DATASETS["line"](EXAMPLES, 0.3, np.random.default_rng(seed))
    return Points(data.x[:, 0], data.y[:, 0])


def line(seed: int) -> Landscape:
    """f(a, b) = mean (a·x + b − y)², less its least value: the loss of a line with slope a and intercept b."""
    points = examples(seed)
    design = np.stack([points.x, np.ones_like(points.x)], axis=1)
    hessian = 2 * design.T @ design / EXAMPLES
    best = np.linalg.solve(hessian, 2 * design.T @ points.y / EXAMPLES)

    def value(theta: Array) -> Array:
        away = theta - best
        return np.asarray(((away @ hessian) * away).sum(axis=-1) / 2)

    a, b = (float(part) for part in best)
    return Landscape(
        LINE,
        value,
        lambda theta: np.asarray((theta - best) @ hessian),
        lambda theta: np.broadcast_to(hessian, (*theta.shape[:-1], 2, 2)),
        ((a, b),),
        (a - 2.4, a + 2.4, b - 1.8, b + 1.8),
        (a - 2.0, b + 1.4),
    )


def ground(name: str, condition: float, seed: int) -> Landscape:
    """The landscape of that name; bowl and ravine have this condition number, the line has the data of the seed."""
    if name in CONDITIONED:
        return quadratic(condition, name)
    return line(seed) if name == LINE else LANDSCAPES[name]


def steady(where: Landscape) -> Callable[[Array, int], Array]:
    """The gradient as it is, at every step."""
    return lambda theta, step: where.gradient(theta)


def noisy(where: Landscape, start: Array, noise: float, steps: int, seed: int) -> Callable[[Array, int], Array]:
    """The gradient with chance in it: for the line that of 5 examples, else with normal noise added.

    The noise has the standard deviation noise · |∇f(start)| in each coordinate; every rate of a sweep meets the same.
    """
    rng = np.random.default_rng(seed).spawn(4)[3]
    if where.name == LINE:
        points, batches = examples(seed), rng.integers(EXAMPLES, size=(steps, BATCH))
        return lambda theta, step: slope(theta, points.x[batches[step]], points.y[batches[step]])
    shocks = rng.standard_normal((steps, 2)) * (noise * np.linalg.norm(where.gradient(start)))
    return lambda theta, step: where.gradient(theta) + shocks[step]


def slope(theta: Array, x: Array, y: Array) -> Array:
    """Gradient (..., 2) of mean (a·x + b − y)² over examples x, y (n,) at θ = (a, b) (..., 2)."""
    error = theta[..., :1] * x + theta[..., 1:] - y
    return np.stack([2 * (error * x).mean(axis=-1), 2 * error.mean(axis=-1)], axis=-1)
