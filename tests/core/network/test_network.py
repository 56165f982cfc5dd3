from itertools import pairwise

import numpy as np
import pytest
from sklearn.neural_network import MLPClassifier, MLPRegressor

from dlcore.gradients.gradcheck import numerical_gradient, relative_error
from dlcore.network.activations import ACTIVATIONS
from dlcore.network.losses import LOSSES
from dlcore.network.network import INITIALIZATIONS, Backpropagation, Network, with_ones

RNG = np.random.default_rng(7)
X = RNG.normal(size=(9, 3))
NUMBERS = RNG.normal(size=(9, 1))
CLASSES = np.arange(9)[:, None] % 2.0
ONE_HOT = np.eye(3)[np.arange(9) % 3]


@pytest.mark.parametrize("y", [CLASSES, ONE_HOT], ids=["one output", "three outputs"])
@pytest.mark.parametrize("loss", LOSSES)
@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_gradient_is_the_numerical_gradient(activation, loss, y):
    network = Network((3, 5, 4, y.shape[1]), activation)
    theta = network.init(np.random.default_rng(1)) + 0.1
    numerical = numerical_gradient(lambda at: float(LOSSES[loss].value(network.forward(at, X), y)), theta)
    assert relative_error(network.gradient(theta, X, y, LOSSES[loss]), numerical) < 1e-6


def test_layers_are_what_a_loop_over_neurons_gives():
    network = Network((3, 4, 2), "sigmoid")
    theta = network.init(RNG) + 0.2
    (w1, b1), (w2, b2) = network.unpack(theta)
    for x, hidden, score in zip(X, *network.layers(theta, X)[1:], strict=True):
        by_hand = [1 / (1 + np.exp(-(sum(x[i] * w1[i, j] for i in range(3)) + b1[j]))) for j in range(4)]
        np.testing.assert_allclose(hidden, by_hand, rtol=1e-12)
        np.testing.assert_allclose(score, [sum(by_hand[i] * w2[i, j] for i in range(4)) + b2[j] for j in range(2)])


@pytest.mark.parametrize("sizes", [(2, 1), (2, 8, 8, 1), (64, 64, 10), (3, 1, 1, 1, 1, 1, 1, 2)])
def test_parameters_are_counted_as_weights_and_biases(sizes):
    network = Network(sizes, "relu")
    assert network.n_params == sum(w.size + b.size for w, b in network.unpack(np.zeros(network.n_params)))
    assert network.n_params == sum(i * o + o for i, o in pairwise(sizes))
    assert network.is_weight.sum() == sum(i * o for i, o in pairwise(sizes))


def test_unpacked_weights_are_views_of_theta():
    network = Network((2, 3, 1), "tanh")
    theta = np.zeros(network.n_params)
    network.unpack(theta)[1][1][:] = 4
    assert theta[-1] == 4


@pytest.mark.parametrize("leading", [(4,), (2, 3)])
def test_leading_axes_are_networks_side_by_side(leading):
    network = Network((3, 5, 4, 1), "tanh")
    theta = RNG.normal(size=(*leading, network.n_params))
    scores, gradients = network.forward(theta, X), network.gradient(theta, X, CLASSES, LOSSES["cross_entropy"])
    assert scores.shape == (*leading, 9, 1)
    for index in np.ndindex(leading):
        np.testing.assert_allclose(scores[index], network.forward(theta[index], X), rtol=1e-12)
        alone = network.gradient(theta[index], X, CLASSES, LOSSES["cross_entropy"])
        np.testing.assert_allclose(gradients[index], alone, rtol=1e-10, atol=1e-13)


def test_one_theta_on_many_batches_gives_a_gradient_for_each():
    network = Network((3, 4, 1), "tanh")
    theta = network.init(RNG)
    batches = RNG.normal(size=(6, 9, 3))
    gradients = network.gradient(theta, batches, CLASSES, LOSSES["squared"])
    assert gradients.shape == (6, network.n_params)
    np.testing.assert_allclose(gradients[3], network.gradient(theta, batches[3], CLASSES, LOSSES["squared"]))


def test_kept_buffers_follow_theta_as_it_is_changed_in_place():
    network = Network((3, 4, 1), "tanh")
    theta = network.init(RNG)
    kept = Backpropagation(network, theta, len(X))
    for _ in range(3):
        theta -= 0.5 * kept(with_ones(X), CLASSES, LOSSES["squared"])
        np.testing.assert_array_equal(
            kept(with_ones(X), CLASSES, LOSSES["squared"]), network.gradient(theta, X, CLASSES, LOSSES["squared"])
        )


def flat(oracle):
    return np.concatenate([np.vstack([w, b]).ravel() for w, b in zip(oracle.coefs_, oracle.intercepts_, strict=True)])


@pytest.mark.parametrize("activation", ["tanh", "relu", "sigmoid"])
def test_one_step_of_descent_is_that_of_scikit_learn(activation):
    name = {"sigmoid": "logistic"}.get(activation, activation)
    settings = {"hidden_layer_sizes": (5, 4), "activation": name, "solver": "sgd", "momentum": 0, "alpha": 0}
    settings |= {"learning_rate_init": 0.1, "batch_size": 9, "max_iter": 1, "shuffle": False, "random_state": 3}
    for oracle, y, loss, factor in (
        (MLPRegressor(**settings), NUMBERS, "squared", 0.5),
        (MLPClassifier(**settings), CLASSES, "cross_entropy", 1.0),
    ):
        network = Network((3, 5, 4, 1), activation)
        oracle.partial_fit(X, y.ravel(), **({"classes": [0.0, 1.0]} if loss == "cross_entropy" else {}))
        before = flat(oracle)
        oracle.partial_fit(X, y.ravel())
        after = flat(oracle)
        step = 0.1 * factor * network.gradient(before, X, y, LOSSES[loss])
        np.testing.assert_allclose(before - step, after, rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize(
    ("name", "variance"), [("glorot", 2 / 450), ("he", 2 / 200), ("lecun", 1 / 200), ("zeros", 0), ("large", 25 / 200)]
)
def test_first_weights_have_the_variance_of_their_source(name, variance):
    network = Network((200, 250, 1), "tanh")
    weights, bias = network.unpack(network.init(np.random.default_rng(0), name))[0]
    standard_error = variance * np.sqrt(2 / weights.size)
    assert abs(weights.var() - variance) <= 4 * standard_error
    assert np.all(bias == 0)


def test_every_initialization_is_named_in_the_registry():
    network = Network((2, 3, 1), "tanh")
    for name in INITIALIZATIONS:
        assert np.isfinite(network.init(RNG, name)).all()
    with pytest.raises(ValueError, match="no initialization named"):
        network.init(RNG, "orthogonal")


@pytest.mark.parametrize("sizes", [(3,), (3, 0, 1), ()])
def test_impossible_sizes_are_refused_in_a_sentence(sizes):
    with pytest.raises(ValueError, match="at least two layer sizes"):
        Network(sizes, "tanh")


def test_an_activation_may_be_given_itself():
    assert Network((2, 1), ACTIVATIONS["relu"]) == Network((2, 1), "relu")
