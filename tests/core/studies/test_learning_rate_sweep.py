"""The learning rate's numbers, each got another way than the page gets it."""

import contextlib
import io
from dataclasses import replace

import numpy as np
import pytest

from dlcore.export.descent_programs import curve_program
from dlcore.optimization.curvature import largest_eigenvalue
from dlcore.optimization.curves import CURVES, curve_formula, parabola
from dlcore.studies import learning_rate_sweep
from dlcore.training.training import prepare, record

WELLS = ("double_well", "trap", "bumpy")


def line(seed: int):
    experiment = replace(learning_rate_sweep.MODELS["line"], seed=seed)
    return experiment, learning_rate_sweep.objective("line", experiment=experiment)


def brackets(measured: tuple[float, float], predicted: float) -> bool:
    return measured[0] * (1 - 1e-9) <= predicted <= measured[1] * (1 + 1e-9)


@pytest.mark.parametrize("curvature", [0.5, 1.0, 1.5, 2.0, 3.7, 5.0])
def test_on_a_parabola_the_measured_limit_brackets_two_over_the_curvature(curvature: float) -> None:
    assert brackets(
        learning_rate_sweep.sweep(learning_rate_sweep.objective("parabola", curvature)).limit, 2 / curvature
    )


@pytest.mark.parametrize("seed", range(20))
def test_on_a_line_the_measured_limit_brackets_two_over_the_largest_eigenvalue(seed: int) -> None:
    experiment, goal = line(seed)
    x = prepare(experiment)[1].x
    design = np.concatenate([x, np.ones_like(x)], axis=1)
    limit = 2 / np.linalg.eigvalsh(2 / len(x) * design.T @ design)[-1]
    assert brackets(learning_rate_sweep.sweep(goal).limit, limit)
    assert 2 / learning_rate_sweep.sharpness(goal, goal.start) == pytest.approx(limit, rel=1e-3)


@pytest.mark.parametrize("seed", range(3))
def test_the_sharpness_of_the_network_is_that_of_its_dense_hessian(seed: int) -> None:
    goal = learning_rate_sweep.objective(
        "network", experiment=replace(learning_rate_sweep.MODELS["network"], seed=seed)
    )
    for theta in (goal.start, learning_rate_sweep.descend_once(goal, 0.1, 60, "constant").theta[-1]):
        columns = [(goal.gradient(theta + 1e-5 * e) - goal.gradient(theta - 1e-5 * e)) / 2e-5 for e in np.eye(13)]
        dense = (np.array(columns) + np.array(columns).T) / 2
        assert learning_rate_sweep.sharpness(goal, theta) == pytest.approx(np.linalg.eigvalsh(dense)[-1], rel=1e-3)


@pytest.mark.parametrize("name", ["parabola", *WELLS, "line", "network"])
def test_every_run_of_a_sweep_is_the_one_made_alone(name: str) -> None:
    goal = learning_rate_sweep.objective(name, experiment=learning_rate_sweep.MODELS.get(name))
    found = learning_rate_sweep.sweep(goal)
    for k in range(0, 51, 7):
        alone = learning_rate_sweep.descend_once(goal, float(found.rate[k]), 100, "constant")
        assert found.diverged_at[k] == alone.diverged_at
        if found.regime[k] != 2 or name in ("parabola", "line"):  # on bumpy ground rounding decides where a run leaps
            assert found.last[k] == pytest.approx(alone.loss[-1], rel=1e-6, abs=1e-12)


def test_the_regimes_of_a_parabola_are_those_of_its_factor() -> None:
    rate = np.array([0.001, 0.01, 0.5, 0.99, 1.01, 1.9, 1.99, 2.01, 2.5, 90])
    found = learning_rate_sweep.sweep(learning_rate_sweep.objective("parabola", 1.0), rates=rate)
    assert [learning_rate_sweep.REGIMES[index] for index in found.regime] == [
        *["crawls"] * 2,
        *["settles"] * 2,
        *["oscillates"] * 3,
        *["diverges"] * 3,
    ]


def test_a_sweep_without_a_limit_says_so() -> None:
    goal = learning_rate_sweep.objective("parabola", 1.0)
    assert learning_rate_sweep.sweep(goal, rates=np.array([0.1, 0.2])).limit == (0.2, np.inf)
    assert learning_rate_sweep.sweep(goal, rates=np.array([3.0, 4.0])).limit == (0.0, 3.0)


@pytest.mark.parametrize("name", learning_rate_sweep.MODELS)
def test_the_film_of_a_model_is_the_one_that_training_makes(name: str) -> None:
    experiment = replace(learning_rate_sweep.MODELS[name], learning_rate=0.2, epochs=40, schedule="cosine", seed=3)
    run = learning_rate_sweep.descend_once(
        learning_rate_sweep.objective(name, experiment=experiment), 0.2, 40, "cosine"
    )
    film = record(experiment)
    np.testing.assert_allclose(run.theta[film.step], film.theta, rtol=1e-9, atol=1e-12)
    np.testing.assert_allclose(run.loss[film.step], film.train_loss, rtol=1e-9)


@pytest.mark.parametrize("name", WELLS)
@pytest.mark.parametrize("noise", [0.0, 1.0])
def test_who_arrives_is_who_a_loop_over_single_numbers_says(name: str, noise: float) -> None:
    curve = CURVES[name]
    found = learning_rate_sweep.arrivals(curve, noise, 5, starts=20, steps=15)
    start_rng, noise_rng = np.random.default_rng(5).spawn(2)
    begin = start_rng.uniform(*curve.extent, (20, 1, 1))[:, 0, 0]
    draws = noise_rng.standard_normal((15, 20, len(found.rate)))
    _, slope = curve_formula(name, 1.0)
    minima, lowest = sorted(curve.minima), curve.minima[0]
    grid = np.linspace(*curve.extent, 4_001)
    place = minima.index(lowest)
    between = [(a, b) for a, b in zip([None, *minima], [*minima, None], strict=True)][place : place + 2]
    ends = [
        inf if None in (a, b) else max(grid[(grid > a) & (grid < b)], key=lambda at: curve.value(np.array([at])))
        for (a, b), inf in zip(between, (-np.inf, np.inf), strict=True)
    ]
    for k in np.flatnonzero(found.rate < 1.1)[::3]:  # at larger rates rounding decides where a run leaps
        reached = 0
        for i in range(20):
            theta, diverged = begin[i], False
            for step in range(15):
                theta -= found.rate[k] * (eval(slope, {"np": np, "theta": theta}) + noise * draws[step, i, k])
                diverged = diverged or not abs(theta) < 1e4
                if diverged:
                    break
            reached += ends[0] < theta < ends[1] and not diverged
        assert found.reached[k] == pytest.approx(reached / 20, abs=1e-9)


def test_tiny_steps_stay_in_the_well_in_which_they_start() -> None:
    for name in WELLS:
        curve = CURVES[name]
        low, high = (np.clip(end, *curve.extent) for end in learning_rate_sweep.basin(curve))
        share = (high - low) / (curve.extent[1] - curve.extent[0])
        spread = np.sqrt(share * (1 - share) / 200)
        assert learning_rate_sweep.arrivals(curve, 0.0, 0).reached[0] == pytest.approx(share, abs=4 * spread)


@pytest.mark.parametrize(
    ("reached", "says"),
    [
        ([0.5, 0.5, 0.9], "helps"),
        ([0.5, 0.2, 0.5], "hurts"),
        ([0.5, 0.9, 0.2], "both"),
        ([0.5, 0.52, 0.47], "neither"),
    ],
)
def test_the_verdict_says_what_the_shares_say(reached: list[float], says: str) -> None:
    found = learning_rate_sweep.Arrivals(
        np.array([0.1, 1.0, 10.0, 100.0]), np.array([*reached, 0.0]), np.array([0, 0, 0, 1.0])
    )
    assert learning_rate_sweep.verdict(found).says == says
    assert learning_rate_sweep.verdict(found).best == max(reached)


def test_a_range_test_is_a_product_of_factors_on_a_parabola() -> None:
    rate, loss = learning_rate_sweep.range_test(learning_rate_sweep.objective("parabola", 1.0))
    np.testing.assert_allclose(rate, np.geomspace(1e-3, 100, 100)[: len(rate)], rtol=1e-12)
    theta = -1.6 * np.concatenate([[1.0], np.cumprod(1 - rate[:-1])])
    np.testing.assert_allclose(loss, theta**2 / 2, rtol=1e-9)
    assert len(rate) < 100
    assert np.isfinite(loss).all()


@pytest.mark.parametrize("rate", [0.01, 0.3, 1.0, 1.9, 2.0, 2.5])
def test_the_word_for_a_factor_is_what_the_distance_does(rate: float) -> None:
    run = learning_rate_sweep.descend_once(learning_rate_sweep.objective("parabola", 1.0), rate, 2, "constant")
    first, second = run.theta[:2, 0]
    value, word = learning_rate_sweep.factor(rate, 1.0)
    assert second == pytest.approx(value * first)
    expected = "exact" if second == 0 else "edge" if second == -first else "same" if second * first > 0 else "swing"
    assert word == ("out" if abs(second) > abs(first) else expected)


@pytest.mark.parametrize("name", CURVES)
def test_the_formula_of_a_curve_is_the_curve(name: str) -> None:
    curve = parabola(2.5) if name == "parabola" else CURVES[name]
    value, slope = curve_formula(name, 2.5)
    theta = np.linspace(-3, 3, 25)
    np.testing.assert_allclose(eval(value), curve.value(theta[:, None]), rtol=1e-12, atol=1e-13)
    np.testing.assert_allclose(eval(slope), curve.slope(theta), rtol=1e-12, atol=1e-13)


@pytest.mark.parametrize("name", CURVES)
def test_the_program_prints_the_steps_of_the_film(name: str) -> None:
    run = learning_rate_sweep.descend_once(learning_rate_sweep.objective(name, 2.5), 0.2, 12, "cosine")
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(curve_program(name, 2.5, run), {})
    rows = np.array([[float(word) for word in row.split()] for row in printed.getvalue().splitlines()])
    np.testing.assert_allclose(rows, np.c_[np.arange(13), run.theta[:, 0], run.loss], rtol=1e-9, atol=1e-13)


def test_power_iteration_agrees_with_the_curvature_of_a_curve() -> None:
    for curve in CURVES.values():
        bottom = np.array([curve.minima[0]])
        found = largest_eigenvalue(curve.slope, bottom, np.random.default_rng(0))
        assert 2 / found == pytest.approx(curve.limit, rel=1e-5)
