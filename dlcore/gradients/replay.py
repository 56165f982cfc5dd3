"""One step of learning as a film of single operations: forward, loss, backward, update, and forward once more."""

from dataclasses import dataclass
from itertools import groupby

import numpy as np

from dlcore.arrays import Array
from dlcore.gradients.computation_graph import Message, NetworkGraph, Node, backward, order
from dlcore.network.network import Network

PHASES = ("forward", "loss", "backward", "update", "again")


@dataclass(frozen=True)
class Step:
    """One frame: an operation on which node, in which phase; going backward, what it hands to its inputs."""

    phase: str
    node: Node | None
    messages: tuple[Message, ...] = ()


def replay(graph: NetworkGraph) -> list[Step]:
    """Every operation of one step of learning, a frame each.

    The first frame has only what is given; the last is the whole forward pass again, with the weights that were moved.
    Going backward nothing but gradients changes; in the update nothing but parameters.
    """
    made = [node for node in order(graph.loss) if node.inputs]
    steps = [Step("forward", None)]
    steps += [Step("loss" if node is graph.loss else "forward", node) for node in made]
    for sender, messages in groupby(backward(graph.loss), key=lambda message: message.sender):
        steps.append(Step("backward", sender, tuple(messages)))
    steps += [Step("update", parameter) for parameter in graph.parameters]
    return [*steps, Step("again", None)]


def moved(graph: NetworkGraph, rate: float) -> Array:
    """θ − η ∂loss/∂θ (p,): the parameters after one update."""
    return np.asarray(np.array([node.value for node in graph.parameters]) - rate * graph.gradient)


def readable(network: Network, rng: np.random.Generator) -> Array:
    """Parameters θ (p,) for reading along: one digit after the point, from 0.1 to 1, either sign, none of them 0."""
    size = np.round(rng.uniform(0.1, 1.0, network.n_params), 1)
    return np.asarray(size * rng.choice([-1.0, 1.0], network.n_params))
