"""The lesson on search in a browser: a race that comes trial by trial, is abandoned cleanly, and then is a film."""

import pytest

PICTURES = "[data-testid=stVegaLiteChart] svg"
PLAYER = ".film-player"
HANDLE = ".landscape .start"


@pytest.fixture
def lesson(visit, app):
    visitor = visit(app, height=2400)
    visitor.page.goto(f"{app}/search?predict=skip&budget=9")  # the first race imports scikit-learn: more patience
    visitor.wait(120_000)
    visitor.page.wait_for_function(f"document.querySelectorAll('{PICTURES}').length >= 4", timeout=60_000)
    visitor.page.wait_for_timeout(700)
    return visitor


def test_the_film_plays_trial_by_trial_without_the_server(lesson):
    before = len(lesson.sent)
    lesson.page.locator(f"{PLAYER} [data-part=first]").click()
    lesson.page.wait_for_timeout(400)
    assert lesson.page.locator("svg text", has_text="1 × 1 values tried").count() == 3
    for _ in range(3):
        lesson.page.locator(f"{PLAYER} [data-part=forward]").click()
    lesson.page.wait_for_timeout(400)
    assert lesson.page.locator("svg text", has_text="2 × 3 values tried").count() == 1
    assert lesson.page.locator("svg text", has_text="4 × 4 values tried").count() == 2
    assert len(lesson.sent) == before
    assert lesson.complaints == [text for text in lesson.complaints if "404" in text or "does not seem" in text]


CHANGE_ONCE_THE_RACE_HAS_BEGUN = """() => {
    const choice = name => [...document.querySelectorAll("[role=radio], [data-testid=stButtonGroup] button")]
        .find(element => element.textContent.trim() === name)
    const length = () => document.querySelector(".film-player input[type=range]")?.max
    window.lengths = new Set()
    new MutationObserver(() => window.lengths.add(length()))
        .observe(document.body, {subtree: true, childList: true, attributes: true})
    const watching = setInterval(() => {
        if (!document.querySelector("[data-testid=stProgress]")) return
        clearInterval(watching)
        choice("16").click()
    }, 5)
    choice("25").click()
}"""
"""In the browser itself, as soon as the first pictures of the race are drawn: until the test hears of them, a quick
server may have run the race to its end."""


def test_a_race_is_left_in_the_middle_for_another(lesson):
    page = lesson.page
    page.evaluate(CHANGE_ONCE_THE_RACE_HAS_BEGUN)
    page.wait_for_function(f"document.querySelector('{PLAYER} input[type=range]')?.max === '15'", timeout=120_000)
    lesson.wait(120_000)
    assert "24" not in page.evaluate("[...window.lengths]")
    assert page.locator("[data-testid=stProgress]").count() == 0
    page.locator(f"{PLAYER} [data-part=last]").click()
    page.wait_for_timeout(400)
    assert page.locator("svg text", has_text="4 × 4 values tried").count() == 1
    assert lesson.exceptions == 0


def test_a_click_on_the_plane_is_a_trial_and_keeps_the_pictures(lesson):
    page = lesson.page
    page.evaluate(f"document.querySelectorAll('{PICTURES}').forEach(svg => (svg.dataset.old = '1'))")
    box = page.locator(".landscape canvas").bounding_box()
    page.mouse.click(box["x"] + 0.6 * box["width"], box["y"] + 0.6 * box["height"])
    page.wait_for_function("new URL(location.href).searchParams.get('picks')", timeout=60_000)
    lesson.wait(60_000)
    page.wait_for_timeout(700)
    assert page.get_by_text("By hand: ").count() == 1
    assert page.locator(".st-key-search\\.clear, .st-key-search-clear").count() == 1
    old = page.evaluate(f"[...document.querySelectorAll('{PICTURES}')].filter(svg => svg.dataset.old).length")
    assert old >= 4
    assert lesson.exceptions == 0
