"""Equal epochs and equal updates against runs that are trained for just that."""

from dataclasses import replace

import numpy as np
import pytest

from dlcore.studies.budgets import RULES, examples_seen, ladder, rate_for, spend, verdict
from dlcore.training.training import Experiment, Trainer, record

BASE = Experiment(dataset="moons", n=60, noise=0.5, hidden=(4,), optimizer="sgd", learning_rate=0.1, epochs=4, starts=3)


@pytest.mark.parametrize("last_batch", ["kept", "dropped"])
@pytest.mark.parametrize("size", [1, 4, 7, 30])
def test_the_frame_after_so_many_epochs_is_the_end_of_a_run_of_so_many(size, last_batch):
    experiment = replace(BASE, batch_size=size, last_batch=last_batch)
    budget = spend(experiment, 12)
    alone = record(experiment)
    assert budget.film.step[budget.after_epochs] == alone.step[-1]
    np.testing.assert_allclose(budget.film.theta[budget.after_epochs], alone.theta[-1], rtol=1e-9)
    np.testing.assert_allclose(budget.final(budget.after_epochs), alone.test_loss[-1], rtol=1e-9)


@pytest.mark.parametrize("size", [1, 7, 30])
def test_the_frame_after_so_many_updates_has_done_just_these(size):
    budget = spend(replace(BASE, batch_size=size), 12)
    assert budget.film.step[budget.after_updates] == 12
    whole = record(replace(BASE, batch_size=size, epochs=12, frames=1000))
    np.testing.assert_allclose(budget.final(budget.after_updates), whole.test_loss[whole.step == 12][0], rtol=1e-9)


def test_a_start_that_blew_up_has_no_finite_loss():
    budget = spend(replace(BASE, learning_rate=1e6, loss="squared", batch_size=30), 12)
    assert np.isinf(budget.final(budget.after_epochs)).all()


@pytest.mark.parametrize("last_batch", ["kept", "dropped"])
@pytest.mark.parametrize("size", [1, 7, 30])
def test_the_examples_seen_are_those_that_came_in_the_batches(size, last_batch):
    trainer = Trainer(replace(BASE, starts=1, batch_size=size, last_batch=last_batch))
    came = np.cumsum([0] + [len(next(trainer.batches)[0]) for _ in range(70)])
    np.testing.assert_array_equal(examples_seen(np.arange(71), 30, size, last_batch), came)


def test_rules_agree_at_the_reference_and_keep_what_they_promise():
    assert {rate_for(10, 0.1, rule) for rule in RULES} == {0.1}
    assert rate_for(40, 0.1, "linear") / 40 == pytest.approx(0.1 / 10)
    assert rate_for(40, 0.1, "root") ** 2 / 40 == pytest.approx(0.1**2 / 10)
    assert rate_for(40, 0.1, "fixed") == 0.1


@pytest.mark.parametrize("chosen", [1, 2, 3, 10, 20, 50, 99, 100])
def test_five_sizes_run_from_one_to_all_with_the_chosen_one_among_them(chosen):
    sizes = ladder(100, chosen)
    assert len(sizes) == 5
    assert (sizes[0], sizes[-1]) == (1, 100)
    assert chosen in sizes
    assert list(sizes) == sorted(set(sizes))


def test_the_verdict_counts_the_starts_that_the_largest_batch_wins():
    found = verdict((1, 10, 100), np.array([[3.0, 3, 3], [1, 1, 2], [2, 2, 1]]))
    assert (found.rival, found.largest, found.wins) == (10, 100, 1)
    assert (found.rival_loss, found.largest_loss) == pytest.approx((4 / 3, 5 / 3))
    assert not found.clear


def test_a_difference_larger_than_chance_is_clear_and_so_is_a_run_that_blew_up():
    assert verdict((1, 2), np.array([[1.0, 1.1, 0.9], [2.0, 2.1, 2.0]])).clear
    assert verdict((1, 2), np.array([[2.0, 2.1, 2.0], [1.0, 1.1, 0.9]])).clear
    assert verdict((1, 2), np.array([[1.0, 1.1, 0.9], [2.0, np.inf, 2.0]])).clear
    assert not verdict((1, 2), np.full((2, 3), np.inf)).clear
    assert not verdict((1, 2), np.array([[1.0, 1.0, 1.0], [0.99, 0.99, 0.99]])).clear
    assert not verdict((1, 2), np.array([[2.0, 1.0, 1.5], [1.0, 2.1, 1.4]])).clear
