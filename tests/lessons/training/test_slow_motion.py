"""Slow motion on the page: its numbers are those of a trainer stepped by hand, whatever the data and at the ends."""

import re
from dataclasses import replace

import numpy as np
import pytest

from dlcore.training.stages import Stage
from dlcore.training.training import Trainer
from pages.lessons.training import settings
from pages.lessons.training.compare import compare
from pages.lessons.training.slow_motion import slow_motion
from pages.ui.controls import settle
from pages.ui.parts import chart, player
from pages.ui.parts.stage import stage
from tests.ui.reading_films import read
from tests.ui.running import run

QUICK = {"dataset": "moons", "n": "100", "epochs": "10", "hidden": "4"}


@pytest.fixture
def drawn(monkeypatch):
    """What the page handed to charts, player and stage, by key."""
    shown = {}
    for module, place in ((chart, 1), (player, 1), (stage, 0)):

        def showing(*args, module=module, place=place, show=module.show, **more):
            keys = [word for word in args if isinstance(word, str) and word.startswith("training.")]
            shown[keys[0]] = args[place]
            return show(*args, **more)

        monkeypatch.setattr(module, "show", showing)
    return shown


def test_the_numbers_are_those_of_a_trainer_stepped_by_hand(drawn):
    page = run("training", tool="slow", slow_from="7", **QUICK)
    assert not page.exception
    words = drawn["training.slow.phases"]["phases"]["words"].to_pylist()
    captions = drawn["training.slow"]
    trainer, plain = Trainer(experiment_of()), Trainer(experiment_of())
    trainer.advance(6)
    plain.advance(6)
    assert len(words) == len(captions) == 4 * slow_motion.MOST
    for update in range(slow_motion.MOST):
        forward, loss, backward, step = words[4 * update : 4 * update + 4]
        x, y = next(plain.batches)
        before = trainer.theta.copy()
        trainer.advance(1)
        losses = [trainer.loss.value(trainer.network.forward(theta, x[:, :-1]), y) for theta in (before, trainer.theta)]
        gradient = trainer.network.gradient(before, x[:, :-1], y, trainer.loss)
        assert forward == f"1 Forward: {len(x)} of 50 examples"
        assert loss == f"2 Loss: {slow_motion.number(losses[0])}, mean of the batch"
        assert backward == f"3 Backward: gradient norm {slow_motion.number(np.sqrt((gradient**2).sum()))}"
        length = slow_motion.number(np.sqrt(((trainer.theta - before) ** 2).sum()))
        assert (
            step == f"4 Update: step {length}, loss {slow_motion.number(losses[0])} → {slow_motion.number(losses[1])}"
        )
        assert captions[4 * update] == f"update {7 + update} of 40 · 1 Forward"


def experiment_of(**more):
    changes = {"dataset": "moons", "n": 100, "epochs": 10, "hidden": (4,)} | more
    return settings.experiment(settle(compare.SETTINGS, changes)[0])


def test_the_stage_is_sent_the_batches_the_gradients_and_theta_of_every_phase(drawn):
    run("training", tool="slow", slow_from="7", **QUICK)
    header, arrays = read(drawn["training.slow.stage"])
    trainer, plain = Trainer(experiment_of()), Trainer(experiment_of())
    trainer.advance(6)
    plain.advance(6)
    train = [tuple(row) for row in trainer.parts[0][0]]
    lit = np.unpackbits(arrays["batch"], axis=1, bitorder="little", count=len(train))
    assert lit.sum(axis=1).tolist() == ([15, 15, 5] + [15, 15, 15, 5] * 4)[1:17]
    assert header["frames"] == 4 * slow_motion.MOST
    for update in range(slow_motion.MOST):
        x, y = next(plain.batches)
        before = trainer.theta.copy()
        trainer.advance(1)
        assert {train[p] for p in np.flatnonzero(lit[update])} == {tuple(row) for row in x[:, :-1]}
        gradient = trainer.network.gradient(before, x[:, :-1], y, trainer.loss)
        frames = range(4 * update, 4 * update + 4)
        assert [header["batch_rows"][frame] for frame in frames] == [update] * 4
        assert [header["gradient_rows"][frame] for frame in frames] == [-1, -1, update, update]
        np.testing.assert_allclose(arrays["gradient"][update], gradient, rtol=1e-6, atol=1e-9)
        for frame, theta in zip(frames, (before, before, before, trainer.theta), strict=True):
            np.testing.assert_allclose(arrays["theta"][header["rows"][frame]], theta, rtol=1e-6, atol=1e-9)


def test_each_update_is_measured_by_the_loss_of_its_own_stage(drawn):
    run("training", tool="slow", slow_from="38", **QUICK, stages="s40~e20~b25~lsquared")
    header, _ = read(drawn["training.slow.stage"])
    assert header["losses"] == [["cross_entropy", 0], ["squared", 4 * (41 - 38)]]


@pytest.mark.parametrize("lang", ["en", "ko"])
@pytest.mark.parametrize("dataset", ["sine", "hills", "iris", "digits", "diabetes", "spiral"])
def test_every_kind_of_data_is_shown_in_slow_motion_and_is_light(dataset, lang, drawn):
    link = {"dataset": dataset, "epochs": "3", "n": "200", "lang": lang}
    link |= {"loss": "squared"} if dataset in ("sine", "hills", "diabetes") else {}
    link |= {"features": "x1"} if dataset == "sine" else {}
    page = run("training", tool="slow", **link)
    assert not page.exception
    assert not page.info
    phases = sum(len(chart.packed(table)) for table in drawn["training.slow.phases"].values())
    assert len(drawn["training.slow.stage"]) + phases < 300_000


def test_a_first_update_beyond_the_end_gives_way_with_a_note():
    page = run("training", tool="slow", slow_from="999999", **QUICK)
    assert not page.exception
    assert any("From update: 999,999 is not possible here; 40 is used" in note.value for note in page.info)


def test_updates_of_a_stage_can_be_reached_and_are_those_of_its_loss_and_batch(drawn):
    """50 training examples: 40 updates in the first 10 epochs, then 20 epochs of 2 updates with batches of 25."""
    link = QUICK | {"stages": "s40~e20~b25~lsquared"}
    page = run("training", tool="slow", slow_from="60", **link)
    assert not page.exception
    assert not page.info
    assert drawn["training.slow"][0] == "update 60 of 80 · 1 Forward"
    words = drawn["training.slow.phases"]["phases"]["words"].to_pylist()
    assert words[0] == "1 Forward: 25 of 50 examples"
    change = Stage(40, 20, batch_size=25, loss="squared")
    trainer = Trainer(replace(experiment_of(), stages=(change,)))
    trainer.advance(59)
    x, y = next(trainer.batches)
    error = np.mean((trainer.network.forward(trainer.theta, x[:, :-1]) - y) ** 2)
    shown = re.fullmatch(r"2 Loss: ([\d.]+), mean of the batch", words[1])
    assert float(shown[1]) == pytest.approx(error, abs=1e-4)
    beyond = run("training", tool="slow", slow_from="999", **link)
    assert any("999 is not possible here; 80 is used" in note.value for note in beyond.info)


@pytest.mark.parametrize(("first", "said"), [("1", False), ("20", False), ("30", True), ("45", True)])
def test_the_penalty_of_a_stage_is_said_where_it_is_in_force(first, said):
    page = run("training", tool="slow", slow_from=first, stages="s40~e5~nl2", **QUICK)
    assert not page.exception
    assert any("includes the regularization" in caption.value for caption in page.caption) == said


@pytest.mark.parametrize("first", ["0", "-3", "x", "1.5"])
def test_nonsense_in_the_link_is_said(first):
    page = run("training", tool="slow", slow_from=first, **QUICK)
    assert not page.exception
    assert any(re.search("From update|slow_from", note.value) for note in page.info)


@pytest.mark.parametrize("first", ["1", "30"])
def test_a_run_that_diverged_is_shown_up_to_there(first):
    link = QUICK | {"optimizer": "sgd", "loss": "squared", "learning_rate": "1e6"}
    page = run("training", tool="slow", slow_from=first, **link)
    assert not page.exception
    assert any("these are the updates up to there" in warning.value for warning in page.warning)


@pytest.mark.parametrize(("dataset", "updates"), [("digits", 2), ("spiral", 3)])
def test_the_largest_networks_are_shown_with_fewer_updates(drawn, dataset, updates):
    page = run("training", tool="slow", hidden="32-32-32-32-32-32", epochs="2", dataset=dataset, n="1797")
    assert not page.exception
    assert len(drawn["training.slow"]) == 4 * updates
    film = drawn["training.slow.stage"]
    assert len(film) <= 300_000
    header, arrays = read(film)
    assert len(arrays["theta"]) == updates + 1  # none is left out
    assert header["rows"] == [row for u in range(updates) for row in (u, u, u, u + 1)]
