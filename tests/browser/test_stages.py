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
    press(visitor, "Take the frame shown in hand")
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
