"""Pictures in a network that reads images: the weights of its first neurons, and the images it takes for others."""

from dataclasses import dataclass
from math import isqrt

import numpy as np
from numpy.typing import NDArray

from dlcore.analysis.inspection import Inspection
from dlcore.arrays import Array
from dlcore.data.datasets import Dataset


@dataclass(frozen=True, eq=False)
class Misread:
    """The surest of a part's errors at each of T frames, m places a frame, the surest first.

    example (T, m) is the row in the part, −1 where there is no further error; taken_for (T, m) the class answered and
    output (T, m) the network's output for it; count (T,) how many errors there are in all.
    """

    example: NDArray[np.intp]
    taken_for: NDArray[np.intp]
    output: Array
    count: NDArray[np.intp]


def misread(run: Inspection, part: Dataset, most: int) -> Misread:
    """The `most` errors on `part` with the largest output for the class answered, at each frame, n ≥ 1 examples.

    Raises ValueError for fewer than three classes, where there is one output and no such number.
    """
    if len(part.class_names) < 3:
        raise ValueError(f"Three classes or more have an output each, not {len(part.class_names)}.")
    outputs = run.predictions(part.x)
    taken_for, sureness = outputs.argmax(axis=-1), outputs.max(axis=-1)
    wrong = taken_for != part.labels
    order = np.argsort(np.where(wrong, -sureness, np.inf), axis=-1, kind="stable")[:, :most]
    filled = np.take_along_axis(wrong, order, axis=-1)
    return Misread(
        np.where(filled, order, -1),
        np.take_along_axis(taken_for, order, axis=-1),
        np.take_along_axis(sureness, order, axis=-1),
        wrong.sum(axis=-1),
    )


def images(part: Dataset) -> Array:
    """The examples of a part as square images (n, side, side) in the units measured, the top row first.

    Raises ValueError where the number of inputs is no square.
    """
    return _square(part.measured[0])


def first_weights(run: Inspection) -> Array:
    """The weights of every neuron after the inputs as a square image, (T, h, side, side), the top row first."""
    weights, _ = run.network.unpack(run.film.theta)[0]
    return _square(np.swapaxes(weights, -1, -2))


def _square(values: Array) -> Array:
    side = isqrt(values.shape[-1])
    if side * side != values.shape[-1]:
        raise ValueError(f"{values.shape[-1]} numbers are no square image.")
    return values.reshape(*values.shape[:-1], side, side)
