"""What the lesson on bias and variance is given: its refits, cached for all visitors, and the pictures' data."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache, partial
from typing import Any

import numpy as np

from dlcore import double_descent, ensemble
from dlcore.double_descent import Descent, Width
from dlcore.ensemble import GRID, Measured
from dlcore.samples import TRUTHS, Setting
from pages.ui import takeaway
from pages.ui.charts import curve, film, heatmap, refits
from pages.ui.charts import double_descent as descending
from pages.ui.charts import parts as parting
from pages.ui.control import Values
from pages.ui.runs import kept
from pages.ui.theme import INK, SERIES

SIZES = (5, 7, 10, 13, 16, 20, 30, 50, 100, 200)
"""Sizes of sample of a learning curve."""

CAPACITY = {"polynomial": "degree", "neighbours": "k", "ridge": "strength", "network": "hidden"}
"""Which control is the capacity of which model."""

COLOURS = {"bias": parting.BIAS, "variance": parting.VARIANCE, "ink": INK, "series": SERIES}
"""The colours of the legends."""

WORK = 30_000
"""Examples times epochs up to which a network's learning curve is measured."""

RIDGE = 0.1
"""Strength of the ridge that takes the peak of double descent away."""

SUSPECT = 0.25
"""Share of the worst refit in all squared error from which on the page says that it decides the means."""

BLURRED = 0.25
"""Standard error of bias², as a share of the least error of the sweep, from which on its line is not drawn."""

keep = kept(24, Setting, Descent)


def setting(chosen: Values) -> Setting:
    """The ensemble that the controls describe; the epochs count for networks only."""
    return Setting(
        truth=chosen.truth,
        noise=chosen.noise,
        n=chosen.n,
        replications=chosen.replications,
        model=chosen.model,
        epochs=chosen.epochs if chosen.model == "network" else Setting.epochs,
        seed=chosen.seed,
    )


def capacity(chosen: Values) -> float:
    """The capacity of the chosen model."""
    return getattr(chosen, CAPACITY[chosen.model])


@kept(400, Setting)
def measured(where: Setting, at: float) -> Measured:
    """The refits of one capacity, parted and measured."""
    return ensemble.measure(where, at)


def sweep(where: Setting, chosen: float) -> list[float]:
    """The capacities of a sweep, the chosen one among them, from the stiffest to the most flexible."""
    every = {*ensemble.capacities(where), chosen}
    return sorted(every, reverse=where.model in ("neighbours", "ridge"))


def sizes(where: Setting, chosen: float) -> list[int]:
    """The sizes of a learning curve, the chosen one among them, none with fewer examples than neighbours."""
    least = int(chosen) if where.model == "neighbours" else 0
    most = WORK // where.epochs if where.model == "network" else np.inf
    return sorted({n for n in (*SIZES, where.n) if least <= n <= max(most, where.n)})


def sweep_jobs(where: Setting, chosen: float) -> list[Callable[[], Measured]]:
    """What there is to measure for a sweep."""
    return [partial(measured, where, at) for at in sweep(where, chosen)]


def learning_jobs(where: Setting, chosen: float) -> list[Callable[[], Measured]]:
    """What there is to measure for a learning curve."""
    return [partial(measured, replace(where, n=n), chosen) for n in sizes(where, chosen)]


def short(value: float) -> str:
    """A number with three digits."""
    return f"{value:.3g}".replace("e-0", "e-").replace("e+0", "e").replace("e+", "e").replace("-", "−")


def digits(value: float) -> str:
    """A number as the page adds it up: four digits after the point, or three in all where it is large."""
    return (f"{value:.4f}" if abs(value) < 10 else f"{value:.3g}".replace("e+0", "e").replace("e+", "e")).replace(
        "-", "−"
    )


def facts(found: Measured) -> dict[str, Any]:
    """The numbers that the page names."""
    gap = found.test - found.total
    apart = abs(gap) / found.gap_error if found.gap_error > 0 else 0.0
    return {
        "bias": digits(found.bias),
        "variance": digits(found.variance),
        "noise": digits(found.noise),
        "total": digits(found.total),
        "test": digits(found.test),
        "train": digits(found.train),
        "error": digits(found.test_error),
        "bias_error": digits(found.bias_error),
        "variance_error": digits(found.variance_error),
        "apart": f"{apart:.1f}",
        "gap": digits(found.test - found.train),
        "share": f"{found.largest:.0%}",
        "reducible": digits(found.bias + found.variance),
    }


@keep
def film_picture(where: Setting, at: float) -> film.Datasets:
    """The refits one by one, with the mean and the band of those so far."""
    shown = measured(where, at).film
    mean, spread = ensemble.running(shown.curves)
    return refits.datasets(GRID, TRUTHS[where.truth](GRID), shown.curves, mean, spread, (shown.x, shown.y))


@keep
def captions(where: Setting, at: float, one: str, more: str) -> list[str]:
    """What the player says at each frame: patterns for the first refit and for the later ones."""
    shown = measured(where, at).film
    errors = shown.curves - TRUTHS[where.truth](GRID)
    total, squares = np.cumsum(errors, axis=0), np.cumsum(errors**2, axis=0)
    told = []
    for t, (train, test) in enumerate(zip(shown.train.tolist(), shown.test.tolist(), strict=True)):
        numbers = {"refit": t + 1, "of": len(errors), "train": short(train), "test": short(test)}
        if t:
            so_far = ensemble.parts(total[t], squares[t], t + 1)
            numbers |= {"bias": short(so_far.bias), "variance": short(so_far.variance)}
        told.append((more if t else one).format(**numbers))
    return told


def parts_picture(
    places: Sequence[float], chosen: float, done: Sequence[Measured], at: Sequence[float], word: str, log: bool
) -> film.Datasets:
    """What was measured so far at `at`, along the places; `word` is the pattern for a test error."""
    values = {
        kind: np.array([getattr(one, kind) for one in done], float)
        for kind in ("bias", "variance", "noise", "train", "total")
    }
    tests = np.array([one.test for one in done]), np.array([one.test_error for one in done])
    uncertain = np.array([one.bias_error for one in done])
    if log:
        # An estimate that cannot be told from 0 has no place on a logarithmic axis.
        values["bias"] = np.where(values["bias"] > uncertain, values["bias"], 0.0)
    else:
        values["bias"] = np.where(uncertain < BLURRED * values["total"].min(), values["bias"], np.nan)
    words = [word.format(place=f"{place:g}", **facts(one)) for place, one in zip(at, done, strict=True)]
    index = [list(places).index(place) for place in at]
    return parting.datasets(
        [f"{place:g}" for place in places], list(places).index(chosen), index, values, tests, words, log=log
    )


def descent(chosen: Values) -> Descent:
    """The double descent that the controls describe."""
    return Descent(truth=chosen.truth, noise=chosen.noise, n=chosen.points, seed=chosen.seed)


@kept(400, Descent)
def at_width(where: Descent, p: int) -> Width:
    """One width of a double descent."""
    return double_descent.at_width(where, p)


def widths(where: Descent) -> tuple[int, ...]:
    """The widths of a double descent."""
    return double_descent.widths(where.n)


def descent_jobs(where: Descent, with_ridge: bool) -> list[Callable[[], Width]]:
    """What there is to fit: every width, and once more with ridge if that is asked for."""
    both = [where, replace(where, strength=RIDGE)] if with_ridge else [where]
    return [partial(at_width, one, p) for one in both for p in widths(where)]


def descent_words(done: Sequence[Width], pattern: str) -> list[str]:
    """What is said at each width."""
    return [
        pattern.format(
            p=width.p, test=short(width.test[1]), low=short(width.test[0]), high=short(width.test[2]),
            train=short(width.train) if width.train > 1e-9 else "0", norm=short(width.norm),
        )
        for width in done
    ]  # fmt: skip


def descent_curves(where: Descent, done: Sequence[Width]) -> film.Datasets:
    """The first sample and its fit at every width."""
    x, y = double_descent.examples(where)
    lines = np.array([width.curve for width in done])
    far = 6 * max(1.0, float(np.abs(y[0]).max()))
    drawn = double_descent.DRAWN
    return curve.datasets(drawn, np.clip(lines, -far, far), (x[0], y[0]), truth=TRUTHS[where.truth](drawn))


def descent_errors(where: Descent, done: Sequence[Width]) -> film.Datasets:
    """The errors against the width; results beyond the number of widths are those with ridge."""
    count = len(widths(where))
    plain, held = done[:count], done[count:]
    return descending.datasets(
        where.n,
        np.array([width.p for width in plain]),
        np.array([width.test for width in plain]),
        np.array([width.train for width in plain]),
        (np.array([width.p for width in held]), np.array([width.test[1] for width in held])),
        widths(where)[-1],
    )


def descent_facts(where: Descent, done: Sequence[Width]) -> dict[str, Any]:
    """The best width before n, the worst, and the widest, with their median errors."""
    plain = done[: len(widths(where))]
    best = min((width for width in plain if width.p < where.n), key=lambda width: width.test[1])
    worst = max(plain, key=lambda width: width.test[1])
    said = {"n": where.n}
    for name, width in (("best", best), ("worst", worst), ("widest", plain[-1])):
        said |= {name: width.p, f"{name}_error": short(width.test[1])}
    return said | {"wins": plain[-1].test[1] < best.test[1], "peaks": worst.p == where.n}


def table(where: Setting, at: float) -> bytes:
    """The sweep as comma-separated values."""
    places = sweep(where, at)
    done = [measured(where, place) for place in places]
    names = ("bias", "variance", "noise", "total", "test", "test_error", "train")
    return takeaway.csv(film.rows(capacity=places, **{name: [getattr(one, name) for one in done] for name in names}))


@cache
def glimpse() -> str:
    """The small picture of the lesson: a row a refit, orange where it lies below the truth and blue where above."""
    shown = measured(Setting(), 1).film
    errors = shown.curves - TRUTHS["sine"](GRID)
    return heatmap.png(heatmap.signed(errors[:, ::2]), heatmap.diverging())
