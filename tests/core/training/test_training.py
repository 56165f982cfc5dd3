import warnings
from dataclasses import replace

import numpy as np
import pytest

from dlcore.data.datasets import DATASETS
from dlcore.network.losses import LOSSES
from dlcore.network.network import Network
from dlcore.network.regularization import REGULARIZATIONS
from dlcore.optimization.optimizers import OPTIMIZERS, descend
from dlcore.optimization.schedules import SCHEDULES
from dlcore.training.training import (
    DIVERGENCE_NORM,
    Experiment,
    Trainer,
    frame_steps,
    network_inputs,
    prepare,
    record,
    run,
)

SHORT = Experiment(dataset="moons", n=60, epochs=6, hidden=(5, 4))


def test_the_same_experiment_twice_gives_the_same_film_to_the_last_bit():
    first, second = record(SHORT), record(SHORT)
    assert first.theta.tobytes() == second.theta.tobytes()
    assert first.train_loss.tobytes() == second.train_loss.tobytes()
    assert first.test_loss.tobytes() == second.test_loss.tobytes()


def test_a_changed_batch_size_keeps_the_data_and_the_start():
    other = replace(SHORT, batch_size=3, learning_rate=0.5, epochs=2)
    for one, two in zip(prepare(SHORT)[1:], prepare(other)[1:], strict=True):
        assert one.x.tobytes() == two.x.tobytes()
        assert one.y.tobytes() == two.y.tobytes()
    assert record(SHORT).theta[0].tobytes() == record(other).theta[0].tobytes()


def test_a_changed_width_keeps_the_data_and_the_order_of_the_batches():
    narrow, wide = Trainer(SHORT), Trainer(replace(SHORT, hidden=(9,)))
    for _ in range(7):
        assert next(narrow.batches)[0].tobytes() == next(wide.batches)[0].tobytes()


def test_earlier_frames_keep_their_weights():
    kept_and_copied = [(snapshot.theta, snapshot.theta.copy()) for snapshot in run(SHORT)]
    assert all(np.array_equal(kept, copied) for kept, copied in kept_and_copied)
    assert not np.array_equal(kept_and_copied[0][0], kept_and_copied[-1][0])


def test_frame_zero_is_the_untrained_model():
    film = record(SHORT)
    network, train, _ = prepare(SHORT)
    _, init_rng, _ = np.random.default_rng(SHORT.seed).spawn(3)
    np.testing.assert_array_equal(film.theta[0], network.init(init_rng.spawn(1)[0]))
    assert film.step[0] == 0
    assert film.train_loss[0] == LOSSES["cross_entropy"].value(network.forward(film.theta[0], train.x), train.y)


def test_no_array_of_a_film_can_be_written_to():
    film = record(SHORT)
    with pytest.raises(ValueError, match="read-only"):
        film.theta[0] = 0


@pytest.mark.parametrize("penalty", REGULARIZATIONS)
@pytest.mark.parametrize("optimizer", ["sgd", "nesterov", "adamw"])
def test_the_film_is_the_textbook_loop(optimizer, penalty):
    """The loop written out with plain networks and fresh gradients, no buffers, one update after the other."""
    experiment = replace(SHORT, optimizer=optimizer, regularization=penalty, regularization_strength=0.01, batch_size=7)
    experiment = replace(experiment, schedule="cosine", frames=10_000)
    film = record(experiment)
    network, train, _ = prepare(experiment)
    _, init_rng, batch_rng = np.random.default_rng(experiment.seed).spawn(3)
    theta, order = network.init(init_rng.spawn(1)[0]), batch_rng.spawn(1)[0]
    chosen = OPTIMIZERS[optimizer]()
    state, step, steps = chosen.init(theta), 0, 6 * 5
    for _ in range(6):
        rows = order.permutation(len(train.x))
        for start in range(0, len(rows), 7):
            batch = rows[start : start + 7]
            gradient = network.gradient(theta, train.x[batch], train.y[batch], LOSSES["cross_entropy"])
            gradient = gradient + 0.01 * network.is_weight * REGULARIZATIONS[penalty](theta)
            rate = experiment.learning_rate * SCHEDULES["cosine"](step, steps)
            theta, state = descend(chosen, theta, gradient, state, float(rate))
            step += 1
            np.testing.assert_allclose(film.theta[step], theta, rtol=1e-9, atol=1e-12)
    assert film.step[-1] == step == 30


def test_a_column_of_rates_is_as_many_runs():
    rates = (0.001, 0.03, 0.3)
    film = record(replace(SHORT, learning_rate=rates))
    assert film.theta.shape[1] == 3
    for k, rate in enumerate(rates):
        alone = record(replace(SHORT, learning_rate=rate))
        np.testing.assert_allclose(film.theta[:, k], alone.theta, rtol=1e-6, atol=1e-8)
        np.testing.assert_allclose(film.test_loss[:, k], alone.test_loss, rtol=1e-6)


def test_several_starts_differ_in_start_and_order_and_the_first_is_the_single_run():
    film = record(replace(SHORT, starts=3, learning_rate=(0.01, 0.1)))
    assert film.theta.shape[1:3] == (3, 2)
    np.testing.assert_array_equal(film.theta[0, :, 0], film.theta[0, :, 1])
    assert len(np.unique(film.theta[0, :, 0, 0])) == 3
    alone = record(replace(SHORT, learning_rate=0.1))
    np.testing.assert_allclose(film.theta[:, 0, 1], alone.theta, rtol=1e-6, atol=1e-8)


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
@pytest.mark.parametrize("loss", LOSSES)
def test_a_rate_of_a_million_ends_the_film_where_it_blew_up_without_a_warning(loss, optimizer):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        film = record(replace(SHORT, learning_rate=1e6, loss=loss, optimizer=optimizer))
    assert film.diverged_at is not None
    assert film.step[-1] == film.diverged_at
    assert np.linalg.norm(film.theta[-2]) < DIVERGENCE_NORM
    for numbers in (film.theta, film.train_loss, film.test_loss):
        assert np.isfinite(numbers).all()


def test_a_run_in_a_sweep_that_blew_up_leaves_the_others_alone():
    film = record(replace(SHORT, learning_rate=(1e6, 0.03), optimizer="sgd", loss="squared"))
    alone = record(replace(SHORT, learning_rate=0.03, optimizer="sgd", loss="squared"))
    assert film.diverged_at[0] is not None
    assert film.diverged_at[1] is None
    np.testing.assert_allclose(film.theta[:, 1], alone.theta, rtol=1e-6, atol=1e-9)
    assert np.isfinite(film.train_loss).all()


def test_a_batch_larger_than_the_data_is_all_of_it():
    large, exact = (record(replace(SHORT, batch_size=size)) for size in (10_000, 30))
    assert large.theta.tobytes() == exact.theta.tobytes()
    assert large.step[-1] == SHORT.epochs


@pytest.mark.parametrize(("last_batch", "sizes"), [("kept", [7, 7, 7, 7, 2]), ("dropped", [7, 7, 7, 7])])
def test_a_smaller_last_batch_is_kept_or_dropped(last_batch, sizes):
    trainer = Trainer(replace(SHORT, batch_size=7, last_batch=last_batch))
    assert [len(next(trainer.batches)[0]) for _ in range(2 * len(sizes))] == 2 * sizes
    assert trainer.updates_per_epoch == len(sizes)
    assert record(trainer.experiment).step[-1] == 6 * len(sizes)


@pytest.mark.parametrize(("steps", "frames"), [(1, 80), (5, 80), (79, 80), (1000, 80), (1000, 2), (10**6, 120)])
def test_frames_go_from_the_first_step_to_the_last_densest_at_the_start(steps, frames):
    looked_at = frame_steps(steps, frames)
    assert looked_at[0] == 0
    assert looked_at[-1] == steps
    assert len(looked_at) <= frames
    gaps = np.diff(looked_at)
    assert np.all(gaps > 0)
    assert gaps[-1] >= gaps[0]


@pytest.mark.parametrize("dataset", DATASETS)
def test_every_dataset_can_be_trained_on(dataset):
    source = DATASETS[dataset]
    features = ("x1",) if source.inputs == 1 else ("x1", "x2")
    loss = "squared" if source.task == "regression" else "cross_entropy"
    experiment = Experiment(dataset=dataset, n=80, features=features, loss=loss, epochs=4, learning_rate=0.01)
    film = record(experiment)
    network, train, _ = prepare(experiment)
    assert network_inputs(experiment, train.x).shape[1] == network.sizes[0]
    assert film.train_loss[-1] < film.train_loss[0]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"dataset": "spirals"}, "no dataset named 'spirals'"),
        ({"activation": "swish"}, "no activation"),
        ({"optimizer": "sdg"}, "no optimizer"),
        ({"loss": "nll"}, "no loss"),
        ({"schedule": "linear"}, "no schedule"),
        ({"initialization": "ones"}, "no initialization"),
        ({"regularization": "l3"}, "no regularization"),
        ({"dataset": "sine", "loss": "hinge"}, "not for regression"),
        ({"batch_size": 0}, "batch_size must be at least 1"),
        ({"last_batch": "halved"}, "kept or dropped"),
        ({"epochs": -3}, "epochs must be at least 1"),
        ({"learning_rate": float("nan")}, "positive and finite"),
        ({"learning_rate": (0.1, -1.0)}, "positive and finite"),
        ({"regularization_strength": -1.0}, "must not be negative"),
        ({"seed": -1}, "seed must not be negative"),
        ({"momentum": 1.0}, r"momentum must be in \[0, 1\), not 1.0"),
    ],
)
def test_an_impossible_experiment_is_refused_in_a_sentence(change, sentence):
    with pytest.raises(ValueError, match=sentence):
        Experiment(**change)


def test_the_regression_line_is_the_one_of_least_squares():
    experiment = Experiment(dataset="line", features=("x1",), hidden=(), loss="squared", optimizer="sgd")
    experiment = replace(experiment, learning_rate=0.3, batch_size=1000, epochs=400)
    film = record(experiment)
    _, train, _ = prepare(experiment)
    best = np.linalg.lstsq(np.column_stack([train.x, np.ones(len(train.x))]), train.y, rcond=None)[0]
    np.testing.assert_allclose(film.theta[-1], best[:, 0], rtol=1e-8)
    assert Network((1, 1), "linear").n_params == film.theta.shape[-1]
