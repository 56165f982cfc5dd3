"""The plane as the last layer sees it."""

import numpy as np
import pytest

from dlcore.geometry.hidden_space import View, before_last, mesh, straight_to_bent
from dlcore.geometry.matrix_product import apply, one_matrix
from dlcore.network.network import Network
from dlcore.training.training import Experiment, network_inputs, prepare, record

HIDDEN = [(), (1,), (2,), (5,), (6, 3)]


def seen(hidden, activation="tanh", **settings):
    experiment = Experiment("circles", hidden=hidden, activation=activation, epochs=20, **settings)
    network, train, _ = prepare(experiment)
    theta = record(experiment).theta
    inputs = network_inputs(experiment, train.x)
    a = before_last(network, theta, inputs)
    return network, theta, inputs, a, View(network, theta, a)


@pytest.mark.parametrize("hidden", HIDDEN)
def test_the_decision_is_the_vertical_line_in_the_middle_at_every_frame(hidden):
    network, theta, inputs, a, view = seen(hidden)
    score = network.forward(theta, inputs)[..., 0]
    length = np.linalg.norm(network.unpack(theta)[-1][0][..., 0], axis=-1)
    np.testing.assert_allclose(view(a)[..., 0] * (view.full * length)[:, None], score, atol=1e-9)


@pytest.mark.parametrize("hidden", HIDDEN)
def test_all_points_are_in_the_picture_and_one_at_its_edge(hidden):
    *_, a, view = seen(hidden)
    np.testing.assert_allclose(np.abs(view(a)).max(axis=(1, 2)), 1)


@pytest.mark.parametrize("hidden", [(), (2,)])
def test_a_view_of_two_numbers_only_turns_them(hidden):
    *_, a, view = seen(hidden)
    near = np.linalg.norm(a[:, 0] - a[:, 1], axis=-1)
    shown = np.linalg.norm(view(a)[:, 0] - view(a)[:, 1], axis=-1) * view.full
    np.testing.assert_allclose(shown, near)
    np.testing.assert_allclose(view.share, 1)


def test_the_share_shown_is_the_spread_of_the_shadow():
    *_, a, view = seen((6, 3))
    shadow = a @ np.stack([view.normal, view.across], axis=-1)
    np.testing.assert_allclose(view.share, np.trace(np.array([np.cov(s.T) for s in shadow]), axis1=1, axis2=2)
                               / np.trace(np.array([np.cov(s.T) for s in a]), axis1=1, axis2=2))  # fmt: skip
    assert (view.share < 1).all()


def test_the_second_axis_is_at_right_angles_and_does_not_jump():
    *_, view = seen((5,), learning_rate=0.01)
    np.testing.assert_allclose(np.vecdot(view.across, view.normal), 0, atol=1e-12)
    turns = np.vecdot(view.across[1:], view.across[:-1])
    assert turns.min() > 0.5


def test_one_hidden_neuron_has_no_second_axis():
    *_, a, view = seen((1,))
    assert not view(a)[..., 1].any()


def test_without_an_activation_straight_lines_stay_straight():
    lines = np.concatenate(mesh(5, 9))
    for activation, bent in (("linear", False), ("tanh", True)):
        network, theta, _, _, view = seen((5,), activation)
        places = view(before_last(network, theta, lines.reshape(-1, 2))).reshape(len(theta), 10, 9, 2)
        second = np.abs(np.diff(places, n=2, axis=2)).max()
        assert (second > 0.01) == bent


def test_the_lines_of_the_mesh_cross_the_plane():
    across, up = mesh(3, 5, -1, 1)
    assert across[1].tolist() == [[x, 0] for x in (-1, -0.5, 0, 0.5, 1)]
    assert up[2].tolist() == [[1, y] for y in (-1, -0.5, 0, 0.5, 1)]


def test_a_last_layer_of_zeros_gives_finite_places():
    network = Network((2, 3, 1), "tanh")
    theta = np.zeros((4, network.n_params))
    a = before_last(network, theta, np.random.default_rng(0).normal(size=(6, 2)))
    view = View(network, theta, a)
    assert np.isfinite(view(a)).all()
    assert view.share.tolist() == [1.0] * 4


def test_from_straight_to_bent_begins_as_one_matrix_and_ends_as_the_network():
    network, theta, inputs, *_ = seen((4, 3))
    hidden = straight_to_bent(network, theta[-1], inputs, np.array([0.0, 0.5, 1.0]))
    weights, bias = network.unpack(theta[-1])[-1]
    scores = hidden @ weights + bias
    np.testing.assert_allclose(scores[0], apply(one_matrix(network, theta[-1]), inputs), atol=1e-12)
    np.testing.assert_allclose(scores[2], network.forward(theta[-1], inputs), atol=1e-12)
    assert np.abs(scores[1] - scores[0]).max() > 0.01
