"""The loss at equal cost, drawn before it is shown: against updates, then against epochs."""

import itertools

import numpy as np
import pytest

from dlcore.training.training import record
from pages.lessons.batch_size import equal_cost, pictures
from pages.lessons.batch_size.charts import loss_by_cost
from pages.lessons.batch_size.page import CONTROLS
from pages.ui import controls
from tests.ui.running import run

LESSON = "batch_size"
KEY = f"{LESSON}:drawn_prediction"
LINK = {"predict": "skip", "experiment": "costs", "batch_size": "100"}
LEVEL, FALLING = (80,) * 12, tuple(range(80, 20, -5))
WORD = {LEVEL: ".".join(map(str, LEVEL)), FALLING: ".".join(map(str, FALLING))}


def told(page) -> str:
    return "\n".join(element.value for element in page.markdown)


def charts(page) -> set[str]:
    return {
        html.proto.body.split('data-picture="')[1].split('"')[0].removeprefix(f"{LESSON}.")
        for html in page.get("html")
        if "data-pic" in html.proto.body
    }


def draw(page, knots):
    page.session_state[KEY]["knots"] = knots  # As the component reports it, which AppTest does not have.
    page.run()
    page.button(f"{LESSON}.drawn.play").click().run()
    assert not page.exception


def chosen(**values):
    value = controls.settle(CONTROLS, values)[0]
    five = pictures.five(value)
    return five, next(each for each in five if each.batch_size == value.batch_size)


def test_the_loss_is_drawn_against_updates_and_played_then_against_epochs():
    page = run(LESSON, **LINK)
    assert charts(page) == {"updates", "epochs", "examples"}
    page.button(f"{LESSON}.drawn.first").click().run()
    assert (charts(page), page.query_params["drawn"]) == ({"guide"}, "ask")
    assert "draw the training loss of B = 100 against *updates*" in told(page)
    assert page.button(f"{LESSON}.drawn.play").disabled
    draw(page, FALLING)
    assert (charts(page), page.query_params["drawn"]) == ({"updates"}, WORD[FALLING] + ".ask")
    assert "And against *epochs*" in told(page)
    assert "The loss falls at first, as you drew" in told(page)
    assert page.session_state[f"{LESSON}:play"] == 1
    draw(page, FALLING)
    assert charts(page) == {"updates", "epochs", "examples"}
    assert page.query_params["drawn"] == f"{WORD[FALLING]}.{WORD[FALLING]}"
    assert "The loss stays level from start to end, where you drew it falling." in told(page)
    again = run(LESSON, **LINK, drawn=f"{WORD[FALLING]}.{WORD[FALLING]}")
    assert told(again) == told(page)


@pytest.mark.parametrize(
    ("word", "shown", "kept"),
    [
        (f"{WORD[LEVEL]}.ask", {"updates"}, f"{WORD[LEVEL]}.ask"),
        (WORD[LEVEL], {"updates", "epochs", "examples"}, WORD[LEVEL]),
        (f"{WORD[LEVEL]}.{WORD[LEVEL]}.ask", {"updates", "epochs", "examples"}, None),
        ("1.2.3", {"updates", "epochs", "examples"}, None),
    ],
)
def test_a_link_opens_where_the_drawing_stands(word, shown, kept):
    page = run(LESSON, **LINK, drawn=word)
    assert charts(page) == shown
    assert page.query_params.get("drawn") == kept
    assert bool(page.info) == (kept is None)


def test_who_leaves_the_second_drawing_keeps_the_first_and_sees_all():
    page = run(LESSON, **LINK, drawn=f"{WORD[LEVEL]}.ask")
    page.button(f"{LESSON}.drawn.leave").click().run()
    assert charts(page) == {"updates", "epochs", "examples"}
    assert page.query_params["drawn"] == WORD[LEVEL]
    page.button(f"{LESSON}.drawn.first").click().run()
    assert page.query_params["drawn"] == "ask"


def test_another_run_puts_both_drawings_away():
    page = run(LESSON, **LINK, drawn=f"{WORD[LEVEL]}.{WORD[LEVEL]}")
    page.button_group(f"{LESSON}.rule").set_value("linear").run()
    assert "drawn" not in page.query_params
    assert "where you drew" not in told(page)


def test_the_curve_that_is_judged_is_the_loss_of_the_run_at_even_costs():
    five, run_ = chosen(batch_size=100)
    film, scale = record(run_), equal_cost.axis(five, run_)
    losses = scale.values(equal_cost.heights(five, run_, "epochs"))
    at_epoch = dict(zip(film.epoch, film.train_loss, strict=True))
    every = len(losses) // 4
    np.testing.assert_allclose(losses[::every], [at_epoch[epoch] for epoch in (0, 2, 4, 6, 8)], rtol=1e-6)
    np.testing.assert_allclose(scale.values(equal_cost.axes(five, run_, "epochs")["start"]), film.train_loss[0])


def test_after_a_run_has_diverged_its_loss_is_out_of_the_picture():
    five, run_ = chosen(batch_size=100, model="line", rule="linear", learning_rate=0.3)
    assert record(run_).diverged_at == 7
    heights = equal_cost.heights(five, run_, "updates")
    assert (heights[round(8 / 80 * equal_cost.FINE) :] > 1).all()


@pytest.mark.parametrize(("model", "optimizer"), [*itertools.product(pictures.MODELS, pictures.OPTIMIZERS)])
def test_the_drawing_area_has_room_for_every_loss_that_falls(model, optimizer):
    for size in (1, 10, 100):
        five, run_ = chosen(model=model, optimizer=optimizer, batch_size=size)
        for cost in equal_cost.DRAWN:
            assert equal_cost.heights(five, run_, cost).min() > 0


def test_the_grey_curve_stands_where_it_was_drawn_and_has_room():
    five, run_ = chosen(batch_size=100)
    scale = equal_cost.axis(five, run_)
    data = pictures.lines(five, 100, "epochs", equal_cost.drawing(five, run_, "epochs", FALLING))
    rows, ends = data["drawn"].to_pydict(), {name: data["sizes"][name][0].as_py() for name in ("low", "high")}
    np.testing.assert_allclose(rows["x"], [8 * knot / 11 for knot in range(12)])
    np.testing.assert_allclose(rows["y"], [scale.low * (scale.high / scale.low) ** (knot / 100) for knot in FALLING])
    assert ends["low"] < min(rows["y"]) < max(rows["y"]) < ends["high"]


def test_beside_the_first_drawing_stands_one_other_size_in_its_colour_and_whole():
    five, _ = chosen(batch_size=100)
    alone, every = pictures.lines(five, 10, "updates", alone=10), pictures.lines(five, 10, "updates")
    assert set(alone["lines"]["place"].to_pylist()) == {2}
    assert alone["sizes"]["name"].to_pylist() == ["", "", "▸ B=10", "", ""]
    assert every["sizes"]["name"].to_pylist() == ["B=1", "B=3", "▸ B=10", "B=32", "B=100"]
    assert (alone["sizes"]["film"][0].as_py(), every["sizes"]["film"][0].as_py()) == (0, 1)
    for size in ("1", "10", "16", "100"):
        page = run(LESSON, **{**LINK, "batch_size": size}, drawn="ask")
        guide = "10" if size == "100" else "100"
        assert any(f"To compare: the run of B = {guide}," in caption.value for caption in page.caption)


def test_at_every_frame_of_the_film_the_three_costs_are_those_of_batches_of_ten():
    film = record(pictures.experiment(controls.settle(CONTROLS, {})[0]))
    assert loss_by_cost.LAST == film.step[-1] == pictures.COSTS["updates"]
    np.testing.assert_allclose(film.epoch, pictures.COSTS["epochs"] * film.step / loss_by_cost.LAST)
    page = run(LESSON, **LINK)
    assert not page.exception


def test_a_class_sees_what_was_drawn_for_this_run_and_its_median():
    five, run_ = chosen(batch_size=100)
    own, other = equal_cost.settings(run_), equal_cost.settings(chosen(batch_size=10)[1])
    sent = [(*own, *[20.0] * 12), (*own, *[40.0] * 12), (*own, *[90.0] * 12), (*other, *[0.0] * 12), (*own, 1.0)]
    count, data = equal_cost.class_curves(five, run_, "epochs", sent)
    scale = equal_cost.axis(five, run_)
    assert count == 3
    np.testing.assert_allclose(data["median"]["y"].to_numpy(), scale.values(np.full(12, 0.4)))
    assert data["real"]["y"].to_pylist()[-1] == pytest.approx(record(run_).train_loss[-1])
    assert data["ends"]["right"][0].as_py() == 8
    assert equal_cost.class_curves(five, run_, "epochs", [])[0] == 0


def test_runs_that_differ_have_other_numbers_in_a_room():
    changes = [{"batch_size": 1}, {"model": "deep"}, {"model": "line"}, {"rule": "root"}, {"learning_rate": 0.2},
               {"last_batch": "dropped"}, {"seed": 1}, {"optimizer": "adam"}]  # fmt: skip
    assert len({equal_cost.settings(chosen(**{"batch_size": 100} | change)[1]) for change in ({}, *changes)}) == 9
