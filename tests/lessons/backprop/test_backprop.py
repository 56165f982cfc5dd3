"""The lesson on backpropagation, its split: what it says is what the rules do, at every end of its controls."""

import csv
import io
import itertools
import re
from types import SimpleNamespace

import numpy as np
import pytest

from dlcore.gradients.gradcheck import numerical_gradient
from dlcore.gradients.rule_training import RuleTrainer, compare
from dlcore.gradients.split_rules import CHAIN, WAYS
from dlcore.network.activations import ACTIVATIONS
from pages.lessons.backprop import page as backprop
from pages.lessons.backprop.charts import rule_losses
from pages.lessons.backprop.split import deep_pictures, rule_pictures, split_pictures
from pages.lessons.training import settings
from pages.ui.parts import strip
from pages.ui.training_run import laboratory
from tests.ui.running import run

NUMBERS = ("error", "z1", "w1", "z2", "w2")
START = {c.id: c.default for c in backprop.CONTROLS}


def told(page) -> str:
    return "\n".join(element.value for element in page.markdown)


def chosen(**values) -> SimpleNamespace:
    return SimpleNamespace(**{**START, **values})


def cards(covered: bool = False, **values) -> list[dict]:
    return split_pictures.cards(split_pictures.of(chosen(**values)), chosen(**values), covered)


def said(way: str, **values) -> str:
    return split_pictures.verdict(way, split_pictures.of(chosen(**values)))


@pytest.mark.parametrize("ends", ["-4", "4", "0"])
def test_every_number_of_the_nets_may_be_at_its_end(ends: str) -> None:
    page = run("backprop", part="split", predict="skip", activation="tanh", **dict.fromkeys(NUMBERS, ends))
    assert not page.exception
    assert "nan" not in told(page).lower()
    assert "nan" not in repr(cards(**dict.fromkeys(NUMBERS, float(ends)), activation="tanh")).lower()


@pytest.mark.parametrize("activation", split_pictures.small_activations())
def test_of_every_way_something_is_said_wherever_the_sliders_stand(activation: str) -> None:
    for error, z1, w1, z2, w2 in itertools.product((-1.0, 0.0, 1.0), *[(-4.0, 0.0, 4.0)] * 4):
        for way in WAYS:
            words = said(way, error=error, z1=z1, w1=w1, z2=z2, w2=w2, activation=activation)
            assert words.endswith(".")
            assert not re.search(r"nan|inf\b|[{}]", words)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("hidden", [(), (1,), (4, 4, 4), (1, 1)])
@pytest.mark.parametrize("activation", split_pictures.small_activations())
def test_every_way_goes_back_through_every_net(way: str, hidden: tuple[int, ...], activation: str) -> None:
    for x in (-2.0, 0.0, 2.0):
        for error in (-1.0, 0.0, 0.6):
            at = chosen(way=way, hidden=hidden, x1=x, x2=x, error=error, activation=activation)
            found = deep_pictures.deep_of(at)
            assert len(deep_pictures.captions(found)) == deep_pictures.frames(found)
            assert not re.search(r"nan|inf\b|[{}]", deep_pictures.way_back(found, way))
            assert "nan" not in repr(deep_pictures.net(found, "")).lower()


@pytest.mark.parametrize(("bend", "rate"), [("tanh", "0.01"), ("relu", "10"), ("linear", "10"), ("sigmoid", "10")])
def test_all_five_train_at_both_ends_of_the_rate(bend: str, rate: str) -> None:
    page = run("backprop", part="training", bend=bend, learning_rate=rate, layers="3", dataset="xor", seed="3")
    assert not page.exception
    assert "nan" not in told(page).lower()


def test_what_goes_back_is_covered_until_the_question_is_answered() -> None:
    page = run("backprop", part="split")
    assert "What does backpropagation pass back" in told(page)
    assert "And the weights themselves?" not in told(page)
    page.button("backprop.predict.slopes").click().run()
    words = told(page)
    assert "**You expected:**" in words
    assert "the chain rule passes back 1.8 and 0.6" in words
    assert "And the weights themselves?" in words
    forward, *covered = cards(covered=True)
    assert forward["edges"] == [[[3.0], [2.0]]]
    assert all(card["edges"] == [None] and not card["told"] and not card["verdict"] for card in covered)


def test_the_page_opens_with_the_chain_rule_and_asks_when_weights_change() -> None:
    page = run("backprop")
    assert "When do the weights change?" in told(page)
    assert "The chain of w⁽¹⁾₁₁" in told(page)
    page.button("backprop.predict_update.forward").click().run()
    assert "A forward pass uses the weights as they are." in told(page)
    assert page.session_state["backprop:values"]["part"] == "chain"


def test_every_stop_sets_the_controls_and_says_its_sentence() -> None:
    page = run("backprop", predict="skip")
    for number, stop in enumerate(strip.stops("en", "backprop"), 1):
        page.button("backprop.stop.next").click().run()
        assert not page.exception
        assert stop.sentence in told(page)
        assert page.query_params["stop"] == str(number)
        held = page.session_state["backprop:values"]
        for name, word in stop.query.items():
            assert str(held[name]) in (word, f"{word}.0"), name
    page.button("backprop.stop.next").click().run()
    assert "**Challenge.**" in told(page)


def test_the_stops_on_sharing_say_what_the_rules_give() -> None:
    three, four = (stop.sentence for stop in strip.stops("en", "backprop")[2:4])
    plain = [value.shares for value in split_pictures.of(chosen()).ways.values()]
    by = dict(zip(WAYS, plain, strict=True))
    for way in ("contribution", "weight", CHAIN):
        assert " and ".join(f"**{share:.2g}**" for share in by[way]) in three
    ways = split_pictures.of(chosen(activation="tanh", z1=3.5, w1=1.5, z2=0.5, w2=1.0)).ways
    assert f"**{ways[CHAIN].shares[0]:.1g}**" in four
    assert f"**{ways['weight'].shares[0]:.2f}**" in four
    assert f"{ways['equal'].shares[0]:.2f} {ways['contribution'].shares[0]:.2f}" == "0.30 0.46"  # said in the plan
    assert f"{1 - np.tanh(3.5) ** 2:.1g}" == "0.004"


def test_the_stop_on_training_says_where_the_runs_end() -> None:
    sentence = strip.stops("en", "backprop")[4].sentence
    done = compare(rule_pictures.experiment(chosen()))
    ends = dict(zip(WAYS, (done.film.train_loss[done.last[place], place] for place in range(5)), strict=True))
    assert f"**{ends[CHAIN]:.2g}**" in sentence
    assert f"**{ends['contribution']:.1g}**" in sentence


@pytest.mark.parametrize("values", [{}, {"w2": -1.0}, {"activation": "tanh", "z1": 3.5, "error": -0.3}])
def test_the_cards_hold_what_the_rules_give(values: dict) -> None:
    at = {"error": 0.6, "z1": 1.0, "w1": 3.0, "z2": 2.0, "w2": 1.0, "activation": "linear"} | values
    bent = np.tanh if at["activation"] == "tanh" else np.array
    a, w = bent([at["z1"], at["z2"]]), np.array([at["w1"], at["w2"]])
    slope = 1 - a**2 if at["activation"] == "tanh" else np.ones(2)
    _, chain, equal, contribution, weight, size = cards(**values)
    expected = [slope * w, [0.5, 0.5], a * w / (a @ w), w / w.sum(), abs(a * w) / abs(a * w).sum()]
    for card, parts in zip((chain, equal, contribution, weight, size), expected, strict=True):
        np.testing.assert_allclose(np.ravel(card["edges"][0]), np.array(parts) * at["error"], rtol=1e-4)


def test_the_laboratory_is_opened_with_the_run_of_the_chain_rule() -> None:
    link = laboratory.settings(rule_pictures.experiment(chosen(dataset="moons", layers=3, learning_rate=0.5)))
    page = run("training", **link)
    held = page.session_state["training:values"]
    assert not page.exception
    assert (held["dataset"], held["hidden"], held["learning_rate"], held["batch_size"]) == ("moons", (4, 4, 4), 0.5, 25)
    run_there = settings.experiment(SimpleNamespace(**held))
    run_here = rule_pictures.experiment(chosen(dataset="moons", layers=3, learning_rate=0.5))
    for name in ("dataset", "n", "noise", "hidden", "activation", "optimizer", "learning_rate", "batch_size", "epochs"):
        assert getattr(run_there, name) == getattr(run_here, name), name


@pytest.mark.parametrize(
    ("preset", "values"),
    [
        ("opposed", {"w2": -1.0}),
        ("cancelled", {"z2": 3.0, "w2": -1.0}),
        ("saturated", {"activation": "tanh", "z1": 3.5, "w1": 1.5, "z2": 0.5}),
    ],
)
def test_a_preset_moves_the_numbers_of_the_nets(preset: str, values: dict) -> None:
    page = run("backprop", predict="skip")
    page.button(f"backprop.preset.{preset}").click().run()
    assert not page.exception
    for name, value in values.items():
        assert page.session_state["backprop:values"][name] == value


@pytest.mark.parametrize(
    ("way", "values", "words"),
    [
        ("contribution", {}, "Adds up. Not the proportions of the chain rule."),
        ("weight", {}, "Adds up. The proportions of the chain rule, 0.25 times its size."),
        ("contribution", {"w2": -1.0}, "one node gets 3 times the whole error"),
        ("normalised", {"w2": -1.0}, "Node 2 is told the opposite"),
        ("contribution", {"z2": 3.0, "w2": -1.0}, "3 + (−3) = 0"),
        ("weight", {"w1": 2.0, "w2": -2.0}, "The weights add up to 0"),
        ("contribution", {"z2": 3.0, "w2": -2.0}, "Both nodes are told the opposite"),
        ("contribution", {"z1": 0.0, "z2": 0.0}, "Every part is 0"),
        ("weight", {"w1": 2.0, "w2": -1.0}, "number for number"),
        ("chain", {}, "Nothing is divided. Each node"),
        ("chain", {"w1": 0.5, "w2": 0.5}, "chance"),
        ("chain", {"activation": "relu", "z1": -1.0, "z2": -2.0}, "Nothing gets through"),
        ("equal", {"error": 0.0}, "No error"),
        ("contribution", {"activation": "tanh", "z1": 3.5}, "node 1 can hardly move: slope 0.004"),
        ("equal", {"activation": "relu", "z1": -1.0}, "node 1 cannot move: slope 0"),
    ],
)
def test_what_is_said_of_a_way_fits_its_numbers(way: str, values: dict, words: str) -> None:
    assert words in said(way, **values)


def test_the_larger_weight_is_told_to_change_less() -> None:
    page = run("backprop", part="split", predict="skip")
    assert "∂E/∂w₁ = 1 · 0.6 = 0.6" in told(page)
    assert "∂E/∂w₂ = 2 · 0.6 = 1.2. The larger weight gets the smaller change" in told(page)
    assert "The larger weight" not in told(run("backprop", part="split", predict="skip", z2="0.5"))


@pytest.mark.parametrize(("way", "word"), [("contribution", "**Conserved**"), ("chain", "**Not conserved**")])
def test_the_page_says_whether_the_error_is_conserved(way: str, word: str) -> None:
    assert word in told(run("backprop", part="deep", way=way))


def test_without_an_error_nothing_is_said_to_be_conserved() -> None:
    for way in WAYS:
        words = told(run("backprop", part="deep", error="0", way=way))
        assert "there is nothing to pass back" in words
        assert "onserved**" not in words


def test_the_film_has_a_frame_for_each_layer_and_one_for_where_it_stops() -> None:
    found = deep_pictures.deep_of(chosen(hidden=(3, 4)))
    assert deep_pictures.frames(found) == len(deep_pictures.captions(found)) == 4
    stopped = deep_pictures.deep_of(chosen(activation="relu", x1=0.0, x2=0.0))
    assert stopped.undefined == "nothing"
    assert deep_pictures.frames(stopped) == len(deep_pictures.captions(stopped)) == 2
    assert "undefined here" in deep_pictures.captions(stopped)[-1]
    assert "**stops**" in deep_pictures.way_back(stopped, "contribution")


def test_the_net_that_is_drawn_is_the_flow() -> None:
    found = deep_pictures.deep_of(chosen(way=CHAIN, activation="tanh"))
    net = deep_pictures.net(found, "")
    assert net["sizes"] == [2, 3, 3, 1]
    for drawn, true in zip(net["edges"], found.edges, strict=True):
        np.testing.assert_allclose(drawn, true, rtol=1e-4)
    assert net["scale"] == max(0.6, *(np.abs(matrix).max() for matrix in found.edges))


def test_the_film_begins_with_the_net_whose_output_is_nudged() -> None:
    found = deep_pictures.deep_of(chosen(way=CHAIN, activation="tanh"))

    def loss(x: np.ndarray) -> float:
        return 0.6 * float(deep_pictures.deep((3, 3), tuple(x), 0.6, "tanh", CHAIN, 0).outputs[-1][0])

    np.testing.assert_allclose(found.errors[0], numerical_gradient(loss, np.array([1.0, 0.5])), rtol=1e-6)


def test_a_rule_that_can_say_nothing_ends_its_run_with_a_sentence() -> None:
    words = told(run("backprop", part="training", bend="relu"))
    assert "**stopped** at step" in words
    assert "could not say whose error it was" in words


def test_guessing_is_what_sharing_by_contribution_comes_to() -> None:
    ends = []
    for seed in range(20):
        done = compare(rule_pictures.experiment(chosen(seed=seed)))
        ends.append([done.film.train_loss[done.last[place], place] for place in range(5)])
    median = np.median(ends, axis=0)
    assert [f"{loss:.2f}" for loss in median[:4]] == ["0.27", "0.54", "0.70", "0.69"]
    assert f"{np.log(2):.2f}" == "0.69"
    assert median[0] < median[1] < median[2] - 0.1  # equal shares often learn


def test_splitting_by_weight_is_undone_by_one_step_where_a_sum_comes_near_0() -> None:
    experiment = rule_pictures.experiment(chosen())
    done, trainer = compare(experiment), RuleTrainer(experiment)
    network, by_weight = trainer.network, list(WAYS).index("weight")
    below = network.n_params - network.matrices(trainer.theta)[-1][0].size
    sizes, sums, losses = [], [], []
    for _ in range(trainer.updates):
        before = trainer.theta.copy()
        trainer.advance(1)
        losses.append(trainer.snapshot().train_loss[by_weight])
        sizes.append(np.linalg.norm((trainer.theta - before)[:, :below], axis=1))  # the rate is 1
        sums.append(np.abs(network.unpack(before)[1][0][by_weight].sum(axis=0)).min())
    steps = np.array(sizes)
    assert np.argmax(steps[:, by_weight]) == np.argmin(sums) == 85
    assert f"{steps[85, by_weight]:.0f}" == "319"
    assert f"{steps[:, list(WAYS).index(CHAIN)].max():.1f}" == "0.9"
    assert f"{np.min(losses[:85]):.2f}" == f"{losses[77]:.2f}" == "0.30"
    assert f"{losses[-1]:.2f}" == "0.69"
    hidden = network.layers(trainer.theta, trainer.parts[0][0])[1][by_weight]
    assert f"{np.mean(np.abs(hidden) > 0.99):.0%}" == "99%"
    assert f"{done.cosine[:, by_weight].mean():.2f}" == "0.77"


@pytest.mark.parametrize("log", [True, False])
def test_a_line_ends_where_its_run_does(log: bool) -> None:
    values = np.array([[1.0, 2.0], [0.5, 3.0], [0.25, 9.0]])
    data = rule_losses.datasets(np.arange(3), values, (2, 1), (0.1, 4.0), 1.0, log=log)
    assert data["lines"].column("value").null_count == 1
    assert data["stops"].to_pylist() == [{"place": 1, "epoch": 1.0, "value": 3.0, "low": 0.1, "high": 4.0}]


def test_the_challenge_is_met_by_different_weights_that_add_up_to_one() -> None:
    def done(**weights: str) -> bool:
        return "**Done**" in told(run("backprop", part="split", predict="skip", stop="challenge", **weights))

    assert done(w1="2", w2="-1")
    assert not done(w1="0.5", w2="0.5")
    assert not done(w1="2", w2="-1", error="0")
    assert not done()


@pytest.mark.parametrize(
    ("link", "part"),
    [({}, "chain"), ({"w2": "-1"}, "split"), ({"hidden": "4"}, "deep"), ({"bend": "relu"}, "training")],
)
def test_an_old_link_without_a_part_opens_the_screen_of_its_settings(link: dict, part: str) -> None:
    page = run("backprop", predict="skip", **link)
    assert page.session_state["backprop:values"]["part"] == part
    assert not page.info
    assert {name: page.query_params[name] for name in link} == link


def test_the_tables_hold_what_is_shown() -> None:
    found = split_pictures.of(chosen(z2=3.0, w2=-1.0))
    rows = list(csv.DictReader(io.StringIO(split_pictures.table(found).decode())))
    assert len(rows) == 10
    assert [row["share"] for row in rows if row["way"] == "contribution"] == ["", ""]
    assert [float(row["share"]) for row in rows if row["way"] == "chain"] == pytest.approx([1.8, -0.6])
    done = rule_pictures.trained(rule_pictures.experiment(chosen()))
    rows = list(csv.DictReader(io.StringIO(rule_pictures.runs_table(done).decode())))
    assert len(rows) == 5 * len(done.film)
    assert float(rows[-1]["train_loss"]) == pytest.approx(done.film.train_loss[-1, 4])


@pytest.mark.parametrize(
    ("value", "words"),
    [(0.36, "0.36"), (-1.2, "−1.2"), (0.0, "0"), (1e-12, "0"), (123.4, "123"), (2.1e-4, "2.1e−4"), (2e6, "2.0e6")],
)
def test_numbers_are_written_short(value: float, words: str) -> None:
    assert split_pictures.short(value) == words


def test_the_small_nets_know_their_activations() -> None:
    assert set(split_pictures.small_activations()) <= set(ACTIVATIONS)
    assert len(split_pictures.small_activations()) == 4
