"""The lesson on the batch size: what it says is what was computed, and its task can be done."""

import re
from dataclasses import replace

import numpy as np
import pytest

from dlcore.network.losses import LOSSES
from dlcore.studies import budgets
from dlcore.training.training import prepare, record
from pages.lessons.batch_size import facts, pictures
from pages.lessons.batch_size.page import CONTROLS
from pages.lessons.batch_size.words import DIVERGED_IN, ENDS_AT, PRESETS, REPORT
from pages.ui import controls
from pages.ui.parts import quiz, strip
from pages.ui.shell import navigation
from pages.ui.training_run import laboratory
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


def test_the_question_stands_beside_its_run_and_an_answer_plays_the_full_batch_over_batches_of_ten():
    page = run(LESSON, rule="linear")
    assert "in batches of 10, or all 100" in said(page)
    page.button(f"{LESSON}.predict.exact").click().run()
    values = page.session_state[f"{LESSON}:values"]
    assert (values["batch_size"], values["beside"], values["rule"]) == (100, "10", "fixed")
    text = said(page)
    for size in (10, 100):
        loss = record(pictures.experiment(chosen(), size)).test_loss[-1]
        assert f"test loss **{loss:.3f}**" in text
        assert all(f"{loss:.3f}" in " ".join(answer.reply) for answer in quiz.question(LESSON, "question").answers)
    assert "**Updates per epoch: 100 / 100 = 1**, in 8 epochs 8" in text


def test_every_stop_sets_the_controls_and_says_its_sentence():
    page = run(LESSON, predict="skip")
    known = {control.id: control for control in CONTROLS}
    for number, stop in enumerate(strip.stops("en", LESSON), 1):
        page.button(f"{LESSON}.stop.next").click().run()
        assert not page.exception
        assert stop.sentence in said(page)
        assert page.query_params["stop"] == str(number)
        held = page.session_state[f"{LESSON}:values"]
        assert {name: known[name].format(held[name]) for name in stop.query} == dict(stop.query)


def test_only_the_chosen_experiment_is_drawn():
    assert "80 updates each" not in said(run(LESSON, predict="skip"))
    text = said(run(LESSON, predict="skip", experiment="verdict"))
    assert "80 updates each" in text
    assert "Updates per epoch" not in text


def test_the_updates_of_an_epoch_are_counted_for_a_batch_that_does_not_divide_the_data():
    kept = said(run(LESSON, predict="skip", batch_size="32"))
    assert "100 / 32 rounded up, 4**, the last with 4 examples; in 8 epochs 32" in kept
    dropped = said(run(LESSON, predict="skip", batch_size="32", last_batch="dropped"))
    assert "100 / 32 rounded down, 3**; 4 examples at the end" in dropped


@pytest.mark.parametrize(("moment", "share"), [("start", 0.23), ("end", 0.15)])
def test_the_share_of_examples_that_point_uphill_is_counted_one_by_one(moment, share):
    experiment = pictures.experiment(chosen())
    whole, (network, train, _) = record(experiment), prepare(experiment)
    theta = whole.theta[0 if moment == "start" else -1]
    loss = LOSSES[experiment.loss]
    full = network.gradient(theta, train.x, train.y, loss)
    alone = [network.gradient(theta, train.x[i : i + 1], train.y[i : i + 1], loss) @ full < 0 for i in range(100)]
    assert np.mean(alone) == pytest.approx(share)
    assert f"of the single examples **{share:.0%}**" in said(
        run(LESSON, predict="skip", experiment="cloud", moment=moment)
    )


def test_what_the_stop_on_three_axes_says_is_so():
    films = {size: pictures.spent(pictures.experiment(chosen(), size)).film for size in (1, 3, 10, 32, 100)}
    by_epoch = {size: film.train_loss[film.epoch <= 8][-1] for size, film in films.items()}
    assert max(by_epoch[1], by_epoch[3]) < min(by_epoch[10], by_epoch[32]) < by_epoch[100] - 0.1
    by_update = [film.train_loss[film.step <= 80][-1] for film in films.values()]
    assert 8 * np.ptp(by_update) < np.ptp(list(by_epoch.values()))


def test_two_trajectories_share_a_plane_that_holds_both():
    values = chosen(batch_size=100, beside="10")
    experiment, other = pictures.experiment(values), pictures.beside(values)
    plane = pictures.around(experiment, other)
    for film in (record(experiment), record(other)):
        trajectory = plane.project(film.theta)
        assert ((trajectory >= (plane.x[0], plane.y[0])) & (trajectory <= (plane.x[1], plane.y[1]))).all()
    assert pictures.beside(chosen(beside="10")) is None
    assert pictures.beside(chosen(beside="none")) is None
    assert plane.share > 0.9


def test_the_laboratory_is_opened_with_the_run_that_is_shown():
    lab = navigation.by_id("training").module()
    for model in pictures.MODELS:
        experiment = pictures.experiment(chosen(model=model, batch_size=32, rule="root"))
        link = laboratory.settings(experiment)
        values, notes = controls.settle(lab.CONTROLS, controls.parsed(lab.CONTROLS, link))
        assert not notes
        for name in link:
            expected = getattr(experiment, name)
            assert getattr(values, name) == (pytest.approx(expected, rel=1e-5) if name == "learning_rate" else expected)


def test_the_losses_told_are_those_of_the_run():
    experiment = pictures.experiment(chosen(batch_size=32))
    film = record(experiment)
    text = said(run(LESSON, predict="skip", batch_size="32"))
    assert f"**{film.train_loss[-1]:.3g}**" in text
    assert f"test loss **{film.test_loss[-1]:.3g}**" in text


def test_the_five_starts_told_are_runs_of_their_own():
    losses = pictures.measured(chosen())
    for place, size in enumerate(pictures.SIZES):
        experiment = pictures.experiment(chosen(), size)
        alone = record(experiment).test_loss[-1]
        assert losses[0, place, 0] == pytest.approx(alone, rel=1e-6)
    epochs, updates = facts.verdicts(losses)
    text = said(run(LESSON, predict="skip", experiment="verdict"))
    assert f"B = 100 ends at {losses[0, -1].mean():.3f}" in text
    assert (epochs.wins, facts.outcome(losses)) == (0, ("worse", "level"))
    assert f"{updates.largest_loss:.3f}" in text


def test_what_the_replies_claim_is_what_is_measured():
    fixed, linear = pictures.measured(chosen()), pictures.measured(chosen(rule="linear"))
    ten, all_at_once = pictures.SIZES.index(10), -1
    assert (fixed[0, all_at_once] > fixed[0, ten]).all()
    assert linear[0, all_at_once].mean() <= fixed[0, ten].mean()


def test_the_task_is_open_at_its_start_and_done_with_a_rate_that_grows():
    link = {"predict": "skip", "batch_size": "100", "stop": "challenge"}
    done = "**Done**"
    assert done not in said(run(LESSON, **link))
    assert done in said(run(LESSON, **link, rule="linear"))
    assert done not in said(run(LESSON, **link, rule="linear", optimizer="adam"))
    assert done not in said(run(LESSON, **{**link, "batch_size": "10"}))


def test_the_challenge_is_judged_by_validation_data_and_the_test_data_are_told_once_it_is_done():
    values = chosen(batch_size=50, learning_rate=1.0)
    experiment = pictures.experiment(values)
    network, _, fresh = prepare(replace(experiment, n=1000, seed=experiment.seed + 1000))
    _, train, test = prepare(experiment)
    known = {tuple(row) for part in (train, test) for row in part.x.tolist()}
    assert not known & {tuple(row) for row in fresh.x.tolist()}
    theta = record(experiment).theta[-1]
    p = 1 / (1 + np.exp(-network.forward(theta, fresh.x)))
    loss = -np.log(np.where(fresh.y == 1, p, 1 - p)).mean()
    text = said(run(LESSON, predict="skip", batch_size="50", learning_rate="1", stop="challenge"))
    assert f"Validation loss **{loss:.3f}** with batches of 50" in text
    assert "On the test data, once: **0.354**" in text
    open_task = said(run(LESSON, predict="skip", batch_size="50", stop="challenge"))
    assert "On the test data" not in open_task


@pytest.mark.parametrize("size", ["1", "100"])
@pytest.mark.parametrize("model", pictures.MODELS)
@pytest.mark.parametrize("experiment", ["epoch", "cloud", "costs", "memory", "verdict"])
def test_both_ends_of_the_batch_size_are_fine_at_every_model(model, size, experiment):
    page = run(
        LESSON,
        lang="ko",
        predict="skip",
        experiment=experiment,
        batch_size=size,
        model=model,
        moment="end",
        learning_rate="10",
    )
    assert not page.exception
    assert not re.search(r"\b(nan|inf)\b", said(page))


def test_where_starts_diverged_the_page_says_how_many_and_no_mean():
    values = {"batch_size": 100, "model": "line", "rule": "linear", "learning_rate": 0.3}
    link = {name: str(value) for name, value in values.items()}
    page = run(LESSON, predict="skip", experiment="verdict", **link)
    ends = record(replace(pictures.experiment(chosen(**values)), starts=pictures.STARTS)).diverged_at
    diverged = sum(end is not None for end in ends)
    assert diverged
    assert f"B = 100 diverged in {diverged} of 5 starts" in said(page)
    told = facts.of_verdict(pictures.measured(chosen(**values)), ENDS_AT.ko, DIVERGED_IN.ko)
    assert f"B = 100에서는 5번 가운데 {diverged}번 발산했습니다" in REPORT["epochs"].ko.format(**told)
    assert not re.search(r"\b(nan|inf)\b|e\+", said(page))


def test_where_runs_of_both_diverged_nothing_is_compared():
    page = run("batch_size", predict="skip", experiment="verdict", model="line", rule="linear", learning_rate="10")
    words = " ".join(part.value for part in page.markdown)
    assert "for the same epochs runs of both diverge" in words
    assert "chance" not in words.split("**The claim")[1].split("The rate")[0]
    assert facts.outcome(np.full((2, 5, 3), np.inf)) == ("diverged", "diverged")


def test_a_rival_that_diverged_less_often_comes_before_one_that_diverged_more():
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
