"""The lesson on the loss: what it says is so, at every end of its controls."""

import re
from types import SimpleNamespace

import numpy as np
import pytest

from dlcore.optimization.descent import descend_path
from dlcore.optimization.optimizers import OPTIMIZERS
from dlcore.regression.best_lines import best_line
from dlcore.regression.lines import NAMES, Measure, line_gradient, line_loss
from dlcore.regression.point_sets import ROW, THREE, ten_points
from pages.lessons.loss import page as lesson
from pages.lessons.loss import pictures
from pages.lessons.loss import words as fit_words
from pages.ui.parts import strip
from pages.ui.parts.chart import packed
from tests.ui.running import run

CONTROLS = {control.id: control for control in lesson.CONTROLS}
DEFAULTS = {name: control.default for name, control in CONTROLS.items()}

LINES = list(THREE.values())
RHO = {
    "squared": np.square,
    "absolute": np.abs,
    "huber": lambda r: np.where(np.abs(r) <= 0.5, r * r / 2, 0.5 * (np.abs(r) - 0.25)),
}


def told(page) -> str:
    return "\n".join(element.value for element in (*page.markdown, *page.warning))


def test_the_question_stands_beside_its_picture_and_an_answer_shows_what_it_asks_about() -> None:
    page = run("loss", data="row")
    assert "What makes one of them the best?" in told(page)
    page.button("loss.predict.depends").click().run()
    values = page.session_state["loss:values"]
    assert (values["data"], values["line"], values["best"]) == ("cloud", THREE["middle"], "all")
    assert "**You expected:**" in told(page)


def test_what_the_answers_say_of_the_run_asked_about_is_so() -> None:
    x, y = ten_points("cloud", 0.3, 0)
    assert not np.any(np.abs(y - THREE["middle"][0] * x - THREE["middle"][1]) < 0.005)
    losses = {name: float(np.mean((y - a * x - b) ** 2)) for name, (a, b) in THREE.items()}
    assert losses["middle"] < min(losses["upper"], losses["lower"]) / 5
    slopes = [best_line(x, y, Measure(name, 0.5))[0] for name in NAMES]
    assert max(slopes) - min(slopes) < 0.06


def test_every_stop_sets_the_controls_and_says_its_sentence() -> None:
    page = run("loss", predict="skip")
    for stop in strip.stops("en", "loss"):
        page.button("loss.stop.next").click().run()
        assert not page.exception
        assert stop.sentence in told(page)
        held = page.session_state["loss:values"]
        assert {name: control.format(held[name]) for name, control in CONTROLS.items() if name in stop.query} == dict(
            stop.query
        )
    page.button("loss.stop.next").click().run()
    assert "**Challenge.**" in told(page)


def test_a_line_that_was_dragged_stays_when_another_control_is_moved() -> None:
    page = run("loss", predict="skip")
    page.session_state["loss:pending"] = page.session_state["loss:values"] | {"line": (0.6, 0.25)}
    page.run()
    page.segmented_control("loss.experiment").select("losses").run()
    assert page.session_state["loss:values"]["line"] == (0.6, 0.25)
    assert page.query_params["line"] == "0.6_0.25"


def test_only_the_chosen_experiment_is_computed(monkeypatch) -> None:
    monkeypatch.setattr(pictures, "descent", None)
    assert not run("loss", predict="skip").exception
    assert not run("loss", experiment="losses").exception


@pytest.mark.parametrize("distance", fit_words.DISTANCES)
@pytest.mark.parametrize("loss", NAMES)
@pytest.mark.parametrize("rate", ["0.001", "10"])
def test_every_loss_opens_at_both_ends_of_the_rate(loss: str, distance: str, rate: str) -> None:
    link = {"loss": loss, "distance": distance, "learning_rate": rate, "steps": "100", "best": "all"}
    page = run("loss", experiment="descent", **link)
    assert not page.exception
    assert bool(page.warning) == (rate == "10")
    assert "nan" not in told(page)


@pytest.mark.parametrize("line", ["2.5_3", "-2.5_-3"])
@pytest.mark.parametrize("outlier", ["3_-3", "0_3"])
@pytest.mark.parametrize("experiment", ["fit", "losses", "descent"])
def test_every_corner_of_the_picture_opens(line: str, outlier: str, experiment: str) -> None:
    link = {"loss": "huber", "delta": "0.1", "noise": "0.6", "data": "row", "best": "all", "lang": "ko"}
    page = run("loss", experiment=experiment, line=line, outlier=outlier, distance="perpendicular", **link)
    assert not page.exception
    assert "nan" not in told(page)


@pytest.mark.parametrize("word", ["nan_1", "1", "1_2_3", "inf_0", "a_b", ""])
def test_a_line_that_is_none_is_answered_by_a_sentence(word: str) -> None:
    page = run("loss", predict="skip", line=word)
    assert not page.exception
    assert "not understood" in page.info[0].value
    assert page.session_state["loss:values"]["line"] == (0.1, 0.8)


def test_a_line_out_of_reach_is_brought_back_and_said() -> None:
    page = run("loss", predict="skip", line="9_-9", outlier="0.123_7")
    assert [("(2.5, −3)" in note.value, "(0.12, 3)" in note.value) for note in page.info] == [
        (True, False),
        (False, True),
    ]


def test_the_page_says_the_loss_of_each_line_and_how_far_yours_is_from_the_lowest() -> None:
    for loss, name in (("squared", "MSE"), ("absolute", "MAE")):
        words = told(run("loss", predict="skip", loss=loss, best="this", line="-0.5_1.4", data="row", seed="3"))
        x, y = ten_points("row", 0.3, 3)
        residuals = [y - a * x - b for a, b in (*THREE.values(), ROW)]
        power = 2 if loss == "squared" else 1
        expected = [pictures.short(float(np.mean(np.abs(part) ** power))) for part in residuals]
        assert f"{name} of the three lines: A {expected[0]} · B {expected[1]} · C {expected[2]}" in words
        assert f"of yours **{expected[3]}**" in words
        lowest = float(line_loss(best_line(x, y, Measure(loss)), x, y, Measure(loss)))
        assert f"lowest is **{lowest:.3f}**" in words
        assert "meets 4 of the 10 points" in words


def test_the_page_says_which_line_each_loss_chooses() -> None:
    x, y = ten_points("cloud", 0.3, 3, (2.7, -2.8))
    words = told(run("loss", experiment="losses", outlier="2.7_-2.8", seed="3"))
    by = {name: min(range(3), key=lambda i: np.mean(RHO[name](y - LINES[i][0] * x - LINES[i][1]))) for name in NAMES}
    letters = ["ABC"[by[name]] for name in NAMES]
    assert "chooses **{}**, the absolute loss (MAE) **{}**, Huber **{}**".format(*letters) in words


def test_the_absolute_loss_chooses_the_line_through_most_points_once_enough_lie_on_it() -> None:
    x, y = ten_points("row", 0.3, 0, (-3.0, 3.0))
    np.testing.assert_allclose(best_line(x, y, Measure("absolute")), ROW, atol=1e-9)


def test_squared_error_predicts_the_mean_and_absolute_error_the_median() -> None:
    y = ten_points("cloud", 0.3, 0, (2.7, -2.8))[1]
    tried = np.linspace(-3, 3, 6001)
    assert tried[np.argmin([np.mean((y - m) ** 2) for m in tried])] == pytest.approx(np.mean(y), abs=0.001)
    least = [np.mean(np.abs(y - m)) for m in tried]
    assert np.mean(np.abs(y - np.median(y))) == pytest.approx(min(least), abs=0.001)


def test_the_line_through_most_points_costs_what_its_answer_says() -> None:
    x, y = ten_points("row", DEFAULTS["noise"], DEFAULTS["seed"])
    times = line_loss(np.array(ROW), x, y, Measure()) / line_loss(best_line(x, y, Measure()), x, y, Measure())
    assert f"{times:.1f}" == "2.5"
    for lang, words in (("en", "**2.5** times"), ("ko", "**2.5**배")):
        assert words in strip.stops(lang, "loss")[1].sentence
    assert "2.5 times" in told(run("loss", data="row", line="-0.5_1.4", best="this"))


def test_all_losses_choose_the_middle_line_until_the_outlier_is_moved() -> None:
    for distance in fit_words.DISTANCES:
        where = pictures.place(SimpleNamespace(**DEFAULTS))
        assert pictures.winners(where, 0.5, distance) == dict.fromkeys(NAMES, "middle")


@pytest.mark.parametrize("preset", ["most", "outlier", "perpendicular", "diverges"])
def test_every_preset_shows_its_point(preset: str) -> None:
    page = run("loss", predict="skip")
    page.button(f"loss.preset.{preset}").click().run()
    assert not page.exception
    assert bool(page.warning) == (preset == "diverges")
    expected = {"outlier": "**C**, the absolute loss (MAE) **B**", "diverges": "**0.349**"}
    assert expected.get(preset, "The lowest is **") in told(page)


def test_a_descent_says_where_it_ended_and_the_least_there_is() -> None:
    page = run("loss", experiment="descent", steps="100")
    x, y = ten_points("cloud", 0.3, 0)
    least = np.linalg.lstsq(np.stack([x, np.ones(10)], axis=1), y, rcond=None)[1][0] / 10
    assert f"The lowest possible is {least:.3f}" in told(page)
    assert f"MSE {least:.3f}" in told(page)


@pytest.mark.parametrize("beyond", [False, True])
def test_the_limit_on_the_page_is_where_descent_begins_to_diverge(beyond: bool) -> None:
    words = told(run("loss", experiment="descent"))
    limit = float(re.search(r"λmax = \*\*([\d.]+)", words).group(1))
    rate = f"{limit * (1.02 if beyond else 0.98):.4f}"
    page = run("loss", experiment="descent", learning_rate=rate, steps="100", line="0.1_0.8")
    assert bool(page.warning) == beyond


def test_a_long_step_cannot_settle_on_the_absolute_loss() -> None:
    page = run("loss", experiment="descent", loss="absolute", learning_rate="3", line="0.5_0")
    assert "cannot settle" in page.warning[0].value


def test_a_loss_that_is_no_parabola_is_not_said_to_diverge_where_it_only_cannot_settle() -> None:
    link = {"distance": "perpendicular", "learning_rate": "0.5", "line": "0.6_0", "steps": "100"}
    page = run("loss", experiment="descent", **link)
    assert "cannot settle" in page.warning[0].value
    assert "diverges" not in page.warning[0].value
    x, y = ten_points("cloud", 0.3, 0)
    trajectory = descend_path(
        lambda theta: line_gradient(theta, x, y, Measure("squared", 0.5, "perpendicular")),
        OPTIMIZERS["sgd"](),
        np.array((0.6, 0.0)),
        0.5,
        5000,
    )
    assert not trajectory.diverged_at


def test_the_challenge_is_done_with_a_far_point_and_not_before() -> None:
    link = {"experiment": "losses", "stop": "challenge"}
    assert "**Done**" not in told(run("loss", **link))
    words = told(run("loss", **link, outlier="2.7_-2.9"))
    assert "**Done**" in words
    assert "squared chooses C, absolute B" in words
    assert "**Done**" not in told(run("loss", **link, outlier="2.7_-1.5"))
    assert "**Done**" not in told(run("loss", **link, outlier="2.7_-2.9", seed="1"))


def test_what_is_sent_for_the_film_is_small() -> None:
    chosen = SimpleNamespace(**DEFAULTS)
    where, judged = pictures.place(chosen), pictures.measure(chosen)
    path, losses = pictures.descent(where, judged, chosen.line, 0.1, 100)
    tables = {**pictures.fit_picture(where, judged, path), **pictures.loss_picture(losses, "")}
    assert sum(len(packed(table)) for table in tables.values()) + len(pictures.surface(where, judged)) < 300_000


def test_the_table_of_points_is_that_of_the_page() -> None:
    where = ("cloud", 0.3, 0, (2.7, 1.7))
    rows = [line.split(",") for line in pictures.csv(where, Measure(), (0.5, 0.25)).decode().splitlines()]
    assert rows[0] == ['"x"', '"y"', '"residual"']
    x, y, residual = np.array(rows[1:], float).T
    np.testing.assert_allclose(residual, y - 0.5 * x - 0.25, atol=1e-12)
    assert len(x) == 10


def test_a_formula_has_proper_signs() -> None:
    assert pictures.formula((-0.5, -1.25)) == "ŷ = −0.50·x − 1.25"
    assert pictures.formula((-0.001, -0.001)) == "ŷ = 0.00·x + 0.00"


def test_the_page_and_the_board_round_a_half_the_same_way() -> None:
    where = pictures.place(SimpleNamespace(**DEFAULTS | {"data": "row"}))
    x, y = (np.rint(100 * part).astype(int) for part in pictures.points(where))
    assert pictures.short(0.0625) == "0.063"
    for a, b in ((10, 80), (-50, 140), (-90, -140), (-90, -40), (-90, 60)):
        whole = int(((100 * y - a * x - 100 * b) ** 2).sum())  # 10⁹ times the loss, without rounding
        assert (
            pictures.short(pictures.loss(where, Measure(), (a / 100, b / 100)))
            == f"{(whole + 500_000) // 10**6 / 1000:.3f}"
        )


def test_the_lowest_loss_is_said_without_a_factor_where_it_is_nothing_and_with_one_that_is_no_guess_elsewhere() -> None:
    told_of = pictures.told_lowest
    assert told_of(0.5, 0.25) == "The lowest is **0.250**. Yours is 2.0 times that."
    assert told_of(25.0, 0.25) == "The lowest is **0.250**. Yours is more than 100 times that."
    assert told_of(0.5, 1e-33) == told_of(0.0, 0.0) == "The lowest is **0.000**."


@pytest.mark.parametrize("lang", ["en", "ko"])
def test_a_line_that_meets_no_point_is_said_to_meet_none(lang: str) -> None:
    none, four = ({"en": ("none of the points", "meets 4 of"), "ko": ("지나는 점은 없습니다", "4개를 정확히")})[lang]
    assert none in told(run("loss", lang=lang, best="this"))
    assert four in told(run("loss", lang=lang, data="row", line="-0.5_1.4", best="this"))


def test_a_place_below_zero_is_written_with_a_minus() -> None:
    assert CONTROLS["line"].describe((-2.5, 0.0)) == "(−2.5, 0)"
