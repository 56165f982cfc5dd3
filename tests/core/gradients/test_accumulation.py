import numpy as np
import pytest
import scipy.linalg

from dlcore.gradients.accumulation import TASKS, Uncleared, with_and_without
from dlcore.optimization.descent import descend_path
from dlcore.optimization.optimizers import Momentum, Sgd


@pytest.mark.parametrize("strength", [0.1, 1.0, 3.9])
def test_on_a_bowl_the_uncleared_run_swings_for_ever_as_a_cosine(strength):
    # θ_{t+1} − 2θ_t + θ_{t−1} = −ηλ θ_t with θ_{−1} = θ_0 is solved by a cosine about t = −½.
    trajectory = descend_path(lambda theta: strength * theta, Uncleared(), np.array([1.0]), 1.0, 300)
    omega = np.arccos(1 - strength / 2)
    expected = np.cos(omega * (np.arange(301) + 0.5)) / np.cos(omega / 2)
    np.testing.assert_allclose(trajectory.theta[:, 0], expected, atol=1e-9)


def test_above_four_over_the_curvature_it_diverges():
    assert descend_path(lambda theta: 4.1 * theta, Uncleared(), np.array([1.0]), 1.0, 300).diverged_at > 0


def test_it_is_momentum_that_forgets_nothing():
    def gradient(theta):
        return np.sin(theta) + 0.1 * theta

    almost = descend_path(gradient, Momentum(momentum=1 - 1e-12), np.array([2.0, -1.0]), 0.1, 50).theta
    uncleared = descend_path(gradient, Uncleared(), np.array([2.0, -1.0]), 0.1, 50).theta
    np.testing.assert_allclose(uncleared, almost, atol=1e-8)


@pytest.mark.parametrize("task", TASKS)
def test_the_first_two_losses_are_the_same_and_the_third_is_not(task):
    cleared, uncleared = with_and_without(task, 0.1, 5, 0)
    np.testing.assert_array_equal(cleared.loss[:2], uncleared.loss[:2])
    assert cleared.loss[2] != uncleared.loss[2]


def test_the_cleared_line_ends_at_its_least_squares_fit_and_the_uncleared_one_does_not_rest():
    from dlcore.data.datasets import DATASETS

    data = DATASETS["line"](60, TASKS["line"].noise, np.random.default_rng(0).spawn(2)[0])
    design = np.hstack([data.x, np.ones_like(data.x)])
    best = np.mean((design @ scipy.linalg.lstsq(design, data.y)[0] - data.y) ** 2)
    cleared, uncleared = with_and_without("line", 0.1, 200, 0)
    assert cleared.rises == 0
    assert cleared.loss[-1] == pytest.approx(best, rel=1e-2)
    assert uncleared.loss[-50:].max() > 1.5 * best
    assert uncleared.rises > 50


@pytest.mark.parametrize("rate", [0.001, 10.0])
@pytest.mark.parametrize("task", TASKS)
def test_a_run_that_diverges_ends_and_every_loss_is_a_number(task, rate):
    for run in with_and_without(task, rate, 100, 1):
        assert np.all(np.isfinite(run.loss))
        assert len(run.loss) == (run.diverged_at or 101)


def test_an_unknown_task_is_named():
    with pytest.raises(ValueError, match="no task named 'mnist'"):
        with_and_without("mnist", 0.1, 5, 0)


def test_the_cleared_run_is_plain_gradient_descent():
    trajectory = descend_path(lambda theta: 2 * theta, Sgd(), np.array([1.0]), 0.1, 10)
    np.testing.assert_allclose(trajectory.theta[:, 0], 0.8 ** np.arange(11))
