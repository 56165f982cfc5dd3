"""Descents of a curve and of a line's loss, written out as numpy programs."""

from dlcore.arrays import Array
from dlcore.optimization.curves import curve_formula
from dlcore.regression.lines import Measure
from dlcore.studies.learning_rate_sweep import Run

CURVE = '''"""Gradient descent on f(theta) = {value}"""

import numpy as np


def value(theta):
    return {value}


def slope(theta):
    return {slope}


theta = {start!r}
for step, rate in enumerate({rates}):
    print(step, theta, value(theta))
    theta = theta - rate * slope(theta)
print({steps}, theta, value(theta))
'''


def curve_program(name: str, curvature: float, run: Run) -> str:
    """Write out a run on a curve of CURVES: the program prints step, θ and loss of every frame."""
    value, slope = curve_formula(name, curvature)
    rates = run.rate.tolist()
    same = len(set(rates)) == 1
    written = f"[{rates[0]}] * {len(rates)}" if same else repr(rates)
    return CURVE.format(value=value, slope=slope, start=float(run.theta[0, 0]), rates=written, steps=len(rates))


LINE = '''"""A line through ten points by gradient descent."""

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
    return LINE.format(
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
