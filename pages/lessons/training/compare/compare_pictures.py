"""The data of the pictures of runs side by side: from experiments to the charts' data, cached for all visitors."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from dlcore.analysis.comparison import Band, band, epochs_shown, looked_at, one_rate
from dlcore.analysis.inspection import Inspection
from dlcore.data.datasets import PLANE
from dlcore.training.training import Experiment, Film, Trainer, film_of, run
from pages.lessons.training.charts import loss_band
from pages.ui.charts import curve, film, heatmap, plane
from pages.ui.serving.runs import inspection, keep
from pages.ui.theme import CLASSES, SHAPES
from pages.ui.training_run import film_data

FRAMES_SMALL, FINE_SMALL = 32, 20
"""Frames of a small picture, and pixels along each of its sides."""

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


def line(run: Inspection) -> film.Datasets:
    """The curve of one input over the examples."""
    x = np.linspace(*PLANE, 61)
    train, test = ((part.x[:, 0], part.y[:, 0]) for part in (run.train, run.test))
    return curve.datasets(x, run.curve(x), train, test)


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
def small_picture(experiment: Experiment, rates: tuple[float, ...], place: int, longest: float) -> film.Datasets:
    """Predictions of one of several settings; `rates` are those it is trained beside, if any, and `place` its own."""
    film_of_one = one_of(experiment, rates, place).film
    seen = Inspection(looked_at(film_of_one, epochs_shown(longest, FRAMES_SMALL)))
    if seen.train.x.shape[1] == 1:
        return line(seen)
    reel = heatmap.reel(*film_data.painted(seen, seen.boundary(FINE_SMALL)))
    classes = seen.train.labels if seen.train.class_names else None
    if classes is not None:
        fill, shape = [CLASSES[c] for c in classes], [SHAPES[c] for c in classes]
    else:
        told = plane.measured(seen.places(seen.train), seen.train.y[:, 0], 1, film_data.colour_scale(seen), "train")
        fill, shape = told["fill"].to_pylist(), told["shape"].to_pylist()
    return plane.small_datasets(reel, (*seen.extent, *seen.extent), seen.places(seen.train), fill, shape)


def one_of(experiment: Experiment, rates: tuple[float, ...], place: int) -> Inspection:
    """One of several settings: out of those trained together, or alone."""
    if rates:
        return rate_runs(replace(experiment, learning_rate=rates))[place]
    return brief_run(experiment)
