"""A fully connected network on a flat vector of parameters.

Layer l holds one matrix Θ_l of shape (inputs + 1, outputs); its last row is the bias, fed by a constant 1. All of them,
row by row and one after the other, are θ (p,). Leading axes are networks side by side: θ (K, p) is K networks.
"""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from dlcore.arrays import Array
from dlcore.network.activations import ACTIVATIONS, Activation
from dlcore.network.losses import Loss
from dlcore.registry import Registry

INITIALIZATIONS: Registry[str] = Registry(
    "initialization",
    {
        "glorot": "variance 2/(in + out), Glorot and Bengio (2010), eq. 16",
        "he": "variance 2/in, He et al. (2015), eq. 10",
        "lecun": "variance 1/in, LeCun et al. (1998), eq. 16",
        "zeros": "all weights 0: the neurons of a layer stay alike for ever",
        "large": "variance 25/in: every tanh and sigmoid starts saturated",
    },
)


def spread(initialization: str, inputs: int, outputs: int) -> float:
    """Standard deviation of a layer's first weights."""
    variance = {
        "glorot": 2 / (inputs + outputs),
        "he": 2 / inputs,
        "lecun": 1 / inputs,
        "zeros": 0.0,
        "large": 25 / inputs,
    }
    return float(variance[initialization] ** 0.5)


@dataclass(frozen=True)
class Network:
    """Layers of widths `sizes` = (d, h_1, …, k), a bend after every layer but the last.

    a_0 = x,  z_l = a_l W_l + b_l,  a_{l+1} = φ(z_l),  score = z_last.
    Raises ValueError for fewer than two sizes, a size below 1, or an unknown activation.
    """

    sizes: tuple[int, ...]
    activation: Activation

    def __init__(self, sizes: tuple[int, ...], activation: Activation | str) -> None:
        if len(sizes) < 2 or min(sizes) < 1:
            raise ValueError(f"a network needs at least two layer sizes of at least 1, not {tuple(sizes)}")
        object.__setattr__(self, "sizes", tuple(int(size) for size in sizes))
        chosen = ACTIVATIONS[activation] if isinstance(activation, str) else activation
        object.__setattr__(self, "activation", chosen)

    @property
    def shapes(self) -> list[tuple[int, int]]:
        """Shape (in + 1, out) of each layer's matrix."""
        return [(inputs + 1, outputs) for inputs, outputs in pairwise(self.sizes)]

    @property
    def n_params(self) -> int:
        """p = Σ (in·out + out)."""
        return sum(rows * columns for rows, columns in self.shapes)

    def init(self, rng: np.random.Generator, initialization: str = "glorot") -> Array:
        """First parameters θ (p,): normal weights of the named variance, biases 0."""
        INITIALIZATIONS[initialization]
        theta = np.zeros(self.n_params)
        for weights, _ in self.unpack(theta):
            weights[:] = rng.standard_normal(weights.shape) * spread(initialization, *weights.shape)
        return theta

    def matrices(self, theta: Array) -> list[Array]:
        """Views (..., in + 1, out) of θ (..., p), one a layer."""
        views, start = [], 0
        for rows, columns in self.shapes:
            views.append(theta[..., start : start + rows * columns].reshape(*theta.shape[:-1], rows, columns))
            start += rows * columns
        return views

    def unpack(self, theta: Array) -> list[tuple[Array, Array]]:
        """Views W (..., in, out) and b (..., out) of θ (..., p), one pair a layer."""
        return [(matrix[..., :-1, :], matrix[..., -1, :]) for matrix in self.matrices(theta)]

    def layers(self, theta: Array, x: Array) -> list[Array]:
        """All activations [x, a_1, …, score] for x (n, d) or (..., n, d)."""
        activations = [x]
        for weights, bias in self.unpack(theta):
            z = activations[-1] @ weights + bias[..., None, :]
            activations.append(self.activation.value(z))
        activations[-1] = z
        return activations

    def forward(self, theta: Array, x: Array) -> Array:
        """Scores (..., n, k) of θ (..., p) for x (n, d) or (..., n, d)."""
        a = x
        *hidden, (weights, bias) = self.unpack(theta)
        for hidden_weights, hidden_bias in hidden:
            a = self.activation.value(a @ hidden_weights + hidden_bias[..., None, :])
        return np.asarray(a @ weights + bias[..., None, :])

    def gradient(self, theta: Array, x: Array, y: Array, loss: Loss) -> Array:
        """∂loss/∂θ (..., p) at θ (..., p), for x (n, d) or (..., n, d) and y (n, k) or (..., n, k)."""
        leading = np.broadcast_shapes(theta.shape[:-1], x.shape[:-2])
        theta = np.broadcast_to(theta, (*leading, self.n_params))
        return Backpropagation(self, theta, x.shape[-2])(with_ones(x), y, loss)

    @property
    def is_weight(self) -> Array:
        """1.0 where θ holds a weight, 0.0 where it holds a bias, (p,)."""
        mask = np.ones(self.n_params)
        for _, bias in self.unpack(mask):
            bias[:] = 0
        return mask


def with_ones(x: Array) -> Array:
    """[x 1]: inputs (..., n, d) with the constant that feeds the biases, (..., n, d + 1)."""
    return np.concatenate([x, np.ones_like(x[..., :1])], axis=-1)


class Backpropagation:
    """The gradient of a loss by the chain rule, in buffers that are kept from call to call.

    forward:   z_l = [a_l 1] Θ_l,  a_{l+1} = φ(z_l)
    backward:  δ_last = ∂loss/∂score,  ∂loss/∂Θ_l = [a_l 1]ᵀ δ_l,  δ_{l−1} = (δ_l W_lᵀ) ⊙ φ′(a_l)
    θ (..., p) is looked at, not copied: change it in place and call again. The gradient returned is the same array at
    every call. Rumelhart, Hinton and Williams (1986), eq. 4 to 6.
    """

    def __init__(self, network: Network, theta: Array, n: int) -> None:
        self.activation = network.activation
        self.gradient = np.empty_like(theta)
        self.gradients = network.matrices(self.gradient)
        self.matrices = network.matrices(theta)
        self.weights_transposed = [matrix[..., :-1, :].mT for matrix in self.matrices]
        self.hidden = [np.ones((*theta.shape[:-1], n, size + 1), theta.dtype) for size in network.sizes[1:-1]]
        self.product = np.dot if theta.ndim == 1 else np.matmul  # the same sums; dot starts sooner on single matrices

    def __call__(self, x: Array, y: Array, loss: Loss) -> Array:
        """Gradient at x (..., n, d + 1), its last column 1, and y (..., n, k)."""
        product, value, slope = self.product, self.activation.value, self.activation.slope
        inputs, activations = [x, *self.hidden], []
        for layer, hidden in enumerate(self.hidden):
            activations.append(value(product(inputs[layer], self.matrices[layer])))
            hidden[..., :-1] = activations[layer]
        delta = loss.grad(product(inputs[-1], self.matrices[-1]), y)
        for layer in range(len(self.hidden), 0, -1):
            product(inputs[layer].mT, delta, out=self.gradients[layer])
            delta = product(delta, self.weights_transposed[layer]) * slope(activations[layer - 1])
        product(x.mT, delta, out=self.gradients[0])
        return self.gradient
