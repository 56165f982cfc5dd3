"""The lesson on bias and variance: what it says is what was measured, at every end of its controls."""

import re
from types import SimpleNamespace
from urllib.parse import parse_qsl

import numpy as np
import pytest

from dlcore.generalization import ensemble
from dlcore.generalization.ensemble import capacities, refit
from dlcore.generalization.samples import TRUTHS, Setting, draw
from pages.lessons.bias_variance import double_descent_pictures, pictures
from pages.lessons.bias_variance import words as ensemble_words
from pages.lessons.bias_variance.charts import decomposition, double_descent_curve, refits
from pages.lessons.bias_variance.page import CONTROLS
from pages.lessons.bias_variance.settings import CHALLENGE
from pages.ui.charts import curve, film
from pages.ui.parts import strip
from pages.ui.parts.chart import packed
from tests.ui.running import run

MODELS = {"polynomial": ("degree", "0", "15"), "neighbours": ("k", "1", "200"), "ridge": ("strength", "0.001", "1000")}


def told(page) -> str:
    return "\n".join(element.value for element in page.markdown)


def open_page(**link: str):
    page = run("bias_variance", predict="skip", lang="en", **link)
    assert not page.exception
    return page


def test_the_question_stands_beside_its_picture_and_an_answer_shows_the_line_asked_about() -> None:
    page = run("bias_variance", degree="7", noise="0.5")
    assert "What helps?" in told(page)
    page.button("bias_variance.predict.trade").click().run()
    held = page.session_state["bias_variance:values"]
    assert [held[name] for name in ("model", "degree", "noise", "n")] == ["polynomial", 1, 0.3, 20]
    assert "**You expected:**" in told(page)


@pytest.mark.parametrize(("screen", "chart", "word"), [
    ("refits", "sweep", "Underfitting**"), ("data", "learning", "0.1960"), ("descent", "", "The peak stands"),
])  # fmt: skip
def test_what_would_answer_a_question_is_covered_until_it_is_answered_or_skipped(
    screen: str, chart: str, word: str
) -> None:
    name = "predict" if screen == "refits" else f"predict_{screen}"
    page = run("bias_variance", lang="en", experiment=screen)
    assert not page.exception
    body = "".join(html.proto.body for html in page.get("html"))
    assert f'data-picture="bias_variance.{chart}"' not in body
    assert word not in told(page)
    assert any(caption.value == ensemble_words.COVERED.en for caption in page.caption)
    page.button(f"bias_variance.{name}.skip").click().run()
    assert not page.exception
    assert word in told(page)
    assert not any(caption.value == ensemble_words.COVERED.en for caption in page.caption)


def test_double_descent_is_shown_up_to_the_peak_until_its_question_is_answered() -> None:
    waiting = run("bias_variance", lang="en", experiment="descent")
    assert max(widths_told(waiting)) == 20
    assert max(widths_told(open_page(experiment="descent"))) == 400


def widths_told(page) -> list[int]:
    """The widths of which the descriptions of the pictures tell: the widest that is drawn."""
    return [int(p) for html in page.get("html") for p in re.findall(r"p = (\d+): test", html.proto.body)]


def test_who_answers_the_first_question_is_asked_the_others_and_who_skips_it_is_not_kept() -> None:
    page = run("bias_variance", lang="en", experiment="data", predict="trade")
    assert any(caption.value == ensemble_words.COVERED.en for caption in page.caption)
    assert not any(caption.value == ensemble_words.COVERED.en for caption in open_page(experiment="data").caption)


@pytest.mark.parametrize(("screen", "answer", "n"), [("data", "variance", 200), ("descent", "falls", 20)])
def test_an_experiment_asks_its_own_question_and_an_answer_plays_it_there(screen: str, answer: str, n: int) -> None:
    page = open_page(experiment=screen, degree="5")
    page.button(f"bias_variance.predict_{screen}.{answer}").click().run()
    assert not page.exception
    held = page.session_state["bias_variance:values"]
    assert [held[name] for name in ("experiment", "degree", "n")] == [screen, 1, n]
    assert "**You saw:**" in told(page)


def test_the_questions_are_answered_by_their_numbers() -> None:
    constant, line, cubic = (refit(Setting(replications=100), degree)[0] for degree in (0, 1, 3))
    assert constant.test > 1.5 * line.test
    assert line.bias > max(line.variance, line.noise)
    assert (line.total, line.noise, cubic.total) == pytest.approx((0.29, 0.09, 0.11), abs=0.007)
    many = refit(Setting(n=200, replications=100), 1)[0]
    assert (line.bias, many.bias) == pytest.approx((1 / 2 - 3 / np.pi**2,) * 2, abs=1e-3)  # the best line's own error
    assert many.variance == pytest.approx(line.variance / 10, rel=0.5)


def test_every_stop_sets_the_controls_and_says_its_sentence() -> None:
    page = open_page()
    known = {control.id: control for control in CONTROLS}
    for number, stop in enumerate(strip.stops("en", "bias_variance"), 1):
        page.button("bias_variance.stop.next").click().run()
        assert not page.exception
        assert stop.sentence in told(page)
        assert page.query_params["stop"] == str(number)
        held = page.session_state["bias_variance:values"]
        assert {name: known[name].format(held[name]) for name in stop.query} == dict(stop.query)
    page.button("bias_variance.stop.next").click().run()
    assert "**Challenge.**" in told(page)


def test_a_network_leads_to_the_laboratory_with_its_settings() -> None:
    page = open_page(model="network", hidden="6", noise="0.2", n="30", epochs="100", seed="3")
    link = next(
        found[1] for caption in page.caption if (found := re.search(r"\(\./training\?([^)]+)\)", caption.value))
    )
    words = dict(parse_qsl(link))
    there = run("training", **words)
    assert not there.exception
    assert not there.info
    held = there.session_state["training:values"]
    asked = {"dataset": "sine", "noise": 0.2, "hidden": (6,), "activation": "tanh", "optimizer": "adam", "epochs": 100}
    assert {name: held[name] for name in asked} == asked
    assert [held[name] for name in ("loss", "initialization", "learning_rate", "batch_size", "seed")] == [
        "squared", "large", 0.03, 30, 3,
    ]  # fmt: skip
    assert held["n"] * held["train_share"] == 30
    for other in ({}, {"model": "network", "truth": "peak"}, {"model": "network", "n": "5"}):
        assert "./training?" not in "".join(caption.value for caption in open_page(**other).caption)


def test_a_larger_n_brings_the_neighbours_back() -> None:
    page = open_page(model="neighbours", k="15")
    for n, k in ((10, 10), (5, 5), (30, 15)):
        page.session_state["bias_variance.n"] = n
        page.run()
        assert page.session_state["bias_variance:values"]["k"] == k
    assert not page.info


@pytest.mark.parametrize(
    ("where", "at", "regime"),
    [
        (Setting(n=5, noise=1.0, replications=100), 0, "right"),
        (Setting(replications=100), 3, "best"),
        (Setting(n=20, model="network", epochs=1, replications=20), 16, "none"),
    ],
)
def test_what_is_worse_than_a_constant_is_not_called_just_right(where: Setting, at: float, regime: str) -> None:
    """A constant is the polynomial of degree 0, here fitted itself."""
    constant = refit(Setting(**vars(where) | {"model": "polynomial", "epochs": Setting.epochs}), 0)[0]
    found, numbers = pictures.regime(where, at)
    assert found == regime
    best = refit(where, float(numbers["best"]))[0]
    assert (best.total - best.noise > 1.25 * (constant.total - constant.noise)) == (regime == "none")


@pytest.mark.parametrize("screen", ["refits", "capacity"])
@pytest.mark.parametrize(("link", "word"), [
    ({"degree": "1"}, "Underfitting"), ({"degree": "3"}, "Just right"), ({"degree": "11"}, "Overfitting"),
    ({"model": "neighbours", "k": "20"}, "Underfitting"), ({"model": "neighbours", "k": "1"}, "Overfitting"),
])  # fmt: skip
def test_underfitting_and_overfitting_are_called_so(screen: str, link: dict, word: str) -> None:
    words = told(open_page(experiment=screen, **link))
    model = link.get("model", "polynomial")
    where = Setting(replications=100, model=model)
    found = {at: refit(where, at)[0] for at in capacities(where)}
    here, best = found[int(link.get("degree", link.get("k")))], min(found.values(), key=lambda one: one.total)
    assert (here.total < 1.05 * best.total) == (word == "Just right")
    if word == "Overfitting":
        assert here.train < best.train
        assert here.test > best.test
    if word == "Underfitting":
        assert here.train > best.train
        assert here.test > best.test
    line = next(line for line in words.splitlines() if line.startswith(f"**{word}**"))
    assert f"Training error {round(here.train, 9):.3g}, test error {here.test:.3g}" in line


def test_the_best_capacity_is_marked_once_all_are_measured() -> None:
    where = Setting(replications=100)
    for count, best in ((5, []), (16, [3])):
        places = pictures.parts_picture("sweep", where, 1, count, "{test}", False)["places"].to_pydict()
        assert [int(label) for label, mark in zip(places["label"], places["best"], strict=True) if mark] == best
    learning = pictures.parts_picture("learning", where, 1, 10, "{test}", True)["places"].to_pydict()
    assert not any(learning["best"])


def test_only_the_chosen_experiment_is_computed() -> None:
    words = told(open_page(experiment="descent"))
    assert "The peak stands" in words
    assert "Measured independently" not in words
    assert "The peak stands" not in told(open_page())


@pytest.mark.parametrize("end", [1, 2])
@pytest.mark.parametrize("model", MODELS)
def test_every_model_opens_at_both_ends_of_its_capacity(model: str, end: int) -> None:
    name = MODELS[model][0]
    for n in ("5", "200"):
        open_page(model=model, n=n, replications="20", points="10", **{name: MODELS[model][end]})


@pytest.mark.parametrize("link", [{"hidden": "1", "epochs": "1", "n": "5"}, {"hidden": "16", "n": "30", "noise": "1"}])
def test_a_network_opens_at_both_ends(link: dict) -> None:
    open_page(model="network", replications="20", points="10", **link)


@pytest.mark.parametrize("truth", TRUTHS)
def test_every_truth_opens_without_noise_and_on_a_log_axis(truth: str) -> None:
    link = {"truth": truth, "noise": "0", "log": "on", "held": "on", "points": "10", "replications": "20"}
    for screen in ("refits", "capacity", "data", "descent"):
        open_page(experiment=screen, degree="4", **link)


def test_the_page_tells_the_three_parts_their_sum_and_the_error_measured_apart() -> None:
    words = told(open_page(degree="3", seed="4"))
    found = refit(Setting(replications=100, seed=4), 3)[0]
    numbers = [float(number.replace("−", "-")) for number in re.findall(r"\}\{?(−?\d\.\d{4})", words)[:4]]
    assert numbers == pytest.approx([found.bias, found.variance, 0.09, found.bias + found.variance + 0.09], abs=1e-4)
    assert f"**{found.test:.4f}** ± {found.test_error:.4f}" in words


@pytest.mark.parametrize(("preset", "more"), [("stiff", "bias"), ("flexible", "variance"), ("nearest", "variance")])
def test_every_preset_shows_its_point(preset: str, more: str) -> None:
    page = open_page()
    page.button(f"bias_variance.preset.{preset}").click().run()
    assert not page.exception
    found = {"stiff": refit(Setting(replications=100), 1)[0], "flexible": refit(Setting(replications=100), 11)[0]}
    one = found.get(preset) or refit(Setting(replications=100, model="neighbours"), 1)[0]
    assert (one.bias > one.variance) == (more == "bias")
    assert f"**{one.test:.4f}**" in told(page)


def test_the_preset_that_is_just_right_is_the_best_degree() -> None:
    where = Setting(replications=100)
    assert min(capacities(where), key=lambda degree: refit(where, degree)[0].total) == 3


def test_a_mean_that_hangs_on_one_refit_is_said_to() -> None:
    found = {n: refit(Setting(replications=20, n=n, seed=1), 15)[0] for n in (20, 100)}
    assert found[20].largest > pictures.SUSPECT > found[100].largest
    link = {"degree": "15", "replications": "20", "seed": "1"}
    assert open_page(n="20", **link).warning
    assert not open_page(n="100", **link).warning


def test_the_challenge_is_done_by_another_model_and_by_no_polynomial() -> None:
    where = Setting(truth="peak", noise=0.5, n=30, replications=100)
    reducible = {degree: refit(where, degree)[0] for degree in capacities(where)}
    assert min(found.bias + found.variance for found in reducible.values()) > 0.09
    link = {name: f"{value}" for name, value in CHALLENGE.items() if name != "degree"}

    def done(**more: str) -> bool:
        return "**Done**" in told(open_page(**{"stop": "challenge", **link, **more}))

    assert done(model="neighbours", k="6")
    assert not done(degree="6")
    assert not done(noise="0", model="neighbours", k="3")


def test_the_challenge_is_judged_once_more_on_samples_that_no_control_shows() -> None:
    where = Setting(truth="peak", noise=0.5, n=30, replications=100, model="neighbours")
    new = pictures.fresh(where)
    assert new.seed > CONTROLS[[control.id for control in CONTROLS].index("seed")].high
    found = refit(new, 6)[0]
    link = {name: f"{value}" for name, value in CHALLENGE.items() if name != "degree"}
    words = told(open_page(stop="challenge", **link, model="neighbours", k="6"))
    assert f"nothing was tuned: **{found.bias + found.variance:.4f}**" in words


def test_a_film_shows_its_running_mean_and_band_over_the_truth() -> None:
    where = Setting(replications=100)
    tables = pictures.film_picture(where, 3)
    shown = refit(where, 3)[1]
    row = {
        name: column[20].as_py() for name, column in zip(tables["curves"].column_names, tables["curves"], strict=True)
    }

    def at(field: str, frame: int) -> float:
        return row["bottom"] + row["step"] * int(row[field][frame * film.WIDTH : (frame + 1) * film.WIDTH], 16)

    for t in (0, 5, 47):
        so_far = shown.curves[: t + 1, 20]
        spread = so_far.std(ddof=1) if t else 0.0
        expected = {"fit": so_far[-1], "mean": so_far.mean(), "low": so_far.mean() - spread}
        assert {field: at(field, t) for field in expected} == pytest.approx(expected, abs=2 * row["step"])
    assert row["truth"] == pytest.approx(np.sin(np.pi * row["x"]))


def test_captions_tell_the_errors_of_the_refit_and_the_parts_so_far() -> None:
    captions = pictures.captions(Setting(replications=100), 1, "{refit}", "{test} {bias} {variance}", "{of}")
    shown = refit(Setting(replications=100), 1)[1]
    assert captions[0] == "1"
    test, bias, variance = (float(word.replace("−", "-")) for word in captions[-2].split())
    assert test == pytest.approx(shown.test[-1], rel=0.01)
    assert bias == pytest.approx(1 / 2 - 3 / np.pi**2, abs=0.01)
    assert 0 < variance < 0.03


@pytest.mark.parametrize("log", [False, True])
def test_a_picture_of_the_parts_is_whole_from_its_first_result_on(log: bool) -> None:
    where = Setting(replications=20)
    places, _, jobs = pictures.course("sweep", where, 3)
    done = [job() for job in jobs]
    for count in (1, 7, len(done)):
        tables = pictures.parts_picture("sweep", where, 3, count, "{place} {test}", log)
        assert tables["places"].num_rows == len(places)
        assert tables["tests"].num_rows == count
        assert set(tables) == {"lines", "tests", "places"}
        for table in tables.values():
            for column in table.columns:
                assert np.isfinite([value for value in column.to_pylist() if isinstance(value, float)]).all()
        lines = tables["lines"].to_pydict()
        sums = [v for k, v in zip(lines["kind"], lines["value"], strict=True) if k == "total"]
        assert sums == pytest.approx([one.bias + one.variance + one.noise for one in done[:count]])


def test_more_data_can_hurt_a_polynomial_with_as_many_coefficients_as_points() -> None:
    errors = {n: refit(Setting(n=n, replications=100), 15)[0].test for n in (10, 16, 50)}
    assert errors[16] > 10 * errors[10]
    assert errors[16] > 10 * errors[50]


def test_more_data_does_not_help_a_line_through_a_wave() -> None:
    few, many = (refit(Setting(n=n, replications=100), 1)[0] for n in (20, 200))
    assert many.variance < few.variance / 5
    assert many.test > 0.95 * few.test


def test_one_neighbour_loses_its_bias_with_more_data_and_keeps_the_noise_of_a_point_as_variance() -> None:
    few, many = (refit(Setting(n=n, replications=100, model="neighbours"), 1)[0] for n in (10, 200))
    assert abs(many.bias) < few.bias / 50
    assert many.variance == pytest.approx(0.3**2, rel=0.05)
    assert many.variance > 0.8 * few.variance


@pytest.mark.parametrize("n", [20, 17])
def test_a_variance_that_falls_as_one_over_n_is_straight_on_a_learning_curve(n: int) -> None:
    where = Setting(n=n, replications=100)
    sizes, _, jobs = pictures.course("learning", where, 1)
    tables = pictures.parts_picture("learning", where, 1, len([job() for job in jobs]), "{test}", True)
    places = tables["places"].to_pydict()
    assert places["label"] == [f"{size}" for size in sizes]
    assert places["label"][places["chosen"].index(1)] == f"{n}"
    lines = tables["lines"].to_pydict()
    found = {p: v for k, p, v in zip(*(lines[name] for name in ("kind", "place", "value")), strict=True)
             if k == "variance"}  # fmt: skip
    beyond = [place for place, size in zip(places["place"], sizes, strict=True) if size >= 20]
    slope, _ = np.polyfit(beyond, np.log([found[place] for place in beyond]), 1)
    assert slope == pytest.approx(-1, abs=0.15)


def test_labels_that_a_narrow_screen_keeps_have_room_and_the_chosen_is_among_them() -> None:
    for n in (5, 17, 20, 200):
        where = Setting(n=n, replications=20)
        places = pictures.parts_picture("learning", where, 1, 1, "{test}", True)["places"].to_pydict()
        kept = [place for place, rare in zip(places["place"], places["rare"], strict=True) if rare]
        assert min(np.diff(kept)) >= (places["end"][0] - places["start"][0]) / 10
        assert places["rare"][places["chosen"].index(1)]


def test_a_choice_between_the_marks_joins_the_sweep() -> None:
    assert 17 in pictures.sizes(Setting(n=17), 3)
    where = Setting(model="ridge")
    assert pictures.sweep(where, 0.2).index(0.2) == 1 + pictures.sweep(where, 0.2).index(0.3)
    assert min(pictures.sizes(Setting(model="neighbours", n=50), 20)) == 20


def test_the_words_about_double_descent_are_what_was_computed() -> None:
    words = told(open_page(experiment="descent", points="20"))
    where = double_descent_pictures.descent(SimpleNamespace(truth="sine", noise=0.3, points=20, seed=0))
    medians = {p: double_descent_pictures.at_width(where, p).test[1] for p in double_descent_pictures.widths(where)}
    best = min((p for p in medians if p < 20), key=medians.get)
    assert max(medians, key=medians.get) == 20
    assert f"p = {best}, error {medians[best]:.3g}" in words
    assert f"The peak stands at p = 20 for 20 points: {medians[20]:.3g}." in words
    assert f"At p = 400 the error is {medians[400]:.3g}, better than" in words


def test_without_noise_the_page_does_not_claim_a_peak() -> None:
    words = told(open_page(experiment="descent", noise="0", points="20"))
    assert "No peak at as many features" in words
    assert "Without noise" in words


@pytest.mark.parametrize(
    ("truth", "noise", "points", "top"),
    [("sine", 0.1, 10, 10), ("sine", 0.1, 20, 20), ("waves", 0.1, 20, 21), ("line", 0.1, 10, 10), ("peak", 0.0, 40, 40),
     ("step", 0.0, 20, 21)],
)  # fmt: skip
def test_a_peak_lower_than_the_stiff_end_is_still_a_peak(truth: str, noise: float, points: int, top: int) -> None:
    where = double_descent_pictures.descent(SimpleNamespace(truth=truth, noise=noise, points=points, seed=0))
    medians = [(p, double_descent_pictures.at_width(where, p).test[1]) for p in double_descent_pictures.widths(where)]
    rises = {p: (here > before, here > after) for (_, before), (p, here), (_, after) in zip(
        medians, medians[1:], medians[2:], strict=False)}  # fmt: skip
    assert rises[top] == (True, True)
    words = told(open_page(experiment="descent", truth=truth, noise=f"{noise}", points=f"{points}"))
    assert f"The peak stands at p = {top} for {points} points: {dict(medians)[top]:.3g}." in words
    assert "Without noise" not in words


@pytest.mark.parametrize(
    ("degree", "written"),
    [(1, ("0.1960", "0.0001", "0.0106", "0.0009")), (15, ("−1.60", "0.95", "175", "50"))],
)
def test_a_value_and_its_standard_error_end_at_the_same_place(degree: int, written: tuple[str, ...]) -> None:
    found = refit(Setting(replications=100), degree)[0]
    bias, bias_error, variance, variance_error = written
    assert (found.bias, found.bias_error) == pytest.approx(
        (float(bias.replace("−", "-")), float(bias_error)), abs=0.6 * 10 ** -len(bias.split(".")[1])
    )
    page = open_page(degree=f"{degree}")
    assert f"\\text{{bias}}^2}}{{{bias}}} +" in told(page)
    assert f"\\text{{variance}}}}{{{variance}}} +" in told(page)
    captions = " ".join(element.value for element in page.caption)
    assert f"bias² ± {bias_error}, variance ± {variance_error}." in captions
    assert ("cannot be told from 0" in captions) == (degree == 15)


def test_large_numbers_are_written_out_and_an_error_too_small_to_see_is_not_called_nothing() -> None:
    assert pictures.digits(1_255_500.0, 284_000.0) == "1,260,000"
    assert pictures.room(284_000.0) == "280,000"
    assert pictures.typeset({"total": "1,260,000", "n": 3}) == {"total": "1{,}260{,}000", "n": 3}
    assert pictures.digits(14.04, 1.9468) == "14.0"
    assert (pictures.room(1.9468), pictures.room(3e-6), pictures.room(1e-20)) == ("1.9", "<0.0001", "0")
    assert (pictures.short(11_412.0), pictures.short(0.05)) == ("11,400", "0.05")


def test_what_is_rounding_alone_is_told_as_0() -> None:
    words = told(open_page(truth="line", noise="0", degree="1", points="10"))
    assert "**0.0000** ± 0." in words


def test_a_film_of_fewer_refits_than_were_made_says_so() -> None:
    words = {r: " ".join(element.value for element in open_page(replications=f"{r}").caption) for r in (20, 100)}
    assert "The film shows the first 48 of them" in words[100]
    assert "From all 20 refits" in words[20]
    assert "film shows" not in words[20]
    captions = pictures.captions(Setting(replications=100), 1, "{refit} of {of}", "{refit} of {of}", "all {of}")
    assert captions[-2:] == ["48 of 100", "all 100"]


def test_a_film_ends_with_the_mean_of_all_refits_and_the_numbers_of_the_sum_beside_it() -> None:
    where = Setting(replications=100)
    tables = pictures.film_picture(where, 3)
    curves = [column.to_pylist() for column in tables["curves"].columns]
    row = dict(zip(tables["curves"].column_names, (column[20] for column in curves), strict=True))
    last = {name: row[name][48 * film.WIDTH : 49 * film.WIDTH] for name in ("mean", "low", "fit")}
    drawn = {name: row["bottom"] + row["step"] * int(code, 16) for name, code in last.items()}
    samples = draw(where)
    at = np.broadcast_to(ensemble.GRID[20], (100, 1))
    every = ensemble.predict(where, samples, at, 3)[:, 0]
    expected = {"mean": every.mean(), "low": every.mean() - every.std(ddof=1), "fit": every[47]}
    assert drawn == pytest.approx(expected, abs=2 * row["step"])
    page = open_page(degree="3")
    formula = next(one.value for one in page.markdown if "underset" in one.value)
    said = pictures.captions(where, 3, "", "", "{bias} {variance}")[-1]
    assert all(f"{{{number}}}" in formula for number in said.split())


def test_the_table_is_the_sweep() -> None:
    rows = pictures.table(Setting(replications=20), 3).decode().splitlines()
    assert rows[0].replace('"', "") == "capacity,bias,variance,noise,total,test,test_error,train"
    assert len(rows) == 17


@pytest.mark.parametrize(("n", "degree"), [(20, 5), (200, 15)])
def test_what_is_sent_for_a_film_is_small(n: int, degree: int) -> None:
    tables = pictures.film_picture(Setting(n=n, replications=100), degree)
    assert sum(len(packed(table)) for table in tables.values()) < 300_000


def test_specs_are_built_once_and_name_their_datasets() -> None:
    where = double_descent_pictures.descent(SimpleNamespace(truth="sine", noise=0.3, points=10, seed=0))
    for spec, words, data in (
        (refits.spec, (), pictures.film_picture(Setting(replications=20), 2)),
        (decomposition.spec, ("a", "b", True), {"lines": 0, "tests": 0, "places": 0}),
        (double_descent_curve.spec, ("a", "b", "c"), double_descent_pictures.errors(where, 5)),
        (curve.spec, ("a", "b"), double_descent_pictures.curves(where, 5)),
    ):
        assert spec(*words) is spec(*words)
        named = set(re.findall(r"'data': \{'name': '(\w+)'\}", str(spec(*words))))
        assert named == set(data)


def test_every_model_has_its_words_and_its_capacity() -> None:
    assert set(ensemble_words.MODELS) == set(ensemble_words.CAPACITIES) == set(pictures.CAPACITY)
    assert set(ensemble_words.TRUTHS) == set(TRUTHS)


def best_capacity(**setting) -> float:
    where = Setting(replications=200, **setting)
    return min(capacities(where), key=lambda at: refit(where, at)[0].total)


@pytest.mark.parametrize(("model", "truth"), [
    ("polynomial", "peak"), ("neighbours", "sine"), ("neighbours", "peak"), ("ridge", "sine"),
])  # fmt: skip
def test_more_points_want_a_higher_degree_more_neighbours_or_a_larger_penalty(model: str, truth: str) -> None:
    few, many = (best_capacity(model=model, truth=truth, n=n) for n in (10, 200))
    assert many > few


@pytest.mark.parametrize(("model", "way"), [("polynomial", -1), ("neighbours", 1), ("ridge", 1)])
def test_more_noise_wants_a_less_flexible_model(model: str, way: int) -> None:
    little, much = (best_capacity(model=model, truth="peak", noise=noise) for noise in (0.1, 0.8))
    assert (much - little) * way > 0


def test_the_training_error_lies_below_the_test_error_even_where_the_model_is_just_right() -> None:
    found = {degree: refit(Setting(replications=100), degree)[0] for degree in range(16)}
    assert found[3].train < found[3].test
    training = [found[degree].train for degree in range(16)]
    assert training == sorted(training, reverse=True)
