"""Handing an error back: four rules that share it out, beside the chain rule, which multiplies.

A rule says what counts of a neuron's output a and of its weight w; their product is the neuron's part, and the error is
shared out in proportion to the parts. The bias gets no share. Where the parts add up to 0 there is no proportion.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dlcore.arrays import Array
from dlcore.network.network import Network
from dlcore.registry import Registry

NOTHING, CANCELLED = "nothing", "cancelled"
ROUNDING = 1e-12
"""A sum this small against the sizes of its terms is 0 but for rounding."""


class UndefinedSplitError(ValueError):
    """The parts add up to 0; `reason` says whether all of them are 0 ("nothing") or they cancel ("cancelled")."""

    def __init__(self, rule: str, reason: str) -> None:
        why = "every part is 0" if reason == NOTHING else "the parts cancel"
        super().__init__(f"The rule {rule!r} is undefined: {why}, and an error cannot be divided in proportion to 0.")
        self.reason = reason


@dataclass(frozen=True)
class Rule:
    """A way to hand back an error: part_ij = of_input(a_i) · of_weight(w_ij), share_ij = e_j part_ij / Σ_i part_ij.

    The chain rule is the one that does not divide: share_ij = w_ij δ_j, each part as it is.
    """

    name: str
    of_input: Callable[[Array], Array]
    of_weight: Callable[[Array], Array]
    divides: bool = True

    def totals(self, inputs: Array, weights: Array) -> Array:
        """The divisor, Σ_i part_ij or 1, (..., k), for inputs (..., h) and weights (h, k).

        Raises UndefinedSplitError where the parts add up to 0.
        """
        of_input, of_weight = self.of_input(inputs), self.of_weight(weights)
        total, size = of_input @ of_weight, np.abs(of_input) @ np.abs(of_weight)
        bad = is_zero(total, size)
        if self.divides and bad.any():
            raise UndefinedSplitError(self.name, CANCELLED if (size[bad] > 0).any() else NOTHING)
        return np.asarray(total if self.divides else np.ones_like(total))

    def __call__(self, error: Array, inputs: Array, weights: Array) -> Array:
        """The error that runs back along each weight, (..., h, k). Where the rule divides, column j adds up to e_j.

        error (..., k) of the neurons above, inputs (..., h) of those below, weights (h, k) between them.
        Raises UndefinedSplitError where the parts of a column add up to 0.
        """
        parts = self.of_input(inputs)[..., :, None] * self.of_weight(weights)
        return np.asarray(parts * (error / self.totals(inputs, weights))[..., None, :])


def is_zero(total: Array, size: Array) -> NDArray[np.bool_]:
    """Tell whether a sum is 0 but for rounding, `size` being the sum of its terms' sizes."""
    return np.asarray(np.abs(total) <= ROUNDING * size)


def itself(values: Array) -> Array:
    """The number as it is."""
    return values


RULES: Registry[Rule] = Registry(
    "rule",
    {
        "equal": Rule("equal", np.ones_like, np.ones_like),
        "contribution": Rule("contribution", itself, itself),
        "weight": Rule("weight", np.ones_like, itself),
        "normalised": Rule("normalised", np.abs, np.abs),
    },
)
"""Equal; by contribution a·w (layer-wise relevance: Bach et al. 2015); by weight (Rashid 2016, part 1); by |a·w|."""

CHAIN = "chain"
WAYS: Registry[Rule] = Registry("way", {CHAIN: Rule(CHAIN, np.ones_like, itself, divides=False), **RULES})
"""The chain rule and the four rules, in the order in which they are shown. Rumelhart et al. (1986), eq. 6."""


@dataclass(frozen=True, eq=False)
class Flow:
    """An error on its way back through one network: what every neuron and every weight is handed.

    outputs and errors hold a vector for each layer, inputs first; edges a matrix (in, out) for each weight matrix.
    Below the layer at which a rule was undefined, errors and edges are None; `undefined` is then its reason, else "".
    """

    outputs: tuple[Array, ...]
    errors: tuple[Array | None, ...]
    edges: tuple[Array | None, ...]
    undefined: str

    @property
    def totals(self) -> tuple[float | None, ...]:
        """The sum of a layer's errors, inputs first."""
        return tuple(None if errors is None else float(errors.sum()) for errors in self.errors)

    @property
    def reached(self) -> int:
        """The number of layers that the error has come back through."""
        return sum(matrix is not None for matrix in self.edges)


def flow(network: Network, theta: Array, x: Array, error: Array, way: str) -> Flow:
    """Hand `error` (k,) at the outputs back to the inputs x (d,), θ being (p,).

    A rule hands on whole shares. The chain rule hands on δ_i = Σ_j φ′(z_i) w_ij δ_j; at the inputs there is no φ.
    Raises UnknownNameError for an unknown way.
    """
    rule = WAYS[way]
    outputs = [a[0] for a in network.layers(theta, x[None, :])]
    errors: list[Array | None] = [error]
    edges: list[Array | None] = []
    undefined = ""
    for layer, (weights, _) in reversed(list(enumerate(network.unpack(theta)))):
        above, a, sent = errors[0], outputs[layer], None
        if above is not None:
            try:
                sent = rule(above, a, weights)
            except UndefinedSplitError as problem:
                undefined = problem.reason
            else:
                sent = sent * (1.0 if rule.divides or not layer else network.activation.slope(a)[:, None])
        edges.insert(0, sent)
        errors.insert(0, None if sent is None else sent.sum(axis=1))
    return Flow(tuple(outputs), tuple(errors), tuple(edges), undefined)
