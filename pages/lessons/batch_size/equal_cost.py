"""Five batch sizes at equal cost, as a film of their losses, of which one may be drawn before it is shown.

The loss of one size against updates is drawn and played; then the same run against epochs.
"""

from collections.abc import Sequence
from functools import partial
from typing import Any

import numpy as np
import streamlit as st

from dlcore.analysis.curve_shape import PictureAxis
from dlcore.training.training import Experiment
from pages.lessons.batch_size import facts, pictures
from pages.lessons.batch_size.charts import loss_by_cost
from pages.lessons.batch_size.values import BatchSizeValues
from pages.lessons.batch_size.words import ALT, CHART, EQUAL_COST, FILM, PLACES, READING, TASKS
from pages.ui import controls
from pages.ui.address import address
from pages.ui.charts import class_pictures, film
from pages.ui.controls import drawn_curve
from pages.ui.controls.drawn_curve import Knots
from pages.ui.number_format import short
from pages.ui.parts import chart, class_experiment, drawn_prediction, lesson, player
from pages.ui.parts.drawn_prediction import DrawnState
from pages.ui.parts.stage_layout import HEIGHT
from pages.ui.text import say

LESSON = "batch_size"
DRAWN = ("updates", "epochs")
"""What a run is drawn against, one after the other."""
FINE = 60
LOW = HEIGHT - 50
"""Pixels of a chart: below it stands a sentence."""


def draw(panel: controls.Panel[BatchSizeValues]) -> None:
    """Draw the loss of five batch sizes against updates, epochs and examples."""
    lesson.row(panel, "batch_size", "rule", "learning_rate", "model", more=("last_batch", "optimizer", "seed"))
    five = pictures.five(panel.value)
    run = next(each for each in five if each.batch_size == panel.value.batch_size)
    drawn = drawn_prediction.at(LESSON, (run, five), len(DRAWN))
    curves = (*drawn.before, () if drawn.asking else drawn.knots)
    if drawn.asking and not drawn.before:
        if watch(five, run, "updates", asked=True):
            return
        drawn_prediction.bar(LESSON, TASKS["updates"], size=run.batch_size)
        first, second = lesson.body(1, 1)
        with first:
            show_area(five, run, drawn)
        with second:
            show_guide(five, 10 if run.batch_size == pictures.TRAIN else pictures.TRAIN)
        return
    show_player(f"{five}{drawn.before}{drawn.asking}")
    drawn_prediction.button(LESSON, drawn)
    places = lesson.body(*([1, 1] if drawn.asking else [1, 1, 1]))
    with places[0]:
        show_cost(five, run, "updates", curves[0])
    with places[1]:
        if drawn.asking:
            drawn_prediction.bar(LESSON, TASKS["epochs"], size=run.batch_size)
            show_area(five, run, drawn)
            return
        show_cost(five, run, "epochs", curves[1] if len(curves) > 1 else ())
    with places[2]:
        show_cost(five, run, "examples", ())
    st.markdown(say(READING["costs"], each=facts.endings(five)))


def show_player(shown: str) -> None:
    """Draw the player of the film, in which all runs spend their budget at once."""
    at = address.frame()
    shares = [frame / loss_by_cost.LAST for frame in range(loss_by_cost.LAST + 1)]
    said = [say(FILM, **{name: short(share * end) for name, end in pictures.COSTS.items()}) for share in shares]
    player.show(len(said), said, f"{LESSON}.spending", start=at or 0, autoplay=at is None, film=shown)


def show_cost(five: Sequence[Experiment], run: Experiment, cost: str, knots: Knots) -> None:
    """Draw the loss of the five against what they cost; a drawing of one of them is judged, and sent to the class."""
    if cost in DRAWN and watch(five, run, cost):
        return
    each, against = facts.endings(five), say(CHART[cost])
    spec = loss_by_cost.spec(against, say(CHART["loss"]), height=LOW)
    told = say(ALT["costs"], cost=against, each=each, size=run.batch_size)
    chart.show(
        spec, pictures.lines(five, run.batch_size, cost, drawing(five, run, cost, knots)), told, f"{LESSON}.{cost}"
    )
    if cost in DRAWN:
        drawn_prediction.judge(knots, EQUAL_COST["subject"], heights(five, run, cost))
        if knots:
            class_experiment.offer(f"{LESSON}.drawn_{cost}", (*settings(run), *knots))


def watch(five: Sequence[Experiment], run: Experiment, cost: str, asked: bool = False) -> bool:
    """Draw on the teacher's screen what was drawn of this run; return whether it stands in place of the five."""
    return class_experiment.watch(f"{LESSON}.drawn_{cost}", partial(show_class, five, run, cost), asked=asked)


def show_guide(five: Sequence[Experiment], size: int) -> None:
    """Draw the run of another size, against updates, beside the area in which the chosen one is drawn."""
    said = say(EQUAL_COST["guide"], size=size)
    spec = loss_by_cost.spec(say(CHART["updates"]), say(CHART["loss"]), height=LOW)
    chart.show(spec, pictures.lines(five, size, "updates", alone=size), said, f"{LESSON}.guide")
    st.caption(said)


def show_area(five: Sequence[Experiment], run: Experiment, drawn: DrawnState) -> None:
    """Draw the area in which the loss of the run is drawn, against updates or then against epochs."""
    cost = DRAWN[len(drawn.before)]
    titles = (say(CHART[cost]), say(CHART["loss"]))
    label = say(EQUAL_COST["label"], cost=say(CHART[cost]))
    drawn_prediction.area(LESSON, drawn, label, titles=titles, **axes(five, run, cost))


def show_class(five: Sequence[Experiment], run: Experiment, cost: str, sent: list[class_experiment.Numbers]) -> None:
    """Draw what the class drew for this run over its loss."""
    count, datasets = class_curves(five, run, cost, sent)
    words = say(EQUAL_COST["class"], count=count, size=run.batch_size)
    spec = class_pictures.curves_spec(say(CHART[cost]), say(CHART["loss"]), log=True)
    chart.show(spec, datasets, words, f"{LESSON}.class_{cost}")
    st.caption(words)


def axis(five: Sequence[Experiment], run: Experiment) -> PictureAxis:
    """Return the axis on which the loss is drawn and judged: it has room for the lowest loss of the five."""
    start = float(pictures.spent(run).film.train_loss[0])
    lowest = min(float(np.min(pictures.by_cost(each, cost)[1])) for each in five for cost in DRAWN)
    return PictureAxis(min(start / 6, 0.8 * lowest), 1.5 * start, log=True)


def places(cost: str) -> np.ndarray:
    """Return where the knots stand: at so many updates or epochs."""
    return np.linspace(0, pictures.COSTS[cost], drawn_curve.COUNT)


def axes(five: Sequence[Experiment], run: Experiment, cost: str) -> dict[str, Any]:
    """Return ticks, places and start of the drawing area."""
    scale, end = axis(five, run), pictures.COSTS[cost]
    levels = scale.values([1 / 3, 2 / 3])
    start = pictures.spent(run).film.train_loss[:1]
    return {
        "places": [say(PLACES[cost], at=short(at)) for at in places(cost).tolist()],
        "ticks": (
            [(share, short(share * end)) for share in (0.0, 0.5, 1.0)],
            list(zip(scale.heights(levels).tolist(), (short(level, 2) for level in levels.tolist()), strict=True)),
        ),
        "start": float(scale.heights(start)[0]),
    }


def heights(five: Sequence[Experiment], run: Experiment, cost: str) -> np.ndarray:
    """Return the loss at even costs as shares of the height; after it has diverged it is out of the picture."""
    at, loss = pictures.by_cost(run, cost)
    beyond = np.inf if pictures.spent(run).film.diverged_at else None
    even = np.interp(np.linspace(0, pictures.COSTS[cost], FINE + 1), at, loss, right=beyond)
    return axis(five, run).heights(even)


def drawing(five: Sequence[Experiment], run: Experiment, cost: str, knots: Knots) -> loss_by_cost.Curve:
    """Return costs and losses of what was drawn."""
    if not knots:
        return loss_by_cost.NOTHING
    losses = axis(five, run).values(drawn_curve.heights(knots))
    return tuple(places(cost).tolist()), tuple(losses.tolist())


def settings(run: Experiment) -> tuple[float, ...]:
    """Return the numbers that must be the same for drawings of one run."""
    kinds = (pictures.CLASSIFIED["dataset"] == run.dataset, run.last_batch == "kept")
    optimizer = pictures.OPTIMIZERS.index(run.optimizer)
    return (run.batch_size, run.rates[0], run.seed, len(run.hidden), optimizer, *map(float, kinds))


def class_curves(
    five: Sequence[Experiment], run: Experiment, cost: str, sent: list[class_experiment.Numbers]
) -> tuple[int, film.Datasets]:
    """Return how many seats drew a curve for this run, and their curves over the real one."""
    drawn, scale = drawn_prediction.of_run(sent, settings(run)), axis(five, run)
    real = heights(five, run, cost)
    inside = np.flatnonzero(real <= 1.0)
    at = inside * pictures.COSTS[cost] / FINE
    return len(drawn), class_pictures.curves(
        places(cost).tolist(), scale.values(drawn), (at, scale.values(real[inside]))
    )
