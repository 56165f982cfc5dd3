"""Batch sizes at equal cost: the same training for equal epochs, and for equal updates.

An epoch sees every example once, in ⌈n/B⌉ updates. So with equal epochs a large batch makes few updates, and with equal
updates it sees many examples: the two comparisons ask different questions.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from math import ceil

import numpy as np
from numpy.typing import NDArray

from dlcore.arrays import Array
from dlcore.registry import Registry
from dlcore.training.training import Experiment, Film, Trainer, frame_steps, updates_in_epoch

REFERENCE = 10
"""The batch size at which every rule gives the learning rate that was set."""

RULES: Registry[Callable[[float], float]] = Registry(
    "rule",
    {"fixed": lambda ratio: 1.0, "root": lambda ratio: ratio**0.5, "linear": lambda ratio: ratio},
)
"""Rules for the learning rate by batch size: its factor, given B / REFERENCE.

linear: Goyal et al. (2017), Accurate, large minibatch SGD, section 2.1. root: Krizhevsky (2014), One weird trick for
parallelizing convolutional neural networks, section 5, which keeps the variance of a step.
"""


def rate_for(size: int, rate: float, rule: str) -> float:
    """Learning rate for batches of `size`, where `rate` is the one for REFERENCE."""
    return rate * RULES[rule](size / REFERENCE)


def ladder(n: int, chosen: int) -> tuple[int, ...]:
    """Five batch sizes from 1 to n, about evenly on a log scale, `chosen` among them in place of the nearest."""
    steps = sorted({round(n ** (i / 4)) for i in range(5)})
    if chosen in steps:
        return tuple(steps)
    inner = steps[1:-1] or steps
    nearest = min(inner, key=lambda size: abs(np.log(size / chosen)))
    return tuple(sorted({chosen if size == nearest else size for size in steps}))


def examples_seen(step: NDArray[np.intp], n: int, size: int, last_batch: str) -> NDArray[np.intp]:
    """The number of examples that so many updates have looked at; one seen again counts again."""
    updates = updates_in_epoch(n, size, last_batch)
    return np.asarray(step // updates * min(n, updates * size) + step % updates * size)


@dataclass(frozen=True, eq=False)
class Budget:
    """Films of several starts at one batch size, and where in them each budget is spent.

    film has θ (T, starts, p); after_epochs and after_updates are the frames at which so many epochs or updates are
    done, or the film's last for a run that ended before.
    """

    size: int
    rate: float
    film: Film
    updates_per_epoch: int
    after_epochs: int
    after_updates: int

    def final(self, frame: int) -> Array:
        """Test loss (starts,) at a frame; infinite for a start that had diverged by then."""
        ends = self.film.diverged_at if isinstance(self.film.diverged_at, tuple) else (self.film.diverged_at,)
        diverged = np.array([end is not None and end <= self.film.step[frame] for end in ends])
        return np.where(diverged, np.inf, np.atleast_1d(self.film.test_loss[frame]))


def spend(experiment: Experiment, updates: int) -> Budget:
    """Train for experiment.epochs epochs, or until that many updates are done, whichever takes longer."""
    plan = Trainer(experiment).updates_per_epoch
    trainer = Trainer(replace(experiment, epochs=max(experiment.epochs, ceil(updates / plan))))
    goals = (experiment.epochs * plan, updates)
    looks = sorted({step for goal in goals for step in frame_steps(goal, experiment.frames)})
    steps, thetas = [], []
    for step in looks:
        trainer.advance(step - trainer.step)
        steps.append(trainer.step)
        thetas.append(trainer.theta.copy())
        if trainer.over:
            break
    theta = np.array(thetas)
    train_loss, test_loss = trainer.losses(theta)  # of all looks at once: a fraction of the time
    ends = tuple(int(end) or None for end in trainer.diverged_at.flat)
    taken, diverged_at = np.array(steps), ends if trainer.experiment.leading else ends[0]
    film = Film(trainer.experiment, taken, taken / plan, theta, train_loss, test_loss, diverged_at)
    frames = [min(int(np.searchsorted(film.step, goal)), len(film) - 1) for goal in goals]
    return Budget(experiment.batch_size, experiment.rates[0], film, plan, *frames)


MATTERS = 0.02
"""Share of the loss below which a difference is not worth a word."""


@dataclass(frozen=True)
class BudgetVerdict:
    """The largest batch beside its rival, the one of the others whose mean test loss is least.

    rival is the one of the others that diverged least often, of those the one whose mean test loss is least. wins
    counts the starts in which the largest batch had the least loss of all; clear is true where the mean difference of
    the two, start by start, is more than twice its standard error and more than 2 % of the loss.
    """

    rival: int
    rival_loss: float
    largest: int
    largest_loss: float
    wins: int
    clear: bool


def verdict(sizes: Sequence[int], losses: Array) -> BudgetVerdict:
    """Compare test losses (sizes, starts), infinite for a run that diverged; the last size is the largest."""
    means, starts = losses.mean(axis=1), losses.shape[1]
    rival = int(np.lexsort((means[:-1], np.isinf(losses[:-1]).sum(axis=1)))[0])
    wins = int((losses[-1] < losses[:-1].min(axis=0)).sum())
    diverged = not np.isfinite(means[[rival, -1]]).all()
    difference = np.zeros(starts) if diverged else losses[-1] - losses[rival]
    least = max(2 * difference.std(ddof=1) / starts**0.5, MATTERS * means[rival])
    clear = means[rival] != means[-1] if diverged else abs(difference.mean()) > least
    return BudgetVerdict(sizes[rival], float(means[rival]), sizes[-1], float(means[-1]), wins, bool(clear))
