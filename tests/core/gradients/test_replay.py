from itertools import groupby

import numpy as np
import pytest

from dlcore.gradients.computation_graph import network_graph, order
from dlcore.gradients.differences import derivative
from dlcore.gradients.replay import PHASES, moved, readable, replay
from dlcore.network.activations import ACTIVATIONS
from dlcore.network.losses import LOSSES
from dlcore.network.network import Network


def made(sizes=(2, 2, 1), activation="tanh", loss="squared", seed=0):
    network = Network(sizes, activation)
    theta, x, y = readable(network, np.random.default_rng(seed)), np.array([1.0, -0.5]), np.array([1.0])
    return network, theta, x, y, network_graph(network, theta, x, y, LOSSES[loss])


@pytest.mark.parametrize("sizes", [(2, 2, 1), (2, 2, 2, 1)])
def test_the_phases_come_once_each_and_in_order(sizes):
    *_, graph = made(sizes)
    assert [phase for phase, _ in groupby(step.phase for step in replay(graph))] == list(PHASES)


@pytest.mark.parametrize("sizes", [(2, 2, 1), (2, 2, 2, 1)])
def test_every_operation_has_its_turn_forward_and_backward_and_every_parameter_is_updated(sizes):
    *_, graph = made(sizes)
    steps = replay(graph)
    operations = {node for node in order(graph.loss) if node.inputs}
    forward = [s.node for s in steps if s.phase in ("forward", "loss") and s.node]
    backward = [s.node for s in steps if s.phase == "backward"]
    assert set(forward) == set(backward) == operations
    assert len(forward) == len(backward) == len(operations)
    assert tuple(s.node for s in steps if s.phase == "update") == graph.parameters


def test_forward_goes_layer_by_layer():
    *_, graph = made((2, 2, 2, 1))
    layers = [int(s.node.name[1]) for s in replay(graph) if s.phase == "forward" and s.node]
    assert layers == sorted(layers)


@pytest.mark.parametrize("loss", LOSSES)
def test_the_update_is_that_of_the_vectorised_network_and_lowers_the_loss(loss):
    network, theta, x, y, graph = made(loss=loss, seed=1)
    after = moved(graph, 0.01)
    np.testing.assert_allclose(
        after, theta - 0.01 * network.gradient(theta, x[None], y[None], LOSSES[loss]), atol=1e-12
    )
    lowered = network_graph(network, after, x, y, LOSSES[loss]).loss.value
    assert lowered < graph.loss.value or not np.any(graph.gradient)


def test_readable_parameters_have_one_digit_and_are_never_zero():
    theta = np.concatenate([readable(Network((2, 2, 2, 1), "tanh"), np.random.default_rng(seed)) for seed in range(50)])
    np.testing.assert_allclose(theta, np.round(theta, 1))
    assert np.abs(theta).min() >= 0.1
    assert np.abs(theta).max() <= 1


@pytest.mark.parametrize(("seed", "x"), [(0, [[1.0, -0.5]]), (3, [[2.0, 2.0]])])
@pytest.mark.parametrize("sizes", [(2, 2, 1), (2, 2, 2, 1)])
@pytest.mark.parametrize("loss", LOSSES)
@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_the_difference_beside_each_weight_agrees_to_a_millionth(activation, loss, sizes, seed, x):
    network, theta, _, y, _ = made(sizes, activation, loss, seed)
    graph = network_graph(network, theta, np.array(x[0]), y, LOSSES[loss])
    for i, exact in enumerate(graph.gradient):

        def at(value, i=i):
            there = np.where(np.arange(len(theta)) == i, value, theta)
            return float(LOSSES[loss].value(network.forward(there, np.array(x)), y[None]))

        found = derivative(at, float(theta[i]))
        assert found.kink or abs(found.value - exact) <= 1e-6 * max(abs(exact), abs(found.value))


def test_a_kink_is_noticed_and_a_smooth_bend_is_none():
    assert derivative(abs, 0.0).kink
    assert derivative(lambda t: max(t, 0.0), 0.0).kink
    assert not derivative(np.tanh, 0.0).kink
    assert not derivative(lambda t: t * t, 0.0).kink


@pytest.mark.parametrize(
    ("function", "at", "slope"),
    [(np.exp, 1.0, np.e), (np.sin, 2.0, np.cos(2.0)), (np.tanh, 9.0, 1 / np.cosh(9.0) ** 2)],
)
def test_the_difference_is_the_slope_known_in_closed_form(function, at, slope):
    assert derivative(function, at).value == pytest.approx(slope, rel=1e-7)
