"""A network as single operations: every value, slope and gradient, appearing step by step as the player goes."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import streamlit as st

from pages.ui import reported
from pages.ui.component import Component
from pages.ui.text import Text, say
from pages.ui.theme import NEGATIVE, POSITIVE, PRESENTATION

CHOOSE = Text("Choose {name}", "{name} 고르기")

ABOVE, ABOVE_LARGE = 424, 400
"""Pixels of a screen that stand above or below the picture: usually, and in presentation size."""

FONT = 14

GRAPH = Component("computation_graph", __file__)


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
        "above": ABOVE_LARGE if presentation else ABOVE,
        "stacked": presentation,
        "words": {"choose": say(CHOOSE)},
        "positive": POSITIVE,
        "negative": NEGATIVE,
    }

    parameters = {card["name"] for card in picture["cards"] if card["parameter"]}
    GRAPH.mount(key, data, chosen=lambda name: on_choose(reported.one_of(name, parameters)))
