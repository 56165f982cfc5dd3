"""Layers multiplied into one, and the limits of a straight line."""

from itertools import product

import numpy as np
import pytest

from dlcore.analysis.inspection import grid
from dlcore.data.datasets import DATASETS
from dlcore.geometry.matrix_product import apply, best_line, homogeneous, largest_difference, one_matrix, partly
from dlcore.network.activations import ACTIVATIONS
from dlcore.network.network import Network
from dlcore.training.training import Experiment, record

POINTS = grid(20)
DEPTHS = [(), (1,), (4,), (4, 4), (8, 3, 5), (8,) * 6]


@pytest.mark.parametrize("hidden", DEPTHS)
def test_a_trained_network_without_bends_is_one_matrix_at_every_frame(hidden):
    experiment = Experiment("circles", hidden=hidden, activation="linear", epochs=40)
    film = record(experiment)
    network = Network((2, *hidden, 1), "linear")
    score = network.forward(film.theta, POINTS)
    np.testing.assert_allclose(apply(one_matrix(network, film.theta), POINTS), score, rtol=1e-12, atol=1e-12)


@pytest.mark.parametrize("activation", ["relu", "tanh", "sigmoid"])
def test_with_a_bend_between_the_layers_it_is_not(activation):
    network = Network((2, 4, 4, 1), activation)
    theta = network.init(np.random.default_rng(0))
    assert np.abs(apply(one_matrix(network, theta), POINTS) - network.forward(theta, POINTS)).max() > 0.1


def test_the_product_of_two_layers_is_what_one_writes_by_hand():
    network = Network((2, 3, 1), "linear")
    theta = np.random.default_rng(1).normal(size=network.n_params)
    (first, bias), (second, constant) = network.unpack(theta)
    np.testing.assert_allclose(one_matrix(network, theta), np.vstack([first @ second, bias @ second + constant]))


def test_a_homogeneous_layer_hands_the_one_on():
    layer = np.random.default_rng(2).normal(size=(5, 4, 3))
    row = np.array([0.3, -0.2, 0.7, 1.0])
    out = row @ homogeneous(layer)
    np.testing.assert_allclose(out[:, -1], 1)
    np.testing.assert_allclose(out[:, :-1], apply(layer, row[None, :-1])[:, 0])


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_an_activation_is_bent_from_the_straight_line_to_itself(name):
    z = np.linspace(-3, 3, 61)
    bend = ACTIVATIONS[name]
    np.testing.assert_allclose(partly(bend, 0.0).value(z), z)
    np.testing.assert_allclose(partly(bend, 1.0).value(z), bend.value(z))
    np.testing.assert_allclose(partly(bend, 0.25).value(z), 0.75 * z + 0.25 * bend.value(z))


def sweep(x, labels, angles=6_000):
    """The best share over very many directions: along each, the best threshold."""
    best = 0
    for angle in np.linspace(0, 2 * np.pi, angles):
        order = np.argsort(x @ [np.cos(angle), np.sin(angle)])
        sign = 2 * labels[order] - 1
        best = max(best, (np.concatenate([[0], np.cumsum(-sign)]) + (labels == 1).sum()).max())
    return best / len(x)


@pytest.mark.parametrize("name", ["xor", "circles", "moons", "blobs"])
def test_the_best_line_is_the_best_of_very_many(name):
    data = DATASETS[name](24, 0.3, np.random.default_rng(3))
    assert best_line(data.x, data.labels) == pytest.approx(sweep(data.x, data.labels))


def test_of_the_four_corners_of_xor_a_line_gets_three():
    corners = np.array([(-1.0, -1.0), (-1.0, 1.0), (1.0, -1.0), (1.0, 1.0)])
    for labels in product((0, 1), repeat=4):
        expected = 0.75 if labels in {(0, 1, 1, 0), (1, 0, 0, 1)} else 1.0
        assert best_line(corners, np.array(labels)) == expected


def test_no_line_is_laid_through_one_point():
    with pytest.raises(ValueError, match="two points"):
        best_line(np.zeros((1, 2)), np.zeros(1, int))


@pytest.mark.parametrize("hidden", [(), (8,), (8, 8, 8)])
def test_training_finds_no_more_than_the_best_line_however_deep(hidden):
    from dlcore.analysis.inspection import Inspection

    run = Inspection(record(Experiment("xor", hidden=hidden, activation="linear", epochs=40)))
    assert run.accuracy(run.train).max() <= best_line(run.train.x, run.train.labels)


def test_the_largest_difference_is_that_of_the_worst_point_and_frame():
    network = Network((2, 1, 1), "relu")
    theta = np.zeros((2, network.n_params))
    (first, _), (last, _) = network.unpack(theta)
    first[..., 0, 0], last[0], last[1] = 1.0, 1.0, 2.0
    x = np.array([[-3.0, 0.0], [5.0, 1.0]])
    assert largest_difference(network, theta, x) == (6.0, 10.0)
