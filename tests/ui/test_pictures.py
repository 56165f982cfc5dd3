"""Every picture of every lesson, at both ends of every control: whole, finite, small enough, and of a constant spec."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pytest
from altair.vegalite.v6 import schema
from jsonschema import Draft7Validator

from pages.ui import controls
from pages.ui.charts import film
from pages.ui.controls.choices import Choice, Flag, Layers, Seed, Several
from pages.ui.controls.control import Control
from pages.ui.controls.sliders import Count, Number, Rate
from pages.ui.parts import chart, player
from pages.ui.shell import navigation
from tests.ui.running import run

LESSONS = [lesson.id for lesson in navigation.written() if lesson.id != "home"]
LARGEST = 300_000
"""Bytes of a film's pictures, all together."""

VALID = Draft7Validator(json.loads(Path(schema.__file__).with_name("vega-lite-schema.json").read_text()))


class Shown(NamedTuple):
    """A picture as a lesson handed it to be shown."""

    spec: dict[str, Any]
    datasets: dict[str, Any]
    alt: str


class Visit(NamedTuple):
    """What a visit to a page drew: pictures by key, film lengths by their players' names, controls and presets."""

    pictures: dict[str, Shown]
    frames: dict[str, int]
    controls: controls.Controls
    presets: tuple[controls.Preset, ...]


@pytest.fixture
def visit(monkeypatch: pytest.MonkeyPatch):
    """Return a function that opens a lesson at a link, the prediction skipped, and returns its Visit."""
    panels: list[tuple[controls.Controls, tuple[controls.Preset, ...]]] = []
    drawn: dict[str, Shown] = {}
    frames: dict[str, int] = {}
    show, prepare, play = chart.show, controls.prepare, player.show

    def showing(spec, datasets, alt, key, **more):
        drawn[key] = Shown(spec, datasets, alt)
        return show(spec, datasets, alt, key, **more)

    def preparing(lesson, all_controls, presets=()):
        panels.append((all_controls, tuple(presets)))
        return prepare(lesson, all_controls, presets)

    def playing(length, captions, key, *, name="frame", **more):
        assert len(captions) == length, key
        frames[name] = length
        return play(length, captions, key, name=name, **more)

    monkeypatch.setattr(chart, "show", showing)
    monkeypatch.setattr(controls, "prepare", preparing)
    monkeypatch.setattr(player, "show", playing)

    def visit(lesson: str, **link: str) -> Visit:
        drawn.clear(), frames.clear(), panels.clear()
        page = run(lesson, predict="skip", **link)
        assert not page.exception, (lesson, link)
        found, presets = panels[0]
        return Visit(dict(drawn), dict(frames), found, presets)

    return visit


def ends(control: Control[Any]) -> Iterator[str]:
    """The words in a link for both ends of a control, or for all that it offers."""
    match control:
        case Choice(options=options):
            yield from options
        case Several(options=options, least=least):
            yield control.format(tuple(options))
            yield control.format(tuple(options)[:least])
        case Flag():
            yield from ("on", "off")
        case Layers(widest=widest):
            yield from ("none", control.format((widest, widest, widest)))
        case Seed(high=high):
            yield from ("1", str(high))
        case _ if hasattr(control, "low"):
            yield control.format(control.low) if not callable(control.low) else "0"
            yield control.format(control.high) if not callable(control.high) else "1000000"


@contextmanager
def saying(*where: object) -> Iterator[None]:
    """Say where a check failed."""
    try:
        yield
    except AssertionError as error:
        raise AssertionError(f"{where}: {error}") from error


def found(tree: Any, key: str) -> list[Any]:
    """All values of `key` anywhere in a tree of dicts and lists."""
    children = tree.values() if isinstance(tree, dict) else tree if isinstance(tree, list) else ()
    own = [tree[key]] if isinstance(tree, dict) and key in tree else []
    return own + [value for child in children for value in found(child, key)]


ONE_FRAME = {"frame_size", "frame_by_hand"}
"""Films of one frame, which no player plays: the cloud of the batch size chosen, the sample drawn last."""


def check(key: str, shown: Shown, frames: dict[str, int]) -> None:
    """A picture is whole: its words, its data, its film parameters, its scales."""
    assert shown.alt.strip(), "says nothing in words"
    assert "datasets" not in shown.spec, "has data of its own"
    used = {data["name"] for data in found(shown.spec, "data") if "name" in data}
    assert used == set(shown.datasets), "draws other data than it is given"
    bound = [p for group in found(shown.spec, "params") for p in group if "bind" in p]
    followed = {p["name"] for p in bound} - ONE_FRAME
    assert followed <= set(frames), "follows a film that no player plays"
    assert all(p["bind"]["max"] == film.LONGEST for p in bound)
    assert shown.spec["usermeta"]["embedOptions"]["renderer"] in ("svg", "canvas")
    for name, table in shown.datasets.items():
        for column in table.columns:
            if str(column.type) in ("float", "double"):
                assert np.isfinite(column.drop_null().to_numpy()).all(), f"{name} holds what is no number"


@pytest.mark.parametrize("lesson", LESSONS)
def test_pictures_are_whole_and_of_constant_spec_at_both_ends_of_every_control(lesson: str, visit) -> None:
    first = visit(lesson)
    for key, shown in first.pictures.items():
        with saying(key):
            json.dumps(shown.spec, allow_nan=False)
            VALID.validate(shown.spec)
    numbers = {control.id for control in first.controls if isinstance(control, (Count, Number, Rate, Seed))}
    for link in links(first):
        seen = visit(lesson, **link)
        for key, shown in seen.pictures.items():
            with saying(link, key):
                check(key, shown, seen.frames)
                if set(link) <= numbers and key in first.pictures:
                    assert shown.spec == first.pictures[key].spec, "has a spec that depends on a number"
        size = sum(len(chart.packed(table)) for shown in seen.pictures.values() for table in shown.datasets.values())
        assert size <= LARGEST, (link, size)


def links(visit: Visit) -> Iterator[dict[str, str]]:
    """The start, every preset, and both ends of every control."""
    yield {}
    by_id = {control.id: control for control in visit.controls}
    for preset in visit.presets:
        yield {name: by_id[name].format(value) for name, value in preset.values.items() if name in by_id}
    for control in visit.controls:
        yield from ({control.id: word} for word in ends(control))
