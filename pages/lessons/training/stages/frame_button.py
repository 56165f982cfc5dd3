"""A button that tells the server which frame the film shows: only the browser knows."""

from collections.abc import Callable

import streamlit as st

from pages.ui.parts.component import sent
from pages.ui.text import Text, say

CSS = """
button { font: inherit; color: var(--st-text-color); background: var(--st-background-color); cursor: pointer;
  border: 1px solid var(--st-border-color); border-radius: var(--st-button-radius); padding: .35rem .75rem; }
button:hover { border-color: var(--st-primary-color); color: var(--st-primary-color); }
button:focus-visible { outline: 2px solid var(--st-primary-color); outline-offset: 2px; }
"""

JS = """
export default function ({ data: [data], parentElement, setTriggerValue }) {
  const button = parentElement.querySelector("button");
  button.textContent = data.label;
  button.onclick = () => {
    const player = document.querySelector('.film-player[data-name="frame"]');
    if (player) setTriggerValue("frame", [Number(player.dataset.frame)]);
  };
}
"""

_mount = st.components.v2.component("frame_button", html='<button type="button"></button>', css=CSS, js=JS)


def show(label: Text, key: str, on_press: Callable[[int], None]) -> None:
    """Draw the button; `on_press` is called with the frame shown before the next run."""

    def pressed() -> None:
        if frame := sent(key, "frame"):
            on_press(int(frame[0]))

    # In a list, because the host looks through a dictionary for data frames, and imports pandas to know one.
    _mount(key=key, data=[{"label": say(label)}], on_frame_change=pressed)
