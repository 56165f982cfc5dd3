"""Only the experiment that is chosen is computed: what another one needs is neither worked out nor sent."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from pages.ui.parts.lesson import LessonPage, Screen
from pages.ui.serving import runs
from pages.ui.serving.cache import Store
from pages.ui.shell import navigation
from tests.ui.running import run

PAGES = {
    lesson.id: page
    for lesson in navigation.written()
    if isinstance(page := getattr(lesson.module(), "PAGE", None), LessonPage)
}
SCREENS = [(lesson, screen.id) for lesson, page in PAGES.items() for screen in page.screens]
ONLY = {
    ("linearity", "product"): {"ending", "difference", "line_is_outside", "limit_of_lines", "multiplication"}
    | {"matrix_film", "product_numbers"},
    ("linearity", "bend"): {"ending", "bend", "mesh_film"},
    ("linearity", "folds"): {"ending", "folds", "folds_film", "pieces", "regions"},
    ("linearity", "hinges"): {"built", "errors"},
    ("linearity", "features"): {"ending", "bend", "mesh_film", "limit_of_lines"},
    ("backprop", "chain"): {"study", "film", "difference"},
    ("backprop", "split"): {"handed_back"},
    ("backprop", "deep"): {"deep"},
    ("backprop", "training"): {"trained"},
    ("backprop", "depth"): {"all_deltas"},
    ("backprop", "clearing"): {"runs"},
}
"""The functions of two lessons whose results are kept, by the experiment that needs them."""


class Watch(Store):
    """A store that notes which functions are asked for, and whether the chosen experiment asks."""

    def __init__(self) -> None:
        super().__init__(40_000_000)
        self.drawing: list[str] = []
        self.drawn: list[str] = []
        self.inside: set[str] = set()
        self.outside: set[str] = set()

    def look_up(self, function: Callable[..., Any], arguments: tuple[Any, ...], named: Any) -> Any:
        (self.inside if self.drawing else self.outside).add(f"{function.__module__}.{function.__name__}")
        return super().look_up(function, arguments, named)

    def watched(self, screen: Screen) -> Screen:
        """The experiment, noted while it is drawn."""

        def draw(panel: Any) -> None:
            self.drawn.append(screen.id)
            self.drawing.append(screen.id)
            try:
                screen.draw(panel)
            finally:
                self.drawing.pop()

        return replace(screen, draw=draw)


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], Watch]:
    def open_(lesson: str, screen: str) -> Watch:
        watch, page = Watch(), PAGES[lesson]
        monkeypatch.setattr(runs, "store", watch)
        screens = page.screens
        object.__setattr__(page, "screens", tuple(map(watch.watched, screens)))
        try:
            shown = run(lesson, lang="en", **{page.selector: screen})
        finally:
            object.__setattr__(page, "screens", screens)
        assert not shown.exception
        return watch

    return open_


def test_the_lessons_with_their_experiments_are_there() -> None:
    assert len(PAGES) == 12
    assert len(SCREENS) > 40


@pytest.mark.parametrize(("lesson", "screen"), SCREENS)
def test_nothing_is_computed_but_by_the_experiment_that_is_chosen(lesson, screen, opened) -> None:
    watch = opened(lesson, screen)
    assert watch.drawn == [screen]
    assert not watch.outside


@pytest.mark.parametrize(("lesson", "screen"), ONLY)
def test_an_experiment_computes_what_it_shows_and_nothing_of_another(lesson, screen, opened) -> None:
    watch = opened(lesson, screen)
    own = {name.rpartition(".")[2] for name in watch.inside if f".{lesson}." in name}
    assert own == ONLY[lesson, screen]
