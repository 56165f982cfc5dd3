"""The tests of the nine marks: each a fact about the model that is shown, cached for all visitors."""

from inspect import signature
from io import BytesIO
from typing import Any, NamedTuple

import numpy as np

from dlcore.models import refits
from dlcore.models.families import FAMILIES, error, load, scaled, without
from pages.lessons.parameters.charts import error_by_scale, hyperparameter_sweep, plane
from pages.lessons.parameters.pictures import (
    COARSE,
    EXTENT,
    ModelSpec,
    arguments,
    coloured,
    file,
    fit,
    grid,
    heights,
    measured,
    short,
)
from pages.ui.charts import curve, film, heatmap
from pages.ui.serving.runs import keep

FACTORS = np.round(np.arange(0, 2.05, 0.1), 10)
"""The factors of the parameters."""


def scaled_names(family: str, name: str) -> tuple[str, ...]:
    """The parameters that are scaled together."""
    return FAMILIES[family].names if name == "all" else (name,)


@keep
def scaled_errors(where: ModelSpec, name: str) -> np.ndarray:
    """The error on fresh examples with parameters scaled by each of FACTORS."""
    family, source = where.family, where.source
    x, y = refits.judges(*source)
    model = fit(where).model
    names = scaled_names(family, name)
    return np.array([error(family, scaled(model, names, factor).predict(x), y) for factor in FACTORS])


@keep
def scaled_picture(where: ModelSpec, name: str) -> film.Datasets:
    """The film of the model whose parameters are scaled."""
    family, (model, x, y, *_) = where[0], fit(where)
    models = [scaled(model, scaled_names(family, name), factor) for factor in FACTORS]
    if family == "line":
        at = np.linspace(-1.2, 1.2, 61)
        low, high = heights(y)
        curves = np.array([np.clip(each.predict(at[:, None]), 4 * low, 4 * high) for each in models])
        return curve.datasets(at, curves, (x[:, 0], y))
    scores = np.array([each.predict(grid(COARSE)) for each in models])
    wrong = np.array([(each.predict(x) > 0) != (y > 0.5) for each in models])
    points = plane.classified(x, y, wrong, ("0", "1"), "train")
    levels = heatmap.signed(coloured(family, scores)).reshape(-1, COARSE, COARSE)
    return plane.datasets(heatmap.reel(levels, heatmap.diverging()), (*EXTENT, *EXTENT), points)


def skill_picture(where: ModelSpec, name: str) -> film.Datasets:
    """The error against the factor."""
    errors = scaled_errors(where, name)
    return error_by_scale.datasets(FACTORS, errors, [measured(where.family, error) for error in errors.tolist()])


def left_out(where: ModelSpec) -> list[tuple[str, str]]:
    """For each parameter of the model what a prediction without it is answered."""
    model, x = fit(where).model, fit(where).x
    answers = []
    for name in model.parameters:
        try:
            without(model, name).predict(x)
        except ValueError as refusal:
            answers.append((name, str(refusal)))
    return answers


@keep
def defied(where: ModelSpec, written: float) -> refits.Defied:
    found = fit(where)
    return refits.defy(found.model, found.x, found.y, arguments(where), written)


@keep
def tried(family: str, dataset: str, noise: float, seed: int, rest: tuple[tuple[str, Any], ...]) -> refits.Attempts:
    """The hyperparameter of the family tried over its range; the rest of the settings stay."""
    settings = ({"gamma": 1.0} if family == "svm" else {}) | dict(rest)
    return refits.attempts(family, dataset, noise, seed, settings)


def attempts_of(where: ModelSpec) -> refits.Attempts:
    """The attempts that belong to a model: moving the hyperparameter that is tried asks for no new ones."""
    family, source, settings = where.family, where.source, where.settings
    return tried(family, *source, tuple(pair for pair in settings if pair[0] != refits.SWEPT[family][0]))


def attempts_picture(where: ModelSpec) -> film.Datasets:
    """The errors against the hyperparameter."""
    found, yours = attempts_of(where), float(arguments(where)[refits.SWEPT[where[0]][0]])
    return hyperparameter_sweep.datasets(found.values, found.train, found.test, found.best, yours, where[0] == "line")


def verdict(where: ModelSpec) -> str:
    """Name what the best values of the three samples say: they differ, agree, or all values fit but for rounding."""
    found = attempts_of(where)
    if measured(where.family, float(found.test.max())) == "0":
        return "tried_exact"
    return "tried_differ" if len(set(found.best.tolist())) > 1 else "tried_agree"


class Saved(NamedTuple):
    """A file: its bytes, what stands in it, and of how many predictions of the loaded model how many differ."""

    size: int
    arrays: tuple[str, ...]
    predictions: int
    different: int


@keep
def saved(where: ModelSpec) -> Saved:
    """Save the model, load it, and compare every prediction bit by bit."""
    content = file(where)
    with np.load(BytesIO(content), allow_pickle=False) as arrays:
        names = tuple(arrays.files)
    x, _ = refits.judges(*where[1:4])
    before, after = fit(where).model.predict(x), load(BytesIO(content)).predict(x)
    return Saved(len(content), names, len(x), int((before.view(np.int64) != after.view(np.int64)).sum()))


def signatures(family: str) -> tuple[str, str]:
    """The first lines of the functions that fit and that predict, from the running program."""
    kind = FAMILIES[family]
    lines = [
        f"{function.__name__}({', '.join(signature(function).parameters)})" for function in (kind.fit, kind.predict)
    ]
    return lines[0], lines[1]


def ends(where: ModelSpec) -> dict[str, str]:
    """The errors at the lowest and the highest value tried, and yours, as words."""
    family, found, own = where[0], attempts_of(where), fit(where)
    words = {"train": measured(family, own.train), "test": measured(family, own.test)}
    for end, at in (("low", 0), ("high", -1)):
        words[end] = short(float(found.values[at]))
        words[f"train_{end}"] = measured(family, float(found.train[0, at]))
        words[f"test_{end}"] = measured(family, float(found.test[0, at]))
    return words
