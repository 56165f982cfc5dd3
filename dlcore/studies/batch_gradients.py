"""The distance of a batch's gradient from the gradient of all the data, at one θ.

A loss is a mean over examples, so the gradient of a batch is the mean of the gradients of its examples: these are
computed once, (n, p), and every batch of every size is a mean of some of their rows.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dlcore.arrays import Array
from dlcore.network.losses import Loss
from dlcore.network.network import Network
from dlcore.optimization.projection import principal_directions


def example_gradients(network: Network, theta: Array, x: Array, y: Array, loss: Loss) -> Array:
    """∂loss/∂θ of every example by itself, (n, p), at θ (p,), for x (n, d) and y (n, k)."""
    return network.gradient(theta, x[:, None, :], y[:, None, :], loss)


def variance(gradients: Array) -> float:
    """σ² = mean |g_i − ḡ|²: how far the gradients (n, p) of single examples lie from their mean, squared."""
    return float(((gradients - gradients.mean(axis=0)) ** 2).sum(axis=1).mean())


def spread_by_law(gradients: Array, size: int) -> float:
    """Mean squared distance of a batch's gradient from the full one: E|g_B − ḡ|² = σ²/B · (n − B)/(n − 1).

    For batches of `size` = B examples drawn without replacement from the n whose gradients (n, p) are given; 0 for
    B = n. The second factor is that of a finite population. Cochran (1977), Sampling techniques, theorem 2.2.
    """
    n = len(gradients)
    return variance(gradients) / size * (n - size) / max(n - 1, 1)


@dataclass(frozen=True, eq=False)
class Cloud:
    """Gradients of M batches of each of S sizes, seen along two directions.

    sizes (S,), points (S, M, 2), full (2,) the full gradient; share (2,) the part of σ² along each direction;
    spread (S,) the mean of |g_B − ḡ|² over all p directions, error (S,) its standard error and law (S,) what it should
    be; against (S, M) tells the
    batches whose gradient points against the full one, g_B·ḡ < 0: their step goes uphill.
    """

    sizes: tuple[int, ...]
    points: Array
    full: Array
    share: Array
    spread: Array
    error: Array
    law: Array
    against: NDArray[np.bool_]


def cloud(gradients: Array, sizes: Sequence[int], draws: int, rng: np.random.Generator) -> Cloud:
    """Draw `draws` orders of the n examples; the batch of size B is the first B of each: as B grows, it only grows.

    gradients are (n, p). The two directions are θ's own where p = 2, else the two of most variance.
    """
    n = len(gradients)
    full = gradients.mean(axis=0)
    axes = directions(gradients - full)
    along = gradients @ axes.T
    place = rng.permuted(np.tile(np.arange(n), (draws, 1)), axis=1)
    batches = (place < np.array(sizes)[:, None, None]) / np.array(sizes)[:, None, None]
    means = batches @ along
    away = ((means - full @ axes.T) ** 2).sum(axis=-1)
    return Cloud(
        tuple(sizes),
        points=means[..., :2].copy(),  # a view would keep all of it
        full=axes[:2] @ full,
        share=along.var(axis=0)[:2] / max(variance(gradients), np.finfo(float).tiny),
        spread=away.mean(axis=1),
        error=away.std(axis=1) / draws**0.5,
        law=np.array([spread_by_law(gradients, size) for size in sizes]),
        against=np.asarray(batches @ (gradients @ full) < 0),
    )


def directions(centered: Array) -> Array:
    """Orthonormal directions (r, p) that hold all of the centered gradients (n, p), those of most variance first."""
    if centered.shape[1] == 2:
        return np.eye(2)
    return principal_directions(centered)[0]
