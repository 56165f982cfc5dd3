"""Runs side by side say what each of them says alone."""

from dataclasses import replace

import numpy as np
import pytest

from dlcore.analysis.comparison import band, epochs_shown, looked_at, nearest_frames, one_rate, shared
from dlcore.analysis.inspection import Inspection
from dlcore.training.training import Experiment, Trainer, frame_steps, record

SHORT = Experiment(dataset="moons", n=60, epochs=6, hidden=(5, 4))
WILD = replace(SHORT, optimizer="sgd", loss="squared")


def test_a_band_holds_the_losses_of_trainers_started_one_by_one():
    experiment = replace(SHORT, starts=5)
    film = record(experiment)
    found = band(film)
    assert found.runs == 5
    assert found.diverged == 0
    trainer = Trainer(experiment)
    for frame, step in enumerate(film.step):
        trainer.advance(int(step) - trainer.step)
        train, test = ([], [])
        for theta in trainer.theta:
            train.append(trainer.loss.value(trainer.network.forward(theta, trainer.parts[0][0]), trainer.parts[0][1]))
            test.append(trainer.loss.value(trainer.network.forward(theta, trainer.parts[1][0]), trainer.parts[1][1]))
        np.testing.assert_allclose(found.train[:, frame], np.sort(train)[[0, 2, 4]], rtol=1e-12)
        np.testing.assert_allclose(found.test[:, frame], np.sort(test)[[0, 2, 4]], rtol=1e-12)


def test_the_run_of_the_page_lies_within_its_band():
    found, alone = band(record(replace(SHORT, starts=8))), record(SHORT)
    for three, loss in ((found.train, alone.train_loss), (found.test, alone.test_loss)):
        assert np.all(three[0] <= loss * (1 + 1e-9))
        assert np.all(loss <= three[2] * (1 + 1e-9))


def test_a_run_of_a_band_that_blew_up_counts_as_infinite_and_is_counted():
    rates = [record(replace(WILD, starts=4, learning_rate=rate)) for rate in (0.1, 30.0)]
    calm, lost = map(band, rates)
    assert calm.diverged == 0
    assert np.isfinite(calm.train).all()
    gone = [step for step in rates[1].diverged_at if step]
    assert lost.diverged == len(gone) > 0
    assert np.isinf(lost.train[2, -1])
    assert not np.isnan(lost.train).any()


@pytest.mark.parametrize("experiment", [SHORT, replace(SHORT, learning_rate=(0.1, 0.2))])
def test_a_film_of_one_start_has_no_band(experiment):
    with pytest.raises(ValueError, match="several starts"):
        band(record(experiment))


@pytest.mark.parametrize("rate", [0.01, 0.3, 50.0, 1e6])
def test_one_rate_of_several_is_the_run_at_this_rate(rate):
    rates = (0.01, 0.3, 50.0, 1e6)
    taken, alone = (
        one_rate(record(replace(WILD, learning_rate=rates)), rates.index(rate)),
        record(replace(WILD, learning_rate=rate)),
    )
    assert taken.experiment == alone.experiment
    assert taken.diverged_at == alone.diverged_at
    np.testing.assert_array_equal(taken.step, alone.step)
    np.testing.assert_allclose(taken.epoch, alone.epoch, rtol=1e-12)
    np.testing.assert_allclose(taken.theta, alone.theta, rtol=1e-5, atol=1e-8)
    np.testing.assert_allclose(taken.test_loss, alone.test_loss, rtol=1e-5)


def test_a_run_at_a_single_rate_has_none_to_be_taken_out():
    with pytest.raises(ValueError, match="several rates"):
        one_rate(record(SHORT), 0)


def test_epochs_are_looked_at_where_films_have_their_frames():
    asked = epochs_shown(6, 64)
    assert asked[0] == 0
    assert asked[-1] == 6
    steps = np.array(frame_steps(6 * 10_000, 64))
    np.testing.assert_allclose(asked, steps / 10_000, atol=1e-4)


def test_the_nearest_frame_is_no_further_away_than_any_other():
    epoch = np.array([0, 0.1, 0.5, 1.0, 3.0])
    asked = np.linspace(0, 5, 41)
    for place, frame in zip(asked, nearest_frames(epoch, asked), strict=True):
        assert abs(epoch[frame] - place) == min(abs(at - place) for at in epoch)
    assert nearest_frames(epoch, np.array([99.0]))[0] == 4


def test_a_film_looked_at_at_other_epochs_stays_at_its_end():
    film = record(SHORT)
    seen = looked_at(film, np.array([0, 3.0, 6, 50]))
    assert seen.epoch.tolist() == [0, *film.epoch[np.abs(film.epoch - 3).argmin()][None], 6, 6]
    np.testing.assert_array_equal(seen.theta[[0, 2, 3]], film.theta[[0, -1, -1]])
    assert len(seen) == 4


@pytest.mark.parametrize(
    ("change", "alike"),
    [
        ({"learning_rate": 1.0}, "data start batches"),
        ({"optimizer": "sgd", "epochs": 3}, "data start batches"),
        ({"activation": "relu"}, "data start batches"),
        ({"regularization": "l2"}, "data start batches"),
        ({"batch_size": 3}, "data start"),
        ({"hidden": (5, 5)}, "data batches"),
        ({"initialization": "he"}, "data batches"),
        ({"features": ("x1", "x2", "x1_x2")}, "data batches"),
        ({"noise": 0.2}, "start batches"),
        ({"dataset": "circles"}, "start batches"),
        ({"n": 80}, "start"),
        ({"seed": 1}, ""),
    ],
)
def test_what_two_runs_share_is_what_two_trainers_hold_alike(change, alike):
    other = replace(SHORT, **change)
    told = shared(Inspection(record(SHORT)), Inspection(record(other)))
    assert {name for name, is_same in told.items() if is_same} == set(alike.split())
    first, second = Trainer(SHORT), Trainer(other)
    assert told["start"] == np.array_equal(first.theta, second.theta)
    if told["data"] and "features" not in change:
        batches = [[next(trainer.batches)[0].tobytes() for _ in range(7)] for trainer in (first, second)]
        assert told["batches"] == (batches[0] == batches[1])
