"""Refits of a model to new samples and with other settings: its parameters move, its hyperparameters do not.

One seed has three children, for the sample that is fitted, the examples that judge it, and the new samples: moving a
setting changes none of them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from dlcore.arrays import Array
from dlcore.data.datasets import DATASETS
from dlcore.models.families import FAMILIES, Fitted, error

N = 40
"""Examples in a sample."""

JUDGES = 400
"""Fresh examples by which a model is judged."""

SWEPT: Mapping[str, tuple[str, Array]] = {
    "line": ("degree", np.arange(1.0, 10.0)),
    "svm": ("c", np.geomspace(0.01, 1000, 11)),
    "network": ("learning_rate", np.geomspace(0.001, 1, 11)),
}
"""Of each family the hyperparameter that is tried over its range, and the values tried."""

Settings = Mapping[str, Any]
Sample = tuple[Array, Array]


def samples(dataset: str, noise: float, rng: np.random.Generator, count: int, n: int = N) -> Sample:
    """Draw `count` samples of n examples: x (count, n, d) and y (count, n)."""
    drawn = [DATASETS[dataset](n, noise, child) for child in rng.spawn(count)]
    return np.array([data.x for data in drawn]), np.array([data.y[:, 0] for data in drawn])


def yours(dataset: str, noise: float, seed: int) -> Sample:
    """The sample that is fitted: x (n, d), y (n,)."""
    x, y = samples(dataset, noise, np.random.default_rng(seed).spawn(3)[0], 1)
    return x[0], y[0]


def judges(dataset: str, noise: float, seed: int) -> Sample:
    """Fresh examples of the same source: x (400, d), y (400,)."""
    x, y = samples(dataset, noise, np.random.default_rng(seed).spawn(3)[1], 1, JUDGES)
    return x[0], y[0]


def tests(dataset: str, noise: float, seed: int) -> Sample:
    """Other fresh examples, for a model that was chosen by the judges: x (400, d), y (400,)."""
    x, y = samples(dataset, noise, np.random.default_rng(seed).spawn(4)[3], 1, JUDGES)
    return x[0], y[0]


def others(dataset: str, noise: float, seed: int, count: int) -> Sample:
    """New samples of the same source: x (count, n, d), y (count, n)."""
    return samples(dataset, noise, np.random.default_rng(seed).spawn(3)[2], count)


def refit(family: str, x: Array, y: Array, settings: Settings) -> Iterator[Fitted]:
    """Fit the family to R samples x (R, n, d), y (R, n) with the same settings, and give the models in order."""
    # tanh of float32 is four times faster, and what new data do to a weight is far coarser than its digits.
    return FAMILIES[family].fit_all(x.astype(np.float32) if family == "network" else x, y, **settings)


def told(model: Fitted, most: int = 12) -> dict[str, float]:
    """The numbers of a model that can be set against those of another, `most` at most, by name.

    Support vectors differ in number from sample to sample: their count stands for them, and Σ|α| for their weights;
    with a linear kernel also the normal w = Σ α_i t_i s_i of the border.
    """
    found = model.parameters
    if model.family == "line":
        beta = np.concatenate([found["intercept"], found["coefficients"]])
        return {f"β{i}": float(value) for i, value in enumerate(beta[:most])}
    if model.family == "network":
        values = np.concatenate([part.ravel() for part in found.values()])
        return dict(zip(network_names(found["weights_1"].shape[1])[:most], values.tolist(), strict=False))
    weights = found["dual_coefficients"]
    numbers = {"n": float(len(weights)), "b": float(found["intercept"][0]), "Σ|α|": float(np.abs(weights).sum())}
    if model.structure["kernel"] == "linear":
        numbers |= {f"w{i + 1}": float(value) for i, value in enumerate(weights @ found["support_vectors"])}
    return numbers


@cache
def network_names(hidden: int) -> tuple[str, ...]:
    """Name the p numbers of a network 2-hidden-1 as formulas do: W1[i,j] leads from input i to neuron j."""
    shapes = {"W1": (2, hidden), "b1": (hidden,), "W2": (hidden, 1), "b2": (1,)}
    places = [(label, place) for label, shape in shapes.items() for place in np.ndindex(shape)]
    return tuple(f"{label}[{','.join(str(i + 1) for i in place)}]" for label, place in places)


@dataclass(frozen=True, eq=False)
class Attempts:
    """One hyperparameter tried over its range on M samples: values (K,), errors on own and on fresh data (M, K)."""

    name: str
    values: Array
    train: Array
    test: Array

    @property
    def best(self) -> Array:
        """The value with the least error on fresh data, for each sample (M,); the smallest of equals (to rounding)."""
        least = self.test.min(axis=1, keepdims=True)
        return np.asarray(self.values[(self.test <= least + 1e-12).argmax(axis=1)])


def attempts(family: str, dataset: str, noise: float, seed: int, settings: Settings, count: int = 3) -> Attempts:
    """Try the family's hyperparameter of SWEPT on your sample and `count` - 1 others; the other settings stay."""
    name, values = SWEPT[family]
    x, y = yours(dataset, noise, seed)
    more_x, more_y = others(dataset, noise, seed, count - 1)
    x, y = np.concatenate([x[None], more_x]), np.concatenate([y[None], more_y])
    fresh_x, fresh_y = judges(dataset, noise, seed)
    if family == "network":
        each = np.repeat(x, len(values), axis=0), np.repeat(y, len(values), axis=0)
        rates = np.tile(values, count)[:, None].astype(np.float32)
        models = list(refit(family, *each, {**settings, name: rates}))
    else:
        models = [
            FAMILIES[family].fit(a, b, **{**settings, name: round(value) if name == "degree" else value})
            for a, b in zip(x, y, strict=True)
            for value in values.tolist()
        ]
    train, test = np.empty(len(models)), np.empty(len(models))
    for i, model in enumerate(models):
        sample = i // len(values)
        train[i] = error(family, model.predict(x[sample]), y[sample])
        test[i] = error(family, model.predict(fresh_x), fresh_y)
    shape = (count, len(values))
    return Attempts(name, values, train.reshape(shape), test.reshape(shape))


@dataclass(frozen=True)
class Defied:
    """The fate of a number that the user writes into a model: `found`, what was `written`, and what `again` gives.

    error and spoilt are the errors on the sample with the number found and with the one written.
    """

    name: str
    found: float
    written: float
    again: float
    error: float
    spoilt: float


def defy(model: Fitted, x: Array, y: Array, settings: Settings, written: float) -> Defied:
    """Write a number over the first one of a parameter, then fit again from the model so spoilt.

    Least squares and the support vector machine have one solution and never look at what stood there before. A
    network starts from it, and training moves it.
    """
    name = {"line": "coefficients", "svm": "dual_coefficients", "network": "weights_1"}[model.family]
    changed = model.parameters[name].copy()
    changed.flat[0] = written
    spoilt = Fitted(model.family, {**model.parameters, name: changed}, model.structure)
    family = FAMILIES[model.family]
    if model.family == "network":
        again = next(family.fit_all(x[None], y[None], **settings, first_weight=written))
    else:
        again = family.fit(x, y, **settings)
    return Defied(
        name,
        float(model.parameters[name].flat[0]),
        written,
        float(again.parameters[name].flat[0]),
        float(error(model.family, model.predict(x), y)),
        float(error(model.family, spoilt.predict(x), y)),
    )
