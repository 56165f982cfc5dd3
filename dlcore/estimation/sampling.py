"""Bias, variance and MSE of estimators, found by drawing many samples: bias² + variance = MSE."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from dlcore.arrays import Array
from dlcore.estimation.estimators import ESTIMATORS
from dlcore.estimation.populations import population


@dataclass(frozen=True, eq=False)
class Study:
    """An estimator over R samples: bias = mean(e) − τ, variance = mean((e − mean(e))²), mse = mean((e − τ)²).

    So bias² + variance = mse, exactly, whatever the estimator. *_error are Monte-Carlo standard errors: they fall as
    1/√R, while what they belong to depends on n.
    """

    estimates: Array
    truth: float
    bias: float
    variance: float
    mse: float
    bias_error: float
    squared_bias_error: float
    variance_error: float
    mse_error: float

    @property
    def squared_bias(self) -> float:
        """Bias²."""
        return self.bias**2


def study(estimates: Array, truth: float) -> Study:
    """Judge estimates (R,) of `truth`. Raises ValueError below two samples.

    A mean over R has standard error s/√R; the square of a bias B with standard error s has √(4B²s² + 2s⁴), where B² is
    itself estimated by max(B̂² − s², 0).
    """
    if estimates.ndim != 1 or len(estimates) < 2:
        raise ValueError(f"a study needs the estimates of at least 2 samples, not shape {estimates.shape}")
    root = np.sqrt(len(estimates))
    off = estimates - truth
    bias = off.mean()
    around = off - bias  # and not estimates − mean: the deviations of Cauchy samples leave few digits to lose
    variance, mse = (around**2).mean(), (off**2).mean()
    error = np.sqrt(variance) / root
    return Study(
        estimates=estimates,
        truth=float(truth),
        bias=float(bias),
        variance=float(variance),
        mse=float(mse),
        bias_error=float(error),
        squared_bias_error=float(np.sqrt(4 * max(bias**2 - error**2, 0) * error**2 + 2 * error**4)),
        variance_error=float((around**2).std() / root),
        mse_error=float((off**2).std() / root),
    )


def draw(place: str, centre: float, n: int, replications: int, rng: np.random.Generator) -> Array:
    """Samples (replications, n). Raises ValueError for a size or a number of samples below 2."""
    if n < 2 or replications < 2:
        raise ValueError(f"n and the number of samples must be at least 2, not {n} and {replications}")
    return population(place, centre).draw(rng, (replications, n))


def ladder(
    place: str, centre: float, sizes: Sequence[int], observations: int, most: int, rng: np.random.Generator
) -> list[Array]:
    """Samples of every size n, as many of each as some `observations` in all allow, at most `most`."""
    counts = [max(2, min(most, observations // n)) for n in sizes]
    return [draw(place, centre, n, count, rng) for n, count in zip(sizes, counts, strict=True)]


def running(x: Array, sizes: Sequence[int] | Array, name: str = "mean") -> Array:
    """Estimates (len(sizes), paths) from the first n observations of each path x (paths, N), for each n of sizes."""
    if name == "mean":
        return np.asarray((x.cumsum(axis=-1) / np.arange(1, x.shape[-1] + 1))[:, np.asarray(sizes) - 1].T)
    return np.stack([ESTIMATORS[name](x[:, :n]) for n in sizes])
