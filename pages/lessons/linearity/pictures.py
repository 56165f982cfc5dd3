"""The runs of the lesson on linearity: its runs, cached for all visitors, and the pictures' data."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

import numpy as np
import pyarrow as pa

from dlcore.analysis.inspection import Inspection, grid
from dlcore.data.datasets import PLANE
from dlcore.geometry import hidden_space
from dlcore.geometry.hinges import TARGETS, Hinges, error_bound, laid, largest_error, of_network
from dlcore.geometry.linear_regions import Folds, fold, most_regions
from dlcore.geometry.matrix_product import apply, best_line, largest_difference, one_matrix
from dlcore.network.network import Network
from dlcore.training.training import Experiment, network_inputs, prepare
from pages.lessons.linearity.charts import folded_plane, hidden_plane, hinges, matrices
from pages.lessons.linearity.values import LinearityValues
from pages.ui.charts import curve, film, heatmap, history, plane
from pages.ui.parts import downloads
from pages.ui.serving import runs
from pages.ui.serving.runs import keep
from pages.ui.training_run import film_data
from pages.ui.training_run.film_data import FINE

LINES, POINTS = 9, 31
"""Lines of the mesh along each axis, and points on each of them."""

FAINTEST = 0.35
"""The part of the full colour that the least sure answer gets."""

SHARES = 33
"""Frames from straight to bent."""

ENDS = -1.0, 1.0
RUN = Experiment(n=200, noise=0.1, learning_rate=0.1, batch_size=25, epochs=60, frames=40)


def experiment(chosen: LinearityValues) -> Experiment:
    """The run of the part that is shown."""
    here = replace(RUN, dataset=chosen.dataset, noise=chosen.noise, seed=chosen.seed)
    if chosen.part == "product":
        return replace(here, hidden=(chosen.width,) * (chosen.layers - 1), activation=chosen.between)
    if chosen.part == "bend":
        return replace(here, hidden=(chosen.width,) * chosen.depth, activation=chosen.activation)
    if chosen.part == "folds":
        return replace(here, hidden=(chosen.width,) * chosen.depth, activation="relu", initialization="he")
    if chosen.part == "features":
        return replace(here, hidden=(), features=chosen.features)
    wave = replace(here, dataset="sine", features=("x1",), loss="squared", learning_rate=0.03)
    return replace(wave, hidden=(chosen.hinges,), activation="relu", initialization="he")


@keep
def limit_of_lines(run: Experiment) -> float:
    """The largest share of the training points that any straight line gets right."""
    train = runs.inspection(run).train
    return best_line(train.x, train.labels)


@dataclass(frozen=True)
class Ending:
    """The end of a run: share of the test points that are right, and of the training points; parameters; test loss."""

    test: float
    train: float
    parameters: int
    loss: float


@keep
def ending(run: Experiment) -> Ending:
    seen = runs.inspection(run)
    test, train = (float(seen.accuracy(part)[-1]) for part in (seen.test, seen.train))
    return Ending(test, train, seen.network.n_params, float(seen.film.test_loss[-1]))


VALIDATION, FRESH = 500, 1000
"""Examples that judge the challenge, of a seed so much further on: no picture shows them."""


@keep
def validated(run: Experiment) -> float:
    """Share of the validation points that are right at the end of a run."""
    network, _, validation = prepare(replace(run, n=2 * VALIDATION, seed=run.seed + FRESH))
    scores = network.forward(runs.inspection(run).film.theta[-1], network_inputs(run, validation.x))[:, 0]
    return float(np.mean((scores > 0) == (validation.labels == 1)))


# One matrix


@keep
def difference(run: Experiment) -> tuple[float, float]:
    """The largest difference between the network and its one matrix over frames and plane; the largest score."""
    seen = runs.inspection(run)
    return largest_difference(seen.network, seen.film.theta, grid(20))


def written(difference: float) -> str:
    """A difference as one reads it: 4.4e-16, or 961.25."""
    return f"{difference:.1e}" if difference < 0.001 else f"{difference:,.2f}"


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
    return ", ".join(f"{value:.2f}" for value in one_matrix(seen.network, seen.film.theta[-1]).ravel().tolist())


@keep
def product_boundary(run: Experiment, multiplied: bool) -> film.Datasets:
    """The predictions everywhere at every frame, or those of the one matrix.

    However little a model is sure of, its two sides are told apart: colours begin at FAINTEST.
    """
    seen = runs.inspection(run)
    matrix = one_matrix(seen.network, seen.film.theta)
    if multiplied:
        likely = seen.loss.link(apply(matrix.astype(np.float32), seen.points(FINE))).reshape(-1, FINE, FINE)
    else:
        likely = seen.boundary(FINE)[..., 0]
    sure = 2 * likely - 1
    levels = heatmap.signed(np.sign(sure) * (FAINTEST + (1 - FAINTEST) * np.abs(sure)))
    tables = []
    for part, role in ((seen.train, "train"), (seen.test, "test")):
        wrong = ((apply(matrix, part.x)[..., 0] > 0) != (part.labels == 1)) if multiplied else seen.wrong(part)
        tables.append(plane.classified(part.x, part.labels, wrong, part.class_names, role))
    return plane.datasets(heatmap.reel(levels, heatmap.diverging()), (*PLANE, *PLANE), *tables)


@keep
def multiplication(run: Experiment) -> film.Datasets:
    """The layers and their product, at every frame."""
    seen = runs.inspection(run)
    return matrices.datasets(seen.network.matrices(seen.film.theta), one_matrix(seen.network, seen.film.theta))


# The bent plane


def mesh() -> np.ndarray:
    """All points of the mesh, (2 · LINES · POINTS, 2): first the lines along x1, then those along x2."""
    return np.concatenate(hidden_space.mesh(LINES, POINTS)).reshape(-1, 2)


def straight_mesh() -> list[pa.Table]:
    """The mesh on the plane itself, the same at every frame."""
    kinds = zip(("across", "up"), hidden_space.mesh(LINES, 2), strict=True)
    return [folded_plane.lines(kind, [lines], *PLANE, frame=-1) for kind, lines in kinds]


@keep
def bend(run: Experiment, unbent: bool) -> tuple[film.Datasets, film.Datasets, float]:
    """The plane under its mesh, the plane as the last layer sees it, and the share of the spread shown.

    Over training, or with the weights of the end and the activation brought in bit by bit.
    """
    seen = runs.inspection(run)
    theta = seen.film.theta
    if unbent:
        shares = np.linspace(0, 1, SHARES)
        theta = np.repeat(theta[-1:], SHARES, axis=0)

    def given(x: np.ndarray) -> np.ndarray:
        inputs, rows = network_inputs(run, x), theta.astype(x.dtype)
        if unbent:
            return hidden_space.straight_to_bent(seen.network, rows[0], inputs, shares)
        # Frame by frame the layers stay in the processor's cache.
        return np.stack([hidden_space.before_last(seen.network, row, inputs) for row in rows])

    points = given(seen.train.x)
    view = hidden_space.View(seen.network, theta, points)
    lines = view(given(mesh().astype(np.float32))).reshape(len(theta), 2, LINES, POINTS, 2)
    picture = hidden_plane.datasets({"across": lines[:, 0], "up": lines[:, 1]}, view(points), seen.train.labels)
    weights, bias = seen.network.unpack(theta.astype(np.float32))[-1]
    scores = given(seen.points(FINE)) @ weights + bias[:, None]
    levels = heatmap.signed(2 * seen.loss.link(scores).reshape(-1, FINE, FINE) - 1)
    reel = heatmap.reel(levels, heatmap.diverging())
    none = np.zeros((1, len(seen.train.x)), bool)
    table = plane.classified(seen.train.x, seen.train.labels, none, seen.train.class_names, "train")
    flat = folded_plane.datasets(reel, PLANE, table, straight_mesh())
    return flat, picture, float(view.share[-1])


def shares(pattern: str) -> list[str]:
    return [pattern.format(share=share) for share in np.linspace(0, 1, SHARES).tolist()]


# The folds


@keep
def folds(run: Experiment) -> Folds:
    """The folds of the run inside the picture, at every frame."""
    seen = runs.inspection(run)
    return fold(seen.network, seen.film.theta, *PLANE)


def most(run: Experiment) -> int:
    """The most regions that a network of these layers can cut."""
    return most_regions(run.hidden)


@keep
def pieces(run: Experiment) -> int:
    """Straight pieces of the boundary at the last frame."""
    found = folds(run)
    return int(np.sum((found.frame == len(found.counts) - 1) & (found.layer == len(run.hidden))))


@keep
def folded(run: Experiment) -> film.Datasets:
    """The plane with the folds of every layer and the boundary."""
    seen, found = runs.inspection(run), folds(run)
    drawn = []
    for layer in range(len(run.hidden) + 1):
        here = found.layer == layer
        order = np.flatnonzero(here)[np.argsort(found.frame[here], kind="stable")]
        sets = np.split(found.ends[order], np.searchsorted(found.frame[order], np.arange(1, len(seen.film))))
        drawn.append(folded_plane.lines("boundary" if layer == len(run.hidden) else f"fold {layer + 1}", sets, *PLANE))
    none = np.zeros((1, len(seen.train.x)), bool)
    table = plane.classified(seen.train.x, seen.train.labels, none, seen.train.class_names, "train")
    reel = heatmap.reel(*film_data.painted(seen, seen.boundary(FINE)))
    return folded_plane.datasets(reel, PLANE, table, drawn)


@keep
def regions(run: Experiment) -> film.Datasets:
    """The number of regions at every frame, beside the most that there could be."""
    epoch, counts = runs.inspection(run).film.epoch, folds(run).counts[:, -1]
    return history.datasets(epoch, counts, np.full(len(counts), most(run)), log=True)


def counted(run: Experiment, pattern: str) -> list[str]:
    epochs, counts = runs.inspection(run).film.epoch.tolist(), folds(run).counts[:, -1].tolist()
    return [pattern.format(epoch=epoch, regions=count) for epoch, count in zip(epochs, counts, strict=True)]


# The hinges


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


def files(chosen: LinearityValues) -> tuple[downloads.File, ...]:
    if chosen.part == "hinges" and chosen.how == "laid":
        content: Callable[[], bytes] = partial(hinge_table, chosen.target, chosen.hinges)
        return (downloads.File(downloads.DATA, "hinges.csv", content),)
    return film_data.files(experiment(chosen))


# The features


def weights(run: Experiment) -> tuple[float, ...]:
    """The constant and the weight of each feature at the end of a run without hidden layers."""
    seen = runs.inspection(run)
    ((matrix, bias),) = seen.network.unpack(seen.film.theta[-1])
    return (float(bias[0]), *map(float, matrix[:, 0]))


@keep
def glimpse() -> str:
    """The small picture of the lesson: what a ReLU network says of circles, with its folds drawn in."""
    run = replace(RUN, dataset="circles", hidden=(4,), activation="relu", initialization="he", seed=1)
    seen = runs.inspection(run)
    network: Network = seen.network
    fine = 160
    on = network.layers(seen.film.theta[-1], grid(fine))[1].reshape(fine, fine, -1) > 0
    edge = np.zeros((fine, fine), bool)
    edge[1:] |= (on[1:] != on[:-1]).any(axis=-1)
    edge[:, 1:] |= (on[:, 1:] != on[:, :-1]).any(axis=-1)
    levels, palette = film_data.painted(seen, Inspection(seen.film).boundary(fine)[-1:])
    drawn = np.where(edge, len(palette), levels[0]).astype(np.uint8)
    return heatmap.png(drawn[::-1], np.vstack([palette, heatmap.rgb("#16202b")]))
