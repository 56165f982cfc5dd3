"""A network as single operations: every value, slope and gradient, appearing step by step as the player goes."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import streamlit as st

from pages.ui.parts.component import sent
from pages.ui.text import Text, say
from pages.ui.theme import LARGER, NEGATIVE, POSITIVE, PRESENTATION

CHOOSE = Text("Choose {name}", "{name} 고르기")

SMALLEST = 0.8
"""How much the picture may shrink before it is scrolled instead."""

FONT = 13

_FILE = Path(__file__)
_mount = st.components.v2.component(
    "computation_graph",
    html=_FILE.with_suffix(".html").read_text(encoding="utf-8"),
    css=_FILE.with_suffix(".css").read_text(encoding="utf-8"),
    js=_FILE.with_suffix(".js").read_text(encoding="utf-8"),
    isolate_styles=False,
)


def show(
    picture: Mapping[str, Any],
    told: Sequence[str],
    phases: Mapping[str, Text],
    alt: str,
    key: str,
    *,
    selected: str,
    way: Sequence[Sequence[int]],
    on_choose: Callable[[str], None],
    name: str = "frame",
) -> None:
    """Show a graph (`charts.graph.picture`); `told` is a sentence for each frame, `phases` names every phase.

    Each list of `way` has the places of the nodes on a way from the parameter `selected` to the loss. A click or Enter
    on another parameter calls `on_choose` with its name before the next run.
    """
    presentation = bool(st.session_state.get(PRESENTATION, False))
    data: dict[str, Any] = {
        **picture,
        "told": list(told),
        "phases": [[phase, say(word)] for phase, word in phases.items()],
        "alt": alt,
        "selected": selected,
        "way": [list(nodes) for nodes in way],
        "name": name,
        "font": FONT,
        "zoom": LARGER if presentation else SMALLEST,
        "words": {"choose": say(CHOOSE)},
        "positive": POSITIVE,
        "negative": NEGATIVE,
    }

    def chosen() -> None:
        parameter = sent(key, "chosen")
        if parameter:
            on_choose(parameter)

    # In a list, because the host looks through a dictionary for data frames, and imports pandas to know one.
    _mount(key=key, data=[data], on_chosen_change=chosen)
