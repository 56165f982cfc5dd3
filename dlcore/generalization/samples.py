"""Samples of a noisy function, drawn again and again: what a model is refitted to."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from dlcore.arrays import Array
from dlcore.data import shapes
from dlcore.generalization.regressors import REGRESSORS
from dlcore.registry import Registry

Truth = Callable[[Array], Array]
TRUTHS: Registry[Truth] = Registry(
    "truth",
    {
        "sine": lambda x: shapes.sine(x[..., None]),
        "waves": lambda x: np.asarray(np.sin(2 * np.pi * x)),
        "line": lambda x: shapes.line(x[..., None]),
        "peak": lambda x: np.asarray(2 / (1 + 25 * x**2) - 1),
        "step": lambda x: np.asarray(np.where(x < 0, -0.8, 0.8)),
    },
)
"""The functions of x in [-1, 1] that the models are to find."""

FRESH = 100
"""Examples of the test of one refit, drawn apart from all others."""


@dataclass(frozen=True)
class Setting:
    """The setting of refits: R = replications samples of n examples of a truth, with noise of standard deviation σ.

    Raises ValueError for an unknown name, fewer than 2 replications, 2 examples or 1 epoch, and noise below 0.
    """

    truth: str = "sine"
    noise: float = 0.3
    n: int = 20
    replications: int = 200
    model: str = "polynomial"
    epochs: int = 300
    seed: int = 0

    def __post_init__(self) -> None:
        """Check the settings."""
        _, _ = TRUTHS[self.truth], REGRESSORS[self.model]
        if self.replications < 2 or self.n < 2 or self.epochs < 1 or not self.noise >= 0:
            raise ValueError(f"at least 2 replications, 2 examples, 1 epoch, and noise of at least 0, not {self}")


class Samples(NamedTuple):
    """R training samples x, y (R, n), and as many test samples, test_x and test_y (R, t)."""

    x: Array
    y: Array
    test_x: Array
    test_y: Array


def spread_out(n: int, replications: int, rng: np.random.Generator) -> Array:
    """Places x (R, n): [-1, 1] is cut into n equal stretches, and each has one x, anywhere in it.

    Samples without large gaps: a mean over refits then does not hang on the one with the largest.
    """
    return np.asarray(-1 + 2 / n * (np.arange(n) + rng.random((replications, n))))


def draw(setting: Setting) -> Samples:
    """Draw the samples, which cannot be written to. Model, capacity and epochs have no influence on them."""
    return _draw(replace(setting, model=Setting.model, epochs=Setting.epochs))


@lru_cache(maxsize=4)  # a sweep asks for the same ones for every capacity
def _draw(setting: Setting) -> Samples:
    f, replications = TRUTHS[setting.truth], setting.replications
    x_rng, noise_rng, test_rng, _ = np.random.default_rng(setting.seed).spawn(4)
    x = spread_out(setting.n, replications, x_rng)
    y = f(x) + setting.noise * noise_rng.standard_normal(x.shape)
    test_x = test_rng.uniform(-1, 1, (replications, FRESH))
    samples = Samples(x, y, test_x, f(test_x) + setting.noise * test_rng.standard_normal(test_x.shape))
    for values in samples:
        values.setflags(write=False)
    return samples
