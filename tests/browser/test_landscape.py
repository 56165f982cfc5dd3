"""The start on the landscape in a browser: by click, by drag, by keys; and the film that follows the player."""

import re

import pytest

PICTURE = ".landscape canvas"
HANDLE = ".landscape .start"


@pytest.fixture
def lesson(visit, app):
    visitor = visit(app, height=1400)
    visitor.open("optimizers?predict=skip&lang=en")
    visitor.page.wait_for_function("document.querySelector('.landscape')?.dataset.shown > 0", timeout=30_000)
    return visitor


def place(visitor) -> tuple[float, float]:
    told = visitor.page.locator(HANDLE).get_attribute("aria-label").replace("−", "-")
    return tuple(float(number) for number in re.match(r"Start at \((\S+), (\S+)\)", told).groups())


def asked(visitor) -> str:
    return visitor.page.evaluate("new URL(location.href).searchParams.get('start')")


def test_a_click_on_the_picture_starts_there(lesson):
    page = lesson.page
    page.locator(HANDLE).evaluate("node => (node.mark = 1)")
    box = page.locator(PICTURE).bounding_box()
    page.mouse.click(box["x"] + 0.75 * box["width"], box["y"] + 0.3 * box["height"])
    lesson.wait()
    x, y = place(lesson)
    assert 0.5 < x < 1.5
    assert 0.2 < y < 1.2
    page.wait_for_function("new URL(location.href).searchParams.get('start')")
    assert asked(lesson) == f"ravine_{x:g}_{y:g}"
    assert page.locator(HANDLE).evaluate("node => node.mark") == 1


def test_a_drag_speaks_to_the_server_only_when_it_is_let_go(lesson):
    page = lesson.page
    box = page.locator(HANDLE).bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.wait_for_timeout(500)
    before = len(lesson.sent)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 120, y - 40, steps=12)
    assert len(lesson.sent) == before
    moved = place(lesson)
    page.mouse.up()
    lesson.wait()
    assert len(lesson.sent) > before
    assert place(lesson) == moved
    assert moved[0] > -1.8
    assert moved[1] > 0.5


def test_arrow_keys_move_the_start_and_not_the_film(lesson):
    page = lesson.page
    page.locator(".film-player [data-part=first]").click()
    page.locator(".film-player [data-part=forward]").click()
    frame = page.locator(".film-player").get_attribute("data-frame")
    assert frame == "1"
    page.locator(HANDLE).focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowUp")
    assert place(lesson) == (-1.7, 0.575)
    page.wait_for_function("new URL(location.href).searchParams.get('start') === 'ravine_-1.7_0.575'")
    assert page.locator(".film-player").get_attribute("data-frame") == frame


def test_the_landscape_follows_the_player_without_a_word_to_the_server(lesson):
    page = lesson.page
    page.wait_for_timeout(500)
    before = len(lesson.sent), len(lesson.received)
    page.locator(".film-player [data-part=first]").click()
    page.locator(".film-player [data-part=forward]").click()
    page.wait_for_timeout(200)
    assert page.locator(".landscape").get_attribute("data-shown") == "1"
    assert (len(lesson.sent), len(lesson.received)) == before
    assert not lesson.complaints
