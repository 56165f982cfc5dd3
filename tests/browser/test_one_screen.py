"""An experiment is on one screen: its controls, its player and its main picture, without scrolling."""

import pytest

from pages.ui.parts.lesson import LessonPage
from pages.ui.shell import navigation

pytestmark = pytest.mark.browser

PAGES = {
    lesson.id: page
    for lesson in navigation.written()
    if isinstance(page := getattr(lesson.module(), "PAGE", None), LessonPage)
}
SCREENS = [(lesson, screen.id) for lesson, page in PAGES.items() for screen in page.screens]
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
        assert bottom - top <= 76, lang
