"""Going on from here and by hand, without a browser: the chain in the link, what fits and what does not."""

import re
from dataclasses import replace

import numpy as np
import pytest
import streamlit as st

from dlcore.network.losses import LOSSES
from dlcore.training.stages import SETTINGS, Edit, Stage
from dlcore.training.training import network_inputs, prepare, record
from pages.lessons.training import challenge, settings
from pages.lessons.training import page as training
from pages.lessons.training.stages import continue_run, edit_weights, frame_button, stage_chain
from pages.ui.controls.control import Values
from pages.ui.parts.stage import stage
from pages.ui.text import say
from pages.ui.training_run import run_pictures
from tests.ui.running import moved, run

CHAIN = (
    Stage(220, 50, learning_rate=1e-05, batch_size=30, optimizer="rmsprop", loss="hinge", schedule="inverse_time"),
    Stage(300, 7, regularization="l2", regularization_strength=0.1 + 0.2, edits=(Edit(0, -1, 3, -2.5),)),
    Stage(310, edits=(Edit(1, 2, 0, 1e-07), Edit(2, 0, 0, 4.0))),
    Stage(310),
)


def values(**changes):
    return Values(**{control.id: control.default for control in training.CONTROLS} | changes)


def word_of(page):
    """The chain in the page's link, None where there is none."""
    held = page.query_params.get("stages")
    return held[0] if isinstance(held, list) else held


def beginning(**changes):
    return settings.experiment(values(**changes))


@pytest.mark.parametrize("count", range(5))
def test_a_chain_comes_back_from_its_word_in_a_link(count):
    word = continue_run.CHAIN.format(CHAIN[:count])
    assert continue_run.CHAIN.parse(word) == CHAIN[:count]
    assert re.fullmatch(r"[a-z0-9_~.-]+", word)


def test_the_longest_usual_chain_is_read_whole():
    chain = tuple(replace(CHAIN[0], step=10**5, edits=CHAIN[2].edits) for _ in range(stage_chain.MOST))
    assert len(continue_run.CHAIN.format(chain)) < continue_run.CHAIN.longest


@pytest.mark.parametrize(
    "word",
    ["junk", "s", "~~", "s-5", "s5~x3", "s5~e", "s5~e1.5", "s5~r0", "s5~r-1", "s5~rnan", "s5~r1e999", "s5~oadm",
     "s5~e3~e4", "s5~w0_0_0", "s5~w0_b_0_nan", "s5~wa_b_c_d", "s5~b0", "s5~e9999999999", "5" * 1900, "s5~lnone"],
)  # fmt: skip
def test_a_nonsense_chain_is_answered_with_a_note(word):
    page = run("training", stages=word, epochs="3")
    assert not page.exception
    assert any("was not understood; Stages is no stage" in note.value for note in page.info)
    assert word_of(page) is None


@pytest.mark.parametrize(
    ("word", "kept"),
    [
        ("s99999~e5", None),
        ("s10~w9_9_9_1", None),
        ("s10~w0_0_8_1", None),
        ("s10~w0_4_0_1", None),
        ("s10~e2~s31", "s10~e2"),
        ("s10~e2~s9", "s10~e2"),
        ("s10~e999999999", "s10~e999"),
        ("s10~e2~b4000", "s10~e2~b150"),
        ("s10~w0_0_0_1e300", "s10~w0_0_0_100"),
    ],
)
def test_a_chain_that_does_not_fit_gives_way_with_a_note(word, kept):
    page = run("training", stages=word, epochs="3", lang="ko")
    assert not page.exception
    assert any(note.value.startswith("이 실행에 맞지 않는 단계가 있어 고쳤습니다.") for note in page.info)
    assert word_of(page) == kept


def test_a_loss_that_is_not_for_the_task_is_refused_with_a_note():
    page = run("training", dataset="sine", loss="squared", stages="s20~e5~lhinge")
    assert not page.exception
    assert any("loss Hinge" in note.value for note in page.info)


def test_all_stages_together_have_no_more_updates_than_one_run():
    chain = (Stage(0, 10**9, batch_size=1), Stage(5000, 10**9, batch_size=2))
    limited = continue_run.CHAIN.limit(chain, values(n=1000))
    film = record(beginning(n=1000, stages=limited, hidden=()))
    most = settings.most_epochs(values(n=1000, batch_size=1)) * 500
    assert 0.95 * most <= film.step[-1] <= most
    assert len(film) <= 64 + len(chain)


def test_another_rate_at_first_keeps_the_chain_and_less_data_drop_it_with_a_note():
    page = run("training", stages="s220~e20~b30")
    moved(page, "training.learning_rate", 0.1)
    assert word_of(page) == "s220~e20~b30"
    assert not page.info
    moved(page, "training.n", 20)
    assert not page.exception
    assert word_of(page) is None
    assert any("from step 220" in note.value for note in page.info)


DRAFT = {"epochs": 20} | {name: getattr(beginning(), name) for name in SETTINGS}


def test_going_on_keeps_only_what_differs_from_the_frame_shown():
    film = record(beginning())
    frame = 20
    (stage,) = continue_run.continued(film, frame, DRAFT | {"learning_rate": 0.3})
    assert stage == Stage(int(film.step[frame]), 20, learning_rate=0.3)


def test_going_on_from_a_frame_before_leaves_out_what_came_after_it():
    chain = (Stage(220, 20, learning_rate=0.3), Stage(300, 20, batch_size=5))
    film = record(beginning(stages=chain))
    second = film.stage.index(1)
    assert continue_run.continued(film, second, DRAFT)[0] == chain[0]
    assert continue_run.continued(film, second, DRAFT)[1] == Stage(int(film.step[second]), 20, learning_rate=0.03)
    first = film.stage.index(1) - 1
    assert film.step[first] == 220
    assert continue_run.continued(film, first, DRAFT) == (Stage(220, 20),)
    assert continue_run.continued(film, 9999, DRAFT)[:2] == chain


def test_nothing_goes_on_from_the_frame_in_which_a_run_diverged():
    film = record(beginning(optimizer="sgd", loss="squared", learning_rate=10.0))
    assert film.diverged_at is not None
    (stage,) = continue_run.continued(film, len(film) - 1, DRAFT)
    assert stage.step < film.diverged_at
    rescued = record(beginning(optimizer="sgd", loss="squared", learning_rate=10.0, stages=(stage,)))
    assert rescued.stage[-1] == 1


def test_a_schedule_other_than_constant_begins_anew():
    film = record(beginning(schedule="cosine", epochs=5))
    (stage,) = continue_run.continued(film, len(film) - 1, DRAFT | {"schedule": "cosine"})
    assert stage.schedule == "cosine"


@pytest.fixture
def pressed_at(monkeypatch):
    """Stand an ordinary button in for the one that only a browser can press, at a frame to be set."""
    frame = {"now": 0}

    def show(label, key, on_press):
        st.button(say(label), key=key, on_click=lambda: on_press(frame["now"]))

    monkeypatch.setattr(frame_button, "show", show)
    return frame


def test_a_chain_grows_by_a_button_and_shrinks_again(pressed_at):
    page = run("training", tool="go_on", epochs="30")
    film = record(beginning(epochs=30))
    pressed_at["now"] = 25
    now = beginning(epochs=30)
    moved(page, continue_run.draft_key("training", continue_run.DRAFT[2], now), 0.3)
    page.select_slider(continue_run.draft_key("training", continue_run.MORE, now)).set_value(20).run()
    page.button("training.go_on").click().run()
    assert not page.exception
    first = f"s{film.step[25]}~e20~r0.3"
    assert word_of(page) == first
    assert any(f"up to step {film.step[25]}" in text.value for text in page.markdown)
    pressed_at["now"] = 999
    page.button("training.go_on").click().run()
    assert word_of(page) == f"{first}~s{film.step[25] + 200}~e20"
    page.button("training.stages.undo").click().run()
    assert word_of(page) == first
    page.button("training.stages.start_over").click().run()
    assert word_of(page) is None
    assert not page.exception


def test_with_keep_training_on_a_change_is_a_stage_from_the_last_frame_and_shown_as_in_force():
    page = run("training", keep="on", epochs="20")
    now = beginning(epochs=20)
    rate, batch = (control for control in continue_run.DRAFT if control.id in ("learning_rate", "batch_size"))
    moved(page, continue_run.draft_key("training:keep", rate, now), 0.3)
    assert not page.exception
    assert word_of(page) == "s200~e50~r0.3"
    chain = continue_run.CHAIN.parse("s200~e50~r0.3")
    assert settings.experiment(Values(**page.session_state["training:values"])) == beginning(epochs=20, stages=chain)
    then = beginning(epochs=20, stages=chain).in_stage(1)
    assert page.session_state[continue_run.draft_key("training:keep", rate, then)] == 0.3
    moved(page, continue_run.draft_key("training:keep", batch, then), 30)
    assert word_of(page) == "s200~e50~r0.3~s700~e50~b30"
    page.button("training.stages.undo").click().run()
    assert word_of(page) == "s200~e50~r0.3"
    assert page.session_state["training:values"]["learning_rate"] == 0.03


def test_with_keep_training_off_a_change_begins_a_new_run():
    page = run("training", epochs="20")
    moved(page, "training.learning_rate", 0.3)
    assert word_of(page) is None
    assert page.session_state["training:values"]["learning_rate"] == 0.3


def test_a_full_chain_can_only_be_taken_back():
    word = "~".join(f"s{10 * number}~e1" for number in range(1, stage_chain.MOST + 1))
    page = run("training", tool="go_on", stages=word)
    assert not page.exception
    assert any("at most 8 stages" in note.value for note in page.info)


@pytest.fixture
def pulled(monkeypatch):
    """Stand a button in for a weight that only a browser can pull, to a place in θ, a value and a frame to be set."""
    pull = {"to": (1, -1, 2, 2.5, 40)}

    def show(film, key, *, on_weight=None, **settings):
        if on_weight:
            st.button("pull", key="pull", on_click=lambda: on_weight(*pull["to"]))

    monkeypatch.setattr(stage, "show", show)
    return pull


def test_a_weight_pulled_on_the_stage_holds_the_run_there_and_is_trained_on(pulled):
    page = run("training", epochs="30")
    film = record(beginning(epochs=30))
    step = int(film.step[40])
    network, train, _ = prepare(beginning())
    trained = float(network.unpack(film.theta[40])[1][1][2])
    page.button("pull").click().run()
    assert not page.exception
    assert word_of(page) == f"s{step}~w1_b_2_2.5"
    told = next(text.value for text in page.markdown if text.value.startswith("Training loss"))
    before, after, change, predicted = map(float, re.findall(r"[-+]?\d+\.\d+", told))
    loss, x = LOSSES["cross_entropy"], network_inputs(film.experiment, train.x)

    def at(value):
        theta = film.theta[40].copy()
        network.unpack(theta)[1][1][2] = value
        return float(loss.value(network.forward(theta, x), train.y))

    slope = (at(trained + 1e-5) - at(trained - 1e-5)) / 2e-5
    assert before == pytest.approx(at(trained), abs=6e-5)
    assert after == pytest.approx(at(2.5), abs=6e-5)
    assert change == pytest.approx(at(2.5) - at(trained), abs=6e-5)
    assert predicted == pytest.approx(slope * (2.5 - trained), abs=6e-5)
    page.button("training.hand.train").click().run()
    assert word_of(page) == f"s{step}~w1_b_2_2.5~s{step}~e50"
    assert not page.exception
    page.button("training.stages.undo").click().run()
    assert word_of(page) == f"s{step}~w1_b_2_2.5"


def test_a_second_pull_on_the_frame_held_is_of_the_same_stage_and_one_on_an_earlier_frame_is_not(pulled):
    page = run("training", epochs="30")
    step = int(record(beginning(epochs=30)).step[40])
    page.button("pull").click().run()
    pulled["to"] = (0, 1, 3, -1.25, 999)
    page.button("pull").click().run()
    assert word_of(page) == f"s{step}~w1_b_2_2.5~w0_1_3_-1.25"
    pulled["to"] = (0, 0, 0, 1.0, 10)
    page.button("pull").click().run()
    held = record(beginning(epochs=30, stages=continue_run.CHAIN.parse(f"s{step}~w1_b_2_2.5~w0_1_3_-1.25")))
    assert word_of(page) == f"s{held.step[10]}~w0_0_0_1"
    assert not page.exception


def test_a_held_frame_trained_on_unchanged_is_one_stage(pressed_at):
    page = run("training", tool="by_hand", stages="s100")
    page.button("training.hand.train").click().run()
    assert word_of(page) == "s100~e50"


@pytest.mark.parametrize("link", [{"hidden": "none"}, {"dataset": "iris"}, {"dataset": "sine", "loss": "squared"}])
def test_an_older_link_to_a_weight_opens_the_run_without_its_sliders(link):
    page = run("training", tool="by_hand", stages="s10", hand_layer="5", hand_to="200", epochs="5", **link)
    assert not page.exception
    assert word_of(page) == "s10"
    assert page.session_state["training:values"]["hand_to"] == 200
    assert not [widget for widget in page.slider if "hand" in widget.key]


def test_a_weight_set_again_has_one_value():
    chain = edit_weights.edited((Stage(5, edits=(Edit(0, 0, 0, 1.0), Edit(0, 1, 0, 2.0))),), (0, 0, 0), 3.0)
    assert chain[0].edits == (Edit(0, 1, 0, 2.0), Edit(0, 0, 0, 3.0))


def test_the_rules_stand_where_the_stages_begin():
    chain = (Stage(220, 20, batch_size=30), Stage(240, 3))
    assert record(beginning(stages=chain)).stage_starts() == [22.0, 26.0]
    assert record(beginning()).stage_starts() == []


def test_the_player_opens_at_the_joint_and_at_the_edited_frame():
    chain = (Stage(220, 20, batch_size=30),)
    film = record(beginning(stages=chain))
    key, frame = run_pictures.opening(film, "film")
    assert film.step[frame] == 220
    assert key != "film"
    by_weight = record(beginning(stages=(*chain, Stage(240, edits=(Edit(0, 0, 0, 1.0),)))))
    edited, last = run_pictures.opening(by_weight, "film")
    assert last == -1
    assert edited not in (key, "film")
    assert run_pictures.opening(record(beginning()), "film") == ("film", 0)


def test_the_challenge_is_not_won_by_going_on():
    words = {k: ".".join(v) if isinstance(v, tuple) else str(v) for k, v in challenge.START.items()}
    page = run("training", **(words | {"batch_size": "10", "stages": "s450~e50"}))
    assert not page.exception
    assert not page.success


def test_a_film_with_many_stages_is_finite_and_short():
    word = "s220~e50~r3~osgd~s300~e40~lhinge~w0_0_0_3~s400~e9~b3~s400~w1_b_1_-4"
    experiment = beginning(stages=continue_run.CHAIN.limit(continue_run.CHAIN.parse(word), values()))
    assert len(experiment.stages) == 4
    film = record(experiment)
    assert len(film) <= 68
    assert np.isfinite(film.theta).all()
