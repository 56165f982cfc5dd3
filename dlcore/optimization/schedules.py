"""Schedules: by what factor in [0, 1] the learning rate is multiplied at a step of a run.

schedule(step, steps) -> factor: step counts from 0 to steps - 1, as a number or an array of any shape, and the factor
has its shape. Pure: the same step gives the same factor, whenever it is asked for. Raises ValueError where steps < 1
or a step is negative; beyond the end the factor stays within [0, 1].
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike

from dlcore.arrays import Array
from dlcore.registry import Registry

Schedule = Callable[[ArrayLike, int], Array]


def _steps(step: ArrayLike, steps: int) -> Array:
    """Check the arguments and give the step as floats."""
    if steps < 1:
        raise ValueError(f"A run has at least 1 step, not {steps}.")
    at = np.asarray(step, dtype=float)
    if (at < 0).any():
        raise ValueError(f"Steps count from 0, so there is no step {at.min():g}.")
    return at


def constant(step: ArrayLike, steps: int) -> Array:
    """Leave the rate as it is: factor 1."""
    return np.ones_like(_steps(step, steps))


def step(step: ArrayLike, steps: int) -> Array:
    """Divide the rate by 10 after every third of the run: factor 10^(-⌊3·step/steps⌋), and 0.01 from then on.

    He et al. (2016), Deep residual learning, section 3.4, divide by 10 when the error stops falling; libraries have
    it as StepLR (PyTorch) and piecewise constant decay (Keras, optax), the places being the user's choice.
    """
    drops = np.floor(3 * _steps(step, steps) / steps).astype(int)
    factor: Array = np.array([1.0, 0.1, 0.01])[np.minimum(drops, 2)]  # a power differs by processor in its last digit
    return factor


def inverse_time(step: ArrayLike, steps: int) -> Array:
    """Let the rate fall as 1/t: factor 1 / (1 + 9·step/steps), from 1 towards 0.1.

    Robbins and Monro (1951), eq. 6 and 7: rates whose sum is infinite but whose squares have a finite sum, of which
    1/t is the usual one, still the noise of the batches. The form is InverseTimeDecay of Keras.
    """
    factor: Array = 1 / (1 + 9 * _steps(step, steps) / steps)
    return factor


def cosine(step: ArrayLike, steps: int) -> Array:
    """Let the rate fall along half a wave: factor (1 + cos(π·step/steps)) / 2, from 1 towards 0, then 0.

    Loshchilov and Hutter (2017), SGDR, eq. 5, with one period, no restart and least rate 0.
    """
    share = np.minimum(_steps(step, steps) / steps, 1)
    factor: Array = (1 + np.cos(np.pi * share)) / 2
    return factor


def warmup(step: ArrayLike, steps: int) -> Array:
    """Let the rate rise over the first tenth of the run, w = ⌈steps/10⌉ steps: factor min(1, (step + 1) / w).

    Goyal et al. (2017), Accurate, large minibatch SGD, section 2.2 (gradual warm-up); the rate stays there afterwards.
    """
    rise = np.ceil(steps / 10)
    factor: Array = np.minimum(1.0, (_steps(step, steps) + 1) / rise)
    return factor


SCHEDULES: Registry[Schedule] = Registry(
    "schedule",
    {"constant": constant, "step": step, "inverse_time": inverse_time, "cosine": cosine, "warmup": warmup},
)
