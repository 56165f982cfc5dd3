"""Bars to drag in a browser: numbers follow without the server, which hears of it at the end; and the films play."""

import math
import re

import pytest

BAG, MODEL = (f".count-bars[aria-label*='{words}']" for words in ("In the bag", "Predicted"))


@pytest.fixture
def lesson(visit, app):
    visitor = visit(app, height=1400)
    visitor.open("entropy?predict=skip&lang=en")
    visitor.page.wait_for_selector(".count-bars .bar")
    visitor.page.wait_for_function("document.querySelectorAll('form.vega-bindings input').length >= 7")
    visitor.wait()
    visitor.page.wait_for_timeout(500)
    visitor.complaints.clear()  # the first visit of a process complains of its path before the app has named its pages
    return visitor


def readings(page) -> dict[str, float]:
    lines = page.locator(".bars-readings div").all_text_contents()
    found = (re.match(r"(.+) = (\S+) bits", line).groups() for line in lines)
    return {name: math.inf if value == "∞" else float(value) for name, value in found}


def bar(page, group: str, row: int):
    return page.locator(group).locator(".bar").nth(row)


def drag(page, group: str, row: int, to: float):
    box = bar(page, group, row).locator(".bar-track").bounding_box()
    y = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + 0.25 * box["width"], y)
    page.mouse.down()
    page.mouse.move(box["x"] + to * box["width"], y, steps=8)


def test_numbers_follow_a_drag_and_the_server_hears_of_it_at_the_end(lesson):
    page = lesson.page
    bar(page, MODEL, 0).evaluate("node => (node.mark = 1)")
    before = len(lesson.sent)
    drag(page, BAG, 0, 0.9)
    page.wait_for_timeout(150)
    assert len(lesson.sent) == before
    assert bar(page, BAG, 0).get_attribute("aria-valuenow") == "18"
    live = readings(page)
    q, p = (0.9, 0.1), (0.375, 0.625)
    assert live["H(q)"] == pytest.approx(-sum(a * math.log2(a) for a in q), abs=6e-4)
    cost = -sum(a * math.log2(b) for a, b in zip(q, p, strict=True))
    assert live["H(q, p)"] == pytest.approx(cost, abs=6e-4)
    assert live["KL(q‖p)"] == pytest.approx(cost - live["H(q)"], abs=2e-3)
    page.mouse.up()
    page.wait_for_function("new URL(location.href).searchParams.get('bag')?.startsWith('18-2')")
    lesson.wait()
    assert readings(page) == live
    assert f"= {live['H(q, p)']:.3f}" in page.locator("[data-testid=stMain]").inner_text()
    assert bar(page, MODEL, 0).evaluate("node => node.mark") == 1
    assert not [complaint for complaint in lesson.complaints if "404" not in complaint]


def test_arrow_keys_move_a_bar_and_never_empty_the_bag(lesson):
    page = lesson.page
    bar(page, MODEL, 0).focus()
    page.keyboard.press("Home")
    assert readings(page)["H(q, p)"] == math.inf
    page.keyboard.press("Tab")
    page.keyboard.press("Home")
    assert bar(page, MODEL, 1).get_attribute("aria-valuenow") == "1"
    page.keyboard.press("ArrowRight")
    page.wait_for_function("new URL(location.href).searchParams.get('model')?.startsWith('0-2')")
    lesson.wait()
    assert page.locator("li", has_text="The bag holds what the model gives no chance").count() == 1
    assert page.locator(".film-player").first.get_attribute("data-playing") == "false"


def test_the_three_films_play_without_a_word_to_the_server(lesson):
    page = lesson.page
    before = len(lesson.sent), len(lesson.received)
    for name in ("frame", "frame_score", "frame_training"):
        player = page.locator(f".film-player[data-name={name}]")
        player.locator("[data-part=first]").click()
        assert player.get_attribute("data-frame") == "0"
        player.locator("[data-part=play]").click()
        page.wait_for_function(
            f"document.querySelector('.film-player[data-name={name}]').dataset.playing === 'false'", timeout=20_000
        )
        assert player.get_attribute("data-frame") == player.locator("[data-part=slider]").get_attribute("max")
    assert (len(lesson.sent), len(lesson.received)) == before
    assert not [complaint for complaint in lesson.complaints if "404" not in complaint]
