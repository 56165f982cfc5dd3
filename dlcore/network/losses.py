"""Losses: one number for how wrong the scores are, and its gradient with respect to them.

score (..., n, k) is the network's raw output, y (n, k) or (..., n, k) the truth: numbers for regression; for classes
0 or 1 with k = 1, one-hot rows with k > 2. A loss is the mean over examples and outputs, (...,).
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from dlcore.arrays import Array
from dlcore.network.activations import sigmoid, softplus
from dlcore.registry import Registry

HUBER_DELTA = 1.0
REGRESSION = frozenset({"regression"})
CLASSIFICATION = frozenset({"classification"})


@dataclass(frozen=True)
class Loss:
    """A loss on raw scores.

    value(score, y) → (...,);  grad(score, y) = ∂value/∂score, shape of score;  link(score) is the score as a prediction
    on the scale of y: itself, a probability, or for the hinge ½(score + 1), so that ½ is always the class boundary.
    tasks names the kinds of problem that the loss is for.
    """

    name: str
    value: Callable[[Array, Array], Array]
    grad: Callable[[Array, Array], Array]
    link: Callable[[Array], Array]
    tasks: frozenset[str]


def mean(value: Array) -> Array:
    """Mean over examples and outputs, (..., n, k) → (...,)."""
    return np.asarray(value.mean(axis=(-2, -1)))


def share(score: Array) -> float:
    """1/(n k): the part that one entry has in the mean."""
    return 1.0 / float(score.shape[-2] * score.shape[-1])


def identity(score: Array) -> Array:
    """The score is the prediction."""
    return score


def squared(score: Array, y: Array) -> Array:
    """Mean squared error, mean (s − y)². No ½ in front."""
    residual = score - y
    return mean(residual * residual)


def squared_grad(score: Array, y: Array) -> Array:
    """2 (s − y) / nk."""
    return (2 * share(score)) * (score - y)


def absolute(score: Array, y: Array) -> Array:
    """Mean absolute error, mean |s − y|."""
    return mean(np.abs(score - y))


def absolute_grad(score: Array, y: Array) -> Array:
    """sign(s − y) / nk; 0 at the kink."""
    return share(score) * np.sign(score - y)


def huber(score: Array, y: Array) -> Array:
    """½r² where |r| ≤ δ, else δ(|r| − ½δ), with r = s − y and δ = 1. Huber (1964)."""
    size = np.abs(score - y)
    inside = np.minimum(size, HUBER_DELTA)
    return mean(inside * (size - 0.5 * inside))


def huber_grad(score: Array, y: Array) -> Array:
    """r clipped to ±δ, / nk."""
    return share(score) * np.clip(score - y, -HUBER_DELTA, HUBER_DELTA)


def log_softmax(score: Array) -> Array:
    """s_j − ln Σ e^s, with the largest score taken off first so that nothing overflows."""
    shifted = score - score.max(axis=-1, keepdims=True)
    return np.asarray(shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True)))


def probability(score: Array) -> Array:
    """Sigmoid for one output, softmax over the last axis for more."""
    if score.shape[-1] == 1:
        return sigmoid(score)
    return np.asarray(np.exp(log_softmax(score)))


def cross_entropy(score: Array, y: Array) -> Array:
    """−mean Σ_j y_j ln p_j with p = softmax(s), mean over examples; one output: ln(1 + e^s) − y s, p = sigmoid(s)."""
    if score.shape[-1] == 1:
        return mean(softplus(score) - y * score)
    return np.asarray(-(y * log_softmax(score)).sum(axis=-1).mean(axis=-1))


def cross_entropy_grad(score: Array, y: Array) -> Array:
    """(p − y) / n, for sigmoid and softmax alike."""
    return np.asarray((1.0 / score.shape[-2]) * (probability(score) - y))


def hinge(score: Array, y: Array) -> Array:
    """Mean max(0, 1 − t s) with t = 2y − 1 = ±1; more than two classes: one against the rest."""
    return mean(np.maximum(1 - (2 * y - 1) * score, 0))


def hinge_grad(score: Array, y: Array) -> Array:
    """−t / nk where t s < 1, else 0."""
    sign = 2 * y - 1
    return (-share(score)) * sign * (sign * score < 1)


def margin(score: Array) -> Array:
    """½(s + 1): margins −1 and 1 come to lie on 0 and 1."""
    return 0.5 * (score + 1)


LOSSES: Registry[Loss] = Registry(
    "loss",
    {
        "squared": Loss("squared", squared, squared_grad, identity, REGRESSION | CLASSIFICATION),
        "absolute": Loss("absolute", absolute, absolute_grad, identity, REGRESSION | CLASSIFICATION),
        "huber": Loss("huber", huber, huber_grad, identity, REGRESSION | CLASSIFICATION),
        "cross_entropy": Loss("cross_entropy", cross_entropy, cross_entropy_grad, probability, CLASSIFICATION),
        "hinge": Loss("hinge", hinge, hinge_grad, margin, CLASSIFICATION),
    },
)
