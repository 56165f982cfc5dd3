"""Training when the gradients of earlier steps are never cleared."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from dlcore.arrays import Array
from dlcore.data.datasets import DATASETS
from dlcore.network.losses import LOSSES
from dlcore.network.network import Network
from dlcore.optimization.descent import descend_path
from dlcore.optimization.optimizers import Optimizer, Sgd, Velocity
from dlcore.registry import Registry


@dataclass(frozen=True)
class Uncleared(Optimizer[Velocity]):
    """Gradient descent along all gradients so far: d_t = g_1 + … + g_t.

    This is momentum with a factor of 1: nothing is forgotten, and on a bowl the run swings for ever.
    """

    def init(self, theta: Array) -> Velocity:
        """Begin with a sum of 0."""
        return Velocity(np.zeros_like(theta))

    def direction(self, gradient: Array, state: Velocity) -> tuple[Array, Velocity]:
        """Add the new gradient to what is kept, and go along all of it."""
        kept = state.velocity + gradient
        return kept, Velocity(kept)


@dataclass(frozen=True)
class Task:
    """The task of both runs: data by name, its noise, the hidden layers, the loss."""

    dataset: str
    noise: float
    hidden: tuple[int, ...]
    loss: str


TASKS: Registry[Task] = Registry(
    "task",
    {
        "line": Task("line", 0.3, (), "squared"),
        "sine": Task("sine", 0.3, (6,), "squared"),
        "moons": Task("moons", 0.5, (4,), "cross_entropy"),
    },
)


@dataclass(frozen=True, eq=False)
class AccumulationRun:
    """Losses (T,) from the start on, all finite. diverged_at is the step at which it diverged and ends, 0 for none."""

    loss: Array
    diverged_at: int

    @property
    def rises(self) -> int:
        """The number of steps that made the loss larger."""
        return int((np.diff(self.loss) > 0).sum())


def with_and_without(
    task: str, rate: float, steps: int, seed: int, n: int = 60
) -> tuple[AccumulationRun, AccumulationRun]:
    """Train twice from one start, all n examples at every step: gradients cleared after each step, and never cleared.

    Raises UnknownNameError for an unknown task.
    """
    chosen = TASKS[task]
    data_rng, init_rng = np.random.default_rng(seed).spawn(2)
    data, loss = DATASETS[chosen.dataset](n, chosen.noise, data_rng), LOSSES[chosen.loss]
    network = Network((data.x.shape[1], *chosen.hidden, 1), "tanh")
    theta = network.init(init_rng)

    def descended(optimizer: Optimizer[Any]) -> AccumulationRun:
        trajectory = descend_path(lambda at: network.gradient(at, data.x, data.y, loss), optimizer, theta, rate, steps)
        stop = int(trajectory.diverged_at)
        value = loss.value(network.forward(trajectory.theta[: stop or None], data.x), data.y)
        return AccumulationRun(np.asarray(value), stop)

    return descended(Sgd()), descended(Uncleared())
