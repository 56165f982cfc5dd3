"""A page of live sliders on a server that takes its time, for tests only: `?slow=300` is 300 ms for each answer."""

import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

import streamlit as st

from pages.ui import component, controls, theme
from pages.ui.address import address, language
from pages.ui.text import Text, say

LESSON = "live"
ALL, TWICE = Text("all examples", "모든 예제"), Text("2/λ", "2/λ")
CONTROLS = (
    controls.Rate(
        "learning_rate",
        Text("Learning rate", "학습률"),
        default=0.03,
        high=1e6,
        reach=(1e-4, 10.0),
        famous=lambda chosen: [(0.25, TWICE)],
        live=True,
    ),
    controls.Number(
        "n", Text("Examples", "예제 수"), low=20, high=1000, step=20, default=300, live=True, help=Text("So many", "수")
    ),
    controls.Count(
        "batch_size",
        Text("Batch size", "배치 크기"),
        default=10,
        high=lambda chosen: chosen.n,
        famous=lambda chosen: [(chosen.n, ALL)],
        live=True,
    ),
    controls.Number("noise", Text("Noise", "잡음"), low=0.0, high=0.5, step=0.05, default=0.1, unit=" σ", live=True),
)
PRESETS = (controls.Preset("wild", Text("Wild", "발산"), {"learning_rate": 1e6}),)


@st.fragment
def main(slow: float) -> None:
    """Draw the controls, then what takes its time."""
    with st.container(horizontal=True):
        panel = controls.prepare(LESSON, CONTROLS, PRESETS)
        panel.draw(*(control.id for control in CONTROLS))
    panel.draw_notes()
    panel.draw_presets()
    time.sleep(slow / 1000)
    st.code(repr(vars(panel.value)), wrap_lines=True)
    st.line_chart([panel.value.learning_rate, panel.value.noise])


address.arrive(LESSON)
language.remember()
st.html(f"<style>{theme.css()}{component.CSS}</style>")
component.begin()
with st.sidebar:
    language.switch()
st.title(say(Text("Live", "실시간")))
main(float(st.query_params.get("slow", "0")))
for line in range(40):
    st.write(line)
