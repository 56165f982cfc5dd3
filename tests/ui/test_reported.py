"""What a browser may send in the place of a component's script: refused, whatever it is, before it is used."""

import ast
import json
import math
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from pages.ui import reported
from pages.ui.component import Component
from pages.ui.reported import NonsenseError
from tests.ui.running import run

ROOT = Path(__file__).parents[2]
NAN, INFINITE = math.nan, math.inf
DEEP = json.loads("[" * 200 + "]" * 200)
HOSTILE = {
    "a word": "x y z",
    "a long word": "x" * 1_000_000,
    "half of a letter": "\ud800",
    "controls": "a\x00\n",
    "digits": "1" * 100_000,
    "yes": True,
    "a number": 3.5,
    "not a number": NAN,
    "infinite": -INFINITE,
    "beyond floats": 10**400,
    "a record": {"value": 1},
    "nested": DEEP,
    "nothings": [None] * 4,
    "words": ["1", "2"],
    "yes and no": [True, False],
    "lists": [[1], [2]],
    "numbers that are none": [NAN, INFINITE],
    "five that are none": [NAN] * 5,
    "large": [10**400] * 3,
    "far": [1e300] * 4,
    "negative": [-1, -1, -1, -1, -1],
    "many": [0] * 1_000_000,
    "a turn for nothing": [None, 1],
    "a turn that is none": [0.5, "x"],
    "a turn without end": [0.5, INFINITE],
    "turned words": ["x", 1],
    "turned lists": [[[1]], 1],
    "turned numbers that are none": [[NAN] * 12, 1],
    "turned and far": [1e300, 1],
    "turned and many": [[0] * 1_000_000, 1],
    "turned record": [{"a": 1}, 1],
}
FITTING = {
    "teacher_key.secret": {"a word"},
    "room_plan_links.link": {"a word"},
    "stage.neuron": {"a word"},
}
"""What is as it should be: tried as a secret, or as a link, which lead nowhere."""

PAGES = [
    ("loss", {}, {"line_board.place"}),
    ("entropy", {}, {"count_bars.counts"}),
    ("backprop", {"part": "chain"}, {"computation_graph.chosen"}),
    ("optimizers", {}, {"landscape.start", "live_slider.moved"}),
    ("learning_rate", {"drawn": "ask"}, {"drawn_curve.drawn"}),
    ("training", {"epochs": "2"}, {"stage.weight", "stage.layers"}),
    ("training", {"epochs": "2", "tool": "go_on"}, {"frame_button.frame"}),
    ("training", {"epochs": "2", "dataset": "drawn"}, {"canvas.points"}),
    ("training", {"room": "ABCDEF", "seat": "teacher"}, {"teacher_key.secret"}),
]
IN_A_ROOM = {"room_leading.frame", "room_plan_links.link"}
IGNORED = {"share_link.back"}
"""Asks for a new run, and nothing is read of it."""

UNUSED = {"stage.neuron", "stage.probe"}
"""Offered to pages, of which none listens at present: see `test_what_no_page_listens_to`."""


def refused(report, act):
    """The kinds of HOSTILE that a report refuses; any other exception is a fault."""
    kinds = set()
    for kind, value in HOSTILE.items():
        if kind in FITTING.get(report, ()):
            continue
        try:
            act(value)
        except NonsenseError:
            kinds.add(kind)
    return kinds


@pytest.fixture
def mounts(monkeypatch):
    """Every component that is drawn is sent every kind of nonsense; what it refuses is noted."""
    found, real = {}, Component.mount

    def mounting(self, key, data, **reports):
        for name, act in reports.items():
            if f"{self.name}.{name}" not in IGNORED:
                found[f"{self.name}.{name}"] = refused(f"{self.name}.{name}", act)
        return real(self, key, data, **reports)

    monkeypatch.setattr(Component, "mount", mounting)
    return found


def check(mounts, expected):
    assert expected <= set(mounts)
    for report, kinds in mounts.items():
        assert kinds == set(HOSTILE) - FITTING.get(report, set()), report


@pytest.mark.parametrize(("lesson", "link", "expected"), PAGES)
def test_a_page_refuses_every_report_that_is_none(lesson, link, expected, mounts):
    assert not run(lesson, predict="skip", **link).exception
    check(mounts, expected)


def test_the_parts_of_a_room_refuse_them_too(mounts):
    def room():
        from pages.ui import component
        from pages.ui.room import browser

        component.begin()
        browser.watch_frame(lambda frame: None)
        browser.open_plan_links_here(lambda link: None)

    assert not AppTest.from_function(room).run().exception
    check(mounts, IN_A_ROOM)


def test_what_no_page_listens_to(mounts):
    def page():
        from pages.ui import component
        from pages.ui.parts.stage import stage

        component.begin()

        def heard(*told):
            pass

        stage.show(b"", "stage", alt="", on_neuron=heard, on_probe=heard)

    assert not AppTest.from_function(page).run().exception
    check(mounts, UNUSED)


def calls(tree, name):
    return [node for node in ast.walk(tree) if isinstance(node, ast.Call) and ast.unparse(node.func).endswith(name)]


def test_no_component_reports_without_being_tried_here():
    names = set()
    for file in sorted(ROOT.glob("pages/**/*.py")):
        tree = ast.parse(file.read_text("utf-8"))
        of = {
            node.targets[0].id: node.value.args[0].value
            for node in ast.walk(tree)
            if isinstance(node, ast.Assign) and node.value in calls(node, "Component")
        }
        for call in calls(tree, ".mount"):
            component = of.get(ast.unparse(call.func).removesuffix(".mount"))
            names |= {f"{component}.{word.arg}" for word in call.keywords if component}
    tried = {report for _, _, expected in PAGES for report in expected} | IN_A_ROOM | IGNORED
    # The stage has a dictionary of four: `**reports`.
    assert names == {report for report in tried if not report.startswith("stage.")} | {"stage.None"}


def test_numbers_words_and_turns():
    assert reported.numbers([1, 2.5], 2) == (1, 2.5)
    assert reported.wholes([1.0, 2], 1, 3, 0, 9) == (1, 2)
    assert reported.word("w1.1.2") == "w1.1.2"
    assert reported.one_of("b", {"a", "b"}) == "b"
    assert reported.turned([[1, 2], 1_700_000_000_000]) == ([1, 2], 1_700_000_000_000)
    for wrong in (2.5, -1, 10, True, "1"):
        with pytest.raises(NonsenseError):
            reported.whole(wrong, 0, 9)
