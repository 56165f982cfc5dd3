"""Regularization: a penalty on the weights, never on the biases, added to the gradient of the loss."""

from collections.abc import Callable

import numpy as np

from dlcore.arrays import Array
from dlcore.registry import Registry

Penalty = Callable[[Array], Array]


def none(weights: Array) -> Array:
    """No penalty."""
    return np.zeros_like(weights)


def l1(weights: Array) -> Array:
    """Gradient sign(w) of Σ |w|: pulls every weight to 0 equally hard. Tibshirani (1996)."""
    return np.sign(weights)


def l2(weights: Array) -> Array:
    """Gradient w of ½ Σ w²: pulls harder the larger the weight. Hoerl and Kennard (1970)."""
    return weights


REGULARIZATIONS: Registry[Penalty] = Registry("regularization", {"none": none, "l1": l1, "l2": l2})
