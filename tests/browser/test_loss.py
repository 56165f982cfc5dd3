"""The line under the finger in a browser: its numbers are dlcore's, and dragging says nothing to the server."""

import re
from itertools import product

import numpy as np
import pytest

from dlcore.regression.best_lines import best_line
from dlcore.regression.lines import DISTANCES, NAMES, Measure, line_loss
from dlcore.regression.point_sets import ROW, THREE, ten_points

BOARD = ".line-board"


def come(visit, app, **link: str):
    visitor = visit(app, height=1400)
    query = "&".join(f"{name}={word}" for name, word in {"predict": "skip", "lang": "en", **link}.items())
    visitor.open(f"loss?{query}")
    visitor.page.wait_for_selector(f"{BOARD} .total b", timeout=20_000)
    return visitor


def number(words: str) -> float:
    return float(words.replace("−", "-"))


def told(value: float) -> str:
    """Three decimals, halves up: the order in which a browser adds must not show."""
    return f"{value + 1e-9:.3f}"


def grip(visitor, name: str):
    return visitor.page.locator(f"{BOARD} [data-grip={name}]")


def drag(visitor, name: str, across: float, up: float) -> None:
    """Press a grip and move it, and do not let go."""
    box = grip(visitor, name).bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    visitor.page.mouse.move(x, y)
    visitor.page.mouse.down()
    visitor.page.mouse.move(x + across, y - up, steps=8)


def line(visitor) -> tuple[float, float]:
    return tuple(number(word) for word in visitor.page.locator(f"{BOARD} output").all_text_contents())


def free(visitor) -> tuple[float, float]:
    told = re.search(r"\((\S+), (\S+)\)", grip(visitor, "free").get_attribute("aria-label"))
    return number(told.group(1)), number(told.group(2))


def asked(visitor, name: str) -> str | None:
    return visitor.page.evaluate("name => new URL(location.href).searchParams.get(name)", name)


def slide(visitor, part: int, value: float) -> None:
    """Move a slider, and do not let go."""
    visitor.page.locator(f"{BOARD} input[data-part='{part}']").evaluate(
        "(slider, value) => { slider.value = value; slider.dispatchEvent(new Event('input', {bubbles: true})); }", value
    )


def test_the_numbers_in_the_browser_are_those_of_the_mathematics(visit, app) -> None:
    aims = iter([(-40, -150), (-90, 30), (-60, 120), (-80, -60), (-30, -120), (-140, 90)])
    for distance, loss in product(DISTANCES, NAMES):
        if loss == NAMES[0]:
            visitor = come(visit, app, best="all", delta="0.3", data="row", noise="0.5", distance=distance)
            page = visitor.page
        page.locator(f".st-key-loss-loss [role=radio]:has-text('{loss.title()}')").click()
        page.wait_for_selector(f"{BOARD}[data-measure='{loss} {distance}']")
        visitor.wait()
        page.wait_for_timeout(200)
        before, measure = len(visitor.sent), Measure(loss, 0.3, distance)
        for place in ((0.1, 0.8), (-2.5, 3.0)):
            slide(visitor, 0, place[0])
            slide(visitor, 1, place[1])
            assert line(visitor) == place
            compare(visitor, measure, ten_points("row", 0.5, 0, free(visitor)))
        was = free(visitor)
        drag(visitor, "free", *next(aims))
        assert free(visitor) != was
        compare(visitor, measure, ten_points("row", 0.5, 0, free(visitor)))
        assert len(visitor.sent) == before
        page.mouse.up()
        page.wait_for_function(
            "word => new URL(location.href).searchParams.get('outlier') === word",
            arg="{:g}_{:g}".format(*free(visitor)),
        )


def compare(visitor, measure: Measure, points: tuple[np.ndarray, np.ndarray]) -> None:
    """The loss of the line, of the three lines and of the best ones, as the browser has them and as dlcore has them."""
    lines = [*map(np.array, THREE.values())]
    lines += [best_line(*points, Measure(by, measure.delta, measure.distance)) for by in NAMES]
    expected = [float(line_loss(each, *points, measure)) for each in lines]
    assert visitor.page.locator(f"{BOARD} .chips b").all_text_contents() == [told(value) for value in expected]
    least = visitor.page.locator(f"{BOARD} .chips [data-least=true] b").text_content()
    assert least == told(min(expected[:3]))
    mine = float(line_loss(np.array(line(visitor)), *points, measure))
    assert visitor.page.locator(f"{BOARD} .total b").text_content() == told(mine)


def test_a_drag_speaks_to_the_server_only_when_it_is_let_go(visit, app) -> None:
    visitor = come(visit, app)
    page = visitor.page
    page.locator(BOARD).evaluate("node => (node.mark = 1)")
    for name in ("intercept", "slope", "free", "dot"):
        page.wait_for_timeout(400)
        before, first = (len(visitor.sent), len(visitor.received)), page.locator(f"{BOARD} .total b").text_content()
        drag(visitor, name, -20, 40)
        page.wait_for_timeout(150)
        assert (len(visitor.sent), len(visitor.received)) == before
        moved = line(visitor), free(visitor)
        loss = page.locator(f"{BOARD} .total b").text_content()
        assert loss != first
        page.mouse.up()
        parameter, place = ("outlier", moved[1]) if name == "free" else ("line", moved[0])
        word = f"{place[0]:g}_{place[1]:g}"
        page.wait_for_function("([n, w]) => new URL(location.href).searchParams.get(n) === w", arg=[parameter, word])
        visitor.wait()
        assert (line(visitor), free(visitor)) == moved
        assert page.locator(f"{BOARD} .total b").text_content() == loss
    assert page.locator(BOARD).evaluate("node => node.mark") == 1
    assert not visitor.complaints


def test_keys_move_the_line_and_the_outlier(visit, app) -> None:
    visitor = come(visit, app)
    page = visitor.page
    for name, key, expected in (
        ("intercept", "ArrowUp", ((0.1, 0.9), (2.7, 1.7))),
        ("slope", "ArrowUp", ((0.2, 0.9), (2.7, 1.7))),
        ("free", "ArrowLeft", ((0.2, 0.9), (2.6, 1.7))),
        ("dot", "Shift+ArrowRight", ((0.7, 0.9), (2.6, 1.7))),
    ):
        grip(visitor, name).focus()
        page.keyboard.press(key)
        assert (line(visitor), free(visitor)) == expected
    page.wait_for_function("new URL(location.href).searchParams.get('line') === '0.7_0.9'")
    assert asked(visitor, "outlier") == "2.6_1.7"


def test_a_square_has_the_area_of_what_its_point_adds(visit, app) -> None:
    visitor = come(visit, app, data="row", line=f"{ROW[0]}_{ROW[1]}")
    corners = "node => node.getAttribute('points').split(' ').map(pair => pair.split(',').map(Number))"
    areas = []
    for polygon in visitor.page.locator(f"{BOARD} polygon.area").all():
        x, y = np.array(polygon.evaluate(corners)).T
        areas.append(abs(x @ np.roll(y, 1) - y @ np.roll(x, 1)) / 2)
    side = float(visitor.page.locator(f"{BOARD} rect.average").get_attribute("width"))
    assert len(areas) == 6
    assert sum(areas) / 10 == pytest.approx(side**2, rel=1e-6)
    x, y = ten_points("row", 0.3, 0)
    squares = np.sort((y - ROW[0] * x - ROW[1]) ** 2)[-6:]
    np.testing.assert_allclose(np.sort(areas) / side**2, squares / (squares.sum() / 10), rtol=1e-6)


def test_the_film_plays_without_the_server_from_where_a_button_puts_the_line(visit, app) -> None:
    visitor = come(visit, app)
    page = visitor.page
    page.locator(f"{BOARD} .chips button").nth(1).click()
    assert line(visitor) == THREE["middle"]
    page.wait_for_function("new URL(location.href).searchParams.get('line') === '0.6_0'")
    visitor.wait()
    page.locator(".st-key-loss-experiment [role=radio]").nth(2).click()
    page.wait_for_selector(".landscape")
    visitor.wait()
    page.locator(".film-player [data-part=first]").click()
    assert "0.60·x + 0.00" in page.locator(".film-player [data-part=caption]").first.text_content()
    page.wait_for_timeout(400)
    before = len(visitor.sent), len(visitor.received)
    page.locator(".film-player [data-part=last]").click()
    page.wait_for_function("document.querySelector('.landscape').dataset.shown === '40'")
    assert (len(visitor.sent), len(visitor.received)) == before


def boxes(visitor, selector: str) -> list[dict[str, float]]:
    return [node.bounding_box() for node in visitor.page.locator(f"{BOARD} {selector}").all()]


def apart(one: dict[str, float], other: dict[str, float]) -> bool:
    """Whether two boxes have nothing in common."""
    return any(
        one[start] + one[size] <= other[start] or other[start] + other[size] <= one[start]
        for start, size in (("x", "width"), ("y", "height"))
    )


def test_what_lies_over_the_picture_covers_no_point(visit, app) -> None:
    for link in ({}, {"data": "row", "line": f"{ROW[0]}_{ROW[1]}", "best": "this"}):
        visitor = come(visit, app, **link)
        points = boxes(visitor, ".fit circle")
        assert len(points) == 9
        for over in (*boxes(visitor, "rect.average"), grip(visitor, "slope").bounding_box()):
            assert all(apart(over, point) for point in points)
        dot = grip(visitor, "dot").bounding_box()
        letters = [box for box in boxes(visitor, ".surface text[font-weight='700']") if box]
        assert len(letters) == 3
        assert all(apart(dot, letter) for letter in letters)


def test_the_table_holds_every_line_by_every_loss_while_the_outlier_is_dragged(visit, app) -> None:
    visitor = come(visit, app, experiment="losses", best="all", delta="0.3")
    drag(visitor, "free", -10, -150)
    place = free(visitor)
    assert place != (2.7, 1.7)
    x, y = ten_points("cloud", 0.3, 0, place)
    measures = [Measure(name, 0.3) for name in NAMES]
    lines = [*map(np.array, THREE.values()), *(best_line(x, y, measure) for measure in measures)]
    lines.append(np.array(line(visitor)))
    expected = np.array([[float(line_loss(each, x, y, measure)) for measure in measures] for each in lines])
    rows = visitor.page.locator(f"{BOARD} tbody tr").all()
    assert [row.locator("td").all_text_contents() for row in rows] == [[told(v) for v in row] for row in expected]
    bold = [[cell.locator("b").count() for cell in row.locator("td").all()] for row in rows]
    assert [list(column) for column in zip(*bold, strict=True)] == [
        [int(i == np.argmin(expected[:3, k])) for i in range(7)] for k in range(3)
    ]


def test_on_a_phone_the_table_of_losses_shows_every_column(visit, app) -> None:
    visitor = visit(app, width=390)
    page = visitor.open("loss?experiment=losses&lang=en&best=all")
    page.wait_for_selector(f"{BOARD} table")
    assert page.locator(f"{BOARD} thead th").count() == 3
    assert page.locator(f"{BOARD} .numbers").evaluate("node => node.scrollWidth <= node.clientWidth")
