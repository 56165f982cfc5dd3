"""The plane as the last layer sees it: bent by the hidden layers, cut by one straight line."""

import numpy as np

from dlcore.arrays import Array
from dlcore.data.datasets import PLANE
from dlcore.geometry.matrix_product import partly
from dlcore.network.network import Network

LEAST = 1e-9
"""The length below which there is none."""


def mesh(lines: int, points: int, low: float = PLANE[0], high: float = PLANE[1]) -> tuple[Array, Array]:
    """Straight lines across the plane, one set along each axis: each (lines, points, 2)."""
    places, along = np.linspace(low, high, lines), np.linspace(low, high, points)
    fixed, moving = np.broadcast_arrays(places[:, None], along)
    return np.stack([moving, fixed], axis=-1), np.stack([fixed, moving], axis=-1)


def before_last(network: Network, theta: Array, x: Array) -> Array:
    """The inputs of the last layer: the last hidden activations (..., n, h), or the inputs where no layer is hidden."""
    a = network.layers(theta, x)[-2]
    return np.broadcast_to(a, (*theta.shape[:-1], *a.shape[-2:]))


def straight_to_bent(network: Network, theta: Array, x: Array, shares: Array) -> Array:
    """The inputs of the last layer (s, n, h), the activation brought in by shares (s,): (1 − s) z + s φ(z)."""
    bends = [Network(network.sizes, partly(network.activation, float(share))) for share in shares]
    return np.stack([before_last(bend, theta, x) for bend in bends])


class View:
    """A flat picture of hidden space in which the decision is the vertical line in the middle, at every frame.

    u = (a·w + b)/‖w‖, the signed distance from where the score is 0, and v = a·e, with e ⊥ w: at the last frame the
    direction in which the points differ most, before that carried back from frame to frame, e_t = e_{t+1} less its
    part along w_t. Both are divided by the largest |u| or |v| of the points of their frame.
    """

    def __init__(self, network: Network, theta: Array, points: Array) -> None:
        """Look at θ (T, p) of a network with one output; points are what its last layer gets, (T, n, h)."""
        weights, bias = network.unpack(theta)[-1]
        length = np.maximum(np.linalg.norm(weights[..., 0], axis=-1), LEAST)
        self.normal = weights[..., 0] / length[:, None]
        self.offset = bias[..., 0] / length
        self.across = self._carried(self._widest(points[-1]))
        self.full = np.ones(len(theta))
        self.full = np.maximum(np.abs(self(points)).max(axis=(1, 2)), LEAST)
        shown = self(points) * self.full[:, None, None]
        whole = points.var(axis=1).sum(axis=1)
        self.share = np.where(whole > LEAST, shown.var(axis=1).sum(axis=1) / np.maximum(whole, LEAST), 1.0)

    def __call__(self, a: Array) -> Array:
        """Coordinates (T, n, 2) of what the last layer gets, (T, n, h)."""
        u = np.vecdot(a, self.normal[:, None]) + self.offset[:, None]
        v = np.vecdot(a, self.across[:, None])
        return np.asarray(np.stack([u, v], axis=-1) / self.full[:, None, None])

    def _widest(self, points: Array) -> Array:
        """Direction (h,) of most variance of the points (n, h) at right angles to w; 0 where h = 1."""
        centred = points - points.mean(axis=0)
        centred = centred - np.outer(centred @ self.normal[-1], self.normal[-1])
        direction = np.linalg.eigh(centred.T @ centred)[1][:, -1]
        return np.asarray(direction * np.sign(direction[np.abs(direction).argmax()]))

    def _carried(self, last: Array) -> Array:
        """Direction e (T, h) at right angles to w at every frame, from the one at the last frame backwards."""
        directions = []
        for normal in self.normal[::-1]:
            last = _upright(last, normal)
            directions.append(last)
        return np.array(directions[::-1])


def _upright(direction: Array, normal: Array) -> Array:
    """The part of a direction (h,) at right angles to a normal, of length 1; 0 where h = 1.

    Where the direction lies along the normal, an axis takes its place.
    """
    for candidate in (direction, *np.eye(len(normal))[np.abs(normal).argsort()[:1]]):
        rest = candidate - (candidate @ normal) * normal
        if (size := float(np.linalg.norm(rest))) > 1e-6:
            return np.asarray(rest / size)
    return np.zeros_like(normal)
