"""Training in slow motion: a few updates one by one, each with its batch, its gradient and what it did."""

from collections import defaultdict
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from dlcore.arrays import Array
from dlcore.training.experiment import Experiment
from dlcore.training.training import Film, Trainer, film_of

PHASES = ("forward", "loss", "backward", "update")


@dataclass(frozen=True, eq=False)
class Update:
    """One update of θ: the examples of its batch, and the numbers of its four phases.

    forward and loss: the mean loss of the batch before; backward: the gradient (p,) on the batch, penalty included;
    update: θ before and after (p,), and the loss of the same batch then. step counts from 1.
    """

    step: int
    batch: NDArray[np.intp]
    before: Array
    after: Array
    gradient: Array
    loss_before: float
    loss_after: float

    @property
    def gradient_size(self) -> float:
        """‖g‖, infinite for a gradient that is no longer a number."""
        return size(self.gradient)

    @property
    def step_size(self) -> float:
        """‖θ_after − θ_before‖."""
        return size(self.after - self.before)


def size(vector: Array) -> float:
    """‖v‖, infinite where v is no longer a number."""
    with np.errstate(all="ignore"):
        length = float(np.linalg.norm(vector))
    return length if np.isfinite(length) else np.inf


@dataclass(frozen=True, eq=False)
class SlowMotion:
    """U updates in a row, and the film of θ before the first and after each of them, U + 1 frames.

    total is how many updates the whole run has.
    """

    updates: tuple[Update, ...]
    film: Film
    total: int

    @property
    def moments(self) -> NDArray[np.intp]:
        """Frame of the film at every phase (4U,): only the last phase of an update shows what it made of θ."""
        return np.array([frame for u in range(len(self.updates)) for frame in (u, u, u, u + 1)], dtype=np.intp)


def watch(experiment: Experiment, first: int, updates: int) -> SlowMotion:
    """Train up to the update before `first` (counted from 1), then look at each of the next `updates`.

    Where the run is over before, the last of its updates are shown. Raises ValueError for a first below 1, for fewer
    than one update, and for an experiment of several runs.
    """
    if first < 1 or updates < 1 or experiment.leading:
        raise ValueError("Slow motion shows at least one update of one run, the first being number 1.")
    trainer = Trainer(experiment)
    trainer.advance(min(first, trainer.updates) - 1)
    end = trainer.step if trainer.over else min(trainer.updates, trainer.step + updates)
    if end - trainer.step < updates:
        trainer = Trainer(experiment)
        trainer.advance(max(0, end - updates))
    rows = places(*trainer.parts[0])
    seen: list[Update] = []
    snapshots = [trainer.snapshot()]
    while len(seen) < updates and not trainer.over:
        seen.append(look(trainer, rows))
        snapshots.append(trainer.snapshot())
    return SlowMotion(tuple(seen), film_of(experiment, snapshots), trainer.updates)


def look(trainer: Trainer, rows: dict[bytes, list[int]]) -> Update:
    """Let a trainer do one update, and note everything about it."""
    trainer.begin_due_stages()
    x, y = next(trainer.batches)
    trainer.batches = chain([(x, y), (x, y)], trainer.batches)
    before = trainer.theta.copy()
    with np.errstate(all="ignore"):
        gradient = trainer.gradient().copy()
        trainer.advance(1)
        losses = [batch_loss(trainer, theta, x[:, :-1], y) for theta in (before, trainer.theta)]
    return Update(trainer.step, examples(x[:, :-1], y, rows), before, trainer.theta.copy(), gradient, *losses)


def batch_loss(trainer: Trainer, theta: Array, x: Array, y: Array) -> float:
    """Mean loss of θ (p,) on a batch, that of the stage, without regularization; infinite where it is not a number."""
    value = float(trainer.loss.value(trainer.network.forward(theta, x), y))
    return value if np.isfinite(value) else np.inf


def places(x: Array, y: Array) -> dict[bytes, list[int]]:
    """For every example, by its numbers, where it stands among the training examples."""
    rows: dict[bytes, list[int]] = defaultdict(list)
    for index, row in enumerate(np.hstack([x, y])):
        rows[row.tobytes()].append(index)
    return rows


def examples(x: Array, y: Array, rows: dict[bytes, list[int]]) -> NDArray[np.intp]:
    """The examples of a batch. Of examples alike to the last bit, the first ones stand for the others."""
    found: dict[bytes, int] = defaultdict(int)
    batch = []
    for row in np.hstack([x, y]):
        key = row.tobytes()
        batch.append(rows[key][found[key]])
        found[key] += 1
    return np.array(batch, dtype=np.intp)
