"""The data of the pictures of runs side by side: from experiments to the charts' data, cached for all visitors."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from dlcore.analysis.comparison import Band, band, epochs_shown, looked_at, one_rate
from dlcore.analysis.inspection import Inspection
from dlcore.training.training import Experiment, Film, Trainer, film_of, run
from pages.lessons.training.charts import loss_band
from pages.ui.charts import film
from pages.ui.serving.runs import inspection, keep
from pages.ui.training_run import stage_data

FRAMES_SMALL, MOST_POINTS, MOST_BYTES_SMALL = 32, 150, 36_000
"""Frames and examples of a small picture, and its bytes at most: there are up to eight."""

STARTS = 8
MOST_UPDATES = 6_000
"""Updates of each of several runs: about a quarter of a second for a small network."""


def brief(experiment: Experiment) -> Experiment:
    """The experiment, with fewer epochs if it would take too long to be run eight times."""
    updates = updates_per_epoch(replace(experiment, epochs=1))
    return replace(experiment, epochs=min(experiment.epochs, max(1, MOST_UPDATES // updates)))


@keep
def updates_per_epoch(experiment: Experiment) -> int:
    """Updates in one epoch."""
    return Trainer(experiment).updates_per_epoch


@keep
def shelf(experiment: Experiment) -> dict[str, Film]:
    """The slot of the film of an experiment once it is whole: a run that is abandoned leaves nothing behind."""
    return {}


def trained(experiment: Experiment, tell: Callable[[float], None]) -> Film:
    """The film of one or several runs; while they are trained, `tell` is told again and again which share is done.

    It may draw, and so lets a change of control abandon the run.
    """
    place = shelf(experiment)
    if "film" not in place:
        snapshots = []
        for snapshot in run(experiment):
            snapshots.append(snapshot)
            tell(snapshot.epoch / experiment.epochs)
        place["film"] = film_of(experiment, snapshots)
    return place["film"]


def quietly(share: float) -> None:
    """Tell nobody."""


def many(experiment: Experiment) -> Experiment:
    """The experiment with several starts, which are trained in one call."""
    return replace(experiment, starts=STARTS)


@keep
def luck(experiment: Experiment) -> Band:
    """Runs that differ by chance alone."""
    return band(trained(many(experiment), quietly))


@keep
def bands(experiment: Experiment, log: bool) -> tuple[film.Datasets, film.Datasets]:
    """Training and test losses of runs that differ by chance alone, on the same scale."""
    found, own = luck(experiment), inspection(experiment).film
    ends = loss_band.ends([found.train, found.test], log=log)
    parts = ((found.train, own.train_loss), (found.test, own.test_loss))
    first, second = (
        loss_band.datasets(found.epoch, three, on(found.epoch, own.epoch, loss), ends, log=log) for three, loss in parts
    )
    return first, second


def on(epochs: np.ndarray, own: np.ndarray, loss: np.ndarray) -> np.ndarray:
    """The loss of a run at the epochs of another film with frames in the same places; nothing after its end."""
    told = np.full(len(epochs), np.nan)
    told[: len(own)] = loss[: len(epochs)]
    return told


@keep
def brief_run(experiment: Experiment) -> Inspection:
    """One of several settings, looked at rarely."""
    return Inspection(trained(experiment, quietly))


@keep
def rate_runs(experiment: Experiment) -> tuple[Inspection, ...]:
    """Runs at several learning rates, trained in one call."""
    film_of_all = trained(experiment, quietly)
    return tuple(Inspection(one_rate(film_of_all, place)) for place in range(len(experiment.rates)))


@keep
def small_film(experiment: Experiment, rates: tuple[float, ...], place: int, longest: float) -> bytes:
    """One of several settings for the stage; `rates` are those it is trained beside, if any, and `place` its own."""
    film_of_one = one_of(experiment, rates, place).film
    seen = Inspection(looked_at(film_of_one, epochs_shown(longest, FRAMES_SMALL)))
    few = {name: told[:MOST_POINTS] for name, told in stage_data.examples(seen).items() if name in ("x", "y", "labels")}
    if few["x"].dtype == np.float32:
        few["x"] = few["x"].astype(np.float16)  # as exact as a small plane shows
    training = min(len(seen.train.x), MOST_POINTS)
    return stage_data.film_bytes(seen, {"training": training}, few, most=MOST_BYTES_SMALL)


def one_of(experiment: Experiment, rates: tuple[float, ...], place: int) -> Inspection:
    """One of several settings: out of those trained together, or alone."""
    if rates:
        return rate_runs(replace(experiment, learning_rate=rates))[place]
    return brief_run(experiment)
