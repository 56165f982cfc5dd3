"""A deeper network with an error on its way back: the flow, and what is said and drawn of it."""

from typing import Any
from urllib.parse import quote

import numpy as np

from dlcore.gradients.split_rules import CHAIN, Flow, flow
from dlcore.network.network import Network
from pages.lessons.backprop.split.split_pictures import numbers, short
from pages.lessons.backprop.split.split_words import FILM
from pages.lessons.backprop.values import BackpropValues
from pages.ui.serving.once import once
from pages.ui.serving.runs import keep
from pages.ui.text import say
from pages.ui.theme import INK, NEGATIVE, POSITIVE


@keep
def deep(sizes: tuple[int, ...], x: tuple[float, float], error: float, activation: str, way: str, seed: int) -> Flow:
    """The error on its way back through a network of random weights without biases."""
    network = Network((2, *sizes, 1), activation)
    theta = network.init(np.random.default_rng(seed), "lecun")
    return flow(network, theta, np.array(x), np.array([error]), way)


def deep_of(chosen: BackpropValues) -> Flow:
    """The flow of the values that are set."""
    return deep(chosen.hidden, (chosen.x1, chosen.x2), chosen.error, chosen.activation, chosen.way, chosen.start)


def net(found: Flow, title: str) -> dict[str, Any]:
    """The network as networks.film takes it: a frame more than there are layers of weights that it reaches."""
    sizes = [len(outputs) for outputs in found.outputs]
    letters = ["x", *["h"] * (len(sizes) - 2), "o"]
    edges = [None if matrix is None else numbers(matrix) for matrix in found.edges]
    known = [np.abs(matrix).max() for matrix in found.edges if matrix is not None]
    return {
        "title": title,
        "sizes": sizes,
        "names": [
            [[letter + "₁₂₃₄"[i] if size > 1 else letter, short(value)] for i, value in enumerate(outputs)]
            for letter, size, outputs in zip(letters, sizes, found.outputs, strict=True)
        ],
        "errors": [None if errors is None else numbers(errors) for errors in found.errors],
        "edges": edges,
        "totals": found.totals,
        "scale": max([*known, float(np.abs(found.errors[-1]).max())]),  # type: ignore[arg-type]
        "frames": frames(found),
    }


def frames(found: Flow) -> int:
    """One for the error at the output, one for each step back, one to say where a rule is undefined."""
    return 1 + found.reached + bool(found.undefined)


def captions(found: Flow) -> list[str]:
    last = len(found.outputs) - 1
    told = [say(FILM["start"], error=short(found.totals[-1] or 0.0))]
    for step in range(1, found.reached + 1):
        layer = last - step
        name = say(FILM["inputs"]) if layer == 0 else say(FILM["hidden"], layer=layer)
        told.append(say(FILM["step"], layer=name, total=short(found.totals[layer] or 0.0)))
    if found.undefined:
        told.append(say(FILM[found.undefined]))
    return told


def way_back(found: Flow, way: str) -> str:
    """The sums from the output to the inputs, and whether they are one number."""
    known = [total for total in reversed(found.totals) if total is not None]
    sums = " → ".join(short(total) for total in known)
    if found.undefined:
        return say(FILM["stopped"], sums=sums, why=say(FILM[found.undefined]))
    if found.errors[-1] is not None and not found.errors[-1].any():
        return say(FILM["no_error"], sums=sums)
    return say(FILM["not_conserved" if way == CHAIN else "conserved"], sums=sums)


@once
def glimpse() -> str:
    """The messages of the chain rule along the edges of a net of four layers, as a data URL."""
    found = deep((4, 4), (1.0, 0.5), 0.6, "tanh", CHAIN, 3)
    full = max(float(np.abs(matrix).max()) for matrix in found.edges if matrix is not None)
    marks = []
    places = [
        [(16 + 32 * layer, 112 * (i + 0.5) / size) for i in range(size)] for layer, size in enumerate((2, 4, 4, 1))
    ]
    for layer, matrix in enumerate(found.edges):
        for (i, j), value in np.ndenumerate(matrix if matrix is not None else np.zeros((0, 0))):
            (x1, y1), (x2, y2) = places[layer][i], places[layer + 1][j]
            ink, width = POSITIVE if value > 0 else NEGATIVE, 0.6 + 7 * abs(value) / full
            marks.append(f'<line x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}" stroke="{ink}" stroke-width="{width:.1f}"/>')
    marks += [f'<circle cx="{x}" cy="{y}" r="5" fill="{INK}"/>' for column in places for x, y in column]
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 128 112">{"".join(marks)}</svg>'
    return f"data:image/svg+xml,{quote(svg)}"
