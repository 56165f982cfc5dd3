"""The data from which the stage draws a run: θ of every frame, the data, and what dlcore alone knows of them.

Nothing that follows from θ by a forward pass is in it: `pages/ui/parts/stage/film.js` computes that.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np

from dlcore.analysis.comparison import looked_at
from dlcore.analysis.inspection import Inspection
from dlcore.data.shapes import CURVES
from dlcore.training.experiment import Experiment
from pages.ui.film_bytes import Arrays, packed
from pages.ui.serving.runs import inspection, keep
from pages.ui.training_run import film_data

MOST_BYTES = 300_000
"""Bytes of a film: beyond them θ is sent in half precision, and then at fewer frames."""

MANY_BYTES = 100_000
"""Bytes of the examples: beyond them they would leave too little room for the frames."""

EVERY = 255
"""The frame of a line that is there at every frame."""

CURVE_POINTS = 121
"""Points at which the true function of one input is sent."""


@keep
def film(experiment: Experiment) -> bytes:
    """Write the run as a film for the stage."""
    return film_bytes(inspection(experiment))


@keep
def last_frame(experiment: Experiment) -> bytes:
    """Write the end of the run as a film of one frame."""
    return film_bytes(ended(experiment))


def ended(experiment: Experiment) -> Inspection:
    """Inspect the last frame of the run alone."""
    film = inspection(experiment).film
    return Inspection(looked_at(film, film.epoch[-1:]))


@keep
def film_beside(shown: Experiment, pinned: Experiment) -> bytes:
    """Write a pinned run as a film for the stage, at the epochs of the frames of the run shown."""
    return film_bytes(Inspection(looked_at(inspection(pinned).film, inspection(shown).film.epoch)))


def film_bytes(
    run: Inspection,
    other: dict[str, Any] | None = None,
    more: Arrays | None = None,
    theta: np.ndarray | None = None,
    rows: np.ndarray | None = None,
    most: int = MOST_BYTES,
) -> bytes:
    """Write an inspected run as a film for the stage, in so many bytes at most.

    `theta` (T, p) is in place of that of the run, `other` in place of its facts; `rows` (F,) are the rows of θ that the
    film shows one after the other, without them each row once. Of `more` the stage knows `shares` (F,), by which the
    activation is brought in, `lines` (see `lines`) and `updates` (see `updates`).
    """
    arrays = examples(run) | geometry(run) | truth(run) | (more or {})
    room = most - sum(values.nbytes for values in arrays.values()) - 4000
    every = run.film.theta if theta is None else theta
    sent, kept = fitted(every, room)
    shown = np.abs(np.arange(len(every))[:, None] - kept).argmin(axis=1)  # of a row that is not sent, the nearest
    shown = shown if rows is None else shown[rows]
    told = facts(run) | {"frames": len(shown)}
    if shown.tolist() != list(range(len(sent))):
        told["rows"] = shown.tolist()
    return packed(told | (other or {}), {"theta": sent} | arrays)


def lines(ends: np.ndarray, frame: np.ndarray, kind: np.ndarray) -> Arrays:
    """Lines (n, 2, 2) over the plane from point to point, each at its frame (n,) or at EVERY one.

    Their kinds (n,) are places in the `line_styles` of the film.
    """
    numbers = {"line_frame": frame.astype(np.uint8), "line_kind": kind.astype(np.uint8)}
    return {"lines": ends.reshape(-1, 4).astype(np.float16)} | numbers


def updates(batches: Sequence[np.ndarray], gradients: np.ndarray, examples: int) -> Arrays:
    """Single updates: which of the training examples are in the batch of each, as bits, and its gradient (U, p)."""
    isin = np.zeros((len(batches), examples), bool)
    for update, batch in enumerate(batches):
        isin[update, batch] = True
    precision = np.float32 if 4 * gradients.size <= MANY_BYTES else np.float16
    with np.errstate(over="ignore"):  # of a run that diverges it may lie beyond
        return {"batch": np.packbits(isin, axis=1, bitorder="little"), "gradient": gradients.astype(precision)}


def facts(run: Inspection) -> dict[str, Any]:
    """Facts of a film in words and single numbers."""
    experiment, starts = run.film.experiment, [frames.start for frames, _ in run.by_loss]
    return {
        "sizes": list(run.network.sizes),
        "activation": run.network.activation.name,
        "losses": [[loss.name, start] for start, (_, loss) in zip(starts, run.by_loss, strict=True)],
        "features": None if experiment.source.table else list(experiment.features),
        "inputs": run.train.x.shape[1],
        "classes": [str(name) for name in run.train.class_names],
        "training": len(run.train.x),
        "extent": [float(end) for end in run.extent],
        "full": film_data.colour_scale(run),
        "frames": len(run.film),
        "image": [8, 8] if experiment.dataset == "digits" else None,
    }


def examples(run: Inspection) -> Arrays:
    """The examples, those for training first: x (n, d), and the labels (n,) or the numbers y (n, 1)."""
    parts = (run.train, run.test)
    if run.train.class_names:
        told = {"labels": np.concatenate([part.labels for part in parts]).astype(np.uint8)}
    else:
        told = {"y": np.concatenate([part.y[:, 0] for part in parts]).astype(np.float32)}
    return told | coded(np.concatenate([part.x for part in parts]), run.train.x_center, run.train.x_scale)


def coded(x: np.ndarray, center: np.ndarray | float, scale: np.ndarray | float) -> Arrays:
    """Inputs x (n, d): in single precision, where they take more than MANY_BYTES in half.

    Where they were measured in whole numbers up to 255, they go as those.
    """
    measured = x * scale + center
    whole = np.rint(measured)
    if whole.min() < 0 or whole.max() > 255 or np.abs(measured - whole).max() > 1e-9:
        return {"x": x.astype(np.float32 if 4 * x.size <= MANY_BYTES else np.float16)}
    columns = (np.broadcast_to(np.asarray(part, dtype=np.float64), x.shape[1:]) for part in (center, scale))
    return {"x": whole.astype(np.uint8)} | dict(zip(("x_center", "x_scale"), columns, strict=True))


def geometry(run: Inspection) -> Arrays:
    """The plane of a picture of more than two inputs: its mean (d,) and axes (2, d)."""
    return {"mean": run.plane.mean, "axes": run.plane.axes} if run.plane else {}


def truth(run: Inspection) -> Arrays:
    """The true function of one input where it is known, at CURVE_POINTS over the extent."""
    known = CURVES.get(run.film.experiment.dataset)
    if known is None or run.train.x.shape[1] > 1:
        return {}
    return {"truth": known[0](np.linspace(*run.extent, CURVE_POINTS)[:, None]).astype(np.float32)}


def fitted(theta: np.ndarray, room: int) -> tuple[np.ndarray, list[int]]:
    """Return θ (T, p) as numbers that fit into the room, and which frames they are: the ends, and evenly between."""
    every = list(range(len(theta)))
    if 4 * theta.size <= room:
        return theta.astype(np.float32), every
    count = min(len(theta), max(2, room // (2 * theta.shape[1])))
    kept = np.unique(np.rint(np.linspace(0, len(theta) - 1, count)).astype(int))
    with np.errstate(over="ignore"):  # a weight of a run that diverged may lie beyond half precision
        return theta[kept].astype(np.float16), kept.tolist()
