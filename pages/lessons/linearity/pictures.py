"""The runs of the lesson on linearity, cached for all visitors, and what any screen says of them."""

from dataclasses import dataclass, replace

import numpy as np

from dlcore.geometry.matrix_product import best_line
from dlcore.training.training import Experiment, network_inputs, prepare
from pages.lessons.linearity.values import LinearityValues
from pages.lessons.linearity.words import SAYS
from pages.ui.serving import runs
from pages.ui.serving.runs import keep
from pages.ui.text import say

RUN = Experiment(n=200, noise=0.1, learning_rate=0.1, batch_size=25, epochs=60, frames=40)
CARD = replace(RUN, dataset="circles", hidden=(4,), activation="relu", initialization="he", seed=1)
"""The run of the lesson's small picture."""


def experiment(chosen: LinearityValues) -> Experiment:
    """The run of the part that is shown."""
    here = replace(RUN, dataset=chosen.dataset, noise=chosen.noise, seed=chosen.seed)
    if chosen.part == "product":
        return replace(here, hidden=(chosen.width,) * (chosen.layers - 1), activation=chosen.between)
    if chosen.part == "bend":
        return replace(here, hidden=(chosen.width,) * chosen.depth, activation=chosen.activation)
    if chosen.part == "folds":
        return replace(here, hidden=(chosen.width,) * chosen.depth, activation="relu", initialization="he")
    if chosen.part == "features":
        return replace(here, hidden=(), features=chosen.features)
    wave = replace(here, dataset="sine", features=("x1",), loss="squared", learning_rate=0.03)
    return replace(wave, hidden=(chosen.hinges,), activation="relu", initialization="he")


@keep
def limit_of_lines(run: Experiment) -> float:
    """The largest share of the training points that any straight line gets right."""
    train = runs.inspection(run).train
    return best_line(train.x, train.labels)


def told_limit(run: Experiment) -> str:
    """Return how many of the training points a straight line can get right at most."""
    limit = limit_of_lines(run)
    return say(SAYS["all"]) if limit == 1 else say(SAYS["most"], limit=limit)


@dataclass(frozen=True)
class Ending:
    """The end of a run: share of the test points that are right, and of the training points; parameters; test loss."""

    test: float
    train: float
    parameters: int
    loss: float


@keep
def ending(run: Experiment) -> Ending:
    seen = runs.inspection(run)
    test, train = (float(seen.accuracy(part)[-1]) for part in (seen.test, seen.train))
    return Ending(test, train, seen.network.n_params, float(seen.film.test_loss[-1]))


VALIDATION, FRESH = 500, 1000
"""Examples that judge the challenge, of a seed so much further on: no picture shows them."""


@keep
def validated(run: Experiment) -> float:
    """Share of the validation points that are right at the end of a run."""
    network, _, validation = prepare(replace(run, n=2 * VALIDATION, seed=run.seed + FRESH))
    scores = network.forward(runs.inspection(run).film.theta[-1], network_inputs(run, validation.x))[:, 0]
    return float(np.mean((scores > 0) == (validation.labels == 1)))


def weights(run: Experiment) -> tuple[float, ...]:
    """The constant and the weight of each feature at the end of a run without hidden layers."""
    seen = runs.inspection(run)
    ((matrix, bias),) = seen.network.unpack(seen.film.theta[-1])
    return (float(bias[0]), *map(float, matrix[:, 0]))
