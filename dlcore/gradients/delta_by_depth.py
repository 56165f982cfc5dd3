"""The size of δ in each layer of a deep network: the factor that the chain rule brings in, layer after layer."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from dlcore.arrays import Array
from dlcore.network.losses import LOSSES
from dlcore.network.network import Network, spread

NETWORKS, EXAMPLES = 8, 8
"""Networks drawn anew, and examples each, over which a size of δ is averaged."""


@dataclass(frozen=True, eq=False)
class Deltas:
    """The size of δ = ∂loss/∂z in layers 1 … L of a network with L hidden layers, and at its output.

    size (L + 1,) is the root mean square over neurons, examples and networks, output last, in units of the output's.
    slope (L,) is the root mean square of φ′ in each hidden layer; gain is √(h·Var w), what a hidden matrix does alone.
    """

    size: Array
    slope: Array
    gain: float

    @property
    def factor(self) -> float | None:
        """The mean factor from a hidden layer to the one below, the (L − 1)-th root of all; None without a pair."""
        whole = self.size[-2] if len(self.size) > 2 else 0.0
        return float((self.size[0] / whole) ** (1 / (len(self.size) - 2))) if whole else None

    @property
    def predicted(self) -> float | None:
        """gain · slope, as a geometric mean over the same layers: what independent weights would give."""
        if len(self.slope) < 2:
            return None
        with np.errstate(divide="ignore"):
            return float(self.gain * np.exp(np.log(self.slope[:-1]).mean()))


def deltas(activation: str, depth: int, initialization: str, width: int = 32, seed: int = 0) -> Deltas:
    """Walk δ back through untrained networks of `depth` hidden layers of `width` neurons.

    δ_L+1 = ∂loss/∂score, δ_l = φ′(z_l) ⊙ (W_l+1 δ_l+1). With independent weights its mean square grows by
    h·Var(w)·mean φ′² a layer: Glorot and Bengio (2010), eq. 6. Inputs are normal, the loss is the squared error.
    Raises ValueError for a depth or width below 1, and for an unknown name.
    """
    if depth < 1 or width < 1:
        raise ValueError(f"Depth and width must be at least 1, not {depth} and {width}.")
    network = Network((width,) * (depth + 1) + (1,), activation)
    theta, x, y = drawn(network.sizes, initialization, seed)
    activations = network.layers(theta, x)
    delta = LOSSES["squared"].grad(activations[-1], y)
    sizes, slopes = [rms(delta)], []
    for (weights, _), a in zip(network.unpack(theta)[:0:-1], activations[-2:0:-1], strict=True):
        slope = network.activation.slope(a)
        delta = (delta @ weights.mT) * slope
        sizes.append(rms(delta))
        slopes.append(rms(slope))
    size, slope = np.array(sizes[::-1]), np.array(slopes[::-1])
    return Deltas(size / size[-1], slope, width**0.5 * spread(initialization, width, width))


@lru_cache(maxsize=4)  # the same for every activation, and half of the work
def drawn(sizes: tuple[int, ...], initialization: str, seed: int) -> tuple[Array, Array, Array]:
    """θ (K, p) of K networks, inputs x (n, d) and targets y (n, k), none of which can be changed."""
    init_rng, data_rng = np.random.default_rng(seed).spawn(2)
    network = Network(sizes, "linear")
    theta = np.stack([network.init(init_rng, initialization) for _ in range(NETWORKS)])
    x, y = (data_rng.standard_normal((EXAMPLES, size)) for size in (sizes[0], sizes[-1]))
    for array in (theta, x, y):
        array.flags.writeable = False
    return theta, x, y


def rms(values: Array) -> float:
    """√ of the mean of the squares."""
    return float(np.sqrt(np.mean(np.square(values))))
