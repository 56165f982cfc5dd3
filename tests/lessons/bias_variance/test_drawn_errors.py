"""The test error that is drawn before it is shown: its axis, its shape, its grey line, its place in the link."""

from types import SimpleNamespace

import numpy as np
import pytest

from dlcore.generalization.ensemble import LADDERS, refit
from dlcore.generalization.samples import Setting
from pages.lessons.bias_variance import drawn_errors, pictures
from tests.ui.running import run

LEVEL = ".".join(["67"] * 12)
KEY = "bias_variance:drawn_prediction"
SINE = Setting(replications=100)
LINK = {"predict": "skip", "lang": "en", "experiment": "capacity"}


def told(page) -> str:
    return "\n".join(element.value for element in page.markdown)


def charts(page) -> set[str]:
    found = [html.proto.body for html in page.get("html")]
    return {body.split('data-picture="')[1].split('"')[0] for body in found if "data-picture" in body}


def chosen(**other) -> SimpleNamespace:
    usual = {"truth": "sine", "noise": 0.3, "n": 20, "replications": 100, "model": "polynomial", "degree": 1}
    return SimpleNamespace(**(usual | {"epochs": 300, "seed": 0, "log": False} | other))


def test_while_it_is_drawn_no_error_is_shown_nor_where_it_is_least():
    page = run("bias_variance", **LINK)
    assert "bias_variance.sweep" in charts(page)
    page.button("bias_variance.drawn.first").click().run()
    assert not page.exception
    assert page.query_params["drawn"] == "ask"
    assert not charts(page)
    assert "Underfitting**" not in told(page)
    assert "test error 0." not in told(page)
    assert page.button("bias_variance.drawn.play").disabled
    page.button("bias_variance.drawn.leave").click().run()
    assert "drawn" not in page.query_params
    assert "bias_variance.sweep" in charts(page)


def test_showing_commits_the_drawing_judges_it_third_by_third_and_the_link_has_it():
    page = run("bias_variance", **LINK, drawn="ask")
    page.session_state[KEY]["knots"] = (67,) * 12  # As the component reports it, which AppTest does not have.
    page.run()
    page.button("bias_variance.drawn.play").click().run()
    assert not page.exception
    assert page.query_params["drawn"] == LEVEL
    tests = [refit(SINE, degree)[0].test for degree in (0, 5, 10, 15)]
    top = 1.5 * tests[0]
    assert tests[1] < tests[0] - 0.06 * top
    assert tests[1] + 0.06 * top < tests[2] < top
    assert tests[3] > top
    sentence = "The test error falls at first, where you drew it level; then it rises, where you drew it level; "
    assert f"{sentence}at the end it leaves the picture, where you drew it level." in told(page)
    assert any(caption.value == "In grey: your drawing" for caption in page.caption)
    assert sentence in told(run("bias_variance", **LINK, drawn=LEVEL))


def test_who_draws_the_u_is_told_so_in_korean_too():
    drawn = "67.40.20.15.15.15.25.40.60.100.100.100"
    words = told(run("bias_variance", **{**LINK, "lang": "ko"}, drawn=drawn))
    assert "처음에는 시험 오차가 그린 대로 줄어듭니다. 그다음에는 그린 대로 커집니다" in words
    assert "마지막에는 그린 대로 그림 밖으로 나갑니다." in words


def test_a_drawing_is_of_every_capacity_and_of_one_setting():
    page = run("bias_variance", **LINK, drawn=LEVEL)
    page.session_state["bias_variance.degree"] = 7
    page.run()
    assert page.query_params["drawn"] == LEVEL
    page.session_state["bias_variance.noise"] = 0.5
    page.run()
    assert "drawn" not in page.query_params
    assert "where you drew" not in told(page)


def test_the_error_is_judged_at_even_places_and_begins_at_two_thirds():
    for log in (False, True):
        heights = drawn_errors.heights(SINE, log)
        assert heights[0] == pytest.approx(2 / 3)
        tests = np.array([refit(SINE, degree)[0].test for degree in (0, 3)])
        fine = np.interp(3 / 15, np.linspace(0, 1, len(heights)), heights)
        expected = 2 / 3 + np.log10(tests[1] / tests[0]) / 3 if log else tests[1] / tests[0] * 2 / 3
        assert fine == pytest.approx(expected)


@pytest.mark.parametrize("log", [False, True])
def test_the_grey_line_stands_where_it_was_drawn(log: bool):
    knots = (*range(10, 98, 8), 97)
    first = refit(SINE, 0)[0].test
    shares = np.array(knots) / 100
    expected = first * 10 ** (3 * shares - 2) if log else 1.5 * first * shares
    guess = drawn_errors.curve(SINE, 3, log, knots)
    lines = pictures.parts_picture("sweep", SINE, 3, 16, "{test}", log, guess)
    rows = [row for row in lines["lines"].to_pylist() if row["kind"] == "drawn"]
    np.testing.assert_allclose([row["value"] for row in rows], expected, rtol=1e-5)
    np.testing.assert_allclose([row["place"] for row in rows], np.linspace(0, 15, 12), rtol=1e-5)
    assert lines["places"]["high"][0].as_py() >= max(expected) * (1 - 1e-6)


def test_a_capacity_between_the_marks_shifts_the_drawing_with_the_chart():
    ridge = Setting(model="ridge", replications=20)
    ladder = LADDERS["ridge"]
    places = [place for place, _ in drawn_errors.curve(ridge, 0.2, False, (50,) * 12)]
    assert places[0] == 0
    assert places[-1] == len(ladder)  # one more than without the chosen one
    before = [place for place, _ in drawn_errors.curve(ridge, 0.3, False, (50,) * 12)]
    assert [a == b for a, b in zip(places, before, strict=True)] == [place <= ladder.index(0.3) for place in before]


@pytest.mark.parametrize("link", [
    {"model": "neighbours", "n": "5", "k": "2"}, {"model": "ridge", "strength": "0.2"},
    {"model": "network", "n": "10", "epochs": "3"}, {"truth": "line", "noise": "0"}, {"log": "on"},
])  # fmt: skip
def test_every_model_is_drawn_and_judged(link: dict):
    many = {**LINK, "replications": "20", **link}
    asked = run("bias_variance", **many, drawn="ask")
    assert not asked.exception
    page = run("bias_variance", **many, drawn=LEVEL)
    assert not page.exception
    assert "you drew" in told(page)


def test_the_start_and_the_ticks_are_those_of_the_sweep():
    axes = drawn_errors.axes(chosen())
    assert axes["places"][0] == "degree 0"
    assert axes["places"][-1] == "degree 15"
    assert axes["ticks"][0][3] == (pytest.approx(0.2), "3")
    share, label = axes["ticks"][1][-1]
    assert share == pytest.approx(axes["start"])
    assert float(label) == pytest.approx(refit(SINE, 0)[0].test, abs=0.0051)


def test_a_class_sees_what_was_drawn_for_this_setting_over_the_errors_and_its_median():
    values = chosen()
    own = drawn_errors.settings(values)
    others = drawn_errors.settings(chosen(truth="peak"))
    sent = [(*own, *[20.0] * 12), (*own, *[40.0] * 12), (*own, *[90.0] * 12), (*others, *[0.0] * 12), (1.0,)]
    count, data = drawn_errors.class_curves(values, sent)
    first = refit(SINE, 0)[0].test
    assert count == 3
    np.testing.assert_allclose(data["median"]["y"].to_numpy(), np.full(12, 0.4 * 1.5 * first))
    assert data["real"]["y"][0].as_py() == pytest.approx(first)
    assert max(data["real"]["y"].to_pylist()) <= 1.5 * first
    assert drawn_errors.class_curves(values, [])[0] == 0
