import numpy as np
import pytest
from scipy import special

from dlcore.network.activations import ACTIVATIONS

Z = np.concatenate([np.linspace(-4, 4, 81) + 0.013, [-800.0, 800.0]])

ORACLES = {
    "linear": lambda z: z,
    "tanh": lambda z: 2 * special.expit(2 * z) - 1,
    "sigmoid": special.expit,
    "relu": lambda z: np.where(z > 0, z, 0),
    "leaky_relu": lambda z: np.where(z > 0, z, 0.01 * z),
    "elu": lambda z: np.where(z > 0, z, special.expm1(np.minimum(z, 0))),
    "softplus": lambda z: -special.log_expit(-z),
}


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_value_is_what_scipy_says(name):
    np.testing.assert_allclose(ACTIVATIONS[name].value(Z), ORACLES[name](Z), rtol=1e-12, atol=1e-13)


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_slope_written_in_the_activation_is_the_numerical_slope(name):
    activation, z, step = ACTIVATIONS[name], Z[:81], 1e-6
    numerical = (activation.value(z + step) - activation.value(z - step)) / (2 * step)
    np.testing.assert_allclose(activation.slope(activation.value(z)), numerical, rtol=1e-7, atol=1e-8)


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_single_precision_stays_single(name):
    z = Z[:81].astype(np.float32)
    value = ACTIVATIONS[name].value(z)
    assert value.dtype == np.float32
    assert ACTIVATIONS[name].slope(value).dtype == np.float32


def test_an_unknown_activation_is_a_sentence_that_names_the_known_ones():
    with pytest.raises(ValueError, match=r"no activation named 'tanhh'.*softplus"):
        ACTIVATIONS["tanhh"]
