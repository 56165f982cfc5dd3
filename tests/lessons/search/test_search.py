"""The lesson on search: what it says is what was trained, a race can be left at any trial, and its task can be done."""

import re
from base64 import b64decode
from io import BytesIO
from itertools import permutations

import numpy as np
import pytest
from PIL import Image

from dlcore.search import strategies, trials, true_surface
from dlcore.training.training import Trainer
from pages.lessons.search import class_search, pictures
from pages.lessons.search import race as searching
from pages.lessons.search.page import CONTROLS
from pages.lessons.search.settings import PRESETS
from pages.ui import controls
from pages.ui.parts import strip
from pages.ui.parts.chart import packed
from tests.ui.running import run

LESSON = "search"
QUICK = {"budget": "9", "predict": "skip"}


def chosen(**values):
    return controls.settle(CONTROLS, values)[0]


def race(**values):
    this = searching.setup(chosen(**values))
    return searching.after(this, this.budget)


def said(page):
    kinds = ("markdown", "caption", "success", "info", "html")
    return "\n".join(element.value for kind in kinds for element in page.get(kind))


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.id)
def test_every_preset_opens_as_a_link(preset):
    page = run(LESSON, predict="skip", **controls.words(CONTROLS, chosen(**preset.values)))
    assert not page.exception
    assert "not possible" not in said(page)


def test_the_question_stands_beside_the_race_and_an_answer_shows_who_came_how_far():
    page = run(LESSON, dataset="moons")
    assert "After 4 of 16 trials" in said(page)
    assert "at trial" not in said(page)
    assert [len(done) for done in searching.after(searching.setup(chosen()), 4).ways.values()] == [0, 4, 4, 4]
    assert "trial 5" not in str(page.get("bidi_component"))
    page.button(key=f"{LESSON}.predict.depends").click().run()
    assert page.session_state["search:values"]["dataset"] == "circles"
    assert "**You expected:**" in said(page)
    result = race()
    for way in ("grid", "random", "bayesian"):
        assert f"<td>{result.best(way).validation:.3f}</td>" in said(page)


def test_every_stop_sets_the_controls_and_says_its_sentence():
    page = run(LESSON)
    for number, stop in enumerate(strip.stops("en", LESSON), 1):
        page.button(f"{LESSON}.stop.next").click().run()
        assert not page.exception
        assert stop.sentence in said(page)
        assert page.query_params["stop"] == str(number)
        held = page.session_state[f"{LESSON}:values"]
        assert {name: str(held[name]) for name in stop.query} == stop.query


@pytest.mark.parametrize("space", searching.SPACES)
@pytest.mark.parametrize("extreme", [{"noise": "0"}, {"noise": "1", "dataset": "spiral", "length": "long"}])
def test_every_space_is_fine_at_extremes_in_korean(space, extreme):
    for experiment in ("race", "own", "belief", "curse"):
        link = {"space": space, "experiment": experiment, "acquisition": "probability_of_improvement"}
        page = run(LESSON, lang="ko", **link, **QUICK, **extreme)
        assert not page.exception, experiment
        assert not re.search(r"\b(nan|inf)\b", said(page)), experiment


def test_a_race_is_the_streams_of_the_mathematics():
    result = race(budget="9", picks=("strength", ((0.5, 0.25),)))
    space = result.setup.space
    assert list(result.ways["grid"]) == list(strategies.grid(space, 9))
    assert list(result.ways["random"]) == list(strategies.random(space, 9))
    assert list(result.ways["bayesian"]) == [trial for trial, _ in strategies.bayesian(space, 9)]
    assert list(result.ways["manual"]) == trials.train(space, [(0.5, 0.25)])


def test_a_race_left_in_the_middle_is_whole_as_far_as_it_went():
    this = searching.setup(chosen(budget="9", seed=5))
    stream = searching.rounds(this)
    partial = [next(stream) for _ in range(4)][-1]
    stream.close()
    assert [len(partial.ways[way]) for way in ("grid", "random", "bayesian")] == [4, 4, 4]
    whole = searching.after(this, 9)
    assert {way: done[:4] for way, done in whole.ways.items()} == partial.ways


def test_the_winner_told_is_the_least_of_all_trials():
    result = race(budget="9")
    page = run(LESSON, experiment="curse", **QUICK)
    for way in ("grid", "random", "bayesian"):
        least = min(trial.validation for trial in result.ways[way])
        assert f"{least:.3f} in the winning trial" in said(page)


def test_the_fresh_starts_told_leave_the_trial_itself_out():
    result = race(budget="9")
    told = pictures.fallen(result)["grid"]
    validation, test = trials.retrain(result.setup.space, result.best("grid").point, 5)
    assert told["again"] == pytest.approx(np.mean(validation[1:]))
    assert told["test"] == pytest.approx(np.mean(test[1:]))
    assert told["times"] == pytest.approx(told["test"] / told["trial"])


def test_what_the_replies_claim_is_what_is_measured():
    usual, loses = race(), race(seed=0)
    best = {way: round(usual.best(way).validation, 3) for way in usual.ran}
    assert best == {"grid": 0.379, "random": 0.272, "bayesian": 0.256}
    assert [len({trial.values[0] for trial in usual.ways[way]}) for way in ("grid", "random")] == [4, 16]
    assert loses.best("random").validation < loses.best("bayesian").validation
    assert not any(race(seed=7).beliefs)
    fallen = [told["times"] for result in (usual, loses) for told in pictures.fallen(result).values()]
    assert min(fallen) > 1
    fresh = trials.retrain(usual.setup.space, usual.best("random").point, 5)[1][1:]
    assert round(float(np.mean(fresh)), 3) == 0.319


def test_the_default_shows_the_order_that_repeated_races_show():
    this = searching.setup(chosen())
    races = [searching.rematch(this, this.space.experiment.seed + 1 + luck) for luck in range(searching.REMATCHES)]
    middle = {way: float(np.median([best[way] for best in races])) for way in races[0]}
    assert middle["bayesian"] < middle["random"] < middle["grid"]
    usual = race()
    assert sorted(middle, key=middle.get) == sorted(usual.ran, key=lambda way: usual.best(way).validation)


def test_the_surface_lies_under_the_trials_and_says_what_luck_gives():
    page = run(LESSON, space="rate", experiment="surface", **QUICK)
    assert not page.exception
    assert f"1 − 0.95^9 ≈ {1 - 0.95**9:.1%}" in said(page)
    wins = re.search(r"Bayesian \*\*(\d+)\*\*, random \*\*(\d+)\*\*, grid \*\*(\d+)\*\*, level \*\*(\d+)", said(page))
    assert sum(map(int, wins.groups())) == searching.REMATCHES
    result = race(space="rate", budget="9")
    losses = searching.surface(result.setup.space, ())
    share = np.mean(losses < result.best("grid").validation)
    assert f"Grid {share:.1%}" in said(page)


def test_the_surface_of_three_is_cut_at_the_best_trial():
    page = run(LESSON, space="three", experiment="surface", **QUICK)
    result = race(space="three", budget="9")
    best = min((result.best(way) for way in result.ran), key=lambda trial: trial.validation)
    assert f"hidden units ({best.values[2]:.0f})" in said(page)


def test_a_setting_is_tried_by_the_sliders():
    page = run(LESSON, space="rate", experiment="own", **QUICK)
    page.button(key=f"{LESSON}.try").click().run()
    assert page.query_params["picks"] == "rate~0.5"
    (trial,) = trials.train(race(space="rate", budget="9").setup.space, [(0.5,)])
    assert f"validation loss {trial.validation:.3f}" in said(page)
    page.button(key=f"{LESSON}.clear").click().run()
    assert "picks" not in page.query_params


def test_picks_beyond_the_budget_or_of_another_search_are_not_trained():
    many = ("strength", tuple((0.1, 0.04 * n) for n in range(20)))
    assert len(searching.setup(chosen(budget="9", picks=many)).picks) == 9
    assert searching.setup(chosen(space="rate", picks=many)).picks == ()
    assert searching.setup(chosen(space="hidden", picks=("hidden", ((2.0, -1.0),)))).picks == ((1.0, 0.0),)


@pytest.mark.parametrize("word", ["x", "strength~a_b", "strength~nan_1", "strength~", "~~~"])
def test_a_link_with_nonsense_for_picks_is_answered(word):
    page = run(LESSON, picks=word, **QUICK)
    assert not page.exception
    assert "was not understood" in said(page)


def test_a_place_of_the_plane_and_its_point_are_inverse():
    for name in ("strength", "hidden", "batch"):
        space = searching.setup(chosen(space=name)).space
        assert pictures.place_of(space, *pictures.position(space, (0.3, 0.85))) == pytest.approx((0.3, 0.85), abs=2e-3)


DOES_IT = "strength~0.4_0.4~0.5_0.1"


def test_the_task_is_open_at_its_start_and_can_be_done():
    link = {"predict": "skip", "stop": "challenge", "experiment": "own"}
    assert "**Done**" not in said(run(LESSON, **link))
    page = said(run(LESSON, **link, picks=DOES_IT))
    assert "**Done**" in page
    assert "**Done**" not in said(run(LESSON, picks=DOES_IT, **link, budget="9"))
    result = race(picks=("strength", ((0.4, 0.4), (0.5, 0.1))))
    goal = min(result.best(way).validation for way in ("grid", "random"))
    assert result.best("manual").validation < goal
    assert f"Your trials: 2, lowest {result.best('manual').validation:.3f}; to beat: {goal:.3f}" in page


def test_what_the_challenge_tells_of_the_test_data_is_the_loss_of_that_very_run():
    result = race(picks=("strength", ((0.4, 0.4), (0.5, 0.1))))
    page = said(run(LESSON, predict="skip", stop="challenge", experiment="own", picks=DOES_IT))
    told = [float(number) for number in re.search(r"yours \*\*([\d.]+)\*\*.*two \*\*([\d.]+)\*\*", page).groups()]
    for loss, way in zip(told, ("manual", "random"), strict=True):
        experiment = result.setup.space.settings(result.best(way).point)
        trainer = Trainer(experiment)
        trainer.advance(trainer.updates)
        test = trials.validation_and_test(experiment)[1]
        assert loss == pytest.approx(float(trials.loss_on(test, trainer)), abs=5e-4)


def test_what_is_drawn_on_the_own_plane_are_the_trials_and_their_numbers():
    this = searching.setup(chosen(picks=("strength", ((0.5, 0.25), (1.0, 0.0)))))
    marks = pictures.own_marks(this)
    assert [mark[:2] for mark in marks] == [(-0.5, -3.75), (2.0, -5.0)]
    for point, (_, _, shade) in zip(this.picks, marks, strict=True):
        [trial] = trials.train(this.space, [point])
        assert (shade == "") == bool(trial.diverged_at)
    across, up = pictures.numbers_on(this.space)
    assert [words for _, words in across] == ["0.01", "0.1", "1", "10"]
    assert [at for at, _ in across] == pytest.approx([-2, -1, 0, 1])
    assert [float(words) for _, words in up] == pytest.approx([10.0**at for at, _ in up])
    assert up[0][1] == "0.00001"


def test_the_lattice_of_a_luck_replay_is_looked_up_where_the_surface_was_trained():
    space = race(budget="9").setup.space
    shape = (3, 4)
    losses = np.array([[trial.validation for trial in true_surface.row(space, shape, row)] for row in range(3)])
    point = (2.5 / 4, 0.5 / 3)
    (trained,) = trials.train(space, [point])
    for near in (point, (point[0] + 0.1, point[1] - 0.1)):
        assert true_surface.look_up(losses, space, [near])[0].validation == trained.validation


def test_luck_replayed_is_the_closed_form():
    losses = np.random.default_rng(0).random((20, 20))
    rate = true_surface.replayed_luck(losses, 16, 20_000, np.random.default_rng(1))
    exact = strategies.chance(16)
    assert abs(rate - exact) < 4 * np.sqrt(exact * (1 - exact) / 20_000)


def test_the_table_taken_along_holds_every_trial():
    result = race(budget="9")
    lines = pictures.table(result).decode().splitlines()
    assert len(lines) == 1 + 3 * 9
    assert lines[0].replace('"', "").startswith("way,trial,learning_rate,regularization,validation_loss")
    first = result.ways["grid"][0]
    assert lines[1].replace('"', "").split(",")[2] == f"{first.values[0]:g}"


def test_the_winner_taken_along_is_the_run_of_the_best_trial():
    result = race(budget="9")
    best = min((trial for done in result.ways.values() for trial in done), key=lambda trial: trial.validation)
    assert (
        pictures.winner(result).learning_rate,
        pictures.winner(result).regularization_strength,
    ) == best.values


def test_a_film_of_the_largest_race_is_small():
    this = searching.setup(chosen(budget="25"))
    result = searching.after(this, 25)
    words = dict.fromkeys(("bayesian", "best", "nothing", "values", "none", "diverged"), "")
    planes = pictures.plane(result, "bayesian", words, "", 25)
    tables = [*planes.values(), *(table for data in pictures.maps(this).values() for table in data.values())]
    assert sum(len(packed(table)) for table in tables) < 300_000


def test_lengths_are_told_where_they_were_fitted_and_not_where_the_reader_set_them():
    assert "Fitted length scales" in said(run(LESSON, experiment="belief", predict="skip"))
    for length in ("short", "long"):
        page = run(LESSON, experiment="belief", length=length, predict="skip")
        assert "Fitted length scales" not in said(page)


def test_a_dot_of_one_hyperparameter_stands_where_the_model_was_told():
    result = race(space="rate")
    drawn = pictures.line(result.setup)["trials"]["y"].to_pylist()
    losses = [trial.validation for trial in result.ways["bayesian"]]
    assert max(losses) > strategies.WORST * result.guess
    assert drawn == pytest.approx([min(loss, strategies.WORST * result.guess) for loss in losses])


def test_one_hyperparameter_has_a_dashed_line_and_two_have_a_diamond():
    assert "the dashed line is the next" in said(run(LESSON, space="rate", experiment="belief", **QUICK))
    assert "the diamond is the next" in said(run(LESSON, experiment="belief", **QUICK))


def test_the_first_trials_of_bayesian_search_are_those_of_random_search():
    result = race()
    first = strategies.drawn_first(16)
    assert result.ways["bayesian"][:first] == result.ways["random"][:first]


def test_an_unlucky_start_is_said_of_bayesian_search_alone():
    page = said(run(LESSON, seed="7", experiment="belief", predict="skip"))
    result = race(seed=7)
    assert "None of Bayesian search's trials was clearly better" in page
    assert result.best("grid").validation < strategies.CLEARLY * result.guess


def test_the_best_of_a_way_that_is_done_is_drawn_to_the_last_trial():
    result = race(budget="9", space="three", picks=("three", ((0.5, 0.5, 0.5), (0.6, 0.5, 0.5))))
    assert [len(result.ways[way]) for way in result.ran] == [2, 8, 9, 9]
    drawn = pictures.best_so_far(result)
    rows = drawn["race"].to_pydict()
    assert drawn["racers"]["start"][0].as_py() == 1
    assert drawn["racers"]["end"][0].as_py() > 9  # half a mark has room
    for place, way in zip("0123", result.ran, strict=True):
        steps, values = (
            [value for value, of in zip(rows[name], rows["place"], strict=True) if of == place]
            for name in ("step", "value")
        )
        assert steps[-1] == 9
        assert values[-1] == pytest.approx(min(result.best(way).validation, result.guess))


def test_all_axes_of_a_grid_are_counted():
    words = {"grid": "", "best": "", "nothing": "", "values": "{values} tried", "none": "", "diverged": ""}
    planes = pictures.plane(race(budget="9", space="three"), "grid", words, "", 9)
    assert planes["told"]["counted"].to_pylist()[-1] == "2 × 2 × 2 tried"


@pytest.mark.parametrize("name", ["hidden", "batch_size", "regularization", "loss"])
def test_the_numbers_of_an_axis_are_five_or_six_that_one_reads_easily(name):
    low, high = (0.693 / 12, 4 * 0.693) if name == "loss" else (trials.RANGES[name].low, trials.RANGES[name].high)
    seen = [number for number in pictures.ticks(name) if low <= number <= high]
    assert 5 <= len(seen) <= 6
    assert all(f"{number:g}".strip("0.") in ("1", "2", "5", "4", "8", "16", "32", "64", "1e-05") for number in seen)


# The search of a class


def test_a_class_is_compared_by_the_average_over_all_orders_of_its_picks():
    result = race(budget="9")
    points = [(0.5, 0.25), (0.1, 0.1), (0.6, 0.4), (1.0, 0.0)]
    done = searching.together(result.setup.space, points)
    losses = [min(trial.validation, result.guess) for trial in done]
    orders = np.array([np.minimum.accumulate(order) for order in permutations(losses)])
    assert class_search.expected(done, result.guess) == pytest.approx(orders.mean(axis=0))
    rows = dict(class_search.standing(result, done))
    assert rows[0] == ["The class, 4 of its picks", f"{min(losses):.3f}"]
    for way in ("grid", "random", "bayesian"):
        assert rows[searching.WAYS.index(way)][1] == f"{result.best(way).validation:.3f}"


def test_picks_of_another_space_or_outside_the_plane_are_left_out():
    result = race(budget="9")
    sent = [(1.0, 0.5, 0.25), (0.0, 0.5), (1.0, 1.5, 0.2), (1.0, 0.5), (4.0, 0.1, 0.2, 0.3), (7.0, 0.5, 0.5)]
    assert class_search.picked(result.setup, sent) == [(0.5, 0.25)]


@pytest.mark.parametrize("space", ["rate", "strength", "hidden", "batch", "three"])
def test_the_plane_of_the_class_shows_every_pick_in_every_space(space):
    result = race(budget="9", space=space)
    axes = len(result.setup.space.searched)
    points = [(0.5,) * axes, (0.62,) * axes, (1.0,) * axes]
    done = searching.together(result.setup.space, points)
    rows = class_search.plane(result, done)["picked"].to_pylist()
    assert [row["x"] for row in rows] == [trial.values[0] for trial in done]
    assert [row["diverged"] for row in rows] == [bool(trial.diverged_at) for trial in done]
    best = min(range(3), key=lambda i: done[i].validation)
    assert [row["best"] for row in rows] == [i == best for i in range(3)]
    assert not class_search.plane(result, ())["picked"].to_pylist()


def test_the_small_picture_of_the_card_is_not_pale():
    with Image.open(BytesIO(b64decode(pictures.glimpse().partition(",")[2]))) as picture:
        low, high = picture.convert("L").getextrema()
    assert low < 80
    assert high > 220
