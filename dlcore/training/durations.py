"""An estimate of the duration of a run before it begins, by a cost model with measured constants."""

from collections.abc import Sequence

from dlcore.network.network import Network
from dlcore.training.experiment import Experiment, prepare
from dlcore.training.segments import legs
from dlcore.training.training import film_looks

CALL, PARAMETER, PRODUCT, BEND = 20e-6, 10e-9, 0.4e-9, 10e-9
"""Seconds of one layer's calls, and for a parameter, a parameter and example, a neuron and example."""


def seconds_of_update(sizes: Sequence[int], batch_size: int) -> float:
    """Seconds of one update with batches of B: calls + p·(10 ns + B·0.4 ns) + neurons·B·10 ns, on one core of 2024."""
    parameters = Network(tuple(sizes), "tanh").n_params
    neurons = sum(sizes[1:])
    return CALL * len(sizes) + parameters * (PARAMETER + PRODUCT * batch_size) + BEND * neurons * batch_size


def updates(experiment: Experiment) -> int:
    """The number of updates of the run if it does not diverge."""
    _, train, _ = prepare(experiment)
    return updates_of(experiment, len(train.x))


def updates_of(experiment: Experiment, n: int) -> int:
    """The number of updates of the run with n training examples."""
    return film_looks(experiment, legs(experiment, n))[-1].step


def epochs(experiment: Experiment, n: int) -> float:
    """The number of epochs of all parts of the run together, with n training examples, if nothing ends it before."""
    last = legs(experiment, n)[-1]
    return last.epoch_at(last.end)


def seconds(experiment: Experiment) -> float:
    """Seconds that the run should take, its film included; of several runs, one after the other."""
    network, train, test = prepare(experiment)
    n = len(train.x)
    # A frame asks for the loss of all data, a forward pass: about a third of an update.
    looks = experiment.frames * seconds_of_update(network.sizes, n + len(test.x)) / 3
    one = updates_of(experiment, n) * seconds_of_update(network.sizes, min(experiment.batch_size, n)) + looks
    return one * len(experiment.rates) * experiment.starts
