"""Three screens that follow the chain rule: by single operations, by layers, and what is left by calling it twice."""

import streamlit as st

from dlcore.gradients.accumulation import AccumulationRun, with_and_without
from dlcore.gradients.computation_graph import accumulate
from dlcore.gradients.delta_by_depth import Deltas
from dlcore.network.network import INITIALIZATIONS
from pages.lessons.backprop import depth
from pages.lessons.backprop.charts import delta_by_depth, uncleared_gradients
from pages.lessons.backprop.graph import computation_graph, graph_pictures
from pages.lessons.backprop.graph.graph_words import LABELS, NETS, PHASES, TASK_NAMES, VERDICTS
from pages.lessons.backprop.values import BackpropValues
from pages.ui import controls, names
from pages.ui.address import address
from pages.ui.number_format import short
from pages.ui.parts import chart, lesson, player, strip
from pages.ui.parts.stage_layout import HEIGHT
from pages.ui.serving.runs import keep
from pages.ui.text import Text, language, prose, say

STEPS = 100
CALLS = 3


def is_chain(chosen: BackpropValues) -> bool:
    """Tell whether the screen with the computation graph is chosen."""
    return bool(chosen.part == "chain")


def is_depth(chosen: BackpropValues) -> bool:
    """Tell whether the screen with the deep network is chosen."""
    return bool(chosen.part == "depth")


def is_clearing(chosen: BackpropValues) -> bool:
    """Tell whether the screen with gradients that are cleared or not is chosen."""
    return bool(chosen.part == "clearing")


INITIALIZATION_NAMES = {name: names.INITIALIZATIONS[name] for name in INITIALIZATIONS}
PARAMETERS = {
    name: Text(graph_pictures.symbol(name), graph_pictures.symbol(name))
    for net in NETS
    for name in graph_pictures.parameters(net)
}
DEEP = {"part": "depth", "depth_layers": 12}
MORE_WAYS = Text(
    "With two hidden layers a weight of the first reaches the loss by two paths.",
    "은닉층이 둘이면 첫 층의 가중치에서 손실까지 가는 경로가 둘입니다.",
)
RATE = Text("Rate η", "학습률 η")
CONTROLS: controls.Controls[BackpropValues] = (
    controls.Choice("chain_net", names.NETWORK, options=NETS, default="2-2-1", help=MORE_WAYS, shown=is_chain),
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
    controls.Rate("chain_rate", RATE, default=0.1, low=0.001, high=10.0, shown=is_chain, live=True),
    controls.Number("chain_x1", Text("x₁", "x₁"), low=-2.0, high=2.0, step=0.1, default=1.0, shown=is_chain, live=True),
    controls.Number(
        "chain_x2", Text("x₂", "x₂"), low=-2.0, high=2.0, step=0.1, default=-0.5, shown=is_chain, live=True
    ),
    controls.Number("chain_target", Text("Target y", "목푯값 y"), low=0, high=1, step=1, default=1, shown=is_chain),
    controls.Seed("chain_seed", names.WEIGHT_SEED, shown=is_chain),
    controls.Choice(
        "clearing_task", Text("What is learned", "학습할 문제"), options=TASK_NAMES, default="line", shown=is_clearing
    ),
    controls.Rate(
        "clearing_rate", names.LEARNING_RATE, default=0.1, low=0.001, high=10.0, shown=is_clearing, live=True
    ),
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
    controls.Number("depth_layers", names.DEPTH, low=1, high=12, step=1, default=8, shown=is_depth, live=True),
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


def draw_chain(panel: controls.Panel[BackpropValues]) -> None:
    """Draw the graph as a film, and the chain of the chosen parameter beside it."""
    chosen, where = panel.value, graph_pictures.place(panel.value)
    first = ("chain_net", "chain_parameter", "chain_x1", "chain_x2", "chain_rate")
    lesson.row(panel, *first, more=("chain_activation", "chain_loss", "chain_target", "chain_seed"))
    shown, told, captions = graph_pictures.film(where, chosen.chain_rate, language())
    asked = address.frame()
    player.show(len(told), captions, f"{panel.lesson}.chain.player", start=asked or 0, autoplay=asked is None)
    main, side = lesson.body(7, 3)
    with main:
        computation_graph.show(
            shown,
            told,
            PHASES,
            alt_of_graph(chosen, where),
            f"{panel.lesson}.chain.graph",
            selected=chosen.chain_parameter,
            way=graph_pictures.chains(where, chosen.chain_parameter)[2],
            on_choose=lambda name: controls.change(panel.lesson, chain_parameter=name)(),
        )
    with side:
        paths = show_product(chosen.chain_parameter, where)
    with side if paths == 1 else st.container(key="stage-check"):
        show_check(chosen.chain_parameter, where)
    done = graph_pictures.study(where)
    agree = say(LABELS["network"], count=len(done.theta), error=short(done.largest_difference))
    st.caption(f"{prose(panel.lesson)['chain']} {say(LABELS['ones'])} {agree}")


def alt_of_graph(chosen: BackpropValues, where: graph_pictures.Place) -> str:
    """Return what the graph shows, in words."""
    done = graph_pictures.study(where)
    return say(
        LABELS["alt"],
        net=chosen.chain_net,
        loss=short(done.graph.loss.value),
        parameter=graph_pictures.symbol(chosen.chain_parameter),
        gradient=short(done.gradient[chosen.chain_parameter]),
    )


def show_product(parameter: str, where: graph_pictures.Place) -> int:
    """Write the chosen parameter's products with the numbers in place, and their sum; return how many there are."""
    products, whole, _ = graph_pictures.chains(where, parameter)
    count = say(LABELS["many" if len(products) > 1 else "one"], count=len(products))
    st.markdown(f"**{say(LABELS['product'], parameter=graph_pictures.symbol(parameter))}** {count}")
    numbered = [f"{say(LABELS['way'], number=number)}: " for number in range(1, len(products) + 1)]
    ways = numbered if len(products) > 1 else [""]
    lines = [f"{way}${product}$" for way, product in zip(ways, products, strict=True)]
    with st.container(key="stage-formulas"):
        st.markdown("\n\n".join((*lines, f"${whole}$")))
    return len(products)


def show_check(parameter: str, where: graph_pictures.Place) -> None:
    """Write the gradient by the chain rule and by differences of the loss, or that there is a kink."""
    found, exact = graph_pictures.difference(where, parameter), graph_pictures.study(where).gradient[parameter]
    if found.kink:
        st.info(say(LABELS["kink"], left=short(found.left), right=short(found.right), exact=short(exact)))
    else:
        error = short(graph_pictures.relative(exact, found.value))
        st.markdown(say(LABELS["check"], exact=short(exact, 10), difference=short(found.value, 10), error=error))


def draw_clearing(panel: controls.Panel[BackpropValues]) -> None:
    """Train with the gradients cleared and not, and show what piles up when backward is called again and again."""
    chosen = panel.value
    lesson.row(panel, "clearing_task", "clearing_rate")
    main, side = lesson.body(3, 2)
    with main:
        said = show_runs(panel.lesson, chosen)
    with side:
        st.markdown(said)
        if not strip.asking(panel.lesson, "question_clearing"):
            parameter = graph_pictures.symbol(chosen.chain_parameter)
            st.markdown(say(LABELS["passes_of"], parameter=parameter))
            st.markdown(passes(graph_pictures.place(chosen), chosen.chain_parameter))
    st.caption(prose(panel.lesson)["clearing"])


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


def show_runs(id: str, chosen: BackpropValues) -> str:
    """Draw both runs, and return what came of them."""
    cleared, uncleared = runs(chosen.clearing_task, chosen.clearing_rate)
    said = say(
        LABELS["verdict"],
        steps=len(cleared.loss) - 1,
        bad_steps=len(uncleared.loss) - 1,
        rises=cleared.rises,
        end=short(cleared.loss[-1]),
        bad_rises=uncleared.rises,
        bad_end=short(uncleared.loss[-1]),
        low=short(uncleared.loss.min()),
        high=short(uncleared.loss.max()),
    )
    diverged = " ".join(
        say(LABELS["diverged"], which=say(LABELS[which]), step=run.diverged_at)
        for which, run in (("cleared", cleared), ("uncleared", uncleared))
        if run.diverged_at
    )
    spec = uncleared_gradients.spec(
        *(say(LABELS[name]) for name in ("step", "loss", "cleared", "uncleared")), height=HEIGHT - 20
    )
    data = uncleared_gradients.datasets(cleared.loss, uncleared.loss, STEPS)
    chart.show(spec, data, f"{said} {diverged}", f"{id}.clearing")
    if diverged:
        st.warning(diverged, icon=":material/north_east:")
    return said


def draw_depth(panel: controls.Panel[BackpropValues]) -> None:
    """Draw the size of δ layer by layer, the mean factor, and what it is made of."""
    chosen, where = panel.value, depth.place(panel.value)
    activation, found = chosen.depth_activation, depth.all_deltas(where)[chosen.depth_activation]
    first = ("depth_activation", "depth_initialization", "depth_layers", "depth_width")
    lesson.row(panel, *first, more=("depth_seed",))
    last, asked = len(found.size) - 1, address.frame()
    captions = depth.captions(last)
    key = f"{panel.lesson}.depth.player"
    player.show(len(found.size), captions, key, start=asked or 0, autoplay=asked is None, film=f"{where} {activation}")
    name, size = say(names.ACTIVATIONS[activation]), short(found.size[0])
    main, side = lesson.body(3, 2)
    with main:
        spec = delta_by_depth.spec(say(LABELS["back"]), say(LABELS["size"]), height=HEIGHT)
        said = say(LABELS["alt_depth"], depth=last, activation=name, first=size)
        chart.show(spec, depth.picture(where, activation), said, f"{panel.lesson}.depth")
    with side:
        show_factor(found)
        with st.expander(say(LABELS["all"])):
            st.markdown(depth.table(where, activation))
    st.caption(prose(panel.lesson)["depth"])


def show_factor(found: Deltas) -> None:
    """Say the mean factor per layer, and what it is made of."""
    if not found.size[0]:
        st.warning(say(LABELS["nothing"]))
    elif found.factor is None or found.predicted is None:
        st.info(say(LABELS["single"]))
    else:
        slope = short(found.predicted / found.gain)
        numbers = {"gain": short(found.gain), "slope": slope, "predicted": short(found.predicted)}
        verdict = say(VERDICTS[depth.verdict(found.factor)])
        st.markdown(say(LABELS["why"], factor=short(found.factor), verdict=verdict, **numbers))
