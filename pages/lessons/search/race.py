"""The races of the lesson on search: races of four ways, kept trial by trial for all visitors, and the surface.

Every part of a race is kept by itself, and is whole: a visitor who leaves in the middle leaves no half result behind,
and forty who start the same race train it once.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from dlcore.search import strategies, trials, true_surface
from dlcore.search.strategies import Belief
from dlcore.search.trials import RANGES, Point, Space, Trial
from dlcore.training.training import Experiment
from pages.lessons.search import picked_points
from pages.lessons.search.values import SearchValues
from pages.ui.serving.runs import keep

SPACES: dict[str, tuple[str, ...]] = {
    "rate": ("learning_rate",),
    "strength": ("learning_rate", "regularization"),
    "hidden": ("learning_rate", "hidden"),
    "batch": ("learning_rate", "batch_size"),
    "three": ("learning_rate", "regularization", "hidden"),
}
LENGTHS = {"fitted": None, "short": 0.1, "long": 1.0}
WAYS = ("manual", "grid", "random", "bayesian")
N, TRAIN = 600, 120
FINE = {1: (1, 120), 2: (24, 25), 3: (24, 25)}
"""Rows and columns of the true surface; a twentieth of its settings is a whole number."""

FRESH = 5
"""Fresh starts from which each winner is trained again."""

REPLAYS = 4000
"""The number of replays of random search on the surface."""

REMATCHES = 20
"""Races on the surface with other luck."""


@dataclass(frozen=True)
class Setup:
    """The settings of a race, as plain values."""

    space: Space
    budget: int
    acquisition: str
    length: float | None
    picks: tuple[Point, ...]


@dataclass(frozen=True, eq=False)
class Race:
    """The trials of every way so far, and the beliefs that led Bayesian search to each of its own."""

    setup: Setup
    guess: float
    ways: dict[str, tuple[Trial, ...]]
    beliefs: tuple[Belief | None, ...]

    @property
    def ran(self) -> list[str]:
        """The ways that have tried anything."""
        return [way for way in WAYS if self.ways[way]]

    def best(self, way: str) -> Trial:
        """The trial with the least validation loss."""
        return min(self.ways[way], key=lambda trial: trial.validation)


def setup(chosen: SearchValues) -> Setup:
    """The race that the controls describe."""
    experiment = Experiment(
        dataset=chosen.dataset,
        n=N,
        train_share=TRAIN / N,
        noise=chosen.noise,
        hidden=(8, 8),
        optimizer="sgd",
        learning_rate=1.0,
        batch_size=15,
        epochs=40,
        regularization="l2",
        seed=chosen.seed,
    )
    searched, budget = SPACES[chosen.space], int(chosen.budget)
    by_hand = picked_points.at(chosen.picks, chosen.space, len(searched), budget)
    return Setup(Space(experiment, searched), budget, chosen.acquisition, LENGTHS[chosen.length], by_hand)


def by_others(this: Setup) -> Setup:
    """The race without the visitor's own trials."""
    return replace(this, picks=())


@keep
def guessed(space: Space) -> float:
    """The validation loss of a half for each class."""
    return trials.guess(space.experiment)


@keep
def gridded(space: Space, budget: int) -> tuple[Trial, ...]:
    """Grid search, trained side by side."""
    return tuple(strategies.grid(space, budget))


@keep
def drawn(space: Space, budget: int) -> tuple[Trial, ...]:
    """Random search, trained side by side."""
    return tuple(strategies.random(space, budget))


@keep
def tried(space: Space, point: Point) -> Trial:
    """One setting, trained."""
    return trials.train(space, [point])[0]


def together(space: Space, points: Sequence[Point]) -> tuple[Trial, ...]:
    """Settings picked by many, each trained once for all."""
    return tuple(tried(space, point) for point in points)


def known(budget: int, space: Space, points: Sequence[Point]) -> list[Trial]:
    """Train a point, unless random search has trained it already."""
    drawn_already = dict(zip(strategies.random_points(space, budget), drawn(space, budget), strict=True))
    return [drawn_already.get(point) or tried(space, point) for point in points]


@keep
def guided(
    space: Space, budget: int, acquisition: str, length: float | None, count: int
) -> tuple[tuple[Trial, Belief | None], ...]:
    """The first `count` trials of Bayesian search, each with the belief that led to it."""
    if not count:
        return ()
    before = guided(space, budget, acquisition, length, count - 1)
    done = [trial for trial, _ in before]
    trained = partial(known, budget)
    return (*before, next(strategies.bayesian(space, budget, acquisition, length, done, trained)))


def after(this: Setup, rounds: int) -> Race:
    """The race after so many rounds; in each, every way has one trial more."""
    where = (this.space, this.budget)
    steps = guided(*where, this.acquisition, this.length, rounds)
    ways = {
        "manual": tuple(tried(this.space, point) for point in this.picks[:rounds]),
        "grid": gridded(*where)[:rounds],
        "random": drawn(*where)[:rounds],
        "bayesian": tuple(trial for trial, _ in steps),
    }
    return Race(this, guessed(this.space), ways, tuple(found for _, found in steps))


def rounds(this: Setup) -> Iterator[Race]:
    """The race after each round; what was trained before, for whomever, is there at once."""
    for count in range(1, this.budget + 1):
        yield after(this, count)


@keep
def surface_row(space: Space, others: Point, row: int) -> tuple[Trial, ...]:
    """A row of the true surface."""
    return tuple(true_surface.row(space, FINE[len(space.searched)], row, others))


def surface_rows(space: Space) -> int:
    return FINE[len(space.searched)][0]


def others(race_run: Race) -> Point:
    """The cut of the surface by a plane: at the rest of the best point of all ways; nothing for a plane."""
    winner = min((race_run.best(way) for way in race_run.ran), key=lambda trial: trial.validation)
    return winner.point[2:]


def surface_size(space: Space) -> int:
    """The number of settings of the true surface."""
    rows, columns = FINE[len(space.searched)]
    return rows * columns


def cut_value(space: Space, cut: Point) -> float:
    """The value of the third hyperparameter where the surface is cut."""
    return RANGES[space.searched[2]].value(cut[0])


def surface(space: Space, cut: Point) -> np.ndarray:
    """The true losses (rows, columns), infinite where the run diverged; the lowest row first."""
    every = [surface_row(space, cut, row) for row in range(surface_rows(space))]
    return np.array([[trial.validation for trial in row] for row in every])


@dataclass(frozen=True)
class Standing:
    """The facts of the surface: its least loss, what share of it is better than each way's best, and luck alone.

    chance is that of the best of `budget` random settings to be among the best twentieth; replayed, how often it was.
    """

    least: float
    shares: dict[str, float]
    chance: float
    replayed: float


@keep
def standing(this: Setup, cut: Point) -> Standing:
    """Rank each way's best on the surface, and replay random search on it."""
    result, losses = after(this, this.budget), surface(this.space, cut)
    rng = np.random.default_rng(this.space.experiment.seed)
    return Standing(
        float(losses.min()),
        {way: float((losses < result.best(way).validation).mean()) for way in result.ran},
        strategies.chance(this.budget),
        true_surface.replayed_luck(losses, this.budget, REPLAYS, rng),
    )


@keep
def rematch(this: Setup, luck: int) -> dict[str, float]:
    """Random and Bayesian search with other luck on the surface, looked up there: the best loss of each."""
    space = replace(this.space, experiment=replace(this.space.experiment, seed=luck))
    trained = partial(true_surface.look_up, surface(this.space, ()))
    steps = strategies.bayesian(space, this.budget, this.acquisition, this.length, (), trained)
    found = {"random": trained(space, strategies.random_points(space, this.budget))}
    found["bayesian"] = [trial for trial, _ in steps]
    found["grid"] = trained(space, strategies.grid_points(space, this.budget))
    return {way: float(strategies.best_so_far(done, guessed(this.space))[-1]) for way, done in found.items()}


def rematches(this: Setup) -> Iterator[dict[str, int]]:
    """The wins of each way so far, ties counted as "level", after each of REMATCHES races on the surface."""
    wins = dict.fromkeys(("grid", "random", "bayesian", "level"), 0)
    for luck in range(REMATCHES):
        best = rematch(this, this.space.experiment.seed + 1 + luck)
        first = [way for way in best if best[way] == min(best.values())]
        wins[first[0] if len(first) == 1 else "level"] += 1
        yield dict(wins)


@keep
def again(space: Space, point: Point) -> tuple[np.ndarray, np.ndarray]:
    """A setting trained again, first as before, then from fresh starts: losses on validation and on test data."""
    return trials.retrain(space, point, FRESH)
