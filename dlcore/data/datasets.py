"""Data to learn from: toy shapes drawn by numpy, real tables from scikit-learn, and the split for testing."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Literal

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from dlcore.arrays import Array
from dlcore.data.builtin_tables import TABLES, Table, load_table
from dlcore.data.features import FEATURES as FEATURES
from dlcore.data.features import expand as expand
from dlcore.data.shapes import CURVES, SHAPES, Curve, Shape
from dlcore.registry import Registry

Task = Literal["regression", "classification"]

PLANE = (-1.2, 1.2)
"""The part of both axes that pictures show; toy coordinates lie in about [-1, 1]."""

NOISE_SPREAD = 0.3
"""Standard deviation that noise 1 gives a toy shape: a third of the way from its centre to its edge."""


@dataclass(frozen=True, eq=False)
class Dataset:
    """The n examples of a task: inputs x (n, d) and targets y (n, k).

    A regression has k = 1 and no class names. Two classes are y = 0 or 1 with k = 1; more are one-hot, k of them.
    In the units in which they were measured, the inputs are `x * x_scale + x_center`, and y likewise, but for rounding
    and for `constant` inputs, those that do not vary over the training examples; `measured` has them as they came.
    `held_out` (n,) says which examples are for testing, where the data come already parted.
    """

    name: str
    x: Array
    y: Array
    feature_names: tuple[str, ...]
    class_names: tuple[str, ...]
    task: Task
    standardized: bool = False
    x_center: Array | float = 0.0
    x_scale: Array | float = 1.0
    y_center: Array | float = 0.0
    y_scale: Array | float = 1.0
    constant: tuple[str, ...] = ()
    original: tuple[Array, Array] | None = None
    held_out: NDArray[np.bool_] | None = None

    @property
    def measured(self) -> tuple[Array, Array]:
        """Inputs (n, d) and targets (n, k) in the units in which they were measured, to the last bit."""
        return self.original or (self.x, self.y)

    @property
    def labels(self) -> NDArray[np.intp]:
        """The index of each example's class (n,); 0 for all examples of a regression."""
        if self.task == "regression":
            return np.zeros(len(self.y), dtype=np.intp)
        return self.y.argmax(axis=1) if self.y.shape[1] > 1 else self.y[:, 0].astype(np.intp)


@dataclass(frozen=True)
class Source:
    """The source of a dataset, and what can be said of it before it is made.

    source(n, noise, rng) gives a Dataset; the same rng state gives the same one, and more noise moves the same points
    farther. Noise lies in [0, 1]. On a toy shape it is the standard deviation, in units of NOISE_SPREAD, of normal
    noise on both coordinates (classes) or on the target (regression); on a table it is that of normal noise on each
    input, in standard deviations of that input. A table has `rows` examples and gives n of them at most, each class
    by its share; so do `drawn` points, which lie on the PLANE and are noisy like a toy shape. Raises ValueError where
    n < 2 or the noise lies outside [0, 1].
    """

    name: str
    task: Task
    inputs: int
    classes: int
    make: Callable[[int, float, Generator], Dataset]
    rows: int | None = None
    drawn: bool = False

    @property
    def table(self) -> bool:
        """Tell whether this is a real table, to be standardized after the split."""
        return self.rows is not None and not self.drawn

    @property
    def planar(self) -> bool:
        """Tell whether the inputs are the two coordinates of the PLANE."""
        return self.inputs == 2 and not self.table

    @property
    def outputs(self) -> int:
        """The columns k of y: one for a regression or two classes, else one for each class."""
        return self.classes if self.classes > 2 else 1

    def __call__(self, n: int, noise: float, rng: Generator) -> Dataset:
        """Make n examples."""
        if n < 2:
            raise ValueError(f"A dataset needs at least 2 examples, not {n}.")
        if not 0 <= noise <= 1:
            raise ValueError(f"Noise lies between 0 and 1, not at {noise}.")
        return self.make(n, noise, rng)


def _classes(name: str, shape: Shape, n: int, noise: float, rng: Generator) -> Dataset:
    labels = np.arange(n) % 2
    x = shape(labels, rng)
    x = x + noise * NOISE_SPREAD * rng.standard_normal(x.shape)
    return Dataset(name, x, labels[:, None].astype(float), ("x1", "x2"), ("0", "1"), "classification")


def _regression(name: str, curve: Curve, inputs: int, n: int, noise: float, rng: Generator) -> Dataset:
    x = rng.uniform(-1, 1, (n, inputs))
    y = curve(x)[:, None] + noise * NOISE_SPREAD * rng.standard_normal((n, 1))
    return Dataset(name, x, y, ("x1", "x2")[:inputs], (), "regression")


def _table(name: str, n: int, noise: float, rng: Generator) -> Dataset:
    return sample(name, load_table(name), n, noise, rng)


def sample(name: str, table: Table, n: int, noise: float, rng: Generator, spread: float | None = None) -> Dataset:
    """At most n rows of a table, each class by its share, with normal noise on the inputs.

    `spread` is the standard deviation that noise 1 stands for: that of each input where it is None.
    """
    classes = len(table.class_names)
    rows = fair_order(table.target if classes else np.zeros(len(table.target)), rng)[:n]
    width = center_and_spread(table.x)[1] if spread is None else spread
    x = table.x[rows] + noise * width * rng.standard_normal((len(rows), table.x.shape[1]))
    y = np.eye(classes)[table.target[rows].astype(int)] if classes > 2 else table.target[rows][:, None]
    task: Task = "classification" if classes else "regression"
    held_out = None if table.held_out is None else table.held_out[rows]
    return Dataset(name, x, y, table.feature_names, table.class_names, task, held_out=held_out)


def _sources() -> dict[str, Source]:
    curves = [
        Source(name, "regression", inputs, 0, partial(_regression, name, curve, inputs))
        for name, (curve, inputs) in CURVES.items()
    ]
    shapes = [Source(name, "classification", 2, 2, partial(_classes, name, shape)) for name, shape in SHAPES.items()]
    tables = [
        Source(name, "classification" if classes else "regression", inputs, classes, partial(_table, name), rows)
        for name, (rows, inputs, classes) in TABLES.items()
    ]
    return {source.name: source for source in (*curves, *shapes, *tables)}


DATASETS = Registry("dataset", _sources())


def fair_order(labels: NDArray[np.generic], rng: Generator) -> NDArray[np.intp]:
    """Shuffle so that every beginning holds each class by its share, and the first rows one of each class."""
    order = rng.permutation(len(labels))
    place = np.empty(len(labels))
    for label in np.unique(labels):
        members = order[labels[order] == label]
        place[members] = np.arange(len(members)) / len(members)
    return order[np.argsort(place[order], kind="stable")]


def split(dataset: Dataset, share: float, rng: Generator) -> tuple[Dataset, Dataset]:
    """Part at random into training and test examples, `share` of them for training, each class by its share.

    Training gets at least one example of each class, even where that is more than its share; testing at least one
    example. Data that come parted stay as they are, where that leaves training every class and testing an example.
    Raises ValueError where the share is not between 0 and 1, or where there are too few examples for that.
    """
    if not 0 < share < 1:
        raise ValueError(f"The share for training lies between 0 and 1, not at {share}.")
    n, classes = len(dataset.x), len(np.unique(dataset.labels))
    if n <= classes:
        raise ValueError(f"{n} examples of {classes} classes cannot be parted: one is needed for testing.")
    order = fair_order(dataset.labels, rng)
    cut = min(max(round(share * n), classes), n - 1)
    if (told := dataset.held_out) is not None and len(np.unique(dataset.labels[~told])) == classes and told.any():
        order, cut = np.concatenate([order[~told[order]], order[told[order]]]), int((~told).sum())
    train, test = (replace(dataset, x=dataset.x[rows], y=dataset.y[rows]) for rows in (order[:cut], order[cut:]))
    return train, test


def center_and_spread(values: Array) -> tuple[Array, Array]:
    """Mean and standard deviation of every column (n, d), of numbers of any size; 0 where they differ by rounding."""
    size = np.abs(values).max(axis=0)
    unit = np.where(size > 0, size, 1.0)
    relative = values / unit
    spread = np.where(np.ptp(relative, axis=0) > 4 * np.finfo(float).eps, relative.std(axis=0), 0.0)
    return relative.mean(axis=0) * unit, spread * unit


def standardize(train: Dataset, test: Dataset) -> tuple[Dataset, Dataset]:
    """Give inputs (and the target of a regression) mean 0 and standard deviation 1 over the training examples.

    z = (x - mean) / scale with the mean and scale of `train` for both, so that nothing of the test examples leaks into
    training. An input that is constant there can teach nothing, and is 0 in both; a target that is takes its unit from
    the test examples. The results say standardized, and keep centre and scale.
    """
    x_center, spread = center_and_spread(train.x)
    x_scale = np.where(spread > 0, spread, 1.0)
    y_center, y_scale = center_and_spread(train.y) if train.task == "regression" else (np.zeros(1), np.ones(1))
    if not y_scale.all():
        y_scale = np.abs(test.y - y_center).max(axis=0)
        y_scale = np.where(y_scale > 4 * np.finfo(float).eps * np.abs(y_center), y_scale, 1.0)

    def apply(dataset: Dataset) -> Dataset:
        return replace(
            dataset,
            x=np.where(spread > 0, (dataset.x - x_center) / x_scale, 0.0),
            y=(dataset.y - y_center) / y_scale,
            standardized=True,
            x_center=dataset.x_center + dataset.x_scale * x_center,
            x_scale=dataset.x_scale * x_scale,
            y_center=dataset.y_center + dataset.y_scale * y_center,
            y_scale=dataset.y_scale * y_scale,
            constant=tuple(name for name, width in zip(dataset.feature_names, spread, strict=True) if not width),
            original=dataset.measured,
        )

    return apply(train), apply(test)
