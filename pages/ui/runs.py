"""Runs that all visitors share: each computed once, then kept as long as there is room."""

from collections.abc import Callable
from typing import Any, TypeVar

import streamlit as st

from dlcore.inspection import Inspection
from dlcore.script import export
from dlcore.training import Experiment, record

Function = TypeVar("Function", bound=Callable[..., Any])

ROOM = 24
"""Films that are kept. The largest, of a 64-64-10 network, has some 3 MB with its pictures."""


def kept(room: int, *kinds: type) -> Callable[[Function], Function]:
    """Decorate a function whose results may be shared, because nothing in them is ever changed: `room` of them.

    Its arguments are plain values, an Experiment, or of `kinds` whose repr tells all of them.
    """
    return st.cache_resource(max_entries=room, show_spinner=False, hash_funcs=dict.fromkeys((Experiment, *kinds), repr))


keep = kept(ROOM)
"""Decorate a function of the films that fill a page."""


@keep
def inspection(experiment: Experiment) -> Inspection:
    """Train, and make the film ready to be asked."""
    return Inspection(record(experiment))


@keep
def program(experiment: Experiment) -> str:
    """Write the run out as a numpy program."""
    return export(experiment)
