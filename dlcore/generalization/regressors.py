"""Models of one input, each fitted to R samples in one call: x and y (R, n) in, predictions (R, q) out.

`at` is where they are asked, (q,) for all samples or (R, q) for each its own places. All x lie in [-1, 1].
"""

from collections.abc import Callable

import numpy as np
from numpy.polynomial.legendre import legvander

from dlcore.arrays import Array
from dlcore.network.losses import LOSSES
from dlcore.network.network import Backpropagation, Network, with_ones
from dlcore.optimization.optimizers import OPTIMIZERS, descend
from dlcore.registry import Registry

RIDGE_DEGREE = 15
"""Degree of the polynomial that ridge regression holds back."""

NETWORK_RATE = 0.03
"""Learning rate of the network's Adam."""


def least_squares(design: Array, y: Array) -> Array:
    """β (..., p) with the least |design β - y|² for design (..., n, p) and y (..., n); of several the shortest.

    n ≥ p: design = QR, β = R⁻¹Qᵀy.  n < p: designᵀ = QR, β = QR⁻ᵀy, which fits exactly with the least |β|.
    The columns (n ≥ p) or the rows (n < p) must be independent. Golub and Van Loan (2013), sections 5.3 and 5.6.
    """
    n, p = design.shape[-2:]
    target = y[..., None]
    if n >= p:
        q, r = np.linalg.qr(design)
        return np.asarray(np.linalg.solve(r, q.mT @ target)[..., 0])
    q, r = np.linalg.qr(design.mT)
    return np.asarray((q @ np.linalg.solve(r.mT, target))[..., 0])


def polynomial(x: Array, y: Array, at: Array, degree: int) -> Array:
    """Predict by the polynomial of least squares, f̂(x) = Σ β_j P_j(x), j = 0 … degree, P_j those of Legendre.

    Powers of x span the same curves, but are nearly dependent, and rounding would show. With more coefficients than
    points the curve goes through all of them, with the shortest β.
    """
    coefficients = least_squares(legvander(x, degree), y)
    return np.asarray((legvander(at, degree) @ coefficients[..., None])[..., 0])


def ridge(x: Array, y: Array, at: Array, strength: float) -> Array:
    """Predict by a polynomial of degree 15 held back: β with the least |Aβ - y|² + λ Σ_{j ≥ 1} β_j², λ = strength.

    (AᵀA + λD) β = Aᵀy, with D the identity but for the constant's 0. Hoerl and Kennard (1970), eq. 2.1.
    """
    design = legvander(x, RIDGE_DEGREE)
    penalty = strength * np.diag(np.arange(RIDGE_DEGREE + 1) > 0)
    coefficients = np.linalg.solve(design.mT @ design + penalty, design.mT @ y[..., None])
    return np.asarray((legvander(at, RIDGE_DEGREE) @ coefficients)[..., 0])


def neighbours(x: Array, y: Array, at: Array, k: int) -> Array:
    """Predict by the mean of the k nearest examples, 1 ≤ k ≤ n.

    On a line they are k in a row of the sorted x. The row starts after as many examples as have the middle between
    them and the k-th further on to their left of the place asked. Fix and Hodges (1951).
    """
    order = np.argsort(x, axis=-1)
    x, y = np.take_along_axis(x, order, -1), np.take_along_axis(y, order, -1)
    middles = (x[..., :-k] + x[..., k:]) / 2
    start = (middles[..., None, :] < at[..., :, None]).sum(axis=-1)
    sums = np.concatenate([np.zeros_like(y[..., :1]), np.cumsum(y, axis=-1)], axis=-1)
    return np.asarray((np.take_along_axis(sums, start + k, -1) - np.take_along_axis(sums, start, -1)) / k)


def network(x: Array, y: Array, at: Array, hidden: int, epochs: int, rng: np.random.Generator) -> Array:
    """Predict by networks 1-hidden-1 with tanh, all R trained at once: θ (R, p), each on its own sample.

    Adam on all examples of a sample at every step; weights start from rng. Raises FloatingPointError if one diverges.
    """
    model, optimizer, loss = Network((1, hidden, 1), "tanh"), OPTIMIZERS["adam"](), LOSSES["squared"]
    # tanh of float32 is four times faster, and the noise of the data is far coarser.
    theta = np.array([model.init(child, "large") for child in rng.spawn(len(x))], np.float32)
    inputs, targets = with_ones(x[..., None]).astype(np.float32), y[..., None].astype(np.float32)
    gradient, state = Backpropagation(model, theta, x.shape[-1]), optimizer.init(theta)
    for _ in range(epochs):
        theta[...], state = descend(optimizer, theta, gradient(inputs, targets, loss), state, NETWORK_RATE)
    return model.forward(theta.astype(float), at[..., None])[..., 0]


REGRESSORS: Registry[Callable[..., Array]] = Registry(
    "model",
    {
        "polynomial": polynomial,
        "neighbours": neighbours,
        "ridge": ridge,
        "network": network,
    },
)
"""Models by name; all but the network are fitted by a formula."""
