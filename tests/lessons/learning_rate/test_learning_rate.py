"""The lesson on the learning rate: what it says is what was measured, at every end of its controls."""

from urllib.parse import parse_qsl

import numpy as np
import pytest

from dlcore.optimization.curves import CURVES
from dlcore.optimization.schedules import SCHEDULES
from dlcore.studies import learning_rate_sweep
from pages.lessons.learning_rate import pictures
from pages.lessons.learning_rate import words as rate_words
from pages.lessons.learning_rate.charts import arrivals, descent, rate_sweep
from pages.ui import controls
from pages.ui.parts import strip
from pages.ui.shell import navigation
from tests.ui.running import run

OBJECTIVES = list(rate_words.OBJECTIVES)


def told(page) -> str:
    return "\n".join(element.value for element in page.markdown)


@pytest.mark.parametrize("objective", OBJECTIVES)
@pytest.mark.parametrize("rate", ["0.001", "0.3", "100"])
def test_every_objective_opens_at_both_ends_of_the_rate(objective: str, rate: str) -> None:
    page = run("learning_rate", predict="skip", objective=objective, learning_rate=rate, steps="100")
    swept = run("learning_rate", experiment="sweep", objective=objective, learning_rate=rate, range="on")
    assert not page.exception
    assert not swept.exception
    assert ("diverged" in "".join(warning.value for warning in page.warning)) == (rate == "100")


def test_the_question_stands_beside_its_picture_and_an_answer_plays_the_run_asked_about() -> None:
    page = run("learning_rate", curvature="5")
    assert "What happens at 1.9" in told(page)
    page.button("learning_rate.predict.border").click().run()
    values = page.session_state["learning_rate:values"]
    assert values["objective"] == "parabola"
    assert values["learning_rate"] == 1.9
    assert values["curvature"] == 1.0
    words = told(page)
    assert "**You expected:**" in words
    assert "1 - 1.9 \\cdot 1 = -0.9" in words


def test_every_stop_sets_the_controls_and_says_its_sentence() -> None:
    page = run("learning_rate", predict="skip")
    for number, stop in enumerate(strip.stops("en", "learning_rate"), 1):
        page.button("learning_rate.stop.next").click().run()
        assert not page.exception
        assert stop.sentence in told(page)
        assert page.query_params["stop"] == str(number)
        held = page.session_state["learning_rate:values"]
        for name, word in stop.query.items():
            assert str(held[name]) in (word, f"{word}.0"), name
    page.button("learning_rate.stop.next").click().run()
    assert "**Challenge.**" in told(page)


def test_only_the_chosen_experiment_is_computed() -> None:
    page = run("learning_rate", predict="skip", experiment="wells")
    assert "lowest rate" in told(page)
    assert "Measured" not in told(page)


@pytest.mark.parametrize("preset", ["crawls", "swings", "diverges", "trapped"])
def test_every_preset_shows_its_point(preset: str) -> None:
    page = run("learning_rate", predict="skip")
    page.button(f"learning_rate.preset.{preset}").click().run()
    assert not page.exception
    assert bool(page.warning) == (preset == "diverges")
    page.segmented_control("learning_rate.experiment").select("sweep").run()
    expected = {"crawls": "**crawls**", "swings": "**oscillates**", "diverges": "**diverges**"}
    assert expected.get(preset, "") in told(page)


def test_the_caught_run_ends_in_the_shallow_hole() -> None:
    done = learning_rate_sweep.descend_once(learning_rate_sweep.objective("trap"), 0.05, 60, "constant")
    assert done.theta[-1, 0] == pytest.approx(CURVES["trap"].minima[1], abs=0.02)


def test_the_page_tells_the_factor_the_limit_and_the_measured_limit() -> None:
    settings = {"predict": "skip", "learning_rate": "0.3", "curvature": "2.5"}
    assert "1 - 0.3 \\cdot 2.5 = 0.25" in told(run("learning_rate", **settings))
    words = told(run("learning_rate", **settings, experiment="sweep"))
    assert "2/λ = 0.8" in words
    assert "loss falls is 0.7943, the smallest at which it does not is 1" in words


@pytest.mark.parametrize("schedule", [name for name in SCHEDULES if name != "constant"])
def test_under_a_schedule_the_factor_of_the_first_and_of_the_last_step_is_told(schedule: str) -> None:
    goal = learning_rate_sweep.objective("parabola", 2.5)
    theta = learning_rate_sweep.descend_once(goal, 0.7, 30, schedule).theta[:, 0]
    words = told(run("learning_rate", predict="skip", learning_rate="0.7", curvature="2.5", schedule=schedule))
    assert f"goes from ${theta[1] / theta[0]:.4g}$ to ${theta[-1] / theta[-2]:.4g}$" in words
    assert "Each step multiplies the distance by $" not in words


@pytest.mark.parametrize("wells", rate_words.WELLS)
def test_the_page_says_what_came_out_of_the_test(wells: str) -> None:
    words = told(run("learning_rate", experiment="wells", wells=wells, noise="1.5", starts="3"))
    for noise in (0.0, 1.5):
        found = learning_rate_sweep.arrivals(CURVES[wells], noise, 3)
        stays = found.diverged < 0.5
        assert f"lowest rate {found.reached[0]:.0%} end" in words
        helps = found.reached[stays].max() > found.reached[0] + 0.05
        assert not helps or f"up to {found.reached[stays].max():.0%}" in words


@pytest.mark.parametrize(("wells", "noise"), [("double_well", 1.0), ("trap", 3.0)])
def test_where_the_line_goes_on_falling_the_page_says_that_most_diverge_there(wells: str, noise: float) -> None:
    found = learning_rate_sweep.arrivals(CURVES[wells], noise, 0)
    told_worst = found.reached[found.diverged < 0.5].min()
    assert found.reached.min() < told_worst - 0.05
    words = told(run("learning_rate", experiment="wells", wells=wells, noise=str(noise)))
    line = next(line for line in words.splitlines() if line.startswith("- **Noise**"))
    assert f"down to {told_worst:.0%}" in line
    assert "rates at which fewer than half of the runs diverge" in words


@pytest.mark.parametrize(("lang", "said"), [("en", "where none diverged"), ("ko", "발산한 실행은 없습니다")])
def test_where_no_run_diverged_none_is_said_and_no_0(lang: str, said: str) -> None:
    found = learning_rate_sweep.arrivals(CURVES["trap"], 1.0, 0)
    worst = found.reached[found.diverged < 0.5].argmin()
    assert found.diverged[found.diverged < 0.5][worst] == 0
    words = told(run("learning_rate", experiment="wells", wells="trap", lang=lang))
    assert said in words
    assert " 0% diverged" not in words
    assert " 0%는 발산" not in words


def test_the_chart_of_the_test_shows_who_diverged_without_noise_too() -> None:
    rows = pictures.arrivals_picture("double_well", 1.0, 0)["shares"].to_pylist()
    for kind, noise in (("plain", 0.0), ("noisy", 1.0)):
        diverged = [row["share"] for row in rows if row["kind"] == f"{kind}_diverged"]
        np.testing.assert_allclose(diverged, learning_rate_sweep.arrivals(CURVES["double_well"], noise, 0).diverged)


def test_the_challenge_is_done_with_a_schedule_and_not_without() -> None:
    link = {"predict": "skip", "objective": "bumpy", "learning_rate": "2", "stop": "challenge"}
    assert "**Done**" in told(run("learning_rate", **link, schedule="cosine"))
    assert "**Done**" not in told(run("learning_rate", **link))


def test_no_constant_rate_on_the_slider_does_the_challenge() -> None:
    for rate in [float(f"{digit}e{power}") for power in range(-3, 3) for digit in (1, 1.5, 2, 3, 5, 7)]:
        assert (
            learning_rate_sweep.descend_once(learning_rate_sweep.objective("bumpy"), rate, 30, "constant").loss[-1]
            > 0.001
        )


def test_a_step_out_of_the_picture_is_named_and_points_to_its_side() -> None:
    done = learning_rate_sweep.descend_once(learning_rate_sweep.objective("parabola", 1.0), 2.5, 30, "constant")
    words = {name: text.en for name, text in rate_words.PARTS.items()}
    table = pictures.curve_picture(("parabola", 1.0, 0), done, words)["steps"].to_pydict()
    out = [row for row, inside in enumerate(table["inside"]) if not inside]
    assert out == [step for step in range(len(done.theta)) if abs(done.theta[step, 0]) > 2]
    assert table["words"][out[0] - 1].startswith(f"step {out[0]} leaves the picture")
    assert [table["edge"][row] for row in out] == [2.0 * np.sign(done.theta[row, 0]) for row in out]
    assert all(np.isfinite(value) for column in table.values() for value in column if isinstance(value, float))


def test_the_whole_loss_of_a_run_that_diverged_is_on_the_axis() -> None:
    done = learning_rate_sweep.descend_once(learning_rate_sweep.objective("parabola", 1.0), 2.5, 30, "constant")
    data = pictures.loss_picture(done, "diverged")
    assert data["series"]["high"][0].as_py() > done.loss.max()
    assert data["series"]["words"][0].as_py() == "diverged"


@pytest.mark.parametrize(
    ("objective", "rate", "steps", "schedule"),
    [
        ("parabola", 0.7, 30, "constant"),
        ("parabola", 1.0, 30, "constant"),
        ("double_well", 0.5, 100, "constant"),
        ("bumpy", 2.0, 30, "step"),
    ],
)
def test_a_run_that_has_arrived_is_told_as_finite_and_not_below_0(objective, rate, steps, schedule) -> None:
    done = pictures.run((objective, 1.0, 0), rate, steps, schedule)
    assert done.loss.min() < 1e-16
    table = pictures.loss_picture(done, "")["history"]
    for name in ("value", "height"):
        assert all(value is not None and value >= 0 for value in table[name].to_pylist())
    assert not any(words.startswith("−") for words in pictures.captions(done, "{loss}"))


@pytest.mark.parametrize("objective", OBJECTIVES)
def test_the_strip_covers_every_rate_with_its_regime(objective: str) -> None:
    where = (objective, 1.0, 0)
    words = {"run": "{rate}", "diverged": "{step}", "predicted": "p", "chosen": "c"}
    strip = pictures.sweep_picture(where, 0.3, learning_rate_sweep.REGIMES, words)["strip"].to_pydict()
    assert strip["left"][0] < learning_rate_sweep.RATES[0]
    assert strip["right"][-1] > learning_rate_sweep.RATES[-1]
    assert strip["left"][1:] == strip["right"][:-1]
    for rate, regime in zip(learning_rate_sweep.RATES, pictures.swept(where).regime, strict=True):
        spans = zip(strip["left"], strip["right"], strip["regime"], strict=True)
        assert [index for left, right, index in spans if left < rate < right] == [regime]


def test_specs_are_built_once() -> None:
    for spec, words in (
        (descent.spec, ("a", "b")),
        (rate_sweep.spec, ("a", "b", 0.1, 10.0)),
        (arrivals.spec, ("a", "b", "c", "d", "e", 0.1, 10.0)),
    ):
        assert spec(*words) is spec(*words)


@pytest.mark.parametrize("objective", OBJECTIVES)
def test_what_is_sent_for_a_film_is_small(objective: str) -> None:
    from types import SimpleNamespace

    from pages.ui.parts.chart import packed

    chosen = SimpleNamespace(
        objective=objective, curvature=1.0, learning_rate=0.1, steps=100, schedule="constant", seed=0
    )
    where = pictures.place(chosen)
    done = pictures.run(where, 0.1, 100, "constant")
    words = {name: text.ko for name, text in rate_words.PARTS.items()}
    first = (
        pictures.curve_picture(where, done, words)
        if pictures.is_curve(objective)
        else pictures.fit_picture(chosen, done)
    )
    size = sum(len(packed(table)) for table in (*first.values(), *pictures.loss_picture(done, "").values()))
    assert size < 300_000


@pytest.mark.parametrize("objective", learning_rate_sweep.MODELS)
def test_a_model_is_opened_in_the_laboratory_with_the_run_that_is_shown(objective: str) -> None:
    page = run("learning_rate", predict="skip", objective=objective, learning_rate="0.2", steps="40")
    [link] = [
        element.value for element in page.caption if "(training?" in element.value or "/training?" in element.value
    ]
    query = dict(parse_qsl(link[link.index("?") + 1 : link.rindex(")")]))
    assert query.pop("lang") == "en"
    lab = navigation.by_id("training").module()
    values, notes = controls.settle(lab.CONTROLS, controls.parsed(lab.CONTROLS, query))
    assert not notes
    model = learning_rate_sweep.MODELS[objective]
    assert (values.dataset, values.n, values.learning_rate, values.epochs) == (model.dataset, model.n, 0.2, 40)
    assert (values.hidden, values.optimizer, values.seed) == (model.hidden, model.optimizer, 0)


def test_what_is_drawn_is_explained_below_it() -> None:
    for experiment, words in (("sweep", "51 rates from one start"), ("wells", "From 200 random starts")):
        page = run("learning_rate", predict="skip", experiment=experiment)
        assert any(words in element.value for element in page.caption)
    assert len(learning_rate_sweep.RATES) == 51
