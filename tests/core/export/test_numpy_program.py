import subprocess
import sys
from dataclasses import replace

import pytest

from dlcore.data.features import FEATURES
from dlcore.data.shapes import CURVES, SHAPES
from dlcore.export.exported_run import LINE
from dlcore.export.numpy_program import export
from dlcore.network.activations import ACTIVATIONS
from dlcore.network.losses import LOSSES
from dlcore.network.network import INITIALIZATIONS
from dlcore.network.regularization import REGULARIZATIONS
from dlcore.optimization.optimizers import OPTIMIZERS
from dlcore.optimization.schedules import SCHEDULES
from dlcore.training.stages import Edit, Stage
from dlcore.training.training import Experiment, record

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
    "stages": replace(
        SHORT,
        stages=(
            Stage(23, 3, learning_rate=0.1, batch_size=11, regularization="l1", regularization_strength=0.02),
            Stage(28, 4, optimizer="rmsprop", schedule="cosine"),
            Stage(36, edits=(Edit(0, -1, 2, 1.25), Edit(1, 3, 0, -0.1))),
            Stage(36, 3, loss="hinge", regularization="none", batch_size=4),
            Stage(50, 2, optimizer="adam", learning_rate=0.003),
        ),
    ),
    "the last batch dropped in stages": replace(SHORT, last_batch="dropped", stages=(Stage(13, 4, batch_size=8),)),
    "an unusual momentum": replace(SHORT, optimizer="nesterov", momentum=0.4),
    "a long run": replace(SHORT, epochs=200, n=200, hidden=(8, 8), batch_size=10),
}


@pytest.mark.parametrize("name", EXPERIMENTS)
def test_the_exported_program_prints_the_losses_of_the_film_to_every_digit(name, tmp_path):
    experiment = EXPERIMENTS[name]
    assert printed_by(export(experiment), tmp_path) == lines_of(record(experiment))


@pytest.mark.parametrize("dataset", [*SHAPES, *CURVES])
def test_a_program_makes_the_points_that_a_seed_makes(dataset, tmp_path):
    features = ("x1", "x1_squared", "sin_x1") if dataset in ("line", "sine") else tuple(FEATURES)
    loss = "cross_entropy" if dataset in SHAPES else "squared"
    experiment = replace(SHORT, dataset=dataset, features=features, loss=loss, noise=0.3, train_share=0.7, seed=5)
    program = export(experiment)
    assert "unpacked" not in program
    assert len(program) < 12_000
    assert printed_by(program, tmp_path) == lines_of(record(experiment))


@pytest.mark.parametrize("loss", ["squared", "cross_entropy"])
def test_a_program_that_diverges_says_so_where_the_film_does(loss, tmp_path):
    experiment = replace(SHORT, learning_rate=1e6, loss=loss, optimizer="sgd")
    film = record(experiment)
    assert printed_by(export(experiment), tmp_path) == [*lines_of(film), f"blew up at step {film.diverged_at}"]


def test_a_program_whose_stage_diverges_says_so_where_the_film_does(tmp_path):
    chain = (Stage(20, 5, optimizer="sgd", learning_rate=1e6, loss="squared"), Stage(25, 3, learning_rate=0.1))
    film = record(replace(SHORT, stages=chain))
    assert film.diverged_at is not None
    expected = [*lines_of(film), f"blew up at step {film.diverged_at}"]
    assert printed_by(export(replace(SHORT, stages=chain)), tmp_path) == expected


def test_a_program_of_several_runs_is_refused_in_a_sentence():
    with pytest.raises(ValueError, match="one run"):
        export(replace(SHORT, starts=3))
