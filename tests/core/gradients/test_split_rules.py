"""Errors handed back: what is conserved and what is not, for any numbers; and the chain rule against differences."""

import numpy as np
import pytest

from dlcore.gradients.gradcheck import numerical_gradient
from dlcore.gradients.split_rules import CHAIN, RULES, WAYS, UndefinedSplitError, flow
from dlcore.gradients.splits import splits
from dlcore.network.activations import ACTIVATIONS
from dlcore.network.network import Network
from dlcore.registry import UnknownNameError

SEEDS = range(12)
THREE_AND_TWO = (0.6, np.array([1.0, 2.0]), np.array([3.0, 1.0]))


def network_of(seed: int, activation: str = "tanh") -> tuple[Network, np.ndarray, np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    sizes = tuple(int(size) for size in rng.integers(1, 6, rng.integers(3, 7)))
    network = Network(sizes, activation)
    return network, rng.normal(size=network.n_params), rng.normal(size=sizes[0]), rng.normal(size=sizes[-1])


def test_three_and_two_get_the_shares_of_the_notes() -> None:
    shares = splits(*THREE_AND_TWO, "linear").ways["contribution"].shares
    np.testing.assert_allclose(shares, [0.36, 0.24], rtol=1e-12)


def test_the_five_ways_say_five_things_of_the_same_net() -> None:
    ways = splits(*THREE_AND_TWO, "linear").ways
    expected = {
        "chain": [1.8, 0.6],
        "equal": [0.3, 0.3],
        "contribution": [0.36, 0.24],
        "weight": [0.45, 0.15],
        "normalised": [0.36, 0.24],
    }
    for name, shares in expected.items():
        np.testing.assert_allclose(ways[name].shares, shares, rtol=1e-12)


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("seed", SEEDS)
def test_every_rule_conserves_the_error_of_every_neuron_above(rule: str, seed: int) -> None:
    rng = np.random.default_rng(seed)
    inputs, weights, error = rng.normal(size=(20, 4)), rng.normal(size=(4, 3)), rng.normal(size=(20, 3))
    edges = RULES[rule](error, inputs, weights)
    assert edges.shape == (20, 4, 3)
    np.testing.assert_allclose(edges.sum(axis=1), error, rtol=1e-9, atol=1e-9)


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("seed", SEEDS)
def test_a_rule_conserves_the_error_through_a_whole_network(rule: str, seed: int) -> None:
    network, theta, x, error = network_of(seed)
    found = flow(network, theta, x, error, rule)
    assert found.undefined == ""
    np.testing.assert_allclose(found.totals, error.sum(), rtol=1e-6, atol=1e-6)
    for matrix, above, below in zip(found.edges, found.errors[1:], found.errors[:-1], strict=True):
        np.testing.assert_allclose(matrix.sum(axis=0), above, rtol=1e-7, atol=1e-9)
        np.testing.assert_allclose(matrix.sum(axis=1), below, rtol=1e-7, atol=1e-9)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_chain_rule_conserves_nothing(seed: int) -> None:
    network, theta, x, error = network_of(seed)
    totals = flow(network, theta, x, error, CHAIN).totals
    assert min(abs(total - error.sum()) for total in totals[:-1]) > 1e-3


@pytest.mark.parametrize("activation", ["linear", "tanh", "sigmoid", "elu", "softplus"])
@pytest.mark.parametrize("seed", range(4))
def test_the_chain_rule_is_what_a_nudge_of_each_sum_does(activation: str, seed: int) -> None:
    network, theta, x, error = network_of(seed, activation)
    found = flow(network, theta, x, error, CHAIN)
    layers = network.unpack(theta)

    def loss_from(layer: int, z: np.ndarray) -> float:
        a = network.activation.value(z) if layer else z
        for place, (weights, bias) in enumerate(layers[layer:], layer):
            z = a @ weights + bias
            a = network.activation.value(z) if place < len(layers) - 1 else z
        return float(error @ a)

    for layer in range(len(layers)):
        z = x if layer == 0 else found.outputs[layer - 1] @ layers[layer - 1][0] + layers[layer - 1][1]
        nudged = numerical_gradient(lambda z, layer=layer: loss_from(layer, z), z)
        np.testing.assert_allclose(found.errors[layer], nudged, rtol=1e-6, atol=1e-8)


@pytest.mark.parametrize("seed", range(4))
def test_equal_shares_are_counted(seed: int) -> None:
    network, theta, x, error = network_of(seed)
    for errors, size in zip(flow(network, theta, x, error, "equal").errors[:-1], network.sizes[:-1], strict=True):
        np.testing.assert_allclose(errors, np.full(size, error.sum() / size), rtol=1e-9)


@pytest.mark.parametrize("rule", ["contribution", "weight"])
def test_parts_that_cancel_are_said_to_cancel(rule: str) -> None:
    with pytest.raises(UndefinedSplitError, match="the parts cancel") as raised:
        RULES[rule](np.array([0.6]), np.array([1.0, 1.0]), np.array([[3.0], [-3.0]]))
    assert raised.value.reason == "cancelled"


@pytest.mark.parametrize("rule", ["contribution", "normalised"])
def test_where_nothing_came_in_nothing_can_be_shared_out(rule: str) -> None:
    with pytest.raises(UndefinedSplitError, match="every part is 0"):
        RULES[rule](np.array([0.6]), np.zeros(2), np.array([[3.0], [2.0]]))


def test_parts_that_cancel_but_for_rounding_are_undefined_too() -> None:
    with pytest.raises(UndefinedSplitError):
        RULES["contribution"](np.array([1.0]), np.array([0.1, 0.2, 0.3]), np.array([[1.0], [1.0], [-1.0]]))


def test_three_against_minus_two_breaks_the_proportion_and_not_the_sum() -> None:
    ways = splits(0.6, np.array([1.0, 2.0]), np.array([3.0, -1.0]), "linear").ways
    np.testing.assert_allclose(ways["contribution"].shares, [1.8, -1.2])
    assert ways["contribution"].adds_up
    assert ways["contribution"].largest == pytest.approx(3)
    np.testing.assert_allclose(ways["normalised"].shares, [0.36, 0.24])
    assert ways["normalised"].against.tolist() == [1]
    np.testing.assert_allclose(ways[CHAIN].shares, [1.8, -0.6])
    assert not ways[CHAIN].adds_up


def test_three_against_minus_three_leaves_only_rules_that_do_not_divide_by_the_sum() -> None:
    ways = splits(0.6, np.array([1.0, 3.0]), np.array([3.0, -1.0]), "linear").ways
    assert {name: split.undefined for name, split in ways.items()} == {
        "chain": "",
        "equal": "",
        "contribution": "cancelled",
        "weight": "",
        "normalised": "",
    }
    assert ways["contribution"].shares is None
    assert ways["contribution"].total is None
    assert ways["contribution"].cosine is None


@pytest.mark.parametrize("seed", SEEDS)
def test_between_linear_neurons_splitting_by_weight_is_the_chain_rule_over_the_sum_of_weights(seed: int) -> None:
    rng = np.random.default_rng(seed)
    z, weights, error = rng.normal(size=3), rng.normal(size=3), float(rng.normal())
    ways = splits(error, z, weights, "linear").ways
    np.testing.assert_allclose(ways["weight"].shares * weights.sum(), ways[CHAIN].shares, rtol=1e-9)
    assert ways["weight"].cosine == pytest.approx(np.sign(weights.sum()))
    weights[0] += 1 - weights.sum()
    assert splits(error, z, weights, "linear").ways["weight"].same


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_the_chain_rule_on_one_output_is_a_difference_quotient(activation: str) -> None:
    z, weights, error = np.array([0.7, -0.4]), np.array([1.5, -2.0]), 0.6
    value = ACTIVATIONS[activation].value
    found = splits(error, z, weights, activation)
    np.testing.assert_allclose(
        found.ways[CHAIN].shares, numerical_gradient(lambda z: error * float(value(z) @ weights), z), rtol=1e-6
    )
    np.testing.assert_allclose(
        found.weight_gradient, numerical_gradient(lambda w: error * float(value(z) @ w), weights), rtol=1e-6, atol=1e-9
    )


def test_without_an_error_nothing_is_handed_back() -> None:
    for split in splits(0.0, *THREE_AND_TWO[1:], "linear").ways.values():
        assert split.largest == 0
        assert split.total == 0
        assert split.cosine is None


def test_an_error_stops_at_the_layer_where_a_rule_is_undefined() -> None:
    network = Network((1, 2, 1), "relu")
    theta = np.array([-1.0, -1.0, 0, 0, 1.0, 2.0, 0])
    found = flow(network, theta, np.array([1.0]), np.array([0.6]), "contribution")
    assert found.undefined == "nothing"
    assert found.reached == 0
    assert found.totals == (None, None, 0.6)
    assert flow(network, theta, np.array([1.0]), np.array([0.6]), CHAIN).totals == (0, 0, 0.6)


def test_an_unknown_way_is_named() -> None:
    network, theta, x, error = network_of(0)
    with pytest.raises(UnknownNameError, match="no way named 'blame'"):
        flow(network, theta, x, error, "blame")
    assert list(WAYS) == ["chain", "equal", "contribution", "weight", "normalised"]
