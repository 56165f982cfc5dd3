"""By hand: hold the film at a frame, set one of its parameters, and see what every picture makes of it."""

from dataclasses import replace

import streamlit as st

from dlcore.editing import effect_of_edit
from dlcore.inspection import Inspection
from dlcore.stages import Edit, Stage
from dlcore.training import Experiment
from pages.ui import controls, frame_button, going_on, settings, stages
from pages.ui import stage_words as words
from pages.ui.control import Values
from pages.ui.runs import inspection
from pages.ui.text import Text, say

BIAS = "bias"
WIDEST = 256
NUMBERS = {str(number): Text(str(number + 1), str(number + 1)) for number in range(WIDEST)}
REACH = 5.0
"""How far from 0 the slider goes at least."""

NEAR = 0.1
"""Share of the change by which the gradient may miss it and still be called right."""


def shown(chosen: Values) -> bool:
    """Whether the tool is chosen."""
    return str(chosen.tool) == "by_hand"


def shape(chosen: Values, layer: int) -> tuple[int, int]:
    """Rows and columns of a layer's weights."""
    network, _ = stages.measures(replace(settings.experiment(chosen), stages=()))
    rows, columns = network.shapes[layer]
    return min(rows - 1, WIDEST), min(columns, WIDEST)


def layers(chosen: Values) -> list[str]:
    """Layers that have weights."""
    return list(NUMBERS)[: len(chosen.hidden) + 1]


def receivers(chosen: Values) -> list[str]:
    """Neurons that a layer's weights lead to."""
    return list(NUMBERS)[: shape(chosen, int(chosen.hand_layer))[1]] if shown(chosen) else list(NUMBERS)


def senders(chosen: Values) -> list[str]:
    """Neurons that they come from, and the bias."""
    own = shape(chosen, int(chosen.hand_layer))[0] if shown(chosen) else WIDEST
    return [*list(NUMBERS)[:own], BIAS]


CONTROLS: controls.Controls = (
    controls.Choice("hand_layer", words.LAYER, options=NUMBERS, default="0", allowed=layers, shown=shown),
    controls.Choice(
        "hand_from", words.FROM, options=NUMBERS | {BIAS: words.OF_BIAS}, default="0", allowed=senders, shown=shown
    ),
    controls.Choice("hand_to", words.TO, options=NUMBERS, default="0", allowed=receivers, shown=shown),
)


def show(panel: controls.Panel, experiment: Experiment) -> None:
    """Draw the button that holds the frame shown or, once it is held, the weight chosen and its slider."""
    if not is_held(experiment):
        st.caption(say(words.HAND_HOW))
        if len(experiment.stages) >= stages.MOST:
            st.info(say(words.FULL, most=stages.MOST), icon=":material/info:")
            return

        def hold(frame: int) -> None:
            step, chain = going_on.place(inspection(experiment).film, frame)
            going_on.change(panel.lesson, (*chain, Stage(step)))

        frame_button.show(words.HOLD, f"{panel.lesson}.hold", hold)
        return
    run = inspection(experiment)
    st.caption(say(words.HELD, step=experiment.stages[-1].step))
    *places, wide = st.columns([1, 1, 1, 3], gap="medium")
    for place, name in zip(places, ("hand_layer", "hand_from", "hand_to"), strict=True):
        with place:
            panel.draw(name)
    with wide:
        show_value(panel.lesson, run, chosen_place(panel.value))
    show_effect(run)
    key = going_on.draft_key(panel.lesson, going_on.MORE, experiment)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        with st.container(width=320):
            going_on.MORE.place(key, st.session_state.get(key, going_on.MORE.default))
            going_on.MORE.draw(key, st.session_state[key], panel.value)
        st.button(
            say(words.TRAIN), key=f"{panel.lesson}.hand.train", on_click=train, args=(panel.lesson, experiment, key)
        )


def is_held(experiment: Experiment) -> bool:
    """Whether the film ends with a frame that is held, to be changed by hand."""
    if not experiment.stages or experiment.stages[-1].epochs:
        return False
    return inspection(experiment).film.diverged_at is None


def chosen_place(chosen: Values) -> tuple[int, int, int]:
    """Layer, row and column of the weight chosen; row −1 is the bias."""
    row = -1 if chosen.hand_from == BIAS else int(chosen.hand_from)
    return int(chosen.hand_layer), row, int(chosen.hand_to)


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
        disabled=len(others) >= stages.MOST_EDITS,
    )
    st.caption(say(words.BEFORE, trained=trained, value=value))


def named(run: Inspection, place: tuple[int, int, int]) -> str:
    """The weight in words: from which neuron to which."""
    layer, row, column = place
    numbers = {"layer": layer, "next": layer + 1, "row": row + 1, "column": column + 1}
    sender = words.OF_BIAS if row == -1 else words.INPUT if layer == 0 else words.NEURON
    receiver = words.OUTPUT if layer + 1 == len(run.network.shapes) else words.NEXT
    return f"{say(sender, **numbers)} → {say(receiver, **numbers)}"


def set_by_hand(lesson: str, experiment: Experiment, place: tuple[int, int, int], key: str) -> None:
    """Set a parameter of the held frame to what its slider says."""
    value = round(float(st.session_state[key]), 3)
    going_on.change(lesson, edited(experiment.stages, place, value))


def edited(chain: stages.Chain, place: tuple[int, int, int], value: float) -> stages.Chain:
    """The chain with one more parameter set in its last stage, or set otherwise."""
    *before, last = chain
    others = tuple(edit for edit in last.edits if tuple(edit[:3]) != place)
    return (*before, replace(last, edits=(*others, Edit(*place, value))))


def train(lesson: str, experiment: Experiment, key: str) -> None:
    """Go on from the held frame, with the settings in force."""
    last = experiment.stages[-1]
    epochs = int(st.session_state.get(key, going_on.MORE.default))
    rest = experiment.stages if last.edits or last.changes else experiment.stages[:-1]
    going_on.change(lesson, (*rest, Stage(last.step, epochs)))


def show_effect(run: Inspection) -> None:
    """Say what the loss did, and what the gradient had predicted."""
    effect = effect_of_edit(run)
    if effect is None:
        return
    change = effect.after - effect.before
    st.markdown(say(words.EFFECT, **effect._asdict(), change=change))
    if change == effect.predicted == 0:
        st.caption(say(words.FLAT))
        return
    st.caption(say(words.NEAR if abs(change - effect.predicted) <= NEAR * abs(change) else words.FAR))
