"""The pictures of splitting an error: its runs, and what is said and drawn of them."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from dlcore.gradients.split_rules import CHAIN
from dlcore.gradients.splits import Split, Splits, splits
from dlcore.network.activations import ACTIVATIONS
from pages.lessons.backprop.split.split_words import LABELS, VERDICTS, WAY_NAMES
from pages.lessons.backprop.values import BackpropValues
from pages.ui import number_format
from pages.ui.charts import film
from pages.ui.parts import downloads
from pages.ui.serving.runs import keep
from pages.ui.text import say

FORWARD_SIZE, CARD_SIZE = (230, 142), (184, 142)
"""Width and height of the nets side by side, in units of their letters."""


def short(value: float) -> str:
    """A number as the nets write it."""
    size = abs(value)
    if 0.0005 <= size < 0.005:
        return number_format.short(value, 1)
    if size >= 1e4 or 1e-9 < size < 0.005:
        return number_format.tidy(f"{value:.1e}")
    text = f"{value:.{0 if size >= 100 else 1 if size >= 10 else 2}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if float(text) == 0 else number_format.tidy(text)


@keep
def handed_back(error: float, z: tuple[float, float], weights: tuple[float, float], activation: str) -> Splits:
    """One output's error, by every way."""
    return splits(error, np.array(z), np.array(weights), activation)


def of(chosen: BackpropValues) -> Splits:
    """The splits of the values that are set."""
    return handed_back(chosen.error, (chosen.z1, chosen.z2), (chosen.w1, chosen.w2), chosen.activation)


def verdict(way: str, found: Splits) -> str:
    split = found.ways[way]
    if split.undefined:
        numbers = found.contributions if way == "contribution" else None
        key = split.undefined + ("_sum" if numbers is not None and split.undefined == "cancelled" else "")
        terms = {} if numbers is None else {"first": short(numbers[0]), "second": _bracketed(numbers[1])}
        return say(VERDICTS[key], **terms)
    if split.error == 0:
        return say(VERDICTS["no_error"])
    if way == CHAIN:
        return _of_chain(split)
    if split.same:
        return say(VERDICTS["same"])
    return " ".join(_of_rule(split, found))


def _bracketed(value: float) -> str:
    return f"({short(value)})" if value < 0 else short(value)


def _of_chain(split: Split) -> str:
    if not split.chain.any():
        return say(VERDICTS["shut"])
    return say(VERDICTS["chance" if split.adds_up else "multiplies"])


def _of_rule(split: Split, found: Splits) -> list[str]:
    beyond = split.largest > 1 + 1e-9
    said = [say(VERDICTS["beyond"], times=short(split.largest)) if beyond else say(VERDICTS["adds_up"])]
    against = split.against
    if len(against) == 2:
        said.append(say(VERDICTS["both_against"]))
    elif len(against):
        said.append(say(VERDICTS["against"], node="12"[against[0]]))
    elif split.cosine is not None and split.cosine > 1 - 1e-9:
        factor = split.shares @ split.chain / (split.chain @ split.chain) if split.shares is not None else 0.0
        said.append(say(VERDICTS["parallel"], factor=short(float(factor))))
    else:
        said.append(say(VERDICTS["astray"]))
    return said + [
        say(VERDICTS["blind" if slope else "stuck"], node="12"[node], slope=short(slope))
        for node, slope in enumerate(found.slopes)
        if slope < 0.1 and split.shares is not None and abs(split.shares[node]) > abs(split.error) / 4
    ]


def weights_told(found: Splits, chosen: BackpropValues) -> dict[str, str]:
    """The numbers of the sentence on what the weights themselves are told, and which sentence: `kind`."""
    first, second = found.weight_gradient.tolist()
    larger, change = abs(chosen.w1) - abs(chosen.w2), abs(first) - abs(second)
    return {
        "a1": _bracketed(found.outputs[0]),
        "a2": _bracketed(found.outputs[1]),
        "error": _bracketed(chosen.error),
        "g1": short(first),
        "g2": short(second),
        "kind": "smaller" if larger * change < 0 else "weights",
    }


def cards(found: Splits, chosen: BackpropValues, covered: bool) -> list[dict[str, Any]]:
    """The nets side by side as networks.show takes them: forward, then a card for each way, covered or not."""
    names = [
        [[f"a{'₁₂'[i]}", short(a)] for i, a in enumerate(found.outputs)],
        [["o", short(found.contributions.sum())]],
    ]
    terms = zip(found.outputs, (chosen.w1, chosen.w2), found.contributions, strict=True)
    products = [[f"{short(a)} × {_bracketed(w)} = {short(c)}"] for a, w, c in terms]
    net = {"sizes": [2, 1], "names": names}
    forward = {
        **net,
        "title": say(LABELS["forward"]),
        "errors": [None, None],
        "edges": [[[value] for value in numbers(found.contributions)]],
        "labels": [products],
        "scale": float(np.abs(found.contributions).max()),
        "size": FORWARD_SIZE,
    }
    known = [np.abs(split.shares).max() for split in found.ways.values() if split.shares is not None]
    scale = float(max(abs(chosen.error), *known))
    ways = []
    for way, split in found.ways.items():
        edges = None if covered or split.shares is None else [[value] for value in numbers(split.shares)]
        words = {"told": "", "verdict": ""} if covered else {"told": summed(split), "verdict": verdict(way, found)}
        card = {
            "title": say(WAY_NAMES[way]),
            "errors": [None, [chosen.error]],
            "edges": [edges],
            "scale": scale,
            **words,
        }
        ways.append({**net, **card, "size": CARD_SIZE})
    return [forward, *ways]


def summed(split: Split) -> str:
    """The sum of what a way hands back, and the cosine to what the chain rule does."""
    if split.shares is None:
        return say(LABELS["undefined"])
    told = say(LABELS["sum"], sum=short(float(split.shares.sum())))
    return told if split.cosine is None else f"{told} · {say(LABELS['cosine'], cosine=short(split.cosine))}"


def numbers(values: np.ndarray) -> Any:
    """An array with five digits, as lists."""
    return np.array([float(f"{value:.5g}") for value in values.ravel()]).reshape(values.shape).tolist()


def table(found: Splits) -> bytes:
    """The shares of every way as comma-separated values; empty where a way is undefined."""
    rows = [(name, node, split) for name, split in found.ways.items() for node in range(len(found.outputs))]
    shares = np.array([0.0 if split.shares is None else split.shares[node] for _, node, split in rows])
    nodes = [node for _, node, _ in rows]
    return downloads.csv(
        film.rows(
            way=[name for name, _, _ in rows],
            node=[node + 1 for node in nodes],
            output=found.outputs[nodes],
            contribution=found.contributions[nodes],
            share=film.numbers(shares, np.array([split.shares is not None for _, _, split in rows])),
        )
    )


def small_activations() -> Sequence[str]:
    """The activations that the small nets know."""
    return [name for name in ("linear", "relu", "tanh", "sigmoid") if name in ACTIVATIONS]


def shares_told(split: Split) -> str:
    """The shares of one way in words."""
    return say(LABELS["undefined"]) if split.shares is None else ", ".join(short(share) for share in split.shares)


def told(found: Splits, error: float) -> dict[str, str]:
    """The numbers of the picture in words."""
    shares = "; ".join(f"{say(WAY_NAMES[way])} {shares_told(split)}" for way, split in found.ways.items())
    first, second = (short(value) for value in found.contributions)
    return {"error": short(error), "first": first, "second": second, "shares": shares}
