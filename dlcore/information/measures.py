"""Surprise, entropy, cross-entropy, divergence: what an outcome tells, and what a wrong model of it costs.

q (..., k) is the truth and p (..., k) the model, shares of k outcomes. An impossible outcome costs nothing where it
does not happen (0 log 0 = 0) and without end where it does. The unit is the base of the logarithm: BITS or NATS.
"""

from dataclasses import dataclass
from math import e

import numpy as np
from numpy.typing import ArrayLike, NDArray

from dlcore.arrays import Array

BITS = 2.0
NATS = e


def shares(counts: ArrayLike) -> Array:
    """Shares (..., k) of counts (..., k). Raises ValueError for a negative count and for an empty bag."""
    number = np.asarray(counts, float)
    total = number.sum(axis=-1, keepdims=True)
    if (number < 0).any() or not (total > 0).all():
        raise ValueError("Counts must not be negative, and not all be 0.")
    return np.asarray(number / total)


def surprise(share: ArrayLike, base: float = BITS) -> Array:
    """−log share: 0 for what is certain, 1 bit for one side of a coin, infinite for what cannot be.

    Any shape. Shannon (1948), A mathematical theory of communication, section 6.
    """
    share = np.asarray(share, float)
    logarithm = np.log(share, where=share > 0, out=np.full(share.shape, -np.inf))
    return np.asarray(np.abs(logarithm / np.log(base)))


def expected(q: Array, cost: Array) -> Array:
    """Mean Σ q_i cost_i over what happens; what does not happen counts nothing, even where it would cost infinity."""
    q, cost = np.broadcast_arrays(q, cost)
    return np.asarray(np.multiply(q, cost, where=q > 0, out=np.zeros(q.shape)).sum(axis=-1))


def entropy(q: Array, base: float = BITS) -> Array:
    """H(q) = −Σ q_i log q_i, the mean surprise of one who knows the truth: (..., k) → (...,).

    From 0, where one outcome is certain, to log k, where all are alike. No model is in it. Shannon (1948), section 6.
    """
    return expected(q, surprise(q, base))


def cross_entropy(q: Array, p: Array, base: float = BITS) -> Array:
    """H(q, p) = −Σ q_i log p_i, the mean surprise of one who believes in p while q holds: (..., k) → (...,).

    Never below H(q); infinite where something happens that the model holds impossible.
    """
    return expected(q, surprise(p, base))


def divergence(q: Array, p: Array, base: float = BITS) -> Array:
    """KL(q‖p) = Σ q_i log(q_i / p_i), what believing in p costs on top of H(q): (..., k) → (...,).

    0 exactly where p = q, else positive, and in general not KL(p‖q). Kullback and Leibler (1951), eq. 2.4.
    """
    q, p = np.broadcast_arrays(q, p)
    ratio = np.divide(q, p, where=(q > 0) & (p > 0), out=np.where(q > 0, np.inf, 1.0))
    return expected(q, np.log(ratio) / np.log(base))


def spread(q: Array, base: float = BITS) -> Array:
    """Standard deviation of the surprise of one draw, √(Σ q_i (−log q_i − H)²): (..., k) → (...,).

    The mean of n draws lies within 2 spread/√n of H about 19 times in 20.
    """
    distance = surprise(q, base) - entropy(q, base)[..., None]
    return np.asarray(np.sqrt(expected(q, distance * distance)))


@dataclass(frozen=True, eq=False)
class Draws:
    """n balls drawn and put back, all (n,): which outcome, its surprise, and the mean of all up to it.

    `paid` and `paid_mean` are the same for one who believes in the model; infinite from the first ball on that the
    model held impossible.
    """

    outcome: NDArray[np.intp]
    surprise: Array
    mean: Array
    paid: Array
    paid_mean: Array


def draw(q: Array, p: Array, n: int, rng: np.random.Generator, base: float = BITS) -> Draws:
    """Draw n times from q (k,), and say what each draw costs one who knows q and one who believes in p (k,)."""
    outcome = rng.choice(len(q), size=n, p=q)
    known, paid = surprise(q, base)[outcome], surprise(p, base)[outcome]
    number = np.arange(1, n + 1)
    return Draws(outcome, known, known.cumsum() / number, paid, paid.cumsum() / number)


def along(q: Array, outcome: int, share: Array) -> Array:
    """Truths (m, k) in which one outcome has these shares (m,), the others keeping their proportions in q (k,).

    Where the others have nothing in q, they get equal parts.
    """
    others = np.delete(q, outcome)
    others = others / others.sum() if others.sum() > 0 else np.full(len(others), 1 / len(others))
    return np.insert(np.outer(1 - share, others), outcome, share, axis=1)
