"""By hand: hold the film at a frame, set one of its parameters, and see what every picture makes of it."""

from dataclasses import replace
from typing import Any

import streamlit as st

from dlcore.analysis.edits import effect_of_edit
from dlcore.analysis.inspection import Inspection
from dlcore.training.stages import Edit, Stage
from dlcore.training.training import Experiment
from pages.lessons.training import settings
from pages.lessons.training.stages import continue_run, frame_button, stage_chain, stage_words
from pages.lessons.training.values import TrainingValues
from pages.ui import controls
from pages.ui.serving.runs import inspection
from pages.ui.text import say

ANY = 10_000
REACH = 5.0
"""How far from 0 the slider goes at least."""

NEAR = 0.1
"""Share of the change by which the gradient may miss it and still be called right."""


def shown(chosen: TrainingValues) -> bool:
    """Whether the tool is chosen."""
    return str(chosen.tool) == "by_hand"


def shape(chosen: TrainingValues) -> tuple[int, int]:
    """How many neurons the chosen layer's weights come from, and how many they lead to."""
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
    """Draw the button that holds the frame shown or, once it is held, the weight chosen and its slider."""
    if not is_held(experiment):
        st.caption(say(stage_words.HAND_HOW))
        if len(experiment.stages) >= stage_chain.MOST:
            st.info(say(stage_words.FULL, most=stage_chain.MOST), icon=":material/info:")
            return

        def hold(frame: int) -> None:
            step, chain = continue_run.place(inspection(experiment).film, frame)
            continue_run.change(panel.lesson, (*chain, Stage(step)))

        frame_button.show(stage_words.HOLD, f"{panel.lesson}.hold", hold)
        return
    run = inspection(experiment)
    st.caption(say(stage_words.HELD, step=experiment.stages[-1].step))
    *places, wide = st.columns([1, 1, 1, 3], gap="medium")
    for place, name in zip(places, ("hand_layer", "hand_from", "hand_to"), strict=True):
        with place:
            panel.draw(name)
    with wide:
        show_value(panel.lesson, run, chosen_place(panel.value))
    show_effect(run)
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
    """Whether the film ends with a frame that is held, to be changed by hand."""
    if not experiment.stages or experiment.stages[-1].epochs:
        return False
    return inspection(experiment).film.diverged_at is None


def chosen_place(chosen: TrainingValues) -> tuple[int, int, int]:
    """Layer, row and column of the weight chosen; row −1 is the bias."""
    return chosen.hand_layer - 1, chosen.hand_from - 1, chosen.hand_to - 1


def choosing(panel: controls.Panel[TrainingValues], experiment: Experiment) -> dict[str, Any]:
    """What the drawing of the network is told: which edge is chosen, and that another can be, once a frame is held."""
    if not shown(panel.value) or not is_held(experiment):
        return {}

    def choose(layer: int, row: int, column: int) -> None:
        controls.change(panel.lesson, hand_layer=layer + 1, hand_from=row + 1, hand_to=column + 1)()

    return {"edge": chosen_place(panel.value), "on_edge": choose}


def show_value(lesson: str, run: Inspection, place: tuple[int, int, int]) -> None:
    """Draw the slider of one parameter, at the value that it has in the last frame."""
    layer, row, column = place
    values = run.network.matrices(run.film.theta)[layer][:, row, column]
    held = run.film.experiment.stages[-1]
    others = [edit for edit in held.edits if tuple(edit[:3]) != place]
    trained, value = float(values[-2] if held.edits else values[-1]), float(values[-1])
    reach = max(REACH, float(abs(values).max()) + 1)
    key = f"{lesson}:hand.{layer}.{row}.{column}"
    st.session_state[key] = value
    st.slider(
        named(run, place),
        min_value=-reach,
        max_value=reach,
        step=0.05,
        format="%.2f",
        key=key,
        on_change=set_by_hand,
        args=(lesson, run.film.experiment, place, key),
        disabled=len(others) >= stage_chain.MOST_EDITS,
    )
    st.caption(say(stage_words.BEFORE, trained=trained, value=value))


def named(run: Inspection, place: tuple[int, int, int]) -> str:
    """The weight in words: from which neuron to which."""
    layer, row, column = place
    numbers = {"layer": layer, "next": layer + 1, "row": row + 1, "column": column + 1}
    sender = stage_words.OF_BIAS if row == -1 else stage_words.INPUT if layer == 0 else stage_words.NEURON
    receiver = stage_words.OUTPUT if layer + 1 == len(run.network.shapes) else stage_words.NEXT
    return f"{say(sender, **numbers)} → {say(receiver, **numbers)}"


def set_by_hand(lesson: str, experiment: Experiment, place: tuple[int, int, int], key: str) -> None:
    """Set a parameter of the held frame to what its slider says."""
    if (value := st.session_state.get(key)) is not None:  # None where the page has been left meanwhile
        continue_run.change(lesson, edited(experiment.stages, place, round(float(value), 3)))


def edited(chain: stage_chain.Chain, place: tuple[int, int, int], value: float) -> stage_chain.Chain:
    """The chain with one more parameter set in its last stage, or set otherwise."""
    *before, last = chain
    others = tuple(edit for edit in last.edits if tuple(edit[:3]) != place)
    return (*before, replace(last, edits=(*others, Edit(*place, value))))


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
