"""A page of every kind of control, for tests only: run it with `streamlit run`, or give it to AppTest."""

import sys
from pathlib import Path
from unittest.mock import patch

sys.path.insert(0, str(Path(__file__).parents[2]))

import streamlit as st

from pages.ui import controls, text
from pages.ui.address import address, copy_link, language
from pages.ui.parts import source, strip
from pages.ui.text import Text, say

LESSON = "gallery"
COLOURS = {"red": Text("Red", "빨강"), "green": Text("Green", "초록"), "blue": Text("Blue", "파랑")}
LOSSES = {"squared": Text("Squared", "제곱"), "huber": Text("Huber", "후버"), "hinge": Text("Hinge", "힌지")}
TASKS = {"regression": Text("Regression", "회귀"), "classification": Text("Classification", "분류")}


def losses_for(chosen: controls.Values) -> list[str]:
    """Return the losses that fit the chosen task."""
    return ["squared", "huber"] if chosen.task == "regression" else ["squared", "hinge"]


CONTROLS = (
    controls.Choice("task", Text("Task", "과제"), options=TASKS, default="classification", row=True),
    controls.Choice("loss", Text("Loss", "손실"), options=LOSSES, default="hinge", allowed=losses_for),
    controls.Number(
        "delta",
        Text("Delta", "델타"),
        low=0.1,
        high=5.0,
        step=0.1,
        default=1.0,
        shown=lambda chosen: chosen.loss == "huber",
    ),
    controls.Choice("colour", Text("Colour", "색"), options=COLOURS, default="green"),
    controls.Several("colours", Text("Colours", "색들"), options=COLOURS, default=("red", "blue")),
    controls.Rate("learning_rate", Text("Learning rate", "학습률"), default=0.03),
    controls.Count("n", Text("Examples", "예제 수"), default=200, high=2000),
    controls.Count("batch_size", Text("Batch size", "배치 크기"), default=10, high=lambda chosen: chosen.n),
    controls.Number("noise", Text("Noise", "잡음"), low=0.0, high=0.5, step=0.05, default=0.1),
    controls.Number("degree", Text("Degree", "차수"), low=1, high=9, step=1, default=3),
    controls.Flag("shuffle", Text("Shuffle", "섞기"), default=True, help=Text("Each epoch anew", "에포크마다 새로")),
    controls.Layers("hidden", Text("Hidden layers", "은닉층"), default=(8, 8), more=True),
    controls.Seed(more=True),
)
PRESETS = (
    controls.Preset("wild", Text("Blow it up", "발산시키기"), {"learning_rate": 1e6, "hidden": (16,)}),
    controls.Preset("huber", Text("Huber", "후버"), {"task": "regression", "loss": "huber", "delta": 2.5}),
)


def main() -> None:
    """Draw the page."""
    address.arrive(LESSON)
    language.remember()
    st.html(f"<style>{language.CSS}{source.CSS}</style>")
    with st.sidebar:
        language.switch()
        copy_link.copy_link("")
    st.title(say(Text("Gallery", "모둠")))
    panel = controls.prepare(LESSON, CONTROLS, PRESETS)
    panel.draw_notes()
    strip.show(panel, "question", {}, None)
    panel.draw_presets()
    panel.draw()
    st.code(repr(vars(panel.value)), wrap_lines=True)
    source.show(losses_for)


with patch.object(text, "LESSONS", Path(__file__).parent):
    main()
