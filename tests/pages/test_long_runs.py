"""Long runs: shown while they learn, stopped and gone on with; what comes out is the film of one go."""

from dataclasses import replace

import numpy as np
import pytest

from dlcore.training import Experiment, film_of, record
from pages.ui import long_runs, runs, stops
from pages.ui.control import Values
from tests.pages.running import run

LONG = Experiment(n=60, epochs=100, hidden=(6,), batch_size=5)
DIGITS = {"dataset": "digits", "hidden": "64", "epochs": "100", "n": "800", "learning_rate": "0.01", "lang": "en"}


def same(film, other):
    names = ("step", "epoch", "theta", "train_loss", "test_loss")
    return film.experiment == other.experiment and all(
        np.array_equal(getattr(film, name), getattr(other, name)) for name in names
    )


def course_to_the_end(experiment, stop=0):
    course = long_runs.Course(experiment)
    while not course.is_at(stop):
        course.advance()
    return course


def test_a_run_trained_in_pieces_is_the_run_trained_in_one_go():
    assert same(course_to_the_end(LONG).film(LONG), record(LONG))


def test_a_run_that_blows_up_in_pieces_ends_where_it_does_in_one_go():
    wild = replace(LONG, optimizer="sgd", learning_rate=1e6, loss="squared")
    film = course_to_the_end(wild).film(wild)
    assert same(film, record(wild))
    assert film.diverged_at == record(wild).diverged_at


@pytest.mark.parametrize("stop", [1, 7, 300, 10**9])
def test_a_stopped_run_is_the_beginning_of_the_whole_one(stop):
    whole, stopped = record(LONG), record(replace(LONG, stop_after=stop))
    assert np.array_equal(stopped.theta, whole.theta[: len(stopped)])
    assert stopped.step[-1] == min([step for step in whole.step if step >= stop], default=whole.step[-1])
    assert same(course_to_the_end(LONG, stop).film(replace(LONG, stop_after=stop)), stopped)


def test_a_film_that_is_handed_in_is_kept_and_not_trained_again():
    experiment = replace(LONG, seed=4321)
    assert not runs.is_kept(experiment)
    film = record(experiment)
    runs.hand_in(film)
    assert runs.is_kept(experiment)
    assert runs.inspection(experiment).film is film


def test_nothing_of_a_growing_film_goes_into_the_shared_cache():
    partial = replace(LONG, seed=4322, stop_after=20)
    film = film_of(partial, course_to_the_end(replace(partial, stop_after=0), 20).snapshots[:3])
    with runs.showing(film):
        assert runs.inspection(partial).film is film
        assert runs.inspection(partial) is runs.inspection(partial)
    assert not runs.is_kept(partial)


def test_a_stop_holds_only_with_the_settings_it_was_made_with():
    chosen = Values(epochs=100, rate=0.1)
    stopped = stops.after(37, chosen)
    assert stops.step(stopped) == 37
    assert stops.Stop().limit(stopped, chosen) == stopped
    assert stops.Stop().limit(stopped, Values(epochs=100, rate=0.2)) == stops.NOWHERE
    later = Values(epochs=100, rate=0.1, stopped=stopped, map="output")
    assert stops.after(37, later) == stopped


@pytest.mark.parametrize("word", ["", "x", "0.abc", "-3", "nan", "1e9"])
def test_a_stop_that_is_none_is_refused(word):
    with pytest.raises(ValueError, match=r"invalid|update"):
        stops.Stop().parse(word)


def test_a_long_run_ends_with_its_whole_film_and_without_a_bar():
    page = run("training", **DIGITS)
    assert not page.exception
    assert not page.get("progress")
    assert any("4,810 parameters" in caption.value for caption in page.caption)


def test_a_short_run_is_not_streamed_and_a_long_one_is():
    assert not long_runs.is_long(Experiment())
    assert long_runs.is_long(Experiment(dataset="digits", n=800, hidden=(64, 64)))


def test_a_note_on_the_link_is_still_there_when_a_long_run_is_over():
    page = run("training", **DIGITS | {"activation": "nonsense"})
    assert any("nonsense" in note.value for note in page.info)


def test_a_stopped_run_says_so_and_can_be_trained_to_the_end(monkeypatch):
    page = run("training", epochs="50")
    before = page.session_state["training:values"]
    chosen = Values(**{name: value for name, value in before.items() if name != "stopped"})
    names = list(before)
    chosen = Values(**{name: before[name] for name in names[: names.index("stopped")]})
    page = run("training", epochs="50", stopped=stops.after(100, chosen))
    assert any("Stopped at epoch" in note.value for note in page.info)
    page.button("training.to_the_end").click().run()
    assert not page.exception
    assert not any("Stopped at epoch" in note.value for note in page.info)


def test_a_change_of_a_setting_takes_the_stop_away():
    page = run("training", epochs="50")
    values = page.session_state["training:values"]
    names = list(values)
    chosen = Values(**{name: values[name] for name in names[: names.index("stopped")]})
    page = run("training", epochs="50", stopped=stops.after(100, chosen))
    page.selectbox("training.activation").set_value("relu").run()
    assert not any("Stopped at epoch" in note.value for note in page.info)
    page.selectbox("training.activation").set_value("tanh").run()
    assert not any("Stopped at epoch" in note.value for note in page.info)
    assert "stopped" not in page.query_params
