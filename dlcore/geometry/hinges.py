"""A curve built from hinges: v·max(0, x − t) is flat up to the knot t and climbs by v from there on."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from dlcore.arrays import Array
from dlcore.network.network import Network
from dlcore.registry import Registry


@dataclass(frozen=True)
class Target:
    """A curve f on [−1, 1] to be built, with the largest |f″| there."""

    value: Callable[[Array], Array]
    bend: float


TARGETS: Registry[Target] = Registry(
    "target",
    {
        "sine": Target(lambda x: np.sin(np.pi * x), np.pi**2),
        "square": Target(lambda x: 2 * x**2 - 1, 4.0),
        "step": Target(lambda x: np.tanh(6 * x), 36 * 4 / (3 * 3**0.5)),
    },
)


@dataclass(frozen=True, eq=False)
class Hinges:
    """A straight line and k hinges: f(x) = start + slope·x + Σ_j turn_j · max(0, side_j·(x − knot_j)).

    knot, turn and side (..., k), start and slope (...,); side is +1 where a hinge opens to the right, −1 to the left.
    """

    start: Array
    slope: Array
    knot: Array
    turn: Array
    side: Array

    def each(self, x: Array) -> Array:
        """Every hinge by itself at x (m,): (..., k, m)."""
        return np.asarray(self.turn[..., None] * np.maximum(0, self.side[..., None] * (x - self.knot[..., None])))

    def value(self, x: Array) -> Array:
        """The curve at x (m,): (..., m)."""
        line = self.start[..., None] + self.slope[..., None] * x
        return np.asarray(line + self.each(x).sum(axis=-2))


def laid(target: Target, k: int, low: float = -1.0, high: float = 1.0) -> Hinges:
    """k hinges at even distances, so that the curve meets the target at every knot and at both ends.

    Between neighbours it is straight; hinge j turns the slope by turn_j = s_j − s_{j−1}, with s_j the slopes of the
    pieces. Raises ValueError for a negative k.
    """
    if k < 0:
        raise ValueError(f"A curve has no {k} hinges.")
    x = np.linspace(low, high, k + 2)
    y = target.value(x)
    slopes = np.diff(y) / np.diff(x)
    return Hinges(y[0] - slopes[0] * low, slopes[0], x[1:-1], np.diff(slopes), np.ones(k))


def largest_error(target: Target, hinges: Hinges, low: float = -1.0, high: float = 1.0, fine: int = 4001) -> float:
    """The largest |f(x) − target(x)| over `fine` places from low to high."""
    x = np.linspace(low, high, fine)
    return float(np.abs(hinges.value(x) - target.value(x)).max())


def error_bound(target: Target, k: int, low: float = -1.0, high: float = 1.0) -> float:
    """The most by which k hinges laid evenly can miss: (w²/8) · max |f″| with pieces of width w = (high − low)/(k + 1).

    Twice as many pieces, a quarter of the error. De Boor (1978), A Practical Guide to Splines, chapter III, eq. 2.
    """
    return ((high - low) / (k + 1)) ** 2 / 8 * target.bend


def of_network(network: Network, theta: Array) -> Hinges:
    """The hinges of a ReLU network 1-k-1 at θ (..., p): knot −b/w, turn v·|w|, opening to the side of w's sign.

    A unit with w = 0 never turns: its constant v·max(0, b) goes into the start. Raises ValueError for other networks.
    """
    if network.activation.name != "relu" or len(network.sizes) != 3 or network.sizes[0] != 1 or network.sizes[2] != 1:
        raise ValueError(f"Hinges are those of a ReLU network 1-k-1, not of {network.sizes}.")
    (first, bias), (last, constant) = network.unpack(theta)
    w, v = first[..., 0, :], last[..., 0]
    turns = np.abs(w) > 0
    knot = np.where(turns, -bias / np.where(turns, w, 1), 0)
    still = np.where(turns, 0, v * np.maximum(0, bias)).sum(axis=-1)
    return Hinges(constant[..., 0] + still, np.zeros(theta.shape[:-1]), knot, v * np.abs(w), np.where(w < 0, -1.0, 1.0))
