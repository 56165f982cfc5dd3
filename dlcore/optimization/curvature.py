"""The curvature of a loss, from its gradient alone: no Hessian is ever written down."""

from collections.abc import Callable

import numpy as np

from dlcore.arrays import Array

Gradient = Callable[[Array], Array]


def hessian_vector_product(gradient: Gradient, theta: Array, v: Array) -> Array:
    """H·v (p,) at θ (p,), by differences of the gradient to both sides: (g(θ + hv) - g(θ - hv)) / 2h.

    h = ∛u · max(1, |θ|) / |v| with u = 2.2e-16, so that the step has the same length for every v. A v of zero gives
    zero. Raises ValueError unless theta is a float64 vector. Pearlmutter (1994), Fast exact multiplication by the
    Hessian, eq. 1.
    """
    if theta.ndim != 1 or theta.dtype != np.float64:
        raise ValueError(f"Curvature is measured at a float64 vector, not at {theta.dtype} of shape {theta.shape}.")
    length = float(np.linalg.norm(v))
    if length == 0:
        return np.zeros_like(theta)
    h = float(np.cbrt(np.finfo(float).eps)) * max(1.0, float(np.linalg.norm(theta))) / length
    # Copies, since a gradient may come in a buffer that the next call writes into.
    ahead = np.array(gradient(theta + h * v))
    return (ahead - np.array(gradient(theta - h * v))) / (2 * h)


def largest_eigenvalue(
    gradient: Gradient, theta: Array, rng: np.random.Generator, *, tolerance: float = 1e-6, most: int = 1000
) -> float:
    """λmax, the largest eigenvalue of the Hessian at θ (p,): the sharpest upward bend, whose limit is η = 2/λmax.

    Power iteration v ← Hv/|Hv| from a random v until |Hv - μv| < tolerance·|μ| with μ = v·Hv, at most `most` times.
    It finds the eigenvalue of largest size; if that is negative, or two of either sign are equally large, a second
    run on H + |Hv|·1 finds the largest. Golub and Van Loan (2013), section 7.3.1.
    """

    def product(v: Array) -> Array:
        return hessian_vector_product(gradient, theta, v)

    start = rng.standard_normal(theta.shape)
    value, size, settled = _power(product, start, tolerance, most)
    if settled and value >= 0:
        return value
    return _power(lambda v: product(v) + size * v, start, tolerance, most)[0] - size


def _power(product: Gradient, v: Array, tolerance: float, most: int) -> tuple[float, float, bool]:
    """The eigenvalue of largest size of a symmetric matrix v ↦ Hv, its size as |Hv|, and whether they settled."""
    value = size = 0.0
    for _ in range(most):
        v = v / np.linalg.norm(v)
        image = product(v)
        value, size = float(v @ image), float(np.linalg.norm(image))
        if np.linalg.norm(image - value * v) <= tolerance * abs(value):
            return value, size, True
        v = image
    return value, size, False
