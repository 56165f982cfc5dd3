"""Landscapes and curves: gradients and Hessians numerically, minima by looking around them."""

import numpy as np
import pytest

from dlcore.gradients.gradcheck import numerical_gradient, relative_error
from dlcore.optimization.curves import CURVES, parabola
from dlcore.optimization.landscapes import LANDSCAPES, quadratic

landscapes = pytest.mark.parametrize("name", LANDSCAPES)
curves = pytest.mark.parametrize("name", CURVES)


def places(name: str, count: int = 8) -> np.ndarray:
    """Points all over the picture of a landscape, its start among them."""
    x0, x1, y0, y1 = LANDSCAPES[name].extent
    anywhere = np.random.default_rng(0).uniform((x0, y0), (x1, y1), (count, 2))
    return np.concatenate([anywhere, [LANDSCAPES[name].start]])


def spots(name: str, count: int = 20) -> np.ndarray:
    return np.random.default_rng(1).uniform(*CURVES[name].extent, (count, 1))


@landscapes
def test_a_gradient_is_what_differences_of_the_value_say(name: str) -> None:
    ground = LANDSCAPES[name]
    for point in places(name):
        assert relative_error(ground.gradient(point), numerical_gradient(ground.value, point)) < 1e-7


@landscapes
def test_a_hessian_is_what_differences_of_the_gradient_say(name: str) -> None:
    ground = LANDSCAPES[name]
    for point in places(name):
        rows = [numerical_gradient(lambda at, i=i: ground.gradient(at)[i], point) for i in range(2)]
        assert relative_error(ground.hessian(point).ravel(), np.ravel(rows)) < 1e-7
        np.testing.assert_array_equal(ground.hessian(point), ground.hessian(point).T)


@landscapes
def test_minima_are_level_and_lower_than_all_around(name: str) -> None:
    ground, angle = LANDSCAPES[name], np.linspace(0, 2 * np.pi, 16, endpoint=False)
    ring = 1e-3 * np.stack([np.cos(angle), np.sin(angle)], axis=-1)
    for minimum in np.array(ground.minima):
        np.testing.assert_allclose(ground.gradient(minimum), 0, atol=1e-9)
        assert (ground.value(minimum + ring) > ground.value(minimum)).all()
        assert (np.linalg.eigvalsh(ground.hessian(minimum)) > 0).all()


@landscapes
def test_the_first_minimum_is_the_lowest_point_of_the_picture_and_has_value_0(name: str) -> None:
    ground = LANDSCAPES[name]
    x0, x1, y0, y1 = ground.extent
    x, y = np.meshgrid(np.linspace(x0, x1, 201), np.linspace(y0, y1, 201))
    assert ground.value(np.array(ground.minima[0])) == pytest.approx(0, abs=1e-12)
    assert ground.value(np.stack([x, y], axis=-1)).min() >= -1e-12


@landscapes
def test_minima_and_start_lie_in_the_picture(name: str) -> None:
    ground = LANDSCAPES[name]
    x0, x1, y0, y1 = ground.extent
    for x, y in (*ground.minima, ground.start):
        assert x0 < x < x1
        assert y0 < y < y1


@landscapes
def test_points_on_leading_axes_are_the_same_as_each_alone(name: str) -> None:
    ground, points = LANDSCAPES[name], places(name, 5).reshape(3, 2, 2)
    for function, shape in ((ground.value, ()), (ground.gradient, (2,)), (ground.hessian, (2, 2))):
        together = function(points)
        assert together.shape == (3, 2, *shape)
        for index in np.ndindex(3, 2):
            np.testing.assert_allclose(together[index], function(points[index]), rtol=1e-13)


def test_the_condition_number_is_the_ratio_of_the_curvatures() -> None:
    for condition in (1, 7.5, 400):
        low, high = np.linalg.eigvalsh(quadratic(condition).hessian(np.zeros(2)))
        assert high / low == pytest.approx(condition)


def test_the_saddle_goes_down_along_one_axis_and_up_along_the_other() -> None:
    assert LANDSCAPES["saddle"].gradient(np.zeros(2)).tolist() == [0, 0]
    assert (np.linalg.eigvalsh(LANDSCAPES["saddle"].hessian(np.zeros(2))) == [-1, 1]).all()


@pytest.mark.parametrize("make", [quadratic, parabola])
@pytest.mark.parametrize("wrong", [0.0, -1.0, float("inf"), float("nan")])
def test_a_curvature_that_is_not_positive_is_a_clear_error(make, wrong: float) -> None:
    with pytest.raises(ValueError, match="positive and finite"):
        make(wrong)


def test_an_unknown_name_is_a_clear_error() -> None:
    with pytest.raises(KeyError, match="no landscape named 'hill'"):
        LANDSCAPES["hill"]


@curves
def test_slope_and_curvature_are_what_differences_say(name: str) -> None:
    line = CURVES[name]
    for theta in spots(name):
        assert relative_error(line.slope(theta), numerical_gradient(line.value, theta)) < 1e-7
        assert relative_error(line.curvature(theta), numerical_gradient(lambda at: line.slope(at)[0], theta)) < 1e-7


@curves
def test_minima_of_a_curve_are_the_dips_of_a_fine_grid_the_lowest_first_at_0(name: str) -> None:
    line = CURVES[name]
    grid = np.linspace(*line.extent, 100_001)
    heights = line.value(grid[:, None])
    inner = heights[1:-1]
    dips = grid[1:-1][(inner < heights[:-2]) & (inner <= heights[2:])]
    np.testing.assert_allclose(sorted(line.minima), dips, atol=1e-4)
    np.testing.assert_allclose(line.slope(np.array(line.minima)[:, None]), 0, atol=1e-12)
    assert grid[heights.argmin()] == pytest.approx(line.minima[0], abs=1e-4)
    assert heights.min() == pytest.approx(0, abs=1e-8)
    assert line.value(np.array(line.minima[:1])) == pytest.approx(0, abs=1e-15)


@curves
def test_curves_take_leading_axes(name: str) -> None:
    line, theta = CURVES[name], spots(name, 6).reshape(2, 3, 1)
    assert line.value(theta).shape == (2, 3)
    assert line.slope(theta).shape == (2, 3, 1)
    assert line.curvature(theta).shape == (2, 3)
    assert line.extent[0] < line.start < line.extent[1]


def test_of_the_two_wells_the_deeper_is_narrower_in_one_curve_and_wider_in_the_other() -> None:
    for name, narrower in (("double_well", True), ("trap", False)):
        deep, shallow = CURVES[name].curvature(np.array(CURVES[name].minima)[:, None])
        assert (deep > shallow) == narrower
