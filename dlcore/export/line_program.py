"""A descent of a line's loss written out as a numpy program."""

from dlcore.arrays import Array
from dlcore.regression.lines import Measure

PROGRAM = '''"""A line through ten points by gradient descent."""

import numpy as np

x = np.array({x})
y = np.array({y})


def each(r):
    return {each}


def pull(r):
    return {pull}


def residuals(a, b):
    return (y - (a * x + b)){shrink}


a, b = {start}
for step in range({steps} + 1):
    r = residuals(a, b)
    print(step, a, b, np.mean(each(r)))
    by_slope, by_intercept = {gradient}
    a, b = a + {rate} * by_slope, b + {rate} * by_intercept
'''

EACH = {
    "squared": ("r**2", "2 * r"),
    "absolute": ("np.abs(r)", "np.sign(r)"),
    "huber": (
        "np.minimum(np.abs(r), {delta}) * (np.abs(r) - np.minimum(np.abs(r), {delta}) / 2)",
        "np.clip(r, -{delta}, {delta})",
    ),
}
GRADIENT = {
    "vertical": "np.mean(pull(r) * x), np.mean(pull(r))",
    "perpendicular": (
        "np.mean(pull(r) * (x / np.sqrt(1 + a**2) + a * r / (1 + a**2))), np.mean(pull(r) / np.sqrt(1 + a**2))"
    ),
}


def line_program(x: Array, y: Array, measure: Measure, start: tuple[float, float], rate: float, steps: int) -> str:
    """Write out a descent from `start`: the program prints step, slope, intercept and loss of every frame."""
    each, pull = (formula.format(delta=measure.delta) for formula in EACH[measure.loss])
    return PROGRAM.format(
        x=x.tolist(),
        y=y.tolist(),
        each=each,
        pull=pull,
        shrink=" / np.sqrt(1 + a**2)" if measure.distance == "perpendicular" else "",
        start=tuple(start),
        steps=steps,
        gradient=GRADIENT[measure.distance],
        rate=rate,
    )
