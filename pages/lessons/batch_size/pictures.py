"""The data of the pictures of the batch size: from the controls' values to the charts' data, each computed once."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from dlcore.analysis.loss_plane import LossPlane
from dlcore.network.losses import LOSSES
from dlcore.studies import batch_gradients, budgets, memory
from dlcore.training.training import Experiment, Film, network_inputs, prepare, updates_in_epoch
from pages.lessons.batch_size.charts import (
    epoch,
    final_loss,
    gradient_cloud,
    gradient_variance,
    loss_by_cost,
    loss_plane,
    memory_bars,
)
from pages.lessons.batch_size.values import BatchSizeValues
from pages.ui.charts import film
from pages.ui.serving.runs import keep

N, TRAIN = 200, 100
"""Examples in all, and those for training."""

EPOCHS, UPDATES = 8, 80
"""The two budgets: at the batch size 10 they are the same."""

OPTIMIZERS = ("sgd", "momentum", "adam")
STARTS = 5
DRAWS = 200
"""Batches in the cloud."""

FRAMES = 161
"""Frames of every film: a line smoothed by fewer looks would hide the jitter of a small batch."""

RESOLUTION = 24
"""Places along each side of the plane at which the loss is computed."""

CLASSIFIED: dict[str, Any] = {"dataset": "moons", "loss": "cross_entropy"}
MODELS: dict[str, dict[str, Any]] = {
    "network": {**CLASSIFIED, "hidden": (8,)},
    "deep": {**CLASSIFIED, "hidden": (8, 8)},
    "line": {"dataset": "line", "features": ("x1",), "hidden": (), "loss": "squared"},
}


def experiment(chosen: BatchSizeValues, size: int | None = None) -> Experiment:
    """The run of a batch size, else of the one chosen, over EPOCHS epochs at the rate that the rule gives it."""
    size = chosen.batch_size if size is None else size
    return Experiment(
        **MODELS[chosen.model],
        n=N,
        noise=0.5,
        optimizer=chosen.optimizer,
        learning_rate=budgets.rate_for(size, chosen.learning_rate, chosen.rule),
        batch_size=size,
        last_batch=chosen.last_batch,
        epochs=EPOCHS,
        seed=chosen.seed,
        frames=FRAMES,
    )


def updates_per_epoch(run: Experiment) -> int:
    """Updates in one epoch of a run."""
    return updates_in_epoch(TRAIN, run.batch_size, run.last_batch)


@keep
def spent(run: Experiment) -> budgets.Budget:
    """A run through both budgets."""
    return budgets.spend(run, UPDATES)


@keep
def shown(run: Experiment) -> Film:
    """The film of a run over its epochs."""
    budget = spent(run)
    end = budget.after_epochs + 1
    whole = budget.film
    return replace(
        whole,
        experiment=run,
        **{name: getattr(whole, name)[:end] for name in ("step", "epoch", "theta", "train_loss", "test_loss")},
    )


def counts(run: Experiment) -> np.ndarray:
    """Examples looked at by each frame."""
    return budgets.examples_seen(shown(run).step, TRAIN, run.batch_size, run.last_batch)


@keep
def epoch_strip(run: Experiment) -> film.Datasets:
    """An epoch as its batches, and the counts of every frame."""
    whole = shown(run)
    return epoch.datasets(whole.step, whole.epoch, counts(run), TRAIN, run.batch_size, updates_per_epoch(run))


def beside(chosen: BatchSizeValues) -> Experiment | None:
    """The run of the batch size that is drawn beside the chosen one, if another is."""
    size = int(chosen.beside) if chosen.beside.isdigit() else chosen.batch_size
    return None if size == chosen.batch_size else experiment(chosen, size)


@keep
def around(run: Experiment, other: Experiment | None = None) -> LossPlane:
    """The plane of the run's trajectory, or of two."""
    return LossPlane(shown(run), shown(other) if other else None)


@keep
def trajectory(run: Experiment, other: Experiment | None = None) -> film.Datasets:
    """The run's trajectory over the contours of its loss, and another's."""
    place = around(run, other)
    second = place.project(shown(other).theta) if other else None
    return loss_plane.datasets(place.losses(RESOLUTION), place.x, place.y, place.trajectory, second)


def sizes_of_the_cloud(chosen: int) -> list[int]:
    """Batch sizes from 1 to all, evenly on a log scale, the chosen one among them."""
    return sorted({round(TRAIN ** (i / 36)) for i in range(37)} | {chosen})


@keep
def gradients_at(run: Experiment, moment: str) -> np.ndarray:
    """The gradients (n, p) of the single examples at the first or the last θ of a run."""
    network, train, _ = prepare(run)
    theta = shown(run).theta[0 if moment == "start" else -1]
    return batch_gradients.example_gradients(network, theta, network_inputs(run, train.x), train.y, LOSSES[run.loss])


@keep
def cloud_at(run: Experiment, moment: str) -> batch_gradients.Cloud:
    """The gradients of batches of every size at the first or the last θ of a run."""
    rng = np.random.default_rng(run.seed)
    return batch_gradients.cloud(gradients_at(run, moment), sizes_of_the_cloud(run.batch_size), DRAWS, rng)


@keep
def cloud_points(run: Experiment, moment: str) -> film.Datasets:
    """The cloud at the batch size of the run, on the axes of all sizes."""
    seen = cloud_at(run, moment)
    at = seen.sizes.index(run.batch_size)
    return gradient_cloud.datasets(seen.points, seen.against, seen.full, slice(at, at + 1))


@keep
def cloud_spread(run: Experiment, moment: str) -> film.Datasets:
    """The spread of the cloud against the batch size, with the law; marked at the batch size of the run."""
    seen = cloud_at(run, moment)
    at = seen.sizes.index(run.batch_size)
    return gradient_variance.datasets(np.array(seen.sizes), seen.spread, seen.law, seen.error, at)


def five(chosen: BatchSizeValues) -> tuple[Experiment, ...]:
    """Five batch sizes, the chosen one among them, otherwise alike."""
    return tuple(experiment(chosen, size) for size in budgets.ladder(TRAIN, chosen.batch_size))


def names(runs: Sequence[Experiment]) -> list[str]:
    """The name of each batch size."""
    return [f"B={run.batch_size}" for run in runs]


COSTS = {"updates": UPDATES, "epochs": EPOCHS, "examples": EPOCHS * TRAIN}


def by_cost(run: Experiment, cost: str) -> tuple[np.ndarray, np.ndarray]:
    """The cost of every frame, up to the budget, and the training loss there."""
    whole = spent(run).film
    seen = budgets.examples_seen(whole.step, TRAIN, run.batch_size, run.last_batch)
    at = np.asarray({"updates": whole.step, "epochs": whole.epoch, "examples": seen}[cost], float)
    within = at <= COSTS[cost]
    return at[within], whole.train_loss[within]


@keep
def lines(
    runs: Sequence[Experiment],
    chosen: int,
    cost: str,
    drawn: loss_by_cost.Curve = loss_by_cost.NOTHING,
    alone: int | None = None,
) -> film.Datasets:
    """Training loss of the runs, or of one size alone, against what they cost, and the loss that was drawn."""
    sizes = [run.batch_size for run in runs]
    only = None if alone is None else sizes.index(alone)
    curves = [by_cost(run, cost) for run in runs]
    return loss_by_cost.datasets(names(runs), curves, sizes.index(chosen), COSTS[cost], drawn, only)


def bytes_of(run: Experiment) -> memory.Memory:
    return memory.needed(shape(run), run.optimizer, run.batch_size)


@keep
def shape(run: Experiment) -> Any:
    """The network of a run."""
    return prepare(replace(run, n=N))[0]


def kilobytes(amount: int) -> str:
    """Bytes as one reads them, all to the same place."""
    return f"{amount / 1000:.2f} kB"


@keep
def memory_picture(runs: Sequence[Experiment], chosen: int) -> film.Datasets:
    """Bytes part by part for the five sizes."""
    needs = [bytes_of(run) for run in runs]
    parts = np.array([[m.parameters, m.gradients, m.state, m.activations] for m in needs])
    place = [run.batch_size for run in runs].index(chosen)
    return memory_bars.datasets(names(runs), parts, [kilobytes(m.total) for m in needs], place)


SIZES = budgets.ladder(TRAIN, budgets.REFERENCE)


@keep
def _finals(run: Experiment, rate: float, rule: str) -> np.ndarray:
    result = np.empty((2, len(SIZES), STARTS))
    for place, size in enumerate(SIZES):
        budget = budgets.spend(
            replace(run, batch_size=size, learning_rate=budgets.rate_for(size, rate, rule), starts=STARTS, frames=2),
            UPDATES,
        )
        result[:, place] = budget.final(budget.after_epochs), budget.final(budget.after_updates)
    return result


def measured(chosen: BatchSizeValues) -> np.ndarray:
    """Test losses (2, sizes, starts) of five starts: after equal epochs, and after equal updates."""
    common = experiment(chosen, budgets.REFERENCE)
    return _finals(common, chosen.learning_rate, chosen.rule)


def finals_dots(losses: np.ndarray) -> film.Datasets:
    """A dot a start, for both budgets."""
    return final_loss.datasets(np.array(SIZES, float), losses)
