"""By hand: hold the film at a frame, set one of its parameters, and see what every picture makes of it."""

from dataclasses import replace

import streamlit as st

from dlcore.analysis.edits import effect_of_edit
from dlcore.analysis.inspection import Inspection
from dlcore.training.stages import Edit, Stage
from dlcore.training.training import Experiment
from pages.lessons.training import settings
from pages.lessons.training.stages import continue_run, stage_chain, stage_words
from pages.lessons.training.values import TrainingValues
from pages.ui import controls
from pages.ui.serving.runs import inspection
from pages.ui.text import say

ANY = 10_000
REACH = 5.0
"""The least reach of the slider from 0."""

NEAR = 0.1
"""Share of the change by which the gradient may miss it and still be called right."""


def shown(chosen: TrainingValues) -> bool:
    """Tell whether the tool is chosen."""
    return str(chosen.tool) == "by_hand"


def shape(chosen: TrainingValues) -> tuple[int, int]:
    """The numbers of neurons below and above the chosen layer's weights."""
    network, _ = stage_chain.measures(replace(settings.experiment(chosen), stages=()))
    rows, columns = network.shapes[chosen.hand_layer - 1]
    return rows - 1, columns


def layers(chosen: TrainingValues) -> int:
    """Layers that have weights."""
    return len(chosen.hidden) + 1


def senders(chosen: TrainingValues) -> int:
    """Neurons that they come from; anything may be asked for while the tool is not shown."""
    return shape(chosen)[0] if shown(chosen) else ANY


def receivers(chosen: TrainingValues) -> int:
    """Neurons that a layer's weights lead to."""
    return shape(chosen)[1] if shown(chosen) else ANY


CONTROLS: controls.Controls[TrainingValues] = (
    controls.Number("hand_layer", stage_words.LAYER, low=1, high=layers, step=1, default=1, shown=shown),
    controls.Number("hand_from", stage_words.FROM, low=0, high=senders, step=1, default=1, shown=shown),
    controls.Number("hand_to", stage_words.TO, low=1, high=receivers, step=1, default=1, shown=shown),
)


def show(panel: controls.Panel[TrainingValues], experiment: Experiment) -> None:
    """Draw what the weights set by hand have done, and the button that trains on from them."""
    st.caption(say(stage_words.HELD, step=experiment.stages[-1].step))
    show_effect(inspection(experiment))
    key = continue_run.draft_key(panel.lesson, continue_run.MORE, experiment)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        with st.container(width=320):
            continue_run.MORE.place(key, st.session_state.get(key, continue_run.MORE.default))
            continue_run.MORE.draw(key, st.session_state[key], panel.value)
        st.button(
            say(stage_words.TRAIN),
            key=f"{panel.lesson}.hand.train",
            on_click=train,
            args=(panel.lesson, experiment, key),
        )


def is_held(experiment: Experiment) -> bool:
    """Tell whether the film ends with a frame that is held, to be changed by hand."""
    if not experiment.stages or experiment.stages[-1].epochs:
        return False
    return inspection(experiment).film.diverged_at is None


def edited(chain: stage_chain.Chain, place: tuple[int, int, int], value: float) -> stage_chain.Chain:
    """The chain with one more parameter set in its last stage, or set otherwise."""
    *before, last = chain
    others = tuple(edit for edit in last.edits if tuple(edit[:3]) != place)
    return (*before, replace(last, edits=(*others, Edit(*place, value))))


def set_weight(
    lesson: str, experiment: Experiment, layer: int, row: int, column: int, value: float, frame: int
) -> None:
    """Hold the run at a frame with one parameter set otherwise: what was dragged on the drawing."""
    film = inspection(experiment).film
    place, value = (layer, row, column), round(value, 3)
    if is_held(experiment) and frame >= len(film) - 1:
        continue_run.change(lesson, edited(experiment.stages, place, value))
        return
    step, chain = continue_run.place(film, frame)
    continue_run.change(lesson, (*chain, Stage(step, edits=(Edit(*place, value),))))


def train(lesson: str, experiment: Experiment, key: str) -> None:
    """Go on from the held frame, with the settings in force."""
    last = experiment.stages[-1]
    epochs = int(st.session_state.get(key, continue_run.MORE.default))
    rest = experiment.stages if last.edits or last.changes else experiment.stages[:-1]
    continue_run.change(lesson, (*rest, Stage(last.step, epochs)))


def show_effect(run: Inspection) -> None:
    """Say what the loss did, and what the gradient had predicted."""
    effect = effect_of_edit(run)
    if effect is None:
        return
    change = effect.after - effect.before
    st.markdown(say(stage_words.EFFECT, **effect._asdict(), change=change))
    if change == effect.predicted == 0:
        st.caption(say(stage_words.FLAT))
        return
    st.caption(say(stage_words.NEAR if abs(change - effect.predicted) <= NEAR * abs(change) else stage_words.FAR))
