"""Every model of the ensemble against scikit-learn or against one sample at a time."""

import numpy as np
import pytest
from numpy.polynomial.legendre import legvander
from sklearn.linear_model import LinearRegression, Ridge
from sklearn.neighbors import KNeighborsRegressor
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import PolynomialFeatures

from dlcore.generalization import regressors
from dlcore.network.losses import LOSSES
from dlcore.network.network import Network
from dlcore.optimization.optimizers import OPTIMIZERS, descend

AT = np.linspace(-1, 1, 37)


def samples(n: int = 14, replications: int = 5):
    rng = np.random.default_rng(3)
    x = rng.uniform(-1, 1, (replications, n))
    return x, np.sin(3 * x) + 0.3 * rng.standard_normal(x.shape)


def each(model, x, y):
    return np.array([model.fit(a[:, None], b).predict(AT[:, None]) for a, b in zip(x, y, strict=True)])


@pytest.mark.parametrize("degree", [0, 1, 4, 8])
def test_polynomials_are_those_of_scikit_learn(degree: int) -> None:
    x, y = samples()
    oracle = each(make_pipeline(PolynomialFeatures(degree), LinearRegression()), x, y)
    np.testing.assert_allclose(regressors.polynomial(x, y, AT, degree), oracle, rtol=1e-6, atol=1e-8)


@pytest.mark.parametrize("k", [1, 2, 5, 13, 14])
def test_neighbours_are_those_of_scikit_learn(k: int) -> None:
    x, y = samples()
    np.testing.assert_allclose(regressors.neighbours(x, y, AT, k), each(KNeighborsRegressor(k), x, y), rtol=1e-9)


def test_every_sample_may_be_asked_at_its_own_places() -> None:
    x, y = samples()
    at = np.random.default_rng(0).uniform(-1, 1, (5, 9))
    for model, capacity in ((regressors.polynomial, 4), (regressors.neighbours, 3), (regressors.ridge, 0.1)):
        together = model(x, y, at, capacity)
        for r in range(5):
            np.testing.assert_allclose(together[r], model(x[r : r + 1], y[r : r + 1], at[r], capacity)[0], rtol=1e-9)


@pytest.mark.parametrize("strength", [0.001, 0.3, 10.0, 1000.0])
def test_ridge_is_that_of_scikit_learn_which_leaves_the_constant_free(strength: float) -> None:
    x, y = samples()
    held, asked = legvander(x, 15)[..., 1:], legvander(AT, 15)[:, 1:]
    oracle = [Ridge(alpha=strength, solver="svd").fit(a, b).predict(asked) for a, b in zip(held, y, strict=True)]
    np.testing.assert_allclose(regressors.ridge(x, y, AT, strength), oracle, rtol=1e-6, atol=1e-8)


@pytest.mark.parametrize(("n", "p"), [(14, 3), (14, 14), (9, 30)])
def test_least_squares_is_the_shortest_of_the_best(n: int, p: int) -> None:
    rng = np.random.default_rng(5)
    design, y = rng.standard_normal((4, n, p)), rng.standard_normal((4, n))
    oracle = [np.linalg.lstsq(a, b, rcond=None)[0] for a, b in zip(design, y, strict=True)]
    np.testing.assert_allclose(regressors.least_squares(design, y), oracle, rtol=1e-6, atol=1e-9)


def test_a_polynomial_of_more_coefficients_than_points_goes_through_them() -> None:
    x, y = samples(n=6)
    np.testing.assert_allclose(regressors.polynomial(x, y, x, 12), y, atol=1e-8)


def test_networks_that_train_together_are_the_ones_that_train_alone() -> None:
    x, y = samples(n=10, replications=3)
    together = regressors.network(x, y, AT, 4, 60, np.random.default_rng(7))
    model, loss, optimizer = Network((1, 4, 1), "tanh"), LOSSES["squared"], OPTIMIZERS["adam"]()
    for r, rng in enumerate(np.random.default_rng(7).spawn(3)):
        theta = model.init(rng, "large")
        state = optimizer.init(theta)
        for _ in range(60):
            gradient = model.gradient(theta, x[r][:, None], y[r][:, None], loss)
            theta, state = descend(optimizer, theta, gradient, state, regressors.NETWORK_RATE)
        # Together in float32, alone in float64.
        np.testing.assert_allclose(together[r], model.forward(theta, AT[:, None])[:, 0], atol=2e-3)
