"""A small network as single operations: the results, cached for all visitors, and what is said and written of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from dlcore.arrays import Array
from dlcore.gradients.computation_graph import NetworkGraph, Path, gradients, network_graph, order, paths
from dlcore.gradients.differences import Difference, derivative
from dlcore.gradients.replay import Step, moved, readable, replay
from dlcore.network.losses import LOSSES
from dlcore.network.network import Network
from pages.lessons.backprop.charts import graph_layout
from pages.lessons.backprop.graph.graph_words import PHASES, TELLS
from pages.lessons.backprop.values import BackpropValues
from pages.ui import names
from pages.ui.number_format import short
from pages.ui.serving.runs import keep
from pages.ui.text import Text

Place = tuple[str, str, str, float, float, int, int]
"""Net, activation, loss, both inputs, target, seed of the weights: what decides a graph, and nothing else."""

SIZES = {"2-2-1": (2, 2, 1), "2-2-2-1": (2, 2, 2, 1)}


@dataclass(frozen=True, eq=False)
class GraphExample:
    """A network on one example: as single operations, and vectorised."""

    network: Network
    theta: Array
    x: Array
    y: Array
    graph: NetworkGraph
    gradient: dict[str, float]
    vectorised: Array

    @property
    def largest_difference(self) -> float:
        """The largest difference of a gradient of the graph from the vectorised network's."""
        return float(np.abs(self.graph.gradient - self.vectorised).max())


def place(chosen: BackpropValues) -> Place:
    """The key of the graph."""
    return (
        chosen.chain_net,
        chosen.chain_activation,
        chosen.chain_loss,
        chosen.chain_x1,
        chosen.chain_x2,
        chosen.chain_target,
        chosen.chain_seed,
    )


def parameters(net: str) -> list[str]:
    """Return the names of all parameters of a net, in the order of θ."""
    network = Network(SIZES[net], "linear")
    graph = network_graph(network, np.zeros(network.n_params), np.zeros(2), np.zeros(1), LOSSES["squared"])
    return [node.name for node in graph.parameters]


@keep
def study(where: Place) -> GraphExample:
    """The network that the controls name, taken apart."""
    net, activation, loss, x1, x2, target, seed = where
    network = Network(SIZES[net], activation)
    theta, x, y = readable(network, np.random.default_rng(seed)), np.array([x1, x2]), np.array([float(target)])
    graph = network_graph(network, theta, x, y, LOSSES[loss])
    found = {node.name: gradient for node, gradient in gradients(graph.loss).items()}
    vectorised = network.gradient(theta, x[None], y[None], LOSSES[loss])
    return GraphExample(network, theta, x, y, graph, found, vectorised)


@keep
def difference(where: Place, parameter: str) -> Difference:
    """The slope of the loss along one parameter, by differences on the vectorised network."""
    done, loss = study(where), LOSSES[where[2]]
    index = [node.name for node in done.graph.parameters].index(parameter)

    def at(value: float) -> float:
        theta = done.theta.copy()
        theta[index] = value
        return float(loss.value(done.network.forward(theta, done.x[None]), done.y[None]))

    return derivative(at, float(done.theta[index]))


@keep
def film(where: Place, rate: float, lang: str) -> tuple[dict[str, Any], list[str], list[str]]:
    """The picture of every frame, its sentence and its caption, in the language `lang`."""
    done, steps = study(where), replay(study(where).graph)
    changed = network_graph(done.network, moved(done.graph, rate), done.x, done.y, LOSSES[where[2]])
    after = {node.name: node.value for node in order(changed.loss)}
    shown = graph_layout.picture(done.network.sizes, done.graph, steps, after, lambda name: card(name, where), narrow)
    told = [sentence(step, where, rate, after, lang) for step in steps]
    return shown, told, captions(steps, lang)


def narrow(value: float) -> str:
    """A number for a card, a digit less where it begins with zeros."""
    return short(value, 3 if abs(value) >= 0.1 else 2)


SUB, SUPER = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉"), str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def symbol(name: str) -> str:
    """Return a node's name as it is read: w2.1.3 is w⁽²⁾₁₃."""
    if name == "L" or name[0] == "x":
        return name.translate(SUB)
    layer, *places = name[1:].split(".")
    index = "".join(places).translate(SUB)
    if name[0] == "p":
        return f"w⁽{layer.translate(SUPER)}⁾{index}·{'x' if layer == '1' else 'a'}{places[0].translate(SUB)}"
    return f"{name[0]}⁽{layer.translate(SUPER)}⁾{index}"


def card(name: str, where: Place) -> str:
    """Return what a node's card is headed: its operation, where it has one."""
    if name == "L":
        return f"L, y={where[5]}"
    return ("w·x" if name[1] == "1" else "w·a") if name[0] == "p" else symbol(name)


def formula(name: str) -> str:
    """Return a node's name in LaTeX."""
    if name == "L":
        return "L"
    if name[0] == "x":
        return f"x_{{{name[1:]}}}"
    layer, *places = name[1:].split(".")
    return f"{name[0]}^{{({layer})}}_{{{''.join(places)}}}"


def in_brackets(value: float) -> str:
    """Return a number for a product, in LaTeX."""
    words = short(value)
    words = f"{words.partition('e')[0]}\\cdot 10^{{{words.partition('e')[2]}}}" if "e" in words else words
    words = words.replace("−", "-")
    return f"({words})" if value < 0 else words


def chain(way: Path) -> str:
    """Return a way's product in LaTeX, each number over what it is; the slopes of sums, all 1, are left out."""
    factors = []
    for below, above, slope in zip(way.nodes, way.nodes[1:], way.slopes, strict=False):
        if above.operation == "sum":
            continue
        if above.operation == "product":
            other = next(node for node in above.inputs if node is not below)
            what = formula(other.name)
        else:
            what = f"\\varphi'({formula(below.name)})" if above.operation == "bend" else "L'"
        factors.append(f"\\underbrace{{{in_brackets(slope)}}}_{{{what}}}")
    return " \\cdot ".join(factors) + " = " + in_brackets(way.product).strip("()")


def chains(where: Place, parameter: str) -> tuple[list[str], str, list[list[int]]]:
    """Return the product of every way in LaTeX, the sum over all, and the places of the nodes on each way."""
    done = study(where)
    start = next(node for node in done.graph.parameters if node.name == parameter)
    ways = paths(start, done.graph.loss)
    places = {node: i for i, node in enumerate(order(done.graph.loss))}
    terms = " + ".join(in_brackets(way.product) for way in ways)
    whole = f"\\frac{{\\partial L}}{{\\partial {formula(parameter)}}} = "
    total = in_brackets(done.gradient[parameter]).strip("()")
    whole += f"{terms} = {total}" if len(ways) > 1 else total
    return [chain(way) for way in ways], whole, [[places[node] for node in way.nodes] for way in ways]


def relative(exact: float, found: float) -> float:
    """The distance of two numbers, in units of the larger; 0 where both are 0."""
    return abs(exact - found) / max(abs(exact), abs(found), float(np.finfo(float).tiny))


def captions(steps: Sequence[Step], lang: str) -> list[str]:
    return [getattr(PHASES[step.phase], lang) + (f" · {symbol(step.node.name)}" if step.node else "") for step in steps]


def sentence(step: Step, where: Place, rate: float, after: dict[str, float], lang: str) -> str:
    done, node = study(where), step.node

    def tell(pattern: Text, **numbers: str) -> str:
        return str(getattr(pattern, lang).format(**numbers))

    if node is None:
        if step.phase == "again":
            return tell(TELLS["again"], after=short(after["L"]), before=short(done.graph.loss.value))
        return tell(TELLS["given"], target=str(where[5]))
    said = {"node": symbol(node.name), "value": short(node.value)}
    if step.phase == "backward":
        return tell(TELLS["backward"], **said, gradient=short(step.messages[0].gradient), handed=handed(step, lang))
    if step.phase == "update":
        kept_at, to = short(done.gradient[node.name]), short(after[node.name])
        return tell(TELLS["update"], **said, rate=short(rate), gradient=kept_at, after=to)
    values = [short(source.value) for source in node.inputs]
    name = getattr(names.LOSSES[where[2]] if node.operation == "loss" else names.ACTIVATIONS[where[1]], lang)
    terms = " + ".join(map(bracketed, values))
    numbers = {"a": values[0], "b": values[-1], "terms": terms, "name": name, "target": str(where[5])}
    return tell(TELLS[node.operation], **said, **numbers)


def bracketed(words: str) -> str:
    """A number after a sign: in brackets where it has one of its own."""
    return f"({words})" if words[0] == "−" else words


def handed(step: Step, lang: str) -> str:
    """The messages of a node to each of its inputs, and what that makes where something was there before."""
    parts = []
    for message in step.messages:
        numbers = {"node": symbol(message.receiver.name), "gradient": short(message.gradient)}
        numbers |= {
            "slope": bracketed(short(message.slope)),
            "amount": short(message.amount),
            "total": short(message.total),
        }
        pattern = TELLS["handed" if message.total == message.amount else "summed"]
        parts.append(getattr(pattern, lang).format(**numbers))
    return "; ".join(parts)
