"""Slow motion shows the very updates of training, and its numbers come out the same another way."""

from dataclasses import replace

import numpy as np
import pytest

from dlcore.analysis.slow_motion import watch
from dlcore.data.datasets import DATASETS
from dlcore.gradients.gradcheck import numerical_gradient
from dlcore.network.losses import LOSSES
from dlcore.network.regularization import REGULARIZATIONS
from dlcore.optimization.optimizers import OPTIMIZERS, descend
from dlcore.training.stages import Stage
from dlcore.training.training import Experiment, Trainer, network_inputs, prepare

SHORT = Experiment(dataset="moons", n=60, epochs=6, hidden=(5, 4), batch_size=7)


@pytest.mark.parametrize("optimizer", ["sgd", "adam", "momentum"])
@pytest.mark.parametrize("first", [1, 9])
def test_slow_motion_is_what_a_fresh_trainer_does_step_by_step(first, optimizer):
    experiment = replace(SHORT, optimizer=optimizer)
    slow, trainer = watch(experiment, first, 8), Trainer(experiment)
    trainer.advance(first - 1)
    for number, update in enumerate(slow.updates):
        assert update.step == first + number
        np.testing.assert_array_equal(update.before, trainer.theta)
        trainer.advance(1)
        np.testing.assert_array_equal(update.after, trainer.theta)
    assert slow.total == trainer.updates
    assert slow.film.diverged_at is None


def test_batches_are_the_examples_of_the_shuffled_order_and_an_epoch_holds_each_once():
    slow = watch(SHORT, 1, 10)
    rng = np.random.default_rng(SHORT.seed).spawn(3)[2].spawn(1)[0]
    for epoch in range(2):
        order = rng.permutation(30)
        batches = [update.batch for update in slow.updates[5 * epoch : 5 * epoch + 5]]
        np.testing.assert_array_equal(np.concatenate(batches), order)
        assert [len(batch) for batch in batches] == [7, 7, 7, 7, 2]


@pytest.mark.parametrize("penalty", REGULARIZATIONS)
@pytest.mark.parametrize("loss", ["squared", "cross_entropy", "hinge"])
def test_the_gradient_shown_is_that_of_finite_differences_on_the_batch(loss, penalty):
    experiment = replace(SHORT, loss=loss, regularization=penalty, regularization_strength=0.02, activation="tanh")
    network, train, _ = prepare(experiment)
    inputs, chosen = network_inputs(experiment, train.x), LOSSES[loss]
    cost = {"none": lambda w: 0.0, "l1": lambda w: np.abs(w).sum(), "l2": lambda w: (w**2).sum() / 2}[penalty]
    for update in watch(experiment, 3, 2).updates:
        x, y = inputs[update.batch], train.y[update.batch]

        def objective(theta, x=x, y=y):
            return chosen.value(network.forward(theta, x), y) + 0.02 * cost(theta[network.is_weight > 0])

        numeric = numerical_gradient(objective, update.before)
        np.testing.assert_allclose(update.gradient, numeric, atol=2e-6)
        assert update.gradient_size == pytest.approx(np.sqrt((numeric**2).sum()), abs=1e-5)


def test_losses_before_and_after_are_those_of_the_batch_example_by_example():
    network, train, _ = prepare(SHORT)
    for update in watch(SHORT, 4, 3).updates:
        for theta, told in ((update.before, update.loss_before), (update.after, update.loss_after)):
            single = [
                LOSSES["cross_entropy"].value(network.forward(theta, train.x[[i]]), train.y[[i]]) for i in update.batch
            ]
            assert told == pytest.approx(np.mean(single), rel=1e-12)


def test_a_step_of_gradient_descent_is_the_rate_times_the_gradient():
    for update in watch(replace(SHORT, optimizer="sgd", learning_rate=0.2), 2, 4).updates:
        assert update.step_size == pytest.approx(0.2 * update.gradient_size, rel=1e-9)


def test_adam_takes_the_step_of_its_direction():
    slow = watch(SHORT, 1, 5)
    optimizer = OPTIMIZERS["adam"]()
    state = optimizer.init(slow.updates[0].before)
    for update in slow.updates:
        theta, state = descend(optimizer, update.before, update.gradient, state, SHORT.learning_rate)
        np.testing.assert_allclose(update.after, theta, rtol=1e-12)


def test_only_the_last_of_four_phases_shows_the_new_parameters():
    slow = watch(SHORT, 2, 3)
    assert slow.film.step[slow.moments].tolist() == [1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4]
    for number, update in enumerate(slow.updates):
        phases = slow.film.theta[slow.moments[4 * number : 4 * number + 4]]
        np.testing.assert_array_equal(phases, [*[update.before] * 3, update.after])


def test_beyond_the_end_the_last_updates_are_shown():
    slow = watch(SHORT, 10_000, 4)
    assert [update.step for update in slow.updates] == [27, 28, 29, 30]
    assert [update.step for update in watch(replace(SHORT, epochs=1), 1, 16).updates] == [1, 2, 3, 4, 5]


@pytest.mark.parametrize("first", [1, 20])
def test_a_run_that_blew_up_is_shown_up_to_there(first):
    slow = watch(replace(SHORT, optimizer="sgd", loss="squared", learning_rate=30.0), first, 4)
    assert slow.updates[-1].step == slow.film.diverged_at is not None
    assert np.isfinite(slow.film.theta).all()
    assert not any(np.isnan([u.loss_before, u.loss_after, u.gradient_size, u.step_size]).any() for u in slow.updates)


@pytest.mark.parametrize("dataset", DATASETS)
def test_every_dataset_finds_its_examples_again(dataset):
    features = ("x1",) if DATASETS[dataset].inputs == 1 else ("x1", "x2")
    loss = "squared" if DATASETS[dataset].task == "regression" else "cross_entropy"
    experiment = Experiment(dataset=dataset, n=80, features=features, loss=loss, epochs=1, batch_size=9)
    trainer = Trainer(experiment)
    inputs = trainer.parts[0][0]
    for update in watch(experiment, 1, 3).updates:
        x, _ = next(trainer.batches)
        np.testing.assert_array_equal(inputs[update.batch], x[:, :-1])


@pytest.mark.parametrize(("first", "updates", "change"), [(0, 4, {}), (1, 0, {}), (1, 4, {"starts": 2})])
def test_impossible_slow_motion_is_refused_in_a_sentence(first, updates, change):
    with pytest.raises(ValueError, match="at least one update of one run"):
        watch(replace(SHORT, **change), first, updates)


@pytest.mark.parametrize("change", [{"loss": "squared"}, {"batch_size": 11}, {"learning_rate": 0.2}])
@pytest.mark.parametrize("first", [20, 30, 31])
def test_after_a_stage_begins_the_numbers_are_those_of_its_settings(first, change):
    experiment = replace(SHORT, stages=(Stage(30, 6, **change),))
    slow, trainer = watch(experiment, first, 4), Trainer(experiment)
    trainer.advance(first - 1)
    network, train, _ = prepare(experiment)
    inputs = network_inputs(experiment, train.x)
    for update in slow.updates:
        np.testing.assert_array_equal(update.before, trainer.theta)
        trainer.advance(1)
        np.testing.assert_array_equal(update.after, trainer.theta)
        loss = LOSSES[experiment.in_stage(trainer.stage).loss]
        x, y = inputs[update.batch], train.y[update.batch]
        assert update.loss_before == pytest.approx(loss.value(network.forward(update.before, x), y), rel=1e-12)
        assert update.loss_after == pytest.approx(loss.value(network.forward(update.after, x), y), rel=1e-12)
