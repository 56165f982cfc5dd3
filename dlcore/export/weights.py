"""A trained network as one .npz file, which numpy reads without pickle."""

import json
from dataclasses import asdict
from io import BytesIO
from typing import Any

import numpy as np

from dlcore.analysis.inspection import Inspection
from dlcore.arrays import Array
from dlcore.data.own_data import OwnData


def named(run: Inspection, theta: Array) -> dict[str, Array]:
    """Weights W1 (in, out), b1 (out,), W2, … of θ (p,): a ← φ(a W + b), the last layer without φ."""
    pairs = enumerate(run.network.unpack(theta), 1)
    return {name: part for layer, (w, b) in pairs for name, part in ((f"W{layer}", w), (f"b{layer}", b))}


def described(part: Any) -> dict[str, Any]:
    """A stage or own data within an Experiment, as JSON can hold it: own data without their numbers."""
    return {"rows": len(part.x), "digest": part.digest} if isinstance(part, OwnData) else asdict(part)


def saved(run: Inspection) -> bytes:
    """The last frame as an .npz file: `named` weights, how inputs and targets are scaled, and the settings as JSON.

    A table's inputs are (x − x_center) / x_scale, with an infinite scale where training had one value only; a network's
    answer in the units of the target is y · y_scale + y_center. settings (a string) holds the Experiment, in which own
    data stand by their number of rows and digest, and the step, epoch and losses of the frame.
    """
    film, train = run.film, run.train
    told = vars(film.experiment) | {
        "step": int(film.step[-1]),
        "epoch": float(film.epoch[-1]),
        "train_loss": float(film.train_loss[-1]),
        "test_loss": float(film.test_loss[-1]),
        "inputs": train.feature_names if train.standardized else film.experiment.features,
        "classes": train.class_names,
    }
    scales = {name: np.asarray(getattr(train, name)) for name in ("x_center", "x_scale", "y_center", "y_scale")}
    if train.constant:
        scales["x_scale"] = np.where([name in train.constant for name in train.feature_names], np.inf, train.x_scale)
    file = BytesIO()
    np.savez_compressed(
        file,
        allow_pickle=False,
        **named(run, film.theta[-1]),
        **scales,
        settings=np.array(json.dumps(told, ensure_ascii=False, default=described)),
    )
    return file.getvalue()
