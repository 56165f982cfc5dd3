"""The drawn curve without a browser: its word in a link, what a stroke and a key do, and what is said of its shape."""

import json
import subprocess
from pathlib import Path
from shutil import which

import pytest
from streamlit.testing.v1 import AppTest

from dlcore.analysis.curve_shape import SHAPES, CurvePart
from pages.ui.controls import drawn_curve
from pages.ui.parts import drawn_prediction

SCRIPT = Path(__file__).parents[2] / "pages/ui/controls/drawn_curve.js"
KNOTS = (90, 70, 55, 40, 30, 20, 10, 5, 3, 2, 1, 0)
SUBJECT = drawn_prediction.Text("The loss", "손실이")


def evaluated(expression):
    if not which("node"):
        pytest.skip("node is not installed")
    functions = f"const {{ stroke, led }} = await import({str(SCRIPT)!r});"
    program = f"{functions} console.log(JSON.stringify({expression}))"
    ran = subprocess.run(["node", "--input-type=module", "-e", program], capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr
    return json.loads(ran.stdout)


def test_a_curve_is_read_from_the_word_that_it_writes():
    assert drawn_curve.pack(KNOTS) == "90.70.55.40.30.20.10.5.3.2.1.0"
    assert drawn_curve.unpack(drawn_curve.pack(KNOTS)) == KNOTS


@pytest.mark.parametrize("word", ["", "1.2.3", ".".join(["101"] * 12), ".".join(["-1"] * 12), ".".join("٣" * 12), "a"])
def test_a_word_that_is_no_curve_is_an_error(word):
    with pytest.raises(ValueError, match="a curve is"):
        drawn_curve.unpack(word)


@pytest.mark.parametrize("numbers", [[1] * 11, [0.5] * 12, [None] * 12, ["1"] * 12, [101] * 12])
def test_numbers_that_are_no_curve_are_an_error(numbers):
    with pytest.raises(ValueError, match="a curve is"):
        drawn_curve.checked(numbers)


def test_a_cleared_curve_has_no_knots():
    assert drawn_curve.checked([]) == ()


def test_a_first_touch_lays_the_curve_at_its_height_and_a_stroke_fills_the_knots_it_passes():
    assert evaluated("stroke([], 4, [0, 50], [0, 50])") == [50] * 4
    assert evaluated("stroke([9, 9, 9, 9], 4, [0, 10], [3, 40])") == [10, 20, 30, 40]
    assert evaluated("stroke([9, 9, 9, 9], 4, [3, 40], [2, 30])") == [9, 9, 30, 40]
    assert evaluated("stroke([9, 9, 9, 9], 4, [1, 0], [1, 130])") == [9, 100, 9, 9]


@pytest.mark.parametrize(
    ("key", "shift", "to"),
    [
        ("ArrowRight", False, {"at": 4, "by": 0}),
        ("ArrowLeft", False, {"at": 2, "by": 0}),
        ("Home", False, {"at": 0, "by": 0}),
        ("End", False, {"at": 11, "by": 0}),
        ("ArrowUp", False, {"at": 3, "by": 5}),
        ("ArrowDown", True, {"at": 3, "by": -1}),
        ("PageUp", False, {"at": 3, "by": 20}),
        ("a", False, None),
    ],
)
def test_keys_choose_a_knot_or_move_it(key, shift, to):
    assert evaluated(f"led({key!r}, {json.dumps(shift)}, 3, 12) ?? null") == to


def test_what_is_said_is_a_sentence_in_both_languages(monkeypatch):
    parts = (CurvePart(0, 0, "falls", "falls"), CurvePart(1, 2, "oscillates", "level"))
    said = {}
    for lang in ("en", "ko"):
        monkeypatch.setattr("pages.ui.text.language", lambda lang=lang: lang)
        said[lang] = drawn_prediction.told(parts, SUBJECT)
    assert said["en"] == "The loss falls at first, as you drew; then it oscillates, where you drew it level."
    assert said["ko"] == "처음에는 손실이 그린 대로 줄어듭니다. 그다음에는 평평하게 그렸지만 실제로는 진동합니다."


def test_a_curve_that_goes_on_as_before_still_does_so():
    parts = (CurvePart(0, 0, "falls", "falls"), CurvePart(1, 2, "falls", "level"))
    assert drawn_prediction.told(parts, SUBJECT).endswith("; then it still falls, where you drew it level.")


@pytest.mark.parametrize("real", SHAPES)
@pytest.mark.parametrize("drawn", SHAPES)
def test_there_are_words_for_every_pair_of_shapes(real, drawn):
    [sentence] = drawn_prediction.told((CurvePart(0, 2, real, drawn),), SUBJECT).split(";")
    assert ("as you drew" in sentence) == (real == drawn)


@pytest.mark.parametrize(("reported", "held"), [([[50] * 12, 7], (50,) * 12), ([[], 7], ()), ([[1, 2], 7], None)])
def test_a_curve_that_is_reported_is_handed_on_and_nothing_else(reported, held):
    def page(reported):
        from contextlib import suppress

        import streamlit as st

        from pages.ui.component import Component
        from pages.ui.controls import drawn_curve
        from pages.ui.reported import NonsenseError

        heard, mounted = [], []
        drawn_curve.CURVE = type("Heard", (), {"mount": lambda self, key, data, **to: mounted.append(to)})()
        try:
            drawn_curve.show("c", "x", (), heard.append, places=["a"] * 12, titles=("x", "y"), ticks=((), ()))
            with suppress(NonsenseError):  # which the component answers by a sentence
                mounted[0]["drawn"](reported)
            st.write(repr(heard[0] if heard else None))
        finally:
            drawn_curve.CURVE = Component.registered["drawn_curve"]

    said = AppTest.from_function(page, args=(reported,)).run()
    assert not said.exception
    assert said.markdown[0].value == repr(held)
