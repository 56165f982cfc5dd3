"""The experiment on the screen as a file: what stands over it, and the button that saves it."""

from functools import partial
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from pages.ui import controls
from pages.ui.offline import film_page, notebook
from pages.ui.offline.tape import About, Tape
from pages.ui.parts import downloads, stage_layout, strip
from pages.ui.text import Text, language, prose, say

TITLE = "page_title"
SAVE = Text("Save this film (HTML, plays offline)", "이 애니메이션 저장 (HTML, 오프라인 재생)")
NOTEBOOK = Text("Download the run as a notebook", "이 학습을 노트북(ipynb)으로 내려받기")
OWN = ("room", "seat", "hands", "stop", "step", "lock", "hide", "answers", "size")
"""What a link says of a class or of one visitor, and not of the experiment."""


def about(panel: controls.Panel[Any], experiment: Text, selector: str) -> About:
    """Return what stands over the film of this panel's experiment."""
    lesson = panel.lesson
    shown = [c for c in panel.controls if c.id in panel.drawn and c.id != selector and c.shown(panel.value)]
    stop = strip.stop_shown(lesson)
    sentences = [prose(lesson)["claim"], *([f"**{stop.heading}** {stop.sentence}"] if stop else [])]
    return About(
        lesson,
        language(),
        st.session_state.get(TITLE, lesson),
        say(experiment),
        tuple(sentences),
        tuple((say(control.label), control.describe(getattr(panel.value, control.id))) for control in shown),
        link(lesson),
    )


def link(lesson: str) -> str:
    """Return the address of the page as it is set; nothing where the app's own is not known."""
    if not (base := st.context.url):
        return ""
    asked = {
        name: word
        for name, word in st.query_params.to_dict().items()
        if name not in OWN and not name.startswith(("predict", "hands_"))
    }
    return f"{base.rstrip('/').removesuffix(f'/{lesson}')}/{lesson}?{urlencode({**asked, 'lang': language()})}"


def file(lesson: str, tape: Tape) -> downloads.File:
    """Return the film of a visitor's tape as a file on offer: of what is on the screen when it is asked for."""
    return downloads.File(SAVE, f"{lesson}.html", partial(film_page.page, tape, stage_layout.CSS))


def with_notebook(file: downloads.File, tape: Tape) -> list[downloads.File]:
    """Return a file, and where it is a numpy program the same run as a notebook beside it."""
    if file.label != downloads.PROGRAM:
        return [file]
    name = f"{file.name.removesuffix('.py')}.ipynb"
    return [file, downloads.File(NOTEBOOK, name, partial(written, file, tape))]


def written(file: downloads.File, tape: Tape) -> str:
    """Return a program as a notebook. Raises LookupError where no experiment has been drawn."""
    if tape.about is None:
        raise LookupError("No experiment has been drawn.")
    program = file.content()
    return notebook.notebook(program if isinstance(program, str) else program.decode(), tape.about)
