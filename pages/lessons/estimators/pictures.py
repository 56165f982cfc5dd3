"""The pictures of the lesson on estimators: charts' data from studies, and files to take along."""

from collections.abc import Mapping, Sequence

import numpy as np

from dlcore.estimation.populations import population
from dlcore.estimation.sampling import Study
from dlcore.export.study_programs import estimator_program
from pages.lessons.estimators import studies, three_marks
from pages.lessons.estimators.charts import (
    bias_variance_squares,
    efficiency,
    mse_by_size,
    running_estimates,
    sample_dots,
    sampling_distribution,
)
from pages.lessons.estimators.guesses import Guess
from pages.lessons.estimators.values import EstimatorsValues
from pages.ui import number_format
from pages.ui.charts import film, heatmap
from pages.ui.parts import downloads
from pages.ui.serving.once import once
from pages.ui.serving.runs import keep

DOTS = 100
"""Observations of a sample that are shown, at most."""

FAR = 8.0
"""The width of a zoomed picture at most, in widths of the narrowest histogram."""


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
    return around(guess.truth, studies.of_chosen(chosen, (guess,)))


@keep
def _histograms(
    all_of_them: tuple[Guess, ...], n: int, replications: int, seed: int, names: tuple[str, ...],
    ends: tuple[float, float],
) -> film.Datasets:  # fmt: skip
    found = [studies.judged(guess, n, replications, seed) for guess in all_of_them]
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


def histograms(
    chosen: EstimatorsValues, all_of_them: tuple[Guess, ...], found: Sequence[Study], names: Sequence[str]
) -> film.Datasets:
    """The histograms as a film."""
    ends = extent(chosen, all_of_them, found)
    return _histograms(all_of_them, chosen.n, chosen.replications, chosen.seed, tuple(names), ends)


@keep
def _sample(place: str, centre: float, quantity: str, n: int, replications: int, seed: int) -> film.Datasets:
    samples = studies.drawn(place, centre, n, replications, seed)[:, :DOTS]
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
    measured, lines = studies.at_all_sizes(all_of_them, chosen.seed)
    mse, error = (np.stack([pair[part] for pair in measured]) for part in (0, 1))
    words = [
        [
            pattern.format(name=name, n=n, mse=three_marks.short(a), error=three_marks.short(b))
            for n, a, b in zip(studies.SIZES, *pair, strict=True)
        ]
        for name, pair in zip(names, measured, strict=True)
    ]
    first = all_of_them[0]
    ends = (first.bound(studies.SIZES[0]), first.bound(studies.SIZES[-1]))
    bound = (ends[0], ends[1]) if ends[0] and ends[1] else None
    return mse_by_size.datasets(names, np.array(studies.SIZES), mse, error, words, lines, bound, chosen.n)


HALVES = (("normal", "laplace"), ("cauchy", "exponential", "poisson", "uniform"))
"""The populations of the two pictures of efficiency, side by side: half as many rows in each."""


def everywhere(
    found: studies.Efficiencies, places: Mapping[str, str], names: Mapping[str, str], none: str, shown: Sequence[str]
) -> film.Datasets:
    """Efficiency for the populations shown; `none` is said of the one without a bound."""
    rows = [efficiency.EfficiencyRow(places[at], names[name], *rest) for at, name, *rest in found if at in shown]
    if "uniform" in shown:
        rows.append(efficiency.EfficiencyRow(places["uniform"], none, np.nan, 0.0, 0.0, None))
    return efficiency.datasets(rows)


@keep
def growing(seed: int) -> film.Datasets:
    """The mean and the median of growing Cauchy samples, and the mean of growing normal ones."""
    return running_estimates.datasets(*studies.growing_estimates(seed))


def grown(seed: int) -> dict[str, str]:
    """Distances from the centre at which growing samples end, and how far the means of Cauchy samples ever were."""
    wild, middle, tame = abs(studies.growing_estimates(seed)[1])
    return {
        "wild": three_marks.short(wild.max()),
        "middle": three_marks.short(middle[-1].max()),
        "tame": three_marks.short(tame[-1].max()),
    }


def grown_captions(seed: int, pattern: str) -> list[str]:
    """Distances of the means of the growing Cauchy samples from the centre, at each size."""
    sizes, paths = studies.growing_estimates(seed)
    return [
        pattern.format(n=f"{n:,}", off=", ".join(three_marks.short(off) for off in column))
        for n, column in zip(sizes.tolist(), paths[0].tolist(), strict=True)
    ]


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


@once
def glimpse() -> str:
    """The histograms of the first observation, the median and the mean of normal samples of 10, as a small picture."""
    ends, size = (-5.0, 7.0), 112
    levels = np.zeros((size, size), np.uint8) + heatmap.LEVELS // 2
    edges = np.linspace(*ends, 38)
    for row, name in enumerate(("mean", "median", "first")):
        found = studies.judged(Guess("normal", 1.0, "mean", name, 1.0), 10, 2000, 0)
        share = np.histogram(found.estimates, edges)[0] / 260
        for bar, tall in enumerate(np.minimum(share, 1)):
            colour = 0 if edges[bar] + edges[bar + 1] < 2 else heatmap.LEVELS - 1
            levels[3 + 37 * row : 3 + 37 * row + round(33 * float(tall)), bar * 3 : bar * 3 + 3] = colour
    return heatmap.png(levels[::-1], heatmap.diverging())


def table(chosen: EstimatorsValues, all_of_them: tuple[Guess, ...]) -> bytes:
    """The estimates of every sample, as CSV."""
    columns = {
        guess.name: study.estimates
        for guess, study in zip(all_of_them, studies.of_chosen(chosen, all_of_them), strict=True)
    }
    return downloads.csv(film.rows(sample=np.arange(1, chosen.replications + 1), **columns))


def source_of_run(chosen: EstimatorsValues, all_of_them: tuple[Guess, ...]) -> str:
    """The study as a numpy program."""
    first = all_of_them[0]
    named = [(guess.name, guess.factor) for guess in all_of_them]
    return estimator_program(first.place, first.centre, first.truth, named, chosen.n, chosen.replications, chosen.seed)
