"""One matrix in place of many layers: how far they differ, its film for the stage, and what is said of it."""

from typing import Any

import numpy as np

from dlcore.analysis.inspection import grid
from dlcore.data.datasets import PLANE
from dlcore.geometry.linear_regions import fold
from dlcore.geometry.matrix_product import apply, largest_difference, one_matrix
from dlcore.network.network import Network
from dlcore.training.training import Experiment
from pages.lessons.linearity import plane_pictures
from pages.lessons.linearity.charts import matrices
from pages.lessons.linearity.pictures import ending, experiment, told_limit
from pages.lessons.linearity.values import LinearityValues
from pages.lessons.linearity.words import SAYS
from pages.ui import number_format
from pages.ui.charts import film
from pages.ui.serving import runs
from pages.ui.serving.runs import keep
from pages.ui.text import say
from pages.ui.training_run import stage_data


@keep
def difference(run: Experiment) -> float:
    """The largest difference between the network and its one matrix over frames and plane."""
    seen = runs.inspection(run)
    return largest_difference(seen.network, seen.film.theta, grid(20))[0]


def written(difference: float) -> str:
    """A difference as one reads it: 4.4e−16, or 961.25."""
    return number_format.tidy(f"{difference:.1e}") if difference < 0.001 else f"{difference:,.2f}"


@keep
def product_right(run: Experiment) -> float:
    """Share of the test points that the one matrix gets right at the end."""
    seen = runs.inspection(run)
    scores = apply(one_matrix(seen.network, seen.film.theta[-1]), seen.test.x)[:, 0]
    return float(np.mean((scores > 0) == (seen.test.labels == 1)))


@keep
def line_is_outside(run: Experiment) -> bool:
    """Tell whether the line of the one matrix has no place in the picture at the end: its corners lie on one side."""
    seen = runs.inspection(run)
    corners = np.array([(x1, x2) for x1 in PLANE for x2 in PLANE])
    scores = apply(one_matrix(seen.network, seen.film.theta[-1]), corners)
    return bool((scores > 0).all() or (scores < 0).all())


@keep
def product_numbers(run: Experiment) -> str:
    """The one matrix at the end, its biases last."""
    seen = runs.inspection(run)
    return ", ".join(
        number_format.fixed(value, 2) for value in one_matrix(seen.network, seen.film.theta[-1]).ravel().tolist()
    )


@keep
def matrix_film(run: Experiment) -> bytes:
    """The run of the one matrix for the stage: a network without hidden layers, and its line at every frame."""
    seen = runs.inspection(run)
    theta = one_matrix(seen.network, seen.film.theta).reshape(len(seen.film), -1)
    line = fold(Network((2, 1), "relu"), theta, *PLANE)
    told = {"sizes": [2, 1], "activation": "linear", "line_styles": [plane_pictures.STYLES["boundary"]]}
    return stage_data.film_bytes(seen, told, stage_data.lines(line.ends, line.frame, line.layer), theta)


@keep
def multiplication(run: Experiment) -> film.Datasets:
    """The layers and their product, at every frame."""
    seen = runs.inspection(run)
    return matrices.datasets(seen.network.matrices(seen.film.theta), one_matrix(seen.network, seen.film.theta))


def told_of_product(chosen: LinearityValues) -> str:
    """Return what the one matrix does that the network does, or does not."""
    run = experiment(chosen)
    end, apart = ending(run), difference(run)
    numbers: dict[str, Any] = {
        "layers": chosen.layers,
        "parameters": end.parameters,
        "frames": len(runs.inspection(run).film),
        "difference": written(apart),
        "test": end.test,
        "train": end.train,
    }
    if chosen.layers > 1 and chosen.between != "linear":
        return say(SAYS["other"], **numbers, matrix=product_right(run))
    first = say(SAYS["single"] if chosen.layers == 1 else SAYS["same"], **numbers)
    outside = " " + say(SAYS["outside"]) if line_is_outside(run) else ""
    return first + " " + say(SAYS["line"], **numbers, best=told_limit(run)) + outside
