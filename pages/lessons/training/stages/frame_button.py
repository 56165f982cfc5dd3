"""A button that tells the server which frame the film shows: only the browser knows."""

from collections.abc import Callable

from pages.ui import reported
from pages.ui.component import Component
from pages.ui.text import Text, say

BUTTON = Component("frame_button", __file__, isolated=True, sets=True)


def show(label: Text, key: str, on_press: Callable[[int], None]) -> None:
    """Draw the button; `on_press` is called with the frame shown before the next run."""
    BUTTON.mount(key, {"label": say(label)}, frame=lambda frame: on_press(int(reported.numbers(frame, 1)[0])))
