"""Runs that all visitors share: each computed once, then kept as long as there is room."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, TypeVar, cast

from dlcore.analysis.inspection import Inspection
from dlcore.export.numpy_program import export
from dlcore.training.training import Experiment, Film, before_edits, film_of, run, with_edits
from pages.ui.serving.cache import Store
from pages.ui.serving.turns import let_others_pass

Function = TypeVar("Function", bound=Callable[..., Any])

store = Store(40_000_000)
"""Room for shared results: the pages of a class of forty have 0.2 to 1 MB each, and no two need be alike."""


@dataclass(frozen=True, eq=False)
class Passing:
    """A film that is still growing: what is computed of it is kept for one drawing only."""

    film: Film
    results: dict[Any, Any] = field(default_factory=dict)


class AbsentError(Exception):
    """The film asked for is not kept."""


_passing: ContextVar[Passing | None] = ContextVar("passing", default=None)


def recorded(experiment: Experiment) -> Film:
    """Train the whole run; others may pass at every frame."""
    snapshots = []
    for snapshot in run(experiment):
        snapshots.append(snapshot)
        let_others_pass()
    return film_of(experiment, snapshots)


_source: ContextVar[Callable[[Experiment], Film]] = ContextVar("source", default=recorded)


def keep(function: Function) -> Function:
    """Decorate a function whose results may be shared, because nothing in them is ever changed.

    While a film is growing, what is computed of it is kept for the drawing alone: see `showing`.
    """

    @wraps(function)
    def look_up(*arguments: Any, **named: Any) -> Any:
        passing = _passing.get()
        if passing is None or not arguments or arguments[0] != passing.film.experiment:
            return store.look_up(function, arguments, named)
        key = (function, arguments, tuple(named.items()))
        if key not in passing.results:
            passing.results[key] = function(*arguments, **named)
        return passing.results[key]

    return cast(Function, look_up)


@keep
def inspection(experiment: Experiment) -> Inspection:
    """Train, and make the film ready to be asked."""
    passing = _passing.get()
    if passing is not None and passing.film.experiment == experiment:
        return Inspection(passing.film)
    before = before_edits(experiment)
    # What a hand has set comes after what was trained, so that a slider never waits for the training.
    return Inspection(with_edits(inspection(before).film, experiment) if before else _source.get()(experiment))


@keep
def program(experiment: Experiment) -> str:
    """Write the run out as a numpy program."""
    return export(experiment)


@contextmanager
def showing(film: Film) -> Iterator[None]:
    """Within this, all that is computed of `film` comes from it, and none of it is shared: it is still growing."""
    token = _passing.set(Passing(film))
    try:
        yield
    finally:
        _passing.reset(token)


def hand_in(film: Film) -> None:
    """Keep a film that was trained elsewhere, for everybody."""
    token = _source.set(lambda experiment: film)
    try:
        inspection(film.experiment)
    finally:
        _source.reset(token)


def is_kept(experiment: Experiment) -> bool:
    """Return whether the film is there already; it is not trained for the question."""
    token = _source.set(_refuse)
    try:
        inspection(experiment)
    except AbsentError:
        return False
    finally:
        _source.reset(token)
    return True


def _refuse(experiment: Experiment) -> Film:
    raise AbsentError
