"""Two losses of a score: slopes by finite differences, values by scikit-learn, descents by a loop."""

import math

import numpy as np
import pytest
from sklearn.metrics import brier_score_loss, log_loss

from dlcore.information.sigmoid_losses import SCORE_LOSSES, descend_scores, flat_edge

SCORES = np.linspace(-12, 12, 49)


@pytest.mark.parametrize("truth", [0, 1])
@pytest.mark.parametrize("name", SCORE_LOSSES)
def test_slopes_are_those_of_finite_differences(name, truth):
    loss, h = SCORE_LOSSES[name], 1e-5
    slope = (loss.value(SCORES + h, truth) - loss.value(SCORES - h, truth)) / (2 * h)
    np.testing.assert_allclose(loss.slope(SCORES, truth), slope, rtol=1e-5, atol=1e-9)


@pytest.mark.parametrize("truth", [0, 1])
def test_values_are_those_of_scikit_learn(truth):
    for score in (-8.0, -1.0, 0.0, 3.0):
        p = 1 / (1 + math.exp(-score))
        expected = {"cross_entropy": log_loss([truth], [p], labels=[0, 1]), "squared": brier_score_loss([truth], [p])}
        for name, value in expected.items():
            assert SCORE_LOSSES[name].value(np.array(score), truth) == pytest.approx(value, rel=1e-9)


@pytest.mark.parametrize("share", [0.01, 0.1, 0.4])
def test_at_the_edge_of_the_flat_the_slopes_have_that_ratio(share):
    edge = np.array([-flat_edge(share), flat_edge(share)])
    ratio = SCORE_LOSSES["squared"].slope(edge, 0.0) / SCORE_LOSSES["cross_entropy"].slope(edge, 0.0)
    assert ratio == pytest.approx([share, share])


@pytest.mark.parametrize("share", [0.0, 0.5, 2.0])
def test_a_share_that_no_score_has_is_refused(share):
    with pytest.raises(ValueError, match=r"between 0 and 0\.5"):
        flat_edge(share)


@pytest.mark.parametrize(("start", "truth", "rate"), [(-6.0, 1, 1.0), (4.0, 0, 5.0), (-10.0, 1, 10.0)])
def test_the_descents_are_those_of_a_loop_over_single_numbers(start, truth, rate):
    path = descend_scores(start, truth, rate, 40)
    one = two = start
    for step in range(41):
        np.testing.assert_allclose(path[step], [one, two], rtol=1e-9, atol=1e-9)
        p, r = 1 / (1 + math.exp(-one)), 1 / (1 + math.exp(-two))
        one -= rate * (p - truth)
        two -= rate * 2 * (r - truth) * r * (1 - r)


def test_far_on_the_wrong_side_cross_entropy_arrives_and_squared_error_stays():
    cross, squared = descend_scores(-8.0, 1, 1.0, 100)[-1]
    assert cross > 3
    assert squared < -7.5
