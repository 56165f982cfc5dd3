"""The loss that is drawn before it is shown: asked, committed, judged in words, kept in the link."""

import numpy as np
import pytest

from pages.lessons.learning_rate import pictures
from tests.ui.running import run

LEVEL = ".".join(["67"] * 12)
KEY = "learning_rate:drawn_prediction"


def told(page) -> str:
    return "\n".join(element.value for element in page.markdown)


def charts(page) -> set[str]:
    return {
        html.proto.body.split('data-picture="')[1].split('"')[0]
        for html in page.get("html")
        if "data-pic" in str(html.proto)
    }


def test_while_it_is_drawn_neither_the_loss_nor_what_tells_of_it_is_shown():
    page = run("learning_rate", predict="skip", learning_rate="2.5")
    assert "**-1.5**" in told(page) or "= -1.5" in told(page)
    page.button("learning_rate.drawn.first").click().run()
    assert not page.exception
    assert page.query_params["drawn"] == "ask"
    assert charts(page) == {"learning_rate.before"}
    assert not page.warning
    assert "-1.5" not in told(page)
    assert page.button("learning_rate.drawn.play").disabled
    page.button("learning_rate.drawn.leave").click().run()
    assert "drawn" not in page.query_params
    assert "learning_rate.loss" in charts(page)


def test_play_commits_the_drawing_plays_and_judges_it_and_the_link_has_it():
    page = run("learning_rate", predict="skip", learning_rate="0.3", drawn="ask")
    page.session_state[KEY]["knots"] = (67,) * 12  # As the component reports it, which AppTest does not have.
    page.run()
    page.button("learning_rate.drawn.play").click().run()
    assert page.session_state["learning_rate:play"] == 1
    assert page.query_params["drawn"] == LEVEL
    assert "The loss falls from start to end, where you drew it level." in told(page)
    assert any(caption.value == "In grey: your drawing" for caption in page.caption)
    again = run("learning_rate", predict="skip", learning_rate="0.3", drawn=LEVEL)
    assert "The loss falls from start to end, where you drew it level." in told(again)


@pytest.mark.parametrize(
    ("rate", "sentence"),
    [
        ("0.01", "The loss stays level from start to end, as you drew."),
        ("1.9", "The loss falls from start to end, where you drew it level."),
        ("2.1", "The loss rises from start to end, where you drew it level."),
        ("50", "The loss leaves the picture at once, where you drew it level."),
    ],
)
def test_the_sentence_tells_the_shape_of_the_run(rate, sentence):
    assert sentence in told(run("learning_rate", predict="skip", learning_rate=rate, drawn=LEVEL))


def test_in_korean_too():
    words = told(run("learning_rate", lang="ko", predict="skip", learning_rate="1.9", drawn=LEVEL))
    assert "처음부터 끝까지 평평하게 그렸지만 실제로는 손실이 줄어듭니다." in words


def test_a_drawing_belongs_to_its_run():
    page = run("learning_rate", predict="skip", learning_rate="1.9", drawn=LEVEL)
    page.slider("learning_rate.steps").set_value(50).run()
    assert "drawn" not in page.query_params
    assert "where you drew" not in told(page)


def test_while_it_is_drawn_the_settings_may_change():
    page = run("learning_rate", predict="skip", drawn="ask")
    page.slider("learning_rate.steps").set_value(50).run()
    assert page.query_params["drawn"] == "ask"


def test_an_answer_ends_the_drawing_because_it_plays_its_run():
    page = run("learning_rate", drawn="ask")
    page.button("learning_rate.predict.border").click().run()
    assert "drawn" not in page.query_params
    assert "learning_rate.loss" in charts(page)


def test_a_word_that_is_no_curve_is_said():
    page = run("learning_rate", predict="skip", drawn="1.2.3")
    assert any("`1.2.3`" in note.value for note in page.info)
    assert "drawn" not in page.query_params


def test_the_grey_curve_stands_where_it_was_drawn():
    done = pictures.run(("parabola", 1.0, 0), 1.9, 30, "constant")
    knots = tuple(range(0, 96, 8))
    axis = pictures.drawn_axis(done)
    rows = pictures.loss_picture(done, "", 30, knots)["pinned"].to_pydict()
    np.testing.assert_allclose(rows["epoch"][:12], np.linspace(0, 30, 12), rtol=1e-6)
    expected = [axis.low * 10 ** (12 * knot / 100) for knot in knots]
    np.testing.assert_allclose(rows["height"][:12], expected, rtol=1e-5)
    assert rows["height"][12:] == [None] * 12


def test_the_run_begins_at_two_thirds_of_the_drawing_area():
    done = pictures.run(("bumpy", 1.0, 0), 0.3, 30, "constant")
    axes = pictures.drawing_axes(done, 30, "step {step}")
    assert axes["start"] == pytest.approx(2 / 3)
    assert axes["places"][0] == "step 0"
    assert axes["places"][-1] == "step 30"
    assert all(0 <= share <= 1 for share, _ in axes["ticks"][1])


def test_a_class_sees_what_was_drawn_for_this_rate_over_the_run_and_its_median():
    done = pictures.run(("parabola", 1.0, 0), 2.5, 30, "constant")
    sent = [(2.5, *[20.0] * 12), (2.5, *[40.0] * 12), (2.5, *[90.0] * 12), (1.9, *[0.0] * 12), (2.5, 1.0)]
    count, data = pictures.class_curves(done, 30, 2.5, sent)
    axis = pictures.drawn_axis(done)
    assert count == 3
    np.testing.assert_allclose(data["median"]["y"].to_numpy(), axis.values(np.full(12, 0.4)))
    real = data["real"].to_pydict()
    np.testing.assert_allclose(real["y"], [loss for loss in done.loss if loss <= axis.high])
    assert data["ends"]["right"][0].as_py() == 30
    assert pictures.class_curves(done, 30, 2.5, [])[0] == 0


def test_with_its_outcome_the_question_shows_all_three_rates():
    page = run("learning_rate")
    grey = "Grey: η = 0.3. Grey, dashed: η = 2.1."
    assert grey not in told(page)
    page.button("learning_rate.predict.faster").click().run()
    assert grey in told(page)
    assert "회색: η = 0.3. 회색 점선: η = 2.1." in told(
        run("learning_rate", lang="ko", predict="faster", learning_rate="1.9")
    )
    for other in ({"steps": "50"}, {"curvature": "2"}, {"predict": "skip"}, {"stop": "2"}, {"drawn": LEVEL}):
        link = {"predict": "faster", "learning_rate": "1.9"} | other
        assert grey not in told(run("learning_rate", **link)), other


def test_the_grey_rates_are_those_of_the_formula_and_none_is_cut_off():
    first, done, second = (pictures.run(("parabola", 1.0, 0), rate, 30, "constant") for rate in (0.3, 1.9, 2.1))
    data = pictures.loss_picture(done, "", 30, others=(first, second))
    grey, step = np.reshape(data["pinned"]["height"].to_pylist(), (2, 31)), np.arange(31)
    for losses, factor in zip(grey, (0.7, -1.1), strict=True):
        np.testing.assert_allclose(losses, done.loss[0] * factor ** (2 * step), rtol=1e-6)
    assert data["series"]["high"][0].as_py() > grey.max()
    assert data["series"]["low"][0].as_py() < grey.min()
