"""The skeleton of a lesson: its experiments, one at a time and each on one screen, and what is read below them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pages.ui import component, controls
from pages.ui.address import held_answers, opening_step
from pages.ui.component import Component
from pages.ui.controls import Panel, Preset, live_slider
from pages.ui.offline import tape
from pages.ui.parts import downloads, player, quiz, saved_film, source, strip, vote
from pages.ui.serving import turns
from pages.ui.text import Text, prose, say, settle_language

EXPERIMENT = Text("Experiment", "실험")
TRY = Text("Examples", "예시 설정")
MORE = Text("More", "더 보기")
SEEN = Text("What you saw", "결과 정리")
NOTES = Text("In the notes", "강의 노트에서는")
MATHEMATICS = Text("Show the mathematics", "수식 보기")
CODE = Text("The code that ran", "실행된 코드")
TAKE_ALONG = Text("Take it along", "내려받기")


@dataclass(frozen=True)
class Screen:
    """An experiment of a lesson: its name in the row above, what draws it, and the section that asks about it.

    `asked` are the settings of the run that the question is about: an answer puts the controls there and plays it.
    `also` are ids that older links have for it.
    """

    id: str
    title: Text
    draw: Callable[[controls.Panel[Any]], None]
    question: str = ""
    asked: Mapping[str, Any] = field(default_factory=dict)
    also: Sequence[str] = ()


def experiments(*screens: Screen, older: Mapping[tuple[str, str], str] | None = None) -> controls.Choice:
    """Return the control that chooses between the experiments of a lesson: the first of its CONTROLS.

    `older` are settings by which links of before chose one: {("ground", "network"): "network"}.
    """
    titles = {screen.id: screen.title for screen in screens}
    return controls.Choice(
        "experiment", EXPERIMENT, options=titles, default=screens[0].id, row=True, lasting=True, older=older or {}
    )


@dataclass(frozen=True)
class LessonPage:
    """A lesson: its controls (`experiments` first), its screens, and what is offered below them.

    `code` and `files` are asked for with the values of the moment, only when they are unfolded; `selector` is the id of
    the control that chooses the screen. `components` are those, besides player and slider, that the stage draws: their
    scripts are sent once, before it. `saving` draws what else is offered beside the files.
    `reword` puts the prose below into the words that the values ask for.
    """

    id: str
    controls: controls.Controls[Any]
    screens: Sequence[Screen]
    presets: Sequence[Preset] = ()
    challenge: strip.Challenge | None = None
    code: Callable[[Any], Sequence[Callable[..., Any] | type]] | None = None
    files: Callable[[Any], Sequence[downloads.File]] | None = None
    selector: str = "experiment"
    components: Sequence[Component] = ()
    saving: Callable[[], None] | None = None
    reword: Callable[[str, Any], str] | None = None

    def show(self) -> None:
        """Draw the page: the stage, which is drawn anew by itself when a control is moved, and what stands below."""
        component.announce(player.PLAYER, live_slider.SLIDER, *self.components)
        self._play_revealed()
        st.fragment(self._stage)()
        if not any(vote.goes_on(quiz.ballot(self.id, screen.question)) for screen in self.screens if screen.question):
            with st.container(key="below"):
                self._below(self._prose())

    def _play_revealed(self) -> None:
        """Play the run that the class has voted on, once, when its teacher has revealed the answer."""
        for screen in self.screens:
            if screen.question and quiz.take_revealed(self.id, screen.question):
                controls.change(self.id, **{self.selector: screen.id, **screen.asked})()
                strip.play(self.id)

    def _prose(self) -> Mapping[str, str]:
        if not self.reword:
            return prose(self.id)
        chosen = controls.current(self.id, self.controls)
        return {name: self.reword(words, chosen) for name, words in prose(self.id).items()}

    def _stage(self) -> None:
        if st.session_state.pop(held_answers.REVEALED, False):
            st.rerun()
        settle_language()
        with turns.turn(), tape.of_visitor().recording(), st.container(key="stage", gap="xsmall"):
            panel = controls.prepare(self.id, self.controls, self.presets)
            panel.notes = st.session_state.pop(f"{self.id}:notes", []) + panel.notes
            chosen = getattr(panel.value, self.selector)
            screen = next(one for one in self.screens if chosen in (one.id, *one.also))
            if screen.question and quiz.class_answers(self.id, screen.question):
                return
            self._first_row(panel, screen)
            panel.draw_notes()
            for other in self.screens:
                if other.question and other.question != screen.question:
                    quiz.committed(self.id, other.question)  # its answer in the link is kept, or told to be none
            strip.show(panel, screen.question, screen.asked, self.challenge)
            screen.draw(panel)
            tape.of_visitor().about = saved_film.about(panel, screen.title, self.selector)

    def _first_row(self, panel: Panel[Any], screen: Screen) -> None:
        with st.container(horizontal=True, vertical_alignment="center", gap="small", key="stage-experiments"):
            if len(self.screens) > 1:
                panel.draw(self.selector)
            if self.presets:
                with st.popover(say(TRY), key=f"{self.id}.presets"):
                    panel.draw_presets()
            panel.draw_reset()
            if screen.question:
                quiz.class_buttons(self.id, screen.question)

    def _below(self, words: Mapping[str, str]) -> None:
        st.subheader(say(SEEN))
        held_answers.show(words["read"])
        if "notes" in words:
            with st.expander(say(NOTES), icon=":material/menu_book:", key=f"{self.id}-in-notes"):
                st.markdown(words["notes"])
        expanded = opening_step.asked() == "mathematics"
        with st.expander(say(MATHEMATICS), icon=":material/function:", key=f"{self.id}-mathematics", expanded=expanded):
            st.markdown(words["mathematics"])
        if self.code:
            st.fragment(self._code)()
        if self.files:
            st.fragment(self._files)()

    def _code(self) -> None:
        with unfolded(self.id, "code", CODE, ":material/code:") as folder:
            if folder.open and self.code:
                source.show(*self.code(controls.current(self.id, self.controls)))

    def _files(self) -> None:
        with unfolded(self.id, "files", TAKE_ALONG, ":material/download:") as folder:
            if folder.open and self.files:
                shown = tape.of_visitor()
                own = self.files(controls.current(self.id, self.controls))
                files = [each for file in own for each in saved_film.with_notebook(file, shown)]
                if files:  # of a long run there are none before it is over
                    downloads.show(self.id, saved_film.file(self.id, shown), *files)
                if self.saving:
                    self.saving()


def unfolded(lesson: str, name: str, label: Text, icon: str, *, expanded: bool = False) -> Any:
    """Return a folder whose content is drawn only while it is `open`."""
    settle_language()
    return st.expander(say(label), icon=icon, key=f"{lesson}-{name}", expanded=expanded, on_change="rerun")


def row(panel: controls.Panel[Any], *names: str, more: Sequence[str] = ()) -> None:
    """Draw the controls of an experiment side by side, and those that are seldom moved behind "More"."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="stage-controls"):
        panel.draw(*names)
        if any(control.id in more and control.shown(panel.value) for control in panel.controls):
            with st.popover(say(MORE), key=f"{panel.lesson}.more"):
                panel.draw(*more)


def choices(panel: controls.Panel[Any], *names: str) -> None:
    """Draw what is compared in a row of its own, without labels: their options name themselves."""
    with st.container(horizontal=True, key="stage-choices"):
        panel.draw(*names)


def body(*shares: float) -> list[DeltaGenerator]:
    """Return the places of the pictures, side by side in these shares; on a telephone the first stays in sight."""
    with st.container(key="stage-body"):
        return st.columns(shares, gap="medium")
