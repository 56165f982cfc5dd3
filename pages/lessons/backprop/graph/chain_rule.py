"""The parts of the lesson on backpropagation that follow the chain rule: by single operations, and by layers."""

from collections.abc import Mapping

import streamlit as st

from dlcore.gradients.accumulation import AccumulationRun, with_and_without
from dlcore.gradients.computation_graph import accumulate
from dlcore.network.network import INITIALIZATIONS
from pages.lessons.backprop import depth
from pages.lessons.backprop.charts import delta_by_depth, uncleared_gradients
from pages.lessons.backprop.graph import computation_graph, graph_pictures
from pages.lessons.backprop.graph.graph_pictures import short
from pages.lessons.backprop.graph.graph_words import LABELS, NETS, PHASES, TASK_NAMES, VERDICTS
from pages.lessons.backprop.values import BackpropValues
from pages.ui import controls, names
from pages.ui.address import address
from pages.ui.parts import chart, player, quiz
from pages.ui.serving.runs import keep
from pages.ui.text import Text, language, say

STEPS = 100
CALLS = 3


def is_chain(chosen: BackpropValues) -> bool:
    """Tell whether the page shows the chain."""
    return bool(chosen.part == "chain")


def is_depth(chosen: BackpropValues) -> bool:
    """Tell whether the page shows the depth."""
    return bool(chosen.part == "depth")


INITIALIZATION_NAMES = {name: names.INITIALIZATIONS[name] for name in INITIALIZATIONS}
PARAMETERS = {
    name: Text(graph_pictures.symbol(name), graph_pictures.symbol(name))
    for net in NETS
    for name in graph_pictures.parameters(net)
}
CLEARED = ("clearing_task", "clearing_rate")
"""Controls that have nothing to control before the second question is answered."""

DEEP = {"part": "depth", "depth_layers": 12}
MORE_WAYS = Text(
    "With two hidden layers a weight of the first reaches the loss by two paths.",
    "은닉층이 둘이면 첫 층의 가중치에서 손실까지 가는 경로가 둘입니다.",
)
CONTROLS: controls.Controls[BackpropValues] = (
    controls.Choice(
        "chain_net", names.NETWORK, options=NETS, default="2-2-1", row=True, help=MORE_WAYS, shown=is_chain
    ),
    controls.Choice(
        "chain_parameter",
        Text("Weight or bias", "가중치나 편향"),
        options=PARAMETERS,
        default="w1.1.1",
        allowed=lambda chosen: graph_pictures.parameters(chosen.chain_net),
        shown=is_chain,
    ),
    controls.Choice(
        "chain_activation",
        Text("Activation φ", "활성화 함수 φ"),
        options=names.ACTIVATIONS,
        default="tanh",
        shown=is_chain,
    ),
    controls.Choice("chain_loss", names.LOSS_FUNCTION, options=names.LOSSES, default="squared", shown=is_chain),
    controls.Rate("chain_rate", names.LEARNING_RATE, default=0.1, low=0.001, high=10.0, shown=is_chain),
    controls.Number("chain_x1", Text("x₁", "x₁"), low=-2.0, high=2.0, step=0.1, default=1.0, shown=is_chain),
    controls.Number("chain_x2", Text("x₂", "x₂"), low=-2.0, high=2.0, step=0.1, default=-0.5, shown=is_chain),
    controls.Number("chain_target", Text("Target y", "목푯값 y"), low=0, high=1, step=1, default=1, shown=is_chain),
    controls.Seed("chain_seed", names.WEIGHT_SEED, shown=is_chain),
    controls.Choice(
        "clearing_task", Text("What is learned", "학습할 문제"), options=TASK_NAMES, default="line", shown=is_chain
    ),
    controls.Rate("clearing_rate", names.LEARNING_RATE, default=0.1, low=0.001, high=10.0, shown=is_chain),
    controls.Choice(
        "depth_activation",
        Text("Activation φ", "활성화 함수 φ"),
        options=names.ACTIVATIONS,
        default="sigmoid",
        shown=is_depth,
    ),
    controls.Choice(
        "depth_initialization",
        names.FIRST_WEIGHTS,
        options=INITIALIZATION_NAMES,
        default="glorot",
        shown=is_depth,
    ),
    controls.Number("depth_layers", names.DEPTH, low=1, high=12, step=1, default=8, shown=is_depth),
    controls.Count(
        "depth_width", Text("Neurons per layer h", "층마다 뉴런 수 h"), default=32, low=2, high=64, shown=is_depth
    ),
    controls.Seed("depth_seed", names.WEIGHT_SEED, shown=is_depth),
)
PRESETS = (
    controls.Preset("one", Text("One path", "경로 하나"), {"part": "chain"}),
    controls.Preset("ways", Text("Two paths", "경로 둘"), {"part": "chain", "chain_net": "2-2-2-1"}),
    controls.Preset(
        "dead",
        Text("A dead neuron", "죽은 뉴런"),
        {"part": "chain", "chain_activation": "relu", "chain_parameter": "w1.1.2"},
    ),
    controls.Preset("vanish", Text("Vanishing", "기울기 소실"), DEEP),
    controls.Preset(
        "explode",
        Text("Exploding", "기울기 폭발"),
        {**DEEP, "depth_activation": "relu", "depth_initialization": "large"},
    ),
    controls.Preset(
        "level", Text("Just right", "알맞은 초기화"), {**DEEP, "depth_activation": "relu", "depth_initialization": "he"}
    ),
)


def show_chain(panel: controls.Panel[BackpropValues], words: Mapping[str, str]) -> None:
    """Draw the graph as a film, the chain of the chosen parameter, and what clearing is for."""
    chosen, where = panel.value, graph_pictures.place(panel.value)
    st.markdown(words["chain"])
    first, *beside = st.columns(4)
    with first:
        panel.draw("chain_net")
    for column, name in zip(beside, ("chain_parameter", "chain_activation", "chain_loss"), strict=True):
        with column:
            panel.draw(name)
    with st.container():
        show_film(panel.lesson, chosen, where)
    left, right = st.columns([1, 2], gap="large")
    with left:
        panel.draw("chain_x1", "chain_x2", "chain_target", "chain_rate", "chain_seed")
    with right:
        show_product(chosen.chain_parameter, where)
    show_clearing(panel, words["clearing"])


def show_film(lesson: str, chosen: BackpropValues, where: graph_pictures.Place) -> None:
    """Draw the graph and its player."""
    shown, told, captions = graph_pictures.film(where, chosen.chain_rate, language())
    done = graph_pictures.study(where)
    player.show(len(told), captions, f"{lesson}.chain.player", start=address.frame() or 0)
    numbers = {
        "net": chosen.chain_net,
        "loss": short(done.graph.loss.value),
        "parameter": graph_pictures.symbol(chosen.chain_parameter),
        "gradient": short(done.gradient[chosen.chain_parameter]),
    }
    computation_graph.show(
        shown,
        told,
        PHASES,
        say(LABELS["alt"], **numbers),
        f"{lesson}.chain.graph",
        selected=chosen.chain_parameter,
        way=graph_pictures.chains(where, chosen.chain_parameter)[2],
        on_choose=lambda name: controls.change(lesson, chain_parameter=name)(),
    )


def show_product(parameter: str, where: graph_pictures.Place) -> None:
    """Write the chosen parameter's products with the numbers in place, their sum, and the check beside them."""
    done = graph_pictures.study(where)
    products, whole, _ = graph_pictures.chains(where, parameter)
    found, exact = graph_pictures.difference(where, parameter), done.gradient[parameter]
    st.markdown(f"**{say(LABELS['product'], parameter=graph_pictures.symbol(parameter))}**")
    st.markdown(say(LABELS["many" if len(products) > 1 else "one"], count=len(products)))
    for number, product in enumerate(products, 1):
        st.markdown((f"{say(LABELS['way'], number=number)}: " if len(products) > 1 else "") + f"${product}$")
    st.markdown(f"${whole}$")
    st.caption(say(LABELS["ones"]))
    if found.kink:
        st.info(say(LABELS["kink"], left=short(found.left), right=short(found.right), exact=short(exact)))
    else:
        error = short(graph_pictures.relative(exact, found.value))
        st.markdown(say(LABELS["check"], exact=short(exact, 10), difference=short(found.value, 10), error=error))
    st.caption(say(LABELS["network"], count=len(done.theta), error=short(done.largest_difference)))


def show_clearing(panel: controls.Panel[BackpropValues], words: str) -> None:
    """Ask what calling backward twice does; then run it, and train without clearing."""
    chosen = panel.value
    st.subheader(say(LABELS["clearing"]))
    st.markdown(words)
    if not quiz.predict(panel.lesson, "question_clearing"):
        return
    parameter = graph_pictures.symbol(chosen.chain_parameter)
    st.markdown(say(LABELS["passes_of"], parameter=parameter))
    st.markdown(passes(graph_pictures.place(chosen), chosen.chain_parameter))
    left, right = st.columns([1, 3], gap="large")
    with left:
        panel.draw(*CLEARED)
    with right:
        show_runs(panel.lesson, chosen)
    quiz.compare(panel.lesson, "question_clearing")


def passes(where: graph_pictures.Place, parameter: str) -> str:
    """The gradient of a parameter after each of some calls of backward, as markdown."""
    loss = graph_pictures.study(where).graph.loss
    kept_there, lines = {parameter: 0.0}, []
    for call in range(1, CALLS + 1):
        cleared, kept_there = accumulate(loss, {parameter: 0.0}), accumulate(loss, kept_there)
        lines.append(f"| {call} | {short(cleared[parameter])} | {short(kept_there[parameter])} |")
    return say(LABELS["passes"]) + "\n".join(lines)


@keep
def runs(task: str, rate: float) -> tuple[AccumulationRun, AccumulationRun]:
    """Both runs, cleared and not."""
    return with_and_without(task, rate, STEPS, 0)


def show_runs(lesson: str, chosen: BackpropValues) -> None:
    """Draw both runs, and say what came of them."""
    cleared, uncleared = runs(chosen.clearing_task, chosen.clearing_rate)
    said = say(
        LABELS["verdict"],
        steps=STEPS,
        rises=cleared.rises,
        end=short(cleared.loss[-1]),
        bad_rises=uncleared.rises,
        bad_end=short(uncleared.loss[-1]),
        low=short(uncleared.loss.min()),
        high=short(uncleared.loss.max()),
    )
    blown = " ".join(
        say(LABELS["blown"], which=say(LABELS[which]), step=run.diverged_at)
        for which, run in (("cleared", cleared), ("uncleared", uncleared))
        if run.diverged_at
    )
    spec = uncleared_gradients.spec(*(say(LABELS[name]) for name in ("step", "loss", "cleared", "uncleared")))
    chart.show(
        spec, uncleared_gradients.datasets(cleared.loss, uncleared.loss, STEPS), f"{said} {blown}", f"{lesson}.clearing"
    )
    st.markdown(said)
    if blown:
        st.warning(blown, icon=":material/north_east:")


def show_depth(panel: controls.Panel[BackpropValues], words: Mapping[str, str]) -> None:
    """Draw the size of δ layer by layer, the mean factor, and what it is made of."""
    chosen, where = panel.value, depth.place(panel.value)
    activation, found = chosen.depth_activation, depth.all_deltas(where)[chosen.depth_activation]
    st.markdown(words["depth"])
    left, right = st.columns([1, 3], gap="large")
    with left:
        panel.draw("depth_activation", "depth_initialization", "depth_layers", "depth_width", "depth_seed")
    with right:
        last = len(found.size) - 1
        asked = address.frame()
        player.show(
            len(found.size),
            depth.captions(last),
            f"{panel.lesson}.depth.player",
            start=last if asked is None else asked,
        )
        said = say(
            LABELS["alt_depth"], depth=last, activation=say(names.ACTIVATIONS[activation]), first=short(found.size[0])
        )
        spec = delta_by_depth.spec(say(LABELS["back"]), say(LABELS["size"]))
        chart.show(spec, depth.picture(where, activation), said, f"{panel.lesson}.depth")
        if not found.size[0]:
            st.warning(say(LABELS["nothing"]))
        elif found.factor is None or found.predicted is None:
            st.info(say(LABELS["single"]))
        else:
            slope = short(found.predicted / found.gain)
            numbers = {"gain": short(found.gain), "slope": slope, "predicted": short(found.predicted)}
            verdict = say(VERDICTS[depth.verdict(found.factor)])
            st.markdown(say(LABELS["why"], factor=short(found.factor), verdict=verdict, **numbers))
        with st.expander(say(LABELS["all"])):
            st.markdown(depth.table(where, activation))
