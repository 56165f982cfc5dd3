"""The loss on the plane of a path against the loss of the very θ that lies there, and of the line in closed form."""

from dataclasses import replace

import numpy as np
import pytest

from dlcore.analysis.loss_plane import Valley
from dlcore.network.losses import LOSSES
from dlcore.training.training import Experiment, prepare, record

LINE = Experiment(
    dataset="line", n=60, features=("x1",), hidden=(), loss="squared", optimizer="sgd", epochs=3, noise=0.5
)
NETWORK = Experiment(dataset="moons", n=60, hidden=(4,), epochs=5)


def test_the_losses_around_a_line_are_the_mean_squared_error_of_slope_and_intercept():
    valley = Valley(record(LINE))
    _, train, _ = prepare(LINE)
    slopes, intercepts = np.linspace(*valley.x, 9), np.linspace(*valley.y, 9)
    exact = [[np.mean((a * train.x + b - train.y) ** 2) for a in slopes] for b in intercepts]
    np.testing.assert_allclose(valley.losses(9), exact, rtol=1e-4)
    assert valley.share == 1
    np.testing.assert_array_equal(valley.path, valley.film.theta)


def test_the_losses_around_a_network_are_those_of_the_parameters_on_the_plane():
    valley = Valley(record(NETWORK))
    network, train, _ = prepare(NETWORK)
    corner = valley.plane.lift(np.array([[valley.x[0], valley.y[1]]]))[0]
    exact = LOSSES["cross_entropy"].value(network.forward(corner, train.x), train.y)
    assert valley.losses(5)[-1, 0] == pytest.approx(exact, rel=1e-4)


def test_the_share_of_the_path_on_the_plane_is_what_the_projection_keeps():
    valley = Valley(record(NETWORK))
    away = valley.film.theta - valley.film.theta.mean(axis=0)
    left = valley.film.theta - valley.plane.lift(valley.path)
    assert valley.share == pytest.approx(1 - (left**2).sum() / (away**2).sum(), rel=1e-9)


def test_a_path_that_blows_up_leaves_the_picture():
    valley = Valley(record(replace(LINE, learning_rate=5.0)))
    assert abs(valley.path[-1]).max() > abs(np.array([valley.x, valley.y])).max()
    assert np.isfinite(valley.losses(4)).all()
