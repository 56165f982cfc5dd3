"""Downloads of the laboratory for one run: the film, the last weights, and the run as programs."""

from functools import partial
from typing import Any

from dlcore.export import pytorch_program
from dlcore.export.weights import named, saved
from dlcore.training.training import Experiment
from pages.ui.charts import film
from pages.ui.parts import downloads
from pages.ui.serving.runs import inspection
from pages.ui.text import Text
from pages.ui.training_run import film_data

FILM = Text("Download the film (CSV)", "학습 기록 내려받기 (CSV)")
LOSSES = Text("Download the film without its weights (CSV)", "가중치를 뺀 학습 기록 내려받기 (CSV)")
WEIGHTS = Text("Download the last weights (NPZ)", "마지막 가중치 내려받기 (NPZ)")
TORCH = Text("Download the run as a PyTorch program", "이 학습을 PyTorch 프로그램으로 내려받기")

SMALL = 500
"""Parameters that a film may have to be written with all of them, a column each."""


def files(experiment: Experiment) -> list[downloads.File]:
    """Everything on offer; each is written when it is asked for."""
    small = inspection(experiment).network.n_params <= SMALL
    name = experiment.dataset
    return [
        *film_data.files(experiment),
        downloads.File(TORCH, f"{name}_torch.py", partial(pytorch_program.export, experiment)),
        downloads.File(FILM if small else LOSSES, f"{name}_film.csv", partial(table, experiment)),
        downloads.File(WEIGHTS, f"{name}_weights.npz", partial(weights, experiment)),
    ]


def weights(experiment: Experiment) -> bytes:
    """The weights of the last frame."""
    return saved(inspection(experiment))


def table(experiment: Experiment) -> bytes:
    """The film, a row a frame: step, epoch, losses, accuracy, and of a small network every weight (W1[1,2] …)."""
    run = inspection(experiment)
    shots = run.film
    columns: dict[str, Any] = {"step": shots.step, "epoch": shots.epoch}
    columns |= {"train_loss": shots.train_loss, "test_loss": shots.test_loss}
    if run.train.class_names:
        columns |= {"train_accuracy": run.accuracy(run.train), "test_accuracy": run.accuracy(run.test)}
    if run.network.n_params <= SMALL:
        for name, values in named(run, shots.theta).items():
            flat = values.reshape(len(shots), -1)
            columns |= {title: flat[:, place] for place, title in enumerate(titles(name, values.shape[1:]))}
    return downloads.csv(film.rows(**columns))


def titles(name: str, shape: tuple[int, ...]) -> list[str]:
    """Names of the entries of a matrix, W1[from,to], or of a vector, b1[of], counted from 1."""
    if len(shape) == 1:
        return [f"{name}[{to + 1}]" for to in range(shape[0])]
    return [f"{name}[{start + 1},{to + 1}]" for start in range(shape[0]) for to in range(shape[1])]
