"""The lesson on search in a browser: a race that comes trial by trial, is abandoned cleanly, and then is a film."""

import pytest

from pages.lessons.search.words import EXPERIMENTS

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
    assert lesson.page.locator("svg text", has_text="1 × 1 values").count() == 3
    for _ in range(3):
        lesson.page.locator(f"{PLAYER} [data-part=forward]").click()
    lesson.page.wait_for_timeout(400)
    assert lesson.page.locator("svg text", has_text="2 × 3 values").count() == 1
    assert lesson.page.locator("svg text", has_text="4 × 4 values").count() == 2
    assert len(lesson.sent) == before
    assert not lesson.complaints


LEAVE_THE_SURFACE = """([surface, race]) => {
    const option = (name) => [...document.querySelectorAll(".st-key-stage-experiments button")]
        .find((button) => button.textContent.trim() === name)
    window.done = []
    const watching = setInterval(() => {
        const bar = document.querySelector("[data-testid=stProgress] [role=progressbar]")
        if (!bar) return
        window.done.push(Number(bar.getAttribute("aria-valuenow")))
        if (window.done.length === 1) option(race).click()
    }, 5)
    option(surface).click()
}"""
"""In the browser itself, as soon as the bar is there: until the test hears of it, a quick server may be done."""


def test_a_surface_is_left_in_the_middle_for_the_race(lesson):
    page = lesson.open("search?predict=skip&budget=9&seed=417", 120_000)  # no other test has trained this surface
    page.locator(PLAYER).wait_for(timeout=60_000)
    page.evaluate(LEAVE_THE_SURFACE, [EXPERIMENTS["surface"].en, EXPERIMENTS["race"].en])
    page.wait_for_function("window.done.length > 0", timeout=60_000)
    page.wait_for_url(lambda address: "experiment=surface" not in address, timeout=60_000)
    lesson.wait(120_000)
    page.locator(PLAYER).wait_for(timeout=60_000)
    assert max(page.evaluate("window.done")) < 100
    assert page.locator("[data-testid=stProgress]").count() == 0
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


@pytest.mark.parametrize("more", ["", "&size=presentation"])
def test_the_best_so_far_is_in_sight_with_the_planes(visit, app, more):
    page = visit(app, width=1280, height=720).open(f"search?lang=en&predict=skip{more}", 120_000)
    best = page.locator(".stVegaLiteChart", has=page.locator("svg text", has_text="best loss so far"))
    best.wait_for(timeout=60_000)
    page.wait_for_function("document.querySelectorAll('.stVegaLiteChart svg').length >= 4")
    plane = page.locator(".stVegaLiteChart").first.bounding_box()
    box = best.bounding_box()
    assert plane["y"] > 200
    assert box["y"] + box["height"] <= 720
    assert box["height"] > 130
