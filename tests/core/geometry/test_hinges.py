"""Curves of hinges: they meet what they follow, and miss it by no more than the law allows."""

import numpy as np
import pytest
from scipy.optimize import minimize_scalar

from dlcore.geometry.hinges import TARGETS, error_bound, laid, largest_error, of_network
from dlcore.network.network import Network

X = np.linspace(-1, 1, 301)


@pytest.mark.parametrize("k", [0, 1, 2, 7, 24])
@pytest.mark.parametrize("name", TARGETS)
def test_a_laid_curve_is_linear_interpolation(name, k):
    knots = np.linspace(-1, 1, k + 2)
    value = TARGETS[name].value
    np.testing.assert_allclose(laid(TARGETS[name], k).value(X), np.interp(X, knots, value(knots)), atol=1e-12)


@pytest.mark.parametrize("k", [0, 1, 2, 7, 24])
@pytest.mark.parametrize("name", TARGETS)
def test_the_error_stays_within_the_law(name, k):
    assert largest_error(TARGETS[name], laid(TARGETS[name], k)) <= error_bound(TARGETS[name], k) + 1e-12


@pytest.mark.parametrize("k", [0, 1, 3, 7])
def test_on_a_parabola_the_law_is_exact(k):
    target = TARGETS["square"]
    assert largest_error(target, laid(target, k)) == pytest.approx(error_bound(target, k), rel=1e-9)
    assert error_bound(target, 2 * k + 1) == pytest.approx(error_bound(target, k) / 4)


@pytest.mark.parametrize("name", TARGETS)
def test_the_bend_of_a_target_is_its_largest_second_derivative(name):
    h, value = 1e-4, TARGETS[name].value

    def second(x):
        return -abs(value(x + h) - 2 * value(x) + value(x - h)) / h**2

    best = min((minimize_scalar(second, bounds=(a, a + 0.1)).fun for a in np.arange(-1, 1, 0.1)), default=0)
    assert -best == pytest.approx(TARGETS[name].bend, rel=1e-3, abs=1e-6)


def test_the_hinges_and_the_line_add_up_to_the_network():
    network = Network((1, 9, 1), "relu")
    theta = np.random.default_rng(0).normal(size=(5, network.n_params))
    np.testing.assert_allclose(
        of_network(network, theta).value(X), network.forward(theta, X[:, None])[..., 0], atol=1e-12
    )


def test_a_unit_without_weight_is_a_constant():
    network = Network((1, 2, 1), "relu")
    theta = np.zeros(network.n_params)
    (first, bias), (last, _) = network.unpack(theta)
    first[0, 0], bias[:], last[:, 0] = 2.0, [1.0, 3.0], [1.0, 0.5]
    hinges = of_network(network, theta)
    np.testing.assert_allclose(hinges.value(X), np.maximum(0, 2 * X + 1) + 1.5)
    assert hinges.knot.tolist() == [-0.5, 0.0]
    assert hinges.turn.tolist() == [2.0, 0.0]


def test_what_is_not_a_network_of_hinges_is_refused():
    network = Network((1, 2, 1), "tanh")
    with pytest.raises(ValueError, match="1-k-1"):
        of_network(network, np.zeros(network.n_params))
    with pytest.raises(ValueError, match="-1 hinges"):
        laid(TARGETS["sine"], -1)
