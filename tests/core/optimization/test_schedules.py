"""Schedules: what factor the learning rate has, where."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dlcore.optimization.schedules import SCHEDULES

names = pytest.mark.parametrize("name", SCHEDULES)


@names
@given(steps=st.integers(1, 10_000), at=st.integers(0, 30_000))
def test_every_factor_lies_between_zero_and_one(name: str, steps: int, at: int) -> None:
    assert 0 <= SCHEDULES[name](at, steps) <= 1


@names
@pytest.mark.parametrize("steps", [1, 2, 3, 10, 997])
def test_an_array_of_steps_gets_what_each_step_gets(name: str, steps: int) -> None:
    schedule = SCHEDULES[name]
    grid = np.arange(2 * steps).reshape(2, steps)
    one_by_one = [[schedule(int(at), steps) for at in row] for row in grid]
    np.testing.assert_array_equal(schedule(grid, steps), one_by_one)


@names
def test_every_schedule_but_warmup_starts_at_one_and_never_rises(name: str) -> None:
    factors = SCHEDULES[name](np.arange(1000), 1000)
    if name == "warmup":
        factors = factors[::-1]
    assert factors[0] == 1
    assert (np.diff(factors) <= 0).all()


def test_constant_stays_at_one() -> None:
    assert set(SCHEDULES["constant"](np.arange(50), 50)) == {1.0}


def test_step_has_three_stairs_of_a_third_each() -> None:
    np.testing.assert_allclose(SCHEDULES["step"](np.arange(12), 9), [1] * 3 + [0.1] * 3 + [0.01] * 6)


def test_the_inverse_of_inverse_time_rises_evenly_to_ten() -> None:
    inverse = 1 / SCHEDULES["inverse_time"](np.arange(901), 900)
    np.testing.assert_allclose(inverse, np.linspace(1, 10, 901))


def test_cosine_is_half_at_half_time_and_zero_at_the_end() -> None:
    half_root = np.sqrt(0.5)
    expected = [1, (1 + half_root) / 2, 0.5, (1 - half_root) / 2, 0, 0]
    np.testing.assert_allclose(SCHEDULES["cosine"]([0, 25, 50, 75, 100, 150], 100), expected)


def test_cosine_falls_as_much_before_a_moment_as_after_its_mirror() -> None:
    factors = SCHEDULES["cosine"](np.arange(101), 100)
    np.testing.assert_allclose(factors + factors[::-1], 1)


def test_warmup_rises_evenly_over_a_tenth_and_stays() -> None:
    np.testing.assert_allclose(SCHEDULES["warmup"](np.arange(50), 50), [0.2, 0.4, 0.6, 0.8] + [1] * 46)


@pytest.mark.parametrize("steps", [1, 5, 10])
def test_a_run_too_short_to_warm_up_is_warm_from_the_start(steps: int) -> None:
    assert SCHEDULES["warmup"](0, steps) == 1


def test_warmup_takes_no_first_step_of_zero() -> None:
    assert SCHEDULES["warmup"](0, 1000) == 0.01


@names
def test_no_steps_and_negative_steps_are_clear_errors(name: str) -> None:
    with pytest.raises(ValueError, match="at least 1 step, not 0"):
        SCHEDULES[name](0, 0)
    with pytest.raises(ValueError, match="no step -3"):
        SCHEDULES[name]([0, -3], 10)


def test_an_unknown_schedule_is_a_clear_error() -> None:
    with pytest.raises(ValueError, match="no schedule named 'cosin'; known are: constant, step, "):
        SCHEDULES["cosin"]
