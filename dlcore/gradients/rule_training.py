"""Training by a rule: the error is shared out where the chain rule would multiply; all else is the same run.

A rule decides only what a hidden neuron's error is. Its weights then change as ever, by input × φ′(z) × error. The last
layer's gradient is therefore always the true one, and a rule is judged by the layers below it.
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from dlcore.arrays import Array
from dlcore.gradients.split_rules import CANCELLED, NOTHING, WAYS, is_zero
from dlcore.network.losses import Loss
from dlcore.network.network import Network
from dlcore.training.training import Experiment, Film, Snapshot, Trainer, film_of, frame_steps


def rule_gradients(network: Network, theta: Array, x: Array, y: Array, loss: Loss) -> tuple[Array, NDArray[np.str_]]:
    """The gradient ∂loss/∂θ by each of the five WAYS, (..., 5, p), at θ (..., 5, p) for x (n, d) and y (n, k).

    e_last = δ_last = ∂loss/∂score;  e_l = the shares of e_{l+1},  δ_l = e_l ⊙ φ′(z_l),  ∂Θ_l = [a_l 1]ᵀ δ_{l+1}.
    By the chain rule e_l = δ_{l+1} W_lᵀ, and this is the gradient. The second array (..., 5) is "" or the reason for
    which a rule is undefined here; the first then says nothing.
    """
    gradient = np.empty_like(theta)
    undefined = np.full(theta.shape[:-1], "", dtype="<U9")
    activations, into = network.layers(theta, x), network.unpack(gradient)
    error = delta = loss.grad(activations[-1], y)
    for layer, (weights, _) in reversed(list(enumerate(network.unpack(theta)))):
        a = activations[layer]
        into[layer][0][...] = a.mT @ delta
        into[layer][1][...] = delta.sum(axis=-2)
        if layer:
            error = shares(np.where(DIVIDES, error, delta), a, weights, undefined)
            delta = error * network.activation.slope(a)
    return gradient, undefined


DIVIDES = np.array([[[rule.divides]] for rule in WAYS.values()])
"""Rules hand on whole shares, the chain rule δ."""


def shares(error: Array, inputs: Array, weights: Array, undefined: NDArray[np.str_]) -> Array:
    """The error of each neuron below, (..., 5, n, h), by each of WAYS at once: dlcore.backprop.Rule on many examples.

    error (..., 5, n, k), inputs (..., 5, n, h), weights (..., 5, h, k). Reasons are entered in `undefined` (..., 5).
    """
    of_input, of_weight = np.empty_like(inputs), np.empty_like(weights)
    for index, rule in enumerate(WAYS.values()):
        of_input[..., index, :, :] = rule.of_input(inputs[..., index, :, :])
        of_weight[..., index, :, :] = rule.of_weight(weights[..., index, :, :])
    total, size = of_input @ of_weight, np.abs(of_input) @ np.abs(of_weight)
    bad = DIVIDES & is_zero(total, size)
    if bad.any():
        undefined[bad.any(axis=(-2, -1))] = NOTHING
        undefined[(bad & (size > 0)).any(axis=(-2, -1))] = CANCELLED
    return np.asarray(of_input * (error / np.where(DIVIDES & ~bad, total, 1) @ of_weight.mT))


class RuleTrainer(Trainer):
    """Five runs side by side, one for each of WAYS: one start, one order of batches, one learning rate.

    θ is (5, p). A run whose rule is undefined on a batch stops there: `undefined` holds the step and the reason.
    """

    def __init__(self, experiment: Experiment) -> None:
        """Take an experiment of one run; its learning rate is given to all five. Raises ValueError for several."""
        if experiment.leading or experiment.regularization != "none":
            raise ValueError("Rules are compared on one start, at one learning rate, without regularization.")
        super().__init__(replace(experiment, learning_rate=experiment.rates * len(WAYS)))
        self.undefined: dict[str, tuple[int, str]] = {}

    def gradient(self) -> Array:
        """The gradient of the next batch by each way, (5, p); 0 for runs that are over."""
        x, y = next(self.batches)
        gradient, undefined = rule_gradients(self.network, self.theta, x[:, :-1], y, self.loss)
        for index in np.flatnonzero((undefined != "") & (self.diverged_at == 0)):
            self.undefined[tuple(WAYS)[index]] = (self.step + 1, str(undefined[index]))
            self.diverged_at[index] = self.step + 1
            self.stopped = True
        gradient[self.diverged_at > 0] = 0
        return gradient


@dataclass(frozen=True, eq=False)
class Comparison:
    """The five runs as one film, θ (T, 5, p), and what became of each.

    cosine (T, 5) is that of the stand-in to the true gradient at the run's own θ, over all training data and all layers
    but the last; nan where a rule is undefined there, a gradient is 0, or the run is over. last (5,) is each run's last
    frame; undefined holds step and reason of the runs that ended because their rule could say nothing.
    """

    film: Film
    cosine: Array
    undefined: dict[str, tuple[int, str]]
    last: tuple[int, ...]


def compare(experiment: Experiment) -> Comparison:
    """Train by the chain rule and by each rule, from the same start and on the same batches."""
    trainer = RuleTrainer(experiment)
    snapshots: list[Snapshot] = []
    for step in frame_steps(trainer.updates, experiment.frames):
        trainer.advance(step - trainer.step)
        snapshots.append(trainer.snapshot())
        if trainer.over:
            break
    film = film_of(trainer.experiment, snapshots)
    stops = np.where(trainer.diverged_at > 0, trainer.diverged_at, film.step[-1])
    last = [int(np.searchsorted(film.step, stop)) for stop in stops]
    return Comparison(film, cosines(trainer, film, last), trainer.undefined, tuple(last))


def cosines(trainer: Trainer, film: Film, last: list[int]) -> Array:
    """The cosine (T, 5) of each frame's stand-in to the true gradient; nan after a run is over."""
    network, (x, y), loss = trainer.network, trainer.parts[0], trainer.loss
    below = network.n_params - network.matrices(film.theta)[-1][0, 0].size
    with np.errstate(all="ignore"):
        found, undefined = rule_gradients(network, film.theta, x, y, loss)
        true = network.gradient(film.theta, x, y, loss)
        found, true = found[..., :below], true[..., :below]
        size = np.linalg.norm(found, axis=-1) * np.linalg.norm(true, axis=-1)
        over = np.arange(len(film))[:, None] > np.array(last)
        known = (size > 0) & np.isfinite(size) & (undefined == "") & ~over
        return np.where(known, np.vecdot(found, true) / size, np.nan)
