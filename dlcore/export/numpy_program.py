"""An Experiment written out as one numpy program that runs by itself and prints the film's losses.

The activation, loss, optimizer and schedule in it are the source of the functions that ran. Around them stands the
same training loop, shorter: fresh arrays where `network.Backpropagation` keeps buffers, same sums, same order.
"""

from collections.abc import Callable
from typing import Any

from dlcore.export.exported_data import data_of
from dlcore.export.exported_run import LINE, Sources, one_run
from dlcore.export.numpy_stages import staged
from dlcore.network.losses import LOSSES
from dlcore.network.network import spread, with_ones
from dlcore.network.regularization import REGULARIZATIONS
from dlcore.optimization.optimizers import MOMENTUM, OPTIMIZERS, WITH_MOMENTUM, descend
from dlcore.optimization.schedules import SCHEDULES
from dlcore.training.segments import Leg
from dlcore.training.training import DIVERGENCE_NORM, Experiment

UPDATES = {"kept": "math.ceil(len(TRAIN_X) / BATCH_SIZE)", "dropped": "len(TRAIN_X) // BATCH_SIZE"}
"""The statements that count the updates of an epoch."""

SETTINGS = """LEARNING_RATE = {learning_rate!r}
BATCH_SIZE = {batch_size}
EPOCHS = {epochs}
SEED = {seed}
REGULARIZATION_STRENGTH = {strength!r}
"""

MAIN = """def main():
    _, init_rng, batch_rng = np.random.default_rng(SEED).spawn(3)
    theta, rng = first_theta(init_rng.spawn(1)[0]), batch_rng.spawn(1)[0]
    is_weight = np.ones_like(theta)
    for matrix in matrices(is_weight):
        matrix[-1] = 0
    optimizer = {optimizer}
    state = optimizer.init(theta)
    batches = {updates_in_epoch}
    factors = np.asarray({schedule}(np.arange(batches * EPOCHS), batches * EPOCHS)).tolist()
    show(0, 0.0, *losses(theta))
    for update in range(max(FRAMES)):
        if update % batches == 0:
            order = rng.permutation(len(TRAIN_X))
        batch = order[update % batches * BATCH_SIZE :][:BATCH_SIZE]
        gradient = backward(theta, TRAIN_X[batch], TRAIN_Y[batch])
        gradient = gradient + REGULARIZATION_STRENGTH * is_weight * {regularization}(theta)
        moved, state = descend(optimizer, theta, gradient, state, LEARNING_RATE * factors[update])
        diverged = not moved @ moved < DIVERGENCE_NORM**2
        theta = moved if not diverged or np.isfinite(losses(moved)).all() else theta
        if diverged or update + 1 in FRAMES:
            show(update + 1, (update + 1) / batches, *losses(theta))
        if diverged:
            print(f"blew up at step {{update + 1}}")
            return
"""
"""The loop of a run without stages."""

PROGRAM = '''"""{title}

Needs only numpy. Prints the losses of every frame: step, epoch, training, test.
"""

from __future__ import annotations

{packing}import math
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import numpy as np

SIZES = {sizes}
{settings}DIVERGENCE_NORM = {diverged!r}
FRAMES = {frames}
{constants}

{functions}


class Optimizer:
    weight_decay = 0.0

    def __class_getitem__(cls, state):
        return cls


{optimizer}


def matrices(theta):
    """Matrix of every layer, its weights and in the last row its biases: views of theta."""
    ends = np.cumsum([(inputs + 1) * outputs for inputs, outputs in pairwise(SIZES)])
    return [part.reshape(-1, outputs) for part, outputs in zip(np.split(theta, ends[:-1]), SIZES[1:])]


def first_theta(rng):
    theta = np.zeros(sum((inputs + 1) * outputs for inputs, outputs in pairwise(SIZES)))
    for matrix in matrices(theta):
        shape = matrix[:-1].shape
        matrix[:-1] = rng.standard_normal(shape) * spread({initialization!r}, *shape)
    return theta


def forward(theta, x):
    """Activations of every layer, inputs first, and the scores."""
    activations = [x]
    *hidden, last = matrices(theta)
    for matrix in hidden:
        activations.append({activation}(np.dot(with_ones(activations[-1]), matrix)))
    return activations, np.dot(with_ones(activations[-1]), last)


def backward(theta, x, y):
    """Gradient of the loss with respect to theta."""
    activations, score = forward(theta, x)
    delta, gradients = {loss}_grad(score, y), []
    for layer in range(len(activations) - 1, -1, -1):
        gradients.insert(0, np.dot(with_ones(activations[layer]).T, delta).ravel())
        if layer:
            delta = np.dot(delta, matrices(theta)[layer][:-1].T) * {activation}_slope(activations[layer])
    return np.concatenate(gradients)


def losses(theta):
    return [{loss}(forward(theta, x)[1], y) for x, y in ((TRAIN_X, TRAIN_Y), (TEST_X, TEST_Y))]


{main}

def show(step, epoch, train_loss, test_loss):
    print(f"{line}")


{data}

if __name__ == "__main__":
    with np.errstate(all="ignore"):
        main()
'''


def export(experiment: Experiment) -> str:
    """Write one run as a program. Raises ValueError for an experiment of several runs."""
    run = one_run(experiment)
    used, classes = Sources(), Sources()
    activation = run.network.activation
    functions: list[Callable[..., Any]] = [spread, with_ones, activation.value, activation.slope]
    for leg in run.legs:
        now, loss = leg.settings, LOSSES[leg.settings.loss]
        functions += [loss.value, loss.grad, REGULARIZATIONS[now.regularization], SCHEDULES[now.schedule]]
        classes.add(type(OPTIMIZERS[now.optimizer]()))
    for function in functions:
        used.add(function)
    used.add(descend)
    packing, data = data_of(run, experiment, used)
    settings, main, loss_name = (staged if experiment.stages else single)(experiment, run.legs)
    return PROGRAM.format(
        title=f"{run.title}.",
        sizes=run.network.sizes,
        settings=settings,
        main=main,
        diverged=DIVERGENCE_NORM,
        frames=run.frames,
        constants="\n".join(f"{name} = {value}" for name, value in (used.constants | classes.constants).items()),
        functions="\n\n\n".join(used.texts.values()),
        optimizer="\n\n\n".join(classes.texts.values()),
        initialization=experiment.initialization,
        activation=activation.value.__name__,
        loss=loss_name,
        line=LINE,
        packing=packing,
        data=data,
    )


def single(experiment: Experiment, parts: list[Leg]) -> tuple[str, str, str]:
    """Constants, main function and loss of the program of a run without stages."""
    loss = LOSSES[experiment.loss].value.__name__
    constants = SETTINGS.format(
        learning_rate=experiment.learning_rate,
        batch_size=parts[0].batch_size,
        epochs=experiment.epochs,
        seed=experiment.seed,
        strength=experiment.regularization_strength,
    )
    main = MAIN.format(
        optimizer=construction(experiment),
        updates_in_epoch=UPDATES[experiment.last_batch],
        schedule=SCHEDULES[experiment.schedule].__name__,
        regularization=REGULARIZATIONS[experiment.regularization].__name__,
    )
    return constants, main, loss


def construction(experiment: Experiment) -> str:
    """The expression that makes the optimizer of a run."""
    made = type(OPTIMIZERS[experiment.optimizer]()).__name__
    unusual = experiment.optimizer in WITH_MOMENTUM and experiment.momentum != MOMENTUM
    return f"{made}(momentum={experiment.momentum})" if unusual else f"{made}()"
