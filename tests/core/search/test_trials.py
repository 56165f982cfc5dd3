"""Trials are real training runs: alone or in company, on data parted three ways."""

import numpy as np
import pytest

from dlcore.registry import UnknownNameError
from dlcore.search.trials import RANGES, Space, guess, retrain, train, validation_and_test
from dlcore.training.experiment import Experiment, prepare
from dlcore.training.training import record

BASE = Experiment(
    dataset="moons", n=400, train_share=0.2, noise=0.5, hidden=(8, 8), optimizer="sgd", batch_size=16, epochs=10,
    regularization="l2", seed=3,
)  # fmt: skip
PLANE = Space(BASE, ("learning_rate", "regularization"))


@pytest.mark.parametrize("name", RANGES)
def test_a_value_is_at_its_place(name):
    ends = RANGES[name].value(0), RANGES[name].value(1)
    assert ends == (RANGES[name].low, RANGES[name].high)
    for u in (0.1, 0.5, 0.93):
        value = RANGES[name].value(u)
        assert RANGES[name].value(RANGES[name].place(value)) == pytest.approx(value)


def test_a_place_outside_the_axis_is_a_clear_error():
    with pytest.raises(ValueError, match="between 0 and 1"):
        RANGES["learning_rate"].value(1.01)


@pytest.mark.parametrize("searched", [(), ("learning_rate", "learning_rate")])
def test_a_search_of_nothing_or_of_one_thing_twice_is_a_clear_error(searched):
    with pytest.raises(ValueError, match="each once"):
        Space(BASE, searched)
    with pytest.raises(UnknownNameError, match="hyperparameter"):
        Space(BASE, ("depth",))


def test_training_validation_and_test_share_no_example_and_miss_none():
    _, train_part, held_out = prepare(BASE)
    validation, test = validation_and_test(BASE)
    rows = np.vstack([train_part.x, validation.x, test.x])
    assert len(rows) == BASE.n == len(np.unique(rows, axis=0))
    assert len(validation.x) == round(len(held_out.x) / 8)
    assert validation.labels.mean() == pytest.approx(0.5, abs=0.02)


def test_guessing_costs_the_logarithm_of_two():
    assert guess(BASE) == pytest.approx(np.log(2))


@pytest.mark.parametrize("point", [(0.3, 0.2), (0.5, 0.7)])
def test_a_trial_is_a_run_of_its_experiment(point):
    setting = PLANE.settings(point)
    film = record(setting)
    validation, _ = validation_and_test(BASE)
    network, _, _ = prepare(setting)
    probability = 1 / (1 + np.exp(-network.forward(film.theta[-1], validation.x)))
    by_hand = -np.log(np.where(validation.y == 1, probability, 1 - probability)).mean()
    assert train(PLANE, [point])[0].validation == pytest.approx(by_hand, rel=1e-9)


def test_training_side_by_side_changes_no_number():
    points = [(0.1, 0.4), (0.55, 0.1), (0.62, 0.3), (0.95, 0.9)]
    assert train(PLANE, points) == [train(PLANE, [point])[0] for point in points]


def test_networks_of_several_widths_and_batches_come_back_in_order():
    space = Space(BASE, ("hidden", "batch_size"))
    points = [(1.0, 0.5), (0.0, 0.5), (1.0, 0.2), (0.0, 0.5)]
    trials = train(space, points)
    assert [trial.values[0] for trial in trials] == [16, 1, 16, 1]
    assert trials[1] == trials[3]
    assert trials == [train(space, [point])[0] for point in points]


def test_whole_numbers_are_drawn_where_they_are():
    space = Space(BASE, ("hidden",))
    (trial,) = train(space, [(0.49,)])
    assert trial.values == (4,)
    assert trial.point == pytest.approx((0.5,))
    assert space.settings(trial.point).hidden == (4, 4)


def test_a_run_that_blew_up_has_no_loss_and_says_when():
    (trial,) = train(PLANE, [(1.0, 1.0)])
    assert trial.validation == float("inf")
    assert trial.diverged_at == record(PLANE.settings((1.0, 1.0))).diverged_at


def test_a_winner_trained_again_begins_with_the_trial_itself():
    point = (0.5, 0.3)
    validation, test = retrain(PLANE, point, fresh=3)
    assert validation.shape == test.shape == (4,)
    assert validation[0] == pytest.approx(train(PLANE, [point])[0].validation, rel=1e-6)
    assert len(set(validation.tolist())) == 4
    _, part = validation_and_test(BASE)
    network, _, _ = prepare(BASE)
    theta = record(PLANE.settings(point)).theta[-1]
    score = network.forward(theta, part.x)
    assert test[0] == pytest.approx(np.mean(np.logaddexp(0, score) - part.y * score), rel=1e-6)


def test_a_winner_that_diverges_again_is_not_given_a_loss():
    validation, test = retrain(PLANE, (1.0, 1.0), fresh=1)
    assert np.isinf(validation).all()
    assert np.isinf(test).all()
