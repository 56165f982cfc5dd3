"""The folds of a ReLU network of two inputs, and the regions they cut: in each of them the network is linear."""

from dataclasses import dataclass
from math import comb

import numpy as np
from numpy.typing import NDArray

from dlcore.arrays import Array
from dlcore.network.network import Network

Whole = NDArray[np.intp]

FLAT = 1e-9
"""Heights below this are 0 but for rounding: a fold that only touches a region does not cut it."""


@dataclass(frozen=True, eq=False)
class Folds:
    """Folds of a film inside a square, and the regions between them.

    counts (T, layers): regions after the folds of each hidden layer. Each piece of a fold is a segment: ends (s, 2, 2)
    with its frame (s,) and layer (s,); the layer after the last hidden one is the score, whose zero is the boundary.
    """

    counts: Whole
    ends: Array
    frame: Whole
    layer: Whole


@dataclass
class Cells:
    """Convex polygons: corners (v, c) one polygon after another, of which the first two numbers are x1 and x2.

    The others are heights that are linear inside each polygon. polygon (v,) numbers them from 0, frame (m,) is theirs.
    """

    corners: Array
    polygon: Whole
    frame: Whole

    def cut(self, column: int) -> tuple["Cells", Array, Whole]:
        """Cut every polygon where a height is 0: the pieces, the segments (s, 2, 2) of the cut, their frames (s,)."""
        height = np.where(np.abs(self.corners[:, column]) < FLAT, 0.0, self.corners[:, column])
        starts = np.flatnonzero(np.diff(self.polygon, prepend=-1))
        parted = (np.minimum.reduceat(height, starts) < 0) & (np.maximum.reduceat(height, starts) > 0)
        affected = np.flatnonzero(parted[self.polygon])
        following = np.arange(1, len(height) + 1)
        following[np.append(starts[1:], len(height)) - 1] = starts
        above = height > 0
        before = affected[above[affected] != above[following[affected]]]
        after = following[before]
        share = (height[before] / (height[before] - height[after]))[:, None]
        crossing = (1 - share) * self.corners[before] + share * self.corners[after]
        # Each polygon that is cut falls into two, which keep its corners in turn, and both get the two crossings.
        owner = 2 * self.polygon
        side = np.concatenate([owner[affected] + above[affected], owner[before], owner[before] + 1])
        place = np.concatenate([affected, before + 0.5, before + 0.5])
        order = np.lexsort((place, side))
        kept = np.flatnonzero(~parted[self.polygon])
        owner = np.concatenate([owner[kept], side[order]])
        corners = np.concatenate(
            [self.corners[kept], np.concatenate([self.corners[affected], crossing, crossing])[order]]
        )
        fresh = np.diff(owner, prepend=-1) != 0
        cells = Cells(corners, np.cumsum(fresh) - 1, self.frame[owner[fresh] // 2])
        return cells, crossing[:, :2].reshape(-1, 2, 2), self.frame[self.polygon[before[::2]]]


def fold(network: Network, theta: Array, low: float, high: float) -> Folds:
    """Folds and regions of a ReLU network at θ (T, p) inside the square from low to high on both axes.

    Neuron j of layer l folds where z_lj = 0. Inside a region of the layers before it that is a straight line, so every
    region is a convex polygon, and a new fold parts those that it crosses: nothing is sampled, the count is exact.
    Raises ValueError for another activation than ReLU, or for other than two inputs or one output.
    """
    if network.activation.name != "relu" or network.sizes[0] != 2 or network.sizes[-1] != 1:
        raise ValueError("Folds are those of a ReLU network of two inputs and one output.")
    frames = len(theta)
    square = np.array([[low, low], [high, low], [high, high], [low, high]])
    cells = Cells(np.tile(square, (frames, 1)), np.arange(frames).repeat(4), np.arange(frames))
    counts, pieces = [], []
    inputs = cells.corners
    for layer, (weights, bias) in enumerate(network.unpack(theta)):
        at = cells.frame[cells.polygon]
        z = (inputs[:, None] @ weights[at])[:, 0] + bias[at]
        cells = Cells(np.hstack([cells.corners[:, :2], z]), cells.polygon, cells.frame)
        for neuron in range(z.shape[1]):
            cells, ends, frame = cells.cut(2 + neuron)
            pieces.append((ends, frame, np.full(len(frame), layer)))
        inputs = np.maximum(cells.corners[:, 2:], 0)
        counts.append(np.bincount(cells.frame, minlength=frames))
    ends, frame, layers = (np.concatenate(part) for part in zip(*pieces, strict=True))
    return Folds(np.stack(counts, axis=1)[:, :-1], ends, frame, layers)


def most_regions(widths: tuple[int, ...], inputs: int = 2) -> int:
    """The most regions that hidden layers of these widths n_l can cut: Π_l Σ_{j ≤ d_l} C(n_l, j).

    d_l = min(inputs, n_1, …, n_{l−1}) is the dimension that reaches layer l. For one layer it is reached by lines in
    general position, 1 + n + C(n, 2) in the plane: Zaslavsky (1975). For more: Montúfar (2017), proposition 3.
    """
    product, dimension = 1, inputs
    for width in widths:
        product *= sum(comb(width, j) for j in range(dimension + 1))
        dimension = min(dimension, width)
    return product
