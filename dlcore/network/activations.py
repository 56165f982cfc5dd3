"""Activations: the bend after each layer, and its slope.

Every slope is written in the activation a = φ(z) rather than in z, because that is what the forward pass has kept.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from dlcore.arrays import Array
from dlcore.registry import Registry

LEAK = 0.01


@dataclass(frozen=True)
class Activation:
    """A function φ applied to each neuron, with its slope.

    value(z) = φ(z);  slope(a) = φ′(z) written in a = φ(z). Both keep the shape of what they are given.
    """

    name: str
    value: Callable[[Array], Array]
    slope: Callable[[Array], Array]


def linear(z: Array) -> Array:
    """φ(z) = z: no bend at all."""
    return z


def linear_slope(a: Array) -> Array:
    """φ′ = 1."""
    return np.ones_like(a)


def tanh(z: Array) -> Array:
    """φ(z) = tanh z, between −1 and 1."""
    return np.tanh(z)


def tanh_slope(a: Array) -> Array:
    """φ′ = 1 − a²."""
    return 1 - a * a


def sigmoid(z: Array) -> Array:
    """φ(z) = 1/(1 + e^−z) = ½ + ½ tanh(z/2); the second form never overflows."""
    return np.asarray(0.5 + 0.5 * np.tanh(0.5 * z))


def sigmoid_slope(a: Array) -> Array:
    """φ′ = a (1 − a)."""
    return a * (1 - a)


def relu(z: Array) -> Array:
    """φ(z) = max(0, z). Nair and Hinton (2010)."""
    return np.maximum(z, 0)


def relu_slope(a: Array) -> Array:
    """φ′ = 1 where a > 0, else 0; at the kink itself 0, as most libraries have it."""
    return (a > 0).astype(a.dtype)


def leaky_relu(z: Array) -> Array:
    """φ(z) = z where z > 0, else 0.01 z. Maas, Hannun and Ng (2013)."""
    return np.asarray(np.maximum(z, LEAK * z))


def leaky_relu_slope(a: Array) -> Array:
    """φ′ = 1 where a > 0, else 0.01."""
    return np.maximum(a > 0, a.dtype.type(LEAK))


def elu(z: Array) -> Array:
    """φ(z) = z where z > 0, else e^z − 1. Clevert, Unterthiner and Hochreiter (2016), eq. 16 with α = 1."""
    return np.maximum(z, 0) + np.expm1(np.minimum(z, 0))


def elu_slope(a: Array) -> Array:
    """φ′ = 1 where a > 0, else e^z = a + 1."""
    return np.minimum(a, 0) + 1


def softplus(z: Array) -> Array:
    """φ(z) = ln(1 + e^z), a smooth ReLU. Dugas et al. (2001)."""
    return np.maximum(z, 0) + np.log1p(np.exp(-np.abs(z)))


def softplus_slope(a: Array) -> Array:
    """φ′ = 1/(1 + e^−z) = 1 − e^−a."""
    return -np.expm1(-a)


ACTIVATIONS: Registry[Activation] = Registry(
    "activation",
    {
        "linear": Activation("linear", linear, linear_slope),
        "tanh": Activation("tanh", tanh, tanh_slope),
        "sigmoid": Activation("sigmoid", sigmoid, sigmoid_slope),
        "relu": Activation("relu", relu, relu_slope),
        "leaky_relu": Activation("leaky_relu", leaky_relu, leaky_relu_slope),
        "elu": Activation("elu", elu, elu_slope),
        "softplus": Activation("softplus", softplus, softplus_slope),
    },
)
