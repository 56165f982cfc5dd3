"""Bias, variance and noise: each against a closed form, and their sum against an error measured apart."""

from dataclasses import replace

import numpy as np
import pytest

from dlcore.generalization.ensemble import (
    GRID,
    GRID_WEIGHTS,
    LADDERS,
    Parts,
    capacities,
    jackknife,
    parts,
    predict,
    refit,
    running,
)
from dlcore.generalization.samples import FRESH, TRUTHS, Setting, draw, spread_out

MODELS = {"polynomial": (1, 5, 9), "neighbours": (20, 4, 1), "ridge": (10.0, 0.1), "network": (2, 6)}
CASES = [(model, capacity) for model, chosen in MODELS.items() for capacity in chosen]
FEW = {"network": 60}


def setting(model: str = "polynomial", **values) -> Setting:
    return Setting(model=model, replications=FEW.get(model, 200), **values)


@pytest.mark.parametrize("truth", TRUTHS)
@pytest.mark.parametrize(("model", "capacity"), CASES)
def test_the_parts_sum_to_the_error_of_other_refits_on_fresh_examples(truth: str, model: str, capacity: float) -> None:
    here = refit(setting(model, truth=truth), capacity)[0]
    apart = refit(setting(model, truth=truth, seed=77), capacity)[0]
    spread = np.hypot(np.hypot(here.bias_error, here.variance_error), apart.test_error)
    assert abs(apart.test - here.total) < 4 * spread
    assert abs(here.test - here.total) < 4 * here.gap_error


@pytest.mark.parametrize(("model", "capacity"), CASES)
def test_without_noise_the_test_error_is_bias_and_variance_alone(model: str, capacity: float) -> None:
    found = refit(setting(model, noise=0.0), capacity)[0]
    assert found.noise == 0
    assert abs(found.test - found.bias - found.variance) < 4 * found.gap_error


def test_the_two_parts_sum_to_the_mean_squared_error_to_the_last_digits() -> None:
    errors = np.random.default_rng(0).standard_normal((7, 64)) + 3
    found = parts(errors.sum(axis=0), (errors**2).sum(axis=0), 7)
    assert found.bias + found.variance == pytest.approx((errors**2).mean(axis=0) @ GRID_WEIGHTS, rel=1e-12)
    assert found.variance == pytest.approx(errors.var(axis=0, ddof=1) @ GRID_WEIGHTS, rel=1e-12)


def test_bias_squared_is_not_too_large_for_few_refits() -> None:
    rng = np.random.default_rng(1)
    found = []
    for _ in range(4000):
        errors = rng.standard_normal((3, 64)) + 0.5
        found.append(parts(errors.sum(axis=0), (errors**2).sum(axis=0), 3).bias)
    assert np.mean(found) == pytest.approx(0.25, abs=4 * np.std(found) / 4000**0.5)


@pytest.mark.parametrize("n", [5, 20, 100])
def test_a_constant_has_the_bias_and_the_variance_that_one_can_write_down(n: int) -> None:
    found = refit(setting(n=n), 0)[0]
    fine = -1 + 2 * (np.arange(n * 4000) + 0.5) / (n * 4000)
    within = np.sin(np.pi * fine).reshape(n, 4000).var(axis=1).sum() / n**2
    assert found.bias == pytest.approx(0.5, abs=4 * found.bias_error + 1e-6)
    assert found.variance == pytest.approx(0.3**2 / n + within, abs=4 * found.variance_error)


def test_all_neighbours_are_a_constant() -> None:
    one, other = refit(setting("neighbours"), 20)[0], refit(setting(), 0)[0]
    assert (one.bias, one.variance, one.test) == pytest.approx((other.bias, other.variance, other.test))


def test_a_straight_line_through_a_wave_misses_what_its_projection_misses() -> None:
    assert refit(setting(n=200), 1)[0].bias == pytest.approx(1 / 2 - 3 / np.pi**2, abs=2e-4)


@pytest.mark.parametrize("degree", [1, 4, 9])
def test_with_many_examples_each_coefficient_costs_its_share_of_the_noise(degree: int) -> None:
    found = refit(setting(n=200, truth="line"), degree)[0]
    assert abs(found.bias) < 4 * found.bias_error + 1e-6
    assert found.variance == pytest.approx((degree + 1) * 0.3**2 / 200, rel=0.02, abs=4 * found.variance_error)


def test_the_training_error_is_short_of_the_noise_by_the_share_of_the_coefficients() -> None:
    found = refit(setting(n=20, truth="line"), 4)[0]
    assert found.train == pytest.approx(0.3**2 * (1 - 5 / 20), rel=0.05)
    assert found.test > 0.3**2 > found.train


def test_the_standard_errors_are_those_of_leaving_each_out_in_turn() -> None:
    errors = np.random.default_rng(2).standard_normal((9, 64)) + 1
    left = []
    for r in range(9):
        others = np.delete(errors, r, axis=0)
        variance = others.var(axis=0, ddof=1)
        left.append(((others.mean(axis=0) ** 2 - variance / 8) @ GRID_WEIGHTS, variance @ GRID_WEIGHTS))
    expected = np.sqrt(8 / 9 * ((left - np.mean(left, axis=0)) ** 2).sum(axis=0))
    np.testing.assert_allclose(jackknife(errors), expected, rtol=1e-9)


def test_the_standard_errors_are_the_spread_over_many_ensembles() -> None:
    found = [refit(setting("neighbours", seed=seed), 6)[0] for seed in range(150)]
    for name in ("bias", "variance", "test"):
        spread = np.std([getattr(one, name) for one in found], ddof=1)
        told = np.mean([getattr(one, f"{name}_error") for one in found])
        assert told == pytest.approx(spread, rel=0.25), name  # a spread of 150 is known to 6 %


def test_two_refits_cannot_tell_their_error() -> None:
    assert jackknife(np.ones((2, 64))) == Parts(np.inf, np.inf)
    assert np.isfinite(refit(Setting(replications=2), 3)[0].total)


def test_the_places_of_the_grid_integrate_every_polynomial_of_the_sweep() -> None:
    for power in range(2 * 15 + 1):
        assert GRID_WEIGHTS @ GRID**power == pytest.approx((1 + (-1) ** power) / (power + 1) / 2, abs=1e-14)


def test_every_stretch_has_one_example_anywhere_in_it() -> None:
    x = spread_out(7, 3000, np.random.default_rng(0))
    places = (x + 1) / 2 * 7 - np.arange(7)
    assert (places >= 0).all()
    assert (places < 1).all()
    assert places.mean() == pytest.approx(0.5, abs=4 * (1 / 12 / places.size) ** 0.5)


def test_samples_do_not_depend_on_what_is_fitted_to_them() -> None:
    first, second = draw(Setting()), draw(Setting(model="network", epochs=3))
    for one, other in zip(first, second, strict=True):
        np.testing.assert_array_equal(one, other)
    assert first.test_x.shape == (200, FRESH)
    assert not np.isin(first.test_x, first.x).any()


def test_a_running_mean_and_band_are_those_of_the_refits_so_far() -> None:
    curves = 1e6 + np.random.default_rng(4).standard_normal((6, 64))
    mean, spread = running(curves)
    for t in range(6):
        np.testing.assert_allclose(mean[t], curves[: t + 1].mean(axis=0))
        expected = curves[: t + 1].std(axis=0, ddof=1) if t else np.zeros(64)
        np.testing.assert_allclose(spread[t], expected, rtol=1e-6, atol=1e-12)


def test_the_share_of_the_worst_refit_is_told() -> None:
    found = refit(setting(), 14)[0]
    own = (predict(setting(), draw(setting()), np.broadcast_to(GRID, (200, 64)), 14) - np.sin(np.pi * GRID)) ** 2
    per_refit = own @ GRID_WEIGHTS
    assert found.largest == pytest.approx(per_refit.max() / per_refit.sum())


def test_there_are_never_more_neighbours_than_examples() -> None:
    assert capacities(Setting(model="neighbours", n=10)) == (10, 8, 6, 5, 4, 3, 2, 1)
    assert capacities(Setting(model="neighbours", n=200))[0] == 200
    assert capacities(Setting(model="polynomial")) == LADDERS["polynomial"]


@pytest.mark.parametrize("values", [{"noise": -1.0}, {"noise": np.nan}, {"n": 1}, {"replications": 1}, {"epochs": 0}])
def test_settings_out_of_range_are_refused_in_a_sentence(values: dict) -> None:
    with pytest.raises(ValueError, match="at least"):
        replace(Setting(), **values)


@pytest.mark.parametrize("name", ["truth", "model"])
def test_unknown_names_are_refused_in_a_sentence(name: str) -> None:
    with pytest.raises(ValueError, match="known are"):
        replace(Setting(), **{name: "x"})


@pytest.mark.parametrize(
    ("model", "capacity"), [("neighbours", 21), ("neighbours", 0), ("polynomial", 1.5), ("ridge", 0), ("network", 0)]
)
def test_impossible_capacities_are_refused_in_a_sentence(model: str, capacity: float) -> None:
    with pytest.raises(ValueError, match="cannot have capacity"):
        refit(Setting(model=model), capacity)[0]
