"""A model fitted again and again: how much of its error is bias², how much variance, and how much is noise.

y = f(x) + ε with E ε = 0 and E ε² = σ². R samples of n examples give R fitted curves f̂_r. Over them and over x,
    E (y - f̂)²  =  E (E f̂ - f)²  +  E (f̂ - E f̂)²  +  σ²
    test error  =     bias²      +    variance     +  noise.        Geman, Bienenstock and Doursat (1992), eq. 2.5.
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from dlcore.arrays import Array
from dlcore.generalization import regressors
from dlcore.generalization.regressors import REGRESSORS
from dlcore.generalization.samples import FRESH, TRUTHS, Samples, Setting, draw
from dlcore.registry import Registry

LADDERS: Registry[tuple[float, ...]] = Registry(
    "model",
    {
        "polynomial": tuple(range(16)),
        "neighbours": (200, 150, 100, 70, 50, 35, 25, 20, 15, 12, 10, 8, 6, 5, 4, 3, 2, 1),
        "ridge": tuple(float(f"{digit}e{power}") for power in range(3, -4, -1) for digit in (3, 1))[1:],
        "network": (1, 2, 3, 4, 6, 8, 12, 16),
    },
)
"""Each model's capacity (degree, neighbours, strength, hidden units), from the stiffest to the most flexible."""

GRID, _WEIGHTS = np.polynomial.legendre.leggauss(64)
GRID_WEIGHTS = _WEIGHTS / 2
"""The places of comparison, (m,), and their weights: the mean over x in [-1, 1] by Gauss and Legendre."""

SHOWN = 48
"""Refits that a film shows, at most."""


def capacities(setting: Setting) -> tuple[float, ...]:
    """Give the capacities of a sweep, from the stiffest to the most flexible; neighbours are at most n."""
    ladder = LADDERS[setting.model]
    if setting.model != "neighbours":
        return ladder
    return (setting.n, *(k for k in ladder if k < setting.n))


def predict(setting: Setting, samples: Samples, at: Array, capacity: float) -> Array:
    """Fit the model to each of the samples and give f̂ (R, q) at `at` (R, q).

    Raises ValueError for a capacity that the model cannot have.
    """
    least = 0 if setting.model == "polynomial" else 1 if setting.model != "ridge" else np.nextafter(0, 1)
    most = setting.n if setting.model == "neighbours" else np.inf
    if not least <= capacity <= most or (setting.model != "ridge" and capacity != int(capacity)):
        raise ValueError(f"{setting.model} cannot have capacity {capacity} with {setting.n} examples")
    if setting.model == "network":
        rng = np.random.default_rng(setting.seed).spawn(4)[3]
        return regressors.network(samples.x, samples.y, at, int(capacity), setting.epochs, rng)
    return REGRESSORS[setting.model](samples.x, samples.y, at, capacity if setting.model == "ridge" else int(capacity))


class Parts(NamedTuple):
    """bias² and variance, (...)."""

    bias: Array
    variance: Array


def parts(total: Array, squares: Array, count: float | Array) -> Parts:
    """Part the mean of `count` squared errors e = f̂ - f, given Σ e and Σ e², both (..., m) over GRID, in two.

    variance = (Σe² - (Σe)²/R) / (R - 1),  bias² = (Σe)²/R² - variance/R,  averaged over x. Their sum is mean e².
    Without the last term bias² would be too large: the mean of R curves still varies. So it can come out below 0.
    """
    variance = (squares - total**2 / count) / (count - 1)
    bias = (total / count) ** 2 - variance / count
    return Parts(np.asarray(bias @ GRID_WEIGHTS), np.asarray(variance @ GRID_WEIGHTS))


def jackknife(errors: Array) -> Parts:
    """Give the standard errors of bias² and variance of errors (R, m), from what they are without refit r.

    √((R - 1)/R Σ (value without r - mean of these)²); infinite for R = 2. Efron and Stein (1981), eq. 1.3.
    """
    count = len(errors)
    if count < 3:
        return Parts(np.array(np.inf), np.array(np.inf))
    without = parts(errors.sum(axis=0) - errors, (errors**2).sum(axis=0) - errors**2, count - 1)
    return Parts(*(np.asarray((count - 1) ** 0.5 * values.std()) for values in without))


def standard_error(values: Array) -> float:
    """Give the standard error of the mean of values (R,), s/√R."""
    return float(values.std(ddof=1) / len(values) ** 0.5)


@dataclass(frozen=True, eq=False)
class Refits:
    """The first F refits, for a film: samples x, y (F, n), curves on GRID (F, m), test and training errors (F,)."""

    x: Array
    y: Array
    curves: Array
    test: Array
    train: Array


@dataclass(frozen=True, eq=False)
class Measured:
    """The results of R refits of one capacity; mean and spread of the curves (m,) on GRID.

    total = bias + variance + noise. test is measured apart, on fresh noisy examples, and test_error is its standard
    error; gap_error is that of test - total, whose refits are the same. largest is the share of all squared error
    that the worst refit has: where it is large, one refit decides the means.
    """

    capacity: float
    bias: float
    variance: float
    noise: float
    bias_error: float
    variance_error: float
    test: float
    test_error: float
    gap_error: float
    train: float
    largest: float
    mean: Array
    spread: Array

    @property
    def total(self) -> float:
        """The sum of the three parts."""
        return self.bias + self.variance + self.noise


def refit(setting: Setting, capacity: float) -> tuple[Measured, Refits]:
    """Refit the model of this capacity to every sample, part its error in three, and measure it apart from that.

    Gives the first refits, too.
    """
    samples, f = draw(setting), TRUTHS[setting.truth]
    grid = np.broadcast_to(GRID, (setting.replications, len(GRID)))
    ends = np.cumsum([len(GRID), FRESH])
    everywhere = predict(setting, samples, np.concatenate([grid, samples.test_x, samples.x], axis=-1), capacity)
    curves, tested, trained = np.split(everywhere, ends, axis=-1)
    errors = curves - f(GRID)
    bias, variance = parts(errors.sum(axis=0), (errors**2).sum(axis=0), len(errors))
    uncertain = jackknife(errors)
    own = errors**2 @ GRID_WEIGHTS
    test, train = ((tested - samples.test_y) ** 2).mean(axis=-1), ((trained - samples.y) ** 2).mean(axis=-1)
    found = Measured(
        capacity=capacity,
        bias=float(bias),
        variance=float(variance),
        noise=setting.noise**2,
        bias_error=float(uncertain.bias),
        variance_error=float(uncertain.variance),
        test=float(test.mean()),
        test_error=standard_error(test),
        gap_error=standard_error(test - own),
        train=float(train.mean()),
        largest=float(own.max() / own.sum()) if own.any() else 0.0,
        mean=curves.mean(axis=0),
        spread=curves.std(axis=0, ddof=1),
    )
    return found, Refits(*(values[:SHOWN].copy() for values in (samples.x, samples.y, curves, test, train)))


def running(curves: Array) -> tuple[Array, Array]:
    """Give mean and standard deviation (F, m) of the first 1, 2, … of curves (F, m); of one the deviation is 0."""
    count = np.arange(1.0, len(curves) + 1)[:, None]
    # From the last mean, so that curves which lie close together keep their digits.
    centred = curves - curves.mean(axis=0)
    mean = np.cumsum(centred, axis=0) / count
    squares = np.cumsum(centred**2, axis=0) - count * mean**2
    return mean + curves.mean(axis=0), np.sqrt(np.maximum(squares, 0) / np.maximum(count - 1, 1))
