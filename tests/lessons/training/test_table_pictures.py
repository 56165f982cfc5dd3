"""What the laboratory shows of digits and of a number that is predicted: every number said is found another way."""

import re

import numpy as np
import pytest
from sklearn.metrics import mean_squared_error, r2_score

from dlcore.analysis.inspection import Inspection
from dlcore.analysis.misclassified import images
from dlcore.training.training import Experiment, record
from pages.lessons.training import digits, regression_fit, settings
from pages.lessons.training import page as training
from pages.ui.charts import heatmap
from pages.ui.controls.control import Values
from tests.lessons.training.test_contact_sheet import said
from tests.ui.reading_charts import cell
from tests.ui.running import run

PRESET = {preset.id: preset.values for preset in training.PRESETS}


def experiment(preset: str, **changes) -> Experiment:
    """The experiment of a preset of the page."""
    start = {control.id: control.default for control in training.CONTROLS}
    return settings.experiment(Values(**start | PRESET[preset] | changes))


def words(preset: str) -> dict[str, str]:
    """A preset as a link's words."""
    by_id = {control.id: control for control in training.CONTROLS}
    return {name: by_id[name].format(value) for name, value in PRESET[preset].items()}


def test_the_error_and_the_share_explained_are_those_of_scikit_learn_in_the_units_measured():
    page = run("training", **words("diabetes"))
    assert not page.exception
    numbers = next(
        match
        for caption in page.caption
        if (match := re.search(r"R² = (\S+), a root mean squared error of (\S+)\. .* err by (\S+)\.$", caption.value))
    ).groups()
    inspected = Inspection(record(experiment("diabetes")))
    test, train = inspected.test, inspected.train
    truth = test.y[:, 0] * test.y_scale + test.y_center
    answers = inspected.predictions(test.x)[-1, :, 0] * test.y_scale + test.y_center
    mean = np.full(len(truth), (train.y * train.y_scale + train.y_center).mean())
    assert float(numbers[0].replace("−", "-")) == pytest.approx(r2_score(truth, answers), abs=6e-4)
    assert float(numbers[1]) == pytest.approx(mean_squared_error(truth, answers) ** 0.5, rel=1e-3)
    assert float(numbers[2]) == pytest.approx(mean_squared_error(truth, mean) ** 0.5, rel=1e-3)
    assert 25 < truth.min() < truth.max() < 346.5


def test_the_words_above_the_points_are_those_of_their_frame():
    chosen = experiment("diabetes", epochs=5)
    table, inspected = regression_fit.fits(chosen, ("a", "b"))["told"], Inspection(record(chosen))
    for row, (name, part) in enumerate((("a", inspected.train), ("b", inspected.test))):
        predictions = inspected.predictions(part.x)[..., 0]
        for frame in (0, 7, len(predictions) - 1):
            expected = r2_score(part.y[:, 0], predictions[frame])
            match = re.fullmatch(name + r"  R² (\S+) · RMSE (\S+)", said(table, row, frame))
            assert float(match[1].replace("−", "-")) == pytest.approx(expected, abs=6e-4)


def test_what_the_lesson_says_of_diabetes_holds_for_its_preset():
    inspected = Inspection(record(experiment("diabetes")))
    train, test = (
        [r2_score(part.y, frame) for frame in inspected.predictions(part.x)]
        for part in (inspected.train, inspected.test)
    )
    best = int(np.argmax(test))
    assert 5 < best < len(test) - 5
    assert test[best] > test[-1] + 0.1
    assert test[best] > test[0] + 0.1
    assert train[-1] > train[best] + 0.1


@pytest.mark.parametrize("rate", ["1e-05", "1000000"])
@pytest.mark.parametrize("share", ["0.1", "0.9"])
def test_predictions_that_diverge_or_do_not_move_open(rate, share):
    page = run(
        "training", **(words("diabetes") | {"learning_rate": rate, "train_share": share, "n": "20"}), optimizer="sgd"
    )
    assert not page.exception
    assert not any("nan" in caption.value or "inf" in caption.value for caption in page.caption)


@pytest.mark.parametrize(
    "changes", [{}, {"hidden": "none"}, {"loss": "hinge"}, {"noise": "1"}, {"learning_rate": "1000000"}]
)
def test_digits_open_with_their_pictures(changes):
    page = run("training", **(words("digits") | {"epochs": "3"} | changes))
    assert not page.exception
    assert any("surest errors" in caption.value for caption in page.caption)


def test_the_misread_digits_shown_are_the_test_digits_that_are_answered_wrongly():
    chosen = experiment("digits", epochs=4)
    tables, inspected = digits.misread_film(chosen, "{count}/{all}"), Inspection(record(chosen))
    reel = heatmap.Reel(**{name: tables["reel"][name][0].as_py() for name in tables["reel"].column_names}, frames=0)
    outputs, truth = inspected.predictions(inspected.test.x), inspected.test.labels
    for frame in (0, 20, len(outputs) - 1):
        answers = outputs[frame].argmax(axis=1)
        wrong = sorted(np.flatnonzero(answers != truth), key=lambda row: -outputs[frame, row].max())
        assert said(tables["told"], 0, frame) == f"{len(wrong)}/{len(truth)}"
        picture = cell(reel, frame).astype(int)
        for place in range(digits.PLACES):
            label = said(tables["labels"], place, frame)
            top, left = 11 * (place // 4) + 3, 11 * (place % 4) + 1
            seen = picture[top : top + 8, left : left + 8]
            if place >= len(wrong):
                assert label == ""
                assert (seen == 255).all()
                continue
            row = wrong[place]
            assert label == f"{truth[row]}→{answers[row]}  {outputs[frame, row].max():.2f}"
            # The darker the pixel, the more ink: the picture falls where the digit rises.
            ink = images(inspected.test)[row]
            assert np.corrcoef(seen.sum(axis=2).ravel(), ink.ravel())[0, 1] < -0.999


@pytest.mark.parametrize(
    ("changes", "moved", "probability"),
    [
        ({}, False, True),
        ({"optimizer": "adamw"}, True, True),
        ({"regularization": "l2"}, True, True),
        ({"stages": "s20~e2~nl2"}, True, True),
        ({"stages": "s20~e2~lsquared"}, False, False),
    ],
)
def test_what_moves_the_weights_of_blank_pixels_and_what_the_outputs_are_is_said(changes, moved, probability):
    page = run("training", **(words("digits") | {"epochs": "3"} | changes))
    assert not page.exception
    captions = " ".join(caption.value for caption in page.caption)
    assert ("only regularization or weight decay moves their weights" in captions) == moved
    assert ("which keep their first, random values" in captions) != moved
    assert (", its probability" in captions) == probability


def test_the_number_of_pixels_that_are_always_the_same_is_said():
    page = run("training", **words("digits"))
    train = Inspection(record(experiment("digits", epochs=1))).train
    still = sum(len(set(column)) == 1 for column in train.x.T.tolist())
    assert any(f"{still} of the 64 pixels are the same" in caption.value for caption in page.caption)
