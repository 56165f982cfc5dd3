"""Going on and changing weights by hand in a browser: the frame shown is the one that counts."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.browser.test_player import PLAYER, SPEED, frame, go, shown

READING = re.compile(r"^● training +[\d.e-]+$")


@pytest.fixture
def laboratory(visit, app):
    def come(path, **how):
        visitor = visit(app, height=1800, **how)
        visitor.open(path)
        visitor.page.wait_for_selector(".stage[data-shown]")
        visitor.page.wait_for_function("document.querySelectorAll('form.vega-bindings input').length >= 3")
        visitor.page.wait_for_timeout(500)
        visitor.complaints.clear()  # the host's own, to the first visitor of a process
        return visitor

    return come


def pull(visitor, edge, to):
    """Choose an edge with the keyboard, and set its weight in the field."""
    layer, row, column = edge
    visitor.page.locator(f".stage-neurons [data-neuron='{layer + 1}.{column}']").focus()
    for _ in range(row + 1):
        visitor.page.keyboard.press("Shift+ArrowDown")
    visitor.page.keyboard.press("Enter")
    field = visitor.page.locator(".stage-weight input[type=number]")
    field.fill(str(to))
    field.press("Enter")
    visitor.wait()
    visitor.page.wait_for_timeout(400)


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


def test_a_weight_set_on_its_edge_holds_the_film_there_and_changes_every_picture(laboratory):
    visitor = laboratory("training?lang=en")
    go(visitor, 40)
    told = loss(visitor)
    pull(visitor, (1, 0, 4), 5)
    visitor.page.wait_for_function("() => location.search.includes('w1_0_4_5')")
    visitor.wait()
    assert loss(visitor) != told
    assert visitor.page.get_by_text("The gradient predicted").count() == 1
    held = frame(visitor)
    assert shown(visitor) == {str(held)}
    visitor.page.locator(f"{PLAYER} [data-part=back]").click()
    assert loss(visitor) == told
    assert not visitor.complaints


def test_training_goes_on_from_weights_set_by_hand(laboratory):
    visitor = laboratory("training?tool=by_hand&stages=s400~w1_0_4_5&lang=en")
    press(visitor, "Train from here")
    assert "s400~w1_0_4_5~s400~e50" in visitor.page.url.replace("%7E", "~")
    go(visitor, 9999)
    assert caption(visitor).endswith("stage 3")


def test_while_training_is_kept_a_rate_is_a_stage_once_it_is_let_go_and_can_be_typed(laboratory):
    visitor = laboratory("training?predict=skip&epochs=5&n=100&keep=on")
    page = visitor.page

    def chain() -> str:
        return parse_qs(urlsplit(page.url).query).get("stages", [""])[0]

    box = page.get_by_role("slider", name="Learning rate η").bounding_box()
    page.mouse.move(box["x"] + 0.5 * box["width"], box["y"] + box["height"] / 2)
    page.mouse.down()
    for step in range(20):
        page.mouse.move(box["x"] + (0.5 + step / 60) * box["width"], box["y"] + box["height"] / 2)
        page.wait_for_timeout(30)
    before = len(visitor.sent)
    page.wait_for_timeout(500)
    assert chain() == ""
    assert len(visitor.sent) == before
    page.mouse.up()
    page.wait_for_function("location.search.includes('stages=')")
    visitor.wait()
    assert chain().count("~r") == 1
    field = page.get_by_label("Learning rate η: exact value")
    field.fill("0.0123")
    field.press("Enter")
    page.wait_for_function("location.search.includes('0.0123')")
    visitor.wait()
    assert chain().endswith("~r0.0123")
    assert chain().count("~r") == 2
    field.fill("-4")
    field.press("Enter")
    visitor.wait()
    assert not visitor.exceptions
