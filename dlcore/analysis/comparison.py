"""Runs held against each other: one taken out of several, many starts as a band, and what two runs share."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from dlcore.analysis.inspection import Inspection
from dlcore.arrays import Array
from dlcore.training.training import Film


@dataclass(frozen=True, eq=False)
class Band:
    """Losses of K runs that differ by chance alone: epoch (T,), train and test (3, T) as least, median, greatest.

    From the frame at which a run has diverged, its loss counts as infinite; diverged is how many have at the end.
    """

    epoch: Array
    train: Array
    test: Array
    runs: int
    diverged: int


def band(film: Film) -> Band:
    """The losses (T, K) of a film of several starts, at each frame from the least to the greatest.

    Raises ValueError for a film of one start.
    """
    if film.experiment.starts < 2 or film.experiment.is_sweep:
        raise ValueError("A band needs a film of several starts, and of one learning rate.")
    diverged_at = np.array([step or np.inf for step in tuple_of(film)])
    diverged = film.step[:, None] >= diverged_at
    train, test = (spread(np.where(diverged, np.inf, loss)) for loss in (film.train_loss, film.test_loss))
    return Band(film.epoch, train, test, len(diverged_at), int(np.isfinite(diverged_at).sum()))


def spread(loss: Array) -> Array:
    """Least, median and greatest (3, T) of losses (T, K), some of which may be infinite."""
    return np.array([loss.min(axis=1), np.median(loss, axis=1), loss.max(axis=1)])


def tuple_of(film: Film) -> tuple[int | None, ...]:
    """The step at which each run of a film diverged, or None, always as a tuple."""
    return film.diverged_at if isinstance(film.diverged_at, tuple) else (film.diverged_at,)


def one_rate(film: Film, place: int) -> Film:
    """The run at one of several learning rates, as the film that it would be alone.

    A run that diverged ends at the step at which it did. Raises ValueError for a film of several starts.
    """
    if film.experiment.starts > 1 or not film.experiment.is_sweep:
        raise ValueError("One rate can be taken out of a film of several rates and one start.")
    diverged_at = tuple_of(film)[place]
    end = len(film) if diverged_at is None else int(np.searchsorted(film.step, diverged_at)) + 1
    step, epoch = film.step[:end].copy(), film.epoch[:end].copy()
    if diverged_at is not None:
        epoch[-1] *= diverged_at / step[-1]
        step[-1] = diverged_at
    return Film(
        replace(film.experiment, learning_rate=film.experiment.rates[place]),
        step=step,
        epoch=epoch,
        theta=film.theta[:end, place],
        train_loss=film.train_loss[:end, place],
        test_loss=film.test_loss[:end, place],
        diverged_at=diverged_at,
    )


def epochs_shown(longest: float, frames: int) -> Array:
    """Epochs (T,) from 0 to `longest` at which runs of different length are looked at, densest at the start.

    Frame i of F lies at (i/(F - 1))² · longest.
    """
    return np.asarray(np.linspace(0, 1, frames) ** 2 * longest)


def looked_at(film: Film, epochs: Array) -> Film:
    """A film of one run at other epochs (F,): each frame is the one nearest to it."""
    frames = nearest_frames(film.epoch, epochs)
    names = ("step", "epoch", "theta", "train_loss", "test_loss")
    return replace(film, **{name: getattr(film, name)[frames] for name in names})


def nearest_frames(epoch: Array, asked: Array) -> NDArray[np.intp]:
    """For each epoch asked for (F,) the frame of a film with epochs (T,) that is nearest; its last, once it is over."""
    return np.asarray(np.abs(epoch[None] - asked[:, None]).argmin(axis=1))


def shared(one: Inspection, other: Inspection) -> dict[str, bool]:
    """Tell whether two runs have the same "data", first parameters ("start"), and "batches" in the same order.

    The order of the examples comes from the seed and their number alone, so nothing else in the settings changes it.
    """
    parts = [(run.train.x, run.train.y, run.test.x, run.test.y) for run in (one, other)]
    sizes = [min(run.film.experiment.batch_size, len(run.train.x)) for run in (one, other)]
    drawn = [(len(run.train.x), run.film.experiment.seed, run.film.experiment.last_batch) for run in (one, other)]
    return {
        "data": same(*parts),
        "start": same([one.film.theta[0]], [other.film.theta[0]]) and one.network.sizes == other.network.sizes,
        "batches": drawn[0] == drawn[1] and sizes[0] == sizes[1],
    }


def same(some: Sequence[Array], others: Sequence[Array]) -> bool:
    """Tell whether arrays are the same, number by number."""
    return all(np.array_equal(a, b) for a, b in zip(some, others, strict=True))
