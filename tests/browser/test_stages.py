"""Going on and changing weights by hand in a browser: the frame shown is the one that counts."""

import re

import pytest

from tests.browser.test_player import PLAYER, SPEED, frame, go, shown

READING = re.compile(r"^● training +[\d.e-]+$")


@pytest.fixture
def laboratory(visit, app):
    def come(path, **how):
        visitor = visit(app, height=1800, **how)
        visitor.open(path)
        visitor.page.wait_for_selector(".network-diagram canvas")
        visitor.page.wait_for_function("document.querySelectorAll('form.vega-bindings input').length >= 4")
        visitor.page.wait_for_timeout(500)
        visitor.complaints.clear()  # the host's own, to the first visitor of a process
        return visitor

    return come


EDGE = """([layer, i, j]) => {
  const box = (name) => document.querySelector(`[data-neuron="${name}"]`).getBoundingClientRect();
  const [a, b] = [box(`${layer}.${i}`), box(`${layer + 1}.${j}`)];
  // A quarter along the curve with its handles half-way across.
  const [t, from, to] = [0.25, (a.top + a.bottom) / 2, (b.top + b.bottom) / 2];
  return [a.right + (b.left - a.right) * (1.5 * t - 1.5 * t * t + t ** 3), from + (to - from) * t * t * (3 - 2 * t)];
}"""
"""Where an edge of the drawing runs, not in its middle, where many cross."""

CORNER = """(name) => {
  const box = document.querySelector(`[data-neuron="${name}"]`).getBoundingClientRect();
  return [box.left, box.bottom];
}"""


def caption(visitor):
    return visitor.page.locator(f"{PLAYER} [data-part=caption]").text_content()


def loss(visitor):
    visitor.page.wait_for_timeout(400)
    return visitor.page.locator("svg text", has_text=READING).first.text_content()


def press(visitor, name):
    visitor.page.get_by_role("button", name=name, exact=True).click()
    visitor.wait()
    visitor.page.wait_for_timeout(400)


def test_the_film_goes_on_from_just_the_frame_shown_and_back(laboratory):
    visitor = laboratory("training?tool=go_on")
    go(visitor, 30)
    before, told = caption(visitor), loss(visitor)
    step = re.search(r"step ([\d,]+)", before).group(1).replace(",", "")
    press(visitor, "Go on from the frame shown")
    assert f"stages=s{step}~e50" in visitor.page.url
    assert caption(visitor) == before
    assert loss(visitor) == told
    assert shown(visitor) == {str(frame(visitor))}
    sent = len(visitor.sent), len(visitor.received)
    visitor.page.evaluate(SPEED)
    assert (len(visitor.sent), len(visitor.received)) == sent
    go(visitor, 9999)
    assert caption(visitor).endswith("stage 2")
    press(visitor, "Only the first run")
    assert "stages=" not in visitor.page.url
    assert not visitor.complaints


def test_a_weight_set_by_hand_changes_every_picture_of_the_frame_held(laboratory):
    visitor = laboratory("training?tool=by_hand&lang=en")
    go(visitor, 40)
    told = loss(visitor)
    press(visitor, "Edit the weights of this frame")
    assert loss(visitor) == told
    visitor.page.get_by_role("button", name=re.compile("^Layer 2, neuron 5")).first.click()
    visitor.wait()
    assert "hand_layer=2" in visitor.page.url
    assert "hand_to=5" in visitor.page.url
    slider = visitor.page.get_by_role("slider", name="Layer 1, neuron 1 → layer 2, neuron 5")
    slider.press("End")
    visitor.wait()
    assert "~w1_0_4_5" in visitor.page.url
    assert loss(visitor) != told
    assert visitor.page.get_by_text("The gradient predicted").count() == 1
    held = frame(visitor)
    assert shown(visitor) == {str(held)}
    visitor.page.locator(f"{PLAYER} [data-part=back]").click()
    assert loss(visitor) == told
    assert not visitor.complaints


def chosen(visitor, words):
    """Wait until the link names the weight by these words, in whatever order."""
    there = (
        "words => { const q = new URLSearchParams(location.search); return words.every(([n, w]) => q.get(n) === w); }"
    )
    visitor.page.wait_for_function(there, arg=[word.split("=") for word in words.split("&")])
    visitor.wait()


@pytest.mark.parametrize("width", [1280, 390])
def test_an_edge_or_a_bias_of_any_layer_is_chosen_by_a_click_on_it(laboratory, width):
    visitor = laboratory("training?tool=by_hand&stages=s400&lang=en", width=width)
    visitor.page.locator(".network-diagram").scroll_into_view_if_needed()
    for edge, words in (
        ([0, 1, 2], "hand_from=2&hand_to=3"),
        ([1, 3, 4], "hand_from=4&hand_to=5&hand_layer=2"),
        ([2, 5, 0], "hand_from=6&hand_layer=3"),
    ):
        visitor.page.mouse.click(*visitor.page.evaluate(EDGE, edge))
        chosen(visitor, words)
    visitor.page.mouse.click(*visitor.page.evaluate(CORNER, "1.3"))
    chosen(visitor, "hand_from=0&hand_to=4")


def test_an_edge_is_chosen_with_the_keyboard_alone(laboratory):
    visitor = laboratory("training?tool=by_hand&stages=s400&lang=en")
    visitor.page.locator('[data-neuron="2.1"]').focus()
    for _ in range(3):
        visitor.page.keyboard.press("Shift+ArrowDown")
    assert visitor.page.locator(".telling").inner_text().startswith("Layer 1, neuron 3 → Layer 2, neuron 2: ")
    visitor.page.keyboard.press("Enter")
    chosen(visitor, "hand_from=3&hand_to=2&hand_layer=2")
