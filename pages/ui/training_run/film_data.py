"""The data of the pictures of one run: the step from an inspected film to the charts' data, cached by experiment."""

from dataclasses import replace
from functools import partial
from typing import Any
from zlib import crc32

import numpy as np
import pyarrow as pa

from dlcore.analysis.inspection import Inspection
from dlcore.data.datasets import Dataset
from dlcore.data.shapes import CURVES
from dlcore.training.training import Experiment
from pages.ui.charts import confusion, curve, film, history, layer_gradients
from pages.ui.parts import downloads
from pages.ui.serving.runs import inspection, keep, program


def colour_scale(run: Inspection) -> float:
    """The value in full colour: 1 for classes, the largest target for numbers."""
    return 1.0 if run.train.class_names else float(np.abs(run.train.y).max()) or 1.0


def coloured(run: Inspection, predictions: np.ndarray) -> np.ndarray:
    """Predictions of one output as −1 … 1: from class 0 to class 1, or from the least to the largest target."""
    return 2 * predictions - 1 if run.train.class_names else predictions / colour_scale(run)


Drawn = tuple[tuple[float, ...], tuple[float, ...]]
"""Epochs and test losses of a curve that was drawn."""


@keep
def losses(
    experiment: Experiment, log: bool, ending: str, pinned: Experiment | None = None, drawn: Drawn | None = None
) -> film.Datasets:
    """Loss on training and test data against the epoch, in grey a pinned run of the same function or a drawn curve."""
    run, other = inspection(experiment).film, None
    if pinned and same_loss(experiment, pinned):
        grey = inspection(pinned).film
        other = grey.epoch, grey.train_loss, grey.test_loss
    elif drawn:
        epoch, test = map(np.asarray, drawn)
        other = epoch, np.full(len(epoch), np.nan), test
    values = run.epoch, run.train_loss, run.test_loss
    return history.datasets(*values, ending=ending, log=log, joints=run.stage_starts(), pinned=other)


def same_loss(*experiments: Experiment) -> bool:
    """Tell whether runs are measured by one loss function, all their stages included."""
    return len({loss.name for experiment in experiments for _, loss in inspection(experiment).by_loss}) == 1


@keep
def accuracies(experiment: Experiment, pinned: Experiment | None = None) -> film.Datasets:
    """Share of right answers on training and test data against the epoch, of a pinned run in grey."""
    run, other = inspection(experiment), inspection(pinned) if pinned else None
    grey = (other.film.epoch, *shares(other)) if other and other.train.class_names else None
    return history.datasets(run.film.epoch, *shares(run), share=True, joints=run.film.stage_starts(), pinned=grey)


def shares(run: Inspection) -> tuple[np.ndarray, np.ndarray]:
    """Accuracy (T,) on training and on test data."""
    return run.accuracy(run.train), run.accuracy(run.test)


@keep
def line(experiment: Experiment) -> film.Datasets:
    """The curve of one input, over the examples and the true function."""
    run = inspection(experiment)
    x = np.linspace(*run.extent, 121)
    train, test = ((part.x[:, 0], part.y[:, 0]) for part in (run.train, run.test))
    known = CURVES.get(experiment.dataset)
    truth = known[0](x[:, None]) if known else None
    return curve.datasets(x, run.curve(x), train, test, truth=truth)


@keep
def gradients(experiment: Experiment, layers: tuple[str, ...]) -> film.Datasets:
    """Size of the loss's gradient in each layer."""
    return layer_gradients.datasets(layers, inspection(experiment).gradient_sizes)


@keep
def confusions(experiment: Experiment) -> film.Datasets:
    """The confusion matrix of the test examples."""
    run = inspection(experiment)
    return confusion.datasets(run.test.class_names, run.confusion(run.test))


@keep
def examples(experiment: Experiment) -> bytes:
    """The data as a CSV file: training and test examples in the units in which they were measured."""
    run = inspection(experiment)
    parts = [
        film.rows(**columns(part), part=[role] * len(part.x))
        for part, role in ((run.train, "train"), (run.test, "test"))
    ]
    return downloads.csv(pa.concat_tables(parts))


def files(experiment: Experiment) -> tuple[downloads.File, downloads.File]:
    """The data and the run, to be taken along."""
    return (
        downloads.File(downloads.DATA, f"{experiment.dataset}.csv", partial(examples, experiment)),
        downloads.File(downloads.PROGRAM, f"{experiment.dataset}_run.py", partial(program, experiment)),
    )


def columns(part: Dataset) -> dict[str, Any]:
    """The examples of one part as columns."""
    x, y = part.measured
    target = [part.class_names[label] for label in part.labels] if part.class_names else y[:, 0]
    return {name: x[:, j] for j, name in enumerate(part.feature_names)} | {"target": target}


def spoken(experiment: Experiment, pattern: str) -> list[str]:
    """The words read out at each frame: the losses."""
    run = inspection(experiment).film
    losses = zip(run.train_loss.tolist(), run.test_loss.tolist(), strict=True)
    return [pattern.format(train=train, test=test) for train, test in losses]


@keep
def film_name(experiment: Experiment) -> str:
    """A short name of the film, the same while it is growing and when it is stopped."""
    return f"{crc32(repr(replace(experiment, stop_after=0)).encode()):x}"


def captions(experiment: Experiment, pattern: str, in_stage: str = "") -> list[str]:
    """The captions of each frame: before the first stage, and in a stage."""
    run = inspection(experiment).film
    frames = zip(run.epoch.tolist(), run.step.tolist(), run.stage or (0,) * len(run), strict=True)
    return [(in_stage if now else pattern).format(epoch=epoch, step=step, stage=now + 1) for epoch, step, now in frames]
