import re
from itertools import cycle

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from dlcore.gradients.computation_graph import gradients, network_graph, order
from dlcore.gradients.delta_by_depth import deltas
from dlcore.gradients.replay import moved, replay
from dlcore.network.activations import ACTIVATIONS
from dlcore.network.losses import LOSSES
from dlcore.network.network import INITIALIZATIONS
from pages.lessons.backprop import depth as depths
from pages.lessons.backprop.charts import delta_by_depth, graph_layout, uncleared_gradients
from pages.lessons.backprop.graph import chain_rule, graph_pictures
from pages.ui.parts import strip
from pages.ui.parts.chart import packed
from tests.ui.running import run

WHERE = ("2-2-2-1", "tanh", "squared", 1.0, -0.5, 1, 0)


def opened(**link: str) -> AppTest:
    return run("backprop", **{"lang": "en", "predict": "skip", "predict_clearing": "skip", **link})


def told(test: AppTest) -> str:
    return "\n".join(element.value for element in (*test.markdown, *test.caption, *test.warning, *test.info))


@pytest.mark.parametrize(("activation", "loss"), list(zip(ACTIVATIONS, cycle(LOSSES), strict=False)))
def test_the_chain_opens_with_every_activation_and_every_loss(activation, loss):
    test = opened(part="chain", chain_activation=activation, chain_loss=loss, lang="ko")
    assert not test.exception
    assert "\\underbrace" in told(test)


@pytest.mark.parametrize(
    ("activation", "rate", "x"), [("relu", "0.001", "-2"), ("elu", "10", "0"), ("linear", "10", "2")]
)
def test_the_chain_opens_at_both_ends_of_its_controls(activation, rate, x):
    link = {"chain_x1": x, "chain_x2": x, "chain_rate": rate, "clearing_rate": rate, "chain_target": "0"}
    tests = [opened(part="chain", chain_net="2-2-2-1", chain_activation=activation, **link)]
    tests += [opened(part="clearing", clearing_task=task, **link) for task in ("line", "sine", "moons")]
    for test in tests:
        assert not test.exception
        assert "nan" not in told(test).lower().replace("dominant", "")


@pytest.mark.parametrize("initialization", INITIALIZATIONS)
@pytest.mark.parametrize(("layers", "width"), [("1", "64"), ("12", "2")])
def test_the_depth_opens_at_both_ends_of_its_controls(layers, width, initialization):
    link = {"depth_layers": layers, "depth_width": width, "depth_initialization": initialization}
    test = opened(part="depth", depth_activation="relu", **link)
    assert not test.exception
    assert ("Exactly 0" in told(test)) >= (initialization == "zeros")


@pytest.mark.parametrize("preset", chain_rule.PRESETS, ids=lambda preset: preset.id)
def test_every_preset_shows_its_point(preset):
    test = opened(part=preset.values["part"])
    test.button(f"backprop.preset.{preset.id}").click().run()
    assert not test.exception
    point = {
        "one": "Its only path",
        "ways": "by 2 paths",
        "dead": "^{(1)}_{12}} = 0$",
        "vanish": "vanishes on its way",
        "explode": "explodes on its way",
        "level": "the error arrives",
    }
    assert point[preset.id] in told(test)


@pytest.mark.parametrize("net", graph_pictures.SIZES)
def test_any_parameter_can_be_chosen_and_shows_its_own_gradient(net):
    where = (net, *WHERE[1:])
    done = graph_pictures.study(where)
    vectorised = done.network.gradient(done.theta, done.x[None], done.y[None], LOSSES["squared"])
    assert len(graph_pictures.parameters(net)) == done.network.n_params
    for parameter, gradient in list(zip(graph_pictures.parameters(net), vectorised, strict=True))[1::4]:
        test = opened(part="chain", chain_net=net, chain_parameter=parameter)
        assert f"**{graph_pictures.short(gradient, 10)}**" in told(test)


def test_the_products_on_the_page_multiply_to_what_stands_behind_them_and_add_up():
    for parameter in graph_pictures.parameters("2-2-2-1"):
        products, whole, _ = graph_pictures.chains(WHERE, parameter)
        results = []
        for product in products:
            factors = [
                float(f.strip("()")) for f in re.findall(r"underbrace\{([^{}]+)\}", product.replace("\\cdot 10^", "e"))
            ]
            results.append(float(product.rpartition("= ")[2]))
            assert np.prod(factors) == pytest.approx(results[-1], rel=0.02)
        assert sum(results) == pytest.approx(float(whole.rpartition("= ")[2]), abs=0.02)


@pytest.mark.parametrize("net", graph_pictures.SIZES)
def test_the_film_ends_with_the_weights_of_one_step_and_the_loss_they_give(net):
    where = (net, *WHERE[1:])
    done = graph_pictures.study(where)
    picture, _, captions = graph_pictures.film(where, 0.1, "en")
    state = {}
    for frame in picture["frames"]:
        for node, what, words, _ in frame["set"]:
            state[picture["cards"][node]["name"], what] = words
    after = done.theta - 0.1 * done.network.gradient(done.theta, done.x[None], done.y[None], LOSSES["squared"])
    for name, value in zip(graph_pictures.parameters(net), after, strict=True):
        assert state[name, "value"] == graph_pictures.narrow(value)
    score = done.network.forward(after, done.x[None])
    assert state["L", "value"] == graph_pictures.narrow(float(LOSSES["squared"].value(score, done.y[None])))
    assert len(captions) == len(picture["frames"])


def test_no_weight_moves_before_the_update_and_no_gradient_after_the_backward_pass():
    picture, *_ = graph_pictures.film(WHERE, 0.1, "en")
    for frame in picture["frames"]:
        whats = {what for _, what, _, _ in frame["set"]}
        assert whats == ({"gradient"} if frame["phase"] == "backward" else {"value"})
    updated = [node for frame in picture["frames"] if frame["phase"] == "update" for node, *_ in frame["set"]]
    assert all(picture["cards"][node]["parameter"] for node in updated)


def test_every_gradient_on_the_cards_is_complete_at_the_end():
    picture, *_ = graph_pictures.film(WHERE, 0.1, "en")
    done, state = graph_pictures.study(WHERE), {}
    for frame in picture["frames"]:
        state |= {picture["cards"][node]["name"]: words for node, what, words, _ in frame["set"] if what == "gradient"}
    exact = {node.name: graph_pictures.narrow(value) for node, value in gradients(done.graph.loss).items()}
    assert state == exact


@pytest.mark.parametrize("sizes", list(graph_pictures.SIZES.values()))
def test_no_card_lies_on_another(sizes):
    done = graph_pictures.study(("-".join(map(str, sizes)), *WHERE[1:]))
    places, width, height = graph_layout.places(sizes, done.graph)
    assert set(places) == {node.name for node in order(done.graph.loss)}
    corners = np.array(list(places.values()))
    gap = np.abs(corners[:, None] - corners[None])
    apart = (gap[..., 0] >= graph_layout.WIDTH) | (gap[..., 1] >= graph_layout.HEIGHT)
    assert np.all(apart | np.eye(len(corners), dtype=bool))
    assert corners.min() >= 0
    assert np.all(corners <= [width - graph_layout.WIDTH, height - graph_layout.HEIGHT])


def test_a_film_is_small():
    import json

    assert len(json.dumps(graph_pictures.film(WHERE, 0.1, "ko"))) < 60_000


def test_a_kink_is_said_instead_of_a_comparison():
    # Everything given 0 but the biases; a bias that is met exactly at 0 needs an input to match: found by search.
    for seed in range(200):
        where = ("2-2-1", "relu", "squared", 1.0, -0.5, 1, seed)
        done = graph_pictures.study(where)
        touched = [node for node in order(done.graph.loss) if node.name.startswith("z1") and node.value == 0]
        if touched:
            neuron = touched[0].name[-1]
            test = opened(part="chain", chain_activation="relu", chain_seed=str(seed), chain_parameter=f"b1.{neuron}")
            assert "kink exactly here" in told(test)
            return
    pytest.fail("no seed meets a kink exactly")


def test_backward_twice_doubles_what_the_page_shows():
    lines = re.findall(r"\| (\d) \| (\S+) \| (\S+) \|", chain_rule.passes(WHERE, "b1.1"))
    numbers = [(int(call), *(float(word.replace("−", "-")) for word in words)) for call, *words in lines]
    assert [call for call, *_ in numbers] == [1, 2, 3]
    for call, cleared, uncleared in numbers:
        assert cleared == numbers[0][1]
        assert uncleared == pytest.approx(call * cleared, rel=0.01)


def test_what_clearing_does_is_asked_before_it_is_shown():
    test = opened(part="clearing", predict_clearing="")
    assert "What accumulates for" not in told(test)
    test.button("backprop.predict_clearing.same").click().run()
    assert "What accumulates for" in told(test)
    assert "**You expected:**" in told(test)
    assert "After the second call it is twice as much" in told(test)
    assert test.query_params["predict_clearing"] == "same"


def test_the_stops_on_the_chain_rule_say_what_the_graph_gives():
    one, two, *_, vanishing = (stop.sentence for stop in strip.stops("en", "backprop"))
    network = graph_pictures.study(("2-2-1", *WHERE[1:]))
    assert f"**{graph_pictures.short(network.vectorised[0])}**" in one
    (product,), *_ = graph_pictures.chains(("2-2-1", *WHERE[1:]), "w1.1.1")
    assert product.count("underbrace") == 4
    products, _, _ = graph_pictures.chains(WHERE, "w1.1.1")
    ends = [product.rpartition("= ")[2].replace("-", "−") for product in products]
    assert len(ends) == 2
    for number in (*ends, graph_pictures.short(graph_pictures.study(WHERE).vectorised[0])):
        assert f"**{number}**" in two
    found = deltas("sigmoid", 12, "glorot")
    assert f"**{(found.size[0] / found.size[-2]) ** (1 / 11):.3f}**" in vanishing
    assert f"**{graph_pictures.short(found.size[0])}**" in vanishing


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_the_depth_tells_the_factor_that_the_sizes_have(activation):
    found = deltas(activation, 12, "he")
    factor = (found.size[0] / found.size[-2]) ** (1 / 11)
    test = opened(part="depth", depth_layers="12", depth_activation=activation, depth_initialization="he")
    assert f"measured: **{graph_pictures.short(factor)}**" in told(test)


@pytest.mark.parametrize("initialization", INITIALIZATIONS)
@pytest.mark.parametrize("depth", [1, 12])
def test_every_number_on_the_depth_chart_is_above_zero_and_on_the_axis(depth, initialization):
    data = depths.picture((depth, initialization, 32, 0), "tanh")
    columns = {name: table.to_pydict() for name, table in data.items()}
    low, high = columns["deltas"]["low"][0], columns["deltas"]["high"][0]
    shown = [size for size in columns["deltas"]["size"] if size > 0] + columns["others"]["size"]
    assert all(low < size < high for size in shown)
    assert columns["deltas"]["back"] == list(range(depth + 1))
    assert sum(len(packed(table)) for table in data.values()) < 60_000


def test_lines_that_end_together_share_one_name():
    assert delta_by_depth.labels([("a", 1.0), ("b", 1.01), ("c", 100.0), ("d", 0.0)], 1e6) == {"a": "a, b", "c": "c"}
    assert delta_by_depth.two_a_line(["a", "b", "c"]) == "a, b,\nc"


def test_specs_are_built_once():
    assert delta_by_depth.spec("a", "b") is delta_by_depth.spec("a", "b")
    assert uncleared_gradients.spec("a", "b", "c", "d") is uncleared_gradients.spec("a", "b", "c", "d")


def test_the_update_of_the_film_is_the_one_of_the_replay():
    done = graph_pictures.study(WHERE)
    assert len(replay(done.graph)) == len(graph_pictures.film(WHERE, 0.1, "en")[1])
    again = network_graph(done.network, moved(done.graph, 0.1), done.x, done.y, LOSSES["squared"])
    assert again.loss.value < done.graph.loss.value
