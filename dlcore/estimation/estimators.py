"""Estimators: functions from samples (R, n) to estimates (R,), R samples of n observations each in one call."""

from collections.abc import Callable
from math import inf, log

import numpy as np

from dlcore.arrays import Array
from dlcore.estimation.populations import population
from dlcore.registry import Registry

Estimate = Callable[..., Array]


def mean(x: Array) -> Array:
    """Sum of the observations over their number."""
    return np.asarray(x.mean(axis=-1))


def median(x: Array) -> Array:
    """The middle one of the sorted observations; of an even number the mean of the middle two."""
    n = x.shape[-1]
    return mean(np.sort(x, axis=-1)[..., (n - 1) // 2 : n // 2 + 1])


def midrange(x: Array) -> Array:
    """Halfway between the smallest and the largest observation."""
    return np.asarray((x.min(axis=-1) + x.max(axis=-1)) / 2)


def trimmed(x: Array) -> Array:
    """Mean of what is left when a quarter of the observations, rounded down, is cut off at each end."""
    n = x.shape[-1]
    return mean(np.sort(x, axis=-1)[..., n // 4 : n - n // 4])


def first(x: Array) -> Array:
    """The first observation alone."""
    return np.array(x[..., 0])  # a copy: a view would keep every sample


def shrunken(x: Array, factor: float) -> Array:
    """The mean pulled towards 0: factor · x̄."""
    return np.asarray(factor * mean(x))


def over_n(x: Array) -> Array:
    """Sum of squared deviations from x̄, over n."""
    return np.asarray(x.var(axis=-1))


def over_n_minus_1(x: Array) -> Array:
    """Sum of squared deviations from x̄, over n − 1."""
    return np.asarray(x.var(axis=-1, ddof=1))


def over_n_plus_1(x: Array) -> Array:
    """Sum of squared deviations from x̄, over n + 1."""
    return np.asarray(x.var(axis=-1, ddof=-1))


def largest(x: Array) -> Array:
    """The largest observation."""
    return np.asarray(x.max(axis=-1))


def largest_stretched(x: Array) -> Array:
    """The largest observation times (n + 1)/n."""
    n = x.shape[-1]
    return np.asarray((n + 1) / n * largest(x))


def twice_mean(x: Array) -> Array:
    """2 · x̄."""
    return np.asarray(2 * mean(x))


def inverse_mean(x: Array) -> Array:
    """1/x̄: the rate that would have this mean."""
    return np.asarray(1 / mean(x))


def inverse_mean_corrected(x: Array) -> Array:
    """(n − 1)/n · 1/x̄."""
    n = x.shape[-1]
    return np.asarray((n - 1) / n / mean(x))


def inverse_median(x: Array) -> Array:
    """ln 2 / median: the rate that would have this median."""
    return np.asarray(log(2) / median(x))


ESTIMATORS: Registry[Estimate] = Registry(
    "estimator",
    {
        function.__name__: function
        for function in (
            mean, median, midrange, trimmed, first, shrunken, over_n, over_n_minus_1, over_n_plus_1, largest,
            largest_stretched, twice_mean, inverse_mean, inverse_mean_corrected, inverse_median,
        )
    },
)  # fmt: skip
CENTRAL = ("mean", "median", "midrange", "trimmed", "first", "shrunken")
SPREADING = ("over_n", "over_n_minus_1", "over_n_plus_1")
FITTING = {
    "mean": CENTRAL,
    "centre": CENTRAL,
    "variance": SPREADING,
    "upper": ("largest", "largest_stretched", "twice_mean"),
    "rate": ("inverse_mean", "inverse_mean_corrected", "inverse_median"),
}
"""Quantity -> the estimators that aim at it."""


def fitting(place: str, quantity: str) -> tuple[str, ...]:
    """The estimators that make sense. A Poisson's rate is its mean and its variance. Raises ValueError."""
    known = population(place).truth
    if quantity not in known:
        raise ValueError(f"A {place} population has no {quantity} to estimate; it has: {', '.join(known)}.")
    return ("mean", "first", *SPREADING) if (place, quantity) == ("poisson", "rate") else FITTING[quantity]


def estimate(name: str, samples: Array, factor: float = 1.0) -> Array:
    """Estimates (R,) of samples (R, n); factor is that of `shrunken`. Raises ValueError below two observations."""
    if samples.shape[-1] < 2:
        raise ValueError(f"a sample needs at least 2 observations, not {samples.shape[-1]}")
    function = ESTIMATORS[name]
    return function(samples, factor) if function is shrunken else function(samples)


def moments(place: str, name: str, n: int, factor: float = 1.0) -> float:
    """Moments of the estimate of all orders below this exist: 2 and less, no variance; 1 and less, no mean.

    The r-th smallest of n Cauchy observations has a moment of order p when p < r and p < n + 1 − r; the mean of n
    exponential observations has one of order −p when p < n, the r-th smallest when p < r.
    """
    if place == "cauchy" and not (name == "shrunken" and factor == 0):
        return {"median": (n - 1) // 2, "trimmed": n // 4}.get(name, 0) + 1
    if name.startswith("inverse"):
        return n // 2 + 1 if name == "inverse_median" else n
    return inf
