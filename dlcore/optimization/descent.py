"""Descent of any θ on any gradient: one run, or along leading axes as many as one likes, each at its own rate."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dlcore.arrays import Array
from dlcore.optimization.optimizers import Optimizer, descend
from dlcore.optimization.schedules import Schedule, constant

DIVERGENCE_NORM = 1e4
"""A run counts as diverged once the norm of θ has passed this, or in training its loss is no longer a number."""


@dataclass(frozen=True, eq=False)
class Trajectory:
    """θ at every step, theta (T, ..., p) with T = steps + 1, all finite; row 0 is the start.

    diverged_at (...) is the step at which a run diverged, 0 where it did not; from that step on it stays where it was
    last a finite number.
    """

    theta: Array
    diverged_at: NDArray[np.intp]


def descend_path(
    gradient: Callable[[Array], Array],
    optimizer: Optimizer[Any],
    theta: Array,
    rate: float | Array,
    steps: int,
    schedule: Schedule = constant,
    *,
    noise: float = 0.0,
    rng: np.random.Generator | None = None,
) -> Trajectory:
    """Take `steps` steps θ ← θ - η_t·(d + λθ), with d the optimizer's direction for g(θ) + noise·ε, ε ~ N(0, 1).

    theta (..., p) is the start of each run, gradient a function (..., p) → (..., p); rate is a number or (..., 1), a
    rate for each run, and η_t = rate · schedule(t, steps). Raises ValueError for noise without an rng.
    """
    if noise and rng is None:
        raise ValueError("Noise needs a generator: give rng.")
    rate = np.asarray(rate, float)
    theta = np.array(np.broadcast_to(theta, np.broadcast_shapes(theta.shape, rate.shape)), float)
    factors = np.asarray(schedule(np.arange(steps), steps)).tolist() if steps else []
    trajectory = np.empty((steps + 1, *theta.shape))
    trajectory[0] = theta
    diverged_at = np.zeros(theta.shape[:-1], np.intp)
    state = optimizer.init(theta)
    with np.errstate(all="ignore"):
        for step, factor in enumerate(factors, 1):
            slope = gradient(theta)
            if rng is not None and noise:
                slope = slope + noise * rng.standard_normal(theta.shape)
            moved, state = descend(optimizer, theta, slope, state, rate * factor)
            theta, diverged_at = keep_finite(theta, moved, diverged_at, step)
            trajectory[step] = theta
    return Trajectory(trajectory, diverged_at)


def keep_finite(theta: Array, moved: Array, diverged_at: NDArray[np.intp], step: int) -> tuple[Array, NDArray[np.intp]]:
    """Let runs move from θ to `moved` (..., p) that have not diverged before, and note those that do so now.

    A run that diverges goes to where it lands if that is a finite point, else it stays.
    """
    sound = np.vecdot(moved, moved) < DIVERGENCE_NORM**2
    if sound.all() and not diverged_at.any():
        return moved, diverged_at
    before = diverged_at > 0
    # Squares of the landing must be finite too, or its loss would not be.
    finite = np.isfinite(moved * moved).all(axis=-1)
    theta = np.where((finite & ~before)[..., None], moved, theta)
    return theta, np.where(sound | before, diverged_at, step)
