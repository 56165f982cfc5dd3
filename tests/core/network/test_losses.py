import numpy as np
import pytest
from scipy.special import huber as scipy_huber
from sklearn.metrics import hinge_loss, log_loss, mean_absolute_error, mean_squared_error

from dlcore.gradients.gradcheck import numerical_gradient, relative_error
from dlcore.network.losses import LOSSES

RNG = np.random.default_rng(5)
SCORE = RNG.normal(size=(12, 1)) * 2
NUMBERS = RNG.normal(size=(12, 1))
CLASSES = np.arange(12)[:, None] % 2.0
SCORES = RNG.normal(size=(12, 4)) * 2
ONE_HOT = np.eye(4)[np.arange(12) % 4]

ORACLES = {
    "squared": lambda: mean_squared_error(NUMBERS, SCORE),
    "absolute": lambda: mean_absolute_error(NUMBERS, SCORE),
    "huber": lambda: scipy_huber(1.0, SCORE - NUMBERS).mean(),
    "cross_entropy": lambda: log_loss(CLASSES, 1 / (1 + np.exp(-SCORE))),
    "hinge": lambda: hinge_loss(CLASSES[:, 0], SCORE[:, 0]),
}


@pytest.mark.parametrize("name", LOSSES)
def test_value_is_what_scipy_or_scikit_learn_says(name):
    y = CLASSES if "regression" not in LOSSES[name].tasks else NUMBERS
    np.testing.assert_allclose(LOSSES[name].value(SCORE, y), ORACLES[name](), rtol=1e-12)


def test_cross_entropy_of_several_outputs_is_log_loss_of_the_softmax():
    p = np.exp(SCORES) / np.exp(SCORES).sum(axis=1, keepdims=True)
    np.testing.assert_allclose(LOSSES["cross_entropy"].value(SCORES, ONE_HOT), log_loss(ONE_HOT, p), rtol=1e-12)
    np.testing.assert_allclose(LOSSES["cross_entropy"].link(SCORES), p, rtol=1e-12)


@pytest.mark.parametrize(("score", "y"), [(SCORE, CLASSES), (SCORES, ONE_HOT)], ids=["one output", "four outputs"])
@pytest.mark.parametrize("name", LOSSES)
def test_grad_is_the_numerical_gradient(name, score, y):
    loss = LOSSES[name]
    numerical = numerical_gradient(lambda flat: float(loss.value(flat.reshape(score.shape), y)), score.ravel())
    assert relative_error(loss.grad(score, y).ravel(), numerical) < 1e-6


@pytest.mark.parametrize("name", LOSSES)
def test_leading_axes_are_losses_side_by_side(name):
    scores = np.stack([SCORE, SCORE + 1, -SCORE])
    value, grad = LOSSES[name].value(scores, CLASSES), LOSSES[name].grad(scores, CLASSES)
    assert value.shape == (3,)
    for k in range(3):
        np.testing.assert_array_equal(value[k], LOSSES[name].value(scores[k], CLASSES))
        np.testing.assert_array_equal(grad[k], LOSSES[name].grad(scores[k], CLASSES))


@pytest.mark.parametrize("name", LOSSES)
def test_half_is_the_class_boundary_of_a_link_and_it_rises(name):
    link = LOSSES[name].link(np.linspace(-3, 3, 13)[:, None])[:, 0]
    assert np.all(np.diff(link) > 0)
    boundary = {"cross_entropy": 0.0, "hinge": 0.0}.get(name, 0.5)
    assert LOSSES[name].link(np.array([[boundary]]))[0, 0] == 0.5


def test_scores_of_a_million_give_finite_cross_entropy():
    score = np.array([[1e6], [-1e6]])
    y = np.array([[0.0], [0.0]])
    assert LOSSES["cross_entropy"].value(score, y) == 5e5
    several = LOSSES["cross_entropy"].value(np.array([[1e6, 0.0, -1e6]]), np.array([[0.0, 0.0, 1.0]]))
    assert several == 2e6
