"""Three screens on the picture of an error that is shared out: one output, a deeper net, and training by each rule."""

from html import escape
from urllib.parse import quote

import streamlit as st

from pages.lessons.backprop.charts import rule_losses
from pages.lessons.backprop.split import deep_pictures, networks, rule_pictures, split_pictures
from pages.lessons.backprop.split.split_words import LABELS, PROGRESS, SLIDERS, WAY_NAMES, WEIGHTS
from pages.lessons.backprop.values import BackpropValues
from pages.ui import controls, names
from pages.ui.address import address
from pages.ui.parts import chart, lesson, player, strip
from pages.ui.parts.stage_layout import HEIGHT
from pages.ui.text import Text, prose, say
from pages.ui.training_run import laboratory


def on_split(chosen: BackpropValues) -> bool:
    """Tell whether the screen with one output is chosen."""
    return bool(chosen.part == "split")


def on_deep(chosen: BackpropValues) -> bool:
    """Tell whether the screen with the deeper net is chosen."""
    return bool(chosen.part == "deep")


def on_either(chosen: BackpropValues) -> bool:
    """Tell whether the screen has the error and the activation to set."""
    return bool(chosen.part in ("split", "deep"))


def on_training(chosen: BackpropValues) -> bool:
    """Tell whether the screen with training by each rule is chosen."""
    return bool(chosen.part == "training")


def slider(id: str, size: float) -> controls.Number:
    """Return a live number of the net with one output, between −size and size."""
    return controls.Number(
        id, SLIDERS[id], low=-size, high=size, step=0.1, default=START[id], shown=on_split, live=True
    )


START = {"z1": 1.0, "w1": 3.0, "z2": 2.0, "w2": 1.0}
CONTROLS: controls.Controls[BackpropValues] = (
    controls.Number("error", SLIDERS["error"], low=-1.0, high=1.0, step=0.05, default=0.6, shown=on_either, live=True),
    *(slider(id, 4.0) for id in START),
    controls.Choice(
        "activation",
        Text("Activation φ", "활성화 함수 φ"),
        options={name: names.ACTIVATIONS[name] for name in split_pictures.small_activations()},
        default="linear",
        shown=on_either,
    ),
    controls.Choice("way", Text("Rule", "되돌리는 규칙"), options=WAY_NAMES, default="contribution", shown=on_deep),
    controls.Layers("hidden", names.HIDDEN_LAYERS, default=(3, 3), most=3, widest=4, shown=on_deep),
    controls.Number(
        "x1", Text("Input x₁", "입력 x₁"), low=-2.0, high=2.0, step=0.1, default=1.0, shown=on_deep, live=True
    ),
    controls.Number(
        "x2", Text("Input x₂", "입력 x₂"), low=-2.0, high=2.0, step=0.1, default=0.5, shown=on_deep, live=True
    ),
    controls.Seed("start", names.WEIGHT_SEED, shown=on_deep),
    controls.Choice(
        "dataset",
        names.DATA,
        options={name: names.DATASETS[name] for name in ("circles", "xor", "moons", "blobs")},
        default="circles",
        shown=on_training,
    ),
    controls.Choice(
        "bend",
        Text("Activation φ", "활성화 함수 φ"),
        options={name: names.ACTIVATIONS[name] for name in ("tanh", "sigmoid", "relu", "linear")},
        default="tanh",
        shown=on_training,
    ),
    controls.Number(
        "layers",
        Text("Hidden layers (4 neurons each)", "은닉층 수 (층마다 뉴런 4개)"),
        low=1,
        high=3,
        step=1,
        default=2,
        shown=on_training,
    ),
    controls.Rate("learning_rate", names.LEARNING_RATE, default=1.0, low=0.01, high=10.0, shown=on_training, live=True),
    controls.Seed(shown=on_training),
)
PRESETS = (
    controls.Preset("notes", Text("3 and 2", "3과 2"), {"part": "split"}),
    controls.Preset("opposed", Text("3 and −2", "3과 −2"), {"part": "split", "w2": -1.0}),
    controls.Preset("cancelled", Text("3 and −3", "3과 −3"), {"part": "split", "z2": 3.0, "w2": -1.0}),
    controls.Preset(
        "saturated",
        Text("A saturated node", "포화된 노드"),
        {"part": "split", "activation": "tanh", "z1": 3.5, "w1": 1.5, "z2": 0.5, "w2": 1.0},
    ),
)


def draw_split(panel: controls.Panel[BackpropValues]) -> None:
    """Draw one output and its error propagated back by five rules, covered while the question is open."""
    chosen = panel.value
    lesson.row(panel, "error", *START, "activation")
    found, covered = split_pictures.of(chosen), strip.asking(panel.lesson, "question")
    told = split_pictures.told(found, chosen.error)
    alt = say(LABELS["alt_covered" if covered else "alt"], **told)
    [place] = lesson.body(1)
    with place:
        networks.show(split_pictures.cards(found, chosen, covered), alt, f"{panel.lesson}.nets")
        numbers = split_pictures.weights_told(found, chosen)
        if not covered:
            st.markdown(say(WEIGHTS[numbers.pop("kind")], **numbers))
        st.caption(prose(panel.lesson)["split"])


def draw_deep(panel: controls.Panel[BackpropValues]) -> None:
    """Draw the error on its way back through a deeper net."""
    chosen = panel.value
    lesson.row(panel, "way", "error", "x1", "x2", "activation", more=("hidden", "start"))
    found, asked = deep_pictures.deep_of(chosen), address.frame()
    sums = deep_pictures.way_back(found, chosen.way)
    player.show(
        deep_pictures.frames(found),
        deep_pictures.captions(found),
        f"{panel.lesson}.player",
        start=asked or 0,
        autoplay=asked is None,
    )
    main, side = lesson.body(5, 2)
    with main:
        net = deep_pictures.net(found, say(WAY_NAMES[chosen.way]))
        networks.film(net, say(LABELS["alt_film"], sums=sums), f"{panel.lesson}.film")
    with side:
        st.markdown(sums)
        st.caption(prose(panel.lesson)["film"])


def draw_training(panel: controls.Panel[BackpropValues]) -> None:
    """Draw five runs, one by each rule: their losses, and how near each keeps to the direction of the gradient."""
    chosen = panel.value
    lesson.row(panel, "dataset", "bend", "layers", "learning_rate", more=("seed",))
    done = rule_pictures.trained(rule_pictures.experiment(chosen))
    outcomes = rule_pictures.outcomes(done)
    told = " ".join(f"{name}: {said}" for _, name, said in outcomes).replace("*", "")
    first, second, side = lesson.body(4, 4, 3)
    with first:
        spec = rule_losses.spec(say(LABELS["epoch"]), say(LABELS["loss"]), log=True, height=HEIGHT)
        data = rule_pictures.loss_lines(done)
        chart.show(spec, data, say(LABELS["alt_loss"], told=told), f"{panel.lesson}.loss")
    with second:
        spec = rule_losses.spec(say(LABELS["epoch"]), say(LABELS["cosine_axis"]), height=HEIGHT)
        data = rule_pictures.cosine_lines(done)
        chart.show(spec, data, say(LABELS["alt_cosine"], told=told), f"{panel.lesson}.cosine")
    with side:
        lines = (
            f"![{escape(name)}](data:image/svg+xml,{quote(rule_pictures.legend(place))}) **{name}** {said}"
            for place, name, said in outcomes
        )
        st.markdown("  \n".join(lines))
        st.markdown(laboratory.link(rule_pictures.experiment(chosen)))
    st.caption(prose(panel.lesson)["training"])


def judge(panel: controls.Panel[BackpropValues]) -> strip.Progress:
    """Judge the challenge: two different weights with which splitting by weight is the chain rule."""
    chosen = panel.value
    ways = split_pictures.of(chosen).ways
    told = {name: split_pictures.shares_told(ways[name]) for name in ("weight", "chain")}
    numbers = {"w1": split_pictures.short(chosen.w1), "w2": split_pictures.short(chosen.w2), **told}
    met = ways["weight"].same and chosen.error != 0 and chosen.w1 != chosen.w2 and on_split(chosen)
    return strip.Progress(met, say(PROGRESS, **numbers))
