"""A run on one screen: the player with its pin, the network with the plane, the curves beside it, and what matters."""

from functools import partial

import streamlit as st

from dlcore.training.experiment import Experiment
from pages.lessons.training import drawn_losses, run_health, settings, streaming
from pages.lessons.training.compare import compare_words
from pages.lessons.training.compare.compare import PIN
from pages.lessons.training.compare.pinned_run import NOTHING
from pages.lessons.training.stages import continue_run, edit_weights
from pages.lessons.training.values import TrainingValues
from pages.ui import controls
from pages.ui.parts import drawn_prediction, lesson
from pages.ui.parts.drawn_prediction import DrawnState
from pages.ui.text import say
from pages.ui.training_run import film_data, run_pictures

LESSON = "training"
OUTPUT = "output"
"""What is large when no neuron is chosen."""

STAGE, CHART = 320, 152
"""Pixels of the stage, and of each of two charts beside it."""


def pinned(chosen: TrainingValues) -> Experiment | None:
    """Return the pinned run, unless it is the run shown."""
    word = chosen.pin
    return None if word in (NOTHING, PIN.write(chosen)) else settings.experiment(PIN.read(word))


def show(panel: controls.Panel[TrainingValues], watch: streaming.Watch) -> None:
    """Draw the player, the network with the plane, the losses beside them, and the sentence that matters."""
    experiment, beside = watch.experiment, None if watch.going else pinned(panel.value)
    free = panel.value.tool == "none" and not (beside or watch.going or panel.value.keep or experiment.stages)
    curve = drawn_losses.at(panel, experiment, free)
    if free and drawn_losses.watch(experiment, curve, panel.value.log):
        return
    if curve.asking:
        show_drawing(panel, watch, curve)
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="stage-player"):
        # A player of more stages opens at the joint, and rests there for a look, unless changes are to train on.
        play = panel.value.keep or not experiment.stages
        run_pictures.film_player(experiment, f"{LESSON}.film", autoplay=play, follow=watch.going)
        if panel.value.tool == "none":
            panel.draw("keep")
        show_pin(panel, experiment)
    watch.show_progress()
    drawn = settings.is_drawn(panel.value)
    *before, stage, charts = lesson.body(*([0.7] if drawn else []), 2.1, 1)
    for place in before:
        with place:
            panel.draw("points")
    with stage:
        show_network(panel, watch, beside)
    with charts:
        height = CHART if experiment.source.task == "classification" else 2 * CHART
        run_pictures.losses(
            experiment,
            f"{LESSON}.losses",
            log=panel.value.log,
            height=height,
            pinned=beside,
            drawn=drawn_losses.curve(experiment, curve, panel.value.log),
        )
        run_pictures.accuracies(experiment, f"{LESSON}.accuracies", height=height, pinned=beside)
    with st.container(key="stage-said", gap="xxsmall"):
        drawn_losses.told(experiment, curve, panel.value.log)
        if beside and not film_data.same_loss(experiment, beside):
            st.caption(say(compare_words.OTHER_LOSS))
        run_health.show(experiment)
        if free:
            drawn_prediction.button(LESSON, curve)
            drawn_losses.share(experiment, curve, panel.value.log)


def show_drawing(panel: controls.Panel[TrainingValues], watch: streaming.Watch, curve: DrawnState) -> None:
    """Draw the network before it has learned, and the area where the test loss is drawn before it is shown."""
    drawn_prediction.bar(LESSON)
    stage, area = lesson.body(2.1, 1)
    with stage:
        show_network(panel, watch, None, "before")
    with area:
        drawn_losses.area(watch.experiment, curve, panel.value.log, STAGE - CHART // 2)


def show_network(
    panel: controls.Panel[TrainingValues], watch: streaming.Watch, beside: Experiment | None, key: str = "stage"
) -> None:
    """Draw the network with the plane, and a pinned run's plane beside it; of another `key` it is at its start."""
    chosen = panel.value.map
    run_pictures.on_stage(
        watch.experiment,
        f"{LESSON}.{key}",
        height=STAGE,
        pinned=beside,
        selected=None if chosen == OUTPUT else chosen,
        hidden=None if watch.going else panel.value.hidden,
        on_layers=lambda widths: controls.change(LESSON, hidden=widths)(),
        on_weight=None if watch.going else partial(edit_weights.set_weight, LESSON, watch.experiment),
    )


def show_pin(panel: controls.Panel[TrainingValues], experiment: Experiment) -> None:
    """Draw the button that pins the run, or lets go of the pinned one. What has stages or was stopped is not pinned."""
    word, here = panel.value.pin, PIN.write(panel.value)
    if word != NOTHING:
        label, to = compare_words.UNPIN, NOTHING
    else:
        label, to = compare_words.PIN, here
    st.button(
        say(label),
        icon=":material/push_pin:",
        help=say(compare_words.PIN_HELP),
        key=f"{LESSON}.pin.set",
        on_click=controls.change(LESSON, pin=to),
        disabled=word == NOTHING and bool(experiment.stages or experiment.stop_after),
    )


def show_rest(panel: controls.Panel[TrainingValues], experiment: Experiment) -> None:
    """Draw what is said of the weights set by hand and of the stages of the run."""
    if edit_weights.is_held(experiment):
        edit_weights.show(panel, experiment)
    if panel.value.tool == "go_on":
        continue_run.show_hints(panel, experiment)
    continue_run.show_chain(panel, experiment)
