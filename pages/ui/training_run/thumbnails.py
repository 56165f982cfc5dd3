"""Small pictures for the cards of the first page, each computed as its lesson would."""

import numpy as np
import streamlit as st

from dlcore.optimization.curves import parabola
from dlcore.optimization.descent import descend_path
from dlcore.optimization.landscapes import LANDSCAPES
from dlcore.optimization.optimizers import OPTIMIZERS
from dlcore.training.training import Experiment
from pages.ui.charts import contour, heatmap
from pages.ui.parts.stage import stage
from pages.ui.serving.once import once
from pages.ui.training_run import stage_data

RATES, STEPS = 28, 28

SIDE = 160
"""Pixels along each side of a picture."""


def show(url: str) -> None:
    """Show a small picture; the card's title says in words what it is of."""
    st.html(f'<img src="{url}" alt="" style="width: 10rem; height: 10rem; border-radius: 0.5rem; object-fit: cover">')


def run(experiment: Experiment, film: bytes = b"") -> None:
    """The predictions of a network over the plane at the end of a run, or another `film` of it."""
    key = f"card-{experiment.dataset}-{experiment.batch_size}"
    stage.small_plane(film or stage_data.last_frame(experiment), key, alt="", name="frame_card", height=SIDE)


def descents() -> None:
    """The places of descents of a parabola, step by step to the right, the higher the larger their learning rate."""
    show(_descents())


def landscape(name: str) -> None:
    """The contours of a landscape."""
    show(_landscape(name))


@once
def _descents() -> str:
    curve = parabola(1.0)
    rates = np.geomspace(0.03, 2.3, RATES)[:, None]
    trajectory = descend_path(curve.slope, OPTIMIZERS["sgd"](), np.ones(1), rates, STEPS - 1)
    return heatmap.png(heatmap.signed(trajectory.theta[::, ::-1, 0].T), heatmap.diverging())


@once
def _landscape(name: str) -> str:
    ground = LANDSCAPES[name]
    return contour.picture(ground.value(contour.places(ground.extent, 160)))
