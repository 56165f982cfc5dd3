"""A page with stages for tests only: all small films, or one that a visitor can act upon (`?act=…`)."""

import json
import sys
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

import streamlit as st

from pages.ui import component, theme
from pages.ui.parts.stage import stage
from pages.ui.training_run import run_pictures, stage_data
from pages.ui.training_run.first_run import FIRST_RUN
from tests.ui.forward_cases import experiments, rounded

RUNS = {
    "spiral": FIRST_RUN,
    "bare": replace(FIRST_RUN, hidden=(), features=("x1", "x2")),
    "wave": replace(FIRST_RUN, dataset="sine", n=100, noise=0.5, features=("x1",), hidden=(8,), loss="squared"),
    "digits": replace(
        FIRST_RUN, dataset="digits", n=800, hidden=(16,), epochs=20, learning_rate=0.01, noise=0.0, frames=41
    ),
    "diabetes": replace(FIRST_RUN, dataset="diabetes", n=440, loss="squared", noise=0.0),
    "iris": replace(FIRST_RUN, dataset="iris"),
}


@st.cache_resource
def films() -> dict[str, bytes]:
    """All small films."""
    return {name: stage_data.film_bytes(rounded(experiment)) for name, experiment in experiments().items()}


def note(event: str):
    """Return a callback that writes down what it is called with."""

    def write(*told: object) -> None:
        st.session_state.setdefault("noted", []).append([event, *told])

    return write


def act(name: str, told: bool) -> None:
    """Draw one run as the laboratory does; where `told`, all that the stage can say is written down."""
    rate = st.number_input("Rate", value=RUNS[name].learning_rate, step=0.005, format="%.3f")
    run = replace(RUNS[name], learning_rate=rate)
    run_pictures.film_player(run, "page.film")
    events = ("neuron", "probe", "weight", "layers") if told else ()
    pinned = replace(run, learning_rate=0.003) if "pinned" in st.query_params else None
    run_pictures.on_stage(
        run, "page.stage", pinned=pinned, hidden=run.hidden, **{f"on_{event}": note(event) for event in events}
    )
    st.text(json.dumps(st.session_state.get("noted", [])))


st.set_page_config(layout="wide")
st.html(f"<style>{theme.css()}{component.CSS}</style>")
component.begin()
if name := st.query_params.get("act"):
    st.fragment(act)(name, "told" in st.query_params)
    st.html("<div style='height: 1500px'></div>")
else:
    for case, film in films().items():
        # Names, and with them colours, for as many classes as the digits have.
        stage.show(film, f"stage {case}", alt=case, network=False, plane=False, outputs=[*"0123456789"])
