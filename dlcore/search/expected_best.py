"""Trials that have no order, such as those of a class: what the best of so many of them is to be expected to be."""

import numpy as np

from dlcore.arrays import Array


def expected_best(loss: Array) -> Array:
    """Return the expected lowest of k losses drawn from n without replacement, for k = 1 … n: shape (n,).

    E[min of k] = Σ_i loss_(i) · C(n − i, k − 1) / C(n, k), over the order statistics loss_(1) ≤ … ≤ loss_(n): the i-th
    is the lowest of k drawn when the others are among the n − i above it. Raises ValueError without a loss.

    Dodge et al. 2019, "Show Your Work", equation (1), there with replacement.
    """
    ordered = np.sort(np.asarray(loss, float))
    n = len(ordered)
    if n == 0:
        raise ValueError("the best of no trials")
    best = np.empty(n)
    share = np.full(n, 1 / n)  # of the i-th, at k = 1
    rank = np.arange(1, n + 1)
    for k in range(1, n + 1):
        best[k - 1] = share @ ordered
        share = share * np.maximum(n - rank - k + 1, 0) / max(n - k, 1) * (k + 1) / k
    return best
