"""A curve drawn in a browser: by mouse, by keys, as numbers and under the finger; then the film plays over it."""

import pytest

AREA = ".drawn-area"
LEFT, RIGHT, TOP, BOTTOM = 44, 12, 22, 34
PLAY = ".st-key-learning_rate-drawn-play button"


@pytest.fixture
def lesson(visit, app):
    def come(query="", **how):
        visitor = visit(app, height=how.pop("height", 720), **how)
        visitor.open(f"learning_rate?lang=en&predict=skip&drawn=ask&learning_rate=1.9{query}")
        visitor.page.wait_for_selector(f"{AREA} svg rect")
        visitor.wait()
        visitor.page.locator(AREA).scroll_into_view_if_needed()
        return visitor

    return come


def place(page, across, up):
    box = page.locator(AREA).bounding_box()
    wide, high = box["width"] - LEFT - RIGHT, box["height"] - TOP - BOTTOM
    return box["x"] + LEFT + across * wide, box["y"] + TOP + (1 - up) * high


def knots(visitor):
    word = visitor.page.locator(".drawn-curve").get_attribute("data-knots")
    return [int(knot) for knot in word.split(".")] if word else []


def draw(page, *points):
    page.mouse.move(*place(page, *points[0]))
    page.mouse.down()
    for point in points[1:]:
        page.mouse.move(*place(page, *point), steps=15)
    page.mouse.up()


def playable(page):
    page.wait_for_function(f"!document.querySelector({PLAY!r}).disabled")


def test_a_stroke_of_the_mouse_is_the_curve_and_is_sent_when_it_is_let_go(lesson):
    visitor = lesson()
    page = visitor.page
    sent = len(visitor.sent)
    page.mouse.move(*place(page, 0, 0.7))
    page.mouse.down()
    page.mouse.move(*place(page, 1, 0.15), steps=30)
    page.wait_for_timeout(700)
    assert len(visitor.sent) == sent
    page.mouse.up()
    playable(page)
    drawn = knots(visitor)
    assert all(abs(knot - (70 - 55 * i / 11)) <= 2 for i, knot in enumerate(drawn)), drawn
    assert len(drawn) == 12
    assert page.locator("[data-picture='learning_rate.loss']").count() == 0
    page.get_by_role("button", name="Clear").click()
    page.wait_for_function(f"document.querySelector({PLAY!r}).disabled")
    assert knots(visitor) == []
    assert not visitor.complaints


def test_the_film_plays_over_the_drawing_which_is_judged_in_words_and_kept_in_the_link(lesson):
    visitor = lesson()
    page = visitor.page
    draw(page, (0, 0.67), (1, 0.67))
    playable(page)
    drawn = ".".join(map(str, knots(visitor)))
    page.locator(PLAY).click()
    page.wait_for_selector(".film-player")
    page.wait_for_function("0 < document.querySelector('.film-player').dataset.frame")
    visitor.wait()
    assert page.locator(AREA).count() == 0
    assert page.get_by_text("The loss falls from start to end, where you drew it level.").count() == 1
    grey = (
        "[...document.querySelectorAll('.stVegaLiteChart')].at(-1).querySelector('.mark-line path[stroke=\"#757a86\"]')"
    )
    page.wait_for_function(f"{grey} !== null")
    assert page.evaluate("new URL(location.href).searchParams.get('drawn')") == drawn
    page.wait_for_function("document.querySelector('.film-player').dataset.frame === '30'", timeout=15_000)
    assert not visitor.complaints


def test_the_keys_choose_a_knot_and_move_it_and_tell_its_height(lesson):
    visitor = lesson()
    page = visitor.page
    area = page.get_by_role("slider", name="Drawing area")
    area.focus()
    assert area.get_attribute("aria-valuetext") == "point 1 of 12, step 0: not drawn yet"
    for key in ("ArrowUp", "ArrowUp", "ArrowRight", "Shift+ArrowDown", "End", "PageDown"):
        page.keyboard.press(key)
    playable(page)
    assert knots(visitor) == [60, 49, *[50] * 9, 30]
    assert area.get_attribute("aria-valuetext") == "point 12 of 12, step 30: 30%"
    assert area.get_attribute("aria-valuenow") == "30"
    page.keyboard.press("Home")
    assert area.get_attribute("aria-valuetext") == "point 1 of 12, step 0: 60%"


def test_the_knots_can_be_typed(lesson):
    visitor = lesson()
    page = visitor.page
    page.get_by_text("As numbers").click()
    field = page.get_by_role("spinbutton", name="point 3 of 12, step 5")
    field.fill("80")
    field.press("Tab")
    playable(page)
    assert knots(visitor) == [80] * 12
    other = page.get_by_role("spinbutton", name="point 4 of 12, step 8")
    other.fill("170")
    other.press("Tab")
    assert knots(visitor) == [*[80] * 3, 100, *[80] * 8]


def test_a_finger_draws_on_a_telephone_and_does_not_move_the_page(lesson):
    visitor = lesson(width=390, height=844, has_touch=True, is_mobile=True)
    page = visitor.page
    before = page.evaluate("document.querySelector('.drawn-area').getBoundingClientRect().top")
    touch = page.context.new_cdp_session(page)
    path = [(i / 20, 0.8 - 0.6 * i / 20) for i in range(21)]
    for i, point in enumerate(path):
        x, y = place(page, *point)
        kind = "touchMove" if i else "touchStart"
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y}]})
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    playable(page)
    drawn = knots(visitor)
    assert all(abs(knot - (80 - 60 * i / 11)) <= 4 for i, knot in enumerate(drawn)), drawn
    assert page.evaluate("document.querySelector('.drawn-area').getBoundingClientRect().top") == before


def test_the_drawing_area_is_on_the_first_screen_with_its_button(lesson):
    for how in ({"width": 1280, "height": 720}, {"width": 390, "height": 844}):
        page = lesson(**how).page
        page.evaluate("document.querySelector('.stMain').scrollTo(0, 0)")
        for part in (AREA, PLAY):
            box = page.locator(part).bounding_box()
            assert 0 <= box["y"] < box["y"] + box["height"] <= how["height"], (how, part)


def test_a_copied_link_leaves_the_drawing_out(visit, app):
    visitor = visit(app)
    page = visitor.open("learning_rate?lang=en&predict=skip&drawn=" + ".".join(["50"] * 12))
    page.get_by_role("button", name="Copy link").click()
    copied = page.evaluate("document.querySelector('.share-link input').value")
    assert "learning_rate" in copied
    assert "drawn" not in copied


def test_two_curves_are_drawn_one_after_the_other_each_played_over(visit, app):
    visitor = visit(app, height=720)
    page = visitor.open("batch_size?lang=en&predict=skip&experiment=costs&batch_size=100")
    page.get_by_role("button", name="Draw it first").click()
    play = ".st-key-batch_size-drawn-play button"
    for against, pictures in (("updates", 1), ("epochs", 3)):
        page.wait_for_selector(f"{AREA}[aria-label$='against {against}'] svg rect")
        visitor.wait()
        draw(page, (0, 0.8), (1, 0.2))
        page.wait_for_function(f"document.querySelector({play!r})?.disabled === false")
        page.locator(play).click()
        page.wait_for_function(f"document.querySelectorAll('[data-picture^=\"batch_size.\"]').length === {pictures}")
        page.wait_for_function("0 < document.querySelector('.film-player')?.dataset.frame")
    visitor.wait()
    assert page.locator(AREA).count() == 0
    assert len(page.evaluate("new URL(location.href).searchParams.get('drawn')").split(".")) == 24
    assert page.get_by_text("The loss falls at first, as you drew").count() == 1
    assert page.get_by_text("The loss stays level from start to end, where you drew it falling.").count() == 1


def test_on_a_telephone_the_second_area_stands_below_the_film_of_the_first(visit, app):
    drawn = ".".join(["60"] * 12)
    visitor = visit(app, width=390, height=844)
    page = visitor.open(f"batch_size?lang=en&predict=skip&experiment=costs&drawn={drawn}.ask")
    parts = (".film-player", "[data-testid=stVegaLiteChart] svg", AREA)
    for part in parts:
        page.wait_for_selector(part)
    visitor.wait()
    tops = [page.locator(part).first.bounding_box()["y"] for part in parts]
    assert tops == sorted(tops)
