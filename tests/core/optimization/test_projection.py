"""The principal plane against scikit-learn's, against eigenvalues, and on points that lie in a plane."""

import numpy as np
import pytest
from sklearn.datasets import load_wine
from sklearn.decomposition import PCA

from dlcore.optimization.projection import principal_plane


def test_the_principal_plane_is_that_of_scikit_learn():
    x = load_wine().data
    plane, oracle = principal_plane(x), PCA(n_components=2).fit(x)
    np.testing.assert_allclose(plane.share, oracle.explained_variance_ratio_, rtol=1e-10)
    np.testing.assert_allclose(np.abs(plane.project(x)), np.abs(oracle.transform(x)), atol=1e-10)
    on_plane = np.array([[0.3, -1.2], [2.0, 0.1]])
    np.testing.assert_allclose(plane.project(plane.lift(on_plane)), on_plane, atol=1e-12)


def test_the_share_in_the_plane_is_that_of_the_singular_values():
    theta = np.random.default_rng(2).normal(size=(50, 7)) * np.array([9, 4, 1, 1, 1, 0.5, 0.1])
    plane = principal_plane(theta)
    eigenvalues = np.sort(np.linalg.eigvalsh(np.cov(theta.T)))[::-1]
    assert plane.share.sum() == pytest.approx(eigenvalues[:2].sum() / eigenvalues.sum())
    inside = plane.lift(plane.project(theta))
    away = ((theta - inside) ** 2).sum() / ((theta - theta.mean(axis=0)) ** 2).sum()
    assert plane.share.sum() == pytest.approx(1 - away)


def test_paths_in_a_plane_are_held_by_it_whole():
    flat = np.random.default_rng(3).normal(size=(20, 2)) @ np.random.default_rng(4).normal(size=(2, 9))
    plane = principal_plane(flat)
    assert plane.share.sum() == pytest.approx(1)
    np.testing.assert_allclose(plane.lift(plane.project(flat)), flat, atol=1e-12)


def test_points_that_are_all_one_have_a_plane_without_variance():
    plane = principal_plane(np.ones((5, 3)))
    np.testing.assert_array_equal(plane.share, 0)
    np.testing.assert_array_equal(plane.project(np.ones((1, 3))), 0)


def test_a_single_point_has_a_plane_with_two_axes_at_right_angles():
    plane = principal_plane(np.array([[3.0, 1.0, 2.0, 5.0]]))
    np.testing.assert_array_equal(plane.share, 0)
    np.testing.assert_array_equal(plane.axes @ plane.axes.T, np.eye(2))
    np.testing.assert_allclose(plane.lift(np.array([[0.5, 2.0]])) - plane.mean, np.array([[0.5, 2.0]]) @ plane.axes)
