"""Calibration: whether what a classifier calls 70 % happens 70 times in 100."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dlcore.arrays import Array


@dataclass(frozen=True, eq=False)
class Reliability:
    """n predictions sorted into bins by their probability, all (..., bins).

    count is how many fell into a bin, predicted their mean probability, observed the share of them that came true;
    both are 0 where the bin is empty.
    """

    count: NDArray[np.intp]
    predicted: Array
    observed: Array

    @property
    def gap(self) -> Array:
        """Expected calibration error Σ_b (n_b/n) |observed_b − predicted_b|, (...,). Naeini et al. (2015), eq. 3."""
        distance = np.abs(self.observed - self.predicted)
        return np.asarray((self.count * distance).sum(axis=-1) / self.count.sum(axis=-1))

    @property
    def error(self) -> Array:
        """Standard error of each observed share, √(s(1 − s)/n_b), s being what was predicted: (..., bins)."""
        return np.asarray(np.sqrt(self.predicted * (1 - self.predicted) / np.maximum(self.count, 1)))


def reliability(probability: Array, outcome: Array, bins: int = 10) -> Reliability:
    """Sort probabilities (..., n) of class 1 into bins of equal width, and hold them against outcomes (n,) of 0 or 1.

    A probability on an edge belongs to the upper bin, 1 to the last. Raises ValueError outside 0 to 1, and for NaN.
    """
    if not ((probability >= 0) & (probability <= 1)).all():
        raise ValueError("Probabilities lie between 0 and 1.")
    leading, n = probability.shape[:-1], probability.shape[-1]
    flat = probability.reshape(-1, n)
    place = np.minimum((flat * bins).astype(np.intp), bins - 1) + bins * np.arange(len(flat))[:, None]

    def total(weights: Array) -> Array:
        sums = np.bincount(place.ravel(), np.broadcast_to(weights, flat.shape).ravel(), minlength=bins * len(flat))
        return np.asarray(sums, float).reshape(*leading, bins)

    count = total(np.ones(n))
    full = np.maximum(count, 1)
    return Reliability(count.astype(np.intp), total(flat) / full, total(outcome) / full)
