"""How long a run takes: a rough rule, measured, by which a run is called long before it begins."""

from collections.abc import Sequence
from math import ceil

from dlcore.experiment import Experiment, prepare
from dlcore.network import Network
from dlcore.training import film_steps, updates_in_epoch

CALL, PARAMETER, PRODUCT, BEND = 20e-6, 10e-9, 0.4e-9, 10e-9
"""Seconds of one layer's calls, and for a parameter, a parameter and example, a neuron and example."""


def seconds_of_update(sizes: Sequence[int], batch_size: int) -> float:
    """Seconds of one update with batches of B: calls + p·(10 ns + B·0.4 ns) + neurons·B·10 ns, on one core of 2024."""
    parameters = Network(tuple(sizes), "tanh").n_params
    neurons = sum(sizes[1:])
    return CALL * len(sizes) + parameters * (PARAMETER + PRODUCT * batch_size) + BEND * neurons * batch_size


def updates(experiment: Experiment) -> int:
    """How many updates the run takes if it does not blow up."""
    _, train, _ = prepare(experiment)
    each = updates_in_epoch(len(train.x), min(experiment.batch_size, len(train.x)), experiment.last_batch)
    return film_steps(experiment, each * experiment.epochs)[-1]


def seconds(experiment: Experiment) -> float:
    """Seconds that the run should take, its film and all it trains at once included."""
    network, train, test = prepare(experiment)
    size = min(experiment.batch_size, len(train.x))
    # A frame asks for the loss of all data, a forward pass: about a third of an update.
    looks = experiment.frames * seconds_of_update(network.sizes, len(train.x) + len(test.x)) / 3
    one = updates(experiment) * seconds_of_update(network.sizes, size) + looks
    return one * ceil(len(experiment.rates) * experiment.starts)
