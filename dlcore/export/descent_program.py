"""A descent of a curve written out as a numpy program of a dozen lines."""

from dlcore.optimization.curves import curve_formula
from dlcore.studies.learning_rate_sweep import Run

PROGRAM = '''"""Gradient descent on f(theta) = {value}"""

import numpy as np


def value(theta):
    return {value}


def slope(theta):
    return {slope}


theta = {start!r}
for step, rate in enumerate({rates!r}):
    print(step, theta, value(theta))
    theta = theta - rate * slope(theta)
print({steps}, theta, value(theta))
'''


def program(name: str, curvature: float, run: Run) -> str:
    """Write out a run on a curve of CURVES: the program prints step, θ and loss of every frame."""
    value, slope = curve_formula(name, curvature)
    rates = run.rate.tolist()
    return PROGRAM.format(value=value, slope=slope, start=float(run.theta[0, 0]), rates=rates, steps=len(rates))
