from dataclasses import replace

import numpy as np
import pytest

from dlcore.analysis.edits import effect_of_edit
from dlcore.analysis.inspection import Inspection
from dlcore.network.losses import LOSSES
from dlcore.network.network import Network
from dlcore.optimization.optimizers import OPTIMIZERS, descend
from dlcore.optimization.schedules import SCHEDULES
from dlcore.training.stages import Edit, Stage
from dlcore.training.training import ROWS, Experiment, Trainer, before_edits, frame_steps, prepare, record, with_edits

PLAIN = Experiment(dataset="moons", n=60, epochs=8, hidden=(5, 4), batch_size=7)
EVERY = 10_000
PER_EPOCH = 5


def at(film, step, stage=None):
    """θ of the film after so many updates, in a stage where there are two frames of that step."""
    found = [t for t in range(len(film)) if film.step[t] == step and stage in (None, film.stage[t])]
    assert len(found) == 1
    return film.theta[found[0]]


@pytest.mark.parametrize("schedule", SCHEDULES)
@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_a_stage_that_changes_nothing_gives_bit_for_bit_the_run_without_it(optimizer, schedule):
    plain = replace(PLAIN, optimizer=optimizer, schedule=schedule, frames=EVERY)
    whole, parted = record(plain), record(replace(plain, stages=(Stage(15, 5),)))
    assert parted.step.tolist() == whole.step.tolist()
    assert parted.theta.tobytes() == whole.theta.tobytes()
    assert parted.test_loss.tobytes() == whole.test_loss.tobytes()
    assert parted.epoch.tobytes() == whole.epoch.tobytes()
    assert list(parted.stage) == [0] * 16 + [1] * 25


def test_stages_in_the_middle_of_an_epoch_leave_the_order_of_the_examples_alone():
    whole = record(replace(PLAIN, epochs=9, frames=EVERY))
    parted = record(replace(PLAIN, frames=EVERY, stages=(Stage(13, 2), Stage(13, 3), Stage(21, 4))))
    assert parted.step[-1] == 41
    assert parted.theta.tobytes() == whole.theta[:42].tobytes()


def test_the_joint_is_the_very_frame_from_which_it_goes_on():
    film = record(PLAIN)
    for frame in (0, 3, len(film) - 1):
        step = int(film.step[frame])
        longer = record(replace(PLAIN, stages=(Stage(step, 4, learning_rate=1.0, optimizer="sgd", batch_size=30),)))
        assert at(longer, step).tobytes() == film.theta[frame].tobytes()
        assert longer.step[-1] == step + 4


def test_a_chain_of_changes_equals_training_by_hand():
    chain = (
        Stage(12, 3, learning_rate=0.2, batch_size=11, regularization="l2", regularization_strength=0.03),
        Stage(17, 2, optimizer="momentum", loss="hinge", schedule="cosine"),
        Stage(22, 4, optimizer="momentum", edits=(Edit(1, 2, 3, 0.75), Edit(0, -1, 4, -2.0)), regularization="none"),
    )
    film = record(replace(PLAIN, frames=EVERY, stages=chain))
    network, train, test = prepare(PLAIN)
    _, init_rng, batch_rng = np.random.default_rng(PLAIN.seed).spawn(3)
    theta, order = network.init(init_rng.spawn(1)[0]), batch_rng.spawn(1)[0]
    rows = []

    def learn(updates, size, optimizer, state, rates, loss, strength):
        nonlocal theta, rows
        for rate in rates[:updates]:
            rows = rows if len(rows) else order.permutation(30)
            batch, rows = rows[:size], rows[size:]
            gradient = network.gradient(theta, train.x[batch], train.y[batch], LOSSES[loss])
            gradient = gradient + strength * network.is_weight * theta
            theta, state = descend(optimizer, theta, gradient, state, float(rate))
        return state

    adam, momentum = OPTIMIZERS["adam"](), OPTIMIZERS["momentum"]()
    state = learn(12, 7, adam, adam.init(theta), [0.03] * 40, "cross_entropy", 0)
    np.testing.assert_allclose(at(film, 12), theta, rtol=1e-9)
    rows = []
    learn(5, 11, adam, state, [0.2] * 9, "cross_entropy", 0.03)
    np.testing.assert_allclose(at(film, 17, 1), theta, rtol=1e-9)
    falling = 0.2 * SCHEDULES["cosine"](np.arange(6), 6)
    state = learn(5, 11, momentum, momentum.init(theta), falling, "hinge", 0.03)
    np.testing.assert_allclose(at(film, 22, 2), theta, rtol=1e-9)
    weights = network.unpack(theta)
    weights[1][0][2, 3], weights[0][1][4] = 0.75, -2.0
    np.testing.assert_allclose(at(film, 22, 3), theta, rtol=1e-9)
    learn(12, 11, momentum, state, [*falling[5:], *[0.0] * 11], "hinge", 0)
    np.testing.assert_allclose(film.theta[-1], theta, rtol=1e-9)
    expected = LOSSES["hinge"].value(network.forward(theta, test.x), test.y)
    assert film.test_loss[-1] == pytest.approx(float(expected), rel=1e-9)


def test_another_batch_size_begins_a_new_epoch_and_epochs_are_counted_on():
    trainer = Trainer(replace(PLAIN, stages=(Stage(8, 2, batch_size=10),)))
    sizes = []
    for _ in range(trainer.updates):
        trainer.advance(1)
        sizes.append(trainer.snapshot().epoch)
    expected = [step / 5 for step in range(1, 9)] + [8 / 5 + step / 3 for step in range(1, 7)]
    assert sizes == pytest.approx(expected)


def test_a_stage_at_the_very_start_with_another_batch_size_is_the_run_with_it():
    whole = record(replace(PLAIN, batch_size=10, frames=EVERY))
    parted = record(replace(PLAIN, frames=EVERY, stages=(Stage(0, 8, batch_size=10),)))
    assert parted.theta.tobytes() == whole.theta.tobytes()


@pytest.mark.parametrize("frames", [2, 16, 64])
def test_a_run_without_stages_is_looked_at_as_ever(frames):
    film = record(replace(PLAIN, epochs=30, frames=frames))
    assert film.step.tolist() == frame_steps(150, frames)
    assert film.stage == ()


@pytest.mark.parametrize("frames", [16, 40, 64])
def test_the_frames_are_spread_over_the_stages_and_not_many_more(frames):
    chain = tuple(Stage(20 * number, 8, edits=(Edit(0, 0, 0, 1.0),)) for number in range(1, 7))
    film = record(replace(PLAIN, frames=frames, stages=chain))
    assert len(film) <= frames + len(chain)
    assert set(film.stage) == set(range(7))
    assert np.all(np.diff(film.step) >= 0)
    repeated = film.step[1:][np.diff(film.step) == 0]
    assert repeated.tolist() == [20, 40, 60, 80, 100, 120]


def test_an_edit_by_hand_is_one_more_frame_in_which_only_that_parameter_differs():
    film = record(PLAIN)
    edited = record(replace(PLAIN, stages=(Stage(40, edits=(Edit(1, -1, 2, 3.5),)),)))
    assert len(edited) == len(film) + 1
    assert edited.theta[:-1].tobytes() == film.theta.tobytes()
    differs = np.flatnonzero(edited.theta[-1] != film.theta[-1])
    network = Network((2, 5, 4, 1), "tanh")
    assert differs.tolist() == [2 * 5 + 5 + 5 * 4 + 2]
    assert network.unpack(edited.theta[-1])[1][1][2] == 3.5
    assert not np.array_equal(edited.train_loss[-1], film.train_loss[-1])


def test_a_run_that_blew_up_does_not_go_on_and_one_rescued_before_does():
    wild = replace(PLAIN, optimizer="sgd", loss="squared", learning_rate=1e6)
    film = record(wild)
    assert film.diverged_at is not None
    late = record(replace(wild, stages=(Stage(film.diverged_at, 5, learning_rate=0.01),)))
    assert late.diverged_at == film.diverged_at
    assert late.stage[-1] == 0
    rescued = record(replace(wild, stages=(Stage(0, 20, learning_rate=0.01),)))
    assert rescued.diverged_at is None
    assert rescued.step[-1] == 100


def test_pictures_of_each_frame_are_by_the_loss_it_was_trained_with():
    staged = replace(PLAIN, loss="squared", stages=(Stage(20, 3, loss="cross_entropy"),))
    run = Inspection(record(staged))
    predictions, scores = run.predictions(run.train.x), run.network.forward(run.film.theta, run.train.x)
    for t, stage in enumerate(run.film.stage):
        loss = LOSSES["cross_entropy" if stage else "squared"]
        np.testing.assert_allclose(predictions[t], loss.link(scores[t]), rtol=1e-12)
        assert run.film.train_loss[t] == pytest.approx(float(loss.value(scores[t], run.train.y)), rel=1e-12)
        gradient = run.network.gradient(run.film.theta[t], run.train.x, run.train.y, loss)
        last = run.network.matrices(gradient)[-1]
        assert run.gradient_sizes[t, -1] == pytest.approx(np.linalg.norm(last), rel=1e-9)
    joint = [t for t, step in enumerate(run.film.step) if step == 20]
    assert [run.film.stage[t] for t in joint] == [0, 1]


def test_several_starts_and_rates_go_on_side_by_side():
    chain = (Stage(10, 3, learning_rate=0.1, edits=(Edit(0, 0, 0, 1.0),)),)
    film = record(replace(PLAIN, starts=3, stages=chain))
    alone = record(replace(PLAIN, stages=chain))
    assert film.theta.shape[1] == 3
    np.testing.assert_allclose(film.theta[:, 0], alone.theta, rtol=1e-6, atol=1e-9)


@pytest.mark.parametrize(
    ("chain", "sentence"),
    [
        ((Stage(41, 1),), "begins at step 41.*from step 0 to 40"),
        ((Stage(10, 1), Stage(9, 1)), "begins at step 9.*from step 10 to 15"),
        ((Stage(10, edits=(Edit(3, 0, 0, 1.0),)),), "no parameter"),
        ((Stage(10, edits=(Edit(0, 2, 0, 1.0),)),), "no parameter"),
        ((Stage(10, edits=(Edit(0, 0, -1, 1.0),)),), "no parameter"),
    ],
)
def test_a_chain_that_does_not_fit_is_refused_in_a_sentence(chain, sentence):
    with pytest.raises(ValueError, match=sentence):
        Trainer(replace(PLAIN, stages=chain))


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"optimizer": "sdg"}, "no optimizer"),
        ({"loss": "nll"}, "no loss"),
        ({"learning_rate": -1.0}, "positive and finite"),
        ({"batch_size": 0}, "batch_size must be at least 1"),
        ({"step": -1}, "must not be negative"),
        ({"edits": (Edit(0, 0, 0, float("nan")),)}, "finite"),
    ],
)
def test_an_impossible_stage_is_refused_in_a_sentence(change, sentence):
    with pytest.raises(ValueError, match=sentence):
        Experiment(stages=(Stage(**{"step": 5, **change}),))


@pytest.mark.parametrize("place", [(0, 1, 3), (1, -1, 2), (2, 3, 0)])
def test_the_gradient_predicts_small_edits_and_its_error_shrinks_with_the_square(place):
    run = Inspection(record(PLAIN))
    value = run.network.matrices(run.film.theta[-1])[place[0]][place[1:]]
    errors = []
    for size in (1e-2, 1e-3):
        edited = replace(PLAIN, stages=(Stage(40, edits=(Edit(*place, value + size),)),))
        effect = effect_of_edit(Inspection(record(edited)))
        assert effect.before == run.film.train_loss[-1]
        slope = abs(effect.predicted) / size
        errors.append(abs(effect.after - effect.before - effect.predicted))
        assert errors[-1] < max(slope, 0.1) * size
    assert errors[1] < errors[0] / 50


def test_only_a_film_that_ends_with_edits_has_an_effect_of_them():
    for chain in ((), (Stage(40),), (Stage(40, 2, edits=(Edit(0, 0, 0, 1.0),)),)):
        assert effect_of_edit(Inspection(record(replace(PLAIN, stages=chain)))) is None


EDITED = {
    "one weight": (Stage(30, edits=(Edit(0, 1, 2, 3.0),)),),
    "a bias and a weight": (Stage(17, edits=(Edit(1, -1, 0, -2.0), Edit(0, 0, 0, 0.5))),),
    "the untrained network": (Stage(0, edits=(Edit(0, 0, 0, 1.0),)),),
    "after another stage": (Stage(20, 5, learning_rate=0.1, loss="hinge"), Stage(25, edits=(Edit(0, 0, 0, 1.0),))),
    "an edit after an edit": (Stage(20, edits=(Edit(0, 0, 0, 1.0),)), Stage(20, edits=(Edit(0, 0, 1, 2.0),))),
}


@pytest.mark.parametrize("name", EDITED)
def test_a_film_given_edits_is_the_film_trained_with_them(name):
    edited = Experiment(n=60, epochs=12, hidden=(5, 4), batch_size=7, stages=EDITED[name])
    before = before_edits(edited)
    found, trained = with_edits(record(before), edited), record(edited)
    assert len(found) == len(record(before)) + 1
    assert found.experiment == edited
    assert found.stage == trained.stage
    assert found.diverged_at is trained.diverged_at is None
    for row in ROWS:
        np.testing.assert_array_equal(getattr(found, row), getattr(trained, row))


def test_a_film_that_blew_up_before_its_edits_has_no_frame_of_them():
    wild = Experiment(n=60, epochs=12, optimizer="sgd", loss="squared", learning_rate=1e6, batch_size=7)
    edited = replace(wild, stages=(Stage(40, edits=(Edit(0, 0, 0, 1.0),)),))
    found, trained = with_edits(record(before_edits(edited)), edited), record(edited)
    assert found.diverged_at == trained.diverged_at is not None
    np.testing.assert_array_equal(found.theta, trained.theta)


def test_only_a_last_stage_that_does_nothing_but_set_parameters_is_taken_off():
    edit = (Edit(0, 0, 0, 1.0),)
    for stages in ((), (Stage(5),), (Stage(5, 3, edits=edit),), (Stage(5, loss="hinge", edits=edit),)):
        assert before_edits(Experiment(stages=stages)) is None
    assert before_edits(Experiment(stages=(Stage(5, edits=edit),), stop_after=3)) is None
