"""The plane under lines: its mesh, bent by the hidden layers, and the folds of ReLU with the regions that they cut."""

import numpy as np

from dlcore.data.datasets import PLANE
from dlcore.geometry import hidden_space
from dlcore.geometry.linear_regions import Folds, fold, most_regions
from dlcore.training.training import Experiment, network_inputs
from pages.lessons.linearity.charts import hidden_plane
from pages.ui.charts import film, history
from pages.ui.serving import runs
from pages.ui.serving.runs import keep
from pages.ui.theme import EDGE, INK, SERIES
from pages.ui.training_run import stage_data

LINES, POINTS = 9, 19
"""Lines of the mesh along each axis, and points on each of them."""

SHARES = 33
"""Frames from straight to bent."""

STYLES: dict[str, tuple[str, float, list[int]]] = {
    "across": (SERIES, 1.1, []),
    "up": (INK, 1.1, []),
    "fold 1": (EDGE, 1.2, []),
    "fold 2": ("#5b4ba8", 1.3, [6, 3]),
    "fold 3": ("#94701c", 1.3, [2, 2]),
    "boundary": (EDGE, 3.6, []),
}
"""The colour, width and dashes of the lines: a mesh along each axis, the folds of each layer, the zero of the score."""


def mesh() -> np.ndarray:
    """All points of the mesh, (2 · LINES · POINTS, 2): first the lines along x1, then those along x2."""
    return np.concatenate(hidden_space.mesh(LINES, POINTS)).reshape(-1, 2)


@keep
def mesh_film(run: Experiment, unbent: bool) -> bytes:
    """The run for the stage under the straight mesh: over training, or its end with the activation brought in."""
    across, up = hidden_space.mesh(LINES, 2)
    kind = np.repeat([0, 1], LINES)
    drawn = stage_data.lines(np.concatenate([across, up]), np.full(len(kind), stage_data.EVERY), kind)
    told = {"line_styles": [STYLES["across"], STYLES["up"]]}
    seen = runs.inspection(run)
    if not unbent:
        return stage_data.film_bytes(seen, told, drawn)
    shares = {"shares": np.linspace(0, 1, SHARES, dtype=np.float32)}
    return stage_data.film_bytes(seen, told, drawn | shares, seen.film.theta[-1:], np.zeros(SHARES, int))


@keep
def bend(run: Experiment, unbent: bool) -> tuple[film.Datasets, float]:
    """The plane as the last layer sees it, and the share of the spread shown.

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
    return picture, float(view.share[-1])


def shares(pattern: str) -> list[str]:
    return [pattern.format(share=share) for share in np.linspace(0, 1, SHARES).tolist()]


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
def folds_film(run: Experiment, at_end: bool = False) -> bytes:
    """The run for the stage, or its end alone, with the folds of every layer and the boundary."""
    seen = stage_data.ended(run) if at_end else runs.inspection(run)
    found = fold(seen.network, seen.film.theta, *PLANE)
    styles = [*(STYLES[f"fold {layer + 1}"] for layer in range(len(run.hidden))), STYLES["boundary"]]
    return stage_data.film_bytes(seen, {"line_styles": styles}, stage_data.lines(found.ends, found.frame, found.layer))


@keep
def regions(run: Experiment) -> film.Datasets:
    """The number of regions at every frame, beside the most that there could be."""
    epoch, counts = runs.inspection(run).film.epoch, folds(run).counts[:, -1]
    return history.datasets(epoch, counts, np.full(len(counts), most(run)), log=True)


def counted(run: Experiment, pattern: str) -> list[str]:
    epochs, counts = runs.inspection(run).film.epoch.tolist(), folds(run).counts[:, -1].tolist()
    return [pattern.format(epoch=epoch, regions=count) for epoch, count in zip(epochs, counts, strict=True)]
