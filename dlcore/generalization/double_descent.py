"""Double descent: a model with as many features as examples is at its worst, and one with many more is good again.

Features are waves of random frequency and phase, φ_j(x) = √(2/p) cos(ω_j x + b_j); of all weights that fit best the
shortest are taken. Nothing limits the size of the model, and nothing here is drawn that was not fitted.
Rahimi and Recht (2007), Random features; Belkin, Hsu, Ma and Mandal (2019), PNAS 116, figure 2.
"""

from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np

from dlcore.arrays import Array
from dlcore.generalization.ensemble import GRID, GRID_WEIGHTS
from dlcore.generalization.regressors import least_squares
from dlcore.generalization.samples import TRUTHS, spread_out

REPETITIONS = 50
"""Samples, each with its own features, that are fitted at every width."""

SHARES = (0.05, 0.1, 0.15, 0.25, 0.4, 0.6, 0.75, 0.85, 0.95, 1, 1.05, 1.15, 1.3, 1.6, 2, 3, 5, 8, 12, 20)
"""The widths of a sweep, in features an example."""

DRAWN = np.linspace(-1, 1, 161)
"""The places at which the fit to the first sample is drawn, (m,)."""

FREQUENCY = 0.5
"""Scale of the frequencies, an example. They follow Cauchy's law: many slow ones, a few very fast."""


def widths(n: int) -> tuple[int, ...]:
    """Give the numbers of features p that are tried for n examples, from 1 to 20 n."""
    return tuple(sorted({max(1, round(share * n)) for share in SHARES}))


@dataclass(frozen=True)
class Descent:
    """The setting of a fit: n examples of a truth with noise of standard deviation σ, and λ = strength, 0 for none.

    Raises ValueError for an unknown truth, fewer than 2 examples, and noise or strength below 0.
    """

    truth: str = "sine"
    noise: float = 0.3
    n: int = 20
    strength: float = 0.0
    seed: int = 0

    def __post_init__(self) -> None:
        """Check the settings."""
        _ = TRUTHS[self.truth]
        if self.n < 2 or not self.noise >= 0 or not self.strength >= 0:
            raise ValueError(f"at least 2 examples, noise and strength of at least 0, not {self}")


def features(x: Array, frequency: Array, phase: Array, precision: type[np.floating[Any]] = np.float64) -> Array:
    """φ_j(x) = √(2/p) cos(ω_j x + b_j), (..., n, p) for x (..., n), ω and b (..., p), with cosines to a precision.

    Cosines of float32 take a third of the time, and are good to 1e-7 once whole turns are taken off the angle.
    """
    p = frequency.shape[-1]
    angle = x[..., None] * frequency[..., None, :] + phase[..., None, :]
    if precision is not np.float64:
        angle -= 2 * np.pi * np.rint(angle / (2 * np.pi))
    return np.asarray(np.sqrt(2 / p) * np.cos(angle.astype(precision, copy=False)).astype(float, copy=False))


def held_back(design: Array, y: Array, strength: float) -> Array:
    """β with the least |Aβ - y|² + λ|β|²: least squares of A over √λ·1 against y over 0; λ → 0 gives the shortest."""
    if strength == 0:
        return least_squares(design, y)
    n, p = design.shape[-2:]
    if n < p:  # the same β by a system of size n instead of p: β = Aᵀ (AAᵀ + λ)⁻¹ y
        inner = np.linalg.solve(design @ design.mT + strength * np.eye(n), y[..., None])
        return np.asarray((design.mT @ inner)[..., 0])
    penalty = np.broadcast_to(strength**0.5 * np.eye(p), (*design.shape[:-2], p, p))
    rows = np.concatenate([design, penalty], axis=-2)
    return least_squares(rows, np.concatenate([y, np.zeros_like(penalty[..., 0])], axis=-1))


@dataclass(frozen=True, eq=False)
class Width:
    """Results of p features over all repetitions: error against the truth plus σ², (quartiles), training error, |β|.

    test is (3,): the first quartile, the median, the third. curve (m,) on DRAWN is that of the first repetition. Means
    would not do: near p = n a few samples are so much worse than the others that they decide them.
    """

    p: int
    test: Array
    train: float
    norm: float
    curve: Array


def examples(setting: Descent) -> tuple[Array, Array]:
    """Give the samples x, y (R, n): they stay while the width or the strength changes."""
    x_rng, noise_rng, _ = np.random.default_rng(setting.seed).spawn(3)
    x = spread_out(setting.n, REPETITIONS, x_rng)
    return x, TRUTHS[setting.truth](x) + setting.noise * noise_rng.standard_normal(x.shape)


def at_width(setting: Descent, p: int) -> Width:
    """Fit p random features to every sample; wider models have the features of narrower ones, and more."""
    x, y = examples(setting)
    feature_rng = np.random.default_rng(setting.seed).spawn(3)[2]
    # A row a feature, so that the first p rows are the same however many follow.
    law = feature_rng.random((p, 2, REPETITIONS))
    scale = FREQUENCY * setting.n
    frequency, phase = scale * np.tan(np.pi * (law[:, 0].T - 0.5)), 2 * np.pi * law[:, 1].T
    # Near the peak the fit makes much of the last digits; far beyond it nothing of them can be seen.
    waves = partial(features, precision=np.float32 if p >= 2 * setting.n else np.float64)
    design = waves(x, frequency, phase)
    weights = held_back(design, y, setting.strength)[..., None]
    grid = np.broadcast_to(GRID, (REPETITIONS, len(GRID)))
    curves = (waves(grid, frequency, phase) @ weights)[..., 0]
    error = (curves - TRUTHS[setting.truth](GRID)) ** 2 @ GRID_WEIGHTS + setting.noise**2
    fitted = ((design @ weights)[..., 0] - y) ** 2
    return Width(
        p=p,
        test=np.quantile(error, [0.25, 0.5, 0.75]),
        train=float(np.median(fitted.mean(axis=-1))),
        norm=float(np.median(np.linalg.norm(weights[..., 0], axis=-1))),
        curve=waves(DRAWN, frequency[0], phase[0]) @ weights[0, :, 0],
    )
