"""The data of the lesson on estimators: samples, studies and pictures' data, cached for all visitors."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np

from dlcore.estimation import laws, sampling
from dlcore.estimation.estimators import estimate, fitting, moments
from dlcore.estimation.populations import LOCATED, population
from dlcore.estimation.sampling import Study
from dlcore.export.study_programs import estimator_program
from pages.lessons.estimators.charts import (
    bias_variance_squares,
    efficiency,
    mse_by_size,
    running_estimates,
    sample_dots,
    sampling_distribution,
)
from pages.lessons.estimators.values import EstimatorsValues
from pages.ui import number_format
from pages.ui.charts import film, heatmap
from pages.ui.parts import downloads
from pages.ui.serving.once import once, shared
from pages.ui.serving.runs import keep

few = shared(4)
"""Decorate what gives samples: some 2 MB each, and soon drawn again."""

OBSERVATIONS = 400_000
"""Observations drawn in one study, at most: R may be as large as n allows."""

MOST = 10_000
"""Samples drawn in one study, at most."""

SIZES = (2, 4, 8, 16, 32, 64, 128, 256, 512)
DOTS = 100
"""Observations of a sample that are shown, at most."""

FAR = 8.0
"""The width of a zoomed picture at most, in widths of the narrowest histogram."""


Line = list[tuple[float, float, bool]]
"""Points of a law: n, MSE, and whether it is exact."""


class Guess(NamedTuple):
    """An estimator at work: of which quantity of which population around which centre, with which factor."""

    place: str
    centre: float
    quantity: str
    name: str
    factor: float

    @property
    def truth(self) -> float:
        """The true value."""
        return population(self.place, self.centre).truth[self.quantity]

    def law(self, n: int) -> laws.Law | None:
        """Bias and variance as known."""
        return laws.law(*self[:4], n, self.factor)

    def moments(self, n: int) -> float:
        """Moments of all orders below this exist."""
        return moments(self.place, self.name, n, self.factor)

    def bound(self, n: int) -> float | None:
        """The Cramér-Rao bound."""
        return laws.bound(*self[:3], n)

    def limit(self) -> float:
        """MSE as n grows."""
        return laws.limit(*self[:4], self.factor)


def guesses_of(chosen: EstimatorsValues) -> tuple[Guess, ...]:
    """The estimators chosen, in order."""
    names = getattr(chosen, field(chosen))
    centre = float(chosen.centre) if chosen.population in LOCATED else 1.0
    return tuple(
        Guess(chosen.population, centre, chosen.quantity, name, float(chosen.factor) if name == "shrunken" else 1.0)
        for name in names
    )


def field(chosen: EstimatorsValues) -> str:
    """The control that holds the estimators of what is estimated."""
    if chosen.quantity == "rate":
        return "poisson" if chosen.population == "poisson" else "rates"
    return {"mean": "centres", "centre": "centres", "variance": "variances", "upper": "uppers"}[chosen.quantity]


@few
def drawn(place: str, centre: float, n: int, replications: int, seed: int) -> np.ndarray:
    """The samples (R, n)."""
    return sampling.draw(place, centre, n, replications, generators(seed)[0])


def generators(seed: int) -> list[np.random.Generator]:
    """A generator each for the samples, the ladder of sizes, the other populations and the growing samples."""
    return np.random.default_rng(seed).spawn(4)


@keep
def judged(guess: Guess, n: int, replications: int, seed: int) -> Study:
    samples = drawn(guess.place, guess.centre, n, replications, seed)
    return sampling.study(estimate(guess.name, samples, guess.factor), guess.truth)


@few
def _ladder(place: str, centre: float, seed: int) -> list[np.ndarray]:
    return sampling.ladder(place, centre, SIZES, 40_000, 300, generators(seed)[1])


@keep
def at_every_size(guess: Guess, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """MSE and its standard error at every size."""
    steps = _ladder(guess.place, guess.centre, seed)
    found = [sampling.study(estimate(guess.name, samples, guess.factor), guess.truth) for samples in steps]
    return np.array([one.mse for one in found]), np.array([one.mse_error for one in found])


def extent(chosen: EstimatorsValues, all_of_them: Sequence[Guess], found: Sequence[Study]) -> tuple[float, float]:
    """The extent of the picture of the estimates: the same for every n, or as near as they lie."""
    truth = all_of_them[0].truth
    if not chosen.zoom:
        ends = population(*all_of_them[0][:2]).extent
        return (0.0, 4 * truth) if chosen.quantity in ("variance", "rate") else ends
    return around(truth, found)


def around(truth: float, found: Sequence[Study]) -> tuple[float, float]:
    """The ends of a picture of nearly all estimates, around the truth."""
    widths = [float(np.quantile(np.abs(study.estimates - truth), 0.99)) for study in found]
    positive = [width for width in widths if width > 0] or [1.0]
    reach = 1.1 * min(max(positive), FAR * min(positive))
    return truth - reach, truth + reach


def reach(guess: Guess, chosen: EstimatorsValues) -> tuple[float, float]:
    """The ends of a picture of one estimator's estimates, known before any of them has come."""
    return around(guess.truth, studies(chosen, (guess,)))


@keep
def _lanes(
    all_of_them: tuple[Guess, ...], n: int, replications: int, seed: int, names: tuple[str, ...],
    ends: tuple[float, float],
) -> film.Datasets:  # fmt: skip
    found = [judged(guess, n, replications, seed) for guess in all_of_them]
    first = all_of_them[0]
    counts = population(first.place).discrete and first.quantity != "variance"
    return sampling_distribution.datasets(
        names,
        [study.estimates for study in found],
        first.truth,
        ends,
        sampling_distribution.schedule(replications),
        counts / n,
    )


def lanes(
    chosen: EstimatorsValues, all_of_them: tuple[Guess, ...], found: Sequence[Study], names: Sequence[str]
) -> film.Datasets:
    """The histograms as a film."""
    ends = extent(chosen, all_of_them, found)
    return _lanes(all_of_them, chosen.n, chosen.replications, chosen.seed, tuple(names), ends)


def studies(chosen: EstimatorsValues, all_of_them: tuple[Guess, ...]) -> list[Study]:
    return _studies(all_of_them, chosen.n, chosen.replications, chosen.seed)


@keep
def _studies(all_of_them: tuple[Guess, ...], n: int, replications: int, seed: int) -> list[Study]:
    return [judged(guess, n, replications, seed) for guess in all_of_them]


@keep
def _sample(place: str, centre: float, quantity: str, n: int, replications: int, seed: int) -> film.Datasets:
    samples = drawn(place, centre, n, replications, seed)[:, :DOTS]
    return sample_dots.datasets(samples, sampling_distribution.schedule(replications), *ground(place, centre, quantity))


def ground(
    place: str, centre: float, quantity: str
) -> tuple[tuple[float, float], tuple[np.ndarray, np.ndarray, bool], float | None]:
    """The extent of a population, its density, and the truth where it is a place among the observations."""
    here = population(place, centre)
    low, high = here.extent
    x = np.arange(0, high) if here.discrete else np.linspace(low, high, 160)
    truth = here.truth[quantity] if quantity in ("mean", "centre", "upper") else None
    return here.extent, (x, here.density(x), here.discrete), truth


def sample(chosen: EstimatorsValues, first: Guess) -> film.Datasets:
    """The sample of each frame."""
    return _sample(first.place, first.centre, first.quantity, chosen.n, chosen.replications, chosen.seed)


def short(value: float) -> str:
    """A number with three digits, as one reads it."""
    if value != 0 and not 1e-3 <= abs(value) < 1e5:
        return number_format.short(value, 2)
    return number_format.tidy(f"{value:.0f}") if abs(value) >= 1000 else number_format.short(value)


def areas(
    chosen: EstimatorsValues, all_of_them: Sequence[Guess], found: Sequence[Study], names: Sequence[str]
) -> film.Datasets:
    """Bias², variance and MSE as squares."""
    values = np.array([[one.squared_bias, one.variance, one.mse] for one in found])
    errors = np.array([[one.squared_bias_error, one.variance_error, one.mse_error] for one in found])
    known = [guess.law(chosen.n) for guess in all_of_them]
    by_law = np.array([[law.bias**2, law.variance, law.mse] if law and law.exact else [np.nan] * 3 for law in known])
    told = [
        [number_format.to_error(value, error, 2 if value > error else 1) for value, error in zip(*pair, strict=True)]
        for pair in zip(values.tolist(), errors.tolist(), strict=True)
    ]
    return bias_variance_squares.datasets(
        names, values, errors, by_law, [-1 if one.bias < 0 else 1 for one in found], told
    )


def against_size(
    chosen: EstimatorsValues, all_of_them: tuple[Guess, ...], names: Sequence[str], pattern: str
) -> film.Datasets:
    """The MSE at every size, measured and by law."""
    measured, lines = _sizes(all_of_them, chosen.seed)
    mse, error = (np.stack([pair[part] for pair in measured]) for part in (0, 1))
    words = [
        [pattern.format(name=name, n=n, mse=short(a), error=short(b)) for n, a, b in zip(SIZES, *pair, strict=True)]
        for name, pair in zip(names, measured, strict=True)
    ]
    first = all_of_them[0]
    ends = (first.bound(SIZES[0]), first.bound(SIZES[-1]))
    bound = (ends[0], ends[1]) if ends[0] and ends[1] else None
    return mse_by_size.datasets(names, np.array(SIZES), mse, error, words, lines, bound, chosen.n)


@keep
def _sizes(all_of_them: tuple[Guess, ...], seed: int) -> tuple[list[tuple[np.ndarray, np.ndarray]], list[Line]]:
    return [at_every_size(guess, seed) for guess in all_of_them], [_line(guess) for guess in all_of_them]


@keep
def _line(guess: Guess) -> Line:
    known = [(n, guess.law(n)) for n in np.unique(np.geomspace(SIZES[0], SIZES[-1], 28).astype(int)).tolist()]
    return [(float(n), law.mse, law.exact) for n, law in known if law]


EVERYWHERE = {
    "normal": ("mean", "trimmed", "median", "midrange", "shrunken"),
    "laplace": ("mean", "trimmed", "median", "midrange", "shrunken"),
    "cauchy": ("mean", "trimmed", "median"),
    "exponential": ("mean", "shrunken"),
    "poisson": ("mean", "over_n_minus_1"),
}
"""Estimators of the centre by population, those that are sensible there."""

HALVES = (("normal", "laplace"), ("cauchy", "exponential", "poisson", "uniform"))
"""The populations of the two pictures of efficiency, side by side: half as many rows in each."""

SHARE = 40_000
"""Observations drawn of each population to measure its efficiencies."""

Efficiencies = list[tuple[str, str, float, float, float, float]]


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


def percent(share: float) -> str:
    """An efficiency as one reads it."""
    return "∞" if share == np.inf else f"{share:.0%}" if share >= 0.1 else f"{short(float(f'{100 * share:.2g}'))}%"


def _study_of(guess: Guess, samples: np.ndarray) -> Study:
    return sampling.study(estimate(guess.name, samples, guess.factor), guess.truth)


def everywhere(
    found: Efficiencies, places: Mapping[str, str], names: Mapping[str, str], none: str, shown: Sequence[str]
) -> film.Datasets:
    """Efficiency for the populations shown; `none` is said of the one without a bound."""
    rows = [efficiency.EfficiencyRow(places[at], names[name], *rest) for at, name, *rest in found if at in shown]
    if "uniform" in shown:
        rows.append(efficiency.EfficiencyRow(places["uniform"], none, np.nan, 0.0, 0.0, None))
    return efficiency.datasets(rows)


@keep
def growing(seed: int) -> film.Datasets:
    """The mean and the median of growing Cauchy samples, and the mean of growing normal ones."""
    return running_estimates.datasets(*grown_paths(seed))


def grown(seed: int) -> dict[str, str]:
    """Distances from the centre at which growing samples end, and how far the means of Cauchy samples ever were."""
    wild, middle, tame = abs(grown_paths(seed)[1])
    return {"wild": short(wild.max()), "middle": short(middle[-1].max()), "tame": short(tame[-1].max())}


def grown_captions(seed: int, pattern: str) -> list[str]:
    """How far the means of the growing Cauchy samples are from the centre, at each size."""
    sizes, paths = grown_paths(seed)
    return [
        pattern.format(n=f"{n:,}", off=", ".join(short(off) for off in column))
        for n, column in zip(sizes.tolist(), paths[0].tolist(), strict=True)
    ]


@keep
def grown_paths(seed: int) -> tuple[np.ndarray, np.ndarray]:
    """The sizes of growing samples, and three paths of each kind."""
    sizes = np.unique(np.rint(np.geomspace(1, 10_000, 56)).astype(int))
    rng = generators(seed)[3]
    wild = population("cauchy", 0.0).draw(rng, (3, 10_000))
    tame = population("normal", 0.0).draw(rng, (3, 10_000))
    paths = [sampling.running(wild, sizes), sampling.running(wild, sizes, "median"), sampling.running(tame, sizes)]
    return sizes, np.stack(paths)


def captions(chosen: EstimatorsValues, one: str, several: str) -> list[str]:
    frames = sampling_distribution.schedule(chosen.replications)
    slow = len(sampling_distribution.STEPS) * min(sampling_distribution.SLOW, chosen.replications)
    said = zip(frames.current.tolist(), frames.piled.tolist(), strict=True)
    return [
        (one if frame < slow else several).format(i=current + 1, piled=piled, n=chosen.n)
        for frame, (current, piled) in enumerate(said)
    ]


def hidden(found: Sequence[Study]) -> bool:
    """Tell whether a square is too large to be drawn beside the others."""
    return not bias_variance_squares.fits(np.array([one.mse for one in found])).all()


def marks(chosen: EstimatorsValues, guess: Guess, found: Study) -> dict[str, Any]:
    """The facts of the three marks of a good estimator: names of words, and numbers."""
    law, limit = guess.law(chosen.n), guess.limit()
    fair = laws.unbiased(*guess[:4], chosen.n, guess.factor)
    share, measured = _shares(guess, chosen.n, found)
    return {
        "unbiased": "none" if fair is None else "yes" if fair else "no",
        "efficient": _efficient(guess, chosen.n, found, biased=fair is False),
        "consistent": _consistent(limit, guess.moments(chosen.n)),
        "bias": " ".join(number_format.to_error(found.bias, found.bias_error)), "share": share, "measured": measured,
        "law_bias": short(law.bias) if law else "", "limit": short(limit) if limit < np.inf else "",
        "mse": " ".join(number_format.to_error(found.mse, found.mse_error)),
        "moments": guess.moments(chosen.n), "error": short(found.mse_error),
        "known": "none" if law is None else "exact" if law.exact else "grows",
    }  # fmt: skip


def _shares(guess: Guess, n: int, found: Study) -> tuple[str, str]:
    """The efficiency by law, or as measured where no law is exact; then what was measured beside a law, or nothing."""
    bound, law = guess.bound(n) or 0.0, guess.law(n)
    share = share_of(bound, found.mse)
    value, error = "∞", ""
    if found.mse:
        value, error = number_format.to_error(100 * share, 100 * share * found.mse_error / found.mse)
    measured = f"{value}% {error}%"
    return (percent(share_of(bound, law.mse)), measured) if law and law.exact else (measured, "")


def _efficient(guess: Guess, n: int, found: Study, *, biased: bool) -> str:
    bound, law = guess.bound(n), guess.law(n)
    if guess.moments(n) <= 2:
        return "infinite"
    if law and law.mse == 0:
        return "lucky"
    if bound is None:
        return "unbounded"
    least = law.mse if law and law.exact else found.mse + 2 * found.mse_error
    return "below" if biased and least < bound else "share"


def _consistent(limit: float, moments: float) -> str:
    if limit < np.inf:
        return "no" if limit else "yes"
    return "never" if moments > 2 else "infinite"


def task(chosen: EstimatorsValues, rivals: Sequence[Guess]) -> tuple[bool, bool, float, float]:
    """Tell whether the task is being worked on, whether it is done, and both MSEs by law."""
    mine, mean = (rivals[0]._replace(name=name, factor=factor).law(chosen.n) for name, factor in
                  (("shrunken", float(chosen.factor)), ("mean", 1.0)))  # fmt: skip
    wanted = {"population": "normal", "quantity": "mean", "centre": 4.0, "n": 10}
    fair = all(getattr(chosen, name) == value for name, value in wanted.items()) and "shrunken" in chosen.centres
    if not fair or mine is None or mean is None:
        return False, False, 0.0, 0.0
    return True, chosen.factor < 1 and mine.mse < mean.mse, mine.mse, mean.mse


@once
def glimpse() -> str:
    """The histograms of the first observation, the median and the mean of normal samples of 10, as a small picture."""
    ends, size = (-5.0, 7.0), 112
    levels = np.zeros((size, size), np.uint8) + heatmap.LEVELS // 2
    edges = np.linspace(*ends, 38)
    for lane, name in enumerate(("mean", "median", "first")):
        found = judged(Guess("normal", 1.0, "mean", name, 1.0), 10, 2000, 0)
        share = np.histogram(found.estimates, edges)[0] / 260
        for bar, tall in enumerate(np.minimum(share, 1)):
            colour = 0 if edges[bar] + edges[bar + 1] < 2 else heatmap.LEVELS - 1
            levels[3 + 37 * lane : 3 + 37 * lane + round(33 * float(tall)), bar * 3 : bar * 3 + 3] = colour
    return heatmap.png(levels[::-1], heatmap.diverging())


def table(chosen: EstimatorsValues, all_of_them: tuple[Guess, ...]) -> bytes:
    """The estimates of every sample, as CSV."""
    columns = {
        guess.name: study.estimates for guess, study in zip(all_of_them, studies(chosen, all_of_them), strict=True)
    }
    return downloads.csv(film.rows(sample=np.arange(1, chosen.replications + 1), **columns))


def source_of_run(chosen: EstimatorsValues, all_of_them: tuple[Guess, ...]) -> str:
    """The study as a numpy program."""
    first = all_of_them[0]
    named = [(guess.name, guess.factor) for guess in all_of_them]
    return estimator_program(first.place, first.centre, first.truth, named, chosen.n, chosen.replications, chosen.seed)


def offered(chosen: EstimatorsValues) -> list[str]:
    """The quantities that a population has."""
    return list(population(chosen.population).truth)


def most_samples(chosen: EstimatorsValues) -> int:
    """R may be as large as the observations drawn allow."""
    return max(10, min(MOST, OBSERVATIONS // chosen.n))


def names_for(place: str, quantity: str) -> tuple[str, ...]:
    """The estimators that make sense."""
    return fitting(place, quantity)
