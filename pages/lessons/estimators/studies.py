"""Samples and studies of estimators, cached for all visitors."""

import numpy as np

from dlcore.estimation import sampling
from dlcore.estimation.estimators import estimate
from dlcore.estimation.populations import LOCATED, population
from dlcore.estimation.sampling import Study
from pages.lessons.estimators.guesses import Guess
from pages.lessons.estimators.values import EstimatorsValues
from pages.ui.serving.once import shared
from pages.ui.serving.runs import keep

few = shared(4)
"""Decorate what gives samples: some 2 MB each, and soon drawn again."""

OBSERVATIONS = 400_000
"""Observations drawn in one study, at most: R may be as large as n allows."""

MOST = 10_000
"""Samples drawn in one study, at most."""

SIZES = (2, 4, 8, 16, 32, 64, 128, 256, 512)

SHARE = 40_000
"""Observations drawn of each population to measure its efficiencies."""

EVERYWHERE = {
    "normal": ("mean", "trimmed", "median", "midrange", "shrunken"),
    "laplace": ("mean", "trimmed", "median", "midrange", "shrunken"),
    "cauchy": ("mean", "trimmed", "median"),
    "exponential": ("mean", "shrunken"),
    "poisson": ("mean", "over_n_minus_1"),
}
"""Estimators of the centre by population, those that are sensible there."""

Line = list[tuple[float, float, bool]]
"""Points of a law: n, MSE, and whether it is exact."""

Efficiencies = list[tuple[str, str, float, float, float, float]]


def most_samples(chosen: EstimatorsValues) -> int:
    """R may be as large as the observations drawn allow."""
    return max(10, min(MOST, OBSERVATIONS // chosen.n))


def generators(seed: int) -> list[np.random.Generator]:
    """A generator each for the samples, the ladder of sizes, the other populations and the growing samples."""
    return np.random.default_rng(seed).spawn(4)


@few
def drawn(place: str, centre: float, n: int, replications: int, seed: int) -> np.ndarray:
    """The samples (R, n)."""
    return sampling.draw(place, centre, n, replications, generators(seed)[0])


@keep
def judged(guess: Guess, n: int, replications: int, seed: int) -> Study:
    samples = drawn(guess.place, guess.centre, n, replications, seed)
    return sampling.study(estimate(guess.name, samples, guess.factor), guess.truth)


def of_chosen(chosen: EstimatorsValues, all_of_them: tuple[Guess, ...]) -> list[Study]:
    return _studies(all_of_them, chosen.n, chosen.replications, chosen.seed)


@keep
def _studies(all_of_them: tuple[Guess, ...], n: int, replications: int, seed: int) -> list[Study]:
    return [judged(guess, n, replications, seed) for guess in all_of_them]


@few
def _ladder(place: str, centre: float, seed: int) -> list[np.ndarray]:
    return sampling.ladder(place, centre, SIZES, 40_000, 300, generators(seed)[1])


@keep
def at_every_size(guess: Guess, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """MSE and its standard error at every size."""
    steps = _ladder(guess.place, guess.centre, seed)
    found = [sampling.study(estimate(guess.name, samples, guess.factor), guess.truth) for samples in steps]
    return np.array([one.mse for one in found]), np.array([one.mse_error for one in found])


@keep
def at_all_sizes(all_of_them: tuple[Guess, ...], seed: int) -> tuple[list[tuple[np.ndarray, np.ndarray]], list[Line]]:
    return [at_every_size(guess, seed) for guess in all_of_them], [_law_line(guess) for guess in all_of_them]


@keep
def _law_line(guess: Guess) -> Line:
    known = [(n, guess.law(n)) for n in np.unique(np.geomspace(SIZES[0], SIZES[-1], 28).astype(int)).tolist()]
    return [(float(n), law.mse, law.exact) for n, law in known if law]


@keep
def efficiencies(centre: float, n: int, factor: float, seed: int) -> Efficiencies:
    """Population, estimator, bound/MSE with its ends two standard errors away, and that by law or 0."""
    rows = []
    streams = generators(seed)[2].spawn(len(EVERYWHERE))
    for rng, (place, names) in zip(streams, EVERYWHERE.items(), strict=True):
        samples = sampling.draw(place, centre, n, max(20, min(1000, SHARE // n)), rng)
        quantity = {"cauchy": "centre", "poisson": "rate"}.get(place, "mean")
        for name in names:
            guess = Guess(place, centre if place in LOCATED else 1.0, quantity, name, factor)
            found, least, law = _study_of(guess, samples), guess.bound(n) or 0.0, guess.law(n)
            spread = 2 * found.mse_error if guess.moments(n) > 2 else 0.0
            low, high = (share_of(least, max(found.mse + sign * spread, found.mse / 10)) for sign in (1, -1))
            rows.append((place, name, share_of(least, found.mse), low, high, share_of(least, law.mse) if law else 0.0))
    return rows


def share_of(bound: float, mse: float) -> float:
    """Efficiency: infinite for an estimate without error, such as 0 times the mean where the truth is 0."""
    return bound / mse if mse else np.inf


def _study_of(guess: Guess, samples: np.ndarray) -> Study:
    return sampling.study(estimate(guess.name, samples, guess.factor), guess.truth)


@keep
def growing_estimates(seed: int) -> tuple[np.ndarray, np.ndarray]:
    """The sizes of growing samples, and three sample paths of each kind."""
    sizes = np.unique(np.rint(np.geomspace(1, 10_000, 56)).astype(int))
    rng = generators(seed)[3]
    wild = population("cauchy", 0.0).draw(rng, (3, 10_000))
    tame = population("normal", 0.0).draw(rng, (3, 10_000))
    paths = [sampling.running(wild, sizes), sampling.running(wild, sizes, "median"), sampling.running(tame, sizes)]
    return sizes, np.stack(paths)
