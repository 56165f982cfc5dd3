"""Compute once, also when forty ask at the same moment: a class at a cold server waits for one, not for forty."""

from collections.abc import Callable
from functools import cache, wraps
from threading import RLock
from typing import ParamSpec, TypeVar

import pandas  # noqa: F401 - Altair asks what is loaded: another thread, importing scikit-learn, may not be half-way

from pages.ui.turns import undisturbed

Parameters = ParamSpec("Parameters")
Result = TypeVar("Result")

_one_by_one = RLock()
"""One for all: Altair, which builds most of what is kept here, is not made for several threads."""


def once(function: Callable[Parameters, Result]) -> Callable[Parameters, Result]:
    """Decorate a function of few and small arguments: each result is computed by one thread, and kept for good."""
    kept = cache(function)

    @wraps(function)
    def look_up(*arguments: Parameters.args, **named: Parameters.kwargs) -> Result:
        with undisturbed(), _one_by_one:
            return kept(*arguments, **named)

    return look_up
