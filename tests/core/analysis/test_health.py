"""The health of a run: each finding on runs made to have it, on real ones, and absent from a healthy one."""

from dataclasses import replace

import numpy as np
import pytest

from dlcore.analysis.health import dead_units, findings, gradient_sizes, overfitting, saturated_units
from dlcore.analysis.inspection import Inspection
from dlcore.training.experiment import Experiment
from dlcore.training.training import record

SPIRAL = Experiment(dataset="spiral", n=120, noise=0.05, features=("x1", "x2"), hidden=(8, 8), batch_size=15, epochs=20)


def run(**changes):
    return Inspection(record(replace(SPIRAL, **changes)))


def names(inspected):
    return [finding.name for finding in findings(inspected)]


def test_a_usual_run_is_healthy():
    assert names(run()) == []


def test_a_run_that_diverged_is_said_to_have_at_its_step():
    inspected = run(optimizer="sgd", loss="squared", learning_rate=30.0)
    [finding] = findings(inspected)
    assert (finding.name, finding.step) == ("diverged", inspected.film.diverged_at)


def test_relu_units_pushed_below_0_are_counted_dead():
    inspected = run(activation="relu")
    theta = inspected.film.theta.copy()
    biases = inspected.network.unpack(theta[-1])
    for _, bias in biases[:2]:
        bias[:3] = -1e6
    dead = {f.name: f for f in findings(Inspection(replace(inspected.film, theta=theta)))}["dead"]
    assert dead.count >= 6
    assert dead.units == 16


def test_a_unit_is_dead_only_if_no_example_reaches_it():
    layer = np.array([[0.0, 0.0, 1.0], [0.0, 2.0, 1.0]])
    assert dead_units([layer]) == 1
    assert dead_units([layer, np.zeros((2, 4))]) == 5


@pytest.mark.parametrize(("low", "high"), [(-1.0, 1.0), (0.0, 1.0)])
def test_units_at_either_end_are_saturated_and_those_between_are_not(low, high):
    layer = np.tile([low, high, (low + high) / 2, low + 0.2 * (high - low)], (10, 1))
    assert saturated_units([layer], low, high) == 2
    layer[:3, 0] = (low + high) / 2
    assert saturated_units([layer], low, high) == 1


def test_a_slope_under_a_twentieth_of_the_largest_is_saturated_for_both_activations():
    z = np.linspace(0, 6, 601)
    for value, slope, ends in (
        (np.tanh(z), 1 - np.tanh(z) ** 2, (-1.0, 1.0)),
        (1 / (1 + np.exp(-z)), np.exp(-z) / (1 + np.exp(-z)) ** 2, (0.0, 1.0)),
    ):
        expected = slope < 0.05 * slope[0]
        assert [bool(saturated_units([np.array([[a]])], *ends)) for a in value] == expected.tolist()


def test_a_rate_far_too_large_saturates_the_units_of_a_real_run():
    assert "saturated" in names(run(learning_rate=1.0))


def test_six_layers_of_sigmoid_make_the_gradient_vanish():
    inspected = run(activation="sigmoid", hidden=(8,) * 6)
    vanishing = {f.name: f for f in findings(inspected)}["vanishing"]
    ratio = inspected.gradient_sizes[0, -1] / inspected.gradient_sizes[0, 0]
    assert vanishing.size == pytest.approx(ratio)
    assert vanishing.size > 100


def test_the_gradient_sizes_are_those_of_the_chart():
    inspected = run(epochs=3)
    sizes = gradient_sizes(inspected)
    np.testing.assert_allclose(sizes[[0, -1]], inspected.gradient_sizes[[0, -1]], rtol=1e-10)


def test_six_layers_of_relu_with_huge_weights_explode():
    inspected = run(activation="relu", initialization="large", hidden=(16,) * 6, epochs=2)
    assert names(inspected)[0] in ("exploding", "diverged")
    if inspected.film.diverged_at is None:
        assert findings(inspected)[0].size > 100


def curves(train, test):
    inspected = run(epochs=3)
    film, frames = inspected.film, len(inspected.film)
    share = np.linspace(0, 1, frames)
    losses = {"train_loss": np.interp(share, [0, 0.5, 1], train), "test_loss": np.interp(share, [0, 0.5, 1], test)}
    return Inspection(replace(film, **losses))


def test_overfitting_begins_where_the_test_loss_was_least():
    inspected = curves((1, 0.5, 0.1), (1, 0.4, 0.9))
    finding = overfitting(inspected)
    best = int(np.argmin(inspected.film.test_loss))
    assert finding.epoch == inspected.film.epoch[best]
    assert (finding.least, finding.last) == (inspected.film.test_loss[best], 0.9)


@pytest.mark.parametrize(
    ("train", "test"),
    [((1, 0.5, 0.1), (1, 0.4, 0.41)), ((1, 0.5, 0.6), (1, 0.4, 0.9)), ((1, 0.5, 0.1), (1, 0.8, 0.6))],
    ids=["hardly risen", "training rose too", "still falling"],
)
def test_a_gap_alone_is_no_overfitting(train, test):
    assert overfitting(curves(train, test)) is None
