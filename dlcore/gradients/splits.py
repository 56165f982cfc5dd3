"""One output's error, handed back by every rule and by the chain rule, and what can be said of each."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dlcore.arrays import Array
from dlcore.gradients.split_rules import CHAIN, WAYS, UndefinedSplitError
from dlcore.network.activations import ACTIVATIONS

CLOSE = 1e-9


@dataclass(frozen=True, eq=False)
class Split:
    """An error split among h neurons: shares (h,), or None where undefined for that reason; error is the whole.

    chain (h,) is what the chain rule hands to them.
    """

    error: float
    shares: Array | None
    chain: Array
    undefined: str

    @property
    def total(self) -> float | None:
        """Sum of the shares."""
        return None if self.shares is None else float(self.shares.sum())

    @property
    def adds_up(self) -> bool:
        """Tell whether the shares add up to the error."""
        return self.total is not None and abs(self.total - self.error) <= CLOSE * max(1, abs(self.error))

    @property
    def largest(self) -> float:
        """The largest share as a multiple of the whole error, regardless of sign; 0 without shares or error."""
        if self.shares is None or self.error == 0:
            return 0.0
        return float(np.abs(self.shares).max() / abs(self.error))

    @property
    def against(self) -> NDArray[np.intp]:
        """Places of the neurons that are handed the opposite sign of the chain rule's."""
        opposed = np.zeros(0) if self.shares is None else self.shares * self.chain
        return np.flatnonzero(opposed < 0)

    @property
    def cosine(self) -> float | None:
        """Cosine between the shares and what the chain rule hands back; None where either is all zeros or undefined."""
        if self.shares is None:
            return None
        size = float(np.linalg.norm(self.shares) * np.linalg.norm(self.chain))
        return float(self.shares @ self.chain) / size if size else None

    @property
    def same(self) -> bool:
        """Tell whether the numbers are those of the chain rule."""
        return self.shares is not None and bool(np.allclose(self.shares, self.chain, rtol=CLOSE, atol=CLOSE))


@dataclass(frozen=True, eq=False)
class Splits:
    """Neurons with sums z (h,), outputs a and slopes φ′(z) (h,), joined to one output; what each of WAYS hands back.

    weight_gradient (h,) is ∂E/∂w_i = a_i e, what the chain rule tells the weights themselves.
    """

    outputs: Array
    slopes: Array
    contributions: Array
    weight_gradient: Array
    ways: dict[str, Split]


def splits(error: float, z: Array, weights: Array, activation: str) -> Splits:
    """Hand back `error` of one linear output o = Σ w_i φ(z_i); z and weights are (h,).

    The chain rule's share is δ_i = φ′(z_i) w_i e: how much the loss changes with z_i, e being ∂E/∂o.
    """
    kind = ACTIVATIONS[activation]
    outputs = kind.value(z)
    slopes = kind.slope(outputs)
    whole, column = np.array([error]), weights[:, None]
    chain = WAYS[CHAIN](whole, outputs, column)[:, 0] * slopes
    ways = {}
    for name, rule in WAYS.items():
        try:
            shares = chain if name == CHAIN else rule(whole, outputs, column)[:, 0]
            ways[name] = Split(error, shares, chain, "")
        except UndefinedSplitError as problem:
            ways[name] = Split(error, None, chain, problem.reason)
    return Splits(outputs, slopes, outputs * weights, outputs * error, ways)
