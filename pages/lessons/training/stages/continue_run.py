"""Go on from here: other settings from the frame shown on, as one more stage of the run."""

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from dlcore.training.stages import SETTINGS, Stage
from dlcore.training.training import Experiment, Film
from pages.lessons.training import settings, streaming
from pages.lessons.training.stages import frame_button, stage_chain, stage_words
from pages.lessons.training.values import TrainingValues
from pages.ui import controls
from pages.ui.controls.control import Control
from pages.ui.controls.sliders import Slider
from pages.ui.parts import lesson
from pages.ui.serving.runs import inspection, is_kept
from pages.ui.text import carry, say

DRAFT = tuple(control for control in settings.LEARNING if control.id in SETTINGS)
MORE = controls.Count("epochs", stage_words.MORE_EPOCHS, default=50, low=1, high=1000)
KEEP = controls.Flag("keep", stage_words.KEEP, help=stage_words.KEEP_HELP, default=False, lasting=True)
"""Whether a change of a setting trains on."""

KEPT_AT_HAND = ("loss", "optimizer", "learning_rate", "batch_size")

CHAIN = stage_chain.Stages("stages", stage_words.LABEL, default=())
"""The chain, among the controls of a lesson, after those of data, model and learning."""


def show(panel: controls.Panel[TrainingValues], experiment: Experiment) -> None:
    """Draw the settings of a stage to come, and the button that begins it at the frame shown."""
    if len(experiment.stages) >= stage_chain.MOST:
        st.info(say(stage_words.FULL, most=stage_chain.MOST), icon=":material/info:")
        return

    def go_on(frame: int) -> None:
        change(panel.lesson, continued(inspection(experiment).film, frame, drafted(panel.lesson, experiment)))

    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="stage-controls"):
        draw_settings(panel, experiment, go_on)


def draw_settings(panel: controls.Panel[TrainingValues], experiment: Experiment, go_on: Callable[[int], None]) -> None:
    """Draw the widgets of the stage to come, those seldom moved behind "More", and the button."""
    now, draft = experiment.in_stage(len(experiment.stages)), drafted(panel.lesson, experiment)
    shown = [control for control in DRAFT if control.id in ("learning_rate", "batch_size", "optimizer", "loss")]
    others = [control for control in DRAFT if control not in shown]
    if draft["regularization"] == "none":
        others = [control for control in others if control.id != "regularization_strength"]

    def draw(control: Control[Any]) -> None:
        key = draft_key(panel.lesson, control, now)
        carry(key)
        if key not in st.session_state:
            control.place(key, draft[control.id])
        control.draw(key, draft[control.id], panel.value)

    for control in (*shown, MORE):
        draw(control)
    with st.popover(say(lesson.MORE), key=f"{panel.lesson}.next.more"):
        for control in others:
            draw(control)
    frame_button.show(stage_words.GO_ON, f"{panel.lesson}.go_on", go_on)


def show_hints(panel: controls.Panel[TrainingValues], experiment: Experiment) -> None:
    """Say what the button does, and what a visitor should know of the stage drafted."""
    now, draft = experiment.in_stage(len(experiment.stages)), drafted(panel.lesson, experiment)
    st.caption(" ".join(say(words) for words in (stage_words.HOW, *hints(experiment, now, draft))))


def can_keep_training(experiment: Experiment) -> bool:
    """Tell whether a change can become one more stage: there is room, and the run is over."""
    return len(experiment.stages) < stage_chain.MOST and (is_kept(experiment) or not streaming.is_long(experiment))


def keep_training(panel: controls.Panel[TrainingValues], experiment: Experiment) -> None:
    """Draw the settings in force; one that is changed trains on with it from the last frame, as one more stage."""
    held, now = f"{panel.lesson}:keep", experiment.in_stage(len(experiment.stages))
    draft = drafted(held, experiment)
    if any(draft[name] != getattr(now, name) for name in SETTINGS):
        film = inspection(experiment).film
        change(panel.lesson, continued(film, len(film) - 1, draft))
        for control in DRAFT:  # a stage that is taken back is not drafted again
            st.session_state.pop(draft_key(held, control, now), None)
        context = get_script_run_ctx()
        st.rerun(scope="fragment" if context and context.fragment_ids_this_run else "app")
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="stage-controls"):
        panel.draw("dataset")
        for control in (*(one for one in DRAFT if one.id in KEPT_AT_HAND), MORE):
            key = draft_key(held, control, now)
            carry(key)
            if key not in st.session_state:
                control.place(key, draft[control.id])
            # What a live slider reports while it is dragged would be a stage each.
            drawn = control.draw_released if isinstance(control, Slider) else control.draw
            drawn(key, draft[control.id], panel.value)


def hints(experiment: Experiment, now: Experiment, draft: Mapping[str, Any]) -> list[Any]:
    """Notes on the stage drafted: what is kept, what begins anew."""
    found = [stage_words.KEPT if draft["optimizer"] == now.optimizer else stage_words.FRESH]
    if draft["batch_size"] != now.batch_size:
        found.append(stage_words.NEW_EPOCH)
    if draft["schedule"] != "constant":
        found.append(stage_words.RESTARTS)
    if draft["loss"] != now.loss:
        found.append(stage_words.ANOTHER_LOSS)
    if inspection(experiment).film.diverged_at:
        found.append(stage_words.DIVERGED_FRAME)
    return found


def draft_key(lesson: str, control: Control[Any], now: Experiment) -> str:
    """The widget of a setting to come; where the setting in force changes, it begins from that again."""
    current = getattr(now, control.id) if control is not MORE else ""
    return f"{lesson}:next.{control.id}.{current}"


def drafted(lesson: str, experiment: Experiment) -> dict[str, Any]:
    """The values of the widgets of the next stage, or the settings in force where they have not been drawn."""
    now = experiment.in_stage(len(experiment.stages))
    begin = {control.id: getattr(now, control.id) for control in DRAFT} | {"epochs": MORE.default}
    return {
        control.id: st.session_state.get(draft_key(lesson, control, now), begin[control.id])
        for control in (*DRAFT, MORE)
    }


def continued(film: Film, frame: int, draft: Mapping[str, Any]) -> stage_chain.Chain:
    """The chain up to a frame of the film, and a stage with the settings drafted; what is as before is left out.

    A schedule that is not constant always begins anew.
    """
    step, chain = place(film, frame)
    before = film.experiment.in_stage(len(chain))
    changes = {name: draft[name] for name in SETTINGS if draft[name] != getattr(before, name)}
    if draft["schedule"] != "constant":
        changes["schedule"] = draft["schedule"]
    if draft["regularization"] == "none":
        changes.pop("regularization_strength", None)
    return (*chain, Stage(step, draft["epochs"], **changes))


def place(film: Film, frame: int) -> tuple[int, stage_chain.Chain]:
    """The step of a frame and the stages begun by then; the frame before, where the run has diverged."""
    frame = min(max(frame, 0), len(film) - 1)
    if film.diverged_at is not None and film.step[frame] >= film.diverged_at:
        frame = max(frame - 1, 0)
    begun = film.stage[frame] if film.stage else 0
    return int(film.step[frame]), film.experiment.stages[:begun]


def change(lesson: str, chain: stage_chain.Chain) -> None:
    """Put the run to this chain of stages, from the next run of the page on."""
    controls.change(lesson, stages=chain)()


def show_chain(panel: controls.Panel[TrainingValues], experiment: Experiment) -> None:
    """List the stages of the film, with buttons to take the last one back, or all."""
    chain = experiment.stages
    if not chain:
        return
    film, lesson = inspection(experiment).film, panel.lesson
    reached = film.stage[-1] if film.diverged_at else len(chain)
    lines = [say(stage_words.CUT, step=chain[0].step), *map(stage_words.line, chain)]
    lines = [
        line if number <= reached else f"{line} ({say(stage_words.UNREACHED)})" for number, line in enumerate(lines)
    ]
    st.markdown(
        f"**{say(stage_words.CHAIN)}**\n\n" + "\n".join(f"{number}. {line}" for number, line in enumerate(lines, 1))
    )
    with st.container(horizontal=True, gap="small"):
        for name, label, rest in (("undo", stage_words.UNDO, chain[:-1]), ("start_over", stage_words.START_OVER, ())):
            st.button(say(label), key=f"{lesson}.stages.{name}", on_click=change, args=(lesson, rest))
