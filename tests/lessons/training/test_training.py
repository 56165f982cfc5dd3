"""The laboratory without a browser: every choice opens, and what it says is what the film holds."""

import re
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from sklearn.datasets import load_iris

from dlcore.analysis.inspection import Inspection
from dlcore.data import datasets
from dlcore.data.features import FEATURES
from dlcore.network import activations, losses, network, regularization
from dlcore.optimization import optimizers, schedules
from dlcore.training.durations import seconds
from dlcore.training.training import Experiment, record
from pages.lessons.training import challenge, settings
from pages.lessons.training import page as training
from pages.lessons.training.compare import compare
from pages.ui import names
from pages.ui.controls.control import Values
from pages.ui.parts.stage import stage
from pages.ui.training_run import film_data
from pages.ui.training_run.first_run import FIRST_RUN
from tests.ui.running import live, run

REGISTRIES = {
    "DATASETS": datasets.DATASETS,
    "FEATURES": FEATURES,
    "ACTIVATIONS": activations.ACTIVATIONS,
    "LOSSES": losses.LOSSES,
    "OPTIMIZERS": optimizers.OPTIMIZERS,
    "SCHEDULES": schedules.SCHEDULES,
    "INITIALIZATIONS": network.INITIALIZATIONS,
    "REGULARIZATIONS": regularization.REGULARIZATIONS,
}


@pytest.mark.parametrize("registry", REGISTRIES)
def test_every_entry_of_a_registry_has_a_name(registry):
    assert list(getattr(names, registry)) == list(REGISTRIES[registry])


@pytest.mark.parametrize("dataset", datasets.DATASETS)
def test_every_dataset_opens(dataset):
    page = run("training", dataset=dataset, epochs="3", lang="ko")
    assert not page.exception


@pytest.mark.parametrize("loss", losses.LOSSES)
@pytest.mark.parametrize("dataset", ["sine", "circles", "iris"])
def test_every_loss_opens_or_gives_way_with_a_note(dataset, loss):
    page = run("training", dataset=dataset, loss=loss, epochs="3")
    assert not page.exception
    fits = datasets.DATASETS[dataset].task in losses.LOSSES[loss].tasks
    assert any("not possible here" in note.value for note in page.info) != fits


def test_the_preset_of_every_point_opens():
    for preset in training.PRESETS:
        page = run("training")
        page.button(f"training.preset.{preset.id}").click().run()
        assert not page.exception
        assert not page.info, preset.id


@pytest.mark.parametrize("hidden", ["none", "1", "32-32-32-32-32-32"])
def test_the_smallest_and_the_largest_network_open_and_are_counted(hidden):
    page = run("training", hidden=hidden, epochs="2", features="x1.x2")
    widths = (2, *(int(w) for w in hidden.split("-") if w != "none"), 1)
    count = sum(i * o + o for i, o in pairwise(widths))
    assert any(re.match(f"{count:,} parameters, 150 training and 150 test", caption.value) for caption in page.caption)


@pytest.mark.parametrize(("batch_size", "done"), [("150", False), ("10", True)])
def test_the_challenge_is_won_by_small_batches_and_not_by_one_a_epoch(batch_size, done):
    words = {key: ".".join(value) if isinstance(value, tuple) else str(value) for key, value in challenge.START.items()}
    page = run("training", **(words | {"batch_size": batch_size, "step": "challenge"}))
    experiment = settings.experiment(Values(**defaults() | challenge.START | {"batch_size": int(batch_size)}))
    loss, film = challenge.loss_at_end(experiment), record(experiment)
    assert (loss < challenge.GOAL) == done
    [told] = [text.value for text in page.markdown if "Validation loss" in text.value]
    assert f"Validation loss **{loss:.3f}** with batches of {batch_size}" in told
    assert (f"On the test data, once: **{film.test_loss[-1]:.3f}**" in told) == done
    assert ("On the test data" in told) == done


def test_a_challenge_with_other_settings_is_not_won():
    words = {key: ".".join(value) if isinstance(value, tuple) else str(value) for key, value in challenge.START.items()}
    page = run("training", **(words | {"batch_size": "5", "optimizer": "adam", "step": "challenge"}))
    assert any("The settings differ from the task." in text.value for text in page.markdown)


def test_the_prediction_is_right_that_no_hidden_layer_leaves_many_wrong():
    film = record(settings.experiment(Values(**defaults() | training.PRESETS[1].values)))
    seen = Inspection(film)
    for part in (seen.train, seen.test):
        scores = part.x @ film.theta[-1][:2] + film.theta[-1][2]
        assert np.mean((scores > 0) != (part.labels == 1)) > 1 / 3


@pytest.mark.parametrize(("link", "said"), [({}, False), ({"regularization": "l2"}, True)])
def test_under_a_penalty_it_is_said_that_the_curves_leave_it_out(link, said):
    page = run("training", predict="skip", lang="en", epochs="5", **link)
    assert any("leave the penalty out" in caption.value for caption in page.caption) == said


def test_a_batch_larger_than_the_data_is_brought_back_with_a_note():
    page = run("training", batch_size="999999")
    assert not page.exception
    assert any("Batch size: 999,999 is not possible here; 150 is used" in note.value for note in page.info)


def test_more_epochs_than_there_is_time_for_are_brought_back_with_a_note(monkeypatch):
    monkeypatch.setattr(settings, "MOST_SECONDS", 0.1)
    page = run("training", n="1000", batch_size="1", epochs="1000", hidden="16")
    assert not page.exception
    assert any("Epochs" in note.value for note in page.info)


def test_a_run_takes_no_more_time_and_its_film_no_more_numbers_than_allowed():
    for hidden in ((), (8, 8), (32,) * 6, (64,) * 3):
        for size in (1, 10, 150):
            chosen = Values(**defaults() | {"hidden": hidden, "batch_size": size, "epochs": 1})
            experiment = settings.experiment(chosen)
            assert isinstance(experiment, Experiment)
            assert settings.FEWEST_FRAMES <= experiment.frames <= 64
            longest = replace(experiment, epochs=settings.most_epochs(chosen))
            assert seconds(longest) <= 1.1 * settings.MOST_SECONDS


def defaults():
    return {control.id: control.default for control in training.CONTROLS}


@pytest.mark.parametrize(
    ("dataset", "n", "said"), [("iris", "300", True), ("iris", "100", False), ("moons", "300", False)]
)
def test_more_examples_than_a_table_has_are_said_to_be_all_of_its_rows(dataset, n, said):
    page = run("training", dataset=dataset, n=n, epochs="3")
    rows = len(load_iris().target)
    assert any(f"The table has {rows} rows" in caption.value for caption in page.caption) == said
    assert not page.info


def test_the_colours_of_a_number_are_told_in_the_units_measured():
    page = run("training", dataset="diabetes", n="440", loss="squared", noise="0", epochs="3")
    told = next(caption.value for caption in page.caption if caption.value.startswith("Orange is below"))
    values = Values(**defaults() | {"dataset": "diabetes", "n": 440, "loss": "squared", "noise": 0.0, "epochs": 3})
    train = Inspection(record(settings.experiment(values))).train
    measured = train.y * train.y_scale + train.y_center
    farthest = np.abs(measured - measured.mean()).max()
    ends = measured.mean(), measured.mean() - farthest, measured.mean() + farthest
    assert re.findall(r"−?\d[\d.]*(?=[, ])", told) == [f"{end:.3g}".replace("-", "−") for end in ends]


def test_the_stage_shows_the_neuron_that_the_link_asks_for_and_its_widths(monkeypatch):
    shown = []
    monkeypatch.setattr(stage, "show", lambda film, key, **settings: shown.append(settings))
    assert not run("training").exception
    assert not run("training", map="1.0", hidden="5-3").exception
    assert [told["selected"] for told in shown] == [None, "1.0"]
    assert [tuple(told["hidden"]) for told in shown] == [(8, 8), (5, 3)]


@pytest.mark.parametrize(
    ("link", "said"),
    [
        ({"optimizer": "sgd", "loss": "squared", "learning_rate": "3"}, "The run diverged at step 4"),
        ({"activation": "sigmoid", "hidden": "8-8-8-8-8-8", "epochs": "5"}, "Vanishing gradient"),
        ({"dataset": "moons", "n": "140", "noise": "0.5", "hidden": "16-16", "epochs": "150"}, "Overfitting since"),
        ({"learning_rate": "1"}, "Saturated: "),
        ({}, "At the end 96% of the test examples are right."),
    ],
)
def test_what_matters_most_of_a_run_is_said_in_a_sentence(link, said):
    assert [text.value for text in run("training", **link).markdown if said in text.value]


def test_the_challenge_is_judged_by_other_examples_of_the_same_kind():
    experiment = settings.experiment(Values(**defaults() | challenge.START | {"batch_size": 10}))
    told = challenge.loss_at_end(experiment)
    inspected = Inspection(record(experiment))
    seeds = [Inspection(record(replace(experiment, seed=seed, epochs=1))).test for seed in (5, 6, 7)]
    losses_of = losses.LOSSES["cross_entropy"]
    scores = [inspected.network.forward(inspected.film.theta[-1], part.x) for part in seeds]
    measured = np.mean([losses_of.value(score, part.y) for score, part in zip(scores, seeds, strict=True)])
    assert told == pytest.approx(measured, abs=0.05)
    assert told != pytest.approx(float(inspected.film.test_loss[-1]), abs=1e-6)


@pytest.mark.parametrize("pin", ["learning_rate~0.003", "dataset~moons~loss~hinge", "hidden~none~epochs~20"])
def test_a_pinned_run_stands_beside_the_run_at_the_same_epochs(pin, monkeypatch):
    shown = []
    monkeypatch.setattr(stage, "show", lambda film, key, **settings: shown.append(settings["pinned"]))
    page = run("training", pin=pin)
    assert not page.exception
    assert shown[0]
    said = any("has another loss function" in caption.value for caption in page.caption)
    assert said == ("hinge" in pin)
    pinned = settings.experiment(compare.PIN.read(pin))
    drawn = film_data.losses(FIRST_RUN, False, "", pinned)["pinned"].num_rows
    assert drawn == (0 if said else 2 * len(record(pinned)))
    assert film_data.accuracies(FIRST_RUN, pinned)["pinned"].num_rows == 2 * len(record(pinned))


def test_the_first_run_is_that_of_the_defaults():
    assert settings.experiment(Values(**defaults())) == FIRST_RUN


@pytest.mark.parametrize("rate", ["1e-09", "0.00012345", "1000000000"])
def test_any_rate_can_be_asked_for(rate):
    page = run("training", learning_rate=rate, epochs="5")
    assert not page.exception
    assert not page.info
    assert live(page, "training.learning_rate")["value"] == float(rate)
