"""The data of the lesson on bias and variance: its refits, cached for all visitors, and the pictures' data."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache, partial
from typing import Any

import numpy as np

from dlcore.generalization import ensemble
from dlcore.generalization.ensemble import GRID, Measured, Refits
from dlcore.generalization.regressors import NETWORK_RATE
from dlcore.generalization.samples import TRUTHS, Setting
from dlcore.training.experiment import Experiment
from pages.lessons.bias_variance.charts import decomposition, refits
from pages.lessons.bias_variance.values import BiasVarianceValues
from pages.ui import number_format
from pages.ui.charts import film, heatmap
from pages.ui.parts import downloads
from pages.ui.serving.once import shared
from pages.ui.serving.runs import keep
from pages.ui.theme import INK, SERIES

Curve = tuple[tuple[float, float], ...]
"""A curve by its points (x, y)."""

SIZES = (5, 7, 10, 13, 16, 20, 30, 50, 100, 200)
"""Sizes of sample of a learning curve."""

CAPACITY = {"polynomial": "degree", "neighbours": "k", "ridge": "strength", "network": "hidden"}
"""The control of the capacity of each model."""

COLOURS = {"bias": decomposition.BIAS, "variance": decomposition.VARIANCE, "ink": INK, "series": SERIES}
"""The colours of the legends."""

WORK = 15_000
"""Examples times epochs up to which a network's learning curve is measured."""

SUSPECT = 0.25
"""Share of the worst refit in all squared error from which on the page says that it decides the means."""

CLOSE = 1.05
"""The multiple of the least error of a sweep up to which a capacity counts as just right."""

WORSE = 1.25
"""The multiple of a constant's error above which not even the best of a sweep has learned anything."""

UNSEEN = 100_000
"""Added to a seed: seeds that no control reaches."""

LEAST = 10
"""Training points that the laboratory takes, at least."""

BLURRED = 0.25
"""Standard error of bias², as a share of the least error of the sweep, from which on its line is not drawn."""


def setting(chosen: BiasVarianceValues) -> Setting:
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


def capacity(chosen: BiasVarianceValues) -> float:
    """The capacity of the chosen model."""
    chosen_capacity: float = getattr(chosen, CAPACITY[chosen.model])
    return chosen_capacity


_refitted, _trained = shared(4)(ensemble.refit), keep(ensemble.refit)


def _both(where: Setting, at: float) -> tuple[Measured, Refits]:
    # Networks take a hundred times as long as what is fitted by a formula: all of their refits are kept.
    return (_trained if where.model == "network" else _refitted)(where, at)


@keep
def measured(where: Setting, at: float) -> Measured:
    """The refits of one capacity, parted and measured: some thirty a page, of one kB each."""
    return _both(where, at)[0]


@keep
def shown(where: Setting, at: float) -> Refits:
    """The first refits of the capacity that is shown."""
    return _both(where, at)[1]


def sweep(where: Setting, chosen: float) -> list[float]:
    """The capacities of a sweep, the chosen one among them, from the stiffest to the most flexible."""
    every = {*ensemble.capacities(where), chosen}
    return sorted(every, reverse=where.model in ("neighbours", "ridge"))


def sizes(where: Setting, chosen: float) -> list[int]:
    """The sizes of a learning curve, the chosen one among them, none with fewer examples than neighbours."""
    least = int(chosen) if where.model == "neighbours" else 0
    most = WORK // where.epochs if where.model == "network" else np.inf
    return sorted({n for n in (*SIZES, where.n) if least <= n <= max(most, where.n)})


def course(kind: str, where: Setting, chosen: float) -> tuple[list[float], float, list[Callable[[], Measured]]]:
    """The axis of a picture: its places, the chosen one, and what there is to measure; "sweep" or "learning"."""
    if kind == "sweep":
        places = sweep(where, chosen)
        return places, chosen, [partial(measured, where, at) for at in places]
    numbers = sizes(where, chosen)
    return [*numbers], where.n, [partial(measured, replace(where, n=n), chosen) for n in numbers]


def short(value: float) -> str:
    """A number with three digits that count; what is rounding alone is 0."""
    if abs(value) >= 1000:
        return number_format.tidy(f"{float(f'{value:.3g}'):,.0f}")
    return "0" if abs(value) < 1e-12 else number_format.short(value)


def digits(value: float, error: float = 0.0) -> str:
    """A number as the page adds it up: four digits after the point, or as many as an error of two digits leaves."""
    places = number_format.last_place(error, 2) if error >= 0.1 else 4
    return number_format.tidy(f"{round(value, places) + 0.0:,.{max(places, 0)}f}")


def room(error: float) -> str:
    """A standard error, to the same place as what it belongs to."""
    if 1e-12 < error < 0.00005:
        return "<0.0001"
    return digits(error, error) if error > 1e-12 else "0"


def typeset(numbers: dict[str, Any]) -> dict[str, Any]:
    """The numbers of a formula, which would take a comma between thousands for one of a list."""
    return {name: value.replace(",", "{,}") if isinstance(value, str) else value for name, value in numbers.items()}


def facts(found: Measured) -> dict[str, Any]:
    """The numbers that the page names."""
    either = max(found.bias_error, found.variance_error)
    return {
        "bias": digits(found.bias, found.bias_error),
        "variance": digits(found.variance, found.variance_error),
        "noise": digits(found.noise),
        "total": digits(found.total, either),
        "test": digits(found.test, found.test_error),
        "train": digits(found.train),
        "error": room(found.test_error),
        "bias_error": room(found.bias_error),
        "variance_error": room(found.variance_error),
        "gap": digits(found.test - found.train, found.test_error),
        "share": f"{found.largest:.0%}",
        "reducible": digits(found.bias + found.variance, either),
    }


def reducible(where: Setting, at: float) -> float:
    """Bias² + variance: what another model, or more data, can lower."""
    found = measured(where, at)
    return found.bias + found.variance


def fresh(where: Setting) -> Setting:
    """The same setting with samples that no control has shown."""
    return replace(where, seed=where.seed + UNSEEN)


def regime(where: Setting, at: float) -> tuple[str, dict[str, Any]]:
    """The place of a capacity beside the best of its sweep, as REGIMES calls it, and the errors at both."""
    places = sweep(where, at)
    done = [measured(where, place) for place in places]
    best = min(range(len(places)), key=lambda place: done[place].total)
    mine = places.index(at)
    numbers = {"here": f"{at:g}", "best": f"{places[best]:g}"}
    for name, place in (("", mine), ("best_", best)):
        numbers |= {f"{name}train": short(done[place].train), f"{name}test": short(done[place].test)}
    if done[best].bias + done[best].variance > WORSE * of_constant(where):
        return "none", numbers
    if done[mine].total <= CLOSE * done[best].total:
        return "best" if mine == best else "right", numbers
    return "under" if mine < best else "over", numbers


def of_constant(where: Setting) -> float:
    """Bias² + variance of a constant fitted to a sample: f's variance over x, and that of a mean of n."""
    values = TRUTHS[where.truth](GRID)
    spread = float((values - values @ ensemble.GRID_WEIGHTS) ** 2 @ ensemble.GRID_WEIGHTS)
    return spread + (spread + where.noise**2) / where.n


def one_network(chosen: BiasVarianceValues) -> Experiment | None:
    """One refit as a run of the laboratory, which knows one of the true functions; half of its examples train."""
    if chosen.model != "network" or chosen.truth != "sine" or chosen.n < LEAST:
        return None
    return Experiment(
        dataset="sine", n=2 * chosen.n, noise=chosen.noise, features=("x1",), hidden=(int(chosen.hidden),),
        initialization="large", loss="squared", learning_rate=NETWORK_RATE, batch_size=chosen.n,
        epochs=chosen.epochs, seed=chosen.seed,
    )  # fmt: skip


def told_from_zero(found: Measured) -> bool:
    """Tell whether bias² lies more than two standard errors above 0."""
    return found.bias > 2 * found.bias_error


@keep
def film_picture(where: Setting, at: float) -> film.Datasets:
    """The refits one by one, with the mean and the band of those so far; at the end, of all that were made."""
    first = shown(where, at)
    mean, spread = ensemble.running(first.curves)
    x, y, curves = first.x, first.y, first.curves
    if len(curves) < where.replications:
        found = measured(where, at)
        x, y, curves = (np.concatenate([values, values[-1:]]) for values in (x, y, curves))
        mean, spread = np.vstack([mean, found.mean]), np.vstack([spread, found.spread])
    return refits.datasets(GRID, TRUTHS[where.truth](GRID), curves, mean, spread, (x, y))


@keep
def captions(where: Setting, at: float, one: str, more: str, every: str) -> list[str]:
    """The captions of each frame: patterns for the first refit, for the later ones, and for all that were made."""
    first = shown(where, at)
    errors = first.curves - TRUTHS[where.truth](GRID)
    total, squares = np.cumsum(errors, axis=0), np.cumsum(errors**2, axis=0)
    told = []
    for t, (train, test) in enumerate(zip(first.train.tolist(), first.test.tolist(), strict=True)):
        numbers = {"refit": t + 1, "of": where.replications, "train": short(train), "test": short(test)}
        if t:
            so_far = ensemble.parts(total[t], squares[t], t + 1)
            numbers |= {"bias": short(float(so_far.bias)), "variance": short(float(so_far.variance))}
        told.append((more if t else one).format(**numbers))
    if len(told) < where.replications:
        told.append(every.format(of=where.replications, **facts(measured(where, at))))
    return told


@keep
def parts_picture(
    kind: str, where: Setting, chosen: float, count: int, word: str, log: bool, drawn: Curve = ()
) -> film.Datasets:
    """The first `count` places of a course, all measured by now; `word` is the pattern for a test error.

    `drawn` are places and test errors that a visitor drew before.
    """
    places, here, jobs = course(kind, where, chosen)
    done = [job() for job in jobs[:count]]
    values = {name: np.array([getattr(one, name) for one in done], float) for name in decomposition.KINDS}
    tests = np.array([one.test for one in done]), np.array([one.test_error for one in done])
    uncertain = np.array([one.bias_error for one in done])
    if log:
        # An estimate that cannot be told from 0 has no place on a logarithmic axis.
        values["bias"] = np.where(values["bias"] > uncertain, values["bias"], 0.0)
    else:
        values["bias"] = np.where(uncertain < BLURRED * values["total"].min(), values["bias"], np.nan)
    labels = [f"{place:g}" for place in places]
    words = [word.format(place=label, **facts(one)) for label, one in zip(labels, done, strict=False)]
    at = np.log(places) if kind == "learning" else np.arange(len(places))
    best = int(values["total"].argmin()) if kind == "sweep" and len(done) == len(places) else None
    return decomposition.datasets(labels, places.index(here), at, values, tests, words, log=log, best=best, drawn=drawn)


def table(where: Setting, at: float) -> bytes:
    """The sweep as comma-separated values."""
    places = sweep(where, at)
    done = [measured(where, place) for place in places]
    names = ("bias", "variance", "noise", "total", "test", "test_error", "train")
    return downloads.csv(film.rows(capacity=places, **{name: [getattr(one, name) for one in done] for name in names}))


@cache
def glimpse() -> str:
    """The small picture of the lesson: a row a refit, orange where it lies below the truth and blue where above."""
    errors = shown(Setting(), 1).curves - TRUTHS["sine"](GRID)
    return heatmap.png(heatmap.signed(errors[:, ::2]), heatmap.diverging())
