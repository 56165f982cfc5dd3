"""An Experiment written out as one PyTorch program that prints the film's losses, equal to a millionth.

What PyTorch has is PyTorch's: layers, activations, losses, optimizers with our settings. What it lacks is written out.
Data, first weights and the order of the batches are the film's; sums are taken in another order, so the last digits
differ, and in a run that does not settle the difference grows.
"""

from collections.abc import Mapping

from dlcore.export import exported_data
from dlcore.export.exported_run import LINE, Sources, one_run
from dlcore.export.pytorch_stages import staged
from dlcore.network.activations import LEAK
from dlcore.network.losses import HUBER_DELTA
from dlcore.network.network import spread
from dlcore.optimization.optimizers import built
from dlcore.optimization.schedules import SCHEDULES
from dlcore.training.experiment import Experiment
from dlcore.training.segments import Leg
from dlcore.training.training import DIVERGENCE_NORM

ACTIVATIONS = {
    "linear": "nn.Identity()",
    "tanh": "nn.Tanh()",
    "sigmoid": "nn.Sigmoid()",
    "relu": "nn.ReLU()",
    "leaky_relu": f"nn.LeakyReLU({LEAK})",
    "elu": "nn.ELU()",
    "softplus": "nn.Softplus(threshold=40)",
}

LOSSES = {
    "squared": "functional.mse_loss(score, y)",
    "absolute": "functional.l1_loss(score, y)",
    "huber": f"functional.huber_loss(score, y, delta={HUBER_DELTA})",
    "cross_entropy": "functional.cross_entropy(score, y)",
    "hinge": "functional.relu(1 - (2 * y - 1) * score).mean()",
}
ONE_OUTPUT = {"cross_entropy": "functional.binary_cross_entropy_with_logits(score, y)"}

PENALTIES = {
    "none": "0.0",
    "l1": "sum(layer.weight.abs().sum() for layer in layers)",
    "l2": "sum((layer.weight**2).sum() for layer in layers) / 2",
}

MADE = {
    "sgd": "torch.optim.SGD(parameters, lr=LEARNING_RATE)",
    "momentum": "torch.optim.SGD(parameters, lr=LEARNING_RATE, momentum={momentum})",
    "nesterov": "torch.optim.SGD(parameters, lr=LEARNING_RATE, momentum={momentum}, nesterov=True)",
    "adagrad": "torch.optim.Adagrad(parameters, lr=LEARNING_RATE, eps={epsilon})",
    "rmsprop": "torch.optim.RMSprop(parameters, lr=LEARNING_RATE, alpha={decay}, eps={epsilon})",
    "adadelta": "torch.optim.Adadelta(parameters, lr=LEARNING_RATE, rho={decay}, eps={epsilon})",
    "adam": "torch.optim.Adam(parameters, lr=LEARNING_RATE, betas=({beta1}, {beta2}), eps={epsilon})",
    "adamw": "torch.optim.AdamW(\n"
    "    parameters, lr=LEARNING_RATE, betas=({beta1}, {beta2}), eps={epsilon}, weight_decay={weight_decay}\n)",
    "nadam": "torch.optim.NAdam(\n"
    "    parameters, lr=LEARNING_RATE, betas=({beta1}, {beta2}), eps={epsilon}, momentum_decay={momentum_decay}\n)",
    "lion": "Lion(parameters, lr=LEARNING_RATE, betas=({beta1}, {beta2}))",
}
"""The constructor of each optimizer of the registry; its settings fill the braces."""

LION = '''

class Lion(torch.optim.Optimizer):
    """Steps of one size: sign(b1 m + (1 - b1) g), then m <- b2 m + (1 - b2) g. Chen et al. (2023), algorithm 2."""

    def __init__(self, parameters, lr, betas):
        super().__init__(parameters, {"lr": lr, "betas": betas})

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            beta1, beta2 = group["betas"]
            for parameter in group["params"]:
                mean = self.state[parameter].setdefault("mean", torch.zeros_like(parameter))
                mixed = beta1 * mean + (1 - beta1) * parameter.grad
                parameter -= group["lr"] * torch.sign(mixed)
                mean.mul_(beta2).add_((1 - beta2) * parameter.grad)
'''

SETTINGS = """BATCH_SIZE = {batch_size}
EPOCHS = {epochs}
UPDATES_IN_EPOCH = {updates_in_epoch}
REGULARIZATION_STRENGTH = {strength!r}
"""

MAIN = """optimizer = {optimizer}


def loss(score, y):
    return {loss}


def penalty():
    return {penalty}


updates = UPDATES_IN_EPOCH * EPOCHS
factors = np.asarray({schedule}(np.arange(updates), updates)).tolist()
show(0, 0.0, *losses())
for step in range(max(FRAMES)):
    if step % UPDATES_IN_EPOCH == 0:
        order = torch.from_numpy(batch_rng.permutation(len(TRAIN_X)))
    batch = order[step % UPDATES_IN_EPOCH * BATCH_SIZE :][:BATCH_SIZE]
    diverged = update(batch, REGULARIZATION_STRENGTH, LEARNING_RATE * factors[step])
    if diverged or step + 1 in FRAMES:
        show(step + 1, (step + 1) / UPDATES_IN_EPOCH, *losses())
    if diverged:
        print(f"blew up at step {{step + 1}}")
        break
"""
"""The loop of a run without stages."""

UNPACKED = """def unpacked(rows, text):
    numbers = np.frombuffer(zlib.decompress(base64.b64decode(text))).reshape(rows, -1)
    return torch.from_numpy(numbers.copy())


"""

PROGRAM = '''"""{title}

Needs PyTorch and numpy. Prints the losses of every frame: step, epoch, training, test.
"""

from __future__ import annotations

{packing}import math
from typing import NamedTuple

import numpy as np
import torch
from torch import nn
from torch.nn import functional

torch.set_default_dtype(torch.float64)
torch.set_num_threads(1)

SIZES = {sizes}
LEARNING_RATE = {learning_rate!r}
SEED = {seed}
DIVERGENCE_NORM = {diverged!r}
FRAMES = {frames}
{settings}{lion}{constants}

{functions}


{data}

# The first weights and the order of the batches are drawn by numpy, as in the film.
_, init_rng, batch_rng = np.random.default_rng(SEED).spawn(3)
init_rng, batch_rng = init_rng.spawn(1)[0], batch_rng.spawn(1)[0]

layers = [nn.Linear(inputs, outputs) for inputs, outputs in zip(SIZES[:-1], SIZES[1:])]
with torch.no_grad():
    for layer in layers:
        shape = (layer.in_features, layer.out_features)
        weights = init_rng.standard_normal(shape) * spread({initialization!r}, *shape)
        layer.weight.copy_(torch.from_numpy(weights.T))
        layer.bias.zero_()
bent = [module for layer in layers for module in (layer, {activation})]
model = nn.Sequential(*bent[:-1])
parameters = list(model.parameters())


def show(step, epoch, train_loss, test_loss):
    print(f"{line}")


@torch.no_grad()
def losses():
    return [loss(model(x), y).item() for x, y in ((TRAIN_X, TRAIN_Y), (TEST_X, TEST_Y))]


def update(batch, strength, rate):
    optimizer.zero_grad()
    (loss(model(TRAIN_X[batch]), TRAIN_Y[batch]) + strength * penalty()).backward()
    before = [parameter.detach().clone() for parameter in parameters]
    for group in optimizer.param_groups:
        group["lr"] = rate
    optimizer.step()
    with torch.no_grad():
        size = sum((parameter**2).sum().item() for parameter in parameters)
        diverged = not size < DIVERGENCE_NORM**2
        if diverged and not (math.isfinite(size) and all(map(math.isfinite, losses()))):
            for parameter, value in zip(parameters, before):
                parameter.copy_(value)
    return diverged


{main}'''


def export(experiment: Experiment) -> str:
    """Write one run as a PyTorch program. Raises ValueError for several runs."""
    run = one_run(experiment)
    optimizers = [leg.settings.optimizer for leg in run.legs]
    used = Sources()
    used.add(spread)
    for leg in run.legs:
        used.add(SCHEDULES[leg.settings.schedule])
    made = {name: MADE[name].format(**vars(built(name, experiment.momentum))) for name in optimizers}
    losses = LOSSES | ONE_OUTPUT if run.network.sizes[-1] == 1 else LOSSES
    main = staged(run.legs, made, losses, PENALTIES) if experiment.stages else single(experiment, made, losses)
    packed = not exported_data.is_made(experiment)
    tensors = "map(torch.from_numpy, made_data())"
    data = UNPACKED + run.data if packed else exported_data.made(experiment, used, tensors)
    settings = "" if experiment.stages else constants(experiment, run.legs[0])
    return PROGRAM.format(
        title=f"{run.title}, in PyTorch.",
        sizes=run.network.sizes,
        learning_rate=experiment.learning_rate,
        seed=experiment.seed,
        diverged=DIVERGENCE_NORM,
        frames=run.frames,
        settings=settings,
        main=main,
        lion=LION if "lion" in optimizers else "",
        functions="\n\n\n".join(used.texts.values()),
        initialization=experiment.initialization,
        activation=ACTIVATIONS[experiment.activation],
        line=LINE,
        packing=exported_data.PACKING if packed else "",
        constants="".join(f"\n{name} = {value}" for name, value in used.constants.items()),
        data=data,
    )


def constants(experiment: Experiment, leg: Leg) -> str:
    """The settings of a run without stages."""
    return SETTINGS.format(
        batch_size=leg.batch_size,
        epochs=experiment.epochs,
        updates_in_epoch=leg.updates_per_epoch,
        strength=experiment.regularization_strength,
    )


def single(experiment: Experiment, made: Mapping[str, str], losses: Mapping[str, str]) -> str:
    """The loop of a run without stages."""
    return MAIN.format(
        optimizer=made[experiment.optimizer],
        loss=losses[experiment.loss],
        penalty=PENALTIES[experiment.regularization],
        schedule=SCHEDULES[experiment.schedule].__name__,
    )
