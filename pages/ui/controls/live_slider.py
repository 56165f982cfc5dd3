"""A slider that reports while it is moved, or once it is let go, with a field for exact values.

It sends one value at a time, the next when the run that the last one began has ended, and the last one always: a slow
server is asked less often. So that it knows its answer, it is handed back the number that came with the value.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import streamlit as st

from pages.ui import reported
from pages.ui.component import Component
from pages.ui.text import Text, say

SLIDER = Component("live_slider", __file__, sets=True)

WORDS = {"exact": Text("exact value", "정확한 값"), "locked": Text("locked", "고정됨")}


def show(
    key: str,
    said: Mapping[str, Any],
    value: float,
    scale: Mapping[str, Any],
    on_move: Callable[[float], None],
    *,
    unit: str = "",
    famous: Sequence[tuple[float, Text]] = (),
    locked: bool = False,
    at_rest: bool = False,
) -> None:
    """Show the slider of `scale`, its stops: {"marks": [...]} or {"low", "high", "step"}; "logarithmic" by ratio.

    `on_move` is called with a finite number, before the next run; one that was typed may lie beyond the scale. `famous`
    are values with a name, which stand as ticks. One `at_rest` reports when it is let go, and keys when they pause.
    """
    answered = f"{key}.answered"

    def moved(report: Any) -> None:
        number, st.session_state[answered] = reported.turned(report)
        on_move(reported.number(number))

    data = {
        "label": said["label"],
        "help": said["help"] or "",
        "value": value,
        **scale,
        "unit": unit,
        "famous": [[number, say(words)] for number, words in famous],
        "locked": locked,
        "at_rest": at_rest,
        "answered": st.session_state.get(answered, 0),
        "words": {name: say(words) for name, words in WORDS.items()},
    }
    SLIDER.mount(f"{key}.live", data, moved=moved)
