"""The numerical gradient, held against gradients known in closed form."""

import numpy as np
import pytest

from dlcore.gradients.gradcheck import numerical_gradient, relative_error

A = np.random.default_rng(0).normal(size=(5, 5))
THETA = np.array([0.3, -1.2, 2.0, 0.0, -0.7])

KNOWN = {
    "linear": (lambda theta: A[0] @ theta, lambda theta: A[0]),
    "quadratic": (lambda theta: theta @ A @ theta, lambda theta: (A + A.T) @ theta),
    "exponential": (lambda theta: np.exp(A[0] @ theta), lambda theta: np.exp(A[0] @ theta) * A[0]),
    "sine": (lambda theta: np.sin(3 * theta).sum(), lambda theta: 3 * np.cos(3 * theta)),
}


@pytest.mark.parametrize("name", KNOWN)
def test_the_numerical_gradient_is_the_known_one(name: str) -> None:
    function, gradient = KNOWN[name]
    assert relative_error(numerical_gradient(function, THETA), gradient(THETA)) < 1e-9


def test_it_holds_for_large_and_small_parameters() -> None:
    theta = np.array([1e8, 1.0, 1e-8])
    np.testing.assert_allclose(numerical_gradient(lambda at: (at**2 / 2)[0], theta), [1e8, 0, 0])
    np.testing.assert_allclose(numerical_gradient(lambda at: at[1] ** 3 + at[2], theta), [0, 3, 1], rtol=1e-8)


def test_a_cubic_shows_the_error_of_the_step_squared() -> None:
    """(f(h) - f(-h)) / 2h of x³ at 0 is h², while its slope there is 0."""
    for step in (0.1, 0.01):
        assert numerical_gradient(lambda at: at[0] ** 3, np.zeros(1), step)[0] == pytest.approx(step**2)


def test_a_step_that_rounding_changes_is_measured_as_it_came_out() -> None:
    assert numerical_gradient(lambda at: at[0], np.array([1e8]), 1e-7)[0] == 1


def test_theta_stays_as_it_was() -> None:
    theta = THETA.copy()
    numerical_gradient(lambda at: (at**2).sum(), theta)
    np.testing.assert_array_equal(theta, THETA)


def test_a_function_may_give_an_array_of_no_axes() -> None:
    np.testing.assert_allclose(numerical_gradient(lambda at: np.asarray(at.sum()), THETA), 1)


@pytest.mark.parametrize(
    "theta", [THETA.astype(np.float32), np.arange(5), THETA[None]], ids=["float32", "int", "matrix"]
)
def test_anything_but_a_float64_vector_is_a_clear_error(theta: np.ndarray) -> None:
    with pytest.raises(ValueError, match="checked at a float64 vector, not at"):
        numerical_gradient(lambda at: at.sum(), theta)


@pytest.mark.parametrize("step", [0.0, -1e-3, float("nan")])
def test_a_step_that_is_not_positive_is_a_clear_error(step: float) -> None:
    with pytest.raises(ValueError, match="step must be positive"):
        numerical_gradient(lambda at: at.sum(), THETA, step)


def test_the_relative_error_knows_its_landmarks() -> None:
    one = np.array([3.0, 4.0])
    assert relative_error(one, one) == 0
    assert relative_error(one, -one) == 2
    assert relative_error(one, 0 * one) == 1
    assert relative_error(0 * one, 0 * one) == 0
    assert relative_error(one, 1.01 * one) == pytest.approx(0.01 / 1.01)


def test_the_relative_error_forgets_the_unit() -> None:
    a, b = A[0], A[0] + 0.01 * A[1]
    assert relative_error(1e-12 * a, 1e-12 * b) == pytest.approx(relative_error(a, b))
