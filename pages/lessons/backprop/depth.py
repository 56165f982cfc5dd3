"""The size of δ by depth: the results, cached for all visitors, and the picture's data."""

from dlcore.gradients.delta_by_depth import Deltas, deltas
from dlcore.network.activations import ACTIVATIONS
from pages.lessons.backprop.charts import delta_by_depth
from pages.lessons.backprop.graph.graph_pictures import SUB
from pages.lessons.backprop.graph.graph_words import LABELS
from pages.lessons.backprop.values import BackpropValues
from pages.ui import names
from pages.ui.charts import film
from pages.ui.number_format import short
from pages.ui.serving.runs import keep
from pages.ui.text import say

Depth = tuple[int, str, int, int]
"""Hidden layers, initialization, width, seed."""

NEAR = 0.87, 1.15
"""Factors between which δ is said to keep its size: over ten layers it changes about fourfold at most."""


def place(chosen: BackpropValues) -> Depth:
    """The key of the sizes of all activations."""
    return chosen.depth_layers, chosen.depth_initialization, chosen.depth_width, chosen.depth_seed


@keep
def all_deltas(where: Depth) -> dict[str, Deltas]:
    """The sizes for every activation, with the same weights and data."""
    depth, initialization, width, seed = where
    return {name: deltas(name, depth, initialization, width, seed) for name in ACTIVATIONS}


def verdict(factor: float) -> str:
    """The id of what a factor per layer does."""
    return "vanishes" if factor < NEAR[0] else "explodes" if factor > NEAR[1] else "keeps"


def picture(where: Depth, activation: str) -> film.Datasets:
    """The chosen activation from the output back, and the others beside it."""
    found = all_deltas(where)
    size = found[activation].size[::-1]
    words = [say(LABELS["output"])]
    for back in range(1, len(size)):
        layer, above = (str(len(size) - back + up).translate(SUB) for up in (0, 1))
        numbers = {"layer": layer, "above": above, "size": short(size[back])}
        if back == 1 or not size[back - 1]:
            words.append(say(LABELS["layer"], **numbers))
        else:
            words.append(say(LABELS["times"], **numbers, factor=short(size[back] / size[back - 1])))
    others = []
    for name in ACTIVATIONS:
        if name == activation:
            continue
        sizes = found[name].size[::-1]
        told = [
            say(LABELS["beside"], activation=say(names.ACTIVATIONS[name]), layer=len(sizes) - back, size=short(value))
            for back, value in enumerate(sizes)
        ]
        others.append((say(names.ACTIVATIONS[name]), sizes, told))
    return delta_by_depth.datasets(size, words, others)


def captions(depth: int) -> list[str]:
    further = [say(LABELS["caption"], layer=depth + 1 - back, back=back) for back in range(1, depth + 1)]
    return [say(LABELS["caption_output"]), *further]


def table(where: Depth, activation: str) -> str:
    """The mean factor of every activation, measured and predicted, as markdown."""
    lines = []
    for name, found in all_deltas(where).items():
        factor = short(found.factor) if found.factor is not None else "–"
        predicted = short(found.predicted) if found.predicted is not None else "–"
        cells = [say(names.ACTIVATIONS[name]), factor, predicted, short(found.size[0])]
        lines.append("| " + " | ".join(f"**{cell}**" if name == activation else cell for cell in cells) + " |")
    return say(LABELS["factors"]) + "\n".join(lines)
