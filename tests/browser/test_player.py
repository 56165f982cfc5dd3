"""The film player in a browser: every chart follows, nothing goes to the server, new data keeps the place."""

import io
import re
from collections.abc import Callable

import pytest
from PIL import Image

from pages.ui import theme
from tests.browser import harness

PLAYER = ".film-player"
SPEED = """() => new Promise(done => {
  const root = document.querySelector('.film-player');
  const seen = new Set(), start = performance.now();
  root.querySelector('[data-part=first]').click();
  root.querySelector('[data-part=play]').click();
  const look = () => {
    seen.add(root.dataset.frame);
    if (root.dataset.playing === 'true') return requestAnimationFrame(look);
    done([seen.size, (performance.now() - start) / 1000]);
  };
  requestAnimationFrame(look);
})"""
HALF_SPEED = 15
"""Frames a second below which a test fails: half of what a free machine of two cores shows without a graphics card."""

VALUES = "inputs => inputs.map(input => input.value)"


@pytest.fixture(scope="module")
def cinema():
    with harness.serve(harness.ROOT / "tests/browser/cinema.py") as address:
        yield address


@pytest.fixture
def open_cinema(visit, cinema) -> Callable[..., harness.Visitor]:
    def come(path: str = "", **how: object) -> harness.Visitor:
        visitor = visit(cinema, **how)
        visitor.open(path)
        visitor.page.wait_for_selector("[data-testid=stVegaLiteChart] svg")
        visitor.page.wait_for_function("document.querySelectorAll('form.vega-bindings input').length >= 6")
        return visitor

    return come


def frame(visitor, which: int = 0) -> int:
    return int(visitor.page.locator(PLAYER).nth(which).get_attribute("data-frame"))


def go(visitor, to: int) -> None:
    slider = visitor.page.locator(f"{PLAYER} [data-part=slider]").first
    slider.evaluate("(slider, to) => { slider.value = to; slider.dispatchEvent(new Event('input')); }", to)
    visitor.page.wait_for_timeout(150)


def fill(visitor, label: str, value: int) -> None:
    box = visitor.page.get_by_role("spinbutton", name=label)
    box.fill(str(value))
    box.press("Enter")
    visitor.wait()
    visitor.page.wait_for_timeout(300)


def shown(visitor, name: str = "frame") -> set[str]:
    return set(visitor.page.locator(f'form.vega-bindings input[name="{name}"]').evaluate_all(VALUES))


def reading(visitor, series: str = "train") -> str:
    text = visitor.page.locator("[data-testid=stVegaLiteChart] svg text", has_text=re.compile(f"^[●○] {series}"))
    return text.first.text_content().split()[-1]


def test_every_chart_shows_the_frame_of_the_player(open_cinema):
    visitor = open_cinema()
    go(visitor, 17)
    assert shown(visitor) == {"17"}
    assert reading(visitor, "train") == "18.000"
    assert reading(visitor, "test") == "19.000"
    assert visitor.page.locator(".stage").get_attribute("data-shown") == "17"
    assert visitor.page.locator(f"{PLAYER} output").text_content() == "epoch 17"
    assert not visitor.complaints


def test_every_chart_says_in_words_what_it_shows(open_cinema):
    visitor = open_cinema()
    charts = visitor.page.locator("[data-testid=stVegaLiteChart]")
    words = charts.evaluate_all("charts => charts.map(chart => chart.getAttribute('aria-label'))")
    assert words == ["the plane", "the losses", "gradients", "the curve", "counts"]
    assert visitor.page.get_by_role("group", name="the network", exact=True).count() == 1


def test_a_film_plays_without_a_word_to_the_server(open_cinema):
    visitor = open_cinema()
    fill(visitor, "Frames", 120)
    visitor.page.mouse.move(5, 5)
    visitor.page.wait_for_timeout(1000)
    before = len(visitor.sent), len(visitor.received)
    frames, seconds = max((visitor.page.evaluate(SPEED) for _ in range(2)), key=lambda run: run[0] / run[1])
    print(f"{frames / seconds:.1f} frames a second")
    assert (len(visitor.sent), len(visitor.received)) == before
    assert frames / seconds >= HALF_SPEED


def test_new_data_replaces_the_old_in_the_same_nodes_at_the_same_frame(open_cinema):
    visitor = open_cinema()
    go(visitor, 20)
    kept = "[data-testid=stVegaLiteChart] svg, .stage-network canvas, .film-player"
    visitor.page.locator(kept).evaluate_all("nodes => nodes.forEach((node, i) => (node.mark = i + 1))")
    fill(visitor, "Factor", 3)
    assert reading(visitor) == "63.000"
    assert frame(visitor) == 20
    assert shown(visitor) == {"20"}
    marks = visitor.page.locator(kept).evaluate_all("nodes => nodes.map(node => node.mark)")
    assert marks == list(range(1, 8))


def test_the_last_frame_stays_the_last_and_no_frame_is_beyond_it(open_cinema):
    visitor = open_cinema()
    go(visitor, 59)
    fill(visitor, "Frames", 80)
    assert frame(visitor) == 79
    fill(visitor, "Frames", 30)
    assert frame(visitor) == 29
    go(visitor, 12)
    fill(visitor, "Frames", 60)
    assert frame(visitor) == 12
    fill(visitor, "Frames", 8)
    assert frame(visitor) == 7
    assert shown(visitor) == {"7"}


def test_a_playing_film_goes_on_when_its_data_changes(open_cinema):
    visitor = open_cinema()
    visitor.page.select_option(f"{PLAYER} select", "0.25")
    fill(visitor, "Frames", 200)  # another film, which plays once
    assert visitor.page.locator(PLAYER).first.get_attribute("data-playing") == "true"
    fill(visitor, "Factor", 2)
    first = frame(visitor)
    visitor.page.wait_for_timeout(500)
    assert frame(visitor) > first > 0
    assert visitor.page.locator(f"{PLAYER} select").input_value() == "0.25"


def test_a_chart_that_comes_later_gets_the_frame_too(open_cinema):
    visitor = open_cinema()
    go(visitor, 33)
    visitor.page.get_by_text("Late", exact=True).click()
    visitor.wait()
    visitor.page.wait_for_timeout(500)
    assert shown(visitor) == {"33"}
    assert reading(visitor, "late") == "170.000"


def test_keys_move_the_film_except_where_one_types(open_cinema):
    visitor = open_cinema()
    page = visitor.page
    go(visitor, 10)
    page.evaluate("document.activeElement.blur()")
    for key, expected in (("ArrowRight", 11), ("ArrowLeft", 10), ("End", 59), ("ArrowRight", 59), ("Home", 0)):
        page.keyboard.press(key)
        assert frame(visitor) == expected
    page.keyboard.press(" ")
    assert page.locator(PLAYER).get_attribute("data-playing") == "true"
    page.keyboard.press(" ")
    assert page.locator(PLAYER).get_attribute("data-playing") == "false"
    go(visitor, 10)
    page.get_by_label("Words").focus()
    for key in ("ArrowRight", "End", " "):
        page.keyboard.press(key)
    assert frame(visitor) == 10
    assert page.locator(PLAYER).get_attribute("data-playing") == "false"


def test_the_slider_tells_its_frame_in_words_and_answers_the_arrows(open_cinema):
    visitor = open_cinema()
    slider = visitor.page.get_by_role("slider", name="Frame", exact=True)
    slider.focus()
    visitor.page.keyboard.press("ArrowRight")
    assert frame(visitor) == 1
    assert slider.get_attribute("aria-valuetext") == "epoch 1"


def test_who_asks_for_less_motion_is_shown_the_last_frame_and_no_film_unasked(open_cinema, visit, cinema):
    visitor = visit(cinema)
    visitor.page.emulate_media(reduced_motion="reduce")
    visitor.open("?autoplay")
    visitor.page.wait_for_selector(".stage-network canvas")
    visitor.page.wait_for_timeout(400)
    assert frame(visitor) == 59
    assert visitor.page.locator(PLAYER).first.get_attribute("data-playing") == "false"
    visitor.page.locator(f"{PLAYER} [data-part=play]").click()
    visitor.page.wait_for_timeout(1600)
    assert 1 <= frame(visitor) <= 4
    unhindered = open_cinema("?autoplay")
    assert frame(unhindered) > 1


def test_two_players_move_each_its_own_film(open_cinema):
    visitor = open_cinema()
    visitor.page.get_by_text("Second", exact=True).click()
    visitor.wait()
    visitor.page.wait_for_timeout(500)
    assert frame(visitor, 1) == 10
    go(visitor, 4)
    assert shown(visitor) == {"4"}
    assert shown(visitor, "frame_second") == {"10"}
    visitor.page.locator(PLAYER).nth(1).locator("[data-part=back]").click()
    visitor.page.wait_for_timeout(100)
    assert shown(visitor) == {"4"}
    assert shown(visitor, "frame_second") == {"9"}


def test_pressing_on_the_losses_moves_the_film_there(open_cinema):
    visitor = open_cinema()
    axes = visitor.page.locator("[data-testid=stVegaLiteChart]").nth(1).locator("svg .mark-rect").last.bounding_box()
    visitor.page.mouse.click(axes["x"] + axes["width"] / 2, axes["y"] + axes["height"] / 2)
    visitor.page.wait_for_timeout(150)
    assert 28 <= frame(visitor) <= 31
    assert len(shown(visitor)) == 1


@pytest.mark.parametrize("width", [1280, 390])
def test_the_picture_lies_upright_where_the_axes_say(open_cinema, width):
    visitor = open_cinema(width=width, height=1400)
    chart = visitor.page.locator("[data-testid=stVegaLiteChart]").first
    chart.scroll_into_view_if_needed()
    for at, (upper_left, upper_right) in ((0, ("negative", "positive")), (1, ("positive", "negative"))):
        go(visitor, at)
        visitor.page.wait_for_timeout(300)
        box = chart.locator("svg .background").first.bounding_box()
        image = Image.open(io.BytesIO(visitor.page.screenshot())).convert("RGB")
        quarter = {
            "upper left": (0.35, 0.15),
            "upper right": (0.65, 0.15),
            "lower left": (0.35, 0.9),
            "lower right": (0.65, 0.9),
        }
        signs = {where: sign(image.getpixel(inside(box, *place))) for where, place in quarter.items()}
        expected = {"upper left": upper_left, "upper right": upper_right}
        assert signs == expected | {"lower left": "negative", "lower right": "negative"}
        # One pixel of the reel beside the middle, on either side: the border is at zero, neither half a pixel off.
        near = [sign(image.getpixel(inside(box, 0.5 + shift, 0.3))) for shift in (-0.025, 0.025)]
        assert near == [upper_left, upper_right]


def inside(box: dict[str, float], across: float, down: float) -> tuple[int, int]:
    return round(box["x"] + box["width"] * across), round(box["y"] + box["height"] * down)


def sign(pixel: tuple[int, int, int]) -> str:
    return "positive" if pixel[2] > pixel[0] else "negative"


def test_letters_are_large_in_presentation_size(open_cinema):
    visitor = open_cinema()
    visitor.page.get_by_text("Presentation", exact=True).click()
    visitor.wait()
    visitor.page.wait_for_timeout(800)
    sizes = visitor.page.locator("[data-testid=stVegaLiteChart] svg text").evaluate_all(
        "texts => texts.filter(text => text.textContent).map(text => parseFloat(getComputedStyle(text).fontSize))"
    )
    assert min(sizes) >= 14
    assert theme.chart_config(True)["axis"]["labelFontSize"] == min(sizes)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_player_and_diagram_are_accessible(open_cinema, scheme):
    from axe_playwright_python.sync_playwright import Axe

    visitor = open_cinema(theme=scheme)
    found = Axe().run(visitor.page, context={"include": [[".film-player"], [".stage"]]})
    assert [violation["id"] for violation in found.response["violations"]] == []
