"""What is said of a picture to those who do not see it: in their language, with its numbers, and new with its data."""

import inspect
import re
from collections import defaultdict
from hashlib import md5
from itertools import islice
from typing import NamedTuple

import pytest

from pages.lessons.backprop.graph import computation_graph
from pages.lessons.backprop.split import networks
from pages.ui import controls
from pages.ui.parts import chart, landscape, player
from pages.ui.parts.stage import stage
from pages.ui.shell import navigation
from tests.browser.parts import parts
from tests.ui.running import run

LESSONS = [lesson.id for lesson in navigation.written() if lesson.id != "home"]
LONGEST = 400
NO_WORD = re.compile(r"\b(None|nan|NaN|inf|True|False)\b|\*\*|\n|\{|\}")
COMPONENTS = (
    (landscape, "show"),
    (stage, "show"),
    (computation_graph, "show"),
    (networks, "show"),
    (networks, "film"),
)
SILENT = {"words", "alt", "key", "on_change", "on_choose", "on_start"}
"""What of a component's arguments is not its data."""


class Said(NamedTuple):
    """A picture's words, and a mark of the data it was given."""

    words: str
    data: str


@pytest.fixture
def visit(monkeypatch: pytest.MonkeyPatch):
    """Return a function that opens a lesson at a link and returns what was said of each picture, and its presets."""
    said: dict[str, Said] = {}
    presets: list[dict[str, str]] = []
    show, prepare = chart.show, controls.prepare

    def showing(spec, datasets, alt, key, **more):
        data = b"".join(chart.packed(table) for table in datasets.values())
        said[key] = Said(chart.plain(alt), md5(data).hexdigest())
        return show(spec, datasets, alt, key, **more)

    def preparing(lesson, panel, offered=()):
        known = {control.id: control for control in panel}
        presets[:] = [{n: known[n].format(v) for n, v in p.values.items() if n in known} for p in offered]
        return prepare(lesson, panel, offered)

    def watched(draw):
        def drawing(*args, **more):
            given = inspect.signature(draw).bind(*args, **more).arguments
            data = repr({name: value for name, value in given.items() if name not in SILENT})
            said[given["key"]] = Said(chart.plain(given["alt"]), md5(data.encode()).hexdigest())
            return draw(*args, **more)

        return drawing

    monkeypatch.setattr(chart, "show", showing)
    monkeypatch.setattr(controls, "prepare", preparing)
    for module, name in COMPONENTS:
        monkeypatch.setattr(module, name, watched(getattr(module, name)))

    def visit(lesson: str, **link: str) -> tuple[dict[str, Said], list[dict[str, str]]]:
        said.clear()
        assert not run(lesson, predict="skip", **link).exception, (lesson, link)
        return dict(said), list(presets)

    return visit


def links(lesson: str) -> list[dict[str, str]]:
    """The parts of a lesson, as settings."""
    return [dict(pair.split("=") for pair in part.split("&") if pair) for part in parts(lesson)]


@pytest.mark.parametrize("lesson", LESSONS)
def test_every_picture_says_what_it_shows_now_and_says_something_else_of_other_data(lesson, visit):
    told = defaultdict(set)
    first, presets = visit(lesson, lang="en", **links(lesson)[0])
    seen = [first, *(visit(lesson, lang="en", **link)[0] for link in [*links(lesson)[1:], *islice(presets, 2)])]
    for pictures in seen:
        for key, said in pictures.items():
            assert re.search(r"\d", said.words), (key, said.words)
            assert len(said.words) <= LONGEST, (key, said.words)
            assert not NO_WORD.search(said.words), (key, said.words)
            told[key].add(said)
    same = [key for key, all_said in told.items() if len(all_said) > 1 and len({s.words for s in all_said}) == 1]
    assert not same


@pytest.mark.parametrize("lesson", LESSONS)
def test_every_picture_is_told_in_korean_to_those_who_read_it(lesson, visit):
    for link in links(lesson)[-1:]:
        for key, said in visit(lesson, lang="ko", **link)[0].items():
            assert re.search(r"[가-힣]", said.words), (key, said.words)
            assert len(said.words) <= LONGEST, (key, said.words)
            assert not NO_WORD.search(said.words), (key, said.words)


@pytest.mark.parametrize("lesson", LESSONS)
def test_a_film_that_is_stepped_through_tells_a_number_at_every_frame(lesson, monkeypatch):
    films = {}
    play = player.show

    def playing(frames, captions, key, *, spoken=(), **more):
        films[key] = [captions, spoken]
        return play(frames, captions, key, spoken=spoken, **more)

    monkeypatch.setattr(player, "show", playing)
    run(lesson, lang="en", predict="skip")
    for key, (captions, spoken) in films.items():
        assert all(re.search(r"\d", caption) for caption in captions[1:]), key
        assert len(spoken) in (0, len(captions)), key
        assert not any(NO_WORD.search(words) for words in (*captions, *spoken)), key
