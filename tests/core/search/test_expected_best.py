"""The best of k trials without an order, against every subset there is."""

from itertools import combinations

import numpy as np
import pytest

from dlcore.search.expected_best import expected_best


def test_it_is_the_mean_over_all_subsets():
    loss = np.random.default_rng(2).normal(size=9)
    for k, best in enumerate(expected_best(loss), 1):
        assert best == pytest.approx(np.mean([min(subset) for subset in combinations(loss, k)]), abs=1e-12)


def test_it_falls_from_the_mean_to_the_lowest_also_for_a_full_room():
    loss = np.random.default_rng(3).exponential(size=300)
    best = expected_best(loss)
    assert best[0] == pytest.approx(loss.mean())
    assert best[-1] == pytest.approx(loss.min())
    assert np.all(np.diff(best) <= 1e-12)


def test_without_a_trial_there_is_no_best():
    with pytest.raises(ValueError, match="no trials"):
        expected_best(np.array([]))
