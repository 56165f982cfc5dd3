"""An experiment is on one screen: its controls, its player and its main picture, without scrolling."""

import pytest

from pages.ui.parts import quiz, strip
from tests.browser.parts import PAGES

pytestmark = pytest.mark.browser

SCREENS = [(lesson, screen) for lesson, page in PAGES.items() for screen in page.screens]
NAMES = [f"{lesson}-{screen.id}" for lesson, screen in SCREENS]
STRIP = 60
"""The most pixels that the strip may be high."""

BOXES = """() => {
  const parts = {
    controls: ":is(.st-key-stage-controls, .st-key-stage-choices) > *",
    player: ".st-key-stage .film-player",
    picture: ".st-key-stage-body .stColumn:first-child :is(.stVegaLiteChart, .stBidiComponent, .stCustomComponentV1)",
    header: ".st-key-header",
    strip: ".st-key-stage-strip",
  };
  const box = (node) => node.getBoundingClientRect();
  return Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, [...document.querySelectorAll(part)]
    .map(box).filter((at) => at.height > 1).map((at) => [at.left, at.top, at.right, at.bottom].map(Math.round))]));
}"""


def test_every_lesson_has_its_experiments():
    assert len(SCREENS) >= 3


def look(visitor, link, size=(1280, 720)):
    """Open a link in a window of this size, with no film playing by itself, and wait for its picture."""
    visitor.page.emulate_media(color_scheme="light", reduced_motion="reduce")
    resize(visitor, size)
    page = visitor.open(link, 120_000)
    page.wait_for_selector(
        ".st-key-stage-body :is(.stVegaLiteChart canvas, .stVegaLiteChart svg, .stBidiComponent, .stButtonGroup)"
    )
    assert not visitor.exceptions
    return page


def resize(visitor, size):
    visitor.page.set_viewport_size({"width": size[0], "height": size[1]})
    visitor.page.wait_for_timeout(250)


def height_of_strip(page):
    return page.locator(".st-key-stage-strip").bounding_box()["height"]


@pytest.mark.parametrize("lang", ["en", "ko"])
@pytest.mark.parametrize(("lesson", "screen"), SCREENS, ids=NAMES)
def test_an_experiment_is_in_sight_at_once_and_its_strip_is_low_whatever_is_expected(walker, lesson, screen, lang):
    """One visit: what is in sight in both windows, then every answer as a visitor gives it."""
    page = look(walker, f"{lesson}?lang={lang}&{PAGES[lesson].selector}={screen.id}")
    for size in ((1366, 768), (1280, 720)):
        resize(walker, size)
        all_is_in_sight(page, *size)
    if screen.question:
        name = quiz.parameter(screen.question)
        answers = quiz.question(lesson, screen.question).answers
        assert len(answers) >= 2
        for answer in answers:
            page.locator(f".st-key-{lesson}-{name}-{answer.id} button").click()
            page.wait_for_selector(f".st-key-{lesson}-compare p")
            walker.wait(60_000)
            assert height_of_strip(page) <= STRIP, answer.id
            page.locator(f".st-key-{lesson}-{name}-again button").click()
    assert not walker.exceptions


def all_is_in_sight(page, width, height):
    boxes = page.evaluate(BOXES)
    assert boxes["controls"], boxes
    assert boxes["picture"], boxes
    for left, top, right, bottom in (*boxes["controls"], *boxes["player"], boxes["picture"][0]):
        assert 0 <= left < right <= width, (width, boxes)
        assert 0 <= top < bottom <= height, (height, boxes)
    [(_, top, _, bottom)] = boxes["header"]
    assert bottom - top <= 90, width
    [(_, top, _, bottom)] = boxes["strip"]
    assert bottom - top <= STRIP, width


@pytest.mark.parametrize("lang", ["en", "ko"])
@pytest.mark.parametrize("lesson", PAGES)
def test_the_strip_is_as_low_at_the_longest_stop_and_at_the_challenge(walker, lesson, lang):
    stops = strip.stops(lang, lesson)
    longest = max(range(len(stops)), key=lambda at: len(stops[at].title + stops[at].sentence)) + 1
    for stop, words in (
        (longest, stops[longest - 1].title),
        ("challenge", {"en": "Challenge", "ko": "도전 과제"}[lang]),
    ):
        page = look(walker, f"{lesson}?lang={lang}&stop={stop}")
        page.locator(".st-key-stage-strip p").filter(has_text=words).first.wait_for(timeout=60_000)
        assert height_of_strip(page) <= STRIP, stop


def test_a_challenge_that_is_done_leaves_the_picture_where_it_was(walker):
    task = "dataset=circles&features=x1.x2&optimizer=sgd&learning_rate=0.3&epochs=30&batch_size=10&seed=1"
    page = look(walker, f"training?lang=en&stop=challenge&{task}")
    page.get_by_role("button", name="Why?").wait_for()
    assert height_of_strip(page) <= STRIP


def test_no_label_of_a_slider_is_cut_also_in_presentation_size(walker):
    page = look(walker, "training?lang=en&size=presentation")
    labels = page.locator(".live-slider label")
    labels.first.wait_for()
    assert labels.count() >= 3
    cut = "nodes => nodes.filter(n => n.scrollWidth > n.clientWidth + 1 || n.scrollHeight > n.clientHeight + 2)"
    assert labels.evaluate_all(f"{cut}.map(n => n.textContent)") == []


LARGE = ("backprop", "linearity", "parameters-marks", "parameters-cards", "search-belief", "search-surface")
"""Lessons and experiments that hold much beside the picture."""


@pytest.mark.parametrize("lang", ["en", "ko"])
@pytest.mark.parametrize("name", [one for one in NAMES if one.startswith(LARGE)])
def test_an_experiment_fits_the_projector_in_presentation_size(walker, name, lang):
    """At the question or the words in its place; the strip, the controls, the picture, the number."""
    lesson, screen = SCREENS[NAMES.index(name)]
    page = look(walker, f"{lesson}?lang={lang}&{PAGES[lesson].selector}={screen.id}&size=presentation")
    page.wait_for_function("document.querySelector('.st-key-stage').getBoundingClientRect().bottom <= innerHeight")
    box = page.locator(".st-key-stage").bounding_box()
    assert box["y"] >= 0
    assert box["y"] + box["height"] <= 720
