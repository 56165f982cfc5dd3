"""Long runs: shown while they learn, stopped and gone on with; what comes out is the film of one go."""

import subprocess
import sys
import time
from dataclasses import replace

import numpy as np
import pytest

from dlcore.export.exported_run import LINE
from dlcore.export.numpy_program import export
from dlcore.training.stages import Edit, Stage
from dlcore.training.training import Experiment, Snapshot, film_of, record
from pages.lessons.training import exported_files, settings, stopped_run, streaming
from pages.lessons.training.page import CONTROLS
from pages.ui.controls.choices import Layers
from pages.ui.controls.control import Values
from pages.ui.serving import runs
from pages.ui.text import Text
from pages.ui.training_run import film_data, stage_data
from tests.ui.running import run

LONG = Experiment(n=60, epochs=100, hidden=(6,), batch_size=5)
DIGITS = {"dataset": "digits", "hidden": "64", "epochs": "100", "n": "800", "learning_rate": "0.01", "lang": "en"}


def same(film, other):
    names = ("step", "epoch", "theta", "train_loss", "test_loss")
    return film.experiment == other.experiment and all(
        np.array_equal(getattr(film, name), getattr(other, name)) for name in names
    )


def course_to_the_end(experiment, stop=0):
    course = streaming.RunInProgress(experiment)
    while not course.is_at(stop):
        course.advance()
    return course


def test_a_run_trained_in_pieces_is_the_run_trained_in_one_go():
    assert same(course_to_the_end(LONG).film(LONG), record(LONG))


def test_a_run_that_diverges_in_pieces_ends_where_it_does_in_one_go():
    wild = replace(LONG, optimizer="sgd", learning_rate=1e6, loss="squared")
    film = course_to_the_end(wild).film(wild)
    assert same(film, record(wild))
    assert film.diverged_at == record(wild).diverged_at


@pytest.mark.parametrize("stop", [1, 7, 300, 10**9])
def test_a_stopped_run_is_the_beginning_of_the_whole_one(stop):
    whole, stopped = record(LONG), record(replace(LONG, stop_after=stop))
    assert np.array_equal(stopped.theta[:-1], whole.theta[: len(stopped) - 1])
    assert stopped.step[-1] == min(stop, whole.step[-1])
    assert same(course_to_the_end(replace(LONG, stop_after=stop)).film(replace(LONG, stop_after=stop)), stopped)


def test_a_film_that_is_handed_in_is_kept_and_not_trained_again():
    experiment = replace(LONG, seed=4321)
    assert not runs.is_kept(experiment)
    film = record(experiment)
    runs.hand_in(film)
    assert runs.is_kept(experiment)
    assert runs.inspection(experiment).film is film


def test_nothing_of_a_growing_film_goes_into_the_shared_cache():
    partial = replace(LONG, seed=4322, stop_after=20)
    film = film_of(partial, course_to_the_end(partial).snapshots[:3])
    with runs.showing(film):
        assert runs.inspection(partial).film is film
        assert runs.inspection(partial) is runs.inspection(partial)
    assert not runs.is_kept(partial)


def test_a_stop_holds_only_with_the_settings_it_was_made_with():
    chosen = Values(epochs=100, rate=0.1)
    stopped = stopped_run.after(37, chosen)
    assert stopped_run.step(stopped) == 37
    assert stopped_run.StoppedAt().limit(stopped, chosen) == stopped
    assert stopped_run.StoppedAt().limit(stopped, Values(epochs=100, rate=0.2)) == stopped_run.NOWHERE
    later = Values(epochs=100, rate=0.1, stopped=stopped, map="output")
    assert stopped_run.after(37, later) == stopped


@pytest.mark.parametrize("word", ["", "x", "0.abc", "-3", "nan", "1e9"])
def test_a_stop_that_is_none_is_refused(word):
    with pytest.raises(ValueError, match=r"invalid|update"):
        stopped_run.StoppedAt().parse(word)


def test_a_long_run_ends_with_its_whole_film_and_without_a_bar():
    page = run("training", **DIGITS)
    assert not page.exception
    assert not page.get("progress")
    assert any("4,810 parameters" in caption.value for caption in page.caption)


def test_a_short_run_is_not_streamed_and_a_long_one_is():
    assert not streaming.is_long(Experiment())
    assert streaming.is_long(Experiment(dataset="digits", n=800, hidden=(64, 64)))


def test_a_note_on_the_link_is_still_there_when_a_long_run_is_over():
    page = run("training", **DIGITS | {"activation": "nonsense"})
    assert any("nonsense" in note.value for note in page.info)


@pytest.fixture
def halfway(monkeypatch):
    """The page as it is when the first pictures of a long run are there."""
    monkeypatch.setattr(streaming.Watch, "go_on", lambda watch, stretch: None)
    monkeypatch.setattr(streaming, "FIRST", 0.002)

    def come(seed):
        return run("training", **DIGITS, seed=str(seed))

    return come


def experiment_of(page):
    return settings.experiment(Values(**page.session_state["training:values"]))


def test_the_first_pictures_come_with_a_bar_a_button_and_nothing_to_take_along(halfway):
    page = halfway(71)
    assert not page.exception
    [bar] = page.get("progress")
    assert 0 < bar.proto.value < 60
    assert "of 100" in bar.proto.text
    assert page.button("training.stop")
    page.session_state["training-files"] = True  # unfolded
    assert not page.run().get("download_button")
    assert "stopped" not in page.query_params


def test_the_first_pictures_of_a_long_run_cost_no_more_than_a_whole_short_run(halfway):
    def cost(act):
        began = time.process_time()
        act()
        return time.process_time() - began

    pages = halfway(100), run("training", seed="100")
    # In turns, so that what else the machine has to do falls on both.
    costs = [[cost(page.button("training.seed.next").click().run) for page in pages] for _ in range(5)]
    first, short = map(min, zip(*costs, strict=True))
    print(f"server CPU: {1000 * first:.0f} ms to the first pictures, {1000 * short:.0f} ms for a short run")
    assert pages[0].get("progress")
    assert first < short


def test_a_run_that_is_stopped_keeps_what_was_trained_in_page_link_and_files(halfway):
    page = halfway(72)
    course = page.session_state["training:course"]
    while course.step == course.snapshots[-1].step:
        course.advance()
    trained = course.step
    page.button("training.stop").click().run()
    assert not page.exception
    assert any("Stopped at epoch" in note.value for note in page.info)
    page.session_state["training-files"] = True  # unfolded
    film_and_notebook = 2
    assert len(page.run().get("download_button")) == len(exported_files.files(experiment_of(page))) + film_and_notebook
    stopped = experiment_of(page)
    assert stopped.stop_after == trained
    film = runs.inspection(stopped).film
    assert film.step[-1] == trained
    assert same(film, record(stopped))
    link = {name: word if isinstance(word, str) else word[0] for name, word in page.query_params.items()}
    again = run("training", **link)
    assert experiment_of(again) == stopped


def test_a_stopped_run_can_be_trained_to_the_end_from_where_it_was(halfway, monkeypatch):
    page = halfway(73)
    course = page.session_state["training:course"]
    page.button("training.stop").click().run()
    monkeypatch.undo()
    page.button("training.to_the_end").click().run()
    assert not page.exception
    assert not any("Stopped at epoch" in note.value for note in page.info)
    whole = experiment_of(page)
    assert whole.stop_after == 0
    assert page.session_state["training:course"] is course
    assert same(runs.inspection(whole).film, record(whole))


def test_a_change_of_a_setting_abandons_the_run_and_takes_the_stop_away(halfway):
    page = halfway(74)
    page.button("training.stop").click().run()
    page.selectbox("training.activation").set_value("relu").run()
    assert experiment_of(page).stop_after == 0
    page.selectbox("training.activation").set_value("tanh").run()
    assert experiment_of(page).stop_after == 0
    assert "stopped" not in page.query_params


def test_a_change_of_what_is_looked_at_does_not_take_the_stop_away(halfway):
    page = halfway(75)
    page.button("training.stop").click().run()
    before = experiment_of(page).stop_after
    page.toggle("training.log").set_value(True).run()
    assert experiment_of(page).stop_after == before > 0


def test_visitors_of_the_same_run_train_it_together(halfway):
    one, other = halfway(76), halfway(76)
    assert one.session_state["training:course"] is other.session_state["training:course"]


HOLDS = {
    "plain": LONG,
    "a schedule": replace(LONG, schedule="cosine", optimizer="momentum"),
    "stages": replace(LONG, stages=(Stage(140, 40, batch_size=7, edits=(Edit(0, 0, 0, 2.0),)),)),
}


@pytest.mark.parametrize("name", HOLDS)
def test_a_run_held_at_any_update_is_the_film_that_its_stop_asks_for(name):
    course = streaming.RunInProgress(HOLDS[name])
    held = []
    while not course.is_at(0):
        moment = next(course.moments)
        if isinstance(moment, Snapshot):
            course.snapshots.append(moment)
        else:
            course.trainer, course.step = moment, moment.step
        held.append(course.hold())
    stops_made = sorted(set(held) - {0})
    assert len(stops_made) > 60
    assert set(stops_made) - set(record(HOLDS[name]).step.tolist())
    for stop in stops_made[::9]:
        stopped = replace(HOLDS[name], stop_after=stop)
        assert course.leads_to(stopped)
        film = record(stopped)
        assert film.step[-1] == stop
        assert same(course.film(stopped), film)
    assert not course.leads_to(replace(HOLDS[name], stop_after=stops_made[-1] + 10**6))


def test_a_run_that_is_over_when_the_button_is_pressed_is_not_stopped(halfway):
    page = halfway(77)
    course = page.session_state["training:course"]
    while not course.is_at(0):
        course.advance()
    page.button("training.stop").click().run()
    assert not page.exception
    assert experiment_of(page).stop_after == 0
    assert "stopped" not in page.query_params
    assert not page.get("progress")


@pytest.mark.parametrize("stop", [1, 100, 107, 10**9])
def test_the_program_of_a_stopped_run_ends_where_its_film_does(stop, tmp_path):
    experiment = replace(LONG, stop_after=stop)
    film = record(experiment)
    (tmp_path / "run.py").write_text(export(experiment), encoding="utf-8")
    done = subprocess.run([sys.executable, str(tmp_path / "run.py")], capture_output=True, text=True, check=True)
    shots = zip(film.step, film.epoch, film.train_loss, film.test_loss, strict=True)
    lines = [LINE.format(step=s, epoch=e, train_loss=float(a), test_loss=float(b)) for s, e, a, b in shots]
    assert done.stdout.splitlines() == lines


def test_a_stop_that_does_not_fit_the_link_is_answered_by_a_sentence():
    page = run("training", epochs="3", stopped="7.0badc0de", lang="en")
    assert not page.exception
    assert any("stopped with other settings" in note.value for note in page.info)
    page = run("training", epochs="3", stopped="nonsense", lang="en")
    assert any("was not understood" in note.value for note in page.info)


def test_a_run_that_fails_in_the_middle_begins_anew_and_gives_no_half_film(monkeypatch):
    course = streaming.RunInProgress(LONG)
    course.advance(0.001)
    assert not course.over
    monkeypatch.setattr(course, "moments", (1 / 0 for _ in range(1)))
    with pytest.raises(ZeroDivisionError):
        course.advance()
    while not course.is_at(0):
        course.advance()
    assert same(course.film(LONG), record(LONG))


def test_the_film_of_the_largest_network_has_at_most_300_kilobytes():
    most = {"dataset": "digits", "hidden": (64, 64, 64), "n": 1000, "epochs": 20, "learning_rate": 0.003}
    experiment = settings.experiment(Values(**{control.id: control.default for control in CONTROLS} | most))
    charts = [film_data.losses(experiment, False, ""), film_data.accuracies(experiment)]
    charts += [film_data.confusions(experiment), film_data.gradients(experiment, tuple("1234"))]
    size = sum(table.nbytes for chart in charts for table in chart.values())
    assert size <= 30_000
    assert len(stage_data.film(experiment)) <= 300_000


@pytest.mark.parametrize(("depth", "widest"), [(1, 64), (2, 64), (3, 64), (4, 48), (6, 32)])
def test_the_more_layers_the_narrower_each_may_be(depth, widest):
    layers = Layers("hidden", Text("Layers", "층"), default=(8,), most=6, widest=64)
    assert layers.limit((999,) * depth, Values()) == (widest,) * depth
