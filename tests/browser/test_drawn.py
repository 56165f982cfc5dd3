"""The canvas in a browser: points by click, by spraying, by dragging and by keys; reported when let go; undone."""

import pytest

from pages.lessons.training.own_data import drawn_points

PLANE = ".drawing-plane"
EXAMPLE = len(drawn_points.face())


@pytest.fixture
def lesson(visit, app):
    visitor = visit(app, height=1600)
    visitor.open("training?dataset=drawn&epochs=5&lang=en")
    visitor.page.wait_for_selector(f".drawing[data-count='{EXAMPLE}']")
    visitor.page.wait_for_selector(".stage[data-shown]")
    visitor.wait()
    visitor.page.locator(".film-player [data-part=last]").click()  # it plays at first
    return visitor


def count(visitor) -> int:
    return int(visitor.page.locator(".drawing").get_attribute("data-count"))


def asked(visitor) -> drawn_points.Points:
    """The points in the address."""
    word = visitor.page.evaluate("new URL(location.href).searchParams.get('points')")
    return drawn_points.face() if word is None else () if word == "none" else drawn_points.unpacked(word)


def arrive(visitor, points: int) -> drawn_points.Points:
    """Wait until the address holds so many points."""
    letters = drawn_points.LETTERS_EACH * points or len("none")
    asks = "n => new URL(location.href).searchParams.get('points')?.length === n"
    visitor.page.wait_for_function(asks, arg=letters, timeout=8000)
    visitor.wait()
    return asked(visitor)


def at(visitor, x: float, y: float) -> tuple[float, float]:
    """Where a place of the plane is on the screen."""
    box = visitor.page.locator(PLANE).bounding_box()
    return box["x"] + box["width"] * (x + 1.2) / 2.4, box["y"] + box["height"] * (1.2 - y) / 2.4


def test_a_click_puts_a_point_of_the_chosen_class_there_and_undo_takes_it_back(lesson):
    page = lesson.page
    page.get_by_role("button", name="Put points of class C").click()
    page.mouse.click(*at(lesson, -1.1, 1.1))
    points = arrive(lesson, EXAMPLE + 1)
    x, y, c = points[-1]
    assert points[:-1] == drawn_points.face()
    assert abs(x + 110) <= 1
    assert abs(y - 110) <= 1
    assert c == 2
    assert "Class C at (−1.1" in page.locator(".drawing-said").text_content()
    page.get_by_role("button", name="Undo").click()
    page.wait_for_function("!new URL(location.href).searchParams.get('points')")
    assert count(lesson) == EXAMPLE
    assert not lesson.complaints


def test_holding_and_moving_sprays_and_speaks_to_the_server_only_when_let_go(lesson):
    page = lesson.page
    page.wait_for_timeout(500)
    before = len(lesson.sent)
    page.mouse.move(*at(lesson, -1.1, -1.1))
    page.mouse.down()
    page.mouse.move(*at(lesson, 1.1, -1.1), steps=40)
    page.wait_for_timeout(700)
    sprayed = count(lesson) - EXAMPLE
    assert sprayed > 5
    assert len(lesson.sent) == before
    page.mouse.up()
    points = arrive(lesson, EXAMPLE + sprayed)
    assert {c for *_, c in points[EXAMPLE:]} == {0}
    assert all(y < -80 for _, y, _ in points[EXAMPLE:])


def test_a_point_is_dragged_and_a_right_click_removes_it(lesson):
    page = lesson.page
    page.mouse.move(*at(lesson, 0.95, 0))
    page.mouse.down()
    page.mouse.move(*at(lesson, 1.1, 1.1), steps=6)
    page.mouse.up()
    arrive(lesson, EXAMPLE)
    moved = set(asked(lesson)) - set(drawn_points.face())
    assert len(moved) == 1
    assert all(abs(x - 110) <= 1 and abs(y - 110) <= 1 and c == 1 for x, y, c in moved)
    page.mouse.click(*at(lesson, 1.1, 1.1), button="right")
    assert arrive(lesson, EXAMPLE - 1) == drawn_points.face()[1:]


def test_the_keys_put_and_remove_points_and_leave_the_film_alone(lesson):
    page = lesson.page
    frame = page.locator(".film-player").get_attribute("data-frame")
    page.locator(PLANE).focus()
    for key in ("ArrowLeft", "ArrowLeft", "Shift+ArrowUp", "2", "Space"):
        page.keyboard.press(key)
    assert "Class B at (−0.20, 0.02). Points: 44." in page.locator(".drawing-said").text_content()
    assert arrive(lesson, EXAMPLE + 1)[-1] == (-20, 2, 1)
    page.keyboard.press("Delete")
    assert count(lesson) == EXAMPLE
    page.keyboard.press("Control+z")
    assert count(lesson) == EXAMPLE + 1
    assert page.locator(".film-player").get_attribute("data-frame") == frame


def test_clear_leaves_a_note_and_a_page_that_stands(lesson):
    page = lesson.page
    page.get_by_role("button", name="Clear").click()
    assert arrive(lesson, 0) == ()
    assert "too few points" in page.locator(".drawing-note").text_content()
    for x, button in ((-0.5, "A"), (0.5, "B")):
        page.get_by_role("button", name=f"class {button}").click()
        for y in (-0.4, 0.4):
            page.mouse.click(*at(lesson, x, y))
    assert arrive(lesson, 4) == ((-50, -40, 0), (-50, 40, 0), (50, -40, 1), (50, 40, 1))
    page.wait_for_function("document.querySelector('.drawing-note').textContent === ''")
    assert page.get_by_text("2 training and 2 test").count() == 1
    assert not lesson.complaints


def test_a_preset_and_the_way_back_bring_other_points(lesson):
    page = lesson.page
    page.mouse.click(*at(lesson, 0, 1.15))
    arrive(lesson, EXAMPLE + 1)
    page.get_by_role("button", name="Examples", exact=True).click()
    page.get_by_role("button", name="Draw your own points").click()
    page.wait_for_selector(f".drawing[data-count='{EXAMPLE}']")
    page.get_by_role("button", name="Undo").click()
    assert len(arrive(lesson, EXAMPLE + 1)) == EXAMPLE + 1
