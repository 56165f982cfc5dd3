"""Acquisition functions: the promise of a trial under a Gaussian process, exploration weighed against exploitation.

A loss is to be low, so that better is less: best is the least so far. mean and deviation (N,), the promise (N,).
"""

from collections.abc import Callable
from math import erfc, sqrt

import numpy as np

from dlcore.arrays import Array
from dlcore.registry import Registry

Acquisition = Callable[[Array, Array, float], Array]


def _below(z: Array) -> Array:
    """Φ(z), the share of a standard normal below z."""
    return np.array([erfc(-value / sqrt(2)) / 2 for value in z.tolist()])


def expected_improvement(mean: Array, deviation: Array, best: float) -> Array:
    """E max(best − f, 0) = (best − μ) Φ(z) + σ φ(z),  z = (best − μ)/σ, for f normal. Jones et al. (1998), eq. 15."""
    z = (best - mean) / deviation
    return (best - mean) * _below(z) + deviation * np.exp(-(z**2) / 2) / sqrt(2 * np.pi)


def probability_of_improvement(mean: Array, deviation: Array, best: float) -> Array:
    """P(f < best) = Φ((best − μ)/σ): how much better does not count. Kushner (1964)."""
    return _below((best - mean) / deviation)


def confidence_bound(mean: Array, deviation: Array, best: float) -> Array:
    """2σ − μ: the upper confidence bound on −f, since a loss is to be low. Srinivas et al. (2010), eq. 6, β = 4."""
    return 2 * deviation - mean


ACQUISITIONS: Registry[Acquisition] = Registry(
    "acquisition",
    {
        "expected_improvement": expected_improvement,
        "confidence_bound": confidence_bound,
        "probability_of_improvement": probability_of_improvement,
    },
)
