"""The lesson on the batch size: what it says is what was computed, and its task can be done."""

import re
from dataclasses import replace

import numpy as np
import pytest

from dlcore.studies import budgets
from dlcore.training.training import prepare, record
from pages.lessons.batch_size import pictures
from pages.lessons.batch_size.words import BLEW_UP, CONTROLS, ENDS_AT, PRESETS, REPORT
from pages.ui import controls
from tests.ui.running import run

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


def test_everything_waits_for_the_prediction():
    before, after = run(LESSON), run(LESSON, predict="updates")
    assert before.radio
    assert not before.slider
    assert "test loss" not in said(before)
    assert "80 updates each" in said(after)


def test_the_updates_of_an_epoch_are_counted_for_a_batch_that_does_not_divide_the_data():
    assert "⌈100/32⌉ = 4" in said(run(LESSON, predict="skip", batch_size="32"))
    assert "⌊100/32⌋ = 3" in said(run(LESSON, predict="skip", batch_size="32", last_batch="dropped"))


def test_the_losses_told_are_those_of_the_run():
    experiment = pictures.experiment(chosen(batch_size=32))
    film = record(experiment)
    text = said(run(LESSON, predict="skip", batch_size="32"))
    assert f"{film.train_loss[-1]:.3g}" in text
    assert f"test loss {film.test_loss[-1]:.3g}" in text


def test_the_five_starts_told_are_runs_of_their_own():
    losses = pictures.measured(chosen())
    for place, size in enumerate(pictures.SIZES):
        experiment = pictures.experiment(chosen(), size)
        alone = record(experiment).test_loss[-1]
        assert losses[0, place, 0] == pytest.approx(alone, rel=1e-6)
    epochs, updates = pictures.verdicts(losses)
    text = said(run(LESSON, predict="skip"))
    assert f"B = 100 ends at {losses[0, -1].mean():.3f}" in text
    assert (epochs.wins, pictures.outcome(losses)) == (0, ("worse", "level"))
    assert f"{updates.largest_loss:.3f}" in text


def test_what_the_replies_claim_is_what_is_measured():
    fixed, linear = pictures.measured(chosen()), pictures.measured(chosen(rule="linear"))
    ten, all_at_once = pictures.SIZES.index(10), -1
    assert (fixed[0, all_at_once] > fixed[0, ten]).all()
    assert linear[0, all_at_once].mean() <= fixed[0, ten].mean()


def test_other_settings_are_measured_when_asked():
    page = run(LESSON, predict="skip", rule="linear")
    assert "80 updates each" not in said(page)
    page.button(key=f"{LESSON}.measure").click().run()
    assert not page.exception
    assert "80 updates each" in said(page)


def test_the_task_is_open_at_its_start_and_done_with_a_rate_that_grows():
    link = {"predict": "skip", "batch_size": "100"}
    assert not run(LESSON, **link).success
    assert run(LESSON, **link, rule="linear").success
    assert not run(LESSON, **link, rule="linear", optimizer="adam").success


@pytest.mark.parametrize("size", ["1", "100"])
@pytest.mark.parametrize("model", pictures.MODELS)
def test_both_ends_of_the_batch_size_are_fine_at_every_model(model, size):
    page = run(LESSON, lang="ko", predict="skip", batch_size=size, model=model, moment="end", learning_rate="10")
    assert not page.exception
    assert not re.search(r"\b(nan|inf)\b", said(page))


def test_where_starts_blew_up_the_page_says_how_many_and_no_mean():
    values = {"batch_size": 100, "model": "line", "rule": "linear", "learning_rate": 0.3}
    page = run(LESSON, predict="skip", **{name: str(value) for name, value in values.items()})
    page.button(key=f"{LESSON}.measure").click().run()
    ends = record(replace(pictures.experiment(chosen(**values)), starts=pictures.STARTS)).diverged_at
    gone = sum(end is not None for end in ends)
    assert gone
    assert f"B = 100 diverged in {gone} of 5 starts" in said(page)
    facts = pictures.verdict_facts(pictures.measured(chosen(**values)), ENDS_AT.ko, BLEW_UP.ko)
    assert f"B = 100에서는 5번 가운데 {gone}번 발산했습니다" in REPORT["epochs"].ko.format(**facts)
    assert not re.search(r"\b(nan|inf)\b|e\+", said(page))


def test_a_rival_that_blew_up_less_often_comes_before_one_that_blew_up_more():
    losses = np.array([[np.inf, np.inf, 1.0], [np.inf, 2.0, 2.0], [3.0, 3.0, 3.0]])
    assert budgets.verdict((1, 3, 10), losses).rival == 3
    assert budgets.verdict((1, 3, 10), losses[[2, 1, 0]]).rival == 1


def test_a_run_looks_the_same_chosen_or_beside_another():
    ones = [next(run for run in pictures.five(chosen(batch_size=size)) if run.batch_size == 1) for size in (1, 10)]
    assert ones[0] == ones[1]


def test_the_film_goes_through_the_epochs_and_ends_with_them():
    for size in (1, 10, 32, 100):
        whole = pictures.shown(pictures.experiment(chosen(batch_size=size)))
        assert whole.epoch[-1] == pictures.EPOCHS
        assert len(whole) <= 300
    steps = pictures.shown(pictures.experiment(chosen(batch_size=10))).step
    np.testing.assert_array_equal(steps, np.arange(81))


def test_there_are_as_many_examples_as_the_page_says():
    _, train, test = prepare(pictures.experiment(chosen()))
    assert len(train.x) == pictures.TRAIN
    assert len(train.x) + len(test.x) == pictures.N
