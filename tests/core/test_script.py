import subprocess
import sys
from dataclasses import replace

import pytest

from dlcore.activations import ACTIVATIONS
from dlcore.losses import LOSSES
from dlcore.network import INITIALIZATIONS
from dlcore.optimizers import OPTIMIZERS
from dlcore.regularization import REGULARIZATIONS
from dlcore.schedules import SCHEDULES
from dlcore.script import LINE, export
from dlcore.training import Experiment, record

SHORT = Experiment(n=60, epochs=12, hidden=(5, 4), batch_size=7)


def printed_by(program, folder):
    path = folder / "run.py"
    path.write_text(program, encoding="utf-8")
    done = subprocess.run([sys.executable, "-W", "error", str(path)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def lines_of(film):
    columns = zip(film.step, film.epoch, film.train_loss, film.test_loss, strict=True)
    return [LINE.format(step=s, epoch=e, train_loss=float(a), test_loss=float(b)) for s, e, a, b in columns]


EXPERIMENTS = {
    **{f"activation {name}": replace(SHORT, activation=name) for name in ACTIVATIONS},
    **{f"loss {name}": replace(SHORT, loss=name) for name in LOSSES},
    **{f"optimizer {name}": replace(SHORT, optimizer=name) for name in OPTIMIZERS},
    **{f"schedule {name}": replace(SHORT, schedule=name) for name in SCHEDULES},
    **{f"initialization {name}": replace(SHORT, initialization=name) for name in INITIALIZATIONS},
    **{f"regularization {name}": replace(SHORT, regularization=name) for name in REGULARIZATIONS},
    "features": replace(SHORT, features=("x1", "x1_x2", "sin_x2")),
    "no hidden layer": replace(SHORT, hidden=()),
    "a number to predict": replace(SHORT, dataset="sine", features=("x1",), loss="huber"),
    "three classes": replace(SHORT, dataset="iris", n=150, activation="elu"),
    "a table of numbers": replace(SHORT, dataset="diabetes", n=442, loss="absolute", optimizer="nadam"),
    "the last batch dropped": replace(SHORT, last_batch="dropped"),
    "a long run": replace(SHORT, epochs=200, n=200, hidden=(8, 8), batch_size=10),
}


@pytest.mark.parametrize("name", EXPERIMENTS)
def test_the_exported_program_prints_the_losses_of_the_film_to_every_digit(name, tmp_path):
    experiment = EXPERIMENTS[name]
    assert printed_by(export(experiment), tmp_path) == lines_of(record(experiment))


@pytest.mark.parametrize("loss", ["squared", "cross_entropy"])
def test_a_program_that_blows_up_says_so_where_the_film_does(loss, tmp_path):
    experiment = replace(SHORT, learning_rate=1e6, loss=loss, optimizer="sgd")
    film = record(experiment)
    assert printed_by(export(experiment), tmp_path) == [*lines_of(film), f"blew up at step {film.diverged_at}"]


def test_a_program_of_several_runs_is_refused_in_a_sentence():
    with pytest.raises(ValueError, match="one run"):
        export(replace(SHORT, starts=3))
