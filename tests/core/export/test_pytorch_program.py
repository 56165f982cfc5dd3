"""The exported PyTorch program, executed here in one process: its losses are the film's to a millionth."""

import contextlib
import io
from dataclasses import replace

import numpy as np
import pytest

from dlcore.export import pytorch_program
from dlcore.network import activations, losses, regularization
from dlcore.network.network import INITIALIZATIONS
from dlcore.optimization import optimizers
from dlcore.optimization.schedules import SCHEDULES
from dlcore.training.stages import Edit, Stage
from dlcore.training.training import Experiment, record

SHORT = Experiment(n=60, epochs=12, hidden=(5, 4), batch_size=7)

EXPERIMENTS = {
    **{f"activation {name}": replace(SHORT, activation=name) for name in activations.ACTIVATIONS},
    **{f"loss {name}": replace(SHORT, loss=name) for name in losses.LOSSES},
    **{f"three classes, {name}": replace(SHORT, dataset="iris", n=150, loss=name) for name in losses.LOSSES},
    **{f"optimizer {name}": replace(SHORT, optimizer=name, learning_rate=0.01) for name in optimizers.OPTIMIZERS},
    **{f"schedule {name}": replace(SHORT, schedule=name) for name in SCHEDULES},
    **{f"initialization {name}": replace(SHORT, initialization=name) for name in INITIALIZATIONS},
    **{
        f"regularization {name}": replace(SHORT, regularization=name, regularization_strength=0.1, optimizer="sgd")
        for name in regularization.REGULARIZATIONS
    },
    "adamw in steps": replace(SHORT, optimizer="adamw", schedule="step"),
    "an unusual momentum": replace(SHORT, optimizer="nesterov", momentum=0.4, learning_rate=0.01),
    "no hidden layer": replace(SHORT, hidden=()),
    "a number to predict": replace(SHORT, dataset="sine", features=("x1",), loss="huber"),
    "a table of numbers": replace(SHORT, dataset="diabetes", n=442, loss="squared"),
    "the last batch dropped": replace(SHORT, last_batch="dropped"),
    "stopped": replace(SHORT, stop_after=20),
    "stages": replace(
        SHORT, stages=(Stage(31, 3, optimizer="sgd", batch_size=5), Stage(40, 4, loss="hinge", learning_rate=0.003))
    ),
    "stages of one optimizer": replace(
        SHORT,
        optimizer="nadam",
        stages=(Stage(20, 3, schedule="cosine"), Stage(30, 3, regularization="l2", regularization_strength=0.1)),
    ),
    "set by hand": replace(
        SHORT, stages=(Stage(25, edits=(Edit(0, 1, 2, 1.5), Edit(1, -1, 3, -2.0))), Stage(25, 4, optimizer="lion"))
    ),
    "stages, stopped": replace(SHORT, stages=(Stage(31, 3, batch_size=5),), stop_after=38),
    "stages, three classes": replace(SHORT, dataset="iris", n=150, stages=(Stage(31, 3, loss="squared"),)),
    "stages, diverged": replace(
        SHORT, optimizer="sgd", stages=(Stage(31, 5, learning_rate=1e7, loss="squared"), Stage(50, 3))
    ),
    "diverged": replace(SHORT, learning_rate=1e6, loss="squared", optimizer="sgd"),
}


@pytest.mark.parametrize("table", ["ACTIVATIONS", "LOSSES", "MADE", "PENALTIES"])
def test_every_entry_of_the_registries_is_written_in_pytorch(table):
    registries = {
        "ACTIVATIONS": activations.ACTIVATIONS,
        "LOSSES": losses.LOSSES,
        "MADE": optimizers.OPTIMIZERS,
        "PENALTIES": regularization.REGULARIZATIONS,
    }
    assert list(getattr(pytorch_program, table)) == list(registries[table])


@pytest.mark.parametrize("name", EXPERIMENTS)
def test_the_pytorch_program_prints_the_losses_of_the_film_to_a_millionth(name):
    torch = pytest.importorskip("torch")
    film, out = record(EXPERIMENTS[name]), io.StringIO()
    before = torch.get_default_dtype()
    try:
        with contextlib.redirect_stdout(out):
            exec(compile(pytorch_program.export(EXPERIMENTS[name]), "run.py", "exec"), {"__name__": "__main__"})
    finally:
        torch.set_default_dtype(before)
    lines = out.getvalue().splitlines()
    if film.diverged_at:
        assert lines.pop() == f"blew up at step {film.diverged_at}"
    step, epoch, train, test = np.array([line.split() for line in lines], float).T
    assert np.array_equal(step, film.step)
    np.testing.assert_allclose(epoch, film.epoch, atol=1e-3)
    np.testing.assert_allclose(train, film.train_loss, rtol=1e-6, atol=1e-6)
    np.testing.assert_allclose(test, film.test_loss, rtol=1e-6, atol=1e-6)


def test_a_program_of_several_runs_is_refused_in_a_sentence():
    with pytest.raises(ValueError, match="one run"):
        pytorch_program.export(replace(SHORT, starts=3))
