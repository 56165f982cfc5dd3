"""A gradient found without calculus, to check the one found with it."""

from collections.abc import Callable

import numpy as np

from dlcore.arrays import Array


def numerical_gradient(function: Callable[[Array], float | Array], theta: Array, step: float | None = None) -> Array:
    """Differences to both sides, one parameter at a time: ∂f/∂θᵢ ≈ (f(θ + hᵢeᵢ) - f(θ - hᵢeᵢ)) / 2hᵢ.

    theta (p,) -> (p,), for a function from θ (p,) to a number. The error is of the order h² from the curve and u/h
    from rounding (u = 2.2e-16), least near h = ∛u: the default is hᵢ = ∛u · max(1, |θᵢ|), about 6e-6; `step` is h for
    all. Raises ValueError unless theta is a float64 vector: in float32 rounding would drown the difference.
    Press et al. (2007), Numerical recipes, section 5.7.
    """
    if theta.ndim != 1 or theta.dtype != np.float64:
        raise ValueError(f"A gradient is checked at a float64 vector, not at {theta.dtype} of shape {theta.shape}.")
    if step is not None and not step > 0:
        raise ValueError(f"The step must be positive, not {step}.")
    gradient = np.empty_like(theta)
    for i, value in enumerate(theta):
        h = np.cbrt(np.finfo(float).eps) * max(1.0, abs(value)) if step is None else step
        ahead, behind = theta.copy(), theta.copy()
        ahead[i], behind[i] = value + h, value - h
        # What was really added: h itself is lost to rounding where θ is large.
        gradient[i] = (float(function(ahead)) - float(function(behind))) / (ahead[i] - behind[i])
    return gradient


def relative_error(a: Array, b: Array) -> float:
    """Distance of two vectors against their size: |a - b| / max(|a|, |b|), with |a| = √Σaᵢ²; 0 where both are 0.

    It lies in [0, 2]. A right gradient agrees with its numerical one to about 1e-9, a wrong one seldom below 1e-2.
    """
    size = max(float(np.linalg.norm(a)), float(np.linalg.norm(b)), float(np.finfo(float).tiny))
    return float(np.linalg.norm(np.subtract(a, b)) / size)
