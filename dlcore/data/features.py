"""Features of a point of the line or the plane, with which a linear model can follow a curve."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from dlcore.arrays import Array
from dlcore.registry import Registry


@dataclass(frozen=True)
class Feature:
    """A number computed from the first `inputs` coordinates of a point: x (..., d) -> (...)."""

    inputs: int
    value: Callable[[Array], Array]


FEATURES = Registry(
    "feature",
    {
        "x1": Feature(1, lambda x: x[..., 0]),
        "x2": Feature(2, lambda x: x[..., 1]),
        "x1_squared": Feature(1, lambda x: x[..., 0] ** 2),
        "x2_squared": Feature(2, lambda x: x[..., 1] ** 2),
        "x1_x2": Feature(2, lambda x: x[..., 0] * x[..., 1]),
        "sin_x1": Feature(1, lambda x: np.sin(np.pi * x[..., 0])),
        "sin_x2": Feature(2, lambda x: np.sin(np.pi * x[..., 1])),
    },
)


def expand(x: Array, names: Sequence[str]) -> Array:
    """Compute features of toy points: x (..., d) -> (..., len(names)), with d = 1 or 2; sin means sin(π x).

    Raises ValueError without a name, with an unknown one, or with one that needs a coordinate which x does not have.
    """
    inputs = x.shape[-1]
    if inputs > 2:
        raise ValueError(f"Features are for points of a line or a plane, not for {inputs} inputs.")
    if not names:
        raise ValueError("At least one feature is needed.")
    for name in names:
        if FEATURES[name].inputs > inputs:
            raise ValueError(f"The feature {name} needs a second coordinate, and these points have only x1.")
    return np.stack([FEATURES[name].value(x) for name in names], axis=-1)
