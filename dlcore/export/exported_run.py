"""Parts that all exported programs of a run share: the run, the sources that ran, the data and the line of a frame."""

import base64
import inspect
import sys
import textwrap
import zlib
from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from dlcore.arrays import Array
from dlcore.data.datasets import Dataset
from dlcore.network.network import Network
from dlcore.optimization.optimizers import Optimizer
from dlcore.training.experiment import Experiment, prepare
from dlcore.training.segments import Leg, legs
from dlcore.training.training import film_looks, network_inputs

LINE = "{step:>8} {epoch:>10.3f} {train_loss:>14.8g} {test_loss:>14.8g}"
"""The statement that prints a frame."""

DATA = '''# The data as the network sees them ({columns}), packed.
TRAIN_X = unpacked({n_train}, """
{train_x}
""")
TRAIN_Y = unpacked({n_train}, """
{train_y}
""")
TEST_X = unpacked({n_test}, """
{test_x}
""")
TEST_Y = unpacked({n_test}, """
{test_y}
""")'''
"""The statements that hold the data of a run."""


class ExportedRun(NamedTuple):
    """A run as its programs write it: legs that end where the film does, the steps of its frames, its data as text."""

    title: str
    network: Network
    legs: list[Leg]
    frames: set[int]
    data: str


def one_run(experiment: Experiment) -> ExportedRun:
    """The run of an experiment. Raises ValueError for an experiment of several runs."""
    if experiment.leading:
        raise ValueError("A program is written for one run; choose one learning rate and one start first.")
    network, train, test = prepare(experiment)
    parts = legs(experiment, len(train.x))
    frames = film_looks(experiment, parts)
    parts = [leg._replace(end=min(leg.end, frames[-1].step)) for leg in parts[: frames[-1].stage + 1]]
    sizes = "-".join(map(str, network.sizes))
    title = f"One run on {experiment.dataset}: {sizes}, {experiment.activation}, {experiment.optimizer}"
    title += f" at {experiment.learning_rate:g}"
    return ExportedRun(title, network, parts, {look.step for look in frames}, data_block(experiment, train, test))


def data_block(experiment: Experiment, train: Dataset, test: Dataset) -> str:
    """The statements that hold the training and test data of a run, packed."""
    return DATA.format(
        columns=", ".join(train.feature_names if train.standardized else experiment.features),
        n_train=len(train.x),
        n_test=len(test.x),
        train_x=packed(network_inputs(experiment, train.x)),
        train_y=packed(train.y),
        test_x=packed(network_inputs(experiment, test.x)),
        test_y=packed(test.y),
    )


def packed(values: Array) -> str:
    """Numbers to the last bit as lines of text."""
    return "\n".join(textwrap.wrap(base64.b64encode(zlib.compress(values.astype(float).tobytes(), 9)).decode(), 118))


class Sources:
    """The source of functions and classes and of all that they use of dlcore, what is used first."""

    def __init__(self) -> None:
        self.texts: dict[str, str] = {}
        self.constants: dict[str, str] = {}

    def add(self, thing: Callable[..., Any]) -> None:
        """Add a function or class, after the ones it names."""
        known = vars(sys.modules[thing.__module__])
        for name in named(thing):
            used = known.get(name)
            if isinstance(used, float):
                self.constants[name] = repr(used)
            elif isinstance(used, np.ndarray):
                self.constants[name] = f"np.array({used.tolist()})"
            elif inspect.isroutine(used) or inspect.isclass(used):
                ours = used.__module__.startswith("dlcore.") and used is not Optimizer
                if ours and used is not thing and name not in self.texts:
                    self.add(used)
        self.texts[thing.__name__] = inspect.getsource(thing).strip()


def named(thing: Callable[..., Any]) -> list[str]:
    """Global names that a function, or the bases and methods of a class, make use of."""
    if inspect.isclass(thing):
        bases = [base.__name__ for base in thing.__bases__]
        return bases + [name for method in vars(thing).values() if inspect.isfunction(method) for name in named(method)]
    return list(inspect.unwrap(thing).__code__.co_names)
