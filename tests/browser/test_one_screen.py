"""An experiment is on one screen: its controls, its player and its main picture, without scrolling."""

import pytest

from pages.ui.parts import quiz, strip
from tests.browser.parts import PAGES

pytestmark = pytest.mark.browser

SCREENS = [(lesson, screen.id) for lesson, page in PAGES.items() for screen in page.screens]
ASKING = [(lesson, screen.id) for lesson, page in PAGES.items() for screen in page.screens if screen.question]
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


@pytest.mark.parametrize("size", [(1280, 720), (1366, 768)], ids=str)
@pytest.mark.parametrize(("lesson", "screen"), SCREENS)
def test_controls_player_and_picture_are_in_sight_together(visit, app, lesson, screen, size):
    width, height = size
    for lang in ("en", "ko"):
        visitor = visit(app, width=width, height=height)
        page = visitor.open(f"{lesson}?lang={lang}&{PAGES[lesson].selector}={screen}")
        page.wait_for_selector(
            ".st-key-stage-body :is(.stVegaLiteChart canvas, .stVegaLiteChart svg, .stBidiComponent)"
        )
        boxes = page.evaluate(BOXES)
        assert boxes["controls"], boxes
        assert boxes["picture"], boxes
        for left, top, right, bottom in (*boxes["controls"], *boxes["player"], boxes["picture"][0]):
            assert 0 <= left < right <= width, (lang, boxes)
            assert 0 <= top < bottom <= height, (lang, boxes)
        [(_, top, _, bottom)] = boxes["header"]
        assert bottom - top <= 90, lang
        [(_, top, _, bottom)] = boxes["strip"]
        assert bottom - top <= STRIP, lang


@pytest.mark.parametrize("lang", ["en", "ko"])
@pytest.mark.parametrize(("lesson", "screen"), ASKING)
def test_the_strip_is_one_line_of_sixty_pixels_whatever_was_expected(visit, app, lesson, screen, lang):
    section = next(one.question for one in PAGES[lesson].screens if one.id == screen)
    visitor = visit(app, width=1280, height=720)
    for answer in quiz.question(lesson, section).answers:
        link = f"{PAGES[lesson].selector}={screen}&{quiz.parameter(section)}={answer.id}"
        page = visitor.open(f"{lesson}?lang={lang}&{link}")
        page.wait_for_selector(f".st-key-{lesson}-compare p")
        assert page.locator(".st-key-stage-strip").bounding_box()["height"] <= STRIP, answer.id


@pytest.mark.parametrize("lang", ["en", "ko"])
@pytest.mark.parametrize("lesson", PAGES)
def test_the_strip_is_as_low_at_the_longest_stop_and_at_the_challenge(visit, app, lesson, lang):
    stops = strip.stops(lang, lesson)
    longest = max(range(len(stops)), key=lambda at: len(stops[at].title + stops[at].sentence)) + 1
    visitor = visit(app, width=1280, height=720)
    for stop, words in (
        (longest, stops[longest - 1].title),
        ("challenge", {"en": "Challenge", "ko": "도전 과제"}[lang]),
    ):
        page = visitor.open(f"{lesson}?lang={lang}&stop={stop}", timeout=120_000)
        said = page.locator(".st-key-stage-strip p").filter(has_text=words).first
        said.wait_for(timeout=60_000)
        assert page.locator(".st-key-stage-strip").bounding_box()["height"] <= STRIP, stop


def test_a_challenge_that_is_done_leaves_the_picture_where_it_was(visit, app):
    task = "dataset=circles&features=x1.x2&optimizer=sgd&learning_rate=0.3&epochs=30&batch_size=10&seed=1"
    page = visit(app, width=1280, height=720).open(f"training?lang=en&stop=challenge&{task}")
    page.get_by_role("button", name="Why?").wait_for()
    assert page.locator(".st-key-stage-strip").bounding_box()["height"] <= STRIP


def test_no_label_of_a_slider_is_cut_also_in_presentation_size(visit, app):
    page = visit(app, width=1280, height=720).open("training?lang=en&size=presentation")
    labels = page.locator(".live-slider label")
    labels.first.wait_for()
    assert labels.count() >= 3
    cut = "nodes => nodes.filter(n => n.scrollWidth > n.clientWidth + 1 || n.scrollHeight > n.clientHeight + 2)"
    assert labels.evaluate_all(f"{cut}.map(n => n.textContent)") == []


@pytest.mark.parametrize(("lesson", "screen"), [one for one in SCREENS if one[0] in ("backprop", "linearity")])
def test_an_experiment_fits_the_projector_in_presentation_size(visit, app, lesson, screen):
    """Both languages, at the question or the words in its place; the strip, the controls, the picture, the number."""
    for lang in ("en", "ko"):
        page = visit(app, width=1280, height=720).open(
            f"{lesson}?lang={lang}&{PAGES[lesson].selector}={screen}&size=presentation"
        )
        page.wait_for_selector(
            ".st-key-stage-body :is(.stVegaLiteChart canvas, .stVegaLiteChart svg, .stBidiComponent)"
        )
        page.wait_for_function("document.querySelector('.st-key-stage').getBoundingClientRect().bottom <= innerHeight")
        box = page.locator(".st-key-stage").bounding_box()
        assert box["y"] >= 0
        assert box["y"] + box["height"] <= 720
