"""Search for hyperparameters: grid, random and Bayesian, each a stream of Trials over real training runs.

All work in the unit cube. The Gaussian process is scikit-learn's, imported when the first model is asked for.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product
from math import prod, sqrt
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dlcore.arrays import Array
from dlcore.search.acquisitions import ACQUISITIONS
from dlcore.search.trials import RANGES, SEARCH, Point, Space, Trial, guess, train

Train = Callable[[Space, Sequence[Point]], list[Trial]]

SIDE = {1: 201, 2: 33, 3: 13}
"""Places on each axis of the lattice from which Bayesian search chooses."""

NOISE = 0.01
"""Variance of the observations' noise, in units of their own variance: the loss is rough on a small scale."""

LENGTHS = (0.1, 0.2, 0.4, 0.8, 1.6)
"""Length scales to choose from, in parts of an axis."""

WORST = 2.0
"""Losses above this many times that of guessing, and runs that diverged, are all as bad for the model."""

CLEARLY = 0.95
"""A trial has found something if its loss is below this many times that of guessing."""


def levels(budget: int, axes: int) -> tuple[int, ...]:
    """The number of values that a grid tries on each axis, with at most `budget` trials: as even and as many as can be.

    9 on 2 axes are (3, 3); 9 on 3 are (2, 2, 2), since a grid grows with the power of the axes.
    """
    shapes = [s for s in product(range(1, budget + 1), repeat=axes) if prod(s) <= budget and sorted(s)[::-1] == list(s)]
    return max(shapes, key=lambda shape: (min(shape), prod(shape), -max(shape)))


def grid_points(space: Space, budget: int) -> list[Point]:
    """Every combination, in order, of values in the middle of equal parts of each axis."""
    sides = [(np.arange(count) + 0.5) / count for count in levels(budget, len(space.searched))]
    return [tuple(float(place) for place in places) for places in product(*sides)]


def random_points(space: Space, budget: int) -> list[Point]:
    """Points drawn evenly from the unit cube: Bergstra and Bengio (2012)."""
    rng = np.random.default_rng(space.experiment.seed).spawn(5)[SEARCH]
    return [tuple(row) for row in rng.random((budget, len(space.searched))).tolist()]


def grid(space: Space, budget: int) -> Iterator[Trial]:
    """Grid search: from the beginning, all combinations."""
    yield from train(space, grid_points(space, budget))


def random(space: Space, budget: int) -> Iterator[Trial]:
    """Random search: places within the ranges, drawn again and again."""
    yield from train(space, random_points(space, budget))


def told(trials: Sequence[Trial], guessed: float) -> Array:
    """The targets of the model: log of the losses (n,), with WORST times that of guessing for all beyond."""
    return np.log(np.minimum([trial.validation for trial in trials], WORST * guessed))


def gaussian_process(points: Array, heights: Array, length: float | None = None) -> Any:
    """scikit-learn's Gaussian process through heights (n,), standardized, at points (n, d).

    k(u, v) = (1 + √5 r + 5 r²/3) e^(−√5 r) with r² = Σ ((u_i − v_i)/ℓ_i)², Matérn's kernel with ν = 5/2, and NOISE on
    the diagonal. The lengths ℓ are all `length`, or if it is None, those of LENGTHS with the largest marginal
    likelihood p(heights | points, ℓ). Rasmussen and Williams (2006), eq. 2.23, 2.24, 4.17 and 5.8.
    """
    from sklearn.gaussian_process import GaussianProcessRegressor  # type: ignore[import-untyped, unused-ignore]
    from sklearn.gaussian_process.kernels import Matern  # type: ignore[import-untyped, unused-ignore]

    lengths = np.full(points.shape[1], length) if length else likeliest(points, heights)
    kernel = Matern(lengths, length_scale_bounds="fixed", nu=2.5)
    return GaussianProcessRegressor(kernel, alpha=NOISE, optimizer=None, normalize_y=True).fit(points, heights)


def likeliest(points: Array, heights: Array) -> Array:
    """The lengths (d,) in LENGTHS under which the heights (n,) at points (n, d) are likeliest.

    log p(z | points, ℓ) = −½ zᵀ K⁻¹ z − ½ log |K| + constant, with z the standardized heights and K the kernel with
    NOISE on its diagonal; with K = L Lᵀ, it is −½ |L⁻¹ z|² − Σ log L_ii. All lengths are judged in one go, (m, n, n).
    """
    every = np.array(list(product(LENGTHS, repeat=points.shape[1])))
    apart = (points[:, None] - points) ** 2 @ (every.T**-2)
    r = np.sqrt(5 * np.moveaxis(apart, -1, 0))
    root = np.linalg.cholesky((1 + r + r**2 / 3) * np.exp(-r) + NOISE * np.eye(len(points)))
    standard = (heights - heights.mean()) / (heights.std() or 1.0)
    whitened = np.linalg.solve(root, standard[:, None])[..., 0]
    cost = 0.5 * (whitened**2).sum(axis=-1) + np.log(np.diagonal(root, axis1=-2, axis2=-1)).sum(axis=-1)
    return np.asarray(every[np.argmin(cost)])


@dataclass(frozen=True, eq=False)
class Belief:
    """The belief of Bayesian search after some trials, at every place (N, d) of the lattice, and where it goes next.

    mean and deviation (N,) are those of the log of the loss; the next point is where the acquisition (N,) is largest
    among places not yet tried. lengths (d,) say how far along each axis the loss stays alike.
    """

    mean: Array
    deviation: Array
    acquisition: Array
    next: Point
    lengths: tuple[float, ...]


@cache
def lattice(searched: tuple[str, ...]) -> Array:
    """Places (N, d) of the lattice, the first axis slowest; whole hyperparameters only where they are whole."""
    line = np.linspace(0, 1, SIDE[len(searched)])
    ranges = [RANGES[name] for name in searched]
    axes = [[r.place(r.value(u)) for u in line.tolist()] if r.whole else line.tolist() for r in ranges]
    places = np.array(list(product(*axes)))
    places.flags.writeable = False
    return places


def believe(space: Space, trials: Sequence[Trial], guessed: float, acquisition: str, length: float | None) -> Belief:
    """Fit the Gaussian process to the trials so far and say where the acquisition would try next."""
    points, heights = np.array([trial.point for trial in trials]), told(trials, guessed)
    process, places = gaussian_process(points, heights, length), lattice(space.searched)
    mean, deviation = process.predict(places, return_std=True)
    worth = ACQUISITIONS[acquisition](mean, np.maximum(deviation, 1e-12), float(heights.min()))
    tried = (np.abs(places[:, None] - points).max(axis=-1) < 1e-9).any(axis=-1)
    following = tuple(places[int(np.argmax(np.where(tried, -np.inf, worth)))].tolist())
    lengths: NDArray[Any] = np.broadcast_to(process.kernel_.length_scale, len(space.searched))
    return Belief(mean, deviation, worth, following, tuple(lengths.tolist()))


def drawn_first(budget: int) -> int:
    """The least number of trials of Bayesian search that are drawn at random: √budget."""
    return round(sqrt(budget))


def bayesian(
    space: Space,
    budget: int,
    acquisition: str = "expected_improvement",
    length: float | None = None,
    trials: Sequence[Trial] = (),
    trained: Train = train,
) -> Iterator[tuple[Trial, Belief | None]]:
    """Bayesian search: each trial where the belief from those before it promises most; with the belief.

    The first √budget trials, and more until one is clearly better than guessing, are those of random search, with no
    belief. `trials` are taken as done already, so that a search can be taken up where it was left. Mockus (1975);
    Jones et al. (1998).
    """
    done, guessed = list(trials), guess(space.experiment)
    drawn = random_points(space, budget)
    while len(done) < budget:
        found = any(trial.validation < CLEARLY * guessed for trial in done)
        model = found and len(done) >= drawn_first(budget)
        belief = believe(space, done, guessed, acquisition, length) if model else None
        done += trained(space, [drawn[len(done)] if belief is None else belief.next])
        yield done[-1], belief


def best_so_far(trials: Sequence[Trial], guessed: float) -> Array:
    """The least loss among the first 1, 2, … trials (n,); never above that of guessing, which needs no trial."""
    return np.minimum.accumulate([min(trial.validation, guessed) for trial in trials])


def chance(count: int, share: float = 0.05) -> float:
    """P(best of `count` random trials is among the best `share` of all) = 1 − (1 − share)^count."""
    return 1 - (1 - share) ** count
