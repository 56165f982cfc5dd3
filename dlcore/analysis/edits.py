"""The effect of edited parameters on the loss, and what the gradient said that it would do."""

from typing import NamedTuple

import numpy as np

from dlcore.analysis.inspection import Inspection
from dlcore.training.training import network_inputs


class Effect(NamedTuple):
    """Training loss before and after an edit, and ΔL ≈ g·Δθ, what the gradient before it predicts of the change."""

    before: float
    after: float
    predicted: float


def effect_of_edit(run: Inspection) -> Effect | None:
    """The effect of the edits of the film's last frame; None where the film does not end with edits.

    ΔL ≈ Σ g_i Δθ_i with g = ∂loss/∂θ on all training data: the first term of Taylor's series, right for small steps.
    """
    film = run.film
    stages = film.experiment.stages
    if not stages or film.stage[-1] < len(stages) or stages[-1].epochs or not stages[-1].edits:
        return None
    inputs = network_inputs(film.experiment, run.train.x)
    loss = run.by_loss[-1][1]
    gradient = run.network.gradient(film.theta[-2], inputs, run.train.y, loss)
    before = float(loss.value(run.network.forward(film.theta[-2], inputs), run.train.y))
    return Effect(before, float(film.train_loss[-1]), float(np.vdot(gradient, film.theta[-1] - film.theta[-2])))
