"""Controls as data: what a link says, what is possible, and that no link can break a page."""

import ast
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from pages.ui import controls
from pages.ui.controls.sliders import readable, shortest
from pages.ui.text import Text
from tests.ui.running import gallery

LABEL = Text("x", "엑스")
NAMES = {"a": LABEL, "b_c": LABEL, "d": LABEL}
KINDS = (
    controls.Choice("choice", LABEL, options=NAMES, default="a"),
    controls.Several("several", LABEL, options=NAMES, default=("a", "d"), least=0),
    controls.Number("number", LABEL, low=-1.0, high=2.0, step=0.05, default=0.0),
    controls.Number("whole", LABEL, low=1, high=9, step=1, default=3),
    controls.Rate("rate", LABEL, default=0.03),
    controls.Count("count", LABEL, default=10, high=5000),
    controls.Flag("flag", LABEL, default=True),
    controls.Layers("layers", LABEL, default=(8, 8)),
    controls.Seed(),
)
BY_ID = {kind.id: kind for kind in KINDS}
VALUES = {
    "choice": some.sampled_from(list(NAMES)),
    "several": some.sets(some.sampled_from(list(NAMES))).map(lambda names: tuple(n for n in NAMES if n in names)),
    "number": some.floats(-1, 2),
    "whole": some.integers(1, 9),
    "rate": some.floats(1e-5, 1e6),
    "count": some.integers(1, 5000),
    "flag": some.booleans(),
    "layers": some.lists(some.integers(1, 32), max_size=6).map(tuple),
    "seed": some.integers(0, 9999),
}


@given(some.fixed_dictionaries(VALUES))
def test_what_is_written_into_a_link_is_read_back_exactly(values):
    for kind in KINDS:
        value = values[kind.id]
        assert kind.limit(value, SimpleNamespace()) == value
        assert kind.parse(kind.format(value)) == value


@given(some.sampled_from(KINDS), some.text() | some.from_regex(r"[-+]?[0-9._einf]{1,30}", fullmatch=True))
def test_any_word_in_a_link_is_understood_or_refused(kind, word):
    try:
        value = kind.parse(word)
    except (ValueError, OverflowError):
        return
    possible = kind.limit(value, SimpleNamespace())
    assert kind.parse(kind.format(possible)) == possible
    assert kind.limit(possible, SimpleNamespace()) == possible


@given(some.floats(1e-5, 1e6))
def test_a_rate_between_the_marks_joins_the_scale(rate):
    scale = BY_ID["rate"].scale(rate)
    assert rate in scale
    assert scale == sorted(set(scale))


def test_the_marks_of_scales_are_round_numbers():
    assert [readable(mark) for mark in BY_ID["rate"].scale(1)][:7] == [
        "0.00001",
        "0.000015",
        "0.00002",
        "0.00003",
        "0.00005",
        "0.00007",
        "0.0001",
    ]
    assert BY_ID["count"].scale(10, 40) == [1, 2, 3, 5, 7, 10, 15, 20, 30, 40]
    assert (shortest(1e-5), shortest(1e6), shortest(2.50)) == ("1e-05", "1000000", "2.5")


@pytest.mark.parametrize("size", [0.1, 1 / 3, 12345.678])
def test_labels_of_one_scale_differ(size):
    labels = [readable(mark) for mark in BY_ID["rate"].scale(size)]
    assert len(set(labels)) == len(labels)


def state(page):
    assert not page.exception
    return ast.literal_eval(page.code[0].value)


def test_a_link_sets_what_it_names_and_only_that():
    bare, linked = gallery(lang="en"), gallery(lang="en", learning_rate="0.025", hidden="none")
    assert state(linked) == state(bare) | {"learning_rate": 0.025, "hidden": ()}
    assert linked.query_params == {"lang": "en", "learning_rate": "0.025", "hidden": "none"}
    assert not linked.info


def test_a_link_without_what_depends_is_filled_in_silently():
    page = gallery(lang="en", task="regression")
    assert state(page)["loss"] == "squared"
    assert page.query_params == {"lang": "en", "task": "regression"}
    assert not page.info


@settings(deadline=None, max_examples=40)
@given(
    some.dictionaries(
        some.sampled_from([*list(BY_ID), "task", "loss", "hidden", "n", "predict", "lang", "frame", "noise", "degree"]),
        some.text(max_size=20)
        | some.sampled_from(["1e999", "-0", "nan", "99999999999999999999", "8-8-8-8-8-8-8", "٣"]),
        max_size=6,
    )
)
def test_no_link_breaks_a_page(link):
    state(gallery(**link))


def test_a_note_is_gone_after_the_next_change():
    page = gallery(lang="en", learning_rate="abc")
    assert len(page.info) == 1
    page.slider(key="gallery.degree").set_value(4).run()
    assert not page.info
    assert page.query_params == {"lang": "en", "degree": "4"}


def test_a_frame_leaves_the_link_when_a_control_changes():
    page = gallery(lang="en", frame="12")
    assert page.query_params["frame"] == "12"
    page.slider(key="gallery.degree").set_value(4).run()
    assert "frame" not in page.query_params


def test_an_answer_is_recorded_in_the_link_and_can_be_asked_again():
    page = gallery(lang="en")
    page.button(key="gallery.predict.down").click().run()
    assert page.query_params["predict"] == "down"
    assert not [one for one in page.button if one.key == "gallery.predict.down"]
    page.button(key="gallery.predict.again").click().run()
    assert "predict" not in page.query_params
    page.button(key="gallery.predict.skip").click().run()
    assert page.query_params["predict"] == "skip"
