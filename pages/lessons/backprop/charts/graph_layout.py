"""A network's computation graph laid out: where each operation stands, and what changes at each frame of the film."""

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import Any

from dlcore.gradients.computation_graph import NetworkGraph, Node, order
from dlcore.gradients.replay import Step

WIDTH, HEIGHT, GAP, BETWEEN, APART = 108, 38, 46, 14, 8
"""A card; the room between columns, between the cards of one operation, and between operations; all in pixels."""

FULL = 1.5
"""The size of a number at which its colour is full."""


def places(sizes: Sequence[int], graph: NetworkGraph) -> tuple[dict[str, tuple[float, float]], float, float]:
    """Return the upper left corner of every node by its name, and the width and height of the whole.

    Left to right: inputs, then for each layer its products, each under its weight, and its neurons, each a bias, a
    sum and a bend; last the loss.
    """
    tall = 2 * HEIGHT + BETWEEN + APART
    high = max(a * b for a, b in pairwise(sizes)) * tall - APART
    step = WIDTH + GAP
    found: dict[str, tuple[float, float]] = {}
    middles = [high * (i + 0.5) / sizes[0] for i in range(sizes[0])]
    for i, middle in enumerate(middles, 1):
        found[f"x{i}"] = (0.0, middle - HEIGHT / 2)
    column = step
    for layer, (below, here) in enumerate(pairwise(sizes), 1):
        last = layer == len(sizes) - 1
        top = (high - (below * here * tall - APART)) / 2
        for j in range(1, here + 1):
            first = top + (j - 1) * below * tall
            for i in range(1, below + 1):
                y = first + (i - 1) * tall
                found[f"w{layer}.{i}.{j}"] = (column, y)
                found[f"p{layer}.{i}.{j}"] = (column, y + HEIGHT + BETWEEN)
            y = first + (below * tall - APART) / 2 - HEIGHT / 2
            for k, letter in enumerate("bz" if last else "bza", -1):
                found[f"{letter}{layer}.{j}"] = (column + step, y + k * (HEIGHT + BETWEEN))
        column += 2 * step
    found["L"] = (column, found[f"z{len(sizes) - 1}.1"][1])
    kept = {node.name for node in order(graph.loss)}
    return {name: place for name, place in found.items() if name in kept}, column + WIDTH, float(high)


def picture(
    sizes: Sequence[int],
    graph: NetworkGraph,
    steps: Sequence[Step],
    after: Mapping[str, float],
    labels: Callable[[str], str],
    short: Callable[[float], str],
) -> dict[str, Any]:
    """Return what the component draws: cards, edges with their slopes, and for each frame its phase and what it sets.

    `after` has the value of every node in the pass after the update, by name. `labels` names a node, `short` writes a
    number.
    """
    where, width, height = places(sizes, graph)
    nodes = order(graph.loss)
    index = {node: i for i, node in enumerate(nodes)}
    parameters = set(graph.parameters)
    cards = [
        {"name": n.name, "label": labels(n.name), "at": where[n.name], "parameter": n in parameters} for n in nodes
    ]
    walked = {(index[m.receiver], index[m.sender]): frame for frame, step in enumerate(steps) for m in step.messages}
    edges = [
        [index[source], index[node], short(slope), walked[index[source], index[node]]]
        for node in nodes
        for source, slope in zip(node.inputs, node.slopes, strict=True)
    ]

    def told(node: Node, what: str, value: float) -> list[Any]:
        return [index[node], what, short(value), round(max(-1.0, min(1.0, value / FULL)), 2)]

    def changes(step: Step) -> list[list[Any]]:
        if step.phase == "again":
            return [told(node, "value", after[node.name]) for node in nodes]
        if step.phase == "update" and step.node:
            return [told(step.node, "value", after[step.node.name])]
        if step.phase == "backward" and step.node:
            own = [told(step.node, "gradient", step.messages[0].gradient)]
            return own + [told(message.receiver, "gradient", message.total) for message in step.messages]
        made = [step.node] if step.node else [node for node in nodes if not node.inputs]
        return [told(node, "value", node.value) for node in made]

    frames = [
        {"phase": step.phase, "lit": index[step.node] if step.node else -1, "set": changes(step)} for step in steps
    ]
    size = {"width": width, "height": height, "card": [WIDTH, HEIGHT]}
    return {"cards": cards, "edges": edges, "frames": frames, "neurons": outlines(where), **size}


def outlines(where: Mapping[str, tuple[float, float]]) -> list[list[float]]:
    """Return a rectangle (x, y, width, height) around the bias, sum and bend of every neuron."""
    around = []
    for name, (x, y) in where.items():
        if name[0] == "b":
            cards = 3 if f"a{name[1:]}" in where else 2
            high = cards * HEIGHT + (cards - 1) * BETWEEN
            around.append([x - 5, y - 5, WIDTH + 10, high + 10])
    return around
