"""The data of double descent: fits at every width, cached for all visitors, and the pictures' data."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

import numpy as np

from dlcore.generalization import double_descent
from dlcore.generalization.double_descent import Descent, Width
from dlcore.generalization.samples import TRUTHS
from pages.lessons.bias_variance.charts import double_descent_curve
from pages.lessons.bias_variance.pictures import short
from pages.lessons.bias_variance.values import BiasVarianceValues
from pages.ui.charts import curve, film
from pages.ui.serving.runs import keep

RIDGE = 0.1
"""Strength of the ridge that takes the peak away."""

NEAR = 0.1
"""The distance from n at which the top of a peak may lie, as a share of n."""

PEAK = 2
"""The multiple of the best error to either side that the top of a peak has."""


def descent(chosen: BiasVarianceValues) -> Descent:
    """The double descent that the controls describe."""
    return Descent(truth=chosen.truth, noise=chosen.noise, n=chosen.points, seed=chosen.seed)


@keep
def at_width(where: Descent, p: int) -> Width:
    """One width."""
    return double_descent.at_width(where, p)


def widths(where: Descent) -> tuple[int, ...]:
    """All widths."""
    return double_descent.widths(where.n)


def jobs(where: Descent, with_ridge: bool) -> list[Callable[[], Width]]:
    """The fits: every width, and once more with ridge if that is asked for."""
    both = [where, replace(where, strength=RIDGE)] if with_ridge else [where]
    return [partial(at_width, one, p) for one in both for p in widths(where)]


def fitted(where: Descent, count: int) -> list[Width]:
    """The first `count` jobs, all done by now, without those with ridge."""
    return [at_width(where, p) for p in widths(where)[:count]]


@keep
def captions(where: Descent, count: int, pattern: str) -> Sequence[str]:
    return [
        pattern.format(
            p=width.p, test=short(width.test[1]), low=short(width.test[0]), high=short(width.test[2]),
            train=short(width.train), norm=short(width.norm),
        )
        for width in fitted(where, count)
    ]  # fmt: skip


@keep
def curves(where: Descent, count: int) -> film.Datasets:
    """The first sample and its fit at every width."""
    x, y = double_descent.examples(where)
    lines = np.array([width.curve for width in fitted(where, count)])
    far = 6 * max(1.0, float(np.abs(y[0]).max()))
    drawn = double_descent.DRAWN
    return curve.datasets(drawn, np.clip(lines, -far, far), (x[0], y[0]), truth=TRUTHS[where.truth](drawn))


@keep
def errors(where: Descent, count: int) -> film.Datasets:
    """The errors against the width; jobs beyond the number of widths are those with ridge."""
    every = widths(where)
    plain = fitted(where, count)
    held = fitted(replace(where, strength=RIDGE), max(count - len(every), 0))
    return double_descent_curve.datasets(
        where.n,
        np.array([width.p for width in plain]),
        np.array([width.test for width in plain]),
        np.array([width.train for width in plain]),
        (np.array([width.p for width in held]), np.array([width.test[1] for width in held])),
        every[-1],
    )


def facts(where: Descent) -> dict[str, Any]:
    """The worst width near n, the best before it, and the widest, with their median errors, when all is fitted.

    A stiff fit may be worse than the top of a peak: a peak is what stands out on both sides.
    """
    plain = fitted(where, len(widths(where)))
    peak = max((width for width in plain if abs(width.p - where.n) <= NEAR * where.n), key=_error)
    best = min((width for width in plain if width.p < peak.p), key=_error)
    after = min((width for width in plain if width.p > peak.p), key=_error)
    said: dict[str, Any] = {"n": where.n}
    for name, width in (("best", best), ("peak", peak), ("widest", plain[-1])):
        said |= {name: width.p, f"{name}_error": short(_error(width))}
    return said | {
        "wins": _error(plain[-1]) < _error(best),
        "peaks": _error(peak) > PEAK * max(_error(best), _error(after)),
    }


def _error(width: Width) -> float:
    return float(width.test[1])
