"""Weights set by hand: a weight pulled on the stage holds the run at that frame, and every picture follows."""

from collections.abc import Callable
from dataclasses import KW_ONLY, dataclass, replace
from typing import ClassVar

import streamlit as st

from dlcore.analysis.edits import effect_of_edit
from dlcore.analysis.inspection import Inspection
from dlcore.training.stages import Edit, Stage
from dlcore.training.training import Experiment
from pages.lessons.training.stages import continue_run, stage_chain, stage_words
from pages.lessons.training.values import TrainingValues
from pages.ui import controls
from pages.ui.controls.control import WithoutWidget
from pages.ui.serving.runs import inspection
from pages.ui.text import say

NEAR = 0.1
"""Share of the change by which the gradient may miss it and still be called right."""


@dataclass(frozen=True)
class FormerPlace(WithoutWidget[int]):
    """The layer or place of a weight in older links, which chose it with sliders: understood, and shown nowhere."""

    _: KW_ONLY
    default: int = 1
    shown: Callable[[TrainingValues], bool] = lambda chosen: chosen.tool == "by_hand"
    fixable: ClassVar[bool] = False

    def parse(self, word: str) -> int:
        return int(word)

    def format(self, value: int) -> str:
        return str(value)

    def limit(self, value: int, chosen: TrainingValues) -> int:
        return min(max(value, 0), FARTHEST)


FARTHEST = 10_000
CONTROLS: controls.Controls[TrainingValues] = (
    FormerPlace("hand_layer", stage_words.LAYER),
    FormerPlace("hand_from", stage_words.FROM),
    FormerPlace("hand_to", stage_words.TO),
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
