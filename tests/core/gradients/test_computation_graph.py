from itertools import product

import numpy as np
import pytest

from dlcore.gradients.computation_graph import (
    accumulate,
    backward,
    given,
    gradients,
    network_graph,
    order,
    paths,
    total,
)
from dlcore.gradients.computation_graph import product as times
from dlcore.gradients.gradcheck import numerical_gradient, relative_error
from dlcore.network.activations import ACTIVATIONS
from dlcore.network.losses import LOSSES
from dlcore.network.network import Network

SIZES = [(2, 2, 1), (2, 2, 2, 1), (3, 4, 2, 3)]


def case(sizes, activation, loss, seed=0):
    rng = np.random.default_rng(seed)
    network = Network(sizes, activation)
    theta = rng.normal(size=network.n_params)
    x, y = rng.normal(size=sizes[0]), np.eye(sizes[-1])[0]
    return network, theta, x, y, network_graph(network, theta, x, y, LOSSES[loss])


@pytest.mark.parametrize("sizes", SIZES)
@pytest.mark.parametrize("loss", LOSSES)
@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_the_graph_agrees_with_the_vectorised_network(activation, loss, sizes):
    network, theta, x, y, graph = case(sizes, activation, loss)
    np.testing.assert_allclose([s.value for s in graph.scores], network.forward(theta, x[None])[0], atol=1e-12)
    vectorised = network.gradient(theta, x[None], y[None], LOSSES[loss])
    np.testing.assert_allclose(graph.gradient, vectorised, rtol=1e-12, atol=1e-12)


@pytest.mark.parametrize("loss", LOSSES)
@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_every_gradient_is_the_numerical_one(activation, loss):
    network, theta, x, y, graph = case((2, 2, 2, 1), activation, loss, seed=3)
    numerical = numerical_gradient(lambda at: network_graph(network, at, x, y, LOSSES[loss]).loss.value, theta)
    assert relative_error(graph.gradient, numerical) < 1e-6


@pytest.mark.parametrize("loss", LOSSES)
@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_every_local_slope_is_a_difference_quotient_of_its_own_operation(activation, loss):
    step = 1e-6
    *_, graph = case((2, 2, 1), activation, loss, seed=3)

    def again(node, values):
        if node.operation == "product":
            return values[0] * values[1]
        if node.operation == "sum":
            return sum(values)
        if node.operation == "bend":
            return float(ACTIVATIONS[activation].value(np.array(values[0])))
        return float(LOSSES[loss].value(np.array([values]), np.array([[1.0]])))

    checked = 0
    for node in order(graph.loss):
        values = [source.value for source in node.inputs]
        for i, slope in enumerate(node.slopes):
            ends = [again(node, [v + sign * step * (i == k) for k, v in enumerate(values)]) for sign in (1, -1)]
            assert slope == pytest.approx((ends[0] - ends[1]) / (2 * step), rel=1e-6, abs=1e-8)
            checked += 1
    assert checked == 6 * 2 + 3 * 3 + 2 + 1


def test_each_node_comes_after_what_went_into_it_and_only_once():
    *_, graph = case((2, 2, 2, 1), "tanh", "squared")
    nodes = order(graph.loss)
    assert len(set(nodes)) == len(nodes) == 2 + 15 + 10 + 5 + 4 + 1
    for place, node in enumerate(nodes):
        assert all(nodes.index(source) < place for source in node.inputs)
    assert nodes[-1] is graph.loss


def test_a_node_hands_back_only_what_is_complete():
    *_, graph = case((2, 2, 2, 1), "tanh", "squared")
    final, sent = gradients(graph.loss), set()
    for message in backward(graph.loss):
        assert message.receiver not in sent
        assert message.gradient == final[message.sender]
        assert message.amount == message.gradient * message.slope
        sent.add(message.sender)


def test_a_number_used_twice_gets_the_sum_of_both_ways():
    a, b = given("a", 3.0), given("b", 4.0)
    square = times("a·a", a, a)
    output = total("a² + ab", square, times("ab", a, b))
    assert gradients(output)[a] == 2 * 3 + 4
    assert gradients(output)[b] == 3
    assert sorted(way.product for way in paths(a, output)) == [3, 3, 4]


@pytest.mark.parametrize("sizes", SIZES)
def test_the_ways_of_a_weight_are_those_counted_through_the_layers(sizes):
    network, theta, x, _, graph = case(sizes, "softplus", "squared")
    found = gradients(graph.loss)
    matrices = network.matrices(theta)
    slopes = [network.activation.slope(a) for a in network.layers(theta, x[None])[1:-1]]
    residual = np.array(graph.loss.slopes)
    for parameter in graph.parameters:
        layer, *_, j = (int(part) for part in parameter.name[1:].split("."))
        ways = paths(parameter, graph.loss)
        assert len(ways) == np.prod(sizes[layer + 1 :])
        assert sum(way.product for way in ways) == pytest.approx(found[parameter], rel=1e-12)
        # Enumeration on the matrices: choose a neuron in each layer above, multiply its weight and slope.
        by_hand = []
        for above in product(*(range(size) for size in sizes[layer + 1 :])):
            way, here = 1.0, j - 1
            for step, there in enumerate(above):
                way *= slopes[layer - 1 + step][0, here] * matrices[layer + step][here, there]
                here = there
            by_hand.append(way * residual[here])
        feed = 1.0 if parameter.name[0] == "b" else ways[0].slopes[0]
        assert sorted(way.product for way in ways) == pytest.approx(sorted(feed * way for way in by_hand), rel=1e-9)


def test_a_first_weight_has_one_way_in_a_2_2_1_net_and_two_in_a_2_2_2_1_net():
    for sizes, expected in (((2, 2, 1), 1), ((2, 2, 2, 1), 2)):
        *_, graph = case(sizes, "tanh", "squared")
        assert graph.parameters[0].name == "w1.1.1"
        assert len(paths(graph.parameters[0], graph.loss)) == expected


def test_every_way_begins_at_its_start_and_ends_at_the_output():
    *_, graph = case((2, 2, 2, 1), "tanh", "squared")
    for way in paths(graph.parameters[0], graph.loss):
        assert (way.nodes[0], way.nodes[-1]) == (graph.parameters[0], graph.loss)
        for below, above, slope in zip(way.nodes, way.nodes[1:], way.slopes, strict=False):
            assert slope == above.slopes[above.inputs.index(below)]


def test_backward_twice_without_clearing_doubles_and_a_third_time_trebles():
    network, theta, x, y, graph = case((2, 2, 1), "tanh", "squared")
    once = network.gradient(theta, x[None], y[None], LOSSES["squared"])
    kept = {parameter.name: 0.0 for parameter in graph.parameters}
    for times_called in (1, 2, 3):
        kept = accumulate(graph.loss, kept)
        np.testing.assert_allclose(list(kept.values()), times_called * once, rtol=1e-12)


def test_backward_moves_no_weight_and_can_be_repeated():
    *_, graph = case((2, 2, 1), "tanh", "squared")
    before = [node.value for node in order(graph.loss)]
    assert list(backward(graph.loss)) == list(backward(graph.loss))
    assert [node.value for node in order(graph.loss)] == before


@pytest.mark.parametrize("wrong", ["theta", "x", "y"])
def test_what_does_not_fit_is_named(wrong):
    network, theta, x, y, _ = case((2, 2, 1), "tanh", "squared")
    given_ = {"theta": theta, "x": x, "y": y}
    given_[wrong] = np.append(given_[wrong], 0.0)
    with pytest.raises(ValueError, match="do not fit a network"):
        network_graph(network, *given_.values(), LOSSES["squared"])
