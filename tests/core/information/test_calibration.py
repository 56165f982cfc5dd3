"""Reliability against scikit-learn, a loop, and predictions that are right by construction."""

import numpy as np
import pytest
from sklearn.calibration import calibration_curve

from dlcore.information.calibration import reliability

RNG = np.random.default_rng(5)
PROBABILITY = RNG.uniform(size=(3, 4000)) ** np.array([[1.0], [2.0], [0.2]])
OUTCOME = (RNG.uniform(size=4000) < PROBABILITY[0]).astype(float)


@pytest.mark.parametrize("row", range(3))
def test_the_bins_are_those_of_scikit_learn(row):
    found = reliability(PROBABILITY, OUTCOME)
    observed, predicted = calibration_curve(OUTCOME, PROBABILITY[row], n_bins=10)
    full = found.count[row] > 0
    np.testing.assert_allclose(found.observed[row][full], observed, rtol=1e-12)
    np.testing.assert_allclose(found.predicted[row][full], predicted, rtol=1e-12)


def test_the_gap_is_that_of_a_loop_over_the_bins():
    gap = 0.0
    for b in range(10):
        inside = (PROBABILITY[1] >= b / 10) & (PROBABILITY[1] < (b + 1) / 10)
        if inside.any():
            gap += inside.sum() / 4000 * abs(OUTCOME[inside].mean() - PROBABILITY[1][inside].mean())
    assert reliability(PROBABILITY, OUTCOME).gap[1] == pytest.approx(gap, rel=1e-9)


def test_who_says_what_is_true_is_within_four_standard_errors_of_it():
    found = reliability(PROBABILITY[0], OUTCOME)
    assert (np.abs(found.observed - found.predicted) < 4 * found.error).all()
    assert reliability(PROBABILITY[1], OUTCOME).gap > 5 * found.gap


def test_every_prediction_falls_into_one_bin_also_at_the_ends():
    found = reliability(np.array([0.0, 0.1, 0.95, 1.0]), np.array([0.0, 1.0, 1.0, 1.0]))
    assert found.count.tolist() == [1, 1, 0, 0, 0, 0, 0, 0, 0, 2]
    assert np.isfinite([found.predicted, found.observed, found.error]).all()


@pytest.mark.parametrize("wrong", [-0.1, 1.1, np.nan])
def test_what_is_no_probability_is_refused(wrong):
    with pytest.raises(ValueError, match="between 0 and 1"):
        reliability(np.array([wrong]), np.array([1.0]))
