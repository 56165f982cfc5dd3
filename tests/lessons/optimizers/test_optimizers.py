"""The lesson on optimizers: what the page shows of a race, its challenge, its links, its cost and size."""

import json
import re
import time
from dataclasses import replace

import numpy as np
import pytest

from dlcore.optimization.optimizers import best_momentum
from dlcore.studies import race, race_landscapes
from pages.lessons.optimizers import page as lesson
from pages.lessons.optimizers import pictures, results, start_point
from pages.lessons.optimizers import words as said
from pages.ui import controls, number_format
from pages.ui.charts import contour, racing_losses
from pages.ui.parts import chart, landscape, standings, strip
from pages.ui.shell import navigation
from pages.ui.text import prose
from pages.ui.training_run import laboratory
from tests.ui.running import run

COURSE = pictures.RaceSettings("ravine", 30.0, (-1.8, 0.5), 100, "constant", 0.1, 0)
THREE = ((0, "sgd", None), (1, "momentum", None), (2, "adam", None))


def words(page):
    return " ".join(element.value for element in [*page.markdown, *page.success, *page.caption])


def table(page):
    return " ".join(element.proto.body for element in page.get("html"))


def arrival(racer, condition, rate=None, momentum=0.9, steps=100):
    """The step from which a loss stays below a thousandth, by the recurrence of two numbers along each axis."""
    rates = race.RATES if rate is None else (rate,)
    found, curvature = [], np.array([1.0, condition])
    for eta in rates:
        place, speed, losses = np.array([-1.8, 0.5]), np.zeros(2), []
        while len(losses) <= steps and (abs(place) <= (2, 1.5)).all():
            losses.append(curvature @ place**2 / 2)
            speed = (momentum if racer == "momentum" else 0.0) * speed + curvature * place
            place = place - eta * speed
        if len(losses) > steps:  # it has not left the picture
            below = [step for step in range(steps + 1) if max(losses[step:]) < losses[0] / 1000]
            found.append((max(losses[-11:]), min(below, default=None)))
    return min(found, key=lambda one: one[0])[1]


def test_the_question_stands_beside_its_race_and_an_answer_runs_it_in_the_round_bowl():
    page = run("optimizers", best="off", ground="saddle", lang="en")
    assert "And in a round bowl" in words(page)
    page.button("optimizers.predict.lucky").click().run()
    values = page.session_state["optimizers:values"]
    assert (values["ground"], values["condition"], values["best"]) == ("ravine", 1.0, True)
    assert "**You expected:**" in words(page)
    assert "from step 1 on" in table(page)
    assert table(page).count("from step 54 on") == 2


def test_every_stop_sets_the_controls_and_says_its_sentence():
    page = run("optimizers", predict="skip", lang="en")
    known = {control.id: control for control in lesson.CONTROLS}
    for number, stop in enumerate(strip.stops("en", "optimizers"), 1):
        page.button("optimizers.stop.next").click().run()
        assert not page.exception
        assert stop.sentence in words(page)
        assert page.query_params["stop"] == str(number)
        held = page.session_state["optimizers:values"]
        assert {name: known[name].format(held[name]) for name in stop.query} == dict(stop.query)
    page.button("optimizers.stop.next").click().run()
    assert "**Challenge.**" in words(page)


@pytest.mark.parametrize(
    ("racer", "condition", "momentum", "step"),
    [
        ("sgd", 1.0, 0.9, 1),
        ("momentum", 1.0, 0.9, 54),
        ("sgd", 30.0, 0.9, 56),
        ("momentum", 30.0, 0.9, 62),
        ("momentum", 30.0, 0.48, 18),
        ("sgd", 100.0, 0.9, None),
        ("momentum", 100.0, 0.9, 64),
        ("momentum", 100.0, 0.67, 24),
        ("momentum", 400.0, 0.82, 46),
    ],
)
def test_the_steps_that_stops_and_plan_tell_are_those_of_the_recurrence(racer, condition, momentum, step):
    assert arrival(racer, condition, momentum=momentum) == step
    page = run("optimizers", predict="skip", condition=f"{condition:g}", momentum=str(momentum), lang="en")
    place = ("sgd", "momentum").index(racer)
    shown = table(page).split("<tr>")[2 + place]
    assert ("not yet" if step is None else f"from step {step} on") in shown


@pytest.mark.parametrize("condition", [9.0, 100.0, 400.0])
def test_the_law_on_the_page_is_the_shrinking_that_is_measured(condition):
    """Over many steps the slowest of the two axes shrinks by the factor; at any other μ or rate it shrinks less."""
    best = best_momentum(condition)

    def shrinking(momentum, rate):
        matrices = [np.array([[1 - rate * c, -rate * momentum], [c, momentum]]) for c in (1.0, condition)]
        return max(abs(np.linalg.eigvals(matrix)).max() for matrix in matrices)

    assert shrinking(best.momentum, best.rate) == pytest.approx(best.factor, abs=1e-6)
    for momentum in np.linspace(0, 0.99, 34):
        for rate in best.rate * np.geomspace(0.2, 3, 40):
            assert shrinking(momentum, rate) >= best.factor - 1e-6
    said_there = words(run("optimizers", predict="skip", condition=f"{condition:g}", lang="en"))
    assert f"momentum (μ = {best.momentum:.2g}" in said_there
    assert f"**{best.factor:.3g}**" in said_there
    assert f"keeps **{(condition - 1) / (condition + 1):.3g}**" in said_there


def test_at_another_momentum_no_rate_shrinks_faster_than_its_root():
    for rate in np.geomspace(1e-4, 0.03, 60):
        matrices = [np.array([[1 - rate * c, -rate * 0.9], [c, 0.9]]) for c in (1.0, 100.0)]
        assert max(abs(np.linalg.eigvals(matrix)).max() for matrix in matrices) >= np.sqrt(0.9) - 1e-9


@pytest.mark.parametrize(
    ("link", "shown"),
    [({}, True), ({"racer2": "adam"}, False), ({"racer2": "nesterov"}, True), ({"experiment": "network"}, True)],
)
def test_momentum_is_a_control_wherever_it_races(link, shown):
    page = run("optimizers", predict="skip", **link)
    [momentum] = [control for control in lesson.CONTROLS if control.id == "momentum"]
    values = controls.settle(lesson.CONTROLS, page.session_state["optimizers:values"])[0]
    assert momentum.shown(values) == shown


def test_momentum_changes_those_who_have_one_and_nobody_else():
    other = replace(COURSE, momentum=0.5)
    for racer, changes in (("sgd", False), ("adam", False), ("momentum", True), ("nesterov", True)):
        same = np.array_equal(
            pictures.landscape_run(COURSE, racer, 0.01).theta, pictures.landscape_run(other, racer, 0.01).theta
        )
        assert same != changes
    at_zero = pictures.landscape_run(replace(COURSE, momentum=0.0), "momentum", 0.01)
    np.testing.assert_array_equal(at_zero.theta, pictures.landscape_run(COURSE, "sgd", 0.01).theta)


def test_the_network_is_an_experiment_of_its_own_and_older_links_open_it():
    page = run("optimizers", predict="skip", ground="network", lang="en")
    assert page.session_state["optimizers:values"]["experiment"] == "network"
    assert "The same settings in the laboratory" in words(page)
    page.segmented_control("optimizers.experiment").select("landscape").run()
    assert page.session_state["optimizers:values"]["ground"] == "ravine"
    assert "from step 64 on" in table(page)


def test_the_laboratory_is_opened_with_the_run_that_is_shown():
    experiment = pictures.network("moons", "cosine", 3)
    alone = pictures.as_run(experiment, pictures.network_run(experiment, "sgd", 0.1))
    link = laboratory.settings(alone)
    lab = navigation.by_id("training").module()
    values, notes = controls.settle(lab.CONTROLS, controls.parsed(lab.CONTROLS, link))
    assert not notes
    assert {name: getattr(values, name) for name in link} == {name: getattr(alone, name) for name in link}


@pytest.mark.parametrize(("seed", "first", "second"), [(0, "adam", "sgd"), (2, "sgd", "adam")])
def test_two_seeds_turn_the_order_of_the_network_round_as_the_stop_tells(seed, first, second):
    experiment = pictures.network("moons", "constant", seed)
    told = {
        racer: float(np.median(pictures.network_run(experiment, racer, None).loss[-1])) for racer in ("adam", "sgd")
    }
    assert told[first] < told[second]
    sentence = strip.stops("en", "optimizers")[5].sentence if seed == 0 else prose("optimizers", "plan")["show"]
    assert all(f"**{loss:.2g}**" in sentence for loss in told.values())


@pytest.mark.parametrize("ground", said.GROUNDS)
@pytest.mark.parametrize("best", ["on", "off"])
def test_every_ground_opens_with_four_racers(ground, best):
    page = run("optimizers", predict="skip", ground=ground, best=best, racer1="stochastic", racer4="lion", lang="ko")
    assert not page.exception
    assert not page.info


def test_every_optimizer_and_every_ground_has_a_name():
    assert set(said.RACERS) == set(race.RACERS)
    assert set(said.GROUNDS) == {*race_landscapes.GROUNDS, said.NETWORK}


def test_the_angle_on_the_page_is_that_of_the_start_in_the_link():
    page = run("optimizers", predict="skip", start="ravine_-1_1")
    angle = np.degrees(np.arctan2(100, 1) - np.arctan2(1, 1))
    assert f"**{angle:.0f}°**" in words(page)


def test_a_start_outside_the_picture_or_on_another_ground_is_brought_in():
    own, extent = (0.5, 0.5), (-2.0, 2.0, -1.0, 1.0)
    assert start_point.at(("bowl", 9.0, -9.0), "bowl", own, extent) == (2.0, -1.0)
    assert start_point.at(("ravine", 1.0, 1.0), "bowl", own, extent) == own
    assert start_point.at(None, "bowl", own, extent) == own
    control = next(c for c in lesson.CONTROLS if c.id == "start")
    assert control.parse(control.format(("double_well", -1.25, 0.5))) == ("double_well", -1.25, 0.5)
    with pytest.raises(ValueError, match="x_nan"):
        control.parse("x_nan_1")


@pytest.mark.parametrize(
    ("link", "shown"),
    [({}, False), ({"racer4": "stochastic"}, True), ({"ground": "line"}, True), ({"ground": "network"}, True)],
)
def test_the_seed_is_offered_only_where_it_decides_something(link, shown):
    page = run("optimizers", predict="skip", **link)
    assert bool([one for one in page.number_input if one.label in ("Seed", "시드")]) == shown


def test_nonsense_for_a_start_gets_a_note():
    assert run("optimizers", predict="skip", start="here").info


def test_the_challenge_is_met_by_momentum_at_the_right_rate_only():
    link = {"predict": "skip", "best": "off", "stop": "challenge", "lang": "en"}
    assert "**Done**" in words(run("optimizers", **link, rate2="0.007"))
    assert "**Done**" not in words(run("optimizers", **link, rate2="0.0005"))
    assert "**Done**" not in words(run("optimizers", **link, condition="50", rate2="0.007"))
    assert "**Done**" not in words(run("optimizers", **link, momentum="0.67", rate2="0.03"))
    assert "**Done**" not in words(run("optimizers", **{**link, "best": "on"}))


def test_a_walk_that_leaves_the_picture_is_named_with_its_step():
    page = run("optimizers", predict="skip", condition="30", best="off", rate1="0.07", rate2="0.15", lang="en")
    # y grows by 30 · 0.07 − 1 a step, from 0.5 past 1.5.
    assert f"left the picture at step {int(np.ceil(np.log(3) / np.log(1.1)))}" in table(page)
    assert "diverged at step" in table(page)


def test_losses_are_written_as_one_reads_them():
    assert number_format.two_digits(0.1234) == "0.12"
    assert number_format.two_digits(5.7e-5) == "5.7·10⁻⁵"
    assert number_format.two_digits(3.2e8) == "3.2·10⁸"
    assert number_format.two_digits(740.0) == "740"
    assert [standings.loss(loss) for loss in (0.0, 3.8e-105, 2e-15)] == ["0", "< 10⁻¹⁵", "2.0·10⁻¹⁵"]


def test_a_racer_that_arrives_at_once_has_a_line_to_the_foot_of_the_chart():
    course = pictures.RaceSettings("ravine", 1.0, (-1.8, 0.5), 100, "constant", 0.1, 0)
    run = pictures.landscape_run(course, "sgd", None)
    assert run.loss[1] == 0
    tables = pictures.losses(course, THREE)
    drawn = tables["race"]["value"].to_pylist()[1 : len(run.loss)]
    low = tables["racers"]["low"][0].as_py()
    assert all(low < value < 1e-14 for value in drawn)


def test_who_arrives_at_the_last_step_is_not_told_to_stay_from_there_on():
    page = run("optimizers", predict="skip", ground="plateau", racer4="lion", lang="en")
    assert "from step 100 on" not in table(page)
    assert "at the last step" in table(page)


def test_full_gradient_descent_is_explained_where_it_races_only():
    with_it, without = ([said.FULL in results.said_of_bands(((0, racer, None),), True)] for racer in ("sgd", "adam"))
    assert (with_it, without) == ([True], [False])


def test_the_picture_shows_each_racer_where_the_run_is_and_what_it_remembers():
    run = pictures.landscape_run(COURSE, "adam", None)
    shown = pictures.trail(COURSE, 2, run, memory=True)
    at = COURSE.frames
    np.testing.assert_allclose(shown.trajectory, run.theta)
    np.testing.assert_allclose(np.linalg.norm(shown.velocity, axis=1).max(), 1)
    pulls = -run.velocity[at]
    np.testing.assert_allclose(shown.velocity, pulls / np.linalg.norm(pulls, axis=1).max())
    np.testing.assert_allclose(shown.squares**2 / shown.squares.max() ** 2, run.squares[at] / run.squares[at].max())
    assert pictures.trail(COURSE, 0, pictures.landscape_run(COURSE, "sgd", None), memory=True).velocity is None


def test_the_chart_has_every_loss_of_every_racer():
    tables = pictures.losses(COURSE, THREE)
    for place, racer, rate in THREE:
        kept = [i for i, at in enumerate(tables["race"]["place"].to_pylist()) if at == str(place)]
        values = np.array(tables["race"]["value"].take(kept).to_pylist())
        where, theta = COURSE.where, pictures.landscape_run(COURSE, racer, rate).theta
        np.testing.assert_allclose(values, where.value(theta))


def test_no_infinity_reaches_the_chart_of_a_run_that_diverges():
    tables = pictures.losses(COURSE, ((0, "sgd", 100.0), (1, "momentum", 0.01)))
    for table in tables.values():
        for column in table.columns:
            assert all(np.isfinite(v) for v in column.to_pylist() if isinstance(v, float))


def test_a_higher_band_is_a_higher_loss_and_lines_lie_between_bands():
    where = race_landscapes.ground("beale", 1.0, 0)
    loss = where.value(contour.places(where.extent, 80))
    level = contour.bands(loss)
    assert level.min() == 0
    assert level.max() == contour.BANDS - 1
    order = np.argsort(loss, axis=None)
    assert (np.diff(level.ravel()[order].astype(int)) >= 0).all()


def test_the_places_of_a_picture_are_the_centres_of_its_pixels():
    places = contour.places((-2.0, 2.0, 0.0, 1.0), 8)
    assert places.shape == (2, 8, 2)
    np.testing.assert_allclose(places[0, 0], (-1.75, 0.25))
    np.testing.assert_allclose(places[-1, -1], (1.75, 0.75))


def test_a_finer_picture_keeps_a_slope_straight():
    slope = np.add.outer(np.arange(4.0), 2 * np.arange(5.0))
    fine = contour.finer(slope, 3)
    assert fine.shape == (12, 15)
    np.testing.assert_allclose(fine[1::3, 1::3], slope)
    np.testing.assert_allclose(np.diff(fine[2:-2, 2:-2], axis=0), 1 / 3)


def test_racers_differ_in_colour_dash_and_shape_and_stand_out_from_both_pages():
    assert len(set(racing_losses.COLOURS)) == len(set(racing_losses.DASHES)) == len(set(racing_losses.SHAPES)) == 4

    def light(colour):
        parts = np.array([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)])
        linear = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
        return float(linear @ (0.2126, 0.7152, 0.0722))

    for colour in racing_losses.COLOURS:
        for page in ("#ffffff", "#10161d"):
            high, low = sorted((light(colour), light(page)), reverse=True)
            assert (high + 0.05) / (low + 0.05) >= 3


def test_a_film_with_four_racers_is_below_300_kilobytes():
    course = pictures.RaceSettings("himmelblau", 1.0, (-0.3, -0.9), 500, "constant", 0.1, 0)
    four = (*THREE, (3, "nadam", None))
    trails = [landscape._racer(trail) for trail in pictures.trails(course, four, memory=True)]
    tables = sum(len(chart.packed(table)) for table in pictures.losses(course, four).values())
    size = len(json.dumps(trails)) + len(pictures.map_of("himmelblau", 1.0, 0)) + tables
    print(f"film of 500 steps and four racers: {size / 1000:.0f} kB")
    assert size < 300_000


def test_on_the_network_one_run_does_not_name_the_winner_of_another():
    experiment = pictures.network("moons", "constant", 0)
    begin = time.process_time()
    network_runs = [pictures.network_run(experiment, racer, None) for _, racer, _ in THREE]
    print(f"race of three on the network, nothing cached: {time.process_time() - begin:.2f} s of CPU")
    winners = np.argmin([network_run.loss[-1] for network_run in network_runs], axis=0)
    assert len(set(winners.tolist())) > 1


def test_a_step_of_full_gradient_descent_sees_six_times_the_examples():
    experiment = pictures.network("moons", "constant", 0)
    assert race.entered(experiment, "sgd", (1.0,), 1).batch_size == 6 * experiment.batch_size


def test_the_film_of_the_network_is_the_trajectory_on_its_plane():
    experiment = pictures.network("moons", "constant", 0)
    entries = ((0, "sgd", 1.0), (1, "adam", 0.1))
    plane_view = pictures.plane_view(experiment, entries)
    network_run = pictures.network_run(experiment, "adam", 0.1)
    np.testing.assert_allclose(plane_view.trails[1].trajectory, plane_view.plane.project(network_run.theta))
    x0, x1, y0, y1 = plane_view.extent
    assert x1 - x0 == pytest.approx(y1 - y0)
    assert ((plane_view.trails[0].trajectory > (x0, y0)) & (plane_view.trails[0].trajectory < (x1, y1))).all()


def test_the_program_taken_along_prints_the_training_loss_of_that_rate():
    experiment = pictures.network("moons", "constant", 0)
    alone = pictures.as_run(experiment, pictures.network_run(experiment, "adam", 0.1))
    assert alone.starts == 1
    assert alone.learning_rate == 0.1
    compile(lesson.runs.program(alone), "race.py", "exec")


def test_the_table_to_take_along_holds_every_step():
    lines = pictures.table(COURSE, THREE).decode().splitlines()
    assert len(lines) == 1 + 3 * 101
    assert re.match(r'1,"sgd",0\.\d+,0,-1\.8,0\.5,', lines[1])


@pytest.mark.benchmark
def test_a_change_of_a_control_costs_less_than_120_milliseconds():
    four = (*THREE, (3, "nadam", None))
    spent = []
    for k in range(5):
        course = pictures.RaceSettings("ravine", 30.0 + k, (-1.7, 0.6), 100, "constant", 0.1, k)
        begin = time.process_time()
        pictures.map_of("ravine", 30.0 + k, k)
        pictures.trails(course, four, memory=True)
        pictures.losses(course, four)
        spent.append((time.process_time() - begin) * 1000)
    print(f"landscape, sweep of four racers, chart: {min(spent):.0f} to {max(spent):.0f} ms of CPU")
    assert min(spent) < 120
