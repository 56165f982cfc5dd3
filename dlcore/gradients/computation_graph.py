"""A computation as a graph of single numbers, and reverse-mode differentiation on it, one operation at a time.

Every node knows its value, the nodes that went in, and its slope for each of them: ∂(this node)/∂(that one). That is
all the backward pass needs. Nothing is changed once it is made, so a graph can be replayed as often as one likes.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import prod

import numpy as np

from dlcore.arrays import Array
from dlcore.network.activations import Activation
from dlcore.network.losses import Loss
from dlcore.network.network import Network


@dataclass(frozen=True, eq=False)
class Node:
    """One number: the operation that made it, what went in, and its local derivative for each of those."""

    name: str
    operation: str
    value: float
    inputs: tuple["Node", ...] = ()
    slopes: tuple[float, ...] = ()


def given(name: str, value: float) -> Node:
    """A number that no operation made: an input, a weight, a bias."""
    return Node(name, "given", float(value))


def product(name: str, a: Node, b: Node) -> Node:
    """p = a·b, with ∂p/∂a = b and ∂p/∂b = a."""
    return Node(name, "product", a.value * b.value, (a, b), (b.value, a.value))


def total(name: str, *terms: Node) -> Node:
    """z = Σ terms, with ∂z/∂term = 1 for each."""
    return Node(name, "sum", sum(term.value for term in terms), terms, (1.0,) * len(terms))


def bend(name: str, z: Node, activation: Activation) -> Node:
    """a = φ(z), with ∂a/∂z = φ′(z)."""
    a = np.asarray(activation.value(np.asarray(z.value)))
    return Node(name, "bend", float(a), (z,), (float(activation.slope(a)),))


def error(name: str, scores: tuple[Node, ...], target: Array, loss: Loss) -> Node:
    """L(s, y) for one example, scores and target (k,), with ∂L/∂s of each score."""
    s, y = np.array([[score.value for score in scores]]), np.reshape(target, (1, -1))
    return Node(name, "loss", float(loss.value(s, y)), scores, tuple(loss.grad(s, y)[0].tolist()))


def order(output: Node) -> list[Node]:
    """All nodes that `output` is made of, level by level: each after what went into it, the output last."""
    level: dict[Node, int] = {}

    def visit(node: Node) -> int:
        if node not in level:
            level[node] = 1 + max((visit(source) for source in node.inputs), default=-1)
        return level[node]

    visit(output)
    return sorted(level, key=level.__getitem__)


@dataclass(frozen=True)
class Message:
    """A message from `sender` back to one of its inputs: amount = gradient of the sender · slope for that input.

    total is the gradient of the receiver so far: the sum of all that it has been handed.
    """

    sender: Node
    receiver: Node
    gradient: float
    slope: float
    amount: float
    total: float


def backward(output: Node) -> Iterator[Message]:
    """Walk back from `output`, whose gradient is 1: each node hands gradient · slope to each of its inputs.

    A node's turn comes when all that use it have had theirs, so its gradient is complete: the sum over every path
    from it to the output. Linnainmaa (1970); Rumelhart, Hinton and Williams (1986).
    """
    gradient = dict.fromkeys(order(output), 0.0)
    gradient[output] = 1.0
    for node in reversed(order(output)):
        for source, slope in zip(node.inputs, node.slopes, strict=True):
            amount = gradient[node] * slope
            gradient[source] += amount
            yield Message(node, source, gradient[node], slope, amount, gradient[source])


def gradients(output: Node) -> dict[Node, float]:
    """∂output/∂node for every node."""
    return {output: 1.0} | {message.receiver: message.total for message in backward(output)}


def accumulate(output: Node, kept: Mapping[str, float]) -> dict[str, float]:
    """Add the gradients of the numbers named in `kept` to what is kept there, as PyTorch does.

    Nothing is cleared: whoever wants the gradient of one pass alone begins with zeros.
    """
    fresh = {node.name: gradient for node, gradient in gradients(output).items()}
    return {name: before + fresh[name] for name, before in kept.items()}


@dataclass(frozen=True)
class Path:
    """A way from one node to the output, node by node, and the slope of each step."""

    nodes: tuple[Node, ...]
    slopes: tuple[float, ...]

    @property
    def product(self) -> float:
        """The part of the gradient along this path: the product of its slopes."""
        return prod(self.slopes)


def paths(start: Node, output: Node) -> list[Path]:
    """Every way from `start` to `output`; the sum of their products is ∂output/∂start."""
    if start is output:
        return [Path((output,), ())]
    found = []
    for source, slope in zip(output.inputs, output.slopes, strict=True):
        found += [Path((*way.nodes, output), (*way.slopes, slope)) for way in paths(start, source)]
    return found


@dataclass(frozen=True, eq=False)
class NetworkGraph:
    """A network on one example, taken apart: its loss, its scores, and its p parameters in the order of θ."""

    loss: Node
    scores: tuple[Node, ...]
    parameters: tuple[Node, ...]

    @property
    def gradient(self) -> Array:
        """∂loss/∂θ (p,)."""
        found = gradients(self.loss)
        return np.array([found[parameter] for parameter in self.parameters])


def network_graph(network: Network, theta: Array, x: Array, y: Array, loss: Loss) -> NetworkGraph:
    """Write the network out as single operations, for one example x (d,) and y (k,), with θ (p,).

    Names: w2.1.3 is the weight in layer 2 from neuron 1 to neuron 3, b2.3 the bias there, z2.3 the sum, a2.3 = φ(z2.3).
    Raises ValueError where θ, x or y do not fit the network.
    """
    if theta.shape != (network.n_params,) or x.shape != network.sizes[:1] or y.shape != network.sizes[-1:]:
        raise ValueError(f"θ {theta.shape}, x {x.shape} and y {y.shape} do not fit a network {network.sizes}.")
    below = [given(f"x{i}", value) for i, value in enumerate(x, 1)]
    parameters: list[Node] = []
    for layer, matrix in enumerate(network.matrices(theta), 1):
        # Row by row, the biases last: the order of θ.
        weights = [
            [given(f"w{layer}.{i}.{j}", w) for j, w in enumerate(row, 1)] for i, row in enumerate(matrix[:-1], 1)
        ]
        biases = [given(f"b{layer}.{j}", b) for j, b in enumerate(matrix[-1], 1)]
        parameters += [node for row in (*weights, biases) for node in row]
        sums = []
        for j, bias in enumerate(biases, 1):
            products = [
                product(f"p{layer}.{i}.{j}", row[j - 1], source)
                for i, (row, source) in enumerate(zip(weights, below, strict=True), 1)
            ]
            sums.append(total(f"z{layer}.{j}", *products, bias))
        below = [bend(f"a{layer}.{j}", z, network.activation) for j, z in enumerate(sums, 1)]
    return NetworkGraph(error("L", tuple(sums), y, loss), tuple(sums), tuple(parameters))
