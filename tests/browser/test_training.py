"""The laboratory in a browser: the spiral is learned, the film plays by itself, a change keeps the pictures."""

import re
import time

import pytest

from pages.ui.parts import player
from tests.browser.test_live_slider import Line
from tests.browser.test_player import HALF_SPEED, PLAYER, SPEED, frame, go, shown

PICTURES = "[data-testid=stVegaLiteChart] svg, .stage canvas, .film-player"
RATE = "Learning rate η"
WORDS = "() => [...document.querySelectorAll('[data-testid=stVegaLiteChart] svg')].map(svg => svg.textContent).join()"
MOST_BYTES = 80_000
"""What a change of a main control may send: the budget of a toy shape and two layers of 8."""


@pytest.fixture
def laboratory(visit, app):
    def come(path="training", *, before=lambda visitor: None, **how):
        visitor = visit(app, **{"height": 1800} | how)
        before(visitor)
        visitor.open(path)
        visitor.page.wait_for_selector(".stage[data-shown]")
        visitor.page.wait_for_function("document.querySelectorAll('form.vega-bindings input').length >= 3")
        visitor.page.wait_for_timeout(500)
        return visitor

    return come


def stopped(visitor, at=0):
    """Stop the film, which plays at first, at a frame."""
    go(visitor, at)
    return visitor


def share_right(visitor, series):
    text = visitor.page.locator("svg text", has_text=re.compile(rf"^[●○] {series} +[\d.]+%$"))
    return float(text.first.text_content().split()[-1].rstrip("%"))


def test_two_hidden_layers_learn_the_spiral(laboratory):
    visitor = stopped(laboratory())
    assert share_right(visitor, "training") < 75
    visitor.page.locator(f"{PLAYER} [data-part=last]").click()
    visitor.page.wait_for_timeout(300)
    assert share_right(visitor, "training") == 100
    assert share_right(visitor, "test") > 90


def test_the_first_visit_plays_once_in_four_seconds_and_rests_on_what_was_learned(laboratory):
    visitor = laboratory()
    assert visitor.page.locator(PLAYER).get_attribute("data-playing") == "true"
    visitor.page.wait_for_selector(f"{PLAYER}[data-playing=false]", timeout=3000 * player.LENGTH)
    assert frame(visitor) == 63
    assert shown(visitor) == {"63"}


def test_the_film_plays_with_no_traffic(laboratory):
    visitor = stopped(laboratory())
    before = len(visitor.sent), len(visitor.received)
    speeds = [visitor.page.evaluate(SPEED) for _ in range(3)]
    assert (len(visitor.sent), len(visitor.received)) == before
    rates = [frames / seconds for frames, seconds in speeds]
    print(f"frames a second: {', '.join(f'{rate:.1f}' for rate in rates)}; of the film's own {player.rate(64):.1f}")
    assert max(rates) >= min(HALF_SPEED, player.rate(64) / 2)
    assert shown(visitor) == {str(frame(visitor))}


def test_all_pictures_show_the_same_frame(laboratory):
    visitor = laboratory()
    go(visitor, 17)
    assert shown(visitor) == {"17"}
    assert visitor.page.locator('form.vega-bindings input[name="frame"]').count() == 3  # stage, loss, accuracy
    assert visitor.page.locator(".stage").get_attribute("data-shown") == "17"
    assert frame(visitor) == 17


def test_a_change_of_learning_rate_keeps_nodes_and_the_frame_at_which_the_film_was_stopped(laboratory):
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


def test_a_change_sends_little_and_no_script_and_draws_no_image_of_a_map(laboratory):
    lines = []
    visitor = laboratory("training?predict=skip", before=lambda visitor: lines.append(Line(visitor)), height=720)
    [line] = lines
    stopped(visitor, 63)
    for _ in range(3):
        line.clear()
        visitor.page.get_by_role("slider", name=RATE).press("ArrowRight")
        visitor.page.wait_for_timeout(900)
        visitor.wait()
        print(f"{line.received} B, of scripts {line.scripts}")
        assert 20_000 < line.received <= MOST_BYTES
        assert all(name.endswith(".loader") for name in line.sizes)
    assert visitor.page.locator(".st-key-stage :is(image, img[src^='data:image/png'])").count() == 0


def test_while_the_rate_is_dragged_the_last_frame_is_shown_and_on_release_the_film_plays_once(laboratory):
    visitor = laboratory(height=720)
    page = visitor.page
    page.wait_for_selector(f"{PLAYER}[data-playing=false]", timeout=15_000)
    box = page.get_by_role("slider", name=RATE).bounding_box()
    y, before = box["y"] + box["height"] / 2, page.evaluate(WORDS)
    page.mouse.move(box["x"] + box["width"] / 2, y)
    page.mouse.down()
    for step in range(8):
        page.mouse.move(box["x"] + box["width"] * (0.5 - 0.04 * step), y)
        page.wait_for_timeout(60)
    page.wait_for_function(f"before => ({WORDS})() !== before", arg=before)
    visitor.wait()
    assert page.locator(PLAYER).get_attribute("data-playing") == "false"
    assert frame(visitor) == 63
    page.mouse.up()
    page.wait_for_selector(f"{PLAYER}[data-playing=true]")
    page.wait_for_selector(f"{PLAYER}[data-playing=false]", timeout=15_000)
    visitor.wait()
    assert frame(visitor) == 63
    assert shown(visitor) == {"63"}
    assert "learning_rate=" in page.url


def test_a_link_opens_the_same_run_at_its_frame(laboratory):
    visitor = laboratory("training?dataset=moons&n=120&hidden=5-3&learning_rate=0.1&frame=9&lang=ko")
    assert frame(visitor) == 9
    assert visitor.page.get_by_text("훈련 예제 60개").count() == 1
    again = laboratory(visitor.page.url.split("/")[-1])
    texts = "nodes => nodes.map(node => node.textContent)"
    for place in ("svg text", "[data-testid=stSlider], .live-slider", ".stage-map figcaption"):
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
def test_a_rate_of_a_million_is_said_to_diverge(laboratory, rate):
    visitor = laboratory(f"training?learning_rate={rate}&optimizer=sgd")
    assert visitor.page.get_by_text("The run diverged at step").count() == 1
    assert "NaN" not in visitor.page.locator("body").inner_text()


def test_a_neuron_is_made_large_by_a_click_and_the_output_comes_back_without_the_server(laboratory):
    visitor = stopped(laboratory("training?lang=en"), 63)
    sent = len(visitor.sent)
    title = visitor.page.locator(".stage-map[data-part=map] [data-part=title]")
    visitor.page.locator(".stage-neurons [data-neuron='1.2']").click()
    assert title.inner_text() == "Layer 1, neuron 3"
    visitor.page.locator(".stage-map[data-part=map] [data-part=back]").click()
    assert title.inner_text() == "Output of the network"
    assert len(visitor.sent) == sent


def test_a_layer_and_a_neuron_are_added_over_the_network(laboratory):
    visitor = laboratory("training?lang=en&epochs=5")
    visitor.page.get_by_role("button", name="One more · Neurons of layer 1").click()
    visitor.page.wait_for_function("() => location.search.includes('hidden=9-8')")
    visitor.wait()
    visitor.page.get_by_role("button", name="One less · Hidden layers").click()
    visitor.page.wait_for_function("() => location.search.includes('hidden=9') && !location.search.includes('9-8')")
    visitor.wait()
    assert visitor.page.locator(".stage-neurons button").count() == 4 + 9 + 1


def test_on_a_telephone_player_and_plane_stay_while_the_controls_pass(laboratory):
    visitor = laboratory("training?lang=en&predict=skip", width=390, height=844)
    places = """() => ['.film-player', '.stage-map'].map((part) => {
      const { top, bottom } = document.querySelector(part).getBoundingClientRect();
      return [top, bottom];
    })"""
    visitor.page.locator(".st-key-training-epochs").scroll_into_view_if_needed()
    visitor.page.locator(".stMain").evaluate("main => main.scrollBy(0, 250)")
    visitor.page.wait_for_timeout(200)
    (player_top, player_bottom), (plane_top, plane_bottom) = visitor.page.evaluate(places)
    assert 0 <= player_top < player_bottom <= plane_top + 2
    assert plane_bottom < 600
    box = visitor.page.get_by_role("slider", name=RATE).bounding_box()
    assert visitor.page.evaluate("document.documentElement.scrollWidth") <= 390
    assert box["width"] > 100


@pytest.mark.parametrize("lang", ["en", "ko"])
def test_presentation_size_fits_a_projector(laboratory, lang):
    visitor = laboratory(f"training?lang={lang}&size=presentation", width=1280, height=720)
    parts = (".st-key-stage-strip", ".st-key-stage-controls", ".film-player", ".stage", ".st-key-stage-said")
    for part in parts:
        box = visitor.page.locator(part).first.bounding_box()
        assert box["y"] >= 0, part
        assert box["y"] + box["height"] <= 720, part
