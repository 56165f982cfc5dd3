"""The controls that make up an Experiment, for every lesson that trains a network."""

from dataclasses import fields
from math import ceil

from dlcore.data.datasets import DATASETS, Source
from dlcore.data.own_data import OwnData
from dlcore.network.losses import LOSSES
from dlcore.network.network import Network
from dlcore.training.durations import seconds_of_update
from dlcore.training.training import Experiment
from pages.lessons.training import stopped_run
from pages.lessons.training.own_data import drawn_points, session
from pages.lessons.training.values import TrainingValues
from pages.ui import names
from pages.ui.controls import Choice, Controls, Count, Layers, Number, Rate, Seed, Several
from pages.ui.text import Text

MOST_SECONDS = 20.0
"""Computing that one run may take. Those of more than a fraction of a second are streamed."""

FILM_NUMBERS = 50_000
"""Parameters times frames that one film may have."""

FEWEST_FRAMES = 9
"""Frames that even the film of the largest network has."""

FIELDS = frozenset(field.name for field in fields(Experiment))


FALLBACK = "spiral"
"""The dataset in place of own data that nobody has brought yet."""


def brought(chosen: TrainingValues) -> OwnData | None:
    """The data that the visitor brings or draws, if those are chosen."""
    return drawn_points.data(chosen.points) if is_drawn(chosen) else session.held(chosen.dataset)


def is_drawn(chosen: TrainingValues) -> bool:
    """Tell whether the data are drawn by hand; they stay where they are put, all of them and without noise."""
    return bool(chosen.dataset == drawn_points.NAME)


def is_made(chosen: TrainingValues) -> bool:
    """Tell whether the page chooses how many examples there are, and how noisy."""
    return not is_drawn(chosen)


def source(chosen: TrainingValues) -> Source:
    """The source of the chosen data; for own data that are not there, the FALLBACK."""
    if own := brought(chosen):
        return own.source
    return DATASETS[FALLBACK if chosen.dataset in session.NAMES else chosen.dataset]


def is_toy(chosen: TrainingValues) -> bool:
    """Tell whether the data are a toy shape, whose size and features can be chosen freely."""
    return not source(chosen).table


def possible_features(chosen: TrainingValues) -> list[str]:
    """Features that need no more coordinates than the data have."""
    return [name for name in names.FEATURES if source(chosen).inputs > 1 or "x2" not in name]


def possible_losses(chosen: TrainingValues) -> list[str]:
    """Losses for the task of the data."""
    return [name for name, loss in LOSSES.items() if source(chosen).task in loss.tasks]


def training_examples(chosen: TrainingValues) -> int:
    """The number of training examples; all of a small table; of drawn points as many as there may be.

    So the limits of other controls do not move with every point that is drawn.
    """
    if is_drawn(chosen):
        return round(drawn_points.MOST * chosen.train_share)
    rows = source(chosen).rows
    return max(1, round((chosen.n if rows is None else min(chosen.n, rows)) * chosen.train_share))


def all_rows(chosen: TrainingValues) -> int:
    """The number of rows of the table, if all of them are used: more than that cannot be chosen. 0 otherwise."""
    rows = None if is_drawn(chosen) else source(chosen).rows
    return rows if rows is not None and chosen.n >= rows else 0


def most_epochs(chosen: TrainingValues) -> int:
    """As many epochs as MOST_SECONDS allows."""
    size = min(chosen.batch_size, training_examples(chosen))
    updates = ceil(training_examples(chosen) / size)
    return max(1, min(1000, int(MOST_SECONDS / (updates * seconds_of_update(layer_sizes(chosen), size)))))


def layer_sizes(chosen: TrainingValues) -> tuple[int, ...]:
    """Widths of all layers of the network, from inputs to outputs."""
    data = source(chosen)
    return (data.inputs if data.table else len(chosen.features), *chosen.hidden, data.outputs)


ALL_EXAMPLES = Text("all examples", "모든 예제")

DATA: Controls[TrainingValues] = (
    Choice(
        "dataset",
        names.DATA,
        options={**names.DATASETS, **session.NAMES, **drawn_points.NAMES},
        default=FALLBACK,
    ),
    drawn_points.Drawing("points", Text("Your points", "내가 찍은 점"), default=drawn_points.face(), shown=is_drawn),
    Number("n", Text("Examples", "예제 수"), low=20, high=1000, step=20, default=300, shown=is_made, live=True),
    Number("noise", names.NOISE, low=0.0, high=1.0, step=0.05, default=0.05, shown=is_made, live=True),
    Number("train_share", Text("Training share", "훈련 데이터의 비율"), low=0.1, high=0.9, step=0.1, default=0.5),
    Several(
        "features",
        names.FEATURES_USED,
        options=names.FEATURES,
        default=("x1", "x2", "sin_x1", "sin_x2"),
        shown=is_toy,
        allowed=possible_features,
    ),
    Seed(),
)

MODEL: Controls[TrainingValues] = (
    Layers("hidden", names.HIDDEN_LAYERS, default=(8, 8), most=6, widest=64),
    Choice("activation", names.ACTIVATION, options=names.ACTIVATIONS, default="tanh"),
    Choice(
        "initialization",
        names.FIRST_WEIGHTS,
        options=names.INITIALIZATIONS,
        default="glorot",
        more=True,
    ),
)

LEARNING: Controls[TrainingValues] = (
    Choice(
        "loss",
        names.LOSS_FUNCTION,
        options=names.LOSSES,
        default="cross_entropy",
        allowed=possible_losses,
    ),
    Choice("optimizer", names.OPTIMIZER, options=names.OPTIMIZERS, default="adam"),
    Rate(
        "learning_rate",
        names.LEARNING_RATE,
        default=0.03,
        low=1e-9,
        high=1e9,
        reach=(1e-4, 10),
        live=True,
        help=Text(
            "How far one update steps against the gradient.",
            "갱신 한 번에 기울기의 반대 방향으로 얼마나 옮길지를 정합니다.",
        ),
    ),
    Count(
        "batch_size",
        names.BATCH_SIZE,
        default=15,
        low=1,
        high=training_examples,
        famous=lambda chosen: [(training_examples(chosen), ALL_EXAMPLES)],
        live=True,
        help=Text(
            "How many training examples (a mini-batch) one update looks at.",
            "갱신 한 번에 보는 훈련 예제(미니배치)의 수입니다.",
        ),
    ),
    Count("epochs", names.EPOCHS, default=100, low=1, high=most_epochs),
    Choice(
        "schedule",
        names.SCHEDULE,
        options=names.SCHEDULES,
        default="constant",
        more=True,
    ),
    Choice(
        "regularization",
        Text("Regularization", "규제"),
        options=names.REGULARIZATIONS,
        default="none",
        more=True,
    ),
    Rate(
        "regularization_strength",
        names.STRENGTH,
        default=0.001,
        low=1e-5,
        high=10.0,
        more=True,
        shown=lambda chosen: chosen.regularization != "none",
    ),
)


def experiment(chosen: TrainingValues) -> Experiment:
    """The experiment that the controls describe; a large network gets fewer frames, so that its film stays small."""
    data, own = source(chosen), brought(chosen)
    parameters = Network(layer_sizes(chosen), chosen.activation).n_params
    frames = min(64, max(FEWEST_FRAMES, FILM_NUMBERS // parameters))
    values = {name: value for name, value in vars(chosen).items() if name in FIELDS}
    if is_drawn(chosen):
        values |= {"n": drawn_points.MOST, "noise": 0.0}
    values |= {"dataset": data.name, "frames": frames, "own": own}
    stop, chain = stopped_run.step(getattr(chosen, "stopped", stopped_run.NOWHERE)), values.get("stages", ())
    # A run that was stopped and then gone on with ends where its last stage does.
    return Experiment(**values, stop_after=0 if chain and stop <= chain[-1].step else stop)
