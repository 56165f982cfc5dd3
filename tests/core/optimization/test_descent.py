"""Descent of many points at once: closed forms, each as if it were alone, and what happens to those that blow up."""

import numpy as np
import pytest

from dlcore.optimization.curves import CURVES, parabola
from dlcore.optimization.descent import descend_path
from dlcore.optimization.landscapes import LANDSCAPES, quadratic
from dlcore.optimization.optimizers import OPTIMIZERS
from dlcore.optimization.schedules import SCHEDULES

SGD = OPTIMIZERS["sgd"]()
names = pytest.mark.parametrize("name", OPTIMIZERS)


def test_each_step_on_a_parabola_multiplies_by_one_minus_rate_times_curvature() -> None:
    rates = np.array([[0.1], [0.5], [0.9], [1.0]])
    trajectory = descend_path(parabola(2.0).slope, SGD, np.array([-1.6]), rates, 30)
    expected = -1.6 * (1 - 2 * rates) ** np.arange(31)[:, None, None]
    np.testing.assert_allclose(trajectory.theta, expected, rtol=1e-12, atol=1e-15)
    assert not trajectory.diverged_at.any()


def test_on_a_bowl_every_direction_shrinks_by_its_own_factor() -> None:
    trajectory = descend_path(quadratic(10).gradient, SGD, np.array([1.0, -0.8]), 0.15, 40)
    expected = (1 - 0.15 * np.array([1.0, 10.0])) ** np.arange(41)[:, None] * [1.0, -0.8]
    np.testing.assert_allclose(trajectory.theta, expected, rtol=1e-12)


@names
def test_runs_on_leading_axes_are_as_each_alone(name: str) -> None:
    ground, optimizer = LANDSCAPES["himmelblau"], OPTIMIZERS[name]()
    starts = np.random.default_rng(0).uniform(-4, 4, (3, 1, 2))
    rates = np.array([[0.001], [0.01], [1000.0]])
    together = descend_path(ground.gradient, optimizer, starts, rates, 25)
    assert together.theta.shape == (26, 3, 3, 2)
    for i, k in np.ndindex(3, 3):
        alone = descend_path(ground.gradient, optimizer, starts[i, 0], float(rates[k, 0]), 25)
        np.testing.assert_allclose(together.theta[:, i, k], alone.theta, rtol=1e-12)
        assert together.diverged_at[i, k] == alone.diverged_at


@names
@pytest.mark.parametrize("ground", LANDSCAPES)
def test_however_large_the_rate_every_number_is_finite(name: str, ground: str) -> None:
    trajectory = descend_path(
        LANDSCAPES[ground].gradient,
        OPTIMIZERS[name](),
        np.array(LANDSCAPES[ground].start),
        np.logspace(-3, 300, 20)[:, None],
        40,
    )
    assert np.isfinite(trajectory.theta).all()
    assert np.isfinite(LANDSCAPES[ground].value(trajectory.theta[:, trajectory.diverged_at == 0])).all()


def test_a_run_that_diverges_stays_where_it_was_last_a_number() -> None:
    trajectory = descend_path(parabola(1.0).slope, SGD, np.array([1.0]), np.array([[3.0], [0.5]]), 40)
    step = int(trajectory.diverged_at[0])
    assert step == np.ceil(np.log2(1e4))
    assert trajectory.theta[step, 0, 0] == 2.0**step
    assert (trajectory.theta[step:, 0] == trajectory.theta[step, 0]).all()
    assert trajectory.diverged_at[1] == 0
    assert trajectory.theta[-1, 1, 0] == 0.5**40


def test_a_landing_that_is_no_number_is_not_taken() -> None:
    trajectory = descend_path(CURVES["double_well"].slope, SGD, np.array([1.7]), 1e300, 5)
    assert trajectory.diverged_at == 1
    assert (trajectory.theta == 1.7).all()


@pytest.mark.parametrize("name", SCHEDULES)
def test_a_schedule_multiplies_the_rate_step_by_step(name: str) -> None:
    schedule, theta = SCHEDULES[name], -1.6
    trajectory = descend_path(parabola(1.0).slope, SGD, np.array([theta]), 0.3, 20, schedule)
    for step in range(20):
        theta *= 1 - 0.3 * float(schedule(step, 20))
        assert trajectory.theta[step + 1, 0] == pytest.approx(theta)


def test_noise_settles_at_the_spread_that_theory_gives() -> None:
    """θ ← (1 - η)θ - ηε on a parabola of curvature 1 has variance η²/(1 - (1 - η)²) = η/(2 - η) in the end."""
    rng = np.random.default_rng(0)
    trajectory = descend_path(parabola(1.0).slope, SGD, np.zeros((4000, 1)), 0.5, 60, noise=1.0, rng=rng)
    expected = 0.5 / 1.5
    assert trajectory.theta[-1].var() == pytest.approx(expected, abs=4 * expected * np.sqrt(2 / 4000))


def test_noise_without_a_generator_is_a_clear_error() -> None:
    with pytest.raises(ValueError, match="give rng"):
        descend_path(parabola(1.0).slope, SGD, np.zeros(1), 0.5, 3, noise=1.0)


def test_no_step_is_just_the_start() -> None:
    start = np.array([1.0])
    trajectory = descend_path(parabola(1.0).slope, SGD, start, 0.5, 0)
    assert trajectory.theta.tolist() == [[1.0]]
    trajectory.theta[:] = 0
    assert start[0] == 1
