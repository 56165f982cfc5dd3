"""The data of the lesson on the loss: points, best lines and descents, kept for all visitors, and their pictures."""

from collections.abc import Sequence

import numpy as np

from dlcore.export.descent_programs import line_program
from dlcore.optimization.descent import Trajectory, descend_path
from dlcore.optimization.optimizers import OPTIMIZERS
from dlcore.regression.best_lines import best_line
from dlcore.regression.lines import NAMES, Measure, line_curvature, line_gradient, line_loss, residuals
from dlcore.regression.point_sets import REACH, THREE, ten_points
from pages.lessons.loss.charts import residual_squares
from pages.lessons.loss.values import LossValues
from pages.lessons.loss.words import LABELS, NAMED
from pages.ui import number_format
from pages.ui.charts import contour, curve, film, history
from pages.ui.parts import downloads
from pages.ui.parts.landscape import Trail
from pages.ui.serving.once import once
from pages.ui.serving.runs import keep
from pages.ui.text import Text, say

ENDS = (2.5, 3.0)
"""Slopes and intercepts lie within ± these."""

HEIGHT = 290
"""Pixels that the pictures of the descent are high, with the player above them."""

LETTERS = dict(zip(THREE, "ABC", strict=True))

EXTENT = (-ENDS[0], ENDS[0], -ENDS[1], ENDS[1])
COARSE, FINER = 140, 3
"""Lines along a side of the surface that are judged, and pixels for each."""

BEYOND = 20.0
"""Lines further out than this are far out of the picture; further would cost the other frames their digits."""

Place = tuple[str, float, int, tuple[float, float]]
Pair = tuple[float, float]


def place(chosen: LossValues) -> Place:
    """The key of the points."""
    return chosen.data, chosen.noise, chosen.seed, chosen.outlier


def measure(chosen: LossValues, loss: str = "") -> Measure:
    """The measure that the controls choose, or how they would with another loss."""
    return Measure(loss or chosen.loss, chosen.delta, chosen.distance)


@keep
def points(where: Place) -> tuple[np.ndarray, np.ndarray]:
    """The ten points."""
    name, noise, seed, free = where
    return ten_points(name, noise, seed, free)


@keep
def best(where: Place, judged: Measure) -> Pair | None:
    """The line of least loss; None if it stands upright."""
    try:
        slope, intercept = best_line(*points(where), judged).tolist()
    except ValueError:
        return None
    return slope, intercept


def loss(where: Place, judged: Measure, line: Pair) -> float:
    """The loss of one line."""
    return float(line_loss(np.array(line), *points(where), judged))


def met(where: Place, line: Pair) -> int:
    """Return how many of the points lie exactly on a line."""
    return int(np.sum(np.abs(residuals(np.array(line), *points(where), "vertical")) < 0.005))


def told_lowest(value: float, lowest: float) -> str:
    """Say the lowest loss, and how many times that a loss is where neither is 0."""
    words = say(LABELS["lowest"], lowest=short(lowest))
    if short(lowest) == short(0.0):
        return words
    times = value / lowest
    return f"{words} {say(LABELS['times'], times=f'{times:.1f}') if times < 100 else say(LABELS['far'])}"


@keep
def winners(where: Place, delta: float, distance: str) -> dict[str, str]:
    """The best of the three lines by each of NAMES."""
    losses = table(where, delta, distance, list(THREE.values()))
    names = list(THREE)
    return {loss: names[column.index(min(column))] for loss, *column in zip(NAMES, *losses, strict=True)}


@keep
def descent(where: Place, judged: Measure, start: Pair, rate: float, steps: int) -> tuple[Trajectory, np.ndarray]:
    """Gradient descent from a line, and the loss at every step."""
    x, y = points(where)
    trajectory = descend_path(
        lambda theta: line_gradient(theta, x, y, judged), OPTIMIZERS["sgd"](), np.array(start), rate, steps
    )
    end = int(trajectory.diverged_at)
    theta = trajectory.theta[: end + 1] if end else trajectory.theta
    return Trajectory(theta, trajectory.diverged_at), line_loss(theta, x, y, judged)


def limit(where: Place) -> float:
    """2/λmax of the squared vertical loss, above which descent diverges."""
    return 2 / float(np.linalg.eigvalsh(line_curvature(points(where)[0]))[-1])


def outcome(chosen: LossValues) -> tuple[str, dict[str, object]]:
    """Return how the descent ended, as LABELS calls it, and the numbers to say it with."""
    where, judged = place(chosen), measure(chosen)
    trajectory, losses = descent(where, judged, chosen.line, chosen.learning_rate, chosen.steps)
    least = best(where, judged)
    numbers: dict[str, object] = {
        "rate": f"{chosen.learning_rate:g}",
        "steps": chosen.steps,
        "step": int(trajectory.diverged_at),
        "name": say(named(chosen)),
        "loss": short(losses[-1]),
        "first": short(losses[0]),
        "line": formula(trajectory.theta[-1].tolist()),
        "limit": f"{limit(where):.3f}",
        "least": "" if least is None else short(loss(where, judged, least)),
    }
    if trajectory.diverged_at:
        return "diverged", numbers
    if losses[-1] > losses[0]:
        # Only on a parabola does a loss that has grown go on to grow.
        return "grows" if chosen.loss == "squared" and chosen.distance == "vertical" else "rattles", numbers
    return "upright" if least is None else "least", numbers


def named(chosen: LossValues) -> Text:
    """Return the name of the mean that the loss is: MSE, MAE, or loss where it has none."""
    return NAMED[chosen.loss if chosen.distance == "vertical" else "huber"]


def told_line(chosen: LossValues) -> str:
    """Say the loss of each of the lines, and how far the visitor's is from the lowest, once that is shown."""
    where, judged = place(chosen), measure(chosen)
    losses = {LETTERS[name]: loss(where, judged, line) for name, line in THREE.items()}
    mine, least = loss(where, judged, chosen.line), best(where, judged)
    numbers = {name: short(value) for name, value in losses.items()}
    words = say(LABELS["of_three"], name=say(named(chosen)), mine=short(mine), **numbers)
    if chosen.best == "none" or least is None:
        return words
    on = met(where, chosen.line)
    passed = say(LABELS["met"], on=on) if on else say(LABELS["met_none"])
    return f"{words} {told_lowest(mine, loss(where, judged, least))} {passed}"


def told_choice(chosen: LossValues) -> str:
    """Say which of the three lines each loss chooses."""
    chosen_by = winners(place(chosen), chosen.delta, chosen.distance)
    return say(LABELS["choice"], **{name: LETTERS[line] for name, line in chosen_by.items()})


@keep
def surface(where: Place, judged: Measure) -> str:
    """The loss of every line as a picture: slope to the right, intercept upward."""
    losses = line_loss(contour.places(EXTENT, COARSE), *points(where), judged)
    return contour.picture(contour.finer(losses - losses.min(), FINER))


def trail(trajectory: Trajectory) -> list[Trail]:
    """The descent as a trajectory on the surface."""
    return [Trail(0, trajectory.theta)]


def fit_picture(where: Place, judged: Measure, trajectory: Trajectory) -> film.Datasets:
    """The points and the line at every frame; dotted, the best line."""
    x = np.array([-REACH, REACH])
    heights = np.clip(trajectory.theta[:, :1] * x + trajectory.theta[:, 1:], -BEYOND, BEYOND)
    least = best(where, judged)
    return curve.datasets(x, heights, points(where), truth=None if least is None else least[0] * x + least[1])


def loss_picture(losses: np.ndarray, ending: str) -> film.Datasets:
    """The loss against the step, on a logarithmic axis."""
    return history.datasets(np.arange(len(losses)), losses, ending=ending, log=True, whole=True)


def table(where: Place, delta: float, distance: str, lines: Sequence[Pair]) -> list[list[float]]:
    """The loss of lines, a row each, by each of NAMES."""
    at, theta = points(where), np.array(lines)
    columns = [line_loss(theta, *at, Measure(name, delta, distance)) for name in NAMES]
    return [list(map(float, row)) for row in np.stack(columns, axis=1)]


def short(value: float) -> str:
    """A loss to three decimals, halves up as in line.js; with three digits if it is large."""
    return number_format.tidy(f"{value + 1e-9:.3f}") if value < 1000 else number_format.short(value)


def formula(line: Pair) -> str:
    """A line as one writes it: ŷ = 0.60·x − 0.25."""
    slope, intercept = (f"{part:.2f}".replace("-0.00", "0.00") for part in line)
    sign = "−" if intercept.startswith("-") else "+"
    return f"ŷ = {slope.replace('-', '−')}·x {sign} {intercept.lstrip('-')}"


def csv(where: Place, judged: Measure, line: Pair) -> bytes:
    """The points with their residuals from a line."""
    x, y = points(where)
    return downloads.csv(film.rows(x=x, y=y, residual=residuals(np.array(line), x, y, judged.distance)))


def program(where: Place, judged: Measure, start: Pair, rate: float, steps: int) -> str:
    """The descent as a numpy program."""
    return line_program(*points(where), judged, start, rate, steps)


@once
def glimpse() -> str:
    """The squares on the best line, as a small picture."""
    where = ("cloud", 0.5, 1, (0.8, -1.5))
    return residual_squares.picture(points(where), best_line(*points(where), Measure()), REACH)
