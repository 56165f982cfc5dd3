"""Curvature from gradients alone, held against the dense Hessian and its eigenvalues."""

import numpy as np
import pytest

from dlcore.network.losses import LOSSES
from dlcore.network.network import Network
from dlcore.optimization.curvature import hessian_vector_product, largest_eigenvalue
from dlcore.optimization.landscapes import LANDSCAPES

SIZES = [(1, 1), (2, 3, 1), (2, 4, 4, 2)]


def rng() -> np.random.Generator:
    return np.random.default_rng(0)


def dense(gradient, theta: np.ndarray) -> np.ndarray:
    """The Hessian a column at a time, along the unit vectors, by one-sided Richardson differences of their own."""
    columns = []
    for unit in np.eye(len(theta)):
        wide, narrow = (
            (np.array(gradient(theta + h * unit)) - np.array(gradient(theta - h * unit))) / (2 * h)
            for h in (2e-3, 1e-3)
        )
        columns.append((4 * narrow - wide) / 3)
    hessian = np.array(columns)
    return (hessian + hessian.T) / 2


def network(sizes: tuple[int, ...], loss: str = "squared"):
    """The gradient of a small network's loss on some data, and a θ."""
    net = Network(sizes, "tanh")
    x, y = rng().normal(size=(12, sizes[0])), rng().normal(size=(12, sizes[-1]))
    if loss == "cross_entropy":
        y = np.eye(sizes[-1])[y.argmax(axis=-1)] if sizes[-1] > 1 else (y > 0).astype(float)
    return lambda theta: net.gradient(theta, x, y, LOSSES[loss]), net.init(rng())


@pytest.mark.parametrize("name", LANDSCAPES)
def test_the_product_is_the_hessian_times_the_vector_on_a_landscape(name: str) -> None:
    ground, v = LANDSCAPES[name], np.array([0.3, -2.0])
    theta = np.array(ground.start)
    expected = ground.hessian(theta) @ v
    np.testing.assert_allclose(
        hessian_vector_product(ground.gradient, theta, v), expected, rtol=1e-6, atol=1e-6 * np.abs(expected).max()
    )


@pytest.mark.parametrize("name", LANDSCAPES)
def test_the_largest_eigenvalue_of_a_landscape_is_the_one_of_its_hessian(name: str) -> None:
    ground = LANDSCAPES[name]
    for theta in (np.array(ground.start), np.array(ground.minima[0])):
        expected = np.linalg.eigvalsh(ground.hessian(theta))[-1]
        assert largest_eigenvalue(ground.gradient, theta, rng()) == pytest.approx(expected, rel=1e-5, abs=1e-6)


@pytest.mark.parametrize("loss", ["squared", "cross_entropy"])
@pytest.mark.parametrize("sizes", SIZES, ids=str)
def test_the_largest_eigenvalue_of_a_network_is_the_one_of_its_dense_hessian(sizes, loss: str) -> None:
    gradient, theta = network(sizes, loss)
    expected = np.linalg.eigvalsh(dense(gradient, theta))[-1]
    assert largest_eigenvalue(gradient, theta, rng()) == pytest.approx(expected, rel=1e-5)


def test_where_the_sharpest_bend_is_downward_the_largest_is_still_found() -> None:
    bends = np.array([-9.0, 2.0, 1.0])
    assert largest_eigenvalue(lambda theta: bends * theta, np.ones(3), rng()) == pytest.approx(2, rel=1e-5)
    assert largest_eigenvalue(lambda theta: -(bends[:1] ** 2) * theta, np.ones(1), rng()) == pytest.approx(
        -81, rel=1e-6
    )


def test_a_flat_place_has_no_curvature() -> None:
    assert largest_eigenvalue(np.zeros_like, np.ones(3), rng()) == 0
    assert hessian_vector_product(lambda theta: theta, np.ones(3), np.zeros(3)).tolist() == [0, 0, 0]


def test_a_gradient_that_comes_in_one_buffer_does_no_harm() -> None:
    buffer = np.empty(2)

    def gradient(theta: np.ndarray) -> np.ndarray:
        buffer[:] = [3, 5] * theta
        return buffer

    np.testing.assert_allclose(hessian_vector_product(gradient, np.ones(2), np.array([1.0, 1.0])), [3, 5])


@pytest.mark.parametrize("theta", [np.ones(2, np.float32), np.ones((1, 2))], ids=["float32", "matrix"])
def test_anything_but_a_float64_vector_is_a_clear_error(theta: np.ndarray) -> None:
    with pytest.raises(ValueError, match="float64 vector"):
        hessian_vector_product(lambda at: at, theta, theta)
