"""The pictures of splitting an error: its runs, and what is said and drawn of them."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

import numpy as np

from dlcore.gradients.rule_training import Comparison, compare
from dlcore.gradients.split_rules import CHAIN, WAYS, Flow, flow
from dlcore.gradients.splits import Split, Splits, splits
from dlcore.network.activations import ACTIVATIONS
from dlcore.network.network import Network
from dlcore.training.training import Experiment
from pages.lessons.backprop.charts import rule_losses
from pages.lessons.backprop.split.split_words import FILM, LABELS, OUTCOMES, VERDICTS, WAY_NAMES
from pages.lessons.backprop.values import BackpropValues
from pages.ui import number_format
from pages.ui.charts import film, racing_losses
from pages.ui.parts import downloads
from pages.ui.serving.once import once
from pages.ui.serving.runs import keep
from pages.ui.text import say
from pages.ui.theme import INK, NEGATIVE, POSITIVE

EPOCHS, FRAMES, WIDTH = 50, 24, 4
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
        "edges": [[[value] for value in _numbers(found.contributions)]],
        "labels": [products],
        "scale": float(np.abs(found.contributions).max()),
        "size": FORWARD_SIZE,
    }
    known = [np.abs(split.shares).max() for split in found.ways.values() if split.shares is not None]
    scale = float(max(abs(chosen.error), *known))
    ways = []
    for way, split in found.ways.items():
        edges = None if covered or split.shares is None else [[value] for value in _numbers(split.shares)]
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
    edges = [None if matrix is None else _numbers(matrix) for matrix in found.edges]
    known = [np.abs(matrix).max() for matrix in found.edges if matrix is not None]
    return {
        "title": title,
        "sizes": sizes,
        "names": [
            [[letter + "₁₂₃₄"[i] if size > 1 else letter, short(value)] for i, value in enumerate(outputs)]
            for letter, size, outputs in zip(letters, sizes, found.outputs, strict=True)
        ],
        "errors": [None if errors is None else _numbers(errors) for errors in found.errors],
        "edges": edges,
        "totals": found.totals,
        "scale": max([*known, float(np.abs(found.errors[-1]).max())]),  # type: ignore[arg-type]
        "frames": frames(found),
    }


def _numbers(values: np.ndarray) -> Any:
    return np.array([float(f"{value:.5g}") for value in values.ravel()]).reshape(values.shape).tolist()


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
    return say(FILM["lost" if way == CHAIN else "conserved"], sums=sums)


def experiment(chosen: BackpropValues) -> Experiment:
    """The run that all five ways repeat."""
    return Experiment(
        dataset=chosen.dataset,
        n=100,
        noise=0.1,
        hidden=(WIDTH,) * chosen.layers,
        activation=chosen.bend,
        optimizer="sgd",
        learning_rate=chosen.learning_rate,
        batch_size=25,
        epochs=EPOCHS,
        seed=chosen.seed,
        frames=FRAMES,
    )


@keep
def trained(run: Experiment) -> Comparison:
    """The five runs."""
    with np.errstate(all="ignore"):
        return compare(run)


def loss_lines(done: Comparison) -> film.Datasets:
    """The training loss of the five; one that grows leaves the picture at twice the first."""
    losses, first = done.film.train_loss, float(done.film.train_loss[0, 0])
    shown = losses[np.isfinite(losses) & (losses > 1e-8)]
    ends = float(min(shown.min(), first)) * 0.8, 2.2 * first
    return rule_losses.datasets(done.film.epoch, losses, done.last, ends, first, log=True)


def cosine_lines(done: Comparison) -> film.Datasets:
    """The cosine of the five."""
    return rule_losses.datasets(done.film.epoch, done.cosine, done.last, (-1.05, 1.05), 0.0, log=False)


def outcomes(done: Comparison) -> list[tuple[int, str, str]]:
    """Of each way its place, its name, and how its run went."""
    told = []
    for place, way in enumerate(WAYS):
        at, blown = done.last[place], done.film.diverged_at
        known = done.cosine[:, place][np.isfinite(done.cosine[:, place])]
        step = blown[place] if isinstance(blown, tuple) else None
        numbers = {
            "loss": short(float(done.film.train_loss[at, place])),
            "cosine": short(float(known.mean())) if len(known) else "–",
            "step": step,
        }
        if way in done.undefined:
            told.append((place, say(WAY_NAMES[way]), say(OUTCOMES[done.undefined[way][1]], **numbers)))
        else:
            told.append((place, say(WAY_NAMES[way]), say(OUTCOMES["blown" if step else "ended"], **numbers)))
    return told


def legend(place: int) -> str:
    """The line of a place, as an SVG."""
    dash = racing_losses.FIVE_DASHES[place]
    pattern = "" if dash == [1, 0] else f' stroke-dasharray="{" ".join(map(str, dash))}"'
    line = (
        f'<line x1="1" y1="6" x2="33" y2="6" stroke="{racing_losses.FIVE_COLOURS[place]}" stroke-width="3"{pattern}/>'
    )
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="34" height="12">{line}</svg>'


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


def runs_table(done: Comparison) -> bytes:
    """Loss and cosine of the five runs as comma-separated values."""
    count = len(done.film)
    cosine = done.cosine.T.ravel()
    return downloads.csv(
        film.rows(
            way=[way for way in WAYS for _ in range(count)],
            step=np.tile(done.film.step, len(WAYS)),
            train_loss=done.film.train_loss.T.ravel(),
            test_loss=done.film.test_loss.T.ravel(),
            cosine=film.numbers(np.nan_to_num(cosine), np.isfinite(cosine)),
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
