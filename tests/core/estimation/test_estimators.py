"""Estimators against closed forms and other libraries; laws against many samples, within four standard errors."""

from math import inf, log, pi

import numpy as np
import pytest
from scipy import integrate, stats

from dlcore.estimation.estimators import ESTIMATORS, estimate, fitting, moments
from dlcore.estimation.laws import bound, law, limit, unbiased, weights
from dlcore.estimation.populations import LOCATED, POPULATIONS, population
from dlcore.estimation.sampling import draw, ladder, running, study
from dlcore.registry import UnknownNameError

CENTRE, FACTOR = 1.0, 0.8
SCIPY = {
    "normal": stats.norm(CENTRE, 2),
    "uniform": stats.uniform(0, 6),
    "exponential": stats.expon(scale=2),
    "laplace": stats.laplace(CENTRE, np.sqrt(2)),
    "poisson": stats.poisson(2.5),
    "cauchy": stats.cauchy(CENTRE, 1),
}
CASES = [
    (place, quantity, name)
    for place in POPULATIONS
    for quantity in population(place, CENTRE).truth
    for name in fitting(place, quantity)
]
KNOWN = [
    (*case, n)
    for case in CASES
    for n in (5, 20)
    if (formula := law(case[0], CENTRE, case[1], case[2], n, FACTOR)) and formula.exact
    if moments(case[0], case[2], n) > 4  # else there is no standard error to compare with
]


def judged(place, quantity, name, n, replications, seed=0):
    samples = draw(place, CENTRE, n, replications, np.random.default_rng(seed))
    return study(estimate(name, samples, FACTOR), population(place, CENTRE).truth[quantity])


# What is true of the populations


@pytest.mark.parametrize("place", POPULATIONS)
def test_a_population_has_the_density_and_the_moments_of_its_namesake(place):
    here, other = population(place, CENTRE), SCIPY[place]
    x = np.linspace(*here.extent, 23)
    x = np.unique(np.floor(x)) if here.discrete else x
    assert here.density(x) == pytest.approx(other.pmf(x) if here.discrete else other.pdf(x), abs=1e-12)
    assert here.median == pytest.approx(other.median())
    if place != "cauchy":
        assert (here.truth["mean"], here.truth["variance"]) == pytest.approx(other.stats("mv"))
        assert here.fourth == pytest.approx((other.stats("k") + 3) * other.var() ** 2)
    middle = integrate.quad(lambda u: float(other.ppf(u)), 0.25, 0.75, limit=200)[0] * 2
    assert here.midmean == pytest.approx(middle, rel=1e-3)


@pytest.mark.parametrize("place", POPULATIONS)
def test_what_is_drawn_comes_from_the_population(place):
    x = draw(place, CENTRE, 2, 3000, np.random.default_rng(4))[:, 0]
    if place == "poisson":
        counts = np.bincount(x.astype(int), minlength=8)[:8]
        share = SCIPY[place].pmf(np.arange(8))
        assert (np.abs(counts - 3000 * share) < 4 * np.sqrt(3000 * share)).all()
    else:
        assert stats.kstest(x, SCIPY[place].cdf).pvalue > 1e-4


@pytest.mark.parametrize("place", LOCATED)
def test_moving_a_population_moves_its_truth_and_nothing_else(place):
    for quantity, value in population(place, 3.5).truth.items():
        moved = 2.5 if quantity in ("mean", "centre") else 0
        assert value == population(place, 1.0).truth[quantity] + moved
    here = [draw(place, centre, 4, 5, np.random.default_rng(0)) for centre in (1.0, 3.5)]
    assert here[1] - here[0] == pytest.approx(np.full((5, 4), 2.5))


def information(density, theta, low, high, step=1e-4):
    """Mean squared slope of log p(x; θ) in θ, by differences and quadrature."""

    def integrand(x):
        p = density(x, theta)
        slope = (np.log(density(x, theta + step)) - np.log(density(x, theta - step))) / (2 * step)
        return p * slope**2

    return integrate.quad(integrand, low, high, limit=400, points=[1.0])[0]


@pytest.mark.parametrize(
    ("place", "quantity", "density", "value", "low", "high"),
    [
        ("normal", "mean", lambda x, t: stats.norm.pdf(x, t, 2), 1.0, -25, 25),
        ("normal", "variance", lambda x, t: stats.norm.pdf(x, 1, np.sqrt(t)), 4.0, -25, 25),
        ("laplace", "mean", lambda x, t: stats.laplace.pdf(x, t, np.sqrt(2)), 1.0, -30, 30),
        ("laplace", "variance", lambda x, t: stats.laplace.pdf(x, 1, np.sqrt(t / 2)), 4.0, -40, 40),
        ("cauchy", "centre", lambda x, t: stats.cauchy.pdf(x, t, 1), 1.0, -4000, 4000),
        ("exponential", "mean", lambda x, t: stats.expon.pdf(x, scale=t), 2.0, 0, 80),
        ("exponential", "rate", lambda x, t: stats.expon.pdf(x, scale=1 / t), 0.5, 0, 80),
        ("exponential", "variance", lambda x, t: stats.expon.pdf(x, scale=np.sqrt(t)), 4.0, 0, 80),
    ],
)
def test_the_bound_is_one_over_the_information_of_n_observations(place, quantity, density, value, low, high):
    expected = 1 / (7 * information(density, value, low, high))
    assert bound(place, CENTRE, quantity, 7) == pytest.approx(expected, rel=2e-3)


def test_the_bound_of_counts_is_one_over_their_information():
    k, step = np.arange(60), 1e-4
    slope = (stats.poisson.logpmf(k, 2.5 + step) - stats.poisson.logpmf(k, 2.5 - step)) / (2 * step)
    for quantity in ("mean", "variance", "rate"):
        expected = 1 / (7 * (stats.poisson.pmf(k, 2.5) @ slope**2))
        assert bound("poisson", CENTRE, quantity, 7) == pytest.approx(expected, rel=1e-5)


def test_no_bound_is_claimed_where_the_support_moves():
    assert {bound("uniform", CENTRE, quantity, 10) for quantity in ("mean", "variance", "upper")} == {None}


# What the estimators are


def test_every_estimator_is_what_another_library_makes_of_it():
    x = np.random.default_rng(1).normal(3, 1, (6, 9))
    expected = {
        "mean": np.mean(x, 1), "median": np.median(x, 1), "midrange": (x.min(1) + x.max(1)) / 2,
        "trimmed": stats.trim_mean(x, 0.25, axis=1), "first": x[:, 0], "shrunken": FACTOR * np.average(x, axis=1),
        "over_n": stats.moment(x, 2, axis=1), "over_n_minus_1": stats.tvar(x, axis=1),
        "over_n_plus_1": stats.moment(x, 2, axis=1) * 0.9, "largest": np.sort(x)[:, -1],
        "largest_stretched": np.sort(x)[:, -1] * 10 / 9, "twice_mean": x.sum(1) * 2 / 9, "inverse_mean": 9 / x.sum(1),
        "inverse_mean_corrected": 8 / x.sum(1), "inverse_median": log(2) / np.median(x, 1),
    }  # fmt: skip
    assert list(expected) == list(ESTIMATORS)
    for name, values in expected.items():
        assert estimate(name, x, FACTOR) == pytest.approx(values), name


@pytest.mark.parametrize(("place", "quantity", "name"), CASES)
@pytest.mark.parametrize("n", [2, 3, 500])
def test_every_case_works_at_every_size(place, quantity, name, n):
    result = judged(place, quantity, name, n, 20)
    assert np.isfinite([result.bias, result.variance, result.mse, result.mse_error]).all()


def test_an_even_and_an_odd_sample_have_the_median_of_numpy():
    for n in (2, 3, 4, 7, 10):
        x = np.random.default_rng(n).standard_cauchy((4, n))
        assert estimate("median", x) == pytest.approx(np.median(x, axis=1))


# bias² + variance = MSE


@pytest.mark.parametrize(("place", "quantity", "name"), CASES)
@pytest.mark.parametrize(("n", "replications"), [(2, 2), (10, 2000), (400, 50)])
def test_squared_bias_plus_variance_is_mse(place, quantity, name, n, replications):
    result = judged(place, quantity, name, n, replications)
    assert abs(result.bias**2 + result.variance - result.mse) <= 1e-12 * max(result.mse, 1)
    assert result.variance == pytest.approx(np.var(result.estimates), rel=1e-9)
    assert result.mse == pytest.approx(np.mean(np.square(result.estimates - result.truth)), rel=1e-9)


@pytest.mark.parametrize(("place", "quantity", "name", "n"), KNOWN)
def test_the_law_is_what_many_samples_show(place, quantity, name, n):
    result = judged(place, quantity, name, n, 40_000, seed=11)
    formula = law(place, CENTRE, quantity, name, n, FACTOR)
    assert abs(result.bias - formula.bias) < 4 * result.bias_error
    assert abs(result.variance - formula.variance) < 4 * result.variance_error
    assert abs(result.mse - formula.mse) < 4 * result.mse_error


def test_the_laws_are_those_of_the_textbooks():
    n, theta = 12, 6.0
    assert law("normal", CENTRE, "mean", "mean", n).mse == pytest.approx(4 / n)
    assert law("normal", CENTRE, "variance", "over_n", n).bias == pytest.approx(-4 / n)
    assert law("normal", CENTRE, "variance", "over_n_minus_1", n).mse == pytest.approx(2 * 16 / (n - 1))
    assert law("normal", CENTRE, "variance", "over_n", n).mse == pytest.approx((2 * n - 1) * 16 / n**2)
    assert law("normal", CENTRE, "variance", "over_n_plus_1", n).mse == pytest.approx(2 * 16 / (n + 1))
    assert law("uniform", CENTRE, "upper", "largest", n).bias == pytest.approx(-theta / (n + 1))
    assert law("uniform", CENTRE, "upper", "largest", n).mse == pytest.approx(2 * theta**2 / ((n + 1) * (n + 2)))
    assert law("uniform", CENTRE, "upper", "largest_stretched", n).mse == pytest.approx(theta**2 / (n * (n + 2)))
    assert law("uniform", CENTRE, "upper", "twice_mean", n).mse == pytest.approx(theta**2 / (3 * n))
    assert law("uniform", CENTRE, "mean", "midrange", n).mse == pytest.approx(theta**2 / (2 * (n + 1) * (n + 2)))
    assert law("exponential", CENTRE, "rate", "inverse_mean_corrected", n).mse == pytest.approx(0.25 / (n - 2))
    assert law("normal", CENTRE, "mean", "shrunken", n, 0.8).mse == pytest.approx(0.64 * 4 / n + 0.04)


@pytest.mark.parametrize("place", ["uniform", "exponential"])
@pytest.mark.parametrize("name", ["mean", "median", "midrange", "trimmed"])
@pytest.mark.parametrize("n", [4, 7])
def test_the_law_of_sorted_observations_is_what_their_covariances_give(place, name, n):
    r = np.arange(1, n + 1)
    if place == "uniform":
        middle = 6 * r / (n + 1)
        low, high = np.minimum.outer(r, r), np.maximum.outer(r, r)
        together = 36 * low * (n + 1 - high) / ((n + 1) ** 2 * (n + 2))
    else:
        gaps = 2 / (n + 1 - r)
        middle = np.cumsum(gaps)
        together = np.cumsum(gaps**2)[np.minimum.outer(r, r) - 1]
    w = weights(name, n) if name != "mean" else np.full(n, 1 / n)
    formula = law(place, CENTRE, "mean", name, n)
    assert formula.bias == pytest.approx(w @ middle - {"uniform": 3, "exponential": 2}[place], abs=1e-12)
    assert formula.variance == pytest.approx(w @ together @ w)


def test_the_divisor_with_the_least_error_is_n_plus_1_though_it_is_the_most_biased():
    results = [judged("normal", "variance", name, 5, 40_000) for name in ("over_n_minus_1", "over_n", "over_n_plus_1")]
    assert results[0].mse > results[1].mse > results[2].mse
    assert abs(results[0].bias) < abs(results[1].bias) < abs(results[2].bias)
    assert results[2].mse + 4 * results[2].mse_error < results[0].mse - 4 * results[0].mse_error


LARGE = [
    ("normal", "mean", "median", 2 / pi),
    ("laplace", "mean", "median", 1.0),
    ("laplace", "mean", "mean", 0.5),
    ("cauchy", "centre", "median", 8 / pi**2),
    ("cauchy", "centre", "trimmed", pi / 4),
    ("normal", "mean", "trimmed", 0.8368),
    ("laplace", "mean", "trimmed", 0.8151),
    ("exponential", "rate", "inverse_median", log(2) ** 2),
]


@pytest.mark.parametrize(("place", "quantity", "name", "efficiency"), LARGE)
def test_for_large_samples_the_efficiency_is_the_one_known(place, quantity, name, efficiency):
    n = 2001
    least = bound(place, CENTRE, quantity, n)
    assert least / law(place, CENTRE, quantity, name, n).mse == pytest.approx(efficiency, rel=1e-3)
    result = judged(place, quantity, name, n, 2500, seed=3)
    allowed = 4 * result.mse_error + 0.04 * least  # of order 1/√n for the kink of the Laplace density
    assert abs(result.mse - least / efficiency) < allowed


def test_the_median_beats_the_mean_for_laplace_and_loses_for_normal():
    for place, better, worse in (("laplace", "median", "mean"), ("normal", "mean", "median")):
        good, bad = (judged(place, "mean", name, 100, 4000) for name in (better, worse))
        assert good.mse + 4 * good.mse_error < bad.mse - 4 * bad.mse_error


def test_a_biased_estimator_lies_below_the_bound_for_unbiased_ones_and_on_its_own():
    result = judged("normal", "mean", "shrunken", 10, 40_000)
    least = bound("normal", CENTRE, "mean", 10)
    assert result.mse + 4 * result.mse_error < least
    assert abs(result.variance - FACTOR**2 * least) < 4 * result.variance_error


# Consistency


@pytest.mark.parametrize(("place", "quantity", "name"), CASES)
def test_the_mse_goes_where_its_limit_is(place, quantity, name):
    end = limit(place, CENTRE, quantity, name, FACTOR)
    if place == "cauchy" and end == inf:
        assert moments(place, name, 10_000, FACTOR) <= 2
        return
    early, late = (judged(place, quantity, name, n, 2000, seed=5) for n in (20, 1600))
    if end == inf:
        assert late.mse > 2 * early.mse
    elif end == 0:
        slow = place == "normal" and name == "midrange"  # its variance falls as 1/log n
        assert late.mse < (0.7 if slow else 0.05) * early.mse
    else:
        assert late.mse == pytest.approx(end, abs=4 * late.mse_error + 0.02 * end)


@pytest.mark.parametrize(("name", "n"), [("median", 2), ("midrange", 2), ("trimmed", 2), ("trimmed", 3)])
@pytest.mark.parametrize("place", ["poisson", "exponential", "normal"])
def test_an_estimator_that_is_the_sample_mean_is_told_as_the_mean(place, name, n):
    samples = draw(place, CENTRE, n, 50, np.random.default_rng(0))
    np.testing.assert_allclose(estimate(name, samples, FACTOR), samples.mean(axis=-1))
    assert law(place, CENTRE, "mean", name, n) == law(place, CENTRE, "mean", "mean", n)
    assert unbiased(place, CENTRE, "mean", name, n)


def test_unbiased_is_not_consistent_and_consistent_is_not_unbiased():
    assert law("normal", CENTRE, "mean", "first", 1000).bias == 0 != limit("normal", CENTRE, "mean", "first")
    assert law("uniform", CENTRE, "upper", "largest", 1000).bias != 0 == limit("uniform", CENTRE, "upper", "largest")


def test_more_replications_narrow_the_standard_error_and_leave_the_mse():
    few, many = (judged("normal", "mean", "mean", 10, replications, seed=2) for replications in (1000, 100_000))
    assert few.mse_error / many.mse_error == pytest.approx(10, rel=0.15)
    assert abs(few.mse - many.mse) < 4 * few.mse_error


@pytest.mark.parametrize("name", ["mean", "shrunken"])
def test_the_standard_errors_are_the_spread_of_repeated_studies(name):
    runs = [judged("normal", "mean", name, 5, 200, seed) for seed in range(600)]
    for value in ("bias", "variance", "mse", "squared_bias"):
        spread = np.std([getattr(run, value) for run in runs])
        told = np.sqrt(np.mean([getattr(run, f"{value}_error") ** 2 for run in runs]))
        careful = 1.5 if value == "squared_bias" and name == "mean" else 1.15  # a bias of 0 is never seen as 0
        assert 0.85 < told / spread < careful


# Where moments do not exist


@pytest.mark.parametrize("n", [2, 5, 6, 8, 9])
@pytest.mark.parametrize("name", ["median", "trimmed"])
def test_a_cauchy_estimate_has_a_variance_when_it_cuts_two_at_each_end(name, n):
    w = weights(name, n)
    assert (moments("cauchy", name, n) > 2) == bool((w[:2] == 0).all() and (w[-2:] == 0).all())
    assert (law("cauchy", CENTRE, "centre", name, n) is None) == (moments("cauchy", name, n) <= 2)


def test_the_mean_of_n_cauchy_observations_is_as_wide_as_one():
    samples = draw("cauchy", CENTRE, 200, 3000, np.random.default_rng(0))
    assert stats.kstest(estimate("mean", samples), SCIPY["cauchy"].cdf).pvalue > 1e-3
    assert limit("cauchy", CENTRE, "centre", "mean") == inf


def test_one_over_the_mean_of_two_exponentials_has_no_variance():
    assert [moments("exponential", "inverse_mean", n) for n in (2, 3)] == [2, 3]
    assert law("exponential", CENTRE, "rate", "inverse_mean", 2) is None
    assert [moments("exponential", "inverse_median", n) for n in (2, 3, 4, 5)] == [2, 2, 3, 3]


def test_running_estimates_are_those_of_the_first_observations():
    x = np.random.default_rng(0).standard_cauchy((2, 50))
    sizes = [1, 2, 7, 50]
    for name in ("mean", "median"):
        expected = [[ESTIMATORS[name](path[:n]) for path in x] for n in sizes]
        assert running(x, sizes, name) == pytest.approx(np.array(expected))


# Bad input


def test_what_makes_no_sense_is_a_clear_error():
    with pytest.raises(UnknownNameError, match="no population named 'gamma'"):
        population("gamma")
    with pytest.raises(ValueError, match="no mean to estimate; it has: centre"):
        fitting("cauchy", "mean")
    with pytest.raises(ValueError, match="at least 2"):
        draw("normal", 0.0, 1, 10, np.random.default_rng(0))
    with pytest.raises(ValueError, match="at least 2 observations"):
        estimate("mean", np.zeros((3, 1)))
    with pytest.raises(ValueError, match="at least 2 samples"):
        study(np.zeros(1), 0.0)
    with pytest.raises(ValueError, match="must be a number"):
        population("normal", float("nan"))


def test_a_ladder_has_the_samples_that_its_observations_allow():
    steps = ladder("normal", CENTRE, (2, 10, 100), 1000, 200, np.random.default_rng(0))
    assert [x.shape for x in steps] == [(200, 2), (100, 10), (10, 100)]
