"""Results that come one by one: what is there already is drawn, with a bar, until all are there.

Each result must be complete in itself and kept by whoever makes it. A change of control ends the run at the next thing
drawn, so nothing half done is ever kept, and what was done need not be done again.
"""

from collections.abc import Callable, Sequence
from time import monotonic
from typing import Any, TypeVar

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

Result = TypeVar("Result")

PATIENCE = 0.3
"""Seconds between two drawings. Results that are kept are there sooner, and no bar is seen."""


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
    drawn = monotonic()
    for job in jobs:
        done.append(job())
        if len(done) < len(jobs) and monotonic() - drawn > PATIENCE:
            bar.progress(len(done) / len(jobs), said)
            with picture.container():
                draw(done)
            drawn = monotonic()
    bar.empty()
    with picture.container():
        draw(done)
    return done
