"""Entropy, cross-entropy and divergence against scipy, scikit-learn, closed forms and real draws."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some
from scipy import stats
from sklearn.metrics import log_loss

from dlcore.information import measures
from dlcore.information.measures import BITS, NATS

BAGS = some.integers(2, 5).flatmap(
    lambda k: some.tuples(
        *[some.lists(some.integers(0, 20), min_size=k, max_size=k).filter(any) for _ in range(2)],
    )
)


@given(BAGS, some.sampled_from([BITS, NATS]))
def test_all_three_agree_with_scipy_also_where_a_share_is_zero(bags, base):
    q, p = (measures.shares(bag) for bag in bags)
    entropy, extra = measures.entropy(q, base), measures.divergence(q, p, base)
    assert entropy == pytest.approx(stats.entropy(q, base=base), abs=1e-12)
    assert extra == pytest.approx(stats.entropy(q, p, base=base), abs=1e-12)
    assert measures.cross_entropy(q, p, base) == pytest.approx(entropy + extra, abs=1e-12)
    assert not np.isnan([entropy, extra, measures.cross_entropy(q, p, base)]).any()


@given(BAGS)
def test_entropy_keeps_between_zero_and_the_logarithm_of_the_number_of_colours(bags):
    q, p = (measures.shares(bag) for bag in bags)
    assert 0 <= measures.entropy(q) <= np.log2(len(q)) + 1e-12
    assert measures.divergence(q, p) >= -1e-12
    assert measures.cross_entropy(q, p) >= measures.entropy(q) - 1e-12


@pytest.mark.parametrize("k", [2, 3, 4, 5])
def test_the_bounds_are_reached(k):
    assert measures.entropy(np.eye(k)) == pytest.approx(np.zeros(k), abs=0)
    assert measures.entropy(np.full(k, 1 / k), NATS) == pytest.approx(np.log(k), abs=1e-12)


def test_cross_entropy_is_the_log_loss_of_a_classifier_that_always_says_the_same():
    counts, p = [7, 2, 4], np.array([0.5, 0.2, 0.3])
    truth = np.repeat(range(3), counts)
    expected = log_loss(truth, np.tile(p, (len(truth), 1)))
    assert measures.cross_entropy(measures.shares(counts), p, NATS) == pytest.approx(expected, abs=1e-12)


def test_a_bag_of_one_colour_holds_no_surprise_but_a_model_may_still_pay():
    blue, half = np.array([1.0, 0.0]), np.array([0.5, 0.5])
    assert measures.entropy(blue) == 0
    assert not np.signbit(measures.entropy(blue))
    assert measures.cross_entropy(blue, half) == 1
    assert measures.cross_entropy(half, blue) == np.inf
    assert measures.divergence(half, blue) == np.inf
    assert measures.divergence(blue, blue) == 0


@given(BAGS)
def test_the_cost_is_infinite_just_where_something_happens_that_the_model_excludes(bags):
    impossible = any(true and not believed for true, believed in zip(*bags, strict=True))
    q, p = (measures.shares(bag) for bag in bags)
    assert np.isinf(measures.cross_entropy(q, p)) == impossible
    assert np.isinf(measures.divergence(q, p)) == impossible


@pytest.mark.parametrize("counts", [[6, 2], [1, 1], [20, 1], [5, 3, 2, 1, 1], [9, 0, 1]])
def test_the_mean_surprise_of_real_draws_is_the_entropy_within_four_standard_errors(counts):
    q, n = measures.shares(counts), 40_000
    p = measures.shares(np.arange(len(counts)) + 1)
    done = measures.draw(q, p, n, np.random.default_rng(3))
    for mean, value, each in (
        (done.mean, measures.entropy(q), done.surprise),
        (done.paid_mean, measures.cross_entropy(q, p), done.paid),
    ):
        assert mean[-1] == pytest.approx(float(value), abs=4 * each.std() / np.sqrt(n) + 1e-12)
    assert measures.spread(q) == pytest.approx(done.surprise.std(), rel=0.05, abs=1e-12)


def test_the_running_means_are_those_of_a_loop():
    q, p = np.array([0.7, 0.3]), np.array([0.4, 0.6])
    done = measures.draw(q, p, 50, np.random.default_rng(0), NATS)
    for t in range(1, 51):
        seen = done.outcome[:t]
        assert done.mean[t - 1] == pytest.approx(np.mean([-np.log(q[i]) for i in seen]))
        assert done.paid_mean[t - 1] == pytest.approx(np.mean([-np.log(p[i]) for i in seen]))


def test_the_mean_paid_is_infinite_from_the_first_impossible_ball_on():
    done = measures.draw(np.array([0.8, 0.2]), np.array([1.0, 0.0]), 30, np.random.default_rng(1))
    first = list(done.outcome).index(1)
    assert np.isfinite(done.paid_mean[:first]).all()
    assert np.isinf(done.paid_mean[first:]).all()


def test_as_one_share_moves_the_others_keep_their_proportions():
    q = measures.shares([2, 3, 1])
    truths = measures.along(q, 1, np.linspace(0, 1, 11))
    assert truths.sum(axis=1) == pytest.approx(np.ones(11))
    assert truths[:, 1] == pytest.approx(np.linspace(0, 1, 11))
    assert truths[:-1, 0] == pytest.approx(2 * truths[:-1, 2])
    assert measures.along(np.array([1.0, 0, 0]), 0, np.array([0.5]))[0] == pytest.approx([0.5, 0.25, 0.25])


@given(BAGS)
def test_cross_entropy_is_a_straight_line_in_the_truth_that_touches_entropy_at_the_model(bags):
    p = measures.shares(np.array(bags[1]) + 1)
    share = np.linspace(0, 1, 101)
    truths = measures.along(p, 0, share)
    line, curve = measures.cross_entropy(truths, p), measures.entropy(truths)
    assert np.diff(line, 2) == pytest.approx(np.zeros(99), abs=1e-10)
    assert (line >= curve - 1e-12).all()
    assert measures.cross_entropy(p, p) == pytest.approx(float(measures.entropy(p)), abs=1e-12)


@pytest.mark.parametrize("counts", [[0, 0], [3, -1], [np.nan, 1]])
def test_a_bag_that_cannot_be_is_refused(counts):
    with pytest.raises(ValueError, match="Counts"):
        measures.shares(counts)
