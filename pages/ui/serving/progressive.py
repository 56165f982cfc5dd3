"""Results that come one by one: what is there already is drawn, with a bar, until all are there.

Each result must be complete in itself and kept by whoever makes it. A change of control ends the run at the next thing
drawn, so nothing half done is ever kept, and what was done need not be done again.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from time import monotonic
from typing import Any, TypeVar

import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.scriptrunner_utils.script_requests import ScriptRequestType

from pages.ui.serving.turns import let_others_pass

Result = TypeVar("Result")

PATIENCE = 0.3
"""Seconds between two drawings. Results that are kept are there sooner, and no bar is seen."""

SHARE = 4
"""The time of computing between two drawings, in times of a drawing: on a busy machine pictures come more seldom."""


class Pace:
    """The pace at which results that come one by one are drawn again."""

    def __init__(self) -> None:
        """Begin to wait for the first drawing."""
        self.rest, self.wait = monotonic(), PATIENCE

    @contextmanager
    def drawing(self) -> Iterator[None]:
        """Take the time of what is drawn within."""
        began = monotonic()
        yield
        self.rest = monotonic()
        self.wait = max(PATIENCE, SHARE * (self.rest - began))

    @property
    def due(self) -> bool:
        """Tell whether it is time to draw. Meanwhile others may pass."""
        let_others_pass()
        _give_way()
        return monotonic() - self.rest > self.wait


def _give_way() -> None:
    """End the run of a stage whose controls were moved meanwhile: Streamlit itself ends only runs of a whole page."""
    context = get_script_run_ctx()
    requests = context.script_requests if context else None
    if context and requests and context.fragment_ids_this_run and requests._state == ScriptRequestType.RERUN:
        st.rerun(scope="fragment")


def gather(
    jobs: Sequence[Callable[[], Result]],
    draw: Callable[[list[Result]], Any],
    place: DeltaGenerator,
    said: str,
) -> list[Result]:
    """Do the jobs in their order and draw their results in `place`, an `st.empty()`; `said` stands at the bar."""
    done: list[Result] = []
    with place.container():
        picture, bar = st.empty(), st.empty()
    pace = Pace()
    for job in jobs:
        done.append(job())
        if len(done) < len(jobs) and pace.due:
            with pace.drawing(), picture.container():
                bar.progress(len(done) / len(jobs), said)
                draw(done)
    bar.empty()
    with picture.container():
        draw(done)
    return done
