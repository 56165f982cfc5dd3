"""Slow motion on the page: its numbers are those of a trainer stepped by hand, whatever the data and at the ends."""

import re
from dataclasses import replace

import numpy as np
import pytest

from dlcore.training.stages import Stage
from dlcore.training.training import Trainer
from pages.lessons.training import settings
from pages.lessons.training.compare import compare
from pages.lessons.training.slow_motion import network_diagram, slow_motion
from pages.ui.controls import settle
from pages.ui.parts import chart, player
from tests.ui.running import run

QUICK = {"dataset": "moons", "n": "100", "epochs": "10", "hidden": "4"}


@pytest.fixture
def drawn(monkeypatch):
    """What the page handed to pictures, player and diagram, by key."""
    shown = {}
    for module, place in ((chart, 1), (player, 1), (network_diagram, 0)):

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
    changes = {"dataset": "moons", "n": 100, "epochs": 10, "hidden": (4,)}
    experiment = settings.experiment(settle(compare.SETTINGS, changes)[0])
    trainer, plain = Trainer(experiment), Trainer(experiment)
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
        assert backward == f"3 Backward: size of the gradient {slow_motion.number(np.sqrt((gradient**2).sum()))}"
        length = slow_motion.number(np.sqrt(((trainer.theta - before) ** 2).sum()))
        assert (
            step
            == f"4 Update: step of {length}, loss {slow_motion.number(losses[0])} → {slow_motion.number(losses[1])}"
        )
        assert captions[4 * update] == f"update {7 + update} of 40 · 1 Forward"


def test_the_batch_of_each_update_is_lit_for_its_four_frames(drawn):
    run("training", tool="slow", **QUICK)
    lit = drawn["training.slow.plane"]["points"]["lit"].to_pylist()
    assert len(lit) == 50
    flags = np.array([[letter == "1" for letter in word] for word in lit])
    assert flags.shape == (50, 4 * slow_motion.MOST)
    assert flags.sum(axis=0).tolist() == [count for _ in range(4) for size in (15, 15, 15, 5) for count in [size] * 4]
    assert np.all(flags[:, :16:4].sum(axis=1) == 1)


def test_arrows_are_there_once_the_gradient_is(drawn):
    run("training", tool="slow", **QUICK)
    at = drawn["training.slow.network"]["push_at"]
    assert at[:8] == [-1, -1, 0, 0, -1, -1, 1, 1]


@pytest.mark.parametrize("lang", ["en", "ko"])
@pytest.mark.parametrize("dataset", ["sine", "hills", "iris", "digits", "diabetes", "spiral"])
def test_every_kind_of_data_is_shown_in_slow_motion_and_is_light(dataset, lang, drawn):
    link = {"dataset": dataset, "epochs": "3", "n": "200", "lang": lang}
    link |= {"loss": "squared"} if dataset in ("sine", "hills", "diabetes") else {}
    link |= {"features": "x1"} if dataset == "sine" else {}
    page = run("training", tool="slow", **link)
    assert not page.exception
    assert not page.info
    own = {key: data for key, data in drawn.items() if key.startswith("training.slow")}
    size = sum(
        len(chart.packed(table))
        for key in own if key.split(".")[-1] in ("plane", "line", "phases")
        for table in own[key].values()
    )  # fmt: skip
    network = own["training.slow.network"]
    assert size + sum(len(network[part]) for part in ("theta", "sheet", "pushes")) < 300_000


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
    values = settle(compare.SETTINGS, {"dataset": "moons", "n": 100, "epochs": 10, "hidden": (4,)})[0]
    stage = Stage(40, 20, batch_size=25, loss="squared")
    trainer = Trainer(replace(settings.experiment(values), stages=(stage,)))
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


def test_the_largest_network_is_shown_with_fewer_updates(drawn):
    page = run("training", tool="slow", hidden="32-32-32-32-32-32", epochs="2")
    assert not page.exception
    assert len(drawn["training.slow"]) == 4 * slow_motion.FEWEST
    network = drawn["training.slow.network"]
    assert sum(len(network[part]) for part in ("theta", "sheet", "pushes")) < 300_000
