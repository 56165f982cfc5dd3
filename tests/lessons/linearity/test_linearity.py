"""The lesson on linearity: what it says is what was measured, at every end of its controls."""

import json
import re
from dataclasses import replace
from types import SimpleNamespace

import altair as alt
import numpy as np
import pytest

from dlcore.analysis.inspection import grid
from dlcore.geometry.matrix_product import best_line
from dlcore.training.training import prepare
from pages.lessons.linearity import hinge_pictures, matrix_pictures, pictures, plane_pictures
from pages.lessons.linearity import page as lesson
from pages.lessons.linearity import words as linear_words
from pages.lessons.linearity.charts import hidden_plane, hinges, matrices, paths
from pages.ui import number_format, theme
from pages.ui.parts import strip
from pages.ui.parts.chart import packed
from pages.ui.serving import runs
from pages.ui.training_run import film_data, stage_data
from tests.ui.reading_charts import number
from tests.ui.reading_films import read
from tests.ui.running import run

DEFAULTS = {control.id: control.default for control in lesson.CONTROLS}
SPECS = {
    "bent": (hidden_plane.spec, ("a", "b", "c")),
    "matrices": (matrices.spec, ("a",)),
    "hinges": (hinges.spec, ("a", "b")),
}


def told(page) -> str:
    return "\n".join(element.value for element in page.markdown)


def chosen(**values) -> SimpleNamespace:
    return SimpleNamespace(**DEFAULTS | values)


def experiment(**values):
    return pictures.experiment(chosen(**values))


ENDS = [
    {"part": "product", "layers": "1"},
    {"part": "product", "layers": "6", "width": "8", "between": "relu", "dataset": "spiral", "noise": "1"},
    {"part": "product", "layers": "6", "width": "1"},
    {"part": "bend", "width": "1", "depth": "3", "activation": "sigmoid", "dataset": "xor"},
    {"part": "bend", "width": "8", "depth": "3", "activation": "relu", "film": "unbent", "dataset": "moons"},
    {"part": "bend", "activation": "linear", "noise": "0"},
    {"part": "folds", "width": "1", "dataset": "blobs"},
    {"part": "folds", "width": "12", "dataset": "spiral", "noise": "1"},
    {"part": "folds", "width": "5", "depth": "3"},
    {"part": "hinges", "hinges": "1"},
    {"part": "hinges", "hinges": "24", "target": "step"},
    {"part": "hinges", "hinges": "1", "how": "trained", "noise": "1"},
    {"part": "hinges", "hinges": "24", "how": "trained", "noise": "0"},
    {"part": "features", "features": "x1"},
    {"part": "features", "features": "x1.x2.x1_squared.x2_squared.x1_x2", "dataset": "spiral"},
]


@pytest.mark.parametrize("link", ENDS, ids=lambda link: "-".join(link.values()))
def test_every_part_opens_at_the_ends_of_its_controls(link) -> None:
    page = run("linearity", predict="skip", lang="ko", **link)
    assert not page.exception
    assert not page.info
    assert "nan" not in told(page)


def test_what_is_not_possible_is_said_and_not_done() -> None:
    page = run("linearity", predict="skip", part="folds", depth="3", width="12")
    assert "12 is not possible here" in page.info[0].value
    page = run("linearity", predict="skip", part="hinges", how="trained", target="step")
    assert "Steep step is not possible here" in page.info[0].value


def test_the_question_stands_beside_its_picture_and_an_answer_plays_the_six_layers() -> None:
    page = run("linearity", dataset="xor")
    assert "six linear layers" in told(page)
    page.button("linearity.predict.depth").click().run()
    values = page.session_state["linearity:values"]
    assert (values["part"], values["layers"], values["dataset"]) == ("product", 6, "circles")
    assert "**You expected:**" in told(page)
    assert pictures.ending(experiment(layers=6)).test == 0.5
    assert "Right on the test points at the end: **50%**" in told(page)


def test_every_stop_sets_the_controls_and_says_its_sentence() -> None:
    page = run("linearity", predict="skip")
    known = {control.id: control for control in lesson.CONTROLS}
    for place, stop in enumerate(strip.stops("en", "linearity"), 1):
        page.button("linearity.stop.next").click().run()
        assert not page.exception
        assert stop.sentence in told(page)
        assert page.query_params["stop"] == str(place)
        held = page.session_state["linearity:values"]
        assert {name: known[name].format(held[name]) for name in stop.query} == dict(stop.query)


def test_a_narrower_range_keeps_the_neurons_that_fit() -> None:
    page = run("linearity", predict="skip", part="folds", width="6", depth="2")
    assert page.session_state["linearity:values"]["width"] == 6
    assert "layer widths 6-6" in told(page)
    page.segmented_control("linearity.part").select("bend").run()
    page.segmented_control("linearity.part").select("folds").run()
    assert page.session_state["linearity:values"]["width"] == 6
    [width] = [control for control in lesson.CONTROLS if control.id == "width"]
    assert width.live  # the other kind of slider goes to its least value when its range changes


@pytest.mark.parametrize("preset", [preset.id for preset in lesson.PRESETS])
def test_every_preset_shows_its_point(preset) -> None:
    page = run("linearity", predict="skip")
    page.button(f"linearity.preset.{preset}").click().run()
    assert not page.exception
    expected = {
        "deep": "6 layers with 97 parameters do what 3 numbers do",
        "bent": "Right on the test points at the end: **98%**",
        "twice": "layer widths 6-6 at most 484",
        "squares": "Right on the test points at the end: **100%**",
    }
    assert expected[preset] in told(page)


@pytest.mark.parametrize("dataset", linear_words.DATA)
def test_layers_without_a_bend_differ_from_their_product_by_rounding_only(dataset) -> None:
    for layers in (1, 3, 6):
        for seed in (0, 1):
            done = experiment(dataset=dataset, layers=layers, width=8, seed=seed)
            seen = runs.inspection(done)
            largest = np.abs(seen.network.forward(seen.film.theta, grid(20))).max()
            assert matrix_pictures.difference(done) < 1e-12 * max(largest, 1)
            assert matrix_pictures.product_right(done) == pytest.approx(pictures.ending(done).test)


def test_with_a_bend_the_product_is_something_else() -> None:
    done = experiment(dataset="xor", layers=4, width=8, between="relu")
    assert matrix_pictures.difference(done) > 1
    assert pictures.ending(done).test - matrix_pictures.product_right(done) > 0.3


def scores_of_the_matrix(done) -> tuple[np.ndarray, np.ndarray, dict]:
    """The film of the one matrix as the browser has it: its scores at every frame over the plane, and its lines."""
    header, sent = read(matrix_pictures.matrix_film(done))
    assert (header["sizes"], header["features"]) == ([2, 1], ["x1", "x2"])
    first, second, constant = sent["theta"].astype(float).T[..., None]
    x = grid(20)
    return first * x[:, 0] + second * x[:, 1] + constant, x, sent


def test_the_two_planes_of_a_product_are_the_same_without_a_bend() -> None:
    for between, same in (("linear", True), ("tanh", False)):
        done = experiment(between=between)
        scores, x, _ = scores_of_the_matrix(done)
        seen = runs.inspection(done)
        network = seen.network.forward(seen.film.theta, x)[..., 0]
        assert np.allclose(scores, network, atol=1e-6) == same


def test_the_line_of_the_one_matrix_is_where_its_score_is_zero() -> None:
    for seed in range(4):
        done = experiment(seed=seed)
        scores, _, sent = scores_of_the_matrix(done)
        model = linear_model(done)
        last = len(runs.inspection(done).film) - 1
        ends = sent["lines"][sent["line_frame"] == last].reshape(-1, 2).astype(float)
        assert len(ends) in (0, 2)
        # Half precision: a place on the plane is known to a thousandth.
        assert np.all(np.abs(ends @ model[1:] + model[0]) <= 2e-3 * np.abs(model[1:]).sum())
        assert (len(ends) == 0) == (len(np.unique(scores[last] > 0)) == 1)


@pytest.mark.parametrize("seed", range(4))
def test_the_page_says_so_where_the_line_has_left_the_picture(seed) -> None:
    model = linear_model(experiment(seed=seed))
    one_side = len(np.unique(grid(200) @ model[1:] + model[0] > 0)) == 1
    assert ("lies outside the picture" in told(run("linearity", predict="skip", seed=str(seed)))) == one_side


def linear_model(done) -> np.ndarray:
    """The line of a network without bends, read off its outputs at three points."""
    seen = runs.inspection(done)
    at = seen.network.forward(seen.film.theta[-1], np.array([[0.0, 0], [1, 0], [0, 1]]))[:, 0]
    return np.array([at[0], at[1] - at[0], at[2] - at[0]])


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("dataset", ["circles", "xor"])
def test_a_linear_model_stays_near_chance_and_below_the_best_line(dataset, seed) -> None:
    done = experiment(dataset=dataset, layers=6, seed=seed)
    limit, end = pictures.limit_of_lines(done), pictures.ending(done)
    assert end.train <= limit < 0.8
    assert 0.3 < end.test < 0.7


def test_where_a_straight_line_parts_all_points_that_is_said() -> None:
    done = experiment(part="features", dataset="blobs")
    train = runs.inspection(done).train
    side = train.x @ np.array([1.0, 1.0]) > 0  # the blobs lie on either side of the diagonal
    assert max(np.mean(side == train.labels), np.mean(side != train.labels)) == 1
    for part in ("features", "product"):
        page = run("linearity", predict="skip", part=part, dataset="blobs", lang="en")
        assert "a straight line can get all of them right" in told(page)
        assert "more than 100%" not in told(page)


def test_a_number_that_rounds_to_0_has_no_minus() -> None:
    assert [number_format.fixed(value, 2) for value in (-0.001, -0.006, 0.0, -3)] == ["0.00", "−0.01", "0.00", "−3.00"]


@pytest.mark.parametrize(
    ("dataset", "added"), [("circles", ("x1_squared", "x2_squared")), ("xor", ("x1_x2",)), ("xor", ("x1", "x1_x2"))]
)
def test_the_right_feature_lets_a_linear_model_solve_what_no_line_does(dataset, added) -> None:
    done = experiment(part="features", dataset=dataset, features=added)
    train = runs.inspection(done).train
    assert pictures.ending(done).test >= 0.95
    assert best_line(train.x, train.labels) < 0.8
    assert pictures.limit_of_lines(done) == best_line(train.x, train.labels)


def test_the_formula_holds_the_weights_that_give_the_scores() -> None:
    done = experiment(part="features", features=("x1", "x2_squared"))
    constant, *weights = pictures.weights(done)
    seen = runs.inspection(done)
    by_hand = constant + weights[0] * seen.test.x[:, 0] + weights[1] * seen.test.x[:, 1] ** 2
    np.testing.assert_array_equal(by_hand > 0, seen.classes(seen.test)[-1] == 1)
    page = run("linearity", predict="skip", part="features", features="x1.x2_squared")
    formula = f"{constant:.2f} {weights[0]:+.2f}\\,x_1 {weights[1]:+.2f}\\,x_2^2"
    assert any(formula in element.value for element in page.markdown)


def test_under_the_mesh_lies_the_run_itself_or_its_end_with_the_activation_brought_in() -> None:
    done = experiment(part="bend", film="unbent")
    theta = runs.inspection(done).film.theta.astype(np.float32)
    for unbent, frames in ((False, len(theta)), (True, plane_pictures.SHARES)):
        header, sent = read(plane_pictures.mesh_film(done, unbent))
        assert header["frames"] == frames
        np.testing.assert_array_equal(sent["theta"], theta[-1:] if unbent else theta)
        assert ("shares" in sent) == unbent
        straight = sent["lines"].reshape(-1, 2, 2)
        across = straight[sent["line_kind"] == 0]
        assert (across[:, 0, 1] == across[:, 1, 1]).all()
        assert len(straight) == 2 * plane_pictures.LINES
        assert (sent["line_frame"] == 255).all()
    assert (sent["shares"][0], sent["shares"][-1]) == (0, 1)


def test_points_of_the_bent_plane_lie_on_the_side_of_their_answer() -> None:
    done = experiment(part="bend")
    moved, _ = plane_pictures.bend(done, False)
    seen = runs.inspection(done)
    last = len(seen.film) - 1
    side = np.array([number(moved["points"], row, last) > 0 for row in range(len(seen.train.x))])
    assert np.mean(side == (seen.classes(seen.train)[-1] == 1)) > 0.98


@pytest.mark.parametrize("hidden", [{"width": 6}, {"width": 5, "depth": 2}])
def test_the_page_says_how_many_regions_there_are(hidden) -> None:
    done = experiment(part="folds", **hidden)
    seen = runs.inspection(done)
    on = [a > 0 for a in seen.network.layers(seen.film.theta[-1], grid(700))[1:-1]]
    counted = len(np.unique(np.concatenate(on, axis=1), axis=0))
    words = told(run("linearity", predict="skip", part="folds", **{name: str(value) for name, value in hidden.items()}))
    said = int(re.search(r"into \*\*(\d+)\*\* regions", words)[1])
    assert counted <= said <= counted * 1.1
    assert said <= plane_pictures.most(done)
    assert f"at most {plane_pictures.most(done):,}." in words


def test_every_fold_is_drawn_at_its_frame() -> None:
    done = experiment(part="folds", depth=2, width=3)
    network, theta = runs.inspection(done).network, runs.inspection(done).film.theta
    header, sent = read(plane_pictures.folds_film(done))
    assert len(header["line_styles"]) == 3  # two layers and the boundary
    assert set(sent["line_frame"].tolist()) == set(range(len(theta)))
    middles = sent["lines"].reshape(-1, 2, 2).astype(float).mean(axis=1)
    for middle, frame, layer in zip(middles, sent["line_frame"], sent["line_kind"], strict=True):
        a = network.layers(theta[frame], middle[None])[layer]
        weights, bias = network.unpack(theta[frame])[layer]
        # In the middle of a piece of a fold a neuron of its layer is at its kink, or the score is 0.
        assert np.abs(a @ weights + bias).min() < 5e-3 * (1 + np.abs(theta[frame]).max() ** (layer + 1))


def test_a_path_is_read_back_as_the_lines_that_were_written() -> None:
    lines = np.random.default_rng(0).uniform(-1, 1, (4, 6, 2))
    moves = [
        np.array(re.findall(r"-?\d+", part), int).reshape(-1, 2) for part in paths.written(lines, -1, 1).split("M")[1:]
    ]
    back = np.cumsum(moves, axis=1) / paths.HALF * (1, -1)
    assert np.abs(back - lines).max() <= 0.5 / paths.HALF + 1e-9


@pytest.mark.parametrize("target", linear_words.TARGETS)
def test_the_error_of_the_hinges_is_what_interpolation_gives(target) -> None:
    from dlcore.geometry.hinges import TARGETS

    knots, x = np.linspace(-1, 1, 8), np.linspace(-1, 1, 4001)
    value = TARGETS[target].value
    error = np.abs(np.interp(x, knots, value(knots)) - value(x)).max()
    words = told(run("linearity", predict="skip", part="hinges", hinges="6", target=target))
    assert f"misses by **{error:.3g}** at most" in words


def test_the_hinges_of_a_frame_add_up_to_its_curve() -> None:
    total, each, _ = hinge_pictures.built("sine", 5)
    table = each["hinges"].to_pylist()
    for frame in range(6):
        here = [row for row in table if row["here"][frame] == "1"]
        assert len(here) == frame
    tip = {"film": "other_film", "bottom": "other_bottom", "step": "other_step"}
    tips = each["hinges"].select(list(tip.values())).rename_columns(list(tip))
    turned = sum(number(tips, row, 5) for row in range(5))
    start = np.sin(np.pi * (-1 + 2 / 6)) * 6 / 2
    assert 2 * start + turned == pytest.approx(number(total["curve"], -1 + len(total["curve"]), 5), abs=0.01)


def test_a_trained_curve_has_as_many_knots_in_the_picture_as_it_has_kinks() -> None:
    done = experiment(part="hinges", how="trained", hinges=6)
    seen = runs.inspection(done)
    x = np.linspace(-1.2, 1.2, 240_001)
    slope = np.diff(seen.network.forward(seen.film.theta[-1], x[:, None])[:, 0]) / np.diff(x)
    kinks = np.flatnonzero(np.abs(np.diff(slope)) > 1e-5)
    assert 1 + np.sum(np.diff(kinks) > 2) == hinge_pictures.knots_inside(done)


def test_the_challenge_is_done_with_three_folds_on_some_seed_and_never_with_two() -> None:
    def rights(width: int) -> list[float]:
        return [pictures.validated(experiment(part="folds", width=width, seed=seed)) for seed in range(9)]

    assert max(rights(2)) < 0.95
    three = rights(3)
    assert max(three) == three[8] >= 0.95
    link = {"predict": "skip", "part": "folds", "width": "3", "stop": "challenge"}
    done = told(run("linearity", **link, seed="8"))
    assert "**Done**" in done
    assert (
        f"On the test points, once: **{pictures.ending(experiment(part='folds', width=3, seed=8)).test:.0%}**" in done
    )
    open_task = told(run("linearity", **link, seed=str(int(np.argmin(three)))))
    assert "**Done**" not in open_task
    assert "On the test points" not in open_task
    assert "**Done**" not in told(run("linearity", **{**link, "width": "4"}, seed="0"))


def test_the_challenge_is_judged_on_points_that_no_picture_shows() -> None:
    done = experiment(part="folds", width=3, seed=8)
    seen = runs.inspection(done)
    network, _, fresh = prepare(replace(done, n=1000, seed=1008))
    shown = {tuple(row) for part in (seen.train, seen.test) for row in part.x.tolist()}
    assert not shown & {tuple(row) for row in fresh.x.tolist()}
    hidden = network.layers(seen.film.theta[-1], fresh.x)[-2]
    weights, bias = network.unpack(seen.film.theta[-1])[-1]
    right = ((hidden @ weights + bias)[:, 0] > 0) == (fresh.labels == 1)
    assert pictures.validated(done) == pytest.approx(right.mean())


@pytest.mark.parametrize("name", SPECS)
def test_a_spec_is_valid_built_once_and_has_fixed_scales(name) -> None:
    spec, words = SPECS[name]
    assert spec(*words) is spec(*words)
    for presentation in (False, True):
        alt.Chart.from_dict({**spec(*words), "config": theme.chart_config(presentation)}, validate=True)
    assert "second" in json.dumps(spec(*words, name="second"))


@pytest.mark.parametrize("link", ENDS, ids=lambda link: "-".join(link.values()))
def test_what_is_sent_for_a_film_is_small(link) -> None:
    values = {c.id: c.parse(link[c.id]) for c in lesson.CONTROLS if c.id in link}
    asked = chosen(**values)
    done = pictures.experiment(asked)
    tables = {
        "product": lambda: [matrix_pictures.multiplication(done)],
        "bend": lambda: [plane_pictures.bend(done, asked.film == "unbent")[0]],
        "features": lambda: [plane_pictures.bend(done, False)[0]],
        "folds": lambda: [plane_pictures.regions(done)],
        "hinges": lambda: (
            hinge_pictures.built(asked.target, asked.hinges)
            if asked.how == "laid"
            else [*hinge_pictures.trained(done), film_data.losses(done, True, "")]
        ),
    }[asked.part]()
    films = {
        "product": lambda: [stage_data.film(done), matrix_pictures.matrix_film(done)],
        "bend": lambda: [plane_pictures.mesh_film(done, asked.film == "unbent")],
        "features": lambda: [plane_pictures.mesh_film(done, False)],
        "folds": lambda: [plane_pictures.folds_film(done)],
        "hinges": list,
    }[asked.part]()
    sizes = [len(packed(table)) for part in tables for table in part.values()]
    assert sum(sizes) + sum(map(len, films)) < 150_000
    columns = [column for part in tables for table in part.values() for column in table.columns]
    values = [value for column in columns for value in column.to_pylist() if isinstance(value, float)]
    assert np.isfinite(values).all()


def test_a_run_is_named_by_the_part_and_its_own_controls_only() -> None:
    one = experiment(part="features", features=("x1",), width=4)
    assert one == experiment(part="features", features=("x1",), width=8, depth=3)
    assert one.hidden == ()
    assert experiment(part="product", layers=3) == replace(
        one, features=("x1", "x2"), hidden=(4, 4), activation="linear"
    )
