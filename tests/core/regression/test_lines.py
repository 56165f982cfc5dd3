"""Lines through points: losses, gradients and best lines, each against a way of its own."""

import contextlib
import io
from itertools import product

import numpy as np
import pytest
from scipy import optimize

from dlcore.export.descent_programs import line_program
from dlcore.gradients.gradcheck import numerical_gradient, relative_error
from dlcore.optimization.curvature import largest_eigenvalue
from dlcore.optimization.descent import descend_path
from dlcore.optimization.optimizers import OPTIMIZERS
from dlcore.registry import UnknownNameError
from dlcore.regression.best_lines import best_line, lines_through_two, reweighted, weighted_line
from dlcore.regression.lines import DISTANCES, NAMES, Measure, each, line_curvature, line_gradient, line_loss, residuals
from dlcore.regression.point_sets import REACH, ROW, SCATTERS, THREE, ten_points

FREE = [(2.7, 1.7), (2.7, -3.0), (-3.0, 3.0), (0.0, -3.0)]
SAMPLES = list(product(SCATTERS, (0, 1), FREE))
MEASURES = [Measure(name, delta, distance) for name in NAMES for delta in (0.1, 0.7) for distance in DISTANCES]
samples = pytest.mark.parametrize(("scatter", "seed", "free"), SAMPLES)
measures = pytest.mark.parametrize("measure", MEASURES, ids=str)


def total(line, x, y, measure: Measure) -> float:
    """The loss point by point, with nothing but arithmetic."""
    a, b = (float(part) for part in line)
    terms = []
    for px, py in zip(x.tolist(), y.tolist(), strict=True):
        size = abs(py - a * px - b) / ((1 + a * a) ** 0.5 if measure.distance == "perpendicular" else 1)
        straight = measure.delta * (size - measure.delta / 2)
        huber = size * size / 2 if size <= measure.delta else straight
        terms.append({"squared": size * size, "absolute": size, "huber": huber}[measure.loss])
    return sum(terms) / len(terms)


@measures
def test_the_loss_is_the_mean_over_the_points(measure: Measure) -> None:
    x, y = ten_points("cloud", 0.5, 3)
    lines = np.random.default_rng(0).uniform(-2.5, 2.5, (4, 5, 2))
    losses = line_loss(lines, x, y, measure)
    assert losses.shape == (4, 5)
    expected = [[total(line, x, y, measure) for line in row] for row in lines]
    np.testing.assert_allclose(losses, expected, rtol=1e-12)


@measures
def test_the_gradient_is_what_differences_say(measure: Measure) -> None:
    x, y = ten_points("cloud", 0.5, 3)
    for line in np.random.default_rng(1).uniform(-2.5, 2.5, (8, 2)):
        expected = numerical_gradient(lambda theta: line_loss(theta, x, y, measure), line)
        assert relative_error(line_gradient(line, x, y, measure), expected) < 1e-6


def test_a_perpendicular_residual_is_the_distance_to_the_nearest_point_of_the_line() -> None:
    a, b, px, py = -1.3, 0.4, 2.0, 1.1
    along = np.linspace(-5, 5, 200_001)
    nearest = np.hypot(along - px, a * along + b - py).min()
    found = residuals(np.array([a, b]), np.array([px]), np.array([py]), "perpendicular")[0]
    assert found == pytest.approx(nearest, abs=1e-8)
    assert found > 0


@samples
def test_the_squared_line_is_that_of_lstsq(scatter, seed, free) -> None:
    x, y = ten_points(scatter, 0.4, seed, free)
    expected = np.linalg.lstsq(np.stack([x, np.ones(10)], axis=1), y, rcond=None)[0]
    np.testing.assert_allclose(best_line(x, y, Measure("squared")), expected, rtol=1e-12, atol=1e-14)


@samples
def test_the_absolute_line_is_that_of_linear_programming(scatter, seed, free) -> None:
    x, y = ten_points(scatter, 0.4, seed, free)
    # Least Σ u + v with y − (a·x + b) = u − v and u, v ≥ 0.
    equal = np.hstack([np.stack([x, np.ones(10)], axis=1), np.eye(10), -np.eye(10)])
    bounds = [(None, None)] * 2 + [(0, None)] * 20
    program = optimize.linprog(np.r_[0, 0, np.ones(20)], A_eq=equal, b_eq=y, bounds=bounds)
    best = best_line(x, y, Measure("absolute"))
    assert line_loss(best, x, y, Measure("absolute")) == pytest.approx(program.fun / 10, rel=1e-9)
    assert np.sum(np.abs(residuals(best, x, y)) < 1e-12) >= 2


@samples
@pytest.mark.parametrize("delta", [0.1, 0.5, 3.0])
def test_the_huber_line_is_that_of_a_general_solver(scatter, seed, free, delta) -> None:
    x, y = ten_points(scatter, 0.4, seed, free)
    solved = optimize.least_squares(
        lambda t: y - t[0] * x - t[1], [0, 0], loss="huber", f_scale=delta, ftol=1e-15, xtol=1e-15, gtol=1e-12
    )
    measure = Measure("huber", delta)
    assert line_loss(best_line(x, y, measure), x, y, measure) <= solved.cost / 10 * (1 + 1e-9)
    assert line_loss(best_line(x, y, measure), x, y, measure) == pytest.approx(solved.cost / 10, rel=1e-5)


@samples
def test_the_perpendicular_squared_line_is_the_principal_axis_of_the_singular_values(scatter, seed, free) -> None:
    x, y = ten_points(scatter, 0.4, seed, free)
    points = np.stack([x - x.mean(), y - y.mean()], axis=1)
    _, sizes, axes = np.linalg.svd(points)
    best = best_line(x, y, Measure("squared", distance="perpendicular"))
    assert best[0] == pytest.approx(axes[0, 1] / axes[0, 0], rel=1e-9)
    assert best[1] == pytest.approx(y.mean() - best[0] * x.mean(), rel=1e-9)
    assert line_loss(best, x, y, Measure(distance="perpendicular")) == pytest.approx(sizes[1] ** 2 / 10, rel=1e-9)


@pytest.mark.parametrize("measure", [m for m in MEASURES if m.distance == "perpendicular"], ids=str)
@pytest.mark.parametrize("free", FREE)
def test_no_line_of_a_fine_grid_beats_the_best_perpendicular_one(measure: Measure, free) -> None:
    x, y = ten_points("row", 0.4, 1, free)
    angle = np.linspace(-np.pi / 2, np.pi / 2, 601)[1:-1, None]
    offset = np.linspace(-3, 3, 401)[None]
    across = (np.cos(angle)[..., None] * y - np.sin(angle)[..., None] * x - offset[..., None]).reshape(-1, 10)
    least = each(across, measure).mean(axis=-1).min()
    assert line_loss(best_line(x, y, measure), x, y, measure) <= least


@samples
def test_huber_with_a_large_delta_is_half_the_squared_loss_and_with_a_small_one_the_absolute(
    scatter, seed, free
) -> None:
    x, y = ten_points(scatter, 0.4, seed, free)
    wide = Measure("huber", 100.0)
    np.testing.assert_allclose(best_line(x, y, wide), best_line(x, y, Measure()), rtol=1e-9, atol=1e-12)
    best = best_line(x, y, Measure())
    assert line_loss(best, x, y, wide) == pytest.approx(line_loss(best, x, y, Measure()) / 2, rel=1e-12)
    narrow, absolute = Measure("huber", 0.01), Measure("absolute")
    # |r| − ρ(r)/δ lies between 0 and δ/2, so the best lines' mean |r| differ by δ/2 at most.
    found = line_loss(reweighted(x, y, narrow), x, y, absolute) - line_loss(best_line(x, y, absolute), x, y, absolute)
    assert 0 <= found <= 0.005


def test_an_outlier_moves_the_squared_line_ever_more_and_the_absolute_one_only_at_first() -> None:
    places = [(2.7, y) for y in (1.7, -1.5, -2.0, -2.5, -3.0)]
    for name, stays in (("squared", False), ("absolute", True)):
        slopes = [best_line(*ten_points("cloud", 0.3, 0, place), Measure(name))[0] for place in places]
        assert np.all(np.diff(slopes[:2]) < -0.1)
        assert np.all(np.diff(slopes[1:]) == 0) if stays else np.all(np.diff(slopes[1:]) < -0.02)


def test_all_points_above_each_other_have_no_best_line() -> None:
    x, y = np.zeros(4), np.arange(4.0)
    for measure in MEASURES:
        with pytest.raises(ValueError, match="upright"):
            best_line(x, y, measure)


def test_lines_through_two_points_are_all_of_them() -> None:
    x, y = ten_points("cloud", 0.4, 0)
    lines = lines_through_two(x, y)
    assert len(lines) == 45
    assert np.all((np.abs(residuals(lines, x, y)) < 1e-10).sum(axis=1) >= 2)
    assert len(lines_through_two(np.array([0.0, 0.0, 1.0]), np.arange(3.0))) == 2


def test_equal_weights_are_no_weights() -> None:
    x, y = ten_points("cloud", 0.4, 0)
    for distance in DISTANCES:
        fits = [weighted_line(x, y, np.full(10, weight), distance) for weight in (0.2, 7.0)]
        np.testing.assert_allclose(*fits, rtol=1e-12)


def test_descent_of_the_squared_loss_follows_the_closed_form() -> None:
    x, y = ten_points("cloud", 0.4, 0)
    start, rate, steps = np.array([-1.5, 2.0]), 0.1, 30
    trajectory = descend_path(lambda t: line_gradient(t, x, y, Measure()), OPTIMIZERS["sgd"](), start, rate, steps)
    best, once = best_line(x, y, Measure()), np.eye(2) - rate * line_curvature(x)
    expected = [best + np.linalg.matrix_power(once, t) @ (start - best) for t in range(steps + 1)]
    np.testing.assert_allclose(trajectory.theta, expected, rtol=1e-10)


def test_the_limit_of_the_rate_is_two_over_the_largest_curvature() -> None:
    x, y = ten_points("cloud", 0.4, 0)
    sharpest = np.linalg.eigvalsh(line_curvature(x))[-1]

    def slope(theta):
        return line_gradient(theta, x, y, Measure())

    assert sharpest == pytest.approx(largest_eigenvalue(slope, np.zeros(2), np.random.default_rng(0)), rel=1e-5)
    start = np.array([-1.5, 2.0])
    for factor, grows in ((0.98, False), (1.02, True)):
        trajectory = descend_path(slope, OPTIMIZERS["sgd"](), start, factor * 2 / sharpest, 100)
        distance = np.linalg.norm(trajectory.theta - best_line(x, y, Measure()), axis=1)
        assert (distance[-1] > distance[0]) == grows


@measures
def test_the_program_prints_the_descent(measure: Measure) -> None:
    x, y = ten_points("cloud", 0.4, 0)
    start, rate, steps = (-1.5, 2.0), 0.05, 12
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(line_program(x, y, measure, start, rate, steps), {})
    rows = np.array([[float(word) for word in line.split()] for line in printed.getvalue().splitlines()])
    trajectory = descend_path(
        lambda t: line_gradient(t, x, y, measure), OPTIMIZERS["sgd"](), np.array(start), rate, steps
    )
    np.testing.assert_allclose(rows[:, 1:3], trajectory.theta, rtol=1e-9, atol=1e-12)
    np.testing.assert_allclose(rows[:, 3], line_loss(trajectory.theta, x, y, measure), rtol=1e-9)


@pytest.mark.parametrize("noise", [0.0, 0.3, 0.6])
@pytest.mark.parametrize("scatter", SCATTERS)
def test_points_stay_in_the_picture_and_have_two_decimals(scatter, noise) -> None:
    for seed in range(200):
        x, y = ten_points(scatter, noise, seed)
        assert max(np.abs(x).max(), np.abs(y).max()) < REACH
        np.testing.assert_array_equal(np.round(x, 2), x)
        assert len(set(x.tolist())) == 10


def test_four_points_of_the_row_lie_on_its_line_and_hardly_any_others() -> None:
    x, y = ten_points("row", 0.4, 0)
    assert np.sum(np.abs(residuals(np.array(ROW), x, y)) < 0.005) == 4


def test_the_noise_of_the_cloud_is_its_standard_deviation() -> None:
    samples = [ten_points("cloud", 0.5, seed) for seed in range(400)]
    errors = np.concatenate([y[:9] - 0.6 * x[:9] for x, y in samples])
    # An even distribution has kurtosis 9/5, so its sample variance has the relative error √(0.8/n).
    assert errors.var() == pytest.approx(0.25, rel=4 * np.sqrt(0.8 / errors.size))


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("distance", DISTANCES)
def test_of_three_lines_the_middle_one_is_best_before_anything_is_moved(name, distance) -> None:
    x, y = ten_points("cloud", 0.4, 0)
    losses = {line: total(theta, x, y, Measure(name, 0.5, distance)) for line, theta in THREE.items()}
    assert min(losses, key=losses.get) == "middle"


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        ({"loss": "cross_entropy"}, ValueError),
        ({"loss": "cubed"}, UnknownNameError),
        ({"distance": "horizontal"}, ValueError),
        ({"delta": 0.0}, ValueError),
        ({"delta": float("nan")}, ValueError),
    ],
)
def test_a_measure_that_means_nothing_is_refused(wrong, error) -> None:
    with pytest.raises(error):
        Measure(**wrong)


def test_noise_below_zero_and_an_unknown_scatter_are_refused() -> None:
    with pytest.raises(ValueError, match="standard deviation"):
        ten_points("cloud", -0.1, 0)
    with pytest.raises(UnknownNameError):
        ten_points("ring", 0.1, 0)


@pytest.mark.parametrize("noise", [0.0, 0.1, 0.3, 0.6])
def test_no_line_meets_more_points_than_the_row_and_no_loss_finds_the_row_best(noise: float) -> None:
    for seed in range(12):
        x, y = ten_points("row", noise, seed)
        meets = (np.abs(residuals(lines_through_two(x, y), x, y)) < 1e-9).sum(axis=1)
        assert meets.max() == 4
        for measure in MEASURES:
            assert line_loss(best_line(x, y, measure), x, y, measure) < 0.95 * line_loss(np.array(ROW), x, y, measure)
