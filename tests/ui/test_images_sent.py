"""No image of a network's map leaves the server: every message of every page is looked at for pixels."""

import re
from collections.abc import Callable

import pytest
from streamlit.runtime.scriptrunner_utils.script_run_context import ScriptRunContext

from pages.ui.parts import chart
from pages.ui.shell import navigation
from tests.browser.parts import PAGES, parts
from tests.ui.running import run

PIXELS = re.compile(rb"data:image/(?:png|jpeg|webp|gif)|\x89PNG|\xff\xd8\xff\xe0|RIFF....WEBP", re.DOTALL)

KEY = re.compile(rb"\$\$ID-[0-9a-f]+-([\w.]+)")


@pytest.fixture
def images_of(monkeypatch: pytest.MonkeyPatch) -> Callable[..., set[str]]:
    """Return a function that opens a page by a link and returns the keys of the pictures that hold pixels."""
    sent: list[bytes] = []
    enqueue = ScriptRunContext.enqueue

    def listening(context: ScriptRunContext, message: object) -> None:
        sent.append(message.SerializeToString())  # type: ignore[attr-defined]
        enqueue(context, message)  # type: ignore[arg-type]

    monkeypatch.setattr(ScriptRunContext, "enqueue", listening)
    charts: list[str] = []
    show = chart.show

    def showing(spec, datasets, alt, key, **more):
        if any(PIXELS.search(chart.packed(table)) for table in datasets.values()):
            charts.append(key)
        return show(spec, datasets, alt, key, **more)

    monkeypatch.setattr(chart, "show", showing)

    def images(lesson: str, **link: str) -> set[str]:
        sent.clear()
        charts.clear()
        page = run(lesson, lang="en", predict="skip", **link)
        assert not page.exception, link
        assert len(sent) > 20
        keys = [KEY.search(message) for message in sent if PIXELS.search(message)]
        assert sum(key is None for key in keys) == len(charts)  # a chart's message does not say its key
        return {*charts, *(key[1].decode() for key in keys if key)}

    return images


def settings(link: str) -> dict[str, str]:
    return dict(pair.split("=") for pair in link.split("&") if pair)


def places() -> list[tuple[str, str]]:
    """Every experiment of every lesson, what it shows besides, and every preset."""
    found = []
    for lesson in (lesson.id for lesson in navigation.written() if lesson.id in PAGES):
        page = PAGES[lesson]
        known = {control.id: control for control in page.controls}
        presets = [
            "&".join(f"{name}={known[name].format(value)}" for name, value in preset.values.items())
            for preset in page.presets
        ]
        found += [(lesson, link) for link in (*parts(lesson), *presets)]
    return found


NO_MAP_OF_A_RUN = {
    "parameters": {"parameters.plane"},  # what any family of models predicts, a support vector machine among them
    "loss": {"loss.map"},  # a surface of the loss, as the next two
    "optimizers": {"optimizers.map", "optimizers.plane"},
    "batch_size": {"batch_size.path"},
    "search": {"search.own", "search.manual", "search.grid", "search.random", "search.bayesian"}
    | {f"search.map.{name}" for name in ("mean", "deviation", "promise")},  # losses of settings, and a Gaussian process
    "training": {"training.weights", "training.misread"},  # weights and examples of the digits
}
"""The charts that hold pixels, by lesson: of each, exactly these."""


@pytest.mark.parametrize("lesson", PAGES)
def test_no_message_holds_an_image_but_of_what_is_no_map_of_a_run(lesson, images_of):
    found = [images_of(lesson, **settings(link)) for name, link in places() if name == lesson]
    assert len(found) >= 2
    assert set().union(*found) == NO_MAP_OF_A_RUN.get(lesson, set())


def test_the_cards_of_networks_are_drawn_by_the_browser():
    drawn = {part.proto.id.rpartition("-card-")[2] for part in run("home").get("bidi_component")}
    assert {name.partition("-")[0] for name in drawn} >= {"spiral", "moons", "circles"}
