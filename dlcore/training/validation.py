"""Validation: the loss on examples by which a setting is chosen, so that the test data are asked only once."""

from dataclasses import replace

from dlcore.arrays import Array
from dlcore.network.losses import LOSSES
from dlcore.training.experiment import Experiment, network_inputs, prepare

FRESH = 1000
"""What is added to an experiment's seed for its validation data: neither training nor test data have them."""


def validation_loss(experiment: Experiment, theta: Array, examples: int) -> float:
    """The mean loss of the parameters θ (p,) on so many examples drawn as the experiment's own, from another seed.

    A table has no other rows: there they are those that the other seed would test on.
    """
    other = replace(experiment, n=2 * examples, train_share=0.5, seed=experiment.seed + FRESH)
    network, _, validation = prepare(other)
    scores = network.forward(theta, network_inputs(experiment, validation.x))
    return float(LOSSES[experiment.loss].value(scores, validation.y))
