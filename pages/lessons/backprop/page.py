"""Whose error is it: sharing out an error, and the chain rule."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from html import escape
from typing import Any
from urllib.parse import quote

import streamlit as st

from dlcore.gradients.computation_graph import Node, accumulate, backward, paths
from dlcore.gradients.delta_by_depth import deltas
from dlcore.gradients.rule_training import rule_gradients, shares
from dlcore.gradients.split_rules import WAYS, Rule, flow
from pages.lessons.backprop.charts import rule_losses
from pages.lessons.backprop.graph import chain_rule
from pages.lessons.backprop.split import networks, split_pictures
from pages.lessons.backprop.split.split_words import (
    LABELS,
    PARTS,
    PROGRESS,
    SLIDERS,
    WAY_NAMES,
    WEIGHTS,
)
from pages.lessons.backprop.values import BackpropValues
from pages.ui import controls, names
from pages.ui.address import address, held_answers
from pages.ui.controls import locks
from pages.ui.parts import chart, downloads, mathematics, player, quiz, source
from pages.ui.serving import runs
from pages.ui.text import Text, prose, say
from pages.ui.training_run import thumbnails

LESSON = "backprop"


def is_split(chosen: BackpropValues) -> bool:
    """Tell whether the part on splitting is shown."""
    return bool(chosen.part == "split")


@dataclass(frozen=True)
class Held(controls.Number):
    """A number that is moved in the picture itself."""

    def draw(self, key: str, value: float, chosen: BackpropValues) -> None:
        """Draw nothing: the picture does."""


CONTROLS: controls.Controls[BackpropValues] = (
    controls.Choice("part", LABELS["part"], options=PARTS, default="split", row=True),
    Held("error", SLIDERS["error"], low=-1.0, high=1.0, step=0.05, default=0.6, shown=is_split),
    Held("z1", SLIDERS["z1"], low=-4.0, high=4.0, step=0.1, default=1.0, shown=is_split),
    Held("w1", SLIDERS["w1"], low=-4.0, high=4.0, step=0.1, default=3.0, shown=is_split),
    Held("z2", SLIDERS["z2"], low=-4.0, high=4.0, step=0.1, default=2.0, shown=is_split),
    Held("w2", SLIDERS["w2"], low=-4.0, high=4.0, step=0.1, default=1.0, shown=is_split),
    controls.Choice(
        "activation",
        Text("Activation φ of the nodes", "노드의 활성화 함수 φ"),
        options={name: names.ACTIVATIONS[name] for name in split_pictures.bends()},
        default="linear",
        row=True,
        shown=is_split,
    ),
    controls.Choice(
        "way",
        Text("How the error is handed back", "오차를 되돌리는 방법"),
        options=WAY_NAMES,
        default="contribution",
        shown=is_split,
    ),
    controls.Layers("hidden", names.HIDDEN_LAYERS, default=(3, 3), most=3, widest=4, shown=is_split),
    controls.Number("x1", Text("Input x₁", "입력 x₁"), low=-2.0, high=2.0, step=0.1, default=1.0, shown=is_split),
    controls.Number("x2", Text("Input x₂", "입력 x₂"), low=-2.0, high=2.0, step=0.1, default=0.5, shown=is_split),
    controls.Seed("start", names.WEIGHT_SEED, shown=is_split),
    controls.Choice(
        "dataset",
        names.DATA,
        options={name: names.DATASETS[name] for name in ("circles", "xor", "moons", "blobs")},
        default="circles",
        shown=is_split,
    ),
    controls.Choice(
        "bend",
        Text("Activation of the trained net", "학습시킬 신경망의 활성화 함수"),
        options={name: names.ACTIVATIONS[name] for name in ("tanh", "sigmoid", "relu", "linear")},
        default="tanh",
        shown=is_split,
    ),
    controls.Number(
        "layers",
        Text("Hidden layers of 4", "은닉층 수(층마다 노드 4개)"),
        low=1,
        high=3,
        step=1,
        default=2,
        shown=is_split,
    ),
    controls.Rate("learning_rate", names.LEARNING_RATE, default=1.0, low=0.01, high=10.0, shown=is_split),
    controls.Seed(shown=is_split),
    *chain_rule.CONTROLS,
)
PRESETS = (
    controls.Preset("notes", Text("3 and 2", "3과 2"), {}),
    controls.Preset("opposed", Text("3 and −2", "3과 −2"), {"w2": -1.0}),
    controls.Preset("cancelled", Text("3 and −3", "3과 −3"), {"z2": 3.0, "w2": -1.0}),
    controls.Preset(
        "saturated",
        Text("A saturated node", "포화된 노드"),
        {"activation": "tanh", "z1": 3.5, "w1": 1.5, "z2": 0.5, "w2": 1.0},
    ),
    *chain_rule.PRESETS,
)
CODE: Mapping[str, tuple[Any, ...]] = {
    "split": (Rule, flow, rule_gradients, shares),
    "chain": (Node, backward, accumulate, paths),
    "depth": (deltas,),
}
READ = {"split": "read", "chain": "read_chain", "depth": "read_depth"}


def show() -> None:
    """Draw the page: the prediction, the part that is chosen, and what there is to read about it."""
    words = prose(LESSON)
    st.title(say(LABELS["title"]))
    st.markdown(words["claim"])
    if not quiz.predict(LESSON):
        return
    panel = controls.prepare(LESSON, CONTROLS, PRESETS)
    part = panel.value.part
    panel.presets = [preset for preset in PRESETS if preset.values.get("part", "split") == part]
    panel.draw_notes()
    panel.draw("part")
    panel.draw_presets()
    {"split": show_split, "chain": chain_rule.show_chain, "depth": chain_rule.show_depth}[part](panel, words)
    if part != "split":
        panel.draw(without=chain_rule.CLEARED)
    st.subheader(say(LABELS["seen"]))
    held_answers.show(words[READ[part]])
    quiz.compare(LESSON)
    mathematics.show(words["mathematics"])
    source.show(*CODE[part])
    if part == "split":
        show_challenge(panel.value, words)
        show_files(panel.value)


def show_challenge(chosen: BackpropValues, words: Mapping[str, str]) -> None:
    """Set the task, and say how far the sliders are from it."""
    ways = split_pictures.of(chosen).ways
    told = {name: split_pictures.shares_told(ways[name]) for name in ("weight", "chain")}
    numbers = {"w1": split_pictures.short(chosen.w1), "w2": split_pictures.short(chosen.w2), **told}
    st.markdown(words["challenge"])
    met = ways["weight"].same and chosen.error != 0 and chosen.w1 != chosen.w2
    quiz.challenge(LESSON, met, PROGRESS, **numbers)


def show_files(chosen: BackpropValues) -> None:
    """Offer the shares, the five runs, and the run by the chain rule as a program."""
    run = split_pictures.experiment(chosen)
    downloads.show(
        LESSON,
        downloads.File(LABELS["shares"], "shares.csv", partial(split_pictures.table, split_pictures.of(chosen))),
        downloads.File(LABELS["runs"], "rules.csv", lambda: split_pictures.runs_table(split_pictures.trained(run))),
        downloads.File(downloads.PROGRAM, "chain_rule.py", lambda: runs.program(run)),
    )


def show_split(panel: controls.Panel[BackpropValues], words: Mapping[str, str]) -> None:
    """Draw the part on splitting: one output, a deeper net, and training by the rules."""
    chosen = panel.value
    st.markdown(words["split"])
    panel.draw("activation")
    show_nets(chosen)
    st.subheader(say(LABELS["film"]))
    st.markdown(words["film"])
    left, right = st.columns([1, 3], gap="large")
    with left:
        panel.draw("way", "hidden", "x1", "x2", "start")
    with right:
        show_film(chosen)
    st.subheader(say(LABELS["training"]))
    st.markdown(words["training"])
    left, right = st.columns([1, 3], gap="large")
    with left:
        panel.draw()
    with right:
        show_training(chosen)


def show_nets(chosen: BackpropValues) -> None:
    """Draw the five ways on the same net, to be moved in the picture."""
    found = split_pictures.of(chosen)
    sliders = [
        networks.NetSlider(
            c.id, say(c.label), c.low, c.top(chosen), c.step, getattr(chosen, c.id), c.id in locks.of(LESSON)
        )
        for c in CONTROLS
        if isinstance(c, Held)
    ]
    cards = [networks.RuleCard(way, say(WAY_NAMES[way]), split_pictures.verdict(way, found)) for way in WAYS]
    words = {
        "sum": say(LABELS["sum"]),
        "cosine": say(LABELS["cosine"]),
        "undefined": say(LABELS["undefined"]),
        "forward": say(LABELS["forward"]),
    }
    alt = say(LABELS["alt"], **split_pictures.told(found, chosen.error))
    networks.live(sliders, chosen.activation, cards, words, alt, f"{LESSON}.nets", moved)
    told = split_pictures.weights_told(found, chosen)
    st.markdown(say(WEIGHTS[told.pop("kind")], **told))


def moved(values: Mapping[str, float]) -> None:
    """Take over what was moved in the picture."""
    own = {c.id for c in CONTROLS if isinstance(c, Held)}
    controls.change(LESSON, **{name: value for name, value in values.items() if name in own})()


def show_film(chosen: BackpropValues) -> None:
    """Draw the error on its way back through a deeper net."""
    found = split_pictures.deep_of(chosen)
    sums = split_pictures.way_back(found, chosen.way)
    start = address.frame()
    player.show(
        split_pictures.frames(found),
        split_pictures.captions(found),
        f"{LESSON}.player",
        start=-1 if start is None else start,
    )
    networks.film(
        split_pictures.net(found, say(WAY_NAMES[chosen.way])), say(LABELS["alt_film"], sums=sums), f"{LESSON}.film"
    )
    st.markdown(sums)


def show_training(chosen: BackpropValues) -> None:
    """Draw the five runs, their losses and how far each leans from the gradient."""
    done = split_pictures.trained(split_pictures.experiment(chosen))
    outcomes = split_pictures.outcomes(done)
    told = " ".join(f"{name}: {said}" for _, name, said in outcomes).replace("*", "")
    first, second = st.columns(2)
    with first:
        spec = rule_losses.spec(say(LABELS["epoch"]), say(LABELS["loss"]), log=True)
        chart.show(spec, split_pictures.loss_lines(done), say(LABELS["alt_loss"], told=told), f"{LESSON}.loss")
    with second:
        spec = rule_losses.spec(say(LABELS["epoch"]), say(LABELS["cosine_axis"]))
        chart.show(spec, split_pictures.cosine_lines(done), say(LABELS["alt_cosine"], told=told), f"{LESSON}.cosine")
    for place, name, said in outcomes:
        st.markdown(f"![{escape(name)}](data:image/svg+xml,{quote(split_pictures.legend(place))}) **{name}** {said}")


def glance() -> None:
    """Draw the small picture of the lesson."""
    thumbnails.show(split_pictures.glimpse())
