"""Populations to draw from, with what is true of each: the quantities to be estimated, and what limits a guess."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from math import exp, factorial, inf, log, pi, sqrt

import numpy as np

from dlcore.arrays import Array
from dlcore.registry import Registry

Draw = Callable[[np.random.Generator, tuple[int, ...]], Array]


@dataclass(frozen=True, eq=False)
class Population:
    """A distribution whose truth is known, because we made it.

    draw(rng, shape) gives observations; density(x) is p(x), or the probability of x where `discrete`. truth: quantity
    -> value. bound: quantity -> n times the Cramér-Rao bound, (dτ/dθ)²/I(θ) with I the Fisher information of one
    observation, the other parameters known; a quantity without one is absent. fourth is the fourth central moment.
    median and midmean (the mean of the middle half) are the population's own; *_spread is the limit of n times the
    variance of the sample's, where used. extent (low, high) holds nearly all of it.
    """

    draw: Draw
    density: Callable[[Array], Array]
    extent: tuple[float, float]
    truth: Mapping[str, float]
    bound: Mapping[str, float] = field(default_factory=dict)
    fourth: float = inf
    median: float = 0.0
    midmean: float = 0.0
    median_spread: float = inf
    midmean_spread: float = inf
    discrete: bool = False
    symmetric: bool = False

    @property
    def variance(self) -> float:
        """Variance of one observation; infinite where none exists."""
        return self.truth.get("variance", inf)


SIGMA = 2.0
"""Standard deviation of the normal and of the Laplace population."""

UPPER, RATE, COUNT = 6.0, 0.5, 2.5
"""Upper end of the uniform, rate of the exponential, rate of the Poisson population."""


def normal(centre: float) -> Population:
    """Normal, mean μ = centre, σ = 2: I(μ) = 1/σ², I(σ²) = 1/(2σ⁴)."""
    s, q = SIGMA, 0.6744897501960817  # q: three quarters of the standard normal lie below
    inside = 0.5 - 2 * q * exp(-q * q / 2) / sqrt(2 * pi)
    return Population(
        lambda rng, shape: rng.normal(centre, s, shape),
        lambda x: np.asarray(np.exp(-(((x - centre) / s) ** 2) / 2) / (s * sqrt(2 * pi))),
        (centre - 3.5 * s, centre + 3.5 * s),
        truth={"mean": centre, "variance": s**2},
        bound={"mean": s**2, "variance": 2 * s**4},
        fourth=3 * s**4,
        median=centre,
        midmean=centre,
        median_spread=pi / 2 * s**2,
        midmean_spread=4 * (inside + q * q / 2) * s**2,
        symmetric=True,
    )


def uniform(centre: float) -> Population:
    """Uniform on 0 to 6. No Cramér-Rao bound: where p(x) > 0 depends on the upper end."""
    b = UPPER
    return Population(
        lambda rng, shape: rng.uniform(0, b, shape),
        lambda x: np.asarray(np.where((x >= 0) & (x <= b), 1 / b, 0.0)),
        (-0.25 * b, 1.25 * b),
        truth={"mean": b / 2, "variance": b**2 / 12, "upper": b},
        fourth=b**4 / 80,
        median=b / 2,
        midmean=b / 2,
        symmetric=True,
    )


def exponential(centre: float) -> Population:
    """Exponential of rate λ = 0.5, mean 1/λ: I(λ) = 1/λ²."""
    rate, mean = RATE, 1 / RATE
    return Population(
        lambda rng, shape: rng.exponential(mean, shape),
        lambda x: np.asarray(np.where(x >= 0, rate * np.exp(-rate * np.maximum(x, 0)), 0.0)),
        (-0.75 * mean, 5 * mean),
        truth={"mean": mean, "variance": mean**2, "rate": rate},
        bound={"mean": mean**2, "variance": 4 * mean**4, "rate": rate**2},
        fourth=9 * mean**4,
        median=log(2) * mean,
        midmean=2 * (0.5 - 0.75 * log(0.75) + 0.25 * log(0.25)) * mean,
    )


def laplace(centre: float) -> Population:
    """Laplace, p(x) = exp(−|x − μ|/b)/2b with b = √2, so that σ = 2 as for the normal: I(μ) = 1/b², I(b) = 1/b²."""
    b, q = SIGMA / sqrt(2), log(2)
    inside = 2 - (q * q + 2 * q + 2) / 2
    return Population(
        lambda rng, shape: rng.laplace(centre, b, shape),
        lambda x: np.asarray(np.exp(-np.abs(x - centre) / b) / (2 * b)),
        (centre - 3.5 * SIGMA, centre + 3.5 * SIGMA),
        truth={"mean": centre, "variance": 2 * b**2},
        bound={"mean": b**2, "variance": 16 * b**4},
        fourth=24 * b**4,
        median=centre,
        midmean=centre,
        median_spread=b**2,
        midmean_spread=4 * (inside + q * q / 2) * b**2,
        symmetric=True,
    )


def poisson(centre: float) -> Population:
    """Poisson of rate λ = 2.5, which is its mean and its variance: I(λ) = 1/λ."""
    rate = COUNT
    known = np.array([exp(-rate) * rate**k / factorial(k) for k in range(40)])
    reached = np.cumsum(known)
    middle = np.diff(np.clip(np.r_[0.0, reached], 0.25, 0.75)) * 2  # how much of the middle half each count fills
    return Population(
        lambda rng, shape: rng.poisson(rate, shape).astype(float),
        lambda x: np.asarray(np.where((x >= 0) & (x == np.floor(x)), known[np.clip(x, 0, 39).astype(int)], 0.0)),
        (-1.5, 9.5),
        truth=dict.fromkeys(("mean", "variance", "rate"), rate),
        bound=dict.fromkeys(("mean", "variance", "rate"), rate),
        fourth=rate + 3 * rate**2,
        median=float(np.searchsorted(reached, 0.5)),
        midmean=float(middle @ np.arange(40)),
        discrete=True,
    )


def cauchy(centre: float) -> Population:
    """Cauchy, p(x) = 1/(π(1 + (x − m)²)): no mean, no variance; its centre m is its median, I(m) = 1/2."""
    return Population(
        lambda rng, shape: centre + rng.standard_cauchy(shape),
        lambda x: np.asarray(1 / (pi * (1 + (x - centre) ** 2))),
        (centre - 7, centre + 7),
        truth={"centre": centre},
        bound={"centre": 2.0},
        median=centre,
        midmean=centre,
        median_spread=pi**2 / 4,
        midmean_spread=8 / pi,
        symmetric=True,
    )


POPULATIONS: Registry[Callable[[float], Population]] = Registry(
    "population",
    {
        "normal": normal,
        "uniform": uniform,
        "exponential": exponential,
        "laplace": laplace,
        "poisson": poisson,
        "cauchy": cauchy,
    },
)
LOCATED = ("normal", "laplace", "cauchy")
"""Populations that can be moved: the others ignore `centre`."""


@cache
def population(name: str, centre: float = 1.0) -> Population:
    """The population of that name around `centre`. Raises UnknownNameError, and ValueError for a centre not finite."""
    if not -inf < centre < inf:
        raise ValueError(f"the centre must be a number, not {centre}")
    return POPULATIONS[name](centre if name in LOCATED else 0.0)
