"""The true surface: the validation loss of every setting on a fine grid, to be looked up instead of trained anew."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from dlcore.arrays import Array
from dlcore.search.trials import Point, Space, Trial, train

TOP = 0.05
"""The best settings: this share of all."""


def row(space: Space, shape: tuple[int, int], number: int, others: Point = ()) -> list[Trial]:
    """One row of a surface of shape (rows, columns), from the lowest: every column of it, trained side by side.

    The first hyperparameter goes along the row; the second, if there is one, up the rows; `others` are held.
    Each cell stands for its middle.
    """
    rows, columns = shape
    up = ((number + 0.5) / rows,) if len(space.searched) > 1 else ()
    return train(space, [((column + 0.5) / columns, *up, *others) for column in range(columns)])


def look_up(losses: Array, space: Space, points: Sequence[Point]) -> list[Trial]:
    """Trials at points of one or two hyperparameters as the surface (rows, columns) has them: the nearest cell's loss.

    A search over the surface costs no training, so that it can be repeated with other luck as often as one likes.
    """
    rows, columns = losses.shape
    found = []
    for point in points:
        across, up = point if len(point) > 1 else (point[0], 0.0)
        cell = min(int(up * rows), rows - 1), min(int(across * columns), columns - 1)
        found.append(Trial(point, space.values(point), float(losses[cell])))
    return found


def best_settings(losses: Array) -> NDArray[np.intp]:
    """Indices of the best twentieth (TOP) of the losses, laid flat."""
    return np.argsort(losses, axis=None, kind="stable")[: round(TOP * losses.size)]


def replayed_luck(losses: Array, budget: int, replays: int, rng: np.random.Generator) -> float:
    """The share of replays in which the best of `budget` settings drawn at random was among the best twentieth."""
    drawn = rng.integers(losses.size, size=(replays, budget))
    return float(np.isin(drawn, best_settings(losses)).any(axis=1).mean())
