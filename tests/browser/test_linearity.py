"""The lesson on linearity in a browser: its films play without the server, and its pictures are square."""

import pytest

PLAYER = ".film-player"
PATIENCE = 90_000
CHARTS = "[data-testid=stVegaLiteChart] svg"


def opened(visitor, link):
    page = visitor.open(f"linearity?predict=skip&lang=en&{link}")
    page.wait_for_selector(CHARTS, timeout=PATIENCE)
    page.wait_for_function("document.querySelectorAll('form.vega-bindings input').length >= 2", timeout=PATIENCE)
    visitor.wait()
    return page


def shapes(page):
    """The map of the stage with its lines, and the paths of all marks of charts that are many lines at once."""
    return page.evaluate(
        f"[...document.querySelectorAll('.stage-map canvas')].map(one => one.toDataURL()).concat("
        f"[...document.querySelectorAll('{CHARTS} path')].map(p => p.getAttribute('d'))"
        ".filter(d => d.split('M').length > 3))"
    )


@pytest.mark.parametrize("link", ["part=bend", "part=folds&depth=2&width=6"])
def test_lines_move_with_the_film_and_the_server_hears_nothing(visit, app, link):
    visitor = visit(app)
    page = opened(visitor, link)
    page.locator(f"{PLAYER} [data-part=first]").click()  # the film plays by itself at the first visit
    page.wait_for_timeout(500)
    sent, first = len(visitor.sent), shapes(page)
    assert first
    page.locator(f"{PLAYER} [data-part=last]").click()
    page.wait_for_timeout(500)
    assert int(page.locator(PLAYER).get_attribute("data-frame")) > 30
    assert shapes(page) != first
    assert len(visitor.sent) == sent
    assert not visitor.complaints


def test_the_straight_line_of_the_last_layer_stands_in_the_middle_of_a_square(visit, app):
    visitor = visit(app)
    page = opened(visitor, "part=bend")
    boxes = page.evaluate(
        f"[...document.querySelectorAll('{CHARTS} path.background')].map(p => p.getBoundingClientRect())"
        ".filter(r => r.width > 0).map(r => [r.width, r.height])"
    )
    [(width, height)] = boxes
    assert abs(width - height) < 4


LINE_INK = """() => {
  const canvas = [...document.querySelectorAll(".stage-map canvas")].at(-1);
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  const isDark = (k) => data[k] + data[k + 1] + data[k + 2] < 160 && data[k + 3] > 200;
  let dark = 0;
  for (let k = 0; k < data.length; k += 4) dark += isDark(k);
  return dark;
}"""


def test_the_line_of_the_one_matrix_is_drawn_over_its_plane(visit, app):
    visitor = visit(app)
    page = opened(visitor, "part=product&seed=2")
    assert page.locator(".stage-map:visible").count() == 2
    page.locator(f"{PLAYER} [data-part=last]").click()
    page.wait_for_timeout(600)
    drawn = page.evaluate(LINE_INK)
    page.evaluate("document.querySelector('.stage').stage.films.forEach(film => { film.lines = null; })")
    page.locator(f"{PLAYER} [data-part=back]").click()
    page.locator(f"{PLAYER} [data-part=last]").click()
    page.wait_for_timeout(600)
    assert page.evaluate(LINE_INK) < drawn


def test_the_neurons_stay_when_their_range_changes(visit, app):
    """Another number of layers, or another experiment, once set the slider to 1 while the picture had 6."""
    visitor = visit(app)
    page = opened(visitor, "part=folds&width=6")
    neurons = page.get_by_role("slider", name="Neurons in a layer")
    for press in ("ArrowRight", "ArrowLeft"):
        page.get_by_role("slider", name="Hidden layers").press(press)
        page.wait_for_timeout(700)
        visitor.wait()
        assert neurons.evaluate("node => node.getAttribute('aria-valuetext') || node.value").startswith("6")
    page.get_by_role("radio", name="The bent plane").or_(page.get_by_role("button", name="The bent plane")).click()
    page.wait_for_timeout(700)
    visitor.wait()
    assert neurons.evaluate("node => node.getAttribute('aria-valuetext') || node.value").startswith("6")
    assert "width=6" in page.url
