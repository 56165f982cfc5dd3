"""The toy shapes without their noise: points of two classes on the plane, and curves to follow."""

from collections.abc import Callable

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from dlcore.arrays import Array
from dlcore.registry import Registry

Labels = NDArray[np.integer]
Shape = Callable[[Labels, Generator], Array]
Curve = Callable[[Array], Array]


def _polar(radius: Array, angle: Array) -> Array:
    return np.stack([radius * np.cos(angle), radius * np.sin(angle)], axis=-1)


def blobs(labels: Labels, rng: Generator) -> Array:
    """Two normal clouds of standard deviation 0.12 around (-0.35, -0.35) and (0.35, 0.35)."""
    return 0.35 * (2 * labels[:, None] - 1) + 0.12 * rng.standard_normal((len(labels), 2))


def moons(labels: Labels, rng: Generator) -> Array:
    """Two half circles that reach into each other, as scikit-learn's make_moons, moved into [-1, 1]."""
    moon = _polar(np.ones(len(labels)), np.pi * rng.uniform(0, 1, len(labels)))
    moon = np.where(labels[:, None] == 1, [1.0, 0.5] - moon, moon)
    return (moon - [0.5, 0.25]) / 1.5


def circles(labels: Labels, rng: Generator) -> Array:
    """A disc of radius 0.5 (class 1) inside a ring from 0.7 to 1 (class 0), each filled evenly."""
    inner, outer = np.where(labels == 1, 0.0, 0.7), np.where(labels == 1, 0.5, 1.0)
    radius = np.sqrt(rng.uniform(inner**2, outer**2))
    return _polar(radius, 2 * np.pi * rng.uniform(0, 1, len(labels)))


def xor(labels: Labels, rng: Generator) -> Array:
    """The four quarters of the square; class 1 where the signs of x1 and x2 differ, with a gap along the axes."""
    size = rng.uniform(0.06, 1, (len(labels), 2))
    sign = rng.choice([-1.0, 1.0], len(labels))
    x: Array = size * np.stack([sign, sign * (1 - 2 * labels)], axis=-1)
    return x


def spiral(labels: Labels, rng: Generator) -> Array:
    """Two arms of 1.75 turns, radius u and angle 2π·1.75·u (+ π for class 1), u spread evenly over [0.06, 1]."""
    arm = np.empty(len(labels))
    for label in np.unique(labels):
        members = labels == label
        arm[members] = (np.arange(members.sum()) + rng.uniform(0, 1, members.sum())) / members.sum()
    radius = 0.06 + 0.94 * arm
    return _polar(radius, 2 * np.pi * 1.75 * radius + np.pi * labels)


def stripes(labels: Labels, rng: Generator) -> Array:
    """Four stripes across the square in turn: class 1 where x1 + x2 lies in [-1, 0) or [1, 2], class 0 elsewhere."""
    x = rng.uniform(-1, 1, (len(labels), 2))
    stripe = np.floor(x.sum(axis=1)) % 2 == 1
    reflected = stripe != (labels == 1)
    return np.where(reflected[:, None], -x, x)


def line(x: Array) -> Array:
    """A straight line: y = 0.8 x1 + 0.2."""
    return 0.8 * x[..., 0] + 0.2


def sine(x: Array) -> Array:
    """One whole wave: y = sin(π x1)."""
    wave: Array = np.sin(np.pi * x[..., 0])
    return wave


def plane(x: Array) -> Array:
    """A tilted plane: y = 0.6 x1 - 0.4 x2 + 0.1."""
    return 0.6 * x[..., 0] - 0.4 * x[..., 1] + 0.1


HILLS = np.array([(-0.6, 0.4, 1), (0.0, 0.4, -1), (0.6, 0.4, 1), (-0.6, -0.4, -1), (0.0, -0.4, 1), (0.6, -0.4, -1)])
"""Centre (x1, x2) and sign of each bump of `hills`."""


def hills(x: Array) -> Array:
    """Three hills and three hollows in turn: y = Σ sign·exp(-|x - centre|² / (2·0.2²)) over the rows of HILLS."""
    distance = ((x[..., None, :] - HILLS[:, :2]) ** 2).sum(axis=-1)
    height: Array = np.exp(-distance / (2 * 0.2**2)) @ HILLS[:, 2]
    return height


CURVES: Registry[tuple[Curve, int]] = Registry(
    "curve", {"line": (line, 1), "sine": (sine, 1), "plane": (plane, 2), "hills": (hills, 2)}
)
SHAPES: Registry[Shape] = Registry(
    "shape",
    {"blobs": blobs, "moons": moons, "circles": circles, "xor": xor, "spiral": spiral, "stripes": stripes},
)
