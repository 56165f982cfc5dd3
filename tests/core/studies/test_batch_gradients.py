"""The law of the batch gradient against every batch there is, and the cloud against gradients of real batches."""

from itertools import combinations

import numpy as np
import pytest

from dlcore.network.losses import LOSSES
from dlcore.studies.batch_gradients import Cloud, cloud, example_gradients, spread_by_law, variance
from dlcore.training.training import Experiment, network_inputs, prepare

MODELS = {
    "line": Experiment(dataset="line", n=16, features=("x1",), hidden=(), loss="squared", noise=0.5),
    "network": Experiment(dataset="moons", n=16, hidden=(3,), noise=0.5),
    "three classes": Experiment(dataset="iris", n=16, hidden=(3,)),
}


def parts(experiment):
    network, train, _ = prepare(experiment)
    theta = np.random.default_rng(1).standard_normal(network.n_params)
    return network, theta, network_inputs(experiment, train.x), train.y, LOSSES[experiment.loss]


@pytest.mark.parametrize("name", MODELS)
@pytest.mark.parametrize("size", range(1, 9))
def test_the_spread_over_all_batches_there_are_is_the_law_exactly(name, size):
    network, theta, x, y, loss = parts(MODELS[name])
    assert len(x) == 8
    full = network.gradient(theta, x, y, loss)
    every = [network.gradient(theta, x[list(rows)], y[list(rows)], loss) for rows in combinations(range(8), size)]
    spread = np.mean([np.sum((gradient - full) ** 2) for gradient in every])
    law = spread_by_law(example_gradients(network, theta, x, y, loss), size)
    np.testing.assert_allclose(spread, law, rtol=1e-11, atol=1e-24)


def test_sigma_squared_is_the_trace_of_the_covariance_of_single_examples():
    gradients = example_gradients(*parts(MODELS["network"]))
    np.testing.assert_allclose(variance(gradients), np.trace(np.cov(gradients.T, bias=True)), rtol=1e-12)


@pytest.fixture
def drawn() -> tuple[np.ndarray, Cloud]:
    gradients = np.random.default_rng(0).standard_normal((40, 5)) * [4, 3, 1, 1, 1] + [1, 0, 0, 0, 1]
    return gradients, cloud(gradients, (1, 2, 10, 39, 40), 4000, np.random.default_rng(2))


def test_the_drawn_batches_follow_the_law_within_four_standard_errors(drawn):
    gradients, seen = drawn
    for measured, law in zip(seen.spread[:-1], seen.law[:-1], strict=True):
        assert measured == pytest.approx(law, rel=4 * 2**0.5 / 4000**0.5)
    np.testing.assert_allclose([seen.law[0], seen.law[-1]], [variance(gradients), 0], atol=1e-12)


def test_the_standard_error_is_the_scatter_of_the_spread_over_repeated_draws(drawn):
    gradients, _ = drawn
    again = [cloud(gradients, (2, 10), 50, np.random.default_rng(seed)) for seed in range(200)]
    scatter = np.std([seen.spread for seen in again], axis=0)
    np.testing.assert_allclose(np.mean([seen.error for seen in again], axis=0), scatter, rtol=0.2)


def test_the_batch_of_all_examples_is_the_full_gradient(drawn):
    _, seen = drawn
    np.testing.assert_allclose(seen.points[-1], np.broadcast_to(seen.full, (4000, 2)), atol=1e-12)
    assert seen.spread[-1] < 1e-24


def test_a_batch_of_one_is_one_of_the_examples_and_those_that_point_against_the_full_gradient_are_told(drawn):
    gradients, seen = drawn
    full = gradients.mean(axis=0)
    share = np.mean(gradients @ full < 0)
    assert seen.against[0].mean() == pytest.approx(share, abs=4 * (share * (1 - share) / 4000) ** 0.5)
    assert not seen.against[-1].any()
    assert len(np.unique(seen.points[0].round(9), axis=0)) == 40


def test_the_two_directions_shown_are_those_of_most_variance(drawn):
    gradients, seen = drawn
    eigenvalues = np.linalg.eigvalsh(np.cov(gradients.T, bias=True))[::-1]
    np.testing.assert_allclose(seen.share, eigenvalues[:2] / eigenvalues.sum(), rtol=1e-9)


def test_a_line_is_seen_along_its_own_slope_and_intercept():
    gradients = example_gradients(*parts(MODELS["line"]))
    seen = cloud(gradients, (1, 8), 50, np.random.default_rng(0))
    np.testing.assert_allclose(seen.full, gradients.mean(axis=0), rtol=1e-12)


def test_examples_without_any_difference_have_no_spread():
    seen = cloud(np.ones((5, 3)), (1, 5), 10, np.random.default_rng(0))
    assert np.isfinite(seen.share).all()
    np.testing.assert_allclose(seen.spread, 0, atol=1e-24)
