"""The lesson on the loss: what it says is so, at every end of its controls."""

import re
from types import SimpleNamespace

import numpy as np
import pytest

from dlcore.regression.best_lines import best_line
from dlcore.regression.lines import NAMES, Measure, line_loss
from dlcore.regression.point_sets import ROW, THREE, ten_points
from pages.lessons.loss import page as lesson
from pages.lessons.loss import pictures
from pages.lessons.loss import words as fit_words
from pages.ui.parts import quiz
from pages.ui.parts.chart import packed
from pages.ui.text import sections
from tests.ui.running import run

DEFAULTS = {control.id: control.default for control in lesson.CONTROLS}


def told(page) -> str:
    return "\n".join(element.value for element in (*page.markdown, *page.warning))


def table(page) -> dict[str, list[str]]:
    html = next(element.value for element in page.get("html") if "class='comparison'" in element.value)
    rows = re.findall(r"<th scope='row'>(.*?)</th>(.*?)</tr>", html)
    return {name: re.findall(r"<td>(.*?)</td>", cells) for name, cells in rows}


def test_nothing_is_shown_before_the_prediction() -> None:
    page = run("loss")
    assert page.radio
    assert not page.slider


@pytest.mark.parametrize("distance", fit_words.DISTANCES)
@pytest.mark.parametrize("loss", NAMES)
@pytest.mark.parametrize("rate", ["0.001", "10"])
def test_every_loss_opens_at_both_ends_of_the_rate(loss: str, distance: str, rate: str) -> None:
    page = run("loss", predict="skip", loss=loss, distance=distance, learning_rate=rate, steps="100", best="all")
    assert not page.exception
    assert bool(page.warning) == (rate == "10")
    assert "nan" not in told(page)


@pytest.mark.parametrize("line", ["2.5_3", "-2.5_-3"])
@pytest.mark.parametrize("outlier", ["3_-3", "0_3"])
def test_every_corner_of_the_picture_opens(line: str, outlier: str) -> None:
    link = {"loss": "huber", "delta": "0.1", "noise": "0.6", "data": "row", "best": "all", "lang": "ko"}
    page = run("loss", predict="skip", line=line, outlier=outlier, distance="perpendicular", **link)
    assert not page.exception
    assert "nan" not in told(page)


@pytest.mark.parametrize("word", ["nan_1", "1", "1_2_3", "inf_0", "a_b", ""])
def test_a_line_that_is_none_is_answered_by_a_sentence(word: str) -> None:
    page = run("loss", predict="skip", line=word)
    assert not page.exception
    assert "not understood" in page.info[0].value
    assert table(page)["yours"][0] == "ŷ = 0.10·x + 0.80"


def test_a_line_out_of_reach_is_brought_back_and_said() -> None:
    page = run("loss", predict="skip", line="9_-9", outlier="0.123_7")
    assert [("(2.5, -3)" in note.value, "(0.12, 3)" in note.value) for note in page.info] == [
        (True, False),
        (False, True),
    ]


def test_the_table_holds_the_losses_and_the_best_of_three_stands_out() -> None:
    page = run("loss", predict="skip", best="all", outlier="2.7_-2.8", seed="3")
    x, y = ten_points("cloud", 0.3, 3, (2.7, -2.8))
    rows = table(page)
    for column, name in enumerate(NAMES, 1):
        measure = Measure(name, 0.5)
        lines = {fit_words.THREE[key].en: np.array(line) for key, line in THREE.items()}
        lines |= {fit_words.BEST_BY[by].en: best_line(x, y, Measure(by, 0.5)) for by in NAMES}
        shown = {key: float(re.sub("</?b>", "", rows[key][column])) for key in lines}
        for key, line in lines.items():
            assert shown[key] == pytest.approx(float(line_loss(line, x, y, measure)), abs=0.00051)
        least = min(list(lines)[:3], key=shown.get)
        assert [key for key in lines if "<b>" in rows[key][column]] == [least]
        assert min(shown, key=shown.get) == fit_words.BEST_BY[name].en


def test_the_line_through_most_points_costs_what_its_answer_says() -> None:
    x, y = ten_points("row", DEFAULTS["noise"], DEFAULTS["seed"])
    times = line_loss(np.array(ROW), x, y, Measure()) / line_loss(best_line(x, y, Measure()), x, y, Measure())
    assert f"{times:.1f}" == "2.5"
    for lang, words in (("en", "2.5 times"), ("ko", "2.5배")):
        question = quiz.parsed(sections(lang, "loss")["question"])
        assert words in next(" ".join(answer.reply) for answer in question.answers if answer.id == "most")


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
    assert ("best, squared" in table(page)) == (preset != "diverges")


def test_a_descent_says_where_it_ended_and_the_least_there_is() -> None:
    page = run("loss", predict="skip", steps="100")
    x, y = ten_points("cloud", 0.3, 0)
    least = np.linalg.lstsq(np.stack([x, np.ones(10)], axis=1), y, rcond=None)[1][0] / 10
    assert f"The lowest possible is {least:.3f}" in told(page)
    assert f"loss {least:.3f}" in told(page)


@pytest.mark.parametrize("beyond", [False, True])
def test_the_limit_on_the_page_is_where_descent_begins_to_diverge(beyond: bool) -> None:
    words = told(run("loss", predict="skip"))
    limit = float(re.search(r"λmax = ([\d.]+)", words).group(1))
    rate = f"{limit * (1.02 if beyond else 0.98):.4f}"
    page = run("loss", predict="skip", learning_rate=rate, steps="100", line="0.1_0.8")
    assert bool(page.warning) == beyond


def test_a_long_step_cannot_settle_on_the_absolute_loss() -> None:
    page = run("loss", predict="skip", loss="absolute", learning_rate="3", line="0.5_0")
    assert "cannot settle" in page.warning[0].value


def test_the_challenge_is_done_with_a_far_point_and_not_before() -> None:
    assert not run("loss", predict="skip").success
    page = run("loss", predict="skip", outlier="2.7_-2.9")
    assert page.success
    assert "squared chooses C, absolute B" in page.success[0].value
    assert not run("loss", predict="skip", outlier="2.7_-2.9", seed="1").success


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
