"""Runs that all visitors share: each computed once, then kept as long as there is room."""

import streamlit as st

from dlcore.inspection import Inspection
from dlcore.script import export
from dlcore.training import Experiment, record

ROOM = 24
"""Films that are kept. The largest, of a 64-64-10 network, has some 3 MB with its pictures."""

keep = st.cache_resource(max_entries=ROOM, show_spinner=False, hash_funcs={Experiment: repr})
"""Decorate a function of an Experiment whose results may be shared, because nothing in them is ever changed."""


@keep
def inspection(experiment: Experiment) -> Inspection:
    """Train, and make the film ready to be asked."""
    return Inspection(record(experiment))


@keep
def program(experiment: Experiment) -> str:
    """Write the run out as a numpy program."""
    return export(experiment)
