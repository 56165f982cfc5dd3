"""Bars to drag in a browser: numbers and pictures follow while they are dragged; and the films play."""

import math
import re

import pytest

BAG, MODEL = (f".count-bars[aria-label*='{words}']" for words in ("In the bag", "Predicted"))


@pytest.fixture
def lesson(visit, app):
    return come(visit, app, "costs")


def come(visit, app, experiment):
    visitor = visit(app, height=1000)
    visitor.open(f"entropy?predict=skip&lang=en&experiment={experiment}")
    visitor.page.wait_for_selector(".stVegaLiteChart canvas, .stVegaLiteChart svg")
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


def test_numbers_and_picture_follow_while_a_bar_is_dragged(lesson):
    page = lesson.page
    bar(page, MODEL, 0).evaluate("node => (node.mark = 1)")
    drag(page, BAG, 0, 0.9)
    page.wait_for_function("new URL(location.href).searchParams.get('bag')?.startsWith('18-2')")  # not let go yet
    lesson.wait()
    assert page.locator("html").get_attribute("data-held") == ""
    assert bar(page, BAG, 0).get_attribute("aria-valuenow") == "18"
    live = readings(page)
    q, p = (0.9, 0.1), (0.375, 0.625)
    assert live["H(q)"] == pytest.approx(-sum(a * math.log2(a) for a in q), abs=6e-4)
    cost = -sum(a * math.log2(b) for a, b in zip(q, p, strict=True))
    assert live["H(q, p)"] == pytest.approx(cost, abs=6e-4)
    assert live["KL(q‖p)"] == pytest.approx(cost - live["H(q)"], abs=2e-3)
    assert f"on top of H(q) = {live['H(q)']:.3f}" in page.locator("[data-testid=stMain]").inner_text()
    page.mouse.up()
    lesson.wait()
    assert page.locator("html").get_attribute("data-held") is None
    assert readings(page) == live
    assert bar(page, BAG, 0).get_attribute("aria-valuenow") == "18"
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


def test_the_three_films_play_without_a_word_to_the_server(visit, app):
    for experiment, name in (("draws", "frame"), ("scores", "frame_score"), ("calibration", "frame_training")):
        lesson = come(visit, app, experiment)
        page = lesson.page
        page.wait_for_timeout(1000)
        before = len(lesson.sent), len(lesson.received)
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
