"""Layers without a bend between them are one layer, and what a straight line can do at best."""

from functools import reduce
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from dlcore.arrays import Array
from dlcore.network.activations import Activation
from dlcore.network.network import Network


def homogeneous(layer: Array) -> Array:
    """The square-ended matrix of a layer, which hands the constant 1 on: [x 1] Θ̃ = [z 1].

    Θ (..., in + 1, out) with the biases in its last row becomes Θ̃ (..., in + 1, out + 1), its last column (0, …, 0, 1).
    """
    column = np.zeros((*layer.shape[:-1], 1), layer.dtype)
    column[..., -1, :] = 1
    return np.concatenate([layer, column], axis=-1)


def one_matrix(network: Network, theta: Array) -> Array:
    """All layers of θ (..., p) multiplied into one, (..., d + 1, k), its last row the bias.

    Θ̃ = Θ̃_1 Θ̃_2 ⋯ Θ̃_L,  so that [x 1] Θ̃ = [score 1] wherever φ(z) = z. A product of matrices is a matrix: without a
    bend in between, depth adds no function that one layer does not have.
    """
    return np.asarray(reduce(np.matmul, map(homogeneous, network.matrices(theta)))[..., :-1])


def apply(matrix: Array, x: Array) -> Array:
    """Scores (..., n, k) of one layer (..., d + 1, k) for points x (n, d)."""
    return np.asarray(x @ matrix[..., :-1, :] + matrix[..., -1:, :])


def largest_difference(network: Network, theta: Array, x: Array) -> tuple[float, float]:
    """The largest |network − one matrix| over all θ (..., p) and points x (n, d), and the largest |score|.

    Rounding grows with the scores: the first is held against the second.
    """
    score = network.forward(theta, x)
    return float(np.abs(score - apply(one_matrix(network, theta), x)).max()), float(np.abs(score).max())


def partly(activation: Activation, share: float) -> Activation:
    """An activation on the way from straight to bent: (1 − s) z + s φ(z), s from 0 to 1. Only its value is meant."""
    return Activation(
        f"{activation.name} {share:g}",
        lambda z: (1 - share) * z + share * activation.value(z),
        lambda a: np.full_like(a, np.nan),
    )


def best_line(x: Array, labels: NDArray[np.integer]) -> float:
    """The largest share of points x (n, 2) of two classes (n,) that any straight line puts on their own sides.

    Every way of parting the points by a line is, turned a little, a line through two of them, which then may fall on
    either side: n(n − 1)/2 lines are tried, (n − 2 others counted) + 2. No three points may lie on one line; then the
    count is an upper limit. Raises ValueError for fewer than two points.
    """
    n = len(x)
    if n < 2:
        raise ValueError(f"A line is laid through two points, and there are {n}.")
    first, second = np.array(list(combinations(range(n), 2))).T
    along = x[second] - x[first]
    normal = np.stack([-along[:, 1], along[:, 0]], axis=1)
    above = normal @ x.T > (normal * x[first]).sum(axis=1)[:, None]
    sign = 2 * labels - 1
    agree = above.astype(np.float32) @ sign.astype(np.float32) + (n - sign.sum()) / 2
    through = [above[np.arange(len(above)), point] == (labels[point] == 1) for point in (first, second)]
    free = sum(hit.astype(int) for hit in through)
    return float(max((agree - free).max(), (n - agree - (2 - free)).max()) + 2) / n
