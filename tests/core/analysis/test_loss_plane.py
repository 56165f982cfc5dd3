"""The loss on the plane of a path against the loss of the very θ that lies there, and of the line in closed form."""

from dataclasses import replace

import numpy as np
import pytest

from dlcore.analysis.loss_plane import LossPlane
from dlcore.network.losses import LOSSES
from dlcore.training.training import Experiment, prepare, record

LINE = Experiment(
    dataset="line", n=60, features=("x1",), hidden=(), loss="squared", optimizer="sgd", epochs=3, noise=0.5
)
NETWORK = Experiment(dataset="moons", n=60, hidden=(4,), epochs=5)


def test_the_losses_around_a_line_are_the_mean_squared_error_of_slope_and_intercept():
    plane_of_run = LossPlane(record(LINE))
    _, train, _ = prepare(LINE)
    slopes, intercepts = np.linspace(*plane_of_run.x, 9), np.linspace(*plane_of_run.y, 9)
    exact = [[np.mean((a * train.x + b - train.y) ** 2) for a in slopes] for b in intercepts]
    np.testing.assert_allclose(plane_of_run.losses(9), exact, rtol=1e-4)
    assert plane_of_run.share == 1
    np.testing.assert_array_equal(plane_of_run.trajectory, plane_of_run.film.theta)


def test_the_losses_around_a_network_are_those_of_the_parameters_on_the_plane():
    plane_of_run = LossPlane(record(NETWORK))
    network, train, _ = prepare(NETWORK)
    corner = plane_of_run.plane.lift(np.array([[plane_of_run.x[0], plane_of_run.y[1]]]))[0]
    exact = LOSSES["cross_entropy"].value(network.forward(corner, train.x), train.y)
    assert plane_of_run.losses(5)[-1, 0] == pytest.approx(exact, rel=1e-4)


def test_the_share_of_the_path_on_the_plane_is_what_the_projection_keeps():
    plane_of_run = LossPlane(record(NETWORK))
    away = plane_of_run.film.theta - plane_of_run.film.theta.mean(axis=0)
    left = plane_of_run.film.theta - plane_of_run.plane.lift(plane_of_run.trajectory)
    assert plane_of_run.share == pytest.approx(1 - (left**2).sum() / (away**2).sum(), rel=1e-9)


def test_a_path_that_diverges_leaves_the_picture():
    plane_of_run = LossPlane(record(replace(LINE, learning_rate=5.0)))
    assert abs(plane_of_run.trajectory[-1]).max() > abs(np.array([plane_of_run.x, plane_of_run.y])).max()
    assert np.isfinite(plane_of_run.losses(4)).all()
