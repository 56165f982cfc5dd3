"""Small runs over every activation, loss, feature and kind of data, with dlcore's own numbers for each."""

from base64 import b64encode
from itertools import product
from typing import Any

import numpy as np

from dlcore.analysis.inspection import Inspection
from dlcore.data.datasets import DATASETS, Dataset
from dlcore.data.features import FEATURES
from dlcore.geometry.hidden_space import straight_to_bent
from dlcore.network.activations import ACTIVATIONS
from dlcore.network.losses import LOSSES
from dlcore.training.experiment import Experiment, network_inputs
from dlcore.training.stages import Stage
from dlcore.training.training import Film, film_of, run
from pages.ui.training_run import stage_data

SMALL = {"n": 60, "epochs": 2, "frames": 3, "hidden": (4, 3), "learning_rate": 0.1}


def experiments() -> dict[str, Experiment]:
    """Every activation, loss, feature and kind of data: one output and many, curves, planes and tables."""
    toys = [name for name, source in DATASETS.items() if not source.table]
    found = {
        f"{activation} {loss} {dataset}": Experiment(dataset=dataset, activation=activation, loss=loss, **SMALL)
        for (activation, loss), dataset in zip(
            product(ACTIVATIONS, LOSSES), ("moons", "iris", "moons", "spiral", "wine") * len(ACTIVATIONS), strict=True
        )
    }
    for name in toys:
        source = DATASETS[name]
        features = tuple(feature for feature in FEATURES if source.inputs > 1 or "x2" not in feature)
        loss = "squared" if source.task == "regression" else "cross_entropy"
        found[f"features {name}"] = Experiment(dataset=name, features=features, loss=loss, **SMALL)
    for name, loss in (("digits", "cross_entropy"), ("diabetes", "huber"), ("breast_cancer", "hinge")):
        found[name] = Experiment(dataset=name, loss=loss, noise=0.0, **{**SMALL, "n": 100})
    found["changed in a stage"] = Experiment(dataset="moons", stages=(Stage(4, 1, loss="squared"),), **SMALL)
    return found


def rounded(experiment: Experiment) -> Inspection:
    """The run with θ and data in the precision in which they are sent, so that only the formulas are compared."""
    film = film_of(experiment, list(run(experiment)))
    return Inspection(Film(**{**vars(film), "theta": film.theta.astype(np.float32).astype(float)}))


def losses_of(inspected: Inspection, part: Dataset) -> np.ndarray:
    """The loss on a part at each frame, of that loss which the frame was trained with."""
    scores = inspected.network.forward(inspected.film.theta, network_inputs(inspected.film.experiment, part.x))
    return np.concatenate([loss.value(scores[frames], part.y) for frames, loss in inspected.by_loss])


def case(experiment: Experiment) -> dict[str, Any]:
    inspected = rounded(experiment)
    parts = (inspected.train, inspected.test)
    x = np.concatenate([part.x for part in parts])
    predictions = inspected.predictions(x)
    points = x[:3]
    layers = inspected.network.layers(inspected.film.theta, network_inputs(experiment, points))
    *hidden, score = (np.broadcast_to(layer, (len(inspected.film), *layer.shape[-2:])) for layer in layers)
    layers = [*hidden, inspected.linked(score)]
    losses = np.array([losses_of(inspected, part) for part in parts])
    pixels = inspected.predictions(inspected.points(5).astype(float))[-1].reshape(5, 5, -1)[::-1].reshape(25, -1)
    frames = [
        {
            "frame": frame,
            "loss": next(loss.name for frames, loss in inspected.by_loss if frames.start <= frame < frames.stop),
            "losses": losses[:, frame].tolist(),
            "right": [float(inspected.accuracy(part)[frame]) for part in parts] if parts[0].class_names else None,
            "predictions": predictions[frame].T.ravel().tolist(),
            "points": points.tolist(),
            "neurons": [np.concatenate([layer[frame, k] for layer in layers]).tolist() for k in range(len(points))],
        }
        for frame in range(len(inspected.film))
    ]
    return {
        "bytes": b64encode(stage_data.film_bytes(inspected)).decode(),
        "frames": frames,
        "places": np.concatenate([inspected.places(part)[:, :2] for part in parts]).ravel().tolist(),
        "picture": pixels.T.ravel().tolist(),
    }


def brought_in(experiment: Experiment) -> dict[str, Any]:
    """A film in which the activation comes in by shares, with dlcore's predictions at each of them."""
    inspected = rounded(experiment)
    shares, theta = np.linspace(0, 1, 4, dtype=np.float32), inspected.film.theta[-1]
    x = np.concatenate([part.x for part in (inspected.train, inspected.test)])
    weights, bias = inspected.network.unpack(theta)[-1]
    hidden = straight_to_bent(inspected.network, theta, network_inputs(experiment, x), shares.astype(float))
    rows = np.zeros(len(shares), int)
    film = stage_data.film_bytes(inspected, more={"shares": shares}, theta=theta[None], rows=rows)
    return {
        "bytes": b64encode(film).decode(),
        "predictions": inspected.linked(hidden @ weights + bias)[..., 0].tolist(),
    }
