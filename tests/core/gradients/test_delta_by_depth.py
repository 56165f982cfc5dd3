import numpy as np
import pytest

from dlcore.gradients.delta_by_depth import EXAMPLES, NETWORKS, deltas
from dlcore.gradients.gradcheck import numerical_gradient
from dlcore.network.activations import ACTIVATIONS
from dlcore.network.losses import LOSSES
from dlcore.network.network import INITIALIZATIONS, Network

REAL = [name for name in INITIALIZATIONS if name != "zeros"]


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_the_sizes_are_those_of_the_loss_nudged_at_every_sum(activation):
    # Another way to δ: a nudge of the sum z is a nudge of its bias for one example alone.
    depth, width, seed = 3, 8, 1
    network = Network((width,) * (depth + 1) + (1,), activation)
    init_rng, data_rng = np.random.default_rng(seed).spawn(2)
    theta = np.stack([network.init(init_rng, "glorot") for _ in range(NETWORKS)])
    x, y = data_rng.standard_normal((EXAMPLES, width)), data_rng.standard_normal((EXAMPLES, 1))
    squares = [[] for _ in range(depth + 1)]
    for one in theta:
        for example in range(EXAMPLES):

            def loss(at, example=example):
                score = network.forward(at, x[example : example + 1])
                return float(LOSSES["squared"].value(score, y[example : example + 1])) / EXAMPLES

            slopes = numerical_gradient(loss, one)
            for layer in range(depth + 1):
                squares[layer].append(network.unpack(slopes)[layer][1] ** 2)
    size = np.sqrt([np.mean(layer) for layer in squares])
    np.testing.assert_allclose(deltas(activation, depth, "glorot", width, seed).size, size / size[-1], rtol=1e-6)


@pytest.mark.parametrize(
    ("activation", "initialization", "factor"),
    [
        ("linear", "glorot", 1.0),
        ("linear", "he", 2**0.5),
        ("linear", "large", 5.0),
        ("relu", "he", 1.0),
        ("relu", "glorot", 0.5**0.5),
    ],
)
def test_the_mean_factor_is_its_closed_form(activation, initialization, factor):
    found = np.log([deltas(activation, 12, initialization, 32, seed).factor for seed in range(20)])
    # log of a mean square lies a little below the log of its mean: of the order of 1/width a layer.
    assert abs(found.mean() - np.log(factor)) < 4 * found.std(ddof=1) / 20**0.5 + 1 / 32


@pytest.mark.parametrize("initialization", REAL)
@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_gain_times_slope_predicts_what_is_measured(activation, initialization):
    found = deltas(activation, 12, initialization)
    assert found.factor == pytest.approx(found.predicted, rel=0.1)


@pytest.mark.parametrize("depth", [2, 5, 12])
def test_the_mean_factor_is_the_geometric_mean_of_the_steps(depth):
    found = deltas("tanh", depth, "lecun")
    steps = found.size[:-2] / found.size[1:-1]
    assert len(steps) == depth - 1
    assert found.factor == pytest.approx(np.exp(np.log(steps).mean()))


def test_a_sigmoid_lets_at_most_a_quarter_of_the_gain_through():
    found = deltas("sigmoid", 12, "glorot")
    assert np.all(found.slope <= 0.25)
    assert found.factor < 0.26
    assert found.size[0] < 1e-6


@pytest.mark.parametrize("initialization", INITIALIZATIONS)
@pytest.mark.parametrize("activation", ACTIVATIONS)
@pytest.mark.parametrize(("depth", "width"), [(1, 2), (12, 2), (12, 64)])
def test_every_size_is_a_number(activation, initialization, depth, width):
    found = deltas(activation, depth, initialization, width)
    assert found.size.shape == (depth + 1,)
    assert np.all(np.isfinite(found.size))
    assert found.size[-1] == 1
    assert (found.factor is None) == (depth == 1 or initialization == "zeros" or found.size[-2] == 0)


def test_weights_of_zero_hand_nothing_back():
    assert np.all(deltas("tanh", 4, "zeros").size[:-1] == 0)


@pytest.mark.parametrize("wrong", [{"depth": 0}, {"depth": 3, "width": 0}])
def test_no_layer_or_no_neuron_is_refused(wrong):
    with pytest.raises(ValueError, match="at least 1"):
        deltas("tanh", **wrong, initialization="he")


def test_an_unknown_initialization_is_named():
    with pytest.raises(ValueError, match="no initialization named 'xavier'"):
        deltas("tanh", 3, "xavier")
