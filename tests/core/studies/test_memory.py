"""Bytes from the architecture against the bytes of the arrays that really train."""

from dataclasses import replace

import numpy as np
import pytest

from dlcore.network.network import Backpropagation
from dlcore.optimization.optimizers import OPTIMIZERS
from dlcore.studies.memory import needed
from dlcore.training.training import Experiment, Trainer

BASE = Experiment(dataset="moons", n=60, loss="cross_entropy")


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
@pytest.mark.parametrize(("hidden", "size"), [((), 7), ((8,), 1), ((16, 16), 30)])
def test_the_bytes_worked_out_are_those_of_the_arrays_that_train(optimizer, hidden, size):
    trainer = Trainer(replace(BASE, optimizer=optimizer, hidden=hidden, batch_size=size))
    x, y = next(trainer.batches)
    real = Backpropagation(trainer.network, trainer.theta, len(x))
    gradient = real(x, y, trainer.loss)
    memory = needed(trainer.network, optimizer, size)
    assert memory.parameters == trainer.theta.nbytes
    assert memory.gradients == gradient.nbytes
    assert memory.state == sum(part.nbytes for part in trainer.state if isinstance(part, np.ndarray))
    assert memory.activations == x.nbytes + sum(hidden.nbytes for hidden in real.hidden)
    assert memory.total == memory.parameters + memory.gradients + memory.state + memory.activations
