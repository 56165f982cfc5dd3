"""The laboratory in a browser: the spiral is learned, the film plays by itself, a change keeps the pictures."""

import re
import time

import pytest

from pages.ui.parts import player
from tests.browser.test_player import HALF_SPEED, PLAYER, SPEED, frame, go, shown

PICTURES = "[data-testid=stVegaLiteChart] svg, .network-diagram canvas, .film-player"
RATE = "Learning rate η"
WORDS = "() => [...document.querySelectorAll('[data-testid=stVegaLiteChart] svg')].map(svg => svg.textContent).join()"


@pytest.fixture
def laboratory(visit, app):
    def come(path="training", **how):
        visitor = visit(app, height=1800, **how)
        visitor.open(path)
        visitor.page.wait_for_selector(".network-diagram canvas")
        visitor.page.wait_for_function("document.querySelectorAll('form.vega-bindings input').length >= 4")
        visitor.page.wait_for_timeout(500)
        return visitor

    return come


def share_right(visitor, series):
    text = visitor.page.locator("svg text", has_text=re.compile(rf"^[●○] {series} +[\d.]+%$"))
    return float(text.first.text_content().split()[-1].rstrip("%"))


def test_two_hidden_layers_learn_the_spiral(laboratory):
    visitor = laboratory()
    assert share_right(visitor, "training") < 75
    visitor.page.locator(f"{PLAYER} [data-part=last]").click()
    visitor.page.wait_for_timeout(300)
    assert share_right(visitor, "training") == 100
    assert share_right(visitor, "test") > 90


def test_the_film_plays_with_no_traffic(laboratory):
    visitor = laboratory()
    before = len(visitor.sent), len(visitor.received)
    speeds = [visitor.page.evaluate(SPEED) for _ in range(3)]
    assert (len(visitor.sent), len(visitor.received)) == before
    rates = [frames / seconds for frames, seconds in speeds]
    print(f"frames a second: {', '.join(f'{rate:.1f}' for rate in rates)}; of the film's own {player.rate(64):.1f}")
    assert max(rates) >= HALF_SPEED
    assert shown(visitor) == {str(frame(visitor))}


def test_all_pictures_show_the_same_frame(laboratory):
    visitor = laboratory()
    go(visitor, 17)
    assert shown(visitor) == {"17"}
    assert visitor.page.locator('form.vega-bindings input[name="frame"]').count() == 5
    assert frame(visitor) == 17


def test_a_change_of_learning_rate_keeps_nodes_and_frame(laboratory):
    visitor = laboratory()
    go(visitor, 30)
    visitor.page.locator(PICTURES).evaluate_all("nodes => nodes.forEach((node, i) => (node.mark = i + 1))")
    count = visitor.page.locator(PICTURES).count()
    before = visitor.page.evaluate(WORDS)
    start = time.perf_counter()
    visitor.page.get_by_role("slider", name=RATE).press("ArrowRight")
    visitor.page.wait_for_function(f"before => ({WORDS})() !== before", arg=before)
    print(f"from the key to the new picture: {time.perf_counter() - start:.3f} s")
    visitor.wait()
    assert "learning_rate=" in visitor.page.url
    assert visitor.page.locator(PICTURES).evaluate_all("nodes => nodes.map(node => node.mark)") == [
        *range(1, count + 1)
    ]
    assert frame(visitor) == 30
    assert shown(visitor) == {"30"}


def test_a_link_opens_the_same_run_at_its_frame(laboratory):
    visitor = laboratory("training?dataset=moons&n=120&hidden=5-3&learning_rate=0.1&frame=9&lang=ko")
    assert frame(visitor) == 9
    assert visitor.page.get_by_text("훈련 예제 60개").count() == 1
    again = laboratory(visitor.page.url.split("/")[-1])
    texts = "nodes => nodes.map(node => node.textContent)"
    for place in ("svg text", "[data-testid=stSlider], .live-slider"):
        assert again.page.locator(place).evaluate_all(texts) == visitor.page.locator(place).evaluate_all(texts)


def test_the_language_switch_and_one_more_interaction_lose_no_setting(laboratory):
    visitor = laboratory(
        "training?dataset=circles&activation=relu&loss=hinge&optimizer=nadam&features=x1.x1_squared&hidden=6"
    )
    visitor.page.get_by_text("한국어").click()
    visitor.wait()
    visitor.page.get_by_role("button", name="새 표본").click()
    visitor.wait()
    for setting in ("dataset=circles", "activation=relu", "loss=hinge", "optimizer=nadam", "hidden=6", "seed=1"):
        assert setting in visitor.page.url
    chosen = visitor.page.locator(".st-key-training-loss")
    held = chosen.evaluate("node => node.textContent + [...node.querySelectorAll('input')].map(input => input.value)")
    assert "힌지(hinge)" in held


@pytest.mark.parametrize("rate", ["1000000", "1e6"])
def test_a_rate_of_a_million_is_said_to_blow_up(laboratory, rate):
    visitor = laboratory(f"training?learning_rate={rate}&optimizer=sgd")
    assert visitor.page.get_by_text("The run diverged at step").count() == 1
    assert "NaN" not in visitor.page.locator("body").inner_text()


def test_a_neuron_is_made_large_by_a_click_and_the_output_comes_back(laboratory):
    visitor = laboratory()
    visitor.page.get_by_role("button", name=re.compile("^Layer 1, neuron 3")).first.click()
    visitor.wait()
    assert "map=1.2" in visitor.page.url
    visitor.page.get_by_role("button", name=re.compile("^(Output|y)")).last.click()
    visitor.wait()
    assert "map=" not in visitor.page.url
