"""The test loss of a run, drawn before it is shown: its axis, its shape, and what the loss chart takes of it."""

from functools import partial
from typing import Any

import numpy as np
import streamlit as st

from dlcore.analysis.curve_shape import PictureAxis
from dlcore.training.experiment import Experiment
from pages.ui import controls, names
from pages.ui.charts import class_pictures, film
from pages.ui.controls import drawn_curve
from pages.ui.number_format import short
from pages.ui.parts import chart, class_experiment, drawn_prediction
from pages.ui.parts.drawn_prediction import DrawnState
from pages.ui.serving.runs import inspection
from pages.ui.text import Text, say

LESSON = "training"
LABEL = Text("Drawing area: the test loss against the epoch", "그리는 곳: 에포크에 따른 시험 손실")
PLACE = Text("epoch {epoch}", "에포크 {epoch}")
SUBJECT = Text("The test loss", "시험 손실이")
AXIS = Text("test loss", "시험 손실")
FINE = 60
CLASS = Text(
    "{count} drew the test loss of this run. Dashed: their median. Blue: the run.",
    "이 실행의 시험 손실을 {count}명이 그렸습니다. 점선은 그 중앙값, 파란 선은 실제 실행입니다.",
)
NOTHING = DrawnState(False, ())


def at(panel: controls.Panel[Any], experiment: Experiment, free: bool) -> DrawnState:
    """Return where the prediction of this run stands; nothing is drawn where the screen is not `free` for it."""
    return drawn_prediction.at(LESSON, (experiment, panel.value.log)) if free else NOTHING


def axis(experiment: Experiment, log: bool) -> PictureAxis:
    """Return the axis on which the loss is drawn and judged: it begins at two thirds of the height."""
    start = float(inspection(experiment).film.test_loss[0]) or 1.0
    return PictureAxis(start * 1e-4, start * 1e2, log=True) if log else PictureAxis(0.0, 1.5 * start)


def heights(experiment: Experiment, log: bool) -> np.ndarray:
    """Return the test loss at even epochs as shares of the height; after it has diverged it is out of the picture."""
    run = inspection(experiment).film
    epochs = np.linspace(0, experiment.epochs, FINE + 1)
    loss = np.interp(epochs, run.epoch, run.test_loss, right=np.inf if run.diverged_at else None)
    return axis(experiment, log).heights(loss)


def curve(experiment: Experiment, drawn: DrawnState, log: bool) -> tuple[tuple[float, ...], tuple[float, ...]] | None:
    """Return epochs and losses of the drawing."""
    if not drawn.knots:
        return None
    losses = axis(experiment, log).values(drawn_curve.heights(drawn.knots))
    return tuple(np.linspace(0, experiment.epochs, drawn_curve.COUNT).tolist()), tuple(losses.tolist())


def area(experiment: Experiment, drawn: DrawnState, log: bool, height: int) -> None:
    """Draw the area, in place of the losses."""
    drawn_prediction.area(
        LESSON, drawn, say(LABEL), titles=(say(names.EPOCH_AXIS), say(AXIS)), height=height, **axes(experiment, log)
    )


def axes(experiment: Experiment, log: bool) -> dict[str, Any]:
    """Return ticks, places and start of the drawing area."""
    scale, last = axis(experiment, log), experiment.epochs
    levels = scale.values([1 / 3, 2 / 3] if log else [0, 1 / 3, 2 / 3]).tolist()
    epochs = np.linspace(0, last, drawn_curve.COUNT).tolist()
    return {
        "places": [say(PLACE, epoch=short(epoch)) for epoch in epochs],
        "ticks": (
            [(share, short(share * last)) for share in (0.0, 0.5, 1.0)],
            list(zip(scale.heights(levels).tolist(), (short(level, 2) for level in levels), strict=True)),
        ),
        "start": 2 / 3,
    }


def told(experiment: Experiment, drawn: DrawnState, log: bool) -> None:
    """Say how the loss went beside the drawing."""
    if drawn.knots:
        drawn_prediction.judge(drawn.knots, SUBJECT, heights(experiment, log))


def watch(experiment: Experiment, drawn: DrawnState, log: bool) -> bool:
    """Draw on the teacher's screen what was drawn for this run; return whether it stands in place of the run."""
    return class_experiment.watch(f"{LESSON}.drawn", partial(show_class, experiment, log), asked=drawn.asking)


def share(experiment: Experiment, drawn: DrawnState, log: bool) -> None:
    """Send the drawing to the class."""
    if drawn.knots:
        class_experiment.offer(f"{LESSON}.drawn", (*settings(experiment, log), *drawn.knots))


def settings(experiment: Experiment, log: bool) -> tuple[float, ...]:
    """Return the numbers that must be the same for drawings of one run, as a room keeps them."""
    rate = float(f"{experiment.learning_rate:.6g}")
    return (rate, float(experiment.batch_size), float(experiment.epochs), float(log))


def show_class(experiment: Experiment, log: bool, sent: list[class_experiment.Numbers]) -> None:
    """Draw what the class drew for this run over its test loss."""
    count, datasets = class_curves(experiment, log, sent)
    words = say(CLASS, count=count)
    chart.show(
        class_pictures.curves_spec(say(names.EPOCH_AXIS), say(AXIS), log=log), datasets, words, f"{LESSON}.class"
    )
    st.caption(words)


def class_curves(experiment: Experiment, log: bool, sent: list[tuple[float, ...]]) -> tuple[int, film.Datasets]:
    """Return how many seats drew a curve for these settings, and their curves over the real one."""
    drawn = drawn_prediction.of_run(sent, settings(experiment, log))
    scale, last = axis(experiment, log), experiment.epochs
    real = heights(experiment, log)
    inside = np.flatnonzero(real <= 1.0)
    knots = np.linspace(0, last, drawn_curve.COUNT).tolist()
    return len(drawn), class_pictures.curves(
        knots, scale.values(drawn), (inside * last / FINE, scale.values(real[inside]))
    )
