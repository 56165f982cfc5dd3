"""An Experiment: everything that decides a run, and the network and data that it names."""

from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from dlcore.arrays import Array
from dlcore.data.datasets import DATASETS, Dataset, Source, expand, split, standardize
from dlcore.data.own_data import OwnData
from dlcore.network.activations import ACTIVATIONS
from dlcore.network.losses import LOSSES
from dlcore.network.network import INITIALIZATIONS, Network
from dlcore.network.regularization import REGULARIZATIONS
from dlcore.optimization.optimizers import MOMENTUM, OPTIMIZERS
from dlcore.optimization.schedules import SCHEDULES
from dlcore.training.stages import Stage


@dataclass(frozen=True)
class Experiment:
    """Everything that decides a run, as plain values: the cache key, the URL and the exported script.

    n examples with noise, a share of them for training; features are computed on toy data of one or two coordinates;
    hidden are the widths of the hidden layers. learning_rate may be a tuple and starts more than 1: then θ has leading
    axes (starts, rates), each only where there is more than one value. A batch_size beyond the training set is the
    whole training set; last_batch says whether a smaller batch left over at the end of an epoch is "kept" or "dropped".
    frames bounds the length of the film. The stages go on from the run with other settings, one after the other.
    `own` data stand in for a built-in dataset and give the dataset its name. stop_after ends the run, whose schedule is
    still that of all epochs, after that many updates, with a frame there; 0 lets it run to its end. momentum is μ for
    the optimizers that have one; a run with stages has the usual one.
    Raises ValueError with a sentence for an unknown name or a number out of range.
    """

    dataset: str = "spiral"
    n: int = 200
    noise: float = 0.1
    train_share: float = 0.5
    features: tuple[str, ...] = ("x1", "x2")
    hidden: tuple[int, ...] = (8, 8)
    activation: str = "tanh"
    initialization: str = "glorot"
    loss: str = "cross_entropy"
    optimizer: str = "adam"
    learning_rate: float | tuple[float, ...] = 0.03
    schedule: str = "constant"
    batch_size: int = 10
    last_batch: str = "kept"
    epochs: int = 100
    regularization: str = "none"
    regularization_strength: float = 0.001
    seed: int = 0
    starts: int = 1
    frames: int = 64
    stages: tuple[Stage, ...] = ()
    own: OwnData | None = None
    stop_after: int = 0
    momentum: float = MOMENTUM

    def __post_init__(self) -> None:
        task = self.source.task
        if self.own and self.own.name != self.dataset:
            raise ValueError(f"Own data named {self.own.name!r} cannot stand in for the dataset {self.dataset!r}.")
        for registry, name in (
            (ACTIVATIONS, self.activation),
            (INITIALIZATIONS, self.initialization),
            (OPTIMIZERS, self.optimizer),
            (SCHEDULES, self.schedule),
            (REGULARIZATIONS, self.regularization),
        ):
            registry[name]
        if task not in LOSSES[self.loss].tasks:
            raise ValueError(f"The loss {self.loss!r} is not for {task}.")
        if self.last_batch not in ("kept", "dropped"):
            raise ValueError(f"last_batch is kept or dropped, not {self.last_batch!r}.")
        for field, least in {"n": 2, "batch_size": 1, "epochs": 1, "starts": 1, "frames": 2, "stop_after": 0}.items():
            if getattr(self, field) < least:
                raise ValueError(f"{field} must be at least {least}, not {getattr(self, field)}.")
        if not all(0 < rate < np.inf for rate in self.rates):
            raise ValueError(f"learning_rate must be positive and finite, not {self.learning_rate}.")
        if not 0 <= self.regularization_strength < np.inf:
            raise ValueError(f"regularization_strength must not be negative, not {self.regularization_strength}.")
        if not 0 <= self.momentum < 1:
            raise ValueError(f"momentum must be in [0, 1), not {self.momentum}.")
        if self.stages and self.momentum != MOMENTUM:
            raise ValueError(f"A run with stages has a momentum of {MOMENTUM}, not {self.momentum}.")
        if self.seed < 0:
            raise ValueError(f"seed must not be negative, not {self.seed}.")
        for number in range(len(self.stages)):
            self.in_stage(number + 1)

    def in_stage(self, number: int) -> "Experiment":
        """The experiment with the settings in force in a stage, and without stages; 0 is the time before the first."""
        changes = {name: value for stage in self.stages[:number] for name, value in stage.changes.items()}
        return replace(self, stages=(), **changes)

    @property
    def source(self) -> Source:
        """The source of the data: one of DATASETS, or the own data."""
        return self.own.source if self.own else DATASETS[self.dataset]

    @property
    def is_sweep(self) -> bool:
        """Tell whether the learning rate is a tuple, and θ so has an axis for it."""
        return isinstance(self.learning_rate, tuple)

    @property
    def rates(self) -> tuple[float, ...]:
        """The learning rate or rates, always as a tuple."""
        return self.learning_rate if isinstance(self.learning_rate, tuple) else (self.learning_rate,)

    @property
    def leading(self) -> tuple[int, ...]:
        """Leading axes of θ: () for one run, else the starts and the rates of which there are several."""
        rates = (len(self.rates),) if self.is_sweep else ()
        return ((self.starts,) if self.starts > 1 else ()) + rates


def prepare(experiment: Experiment) -> tuple[Network, Dataset, Dataset]:
    """The network and the two parts of the data, training and test, of an experiment."""
    told = experiment.n, experiment.noise, experiment.train_share, experiment.seed
    train, test = _parts(experiment.dataset, experiment.own, *told)
    width = network_inputs(experiment, train.x[:1]).shape[-1]
    return Network((width, *experiment.hidden, train.y.shape[-1]), experiment.activation), train, test


@lru_cache(maxsize=16)
def _parts(name: str, own: OwnData | None, n: int, noise: float, share: float, seed: int) -> tuple[Dataset, Dataset]:
    """Training and test data; every run and picture asks for them again, so they can no longer be written to."""
    source = own.source if own else DATASETS[name]
    rng = np.random.default_rng(seed).spawn(3)[0]
    train, test = split(source(n, noise, rng), share, rng)
    if source.table:
        train, test = standardize(train, test)
    for part in (train, test):
        part.x.flags.writeable = part.y.flags.writeable = False
    return train, test


def network_inputs(experiment: Experiment, x: Array) -> Array:
    """The inputs of the network for points x (n, d): the chosen features of a toy shape, every column of a table."""
    return x if experiment.source.table else expand(x, experiment.features)
