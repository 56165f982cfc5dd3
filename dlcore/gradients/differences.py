"""The slope of a function of one number by differences alone, as exact as float64 lets it be."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from dlcore.gradients.gradcheck import numerical_gradient

WIDEST = 0.25
"""The first step tried: wide, because where a slope is tiny, rounding drowns the difference of a narrow one."""

HALVINGS = 14
NARROW = 1e-4
"""The step of the two one-sided slopes, which tell whether there is a kink."""


@dataclass(frozen=True)
class Difference:
    """A slope found by differences to both sides, and to each side alone.

    kink says that the sides disagree however small the step: there is no derivative, and nothing can be compared.
    """

    value: float
    left: float
    right: float
    kink: bool


def derivative(function: Callable[[float], float], at: float) -> Difference:
    """f′(at), from differences to both sides at ever smaller steps: of all of them the one that settled best.

    D(h) = (f(at + h) − f(at − h)) / 2h; (4 D(h/2) − D(h)) / 3 has an error of h⁴, Richardson (1911). Wide steps err
    by the curve, narrow ones by rounding; in between two neighbours agree best. Press et al. (2007), Numerical
    recipes, section 5.7.
    """
    theta = np.array([at])
    steps = WIDEST / 2.0 ** np.arange(HALVINGS)
    plain = np.array([numerical_gradient(lambda t: function(float(t[0])), theta, float(h))[0] for h in steps])
    better = (4 * plain[1:] - plain[:-1]) / 3
    settled = int(np.argmin(np.abs(np.diff(better)))) + 1
    here = function(at)
    left, right = np.array(
        [((here - function(at - h)) / h, (function(at + h) - here) / h) for h in (NARROW, NARROW / 2)]
    ).T
    wide, narrow = np.abs(right - left)
    # A curve halves the gap between the sides with the step, a kink leaves it; below 1e-9 all is rounding.
    return Difference(float(better[settled]), float(left[1]), float(right[1]), bool(narrow > max(0.75 * wide, 1e-9)))
