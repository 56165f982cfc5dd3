"""Trials: real training runs at settings that a search asks for, judged by validation data, never by test data.

A setting is a point of the unit cube, an axis for each hyperparameter searched; its range says what a place on the
axis means. The examples not trained on are parted again: a few for validation, which the search may see, and the
rest for the test, which it may not.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import numpy as np

from dlcore.arrays import Array
from dlcore.data.datasets import Dataset, split
from dlcore.network.losses import LOSSES
from dlcore.registry import Registry
from dlcore.training.experiment import Experiment, network_inputs, prepare
from dlcore.training.training import Trainer

VALIDATION_SHARE = 0.125
"""The part of the examples not trained on is for validation; the others are the test set."""

VALIDATION, SEARCH = 3, 4
"""Children of the seed, after those for data, first parameters and batches: the parting, and the search's chance."""

Point = tuple[float, ...]
"""A place in the unit cube, a number from 0 to 1 for each hyperparameter searched."""


@dataclass(frozen=True)
class Range:
    """A range from low to high on a logarithmic scale, in whole numbers or not: value(u) = low · (high/low)^u."""

    low: float
    high: float
    whole: bool = False

    def value(self, place: float) -> float:
        """The value at a place from 0 to 1, exact at both ends. Raises ValueError outside."""
        if not 0 <= place <= 1:
            raise ValueError(f"A place on an axis lies between 0 and 1, not at {place}.")
        value = min(max(self.low * (self.high / self.low) ** place, self.low), self.high)
        return round(value) if self.whole else float(f"{value:.6g}")

    def place(self, value: float) -> float:
        """The place of a value."""
        return float(np.log(value / self.low) / np.log(self.high / self.low))


RANGES = Registry(
    "hyperparameter",
    {
        "learning_rate": Range(1e-3, 1e2),
        "regularization": Range(1e-5, 1.0),
        "hidden": Range(1, 16, whole=True),
        "batch_size": Range(4, 120, whole=True),
    },
)


@dataclass(frozen=True)
class Space:
    """The space of a search: an Experiment, and the names in RANGES of the hyperparameters that vary.

    hidden is the width of every hidden layer; regularization is the strength of the experiment's own penalty.
    Raises ValueError for no name, a name twice, or an unknown one.
    """

    experiment: Experiment
    searched: tuple[str, ...]

    def __post_init__(self) -> None:
        if not self.searched or len(set(self.searched)) < len(self.searched):
            raise ValueError(f"A search needs hyperparameters, each once, not {self.searched}.")
        for name in self.searched:
            RANGES[name]

    def values(self, point: Point) -> tuple[float, ...]:
        """The values of the hyperparameters at a point."""
        return tuple(RANGES[name].value(place) for name, place in zip(self.searched, point, strict=True))

    def snapped(self, point: Point) -> Point:
        """The point nearest that can be had: hidden units and examples are whole."""
        named = zip(self.searched, point, strict=True)
        return tuple(
            RANGES[name].place(RANGES[name].value(place)) if RANGES[name].whole else place for name, place in named
        )

    def settings(self, point: Point) -> Experiment:
        """The experiment of a point."""
        changes: dict[str, Any] = dict(zip(self.searched, self.values(point), strict=True))
        if "hidden" in changes:
            changes["hidden"] = (int(changes["hidden"]),) * len(self.experiment.hidden)
        if "regularization" in changes:
            changes["regularization_strength"] = changes.pop("regularization")
        return replace(self.experiment, **changes)


@dataclass(frozen=True)
class Trial:
    """A setting that was trained: its point, its values, its loss on the validation data, or when it diverged."""

    point: Point
    values: tuple[float, ...]
    validation: float
    diverged_at: int | None = None


@lru_cache(maxsize=16)
def validation_and_test(experiment: Experiment) -> tuple[Dataset, Dataset]:
    """The examples not trained on, parted: validation data for choosing, test data for judging what was chosen."""
    _, _, held_out = prepare(experiment)
    return split(held_out, VALIDATION_SHARE, np.random.default_rng(experiment.seed).spawn(5)[VALIDATION])


def loss_on(part: Dataset, trainer: Trainer) -> Array:
    """Loss of the networks in training on a part of the data, one for each."""
    scores = trainer.network.forward(trainer.theta, network_inputs(trainer.experiment, part.x))
    return np.asarray(LOSSES[trainer.experiment.loss].value(scores, part.y))


@lru_cache(maxsize=64)
def guess(experiment: Experiment) -> float:
    """Validation loss of score 0 everywhere, which for two classes is a half for each: ln 2."""
    part, _ = validation_and_test(experiment)
    return float(LOSSES[experiment.loss].value(np.zeros_like(part.y), part.y))


def train(space: Space, points: Sequence[Point]) -> list[Trial]:
    """Train a network at every point and give the trials in the same order.

    Those with one architecture and one batch size train side by side along the leading axis of θ (K, p), each with its
    own learning rate and strength of regularization; that changes no number. A run that diverged has no loss: infinity.
    """
    settings = [space.settings(point) for point in points]
    company: dict[tuple[tuple[int, ...], int], list[int]] = {}
    for index, setting in enumerate(settings):
        company.setdefault((setting.hidden, setting.batch_size), []).append(index)
    found: dict[int, Trial] = {}
    for members in company.values():
        trainer = _side_by_side([settings[index] for index in members])
        trainer.advance(trainer.updates)
        part, _ = validation_and_test(space.experiment)
        for index, loss, step in zip(members, loss_on(part, trainer), trainer.diverged_at, strict=True):
            point = space.snapped(points[index])
            validation = float("inf") if step else float(loss)
            found[index] = Trial(point, space.values(point), validation, int(step) or None)
    return [found[index] for index in range(len(points))]


def _side_by_side(settings: list[Experiment]) -> Trainer:
    trainer = Trainer(replace(settings[0], learning_rate=tuple(setting.rates[0] for setting in settings)))
    strengths = np.array([setting.regularization_strength for setting in settings])
    trainer.strength = strengths[:, None] * trainer.network.is_weight
    return trainer


def retrain(space: Space, point: Point, fresh: int = 5) -> tuple[Array, Array]:
    """Loss on validation and on test data, each (1 + fresh,): the trial again, then from fresh starts.

    The data stay; the first parameters and the order of the batches are new. What a search takes for skill but was
    luck, with its start or with its few validation examples, is gone from the fresh losses on the test data.
    """
    setting = space.settings(point)
    trainer = Trainer(replace(setting, learning_rate=setting.rates, starts=1 + fresh))
    trainer.advance(trainer.updates)
    parts = validation_and_test(setting)
    losses = [np.where(trainer.diverged_at > 0, np.inf, loss_on(part, trainer))[:, 0] for part in parts]
    return losses[0], losses[1]
