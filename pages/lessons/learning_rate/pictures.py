"""The runs of the lesson on the learning rate, cached for all visitors, and the pictures' data."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from dlcore.analysis.curve_shape import PictureAxis
from dlcore.export.descent_programs import curve_program
from dlcore.export.numpy_program import export
from dlcore.optimization.curves import CURVES
from dlcore.studies import learning_rate_sweep
from dlcore.studies.learning_rate_sweep import ARRIVAL_RATES, MODELS, RATES, REGIMES, Arrivals, Objective, Run, Sweep
from dlcore.training.training import Experiment, network_inputs, prepare
from pages.lessons.learning_rate.charts import arrivals, descent, rate_sweep
from pages.lessons.learning_rate.values import LearningRateValues
from pages.ui.charts import class_pictures, curve, film, history
from pages.ui.controls import drawn_curve
from pages.ui.controls.drawn_curve import Knots
from pages.ui.number_format import short
from pages.ui.parts import downloads, drawn_prediction
from pages.ui.serving.runs import keep

LOW, HIGH = float(RATES[0]) / 1.2, float(RATES[-1]) * 1.2
ARRIVAL_ENDS = float(ARRIVAL_RATES[0]) / 1.1, float(ARRIVAL_RATES[-1]) * 1.1

BEYOND = 1e4
"""The multiple of its first loss that a range test may show before its points are arrows at the edge."""

DRAWN = (1e-8, 1e4)
"""The ends of the axis on which the loss is drawn before it is shown, in its first value."""

FINE = 120
"""Points of a curve that is drawn."""


def is_curve(name: str) -> bool:
    """Tell whether the objective is a curve of one number, every step of which can be drawn."""
    return name in CURVES


def experiment(chosen: LearningRateValues) -> Experiment:
    """The run of a model as the experiment that exports and repeats it."""
    return replace(
        MODELS[chosen.objective],
        seed=chosen.seed,
        learning_rate=chosen.learning_rate,
        epochs=chosen.steps,
        schedule=chosen.schedule,
    )


@keep
def goal(name: str, curvature: float, seed: int) -> Objective:
    """The objective that the controls name."""
    return learning_rate_sweep.objective(name, curvature, None if is_curve(name) else replace(MODELS[name], seed=seed))


def place(chosen: LearningRateValues) -> tuple[str, float, int]:
    """The key of the objective."""
    if is_curve(chosen.objective):
        return chosen.objective, chosen.curvature if chosen.objective == "parabola" else 1.0, 0
    return chosen.objective, 1.0, chosen.seed


@keep
def run(where: tuple[str, float, int], rate: float, steps: int, schedule: str) -> Run:
    """One descent."""
    return learning_rate_sweep.descend_once(goal(*where), rate, steps, schedule)


@keep
def swept(where: tuple[str, float, int]) -> Sweep:
    """The sweep of all rates, in one call."""
    return learning_rate_sweep.sweep(goal(*where))


@keep
def limit(where: tuple[str, float, int]) -> float:
    """2/λ at the lowest minimum of a curve; 2/λmax at the start of a model."""
    name, curvature, _ = where
    if is_curve(name):
        return learning_rate_sweep.curve_named(name, curvature).limit
    return 2 / learning_rate_sweep.sharpness(goal(*where), goal(*where).start)


@keep
def limit_at_end(where: tuple[str, float, int], rate: float, steps: int, schedule: str) -> float | None:
    """2/λmax where a run of a model ended; None where it diverged or the loss bends downward."""
    done = run(where, rate, steps, schedule)
    sharpest = 0.0 if done.diverged_at else learning_rate_sweep.sharpness(goal(*where), done.theta[-1])
    return 2 / sharpest if sharpest > 0 else None


@keep
def found(wells: str, noise: float, seed: int) -> Arrivals:
    return learning_rate_sweep.arrivals(CURVES[wells], noise, seed)


def precise(value: float) -> str:
    """A number with four digits, to be held against another."""
    return short(value, 4)


def curve_picture(where: tuple[str, float, int], done: Run, words: Mapping[str, str]) -> film.Datasets:
    """The curve with the steps; words are patterns: here, leaves, outside."""
    line = learning_rate_sweep.curve_named(where[0], where[1])
    x = np.linspace(*line.extent, FINE)
    theta = done.theta[:, 0]
    slope = line.slope(done.theta)[:, 0]
    told = []
    for step, (at, steepness) in enumerate(zip(theta, slope, strict=True)):
        following = theta[step + 1] if step + 1 < len(theta) else at
        low, high = line.extent
        name = "outside" if not low <= at <= high else "here" if low <= following <= high else "leaves"
        told.append(
            words[name].format(
                step=step, next=step + 1, theta=short(at), slope=short(steepness), landing=short(following)
            )
        )
    return descent.datasets((x, line.value(x[:, None])), theta, done.loss, slope, told)


def fit_picture(chosen: LearningRateValues, done: Run) -> film.Datasets:
    """The data and the model's line, at every frame."""
    network, train, _ = prepare(experiment(chosen))
    x = np.linspace(-1.2, 1.2, 60)
    inputs = network_inputs(experiment(chosen), x[:, None])
    with np.errstate(all="ignore"):
        lines = network.forward(done.theta, inputs)[..., 0]
    # Far out of the picture already; further would cost the other frames their digits.
    return curve.datasets(x, np.clip(lines, -20, 20), (train.x[:, 0], train.y[:, 0]))


def loss_picture(
    done: Run, ending: str, steps: int = 0, knots: Knots = (), others: Sequence[Run] = ()
) -> film.Datasets:
    """The loss against the step, whole, on a logarithmic axis; in grey two others, or what was drawn before."""
    loss, beside = told_loss(done), None
    if others:
        first, second = (np.append(told_loss(other), [np.nan] * steps)[: steps + 1] for other in others)
        beside = (np.arange(steps + 1), first, second)
    if knots:
        values = drawn_axis(done).values(drawn_curve.heights(knots))
        beside = (drawn_steps(steps), values, np.full(len(knots), np.nan))
    return history.datasets(np.arange(len(loss)), loss, ending=ending, log=True, whole=True, pinned=beside)


def run_settings(chosen: LearningRateValues) -> tuple[Any, ...]:
    """The objective of a run and its settings."""
    return (*place(chosen), chosen.learning_rate, chosen.steps, chosen.schedule)


def drawn_axis(done: Run) -> PictureAxis:
    """The axis on which the loss is drawn and judged: it begins at two thirds of the height."""
    start = float(told_loss(done)[0]) or 1.0
    return PictureAxis(start * DRAWN[0], start * DRAWN[1], log=True)


def drawn_steps(steps: int) -> np.ndarray:
    """The steps at which the knots stand."""
    return np.linspace(0, steps, drawn_curve.COUNT)


def drawing_axes(done: Run, steps: int, place: str) -> dict[str, Any]:
    """The axes of the drawing area: where the loss begins is known, all else is open; `place` names a step."""
    axis = drawn_axis(done)
    levels = 10.0 ** np.arange(np.ceil(np.log10(axis.low)), np.log10(axis.high), 3)
    return {
        "places": [place.format(step=round(step)) for step in drawn_steps(steps).tolist()],
        "ticks": (
            [(share, f"{share * steps:g}") for share in (0.0, 0.5, 1.0)],
            list(zip(axis.heights(levels).tolist(), map(short, levels.tolist()), strict=True)),
        ),
        "start": float(axis.heights(told_loss(done)[:1])[0]),
    }


def loss_heights(done: Run, steps: int) -> np.ndarray:
    """The loss of every step as shares of the drawing area's height; after it has diverged it is out of it."""
    loss = np.full(steps + 1, np.inf)
    loss[: len(done.loss)] = told_loss(done)
    return drawn_axis(done).heights(loss)


def class_curves(done: Run, steps: int, rate: float, sent: list[tuple[float, ...]]) -> tuple[int, film.Datasets]:
    """The number of seats that drew a curve for this rate, and their curves over the real one."""
    drawn, axis = drawn_prediction.of_run(sent, (rate,)), drawn_axis(done)
    heights = np.maximum(loss_heights(done, steps), 0.0)
    inside = np.flatnonzero(heights <= 1.0)
    return len(drawn), class_pictures.curves(
        drawn_steps(steps).tolist(), axis.values(drawn), (inside, axis.values(heights[inside]))
    )


def told_loss(done: Run) -> np.ndarray:
    """The loss at every frame; rounding has taken it below 0 where it is 0."""
    return np.maximum(done.loss, 0.0)


def captions(done: Run, pattern: str) -> list[str]:
    return [pattern.format(step=step, loss=short(loss)) for step, loss in enumerate(told_loss(done).tolist())]


def sweep_picture(
    where: tuple[str, float, int], rate: float, names: tuple[str, ...], words: Mapping[str, str]
) -> film.Datasets:
    """The sweep; names are those of the regimes, words are patterns: run, diverged."""
    runs = swept(where)
    told = [
        words["diverged" if step else "run"].format(rate=short(at), loss=short(loss), step=step)
        for at, loss, step in zip(runs.rate, runs.last, runs.diverged_at, strict=True)
    ]
    edges = np.concatenate([[LOW], np.sqrt(runs.rate[1:] * runs.rate[:-1]), [HIGH]])
    turns = np.flatnonzero(np.diff(runs.regime)) + 1
    strip = [
        (float(edges[a]), float(edges[b]), int(runs.regime[a]), names[runs.regime[a]])
        for a, b in zip([0, *turns], [*turns, len(runs.rate)], strict=True)
    ]
    marks = [(limit(where), True, words["predicted"]), (rate, False, words["chosen"])]
    marks = [mark for mark in marks if LOW < mark[0] < HIGH]
    return rate_sweep.datasets(runs.rate, runs.last, runs.diverged_at > 0, told, strip, marks)


@keep
def ranged(where: tuple[str, float, int]) -> tuple[np.ndarray, np.ndarray]:
    """The range test: rates and losses."""
    return learning_rate_sweep.range_test(goal(*where))


def range_picture(where: tuple[str, float, int], words: Mapping[str, str]) -> film.Datasets:
    """The loss in one run whose rate grows."""
    rate, loss = ranged(where)
    told = [words["run"].format(rate=short(at), loss=short(value)) for at, value in zip(rate, loss, strict=True)]
    mark = [(limit(where), True, words["predicted"])]
    diverged = ~np.isfinite(loss) | (loss > BEYOND * loss[0])
    return rate_sweep.datasets(rate, loss, diverged, told, [], mark)


def arrivals_picture(wells: str, noise: float, seed: int) -> film.Datasets:
    """The shares that arrived without and with noise."""
    plain, noisy = found(wells, 0.0, seed), found(wells, noise, seed)
    return arrivals.datasets(plain.rate, plain.reached, noisy.reached, plain.diverged, noisy.diverged)


def regime_at(where: tuple[str, float, int], rate: float) -> str:
    """The regime of the run of the sweep whose rate is nearest."""
    runs = swept(where)
    return REGIMES[runs.regime[np.abs(np.log(runs.rate / rate)).argmin()]]


def source_of_run(chosen: LearningRateValues, done: Run) -> str:
    """The run as a numpy program."""
    if is_curve(chosen.objective):
        return curve_program(chosen.objective, place(chosen)[1], done)
    return export(experiment(chosen))


def table(done: Run) -> bytes:
    """The run as comma-separated values: step, rate of the step that follows, loss and every parameter."""
    step = np.arange(len(done.loss))
    known = step < len(done.rate)
    rate = film.numbers(np.where(known, np.resize(done.rate, len(step)), 0.0), known)
    theta = {f"theta_{i}": done.theta[:, i] for i in range(done.theta.shape[1])}
    return downloads.csv(film.rows(step=step, learning_rate=rate, loss=done.loss, **theta))
