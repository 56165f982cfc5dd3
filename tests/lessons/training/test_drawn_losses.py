"""The test loss that is drawn before a run is shown: its axis, its shape, its grey curve, its place in the link."""

import re

import numpy as np
import pytest

from dlcore.analysis.curve_shape import shape
from dlcore.training.experiment import Experiment
from pages.lessons.training import drawn_losses
from pages.ui.parts.drawn_prediction import DrawnState
from pages.ui.serving.runs import inspection
from pages.ui.training_run import film_data
from tests.ui.running import run

LEARNS = Experiment(dataset="circles", n=60, hidden=(8,), epochs=20, learning_rate=0.1, seed=1)
KNOTS = (67, 50, 40, 30, 20, 10, 10, 10, 10, 10, 10, 10)
WORD = ".".join(map(str, KNOTS))
LINK = {"predict": "skip", "dataset": "circles", "n": "60", "hidden": "4", "epochs": "20", "learning_rate": "0.1"}


def told(page) -> str:
    return "\n".join(element.value for element in page.markdown)


def charts(page) -> set[str]:
    found = [html.proto.body for html in page.get("html")]
    return {body.split('data-picture="')[1].split('"')[0] for body in found if "data-picture" in body}


def test_the_loss_is_judged_at_even_epochs_and_begins_at_two_thirds():
    heights = drawn_losses.heights(LEARNS, False)
    film = inspection(LEARNS).film
    assert heights[0] == pytest.approx(2 / 3)
    middle = np.interp(LEARNS.epochs / 2, film.epoch, film.test_loss)
    assert heights[len(heights) // 2] == pytest.approx(middle / film.test_loss[0] * 2 / 3)
    ends = np.interp(np.linspace(0, LEARNS.epochs, 4), film.epoch, film.test_loss)
    changes = np.diff(ends) / ends[0] * 2 / 3
    assert shape(heights) == ("level", "level", "falls")
    assert np.abs(changes[:2]).max() < 0.06
    assert changes[2] < -0.06


def test_a_run_that_diverged_has_left_the_picture():
    wild = Experiment(
        dataset="sine",
        n=60,
        features=("x1",),
        hidden=(4,),
        loss="squared",
        optimizer="sgd",
        learning_rate=1e4,
        epochs=20,
    )
    assert inspection(wild).film.diverged_at
    assert shape(drawn_losses.heights(wild, False))[-1] == "leaves"


@pytest.mark.parametrize("log", [False, True])
def test_the_grey_curve_stands_where_it_was_drawn(log):
    curve = drawn_losses.curve(LEARNS, DrawnState(False, KNOTS), log)
    start = inspection(LEARNS).film.test_loss[0]
    shares = np.array(KNOTS) / 100
    expected = start * 10 ** (6 * shares - 4) if log else 1.5 * start * shares
    grey = film_data.losses(LEARNS, log, "", None, curve)["pinned"].to_pydict()
    drawn = [row for row, series in enumerate(grey["series"]) if series == 1]
    heights = grey["height" if log else "value"]
    np.testing.assert_allclose([heights[row] for row in drawn], expected, rtol=1e-5)
    np.testing.assert_allclose([grey["epoch"][row] for row in drawn], np.linspace(0, 20, 12), rtol=1e-5)


def test_while_it_is_drawn_no_loss_is_shown_and_then_it_is_judged():
    page = run("training", **LINK, drawn="ask")
    assert not page.exception
    assert "training.losses" not in charts(page)
    assert "training.accuracies" not in charts(page)
    page.session_state["training:drawn_prediction"]["knots"] = KNOTS  # As the component reports it.
    page.run()
    page.button("training.drawn.play").click().run()
    assert not page.exception
    assert page.query_params["drawn"] == WORD
    assert re.search(r"The test loss [a-z ]+ at first, (as|where) you drew", told(page))
    assert "training.losses" in charts(page)


def test_another_experiment_of_the_page_does_not_ask():
    page = run("training", **LINK, tool="slow", drawn="ask")
    assert not page.exception
    assert "training.drawn.play" not in {button.key for button in page.button}


def test_a_class_sees_what_was_drawn_for_these_settings_over_the_test_loss_and_its_median():
    own = drawn_losses.settings(LEARNS, False)
    sent = [(*own, *[20.0] * 12), (*own, *[40.0] * 12), (*own, *[90.0] * 12), (9.0, *own[1:], *[0.0] * 12), (1.0,)]
    count, data = drawn_losses.class_curves(LEARNS, False, sent)
    start = inspection(LEARNS).film.test_loss[0]
    assert count == 3
    np.testing.assert_allclose(data["median"]["y"].to_numpy(), np.full(12, 0.4 * 1.5 * start))
    assert data["real"]["y"][0].as_py() == pytest.approx(start)
    assert data["real"]["x"][-1].as_py() == LEARNS.epochs
