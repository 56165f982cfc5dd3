"""The network drawn: every neuron with its own small map, every edge with its weight, at the frame of the film."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import streamlit as st

from pages.ui import reported
from pages.ui.component import Component
from pages.ui.text import Text, say
from pages.ui.theme import LARGER, NEGATIVE, POSITIVE, PRESENTATION, ZERO, chart_config

WORDS: Mapping[str, Text] = {
    "input": Text("Input", "입력"),
    "output": Text("Output", "출력"),
    "neuron": Text("Layer {layer}, neuron {neuron}", "{layer}층 뉴런 {neuron}"),
    "bias": Text("bias", "편향"),
    "weights": Text("weights", "가중치"),
}

DIAGRAM = Component("network_diagram", __file__)


def show(
    picture: Mapping[str, Any],
    alt: str,
    key: str,
    *,
    inputs: Sequence[str],
    outputs: Sequence[str],
    titles: Sequence[str] | None = None,
    selected: str | None = None,
    on_choose: Callable[[str], None] | None = None,
    edge: tuple[int, int, int] | None = None,
    on_edge: Callable[[int, int, int], None] | None = None,
    name: str = "frame",
    height: int = 320,
) -> None:
    """Show a network (`charts.diagram.picture`) with the names of its inputs and outputs, and a title for each layer.

    A neuron is called "layer.index", both from 0: "0.1" is the second input. `selected` is lit; a click or Enter on one
    calls `on_choose` with its name before the next run. With `on_edge` a click on an edge calls it with the edge's
    place in θ: layer, row and column of the matrix, row −1 for a bias; `edge` is lit.
    """
    sizes = picture["sizes"]
    presentation = bool(st.session_state.get(PRESENTATION, False))
    data: dict[str, Any] = {
        **picture,
        "alt": alt,
        "name": name,
        "height": round(height * LARGER) if presentation else height,
        "labels": [list(inputs), list(outputs)],
        "titles": list(titles) if titles else None,
        "selected": selected,
        "choosable": on_choose is not None,
        "edge": edge and [edge[0], sizes[edge[0]] if edge[1] == -1 else edge[1], edge[2]],
        "edges": on_edge is not None,
        "words": {part: say(word) for part, word in WORDS.items()},
        "font": chart_config(presentation)["axis"]["titleFontSize"],
        "positive": POSITIVE,
        "negative": NEGATIVE,
        "zero": ZERO,
    }

    def chosen(told: Any) -> None:
        parts = reported.word(told).split(".")
        if not all(part.isascii() and part.isdigit() and len(part) < 5 for part in parts):
            raise reported.NonsenseError("no place of the network")
        layer, *at = map(int, parts)
        if len(at) == 2 and on_edge is not None and layer < len(sizes) - 1:
            on_edge(layer, -1 if at[0] == sizes[layer] else at[0], at[1])
        elif len(at) == 1 and on_choose is not None and layer < len(sizes):
            on_choose(f"{layer}.{at[0]}")
        else:
            raise reported.NonsenseError("no place of the network")

    DIAGRAM.mount(key, data, chosen=chosen)
