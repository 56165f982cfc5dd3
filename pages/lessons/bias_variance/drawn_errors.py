"""The test error against the capacity, drawn before it is shown: its axis, its shape, what the chart takes of it."""

from functools import partial
from typing import Any

import numpy as np
import streamlit as st

from dlcore.analysis.curve_shape import PictureAxis
from dlcore.generalization import ensemble
from dlcore.generalization.samples import TRUTHS, Setting
from pages.lessons.bias_variance import pictures
from pages.lessons.bias_variance.values import BiasVarianceValues
from pages.lessons.bias_variance.words import AT, CAPACITIES, CHART, MODELS
from pages.ui.charts import class_pictures, film
from pages.ui.controls import drawn_curve
from pages.ui.controls.drawn_curve import Knots
from pages.ui.number_format import short
from pages.ui.parts import chart, class_experiment, drawn_prediction, lesson
from pages.ui.parts.drawn_prediction import DrawnState
from pages.ui.text import Text, say

LESSON = "bias_variance"
TASK = Text(
    "**Your prediction:** draw the test error from the least flexible model to the most flexible one.",
    "**나의 예측:** 가장 단순한 모델부터 가장 유연한 모델까지 시험 오차를 그리십시오.",
)
SHOW = Text("Show the errors", "결과 보기")
LABEL = Text("Drawing area: the test error against the capacity", "그리는 곳: 용량에 따른 시험 오차")
SUBJECT = Text("The test error", "시험 오차가")
CLASS = Text(
    "{count} drew the test error of this model. Dashed: their median. Blue: what was measured.",
    "이 모델의 시험 오차를 {count}명이 그렸습니다. 점선은 그 중앙값, 파란 선은 측정한 오차입니다.",
)
START = 2 / 3
"""The height at which the curve begins: that of the stiffest model."""
DECADES = 3
"""Powers of ten on a logarithmic drawing area."""
FINE = 60


def at(chosen: BiasVarianceValues) -> DrawnState:
    """Return where the prediction stands: it is about every capacity of a setting, whichever is chosen."""
    return drawn_prediction.at(LESSON, (pictures.setting(chosen), chosen.log))


def axis(where: Setting, log: bool) -> PictureAxis:
    """Return the axis on which the error is drawn and judged; the error of the stiffest model is known."""
    first = pictures.measured(where, ensemble.capacities(where)[0]).test or 1.0
    if log:
        low = first * 10 ** (-DECADES * START)
        return PictureAxis(low, low * 10**DECADES, log=True)
    return PictureAxis(0.0, first / START)


def heights(where: Setting, log: bool) -> np.ndarray:
    """Return the measured test error from the stiffest model to the most flexible one, as shares of the height."""
    tests = [pictures.measured(where, capacity).test for capacity in ensemble.capacities(where)]
    ladder = np.arange(len(tests))
    fine = np.interp(np.linspace(0, ladder[-1], FINE + 1), ladder, axis(where, log).heights(tests))
    return np.asarray(fine)


def curve(where: Setting, chosen: float, log: bool, knots: Knots) -> pictures.Curve:
    """Return the drawing on the chart: places along the sweep, which the chosen capacity may have joined; errors."""
    if not knots:
        return ()
    sweep, ladder = pictures.sweep(where, chosen), ensemble.capacities(where)
    along = np.linspace(0, len(ladder) - 1, drawn_curve.COUNT)
    places = np.interp(along, np.arange(len(ladder)), [sweep.index(capacity) for capacity in ladder])
    errors = axis(where, log).values(drawn_curve.heights(knots))
    return tuple(zip(places.tolist(), errors.tolist(), strict=True))


def area(chosen: BiasVarianceValues, drawn: DrawnState, height: int) -> None:
    """Draw the drawing area, in place of the errors."""
    drawn_prediction.bar(LESSON, TASK, SHOW)
    titles = (say(CAPACITIES[chosen.model]), say(CHART["error"]))
    [place] = lesson.body(1)
    with place:
        drawn_prediction.area(LESSON, drawn, say(LABEL), titles=titles, height=height, **axes(chosen))


def axes(chosen: BiasVarianceValues) -> dict[str, Any]:
    """Return ticks, places and start of the drawing area."""
    where = pictures.setting(chosen)
    ladder, scale = ensemble.capacities(where), axis(where, chosen.log)
    knots = np.linspace(0, len(ladder) - 1, drawn_curve.COUNT).round().astype(int).tolist()
    levels = scale.values([0, 1 / 3, START] if not chosen.log else [1 / 3, START]).tolist()
    return {
        "places": [say(AT[chosen.model], at=f"{ladder[knot]:g}") for knot in knots],
        "ticks": (
            [(i / (len(ladder) - 1), f"{capacity:g}") for i, capacity in enumerate(ladder)],
            list(zip(scale.heights(levels).tolist(), (short(level, 2) for level in levels), strict=True)),
        ),
        "start": START,
    }


def watch(chosen: BiasVarianceValues, drawn: DrawnState) -> bool:
    """Draw on the teacher's screen what was drawn for this setting; return whether it stands in place of the errors."""
    return class_experiment.watch(f"{LESSON}.drawn", partial(show_class, chosen), asked=drawn.asking)


def told(chosen: BiasVarianceValues, drawn: DrawnState) -> None:
    """Say how the error went beside the drawing; in a room, send it."""
    where = pictures.setting(chosen)
    if drawn.knots:
        drawn_prediction.judge(drawn.knots, SUBJECT, heights(where, chosen.log))
        class_experiment.offer(f"{LESSON}.drawn", (*settings(chosen), *drawn.knots))


def settings(chosen: BiasVarianceValues) -> tuple[float, ...]:
    """Return the numbers that must be the same for drawings of one setting, as a room keeps them."""
    where = pictures.setting(chosen)
    names = ([*MODELS].index(where.model), [*TRUTHS].index(where.truth))
    numbers = (where.noise, where.n, where.replications, where.epochs, where.seed, chosen.log)
    return tuple(float(number) for number in (*names, *numbers))


def show_class(chosen: BiasVarianceValues, sent: list[class_experiment.Numbers]) -> None:
    """Draw what the class drew for this setting over the errors measured."""
    count, datasets = class_curves(chosen, sent)
    words = say(CLASS, count=count)
    spec = class_pictures.curves_spec(say(CAPACITIES[chosen.model]), say(CHART["error"]), log=chosen.log)
    chart.show(spec, datasets, words, f"{LESSON}.class")
    st.caption(words)


def class_curves(chosen: BiasVarianceValues, sent: list[class_experiment.Numbers]) -> tuple[int, film.Datasets]:
    """Return how many seats drew a curve for this setting, and their curves over the real one."""
    drawn, where = drawn_prediction.of_run(sent, settings(chosen)), pictures.setting(chosen)
    scale, last = axis(where, chosen.log), len(ensemble.capacities(where)) - 1
    real = heights(where, chosen.log)
    inside = np.flatnonzero(real <= 1.0)
    knots = np.linspace(0, last, drawn_curve.COUNT).tolist()
    return len(drawn), class_pictures.curves(
        knots, scale.values(drawn), (inside * last / FINE, scale.values(real[inside]))
    )
