"""One score through a sigmoid, under cross-entropy and under squared error: the losses, their slopes, and descents.

The score s is any real number, p = σ(s) the probability of class 1, y the truth, 0 or 1. Arrays of any shape.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from dlcore.arrays import Array
from dlcore.network.activations import sigmoid, softplus
from dlcore.optimization.descent import descend_path
from dlcore.optimization.optimizers import OPTIMIZERS
from dlcore.registry import Registry


def cross_entropy(score: Array, truth: float) -> Array:
    """−y ln p − (1 − y) ln(1 − p) = ln(1 + e^s) − y s, in nats; the second form never overflows."""
    return np.asarray(softplus(score) - truth * score)


def cross_entropy_slope(score: Array, truth: float) -> Array:
    """∂/∂s = p − y: as large as the prediction is wrong."""
    return sigmoid(score) - truth


def squared(score: Array, truth: float) -> Array:
    """(p − y)², never above 1."""
    return np.asarray((sigmoid(score) - truth) ** 2)


def squared_slope(score: Array, truth: float) -> Array:
    """∂/∂s = 2 (p − y) p (1 − p): the last two factors, the sigmoid's own slope, vanish where it is saturated."""
    p = sigmoid(score)
    return np.asarray(2 * (p - truth) * p * (1 - p))


@dataclass(frozen=True)
class ScoreLoss:
    """A loss of one score and its slope, functions of (score, truth)."""

    value: Callable[[Array, float], Array]
    slope: Callable[[Array, float], Array]


SCORE_LOSSES: Registry[ScoreLoss] = Registry(
    "loss of a score",
    {"cross_entropy": ScoreLoss(cross_entropy, cross_entropy_slope), "squared": ScoreLoss(squared, squared_slope)},
)


def flat_edge(share: float = 0.1) -> float:
    """The |s| beyond which a wrong score is pushed by squared error less than `share` as hard as by cross-entropy.

    The slopes' ratio is 2p(1 − p), so p(1 − p) = share/2 and s = ln(p/(1 − p)). Below share = ½ there are two such
    scores, one on each side of 0. Raises ValueError for a share outside 0 to ½.
    """
    if not 0 < share < 0.5:
        raise ValueError(f"The share must lie between 0 and 0.5, not at {share}.")
    root = np.sqrt(1 - 2 * share)
    return float(np.log((1 + root) / (1 - root)))


def descend_scores(start: float, truth: float, rate: float, steps: int) -> Array:
    """Scores (steps + 1, 2) of two gradient descents s ← s − η ∂loss/∂s, one on each loss, from one start."""

    def slope(theta: Array) -> Array:
        return np.stack([loss.slope(theta[row], truth) for row, loss in enumerate(SCORE_LOSSES.values())])

    begin = np.full((len(SCORE_LOSSES), 1), float(start))
    return descend_path(slope, OPTIMIZERS["sgd"](), begin, rate, steps).theta[..., 0]
