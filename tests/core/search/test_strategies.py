"""The Gaussian process against its closed form, the acquisitions against chance, and searches that repeat."""

import numpy as np
import pytest
from scipy.stats import norm
from sklearn.gaussian_process import GaussianProcessRegressor

from dlcore.search import acquisitions, strategies
from dlcore.search.trials import Space, Trial, guess, train
from dlcore.training.experiment import Experiment

BASE = Experiment(
    dataset="moons", n=300, train_share=0.2, noise=0.4, hidden=(4,), optimizer="sgd", batch_size=20, epochs=10,
    regularization="l2", seed=1,
)  # fmt: skip
PLANE = Space(BASE, ("learning_rate", "regularization"))
HALF = np.log(2)


def kernel(u, v, lengths):
    r = np.sqrt((((u[:, None] - v[None]) / lengths) ** 2).sum(axis=-1))
    return (1 + np.sqrt(5) * r + 5 * r**2 / 3) * np.exp(-np.sqrt(5) * r)


def closed_form(points, heights, places, lengths):
    """Mean and deviation by inverting the matrix, Rasmussen and Williams (2006), eq. 2.23 and 2.24."""
    centre, scale = heights.mean(), heights.std()
    inverse = np.linalg.inv(kernel(points, points, lengths) + strategies.NOISE * np.eye(len(points)))
    across = kernel(places, points, lengths)
    mean = centre + scale * across @ inverse @ ((heights - centre) / scale)
    return mean, scale * np.sqrt(1 - np.einsum("ij,jk,ik->i", across, inverse, across))


@pytest.mark.parametrize("axes", [1, 2, 3])
def test_the_posterior_is_the_closed_form(axes):
    rng = np.random.default_rng(0)
    points, heights, places = rng.random((12, axes)), rng.standard_normal(12), rng.random((40, axes))
    process = strategies.gaussian_process(points, heights, 0.3)
    found = process.predict(places, return_std=True)
    for mine, closed in zip(found, closed_form(points, heights, places, 0.3), strict=True):
        np.testing.assert_allclose(mine, closed, rtol=1e-6, atol=1e-8)


def test_the_lengths_are_those_under_which_the_trials_are_likeliest():
    rng = np.random.default_rng(1)
    points = rng.random((25, 2))
    heights = np.sin(9 * points[:, 0])
    process = strategies.gaussian_process(points, heights)
    standard = (heights - heights.mean()) / heights.std()

    def likelihood(lengths):
        spread = kernel(points, points, np.array(lengths)) + strategies.NOISE * np.eye(25)
        return -0.5 * standard @ np.linalg.solve(spread, standard) - 0.5 * np.linalg.slogdet(spread)[1]

    every = [(a, b) for a in strategies.LENGTHS for b in strategies.LENGTHS]
    best = max(every, key=likelihood)
    assert tuple(process.kernel_.length_scale) == pytest.approx(best)
    assert best[0] < best[1]
    free = process.kernel_.clone_with_theta(process.kernel_.theta)
    free.set_params(length_scale_bounds=(1e-4, 1e4))
    judge = GaussianProcessRegressor(free, alpha=strategies.NOISE, optimizer=None, normalize_y=True).fit(
        points, heights
    )
    assert max(every, key=lambda lengths: judge.log_marginal_likelihood(np.log(lengths))) == best


MEANS, SPREADS, BEST = np.array([-1.0, -0.3, 0.0, 0.4]), np.array([0.2, 0.5, 1.0, 0.3]), -0.2
DRAWS = 200_000


@pytest.mark.parametrize(
    ("acquisition", "gain"),
    [
        ("expected_improvement", lambda f: np.maximum(BEST - f, 0)),
        ("probability_of_improvement", lambda f: (f < BEST) * 1.0),
    ],
)
def test_an_acquisition_is_what_chance_gives(acquisition, gain):
    gained = gain(np.random.default_rng(2).normal(MEANS, SPREADS, (DRAWS, 4)))
    worth = acquisitions.ACQUISITIONS[acquisition](MEANS, SPREADS, BEST)
    assert (np.abs(worth - gained.mean(axis=0)) < 4 * gained.std(axis=0) / np.sqrt(DRAWS)).all()


def test_the_confidence_bound_is_beaten_by_one_in_forty_four():
    bound = -acquisitions.confidence_bound(MEANS, SPREADS, BEST)
    np.testing.assert_allclose(norm.cdf(bound, MEANS, SPREADS), norm.cdf(-2))


@pytest.mark.parametrize(
    ("budget", "axes", "shape"),
    [(16, 1, (16,)), (9, 2, (3, 3)), (16, 2, (4, 4)), (25, 2, (5, 5)), (9, 3, (2, 2, 2)), (16, 3, (4, 2, 2))],
)
def test_a_grid_is_as_even_as_its_budget_allows(budget, axes, shape):
    assert strategies.levels(budget, axes) == shape


def test_sixteen_random_trials_try_sixteen_rates_and_a_grid_four():
    for points, values in ((strategies.grid_points(PLANE, 16), 4), (strategies.random_points(PLANE, 16), 16)):
        assert len(points) == len(set(points)) == 16
        assert [len(set(axis)) for axis in zip(*points, strict=True)] == [values, values]


def everything(searched=("learning_rate", "regularization"), acquisition="expected_improvement", length=None):
    return list(strategies.bayesian(Space(BASE, searched), 9, acquisition, length))


@pytest.mark.parametrize("acquisition", acquisitions.ACQUISITIONS)
@pytest.mark.parametrize("searched", [("learning_rate",), ("learning_rate", "hidden")])
def test_a_search_repeated_is_identical(searched, acquisition):
    first, second = (everything(searched, acquisition) for _ in range(2))
    assert [trial for trial, _ in first] == [trial for trial, _ in second]
    np.testing.assert_array_equal(first[-1][1].mean, second[-1][1].mean)
    space = Space(BASE, searched)
    assert list(strategies.random(space, 9)) == list(strategies.random(space, 9))


def test_a_search_taken_up_where_it_was_left_goes_the_same_way():
    whole = [trial for trial, _ in everything()]
    for done in (1, 3, 6):
        rest = strategies.bayesian(PLANE, 9, trials=whole[:done])
        assert whole == whole[:done] + [trial for trial, _ in rest]


def test_bayesian_search_begins_as_random_search_does():
    assert [trial for trial, _ in everything()[:3]] == list(strategies.random(PLANE, 9))[:3]
    assert [belief for _, belief in everything()[:3]] == [None] * 3


def test_while_all_trials_are_as_bad_as_guessing_there_is_no_belief():
    def useless(space, points):
        return [Trial(point, space.values(point), HALF) for point in points]

    steps = list(strategies.bayesian(PLANE, 9, trained=useless))
    assert [trial.point for trial, _ in steps] == strategies.random_points(PLANE, 9)
    assert not any(belief for _, belief in steps)


def test_the_next_trial_is_where_the_acquisition_is_largest_and_none_is_tried_twice():
    for searched in (("learning_rate", "regularization"), ("hidden", "batch_size")):
        steps = everything(searched)
        places = strategies.lattice(searched)
        points = [trial.point for trial, _ in steps]
        assert len(set(points)) == len(points)
        for n, (trial, belief) in enumerate(steps):
            if belief is None:
                continue
            new = np.array([not any(np.allclose(place, point) for point in points[:n]) for place in places])
            best = belief.acquisition[new].max()
            here = np.abs(places - trial.point).max(axis=1) < 1e-9
            assert belief.acquisition[here].max() == best


def test_on_a_smooth_valley_the_search_comes_closer_than_its_random_start():
    def valley(space, points):
        return [Trial(p, space.values(p), 0.3 + (p[0] - 0.31) ** 2 + (p[1] - 0.77) ** 2) for p in points]

    losses = [trial.validation for trial, _ in strategies.bayesian(PLANE, 16, trained=valley)]
    assert min(losses) < 0.305 < min(losses[:4])


def test_losses_beyond_the_worst_are_told_as_the_worst():
    trials = [Trial((0.0,), (1.0,), loss) for loss in (0.1, HALF, 50.0, float("inf"))]
    np.testing.assert_allclose(np.exp(strategies.told(trials, HALF)), [0.1, HALF, 2 * HALF, 2 * HALF])


def test_the_best_so_far_never_rises_and_needs_no_more_than_a_guess():
    trials = [Trial((0.0,), (1.0,), loss) for loss in (float("inf"), 0.5, 0.6, 0.2)]
    np.testing.assert_allclose(strategies.best_so_far(trials, HALF), [HALF, 0.5, 0.5, 0.2])


@pytest.mark.parametrize("count", [1, 9, 16, 25, 60])
def test_the_chance_of_the_best_twentieth_is_what_draws_give(count):
    draws = 20_000
    lucky = np.random.default_rng(count).random((draws, count)).min(axis=1) < 0.05
    assert abs(strategies.chance(count) - lucky.mean()) < 4 * lucky.std() / np.sqrt(draws)


def test_the_trials_are_trained_and_not_looked_up():
    trial = next(strategies.grid(PLANE, 9))
    assert trial == train(PLANE, [strategies.grid_points(PLANE, 9)[0]])[0]
    assert 0 < trial.validation < 2 * guess(BASE)
