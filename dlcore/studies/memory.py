"""Memory of training, in bytes, worked out from the architecture alone."""

from dataclasses import dataclass

import numpy as np

from dlcore.network.network import Network
from dlcore.optimization.optimizers import OPTIMIZERS

NUMBER = np.dtype(float).itemsize
"""Bytes of one number: 8, for float64."""


@dataclass(frozen=True)
class Memory:
    """Bytes of the arrays that one update needs; only the activations grow with the batch."""

    parameters: int
    gradients: int
    state: int
    activations: int

    @property
    def total(self) -> int:
        """All of them together."""
        return self.parameters + self.gradients + self.state + self.activations


def needed(network: Network, optimizer: str, size: int) -> Memory:
    """Bytes for a batch of `size` = B: p parameters, p gradients, c·p of state, and B·Σ(h_l + 1) activations.

    c is how many arrays as large as θ the optimizer keeps (0 for gradient descent, 1 for momentum, 2 for Adam). The
    activations are what the chain rule needs again on its way back: for every example the inputs and the hidden
    values, with the constant 1 that feeds the biases. The scores and passing results are not counted.
    """
    theta = network.n_params * NUMBER
    state = OPTIMIZERS[optimizer]().init(np.zeros(network.n_params))
    copies = sum(isinstance(part, np.ndarray) for part in state)
    values = sum(width + 1 for width in network.sizes[:-1])
    return Memory(theta, theta, copies * theta, size * values * NUMBER)
