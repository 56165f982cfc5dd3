"""The live slider without a browser: where it stops, what keys do, and what is made of what it reports."""

import json
import subprocess
from pathlib import Path
from shutil import which
from types import SimpleNamespace as Values

import pytest
from streamlit.testing.v1 import AppTest

from pages.ui import controls
from pages.ui.text import Text

SCRIPT = Path(__file__).parents[2] / "pages/ui/controls/live_slider.js"
LABEL = Text("x", "엑스")
HALF = Text("half", "절반")


def evaluated(expression):
    if not which("node"):
        pytest.skip("node is not installed")
    functions = f"const {{ stops, position, target }} = await import({str(SCRIPT)!r});"
    program = f"{functions} console.log(JSON.stringify({expression}))"
    ran = subprocess.run(["node", "--input-type=module", "-e", program], capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr
    return json.loads(ran.stdout)


def test_a_rate_stops_within_its_reach_and_at_its_famous_values():
    rate = controls.Rate("r", LABEL, default=0.1, reach=(1e-3, 1.0), famous=lambda chosen: [(0.123, HALF), (9.0, HALF)])
    marks = rate.stops(Values())["marks"]
    assert (marks[0], marks[-1]) == (1e-3, 1.0)
    assert 0.123 in marks
    assert 9.0 not in marks
    assert marks == sorted(set(marks))
    assert rate.limit(5e4, Values()) == 5e4


def test_a_count_stops_at_its_limit_of_now():
    count = controls.Count("c", LABEL, default=1, high=lambda chosen: chosen.n)
    assert count.stops(Values(n=37))["marks"] == [1, 2, 3, 5, 7, 10, 15, 20, 30, 37]


def test_even_stops_are_decimal_and_end_at_the_upper_limit():
    assert evaluated("stops({ low: 0, high: 0.5, step: 0.1 })") == [0, 0.1, 0.2, 0.3, 0.4, 0.5]
    assert evaluated("stops({ low: 20, high: 90, step: 20 })") == [20, 40, 60, 80, 90]
    assert evaluated("stops({ low: 3, high: 3, step: 1 })") == [3]


def test_a_value_between_two_stops_stands_between_them_by_ratio_where_they_grow_so():
    assert evaluated("position(10, [1, 100, 1000], true)") == pytest.approx(0.5)
    assert evaluated("position(10, [1, 100, 1000], false)") == pytest.approx(9 / 99)
    assert evaluated("[position(-5, [1, 2], false), position(9, [1, 2], true)]") == [0, 1]


@pytest.mark.parametrize(
    ("key", "value", "to"),
    [
        ("ArrowRight", 1, 3),
        ("ArrowRight", 2, 3),
        ("ArrowLeft", 2, 1),
        ("ArrowLeft", 1, 1),
        ("ArrowUp", 1e9, 100),
        ("PageUp", 3, 30),
        ("PageDown", 30, 3),
        ("Home", 30, 1),
        ("End", 1, 100),
        ("x", 1, None),
    ],
)
def test_keys_go_to_the_next_stop_or_an_order_of_magnitude_further(key, value, to):
    assert evaluated(f"target({key!r}, {value}, [1, 3, 10, 30, 100], true) ?? null") == to


@pytest.mark.parametrize(
    ("reported", "held"),
    [([0.5, 7], 0.5), ([3, 7], 3.0), ([None, 7], 0.1), (["1", 7], 0.1), ([float("inf"), 7], 0.1), ([[1], 7], 0.1)],
)
def test_a_number_that_is_reported_is_placed_and_handed_back_and_nothing_else(reported, held):
    def page(reported):
        from contextlib import suppress

        import streamlit as st

        from pages.ui import controls
        from pages.ui.component import Component
        from pages.ui.controls import live_slider
        from pages.ui.reported import NonsenseError
        from pages.ui.text import Text

        mounted = []
        live_slider.SLIDER = type(
            "Heard", (), {"mount": lambda self, key, data, **to: mounted.append((key, data, to))}
        )()
        try:
            rate = controls.Rate("rate", Text("x", "엑스"), default=0.1, live=True)
            rate.place("page.rate", 0.1)
            rate.draw("page.rate", 0.1, controls.Values())
            [(key, data, to)] = mounted
            with suppress(NonsenseError):  # which the component answers by a sentence
                to["moved"](reported)
            rate.draw("page.rate", 0.1, controls.Values())
            st.write(f"{key} {data['answered']} {mounted[1][1]['answered']} {rate.held('page.rate', 0.1)}")
        finally:
            live_slider.SLIDER = Component.registered["live_slider"]

    said = AppTest.from_function(page, args=(reported,)).run()
    assert not said.exception
    assert said.markdown[0].value == f"page.rate.live 0 7 {held}"
