"""Closed forms for estimators: bias, variance, the limit of their MSE, and the bound."""

from dataclasses import dataclass
from math import inf, pi

import numpy as np

from dlcore.arrays import Array
from dlcore.estimation.estimators import SPREADING, moments
from dlcore.estimation.populations import Population, population


@dataclass(frozen=True)
class Law:
    """Bias and variance of an estimator: `exact` for every n, else as n grows."""

    bias: float
    variance: float
    exact: bool = True

    @property
    def mse(self) -> float:
        """Variance + bias²."""
        return self.variance + self.bias**2


def law(place: str, centre: float, quantity: str, name: str, n: int, factor: float = 1.0) -> Law | None:
    """The law of an estimator from n observations; None where there is no variance, or no formula is known."""
    here = population(place, centre)
    truth = here.truth[quantity]
    if moments(place, name, n, factor) <= 2:
        return None
    if name in ("median", "trimmed", "midrange") and np.ptp(weights(name, n)) == 0:
        name = "mean"
    if name in SPREADING:
        return of_squares(here, truth, n, {"over_n": n, "over_n_minus_1": n - 1, "over_n_plus_1": n + 1}[name])
    if name in ("mean", "first", "shrunken", "twice_mean"):
        times = {"shrunken": factor, "twice_mean": 2.0}.get(name, 1.0)
        if times == 0:
            return Law(off(0.0, truth), 0.0)
        average = here.truth["mean"]
        return Law(off(times * average, truth), times**2 * here.variance / (1 if name == "first" else n))
    if name.startswith("inverse"):
        return of_rate(truth, name, n)
    if place in ("uniform", "exponential"):
        return of_sorted(place, truth, weights(name, n))
    return as_n_grows(here, place, name, n)


def off(mean: float, truth: float) -> float:
    """The bias of an estimator: a difference of rounding is none."""
    return 0.0 if abs(mean - truth) < 1e-12 * abs(truth) else mean - truth


def of_squares(here: Population, truth: float, n: int, divisor: int) -> Law:
    """Σ(x − x̄)²/divisor: with divisor n − 1 unbiased, of variance (μ₄ − σ⁴(n − 3)/(n − 1))/n."""
    share = (n - 1) / divisor
    variance = (here.fourth - here.variance**2 * (n - 3) / (n - 1)) / n
    return Law(off(share * here.variance, truth), share**2 * variance)


def of_rate(rate: float, name: str, n: int) -> Law:
    """1/x̄ of n exponential observations is n times one over a gamma variable; ln 2/median only as n grows."""
    if name == "inverse_median":
        return Law(0.0, rate**2 / (n * np.log(2) ** 2), exact=False)
    mean, variance = n / (n - 1) * rate, (n / (n - 1)) ** 2 * rate**2 / (n - 2)
    share = (n - 1) / n if name == "inverse_mean_corrected" else 1.0
    return Law(off(share * mean, rate), share**2 * variance)


def weights(name: str, n: int) -> Array:
    """Weights (n,) of an estimator that is a weighted sum of the sorted observations."""
    w = np.zeros(n)
    if name == "midrange":
        w[0] += 0.5
        w[-1] += 0.5
    elif name in ("largest", "largest_stretched"):
        w[-1] = 1 if name == "largest" else (n + 1) / n
    else:
        cut = (n - 1) // 2 if name == "median" else n // 4
        w[cut : n - cut] = 1 / (n - 2 * cut)
    return w


def of_sorted(place: str, truth: float, w: Array) -> Law:
    """Σ wᵢ x₍ᵢ₎, exactly, through the gaps between sorted observations, the j-th counted aⱼ = Σ_{i≥j} wᵢ times.

    Gaps of a uniform sample are all alike: their n + 1 shares of (0, θ) are Dirichlet(1, …, 1). Gaps of an exponential
    sample are independent, the j-th exponential with mean 1/(λ(n + 1 − j)). Rényi (1953).
    """
    n = len(w)
    a = w[::-1].cumsum()[::-1]
    here = population(place)
    if place == "uniform":
        end = here.truth["upper"]
        a = np.append(a, 0.0)
        return Law(off(float(end * a.mean()), truth), float(end**2 * a.var() / (n + 2)))
    each = here.truth["mean"] * a / np.arange(n, 0, -1)
    return Law(off(float(each.sum()), truth), float((each**2).sum()))


def as_n_grows(here: Population, place: str, name: str, n: int) -> Law | None:
    """Median, trimmed mean and midrange of symmetric populations: unbiased, with n · variance → a constant.

    Of a Laplace population the midrange keeps the variance b²π²/12 however large n is.
    """
    if name == "midrange":
        return Law(0.0, here.variance / 2 * pi**2 / 12, exact=False) if place == "laplace" else None
    spread = {"median": here.median_spread, "trimmed": here.midmean_spread}[name]
    return Law(0.0, spread / n, exact=False) if here.symmetric else None


def limit(place: str, centre: float, quantity: str, name: str, factor: float = 1.0) -> float:
    """MSE as n → ∞: 0 for a consistent estimator; infinite where it grows or never exists."""
    here = population(place, centre)
    truth = here.truth[quantity]
    if place == "cauchy" and name not in ("median", "trimmed"):
        return truth**2 if name == "shrunken" and factor == 0 else inf
    if name == "midrange":
        return {"laplace": here.variance / 2 * pi**2 / 12, "exponential": inf, "poisson": inf}.get(place, 0.0)
    if name == "first":
        return here.variance
    aims = {"median": here.median, "trimmed": here.midmean}
    aim = factor * here.truth.get("mean", truth) if name == "shrunken" else aims.get(name, truth)
    return (aim - truth) ** 2


def bound(place: str, centre: float, quantity: str, n: int) -> float | None:
    """Least variance of an unbiased estimator, (dτ/dθ)²/(n·I(θ)); None where the bound does not hold.

    It does not for a uniform population, whose support moves with θ. Rao (1945); Cramér (1946), section 32.3.
    """
    spread = population(place, centre).bound.get(quantity)
    return None if spread is None else spread / n


def unbiased(place: str, centre: float, quantity: str, name: str, n: int, factor: float = 1.0) -> bool | None:
    """Tell whether the estimator's mean is the truth; None where it has no mean."""
    if moments(place, name, n, factor) <= 1:
        return None
    if population(place).symmetric and name in ("median", "trimmed", "midrange"):
        return True
    if name.startswith("inverse"):
        return name == "inverse_mean_corrected"
    known = law(place, centre, quantity, name, n, factor)
    return known is not None and known.exact and known.bias == 0
