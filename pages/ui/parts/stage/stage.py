"""The stage: a network's run at the frame of the player, drawn by the browser from θ.

The network with every neuron's own map and every edge, the large map with the examples, a probe that sends a point
through the network, and weights that can be pulled. What it is given is `training_run.stage_data`; only what was asked
for with a callback comes back to the server, and none of it while the visitor looks, probes or pulls.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import streamlit as st

from pages.ui import names, reported, theme
from pages.ui.component import Component
from pages.ui.film_bytes import message
from pages.ui.parts.point_legend import OUTLINES
from pages.ui.text import Text, say

STAGE = Component("stage", __file__)

HEIGHT = 400

FURTHEST = 100_000
"""The largest place, of a neuron, an example or a frame, that a report may name."""

WORDS: Mapping[str, Text] = {
    "network": Text("Neurons of the network", "신경망의 뉴런"),
    "input": Text("Input", "입력"),
    "output": Text("Output", "출력"),
    "all": names.OUTPUT,
    "neuron": Text("Layer {layer}, neuron {neuron}", "{layer}층 뉴런 {neuron}"),
    "bias": Text("bias", "편향"),
    "weight": Text("weight", "가중치"),
    "weights": Text("weights", "가중치"),
    "sum": Text("weighted sum", "가중합"),
    "activation": Text("activation", "활성값"),
    "gradient": Text("gradient", "기울기"),
    "delta": Text("mean δ of the batch", "배치의 평균 δ"),
    "batch": Text("batch", "배치"),
    "losses": names.LOSS_AXIS,
    "training": names.TRAINING,
    "test": names.TEST,
    "pinned": Text("Pinned", "기준 실행"),
    "back": Text("Show the output", "출력 보기"),
    "probe": Text("Point sent through the network", "신경망에 통과시킬 점"),
    "move": Text(
        "arrow keys move a point, Page Up and Page Down go through the examples",
        "화살표 키로 점을 옮기고 Page Up 키와 Page Down 키로 예제를 차례로 봅니다",
    ),
    "example": Text("example {number}", "예제 {number}"),
    "trained": Text("Back to the trained value", "훈련된 값으로"),
    "close": Text("Close", "닫기"),
    "layers": names.HIDDEN_LAYERS,
    "counted": Text("{count} hidden", "은닉층 {count}"),
    "width": Text("Neurons of layer {layer}", "{layer}층의 뉴런"),
    "more": Text("One more", "하나 더"),
    "less": Text("One less", "하나 빼기"),
}


def show(
    film: bytes,
    key: str,
    *,
    alt: str,
    inputs: Sequence[str] = (),
    outputs: Sequence[str] = (),
    axes: tuple[str, str] = ("x₁", "x₂"),
    pinned: bytes | None = None,
    pinned_title: str = "",
    network: bool = True,
    plane: bool = True,
    probe: bool = True,
    editable: bool = True,
    bare: bool = False,
    selected: str | None = None,
    hidden: Sequence[int] | None = None,
    most: int = 6,
    widest: int = 64,
    on_neuron: Callable[[str | None], None] | None = None,
    on_probe: Callable[[float, float, int], None] | None = None,
    on_weight: Callable[[int, int, int, float, int], None] | None = None,
    on_layers: Callable[[tuple[int, ...]], None] | None = None,
    name: str = "frame",
    height: int = HEIGHT,
) -> None:
    """Show a run (`stage_data.film`) and, in a second plane, a pinned one.

    `pinned_title` stands over that plane in place of its own name. `inputs` and `outputs` name the ends of the network,
    `axes` those of the plane; a `bare` one is so small that it has neither axes nor words. A neuron is called
    "layer.index", both from 0; `selected` is shown large, None is the output. The callbacks are called before the next
    run: `on_neuron(name)`;
    `on_probe(u, v, example)` once a probe has been put down, example −1 where it lies on none;
    `on_weight(layer, row, column, value, frame)` when a weight was let go, row −1 a bias; `on_layers(widths)` after one
    of the signs + and −, which are drawn where `hidden` says the widths, at `most` so many, none wider than `widest`.
    """
    presentation = bool(st.session_state.get(theme.PRESENTATION, False))
    settings: dict[str, Any] = {
        "alt": alt,
        "name": name,
        "height": round(height * theme.LARGER) if presentation else height,
        "font": 17 if presentation else 13,
        "labels": [list(inputs), list(outputs)],
        "axes": list(axes),
        "pinned_title": pinned_title,
        "network": network,
        "map": plane,
        "probe": probe,
        "editable": editable,
        "bare": bare,
        "selected": selected,
        "hidden": None if hidden is None or on_layers is None else list(hidden),
        "most": most,
        "widest": widest,
        "sends": {"neuron": on_neuron is not None, "probe": on_probe is not None, "weight": on_weight is not None},
        "words": {part: say(word) for part, word in WORDS.items()},
    }
    kinds = max(2, len(outputs))
    look = {"colours": COLOURS | {"classes": theme.CLASSES[:kinds]}, "marks": MARKS[:kinds]}
    told = json.dumps(settings | look, ensure_ascii=False, separators=(",", ":")).encode()
    reports: dict[str, Callable[[Any], None]] = {}
    if on_neuron is not None:
        reports["neuron"] = lambda chosen: on_neuron(reported.word(chosen) or None)
    if on_probe is not None:
        reports["probe"] = lambda told: on_probe(*_probed(told))
    if on_weight is not None:
        reports["weight"] = lambda told: on_weight(*_edit(told))
    if on_layers is not None:
        reports["layers"] = lambda widths: on_layers(reported.wholes(widths, 0, most, 1, widest))
    STAGE.mount(key, message([told, film, *([pinned] if pinned else [])]), **reports)


def _probed(told: Any) -> tuple[float, float, int]:
    u, v, example = reported.numbers(told, 3)
    return u, v, reported.whole(example, -1, FURTHEST)


def _edit(told: Any) -> tuple[int, int, int, float, int]:
    layer, row, column, value, frame = reported.numbers(told, 5)
    places = [reported.whole(place, -1, FURTHEST) for place in (layer, row, column)]
    return places[0], places[1], places[2], float(value), reported.whole(frame, 0, FURTHEST)


def small_plane(film: bytes, key: str, *, alt: str, name: str, height: int, outputs: Sequence[str] = ()) -> None:
    """Show the plane of a run alone, so small that it has neither axes nor words; `outputs` are those of a network."""
    show(
        film,
        key,
        alt=alt,
        outputs=outputs,
        network=False,
        probe=False,
        editable=False,
        bare=True,
        name=name,
        height=height,
    )


COLOURS: dict[str, Any] = {
    "negative": theme.NEGATIVE,
    "zero": theme.ZERO,
    "positive": theme.POSITIVE,
    "paper": theme.PAPER,
    "edge": theme.EDGE,
    "ink": theme.INK,
    "series": theme.SERIES,
}
MARKS = [OUTLINES.get(shape, shape) for shape in theme.SHAPES]
"""The marks of the classes as paths of radius 1."""
