"""Training: an Experiment in, a Film of θ out.

One seed has three children, for the data, the first parameters and the order of the batches: moving the batch size
changes neither the data nor the start. A tuple of learning rates, or several starts, trains all of them at once along
leading axes (starts, rates) of θ.
"""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from dlcore.arrays import Array
from dlcore.network.losses import LOSSES
from dlcore.network.network import Backpropagation, with_ones
from dlcore.network.regularization import REGULARIZATIONS
from dlcore.optimization.descent import DIVERGENCE_NORM as DIVERGENCE_NORM
from dlcore.optimization.optimizers import built, descend
from dlcore.optimization.schedules import SCHEDULES
from dlcore.training.experiment import Experiment as Experiment
from dlcore.training.experiment import network_inputs as network_inputs
from dlcore.training.experiment import prepare as prepare
from dlcore.training.segments import Leg, check_edits, legs
from dlcore.training.segments import updates_in_epoch as updates_in_epoch
from dlcore.training.stages import Edit


@dataclass(frozen=True, eq=False)
class Snapshot:
    """A run at one moment: θ (..., p) after `step` updates, and its losses (...,) without regularization.

    stage counts the stages that have begun.
    """

    step: int
    epoch: float
    theta: Array
    train_loss: Array
    test_loss: Array
    diverged_at: NDArray[np.intp]
    stage: int = 0


@dataclass(frozen=True, eq=False)
class Film:
    """A run as its snapshots, stacked: step (T,), epoch (T,), theta (T, ..., p), train_loss and test_loss (T, ...).

    Row t is frame t; frame 0 is the untrained model. Every number is finite: a run that diverged ends there, and
    diverged_at is the step at which it did, else None; with several runs, a tuple of them, the leading axes laid flat.
    stage (T,) counts the stages begun at each frame; () for a run without any.
    """

    experiment: Experiment
    step: NDArray[np.intp]
    epoch: Array
    theta: Array
    train_loss: Array
    test_loss: Array
    diverged_at: int | tuple[int | None, ...] | None
    stage: Sequence[int] = ()

    def __len__(self) -> int:
        """Number of frames T."""
        return len(self.step)

    def stage_starts(self) -> list[float]:
        """Epochs at which the stages begin that the film has reached, one a stage."""
        reached = [stage for stage in self.experiment.stages if stage.step <= self.step[-1]]
        return [float(self.epoch[np.searchsorted(self.step, stage.step)]) for stage in reached]

    def opening_frame(self) -> int:
        """Frame at which to open: where the last stage begins, or the last (-1) if that one only sets weights."""
        stages = self.experiment.stages
        if not stages:
            return 0
        return int(np.searchsorted(self.step, stages[-1].step)) if stages[-1].epochs else -1


ROWS = ("step", "epoch", "theta", "train_loss", "test_loss")
"""The fields of a snapshot that a film stacks."""


def frame_steps(steps: int, frames: int) -> list[int]:
    """Steps at which a film of at most `frames` frames looks: 0, `steps`, and between them densest at the start.

    Frame i of F lies at step (i/F)² · steps; where that repeats a step, the film is shorter.
    """
    return [0, *(int(step) for step in np.unique(np.ceil(np.linspace(0, 1, frames)[1:] ** 2 * steps)))]


class Look(NamedTuple):
    """A moment of the film: after so many updates, in this stage."""

    step: int
    stage: int


def looks(legs: Sequence[Leg], frames: int) -> list[Look]:
    """The moments of the film of a run in these parts, each part densest at its start, some `frames` times in all.

    Half of the frames are shared out evenly, half by the number of updates. A part that begins with another θ or
    another loss than the one before ended with has a frame for that beginning too.
    """
    updates = [leg.end - leg.begin for leg in legs]
    found = [Look(0, 0)]
    for stage, (leg, count) in enumerate(zip(legs, updates, strict=True)):
        if stage and (leg.edits or leg.settings.loss != legs[stage - 1].settings.loss):
            found.append(Look(leg.begin, stage))
        if count:
            share = frames / 2 / np.count_nonzero(updates) + frames / 2 * count / sum(updates)
            found += [Look(leg.begin + step, stage) for step in frame_steps(count, max(int(share), 2))[1:]]
    return found


def film_looks(experiment: Experiment, legs: Sequence[Leg]) -> list[Look]:
    """The moments of the film of the run in these parts, and last of all where it is stopped, if it is."""
    found = looks(legs, experiment.frames)
    late = [place for place, look in enumerate(found) if look.step >= experiment.stop_after > 0]
    return [*found[: late[0]], found[late[0]]._replace(step=experiment.stop_after)] if late else found


def shuffled_batches(
    x: Array, y: Array, size: int, rngs: list[np.random.Generator], last_batch: str = "kept"
) -> Iterator[tuple[Array, Array]]:
    """Batches of x (n, d) and y (n, k) without end, every epoch in a new order; the last of an epoch may be smaller.

    Where it is dropped, other examples are left out in every epoch. Several generators give several orders side by
    side: batches (starts, size, d).
    """
    updates = updates_in_epoch(len(x), size, last_batch)
    while True:
        order = np.array([rng.permutation(len(x)) for rng in rngs])
        in_order = (x[order], y[order]) if len(rngs) > 1 else (x[order[0]], y[order[0]])
        for start in range(0, updates * size, size):
            yield in_order[0][..., start : start + size, :], in_order[1][..., start : start + size, :]


class Trainer:
    """A run in progress: θ, the optimizer's state, the batches still to come.

    One update:  g = ∂loss/∂θ + strength · penalty′(w),  (d, state) = direction(g, state),  θ ← θ − η_t (d + λθ).
    A run that diverges stays where it did; over is True once all have, or every update is done.
    """

    def __init__(self, experiment: Experiment) -> None:
        self.experiment = experiment
        self.network, train, test = prepare(experiment)
        self.parts = [(network_inputs(experiment, part.x), part.y) for part in (train, test)]
        _, init_rng, batch_rng = np.random.default_rng(experiment.seed).spawn(3)
        self.theta = self._first_theta(init_rng.spawn(experiment.starts))
        check_edits(experiment, self.network)
        self.legs = legs(experiment, len(train.x))
        self.updates = self.legs[-1].end
        self.orders = batch_rng.spawn(experiment.starts)
        self.stage = -1
        self.backpropagations: dict[int, Backpropagation] = {}
        self.step = 0
        self.diverged_at = np.zeros(experiment.leading, dtype=np.intp)
        self.stopped = False
        self.begin_stage()

    def begin_stage(self) -> None:
        """Go on by the settings of the next stage, from θ as it is but for its edits."""
        before = None if self.stage < 0 else self.legs[self.stage]
        self.stage += 1
        leg, self.updates_per_epoch = self.legs[self.stage], self.legs[self.stage].updates_per_epoch
        settings, (x, y) = leg.settings, self.parts[0]
        if before is None or settings.optimizer != before.settings.optimizer:
            self.optimizer = built(settings.optimizer, settings.momentum)
            self.state = self.optimizer.init(self.theta)
        if before is None or leg.batch_size != before.batch_size:
            self.batches = shuffled_batches(with_ones(x), y, leg.batch_size, self.orders, settings.last_batch)
        rate = np.array(settings.rates)[:, None] if settings.is_sweep else settings.rates[0]
        factors = SCHEDULES[settings.schedule](np.arange(leg.begin, leg.end) - leg.clock, max(leg.plan, 1))
        self.rates = [rate * factor for factor in np.asarray(factors).tolist()]
        self.loss, self.penalty = LOSSES[settings.loss], REGULARIZATIONS[settings.regularization]
        self.penalized = settings.regularization != "none"
        self.strength = settings.regularization_strength * self.network.is_weight
        self._edit(leg.edits)

    def _edit(self, edits: Sequence[Edit]) -> None:
        """Set parameters by hand, in the runs that have not diverged."""
        for layer, row, column, value in edits:
            entry = self.network.matrices(self.theta)[layer][..., row, column]
            entry[...] = np.where(self.diverged_at > 0, entry, value)

    def _first_theta(self, rngs: list[np.random.Generator]) -> Array:
        """θ_0 (leading, p): one start for each generator, the same for every learning rate."""
        starts = [self.network.init(rng, self.experiment.initialization) for rng in rngs]
        theta = np.repeat(starts, len(self.experiment.rates), axis=0)
        return theta.reshape(*self.experiment.leading, self.network.n_params)

    @property
    def over(self) -> bool:
        """Tell whether there is nothing left to do."""
        return self.step >= self.updates or self.all_diverged

    @property
    def all_diverged(self) -> bool:
        """Tell whether every run has diverged."""
        return self.stopped and bool(np.all(self.diverged_at > 0))

    def gradient(self) -> Array:
        """Gradient of loss and penalty on the next batch."""
        x, y = next(self.batches)
        if x.ndim > 2 and self.theta.ndim > x.ndim - 1:
            x, y = x[:, None], y[:, None]
        n = x.shape[-2]
        if n not in self.backpropagations:
            self.backpropagations[n] = Backpropagation(self.network, self.theta, n)
        gradient = self.backpropagations[n](x, y, self.loss)
        if self.penalized:
            gradient += self.strength * self.penalty(self.theta)
        return gradient

    def begin_due_stages(self) -> None:
        """Begin every stage whose first update is the next."""
        while self.step == self.legs[self.stage].end and not self.over:
            self.begin_stage()

    def advance(self, updates: int) -> None:
        """Do that many updates, or fewer if the run is over before."""
        with np.errstate(all="ignore"):
            for _ in range(updates):
                self.begin_due_stages()
                rate = self.rates[self.step - self.legs[self.stage].begin]
                theta, self.state = descend(self.optimizer, self.theta, self.gradient(), self.state, rate)
                self.step += 1
                self._take(theta)
                if self.over:
                    return

    def _take(self, theta: Array) -> None:
        """Let the runs move to θ that have not diverged before, and stop those that do so now."""
        sound = np.vecdot(theta, theta) < DIVERGENCE_NORM**2
        if self.stopped:
            theta = np.where(self.diverged_at[..., None] > 0, self.theta, theta)
            sound = sound | (self.diverged_at > 0)
        if not sound.all():
            finite = np.isfinite(self.losses(theta)).all(axis=0) & np.isfinite(theta).all(axis=-1)
            theta = np.where(np.expand_dims(finite, -1), theta, self.theta)
            self.diverged_at = np.where(sound, self.diverged_at, self.step)
            self.stopped = True
        self.theta[...] = theta

    def losses(self, theta: Array) -> Array:
        """Loss of θ (..., p) on the training and the test data, (2, ...)."""
        return np.array([self.loss.value(self.network.forward(theta, x), y) for x, y in self.parts])

    def snapshot(self) -> Snapshot:
        """The run as it is now."""
        train_loss, test_loss = self.losses(self.theta)
        epoch = self.legs[self.stage].epoch_at(self.step)
        return Snapshot(self.step, epoch, self.theta.copy(), train_loss, test_loss, self.diverged_at, self.stage)


def run(experiment: Experiment) -> Iterator[Snapshot]:
    """Train, and give a snapshot before the first update and at every step the film looks at."""
    for moment in run_in_pieces(experiment):
        if isinstance(moment, Snapshot):
            yield moment


def run_in_pieces(experiment: Experiment, updates: int = sys.maxsize) -> Iterator[Snapshot | Trainer]:
    """Train as `run` does, but give a sign of life, the trainer, whenever that many updates have been done."""
    trainer = Trainer(experiment)
    for step, stage in film_looks(experiment, trainer.legs):
        while trainer.step < step and not trainer.over:
            trainer.advance(min(step - trainer.step, updates))
            yield trainer
        while trainer.stage < stage and not trainer.all_diverged:
            trainer.begin_stage()
        yield trainer.snapshot()
        if trainer.all_diverged:
            return


def record(experiment: Experiment) -> Film:
    """The whole run as a film."""
    return film_of(experiment, list(run(experiment)))


def before_edits(experiment: Experiment) -> Experiment | None:
    """The run that ends just before its last stage sets parameters; None where that is not all that the stage does."""
    *before, last = experiment.stages or (None,)
    if last is None or not last.edits or last.epochs or last.changes or experiment.stop_after:
        return None
    return replace(experiment, stages=(*before, replace(last, edits=())))


def with_edits(film: Film, experiment: Experiment) -> Film:
    """The film of an experiment whose last stage only sets parameters, from the film that ends before it sets them.

    It is the same film and one frame more; nothing is trained again. A run that diverged before has nothing to be set.
    """
    if film.diverged_at is not None:
        return replace(film, experiment=experiment)
    trainer = Trainer(experiment)
    trainer.stage, trainer.step = len(trainer.legs) - 2, int(film.step[-1])
    trainer.theta[...] = film.theta[-1]
    trainer.begin_stage()
    last = trainer.snapshot()
    rows: dict[str, Any] = {name: stacked([*getattr(film, name), getattr(last, name)]) for name in ROWS}
    return replace(film, experiment=experiment, stage=(*film.stage, last.stage), **rows)


def film_of(experiment: Experiment, snapshots: list[Snapshot]) -> Film:
    """Stack snapshots, in order, into a film whose arrays can no longer be written to."""
    steps = [int(step) or None for step in snapshots[-1].diverged_at.flat]
    return Film(
        experiment,
        **{name: stacked([getattr(snapshot, name) for snapshot in snapshots]) for name in ROWS},
        diverged_at=tuple(steps) if experiment.leading else steps[0],
        stage=tuple(snapshot.stage for snapshot in snapshots) if experiment.stages else (),
    )


def stacked(rows: list[Any]) -> NDArray[Any]:
    """One array of all rows, which can no longer be written to."""
    array = np.array(rows)
    array.flags.writeable = False
    return array
