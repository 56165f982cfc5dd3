"""The lesson on the batch size: what it says is what was computed, and its task can be done."""

import re

import numpy as np
import pytest

from dlcore.training import prepare, record
from pages.ui import batching, controls
from pages.ui.batch_words import CONTROLS, PRESETS
from tests.pages.running import run

LESSON = "batch_size"


def chosen(**values):
    return controls.settle(CONTROLS, values)[0]


def said(page):
    return "\n".join(element.value for kind in ("markdown", "caption", "success") for element in getattr(page, kind))


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.id)
def test_every_preset_opens_as_a_link(preset):
    link = controls.words(CONTROLS, chosen(**preset.values))
    page = run(LESSON, predict="skip", **link)
    assert not page.exception
    assert not page.info


def test_the_costs_and_the_measurement_wait_for_the_prediction():
    before, after = run(LESSON), run(LESSON, predict="updates")
    assert "80 updates each" not in said(before)
    assert "80 updates each" in said(after)


def test_the_updates_of_an_epoch_are_counted_for_a_batch_that_does_not_divide_the_data():
    assert "⌈100/32⌉ = 4" in said(run(LESSON, batch_size="32"))
    assert "⌊100/32⌋ = 3" in said(run(LESSON, batch_size="32", last_batch="dropped"))


def test_the_losses_told_are_those_of_the_run():
    experiment = batching.experiment(chosen(batch_size=32))
    film = record(experiment)
    text = said(run(LESSON, batch_size="32"))
    assert f"{film.train_loss[-1]:.3g}" in text
    assert f"test loss {film.test_loss[-1]:.3g}" in text


def test_the_five_starts_told_are_runs_of_their_own():
    losses = batching.measured(chosen())
    for place, size in enumerate(batching.SIZES):
        experiment = batching.experiment(chosen(), size)
        alone = record(experiment).test_loss[-1]
        assert losses[0, place, 0] == pytest.approx(alone, rel=1e-6)
    epochs, updates = batching.verdicts(losses)
    text = said(run(LESSON, predict="skip"))
    assert f"B = 100 ends at {losses[0, -1].mean():.3f}" in text
    assert (epochs.wins, batching.outcome(losses)) == (0, ("worse", "level"))
    assert f"{updates.largest_loss:.3f}" in text


def test_what_the_replies_claim_is_what_is_measured():
    fixed, linear = batching.measured(chosen()), batching.measured(chosen(rule="linear"))
    ten, all_at_once = batching.SIZES.index(10), -1
    assert (fixed[0, all_at_once] > fixed[0, ten]).all()
    assert linear[0, all_at_once].mean() <= fixed[0, ten].mean()


def test_other_settings_are_measured_when_asked():
    page = run(LESSON, predict="skip", rule="linear")
    assert "80 updates each" not in said(page)
    page.button(key=f"{LESSON}.measure").click().run()
    assert not page.exception
    assert "80 updates each" in said(page)


def test_the_task_is_open_at_its_start_and_done_with_a_rate_that_grows():
    assert not run(LESSON, batch_size="100").success
    assert run(LESSON, batch_size="100", rule="linear").success
    assert not run(LESSON, batch_size="100", rule="linear", optimizer="adam").success


@pytest.mark.parametrize("size", ["1", "100"])
@pytest.mark.parametrize("model", batching.MODELS)
def test_both_ends_of_the_batch_size_are_fine_at_every_model(model, size):
    page = run(LESSON, lang="ko", predict="skip", batch_size=size, model=model, moment="end", learning_rate="10")
    assert not page.exception
    assert not re.search(r"\b(nan|inf)\b", said(page))


def test_the_film_goes_through_the_epochs_and_ends_with_them():
    for size in (1, 10, 32, 100):
        whole = batching.shown(batching.experiment(chosen(batch_size=size)))
        assert whole.epoch[-1] == batching.EPOCHS
        assert len(whole) <= 300
    steps = batching.shown(batching.experiment(chosen(batch_size=10))).step
    np.testing.assert_array_equal(steps, np.arange(81))


def test_there_are_as_many_examples_as_the_page_says():
    _, train, test = prepare(batching.experiment(chosen()))
    assert len(train.x) == batching.TRAIN
    assert len(train.x) + len(test.x) == batching.N
