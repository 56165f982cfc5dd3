"""A curve of hinges, placed evenly or found by training: the sum, each hinge, and the error."""

import numpy as np

from dlcore.data.datasets import PLANE
from dlcore.geometry.hinges import TARGETS, Hinges, error_bound, laid, largest_error, of_network
from dlcore.training.training import Experiment
from pages.lessons.linearity.charts import hinges
from pages.ui.charts import curve, film, history
from pages.ui.parts import downloads
from pages.ui.serving import runs
from pages.ui.serving.runs import keep
from pages.ui.training_run import film_data

ENDS = -1.0, 1.0


@keep
def built(target: str, k: int) -> tuple[film.Datasets, film.Datasets, film.Datasets]:
    """The curve with 0 to k hinges, a frame each: the sum, the hinges, and the error beside what the law allows."""
    goal = TARGETS[target]
    steps = [laid(goal, count) for count in range(k + 1)]
    x = np.unique(np.concatenate([np.linspace(*ENDS, 97), *(step.knot for step in steps)]))
    total = curve.datasets(
        x,
        np.array([step.value(x) for step in steps]),
        (np.array(ENDS), goal.value(np.array(ENDS))),
        truth=goal.value(x),
    )
    knot, tip = np.zeros((2, k + 1, k))
    here = np.tri(k + 1, k, -1, dtype=bool)
    for count, step in enumerate(steps):
        knot[count, :count], tip[count, :count] = step.knot, step.each(np.array(ENDS[1:]))[:, 0]
    each = hinges.datasets(knot, tip, np.ones((k + 1, k), bool), here, ENDS)
    missed = np.array([largest_error(goal, step) for step in steps])
    law = np.array([error_bound(goal, count) for count in range(k + 1)])
    return total, each, history.datasets(np.arange(k + 1.0), missed, law, log=True)


@keep
def errors(target: str, k: int) -> tuple[float, float]:
    """The largest error of k hinges, and what the law allows."""
    return largest_error(TARGETS[target], laid(TARGETS[target], k)), error_bound(TARGETS[target], k)


@keep
def trained(run: Experiment) -> tuple[film.Datasets, film.Datasets]:
    """The curve of a network 1-k-1 over training, and its hinges."""
    seen = runs.inspection(run)
    found = of_network(seen.network, seen.film.theta)
    opens = np.where(found.side > 0, PLANE[1], PLANE[0])
    seen_opening = found.side * (opens - found.knot) > 0
    tip = np.where(seen_opening, found.turn * np.abs(opens - found.knot), 0)
    # A knot far outside is out of the picture already; further would cost the others their digits.
    each = hinges.datasets(np.clip(found.knot, -9, 9), tip, found.side > 0, seen_opening, PLANE)
    return film_data.line(run), each


def knots_inside(run: Experiment) -> int:
    """The number of knots in the picture at the end."""
    seen = runs.inspection(run)
    knot = of_network(seen.network, seen.film.theta[-1]).knot
    return int(np.sum((knot > PLANE[0]) & (knot < PLANE[1])))


def hinge_table(target: str, k: int) -> bytes:
    """The hinges of a laid curve as a CSV file: knot and turn of each."""
    found: Hinges = laid(TARGETS[target], k)
    return downloads.csv(film.rows(knot=found.knot, turn=found.turn))
